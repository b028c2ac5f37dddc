//! What the index promises: it finds what a comparison with every record would find, shows nothing that may not be
//! seen, and forgets what is removed.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use matching::{Index, Probe, Thresholds};
use model::{Entity, Holds, Kind, RecordId, StampNo};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

fn id(number: usize) -> RecordId {
    RecordId::from_bytes((number as u128).to_be_bytes())
}

fn person(name: &str, born: &str) -> Probe {
    Probe::of(&Entity::new(Kind::Person).with("name", name).unwrap().with("birthDate", born).unwrap())
}

fn document(number: &str) -> Probe {
    Probe::of(&Entity::new(Kind::Document).with("number", number).unwrap())
}

const EVERYTHING: fn(StampNo) -> bool = |_| true;

#[test]
fn an_error_in_every_place_still_finds() {
    let index = Index::new();
    index.insert(vec![
        (id(1), StampNo(0), person("Kwabena Asiedu Mensah", "1974-08-12")),
        (id(2), StampNo(0), person("Ioana Teodorescu", "1990-01-30")),
    ]);
    for (name, born) in [
        ("Mensah Kwabena Asiedu", "1974-08-12"),
        ("Kwabnea Asiedu Mensah", "1974-08-12"),
        ("Kwabena Mensah", "1974"),
        ("KwabenaAsiedu Mensah", "1974-08-12"),
        ("Kwabena Asiedu Mensah", "1974-12-08"),
        ("Kwabena Asiedu Mensah", "1947-08-12"),
        ("Kwabema Asieru Mensah", "1974-08-12"),
    ] {
        let found = index.search(&person(name, born), &EVERYTHING, 10, Thresholds::default().possible);
        assert_eq!(found.first().map(|f| f.record), Some(id(1)), "{name} {born}");
    }
}

#[test]
fn who_is_born_on_the_day_is_found_though_every_part_is_written_by_other_rules() {
    let index = Index::new();
    let born = |n: usize| format!("{}-{:02}-{:02}", 1950 + n % 60, 1 + n % 12, 1 + n % 28);
    let others = (0..2_000).map(|n| (id(n), StampNo(0), person(&format!("Zubi{n} Batu{n}"), &born(n))));
    index.insert(others.collect());
    index.insert(vec![(id(9_000), StampNo(0), person("Giorgi Chkheidze", "1987-05-14"))]);
    let query = person("Jorji Cxeidze", "1987-05-14");
    let found = index.search(&query, &EVERYTHING, 10, Thresholds::default().possible);
    assert_eq!(found.first().map(|f| f.record), Some(id(9_000)));
}

#[test]
fn of_those_who_score_the_same_comes_first_who_is_spelt_most_alike() {
    let index = Index::new();
    index.insert(vec![
        (id(1), StampNo(0), person("Dang Long Tyen", "1995")),
        (id(2), StampNo(0), person("Dang Long Tay", "1995")),
    ]);
    let found = index.search(&person("Dang Lon Yay", "1995"), &EVERYTHING, 10, 0.0);
    assert_eq!(found[0].score.value, found[1].score.value);
    assert_eq!(found.iter().map(|f| f.record).collect::<Vec<_>>(), [id(2), id(1)]);
}

#[test]
fn years_alone_that_are_two_apart_are_no_contradiction() {
    let score = |one: &str, other: &str| {
        matching::compare(&person("Kwabena Asiedu", one), &person("Kwabena Asiedu", other)).value
    };
    assert!(score("1974", "1976") > score("1974", "1977"));
    assert!(score("1974-05", "1976") > score("1974-05-03", "1976-08-09"));
    assert!(score("1974", "1975") > score("1974", "1976"));
}

