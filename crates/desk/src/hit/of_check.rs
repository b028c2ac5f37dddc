//! A hit between a check and a record: who asked is told as far as the record's handling allows, and its owner in any case.
use super::raise::{milli, tell, term};
use crate::check::{Answer, Match, Verdict, told_entity};
use crate::outbox::{Lanes, class, pseudonym, unit_of};
use crate::{Desk, Result, offer};
use matching::cluster::bits_of;
use model::{Actor, CheckId, Entity, HitId, HitShows, Kind, Member, Reason, Record, RecordId};
use policy::action;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use store::Tx;
use store::hit::{Checked, Hit, Side};
use store::journal::Answered;

/// Most hits that the checks of one officer or machine raise in an hour with the records of one owner. Whoever screens
/// thousands finds more; the owner sees each of these looks in its window all the same.
pub(crate) const AN_HOUR_MAX: u64 = 60;
/// And those of another member altogether, whatever officers it names.
const MEMBER_AN_HOUR_MAX: u64 = 600;
const HOUR_US: i64 = 3_600_000_000;

/// What is kept with an answer, in the act about it, so that a hit can be made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Question {
    pub check: String,
    /// Under the asker's own key: the same question has the same.
    pub digest: String,
    pub kind: String,
    /// What was asked, where the purpose lets it be kept.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked: Option<String>,
    pub milli_bits: i32,
    /// Of a question that another member's node has put.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<Asker>,
}

/// Who asked, elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Asker {
    pub unit: Option<String>,
    pub officer: Option<String>,
    pub asked_us: i64,
}

impl Question {
    /// Of a question of our own.
    pub(crate) fn of(desk: &Desk, check: CheckId, reason: &Reason, asked: &Entity, score: f64) -> Question {
        Question {
            check: check.to_string(),
            digest: digest(desk, asked),
            kind: asked.kind().to_string(),
            asked: reason.purpose.keeps_the_question().then(|| told_entity(desk, reason, asked)),
            milli_bits: milli(bits_of(score)),
            by: None,
        }
    }
}

/// The same question has the same, and nobody without this node's key can guess what was asked.
pub(crate) fn digest(desk: &Desk, asked: &Entity) -> String {
    let digest = desk.pseudonyms.digest("question", crate::check::plain(asked).as_bytes());
    wire::hex(&digest[..16])
}

/// A check that met a record.
pub(super) struct Met {
    check: Checked,
    record: Record,
    milli_bits: i32,
    /// What the asker gets to see of the record.
    shows: HitShows,
}

impl Met {
    /// Of an answer that the journal has; none where it was not asked as something that can be met.
    pub(super) async fn of(
        desk: &Desk,
        tx: &mut Tx,
        answered: &Answered,
        (question, record): (&Question, &Record),
    ) -> Result<Option<Met>> {
        let member = match answered.actor.strip_prefix("node:") {
            Some(code) => code.parse::<Member>()?,
            None => desk.me.clone(),
        };
        if member == record.owner {
            return Ok(None);
        }
        // Whoever is here has been shown it; another member what it may be shown.
        let shows = if member == desk.me { HitShows::Full } else { policy::shows(&record.stamp(), &member) };
        let (unit, officer, asked_us) = match &question.by {
            Some(by) => (by.unit.clone(), by.officer.clone(), by.asked_us),
            None => {
                let unit = unit_of(desk, tx, &answered.actor).await?;
                (unit, Some(pseudonym(desk, &answered.actor)), answered.at_us)
            }
        };
        let check = Checked {
            check: question.check.parse()?,
            pair: pair(&member, &question.digest, (record.id, record.version)),
            member,
            unit,
            officer,
            purpose: answered.purpose,
            reference: answered.reference.clone(),
            kind: question.kind.parse::<Kind>()?,
            asked: question.asked.clone(),
            asked_us,
        };
        Ok(Some(Met { check, record: record.clone(), milli_bits: question.milli_bits, shows }))
    }

    /// Of a record that the asker is not shown.
    pub(super) async fn unseen(
        desk: &Desk,
        tx: &mut Tx,
        (by, reason, question): (&Actor, &Reason, &Question),
        record: &Record,
    ) -> Result<Option<Met>> {
        let answered = Answered {
            at_us: desk.clock.now_us(),
            actor: by.label(),
            object: (record.id, record.version),
            owner: record.owner.clone(),
            purpose: reason.purpose,
            reference: reason.reference.clone(),
            body: serde_json::Value::Null,
        };
        let met = Met::of(desk, tx, &answered, (question, record)).await?;
        Ok(met.map(|met| Met { shows: HitShows::Silent, ..met }))
    }
}

