//! Workload: persons asked for by name and date of birth, in process, on one core.
use super::fill::{filled, id};
use super::{Figures, Scratch, Spread, Target, say};
use crate::demo::world;
use anyhow::Result;
use formats::{Format, Item, Plan, Step};
use matching::{Index, Probe, Thresholds};
use model::{Entity, Kind, RecordId};
use std::path::Path;
use std::time::{Duration, Instant};

/// Persons asked for, of each sort.
const ASKED: usize = 5_000;
/// As the page shows.
const LIMIT: usize = 10;

pub fn run(records: usize) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "{records} persons of the demo's world, seed 1; asked: {ASKED} persons of seed 2, {ASKED} of seed 1 misspelt"
    ));
    let scratch = Scratch::make()?;
    let known = persons(&scratch.path().join("known"), 1, records)?;
    let strangers = persons(&scratch.path().join("strangers"), 2, ASKED)?;
    let step = (known.len() / ASKED).max(1);
    let misspelt: Vec<(usize, Entity)> =
        known.iter().enumerate().step_by(step).map(|(at, p)| (at, misspell(p))).collect();
    say("indexing");
    let began = Instant::now();
    let index = filled(known.len(), |number| Probe::of(&known[number]));
    figures.add(
        "folding and indexing, all cores",
        known.len() as f64 / began.elapsed().as_secs_f64(),
        "persons/s",
    );
    drop(known);
    say("asking");
    let mut times: Vec<Duration> = vec![];
    let alarms = strangers.iter().filter(|person| !search(&index, person, &mut times).is_empty()).count();
    told(&mut figures, "strangers", &times);
    let mut of_known: Vec<Duration> = vec![];
    let found = misspelt
        .iter()
        .filter(|(at, person)| search(&index, person, &mut of_known).contains(&id(*at)))
        .count();
    told(&mut figures, "known and misspelt", &of_known);
    times.append(&mut of_known);
    let all = Spread::of(times);
    figures.hold("all, middle", all.percentile_ms(50), "ms", Target::AtMost(1.0));
    figures.hold("all, 99 of 100", all.percentile_ms(99), "ms", Target::AtMost(10.0));
    figures.add("slowest", all.slowest_ms(), "ms");
    figures.add(
        "known and misspelt that are found",
        found as f64 * 100.0 / misspelt.len().max(1) as f64,
        "%",
    );
    figures.add("strangers with a match", alarms as f64 * 100.0 / strangers.len().max(1) as f64, "%");
    figures.add("index", index.bytes() as f64 / 1e6, "MB");
    Ok(figures)
}

fn told(figures: &mut Figures, who: &str, times: &[Duration]) {
    let spread = Spread::of(times.to_vec());
    figures.add(format!("{who}, middle"), spread.percentile_ms(50), "ms");
    figures.add(format!("{who}, 99 of 100"), spread.percentile_ms(99), "ms");
}

/// The persons of an invented world, through its files and the ordinary reader.
pub(super) fn persons(dir: &Path, seed: u64, count: usize) -> Result<Vec<Entity>> {
    say(&format!("inventing {count} persons"));
    let world = world::write(dir, seed, count, 0, |_| ())?;
    let plan = Plan { format: Format::Ftm, files: vec![world.files.persons], mapping: None };
    let entity = |step| match step {
        Step::Item(Item::Entity(draft)) if draft.entity.kind() == Kind::Person => Some(draft.entity),
        _ => None,
    };
    Ok(formats::read(plan)?.filter_map(entity).collect())
}

/// Name and date of birth, as an officer types them from a card.
pub(super) fn asked(person: &Entity) -> Option<Entity> {
    let mut asked = Entity::new(Kind::Person);
    asked.add("name", person.first("name")?.original()).ok()?;
    if let Some(born) = person.first("birthDate") {
        asked.add("birthDate", born.original()).ok()?;
    }
    Some(asked)
}

/// The same person with two letters of the name changed over: the commonest slip of the hand.
fn misspell(person: &Entity) -> Entity {
    let name = person.first("name").map_or("", |name| name.original());
    let mut letters: Vec<char> = name.chars().collect();
    let middle = letters.len() / 2;
    let slip = (middle..letters.len().saturating_sub(1))
        .find(|at| letters[*at].is_alphabetic() && letters[at + 1].is_alphabetic());
    if let Some(at) = slip {
        letters.swap(at, at + 1);
    }
    let mut entity = Entity::new(Kind::Person);
    let _taken_as_the_name_was = entity.add("name", &letters.into_iter().collect::<String>());
    if let Some(born) = person.first("birthDate") {
        let _taken_as_the_date_was = entity.add("birthDate", born.original());
    }
    entity
}

fn search(index: &Index, person: &Entity, times: &mut Vec<Duration>) -> Vec<RecordId> {
    let began = Instant::now();
    let probe = asked(person).map(|asked| Probe::of(&asked));
    let found = probe.map(|probe| index.search(&probe, &|_| true, LIMIT, Thresholds::default().possible));
    times.push(began.elapsed());
    found.into_iter().flatten().map(|found| found.record).collect()
}
