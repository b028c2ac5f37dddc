//! Signed statements: manifests, entries of the charter, receipts, consignments, beginnings of epochs, handings over
//! of a log.
#![no_main]
use libfuzzer_sys::fuzz_target;
use wire::charter::{Charter, CharterEntry};
use wire::handover::{Handover, LogKeys};
use wire::keys::NodeKey;
use wire::lane::{Consignment, EpochStatement, Receipt};
use wire::manifest::{Manifest, Roll};
use wire::node::Identity;

const NOW_MS: u64 = 1_800_000_000_000;

fn roll() -> Roll {
    Roll::new(&Manifest {
        version: wire::manifest::MANIFEST_VERSION,
        identity: Identity::new(NodeKey::generate(&[100; 32]).public()),
        number: 1,
        issued_ms: NOW_MS,
        expires_ms: NOW_MS,
        signing: vec![],
        sealing: vec![],
        tls: vec![],
        endpoints: vec![],
        software: String::new(),
        protocols: vec![1],
        revoked: vec![],
        numbers: None,
        log: None,
    })
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(manifest) = Manifest::verify(bytes, NOW_MS) {
        let _ = (manifest.needs_signer(NOW_MS, |_| true), manifest.next_term(NOW_MS, |_| true));
        let _ = (manifest.seal_to(NOW_MS), manifest.still_signing(NOW_MS));
    }
    if let Ok(mut charter) = Charter::found(bytes) {
        let _ = charter.append(bytes);
    }
    let roll = roll();
    assert!(Receipt::verify(bytes, &roll).is_err() && EpochStatement::verify(bytes, &roll).is_err());
    assert!(Consignment::verify(bytes, &roll, NOW_MS).is_err());
    let _ = CharterEntry::peek(bytes);
    if let Ok(over) = Handover::verify(bytes) {
        let mut keys = LogKeys::new(&over.origin, over.from);
        let _ = keys.hand_over(bytes).map(|()| (*keys.at(over.seq), *keys.over(over.seq)));
    }
});