#[test]
fn swapped_frequent_parts_lead_in_without_a_date() {
    let index = Index::new();
    let named = |name: String| Probe::of(&Entity::new(Kind::Person).with("name", &name).unwrap());
    // Each part is too frequent to lead in alone.
    let crowd = (0..4_000).map(|n| match n % 2 {
        0 => format!("Mohammed Zubizarreta{n}"),
        _ => format!("Teodorescu Batukhtina{n}"),
    });
    index.insert(crowd.zip(0..).map(|(name, n)| (id(n), StampNo(0), named(name))).collect());
    index.insert(vec![(id(9_000), StampNo(0), named("Mohammed Teodorescu".into()))]);
    for name in ["Teodorescu Mohammed", "Teodorescu Muhammad", "Theodoresku Mohammed", "Mohammed Teoderescu"]
    {
        let found = index.search(&named(name.into()), &EVERYTHING, 3, 0.0);
        assert_eq!(found.first().map(|f| f.record), Some(id(9_000)), "{name}");
    }
}

#[test]
fn what_is_removed_is_never_found_and_what_is_replaced_is_found_once() {
    let index = Index::new();
    index.insert(vec![(id(1), StampNo(0), person("Kwabena Asiedu", "1974-08-12"))]);
    index.insert(vec![(id(1), StampNo(3), person("Kwabena Asiedu", "1974-08-12"))]);
    let query = person("Kwabena Asiedu", "1974-08-12");
    let found = index.search(&query, &EVERYTHING, 10, 0.0);
    assert_eq!(found.iter().map(|f| (f.record, f.stamp)).collect::<Vec<_>>(), [(id(1), StampNo(3))]);
    index.remove(&[id(1), id(9)]);
    assert!(index.search(&query, &EVERYTHING, 10, 0.0).is_empty());
    assert!(index.explain(&query, id(1), &EVERYTHING).is_none());
    assert!(index.is_empty());
}

#[test]
fn identifiers_are_answered_at_once() {
    let index = Index::new();
    index.insert((0..5_000).map(|n| (id(n), StampNo(0), document(&format!("AB{:07}", n * 3)))).collect());
    assert!(index.holds_identifier(Holds::Number, "AB0000300"));
    assert!(index.holds_identifier(Holds::Number, "A8000030O"), "what looks the same may be held");
    assert!(!index.holds_identifier(Holds::Number, "AB0000301"));
    assert!(!index.holds_identifier(Holds::Plate, "AB0000300"));
    assert!(!index.holds_identifier(Holds::Text, "AB0000300"));
    let asked: Vec<(Holds, &str)> = vec![(Holds::Number, "AB0000303"), (Holds::Number, "AB0000304")];
    assert_eq!(index.holds_identifiers(&asked), [true, false]);
    index.remove(&[id(100)]);
    assert!(!index.holds_identifier(Holds::Number, "AB0000300"));
}

#[test]
fn an_index_that_was_packed_answers_as_before() {
    let index = Index::new();
    let number = |n: usize| format!("CD{:07}", n * 7);
    for from in (0..12_000).step_by(500) {
        index.insert((from..from + 500).map(|n| (id(n), StampNo(0), document(&number(n)))).collect());
    }
    let full = index.bytes();
    index.remove(&(0..11_000).map(id).collect::<Vec<_>>());
    while index.tend() {}
    assert!(index.bytes() < full / 2);
    assert_eq!(index.len(), 1_000);
    for n in [0, 10_999, 11_000, 11_999] {
        assert_eq!(index.holds_identifier(Holds::Number, &number(n)), n >= 11_000, "{n}");
        let found = index.search(&document(&number(n)), &EVERYTHING, 5, 0.5);
        assert_eq!(found.first().map(|f| f.record), (n >= 11_000).then(|| id(n)));
    }
}

#[test]
fn many_read_while_one_writes() {
    let index = Index::new();
    let writing = AtomicBool::new(true);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let query = person("Kwabena Asiedu1", "1974-08-12");
                while writing.load(Ordering::Relaxed) {
                    let found = index.search(&query, &EVERYTHING, 5, 0.5);
                    assert!(found.iter().all(|f| f.score.value >= 0.5));
                }
            });
        }
        for n in 0..300 {
            index.insert(vec![(id(n), StampNo(0), person(&format!("Kwabena Asiedu{n}"), "1974-08-12"))]);
            if n % 3 == 0 {
                index.remove(&[id(n)]);
            }
        }
        writing.store(false, Ordering::Relaxed);
    });
    assert_eq!(index.len(), 200);
}

