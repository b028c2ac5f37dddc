//! Judges the recogniser on name pairs, generated persons with known truth, and people who are on no list.
//!
//! `judge CASES.csv [PERSONS QUERIES] [NEGATIVES.csv LISTED.csv]`: name pairs with verdicts (schema, name1, name2,
//! is_match by header); persons and queries as tab-separated tables; names of strangers, and names of a list (one a line).
//!
//! `judge pace PERSONS QUERIES`: how many pairs a second are compared and explained, the same and their nearest strangers.
//!
//! `judge TOKENS.tsv...`: parts of names in Latin letters and in another script.
use matching::{Index, Probe, Score, Thresholds, Verdict, compare};
use model::{Entity, Kind, RecordId, StampNo};
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;

/// Words for whoever runs it.
type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    match files.as_slice() {
        tables if tables.iter().all(|t| t.ends_with(".tsv")) => tables.iter().try_for_each(|t| tokens(t)),
        [cases] => pairs(cases),
        [mode, persons, queries] if mode == "pace" => pace(persons, queries),
        [cases, persons, queries] => pairs(cases).and_then(|()| found(persons, queries)),
        [cases, persons, queries, strangers, listed] => {
            pairs(cases)?;
            found(persons, queries)?;
            alarms(strangers, listed)
        }
        _ => Err("usage: judge CASES [PERSONS QUERIES [STRANGERS LISTED]]".into()),
    }
}

fn named(kind: Kind, name: &str) -> Entity {
    let mut entity = Entity::new(kind);
    let _refused_if_not_a_name = entity.add("name", name);
    entity
}

/// F1 over pairs of persons' names, at each threshold.
fn pairs(path: &str) -> Result<(), Failure> {
    let text = fs::read_to_string(path)?;
    let rows = csv_rows(&text);
    for (schema, kind) in [("Person", Kind::Person), ("Company", Kind::Company)] {
        let judged: Vec<(f64, bool, String)> = rows
            .iter()
            .skip(1)
            .filter(|row| row.get(1).is_some_and(|s| s == schema))
            .map(|row| {
                let [one, other] = [&row[2], &row[3]].map(|name| Probe::of(&named(kind, name)));
                let score = compare(&one, &other);
                (score.value, row[4] == "true", reasons(&score))
            })
            .collect();
        println!("{schema}: {} pairs", judged.len());
        for threshold in [0.2, 0.3, 0.4, 0.5, 0.6, 0.7] {
            let count = |is: bool, says: bool| {
                judged.iter().filter(|(v, same, ..)| *same == is && (*v >= threshold) == says).count() as f64
            };
            let (hit, missed, wrong) = (count(true, true), count(true, false), count(false, true));
            let f1 = 2.0 * hit / (2.0 * hit + missed + wrong);
            println!("  at {threshold}: F1 {f1:.3}  found {hit} missed {missed} wrong {wrong}");
        }
        if std::env::var_os("JUDGE_SHOW").is_some() {
            for (value, same, why) in judged.iter().filter(|(v, same, _)| (*v >= 0.5) != *same) {
                println!("  {} {value:.2} {why}", if *same { "missed" } else { "wrong " });
            }
        }
    }
    Ok(())
}

/// How many parts of names agree with their spelling in another script (Latin, native, count of bearers), among all and among
/// those that the learning programs hold out; and how many with that of another part of as many letters.
fn tokens(path: &str) -> Result<(), Failure> {
    let text = fs::read_to_string(path)?;
    let rows: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| {
            let (latin, rest) = line.split_once('\t')?;
            Some((latin, rest.split('\t').next()?))
        })
        .collect();
    let agree = |latin: &str, native: &str| {
        let [one, other] = [latin, native].map(|name| Probe::of(&named(Kind::Person, name)));
        compare(&one, &other).reasons.iter().any(|r| r.weight > 0.0)
    };
    let (mut all, mut held, mut chance) = ((0usize, 0usize), (0usize, 0usize), (0usize, 0usize));
    let mut by_length: BTreeMap<usize, &str> = BTreeMap::new();
    for (at, (latin, native)) in rows.iter().enumerate() {
        let says = agree(latin, native);
        all = (all.0 + 1, all.1 + usize::from(says));
        if is_held(latin) {
            held = (held.0 + 1, held.1 + usize::from(says));
        }
        if !says && at % 97 == 0 && std::env::var_os("JUDGE_SHOW").is_some() {
            println!("  {latin} {native}");
        }
        // Rows are in the order of their letters; one far away is another name.
        let far = rows[(at + rows.len() / 2) % rows.len()];
        by_length.insert(far.0.chars().count(), far.1);
        if let Some(other) = by_length.get(&latin.chars().count()) {
            chance = (chance.0 + 1, chance.1 + usize::from(agree(latin, other)));
        }
    }
    let share = |(n, agree): (usize, usize)| agree as f64 / n.max(1) as f64;
    println!(
        "{path}: {} parts, {:.3} agree, held out {:.3}, by chance {:.4}",
        all.0,
        share(all),
        share(held),
        share(chance)
    );
    Ok(())
}

