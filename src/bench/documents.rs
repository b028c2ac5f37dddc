//! Workload: documents that nobody has reported. Nearly every real answer is this one.
use super::{Figures, Scratch, Spread, Target, fill, node, say};
use crate::demo::lists::List;
use anyhow::{Result, ensure};
use desk::Desk;
use desk::check::Question;
use matching::Probe;
use model::{Entity, Holds, Kind, Purpose, Reason};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Asked in one call, as screening does.
const BATCH: usize = 10_000;
/// Each document is asked for so often; the middle pass counts.
const PASSES: usize = 5;
/// Documents of the desk that is asked for comparison: its store takes a while to fill.
const AT_THE_DESK: usize = 100_000;

pub async fn run(records: usize) -> Result<Figures> {
    let mut figures = Figures::of(format!("{records} invented documents, asked for as many others"));
    let known: Vec<String> = (0..records).map(number).collect();
    let asked: Vec<String> = (records..2 * records).map(number).collect();
    index_alone(&known, &asked, &mut figures)?;
    let scratch = Scratch::make()?;
    let listed = &known[..records.min(AT_THE_DESK)];
    whole_desk(scratch.path(), listed, &asked, &mut figures).await?;
    Ok(figures)
}

/// The nth number of a series in which each stands once, in no order: two letters and seven digits.
pub(super) fn number(nth: usize) -> String {
    const ALL: u64 = 26 * 26 * 10_000_000;
    // Has no factor in common with ALL, so that no number comes twice.
    let scattered = (nth as u64 % ALL) * 2_654_435_761 % ALL;
    let letter = |place: u64| char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    let letters = scattered / 10_000_000;
    format!("{}{}{:07}", letter(letters / 26), letter(letters), scattered % 10_000_000)
}

fn document(number: &str) -> Result<Entity> {
    Ok(Entity::new(Kind::Document).with("number", number)?.with("country", "UTO")?)
}

fn index_alone(known: &[String], asked: &[String], figures: &mut Figures) -> Result<()> {
    say("indexing");
    let probes: Vec<Probe> =
        known.iter().map(|number| Ok(Probe::of(&document(number)?))).collect::<Result<_>>()?;
    let index = fill::filled(known.len(), |number| probes[number].clone());
    drop(probes);
    say("asking the index");
    let clean: Vec<(Holds, &str)> = asked.iter().map(|number| (Holds::Number, number.as_str())).collect();
    let mut held = 0;
    let mut passes: Vec<Duration> = vec![];
    for _ in 0..PASSES {
        let began = Instant::now();
        held = clean
            .chunks(BATCH)
            .map(|some| index.holds_identifiers(some).iter().filter(|h| **h).count())
            .sum();
        passes.push(began.elapsed());
    }
    let each = Spread::of(passes).percentile_ms(50) * 1e6 / asked.len().max(1) as f64;
    ensure!(
        known.iter().step_by(1_000).all(|number| index.holds_identifier(Holds::Number, number)),
        "the index has lost a document"
    );
    figures.hold("negative answer, in a batch, one core", each, "ns", Target::AtMost(300.0));
    figures.add("of a million sent on to a full search", held as f64 * 1e6 / asked.len().max(1) as f64, "");
    figures.add("index", index.bytes() as f64 / 1e6, "MB");
    Ok(())
}

/// All that a check is: rules, sight, search, the act sealed, signed and on disk.
async fn whole_desk(dir: &Path, listed: &[String], asked: &[String], figures: &mut Figures) -> Result<()> {
    say("filling a desk");
    let node = node::make(&dir.join("node")).await?;
    let list = List {
        name: "documents",
        format: "csv",
        mapping: Some("stolen-documents"),
        files: vec![csv(dir, listed)?],
        audience: None,
    };
    node::whole(&list, &node::fill(&node.desk, &list).await?)?;
    say("asking the desk");
    let questions = |numbers: &[String]| -> Result<Vec<Question>> {
        numbers.iter().map(|number| Ok(Question::Entity(document(number)?))).collect()
    };
    let many = questions(&asked[..asked.len().min(50_000)])?;
    let began = Instant::now();
    for batch in many.chunks(1_000) {
        ask(&node.desk, batch).await?;
    }
    figures.add(
        format!("whole check at a desk of {}, in a batch", listed.len()),
        began.elapsed().as_secs_f64() * 1e6 / many.len().max(1) as f64,
        "µs",
    );
    let mut times = vec![];
    for one in many.iter().take(300) {
        let began = Instant::now();
        ask(&node.desk, std::slice::from_ref(one)).await?;
        times.push(began.elapsed());
    }
    figures.add("whole check, one after the other, middle", Spread::of(times).percentile_ms(50) * 1e3, "µs");
    Ok(())
}

async fn ask(desk: &Desk, questions: &[Question]) -> Result<()> {
    let reason = Reason::of(Purpose::Screening);
    for answer in desk::check::batch(desk, &node::console(desk), &reason, questions, 10).await? {
        answer?;
    }
    Ok(())
}

fn csv(dir: &Path, numbers: &[String]) -> Result<PathBuf> {
    let path = dir.join("documents.csv");
    let mut table = csv::Writer::from_path(&path)?;
    table.write_record(["number", "type", "country", "fraudType"])?;
    for number in numbers {
        table.write_record([number.as_str(), "passport", "UTO", "stolen"])?;
    }
    table.flush()?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_comes_twice() {
        let numbers: std::collections::BTreeSet<String> = (0..50_000).map(number).collect();
        assert_eq!(numbers.len(), 50_000);
        assert!(numbers.iter().all(|number| number.len() == 9));
    }
}
