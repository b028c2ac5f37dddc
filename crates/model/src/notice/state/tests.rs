//! The machine enumerated: all words by all persons of a small world in every stage that can be reached.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use std::collections::BTreeSet;

/// A asks, B and C review; D is a member that does not.
const WORLD: &[(&str, &str)] = &[
    ("A", "a1"),
    ("A", "a2"),
    ("A", "a3"),
    ("A", "machine"),
    ("B", "b1"),
    ("B", "b2"),
    ("C", "c1"),
    ("D", "d1"),
];

fn member(name: &str) -> Member {
    format!("X-{name}").parse().unwrap()
}

fn house(sent: Sent, raised: bool) -> House {
    House {
        reviewers: [member("B"), member("C")].into(),
        doubted: BTreeSet::new(),
        raised,
        sent,
        leave: true,
    }
}

/// Every act that these people could try behind this course, in both contents, with and without a reason.
fn tries(course: &Course, people: &[(&str, &str)], words: &[Word]) -> Vec<Said> {
    let mut all = vec![];
    for (at, name) in people {
        for &word in words {
            for digest in [[1; 32], [2; 32]] {
                for has_reason in [true, false] {
                    for round in [course.round, course.round + 1] {
                        let (member, person) = (member(at), Person::new(name).unwrap());
                        all.push(Said { word, member, person, round, digest, has_reason });
                    }
                }
            }
        }
    }
    all
}

fn draft(at: &str, person: &str) -> Said {
    let (member, person) = (member(at), Person::new(person).unwrap());
    Said { word: Word::Draft, member, person, round: 1, digest: [1; 32], has_reason: false }
}

/// All that can be reached from the draft of a1, in at most two rounds, with each step to it.
fn reach(
    people: &[(&str, &str)],
    words: &[Word],
    house: &House,
) -> (BTreeSet<Course>, Vec<(Course, Said, Course)>) {
    let first = Course::begin(&draft("A", "a1")).unwrap();
    let (mut seen, mut todo, mut steps) = (BTreeSet::from([first.clone()]), vec![first], vec![]);
    while let Some(course) = todo.pop() {
        for said in tries(&course, people, words) {
            let Ok(next) = course.after(&said, house) else { continue };
            if next.round > 2 {
                continue;
            }
            steps.push((course.clone(), said, next.clone()));
            if seen.insert(next.clone()) {
                todo.push(next);
            }
        }
    }
    (seen, steps)
}

fn reaches(people: &[(&str, &str)], words: &[Word], house: &House, stage: Stage) -> bool {
    reach(people, words, house).0.iter().any(|course| course.stage == stage)
}

fn but(left_out: &[Word]) -> Vec<Word> {
    Word::ALL.iter().copied().filter(|word| !left_out.contains(word)).collect()
}

#[test]
fn all_together_come_to_publication_and_to_every_end() {
    for sent in [Sent::Notice, Sent::Diffusion] {
        for &stage in Stage::ALL.iter().filter(|stage| **stage != Stage::Unconfirmed) {
            assert!(reaches(WORLD, Word::ALL, &house(sent, false), stage), "{sent} {stage}");
        }
    }
}

#[test]
fn no_step_on_the_way_to_publication_can_be_left_out() {
    for word in [Word::Approve, Word::Check, Word::Screen, Word::Clear, Word::Publish] {
        for sent in [Sent::Notice, Sent::Diffusion] {
            let reached = reaches(WORLD, &but(&[word]), &house(sent, false), Stage::Published);
            assert!(!reached, "published without {word}");
        }
    }
}

#[test]
fn no_person_and_no_member_comes_there_alone_nor_two_members_together() {
    let house = house(Sent::Diffusion, false);
    let published = |people: &[(&str, &str)]| reaches(people, Word::ALL, &house, Stage::Published);
    for one in WORLD {
        assert!(!published(&[*one, ("A", "machine")]), "{one:?} alone");
    }
    let of = |members: &[&str]| -> Vec<_> {
        WORLD.iter().copied().filter(|(at, _)| members.contains(at)).collect()
    };
    for members in [
        &["A"][..],
        &["A", "B"],
        &["A", "C"],
        &["A", "B", "D"],
        &["A", "C", "D"],
        &["A", "D"],
        &["B", "C", "D"],
    ] {
        assert!(!published(&of(members)), "{members:?}");
    }
    // The drafter and one more at home are not enough, nor is the screener with only one reviewer beside.
    let without =
        |name: &str| -> Vec<_> { WORLD.iter().copied().filter(|(_, person)| *person != name).collect() };
    assert!(published(WORLD));
    for name in ["machine", "c1"] {
        assert!(!published(&without(name)), "without {name}");
    }
    let pair: Vec<_> = without("a2").into_iter().filter(|(_, person)| *person != "a3").collect();
    assert!(!published(&pair));
    assert!(!published(&without("b2")), "who screened would decide as well");
}

