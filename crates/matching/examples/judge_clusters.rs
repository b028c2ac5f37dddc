//! Judges twins and clusters on generated persons of whom it is known who is who.
//!
//! `judge_clusters PEOPLE.tsv [LEAST]`: a tab-separated table with a header; column `ent` is the true entity. Pairs are
//! found in one run over an index of all of them, from the score LEAST on (0.5). Told are precision and recall of
//! the pairs by score, and of the clusters by rule.
use matching::cluster::{Rule, Tie, bits_of, clusters};
use matching::{Effort, Index, Probe};
use model::{Entity, Kind, RecordId, StampNo};
use std::collections::HashMap;
use std::time::Instant;

/// Words for whoever runs it.
type Failure = Box<dyn std::error::Error>;

/// Which column is which property.
const COLUMNS: [(&str, &str); 8] = [
    ("full", "name"),
    ("native", "name"),
    ("alias", "alias"),
    ("dob", "birthDate"),
    ("sex", "gender"),
    ("nat", "nationality"),
    ("doc_no", "passportNumber"),
    ("doc2_no", "passportNumber"),
];

/// With more records than that, clusters by every rule take too long.
const FEW: usize = 200_000;

fn main() -> Result<(), Failure> {
    let mut words = std::env::args().skip(1);
    let path = words.next().ok_or("usage: judge_clusters PEOPLE.tsv [LEAST]")?;
    let least: f64 = words.next().map_or(Ok(0.5), |word| word.parse())?;
    let people = people(&path)?;
    let truth: Vec<&str> = people.iter().map(|(entity, _)| entity.as_str()).collect();
    let began = Instant::now();
    let index = Index::new();
    let probes: Vec<Probe> = people.iter().map(|(_, person)| Probe::of(person)).collect();
    for (at, some) in probes.chunks(4_000).enumerate() {
        let batch =
            some.iter().enumerate().map(|(nth, probe)| (id(at * 4_000 + nth), StampNo(0), probe.clone()));
        index.insert(batch.collect());
    }
    println!("{} records indexed in {:.1} s", people.len(), began.elapsed().as_secs_f64());
    let began = Instant::now();
    drop(probes);
    let before = cpu_seconds();
    let (ties, effort) = ties(&index, least);
    let (wall, cpu) = (began.elapsed().as_secs_f64(), cpu_seconds() - before);
    println!("{} pairs in {wall:.1} s, {cpu:.1} s of all cores, {effort:?}", ties.len());
    let pairs_true = true_pairs(&truth);
    println!("{pairs_true} true pairs");
    for score in [0.5, 0.7, 0.9, 0.95, 0.99, 0.999] {
        let found: Vec<(u32, u32)> =
            ties.iter().filter(|t| t.bits >= bits_of(score)).map(|t| (t.a, t.b)).collect();
        told(&format!("pairs from {score}"), &found, &truth, pairs_true);
    }
    let Rule { join, absent } = Rule::default();
    // Of many records the rule in use alone.
    let few = people.len() <= FEW;
    let joins = if few { vec![-2.0, -1.0, 0.0, 1.0, 2.0, 3.0] } else { vec![join] };
    let absents = if few { vec![-8.0, -4.0, -2.0] } else { vec![absent] };
    for join in joins {
        for absent in absents.iter().copied() {
            let groups = clusters(people.len(), &ties, &[], Rule { join, absent });
            let pairs = |group: &Vec<u32>| -> Vec<(u32, u32)> {
                group
                    .iter()
                    .enumerate()
                    .flat_map(|(at, a)| group[at + 1..].iter().map(|b| (*a, *b)))
                    .collect()
            };
            let found: Vec<(u32, u32)> = groups.iter().flat_map(pairs).collect();
            let most = groups.iter().map(Vec::len).max().unwrap_or(0);
            told(
                &format!("clusters join {join} absent {absent}, greatest {most}"),
                &found,
                &truth,
                pairs_true,
            );
        }
    }
    Ok(())
}

fn id(number: usize) -> RecordId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    RecordId::from_bytes(bytes)
}

fn number(id: RecordId) -> u32 {
    let mut bytes = [0; 4];
    bytes.copy_from_slice(&id.as_bytes()[12..]);
    u32::from_be_bytes(bytes)
}

fn people(path: &str) -> Result<Vec<(String, Entity)>, Failure> {
    let text = std::fs::read_to_string(path)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().ok_or("an empty table")?.split('\t').collect();
    let place = |name: &str| header.iter().position(|column| *column == name);
    let entity = place("ent").ok_or("no column `ent`")?;
    let columns: Vec<(usize, &str)> =
        COLUMNS.iter().filter_map(|(column, property)| Some((place(column)?, *property))).collect();
    let person = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let mut person = Entity::new(Kind::Person);
        for (at, property) in &columns {
            // A cell that is not of its type is as good as empty here.
            // Unknown days and months are written as 00.
            let text = cells.get(*at).copied().unwrap_or("").replace("-00", "");
            let _unfit = person.add(property, &text);
        }
        (cells.get(entity).copied().unwrap_or("").to_string(), person)
    };
    Ok(lines.map(person).collect())
}

/// All pairs, as a run over a whole store finds them.
fn ties(index: &Index, least: f64) -> (Vec<Tie>, Effort) {
    let mut ties = Vec::new();
    let effort = index.twins(&|_| true, least, &mut |one, other, score| {
        ties.push(Tie { a: number(one), b: number(other), bits: bits_of(score) });
    });
    (ties, effort)
}

/// What the process has used of all cores; nothing where the system does not tell.
fn cpu_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(')').next().unwrap_or("").split_whitespace();
    // Fields 14 and 15 of proc(5), in hundredths of a second.
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn true_pairs(truth: &[&str]) -> usize {
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    truth.iter().for_each(|entity| *sizes.entry(entity).or_default() += 1);
    sizes.values().map(|size| size * (size - 1) / 2).sum()
}

fn told(what: &str, found: &[(u32, u32)], truth: &[&str], all: usize) {
    let right = found.iter().filter(|(a, b)| truth[*a as usize] == truth[*b as usize]).count();
    let share = |of: usize| right as f64 / of.max(1) as f64;
    println!("{what}: {} pairs, precision {:.4}, recall {:.4}", found.len(), share(found.len()), share(all));
}
