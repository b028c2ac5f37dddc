//! What owners are to know of copies that are kept by law here: each change is told to them once.
use super::{Lanes, Way};
use crate::parcel::{CopyTold, Parcel};
use crate::{Error, Result};
use store::Tx;

/// Tells what was not told yet. Whoever cannot be told now is told when they can. Gives how much was told.
pub(super) async fn tell(tx: &mut Tx, lanes: &mut Lanes<'_>) -> Result<usize> {
    let mut told = 0;
    for kept in store::kept::untold(tx).await? {
        let parcel = Parcel::CopyTold(Box::new(CopyTold::of(&kept)));
        match lanes.put(tx, &Way::to(&kept.owner), &parcel).await {
            Ok(_) => {
                store::kept::told(tx, &kept).await?;
                told += 1;
            }
            Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(told)
}
