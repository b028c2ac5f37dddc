//! People who are on no list, held against the lists of OFAC and the UN.
use super::listed;
use super::table::Sheet;
use super::{Figures, Target, clock::Work, fill, say};
use anyhow::{Result, ensure};
use matching::{Index, Probe, Thresholds, Verdict};
use model::{Entity, Kind};
use std::path::Path;

pub fn run(path: &Path, lists: &Path, figures: &mut Figures) -> Result<()> {
    let listed = listed::published(lists)?;
    say(&format!("asking {} entries of lists for strangers", listed.len()));
    let probes: Vec<Probe> = listed.iter().map(|entry| Probe::of(&entry.entity)).collect();
    let index = fill::filled(probes.len(), |number| probes[number].clone());
    let sheet = Sheet::read(path, 0)?;
    figures.add("entries of the lists", index.len() as f64, "");
    let mut known: Vec<(Entity, Entity)> = vec![];
    for row in sheet.rows() {
        let mut alone = Entity::new(Kind::Person);
        // Names that the model does not take would be refused in a check as well.
        let _left_out = alone.add("name", row.cell("full_name"));
        let mut born = alone.clone();
        let _left_out = born.add("birthDate", row.cell("date_of_birth"));
        known.push((alone, born));
    }
    ensure!(!known.is_empty(), "{}: nobody in it", path.display());
    figures.add("strangers asked for", known.len() as f64, "");
    let work = Work::begin();
    let alone: Vec<_> = known.iter().map(|(alone, _)| verdict(&index, alone)).collect();
    let pace = known.len() as f64 / work.done().as_secs_f64();
    figures.hold(
        "strangers called match, by name",
        percent(&alone, Verdict::Match),
        "%",
        Target::AtMost(0.5),
    );
    figures.hold(
        "strangers called possible, by name",
        percent(&alone, Verdict::Possible),
        "%",
        Target::AtMost(3.0),
    );
    figures.add("names held against the lists, one core", pace, "/s");
    let born: Vec<_> = known.iter().map(|(_, born)| verdict(&index, born)).collect();
    figures.add("strangers called match, by name and birth date", percent(&born, Verdict::Match), "%");
    figures.add("strangers called possible, by name and birth date", percent(&born, Verdict::Possible), "%");
    Ok(())
}

fn verdict(index: &Index, entity: &Entity) -> Option<Verdict> {
    let thresholds = Thresholds::default();
    let found = index.search(&Probe::of(entity), &|_| true, 1, thresholds.possible);
    found.first().and_then(|best| thresholds.verdict(best.score.value))
}

fn percent(verdicts: &[Option<Verdict>], wanted: Verdict) -> f64 {
    let count = verdicts.iter().filter(|verdict| **verdict == Some(wanted)).count();
    count as f64 * 100.0 / verdicts.len().max(1) as f64
}
