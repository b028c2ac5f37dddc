//! What was done with a notice is proven by its member's node, over this content and no other.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use wire::Rejection;
use wire::keys::{NodeKey, SealingKey};
use wire::manifest::{LIFE_MAX_MS, MANIFEST_VERSION, Manifest, Roll, Spki, Term};
use wire::node::Identity;
use wire::notice::{Confirms, NoticeAct, WHY_BYTES_MAX};

const NOW_MS: u64 = 1_800_000_000_000;

fn roll() -> Roll {
    let (from_ms, to_ms) = (NOW_MS - 1_000, NOW_MS + LIFE_MAX_MS);
    let signing = vec![Term { key: signer().public(), from_ms, to_ms }];
    let sealing = Term { key: SealingKey::from_bytes(&[3; 32]).public().clone(), from_ms, to_ms };
    Roll::new(&Manifest {
        version: MANIFEST_VERSION,
        identity: Identity::new(NodeKey::generate(&[0; 32]).public()),
        number: 1,
        issued_ms: NOW_MS,
        expires_ms: to_ms,
        signing,
        sealing: vec![sealing],
        tls: vec![Spki([9; 32])],
        endpoints: vec![],
        software: "liaison".into(),
        protocols: vec![1],
        numbers: None,
        log: None,
        revoked: vec![],
    })
}

fn signer() -> NodeKey {
    NodeKey::generate(&[1; 32])
}

fn act() -> NoticeAct {
    NoticeAct {
        node: roll().node(),
        notice: [7; 16],
        round: 1,
        digest: NoticeAct::digest(&[7; 16], "TG", b"content"),
        word: "clear".into(),
        person: "0011aabb".into(),
        why: "the warrant was read".into(),
        at_ms: NOW_MS,
        confirms: None,
    }
}

#[test]
fn an_act_is_its_nodes_and_every_bit_of_it_counts() {
    let signed = act().sign(&signer());
    assert_eq!(NoticeAct::verify(&signed, &roll()).unwrap(), act());
    for bit in 0..signed.len() * 8 {
        let mut other = signed.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        assert!(NoticeAct::verify(&other, &roll()).is_err(), "bit {bit}");
    }
}

#[test]
fn what_is_confirmed_is_one_act_as_it_was_signed() {
    let confirms = Confirms { act: NoticeAct::hash(&act().sign(&signer())), heard_ms: NOW_MS };
    let other = NoticeAct::hash(&NoticeAct { round: 2, ..act() }.sign(&signer()));
    assert_ne!(confirms.act, other);
    let act = NoticeAct { word: "confirm".into(), confirms: Some(confirms), ..act() };
    assert_eq!(NoticeAct::verify(&act.sign(&signer()), &roll()).unwrap().confirms, Some(confirms));
}

#[test]
fn nobody_signs_for_another_node_nor_with_a_key_of_another_time() {
    let stranger = NodeKey::generate(&[2; 32]);
    assert!(NoticeAct::verify(&act().sign(&stranger), &roll()).is_err());
    let other = NoticeAct { node: Identity::new(stranger.public()).id(), ..act() };
    assert_eq!(NoticeAct::verify(&other.sign(&signer()), &roll()), Err(Rejection::Owner));
    let before = NoticeAct { at_ms: NOW_MS - 2_000, ..act() };
    assert!(NoticeAct::verify(&before.sign(&signer()), &roll()).is_err());
    let long = NoticeAct { why: "x".repeat(WHY_BYTES_MAX + 1), ..act() };
    assert!(NoticeAct::verify(&long.sign(&signer()), &roll()).is_err());
}

#[test]
fn the_digest_is_of_this_notice_of_this_owner() {
    let digest = |id, owner, content: &[u8]| NoticeAct::digest(&[id; 16], owner, content);
    let all = [
        digest(1, "TG", b"x"),
        digest(2, "TG", b"x"),
        digest(1, "FR", b"x"),
        digest(1, "TG", b"y"),
        digest(1, "T", b"Gx"),
    ];
    for (at, one) in all.iter().enumerate() {
        assert!(all[..at].iter().all(|other| other != one));
    }
}
