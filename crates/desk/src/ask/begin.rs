//! The question leaves: its act is on disk first; then each node has its own time to answer, and holds up nobody else.
use super::heard::{self, Kept};
use super::letter::{QuestionTold, ReadingTold, Spot, seal};
use super::{Found, State, Unheard};
use crate::check::Answer;
use crate::hit::digest;
use crate::outbox::{Address, address, pseudonym, unit_of};
use crate::parcel::EntityStated;
use crate::{Desk, Error, Result, Ring, chance, frame};
use model::{ActKind, Actor, CheckId, Entity, Member, Reason};
use std::sync::Arc;
use store::journal::OwnedAct;
use tokio::sync::TryAcquireError;
use tokio::task::JoinSet;
use wire::Hash;

/// Questions that wait for one member at once. A dead one costs no more than that.
const AT_ONCE: usize = 16;

/// A question that may leave.
pub struct Begun {
    pub check: CheckId,
    pub(super) by: Actor,
    pub(super) reason: Reason,
    /// As it stands in the question.
    asked_us: i64,
    pub asks: Vec<Ask>,
}

/// The same question, sealed to one node.
pub struct Ask {
    pub to: Address,
    pub question: Vec<u8>,
    pub(super) nonce: [u8; 16],
    pub(super) hash: Hash,
}

/// Makes the question of an answered check ready for these members, with the act. What they answer can be read under the
/// check's name from now on. Who cannot be reached is told of as one who has not answered.
pub async fn begin(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    answer: &Answer,
    members: &[Member],
) -> Result<Begun> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let told = told(desk, by, reason, answer).await?;
    let roster = desk.roster();
    let (mut asks, mut silent) = (Vec::new(), Vec::new());
    for member in members {
        let nonce = chance::draw::<16>(&*desk.chance)?;
        let known = roster.get(member).ok_or_else(|| Error::Unreached(member.clone()))?;
        let sealed = seal(desk, post, known, (Spot::question(nonce), "question"), &told);
        match (sealed, address(desk, member)) {
            (Ok(sealed), Some(to)) => {
                asks.push(Ask { to, question: sealed.bytes, nonce, hash: sealed.hash });
            }
            (Ok(_) | Err(Error::Unreached(_)), _) => silent.push(member.clone()),
            (Err(fault), _) => return Err(fault),
        }
    }
    note(desk, by, reason, (answer.id, told.asked_us, &asks)).await?;
    let local = answer.matches.iter().map(|found| found.record).collect();
    let waiting = asks.iter().map(|ask| (ask.to.member.clone(), State::Waiting));
    let members = waiting.chain(silent.into_iter().map(|member| (member, State::Unanswered))).collect();
    heard::keep(desk, answer.id, Kept::new(by, desk.clock.now_us(), (local, members)));
    let (asked_us, reason) = (told.asked_us, reason.clone());
    Ok(Begun { check: answer.id, by: by.clone(), reason, asked_us, asks })
}

async fn told(desk: &Desk, by: &Actor, reason: &Reason, answer: &Answer) -> Result<QuestionTold> {
    let label = by.label();
    let unit = unit_of(desk, &mut desk.store.read().await?, &label).await?;
    let reading =
        |asked: &Entity| ReadingTold { entity: EntityStated::of(asked), digest: digest(desk, asked) };
    Ok(QuestionTold {
        check: answer.id.to_string(),
        readings: answer.asked.iter().map(reading).collect(),
        purpose: reason.purpose.to_string(),
        legal_basis: reason.legal_basis.clone(),
        reference: reason.reference.clone(),
        unit,
        officer: Some(pseudonym(desk, &label)),
        asked_us: desk.clock.now_us(),
    })
}

