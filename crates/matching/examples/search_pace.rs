//! Measures the recogniser: searches, comparisons and identifier answers over a million invented persons and documents.
//!
//! `search_pace [PERSONS]`: everything is drawn from a seed; names are made of syllables, with a few very frequent ones.
use matching::{Index, Probe, compare};
use model::{Entity, Holds, Kind, RecordId, StampNo};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let persons = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let mut chance = Chance(7);
    let names = Names::new(&mut chance);
    let index = Index::new();
    let begun = Instant::now();
    let questions = fill(&index, persons, &names, &mut chance);
    println!(
        "{persons} persons in {:.1} s, {} bytes each",
        begun.elapsed().as_secs_f64(),
        index.bytes() / persons
    );
    let alone = index.bytes();
    let begun = Instant::now();
    documents(&index, persons);
    let each = (index.bytes() - alone) / persons;
    println!("{persons} documents in {:.1} s, {each} bytes each", begun.elapsed().as_secs_f64());
    println!("memory: {} MB in all", index.bytes() >> 20);
    searches("name and birth date", &index, &questions, true);
    searches("name alone", &index, &questions, false);
    comparisons(&questions);
    identifiers(&index, &mut chance);
}

/// Puts persons in by batches of 1,000, and gives questions: some as held, some with an error.
fn fill(index: &Index, persons: usize, names: &Names, chance: &mut Chance) -> Vec<Entity> {
    let mut questions = Vec::new();
    let mut batch = Vec::with_capacity(1_000);
    for number in 0..persons {
        let person = names.person(chance);
        batch.push((id(1, number), StampNo(0), Probe::of(&person)));
        if chance.below(persons / 2_000 + 1) == 0 {
            questions.push(if chance.below(2) == 0 { misspelt(&person, chance) } else { person });
        }
        if batch.len() == 1_000 {
            index.insert(std::mem::take(&mut batch));
        }
    }
    index.insert(batch);
    questions
}

fn documents(index: &Index, count: usize) {
    for from in (0..count).step_by(1_000) {
        let batch = (from..count.min(from + 1_000)).map(|number| {
            let entity = Entity::new(Kind::Document)
                .with("number", &format!("AB{:07}", number * 7 % 9_999_991))
                .and_then(|e| e.with("country", "tg"));
            (id(2, number), StampNo(0), Probe::of(&entity.expect("the texts are of their types")))
        });
        index.insert(batch.collect());
    }
}