/// Persons out of few names, so that many are alike.
fn somebody() -> impl Strategy<Value = Probe> {
    let part = prop_oneof![
        Just("Mohammed"),
        Just("Muhammad"),
        Just("Mahmoud"),
        Just("Kwabena"),
        Just("Kwabnea"),
        Just("Abdul Rahman"),
        Just("Abdulrahman"),
        Just("Petrov"),
        Just("Petrova"),
        Just("Li"),
        Just("Lee"),
        Just("Teodorescu"),
        Just("K"),
        Just("محمد"),
        Just("Петров"),
        Just("Asiedu"),
        Just("Zubizarreta"),
        Just("Zubizareta"),
        Just("bin"),
    ];
    let name = proptest::collection::vec(part, 1..4).prop_map(|parts| parts.join(" "));
    let born = prop_oneof![
        Just(""),
        Just("1974-08-12"),
        Just("1974-12-08"),
        Just("1974"),
        Just("1974-08"),
        Just("1975-08-12"),
        Just("1947-08-12"),
        Just("1984-08-12"),
        Just("1970/1976"),
        Just("circa 1976")
    ];
    let born = proptest::collection::vec(born, 1..3);
    let number =
        prop_oneof![3 => Just(""), 1 => Just("QX4471902"), 1 => Just("QX44719O2"), 1 => Just("QX4471912")];
    (proptest::collection::vec(name, 1..3), born, number).prop_map(|(names, born, number)| {
        let mut entity = Entity::new(Kind::Person);
        names.iter().for_each(|name| entity.add("name", name).unwrap());
        born.iter().for_each(|born| entity.add("birthDate", born).unwrap());
        entity.add("passportNumber", number).unwrap();
        Probe::of(&entity)
    })
}

