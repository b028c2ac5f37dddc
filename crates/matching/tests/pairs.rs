//! A table of invented pairs: known to be the same, known to be different.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use matching::{Probe, Thresholds, compare};
use model::{Entity, Kind};

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