fn searches(what: &str, index: &Index, questions: &[Entity], dated: bool) {
    let mut times: Vec<Duration> = Vec::new();
    let mut found = 0;
    for question in questions {
        let question = if dated { question.clone() } else { undated(question) };
        // The least of three, since others use the machine too.
        let time = (0..3).map(|_| {
            let begun = Instant::now();
            black_box(index.search(&Probe::of(&question), &|_| true, 10, 0.5));
            begun.elapsed()
        });
        times.extend(time.min());
        found += usize::from(!index.search(&Probe::of(&question), &|_| true, 1, 0.5).is_empty());
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_micros();
    let (half, most, all) = (at(0.5), at(0.99), at(1.0));
    println!(
        "{what}: {} searches, answered {found}: p50 {half} us, p99 {most} us, longest {all} us",
        times.len()
    );
}

fn undated(entity: &Entity) -> Entity {
    Entity::new(Kind::Person).with("name", entity.caption()).expect("a name was a name before")
}

fn comparisons(questions: &[Entity]) {
    let probes: Vec<Probe> = questions.iter().map(Probe::of).collect();
    let strangers = || {
        let pairs = probes
            .iter()
            .enumerate()
            .flat_map(|(at, q)| probes.iter().skip(at + 1).take(20).map(move |r| (q, r)));
        pairs.map(|(q, r)| f64::from(u8::from(black_box(compare(q, r).value) >= 0.0))).sum::<f64>()
    };
    let same =
        || probes.iter().map(|q| f64::from(u8::from(black_box(compare(q, q).value) >= 0.0))).sum::<f64>();
    quickest("compare with reasons, strangers", strangers);
    quickest("compare with reasons, the same", same);
}

/// `work` gives how many comparisons it made; the least time of nine runs counts.
fn quickest(what: &str, work: impl Fn() -> f64) {
    let each = (0..9).map(|_| {
        let begun = Instant::now();
        let count = work();
        begun.elapsed().as_secs_f64() / count
    });
    let each = each.fold(f64::INFINITY, f64::min);
    println!("{what}: {:.0} ns each, {:.0}/s", each * 1e9, 1.0 / each);
}

fn identifiers(index: &Index, chance: &mut Chance) {
    let texts: Vec<String> = (0..200_000).map(|_| format!("CD{:07}", chance.below(9_999_999))).collect();
    let asked: Vec<(Holds, &str)> = texts.iter().map(|text| (Holds::Number, text.as_str())).collect();
    let mut held = 0;
    let time = (0..5).map(|_| {
        let begun = Instant::now();
        held = index.holds_identifiers(&asked).into_iter().filter(|held| *held).count();
        begun.elapsed()
    });
    let each = time.min().unwrap_or_default().as_nanos() / 200_000;
    println!("identifier, negative, in a batch: {each} ns each ({held} held)");
}

fn id(space: u128, number: usize) -> RecordId {
    RecordId::from_bytes((space << 64 | number as u128).to_be_bytes())
}

fn misspelt(person: &Entity, chance: &mut Chance) -> Entity {
    let mut letters: Vec<char> = person.caption().chars().collect();
    let at = 1 + chance.below(letters.len() - 2);
    letters.swap(at, at + 1);
    let mut other =
        Entity::new(Kind::Person).with("name", &String::from_iter(letters)).expect("letters are a name");
    for property in ["birthDate", "nationality", "gender"] {
        for value in person.values(property) {
            other.add(property, value.original()).expect("it was of its type before");
        }
    }
    other
}

/// Invented names: frequent ones by a law of one over rank.
struct Names {
    given: Vec<String>,
    family: Vec<String>,
}

impl Names {
    fn new(chance: &mut Chance) -> Names {
        let mut made = |count: usize| (0..count).map(|_| word(chance)).collect::<Vec<_>>();
        let mut given = made(4_000);
        given.splice(0..6, ["Mohammed", "Maria", "Ali", "Juan", "Fatima", "Wei"].map(String::from));
        let mut family = made(60_000);
        family.splice(0..6, ["Nguyen", "Khan", "Wang", "Ahmed", "Garcia", "Li"].map(String::from));
        Names { given, family }
    }

    fn person(&self, chance: &mut Chance) -> Entity {
        let mut name = format!("{} {}", chance.ranked(&self.given), chance.ranked(&self.family));
        if chance.below(3) == 0 {
            name = format!("{} {name}", chance.ranked(&self.given));
        }
        let (year, month, day) = (1940 + chance.below(68), 1 + chance.below(12), 1 + chance.below(28));
        let countries = ["tg", "fr", "pk", "cn", "ng", "ro", "vn", "co", "sy", "ua"];
        let texts = [
            ("name", name),
            ("birthDate", format!("{year}-{month:02}-{day:02}")),
            ("nationality", countries[chance.below(countries.len())].to_string()),
            ("gender", if chance.below(2) == 0 { "male" } else { "female" }.to_string()),
            ("passportNumber", format!("P{:08}", chance.below(99_999_999))),
        ];
        texts.iter().fold(Entity::new(Kind::Person), |entity, (property, text)| {
            entity.with(property, text).expect("the texts are of their types")
        })
    }
}

fn word(chance: &mut Chance) -> String {
    const OPEN: [&str; 24] = [
        "b", "ch", "d", "f", "g", "h", "j", "k", "kh", "l", "m", "n", "p", "r", "s", "sh", "t", "v", "w",
        "y", "z", "br", "st", "",
    ];
    const CORE: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ou", "ia"];
    const CLOSE: [&str; 8] = ["", "", "", "n", "r", "m", "s", "l"];
    let count = 2 + chance.below(2);
    (0..count).map(|_| [chance.one(&OPEN), chance.one(&CORE), chance.one(&CLOSE)].concat()).collect()
}

/// Numbers from a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn one<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    /// The first of the list most often: the share falls about as one over the rank.
    fn ranked<'t>(&mut self, texts: &'t [String]) -> &'t str {
        let even = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let rank = ((texts.len() as f64).powf(even) - 1.0) as usize;
        &texts[rank.min(texts.len() - 1)]
    }
}
