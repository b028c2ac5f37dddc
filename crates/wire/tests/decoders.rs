//! Every reader of bytes from outside, given the vectors with random damage: none stops, and none takes what was not
//! made. `PROPTEST_CASES=1000000 cargo test --release -p wire --test decoders` looks for longer.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use wire::act::Entry;
use wire::capsule::{Label, LogFrame, Secret, id_of, read_log};
use wire::charter::{Charter, CharterEntry};
use wire::envelope::{ForkEvidence, SUITE, inspect};
use wire::group::{GroupKey, GroupRing};
use wire::handover::Handover;
use wire::keys::{NodeKey, SealingKey, SealingPublic, SealingRing};
use wire::lane::{Consignment, EpochStatement, Heads, Receipt};
use wire::manifest::{MANIFEST_VERSION, Manifest, Roll, Term};
use wire::node::Identity;
use wire::note::Note;
use wire::{Rejection, cbor};

const NOW_MS: u64 = 1_800_000_000_000;

/// All byte strings of the vectors, good and bad.
static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let texts = [
        include_str!("vectors/envelope.txt"),
        include_str!("vectors/statement.txt"),
        include_str!("vectors/act.txt"),
    ];
    let fields = texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once(": "));
    let bytes = fields.filter(|(name, _)| ["envelope", "bytes", "entry", "content"].contains(name));
    bytes.map(|(_, hex)| read(hex)).filter(|bytes| !bytes.is_empty()).collect()
});

/// Those that are taken: damage to them is more telling.
static TAKEN: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| CORPUS.iter().filter(|bytes| !taken_as_signed(bytes).is_empty()).cloned().collect());

static READER: LazyLock<(Roll, SealingRing, GroupRing)> = LazyLock::new(|| {
    let key = |number| NodeKey::generate(&[number; 32]).public();
    let roll = Roll::new(&Manifest {
        version: MANIFEST_VERSION,
        identity: Identity::new(key(100)),
        number: 1,
        issued_ms: NOW_MS,
        expires_ms: NOW_MS,
        signing: vec![Term { key: key(1), from_ms: NOW_MS, to_ms: NOW_MS + 1 }],
        sealing: vec![],
        tls: vec![],
        endpoints: vec![],
        software: String::new(),
        protocols: vec![1],
        numbers: None,
        log: None,
        revoked: vec![],
    });
    let key = SealingKey::from_bytes(&[1; 32]);
    (roll, SealingRing::new(vec![(key.id(), key.to_bytes())], vec![]), GroupRing::default())
});

fn read(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.trim().chars().collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&String::from_iter(pair), 16).unwrap()).collect()
}

#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Put(Index, u8),
    Cut(Index, Index),
    Twice(Index, Index),
    Borrow(Index, Index, Index),
}

/// Bytes by which heads of CBOR say great lengths, indefinite ones, tags, floats.
const HEADS: [u8; 12] = [0x00, 0x18, 0x1b, 0x3b, 0x5b, 0x5f, 0x7b, 0x9b, 0x9f, 0xbb, 0xc0, 0xfb];

