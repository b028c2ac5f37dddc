//! The thresholds: from which score on an answer is called possible, and a match. Set by who may, with a view of the
//! alarms that they bring at the node's own volume.
mod outlook;
mod read;
mod set;
pub(crate) mod tally;

pub use matching::Thresholds;
pub use outlook::{Outlook, Row};
pub use read::{Told, read};
pub use set::set;

use crate::{Desk, Result};
use std::sync::PoisonError;
use store::Store;

/// Lower ones would call nearly everybody possible.
pub const LEAST: f64 = 0.05;
/// Higher ones would let hardly any answer through.
pub const MOST: f64 = 0.999;

impl Desk {
    /// Those in force.
    pub fn thresholds(&self) -> Thresholds {
        *self.thresholds.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bureau's own thresholds, or the standard ones where it has set none.
pub(crate) async fn in_force(store: &Store) -> Result<Thresholds> {
    let mut tx = store.read().await?;
    let own = store::setting::thresholds(&mut tx).await?;
    Ok(own.map_or_else(Thresholds::default, |(possible, certain)| Thresholds { possible, certain }))
}

/// Another instance on the same store may have set them.
pub(crate) async fn refresh(desk: &Desk) -> Result<()> {
    take(desk, in_force(&desk.store).await?);
    Ok(())
}

fn take(desk: &Desk, thresholds: Thresholds) {
    *desk.thresholds.write().unwrap_or_else(PoisonError::into_inner) = thresholds;
}
