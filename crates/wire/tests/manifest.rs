//! Manifests: signed by the identity, expiring, and following each other without losing a key.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use wire::Rejection;
use wire::keys::{NodeKey, SealingKey};
use wire::lane::SKEW_MAX_MS;
use wire::manifest::{
    Freshness, LIFE_MAX_MS, MANIFEST_VERSION, Manifest, Revoked, Roll, SEALING_MAX_MS, SIGNING_LIFE_MS,
    SIGNING_STATED_MS, Spki, Term,
};
use wire::node::Identity;

const NOW_MS: u64 = 1_800_000_000_000;
const DAY_MS: u64 = 24 * 3600 * 1000;

fn key(number: u8) -> NodeKey {
    NodeKey::generate(&[number; 32])
}

fn signing(number: u8, from_day: u64, to_day: u64) -> Term<wire::keys::NodePublic> {
    let (from_ms, to_ms) = (NOW_MS + from_day * DAY_MS, NOW_MS + to_day * DAY_MS);
    Term { key: key(number).public(), from_ms, to_ms }
}

fn sealing(number: u8, from_day: u64, to_day: u64) -> Term<wire::keys::SealingPublic> {
    let (from_ms, to_ms) = (NOW_MS + from_day * DAY_MS, NOW_MS + to_day * DAY_MS);
    Term { key: SealingKey::from_bytes(&[number; 32]).public().clone(), from_ms, to_ms }
}

fn manifest() -> Manifest {
    Manifest {
        version: MANIFEST_VERSION,
        identity: Identity::new(key(0).public()),
        number: 5,
        issued_ms: NOW_MS,
        expires_ms: NOW_MS + LIFE_MAX_MS,
        signing: vec![signing(1, 0, 90)],
        sealing: vec![sealing(1, 0, 7)],
        tls: vec![Spki([9; 32])],
        endpoints: vec!["https://node.example:8443".into()],
        software: "liaison 0.1.0".into(),
        protocols: vec![1],
        numbers: None,
        log: None,
        revoked: vec![],
    }
}

/// A day later, with one change.
fn next(change: impl FnOnce(&mut Manifest)) -> Manifest {
    let mut next = manifest();
    next.number += 1;
    next.issued_ms += DAY_MS;
    change(&mut next);
    next
}

#[test]
fn a_manifest_is_believed_by_its_identity_only() {
    let signed = manifest().sign(&key(0)).unwrap();
    assert_eq!(Manifest::verify(&signed, NOW_MS).unwrap(), manifest());
    assert_eq!(manifest().sign(&key(1)), Err(Rejection::Owner));
    for bit in 0..signed.len() * 8 {
        // Every bit of the frame and the first fields, one of every later byte.
        if bit / 8 < 120 || bit % 8 == 3 {
            let mut other = signed.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert!(Manifest::verify(&other, NOW_MS).is_err(), "bit {bit}");
        }
    }
}

#[test]
fn a_manifest_is_fresh_for_two_weeks_and_good_to_seal_to_for_a_month() {
    let manifest = manifest();
    let cases = [
        (0, Freshness::Fresh),
        (LIFE_MAX_MS, Freshness::Fresh),
        (LIFE_MAX_MS + 1, Freshness::Stale),
        (SEALING_MAX_MS, Freshness::Stale),
        (SEALING_MAX_MS + 1, Freshness::Lapsed),
    ];
    for (after_ms, freshness) in cases {
        assert_eq!(manifest.freshness(NOW_MS + after_ms), freshness, "{after_ms}");
    }
}

#[test]
fn one_of_tomorrow_or_of_too_long_a_life_is_refused() {
    let signed = manifest().sign(&key(0)).unwrap();
    assert!(Manifest::verify(&signed, NOW_MS - SKEW_MAX_MS).is_ok());
    assert_eq!(Manifest::verify(&signed, NOW_MS - SKEW_MAX_MS - 1), Err(Rejection::Future));
    let refused = |change: fn(&mut Manifest)| matches!(next(change).sign(&key(0)), Err(Rejection::Rule(_)));
    assert!(refused(|m| m.expires_ms = m.issued_ms + LIFE_MAX_MS + 1));
    assert!(refused(|m| m.expires_ms = m.issued_ms - 1));
    assert!(refused(|m| m.signing.clear()));
    assert!(refused(|m| m.protocols.clear()));
    assert!(refused(|m| m.sealing[0].to_ms = m.sealing[0].from_ms));
    let many = next(|m| m.endpoints = vec!["https://node.example".into(); 33]);
    assert_eq!(many.sign(&key(0)), Err(Rejection::TooBig { limit: 32 }));
    let long = next(|m| m.software = "x".repeat(257));
    assert_eq!(long.sign(&key(0)), Err(Rejection::TooBig { limit: 256 }));
}

