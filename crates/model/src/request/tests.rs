//! The whole machine of a request, walked through.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use std::collections::BTreeSet;

const SIDES: [RequestSide; 2] = RequestSide::BOTH;

fn member(code: &str) -> Member {
    code.parse().unwrap()
}

type Agreed = &'static [(RequestState, RequestSide, &'static [(Word, RequestState)])];

/// What each side may say in each state, and where it stands then.
fn agreed() -> Agreed {
    use RequestState::*;
    &[
        (Sent, RequestSide::Asker, &[(Word::Forwarded, Sent), (Word::Withdrawn, Withdrawn)]),
        (
            Sent,
            RequestSide::Asked,
            &[
                (Word::Acknowledged, Acknowledged),
                (Word::ClarificationAsked, Clarifying),
                (Word::LeaveAsked, LeaveAsked),
                (Word::Refused, Refused),
                (Word::PartlyAnswered, PartlyAnswered),
                (Word::Answered, Answered),
            ],
        ),
        (Acknowledged, RequestSide::Asker, &[(Word::Forwarded, Sent), (Word::Withdrawn, Withdrawn)]),
        (
            Acknowledged,
            RequestSide::Asked,
            &[
                (Word::ClarificationAsked, Clarifying),
                (Word::LeaveAsked, LeaveAsked),
                (Word::Refused, Refused),
                (Word::PartlyAnswered, PartlyAnswered),
                (Word::Answered, Answered),
            ],
        ),
        (
            Clarifying,
            RequestSide::Asker,
            &[(Word::Clarified, Acknowledged), (Word::Forwarded, Sent), (Word::Withdrawn, Withdrawn)],
        ),
        (
            Clarifying,
            RequestSide::Asked,
            &[(Word::Refused, Refused), (Word::PartlyAnswered, PartlyAnswered), (Word::Answered, Answered)],
        ),
        (
            LeaveAsked,
            RequestSide::Asker,
            &[(Word::Forwarded, Sent), (Word::LeaveDenied, Acknowledged), (Word::Withdrawn, Withdrawn)],
        ),
        (
            LeaveAsked,
            RequestSide::Asked,
            &[(Word::Refused, Refused), (Word::PartlyAnswered, PartlyAnswered), (Word::Answered, Answered)],
        ),
        (PartlyAnswered, RequestSide::Asker, &[(Word::Closed, Closed), (Word::Withdrawn, Withdrawn)]),
        (
            PartlyAnswered,
            RequestSide::Asked,
            &[
                (Word::ClarificationAsked, Clarifying),
                (Word::Refused, Refused),
                (Word::PartlyAnswered, PartlyAnswered),
                (Word::Answered, Answered),
            ],
        ),
        (Answered, RequestSide::Asker, &[(Word::Closed, Closed)]),
        (Answered, RequestSide::Asked, &[]),
        (Refused, RequestSide::Asker, &[(Word::Closed, Closed)]),
        (Refused, RequestSide::Asked, &[(Word::PartlyAnswered, PartlyAnswered), (Word::Answered, Answered)]),
        (Closed, RequestSide::Asker, &[]),
        (Closed, RequestSide::Asked, &[]),
        (Withdrawn, RequestSide::Asker, &[]),
        (Withdrawn, RequestSide::Asked, &[]),
    ]
}

