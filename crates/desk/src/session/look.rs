//! Who a session or a link belongs to, without using either.
use crate::{Desk, Error, Result, secret};
use model::Officer;

/// The officer whose session this is, if it is open. Unlike [`super::find`] it keeps nothing awake: for what a page asks
/// by itself.
pub async fn look(desk: &Desk, session: &str) -> Result<Option<Officer>> {
    let mut tx = desk.store.read().await?;
    let now = desk.clock.now_us();
    let found = store::session::find(&mut tx, &secret::hash(session), now, super::IDLE_US).await?;
    let Some(found) = found else { return Ok(None) };
    Ok(store::officer::get(&mut tx, found.officer).await?.filter(|o| !o.disabled))
}

/// The officer whom a one-time link was made for, and when it ends. It is not used up.
pub async fn look_at_link(desk: &Desk, link: &str) -> Result<(Officer, i64)> {
    let mut tx = desk.store.read().await?;
    let found = store::invitation::look(&mut tx, &secret::hash(link), desk.clock.now_us()).await?;
    let (officer, ends_us) = found.ok_or(Error::Missing)?;
    let officer =
        store::officer::get(&mut tx, officer).await?.filter(|o| !o.disabled).ok_or(Error::Missing)?;
    Ok((officer, ends_us))
}
