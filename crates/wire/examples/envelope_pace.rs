//! What sealing, proving and opening cost on this machine: `cargo run --release -p wire --example envelope_pace`.
//!
//! In CPU time of the one thread, so that other work on the machine does not count. Linux.
use std::hint::black_box;

use wire::envelope::{AudienceId, Class, Content, Draft, Frame, SUITE, To, inspect, seal};
use wire::group::{GroupId, GroupKey, GroupRing};
use wire::keys::{NodeKey, SealingKey, SealingPublic, SealingRing};
use wire::lane::{Hlc, LaneId, NO_PREV, Place};
use wire::manifest::{MANIFEST_VERSION, Manifest, Roll, Term};
use wire::node::Identity;

const NOW_MS: u64 = 1_800_000_000_000;
const ROUNDS: u32 = 500;

/// Nanoseconds that this thread has run.
fn ran_ns() -> u64 {
    let stat =
        std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells how long a thread ran");
    stat.split(' ').next().and_then(|ns| ns.parse().ok()).expect("its first field is a number")
}

fn pace(what: &str, mut act: impl FnMut()) {
    let from_ns = ran_ns();
    (0..ROUNDS).for_each(|_| act());
    let each_us = (ran_ns() - from_ns) / u64::from(ROUNDS) / 1000;
    println!("{what:<48} {each_us:>7} us");
}

fn roll(signer: &NodeKey) -> Roll {
    Roll::new(&Manifest {
        version: MANIFEST_VERSION,
        identity: Identity::new(NodeKey::generate(&[100; 32]).public()),
        number: 1,
        issued_ms: NOW_MS,
        expires_ms: NOW_MS,
        signing: vec![Term { key: signer.public(), from_ms: NOW_MS, to_ms: NOW_MS + 1 }],
        sealing: vec![],
        tls: vec![],
        endpoints: vec![],
        software: String::new(),
        protocols: vec![1],
        numbers: None,
        log: None,
        revoked: vec![],
    })
}

fn main() {
    let signer = NodeKey::generate(&[1; 32]);
    let roll = roll(&signer);
    let place = Place { owner: roll.node(), epoch: 1, lane: LaneId([3; 16]), seq: 1, prev: NO_PREV };
    let frame = Frame {
        place,
        hlc: Hlc::default().tick(NOW_MS),
        class: Class::Routine,
        expires_ms: NOW_MS,
        audience: AudienceId([4; 16]),
    };
    let content = Content { kind: "record".into(), payload: vec![7; 900], ..Content::default() };
    let draft = Draft { frame, content };
    let keys: Vec<SealingKey> = (1..=10).map(|number| SealingKey::from_bytes(&[number; 32])).collect();
    let publics: Vec<&SealingPublic> = keys.iter().map(SealingKey::public).collect();
    let group = GroupKey::new(GroupId([5; 16]), 7, [6; 32]);
    let mut groups = GroupRing::default();
    groups.add(roll.node(), group.clone());
    let ring = SealingRing::new(vec![(keys[0].id(), keys[0].to_bytes())], vec![]);

    println!("a record of 900 bytes, {ROUNDS} rounds each");
    for (name, to) in
        [("one", To::Each(&publics[..1])), ("ten", To::Each(&publics)), ("a group", To::Group(&group))]
    {
        let seal = || seal(&draft, to, &signer, &[9; 32]).expect("a draft within all limits");
        let bytes = seal().bytes;
        println!("to {name}: {} bytes", bytes.len());
        pace("  seal and sign", || _ = black_box(seal()));
        pace("  inspect", || _ = black_box(inspect(&bytes)));
        pace("  inspect and prove", || _ = black_box(inspect(&bytes).and_then(|l| l.prove(&roll, SUITE))));
        pace("  inspect, prove and open", || {
            let proven = inspect(&bytes).and_then(|letter| letter.prove(&roll, SUITE));
            black_box(proven.and_then(|proven| proven.open(&ring, &groups))).expect("sealed to this reader");
        });
    }
}