/// Every state, every word, both sides: what may be said is this and nothing else.
#[test]
fn who_may_say_what_in_which_state_is_as_it_was_agreed() {
    let agreed = agreed();
    assert_eq!(agreed.len(), RequestState::ALL.len() * SIDES.len());
    for (state, side, words) in agreed {
        for word in Word::ALL {
            let expected = words.iter().find(|(said, _)| said == word).map(|(_, then)| *then);
            assert_eq!(state.after(*side, *word), expected, "{state} {side:?} {word}");
        }
        assert_eq!(state.words(*side), words.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    }
}

/// All states that can be reached by words of these sides.
fn reached(by: &[RequestSide]) -> BTreeSet<RequestState> {
    let mut reached: BTreeSet<RequestState> = [RequestState::Sent].into();
    loop {
        let then = reached.iter().flat_map(|state| {
            by.iter().flat_map(|side| Word::ALL.iter().filter_map(|word| state.after(*side, *word)))
        });
        let more: BTreeSet<RequestState> = reached.iter().copied().chain(then).collect();
        if more == reached {
            return reached;
        }
        reached = more;
    }
}

#[test]
fn nobody_comes_to_an_answer_alone() {
    use RequestState::*;
    assert_eq!(reached(&SIDES).len(), RequestState::ALL.len(), "every state can be reached");
    assert_eq!(reached(&[RequestSide::Asker]), [Sent, Withdrawn].into(), "who asks answers nothing");
    // What the asked side does alone it does to what the asker has asked; it can neither close nor withdraw it.
    let alone = reached(&[RequestSide::Asked]);
    assert!(!alone.contains(&Closed) && !alone.contains(&Withdrawn), "{alone:?}");
    for over in RequestState::ALL.iter().filter(|state| state.is_over()) {
        assert!(SIDES.iter().all(|side| over.words(*side).is_empty()), "{over} is the end");
    }
}

#[test]
fn the_clock_runs_while_the_asked_side_is_to_answer_and_then_only() {
    for state in RequestState::ALL {
        assert_eq!(state.runs(), state.waits_for() == Some(RequestSide::Asked), "{state}");
        assert_eq!(state.is_over(), state.waits_for().is_none(), "{state}");
    }
}

const MINUTE: i64 = 60_000_000;

fn step(number: u8, turn: u64, author: &str, word: Word) -> Step {
    let to = word.names_a_member().then(|| member("NE"));
    let message = MessageId::from_bytes([number; 16]);
    Step { turn, author: member(author), message, word, to, at_us: i64::from(number) * MINUTE }
}

fn course(steps: Vec<Step>) -> Course {
    Course::of(&member("TG"), &member("FR"), 0, steps)
}

/// One of two nodes: what it has said and heard, and what is on its way to it.
#[derive(Clone, Default)]
struct Node {
    knows: Vec<Step>,
    coming: Vec<Step>,
}

/// Both nodes say every word that they may as far as they know, in every order of saying and arriving, so many things each.
fn walk(nodes: &mut [Node; 2], left: [u8; 2], ends: &mut u64, number: u8) {
    let codes = ["TG", "FR"];
    let mut moved = false;
    for at in [0, 1] {
        if !nodes[at].coming.is_empty() {
            moved = true;
            let mut then = nodes.clone();
            let arrived = then[at].coming.remove(0);
            then[at].knows.push(arrived);
            walk(&mut then, left, ends, number);
        }
        if left[at] == 0 {
            continue;
        }
        let here = course(nodes[at].knows.clone());
        let turn = 1 + nodes[at].knows.iter().map(|step| step.turn).max().unwrap_or(1);
        for word in here.side(&member("TG"), &member(codes[at])).map_or(vec![], |side| here.state.words(side))
        {
            let said = step(number, turn, codes[at], word);
            let mut then = nodes.clone();
            then[at].knows.push(said.clone());
            then[1 - at].coming.push(said);
            let mut left = left;
            left[at] -= 1;
            walk(&mut then, left, ends, number + 1);
        }
    }
    if !moved && nodes.iter().all(|node| node.coming.is_empty()) {
        *ends += 1;
        let [one, two] = [0, 1].map(|at| course(nodes[at].knows.clone()));
        let (mut a, mut b) = (nodes[0].knows.clone(), nodes[1].knows.clone());
        a.sort_by_key(|step| step.message);
        b.sort_by_key(|step| step.message);
        assert_eq!(a, b, "all has arrived");
        assert_eq!((one.state, &one.asked), (two.state, &two.asked), "{a:#?}");
        let answers = [RequestState::Answered, RequestState::PartlyAnswered];
        let answered = a
            .iter()
            .any(|s| s.author != member("TG") && [Word::Answered, Word::PartlyAnswered].contains(&s.word));
        assert!(answered || !answers.contains(&one.state), "an answer is the asked side's word");
    }
}

#[test]
fn words_that_cross_end_in_the_same_state_whichever_came_first() {
    let mut ends = 0;
    walk(&mut [Node::default(), Node::default()], [2, 2], &mut ends, 1);
    walk(&mut [Node::default(), Node::default()], [1, 3], &mut ends, 1);
    assert!(ends > 1_000, "{ends} ends");
}

#[test]
fn who_asks_may_stop_while_an_answer_is_on_its_way() {
    let crossed = vec![step(2, 2, "FR", Word::Answered), step(1, 2, "TG", Word::Withdrawn)];
    assert_eq!(course(crossed).state, RequestState::Withdrawn);
    let known = vec![step(2, 2, "FR", Word::Answered), step(1, 3, "TG", Word::Withdrawn)];
    assert_eq!(course(known).state, RequestState::Answered, "what was answered is answered");
}

#[test]
fn the_clock_rests_and_goes_on_and_begins_anew_for_whom_it_is_forwarded_to() {
    let mut steps = vec![step(10, 2, "FR", Word::Acknowledged), step(20, 3, "FR", Word::ClarificationAsked)];
    let resting = course(steps.clone());
    assert_eq!((resting.due_us(60 * MINUTE), resting.rests_us), (None, Some(20 * MINUTE)));
    steps.push(step(50, 4, "TG", Word::Clarified));
    assert_eq!(course(steps.clone()).due_us(60 * MINUTE), Some(90 * MINUTE), "half an hour it did not run");
    steps.push(step(55, 5, "FR", Word::LeaveAsked));
    let asking = course(steps.clone());
    assert_eq!((asking.state, asking.proposed), (RequestState::LeaveAsked, Some(member("NE"))));
    steps.push(step(70, 6, "TG", Word::Forwarded));
    let forwarded = course(steps.clone());
    assert_eq!((forwarded.asked.as_str(), forwarded.due_us(60 * MINUTE)), ("NE", Some(130 * MINUTE)));
    steps.push(step(80, 7, "FR", Word::Answered));
    assert_eq!(course(steps.clone()).state, RequestState::Sent, "FR is not asked any more");
    steps.push(step(81, 7, "NE", Word::Answered));
    let answered = course(steps);
    assert_eq!((answered.state, answered.due_us(60 * MINUTE)), (RequestState::Answered, None));
}

/// A clock that was set back in between makes no time out of nothing.
#[test]
fn a_clock_that_was_set_back_lets_nobody_wait_longer() {
    let mut asked = step(20, 2, "FR", Word::ClarificationAsked);
    asked.at_us = 500 * MINUTE;
    let back = course(vec![asked, step(30, 3, "TG", Word::Clarified)]);
    assert_eq!(back.due_us(60 * MINUTE), Some(60 * MINUTE));
}

#[test]
fn who_is_not_a_side_moves_nothing() {
    assert_eq!(course(vec![step(1, 2, "NE", Word::Answered)]).state, RequestState::Sent);
    let nobody = Step { to: None, ..step(1, 2, "FR", Word::LeaveAsked) };
    assert_eq!(course(vec![nobody]).state, RequestState::Sent, "leave for nobody is no question");
}
