//! When a notice is published in the place of another, the other is out of use in the same transaction: nobody ever has both.
use super::act::{person, signed};
use super::check::enter;
use super::effect::{self, next_version};
use super::walk_here;
use crate::{Desk, Result};
use model::RecordId;
use model::notice::{Stage, Word};
use policy::Permit;
use policy::action::OfNode;
use store::Tx;
use store::notice::Notice;

/// Ends what this notice, which has just been published, corrects: one of ours that is in force. The act names the new one.
pub(super) async fn once<A: OfNode>(
    desk: &Desk,
    tx: &mut Tx,
    may: &Permit<A>,
    notice: &Notice,
) -> Result<()> {
    let Some(old) = notice.content.first("corrects").and_then(|id| id.parse::<RecordId>().ok()) else {
        return Ok(());
    };
    let held = store::notice::hold(tx, old).await?;
    let stands = |old: &Notice| old.owner == desk.me && old.stage == Stage::Published && old.id != notice.id;
    let Some(mut old) = held.filter(stands) else { return Ok(()) };
    let (course, house) = walk_here(desk, &old)?;
    let what = (&old.owner, &old.content);
    let hand = (Word::Correct, person(desk, may.by())?);
    let act = signed(desk, (old.id, old.round), what, hand, &notice.id.to_string())?;
    let course = course.after(&act.said, &house)?;
    let now = desk.clock.now_us();
    old.acts.push(act);
    (old.stage, old.spread) = (course.stage(), course.is_spread());
    (old.version, old.moved_us) = (next_version(&old, now), now);
    store::notice::revise(tx, may, &old, now).await?;
    effect::unpublish(desk, tx, may.reason(), old.id).await?;
    enter(desk, tx, &old, old.stage).await
}
