//! A table of invented pairs: known to be the same, known to be different.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use matching::{Probe, Thresholds, compare};
use model::{Entity, Kind};
use proptest::prelude::*;

#[test]
fn pairs_are_judged_as_the_table_says() {
    let mut wrong = Vec::new();
    for line in include_str!("pairs.csv").lines().skip(1) {
        let [kind, one, other, same] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let [a, b] = [one, other].map(|name| {
            let kind: Kind = kind.parse().unwrap();
            Probe::of(&Entity::new(kind).with("name", name).unwrap())
        });
        let score = compare(&a, &b);
        if (score.value >= Thresholds::default().possible) != (same == "yes") {
            let reasons: Vec<String> = score
                .reasons
                .iter()
                .map(|r| format!("{} {}/{} {:.1}", r.feature, r.query, r.record, r.weight))
                .collect();
            wrong.push(format!(
                "{one} | {other}: {:.2} but same is {same}: {}",
                score.value,
                reasons.join("; ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn person(names: &[&str]) -> Probe {
    let mut entity = Entity::new(Kind::Person);
    for name in names {
        let _text_that_is_no_name = entity.add("name", name);
    }
    Probe::of(&entity)
}

/// Parts of invented names in several scripts, so that drawn names have something in common.
fn a_name() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "Karim",
        "Kareem",
        "كريم",
        "Belhadj",
        "Bel",
        "Hadj",
        "bin",
        "Tarif",
        "K.",
        "Jr",
        "Sr",
        "Abdul",
        "Rahman",
        "Yu.",
        "Юрий",
        "Wong",
        "Wang",
        "王小明",
        "Robert",
        "Bob",
        "ロバート",
        "Sidorchuk",
        "Petrovich",
        "de",
        "la",
        "Osman",
        "Osmann",
        "JL",
        "Jean",
        "Luc",
    ]);
    prop::collection::vec(part, 1..6).prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn a_score_is_the_same_both_ways(one in a_name(), other in a_name()) {
        let (a, b) = (person(&[&one]), person(&[&other]));
        prop_assert_eq!(compare(&a, &b).value, compare(&b, &a).value);
    }

    #[test]
    fn the_order_of_names_does_not_matter(names in prop::collection::vec(a_name(), 2..4), other in a_name()) {
        let forth: Vec<&str> = names.iter().map(String::as_str).collect();
        let back: Vec<&str> = names.iter().rev().map(String::as_str).collect();
        let asked = person(&[&other]);
        prop_assert_eq!(compare(&asked, &person(&forth)).value, compare(&asked, &person(&back)).value);
    }

    #[test]
    fn one_name_said_again_changes_nothing(name in a_name(), other in a_name()) {
        let asked = person(&[&other]);
        prop_assert_eq!(compare(&asked, &person(&[&name])).value, compare(&asked, &person(&[&name, &name])).value);
    }
}
