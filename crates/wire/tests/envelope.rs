//! Envelopes: sealed, inspected, proven, opened; and everything that must not be taken for one.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use wire::Rejection;
use wire::envelope::{AudienceId, Class, Content, Draft, Frame, Handling, SUITE, Sealed, To, inspect, seal};
use wire::group::GroupRing;
use wire::keys::{NodeKey, SealingKey, SealingPublic, SealingRing};
use wire::lane::{Hlc, LaneId, NO_PREV, Place};
use wire::manifest::{MANIFEST_VERSION, Manifest, Roll, Term};
use wire::node::Identity;

const NOW_MS: u64 = 1_800_000_000_000;
const DAY_MS: u64 = 24 * 3600 * 1000;

fn signer() -> NodeKey {
    NodeKey::generate(&[1; 32])
}

fn identity(number: u8) -> Identity {
    Identity::new(NodeKey::generate(&[number; 32]).public())
}

fn manifest(number: u8, signing: &NodeKey) -> Manifest {
    Manifest {
        version: MANIFEST_VERSION,
        identity: identity(number),
        number: 1,
        issued_ms: NOW_MS,
        expires_ms: NOW_MS + DAY_MS,
        signing: vec![Term { key: signing.public(), from_ms: NOW_MS - DAY_MS, to_ms: NOW_MS + DAY_MS }],
        sealing: vec![],
        tls: vec![],
        endpoints: vec![],
        software: "liaison".into(),
        protocols: vec![1],
        revoked: vec![],
    }
}

fn owner() -> Roll {
    Roll::new(&manifest(100, &signer()))
}

fn sealing(number: u8) -> SealingKey {
    SealingKey::from_bytes(&[number; 32])
}

fn ring(number: u8) -> SealingRing {
    SealingRing::new(vec![sealing(number)], vec![])
}

fn draft(payload: &[u8]) -> Draft {
    let place = Place { owner: owner().node(), epoch: 1, lane: LaneId([3; 16]), seq: 1, prev: NO_PREV };
    let frame = Frame {
        place,
        hlc: Hlc::default().tick(NOW_MS),
        class: Class::Urgent,
        expires_ms: NOW_MS + DAY_MS,
        audience: AudienceId([4; 16]),
    };
    let handling =
        Handling { level: "restricted".into(), never_to: vec!["X-Y".into()], ..Handling::default() };
    let content = Content {
        kind: "record-filed".into(),
        record: Some("TG/0b9e".into()),
        version: Some(2),
        handling: Some(handling),
        payload: payload.to_vec(),
        ..Content::default()
    };
    Draft { frame, content }
}

fn sealed_to(nodes: &[u8], payload: &[u8]) -> Sealed {
    let keys: Vec<SealingKey> = nodes.iter().map(|number| sealing(*number)).collect();
    let publics: Vec<&SealingPublic> = keys.iter().map(SealingKey::public).collect();
    seal(&draft(payload), To::Each(&publics), &signer(), &[9; 32]).unwrap()
}

fn open(bytes: &[u8], ring: &SealingRing) -> Result<Content, Rejection> {
    inspect(bytes)?.prove(&owner(), SUITE)?.open(ring, &GroupRing::default())
}

#[test]
fn each_recipient_opens_the_same_and_nobody_else_does() {
    let sealed = sealed_to(&[1, 2, 3], b"a phone");
    for number in [1, 2, 3] {
        assert_eq!(open(&sealed.bytes, &ring(number)).unwrap(), draft(b"a phone").content);
    }
    assert_eq!(open(&sealed.bytes, &ring(4)), Err(Rejection::NotRecipient));
}