fn any_damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (any::<Index>(), prop::sample::select(&HEADS[..])).prop_map(|(at, byte)| Damage::Put(at, byte)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Cut(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Twice(from, to)),
        (any::<Index>(), any::<Index>(), any::<Index>())
            .prop_map(|(of, from, at)| Damage::Borrow(of, from, at)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    // Short stretches are changed more often than long ones: most of an envelope is in its body.
    let stretch = |from: &Index, to: &Index, length: usize| {
        let from = from.index(length);
        from..(from + 1 + to.index(40)).min(length)
    };
    match damage {
        Damage::Flip(at, bit) => {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        Damage::Put(at, byte) => {
            let at = at.index(bytes.len().min(200));
            bytes[at] = *byte;
        }
        Damage::Cut(from, to) => {
            let stretch = stretch(from, to, bytes.len());
            bytes.drain(stretch);
        }
        Damage::Twice(from, to) => {
            let stretch = stretch(from, to, bytes.len());
            let (at, again) = (stretch.end, bytes[stretch].to_vec());
            bytes.splice(at..at, again);
        }
        Damage::Borrow(of, from, at) => {
            let other = of.get(&CORPUS);
            let stretch = stretch(from, of, other.len());
            let at = at.index(bytes.len());
            bytes.splice(at..at, other[stretch].iter().copied());
        }
    }
    bytes
}

/// What takes only what somebody signed: the names of those that took it.
fn taken_as_signed(bytes: &[u8]) -> Vec<&'static str> {
    let (roll, sealing, groups) = &*READER;
    let opened = || inspect(bytes)?.prove(roll, SUITE)?.open(sealing, groups);
    let evidence = || ForkEvidence::decode(bytes)?.verify(roll);
    let label =
        || Label::verify(bytes, &Identity::new(NodeKey::generate(&[100; 32]).public()).id().fingerprint());
    let took: [(&str, Option<Rejection>); 9] = [
        ("envelope", opened().err()),
        ("evidence", evidence().err()),
        ("manifest", Manifest::verify(bytes, NOW_MS).err()),
        ("charter", Charter::found(bytes).err()),
        ("receipt", Receipt::verify(bytes, roll).err()),
        ("epoch", EpochStatement::verify(bytes, roll).err()),
        ("consignment", Consignment::verify(bytes, roll, NOW_MS).err()),
        ("label", label().err()),
        ("handover", Handover::verify(bytes).err()),
    ];
    took.into_iter().filter(|(_, refused)| refused.is_none()).map(|(name, _)| name).collect()
}

/// What takes anything in its form: it must give the same bytes again.
fn taken_by_form(bytes: &[u8]) {
    if let Ok(heads) = Heads::decode(bytes) {
        assert_eq!(heads.encode(), bytes);
    }
    if let Ok(identity) = Identity::from_bundle(bytes) {
        assert_eq!(identity.bundle(), bytes);
    }
    if let Ok(key) = GroupKey::from_payload(bytes) {
        assert_eq!(*key.to_payload(), bytes);
    }
    if let Ok(entry) = Entry::decode(bytes) {
        assert_eq!(entry.encode().unwrap(), bytes);
    }
    if let Ok(key) = SealingPublic::from_bytes(bytes) {
        assert_eq!(key.to_bytes().as_slice(), bytes);
    }
    let whole = cbor::examine(bytes, 1 << 21).is_ok();
    let items: Vec<_> = cbor::sequence(bytes, 1 << 21).collect();
    assert_eq!(whole, items.len() == 1 && items[0] == Ok(bytes));
    let _ = (CharterEntry::peek(bytes), Note::parse(bytes));
    if let Ok(frame) = cbor::decode::<LogFrame>(bytes, 1 << 21) {
        assert_eq!(cbor::encode(&frame), bytes);
    }
    let (secret, signer) = (Secret::from_bytes([12; 32]), NodeKey::generate(&[1; 32]).public());
    assert!(id_of(bytes).is_none() || read_log(bytes, (&secret, [0; 16]), &signer, (0, [0; 32])).is_err());
}

#[test]
fn the_vectors_are_taken_as_they_are() {
    assert!(CORPUS.len() > 100);
    let names: BTreeSet<&str> = CORPUS.iter().flat_map(|bytes| taken_as_signed(bytes)).collect();
    assert_eq!(
        names,
        BTreeSet::from([
            "charter",
            "consignment",
            "envelope",
            "epoch",
            "handover",
            "label",
            "manifest",
            "receipt"
        ])
    );
}

fn at_least(cases: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig { cases: config.cases.max(cases), failure_persistence: None, ..config }
}

proptest! {
    #![proptest_config(at_least(4000))]
    #[test]
    fn nothing_damaged_is_taken_for_signed(
        (of, good) in any::<(Index, bool)>(),
        damage in prop::collection::vec(any_damage(), 1..4),
    ) {
        let bytes = of.get(if good { &TAKEN } else { &CORPUS }).clone();
        let bytes = damage.iter().fold(bytes, damaged);
        taken_by_form(&bytes);
        let taken = taken_as_signed(&bytes);
        prop_assert!(taken.is_empty() || CORPUS.contains(&bytes), "{taken:?}");
    }
}
