//! Judges the weights in use: how reliable scores are, and how many true pairs are found at few false ones.
use crate::Failure;
use crate::data::{self, Asking, Set, Told, each_row};
use crate::pairs::{id, place};
use matching::{Crowd, Index, Probe, compare, compare_among};
use model::StampNo;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::hint::black_box;

/// Answers by tenth of the score: how many, how many right, sum of scores.
#[derive(Default, Clone)]
struct Reliability([(usize, usize, f64); 10]);

impl Reliability {
    fn add(&mut self, score: f64, right: bool) {
        let tenth = &mut self.0[((score * 10.0) as usize).min(9)];
        tenth.0 += 1;
        tenth.1 += usize::from(right);
        tenth.2 += score;
    }

    /// Expected calibration error.
    fn error(&self) -> f64 {
        let all: usize = self.0.iter().map(|t| t.0).sum();
        self.0.iter().map(|(_, right, sum)| (*right as f64 - sum).abs()).sum::<f64>() / all.max(1) as f64
    }

    fn line(&self) -> String {
        let tenths = self.0.iter().map(|(n, right, sum)| match n {
            0 => "-".to_string(),
            _ => format!("{n}:{:.2}/{:.2}", *right as f64 / *n as f64, sum / *n as f64),
        });
        tenths.collect::<Vec<_>>().join(" ")
    }
}

pub fn judge(prefix: &str) -> Result<(), Failure> {
    let held = fs::read_to_string(format!("{prefix}.people.tsv"))?.lines().count() - 1;
    let sizes = if held > 200_000 { vec![held] } else { vec![held / 10, held] };
    for size in sizes {
        let questions = if held > 200_000 { 6_000 } else { 20_000 };
        for (how, told) in [("", Told::NO_DOCUMENT), (" by name", Told::NAME)] {
            let mut set = data::people(prefix, (size, questions), Asking::All(told))?;
            set.name += how;
            reliability(&set);
        }
    }
    if held <= 200_000 { entity_pairs(prefix) } else { Ok(()) }
}

/// Of all answers, and of the first ones; by nationality.
fn reliability(set: &Set) {
    let index = Index::new();
    let batch = set.records.iter().zip(0u128..).map(|(probe, at)| (id(at), StampNo(0), probe.clone()));
    index.insert(batch.collect());
    let crowd = Crowd::of(&set.records);
    let (mut all, mut first): (Reliability, Reliability) = Default::default();
    let mut slices: BTreeMap<&str, Reliability> = BTreeMap::new();
    let (mut found, mut held, mut alarms, mut loss) = (0, 0, [0; 2], 0.0);
    for question in &set.questions {
        let mut answers = index.search(&question.probe, &|_| true, 20, 0.001);
        for answer in &mut answers {
            answer.score = compare_among(&question.probe, &set.records[place(answer.record)], &crowd);
        }
        answers.retain(|a| a.score.value >= 0.01);
        answers.sort_by(|a, b| b.score.value.total_cmp(&a.score.value));
        for (rank, answer) in answers.iter().enumerate() {
            let right = question.right.contains(&place(answer.record));
            all.add(answer.score.value, right);
            loss -= if right { answer.score.value } else { 1.0 - answer.score.value }.max(1e-9).log2();
            slices.entry(&question.slice).or_default().add(answer.score.value, right);
            if rank == 0 {
                first.add(answer.score.value, right);
                found += usize::from(right && answer.score.value >= 0.5);
            }
        }
        held += usize::from(!question.right.is_empty());
        let best = answers.first().map_or(0.0, |a| a.score.value);
        if question.right.is_empty() {
            alarms[0] += usize::from(best >= 0.9);
            alarms[1] += usize::from(best >= 0.5);
        }
    }
    println!(
        "{}: {} questions, found first and possible {:.4}; strangers match {} possible {}; log loss {:.5}",
        set.name,
        set.questions.len(),
        found as f64 / held as f64,
        alarms[0],
        alarms[1],
        loss / set.questions.len() as f64
    );
    println!("  all   error {:.4}: {}", all.error(), all.line());
    println!("  first error {:.4}: {}", first.error(), first.line());
    let mut worst: Vec<_> = slices.iter().map(|(slice, r)| (r.error(), slice, r)).collect();
    worst.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (error, slice, reliability) in worst.iter().take(8) {
        println!("    {slice} error {error:.3}: {}", reliability.line());
    }
}

