//! Once a day each member is told what our log has of the days behind us; more often while something does not agree.
use super::{DAY_US, DAYS, day_of, keep};
use crate::outbox::{self, Lanes, Way};
use crate::parcel::{LogSums, Parcel, SumTold};
use crate::peer::{Known, now_ms};
use crate::{Desk, Error, Result, Ring, follow, peer};
use model::{Member, Passed};
use store::Tx;

/// What does not agree is looked at again so often.
const AGAIN_US: i64 = DAY_US / 4;
/// A day is over when no clock says otherwise that is wrong by an hour.
const CLOSED_US: i64 = 2 * 3_600 * 1_000_000;

/// Tells whoever it is time for. Done each minute.
pub async fn round(desk: &Desk) -> Result<()> {
    if desk.post.is_none() || is_early(desk).await? || due(desk).await?.is_empty() {
        return Ok(());
    }
    // What was looked at must be told before the sums of it.
    outbox::catch_up(desk).await?;
    if !follow::leased(desk, outbox::NAME).await? {
        return Ok(());
    }
    peer::refresh(desk).await?;
    let due = due(desk).await?;
    let mut tx = desk.store.begin().await?;
    store::lane::hold(&mut tx).await?;
    keep(desk, &mut tx).await?;
    let from_day = from_day(desk, &mut tx).await?;
    let mut lanes = Lanes::new(desk)?;
    for member in due {
        let sums = LogSums::of(from_day, last_day(desk), days(desk, &mut tx, &member, from_day).await?);
        match lanes.put(&mut tx, &Way::to(&member), &Parcel::LogSums(sums)).await {
            Ok(_) => store::ledger::told(&mut tx, &member, Some(desk.clock.now_us())).await?,
            Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Outbox);
    Ok(())
}

/// Whether no day that counts is over yet: then nothing is said, and nothing costs anything.
async fn is_early(desk: &Desk) -> Result<bool> {
    let from = store::ledger::from_day(&mut desk.store.glance().await?).await?;
    if from.is_none() {
        let mut tx = desk.store.begin().await?;
        keep(desk, &mut tx).await?;
        tx.commit().await?;
    }
    Ok(from.is_none_or(|from| last_day(desk) < from))
}

/// The last day that is over.
fn last_day(desk: &Desk) -> i64 {
    day_of(desk.clock.now_us() - CLOSED_US) - 1
}

/// From which day on our own log counts: not before it was kept, nor before we were set back, for what was lost then stands in
/// the others' logs alone.
pub(super) async fn from_day(desk: &Desk, tx: &mut Tx) -> Result<i64> {
    let post = desk.post.as_ref().ok_or_else(super::no_network)?;
    let begun = store::ledger::from_day(tx).await?.unwrap_or(i64::MAX);
    let epoch = store::epoch::current(tx, &post.node().0).await?;
    let seconds = epoch.map_or(0, |epoch| i64::try_from(epoch.epoch).unwrap_or(0));
    Ok(begun.max(day_of(seconds.saturating_mul(1_000_000).saturating_add(CLOSED_US)) + 1))
}

async fn due(desk: &Desk) -> Result<Vec<Member>> {
    let (now, ms) = (desk.clock.now_us(), now_ms(desk));
    let roster = desk.roster();
    let mut tx = desk.store.glance().await?;
    let stands = store::ledger::reckonings(&mut tx).await?;
    let mut due = Vec::new();
    let is_heard = |known: &&Known| known.member != desk.me && known.can_read(ms);
    for known in roster.all().filter(is_heard) {
        let told = stands.iter().find(|it| it.member == known.member).and_then(|it| it.told_us);
        let is_due = match told {
            None => true,
            Some(told_us) if now - told_us >= DAY_US => true,
            Some(told_us) => {
                now - told_us >= AGAIN_US && store::ledger::is_open(&mut tx, &known.member).await?
            }
        };
        if is_due {
            due.push(known.member.clone());
        }
    }
    Ok(due)
}

/// The sums of the days that count, of what the other has the counterpart of.
async fn days(desk: &Desk, tx: &mut Tx, member: &Member, from_day: i64) -> Result<Vec<SumTold>> {
    let upto = store::follower::cursor(tx, outbox::NAME).await?;
    let last = last_day(desk);
    let mut sums = Vec::new();
    for day in from_day.max(last - DAYS + 1)..=last {
        for passed in [Passed::Asked, Passed::Heard, Passed::Looked] {
            let items = store::ledger::items(tx, (member, passed), day, upto).await?;
            if !items.is_empty() {
                sums.push(SumTold::of(passed, day, store::ledger::sum(items.keys())));
            }
        }
    }
    Ok(sums)
}
