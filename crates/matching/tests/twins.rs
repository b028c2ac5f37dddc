//! What a run over everything promises: each pair once, nothing that may not be seen, and no crowd that shares a value
//! becomes a crowd of pairs.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use matching::cluster::{Rule, Tie, clusters};
use matching::{Effort, Index, Probe};
use model::{Entity, Kind, RecordId, StampNo};
use std::collections::BTreeSet;

fn id(number: usize) -> RecordId {
    RecordId::from_bytes((number as u128).to_be_bytes())
}

fn number(id: RecordId) -> usize {
    usize::try_from(u128::from_be_bytes(*id.as_bytes())).unwrap()
}

fn person(name: &str, born: &str, phone: &str) -> Probe {
    let mut entity = Entity::new(Kind::Person);
    for (property, value) in [("name", name), ("birthDate", born), ("phone", phone)] {
        entity.add(property, value).unwrap();
    }
    Probe::of(&entity)
}

fn index(records: impl IntoIterator<Item = Probe>) -> Index {
    let index = Index::new();
    let records: Vec<_> = records.into_iter().zip(0..).map(|(p, n)| (id(n), StampNo(0), p)).collect();
    records.chunks(3_000).for_each(|batch| index.insert(batch.to_vec()));
    index
}

fn twins(index: &Index, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> (BTreeSet<(usize, usize)>, Effort) {
    let mut pairs = BTreeSet::new();
    let effort = index.twins(shows, 0.5, &mut |one, other, _| {
        let (one, other) = (number(one), number(other));
        assert!(pairs.insert((one.min(other), one.max(other))), "{one} {other} twice");
    });
    (pairs, effort)
}

/// Records of the greatest group.
fn greatest(pairs: &BTreeSet<(usize, usize)>, records: usize) -> usize {
    let place = |number: usize| u32::try_from(number).unwrap();
    let ties: Vec<Tie> = pairs.iter().map(|(a, b)| Tie { a: place(*a), b: place(*b), bits: 3.0 }).collect();
    clusters(records, &ties, &[], Rule::default()).iter().map(Vec::len).max().unwrap_or(0)
}

fn company(name: &str) -> Probe {
    let mut entity = Entity::new(Kind::Company);
    for (property, value) in [("name", name), ("country", "ir"), ("address", "Tehran")] {
        entity.add(property, value).unwrap();
    }
    Probe::of(&entity)
}

/// Invented names of two parts, all unlike.
fn stranger(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "do", "fi", "gu", "ka", "le", "mo", "nu", "pa", "re", "si", "to", "va", "wi", "zo", "ju"];
    // An odd factor scatters, so that those who follow each other have nothing in common.
    let mixed = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let syllable = |at: u32| SYLLABLES[(mixed >> (4 * at) & 15) as usize];
    let part = |from: u32| (from..from + 6).map(syllable).collect::<String>();
    format!("{} {}", part(2), part(9))
}

/// A consulate's phone and 1 January, and a pair of twins among those who have them.
#[test]
fn what_thousands_share_makes_no_pairs_of_strangers() {
    let crowd = 6_000;
    let strangers = (0..crowd).map(|n| person(&stranger(n), "1990-01-01", "+22890112233"));
    let index = index(strangers.chain([person(&stranger(77), "1990-01-01", "+22890112233")]));
    let (pairs, effort) = twins(&index, &|_| true);
    assert!(pairs.contains(&(77, crowd)) && pairs.len() < crowd / 50, "{} pairs", pairs.len());
    assert!(greatest(&pairs, crowd + 1) <= 3);
    // Beside everybody each would be laid beside 3,000 others.
    assert!(effort.looked_at < 300 * crowd as u64, "{effort:?}");
    assert!(effort.compared < 3 * crowd as u64, "{effort:?}");
}

