//! The charter as its members live it: founded, joined, suspended, left, governed by others, and never rewritten.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use wire::Rejection;
use wire::charter::{
    Appended, Change, Charter, CharterEntry, MemberClass, Quorum, SUSPENSION_MAX_MS, Standing, cosign, sign,
};
use wire::keys::NodeKey;
use wire::node::{Identity, NodeId};

const START_MS: u64 = 1_800_000_000_000;
const HOUR_MS: u64 = 3600 * 1000;

fn key(number: u8) -> NodeKey {
    NodeKey::generate(&[number; 32])
}

fn quorum(numbers: &[u8], least: u64) -> Quorum {
    Quorum::new(numbers.iter().map(|number| key(*number).public()).collect(), least)
}

fn identity(number: u8) -> Identity {
    Identity::new(key(number).public())
}

/// Governance is 3 of keys 1 to 5, emergencies 2 of keys 11 to 13.
fn genesis() -> CharterEntry {
    CharterEntry::genesis("Network", quorum(&[1, 2, 3, 4, 5], 3), quorum(&[11, 12, 13], 2), START_MS)
}

fn signed(entry: &CharterEntry, numbers: &[u8]) -> Vec<u8> {
    let keys: Vec<NodeKey> = numbers.iter().map(|number| key(*number)).collect();
    sign(entry, &keys.iter().collect::<Vec<_>>())
}

struct Story {
    charter: Charter,
    now_ms: u64,
}

impl Story {
    fn begin() -> Self {
        Self { charter: Charter::found(&signed(&genesis(), &[1, 2, 3])).unwrap(), now_ms: START_MS }
    }

    /// Offers a change signed by these keys, an hour after the last one.
    fn offer(&mut self, change: Change, signers: &[u8]) -> Result<Appended, Rejection> {
        self.now_ms += HOUR_MS;
        self.charter.append(&signed(&self.charter.draft(change, self.now_ms), signers))
    }

    fn admit(&mut self, code: &str, number: u8) -> Result<Appended, Rejection> {
        let change = Change::Admit {
            code: code.into(),
            name: format!("Bureau {code}"),
            class: MemberClass::Bureau,
            identity: identity(number),
            rights: vec!["exchange".into(), "match".into()],
        };
        self.offer(change, &[1, 3, 5])
    }

    fn standing(&self, number: u8, after_ms: u64) -> Standing {
        self.charter.standing(&identity(number).id(), self.now_ms + after_ms)
    }
}

fn node(number: u8) -> NodeId {
    identity(number).id()
}

fn suspend(number: u8) -> Change {
    Change::Suspend { node: node(number), why: "keys stolen".into() }
}

#[test]
fn three_of_five_found_admit_and_nobody_fewer_or_else() {
    assert_eq!(Charter::found(&signed(&genesis(), &[1, 2])).unwrap_err(), Rejection::Signature);
    assert_eq!(Charter::found(&signed(&genesis(), &[1, 2, 9])).unwrap_err(), Rejection::Signature);
    let mut story = Story::begin();
    assert_eq!(story.admit("TG", 21), Ok(Appended::New));
    assert_eq!(story.standing(21, 0), Standing::Active);
    assert_eq!(story.standing(22, 0), Standing::Unknown);
    for signers in [&[1, 2][..], &[1, 1, 2], &[1, 2, 21], &[11, 12, 13], &[1, 2, 11], &[1, 2, 3, 9]] {
        let change = Change::Remove { node: node(21), why: "x".into() };
        assert_eq!(story.offer(change, signers), Err(Rejection::Signature), "{signers:?}");
    }
    let listed = story.charter.member(&node(21)).unwrap();
    assert_eq!((listed.code.as_str(), listed.class), ("TG", MemberClass::Bureau));
    assert_eq!(story.charter.node_of("TG").map(|listed| listed.node()), Some(node(21)));
}

#[test]
fn no_two_members_share_a_code_or_an_identity() {
    let mut story = Story::begin();
    story.admit("TG", 21).unwrap();
    assert!(matches!(story.admit("TG", 22), Err(Rejection::Rule(_))));
    assert!(matches!(story.admit("BJ", 21), Err(Rejection::Rule(_))));
    story.offer(Change::Remove { node: node(21), why: "left".into() }, &[1, 2, 3]).unwrap();
    assert_eq!(story.standing(21, 0), Standing::Removed { since_ms: story.now_ms });
    assert!(matches!(story.admit("TG", 21), Err(Rejection::Rule(_))), "an id never comes back");
    assert_eq!(story.admit("TG", 22), Ok(Appended::New));
}

