//! How fast one core signs, seals, hashes and checks: `cargo run --release -p wire --example seal_pace`.
use std::hint::black_box;
use std::time::Instant;

use wire::act::{self, ENTRY_VERSION, Entry, NO_PREV};
use wire::handover::LogKeys;
use wire::keys::{NodeKey, Salt, StorageKey};
use wire::sheaf::{self, Checker, SHEAF_MAX};
use wire::tree::{Frontier, Tiler, node_hash};
use wire::verify::{Examiner, Row, Verifier};

const ORIGIN: &str = "liaison.example/TG";

fn main() {
    let key = NodeKey::generate(&[1; 32]);
    let storage = StorageKey::generate(&[2; 32]);
    let salt = Salt::from_bytes([3; 32]);
    let day = storage.day_key(&salt);
    let plain = vec![7; 1024];
    let sealed = day.seal([4; 12], b"act", &plain);
    let entry = entry(1, NO_PREV, &key, &sealed);
    let bytes = entry.encode().expect("a short entry encodes");
    let proofs = sheaf::sign(&key, &[bytes.as_slice(); SHEAF_MAX]);
    let proof = proofs[0].as_slice();
    let ring = LogKeys::new(ORIGIN, key.public());
    let row = Row { seq: 1, entry: &bytes, proof, body: Some(&sealed) };
    println!("entry {} bytes, body {} bytes", bytes.len(), plain.len());
    pace("encode an entry", 200_000, || entry.encode());
    pace("decode an entry", 200_000, || Entry::decode(&bytes));
    pace("hash an entry (chain)", 200_000, || act::hash(&bytes));
    pace("hash a leaf", 200_000, || act::leaf_hash(&bytes, proof));
    pace("hash a node", 200_000, || node_hash(&[1; 32], &[2; 32]));
    pace("digest a sealed body", 200_000, || act::body_digest(&sealed));
    pace("sign one entry", 20_000, || sheaf::sign(&key, &[&bytes]));
    pace("sign a sheaf of 16", 20_000, || sheaf::sign(&key, &[bytes.as_slice(); SHEAF_MAX]));
    pace("check a proof", 10_000, || Checker::default().check(&key.public(), &bytes, proof));
    pace("draw a record key", 200_000, || storage.record_key(&salt));
    pace("seal a body", 200_000, || day.seal([4; 12], b"act", &plain));
    pace("open a body", 200_000, || day.open(b"act", &sealed));
    pace("keyed digest", 200_000, || storage.digest("phone", b"+22890000000"));
    let mut frontier = Frontier::default();
    pace("push a leaf to a frontier", 1_000_000, || frontier.push([9; 32]));
    let mut tiler = Tiler::default();
    pace("push a leaf to a tiler", 1_000_000, || tiler.push([9; 32]));
    pace("root of a frontier", 200_000, || frontier.root());
    pace("examine a row", 10_000, || Examiner::new(&ring).examine(&row));
    write_and_prove(&key);
}

fn entry(seq: u64, prev: wire::Hash, key: &NodeKey, sealed: &[u8]) -> Entry {
    Entry {
        version: ENTRY_VERSION,
        seq,
        at_us: 1_767_225_600_000_000,
        prev,
        signer: key.id(),
        actor: "officer:TG/0b9e7a52-6c43-4a57-9f5e-2b1f3a2c9d10".to_owned(),
        kind: "checked".to_owned(),
        object: Some("TG/0b9e7a52-6c43-4a57-9f5e-2b1f3a2c9d11".to_owned()),
        object_version: Some(1),
        purpose: Some("border-control".to_owned()),
        reference: Some("OP-2026-114".to_owned()),
        body: Some(act::body_digest(sealed)),
        key: Some("day:2026-01-01".to_owned()),
        handover: None,
    }
}

/// A whole act: seal, encode, chain, sign, grow the tree; then the proof of them all.
fn write_and_prove(key: &NodeKey) {
    let day = StorageKey::generate(&[2; 32]).day_key(&Salt::from_bytes([3; 32]));
    let (mut frontier, mut prev, mut rows) = (Frontier::default(), NO_PREV, Vec::new());
    pace("write a whole act", 20_000, || {
        let seq = frontier.size() + 1;
        let sealed = day.seal([4; 12], &seq.to_be_bytes(), &[7; 1024]);
        let bytes = entry(seq, prev, key, &sealed).encode().expect("a short entry encodes");
        prev = act::hash(&bytes);
        let proof = sheaf::sign(key, &[&bytes]).remove(0);
        frontier.push(act::leaf_hash(&bytes, &proof));
        rows.push((seq, bytes, proof, sealed));
    });
    let ring = LogKeys::new(ORIGIN, key.public());
    let mut verifier = Verifier::new(ring.clone()).expect("the origin is a name");
    let mut rows = rows.iter();
    pace("prove a whole act", 20_000, || {
        let (seq, entry, proof, body) = rows.next().expect("as many rows as were written");
        let row = Row { seq: *seq, entry, proof, body: Some(body) };
        verifier.push(Examiner::new(&ring).examine(&row)).expect("it holds");
    });
    assert_eq!(verifier.finish(Some(&frontier)).map(|summary| summary.root), Ok(frontier.root()));
}

/// Does it `times` over in a thousand rounds, and tells the best round: what else the machine does can only slow it,
/// and a round is shorter than the turn that the scheduler gives.
fn pace<T>(what: &str, times: u32, mut act: impl FnMut() -> T) {
    let a_round = times / 1000;
    let round = |_| {
        let start = Instant::now();
        (0..a_round).for_each(|_| drop(black_box(act())));
        start.elapsed() / a_round
    };
    let best = (0..1000).map(round).min().unwrap_or_default();
    println!("{what:28} {:>8} ns", best.as_nanos());
}