async fn note(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (check, asked_us, asks): (CheckId, i64, &[Ask]),
) -> Result<()> {
    let asked: Vec<serde_json::Value> = asks
        .iter()
        .map(|ask| serde_json::json!({ "member": ask.to.member.as_str(), "nonce": wire::hex(&ask.nonce) }))
        .collect();
    frame::note(
        desk,
        by,
        ActKind::Asked,
        reason,
        serde_json::json!({ "check": check.to_string(), "asked_us": asked_us, "asked": asked }),
    )
    .await?;
    Ok(())
}

/// Asks all of them at once, each within its own time. Returns when all have answered or are late.
pub async fn run(desk: &Arc<Desk>, begun: Begun) {
    let (begun, mut asked) = (Arc::new(begun), JoinSet::new());
    for at in 0..begun.asks.len() {
        let (desk, begun) = (Arc::clone(desk), Arc::clone(&begun));
        asked.spawn(async move {
            if let Some(ask) = begun.asks.get(at) {
                one(&desk, &begun, ask).await;
            }
        });
    }
    while asked.join_next().await.is_some() {}
}

async fn one(desk: &Desk, begun: &Begun, ask: &Ask) {
    let answered = carried(desk, ask).await;
    if let Err(fault) = settle(desk, begun, ask, answered).await {
        tracing::warn!(%fault, member = %ask.to.member, "an answer of another node is not taken");
        heard::tell(desk, begun.check, &ask.to.member, State::Refused("E_ANSWER".to_owned()));
        ring(desk, begun);
    }
}

async fn carried(desk: &Desk, ask: &Ask) -> Result<Vec<u8>, Unheard> {
    let asking = desk.asking.get().ok_or(Unheard::Unanswered)?;
    let places = heard::places(desk, &ask.to.member, AT_ONCE);
    let _place = match places.try_acquire() {
        Ok(place) => place,
        Err(TryAcquireError::NoPermits | TryAcquireError::Closed) => return Err(Unheard::Unanswered),
    };
    let carried = asking.carrier.carry(&ask.to, ask.question.clone());
    tokio::time::timeout(asking.wait, carried).await.unwrap_or(Err(Unheard::Unanswered))
}

/// Takes what one of them has answered, or that it has not: on disk that it was heard before anybody reads it.
pub async fn settle(desk: &Desk, begun: &Begun, ask: &Ask, answered: Result<Vec<u8>, Unheard>) -> Result<()> {
    let state = match answered {
        Err(Unheard::Unanswered) => State::Unanswered,
        Err(Unheard::Refused(code)) => State::Refused(code),
        Ok(bytes) => {
            let found = heard::read(desk, begun, ask, &bytes).await?;
            heard_act(desk, begun, ask, &found).await?;
            if found.is_empty() { State::Nothing } else { State::Found(found) }
        }
    };
    heard::tell(desk, begun.check, &ask.to.member, state);
    ring(desk, begun);
    Ok(())
}

async fn heard_act(desk: &Desk, begun: &Begun, ask: &Ask, found: &[Found]) -> Result<()> {
    let told: Vec<serde_json::Value> = found
        .iter()
        .map(|found| {
            let record = found.record.as_ref().map(|record| record.id.to_string());
            serde_json::json!({ "owner": found.owner.as_str(), "record": record, "verdict": found.verdict.as_str() })
        })
        .collect();
    let body = serde_json::json!({
        "check": begun.check.to_string(), "member": ask.to.member.as_str(), "nonce": wire::hex(&ask.nonce),
        "asked_us": begun.asked_us, "found": told,
    });
    let act = OwnedAct {
        at_us: desk.clock.now_us(),
        by: begun.by.clone(),
        kind: ActKind::Heard,
        object: None,
        reason: Some(begun.reason.clone()),
        body: Some(body),
    };
    desk.store.note(act).await?;
    Ok(())
}

fn ring(desk: &Desk, begun: &Begun) {
    if let Actor::Officer { id, .. } = &begun.by {
        desk.bell.ring(Ring::Elsewhere(*id));
    }
}
