//! An officer or client takes records out, as FollowTheMoney lines, batch by batch.
mod one;

pub use one::one;

use crate::record::told;
use crate::{Desk, Result, frame, sights};
use model::{ActKind, Actor, Reason};
use policy::{Permit, action};
use store::record::Filter;

/// An export that has been permitted and journaled; lines are taken from it until there are none.
pub struct Export {
    permit: Permit<action::Export>,
    filter: Filter,
    before: Option<u64>,
    done: bool,
}

const BATCH: u32 = 500;

/// On disk before the first line is given.
pub async fn begin(desk: &Desk, by: &Actor, reason: &Reason, filter: Filter) -> Result<Export> {
    let permit = frame::may::<action::Export>(desk, by, reason).await?;
    let told = serde_json::json!({ "format": "ftm", "filter": told(&filter) });
    frame::note(desk, by, ActKind::Exported, reason, told).await?;
    Ok(Export { permit, filter, before: None, done: false })
}

impl Export {
    /// The next lines, each a JSON object with its line break; empty when all are out.
    pub async fn next(&mut self, desk: &Desk) -> Result<Vec<String>> {
        if self.done {
            return Ok(vec![]);
        }
        let sight = sights::of(desk, self.permit.by(), self.permit.reason()).await?;
        let mut tx = desk.store.read().await?;
        let now = desk.clock.now_us();
        let held = store::record::page(&mut tx, &sight, &self.filter, (self.before, BATCH), now).await?;
        self.before = held.last().map(|h| h.seq);
        self.done = held.is_empty();
        Ok(held.iter().map(|h| formats::ftm::write(&h.record) + "\n").collect())
    }
}
