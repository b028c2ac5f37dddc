//! Envelopes and signed statements against vectors made apart from this crate, by `envelope.py`.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use std::collections::HashMap;

use wire::capsule::{Label, LabelDraft, Secret};
use wire::charter::{Charter, Standing};
use wire::envelope::{Content, Draft, Frame, SUITE, To, inspect, seal};
use wire::group::{GroupId, GroupKey, GroupRing};
use wire::handover::Handover;
use wire::keys::{NodeKey, SealingKey, SealingPublic, SealingRing};
use wire::lane::{Consignment, EpochStatement, Receipt};
use wire::manifest::{MANIFEST_VERSION, Manifest, Revoked, Roll, Term};
use wire::node::Identity;
use wire::{Rejection, cbor};

const NOW_MS: u64 = 1_800_000_000_000;

type Block = HashMap<&'static str, &'static str>;

fn blocks(text: &'static str) -> Vec<Block> {
    let lines = |block: &'static str| block.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let field = |line: &'static str| line.split_once(':').map(|(name, value)| (name, value.trim())).unwrap();
    let blocks = text.split("\n\n").filter(|block| lines(block).next().is_some());
    blocks.map(|block| lines(block).map(field).collect()).collect()
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&String::from_iter(pair), 16).unwrap()).collect()
}

fn key(number: u8) -> NodeKey {
    NodeKey::generate(&[number; 32])
}

fn sealing(number: u8) -> SealingKey {
    SealingKey::from_bytes(&[number; 32])
}

fn roll(revoked: Vec<Revoked>) -> Roll {
    let term = |number| Term { key: key(number).public(), from_ms: NOW_MS, to_ms: NOW_MS + 1 };
    Roll::new(&Manifest {
        version: MANIFEST_VERSION,
        identity: Identity::new(key(100).public()),
        number: 1,
        issued_ms: NOW_MS,
        expires_ms: NOW_MS,
        signing: vec![term(1), term(2)],
        sealing: vec![],
        tls: vec![],
        endpoints: vec![],
        software: String::new(),
        protocols: vec![1],
        numbers: None,
        log: None,
        revoked,
    })
}

fn judged(blocks: &[Block], judge: impl Fn(&Block) -> Result<(), Rejection>) -> HashMap<&'static str, u32> {
    let mut counts = HashMap::new();
    for block in blocks {
        let found = judge(block).map_or_else(|refused| refused.code(), |()| "success");
        assert_eq!(found, block["expect"], "{}", block["name"]);
        *counts.entry(block["expect"]).or_default() += 1;
    }
    counts
}

fn open(bytes: &[u8]) -> Result<(Frame, Content), Rejection> {
    let mut groups = GroupRing::default();
    groups.add(roll(vec![]).node(), GroupKey::new(GroupId([5; 16]), 7, [6; 32]));
    let proven = inspect(bytes)?.prove(&roll(vec![]), SUITE)?;
    let content = proven.open(
        &SealingRing::new(vec![(sealing(1).id(), sealing(1).to_bytes())], vec![sealing(4).id()]),
        &groups,
    )?;
    Ok((proven.header().frame, content))
}

fn judge_envelope(block: &Block) -> Result<(), Rejection> {
    let bytes = hex(block["envelope"]);
    let (frame, content) = open(&bytes)?;
    let name = block["name"];
    if block["expect"] == "success" {
        assert_eq!(cbor::encode(&content), hex(block["content"]), "{name}");
        assert_eq!(inspect(&bytes)?.hash().to_vec(), hex(block["hash"]), "{name}");
        assert_eq!(frame.digest().to_vec(), hex(block["frame"]), "{name}");
    }
    if let Some(seed) = block.get("seed") {
        let seed = hex(seed).try_into().unwrap();
        assert_eq!(sealed_again(block["to"], &Draft { frame, content }, &seed), bytes, "{name}");
    }
    Ok(())
}

fn sealed_again(to: &str, draft: &Draft, seed: &[u8; 32]) -> Vec<u8> {
    if let Some(epoch) = to.strip_prefix("group ") {
        let group = GroupKey::new(GroupId([5; 16]), epoch.parse().unwrap(), [6; 32]);
        return seal(draft, To::Group(&group), &key(1), seed).unwrap().bytes;
    }
    let keys: Vec<SealingKey> = to.split(' ').map(|number| sealing(number.parse().unwrap())).collect();
    let publics: Vec<&SealingPublic> = keys.iter().map(SealingKey::public).collect();
    seal(draft, To::Each(&publics), &key(1), seed).unwrap().bytes
}

