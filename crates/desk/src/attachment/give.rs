//! Another member's node fetches a file of a record that it was given: the chunks leave as they lie, sealed.
use super::room;
use crate::{Desk, Error, Result};
use model::Member;
use wire::Hash;

/// Whether a member may have the file of this name by now.
pub async fn is_for(desk: &Desk, member: &Member, hash: &Hash) -> Result<bool> {
    let mut tx = desk.store.read().await?;
    Ok(store::attachment::may_fetch(&mut tx, &desk.me, member, hash).await?.is_some())
}

/// Chunks of the file of this name from a number on, at most so many. Whoever was not given its record is told that there is
/// none.
pub async fn give(
    desk: &Desk,
    member: &Member,
    hash: &Hash,
    (from, most): (u64, u64),
) -> Result<Vec<Vec<u8>>> {
    let mut tx = desk.store.read().await?;
    let length = store::attachment::may_fetch(&mut tx, &desk.me, member, hash).await?;
    drop(tx);
    let length = length.ok_or(Error::Missing)?;
    room(desk)?.folder.sealed(hash, length, from, most).await?.ok_or(Error::Missing)
}
