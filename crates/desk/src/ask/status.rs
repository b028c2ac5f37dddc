//! Before anybody is arrested: the owner's node is asked where its notice stands at this moment.
//!
//! Like the question of a check it is sealed to the one node, and both journals keep it under the same name.
use super::begin::Ask;
use super::letter::{Letter, Spot, open, seal};
use crate::outbox::{address, pseudonym, unit_of};
use crate::record::Opened;
use crate::{Desk, Error, Result, Ring, chance, frame};
use model::notice::Stage;
use model::{ActKind, Actor, Member, Purpose, Reason, Record, RecordId};
use policy::action;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::consultation::Consultation;
use store::journal::Act;
use store::notice::Notice;
use wire::Rejection;

/// Until the owner's node must have answered: somebody stands at the counter.
const WAIT: Duration = Duration::from_secs(3);
/// Notices about which owners are asked for one check, side by side.
const ASKED_MAX: usize = 3;
pub(super) const KIND: &str = "notice-question";
const ANSWER: &str = "notice-answer";

/// Where a notice stands, as far as it is known at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    /// Its owner's node has said so just now.
    Confirmed { stage: Stage, at_us: i64 },
    /// Its owner's node knows no such notice for this member: it is not to be acted on.
    Denied { at_us: i64 },
    /// The owner was not reached. This is how the notice stood when its owner last told of it.
    Unreached { stage: Stage, known_us: i64 },
}

impl Live {
    /// Whether its owner stands behind it at this moment: only then coercion is spoken of.
    pub fn stands(&self) -> bool {
        matches!(self, Live::Confirmed { stage: Stage::Published, .. })
    }