/// Opened as it says, and sealed again from the same chance to the same bytes.
#[test]
fn every_envelope_is_judged_as_it_says() {
    let counts = judged(&blocks(include_str!("vectors/envelope.txt")), judge_envelope);
    assert_eq!((counts["success"], counts.values().sum::<u32>()), (8, 47), "{counts:?}");
}

fn judge_statement(block: &Block, network: &Charter) -> Result<(), Rejection> {
    let bytes = hex(block["bytes"]);
    let states = |field: &str, value: String| {
        block.get(field).into_iter().for_each(|stated| assert_eq!(*stated, value, "{}", block["name"]));
    };
    let shown = |hash: &[u8]| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let revoked = vec![Revoked { key: key(2).id(), since_ms: NOW_MS - 1 }];
    match block["kind"] {
        "identity" => {
            let identity = Identity::from_bundle(&bytes)?;
            assert_eq!(identity.bundle(), bytes);
            states("id", identity.id().to_string());
            states("aloud", identity.id().fingerprint());
        }
        "manifest" => {
            let manifest = Manifest::verify(&bytes, NOW_MS)?;
            assert_eq!(manifest.sign(&key(100))?, bytes);
            states("id", manifest.node().to_string());
        }
        "genesis" => {
            let charter = Charter::found(&bytes)?;
            states("id", shown(&charter.network()));
            states("aloud", charter.fingerprint());
        }
        "entry" => {
            let mut charter = network.clone();
            charter.append(&bytes)?;
            let node = Identity::new(key(100).public()).id();
            assert_eq!(charter.standing(&node, NOW_MS), Standing::Active);
            states("id", node.to_string());
        }
        "receipt" => {
            assert_eq!(Receipt::verify(&bytes, &roll(revoked))?.sign(&key(1)), bytes);
        }
        "epoch" => {
            let begun = EpochStatement::verify(&bytes, &roll(revoked))?;
            assert_eq!(begun.sign(&key(1)), bytes);
            states("id", shown(&begun.hash()));
        }
        "consignment" => {
            assert_eq!(Consignment::verify(&bytes, &roll(vec![]), NOW_MS)?.sign(&key(1)), bytes);
        }
        "handover" => {
            let over = Handover::verify(&bytes)?;
            assert_eq!((over.from, over.to), (key(1).public(), key(2).public()));
            assert_eq!(Handover::sign(&over.origin, over.seq, &key(1), &key(2))?, bytes);
        }
        "label" => {
            let label = Label::verify(&bytes, &Identity::new(key(100).public()).id().fingerprint())?;
            let leased = label.open(&sealing(block["device"].parse().unwrap()), block["code"])?;
            states("lease", leased.number.to_string());
            states("secret", shown(leased.secret.as_bytes()));
            assert_eq!(labelled_again(&label, &leased.secret), bytes, "{}", block["name"]);
        }
        other => panic!("{other}"),
    }
    Ok(())
}

/// From the same chance to the same bytes.
fn labelled_again(label: &Label, secret: &Secret) -> Vec<u8> {
    let day = 24 * 3_600 * 1_000;
    let draft = LabelDraft {
        id: label.id,
        member: &label.member,
        post: &label.post,
        purpose: &label.purpose,
        made_ms: label.made_ms,
        leases_ms: &[NOW_MS + day, NOW_MS + 2 * day],
        content: (label.content, label.length),
    };
    draft.sign(secret, sealing(1).public(), &key(100), &[14; 32]).unwrap()
}

#[test]
fn every_statement_is_judged_as_it_says() {
    let blocks = blocks(include_str!("vectors/statement.txt"));
    let genesis = blocks.iter().find(|block| block["name"] == "a network").unwrap();
    let network = Charter::found(&hex(genesis["bytes"])).unwrap();
    let counts = judged(&blocks, |block| judge_statement(block, &network));
    assert_eq!((counts["success"], counts.values().sum::<u32>()), (11, 48), "{counts:?}");
}
