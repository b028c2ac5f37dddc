//! What members say to each other in threads meanwhile, and take back.
use super::{CODES, Simulation};
use crate::world::{investigator, why};
use desk::thread::{self, Opener, Opening, Saying};
use model::*;
use std::collections::{BTreeMap, BTreeSet};

/// A thread, and what of it stands.
pub(super) struct Talk {
    /// The message that opened it.
    first: MessageId,
    members: BTreeSet<usize>,
    said: BTreeMap<MessageId, Saw>,
}

/// One message, whatever any node believes.
struct Saw {
    author: usize,
    /// None where it was taken back.
    text: Option<String>,
    /// A restore has lost that it was said, or that it was taken back.
    lost: bool,
}

impl Simulation {
    /// Somebody opens a thread, says something in one, reads one, or takes back what was said.
    pub(super) async fn talk(&mut self) {
        match self.dice.roll(8) {
            0 | 1 => self.open_thread().await,
            2..=4 => self.say().await,
            5 => self.read_thread().await,
            _ => self.take_back().await,
        }
    }

    async fn open_thread(&mut self) {
        let at = self.dice.roll(CODES.len());
        let mut members: BTreeSet<usize> = (0..2).map(|_| self.dice.roll(CODES.len())).collect();
        members.remove(&at);
        let opening = Opening {
            subject: "Amouzou, Kossi".into(),
            text: format!("Amouzou {}", self.dice.roll(1_000)),
            to: members.iter().map(|to| CODES[*to].parse().unwrap()).collect(),
            never_to: BTreeSet::new(),
            level: Level::Official,
            caveats: BTreeSet::new(),
            caveat_text: None,
            grading: None,
            term: Term::Usual,
            life_at_risk: self.dice.one_in(4),
            crime: None,
            records: vec![],
            hits: vec![],
            ask: None,
        };
        let (desk, text) = (self.world.desk(CODES[at]), opening.text.clone());
        // Nobody writes to who is suspended, nor to nobody.
        let Ok(id) = thread::open(desk, &investigator(desk), &why(), opening, None).await else { return };
        members.insert(at);
        let first = self.seen(at, id).await.into_keys().next().unwrap();
        self.talks.insert(id, Talk { first, members, said: BTreeMap::new() });
        self.heard(id, first, (at, text));
    }

    fn heard(&mut self, id: ThreadId, message: MessageId, (author, text): (usize, String)) {
        let saw = Saw { author, text: Some(text), lost: false };
        self.talks.get_mut(&id).unwrap().said.insert(message, saw);
    }

    fn some_thread(&mut self) -> Option<(ThreadId, usize)> {
        if self.talks.is_empty() {
            return None;
        }
        let nth = self.dice.roll(self.talks.len());
        let (id, talk) = self.talks.iter().nth(nth).unwrap();
        let at = self.dice.roll(talk.members.len());
        Some((*id, *talk.members.iter().nth(at).unwrap()))
    }

    async fn say(&mut self) {
        let Some((id, at)) = self.some_thread() else { return };
        let text = format!("Amouzou {}", self.dice.roll(1_000));
        let saying = Saying { word: Word::Said, text: text.clone(), to: None, grading: None, ground: None };
        let desk = self.world.desk(CODES[at]);
        // It may not have come to them yet.
        if let Ok(message) = thread::say(desk, &investigator(desk), &why(), id, saying).await {
            self.heard(id, message, (at, text));
        }
    }

    async fn read_thread(&mut self) {
        let Some((id, at)) = self.some_thread() else { return };
        let desk = self.world.desk(CODES[at]);
        let _may_not_be_there = thread::look(desk, &investigator(desk), &why(), id, Opener::Somebody).await;
    }

    async fn take_back(&mut self) {
        let Some((id, at)) = self.some_thread() else { return };
        let of = |saw: &Saw| saw.author == at && saw.text.is_some();
        let said = self.talks[&id].said.iter().find(|(_, saw)| of(saw)).map(|(message, _)| *message);
        let Some(message) = said else { return };
        let desk = self.world.desk(CODES[at]);
        // A node that was set back may not know of it.
        if thread::take_back(desk, &investigator(desk), &why(), (id, message)).await.is_ok() {
            self.talks.get_mut(&id).unwrap().said.get_mut(&message).unwrap().text = None;
        }
    }