#[test]
fn the_newest_key_that_runs_is_sealed_to() {
    let manifest = next(|m| m.sealing = vec![sealing(1, 0, 14), sealing(2, 7, 21), sealing(3, 14, 28)]);
    let on_day = |day| manifest.seal_to(NOW_MS + day * DAY_MS).map(wire::keys::SealingPublic::id);
    let id = |number| Some(SealingKey::from_bytes(&[number; 32]).id());
    assert_eq!(on_day(1), id(1));
    assert_eq!(on_day(8), id(2));
    assert_eq!(on_day(20), id(3));
    assert_eq!(on_day(28), None);
    // The key would run, and yet nobody has heard of the node for a month.
    let silent = next(|m| m.sealing = vec![sealing(1, 0, 90)]);
    assert!(silent.seal_to(NOW_MS + 30 * DAY_MS).is_some());
    assert!(silent.seal_to(NOW_MS + 32 * DAY_MS).is_none());
}

#[test]
fn the_next_one_loses_no_key_and_takes_back_no_revocation() {
    let held = manifest();
    let allowed = |change: fn(&mut Manifest)| manifest().allows(&next(change));
    assert_eq!(allowed(|_| {}), Ok(()));
    assert_eq!(allowed(|m| m.identity = Identity::new(key(9).public())), Err(Rejection::Owner));
    assert_eq!(allowed(|m| m.number = 5), Err(Rejection::Fork { held: held.hash() }));
    assert!(matches!(held.allows(&held), Err(Rejection::Rule(_))));
    let rules: [fn(&mut Manifest); 5] = [
        |m| m.number = 4,
        |m| m.issued_ms = NOW_MS - 1,
        |m| m.signing = vec![signing(2, 1, 90)],
        |m| m.sealing = vec![sealing(2, 1, 8)],
        |m| m.sealing.clear(),
    ];
    for (number, rule) in rules.into_iter().enumerate() {
        assert!(matches!(allowed(rule), Err(Rejection::Rule(_))), "{number}");
    }
    let rotated: fn(&mut Manifest) = |m| {
        m.signing.push(signing(2, 1, 91));
        m.sealing.push(sealing(2, 1, 8));
    };
    assert_eq!(allowed(rotated), Ok(()));
    // A key whose time is over may go.
    let later = next(|m| {
        m.issued_ms = NOW_MS + 91 * DAY_MS;
        m.expires_ms = NOW_MS + 92 * DAY_MS;
        (m.signing, m.sealing) = (vec![signing(2, 1, 99)], vec![sealing(2, 90, 99)]);
    });
    assert_eq!(held.allows(&later), Ok(()));
    let revoke = |since_ms| {
        next(|m| {
            m.signing = vec![signing(2, 1, 90)];
            m.revoked = vec![Revoked { key: key(1).id(), since_ms }];
        })
    };
    assert_eq!(held.allows(&revoke(NOW_MS)), Ok(()));
    let mut after = revoke(NOW_MS);
    after.number += 1;
    assert_eq!(revoke(NOW_MS).allows(&after), Ok(()));
    after.revoked[0].since_ms += 1;
    assert!(matches!(revoke(NOW_MS).allows(&after), Err(Rejection::Rule(_))));
    after.revoked.clear();
    assert!(matches!(revoke(NOW_MS).allows(&after), Err(Rejection::Rule(_))));
}

/// However often a node is set back and loses keys, what it revoked long ago takes no place.
#[test]
fn a_revocation_goes_when_nobody_can_use_its_key_and_not_before() {
    let (mut held, mut most) = (next(|_| {}), 0);
    for day in 2..=200 {
        let now_ms = NOW_MS + u64::from(day) * DAY_MS;
        let mut renewed = held.clone();
        (renewed.number, renewed.issued_ms, renewed.expires_ms) = (held.number + 1, now_ms, now_ms + DAY_MS);
        renewed.sealing.retain(|term| term.to_ms > now_ms);
        // Every other day the newest key is lost, and another is made that runs for two weeks.
        if day % 2 == 0 {
            let lost = renewed.sealing.last().map(|term| term.key.id());
            renewed.revoked.extend(lost.map(|key| Revoked { key, since_ms: now_ms }));
            renewed.sealing.push(sealing(day, u64::from(day), u64::from(day) + 14));
        }
        renewed.revoked = renewed.still_revoked(now_ms);
        assert_eq!(held.allows(&renewed), Ok(()), "day {day}");
        assert!(renewed.sign(&key(0)).is_ok(), "day {day}");
        let gone = held.revoked.iter().filter(|it| !renewed.revoked.contains(it));
        gone.for_each(|it| assert!(now_ms - it.since_ms > SEALING_MAX_MS, "day {day}: {it:?}"));
        (most, held) = (most.max(renewed.revoked.len()), renewed);
    }
    assert_eq!(most, 16, "a month of every other day");
    // Later it may be left out, but not with its key named again.
    let key = held.revoked[15].key;
    let mut later = held.clone();
    (later.number, later.issued_ms) = (held.number + 1, held.issued_ms + SEALING_MAX_MS + 1);
    later.expires_ms = later.issued_ms + DAY_MS;
    later.revoked.retain(|it| it.key != key);
    assert!(matches!(held.allows(&later), Err(Rejection::Rule(_))), "it is named still");
    later.sealing.retain(|term| term.key.id() != key);
    assert_eq!(held.allows(&later), Ok(()));
    (later.issued_ms, later.expires_ms) = (held.issued_ms + DAY_MS, held.issued_ms + 2 * DAY_MS);
    assert!(matches!(held.allows(&later), Err(Rejection::Rule(_))), "it is known to be able to open still");
}

