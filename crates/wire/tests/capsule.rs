//! Labels of capsules and logs of posts: what opens them, and that no changed bit of either passes.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use wire::act::{ENTRY_VERSION, Entry, body_digest, hash};
use wire::capsule::{
    Closed, Label, LabelDraft, LogFrame, LogWriter, LoggedAct, Secret, TAIL_BYTES, closing, label_length,
    read_log,
};
use wire::keys::{NodeKey, SealingKey};
use wire::node::Identity;
use wire::{Hash, Rejection, sheaf};

const ID: [u8; 16] = [5; 16];
const MADE_MS: u64 = 1_790_000_000_000;
const DAY_MS: u64 = 24 * 3_600_000;
const HEAD: (u64, Hash) = (7, [6; 32]);

fn secret() -> Secret {
    Secret::from_bytes([1; 32])
}

fn device(number: u8) -> SealingKey {
    SealingKey::from_bytes(&[number; 32])
}

fn node() -> NodeKey {
    NodeKey::generate(&[3; 32])
}

fn fingerprint() -> String {
    Identity::new(node().public()).id().fingerprint()
}

fn label() -> Vec<u8> {
    let draft = LabelDraft {
        id: ID,
        member: "TG",
        post: "Aflao",
        purpose: "border-control",
        made_ms: MADE_MS,
        leases_ms: &[MADE_MS + DAY_MS, MADE_MS + 2 * DAY_MS],
        content: ([9; 32], 1_000),
    };
    draft.sign(&secret(), device(2).public(), &node(), &[8; 32]).unwrap()
}

#[test]
fn each_code_opens_its_lease_on_the_device_it_was_made_for_and_nowhere_else() {
    let label = Label::verify(&label(), &fingerprint()).unwrap();
    for number in [1, 2] {
        let code = secret().code(number);
        let lease = label.open(&device(2), &code).unwrap();
        assert_eq!((lease.number, lease.until_ms), (number, MADE_MS + number * DAY_MS));
        assert_eq!(lease.secret.as_bytes(), secret().as_bytes());
        assert!(label.open(&device(2), &code.replace(' ', "")).is_ok(), "however it is grouped");
        assert!(label.open(&device(4), &code).is_err(), "another device");
    }
    for code in [secret().code(3), secret().code(0), String::new(), secret().code(1).replace('1', "2")] {
        assert!(label.open(&device(2), &code).is_err(), "{code}");
    }
}

/// A code is read over the phone: it has forty digits, and those of two leases have nothing in common.
#[test]
fn codes_are_forty_digits_and_each_is_another() {
    let codes: Vec<String> = (1..=14).map(|lease| secret().code(lease)).collect();
    for code in &codes {
        assert_eq!(code.bytes().filter(u8::is_ascii_digit).count(), 40, "{code}");
        assert_eq!(codes.iter().filter(|other| *other == code).count(), 1);
    }
}

#[test]
fn no_bit_of_a_label_can_be_changed_and_no_other_node_can_sign_one() {
    let whole = label();
    for bit in 0..whole.len() * 8 {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(Label::verify(&changed, &fingerprint()).is_err(), "bit {bit}");
    }
    assert!((0..whole.len()).all(|length| Label::verify(&whole[..length], &fingerprint()).is_err()));
    let thief = NodeKey::generate(&[4; 32]);
    let other = Identity::new(thief.public()).id().fingerprint();
    assert_eq!(Label::verify(&whole, &other), Err(Rejection::Owner));
}

#[test]
fn a_file_is_closed_by_its_label() {
    let closed = closing(&label());
    let tail: &[u8; TAIL_BYTES] = closed.last_chunk().unwrap();
    assert_eq!(label_length(tail), Some(label().len()));
    for bit in 0..TAIL_BYTES * 8 {
        let mut changed = *tail;
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_ne!(label_length(&changed), Some(label().len()), "bit {bit}");
    }
}

