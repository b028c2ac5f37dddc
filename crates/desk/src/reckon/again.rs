//! What does not agree of records given and held is looked at, and settled: given once more, or taken back once more.
use crate::outbox::{self, Lanes};
use crate::record::{Draft, revise};
use crate::{Desk, Error, Result, Ring, frame, sights};
use model::{ActKind, Actor, Member, Reason, Record, RecordId, Stray};
use policy::action;
use store::holding::Difference;

/// One record that does not agree, named as far as the reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strayed {
    pub it: Difference,
    /// The reader may have it given, or taken back, once more.
    pub may_settle: bool,
}

/// What does not agree.
pub async fn strays(desk: &Desk, by: &Actor, reason: &Reason, limit: u32) -> Result<Vec<Strayed>> {
    let may = frame::may::<action::ReadPeers>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let all = store::holding::differences(&mut tx, (&may, &sight), limit).await?;
    let mut strays = Vec::new();
    for it in all.clone() {
        let stamp = match it.record.filter(|_| it.ours && it.settled_us.is_none()) {
            Some(id) => store::holding::stamp_of(&mut tx, id).await?,
            None => None,
        };
        let rules = desk.rules();
        let may_settle = stamp.is_some_and(|(target, stamp)| match it.what {
            Stray::Lost => rules.permit_on::<action::Revise>(by, reason, target, &stamp).is_ok(),
            Stray::Kept => rules.permit_on::<action::Withdraw>(by, reason, target, &stamp).is_ok(),
        });
        strays.push(Strayed { it, may_settle });
    }
    drop(tx);
    let named: Vec<String> = all.iter().filter_map(|it| it.record).map(|id| id.to_string()).collect();
    let body = serde_json::json!({ "strays": all.len(), "records": named });
    frame::note(desk, by, ActKind::Listed, reason, body).await?;
    Ok(strays)
}

/// How many are an alarm, by member.
pub async fn stray_alarms(desk: &Desk) -> Result<Vec<(Member, u64)>> {
    Ok(store::holding::alarms(&mut desk.store.glance().await?).await?.into_iter().collect())
}

/// Whoever may revise the record has it stated as its next version, which says the same: that heals a holder that has lost its
/// copy, whatever it has noted of the version before. Whoever may withdraw it has it taken back once more. Gives what it was.
pub async fn once_more(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (member, id): (&Member, RecordId),
) -> Result<Stray> {
    let apart = store::holding::one(&mut desk.store.read().await?, (member, id)).await?;
    // That there is such a difference is told to those alone who may know of the record.
    let apart = apart.ok_or(Error::Missing)?;
    match apart.what {
        Stray::Lost => give(desk, by, reason, (member, id)).await?,
        Stray::Kept => take_back(desk, by, reason, (member, id, apart.version)).await?,
    }
    desk.bell.ring(Ring::Peers);
    Ok(apart.what)
}

async fn give(desk: &Desk, by: &Actor, reason: &Reason, (member, id): (&Member, RecordId)) -> Result<()> {
    let opened = crate::record::open(desk, by, reason, id).await?;
    let record = opened.held.record;
    let version = record.version;
    revise(desk, by, reason, id, version, same(record)).await?;
    let mut tx = desk.store.begin().await?;
    store::holding::settled(&mut tx, (member, id), desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// What the record says, to be said anew.
fn same(record: Record) -> Draft {
    let Record { subject, status, action, handling, grading, source, .. } = record;
    Draft { subject, status, action, handling, grading, source }
}

async fn take_back(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (member, id, version): (&Member, RecordId, u64),
) -> Result<()> {
    let known = store::holding::stamp_of(&mut desk.store.read().await?, id).await?;
    let (target, stamp) = known.ok_or(Error::Missing)?;
    let permit = frame::may_on::<action::Withdraw>(desk, by, reason, (target, &stamp)).await?;
    let mut tx = desk.store.begin().await?;
    store::lane::hold(&mut tx).await?;
    store::holding::take_back_again(&mut tx, &permit, (member, version), desk.clock.now_us()).await?;
    let mut lanes = Lanes::new(desk)?;
    outbox::settle(desk, &mut tx, &mut lanes, &[id]).await?;
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Outbox);
    Ok(())
}
