//! Entries of several lists that people judged to be of one person or body, or of two: links found across the lists.
use super::alarms::reached_at;
use super::faults::{Faults, Judged};
use super::listed::{self, Entry};
use super::table::text;
use super::twins::{Link, links, recall_at};
use super::{Figures, Target, fill, fill::id, say};
use anyhow::{Context, Result, ensure};
use matching::{Probe, Thresholds};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Answers asked for with each entry.
const OTHERS: usize = 20;
/// Links must be right so often.
const PRECISION: f64 = 0.99;

/// Pairs of entries by their numbers, the lower first.
type Pairs = BTreeSet<(usize, usize)>;

pub fn run(dir: &Path, lists: &Path, faults: Faults, figures: &mut Figures) -> Result<()> {
    let entries = listed::of_three(lists)?;
    say(&format!("linking {} entries of three lists", entries.len()));
    let probes: Vec<Probe> = entries.iter().map(|entry| Probe::of(&entry.entity)).collect();
    let index = fill::filled(probes.len(), |number| probes[number].clone());
    let found = links(&index, probes.len(), OTHERS, |number| probes[number].clone());
    let numbers: HashMap<&str, usize> =
        entries.iter().enumerate().map(|(number, entry)| (entry.key.as_str(), number)).collect();
    let clusters = clusters(&dir.join("clusters.jsonl.gz"), &numbers)?;
    let right = same(&entries, &clusters);
    let different = different(&dir.join("hard_negatives.jsonl.gz"), &numbers)?;
    let known = known(&entries, &clusters, &found, &different);
    let threshold = told(&right, &known, &different, figures);
    let score = |(one, other): &(usize, usize)| {
        let one_way =
            |a: usize, b: usize| index.explain(&probes[a], id(b), &|_| true).map_or(0.0, |s| s.value);
        one_way(*one, *other).max(one_way(*other, *one))
    };
    let negatives: Vec<f64> = different.iter().map(score).collect();
    told_of_negatives(&negatives, threshold, figures);
    let positives: Vec<f64> = right.iter().map(score).collect();
    let reached = reached_at(&positives, &negatives, 0.02);
    figures.add("pairs across lists found where 2 % of those judged different are linked", reached, "");
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

/// The links across lists of which something is known: both entries stand in clusters, or they were judged different.
fn known(entries: &[Entry], clusters: &[Vec<usize>], found: &[Link], different: &Pairs) -> Vec<(Link, bool)> {
    let mut cluster_of: HashMap<usize, usize> = HashMap::new();
    for (at, members) in clusters.iter().enumerate() {
        cluster_of.extend(members.iter().map(|member| (*member, at)));
    }
    let across = found.iter().filter(|(one, other, _)| entries[*one].list != entries[*other].list);
    let known = across.filter_map(|link| {
        let (one, other, _) = link;
        if different.contains(&(*one, *other)) {
            return Some((*link, false));
        }
        Some((*link, cluster_of.get(one)? == cluster_of.get(other)?))
    });
    known.collect()
}

fn told(right: &Pairs, known: &[(Link, bool)], different: &Pairs, figures: &mut Figures) -> f64 {
    let all = right.len();
    figures.add("pairs across lists judged the same", all as f64, "");
    let scores = |sort: &dyn Fn(&(usize, usize)) -> bool| -> Vec<(f64, bool)> {
        let of_sort = known.iter().filter(|((one, other, _), same)| *same || sort(&(*one, *other)));
        of_sort.map(|((.., score), same)| (*score, *same)).collect()
    };
    // Nobody judged that two clusters are not of one person, and some are: one list has a person under two programmes.
    let strict = scores(&|_| true);
    let judged = scores(&|pair| different.contains(pair));
    let (recall, threshold) = recall_at(&judged, PRECISION, all);
    figures.hold("pairs across lists found at 99 % precision", recall, "", Target::AtLeast(0.95));
    figures.add("the threshold for it", threshold, "");
    figures.add(
        "pairs across lists found at 99 % precision, links of two clusters taken as false",
        recall_at(&strict, PRECISION, all).0,
        "",
    );
    for threshold in [Thresholds::default().possible, Thresholds::default().certain] {
        for (told, links) in [("judged", &judged), ("clusters taken as false", &strict)] {
            let linked: Vec<_> = links.iter().filter(|(score, _)| *score >= threshold).collect();
            let hit = linked.iter().filter(|(_, same)| *same).count() as f64;
            if told == "judged" {
                figures.add(format!("pairs across lists found at {threshold}"), hit / all.max(1) as f64, "");
            }
            let precision = hit / linked.len().max(1) as f64;
            figures.add(format!("precision across lists at {threshold}, {told}"), precision, "");
        }
    }
    threshold
}

/// What becomes of the pairs that were judged different.
fn told_of_negatives(scores: &[f64], threshold: f64, figures: &mut Figures) {
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
