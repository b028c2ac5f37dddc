//! What others have answered to a check, kept in memory for as long as its page is looked at.
//!
//! What is not here as a copy is kept nowhere else: the journal says whose records were shown, and not what they say.
use super::letter::{AnswerTold, FoundTold, Opened, Spot, open};
use super::{Ask, Begun};
use crate::{Desk, Error, Result};
use model::{Actor, CheckId, HitId, Member, MemberClass, Record, RecordId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use wire::Rejection;

/// How long it can be read, in microseconds.
const KEPT_US: i64 = 15 * 60_000_000;
/// Checks of which it is kept at once.
const KEPT_MAX: usize = 4_096;
/// Matches that are believed of one node.
const FOUND_MAX: usize = 100;

/// What one member answers.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// It still has time.
    Waiting,
    /// Nothing known that we may know of.
    Nothing,
    Found(Vec<Found>),
    /// Its time is over.
    Unanswered,
    /// It does not answer, with the code that it gave.
    Refused(String),
}

impl State {
    /// As programs read it.
    pub fn code(&self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Nothing => "nothing-known",
            State::Found(_) => "answered",
            State::Unanswered => "not-answered",
            State::Refused(_) => "refused",
        }
    }
}

/// A record elsewhere that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub owner: Member,
    pub verdict: matching::Verdict,
    /// What it says, where it is for us; else its owner is to be asked.
    pub record: Option<Record>,
    /// How sure it is, 0 to 1; told with the record.
    pub score: Option<f64>,
    pub hit: Option<HitId>,
}

/// What all who were asked have answered so far.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    /// Until when it is of use to ask again: nobody is waited for any more.
    pub complete: bool,
    pub members: BTreeMap<Member, State>,
}

pub(super) struct Kept {
    by: String,
    at_us: i64,
    /// What is among the matches here already.
    local: Vec<RecordId>,
    members: BTreeMap<Member, State>,
    changed: watch::Sender<()>,
}

impl Kept {
    pub(super) fn new(
        by: &Actor,
        at_us: i64,
        (local, members): (Vec<RecordId>, BTreeMap<Member, State>),
    ) -> Kept {
        Kept { by: by.label(), at_us, local, members, changed: watch::channel(()).0 }
    }

    fn told(&self) -> Elsewhere {
        let complete = self.members.values().all(|state| *state != State::Waiting);
        Elsewhere { complete, members: self.members.clone() }
    }
}

/// What is kept, and how many questions wait for whom.
#[derive(Default)]
pub(crate) struct Heard {
    kept: Mutex<HashMap<CheckId, Kept>>,
    places: Mutex<HashMap<Member, Arc<Semaphore>>>,
}

fn kept(desk: &Desk) -> MutexGuard<'_, HashMap<CheckId, Kept>> {
    desk.heard.kept.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn keep(desk: &Desk, check: CheckId, it: Kept) {
    let since = it.at_us - KEPT_US;
    let mut kept = kept(desk);
    if kept.len() >= KEPT_MAX / 2 {
        kept.retain(|_, kept| kept.at_us > since);
    }
    if kept.len() >= KEPT_MAX
        && let Some(oldest) = kept.iter().min_by_key(|(_, kept)| kept.at_us).map(|(check, _)| *check)
    {
        kept.remove(&oldest);
    }
    kept.insert(check, it);
}

pub(super) fn tell(desk: &Desk, check: CheckId, member: &Member, state: State) {
    if let Some(kept) = kept(desk).get_mut(&check) {
        kept.members.insert(member.clone(), state);
        kept.changed.send_replace(());
    }
}

/// How many more may be asked of this member at once.
pub(super) fn places(desk: &Desk, member: &Member, most: usize) -> Arc<Semaphore> {
    let mut places = desk.heard.places.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(places.entry(member.clone()).or_insert_with(|| Arc::new(Semaphore::new(most))))
}

/// What was answered so far to a check of this actor; for anybody else there is none.
pub fn elsewhere(desk: &Desk, by: &Actor, check: CheckId) -> Result<Elsewhere> {
    let since = desk.clock.now_us() - KEPT_US;
    let kept = kept(desk);
    let mine = kept.get(&check).filter(|kept| kept.by == by.label() && kept.at_us > since);
    mine.map(Kept::told).ok_or(Error::Missing)
}

/// The same when nobody is waited for any more, or after this time.
pub async fn settled(desk: &Desk, by: &Actor, check: CheckId, wait: Duration) -> Result<Elsewhere> {
    let until = tokio::time::Instant::now() + wait;
    loop {
        let mut changed = match kept(desk).get(&check) {
            Some(kept) => kept.changed.subscribe(),
            None => return Err(Error::Missing),
        };
        let told = elsewhere(desk, by, check)?;
        if told.complete || tokio::time::timeout_at(until, changed.changed()).await.is_err() {
            return Ok(told);
        }
    }
}

/// What an answer says, as far as its asker may see it and it is not here already.
pub(super) async fn read(desk: &Desk, begun: &Begun, ask: &Ask, bytes: &[u8]) -> Result<Vec<Found>> {
    let (member, roster) = (&ask.to.member, desk.roster());
    let known = roster.get(member).ok_or(Rejection::Owner)?;
    let Opened { told, header, .. } = open::<AnswerTold>(desk, known, bytes, "answer").await?;
    if !Spot::answer(ask.nonce, ask.hash).is_of(&header) {
        return Err(Rejection::Rule("this answers another question").into());
    }
    let speaks_for_others = known.class == MemberClass::Hub;
    let local = kept(desk).get(&begun.check).map(|kept| kept.local.clone()).unwrap_or_default();
    let mut all = Vec::new();
    for found in told.found.into_iter().take(FOUND_MAX) {
        let found = one(found)?;
        if found.owner == desk.me || (&found.owner != member && !speaks_for_others) {
            return Err(Rejection::Rule("it answers for somebody else").into());
        }
        let may_see = |record: &Record| {
            !local.contains(&record.id)
                && desk.rules().may_see(&begun.by, &begun.reason, &record.stamp())
                && record.handling.expires_us.is_none_or(|end| end > desk.clock.now_us())
        };
        if found.record.as_ref().is_none_or(may_see) {
            all.push(found);
        }
    }
    Ok(all)
}

fn one(told: FoundTold) -> Result<Found> {
    let owner: Member = told.owner.parse()?;
    let verdict = match told.verdict.as_str() {
        "match" => matching::Verdict::Match,
        "possible" => matching::Verdict::Possible,
        _ => return Err(Rejection::Rule("no verdict that this node knows").into()),
    };
    Ok(Found {
        record: told.record.map(|stated| stated.read(&owner)).transpose()?,
        owner,
        verdict,
        score: told.score_ppm.map(|ppm| f64::from(ppm.min(1_000_000)) / 1e6),
        hit: told.hit.as_deref().map(str::parse).transpose()?,
    })
}
