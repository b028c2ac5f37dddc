//! The other side of a hit is asked about it: a request for its confirmation, in a thread that is tied to the hit.
use crate::{Desk, Error, Result, frame, sights, thread};
use model::{Actor, HitId, HitShows, Level, Reason, RequestKind, Term, ThreadId};
use policy::action;
use std::collections::BTreeSet;
use store::thread::OfHit;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asking {
    pub subject: String,
    pub text: String,
    /// As urgent as the hit, where nothing else is said.
    pub term: Option<Term>,
}

/// Asks it. The thread names the hit and nothing of what a record says; it is as confidential as the records that are here. Where the
/// other side may not know of the hit, it cannot be asked.
pub async fn ask(desk: &Desk, by: &Actor, reason: &Reason, id: HitId, asking: Asking) -> Result<ThreadId> {
    let look = super::look(desk, by, reason, id).await?;
    let (mine, theirs) = look.hit.sides_of(&desk.me).ok_or(Error::Missing)?;
    if mine.shows == HitShows::Silent {
        return Err(Error::Conflict("the other side may not know of this hit: to ask would tell it"));
    }
    let levels = [&look.ours, &look.theirs].into_iter().flatten().map(|held| held.record.handling.level);
    let opening = thread::Opening {
        subject: asking.subject,
        text: asking.text,
        to: vec![theirs.member.clone()],
        never_to: BTreeSet::new(),
        level: levels.max().unwrap_or(Level::Official),
        caveats: BTreeSet::new(),
        caveat_text: None,
        grading: None,
        term: asking.term.unwrap_or(look.hit.term),
        life_at_risk: false,
        crime: None,
        records: vec![],
        hits: vec![id],
        ask: Some((RequestKind::HitConfirmation, vec![])),
    };
    thread::open(desk, by, reason, opening, None).await
}

/// The threads that name a hit, as far as the officer may read them; the hit was just shown to them.
pub async fn threads(desk: &Desk, by: &Actor, reason: &Reason, id: HitId) -> Result<Vec<OfHit>> {
    if !crate::offer::may::<action::ReviewThreads>(desk, by, reason) {
        return Ok(vec![]);
    }
    let (_may, sight) =
        (frame::may::<action::ReviewThreads>(desk, by, reason).await?, sights::of(desk, by, reason).await?);
    let mut tx = desk.store.read().await?;
    if store::hit::one(&mut tx, (&desk.me, &sight), id, desk.clock.now_us()).await?.is_none() {
        return Ok(vec![]);
    }
    Ok(store::thread::of_hit(&mut tx, &desk.rules().threads(by, reason), id).await?)
}