/// Time that this thread had the processor: others use the machine too. Linux tells it in nanoseconds.
fn processor_seconds() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

/// Each question with its record and with the three others that share most parts of the name and the nearest year.
pub fn entity_pairs(prefix: &str) -> Result<(), Failure> {
    struct Person {
        probe: Probe,
        norm: Vec<String>,
        year: i32,
    }
    let year = |dob: &str| dob.get(..4).and_then(|y| y.parse().ok()).unwrap_or(0);
    let norm = |row: &data::Row<'_>| row.get("norm").split(' ').map(str::to_string).collect::<Vec<_>>();
    let mut persons: Vec<Person> = Vec::new();
    let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
    each_row(&fs::read_to_string(format!("{prefix}.people.tsv"))?, '\t', |row| {
        let dob = row.get("dob").trim_end_matches("-00");
        let entity = data::person([
            ("name", row.get("full")),
            ("alias", row.get("native")),
            ("gender", row.get("sex")),
            ("birthDate", dob),
            ("nationality", row.get("nat")),
        ]);
        let person = Person { probe: Probe::of(&entity), norm: norm(row), year: year(row.get("dob")) };
        person.norm.iter().for_each(|part| bearers.entry(part.clone()).or_default().push(persons.len()));
        persons.push(person);
    });
    let crowd = Crowd::of(persons.iter().map(|p| &p.probe));
    let mut scores: [(Vec<f64>, Vec<f64>); 2] = Default::default();
    let mut compared: Vec<(Probe, usize)> = Vec::new();
    let mut count = 0;
    each_row(&fs::read_to_string(format!("{prefix}.queries.tsv"))?, '\t', |row| {
        let Ok(truth) = row.get("true_id").parse::<usize>() else { return };
        count += 1;
        if count > 4000 {
            return;
        }
        let (probe, parts, born) = (data::asked(row, Told::NO_DOCUMENT), norm(row), year(row.get("dob")));
        let sharing = parts.iter().flat_map(|part| bearers.get(part).into_iter().flatten().take(300));
        let mut others: Vec<usize> = sharing.copied().filter(|at| *at != truth).collect();
        others.sort_unstable();
        others.dedup();
        others.sort_by_key(|at| {
            let person = &persons[*at];
            let shared = person.norm.iter().filter(|part| parts.contains(part)).count();
            (std::cmp::Reverse(shared), (person.year - born).abs())
        });
        let both = |at: usize| {
            let alone = compare(&probe, &persons[at].probe).value;
            let held = compare_among(&probe, &persons[at].probe, &crowd).value;
            [alone, held]
        };
        for (scores, score) in scores.iter_mut().zip(both(truth)) {
            scores.0.push(score);
        }
        compared.push((probe.clone(), truth));
        for other in others.into_iter().take(3) {
            compared.push((probe.clone(), other));
            scores.iter_mut().zip(both(other)).for_each(|(scores, score)| scores.1.push(score));
        }
    });
    let rounds = (0..7).map(|_| {
        let begun = processor_seconds();
        for (probe, other) in &compared {
            black_box(compare(probe, &persons[*other].probe));
        }
        (processor_seconds() - begun) / compared.len() as f64
    });
    println!("pairs compared and explained: {:.0}/s", 1.0 / rounds.fold(f64::INFINITY, f64::min));
    for (how, (same, others)) in ["compared alone", "in the store"].iter().zip(&mut scores) {
        others.sort_by(|a, b| b.total_cmp(a));
        let found = |rate: f64| {
            let threshold = others[(others.len() as f64 * rate) as usize];
            same.iter().filter(|s| **s > threshold).count() as f64 / same.len() as f64
        };
        println!(
            "{prefix} pairs, {how}: true found at 10 % {:.4}, 1 % {:.4}, 0.1 % {:.4}",
            found(0.1),
            found(0.01),
            found(0.001)
        );
    }
    Ok(())
}