fn pair(asker: &Member, digest: &str, (record, version): (RecordId, u64)) -> wire::Hash {
    let whole = Sha256::new().chain_update(b"liaison/1/check-pair\0").chain_update(asker.as_str());
    let whole = whole.chain_update(b"\0").chain_update(digest).chain_update(record.as_bytes());
    whole.chain_update(version.to_be_bytes()).finalize().into()
}

/// The same check and record are the same hit, whoever raises it.
fn id_of(check: CheckId, record: RecordId) -> HitId {
    let whole = Sha256::new().chain_update(b"liaison/1/check-hit\0").chain_update(check.as_bytes());
    let whole = whole.chain_update(record.as_bytes()).finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&whole[..16]);
    HitId::from_bytes(id)
}

/// Raises it, unless one lives between the two or this officer has raised as many as they may; tells the sides that are
/// elsewhere. Gives what was shown to the asker of a hit that was raised.
pub(super) async fn raise(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    met: &Met,
) -> Result<Option<HitShows>> {
    if store::hit::lives(tx, &met.check.pair).await?.is_some() || is_enough(desk, tx, met).await? {
        return Ok(None);
    }
    let hit = hit_of(desk, met);
    let by = Actor::Engine { member: desk.me.clone() };
    if !store::hit::raise(tx, (&by, &desk.me), &hit, desk.clock.now_us()).await? {
        return Ok(None);
    }
    tell(desk, tx, lanes, (&hit, class(&met.record.handling))).await?;
    Ok(Some(met.shows))
}

async fn is_enough(desk: &Desk, tx: &mut Tx, met: &Met) -> Result<bool> {
    let (member, owner) = (&met.check.member, &met.record.owner);
    let since = desk.clock.now_us() - HOUR_US;
    if let Some(officer) = met.check.officer.as_deref() {
        let raised = store::hit::count_of(tx, (member, Some(officer)), owner, since).await?;
        if raised >= AN_HOUR_MAX {
            return Ok(true);
        }
    }
    let foreign = member != &desk.me;
    Ok(foreign && store::hit::count_of(tx, (member, None), owner, since).await? >= MEMBER_AN_HOUR_MAX)
}

fn hit_of(desk: &Desk, met: &Met) -> Hit {
    let (now, term) = (desk.clock.now_us(), term(&met.record));
    let asked = met.check.asked.is_some();
    let check = Side {
        member: met.check.member.clone(),
        record: None,
        version: 0,
        shows: if asked { HitShows::Full } else { HitShows::Contact },
        word: None,
        ground: None,
    };
    let record = Side {
        member: met.record.owner.clone(),
        record: Some(met.record.id),
        version: met.record.version,
        shows: met.shows,
        word: None,
        ground: None,
    };
    let mut sides = [check, record];
    sides.sort_by(|a, b| a.member.cmp(&b.member));
    Hit {
        id: id_of(met.check.check, met.record.id),
        raised_by: desk.me.clone(),
        milli_bits: met.milli_bits,
        term,
        raised_us: now,
        due_us: now.saturating_add(term.runs_us()),
        late_us: None,
        sides,
        check: Some(met.check.clone()),
    }
}

/// The hit between a question of another member, by its check and digest, and a record that answers it.
pub(crate) async fn expected(
    tx: &mut Tx,
    (asker, check, digest): (&Member, CheckId, &str),
    record: (RecordId, u64),
) -> Result<HitId> {
    let lives = store::hit::lives(tx, &pair(asker, digest, record)).await?;
    Ok(lives.unwrap_or_else(|| id_of(check, record.0)))
}

/// The hits that an answer has raised, or raises within a moment, each by the record that it met; for whoever may look at
/// hits.
pub async fn of_answer(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    answer: &Answer,
) -> Result<HashMap<RecordId, HitId>> {
    let met = |found: &&Match| found.owner != desk.me && found.verdict == Verdict::Match;
    let met: Vec<&Match> = answer.matches.iter().filter(met).collect();
    if met.is_empty() || desk.post.is_none() || !offer::may::<action::ReviewHits>(desk, by, reason) {
        return Ok(HashMap::new());
    }
    let mut tx = desk.store.read().await?;
    let mut hits = HashMap::new();
    for found in met {
        let Some(asked) = answer.asked.get(found.reading) else { continue };
        let record = (found.record, found.version);
        let digest = digest(desk, asked);
        hits.insert(found.record, expected(&mut tx, (&desk.me, answer.id, &digest), record).await?);
    }
    Ok(hits)
}
