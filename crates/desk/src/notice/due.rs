//! The day by which a notice is to be looked at again: its owner is reminded half a year and a month before; then it lapses.
use super::act::{machine, signed};
use super::effect::{self, next_version};
use super::walk_here;
use crate::{Desk, Result, Ring};
use model::notice::Word;
use model::{Actor, Purpose, Reason};
use store::Tx;

const DAY_US: i64 = 86_400_000_000;
/// How long before the day each reminder is given.
const REMINDERS: [i64; 2] = [183 * DAY_US, 30 * DAY_US];

/// Reminds, and lets lapse what nobody has looked at. Gives how many.
pub async fn once(desk: &Desk) -> Result<usize> {
    if desk.post.is_none() {
        return Ok(0);
    }
    // A suspension that nobody has confirmed lapses by the clock, with no entry that says so.
    super::stand_again(desk).await?;
    super::against::forget(desk).await?;
    let now = desk.clock.now_us();
    let mut done = 0;
    for (times, before) in (1u32..).zip(REMINDERS) {
        let due = store::notice::due(&mut desk.store.read().await?, &desk.me, (now + before, times)).await?;
        for id in due {
            let mut tx = desk.store.begin().await?;
            store::notice::remind(&mut tx, &desk.me, (id, times), now).await?;
            tx.commit().await?;
            done += 1;
        }
    }
    let lapsed = store::notice::due(&mut desk.store.read().await?, &desk.me, (now, u32::MAX)).await?;
    for id in lapsed {
        let mut tx = desk.store.begin().await?;
        lapse(desk, &mut tx, id).await?;
        tx.commit().await?;
        done += 1;
    }
    if done > 0 {
        super::extract::renew(desk).await?;
        desk.bell.ring(Ring::Journal);
        desk.bell.ring(Ring::Notices);
    }
    Ok(done)
}

async fn lapse(desk: &Desk, tx: &mut Tx, id: model::RecordId) -> Result<()> {
    let Some(mut notice) = store::notice::hold(tx, id).await? else { return Ok(()) };
    let (course, house) = walk_here(desk, &notice)?;
    let what = (&notice.owner, &notice.content);
    let act = signed(desk, (id, notice.round), what, (Word::Lapse, machine()?), "")?;
    let course = course.after(&act.said, &house)?;
    let now = desk.clock.now_us();
    notice.acts.push(act);
    (notice.version, notice.moved_us) = (next_version(&notice, now), now);
    (notice.stage, notice.spread) = (course.stage(), course.is_spread());
    let engine = Actor::Engine { member: desk.me.clone() };
    store::notice::receive(tx, &engine, &notice, now).await?;
    effect::unpublish(desk, tx, &Reason::of(Purpose::Administration), id).await
}
