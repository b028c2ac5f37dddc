//! Pairs of names that people judged the same or not, with one fixed threshold.
use super::faults::{Faults, Judged};
use super::table::Sheet;
use super::{Figures, Target, say};
use anyhow::{Result, ensure};
use matching::{Probe, Thresholds, compare};
use model::{Entity, Kind};
use std::path::Path;

pub fn run(path: &Path, faults: Faults, figures: &mut Figures) -> Result<()> {
    say("comparing names");
    let sheet = Sheet::read(path, 0)?;
    for kind in [Kind::Person, Kind::Company] {
        let mut judged: Vec<Judged> = vec![];
        for row in sheet.rows().filter(|row| row.cell("schema") == kind.as_str()) {
            let [one, other] = ["name1", "name2"].map(|name| named(kind, row.cell(name)));
            let (score, same) = (compare(&one, &other).value, row.cell("is_match") == "true");
            judged.push(Judged { one, other, score, same });
        }
        ensure!(!judged.is_empty(), "{}: no pair of names of a {kind}", path.display());
        let scores: Vec<(f64, bool)> = judged.iter().map(|pair| (pair.score, pair.same)).collect();
        told(kind, &scores, figures);
        faults.of_pairs(kind.as_str(), judged.into_iter());
    }
    Ok(())
}

fn told(kind: Kind, judged: &[(f64, bool)], figures: &mut Figures) {
    figures.add(format!("pairs of names, {kind}"), judged.len() as f64, "");
    let fixed = Thresholds::default().possible;
    let reached = f1(judged, fixed);
    let label = format!("F1 on names, {kind}, at {fixed}");
    match kind {
        Kind::Person => figures.hold(label, reached, "", Target::AtLeast(0.9)),
        _ => figures.add(label, reached, ""),
    }
    let (best, at) = judged
        .iter()
        .map(|(score, _)| (f1(judged, *score), *score))
        .fold((0.0, 0.0), |best: (f64, f64), one| if one.0 > best.0 { one } else { best });
    figures.add(format!("F1 on names, {kind}, at the best threshold"), best, "");
    figures.add(format!("the best threshold, {kind}"), at, "");
}

/// The harmonic mean of precision and recall, where scores from `threshold` on count as the same.
fn f1(judged: &[(f64, bool)], threshold: f64) -> f64 {
    let count = |says: bool, is: bool| {
        judged.iter().filter(|(score, same)| (*score >= threshold) == says && *same == is).count() as f64
    };
    let hit = count(true, true);
    2.0 * hit / (2.0 * hit + count(false, true) + count(true, false)).max(1.0)
}

/// An entity of which nothing but a name is known.
pub fn named(kind: Kind, name: &str) -> Probe {
    let mut entity = Entity::new(kind);
    // What is no name has no parts and matches nothing, as in a check.
    let _left_out = entity.add("name", name);
    Probe::of(&entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_counts_misses_and_false_ones_alike() {
        let judged = [(0.9, true), (0.8, false), (0.3, true), (0.2, false)];
        assert!((f1(&judged, 0.5) - 0.5).abs() < 1e-9);
        assert!((f1(&judged, 0.25) - 0.8).abs() < 1e-9);
        assert_eq!(f1(&judged, 0.95), 0.0);
    }
}