#[test]
fn at_rest_what_came_in_parts_is_one_and_stays_so() {
    let index = Index::new();
    let numbered = |n: usize| (id(n), StampNo(0), document(&format!("P{n:07}")));
    for from in [0, 3_000, 6_000] {
        index.insert((from..from + 3_000).map(numbered).collect());
    }
    while index.tend() {}
    assert!(index.settle());
    assert!(!index.settle());
    let before = index.changes();
    index.insert(vec![numbered(9_000)]);
    assert!(index.changes() > before);
    assert!(!index.settle(), "one more is not worth writing all anew");
    index.insert((9_001..9_500).map(numbered).collect());
    assert!(index.settle());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn it_finds_what_comparing_with_everybody_finds(
        everybody in proptest::collection::vec((somebody(), 0u32..4), 1..60),
        query in somebody(),
        hidden in 0u32..4,
    ) {
        let index = Index::new();
        let shows = move |stamp: StampNo| stamp.0 != hidden;
        let batch: Vec<_> = everybody.into_iter().zip(0..).map(|((p, s), n)| (id(n), StampNo(s), p)).collect();
        let count = batch.len();
        batch.chunks(7).for_each(|chunk| index.insert(chunk.to_vec()));
        let possible = Thresholds::default().possible;
        let found = index.search(&query, &shows, 100, possible);
        prop_assert!(found.iter().all(|f| shows(f.stamp)));
        prop_assert!(found.is_sorted_by(|a, b| a.score.value >= b.score.value));
        let mut found: Vec<_> = found.into_iter().map(|f| (f.record, f.score)).collect();
        found.sort_by_key(|(record, _)| *record);
        let compared = (0..count).map(id).filter_map(|record| Some((record, index.explain(&query, record, &shows)?)));
        let expected: Vec<_> = compared.filter(|(_, score)| score.value >= possible).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn whatever_was_done_to_it_it_answers_as_if_it_were_new(
        deeds in proptest::collection::vec((somebody(), 0usize..30, 0u32..3, 0u32..9), 1..60),
        query in somebody(),
    ) {
        let index = Index::new();
        let mut held: BTreeMap<RecordId, (StampNo, Probe)> = BTreeMap::new();
        for (probe, number, stamp, deed) in deeds {
            match deed {
                0 => { while index.tend() {} }
                1 => { index.settle(); }
                2 | 3 => {
                    index.remove(&[id(number)]);
                    held.remove(&id(number));
                }
                _ => {
                    index.insert(vec![(id(number), StampNo(stamp), probe.clone())]);
                    held.insert(id(number), (StampNo(stamp), probe));
                }
            }
        }
        let anew = Index::new();
        anew.insert(held.iter().map(|(id, (stamp, probe))| (*id, *stamp, probe.clone())).collect());
        prop_assert_eq!(index.len(), held.len());
        for shows in [EVERYTHING, |stamp: StampNo| stamp.0 != 1] {
            prop_assert_eq!(index.search(&query, &shows, 100, 0.3), anew.search(&query, &shows, 100, 0.3));
        }
    }

    #[test]
    fn twins_are_all_pairs_that_score_enough(everybody in proptest::collection::vec((somebody(), 0u32..3), 1..30)) {
        let index = Index::new();
        let batch: Vec<_> = everybody.into_iter().zip(0..).map(|((p, s), n)| (id(n), StampNo(s), p)).collect();
        batch.chunks(13).for_each(|chunk| index.insert(chunk.to_vec()));
        let shows = |stamp: StampNo| stamp.0 != 1;
        let mut found: BTreeMap<(RecordId, RecordId), f64> = BTreeMap::new();
        let mut twice = false;
        index.twins(&shows, 0.5, &mut |one, other, score| {
            twice |= found.insert((one.min(other), one.max(other)), score).is_some();
        });
        prop_assert!(!twice);
        for (one, _, probe) in &batch {
            for (other, _, other_probe) in batch.iter().filter(|(other, _, _)| one < other) {
                let there = index.explain(probe, *other, &shows).filter(|_| index.explain(probe, *one, &shows).is_some());
                let back = index.explain(other_probe, *one, &shows).filter(|_| there.is_some());
                let scores = [there, back].map(|score| score.map_or(0.0, |score| score.value));
                match found.get(&(*one, *other)) {
                    Some(score) => prop_assert!(scores.iter().any(|one| (one - score).abs() < 1e-9)),
                    None => prop_assert!(scores.iter().any(|score| *score < 0.5), "{one:?} {other:?} {scores:?}"),
                }
            }
        }
    }

    #[test]
    fn a_limit_gives_the_best(everybody in proptest::collection::vec(somebody(), 1..40), query in somebody()) {
        let index = Index::new();
        index.insert(everybody.into_iter().zip(0..).map(|(p, n)| (id(n), StampNo(0), p)).collect());
        let all = index.search(&query, &EVERYTHING, 100, 0.0);
        let few = index.search(&query, &EVERYTHING, 3, 0.0);
        prop_assert_eq!(&all[..few.len()], &few[..]);
    }
}

#[test]
fn what_is_hidden_changes_no_answer() {
    let open_to_all = |stamp: StampNo| stamp == StampNo(0);
    let (index, without) = (Index::new(), Index::new());
    let shown: Vec<_> = (0..600)
        .map(|at| (id(at), StampNo(0), person("Kodjo Agbeko", &format!("{}", 1950 + at % 50))))
        .collect();
    without.insert(shown.clone());
    index.insert(shown);
    let mine = || vec![(id(5_000), StampNo(0), person("Zulfiqar Qashqai", "1971"))];
    without.insert(mine());
    // Hidden: namesakes of everybody, and others who bear the rare name.
    index.insert((0..300).map(|at| (id(10_000 + at), StampNo(7), person("Kodjo Agbeko", "1970"))).collect());
    index.insert(
        (0..40).map(|at| (id(20_000 + at), StampNo(7), person("Zulfiqar Qashqai", "1971"))).collect(),
    );
    index.insert(mine());
    for (name, born) in [("Zulfiqar Qashqai", "1971"), ("Qashqai Zulfikar", "1970"), ("Agbeko Kodjo", "1970")]
    {
        let query = person(name, born);
        let answers = |index: &Index| -> Vec<(RecordId, f64)> {
            let found = index.search(&query, &open_to_all, 400, 0.0);
            found.into_iter().map(|found| (found.record, found.score.value)).collect()
        };
        let (with, without) = (answers(&index), answers(&without));
        assert!(!without.is_empty());
        assert_eq!(with, without, "{name}");
    }
}
