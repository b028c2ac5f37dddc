//! What owners are to know of their files: which are whole here. Each is told once, and again where one of the two was set back.
use super::{Lanes, Way};
use crate::parcel::{FileHeld, Parcel};
use crate::{Desk, Error, Result, attachment};
use store::Tx;

/// Told in one turn.
const TURN: u32 = 1_000;

/// Tells what was not told yet. What is not in the folder though it was, is to be fetched again instead. Whoever cannot be told now
/// is told when they can. Gives how much was told.
pub(super) async fn tell(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>) -> Result<usize> {
    let mut told = 0;
    for file in store::attachment::untold(tx, TURN).await? {
        if !attachment::is_on_disk(desk, &file.hash).await? {
            store::attachment::lost(tx, &file.owner, file.id).await?;
            continue;
        }
        let (record, version) = file.object;
        let held = FileHeld { record: record.to_string(), version, attachment: file.id.to_string() };
        match lanes.put(tx, &Way::to(&file.owner), &Parcel::FileHeld(held)).await {
            Ok(_) => {
                store::attachment::held_told(tx, &file).await?;
                told += 1;
            }
            Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(told)
}
