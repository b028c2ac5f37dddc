//! Judges the weights on public lists: the same entity across lists, and strangers' names.
use crate::Failure;
use crate::pairs::id;
use matching::{Index, Probe, Thresholds, Verdict};
use model::{Entity, Kind, StampNo};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

/// RECORDS: tab-separated id, kind, property, value; an id begins with its list's name and a dash. PAIRS: 1 or 0, id, id.
pub fn identity(records: &str, pairs: &str) -> Result<(), Failure> {
    let entities = read(records, &|_| true)?;
    let (index, numbers, probes) = indexed(&entities);
    let mut truth: HashMap<(usize, usize), bool> = HashMap::new();
    for line in fs::read_to_string(pairs)?.lines() {
        if let [same, one, other] = line.split('\t').collect::<Vec<_>>().as_slice()
            && let (Some(a), Some(b)) = (numbers.get(one), numbers.get(other))
        {
            truth.insert((*a.min(b), *a.max(b)), *same == "1");
        }
    }
    let judged: HashSet<usize> = truth.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let mut scores: HashMap<(usize, usize), f64> = HashMap::new();
    for at in &judged {
        for found in index.search(&probes[*at], &|_| true, 30, 0.001) {
            let other = crate::pairs::place(found.record);
            if other != *at && judged.contains(&other) {
                let kept = scores.entry((*at.min(&other), *at.max(&other))).or_default();
                *kept = kept.max(found.score.value);
            }
        }
    }
    let names: Vec<&str> = entities.keys().map(String::as_str).collect();
    let list = |at: usize| names[at].split('-').next().unwrap_or_default();
    let truth_of = |pair: &(usize, usize)| truth.get(pair).copied().unwrap_or(false);
    let mut links: Vec<(f64, bool)> =
        scores.iter().filter(|((a, b), _)| list(*a) != list(*b)).map(|(p, s)| (*s, truth_of(p))).collect();
    links.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = truth.iter().filter(|((a, b), same)| **same && list(*a) != list(*b)).count();
    let (mut right, mut best) = (0, (0, 1.0));
    for (place, (score, same)) in links.iter().enumerate() {
        right += usize::from(*same);
        if right as f64 >= 0.99 * (place + 1) as f64 {
            best = (right, *score);
        }
    }
    println!(
        "identity: {all} pairs, {} records; at 99 % precision found {:.4}, threshold {:.3}",
        names.len(),
        best.0 as f64 / all as f64,
        best.1
    );
    for threshold in [0.5, 0.9] {
        let linked = |same: bool| links.iter().filter(|(s, is)| *s >= threshold && *is == same).count();
        let negatives: Vec<_> = truth.iter().filter(|(_, same)| !**same).map(|(pair, _)| pair).collect();
        let wrong = negatives.iter().filter(|p| scores.get(**p).is_some_and(|s| *s >= threshold)).count();
        println!(
            "  at {threshold}: right {:.4}, false links {}, hard negatives {wrong} of {}",
            linked(true) as f64 / all as f64,
            linked(false),
            negatives.len()
        );
    }
    if std::env::var_os("JUDGE_SHOW").is_some() {
        for (pair, same) in &truth {
            let score = scores.get(pair).copied().unwrap_or(0.0);
            if *same != (score >= 0.5) {
                let reasons = index.explain(&probes[pair.0], id(pair.1 as u128), &|_| true);
                println!(
                    "{same} {score:.3} {} {}: {}",
                    names[pair.0],
                    names[pair.1],
                    reasons.map_or(String::new(), |s| said(&s))
                );
            }
        }
        for (pair, score) in
            scores.iter().filter(|(p, s)| **s >= 0.9 && !truth.contains_key(p) && list(p.0) != list(p.1))
        {
            let reasons = index.explain(&probes[pair.0], id(pair.1 as u128), &|_| true);
            println!(
                "unjudged {score:.3} {} {}: {}",
                names[pair.0],
                names[pair.1],
                reasons.map_or(String::new(), |s| said(&s))
            );
        }
    }
    Ok(())
}

fn said(score: &matching::Score) -> String {
    let reasons =
        score.reasons.iter().map(|r| format!("{} {}/{} {:.1}", r.feature, r.query, r.record, r.weight));
    format!("base {:.1}; {}", score.base, reasons.collect::<Vec<_>>().join("; "))
}

/// Names of STRANGERS (the first column, with a head) against the persons of the lists whose ids begin with `lists`.
pub fn strangers(records: &str, strangers: &str, lists: &[&str]) -> Result<(), Failure> {
    let entities = read(records, &|id| lists.iter().any(|list| id.starts_with(list)))?;
    let (index, ..) = indexed(&entities);
    let text = fs::read_to_string(strangers)?;
    let (mut asked, mut counts) = (0usize, [0usize; 2]);
    for line in text.lines().skip(1) {
        let name = line.split(',').next().unwrap_or_default().trim_matches('"');
        let mut entity = Entity::new(Kind::Person);
        let _refused_if_not_a_name = entity.add("name", name);
        asked += 1;
        let found = index.search(&Probe::of(&entity), &|_| true, 1, 0.0);
        let Some(best) = found.first() else { continue };
        match Thresholds::default().verdict(best.score.value) {
            Some(Verdict::Match) => counts[0] += 1,
            Some(Verdict::Possible) => counts[1] += 1,
            None => continue,
        }
        if std::env::var_os("JUDGE_SHOW").is_some() {
            println!("{:.3} {name}: {}", best.score.value, said(&best.score));
        }
    }
    let share = |count: usize| 100.0 * count as f64 / asked as f64;
    println!(
        "{asked} strangers, {} listed: match {:.3} %, possible {:.3} %",
        index.len(),
        share(counts[0]),
        share(counts[1])
    );
    Ok(())
}

fn read(path: &str, wanted: &dyn Fn(&str) -> bool) -> Result<BTreeMap<String, Entity>, Failure> {
    let mut entities: BTreeMap<String, Entity> = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let [id, kind, property, value] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        if wanted(id) {
            let kind: Kind = kind.parse().map_err(|_| format!("{kind} is no kind"))?;
            let entity = entities.entry(id.to_string()).or_insert_with(|| Entity::new(kind));
            let _unknown_stays_out = entity.add(property, value);
        }
    }
    Ok(entities)
}

fn indexed(entities: &BTreeMap<String, Entity>) -> (Index, HashMap<&str, usize>, Vec<Probe>) {
    let probes: Vec<Probe> = entities.values().map(Probe::of).collect();
    let index = Index::new();
    index.insert(probes.iter().zip(0u128..).map(|(p, at)| (id(at), StampNo(0), p.clone())).collect());
    (index, entities.keys().map(String::as_str).zip(0..).collect(), probes)
}