#[test]
fn a_roll_proves_by_keys_in_their_time_and_by_none_that_is_revoked() {
    let roll = Roll::new(&next(|m| m.signing.push(signing(2, 1, 90))));
    assert!(roll.signer(&key(1).id(), NOW_MS).is_ok());
    assert!(roll.signer(&key(2).id(), NOW_MS + DAY_MS).is_ok());
    assert_eq!(roll.signer(&key(2).id(), NOW_MS), Err(Rejection::Signature));
    assert_eq!(roll.signer(&key(1).id(), NOW_MS + 90 * DAY_MS), Err(Rejection::Signature));
    assert_eq!(roll.signer(&key(3).id(), NOW_MS), Err(Rejection::UnknownKey(key(3).id())));
    let roll = Roll::new(&next(|m| m.revoked = vec![Revoked { key: key(1).id(), since_ms: NOW_MS + 9 }]));
    assert_eq!(roll.signer(&key(1).id(), NOW_MS), Err(Rejection::Revoked { since_ms: NOW_MS + 9 }));
}

/// Ten years, six hours at a time, with a peer that hears of each manifest, and one that was away for a week before every
/// envelope.
#[test]
fn the_key_that_signs_is_rotated_for_ten_years_without_a_pause_and_proves_what_it_signed_for_six_more() {
    let all = |_| true;
    let mut manifest = next(|m| m.signing = vec![signing(1, 0, 90)]);
    let mut told = vec![manifest.clone()];
    let (mut signed, mut made) = (vec![], 1);
    for quarter in 1..=10 * 365 * 4 {
        let now_ms = NOW_MS + quarter * DAY_MS / 4;
        if manifest.needs_signer(now_ms, all) {
            let mut renewed = manifest.clone();
            made += 1;
            let (from_ms, to_ms) = manifest.next_term(now_ms, all);
            renewed.signing = manifest.still_signing(now_ms);
            renewed.signing.push(Term { key: key(made).public(), from_ms, to_ms });
            (renewed.number, renewed.issued_ms) = (manifest.number + 1, now_ms);
            renewed.expires_ms = now_ms + LIFE_MAX_MS;
            assert_eq!(manifest.allows(&renewed), Ok(()), "quarter {quarter}");
            assert_eq!(renewed.sign(&key(0)).map(|_| ()), Ok(()), "quarter {quarter}");
            manifest = renewed;
            told.push(manifest.clone());
        }
        let signer = manifest.sign_with(now_ms, all).unwrap().key.id();
        let week_ago = told.iter().rev().find(|m| m.issued_ms + 7 * DAY_MS <= now_ms).unwrap_or(&told[0]);
        assert!(
            Roll::new(week_ago).signer(&signer, now_ms).is_ok(),
            "quarter {quarter}: nobody knows the key"
        );
        signed.push((signer, now_ms));
        for (signer, at_ms) in signed.iter().rev().step_by(97) {
            let is_stated = now_ms - at_ms < SIGNING_STATED_MS;
            assert!(!is_stated || Roll::new(&manifest).signer(signer, *at_ms).is_ok(), "quarter {quarter}");
        }
    }
    assert!((40..=45).contains(&made), "{made}");
    assert!(manifest.signing.len() <= 30, "{}", manifest.signing.len());
}

#[test]
fn a_key_that_is_revoked_or_lost_is_replaced_at_once() {
    let tomorrow = NOW_MS + DAY_MS;
    let stolen = next(|m| m.revoked = vec![Revoked { key: key(1).id(), since_ms: NOW_MS }]);
    assert_eq!(stolen.sign_with(tomorrow, |_| true), None);
    for (manifest, holds) in [(stolen, true), (next(|_| {}), false)] {
        assert!(manifest.needs_signer(tomorrow, |_| holds));
        assert_eq!(manifest.next_term(tomorrow, |_| holds), (tomorrow, tomorrow + SIGNING_LIFE_MS));
    }
    assert!(!next(|_| {}).needs_signer(tomorrow, |_| true));
    let sealed =
        next(|m| m.revoked = vec![Revoked { key: SealingKey::from_bytes(&[1; 32]).id(), since_ms: NOW_MS }]);
    assert_eq!(sealed.seal_to(tomorrow), None);
}

/// Whoever is hurried into new keys again and again keeps room for those that it needs.
#[test]
fn the_oldest_that_is_over_gives_way_where_there_are_too_many() {
    let manifest =
        next(|m| m.signing = (1..=32).map(|n| signing(n, u64::from(n), u64::from(n) + 2)).collect());
    let stated = manifest.still_signing(NOW_MS + 33 * DAY_MS);
    assert_eq!(stated.len(), 28);
    let first: Vec<_> = stated.iter().take(2).map(|term| term.key.id()).collect();
    assert_eq!(first, [key(5).id(), key(6).id()]);
}
