//! Every way in which an owner, a receiver and a bad line between them can go, in the small: the rule of reception
//! itself is called in each, and what must never be is looked for in all of them.
//!
//! The line loses, repeats and reorders; the receiver is killed and keeps only its disk; the owner is set back to a
//! backup and, by the rule or against it, goes on. That the owner is killed is in it as well: it has nothing but its disk,
//! and what it sends and when is left open. Within the bounds (so many envelopes, one restore) every order of these is gone
//! through.
//!
//! Two programs go through it: the one here, which also asks whether everything can still come to its end from every state
//! (it may always be put off, for a line may always lose), and the checker of `stateright`, which shares nothing with it but
//! the steps. They must find as many states.
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::{Arrival, FIRST_SEQ, Head, NO_PREV, Receipt, ReceiptKind, Reception, place, receipt, receive};
use wire::Hash;

/// An envelope: epoch, number, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Record {
    epoch: u8,
    seq: u8,
    says: u8,
    prev: Hash,
}

impl Record {
    fn hash(&self) -> Hash {
        let mut hash = [0xee; 32];
        hash[..3].copy_from_slice(&[self.epoch, self.seq, self.says]);
        hash
    }
}

fn statement(epoch: u8) -> Hash {
    [epoch; 32]
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Message {
    Envelope(Record),
    Receipt(Record),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    epoch: u8,
    said: u8,
    /// The owner's disk: what it filed in its epoch, and what it sent in all of them.
    log: Vec<Record>,
    sent: BTreeSet<Record>,
    outbox: BTreeSet<Record>,
    backup: Option<(Vec<Record>, BTreeSet<Record>)>,
    restored: bool,
    /// The receiver's disk, in the order of effects.
    held: Vec<Record>,
    /// The receiver's memory: what came too early.
    waiting: BTreeSet<Record>,
    frozen: bool,
    /// What is under way. It stays there when it arrives, since a line may repeat it, until it is lost.
    line: BTreeSet<Message>,
    /// What the owner was ever told to be on the receiver's disk.
    receipted: BTreeSet<Record>,
}

/// What may happen beside filing, sending, losing and killing.
#[derive(Clone, Copy, PartialEq)]
enum Restore {
    Never,
    /// With a statement that begins an epoch.
    ByTheRule,
    /// Numbers are used again.
    AgainstTheRule,
}

impl State {
    fn start() -> Self {
        Self {
            epoch: 1,
            said: 0,
            log: vec![],
            sent: BTreeSet::new(),
            outbox: BTreeSet::new(),
            backup: None,
            restored: false,
            held: vec![],
            waiting: BTreeSet::new(),
            frozen: false,
            line: BTreeSet::new(),
            receipted: BTreeSet::new(),
        }
    }

    /// All that can happen next.
    fn steps(&self, contents: u8, restore: Restore) -> Vec<Self> {
        let mut steps = vec![];
        let mut may = |step: &dyn Fn(&mut Self)| {
            let mut next = self.clone();
            step(&mut next);
            steps.push(next);
        };
        if self.said < contents {
            may(&|s| s.file());
        }
        for record in &self.outbox {
            may(&|s| _ = s.line.insert(Message::Envelope(*record)));
        }
        for message in &self.line {
            may(&|s| s.deliver(message));
            may(&|s| _ = s.line.remove(message));
        }
        may(&|s| s.waiting.clear());
        if restore != Restore::Never && !self.restored {
            may(&|s| s.backup = Some((s.log.clone(), s.outbox.clone())));
            if self.backup.is_some() {
                may(&|s| s.restore(restore));
            }
        }
        if self.restored && restore == Restore::ByTheRule {
            may(&|s| s.heal());
        }
        steps
    }

    fn file(&mut self) {
        let first = if self.epoch == 1 { NO_PREV } else { statement(self.epoch) };
        let (seq, prev) = self.log.last().map_or((1, first), |last| (last.seq + 1, last.hash()));
        self.said += 1;
        let record = Record { epoch: self.epoch, seq, says: self.said, prev };
        self.log.push(record);
        self.sent.insert(record);
        self.outbox.insert(record);
    }

    fn restore(&mut self, how: Restore) {
        let (log, outbox) = self.backup.clone().unwrap();
        self.sent = log.iter().copied().collect();
        (self.log, self.outbox, self.restored) = (log, outbox, true);
        if how == Restore::ByTheRule {
            (self.epoch, self.log) = (2, vec![]);
        }
    }

    /// The owner asks for its own envelopes back: by them it knows receipts again for what it forgot.
    fn heal(&mut self) {
        self.sent.extend(self.held.iter().copied());
    }

    fn deliver(&mut self, message: &Message) {
        match message {
            Message::Envelope(record) => self.arrive(*record),
            Message::Receipt(upto) => {
                let receipt = Receipt {
                    epoch: upto.epoch.into(),
                    upto_seq: upto.seq.into(),
                    head_hash: upto.hash(),
                    kind: ReceiptKind::Final,
                    ..receipt()
                };
                let sent = |r: &&Record| (r.epoch, r.seq) == (upto.epoch, upto.seq);
                let sent = self.sent.iter().find(sent).map(Record::hash);
                if receipt.settles(sent) != Ok(()) {
                    return;
                }
                let covered = |r: &Record| r.epoch == upto.epoch && r.seq <= upto.seq;
                self.receipted.extend(self.outbox.iter().filter(|r| covered(r)).copied());
                self.outbox.retain(|record| !covered(record));
            }
        }
    }

    fn arrive(&mut self, record: Record) {
        if self.frozen {
            return;
        }
        match self.judge(&record) {
            Reception::Next => {
                self.held.push(record);
                let ready = self.waiting.iter().find(|early| self.judge(early) == Reception::Next).copied();
                match ready {
                    Some(early) => self.arrive(early),
                    None => _ = self.line.insert(Message::Receipt(record)),
                }
            }
            Reception::Duplicate => {
                let last = self.held.iter().rfind(|held| held.epoch == record.epoch).copied();
                self.line.insert(Message::Receipt(last.unwrap()));
            }
            Reception::Gap { keep: true, .. } => _ = self.waiting.insert(record),
            Reception::Fork { .. } => self.frozen = true,
            Reception::OldEpoch { .. } => _ = self.outbox.remove(&record),
            other => panic!("{other:?} cannot be here"),
        }
    }

    fn judge(&self, record: &Record) -> Reception {
        let head = self.held.last().map(|last| Head {
            epoch: last.epoch.into(),
            seq: last.seq.into(),
            hash: last.hash(),
        });
        let same = |held: &&Record| (held.epoch, held.seq) == (record.epoch, record.seq);
        let arrival = Arrival {
            place: &place(record.epoch.into(), record.seq.into(), record.prev),
            hash: record.hash(),
            held: self.held.iter().find(same).map(Record::hash),
            epoch_statement: (record.epoch > 1).then(|| statement(record.epoch)),
        };
        receive(head.as_ref(), &arrival)
    }

    /// What must hold in every state.
    fn examine(&self) {
        assert!(
            self.receipted.iter().all(|record| self.held.contains(record)),
            "receipted and not there: {self:?}"
        );
        let places: BTreeSet<_> = self.held.iter().map(|record| (record.epoch, record.seq)).collect();
        assert_eq!(places.len(), self.held.len(), "an effect twice: {self:?}");
        let mut before: BTreeMap<u8, Record> = BTreeMap::new();
        for record in &self.held {
            let (seq, prev) = match before.insert(record.epoch, *record) {
                Some(last) => (last.seq + 1, last.hash()),
                None if record.epoch == 1 => (1, NO_PREV),
                None => (1, statement(record.epoch)),
            };
            assert_eq!((record.seq, record.prev), (seq, prev), "a gap or a foreign history: {self:?}");
        }
        assert!(self.held.is_sorted_by_key(|record| record.epoch), "back into an epoch: {self:?}");
    }

    fn settled(&self, contents: u8) -> bool {
        self.said == contents && self.outbox.is_empty()
    }
}

/// The same for another checker.
struct Checked {
    contents: u8,
    restore: Restore,
}

impl stateright::Model for Checked {
    type State = State;
    /// To where it leads.
    type Action = State;

    fn init_states(&self) -> Vec<State> {
        vec![State::start()]
    }

    fn actions(&self, state: &State, actions: &mut Vec<State>) {
        actions.extend(state.steps(self.contents, self.restore));
    }

    fn next_state(&self, _: &State, action: State) -> Option<State> {
        Some(action)
    }

    fn properties(&self) -> Vec<stateright::Property<Self>> {
        let holds = |_: &Checked, state: &State| {
            state.examine();
            true
        };
        let arrives = |model: &Checked, state: &State| state.settled(model.contents);
        let frozen = |_: &Checked, state: &State| state.frozen;
        let mut properties = vec![
            stateright::Property::always("what must never be is not", holds),
            stateright::Property::sometimes("all arrives", arrives),
        ];
        if self.restore == Restore::AgainstTheRule {
            properties.push(stateright::Property::sometimes("it is found out", frozen));
        }
        properties
    }
}

/// So many states has the other checker found.
fn checked(contents: u8, restore: Restore) -> usize {
    use stateright::{Checker, Model};
    let done = Checked { contents, restore }.checker().spawn_bfs().join();
    done.assert_properties();
    done.unique_state_count()
}

/// All states, each examined, and from how many of them everything can still come to its end.
fn explore(contents: u8, restore: Restore) -> (usize, usize, usize) {
    let mut known = HashMap::from([(State::start(), 0_usize)]);
    let mut before: Vec<Vec<usize>> = vec![vec![]];
    let (mut open, mut good, mut frozen) = (VecDeque::from([(0, State::start())]), VecDeque::new(), 0);
    while let Some((at, state)) = open.pop_front() {
        state.examine();
        frozen += usize::from(state.frozen);
        if state.settled(contents) || state.frozen {
            good.push_back(at);
        }
        for next in state.steps(contents, restore) {
            let number = known.len();
            let to = *known.entry(next.clone()).or_insert(number);
            if to == number {
                before.push(vec![]);
                open.push_back((to, next));
            }
            before[to].push(at);
        }
    }
    let mut ends: Vec<bool> = vec![false; before.len()];
    while let Some(at) = good.pop_front() {
        if !std::mem::replace(&mut ends[at], true) {
            good.extend(before[at].iter().copied());
        }
    }
    (before.len(), ends.into_iter().filter(|ends| *ends).count(), frozen)
}

#[test]
fn nothing_receipted_is_lost_nothing_has_effect_twice_and_all_can_arrive() {
    assert_eq!(FIRST_SEQ, 1);
    let (states, ending, frozen) = explore(4, Restore::Never);
    assert_eq!((ending, frozen), (states, 0));
    assert_eq!((states, checked(4, Restore::Never)), (6_115, 6_115));
}

#[test]
fn an_owner_that_is_set_back_and_begins_an_epoch_goes_on() {
    let (states, ending, frozen) = explore(2, Restore::ByTheRule);
    assert_eq!((ending, frozen), (states, 0));
    assert_eq!((states, checked(2, Restore::ByTheRule)), (1_747, 1_747));
}

/// It would be silent otherwise: another content under a number that the receiver has.
#[test]
fn an_owner_that_is_set_back_and_uses_numbers_again_is_found_out() {
    let (states, _, frozen) = explore(2, Restore::AgainstTheRule);
    assert!(frozen > 0);
    assert_eq!((states, checked(2, Restore::AgainstTheRule)), (1_327, 1_327));
}
