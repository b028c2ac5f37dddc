//! Notices meanwhile: drafted, approved, reviewed by two other members, published, hidden, corrected, suspended and cancelled.
use super::{CODES, Simulation};
use crate::notices::{content, officer};
use crate::world::{Template, World, why};
use desk::check::{Question, check};
use desk::notice::extract::{Whose, serve, shown};
use desk::notice::{self, Notice};
use model::notice::{Sent, Stage, Word};
use model::*;
use std::collections::{BTreeMap, BTreeSet};
use wire::charter::Change;

/// Whose notices two others can review: the hub and France have the right, and nobody reviews their own.
const OWNERS: [usize; 4] = [0, 2, 3, 4];
const REVIEWERS: [usize; 2] = [1, HUB];
const HUB: usize = 5;

/// Whom one is addressed to.
const AUDIENCES: [&[usize]; 3] = [&[0, 1, 2, 3, 4, 5], &[0, 1, 2, 3, 4, 5], &[0, 2, 3]];

/// What is true of a notice, whatever any node believes.
#[derive(Clone)]
pub(super) struct Sought {
    owner: usize,
    to: &'static [usize],
    passport: String,
    published: bool,
    /// It was taken out of use, by whomever.
    ended: bool,
    /// The public may see no extract of it.
    hidden: bool,
    /// How much each member has said of it.
    said: BTreeMap<usize, usize>,
    /// A restore has lost something that was said of it.
    pub(super) lost: bool,
}

impl Sought {
    fn is_in_force(&self) -> bool {
        self.published && !self.ended
    }

    fn is_public(&self) -> bool {
        self.is_in_force() && !self.hidden && self.to.len() == CODES.len()
    }
}

/// What a node that is set back will know of what was said.
pub(super) type Said = BTreeMap<RecordId, BTreeMap<usize, usize>>;

/// The network before anything has happened: two notices are in force, one waits for its owner to publish it.
pub(super) struct Before {
    pub(super) template: Template,
    notices: BTreeMap<RecordId, Sought>,
}

impl Before {
    pub(super) async fn made() -> Before {
        let mut world = World::always(&CODES).await;
        let node = world.charter.node_of("FR").unwrap().node();
        world.change(Change::Amend { node, name: "NCB FR".into(), rights: vec!["compliance".into()] });
        world.tell_charter().await;
        let mut notices = BTreeMap::new();
        for (number, owner, to, published) in
            [(1, 0, AUDIENCES[0], true), (2, 4, AUDIENCES[2], true), (3, 2, AUDIENCES[0], false)]
        {
            let (id, mut sought) = drafted(&world, owner, (number, to), None).await;
            for (at, person, word) in [
                (owner, 2, Word::Approve),
                (owner, 3, Word::Approve),
                (HUB, 4, Word::Screen),
                (HUB, 5, Word::Clear),
                (1, 6, Word::Clear),
            ] {
                say(&world, (at, person), id, word).await.unwrap();
                world.settle().await;
            }
            if published {
                say(&world, (owner, 2), id, Word::Publish).await.unwrap();
                world.settle().await;
            }
            sought.published = published;
            notices.insert(id, sought);
        }
        Before { template: Template::of(&CODES, world).await, notices }
    }

    pub(super) fn notices(&self) -> BTreeMap<RecordId, Sought> {
        self.notices.clone()
    }
}

