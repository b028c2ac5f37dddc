//! Entries of several lists that people judged to be of one person or body, or of two: links found across the lists.
use super::listed::{self, Entry};
use super::table::text;
use super::twins::{Link, links, recall_at};
use super::{Figures, Target, fill, fill::id, say};
use anyhow::{Context, Result, ensure};
use matching::{Index, Probe, Thresholds};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Answers asked for with each entry.
const OTHERS: usize = 20;
/// Links must be right so often.
const PRECISION: f64 = 0.99;

/// Pairs of entries by their numbers, the lower first.
type Pairs = BTreeSet<(usize, usize)>;

pub fn run(dir: &Path, lists: &Path, figures: &mut Figures) -> Result<()> {
    let entries = listed::of_three(lists)?;
    say(&format!("linking {} entries of three lists", entries.len()));
    let probes: Vec<Probe> = entries.iter().map(|entry| Probe::of(&entry.entity)).collect();
    let index = fill::filled(probes.len(), |number| probes[number].clone());
    let found = links(&index, probes.len(), OTHERS, |number| probes[number].clone());
    let numbers: HashMap<&str, usize> =
        entries.iter().enumerate().map(|(number, entry)| (entry.key.as_str(), number)).collect();
    let clusters = clusters(&dir.join("clusters.jsonl.gz"), &numbers)?;
    let across = |one: usize, other: usize| entries[one].list != entries[other].list;
    let mut right = Pairs::new();
    for members in &clusters {
        let pairs = members.iter().flat_map(|one| members.iter().map(move |other| (*one, *other)));
        right.extend(pairs.filter(|(one, other)| one < other && across(*one, *other)));
    }
    let different = different(&dir.join("hard_negatives.jsonl.gz"), &numbers)?;
    let judged = judged(&entries, &clusters, &found, &different);
    told(&right, &judged, figures);
    told_of_negatives(&index, &probes, &different, recall_at(&judged, PRECISION, right.len()).1, figures);
    Ok(())
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

/// The links across lists of which the truth is known: both entries stand in clusters, or were judged different.
fn judged(entries: &[Entry], clusters: &[Vec<usize>], found: &[Link], different: &Pairs) -> Vec<(f64, bool)> {
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

fn told(right: &Pairs, judged: &[(f64, bool)], figures: &mut Figures) {
    figures.add("pairs across lists judged the same", right.len() as f64, "");
    let (recall, threshold) = recall_at(judged, PRECISION, right.len());
    figures.hold("pairs across lists found at 99 % precision", recall, "", Target::AtLeast(0.95));
    figures.add("the threshold for it", threshold, "");
    for threshold in [Thresholds::default().possible, Thresholds::default().certain] {
        let linked: Vec<_> = judged.iter().filter(|(score, _)| *score >= threshold).collect();
        let hit = linked.iter().filter(|(_, same)| *same).count() as f64;
        figures.add(format!("pairs across lists found at {threshold}"), hit / right.len().max(1) as f64, "");
        figures.add(format!("precision across lists at {threshold}"), hit / linked.len().max(1) as f64, "");
    }
}

fn told_of_negatives(
    index: &Index,
    probes: &[Probe],
    different: &Pairs,
    threshold: f64,
    figures: &mut Figures,
) {
    let score = |(one, other): &(usize, usize)| {
        let one_way =
            |a: usize, b: usize| index.explain(&probes[a], id(b), &|_| true).map_or(0.0, |s| s.value);
        one_way(*one, *other).max(one_way(*other, *one))
    };
    let scores: Vec<f64> = different.iter().map(score).collect();
    let linked = |from: f64| {
        scores.iter().filter(|score| **score >= from).count() as f64 * 100.0 / scores.len().max(1) as f64
    };
    figures.add("pairs judged different", scores.len() as f64, "");
    figures.hold(
        "judged different and linked, at that threshold",
        linked(threshold),
        "%",
        Target::AtMost(2.0),
    );
    let [possible, certain] = [Thresholds::default().possible, Thresholds::default().certain];
    figures.add(format!("judged different and linked, at {possible}"), linked(possible), "%");
    figures.add(format!("judged different and linked, at {certain}"), linked(certain), "%");
}
