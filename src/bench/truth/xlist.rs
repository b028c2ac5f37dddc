//! Entries of several lists that people judged to be of one person or body, or of two: links found across the lists.
use super::alarms::reached_at;
use super::faults::{Faults, Judged};
use super::listed::{self, Entry};
use super::table::text;
use super::twins::{LEAST, Link, links, recall_at};
use super::{Figures, Target, fill, say};
use anyhow::{Context, Result, ensure};
use matching::{Probe, Thresholds};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Links must be right so often.
const PRECISION: f64 = 0.99;

/// Pairs of entries by their numbers, the lower first.
type Pairs = BTreeSet<(usize, usize)>;

pub fn run(dir: &Path, lists: &Path, faults: Faults, figures: &mut Figures) -> Result<()> {
    let entries = listed::of_three(lists)?;
    say(&format!("linking {} entries of three lists", entries.len()));
    let probes: Vec<Probe> = entries.iter().map(|entry| Probe::of(&entry.entity)).collect();
    let index = fill::filled(probes.len(), |number| probes[number].clone());
    let found = links(&index, LEAST);
    let numbers: HashMap<&str, usize> =
        entries.iter().enumerate().map(|(number, entry)| (entry.key.as_str(), number)).collect();
    let clusters = clusters(&dir.join("clusters.jsonl.gz"), &numbers)?;
    let right = same(&entries, &clusters);
    let different = different(&dir.join("hard_negatives.jsonl.gz"), &numbers)?;
    let scores: HashMap<(usize, usize), f64> = found.iter().map(|(a, b, score)| ((*a, *b), *score)).collect();
    // A pair that no search proposes is not linked.
    let score = |pair: &(usize, usize)| scores.get(pair).copied().unwrap_or(0.0);
    let [positives, negatives] =
        [&right, &different].map(|pairs| pairs.iter().map(score).collect::<Vec<_>>());
    told(&positives, &negatives, figures);
    told_strictly(&strictly(&entries, &clusters, &found, &different), right.len(), figures);
    let all = right.iter().map(|pair| (*pair, true)).chain(different.iter().map(|pair| (*pair, false)));
    let pairs = all.map(|((one, other), same)| Judged {
        one: probes[one].clone(),
        other: probes[other].clone(),
        score: score(&(one, other)),
        same,
    });
    faults.of_pairs("across lists", pairs);
    Ok(())
}

/// Pairs of entries of different lists that stand in one cluster.
fn same(entries: &[Entry], clusters: &[Vec<usize>]) -> Pairs {
    let of_cluster = |members: &Vec<usize>| {
        let pairs = members.iter().flat_map(|one| members.iter().map(|other| (*one, *other)));
        pairs
            .filter(|(one, other)| one < other && entries[*one].list != entries[*other].list)
            .collect::<Vec<_>>()
    };
    clusters.iter().flat_map(of_cluster).collect()
}

/// The entries of each cluster that are in the lists at hand.
fn clusters(path: &Path, numbers: &HashMap<&str, usize>) -> Result<Vec<Vec<usize>>> {
    let mut clusters = vec![];
    for line in text(path)?.lines() {
        let cluster: Value = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        let members = cluster["members"].as_array().context("a cluster without members")?;
        let ids = members.iter().filter_map(|member| member["id"].as_str());
        clusters.push(ids.filter_map(|key| numbers.get(key).copied()).collect());
    }
    ensure!(clusters.iter().any(|cluster: &Vec<usize>| cluster.len() > 1), "no cluster is of these lists");
    Ok(clusters)
}

/// Pairs that people judged to be of two, both in the lists at hand.
fn different(path: &Path, numbers: &HashMap<&str, usize>) -> Result<Pairs> {
    let mut pairs = Pairs::new();
    for line in text(path)?.lines() {
        let pair: Value = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        let [one, other] = ["a", "b"].map(|side| pair[side]["id"].as_str().and_then(|key| numbers.get(key)));
        if let (Some(one), Some(other)) = (one, other) {
            pairs.insert((*one.min(other), *one.max(other)));
        }
    }
    Ok(pairs)
}

fn told(positives: &[f64], negatives: &[f64], figures: &mut Figures) {
    figures.add("pairs across lists judged the same", positives.len() as f64, "");
    figures.add("pairs judged different", negatives.len() as f64, "");
    let all =
        positives.iter().map(|score| (*score, true)).chain(negatives.iter().map(|score| (*score, false)));
    let (recall, threshold) = recall_at(&all.collect::<Vec<_>>(), PRECISION, positives.len());
    let linked = |scores: &[f64], from: f64| {
        scores.iter().filter(|score| **score >= from).count() as f64 / scores.len().max(1) as f64
    };
    figures.hold("pairs across lists found at 99 % precision", recall, "", Target::AtLeast(0.95));
    figures.add("the threshold for it", threshold, "");
    let passed = linked(negatives, threshold) * 100.0;
    figures.hold("judged different and linked, at that threshold", passed, "%", Target::AtMost(2.0));
    for threshold in [Thresholds::default().possible, Thresholds::default().certain] {
        figures.add(format!("pairs across lists found at {threshold}"), linked(positives, threshold), "");
        let passed = linked(negatives, threshold) * 100.0;
        figures.add(format!("judged different and linked, at {threshold}"), passed, "%");
    }
    let reached = reached_at(positives, negatives, 0.02);
    figures.add("pairs across lists found where 2 % of those judged different are linked", reached, "");
}

/// The links across lists between entries that stand in clusters, with whether it is the same cluster, and those judged
/// different. Nobody judged that two clusters are not of one person, and some are: one list has a person under two
/// programmes.
fn strictly(
    entries: &[Entry],
    clusters: &[Vec<usize>],
    found: &[Link],
    different: &Pairs,
) -> Vec<(f64, bool)> {
    let mut cluster_of: HashMap<usize, usize> = HashMap::new();
    for (at, members) in clusters.iter().enumerate() {
        cluster_of.extend(members.iter().map(|member| (*member, at)));
    }
    let across = found.iter().filter(|(one, other, _)| entries[*one].list != entries[*other].list);
    let known = across.filter_map(|(one, other, score)| {
        if different.contains(&(*one, *other)) {
            return Some((*score, false));
        }
        Some((*score, cluster_of.get(one)? == cluster_of.get(other)?))
    });
    known.collect()
}

fn told_strictly(links: &[(f64, bool)], all: usize, figures: &mut Figures) {
    let (recall, _) = recall_at(links, PRECISION, all);
    figures.add("pairs across lists found at 99 % precision, were every two clusters of two", recall, "");
}
