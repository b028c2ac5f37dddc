//! The entry codec against vectors made apart from it, and its strictness.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use std::collections::HashMap;

use proptest::prelude::*;
use wire::act::{self, ENTRY_BYTES_MAX, ENTRY_VERSION, Entry};
use wire::keys::{KeyId, NodeKey};
use wire::sheaf::{self, Checker, PROOF_BYTES_MAX};
use wire::{Error, Hash};

const VECTORS: &str = include_str!("vectors/act.txt");

fn key() -> NodeKey {
    NodeKey::generate(&std::array::from_fn(|i| u8::try_from(i).unwrap()))
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&String::from_iter(pair), 16).unwrap()).collect()
}

fn blocks() -> Vec<HashMap<&'static str, &'static str>> {
    let lines = |block: &'static str| block.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let field = |line: &'static str| line.split_once(':').map(|(name, value)| (name, value.trim())).unwrap();
    VECTORS
        .split("\n\n")
        .filter(|b| lines(b).next().is_some())
        .map(|b| lines(b).map(field).collect())
        .collect()
}

fn stated(block: &HashMap<&str, &str>) -> Entry {
    let text = |name| block.get(name).map(|text: &&str| (*text).to_owned());
    let hash = |name| block.get(name).map(|bytes| -> Hash { hex(bytes).try_into().unwrap() });
    Entry {
        version: block["version"].parse().unwrap(),
        seq: block["seq"].parse().unwrap(),
        at_us: block["at_us"].parse().unwrap(),
        prev: hash("prev").unwrap(),
        signer: KeyId(hex(block["signer"]).try_into().unwrap()),
        actor: text("actor").unwrap(),
        kind: text("kind").unwrap(),
        object: text("object"),
        object_version: block.get("object_version").map(|n| n.parse().unwrap()),
        purpose: text("purpose"),
        reference: text("reference"),
        body: hash("body"),
        key: text("key"),
        handover: block.get("handover").map(|bytes| hex(bytes)),
    }
}

#[test]
fn every_vector_is_judged_as_it_says() {
    let mut judged = HashMap::<&str, u32>::new();
    for block in blocks() {
        let (name, entry) = (block["name"], hex(block["entry"]));
        *judged.entry(block["expect"]).or_default() += 1;
        match block["expect"] {
            "success" => agrees_in_all(&block, &entry),
            "not an entry" => assert!(matches!(Entry::decode(&entry), Err(Error::Entry(_))), "{name}"),
            "bad signature" => {
                assert!(Entry::decode(&entry).is_ok(), "{name}");
                assert_eq!(check(&entry, &hex(block["signature"])), Err(Error::Signature), "{name}");
            }
            other => panic!("{name} expects {other}"),
        }
    }
    assert_eq!(judged, HashMap::from([("success", 11), ("not an entry", 31), ("bad signature", 6)]));
}

fn sign(entry: &[u8]) -> Vec<u8> {
    sheaf::sign(&key(), &[entry]).remove(0)
}

fn check(entry: &[u8], proof: &[u8]) -> Result<(), Error> {
    Checker::default().check(&key().public(), entry, proof)
}

fn agrees_in_all(block: &HashMap<&str, &str>, bytes: &[u8]) {
    let (name, signature) = (block["name"], sign(bytes));
    assert_eq!(Entry::decode(bytes).unwrap(), stated(block), "{name}");
    assert_eq!(stated(block).encode().unwrap(), bytes, "{name}");
    assert_eq!(stated(block).signer, key().id(), "{name}");
    assert_eq!(signature, hex(block["signature"]), "{name}");
    assert_eq!(check(bytes, &signature), Ok(()), "{name}");
    assert_eq!(act::hash(bytes).to_vec(), hex(block["hash"]), "{name}");
    assert_eq!(act::leaf_hash(bytes, &signature).to_vec(), hex(block["leaf_hash"]), "{name}");
    assert_eq!(
        wire::tree::leaf_hash(&[&act::leaf(bytes, &signature)]).to_vec(),
        hex(block["leaf_hash"]),
        "{name}"
    );
}

fn smallest() -> Entry {
    stated(&blocks()[0])
}

#[test]
fn an_entry_may_be_as_long_as_a_bundle_takes_and_no_longer() {
    let empty = Entry { kind: String::new(), ..smallest() }.encode().unwrap().len();
    let longest = Entry { kind: "k".repeat(ENTRY_BYTES_MAX - empty - 2), ..smallest() };
    let bytes = longest.encode().unwrap();
    assert_eq!(bytes.len(), ENTRY_BYTES_MAX);
    assert_eq!(Entry::decode(&bytes).unwrap(), longest);
    let bundled = wire::tree::bundle([act::leaf(&bytes, &[0; PROOF_BYTES_MAX]).as_slice()]).unwrap();
    assert_eq!(wire::tree::unbundle(&bundled).unwrap().len(), 1);
    let longer = Entry { kind: "k".repeat(ENTRY_BYTES_MAX - empty - 1), ..smallest() };
    assert!(matches!(longer.encode(), Err(Error::Entry(_))));
}

#[test]
fn an_entry_of_another_version_is_not_written() {
    assert!(matches!(Entry { version: ENTRY_VERSION + 1, ..smallest() }.encode(), Err(Error::Entry(_))));
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let text = || prop::option::of(".{0,40}");
    let heads = (any::<u64>(), any::<i64>(), any::<Hash>(), any::<[u8; 8]>(), ".{0,300}", ".{0,30}");
    let bytes = prop::option::of(prop::collection::vec(any::<u8>(), 0..300));
    let body = prop::option::of(any::<Hash>());
    let rest = (text(), prop::option::of(any::<u64>()), text(), text(), body, text(), bytes);
    (heads, rest).prop_map(|((seq, at_us, prev, signer, actor, kind), rest)| {
        let (object, object_version, purpose, reference, body, key, handover) = rest;
        let signer = KeyId(signer);
        let version = ENTRY_VERSION;
        Entry {
            version,
            seq,
            at_us,
            prev,
            signer,
            actor,
            kind,
            object,
            object_version,
            purpose,
            reference,
            body,
            key,
            handover,
        }
    })
}

proptest! {
    #[test]
    fn an_entry_survives_its_bytes(entry in any_entry()) {
        prop_assert_eq!(Entry::decode(&entry.encode().unwrap()).unwrap(), entry);
    }

    #[test]
    fn no_two_spellings_are_the_same_entry(entry in any_entry(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let good = entry.encode().unwrap();
        let mut other = good.clone();
        other[at.index(good.len())] = byte;
        let reads_the_same = Entry::decode(&other).is_ok_and(|read| read == entry);
        prop_assert_eq!(reads_the_same, other == good);
    }
}