#[test]
fn two_emergency_keys_suspend_for_three_days_and_cannot_go_on() {
    let mut story = Story::begin();
    story.admit("TG", 21).unwrap();
    assert_eq!(story.offer(suspend(21), &[11]), Err(Rejection::Signature));
    assert_eq!(story.offer(suspend(21), &[1, 11]), Err(Rejection::Signature));
    story.offer(suspend(21), &[11, 13]).unwrap();
    let until_ms = Some(story.now_ms + SUSPENSION_MAX_MS);
    assert_eq!(story.standing(21, 0), Standing::Suspended { since_ms: story.now_ms, until_ms });
    assert_eq!(story.standing(21, SUSPENSION_MAX_MS), Standing::Active);
    assert!(matches!(story.offer(suspend(21), &[11, 13]), Err(Rejection::Rule(_))));
    assert_eq!(story.offer(Change::Lift { node: node(21) }, &[11, 13]), Err(Rejection::Signature));
    story.offer(Change::Lift { node: node(21) }, &[1, 2, 3]).unwrap();
    assert_eq!(story.standing(21, 0), Standing::Active);
    assert_eq!(story.offer(suspend(21), &[12, 13]), Ok(Appended::New));
}

#[test]
fn governance_confirms_or_suspends_itself_and_that_does_not_lapse() {
    let mut story = Story::begin();
    story.admit("TG", 21).unwrap();
    story.admit("BJ", 22).unwrap();
    assert!(matches!(story.offer(Change::Confirm { node: node(21) }, &[1, 2, 3]), Err(Rejection::Rule(_))));
    story.offer(suspend(21), &[11, 12]).unwrap();
    story.offer(Change::Confirm { node: node(21) }, &[1, 2, 3]).unwrap();
    story.offer(suspend(22), &[2, 3, 4]).unwrap();
    for number in [21, 22] {
        let standing = story.standing(number, 10 * SUSPENSION_MAX_MS);
        assert!(matches!(standing, Standing::Suspended { until_ms: None, .. }), "{number}");
    }
}

#[test]
fn the_keys_of_one_time_sign_over_to_those_of_the_next() {
    let mut story = Story::begin();
    let change = || Change::Govern { governance: quorum(&[6, 7], 2), emergency: quorum(&[8], 1) };
    assert_eq!(story.offer(change(), &[6, 7]), Err(Rejection::Signature));
    story.offer(change(), &[1, 2, 3]).unwrap();
    assert_eq!(story.admit("TG", 21), Err(Rejection::Signature));
    assert_eq!(story.offer(Change::Suite { suite_min: 2 }, &[6, 7]), Ok(Appended::New));
    assert_eq!(story.charter.suite_min(), 2);
    assert!(matches!(story.offer(Change::Suite { suite_min: 1 }, &[6, 7]), Err(Rejection::Rule(_))));
    for impossible in [quorum(&[6, 7], 3), quorum(&[6, 7], 0), quorum(&[], 1)] {
        let change = Change::Govern { governance: impossible, emergency: quorum(&[8], 1) };
        assert!(matches!(story.offer(change, &[6, 7]), Err(Rejection::Rule(_))));
    }
}

#[test]
fn a_member_goes_on_under_another_identity_and_other_rights() {
    let mut story = Story::begin();
    story.admit("TG", 21).unwrap();
    story.offer(suspend(21), &[11, 12]).unwrap();
    let change = Change::Replace { node: node(21), identity: identity(31) };
    story.offer(change, &[1, 2, 3]).unwrap();
    assert_eq!(story.standing(21, 0), Standing::Replaced { since_ms: story.now_ms, by: node(31) });
    assert!(matches!(story.standing(31, 0), Standing::Suspended { .. }), "no way out of a suspension");
    assert_eq!(story.charter.member(&node(21)).map(|old| old.code.as_str()), Some("TG"));
    assert_eq!(story.charter.node_of("TG").map(|listed| listed.node()), Some(node(31)));
    let change = Change::Amend { node: node(31), name: "Bureau of Togo".into(), rights: vec![] };
    story.offer(change, &[1, 2, 3]).unwrap();
    assert_eq!(story.charter.member(&node(31)).unwrap().rights, Vec::<String>::new());
    let old = Change::Amend { node: node(21), name: "x".into(), rights: vec![] };
    assert!(matches!(story.offer(old, &[1, 2, 3]), Err(Rejection::Rule(_))));
}