/// Acts 8, 9, ... of the post, each with a body where its number is even.
fn acts(count: u64) -> Vec<LoggedAct> {
    let (mut prev, mut acts) = (HEAD.1, vec![]);
    for seq in HEAD.0 + 1..=HEAD.0 + count {
        let body = if seq % 2 == 0 { vec![7; 40] } else { vec![] };
        let entry = Entry {
            version: ENTRY_VERSION,
            seq,
            at_us: 1_000 * i64::try_from(seq).unwrap(),
            prev,
            signer: secret().signer().id(),
            actor: "officer:1".into(),
            kind: "checked".into(),
            object: None,
            object_version: None,
            purpose: Some("border-control".into()),
            reference: None,
            body: (!body.is_empty()).then(|| body_digest(&body)),
            key: (!body.is_empty()).then(|| "day:1".to_owned()),
            handover: None,
        };
        let entry = entry.encode().unwrap();
        prev = hash(&entry);
        let proof = sheaf::sign(&secret().signer(), &[&entry]).remove(0);
        acts.push(LoggedAct { entry, proof, salt: if body.is_empty() { vec![] } else { vec![1; 32] }, body });
    }
    acts
}

/// Each act in a frame of its own, behind one that notes the time; closed.
fn log(acts: Vec<LoggedAct>) -> Vec<u8> {
    let (mut writer, mut bytes) = (LogWriter::new(&secret(), ID), LogWriter::head(&ID));
    bytes.extend(writer.seal([0; 12], &LogFrame { at_us: 500, ..LogFrame::default() }));
    for (number, act) in (1..).zip(acts) {
        let frame = LogFrame { at_us: 10_000, acts: vec![act], ..LogFrame::default() };
        bytes.extend(writer.seal([number; 12], &frame));
    }
    bytes.extend(
        writer.seal(
            [200; 12],
            &LogFrame { at_us: 20_000, closes: true, lease: Some(2), ..LogFrame::default() },
        ),
    );
    bytes
}

fn read(bytes: &[u8]) -> Result<wire::capsule::Log, wire::verify::Broken> {
    read_log(bytes, (&secret(), ID), &secret().signer().public(), HEAD)
}

#[test]
fn a_log_brings_its_acts_and_says_whether_it_was_closed() {
    let whole = log(acts(3));
    let come = read(&whole).unwrap();
    let closed = Closed { at_us: 20_000, lease: Some(2) };
    let numbers: Vec<u64> = come.acts.iter().map(|(entry, _)| entry.seq).collect();
    assert_eq!((numbers, come.latest_us, come.closed), (vec![8, 9, 10], 20_000, Some(closed)));
    assert_eq!(come.whole_bytes, whole.len());
    // A frame that was never written to its end was never answered.
    let torn = read(&whole[..whole.len() - 3]).unwrap();
    assert_eq!((torn.acts.len(), torn.closed), (3, None));
    assert!(torn.whole_bytes < whole.len() - 3);
}

#[test]
fn of_a_log_that_was_changed_the_first_act_that_does_not_hold_is_named() {
    let whole = log(acts(3));
    for bit in 0..whole.len() * 8 {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let broken = read(&changed).unwrap_err();
        assert!((8..=11).contains(&broken.seq), "bit {bit}: {broken}");
    }
}

#[test]
fn a_log_with_a_gap_or_of_another_journal_is_refused() {
    let named = |acts: Vec<LoggedAct>| read(&log(acts)).unwrap_err().seq;
    let mut gap = acts(3);
    gap.remove(1);
    assert_eq!(named(gap), 9);
    let mut swapped = acts(3);
    swapped.swap(0, 1);
    assert_eq!(named(swapped), 8);
    let mut body = acts(3);
    body[2].body[0] ^= 1;
    assert_eq!(named(body), 10);
    let mut other = acts(2);
    other[1].proof = sheaf::sign(&node(), &[&other[1].entry]).remove(0);
    assert_eq!(named(other), 9);
    let (begun, key) = (log(acts(1)), secret().signer().public());
    let elsewhere = read_log(&begun, (&secret(), ID), &key, (7, [4; 32])).unwrap_err();
    assert_eq!(elsewhere.seq, 8, "{elsewhere}");
    assert!(read_log(&begun, (&Secret::from_bytes([2; 32]), ID), &key, HEAD).is_err());
    assert!(read_log(&begun, (&secret(), [4; 16]), &key, HEAD).is_err());
}
