//! Reads persons, questions and linkage sets.
use crate::Failure;
use matching::Probe;
use model::{Entity, Kind};
use std::collections::HashMap;
use std::fs;
use std::process::Command;

/// Records and questions about them.
pub struct Set {
    pub name: String,
    pub records: Vec<Probe>,
    pub questions: Vec<Question>,
}

pub struct Question {
    pub probe: Probe,
    /// Places of the records that are right; none are for a stranger.
    pub right: Vec<usize>,
    /// The place of the question itself among the records, where it is one of them.
    pub own: Option<usize>,
    /// Nationality, or the set it is from.
    pub slice: String,
}

/// A row by the names of its columns.
pub struct Row<'t> {
    columns: &'t HashMap<&'t str, usize>,
    cells: Vec<&'t str>,
}

impl Row<'_> {
    pub fn get(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|at| self.cells.get(*at)).map_or("", |cell| cell.trim())
    }
}

pub fn each_row(text: &str, separator: char, mut each: impl FnMut(&Row<'_>)) {
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    let columns = head.split(separator).map(str::trim).zip(0..).collect();
    lines.for_each(|line| each(&Row { columns: &columns, cells: line.split(separator).collect() }));
}

pub fn person<'v>(values: impl IntoIterator<Item = (&'v str, &'v str)>) -> Entity {
    let mut entity = Entity::new(Kind::Person);
    for (property, value) in values {
        let _unknown_stays_out = entity.add(property, value);
    }
    entity
}

/// `1974-00-00` is a year, `1974-08-00` a month.
fn born(dob: &str) -> &str {
    dob.strip_suffix("-00-00").or_else(|| dob.strip_suffix("-00")).unwrap_or(dob)
}

/// A generated person as a record.
pub fn generated(row: &Row<'_>) -> Probe {
    Probe::of(&person([
        ("name", row.get("full")),
        ("name", row.get("native")),
        ("alias", row.get("alias")),
        ("gender", row.get("sex")),
        ("birthDate", born(row.get("dob"))),
        ("nationality", row.get("nat")),
        ("passportNumber", row.get("doc_no")),
    ]))
}

/// What a generated question tells beside the name.
#[derive(Clone, Copy)]
pub struct Told {
    pub sex: bool,
    pub born: bool,
    pub country: bool,
    pub document: bool,
}

impl Told {
    pub const NO_DOCUMENT: Told = Told { sex: true, born: true, country: true, document: false };
    pub const NAME: Told = Told { sex: false, born: false, country: false, document: false };

    /// People ask with what they have: by turns a question leaves something out, and every fourth names a document.
    fn by_turns(number: usize) -> Told {
        if number % 6 == 5 {
            return Told::NAME;
        }
        Told {
            sex: !number.is_multiple_of(5),
            born: number % 7 > 1,
            country: !number.is_multiple_of(4),
            document: number % 4 == 1,
        }
    }
}

/// A generated question.
pub fn asked(row: &Row<'_>, told: Told) -> Probe {
    let if_told = |is: bool, column: &str| if is { row.get(column) } else { "" };
    Probe::of(&person([
        ("name", row.get("full")),
        ("gender", if_told(told.sex, "sex")),
        ("birthDate", born(if_told(told.born, "dob"))),
        ("nationality", if_told(told.country, "nat")),
        ("passportNumber", if_told(told.document, "doc_no")),
    ]))
}

/// How a set is asked.
#[derive(Clone, Copy)]
pub enum Asking {
    ByTurns,
    All(Told),
}

