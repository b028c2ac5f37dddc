//! Records of one person in one store: how many pairs are found, how many of these are right, and how long it takes.
use super::persons;
use super::table::{Table, with_ending};
use super::{Figures, Target, fill, say};
use anyhow::Result;
use matching::{Index, Thresholds};
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// Pairs below are wanted by nobody, not even to see how a threshold would do.
pub const LEAST: f64 = 0.05;

/// A pair of records by their numbers, with its score.
pub type Link = (usize, usize, f64);

pub fn run(prefix: &Path, figures: &mut Figures) -> Result<()> {
    let table = Table::read(&with_ending(prefix, '.', "people.tsv"), &["ent", "full", "norm", "dob"])?;
    say(&format!("indexing {} records", table.len()));
    let index = persons::of_table(&table);
    say("looking for twins");
    let began = Instant::now();
    let links = links(&index, Thresholds::default().possible);
    let took = began.elapsed().as_secs_f64();
    let truth: Vec<&str> = table.rows().map(|row| row.cell("ent")).collect();
    figures.add("records, some of one person", table.len() as f64, "");
    match table.len() {
        900_000.. => figures.hold("twins found in, all cores", took, "s", Target::AtMost(60.0)),
        _ => figures.add("twins found in, all cores", took, "s"),
    }
    told("twins", &truth, &links, true, figures);
    Ok(())
}

/// All pairs of an index that score so much, by the numbers of the records, the lower first.
pub fn links(index: &Index, least: f64) -> Vec<Link> {
    let mut links: Vec<Link> = vec![];
    index.twins(&|_| true, least, &mut |one, other, score| {
        let (one, other) = (fill::number(one), fill::number(other));
        links.push((one.min(other), one.max(other), score));
    });
    links
}

/// Precision and recall of links where `truth` names each record's person.
pub fn told(what: &str, truth: &[&str], links: &[Link], held: bool, figures: &mut Figures) {
    let mut persons: HashMap<&str, usize> = HashMap::new();
    truth.iter().for_each(|person| *persons.entry(person).or_default() += 1);
    let all: usize = persons.values().map(|records| records * (records - 1) / 2).sum();
    let judged: Vec<(f64, bool)> =
        links.iter().map(|(one, other, score)| (*score, truth[*one] == truth[*other])).collect();
    figures.add(format!("{what}: true pairs"), all as f64, "");
    for threshold in [Thresholds::default().possible, Thresholds::default().certain, 0.99] {
        let (precision, recall) = at(&judged, threshold, all);
        figures.add(format!("{what}: precision of pairs scored {threshold} or more"), precision, "");
        figures.add(format!("{what}: recall of pairs scored {threshold} or more"), recall, "");
    }
    let (best, threshold) = recall_at(&judged, 0.99, all);
    // Splink on DuckDB finds so many at this precision or a little less, on data made in the same way.
    match held {
        true => figures.hold(format!("{what}: recall at precision 0.99"), best, "", Target::AtLeast(0.52)),
        false => figures.add(format!("{what}: recall at precision 0.99"), best, ""),
    }
    figures.add(format!("{what}: threshold for precision 0.99"), threshold, "");
}

/// Precision and recall where pairs from this score on are linked.
fn at(judged: &[(f64, bool)], threshold: f64, all: usize) -> (f64, f64) {
    let linked = judged.iter().filter(|(score, _)| *score >= threshold);
    let (count, right) =
        linked.fold((0usize, 0usize), |(count, sum), (_, right)| (count + 1, sum + usize::from(*right)));
    (right as f64 / count.max(1) as f64, right as f64 / all.max(1) as f64)
}

/// The greatest recall at which so many of the linked are right, and the threshold that gives it.
pub fn recall_at(judged: &[(f64, bool)], precision: f64, all: usize) -> (f64, f64) {
    let mut judged = judged.to_vec();
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut best) = (0usize, (0.0, 1.0));
    for (place, (score, same)) in judged.iter().enumerate() {
        right += usize::from(*same);
        let last_of_score = judged.get(place + 1).is_none_or(|next| next.0 < *score);
        if last_of_score && right as f64 >= precision * (place + 1) as f64 {
            best = (right as f64 / all.max(1) as f64, *score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recall_is_told_for_the_lowest_threshold_that_is_precise_enough() {
        let judged = [(0.9, true), (0.8, true), (0.7, false), (0.6, true), (0.6, false)];
        assert_eq!(recall_at(&judged, 0.99, 4), (0.5, 0.8));
        assert_eq!(recall_at(&judged, 0.6, 4), (0.75, 0.6));
        assert_eq!(at(&judged, 0.65, 4), (2.0 / 3.0, 0.5));
    }
}
