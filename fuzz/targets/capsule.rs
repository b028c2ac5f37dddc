//! What lies on a lost device: labels of capsules, logs of posts, and what is sealed in pieces.
#![no_main]
use libfuzzer_sys::fuzz_target;
use std::io::Read;
use wire::capsule::{Label, LogFrame, Secret, id_of, read_log};
use wire::cbor;
use wire::keys::{NodeKey, SealingKey};
use wire::node::Identity;
use wire::sealed::SealReader;

const LIMIT: usize = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let (node, device) = (NodeKey::generate(&[1; 32]).public(), SealingKey::from_bytes(&[1; 32]));
    if let Ok(label) = Label::verify(bytes, &Identity::new(node).id().fingerprint()) {
        let _ = (label.ends_ms(), label.open(&device, "25617 75534 47281 24598 52088 36053 77075 48729"));
    }
    if let Ok(label) = cbor::decode::<Label>(bytes, LIMIT) {
        let _ = label.open(&device, "");
    }
    if let Ok(frame) = cbor::decode::<LogFrame>(bytes, LIMIT) {
        assert_eq!(cbor::encode(&frame), bytes);
    }
    let secret = Secret::from_bytes([12; 32]);
    let id = id_of(bytes).unwrap_or([13; 16]);
    let _ = read_log(bytes, (&secret, id), &node, (0, [0; 32]));
    let mut opened = vec![];
    assert!(SealReader::new(bytes, secret.content()).read_to_end(&mut opened).is_err());
});