/// The first `records` persons; about `questions` questions of which half are about strangers.
pub fn people(prefix: &str, (records, questions): (usize, usize), asking: Asking) -> Result<Set, Failure> {
    let mut set = Set { name: format!("{prefix} {records}"), records: Vec::new(), questions: Vec::new() };
    let text = fs::read_to_string(format!("{prefix}.people.tsv"))?;
    each_row(&text, '\t', |row| {
        if set.records.len() < records {
            set.records.push(generated(row));
        }
    });
    let text = fs::read_to_string(format!("{prefix}.queries.tsv"))?;
    let mut counts = [0usize; 2];
    let mut number = 0usize;
    each_row(&text, '\t', |row| {
        let right: Option<usize> = row.get("true_id").parse().ok();
        let held = right.is_some_and(|at| at < set.records.len());
        let about = usize::from(held);
        if (right.is_none() || held) && counts[about] < questions / 2 {
            counts[about] += 1;
            number += 1;
            let told = match asking {
                Asking::ByTurns => Told::by_turns(number),
                Asking::All(told) => told,
            };
            set.questions.push(Question {
                probe: asked(row, told),
                right: right.into_iter().collect(),
                own: None,
                slice: row.get("nat").to_string(),
            });
        }
    });
    // Few of the questions are about the first persons: as many strangers are left.
    let [strangers, held] = counts;
    let mut spare = strangers.saturating_sub(held);
    set.questions.retain(|q| {
        !q.right.is_empty() || {
            let keep = spare == 0;
            spare = spare.saturating_sub(1);
            keep
        }
    });
    Ok(set)
}

/// The public linkage sets: each record is a question to the others of its set.
pub fn linkage(folder: &str) -> Result<Vec<Set>, Failure> {
    let files = [
        ("febrl_dataset1.csv.gz", "rec_id"),
        ("febrl_dataset2.csv.gz", "rec_id"),
        ("febrl_dataset3.csv.gz", "rec_id"),
        ("splink_fake_1000.csv.gz", "cluster"),
        ("splink_historical_50k.csv.gz", "cluster"),
    ];
    files.iter().map(|(file, key)| linkage_set(&format!("{folder}/{file}"), key)).collect()
}

fn linkage_set(path: &str, key: &str) -> Result<Set, Failure> {
    let unpacked = Command::new("gzip").args(["-dc", path]).output()?.stdout;
    let text = String::from_utf8(unpacked)?;
    let (mut records, mut clusters): (Vec<Probe>, HashMap<String, Vec<usize>>) = Default::default();
    let mut keys = Vec::new();
    each_row(&text, ',', |row| {
        // `rec-12-org` and `rec-12-dup-0` are one.
        let key = row.get(key).split("-org").next().and_then(|k| k.split("-dup").next()).unwrap_or_default();
        clusters.entry(key.to_string()).or_default().push(records.len());
        keys.push(key.to_string());
        records.push(linked(row));
    });
    // Of large sets every fifth asks.
    let step = if records.len() > 10_000 { 5 } else { 1 };
    let questions = (0..records.len()).step_by(step).map(|at| Question {
        probe: records[at].clone(),
        right: clusters[&keys[at]].iter().copied().filter(|other| *other != at).collect(),
        own: Some(at),
        slice: path.rsplit('/').next().unwrap_or_default().to_string(),
    });
    let questions = questions.collect();
    Ok(Set { name: path.to_string(), records, questions })
}

fn linked(row: &Row<'_>) -> Probe {
    let either = |one: &'static str, other: &'static str| {
        let found = [one, other].into_iter().find(|c| !row.get(c).is_empty());
        found.map_or("", |c| row.get(c)).to_string()
    };
    let full = format!("{} {}", either("given_name", "first_name"), row.get("surname"));
    let name = if row.get("full_name").is_empty() { full.as_str() } else { row.get("full_name") };
    let packed = row.get("date_of_birth");
    let dob = match (packed.get(..4), packed.get(4..6), packed.get(6..8)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => row.get("dob").to_string(),
    };
    let place = either("suburb", "city");
    let place = if place.is_empty() { row.get("birth_place").to_string() } else { place };
    Probe::of(&person([
        ("name", name),
        ("birthDate", &dob),
        ("birthPlace", &place),
        ("email", row.get("email")),
        ("idNumber", row.get("soc_sec_id")),
    ]))
}
