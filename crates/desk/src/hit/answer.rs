//! An officer says of a hit what they find; the other side is told in the same transaction.
use crate::outbox::{Lanes, Reach, Way, class};
use crate::parcel::{HitSaid, Parcel};
use crate::record::seen::permitted;
use crate::{Desk, Error, Result, Ring, frame, offer, sights};
use model::{Actor, Finding, HitId, HitShows, Reason};
use policy::{Permit, action};
use store::hit::Hit;
use wire::envelope::Class;

/// Says it of our record, or of our check. What was decided stays decided: another word is a conflict, but for whoever only acknowledged.
pub async fn answer(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: HitId,
    finding: impl Into<Finding>,
) -> Result<()> {
    let finding = finding.into().check()?;
    let _may = frame::may::<action::ReviewHits>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let found = store::hit::one(&mut desk.store.read().await?, (&desk.me, &sight), id, now).await?;
    let hit = found.ok_or(Error::Missing)?;
    let (mine, theirs) = hit.sides_of(&desk.me).ok_or(Error::Missing)?;
    if mine.word.is_some_and(|(said, _)| said.decides()) {
        return Err(Error::Conflict("this side has decided already: read the hit again"));
    }
    let (class, permit) = permit(desk, (by, reason), &hit).await?;
    let mut tx = desk.store.begin().await?;
    store::hit::answer(&mut tx, &permit, &hit, finding, now).await?;
    // The other side knows of the hit only where our record may be known to it.
    if mine.shows != HitShows::Silent {
        let mut lanes = Lanes::new(desk)?;
        let said = HitSaid::of(id, finding, now);
        let way = Way { reach: Reach::one(&theirs.member), class };
        match lanes.put(&mut tx, &way, &Parcel::HitAnswered(said)).await {
            Ok(_) | Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
        lanes.close(&mut tx).await?;
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Hits);
    desk.bell.ring(Ring::Outbox);
    Ok(())
}

/// How urgent it is, and the permit. Of a check the rules are asked as of an ordinary record of ours that says nothing.
async fn permit(
    desk: &Desk,
    (by, reason): (&Actor, &Reason),
    hit: &Hit,
) -> Result<(Class, Permit<action::AnswerHit>)> {
    let (mine, _) = hit.sides_of(&desk.me).ok_or(Error::Missing)?;
    match (mine.record, &hit.check) {
        (Some(record), _) => {
            let (held, permit) = permitted::<action::AnswerHit>(desk, by, reason, record).await?;
            Ok((class(&held.record.handling), permit))
        }
        (None, Some(check)) => {
            let stamp = offer::ordinary(&desk.me, check.kind);
            Ok((Class::Routine, frame::may_on(desk, by, reason, (hit.target_of(mine), &stamp)).await?))
        }
        (None, None) => Err(Error::Missing),
    }
}
