//! Searches for invented persons with known truth: how often the true record is found, by which kind of error it is missed,
//! and whether the search or the score is to blame.
//!
//! `search_truth PEOPLE.tsv QUERIES.tsv [QUERIES]`: tables with the columns id, full, native, alias, sex, dob, nat, doc_no,
//! doc2_no, and true_id, kind, full, dob. Asked with name and birth date. In the place of queries `twins` looks for all
//! pairs of records of one entity, which a column `ent` tells.
use matching::{Index, Probe};
use model::{Entity, Kind, RecordId, StampNo};
use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

const PERSON: &[(&str, &str)] = &[
    ("full", "name"),
    ("native", "alias"),
    ("alias", "alias"),
    ("sex", "gender"),
    ("dob", "birthDate"),
    ("nat", "nationality"),
    ("doc_no", "passportNumber"),
    ("doc2_no", "idNumber"),
];
const ASKED: &[(&str, &str)] = &[("full", "name"), ("dob", "birthDate")];

type Row = HashMap<String, String>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [people, queries, rest @ ..] = arguments.as_slice() else {
        panic!("see the first lines of the source")
    };
    let most = rest.first().and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
    let index = Index::new();
    let count = fill(&index, people);
    if queries == "twins" {
        return twins(&index, people);
    }
    ask(&index, queries, most);
    let begun = Instant::now();
    let mut saved = Vec::new();
    index.save(&mut saved).expect("memory takes all");
    println!("saved in {:.2} s, {} bytes a person", begun.elapsed().as_secs_f64(), saved.len() / count);
    let (again, begun) = (Index::new(), Instant::now());
    again.load(&mut saved.as_slice()).expect("it was just saved");
    println!("loaded in {:.2} s", begun.elapsed().as_secs_f64());
}

fn fill(index: &Index, people: &str) -> usize {
    let (mut took, mut probing, mut longest) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut rows = rows(people);
    let mut count = 0;
    loop {
        let batch: Vec<Row> = rows.by_ref().take(1_000).collect();
        if batch.is_empty() {
            break;
        }
        count += batch.len();
        let begun = Instant::now();
        let made = batch.iter().map(|row| (id(row), StampNo(0), Probe::of(&entity(row, PERSON)))).collect();
        probing += begun.elapsed();
        let begun = Instant::now();
        index.insert(made);
        longest = longest.max(begun.elapsed());
        took += begun.elapsed();
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
    println!(
        "{count} persons: {:.1} us to compile each, {:.1} us to take in, longest {} ms",
        each(probing),
        each(took),
        longest.as_millis()
    );
    let begun = Instant::now();
    index.settle();
    println!("settled in {:.1} s; {} bytes a person", begun.elapsed().as_secs_f64(), index.bytes() / count);
    count
}

/// Pairs found against pairs of one entity, as the column `ent` tells.
fn twins(index: &Index, people: &str) {
    let entities: HashMap<RecordId, String> =
        rows(people).map(|row| (id(&row), row["ent"].clone())).collect();
    let mut sizes: HashMap<&String, usize> = HashMap::new();
    entities.values().for_each(|entity| *sizes.entry(entity).or_default() += 1);
    let all: usize = sizes.values().map(|size| size * (size - 1) / 2).sum();
    let mut found: Vec<(f64, bool)> = Vec::new();
    let begun = Instant::now();
    index.twins(&|_| true, 0.5, &mut |a, b, score| found.push((score, entities[&a] == entities[&b])));
    println!("twins in {:.1} s", begun.elapsed().as_secs_f64());
    for least in [0.5, 0.7, 0.9, 0.99, 0.999] {
        let (right, wrong) =
            found.iter().filter(|(score, _)| *score >= least).fold((0, 0), |(right, wrong), (_, is_one)| {
                if *is_one { (right + 1, wrong) } else { (right, wrong + 1) }
            });
        println!(
            "  from {least}: precision {:.4} recall {:.4}",
            right as f64 / (right + wrong) as f64,
            right as f64 / all as f64
        );
    }
}

/// What became of the queries of one kind.
#[derive(Default)]
struct Tally {
    asked: usize,
    first: usize,
    within_ten: usize,
    /// The true record scores well enough but was not found.
    overlooked: usize,
}

fn ask(index: &Index, queries: &str, most: usize) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut times: Vec<Duration> = Vec::new();
    let mut answered = 0;
    for row in rows(queries).take(most) {
        let query = Probe::of(&entity(&row, ASKED));
        // The least of three, since others use the machine too.
        let time = (0..3).map(|_| {
            let begun = Instant::now();
            std::hint::black_box(index.search(&query, &|_| true, 10, 0.5));
            begun.elapsed()
        });
        times.extend(time.min());
        let found = index.search(&query, &|_| true, 10, 0.5);
        answered += found.len();
        if row["true_id"] == "-1" {
            continue;
        }
        let truth = number(&row["true_id"]);
        let rank = found.iter().position(|found| found.record == truth);
        for kind in [&row["kind"], "(all)"] {
            let tally = tallies.entry(kind.to_string()).or_default();
            tally.asked += 1;
            tally.first += usize::from(rank == Some(0));
            tally.within_ten += usize::from(rank.is_some());
        }
        let last = found.get(9).map_or(0.5, |found| found.score.value);
        let explained = index.explain(&query, truth, &|_| true).map_or(0.0, |score| score.value);
        if rank.is_none() && explained >= 0.5 && explained > last {
            for kind in [&row["kind"], "(all)"] {
                tallies.entry(kind.to_string()).or_default().overlooked += 1;
            }
            if std::env::var_os("SHOW").is_some() {
                println!("  overlooked {explained:.3}: {} {} {}", row["kind"], row["full"], row["dob"]);
            }
        }
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_micros();
    let mean = times.iter().sum::<Duration>().as_micros() / times.len() as u128;
    println!(
        "{} searches: p50 {} us, p90 {} us, p99 {} us, longest {} us, mean {mean} us; {answered} answers",
        times.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
    for (kind, Tally { asked, first, within_ten, overlooked }) in tallies {
        let share = |count: usize| count as f64 / asked as f64;
        println!(
            "  {kind:14} {asked:6} first {:.4} ten {:.4} overlooked {:.4}",
            share(first),
            share(within_ten),
            share(overlooked)
        );
    }
}

fn entity(row: &Row, columns: &[(&str, &str)]) -> Entity {
    let mut entity = Entity::new(Kind::Person);
    for (column, property) in columns {
        let text = row[*column].trim_end_matches("-00");
        if !text.is_empty() {
            let _not_of_its_type = entity.add(property, text);
        }
    }
    entity
}

fn id(row: &Row) -> RecordId {
    number(&row["id"])
}

fn number(text: &str) -> RecordId {
    let number: u64 = text.parse().expect("ids are numbers");
    let low = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    RecordId::from_bytes((u128::from(low) << 64 | u128::from(number)).to_be_bytes())
}

fn rows(path: &str) -> impl Iterator<Item = Row> {
    let mut lines =
        BufReader::new(std::fs::File::open(path).expect("the table is there")).lines().map_while(Result::ok);
    let columns: Vec<String> = lines.next().unwrap_or_default().split('\t').map(String::from).collect();
    lines.map(move |line| columns.iter().cloned().zip(line.split('\t').map(String::from)).collect())
}
