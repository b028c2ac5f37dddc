//! What clusters promise: they are a partition, the same in any order, and hold together.
use matching::cluster::{Decided, Rule, Tie, bits_of, clusters};
use proptest::prelude::*;
use std::collections::HashMap;

fn tie(a: u32, b: u32, bits: f64) -> Tie {
    Tie { a, b, bits }
}

fn grouped(members: usize, ties: &[Tie], decided: &[Decided]) -> Vec<Vec<u32>> {
    clusters(members, ties, decided, Rule::default())
}

#[test]
fn a_chain_of_weak_links_joins_nobody_to_a_stranger() {
    let chain: Vec<Tie> = (0..9).map(|at| tie(at, at + 1, 1.0)).collect();
    let groups = grouped(10, &chain, &[]);
    assert!(groups.iter().all(|group| group.len() == 2), "{groups:?}");
}

#[test]
fn who_resembles_two_strangers_goes_to_the_nearer() {
    assert_eq!(grouped(3, &[tie(0, 1, 6.0), tie(1, 2, 3.0)], &[]), [[0, 1]]);
}

#[test]
fn one_weak_pair_does_not_part_what_otherwise_agrees() {
    let ties = [tie(0, 1, 9.0), tie(1, 2, 9.0), tie(0, 3, 8.0), tie(1, 3, 8.0), tie(2, 3, 8.0)];
    assert_eq!(grouped(4, &ties, &[]), [[0, 1, 2, 3]]);
}

/// A consulate's phone: each is alike to the few that were found for it, and to nobody else.
#[test]
fn what_thousands_share_glues_no_strangers() {
    let members = 2_000;
    let found = |a: u32| (1..=20).map(move |nth| tie(a, (a * 7_919 + nth * nth * 613) % members, 1.5));
    let ties: Vec<Tie> = (0..members).flat_map(found).collect();
    let groups = grouped(2_000, &ties, &[]);
    assert!(groups.iter().all(|group| group.len() <= 5), "{:?}", groups.iter().map(Vec::len).max());
}

#[test]
fn what_people_decided_stands_above_every_score() {
    let strong = [tie(0, 1, 15.0)];
    assert!(grouped(2, &strong, &[Decided::Different(1, 0)]).is_empty());
    assert_eq!(grouped(2, &[], &[Decided::Same(0, 1)]), [[0, 1]]);
    // 0 and 1 are two: whoever is the same as 0 by the first word cannot be 1 by a later one.
    let words = [Decided::Same(0, 2), Decided::Same(2, 1), Decided::Different(0, 1)];
    assert_eq!(grouped(3, &[], &words), [[0, 2]]);
}

#[test]
fn a_decided_pair_draws_in_who_agrees_with_both() {
    let ties = [tie(0, 2, 5.0), tie(1, 2, 5.0)];
    assert_eq!(grouped(3, &ties, &[Decided::Same(0, 1)]), [[0, 1, 2]]);
    assert_eq!(grouped(3, &ties[..1], &[Decided::Same(0, 1)]), [[0, 1, 2]]);
    assert_eq!(grouped(3, &[tie(0, 2, 2.0)], &[Decided::Same(0, 1)]), [[0, 1]]);
}

#[test]
fn a_score_as_bits_is_bounded_and_even_at_a_half() {
    assert!(bits_of(0.5).abs() < 1e-9 && bits_of(1.0) < 40.0 && bits_of(0.0) > -40.0);
    assert!((bits_of(0.9) + bits_of(0.1)).abs() < 1e-9);
}

const MEMBERS: u32 = 12;

fn ties() -> impl Strategy<Value = Vec<Tie>> {
    let one =
        (0..MEMBERS, 0..MEMBERS, -60i32..120).prop_map(|(a, b, tenths)| tie(a, b, f64::from(tenths) / 10.0));
    prop::collection::vec(one, 0..40)
}

fn decisions() -> impl Strategy<Value = Vec<Decided>> {
    let one = (0..MEMBERS, 0..MEMBERS, any::<bool>())
        .prop_map(|(a, b, same)| if same { Decided::Same(a, b) } else { Decided::Different(a, b) });
    prop::collection::vec(one, 0..8)
}

/// The mean over every pair between two groups, worked out plainly.
fn mean(one: &[u32], two: &[u32], ties: &[Tie], rule: Rule) -> f64 {
    let mut best: HashMap<(u32, u32), f64> = HashMap::new();
    for Tie { a, b, bits } in ties {
        let kept = best.entry((*a.min(b), *a.max(b))).or_insert(f64::NEG_INFINITY);
        *kept = kept.max(*bits);
    }
    let pairs: Vec<f64> = one
        .iter()
        .flat_map(|a| two.iter().map(move |b| (*a.min(b), *a.max(b))))
        .map(|pair| best.get(&pair).copied().unwrap_or(rule.absent))
        .collect();
    pairs.iter().sum::<f64>() / pairs.len() as f64
}

proptest! {
    #[test]
    fn clusters_are_a_partition_the_same_in_any_order(
        ties in ties(),
        decided in decisions(),
        turn in 0usize..40,
    ) {
        let groups = grouped(12, &ties, &decided);
        let mut seen: Vec<u32> = groups.iter().flatten().copied().collect();
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), count);
        prop_assert!(groups.iter().all(|g| g.len() > 1 && g.is_sorted()) && groups.is_sorted());
        let mut turned = ties.clone();
        turned.rotate_left(turn.min(ties.len()));
        turned.iter_mut().for_each(|tie| std::mem::swap(&mut tie.a, &mut tie.b));
        prop_assert_eq!(groups, grouped(12, &turned, &decided));
    }

    #[test]
    fn no_cluster_holds_two_that_were_judged_different(ties in ties(), decided in decisions()) {
        let groups = grouped(12, &ties, &decided);
        for said in &decided {
            if let Decided::Different(a, b) = said {
                prop_assert!(a == b || !groups.iter().any(|g| g.contains(a) && g.contains(b)));
            }
        }
    }

    /// Nothing is left to join, and nothing was joined that does not hold together.
    #[test]
    fn groups_hold_together_and_apart(ties in ties()) {
        let rule = Rule::default();
        let groups = grouped(12, &ties, &[]);
        let single = (0..MEMBERS).filter(|one| !groups.iter().any(|g| g.contains(one))).map(|one| vec![one]);
        let all: Vec<Vec<u32>> = groups.iter().cloned().chain(single).collect();
        for (at, one) in all.iter().enumerate() {
            for two in all.iter().skip(at + 1) {
                prop_assert!(mean(one, two, &ties, rule) < rule.join + 1e-9, "{one:?} and {two:?} stand apart");
            }
        }
        for group in groups {
            for one in &group {
                let rest: Vec<u32> = group.iter().copied().filter(|other| other != one).collect();
                prop_assert!(rest.iter().any(|other| mean(&[*one], &[*other], &ties, rule) >= rule.join - 1e-9));
            }
        }
    }
}