/// An officer of the owner's states one.
async fn drafted(
    world: &World,
    owner: usize,
    (number, to): (usize, &'static [usize]),
    corrects: Option<RecordId>,
) -> (RecordId, Sought) {
    let (desk, passport, issuer) = (world.desk(CODES[owner]), format!("N{number:07}"), CODES[owner]);
    let (name, old) = (format!("Amouzou {number}"), corrects.map(|id| id.to_string()));
    let codes: Vec<&str> =
        if to.len() == CODES.len() { vec!["all"] } else { to.iter().map(|at| CODES[*at]).collect() };
    let mut changed = vec![
        ("name", name.as_str()),
        ("passport_number", passport.as_str()),
        ("nationalities", "NG"),
        ("warrant_issuer", issuer),
    ];
    if codes == ["all"] {
        changed.push(("public_extract", "text"));
    }
    changed.extend(old.as_deref().map(|old| ("corrects", old)));
    let content = content(Sent::Notice, &codes, &changed);
    let by = officer(desk, 1, Role::Investigator);
    let id = notice::draft(desk, &by, &why(), content).await.unwrap();
    let sought = Sought {
        owner,
        to,
        passport,
        published: false,
        ended: false,
        hidden: false,
        said: BTreeMap::new(),
        lost: false,
    };
    (id, sought)
}

async fn say(world: &World, (at, person): (usize, u8), id: RecordId, word: Word) -> desk::Result<Stage> {
    let desk = world.desk(CODES[at]);
    let role = match word {
        Word::Approve => Role::Investigator,
        _ if REVIEWERS.contains(&at) => Role::Compliance,
        _ => Role::Coordinator,
    };
    notice::say(desk, &officer(desk, person, role), &why(), (id, 1), (word, "the file was read")).await
}

impl Simulation {
    /// Somebody begins one, or takes the next step with one, as far as it has come to them.
    pub(super) async fn notices(&mut self) {
        if self.dice.one_in(6) {
            return self.draft_notice().await;
        }
        let nth = self.dice.roll(self.notices.len());
        let (id, sought) = self.notices.iter().nth(nth).unwrap();
        let (id, owner) = (*id, sought.owner);
        let Some(stage) = self.notice(owner, id).await.map(|notice| notice.stage) else { return };
        let (at, person, word) = self.next_word(owner, stage);
        self.notice_said(at, person, (id, word)).await;
    }

    /// What is done next where it stands so at its owner.
    fn next_word(&mut self, owner: usize, stage: Stage) -> (usize, u8, Word) {
        let reviewer = REVIEWERS[self.dice.roll(2)];
        match stage {
            Stage::Draft => (owner, u8::try_from(2 + self.dice.roll(2)).unwrap(), Word::Approve),
            Stage::Submitted => (reviewer, 4, Word::Screen),
            Stage::Screened if self.dice.one_in(12) => (reviewer, 5, Word::Refuse),
            Stage::Screened => (reviewer, 5, Word::Clear),
            Stage::Cleared => (owner, 2, Word::Publish),
            _ => match self.dice.roll(6) {
                0 => (owner, 2, Word::Cancel),
                1 => (reviewer, 5, Word::Suspend),
                2 => (reviewer, 5, Word::Cancel),
                3 | 4 => (owner, 2, Word::Hide),
                _ => (owner, 2, Word::Show),
            },
        }
    }

    /// Says it. It may not have come to them, or be past that.
    async fn notice_said(&mut self, at: usize, person: u8, (id, word): (RecordId, Word)) {
        if say(&self.world, (at, person), id, word).await.is_err() {
            return;
        }
        let corrected = self.corrected_by(id).await.filter(|_| word == Word::Publish);
        let sought = self.notices.get_mut(&id).unwrap();
        *sought.said.entry(at).or_insert(0) += 1;
        match word {
            Word::Publish => sought.published = true,
            Word::Cancel | Word::Suspend => sought.ended = true,
            Word::Hide | Word::Show => sought.hidden = word == Word::Hide,
            _ => {}
        }
        if let Some(old) = corrected.and_then(|old| self.notices.get_mut(&old)) {
            *old.said.entry(at).or_insert(0) += 1;
            old.ended = true;
        }
    }

    /// The notice in whose place this one was published just now.
    async fn corrected_by(&self, id: RecordId) -> Option<RecordId> {
        let owner = self.notices[&id].owner;
        let old: RecordId = self.notice(owner, id).await?.content.first("corrects")?.parse().unwrap();
        let stage = self.notice(owner, old).await?.stage;
        (stage == Stage::Corrected).then_some(old)
    }

    async fn draft_notice(&mut self) {
        let owner = OWNERS[self.dice.roll(OWNERS.len())];
        let number = 10 + self.notices.len();
        let corrects = self.notices.iter().find(|(_, sought)| sought.owner == owner && sought.is_in_force());
        let corrects = corrects.map(|(id, _)| *id).filter(|_| self.dice.one_in(2));
        let to = AUDIENCES[self.dice.roll(AUDIENCES.len())];
        let (id, mut sought) = drafted(&self.world, owner, (number, to), corrects).await;
        sought.said.insert(owner, 1);
        self.notices.insert(id, sought);
    }

    /// A notice as it is at a node.
    async fn notice(&self, at: usize, id: RecordId) -> Option<Notice> {
        store::notice::get(&mut self.world.nodes[at].store.read().await.unwrap(), id).await.unwrap()
    }

    /// The hub shows the public those of all, each bureau its own.
    pub(super) async fn show_public(&self, at: usize) {
        let whose = if at == HUB { Whose::All } else { Whose::Own };
        serve(&self.world.nodes[at].desk, whose).await.unwrap();
    }

    fn public_at(&self, at: usize) -> BTreeSet<RecordId> {
        shown(&self.world.nodes[at].desk).all().map(|public| public.id).collect()
    }

    /// What the public sees at a node is in force there, and is not hidden.
    pub(super) async fn public_is_in_force(&self) {
        for at in [HUB, OWNERS[0]] {
            for id in self.public_at(at) {
                let notice = self.notice(at, id).await;
                let stands = notice.is_some_and(|notice| notice.is_in_force() && !notice.is_hidden());
                assert!(stands, "seed {}: {} shows {id}", self.seed, CODES[at]);
            }
        }
    }

    /// How much of each notice was said by whom.
    pub(super) fn notices_said(&self) -> Said {
        self.notices.iter().map(|(id, sought)| (*id, sought.said.clone())).collect()
    }

    /// A node was set back to where this had been said: of its own notices all that was said since is lost to it, of others' what
    /// its own people said.
    pub(super) fn unsay_notices(&mut self, at: usize, knew: &Said) {
        for (id, sought) in &mut self.notices {
            let said = |knew: Option<&BTreeMap<usize, usize>>| knew.and_then(|knew| knew.get(&at)).copied();
            let knew = knew.get(id);
            let own = sought.owner == at && knew != Some(&sought.said);
            sought.lost |= own || said(knew) != said(Some(&sought.said));
        }
    }

    /// Whoever is to have a notice has it, as it stands at its owner; nobody has what is out of use, or was never cleared; and no
    /// public extract shows it.
    pub(super) async fn notices_are_where_they_are_for(&mut self) {
        for at in 0..CODES.len() {
            self.show_public(at).await;
        }
        let all: Vec<(RecordId, Sought)> =
            self.notices.iter().map(|(id, sought)| (*id, sought.clone())).collect();
        for (id, sought) in all {
            let (seed, owner) = (self.seed, sought.owner);
            if sought.lost {
                self.nobody_else_has(id, &sought).await;
                continue;
            }
            let stage = self.notice(owner, id).await.unwrap().stage;
            let stands = stage == Stage::Published;
            let as_said = stands == sought.is_in_force();
            let account = if as_said { String::new() } else { self.walked(id, HUB).await };
            assert!(as_said, "seed {seed}: {id} of {} is {stage}\n{account}", CODES[owner]);
            let with_reviewers = stands || stage.is_reviewed();
            let mut here = BTreeSet::new();
            for (at, code) in CODES.iter().enumerate().filter(|(at, _)| *at != owner) {
                let is_for = stands && sought.to.contains(&at) || with_reviewers && REVIEWERS.contains(&at);
                let has = self.notice(at, id).await.map(|notice| notice.stage);
                let account =
                    if has == is_for.then_some(stage) { String::new() } else { self.walked(id, at).await };
                let of = CODES[owner];
                assert_eq!(has, is_for.then_some(stage), "seed {seed}: {id} of {of} at {code}\n{account}");
                here.insert(at);
            }
            here.insert(owner);
            for (at, code) in CODES.iter().enumerate() {
                let has = stands && (at == owner || sought.to.contains(&at)) && here.contains(&at);
                let copy = self.copy(at, id).await;
                assert_eq!(copy.is_some(), has, "seed {seed}: the subject of {id} at {code}");
                let shows = sought.is_public() && has && (at == HUB || at == owner);
                assert_eq!(self.public_at(at).contains(&id), shows, "seed {seed}: {code} shows {id}");
            }
            if self.dice.one_in(4) {
                self.finds(&sought, (id, stands), &here).await;
            }
        }
    }

    /// What a restore has lost is with whom it may have been at most.
    async fn nobody_else_has(&self, id: RecordId, sought: &Sought) {
        for (at, code) in CODES.iter().enumerate().filter(|(at, _)| *at != sought.owner) {
            let was_for = sought.published && sought.to.contains(&at);
            assert!(was_for || self.copy(at, id).await.is_none(), "seed {}: {code} has {id}", self.seed);
        }
    }

    /// A check finds whom it is about wherever it is in force, and nowhere else.
    async fn finds(&self, sought: &Sought, (id, stands): (RecordId, bool), here: &BTreeSet<usize>) {
        for (at, code) in CODES.iter().enumerate() {
            let (desk, question) = (self.world.desk(code), Question::Text(sought.passport.clone()));
            let by = officer(desk, 7, Role::Investigator);
            let found = check(desk, &by, &why(), &question, 10).await.unwrap();
            let has = stands && (at == sought.owner || sought.to.contains(&at)) && here.contains(&at);
            let is_found = found.matches.iter().any(|found| found.record == id);
            assert_eq!(is_found, has, "seed {}: a check at {code} for {id}", self.seed);
        }
    }

    /// What was done with a notice by the word of its owner and of another, for whoever looks for the fault.
    async fn walked(&self, id: RecordId, at: usize) -> String {
        let mut told = String::new();
        for node in [self.notices[&id].owner, at] {
            let acts = self.notice(node, id).await.map(|notice| notice.acts).unwrap_or_default();
            let acts: Vec<String> =
                acts.iter().map(|act| format!("{} {}", act.said.member, act.said.word)).collect();
            let known =
                store::notice::known(&mut self.world.nodes[node].store.read().await.unwrap(), id).await;
            told += &format!("{}: {acts:?}, {:?}\n", CODES[node], known.unwrap());
        }
        told + &self.account_of(id, [self.notices[&id].owner, at]).await
    }
}
