//! Somebody who may sets from which scores on answers are called possible and a match.
use super::{LEAST, MOST, Thresholds, take};
use crate::{Desk, Result, Ring, frame};
use model::{Actor, Invalid, Reason};
use policy::action;

/// They hold from the next question on, also for questions that stand open. The journal keeps both the old and the new.
pub async fn set(desk: &Desk, by: &Actor, reason: &Reason, thresholds: Thresholds) -> Result<()> {
    let permit = frame::may::<action::SetThresholds>(desk, by, reason).await?;
    check(&thresholds)?;
    let mut tx = desk.store.begin().await?;
    let both = (thresholds.possible, thresholds.certain);
    store::setting::put_thresholds(&mut tx, permit, both, desk.clock.now_us()).await?;
    tx.commit().await?;
    take(desk, thresholds);
    desk.bell.ring(Ring::Journal);
    Ok(())
}

fn check(thresholds: &Thresholds) -> Result<(), Invalid> {
    let Thresholds { possible, certain } = *thresholds;
    if !(LEAST..=MOST).contains(&possible) {
        return Err(Invalid::new("possible", "a threshold lies between 0.05 and 0.999"));
    }
    if !(LEAST..=MOST).contains(&certain) {
        return Err(Invalid::new("match", "a threshold lies between 0.05 and 0.999"));
    }
    if possible > certain {
        return Err(Invalid::new(
            "match",
            "what is a match is possible as well: not less than that threshold",
        ));
    }
    Ok(())
}
