//! What a saved index promises: it answers as the one that was saved, holds nothing that was removed, and is refused when
//! anything of it was changed.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use matching::{Index, Probe};
use model::{Entity, Holds, Kind, RecordId, StampNo};
use proptest::prelude::*;

fn id(number: usize) -> RecordId {
    RecordId::from_bytes((number as u128).to_be_bytes())
}

fn person(name: &str, born: &str) -> Probe {
    Probe::of(&Entity::new(Kind::Person).with("name", name).unwrap().with("birthDate", born).unwrap())
}

fn document(number: &str) -> Probe {
    Probe::of(&Entity::new(Kind::Document).with("number", number).unwrap())
}

#[test]
fn what_was_saved_answers_as_before_and_what_was_cut_changes_nothing() {
    let index = Index::new();
    let names = ["Ama Mensah", "Kodjo Agbeko", "محمد كريم", "Esi Adjei"];
    for batch in 0..40 {
        let person =
            |at: usize| (id(batch * 4 + at), StampNo(0), person(names[at], &format!("19{}", 50 + batch)));
        index.insert((0..4).map(person).collect());
    }
    index.insert(vec![(id(900), StampNo(3), document("AB1234567"))]);
    index.remove(&[id(7), id(80)]);
    let mut saved = Vec::new();
    index.save(&mut saved).unwrap();
    let again = Index::new();
    again.load(&mut saved.as_slice()).unwrap();
    assert_eq!(again.len(), index.len());
    for (name, born) in [("Mensah Ama", "1960"), ("Mohamed Karim", "1955"), ("Agbeko", "1951")] {
        let query = person(name, born);
        assert_eq!(
            again.search(&query, &|_| true, 20, 0.3),
            index.search(&query, &|_| true, 20, 0.3),
            "{name}"
        );
    }
    assert!(again.holds_identifier(Holds::Number, "AB1234567"));
    again.insert(vec![(id(901), StampNo(0), person("Yao Koffi", "1990"))]);
    assert_eq!(again.search(&person("Koffi Yao", "1990"), &|_| true, 1, 0.5)[0].record, id(901));
    let held = again.len();
    for length in (0..saved.len()).step_by(saved.len() / 97) {
        assert!(again.load(&mut &saved[..length]).is_err(), "cut to {length}");
    }
    for at in (0..saved.len()).step_by(saved.len() / 997 + 1) {
        let mut changed = saved.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(again.load(&mut changed.as_slice()).is_err(), "changed at {at}");
    }
    let mut foreign = saved.clone();
    foreign[20] ^= 1;
    assert!(matches!(again.load(&mut foreign.as_slice()), Err(matching::Unread::Foreign)));
    assert_eq!(again.len(), held);
}

#[test]
fn what_was_removed_is_not_in_the_file() {
    let index = Index::new();
    index.insert(vec![
        (id(1), StampNo(0), person("Ama Zubizarreta", "1974-08-12")),
        (id(2), StampNo(0), person("Ama Mensah", "1980-01-30")),
        (id(3), StampNo(0), document("QX4471902")),
    ]);
    let holds = |index: &Index, text: &[u8]| {
        let mut saved = Vec::new();
        index.save(&mut saved).unwrap();
        saved.windows(text.len()).any(|window| window == text)
    };
    assert!(holds(&index, b"zubizarreta") && holds(&index, b"QX4471902") && holds(&index, b"mensah"));
    index.remove(&[id(1)]);
    assert!(!holds(&index, b"zubizarreta") && holds(&index, b"QX4471902"));
    // A new version takes the place of the old one in the same way.
    index.insert(vec![(id(3), StampNo(0), document("AB1234567"))]);
    assert!(!holds(&index, b"QX4471902") && holds(&index, b"AB1234567") && holds(&index, b"mensah"));
}

#[test]
fn an_empty_index_is_saved_and_read() {
    let (index, again) = (Index::new(), Index::new());
    again.insert(vec![(id(1), StampNo(0), document("AB1234567"))]);
    let mut saved = Vec::new();
    index.save(&mut saved).unwrap();
    again.load(&mut saved.as_slice()).unwrap();
    assert!(again.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn bytes_of_any_kind_are_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        kept in 0usize..120,
    ) {
        let index = Index::new();
        index.insert(vec![(id(1), StampNo(0), person("Ama Mensah", "1974-08-12"))]);
        let mut saved = Vec::new();
        index.save(&mut saved).unwrap();
        // A true beginning leads further in than chance would.
        let made: Vec<u8> = saved[..kept].iter().copied().chain(bytes).collect();
        prop_assume!(made != saved);
        prop_assert!(index.load(&mut made.as_slice()).is_err());
        prop_assert_eq!(index.len(), 1);
    }
}