#[test]
fn nothing_leads_back_from_an_end_nor_around_the_approvals() {
    let (seen, steps) = reach(WORLD, Word::ALL, &house(Sent::Diffusion, false));
    assert!(seen.len() > 500, "{}", seen.len());
    for (from, said, to) in &steps {
        assert!(!from.stage.is_over(), "{from:?} {said:?} {to:?}");
        if to.round > from.round || said.digest != from.digest {
            assert_eq!((to.stage, said.word), (Stage::Draft, Word::Draft), "a changed content begins again");
            assert_eq!((to.counts(), to.spread, &to.screener), ((0, 0), false, &None));
        }
        if to.stage == Stage::Published && from.stage != Stage::Published {
            assert_eq!(from.stage, Stage::Cleared);
            assert!(to.approvals.len() == 2 && !to.approvals.contains(&to.drafter), "{to:?}");
            let members: BTreeSet<&Member> = to.clears.iter().map(|(member, _)| member).collect();
            assert!(members.len() == 2 && !members.contains(&to.owner), "{to:?}");
            assert_ne!(said.person, to.drafter);
        }
        if to.spread && !from.spread {
            assert!(to.approvals.len() == 2 && from.stage.is_reviewed() && said.member == to.owner, "{to:?}");
        }
        if said.word == Word::Cancel && to.stage == Stage::Cancelled && said.member != to.owner {
            assert_eq!(to.against.len(), 2, "one member alone does not end another's notice");
        }
        assert_ne!(said.member, member("D"), "who does not review does nothing: {said:?}");
    }
}

#[test]
fn only_a_diffusion_is_sent_before_it_is_reviewed_and_refusals_say_why() {
    let (_, steps) = reach(WORLD, Word::ALL, &house(Sent::Notice, true));
    for (_, said, to) in &steps {
        assert!(!to.spread);
        assert!(!said.word.needs_reason() || said.has_reason, "{said:?}");
        assert!(said.word != Word::Clear || said.has_reason, "what the machine has found is answered");
    }
    assert!(steps.iter().any(|(_, said, _)| said.word == Word::Clear));
}

#[test]
fn the_public_sees_only_what_is_in_force_and_its_owner_lets_it() {
    let (seen, steps) = reach(WORLD, Word::ALL, &house(Sent::Notice, false));
    assert!(seen.iter().any(Course::is_hidden));
    for (from, said, to) in &steps {
        if matches!(said.word, Word::Hide | Word::Show) {
            assert_eq!(
                (from.stage, &said.member, to.stage),
                (Stage::Published, &from.owner, Stage::Published)
            );
        }
        if from.hidden != to.hidden && to.stage == Stage::Published {
            assert!(matches!(said.word, Word::Hide | Word::Show), "{said:?}");
        }
    }
    let without = House { leave: false, ..house(Sent::Notice, false) };
    assert!(!reach(WORLD, Word::ALL, &without).0.iter().any(Course::is_hidden), "there is nothing to hide");
}

#[test]
fn what_rests_on_somebody_who_is_doubted_is_in_force_nowhere_and_can_be_taken_out_of_use() {
    let doubted = House {
        reviewers: [member("C")].into(),
        doubted: [member("B")].into(),
        ..house(Sent::Diffusion, false)
    };
    let (seen, steps) = reach(WORLD, Word::ALL, &doubted);
    assert!(seen.iter().any(|course| course.claimed() == Stage::Published));
    assert!(seen.iter().all(|course| course.stage() != Stage::Published));
    assert!(seen.iter().any(|course| course.stage() == Stage::Unconfirmed));
    assert!(seen.iter().any(|course| course.stage() == Stage::Cancelled));
    for (from, said, to) in steps.iter().filter(|(_, said, _)| said.word == Word::Confirm) {
        assert_eq!(from, to, "the word by itself changes nothing: {said:?}");
        let decided = from.clears.iter().any(|(member, _)| *member == said.member);
        assert!(said.person.is_machine() || !decided, "{said:?}");
    }
}

#[test]
fn a_notice_begins_with_a_person_of_its_own_member() {
    assert!(Course::begin(&draft("A", "machine")).is_err());
    assert!(Course::begin(&Said { word: Word::Publish, ..draft("A", "a1") }).is_err());
    assert!(Course::begin(&Said { round: 0, ..draft("A", "a1") }).is_err());
    assert!(Course::walk([], &house(Sent::Notice, false)).is_err());
}
