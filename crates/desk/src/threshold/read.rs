//! The thresholds with what they bring, for who may know how the node fares.
use super::outlook::{Outlook, Row, WINDOW_DAYS};
use super::{Thresholds, tally};
use crate::{Desk, Result, frame};
use model::{Actor, Reason};
use policy::action;

/// What is in force, and what would be expected of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub thresholds: Thresholds,
    pub outlook: Outlook,
}

impl Told {
    /// For each threshold that can be chosen and for those in force, rising.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = self.outlook.rows.clone();
        for own in [self.thresholds.possible, self.thresholds.certain] {
            if rows.iter().all(|row| row.threshold != own) {
                rows.push(self.outlook.at(own));
            }
        }
        rows.sort_by(|one, other| one.threshold.total_cmp(&other.threshold));
        rows
    }
}

/// With all that was counted up to now.
pub async fn read(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Told> {
    let permit = frame::may::<action::ReadThresholds>(desk, by, reason).await?;
    tally::keep(desk).await?;
    let today = tally::day_of(desk.clock.now_us());
    let mut tx = desk.store.read().await?;
    let counted = store::tally::since(&mut tx, &permit, today - WINDOW_DAYS + 1).await?;
    Ok(Told { thresholds: desk.thresholds(), outlook: Outlook::of(&counted, today) })
}