/// As in the learning programs; these digest the folded form, which is the same for most.
fn is_held(latin: &str) -> bool {
    latin.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, c| (h ^ u64::from(c)).wrapping_mul(0x100_0000_01b3))
        >> 20
        & 0xff
        < 51
}

/// Recall among generated persons, by kind of error; answers to strangers.
fn found(persons: &str, queries: &str) -> Result<(), Failure> {
    let index = Index::new();
    let text = fs::read_to_string(persons)?;
    let everyone: Vec<_> =
        text.lines().skip(1).zip(0u128..).map(|(line, at)| (id(at), StampNo(0), person(line))).collect();
    index.insert(everyone);
    let text = fs::read_to_string(queries)?;
    let mut by_kind: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let [kind, full, born] = [2, 3, 6].map(|at| line.split('\t').nth(at).unwrap_or_default());
        let Some((asked, truth)) = question(line) else { continue };
        let answers = index.search(&asked, &|_| true, 10, 0.0);
        let place = answers.iter().position(|f| Ok(f.record) == truth);
        let tally = by_kind.entry(kind).or_default();
        let verdict = answers.first().and_then(|f| Thresholds::default().verdict(f.score.value));
        let marks = [
            true,
            place == Some(0),
            place.is_some(),
            place.is_some_and(|p| answers[p].score.value >= Thresholds::default().possible),
            verdict == Some(Verdict::Match),
            verdict == Some(Verdict::Possible),
        ];
        tally.iter_mut().zip(marks).for_each(|(sum, mark)| *sum += usize::from(mark));
        if let Some(best) = answers.first().filter(|_| shown(kind) && kind == "nomatch" && verdict.is_some())
        {
            println!("  {:.2} {full} {born}: {}", best.score.value, reasons(&best.score));
        }
        if shown(kind) && kind != "nomatch" && place.is_none() {
            println!("  lost: {line}\n        {}", text_of(persons, &truth));
        }
    }
    println!("kind             n      @1     @10    >=possible  top: match possible");
    let mut all = [0; 6];
    for (kind, tally) in &by_kind {
        report(kind, tally);
        if *kind != "nomatch" {
            all.iter_mut().zip(tally).for_each(|(sum, n)| *sum += n);
        }
    }
    report("all true", &all);
    Ok(())
}

/// Compares queries with who is meant and with those who are most like them.
fn pace(persons: &str, queries: &str) -> Result<(), Failure> {
    let text = fs::read_to_string(persons)?;
    let everyone: Vec<Probe> = text.lines().skip(1).map(person).collect();
    let index = Index::new();
    index.insert(
        everyone.iter().zip(0u128..).map(|(probe, at)| (id(at), StampNo(0), probe.clone())).collect(),
    );
    let text = fs::read_to_string(queries)?;
    let (mut same, mut others) = (Vec::new(), Vec::new());
    for line in text.lines().skip(1).take(3_000) {
        let Some((asked, truth)) = question(line) else { continue };
        for found in index.search(&asked, &|_| true, 4, 0.0) {
            let number = u128::from_be_bytes(*found.record.as_bytes());
            let pair = (asked.clone(), everyone[number as usize].clone());
            if truth.as_ref() == Ok(&found.record) { same.push(pair) } else { others.push(pair) }
        }
    }
    for (what, pairs) in [("the same", &same), ("nearest others", &others)] {
        let rounds = (0..7).map(|_| {
            let begun = on_cpu();
            pairs.iter().for_each(|(a, b)| drop(black_box(compare(a, b))));
            (on_cpu() - begun) / pairs.len() as f64
        });
        let each = rounds.fold(f64::INFINITY, f64::min);
        println!("{what}: {} pairs, {:.0} ns each, {:.0}/s", pairs.len(), each * 1e9, 1.0 / each);
    }
    Ok(())
}

/// Seconds that this thread has run, where the system says so: others use the machine too.
fn on_cpu() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split(' ').next().and_then(|n| n.parse::<f64>().ok()));
    nanoseconds.unwrap_or_default() / 1e9
}