/// What a name's initial may stand for must not take the place of those who bear its words.
#[test]
fn a_body_with_initials_is_found_among_more_without_dates_than_are_looked_at() {
    let crowd = 4_500;
    let strangers = (0..crowd).map(|n| company(&stranger(n)));
    let all = strangers
        .chain(["A. Babaie S. Tolomei M. Kuropat Z.", "A Babaie S Tolomei M Kuropat Z"].map(company));
    let index = Index::new();
    index.insert(all.zip(0..).map(|(probe, n)| (id(n), StampNo(0), probe)).collect());
    let mut pairs = Vec::new();
    let effort = index.twins(&|_| true, 0.05, &mut |one, other, _| pairs.push((number(one), number(other))));
    assert!(effort.looked_at > 4_000, "{effort:?}: the initials lead to nobody");
    assert!(pairs.contains(&(crowd, crowd + 1)), "{effort:?}");
}

/// One whole date that very many have, as where a register fills in the day of its opening.
#[test]
fn a_date_that_thousands_share_costs_no_comparison_of_all_with_all() {
    let crowd = 6_000;
    let index = index((0..crowd).map(|n| person(&stranger(n), "1970-06-15", "")));
    let (pairs, effort) = twins(&index, &|_| true);
    assert!(pairs.len() < crowd / 5, "{} pairs", pairs.len());
    assert!(effort.looked_at < 300 * crowd as u64, "{effort:?}");
}

/// Nothing tells them apart: each is paired with some, not with all.
#[test]
fn those_who_say_the_same_are_paired_with_so_many_only() {
    let crowd = 800;
    let mut records: Vec<Probe> = (0..8_000).map(|n| person(&stranger(n), "", "")).collect();
    records.extend((0..crowd).map(|_| person("Zulfiqar Qashqai", "1971-02-03", "")));
    let (pairs, effort) = twins(&index(records), &|_| true);
    assert!(!pairs.is_empty());
    assert!(pairs.len() <= 50 * crowd && effort.compared <= 130 * crowd as u64, "{} {effort:?}", pairs.len());
}

#[test]
fn each_pair_of_twins_is_found_however_its_names_are_written() {
    let pairs = [
        ("Reem Seidi", "Reemseidi"),
        ("Abd Al Rahman Qashqai", "Abdalrahman Qashqai"),
        ("Ioana Teodorescu", "I. Teodorescu"),
        ("Ioana Teodorescu", "Teodoresku Ioanna"),
        ("Zulfiqar Batukhtin", "Батухтин Зульфикар"),
        ("Kwabena Asiedu Mensah", "Kwabnea Mensah"),
    ];
    for (one, other) in pairs {
        for (born, also) in
            [("1974-08-12", "1974-08-12"), ("1974-08-12", "1974-12-08"), ("1974", "1974-08-12")]
        {
            for turned in [false, true] {
                let (first, second) =
                    if turned { ((other, also), (one, born)) } else { ((one, born), (other, also)) };
                let mut all: Vec<Probe> = (0..400).map(|n| person(&stranger(n), "1974-08-12", "")).collect();
                all.extend([first, second].map(|(name, born)| person(name, born, "")));
                let index = index(all);
                let (found, _) = twins(&index, &|_| true);
                let score = index.explain(&person(first.0, first.1, ""), id(401), &|_| true).unwrap().value;
                assert!(born != also || score >= 0.5, "{first:?} {second:?} {score}");
                assert_eq!(found.contains(&(400, 401)), score >= 0.5, "{first:?} {second:?} {score}");
            }
        }
    }
}

#[test]
fn what_is_hidden_is_in_no_pair_and_changes_none() {
    let shown: Vec<_> =
        (0..300).map(|n| person(&stranger(n / 2), &format!("{}", 1950 + n % 50), "")).collect();
    let (index, without) = (Index::new(), index(shown.clone()));
    index.insert(shown.into_iter().zip(0..).map(|(p, n)| (id(n), StampNo(0), p)).collect());
    let hidden = (0..900).map(|n| (id(5_000 + n), StampNo(7), person(&stranger(n / 9), "1960", "")));
    index.insert(hidden.collect());
    let scores = |index: &Index| {
        let mut scores = Vec::new();
        index.twins(&|stamp| stamp.0 == 0, 0.5, &mut |one, other, score| {
            scores.push((one.min(other), one.max(other), score));
        });
        scores.sort_by_key(|(one, other, _)| (*one, *other));
        scores
    };
    assert!(!scores(&without).is_empty());
    assert_eq!(scores(&index), scores(&without));
}