    /// The messages of a thread that can be read at a node, and those of which is known that they were taken back.
    async fn seen(&self, at: usize, id: ThreadId) -> BTreeMap<MessageId, Option<String>> {
        let mut tx = self.world.nodes[at].store.read().await.unwrap();
        let said = store::thread::messages(&mut tx, id).await.unwrap();
        said.into_iter().map(|said| (said.id, said.message.map(|message| message.text))).collect()
    }

    /// Whether a node knows who takes part in a thread.
    async fn has_heard(&self, at: usize, id: ThreadId) -> bool {
        let mut tx = self.world.nodes[at].store.read().await.unwrap();
        store::thread::members(&mut tx, id).await.unwrap().is_some()
    }

    /// What is known of a thread at an author of it and at another, for whoever looks for the fault.
    async fn told(&self, id: ThreadId, author: usize, at: usize) -> String {
        let mut told = String::new();
        for node in [author, at] {
            let (code, mut tx) = (CODES[node], self.world.nodes[node].store.read().await.unwrap());
            let members = store::thread::members(&mut tx, id).await.unwrap();
            told += &format!("{code} knows as members {members:?}\n");
            for mark in store::thread::marks(&mut tx, &code.parse().unwrap(), id).await.unwrap() {
                told += &format!("  {mark:?}\n");
            }
            for said in store::thread::messages(&mut tx, id).await.unwrap() {
                told += &format!("  {:?} of {}, {:?}, act {}\n", said.id, said.author, said.word, said.seq);
            }
            drop(tx);
            let (kind, acts) = (ActKind::Quarantined, self.acts(node).await);
            told += &format!(
                "  put aside: {:?}\n",
                acts.iter().filter(|act| act.kind == kind).collect::<Vec<_>>()
            );
        }
        told
    }

    /// What was said and taken back at a node as far as it will know after its disk is lost.
    pub(super) fn said_by(&self, at: usize) -> BTreeMap<MessageId, bool> {
        let all = self.talks.values().flat_map(|talk| &talk.said).filter(|(_, saw)| saw.author == at);
        all.map(|(message, saw)| (*message, saw.text.is_some())).collect()
    }

    /// A node was set back to where it had said this.
    pub(super) fn unsay(&mut self, at: usize, knew: &BTreeMap<MessageId, bool>) {
        let all = self.talks.values_mut().flat_map(|talk| &mut talk.said).filter(|(_, saw)| saw.author == at);
        for (message, saw) in all {
            saw.lost |= knew.get(message) != Some(&saw.text.is_some());
        }
    }

    /// What was said and not taken back, as far as a restore has lost whether it was: others give back what they were given of it,
    /// so all who take part have the same. Who takes part is lost with an opening that was taken back, but for those who have heard of it.
    async fn all_have_the_same(&self, id: ThreadId, Talk { first, members, said }: &Talk) {
        let mut before: Option<(usize, BTreeMap<MessageId, String>)> = None;
        let opening = &said[first];
        for at in members {
            if opening.lost && opening.text.is_none() && !self.has_heard(*at, id).await {
                continue;
            }
            let seen = self.seen(*at, id).await;
            let seen = seen.into_iter().filter_map(|(message, text)| Some((message, text?))).collect();
            if let Some((other, has)) = &before {
                let account = if has == &seen { String::new() } else { self.told(id, *other, *at).await };
                let (one, two) = (CODES[*other], CODES[*at]);
                assert_eq!(has, &seen, "seed {}: {id} at {one} and at {two}\n{account}", self.seed);
            }
            before = Some((*at, seen));
        }
    }

    /// Who takes part has all that was said and not taken back, and nobody else has any of it.
    pub(super) async fn all_was_heard(&self) {
        let seed = self.seed;
        for (id, talk) in &self.talks {
            let is_lost = talk.said.values().any(|saw| saw.lost);
            if is_lost {
                self.all_have_the_same(*id, talk).await;
            }
            for (at, code) in CODES.iter().enumerate() {
                let seen = self.seen(at, *id).await;
                if !talk.members.contains(&at) {
                    assert!(seen.is_empty(), "seed {seed}: {code} has what is said in {id}");
                    continue;
                }
                for (message, saw) in talk.said.iter().filter(|_| !is_lost) {
                    let has = seen.get(message).cloned().flatten();
                    let author = CODES[saw.author];
                    let account =
                        if has == saw.text { String::new() } else { self.told(*id, saw.author, at).await };
                    assert_eq!(
                        has, saw.text,
                        "seed {seed}: {message} of {author} in {id} at {code}\n{account}"
                    );
                }
            }
        }
    }
}
