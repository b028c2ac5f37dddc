//! How the node is: its clock, and whether its store answers.
use crate::{Desk, Result};

/// The desk's clock: microseconds since 1970, UTC.
pub fn now_us(desk: &Desk) -> i64 {
    desk.clock.now_us()
}

/// The number of the last act; an error where the store does not answer.
pub async fn head(desk: &Desk) -> Result<u64> {
    Ok(store::journal::head(&mut desk.store.glance().await?).await?)
}
