//! Envelopes: sealed, inspected, proven, opened; and everything that must not be taken for one.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use proptest::prelude::*;
use wire::Rejection;
use wire::envelope::{
    AudienceId, Class, Content, Draft, ForkEvidence, Frame, Handling, RECIPIENTS_MAX, SUITE, Sealed, To,
    inspect, seal,
};
use wire::group::{GroupId, GroupKey, GroupRing};
use wire::keys::{KeyId, NodeKey, SealingKey, SealingPublic, SealingRing};
use wire::lane::{Hlc, LaneId, NO_PREV, Place, SKEW_MAX_MS};
use wire::manifest::{MANIFEST_VERSION, Manifest, Roll, Term};
use wire::node::{Identity, NodeId};

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
        numbers: None,
        log: None,
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
    ring_that_had(number, vec![])
}

fn ring_that_had(number: u8, gone: Vec<KeyId>) -> SealingRing {
    SealingRing::new(vec![(sealing(number).id(), sealing(number).to_bytes())], gone)
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

fn group() -> GroupKey {
    GroupKey::new(GroupId([5; 16]), 7, [6; 32])
}

fn sealed_to_group() -> Sealed {
    seal(&draft(b"a notice"), To::Group(&group()), &signer(), &[9; 32]).unwrap()
}

fn open_in_group(owner_of_key: NodeId, key: GroupKey) -> Result<Content, Rejection> {
    let mut groups = GroupRing::default();
    groups.add(owner_of_key, key);
    let sealed = sealed_to_group();
    inspect(&sealed.bytes)?.prove(&owner(), SUITE)?.open(&ring(1), &groups)
}

#[test]
fn a_group_opens_with_the_key_of_that_owner_and_epoch_only() {
    assert_eq!(open_in_group(owner().node(), group()).unwrap(), draft(b"a notice").content);
    let missing = Err(Rejection::NoKey { epoch: 7 });
    assert_eq!(open_in_group(NodeId([0; 32]), group()), missing);
    assert_eq!(open_in_group(owner().node(), GroupKey::new(GroupId([5; 16]), 8, [6; 32])), missing);
    let wrong = GroupKey::new(GroupId([5; 16]), 7, [7; 32]);
    assert_eq!(open_in_group(owner().node(), wrong), Err(Rejection::Seal));
}

/// An envelope to a group is as short as one to nobody: no key per member.
#[test]
fn a_notice_to_all_costs_no_byte_per_member() {
    assert!(sealed_to_group().bytes.len() < 1500, "{}", sealed_to_group().bytes.len());
}

#[test]
fn thirty_two_recipients_are_the_most_and_none_is_too_few() {
    let keys: Vec<SealingKey> = (0..33).map(sealing).collect();
    let publics: Vec<&SealingPublic> = keys.iter().map(SealingKey::public).collect();
    let seal = |to| seal(&draft(b"x"), To::Each(to), &signer(), &[9; 32]);
    assert!(inspect(&seal(&publics[..RECIPIENTS_MAX]).unwrap().bytes).is_ok());
    assert_eq!(seal(&publics), Err(Rejection::TooBig { limit: 32 }));
    assert!(matches!(seal(&[]), Err(Rejection::Rule(_))));
    assert!(matches!(seal(&[publics[0], publics[0]]), Err(Rejection::Rule(_))));
}

#[test]
fn a_key_that_is_gone_is_told_from_one_that_never_was() {
    let sealed = sealed_to(&[1], b"late");
    let moved_on = ring_that_had(2, vec![sealing(1).id()]);
    assert_eq!(open(&sealed.bytes, &moved_on), Err(Rejection::StaleKey { current: sealing(2).id() }));
    assert_eq!(open(&sealed.bytes, &ring(2)), Err(Rejection::NotRecipient));
}

#[test]
fn a_mailbox_reads_where_it_stands_and_nothing_else() {
    let sealed = sealed_to(&[1], b"the secret of the record");
    let letter = inspect(&sealed.bytes).unwrap();
    assert_eq!(letter.header().frame, draft(b"").frame);
    assert_eq!(letter.hash(), sealed.hash);
    let clear = |needle: &[u8]| sealed.bytes.windows(needle.len()).any(|window| window == needle);
    assert!(!clear(b"the secret") && !clear(b"TG/0b9e") && !clear(b"record-filed") && !clear(b"X-Y"));
}

#[test]
fn a_signature_counts_only_where_the_key_was_the_owners_then() {
    let sealed = sealed_to(&[1], b"x");
    let prove = |roll: &Roll| inspect(&sealed.bytes).unwrap().prove(roll, SUITE).map(|_| ());
    assert_eq!(prove(&owner()), Ok(()));
    assert_eq!(prove(&Roll::new(&manifest(101, &signer()))), Err(Rejection::Owner));
    assert_eq!(
        prove(&Roll::new(&manifest(100, &NodeKey::generate(&[2; 32])))),
        Err(Rejection::UnknownKey(signer().id()))
    );
    let mut later = manifest(100, &signer());
    later.signing[0].from_ms = NOW_MS + 1;
    assert_eq!(prove(&Roll::new(&later)), Err(Rejection::Signature));
    let mut revoked = manifest(100, &signer());
    revoked.revoked = vec![wire::manifest::Revoked { key: signer().id(), since_ms: NOW_MS + 5 }];
    assert_eq!(prove(&Roll::new(&revoked)), Err(Rejection::Revoked { since_ms: NOW_MS + 5 }));
    assert!(matches!(inspect(&sealed.bytes).unwrap().prove(&owner(), 2), Err(Rejection::Suite(1))));
}

/// Opens what follows the signature as well, so that a change which the signature would miss is met by the seal.
fn judge(bytes: &[u8]) -> Result<Content, Rejection> {
    open(bytes, &ring(1))
}

#[test]
fn no_bit_of_an_envelope_can_be_changed() {
    let sealed = sealed_to(&[1], b"a phone");
    let bits = sealed.bytes.len() * 8;
    // Every bit of what is not ciphertext, and one bit in every third byte of the rest.
    for bit in (0..bits).filter(|bit| bit / 8 < 340 || bit % 8 == 0 && (bit / 8) % 3 == 0) {
        let mut other = sealed.bytes.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        assert!(judge(&other).is_err(), "bit {bit}");
    }
    for length in (0..sealed.bytes.len()).step_by(7) {
        assert!(judge(&sealed.bytes[..length]).is_err(), "cut to {length}");
    }
    assert!(judge(&[sealed.bytes.as_slice(), &[0]].concat()).is_err());
}

/// The five parts of an envelope, cut out by their heads: all byte strings in it have a two-byte length.
fn parts(bytes: &[u8]) -> [Vec<u8>; 3] {
    let header_length = usize::from(u16::from_be_bytes([bytes[4], bytes[5]])) + 3;
    let (header, rest) = bytes[3..].split_at(header_length);
    let (signatures, body) = rest.split_at(2 + 9 + 66);
    [header.to_vec(), signatures.to_vec(), body.to_vec()]
}

#[test]
fn no_part_of_one_envelope_fits_into_another() {
    let drafts = [draft(b"a phone"), draft(b"a plate"), with_seq(2), draft(b"a phone")];
    let recipient = sealing(1);
    let seal = |at: usize| {
        let seed = [u8::try_from(at).unwrap(); 32];
        seal(&drafts[at], To::Each(&[recipient.public()]), &signer(), &seed).unwrap()
    };
    let cut: Vec<[Vec<u8>; 3]> = (0..4).map(|at| parts(&seal(at).bytes)).collect();
    let join =
        |h: usize, s: usize, b: usize| [&[0x85, 1, 1], &cut[h][0][..], &cut[s][1], &cut[b][2]].concat();
    assert_eq!(join(0, 0, 0), seal(0).bytes);
    for (header, signature, body) in (0..64).map(|n| (n & 3, n >> 2 & 3, n >> 4)) {
        let whole = header == signature && header == body;
        assert_eq!(judge(&join(header, signature, body)).is_ok(), whole, "{header} {signature} {body}");
    }
}

fn with_seq(seq: u64) -> Draft {
    let mut draft = draft(b"a phone");
    draft.frame.place.seq = seq;
    draft
}

/// A ciphertext taken out of another's envelope and signed again does not open: the owner is in everything sealed.
#[test]
fn nobody_signs_what_another_sealed() {
    let thief = NodeKey::generate(&[2; 32]);
    let stolen = sealed_to(&[1], b"a phone");
    let mut own = draft(b"x");
    own.frame.place.owner = identity(101).id();
    let shell = seal(&own, To::Each(&[sealing(1).public()]), &thief, &[9; 32]).unwrap();
    let [theirs, _, body] = parts(&stolen.bytes);
    // All of the stolen header but the owner, which is the 32 bytes behind `map, key 1, bytes 32`.
    let mut header = theirs.clone();
    header[7..39].copy_from_slice(&own.frame.place.owner.0);
    assert_eq!(&parts(&shell.bytes)[0][7..39], &own.frame.place.owner.0);
    let hash = wire::envelope::header_hash(&header[3..]);
    let signature = thief.sign(wire::keys::Context::Envelope, &[&[1], hash.as_slice()].concat());
    let signed = [&[0x81, 0x82, 0x48], thief.id().0.as_slice(), &[0x58, 64], &signature].concat();
    let forged = [&[0x85, 1, 1], &header[..], &signed, &body].concat();
    let proven = inspect(&forged).unwrap().prove(&Roll::new(&manifest(101, &thief)), SUITE).unwrap();
    assert_eq!(proven.open(&ring(1), &GroupRing::default()), Err(Rejection::Seal));
}

#[test]
fn other_versions_and_suites_are_named_before_anything_else_is_read() {
    let mut bytes = sealed_to(&[1], b"x").bytes;
    bytes[1] = 2;
    assert_eq!(inspect(&bytes).unwrap_err(), Rejection::Version(2));
    bytes[1..3].copy_from_slice(&[1, 2]);
    assert_eq!(inspect(&bytes).unwrap_err(), Rejection::Suite(2));
    assert!(matches!(inspect(&vec![0; 2 << 20]), Err(Rejection::TooBig { .. })));
}

#[test]
fn what_is_longer_than_a_body_travels_as_an_attachment() {
    let most = 1 << 20;
    assert!(matches!(
        seal(&draft(&vec![0; most]), To::Group(&group()), &signer(), &[9; 32]),
        Err(Rejection::TooBig { .. })
    ));
    let long = seal(&draft(&vec![7; most - 1000]), To::Group(&group()), &signer(), &[9; 32]).unwrap();
    assert!(inspect(&long.bytes).is_ok());
}

#[test]
fn a_copy_has_its_time() {
    let frame = draft(b"").frame;
    assert_eq!(frame.timely(NOW_MS), Ok(()));
    assert_eq!(frame.timely(NOW_MS - SKEW_MAX_MS), Ok(()));
    assert_eq!(frame.timely(NOW_MS - SKEW_MAX_MS - 1), Err(Rejection::Future));
    assert_eq!(frame.timely(frame.expires_ms - 1), Ok(()));
    assert_eq!(frame.timely(frame.expires_ms), Err(Rejection::Expired));
}

/// Two texts of nearly one length are sealed in one length.
#[test]
fn a_length_says_little() {
    let length = |text: &[u8]| sealed_to(&[1], text).bytes.len();
    assert_eq!(length(b""), length(&[7; 500]));
    assert_ne!(length(b""), length(&[7; 5000]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_sealed_is_opened(
        payload in prop::collection::vec(any::<u8>(), 0..5000),
        (seq, hlc, expires_ms) in (1..u64::MAX, any::<u64>(), any::<u64>()),
        (record, version) in (prop::option::of("[A-Z]{2}/[0-9a-f]{1,20}"), prop::option::of(any::<u64>())),
        seed in any::<[u8; 32]>(),
    ) {
        let mut draft = draft(&payload);
        draft.frame.place.seq = seq;
        draft.frame.expires_ms = expires_ms;
        draft.content.record = record;
        draft.content.version = version;
        draft.frame.hlc = Hlc(NOW_MS << 16 | hlc & 0xffff);
        let sealed = seal(&draft, To::Each(&[sealing(1).public()]), &signer(), &seed).unwrap();
        let proven = inspect(&sealed.bytes).unwrap().prove(&owner(), SUITE).unwrap();
        prop_assert_eq!(proven.header().frame, draft.frame);
        prop_assert_eq!(proven.open(&ring(1), &GroupRing::default()).unwrap(), draft.content);
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(inspect(&bytes).is_err());
        prop_assert!(inspect(&[&[0x85, 1, 1], bytes.as_slice()].concat()).is_err());
    }
}

fn sealed_at(seq: u64, prev: wire::Hash, payload: &[u8]) -> Sealed {
    let mut draft = draft(payload);
    (draft.frame.place.seq, draft.frame.place.prev) = (seq, prev);
    seal(&draft, To::Group(&group()), &signer(), &[9; 32]).unwrap()
}

/// Whoever is shown the evidence needs no word of the one who shows it, and no body.
#[test]
fn two_histories_are_proven_by_their_headers_alone() {
    let one = sealed_at(4, [1; 32], b"one");
    let other = sealed_at(4, [1; 32], b"other");
    let evidence = ForkEvidence::of(&one.bytes, &other.bytes).unwrap();
    assert_eq!(evidence, ForkEvidence::of(&other.bytes, &one.bytes).unwrap());
    assert_eq!(evidence.encode().len(), ForkEvidence::decode(&evidence.encode()).unwrap().encode().len());
    let proven = ForkEvidence::decode(&evidence.encode()).unwrap().verify(&owner()).unwrap();
    assert_eq!(proven.place.seq, 4);
    assert!(proven.hashes.contains(&one.hash) && proven.hashes.contains(&other.hash));
    assert_eq!(evidence.owner(), Ok(owner().node()));
    assert!(evidence.encode().len() < 1000, "no bodies");

    let follows = sealed_at(5, one.hash, b"next");
    assert!(matches!(ForkEvidence::of(&one.bytes, &follows.bytes), Err(Rejection::Rule(_))));
    assert!(matches!(ForkEvidence::of(&one.bytes, &one.bytes), Err(Rejection::Rule(_))));
    assert!(matches!(
        ForkEvidence::of(&one.bytes, &sealed_at(6, [2; 32], b"x").bytes),
        Err(Rejection::Rule(_))
    ));
    let parted = ForkEvidence::of(&follows.bytes, &other.bytes).unwrap();
    assert!(parted.verify(&owner()).is_ok(), "the fifth names another fourth");

    let thief = seal(&draft(b"x"), To::Group(&group()), &NodeKey::generate(&[2; 32]), &[9; 32]).unwrap();
    for true_one in [sealed_at(1, NO_PREV, b"y"), sealed_at(2, [7; 32], b"y")] {
        let slander = ForkEvidence::of(&thief.bytes, &true_one.bytes).unwrap();
        assert_eq!(slander.verify(&owner()), Err(Rejection::UnknownKey(NodeKey::generate(&[2; 32]).id())));
    }
}

/// Fifty envelopes: sealed to one or two nodes, and to a group, of many lengths.
fn golden() -> Vec<Sealed> {
    let sealed = |number: u8| match number % 3 {
        0 => sealed_at(u64::from(number), [number; 32], &[number; 200]),
        1 => sealed_to(&[1, number], &[number; 300]),
        _ => seal(
            &draft(&vec![number; 40 * usize::from(number)]),
            To::Group(&group()),
            &signer(),
            &[number; 32],
        )
        .unwrap(),
    };
    (2..=51_u8).map(sealed).collect()
}

/// Every bit of ten of them and one of each byte of the others, or with `LIAISON_BITS=all` every bit of all, which takes a
/// minute. Where the form is still right, the signature is either over another header, or it or the body is another; that
/// such are refused as well is looked at for the head of each envelope, and every sixteenth bit of the rest.
#[test]
fn no_bit_of_fifty_envelopes_can_be_changed() {
    let all = std::env::var("LIAISON_BITS").is_ok_and(|bits| bits == "all");
    for (number, sealed) in golden().into_iter().enumerate() {
        assert!(inspect(&sealed.bytes).unwrap().prove(&owner(), SUITE).is_ok(), "{number}");
        let mut other = sealed.bytes.clone();
        let every = all || number % 5 == 0;
        for bit in (0..sealed.bytes.len() * 8).filter(|bit| every || bit % 8 == (bit / 8 + number) % 8) {
            other[bit / 8] ^= 1 << (bit % 8);
            if let Ok(letter) = inspect(&other) {
                let (hash, fully) = (letter.hash(), bit / 8 < 60 || bit % 16 == number % 16);
                let header_bytes = 6..6 + usize::from(u16::from_be_bytes([sealed.bytes[4], sealed.bytes[5]]));
                assert_eq!(
                    hash != sealed.hash,
                    header_bytes.contains(&(bit / 8)),
                    "envelope {number}, bit {bit}"
                );
                assert!(!fully || letter.prove(&owner(), SUITE).is_err(), "envelope {number}, bit {bit}");
            }
            other[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

/// The fields of a header as they stand, by their keys.
fn fields(header: &[u8]) -> Vec<(u64, Vec<u8>)> {
    let mut d = minicbor::Decoder::new(header);
    let count = d.map().unwrap().unwrap();
    let field = |_| {
        let key = d.u64().unwrap();
        let from = d.position();
        d.skip().unwrap();
        (key, header[from..d.position()].to_vec())
    };
    (0..count).map(field).collect()
}

fn header_of(fields: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![];
    let mut e = minicbor::Encoder::new(&mut bytes);
    e.map(u64::try_from(fields.len()).unwrap()).unwrap();
    for (key, value) in fields {
        minicbor::Encoder::new(&mut bytes).u64(*key).unwrap();
        bytes.extend(value);
    }
    bytes
}

/// Each field of each header is put into the envelope behind it. What says another thing than before is refused.
#[test]
fn no_field_of_one_header_fits_into_another() {
    let all: Vec<[Vec<u8>; 3]> = golden().iter().map(|sealed| parts(&sealed.bytes)).collect();
    let mut spliced = 0;
    for (from, into) in all.iter().zip(all.iter().cycle().skip(1)) {
        let (theirs, own) = (fields(&from[0][3..]), fields(&into[0][3..]));
        assert_eq!(header_of(&own), into[0][3..]);
        for (at, (key, value)) in own.iter().enumerate() {
            let Some((_, other)) = theirs.iter().find(|(other, _)| other == key) else { continue };
            if other == value {
                continue;
            }
            let mut fields = own.clone();
            fields[at].1 = other.clone();
            let header = header_of(&fields);
            let length = u16::try_from(header.len()).unwrap().to_be_bytes();
            let forged = [&[0x85, 1, 1, 0x59], &length[..], &header, &into[1], &into[2]].concat();
            let refused = inspect(&forged).and_then(|letter| letter.prove(&owner(), SUITE)).is_err();
            assert!(refused, "field {key}");
            spliced += 1;
        }
    }
    assert!(spliced > 200, "{spliced} of them said another thing");
}
