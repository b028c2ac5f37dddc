//! Pairs of entities: those of one person against those that look alike, and how many are compared in a second.
use super::alarms::reached_at;
use super::faults::{Faults, Judged};
use super::persons::person;
use super::table::{Generated, Row};
use super::{Figures, Target, clock::Work, fill::id, say};
use anyhow::{Result, ensure};
use matching::{Index, Probe, compare};
use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;
use std::time::Duration;

/// Other records for each query: those that share most parts of its name and are nearest in year of birth.
const NEAREST: usize = 3;
/// Of the bearers of one part so many are looked at, at even distances.
const BEARERS: usize = 300;
/// More persons than these are not searched for look-alikes: the table of parts would not fit beside the index.
const PERSONS_MAX: usize = 2_000_000;
/// So long are pairs compared for their pace.
const LONG_ENOUGH: Duration = Duration::from_secs(3);

/// Without document numbers and aliases: with them there is little to tell apart.
const QUERY: &[(&str, &str)] =
    &[("name", "full"), ("birthDate", "dob"), ("gender", "sex"), ("nationality", "nat")];
const RECORD: &[(&str, &str)] =
    &[("name", "full"), ("alias", "native"), ("birthDate", "dob"), ("gender", "sex"), ("nationality", "nat")];

struct Pair {
    query: Probe,
    record: Probe,
    number: usize,
    same: bool,
}

pub fn add(index: &Index, data: &Generated, faults: Faults, figures: &mut Figures) -> Result<()> {
    if data.persons.len() > PERSONS_MAX {
        return Ok(());
    }
    say("comparing pairs");
    let pairs = made(data)?;
    let right = pairs.iter().filter(|pair| pair.same).count();
    figures.add("pairs of one person", right as f64, "");
    figures.add("pairs of two who look alike", (pairs.len() - right) as f64, "");
    let alone = |pair: &Pair| compare(&pair.query, &pair.record).value;
    told("pairs compared by themselves", &pairs, alone, figures);
    faults.of_pairs(
        "pairs",
        pairs.iter().map(|pair| Judged {
            one: pair.query.clone(),
            other: pair.record.clone(),
            score: alone(pair),
            same: pair.same,
        }),
    );
    let in_store =
        |pair: &Pair| index.explain(&pair.query, id(pair.number), &|_| true).map_or(0.0, |score| score.value);
    told("pairs in the store", &pairs, in_store, figures);
    figures.hold("pairs compared and explained, one core", pace(&pairs), "/s", Target::AtLeast(500_000.0));
    Ok(())
}

/// True pairs found where few false ones pass.
fn told(what: &str, pairs: &[Pair], score: impl Fn(&Pair) -> f64, figures: &mut Figures) {
    let scores =
        |same: bool| -> Vec<f64> { pairs.iter().filter(|pair| pair.same == same).map(&score).collect() };
    let (right, wrong) = (scores(true), scores(false));
    figures.add(format!("{what}, found at 10 % false ones"), reached_at(&right, &wrong, 0.1), "");
    for (share, least) in [(0.01, 0.96), (0.001, 0.9)] {
        let found = reached_at(&right, &wrong, share);
        let label = format!("{what}, found at {} % false ones", share * 100.0);
        figures.hold(label, found, "", Target::AtLeast(least));
    }
}

/// Each query with the record that it is made from, and with its look-alikes.
fn made(data: &Generated) -> Result<Vec<Pair>> {
    let mut bearers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, row) in data.persons.rows().enumerate() {
        for part in row.cell("norm").split_whitespace() {
            bearers.entry(part).or_default().push(number);
        }
    }
    let mut pairs = vec![];
    for query in data.queries() {
        let Ok(truth) = query.cell("true_id").parse::<usize>() else { continue };
        ensure!(truth < data.persons.len(), "a query is about person {truth}, who is not in the table");
        let probe = Probe::of(&person(&query, QUERY));
        let numbers = std::iter::once(truth).chain(look_alikes(data, &bearers, &query, truth));
        pairs.extend(numbers.map(|number| Pair {
            query: probe.clone(),
            record: Probe::of(&person(&data.persons.row(number), RECORD)),
            number,
            same: number == truth,
        }));
    }
    Ok(pairs)
}

fn look_alikes(
    data: &Generated,
    bearers: &HashMap<&str, Vec<usize>>,
    query: &Row<'_>,
    truth: usize,
) -> Vec<usize> {
    let parts: BTreeSet<&str> = query.cell("norm").split_whitespace().collect();
    let year = year(query);
    let mut found = BTreeSet::new();
    for part in &parts {
        let all = bearers.get(part).map_or(&[][..], Vec::as_slice);
        let step = all.len().div_ceil(BEARERS).max(1);
        found.extend(all.iter().step_by(step).copied().filter(|number| *number != truth));
    }
    let mut ranked: Vec<(usize, u16, usize)> = found
        .into_iter()
        .map(|number| {
            let row = data.persons.row(number);
            let theirs: BTreeSet<&str> = row.cell("norm").split_whitespace().collect();
            (usize::MAX - parts.intersection(&theirs).count(), year.abs_diff(self::year(&row)), number)
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(NEAREST).map(|(.., number)| number).collect()
}

fn year(row: &Row<'_>) -> u16 {
    row.cell("dob").get(..4).and_then(|year| year.parse().ok()).unwrap_or(0)
}

/// Pairs a second of this thread's work, with reasons, over and over until it has taken long enough.
fn pace(pairs: &[Pair]) -> f64 {
    let (work, mut compared) = (Work::begin(), 0);
    while work.done() < LONG_ENOUGH && !pairs.is_empty() {
        for pair in pairs {
            black_box(compare(&pair.query, &pair.record));
        }
        compared += pairs.len();
    }
    compared as f64 / work.done().as_secs_f64()
}