#[test]
fn people_at_several_places_sign_one_entry() {
    let mut story = Story::begin();
    let draft = story.charter.draft(suspend(21), START_MS + HOUR_MS);
    let one = signed(&draft, &[4]);
    assert_eq!(CharterEntry::peek(&one).unwrap(), draft);
    let three = cosign(&cosign(&one, &key(2)).unwrap(), &key(5)).unwrap();
    assert_eq!(cosign(&three, &key(5)).unwrap(), three);
    // Enough have signed, and still it does not fit: nobody with this id is a member.
    assert!(matches!(story.charter.append(&three), Err(Rejection::Rule(_))));
    story.admit("TG", 21).unwrap();
    let draft = story.charter.draft(suspend(21), story.now_ms);
    let three = cosign(&cosign(&signed(&draft, &[4]), &key(2)).unwrap(), &key(5)).unwrap();
    assert_eq!(story.charter.append(&three), Ok(Appended::New));
}

#[test]
fn the_chain_has_no_gap_no_second_history_and_no_step_back_in_time() {
    let mut story = Story::begin();
    let ahead = CharterEntry { number: 2, ..story.charter.draft(suspend(21), START_MS) };
    assert_eq!(story.charter.append(&signed(&ahead, &[1, 2, 3])), Err(Rejection::Gap { expects: 1 }));
    let loose =
        CharterEntry { prev: [1; 32], ..story.charter.draft(Change::Suite { suite_min: 1 }, START_MS) };
    assert!(matches!(story.charter.append(&signed(&loose, &[1, 2, 3])), Err(Rejection::Rule(_))));
    let before = story.charter.clone();
    story.admit("TG", 21).unwrap();
    let back = story.charter.draft(suspend(21), story.now_ms - 1);
    assert!(matches!(story.charter.append(&signed(&back, &[1, 2, 3])), Err(Rejection::Rule(_))));

    let again: Vec<Vec<u8>> = story.charter.entries_from(1).map(<[u8]>::to_vec).collect();
    assert_eq!(story.charter.append(&again[0]), Ok(Appended::Known));
    let rival = before.draft(Change::Suite { suite_min: 1 }, START_MS + HOUR_MS);
    assert_eq!(story.charter.append(&signed(&rival, &[1, 2])), Err(Rejection::Signature));
    let held = story.charter.head();
    assert_eq!(story.charter.append(&signed(&rival, &[1, 2, 4])), Err(Rejection::Fork { held }));
    // Anybody can found a network of his own, and it is not a second history of this one.
    let other = CharterEntry::genesis("Network", quorum(&[9], 1), quorum(&[9], 1), START_MS);
    assert_eq!(story.charter.append(&signed(&other, &[9])), Err(Rejection::Owner));
}

#[test]
fn a_charter_is_the_same_from_its_entries_and_can_be_asked_about_the_past() {
    let mut story = Story::begin();
    story.admit("TG", 21).unwrap();
    let joined_ms = story.now_ms;
    story.offer(suspend(21), &[1, 2, 3]).unwrap();
    let folded = Charter::fold(story.charter.entries_from(0)).unwrap();
    assert_eq!(folded.head(), story.charter.head());
    assert_eq!(folded.fingerprint(), story.charter.fingerprint());
    assert_eq!(folded.standing(&node(21), story.now_ms), story.standing(21, 0));
    let past = folded.as_of(joined_ms).unwrap();
    assert_eq!(past.standing(&node(21), story.now_ms), Standing::Active);
    assert_eq!(past.next_number(), 2);
    assert!(folded.as_of(START_MS - 1).is_none());
    assert_eq!(Charter::fold([]).unwrap_err(), Rejection::Gap { expects: 0 });
}

#[test]
fn no_bit_of_an_entry_can_be_changed() {
    let mut story = Story::begin();
    let change = Change::Admit {
        code: "TG".into(),
        name: "Bureau".into(),
        class: MemberClass::Hub,
        identity: identity(21),
        rights: vec![],
    };
    let entry = signed(&story.charter.draft(change, START_MS), &[1, 2, 3]);
    for bit in 0..entry.len() * 8 {
        let mut other = entry.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        assert!(story.charter.clone().append(&other).is_err(), "bit {bit}");
    }
    assert_eq!(story.charter.append(&entry), Ok(Appended::New));
}