    /// What one asks to be done is shown only where its owner stands behind it; what nobody was asked about stays as it is.
    pub fn keep(live: Option<&Live>, action: &mut Option<String>) {
        if live.is_some_and(|live| !live.stands()) {
            *action = None;
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct QuestionTold {
    notice: String,
    purpose: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    legal_basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    reference: Option<String>,
    unit: Option<String>,
    officer: Option<String>,
    asked_us: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct AnswerTold {
    /// Left out where the asker may know of no such notice.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    stage: Option<String>,
}

/// Asks the owner of a notice that is here where it stands. On disk that it was asked before the question leaves, and what was
/// heard before it is shown.
pub async fn status(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Live> {
    let _may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let notice = store::notice::get(&mut desk.store.read().await?, id).await?;
    let notice = notice.filter(|notice| !notice.withheld).ok_or(Error::Missing)?;
    if notice.owner == desk.me {
        return Ok(Live::Confirmed { stage: notice.stage, at_us: desk.clock.now_us() });
    }
    let unreached = Live::Unreached { stage: notice.stage, known_us: notice.moved_us };
    let Some(ask) = question(desk, by, reason, &notice).await? else { return Ok(unreached) };
    let heard = match carried(desk, &ask).await {
        Some(bytes) => read(desk, &notice, &ask, &bytes).await.unwrap_or_else(|fault| {
            tracing::warn!(%fault, member = %ask.to.member, "an answer about a notice is not taken");
            unreached
        }),
        None => unreached,
    };
    let stage = match heard {
        Live::Confirmed { stage, .. } => Some(stage.as_str()),
        Live::Denied { .. } | Live::Unreached { .. } => None,
    };
    let reached = !matches!(heard, Live::Unreached { .. });
    let body = serde_json::json!({
        "member": notice.owner.as_str(), "name": wire::hex(&ask.nonce), "reached": reached, "stage": stage,
    });
    note(desk, (by, reason), &notice, (ActKind::StatusHeard, body)).await?;
    Ok(heard)
}

/// Where each notice stands that a check for an arrest has met, in the order of its matches. Its owner is asked about the first
/// ones; of others only what is known here is told.
pub async fn before_arrest(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    matches: &[RecordId],
) -> Result<Vec<(RecordId, Live)>> {
    let mut all = Vec::new();
    if reason.purpose != Purpose::Arrest || matches.is_empty() {
        return Ok(all);
    }
    let mut notices = store::notice::of(&mut desk.store.read().await?, matches).await?;
    notices.retain(|notice| !notice.withheld);
    notices.sort_by_key(|notice| matches.iter().position(|id| *id == notice.id));
    // Side by side: somebody stands at the counter, and each owner may take as long as one of them.
    let ask = async |place: usize| match notices.get(place) {
        Some(notice) => asked_for_arrest(desk, (by, reason), notice).await.map(Some),
        None => Ok(None),
    };
    let (first, second, third) = tokio::join!(ask(0), ask(1), ask(2));
    let heard: [Option<Live>; ASKED_MAX] = [first?, second?, third?];
    for (place, notice) in notices.iter().enumerate() {
        let live = heard.get(place).copied().flatten().unwrap_or_else(|| unreached(notice));
        all.push((notice.id, live));
    }
    Ok(all)
}

/// In a list nobody was asked: for an arrest, what others ask to be done is left out of it.
pub(crate) fn unasked(desk: &Desk, reason: &Reason, record: &mut Record) {
    if reason.purpose == Purpose::Arrest && record.owner != desk.me {
        record.action = None;
    }
}

/// The same of a notice.
pub(crate) fn unasked_of(desk: &Desk, reason: &Reason, notice: &mut Notice) {
    if reason.purpose == Purpose::Arrest && notice.owner != desk.me {
        notice.content.leave_out_action();
    }
}

/// As before an arrest, of one notice that is looked at or goes on paper. What its owner asks to be done is left out of it where it
/// does not stand.
pub async fn before_arrest_by(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    notice: &mut Notice,
) -> Result<Option<Live>> {
    if reason.purpose != Purpose::Arrest {
        return Ok(None);
    }
    let live = asked_for_arrest(desk, (by, reason), notice).await?;
    if !live.stands() {
        notice.content.leave_out_action();
    }
    Ok(Some(live))
}

/// As before an arrest, of one record that was opened. What its owner asks to be done is left out of it where its notice does not stand.
pub async fn before_arrest_on(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    opened: &mut Opened,
) -> Result<Option<Live>> {
    let id = opened.held.record.id;
    let live = before_arrest(desk, by, reason, &[id]).await?.pop().map(|(_, live)| live);
    let records = opened.history.iter_mut().map(|past| &mut past.record).chain([&mut opened.held.record]);
    records.for_each(|record| Live::keep(live.as_ref(), &mut record.action));
    Ok(live)
}

async fn asked_for_arrest(desk: &Desk, (by, reason): (&Actor, &Reason), notice: &Notice) -> Result<Live> {
    match status(desk, by, reason, notice.id).await {
        // Whoever may not read notices, and what is gone by now: nothing stands behind it, and the check is answered.
        Err(Error::Refused(_) | Error::Missing) => Ok(unreached(notice)),
        heard => heard,
    }
}

fn unreached(notice: &Notice) -> Live {
    Live::Unreached { stage: notice.stage, known_us: notice.moved_us }
}

async fn note(
    desk: &Desk,
    (by, reason): (&Actor, &Reason),
    notice: &Notice,
    (kind, body): (ActKind, serde_json::Value),
) -> Result<()> {
    frame::note_on(desk, by, reason, (kind, (notice.id, notice.version)), Some(body)).await
}

/// The question as it may leave, with the act; none where the owner's node cannot be sealed to or called.
async fn question(desk: &Desk, by: &Actor, reason: &Reason, notice: &Notice) -> Result<Option<Ask>> {
    let (Some(post), Some(to)) = (desk.post.as_ref(), address(desk, &notice.owner)) else { return Ok(None) };
    let Some(known) = desk.roster().get(&notice.owner).cloned() else { return Ok(None) };
    let label = by.label();
    let told = QuestionTold {
        notice: notice.id.to_string(),
        purpose: reason.purpose.to_string(),
        legal_basis: reason.legal_basis.clone(),
        reference: reason.reference.clone(),
        unit: unit_of(desk, &mut desk.store.read().await?, &label).await?,
        officer: Some(pseudonym(desk, &label)),
        asked_us: desk.clock.now_us(),
    };
    let nonce = chance::draw::<16>(&*desk.chance)?;
    let sealed = match seal(desk, post, &known, (Spot::question(nonce), KIND), &told) {
        Err(Error::Unreached(_)) => return Ok(None),
        sealed => sealed?,
    };
    let body = serde_json::json!({ "member": notice.owner.as_str(), "name": wire::hex(&nonce) });
    note(desk, (by, reason), notice, (ActKind::StatusAsked, body)).await?;
    Ok(Some(Ask { to, question: sealed.bytes, nonce, hash: sealed.hash }))
}

async fn carried(desk: &Desk, ask: &Ask) -> Option<Vec<u8>> {
    let asking = desk.asking.get()?;
    let carried = asking.carrier.carry(&ask.to, ask.question.clone());
    tokio::time::timeout(WAIT, carried).await.ok()?.ok()
}

async fn read(desk: &Desk, notice: &Notice, ask: &Ask, bytes: &[u8]) -> Result<Live> {
    let known = desk.roster().get(&notice.owner).cloned().ok_or(Rejection::Owner)?;
    let opened = open::<AnswerTold>(desk, &known, bytes, ANSWER).await?;
    if !Spot::answer(ask.nonce, ask.hash).is_of(&opened.header) {
        return Err(Rejection::Rule("this answers another question").into());
    }
    let at_us = desk.clock.now_us();
    match opened.told.stage {
        Some(stage) => Ok(Live::Confirmed { stage: stage.parse()?, at_us }),
        None => Ok(Live::Denied { at_us }),
    }
}

/// Answers another member's node about a notice of ours. On disk that it asked before the answer is made.
pub(super) async fn answer(desk: &Desk, caller: &Member, letter: Letter) -> Result<Vec<u8>> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let known = desk.roster().get(caller).cloned().ok_or(Rejection::Owner)?;
    let nonce = letter.header.frame.place.lane.0;
    if !Spot::question(nonce).is_of(&letter.header) {
        return Err(Rejection::Rule("a question is the first of its name").into());
    }
    let told: QuestionTold = letter.told()?;
    let id: RecordId = told.notice.parse()?;
    let mut tx = desk.store.begin().await?;
    let until = i64::try_from(letter.header.frame.expires_ms).unwrap_or(i64::MAX).saturating_mul(1_000);
    if !store::question::first(&mut tx, (caller, &nonce), (desk.clock.now_us(), until)).await? {
        return Err(Rejection::Rule("this question was answered before").into());
    }
    let notice = store::notice::get(&mut tx, id).await?.filter(|notice| notice.owner == desk.me);
    let notice = notice.filter(|notice| may_know(desk, notice, caller));
    if let Some(notice) = &notice {
        asked(desk, &mut tx, (caller, &told), (notice, &nonce)).await?;
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Receipts);
    let told = AnswerTold { stage: notice.map(|notice| notice.stage.to_string()) };
    Ok(seal(desk, post, &known, (Spot::answer(nonce, letter.hash), ANSWER), &told)?.bytes)
}

/// Whoever it is addressed to, or reviews it, may know how it stands, also when it is out of use.
fn may_know(desk: &Desk, notice: &Notice, member: &Member) -> bool {
    let content = &notice.content;
    let addressed = content.audience.includes(member) && !content.never_to.contains(member);
    let was_sent =
        notice.spread || notice.acts.iter().any(|act| act.said.word == model::notice::Word::Publish);
    addressed && was_sent || crate::notice::reviewers(desk, &desk.me, content).contains(member)
}

async fn asked(
    desk: &Desk,
    tx: &mut store::Tx,
    (caller, told): (&Member, &QuestionTold),
    (notice, nonce): (&Notice, &[u8; 16]),
) -> Result<()> {
    let short = |text: &Option<String>| text.as_ref().map(|text| text.chars().take(200).collect::<String>());
    let reason = Reason {
        purpose: told.purpose.parse()?,
        legal_basis: short(&told.legal_basis),
        reference: short(&told.reference),
    };
    let (by, at_us) = (Actor::Node { member: caller.clone() }, desk.clock.now_us());
    let body = serde_json::json!({
        "member": caller.as_str(), "name": wire::hex(nonce), "stage": notice.stage.as_str(),
        "unit": short(&told.unit), "officer": short(&told.officer),
    });
    let act = Act {
        at_us,
        by: &by,
        kind: ActKind::StatusAnswered,
        object: Some((notice.id, notice.version)),
        reason: Some(&reason),
        body: Some(body),
    };
    store::journal::write(tx, act).await?;
    let look = Consultation {
        number: 0,
        record: notice.id,
        version: notice.version,
        member: caller.clone(),
        what: ActKind::StatusAsked.as_str().to_owned(),
        unit: short(&told.unit),
        officer: short(&told.officer),
        purpose: reason.purpose,
        reference: reason.reference.clone(),
        done_us: told.asked_us,
        told_us: at_us,
    };
    Ok(store::consultation::put(tx, &look).await?)
}