/// A query and who is meant.
fn question(line: &str) -> Option<(Probe, Result<RecordId, std::num::ParseIntError>)> {
    let row: Vec<&str> = line.split('\t').collect();
    let [_, truth, _, full, _, sex, born, nat, ..] = row.as_slice() else { return None };
    let mut entity = named(Kind::Person, full);
    for (property, value) in [("gender", sex), ("birthDate", born), ("nationality", nat)] {
        let _unknown_stays_out = entity.add(property, value);
    }
    Some((Probe::of(&entity), truth.parse().map(id)))
}

/// `JUDGE_SHOW` names a kind of error whose failures are printed.
fn shown(kind: &str) -> bool {
    std::env::var_os("JUDGE_SHOW").is_some_and(|v| v == kind)
}

fn reasons(score: &Score) -> String {
    let reasons =
        score.reasons.iter().map(|r| format!("{} {}/{} {:.1}", r.feature, r.query, r.record, r.weight));
    reasons.collect::<Vec<_>>().join("; ")
}

fn text_of(persons: &str, truth: &Result<RecordId, std::num::ParseIntError>) -> String {
    let Ok(truth) = truth else { return String::new() };
    let at = u128::from_be_bytes(*truth.as_bytes());
    let text = fs::read_to_string(persons).unwrap_or_default();
    text.lines()
        .skip(1)
        .zip(0u128..)
        .find(|(_, n)| *n == at)
        .map_or(String::new(), |(line, _)| line.to_string())
}

fn report(kind: &str, [n, first, ten, above, sure, possible]: &[usize; 6]) {
    let share = |count: &usize| *count as f64 / *n as f64;
    println!(
        "{kind:<14} {n:>5}  {:.4}  {:.4}  {:.4}      {:.4} {:.4}",
        share(first),
        share(ten),
        share(above),
        share(sure),
        share(possible)
    );
}

fn id(number: u128) -> RecordId {
    RecordId::from_bytes(number.to_be_bytes())
}

fn person(line: &str) -> Probe {
    let row: Vec<&str> = line.split('\t').collect();
    let mut entity = Entity::new(Kind::Person);
    let columns = [
        ("name", 2),
        ("name", 3),
        ("gender", 7),
        ("birthDate", 8),
        ("nationality", 9),
        ("passportNumber", 10),
        ("alias", 13),
    ];
    for (property, at) in columns {
        let _unknown_stays_out = entity.add(property, row.get(at).copied().unwrap_or_default());
    }
    Probe::of(&entity)
}

/// How many strangers are answered with somebody of a list, by name alone.
fn alarms(strangers: &str, listed: &str) -> Result<(), Failure> {
    let index = Index::new();
    let text = fs::read_to_string(listed)?;
    let mut persons: BTreeMap<&str, Entity> = BTreeMap::new();
    for line in text.lines() {
        let Some((key, name)) = line.split_once('\t') else { continue };
        let entity = persons.entry(key).or_insert_with(|| Entity::new(Kind::Person));
        let property = if entity.values("name").is_empty() { "name" } else { "alias" };
        let _refused_if_not_a_name = entity.add(property, name);
    }
    let batch = persons.into_values().zip(0u128..).map(|(e, at)| (id(at), StampNo(0), Probe::of(&e)));
    index.insert(batch.collect());
    let text = fs::read_to_string(strangers)?;
    let (mut asked, mut sure, mut possible) = (0usize, 0usize, 0usize);
    for row in csv_rows(&text).iter().skip(1) {
        let Some(name) = row.first() else { continue };
        asked += 1;
        let answers = index.search(&Probe::of(&named(Kind::Person, name)), &|_| true, 1, 0.0);
        match answers.first().and_then(|f| Thresholds::default().verdict(f.score.value)) {
            Some(Verdict::Match) => sure += 1,
            Some(Verdict::Possible) => possible += 1,
            None => {}
        }
        let show = std::env::var_os("JUDGE_SHOW").is_some();
        if let Some(best) = answers.first().filter(|f| show && f.score.value >= 0.5) {
            println!("  {:.2} {name}: {}", best.score.value, reasons(&best.score));
        }
    }
    let share = |n: usize| 100.0 * n as f64 / asked as f64;
    println!(
        "{asked} strangers against {} listed: match {:.2} %, possible {:.2} %",
        index.len(),
        share(sure),
        share(possible)
    );
    Ok(())
}

/// Rows of comma-separated text with quotes; enough for these files.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .map(|line| {
            let (mut row, mut field, mut quoted) = (Vec::new(), String::new(), false);
            for c in line.chars() {
                match c {
                    '"' => quoted = !quoted,
                    ',' if !quoted => row.push(std::mem::take(&mut field)),
                    _ => field.push(c),
                }
            }
            row.push(field);
            row
        })
        .collect()
}
