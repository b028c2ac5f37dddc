//! Manifests: signed by the identity, expiring, and following each other without losing a key.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use wire::Rejection;
use wire::keys::{NodeKey, SealingKey};
use wire::lane::SKEW_MAX_MS;
use wire::manifest::{
    Freshness, LIFE_MAX_MS, MANIFEST_VERSION, Manifest, Revoked, Roll, SEALING_MAX_MS, Spki, Term,
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

#[test]
fn a_roll_remembers_keys_and_forgets_no_revocation() {
    let mut roll = Roll::new(&manifest());
    let rotated = next(|m| m.signing = vec![signing(2, 1, 90)]);
    roll.learn(&rotated).unwrap();
    assert!(roll.signer(&key(1).id(), NOW_MS).is_ok());
    assert!(roll.signer(&key(2).id(), NOW_MS + DAY_MS).is_ok());
    assert_eq!(roll.signer(&key(2).id(), NOW_MS), Err(Rejection::Signature));
    assert_eq!(roll.signer(&key(3).id(), NOW_MS), Err(Rejection::UnknownKey(key(3).id())));
    // The later manifest ends the first key's time sooner.
    roll.learn(&next(|m| m.signing = vec![signing(1, 0, 2)])).unwrap();
    assert_eq!(roll.signer(&key(1).id(), NOW_MS + 2 * DAY_MS), Err(Rejection::Signature));
    roll.learn(&next(|m| m.revoked = vec![Revoked { key: key(1).id(), since_ms: NOW_MS + 9 }])).unwrap();
    assert_eq!(roll.signer(&key(1).id(), NOW_MS), Err(Rejection::Revoked { since_ms: NOW_MS + 9 }));
    roll.learn(&next(|_| {})).unwrap();
    assert_eq!(roll.signer(&key(1).id(), NOW_MS), Err(Rejection::Revoked { since_ms: NOW_MS + 9 }));
    let other = next(|m| m.identity = Identity::new(key(9).public()));
    assert_eq!(roll.learn(&other), Err(Rejection::Owner));
}

/// Two years, an hour at a time, with a peer that hears of each manifest, one that was away for a week before every
/// envelope, and one that seals to what it heard three weeks ago.
#[test]
fn every_key_is_rotated_for_two_years_without_a_pause() {
    let mut number = 0_u8;
    let mut fresh = || {
        number += 1;
        number
    };
    let (first_signing, first_sealing) = (fresh(), fresh());
    let mut manifest = next(|m| {
        m.signing = vec![signing(first_signing, 0, 90)];
        m.sealing = vec![sealing(first_sealing, 0, 37)];
        m.issued_ms = NOW_MS;
    });
    let mut all = vec![manifest.clone()];
    let (mut signed_with, mut sealed_to) = (vec![], vec![]);
    for hour in 1..=2 * 365 * 24 {
        let now_ms = NOW_MS + hour * 3_600_000;
        let due = manifest.due(now_ms);
        if due.manifest {
            let signing = due.signing.then(|| key(fresh()).public());
            let sealing = due.sealing.then(|| SealingKey::from_bytes(&[fresh(); 32]).public().clone());
            let renewed = manifest.renewed(now_ms, signing, sealing);
            assert_eq!(manifest.allows(&renewed), Ok(()), "hour {hour}");
            assert_eq!(renewed.sign(&key(0)).map(|_| ()), Ok(()), "hour {hour}");
            manifest = renewed;
            all.push(manifest.clone());
        }
        assert!(now_ms - manifest.issued_ms <= DAY_MS, "hour {hour}: not refreshed");
        assert!(manifest.signing.len() <= 2 && manifest.sealing.len() <= 6, "hour {hour}: old keys are kept");
        let signer = manifest.sign_with(now_ms).unwrap();
        let known_then = |ago_ms: u64| all.iter().rev().find(|m| m.issued_ms + ago_ms <= now_ms);
        let week_ago = known_then(7 * DAY_MS).unwrap_or(&all[0]);
        assert!(
            week_ago.signing.iter().any(|term| term.key.id() == signer),
            "hour {hour}: nobody knows the key"
        );
        let seal_to = known_then(21 * DAY_MS).unwrap_or(&all[0]).seal_to(now_ms).map(|key| key.id());
        let opens = manifest.sealing.iter().any(|term| Some(term.key.id()) == seal_to && term.holds(now_ms));
        assert!(opens, "hour {hour}: sealed to a key that is gone");
        signed_with.push(signer);
        sealed_to.push(manifest.seal_to(now_ms).unwrap().id());
    }
    signed_with.dedup();
    sealed_to.dedup();
    assert_eq!((signed_with.len(), sealed_to.len()), (9, 105));
    assert!(all.len() <= 2 * 366, "{}", all.len());
}

#[test]
fn a_revoked_key_is_replaced_at_once() {
    let stolen = next(|m| m.revoked = vec![Revoked { key: key(1).id(), since_ms: NOW_MS }]);
    assert_eq!(stolen.sign_with(NOW_MS + DAY_MS), None);
    assert!(stolen.due(NOW_MS + DAY_MS).signing);
    let renewed = stolen.renewed(NOW_MS + DAY_MS, Some(key(2).public()), None);
    assert_eq!(renewed.sign_with(NOW_MS + DAY_MS), Some(key(2).id()));
    let sealed =
        next(|m| m.revoked = vec![Revoked { key: SealingKey::from_bytes(&[1; 32]).id(), since_ms: NOW_MS }]);
    assert_eq!(sealed.seal_to(NOW_MS + DAY_MS), None);
    assert!(sealed.due(NOW_MS + DAY_MS).sealing);
}
