//! Signing in and out: a link or a passkey opens a session; its secret lives in a cookie, its digest in the store.
mod look;

pub use look::{look, look_at_link};

use crate::{Desk, Error, Result, secret};
use model::{Actor, Officer, OfficerId};

/// Without a request for so long, the session is over.
pub const IDLE_US: i64 = 15 * 60 * 1_000_000;
/// However busy, a session ends after a shift.
pub const LIFE_US: i64 = 10 * 3_600 * 1_000_000;

/// How somebody proved to be this officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    Link,
    Passkey,
}

/// Uses up a one-time link. Gives the officer whom it was made for; a used, wrong or late one gives nothing.
pub async fn use_link(desk: &Desk, link: &str) -> Result<Officer> {
    let mut tx = desk.store.begin().await?;
    let officer = store::invitation::take(&mut tx, &secret::hash(link), desk.clock.now_us())
        .await?
        .ok_or(Error::Missing)?;
    let officer =
        store::officer::get(&mut tx, officer).await?.filter(|o| !o.disabled).ok_or(Error::Missing)?;
    tx.commit().await?;
    Ok(officer)
}

/// Opens a session and gives the secret for its cookie.
pub async fn open(desk: &Desk, officer: &Officer, proof: Proof) -> Result<String> {
    let session = secret::fresh(&*desk.chance, "")?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    let with = match proof {
        Proof::Link => "one-time link",
        Proof::Passkey => "passkey",
    };
    store::session::open(&mut tx, &actor(desk, officer), &secret::hash(&session), with, (now, now + LIFE_US))
        .await?;
    tx.commit().await?;
    Ok(session)
}

/// The officer whose session this is, if it is open. Every request keeps it awake.
pub async fn find(desk: &Desk, session: &str) -> Result<Option<Officer>> {
    let (hash, now) = (secret::hash(session), desk.clock.now_us());
    let mut tx = desk.store.read().await?;
    let Some(found) = store::session::find(&mut tx, &hash, now, IDLE_US).await? else { return Ok(None) };
    let officer = store::officer::get(&mut tx, found.officer).await?.filter(|o| !o.disabled);
    drop(tx);
    // Not at every request: a write each minute is enough to tell a quarter of an hour.
    if officer.is_some() && now - found.seen_us > 60 * 1_000_000 {
        let mut tx = desk.store.begin().await?;
        store::session::touch(&mut tx, &hash, now).await?;
        tx.commit().await?;
    }
    Ok(officer)
}

pub async fn close(desk: &Desk, officer: &Officer, session: &str) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::session::close(&mut tx, &actor(desk, officer), &secret::hash(session), desk.clock.now_us())
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Passkeys of an officer, as the ceremony's library writes them.
pub async fn passkeys(desk: &Desk, officer: OfficerId) -> Result<Vec<String>> {
    let mut tx = desk.store.read().await?;
    Ok(store::credential::of(&mut tx, officer).await?)
}

/// The officer and passkeys behind a credential's id, for a sign-in that begins with the key.
pub async fn by_credential(desk: &Desk, credential: &[u8]) -> Result<Option<(Officer, Vec<String>)>> {
    let mut tx = desk.store.read().await?;
    let Some(officer) = store::credential::owner(&mut tx, credential).await? else { return Ok(None) };
    let Some(officer) = store::officer::get(&mut tx, officer).await?.filter(|o| !o.disabled) else {
        return Ok(None);
    };
    let keys = store::credential::of(&mut tx, officer.id).await?;
    Ok(Some((officer, keys)))
}

/// Keeps a new passkey of an officer.
pub async fn enrol(desk: &Desk, officer: &Officer, credential: &[u8], passkey: &str) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::credential::enrol(&mut tx, &actor(desk, officer), credential, passkey, desk.clock.now_us())
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the counter of a passkey that was used.
pub async fn passkey_used(desk: &Desk, credential: &[u8], passkey: &str) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::credential::used(&mut tx, credential, passkey, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// An officer as an actor at this desk.
pub fn actor(desk: &Desk, officer: &Officer) -> Actor {
    Actor::Officer {
        id: officer.id,
        member: desk.me.clone(),
        roles: officer.roles.clone(),
        clearance: officer.clearance,
    }
}

/// How long a ceremony with a passkey may take.
const CEREMONY_US: i64 = 5 * 60 * 1_000_000;

/// Keeps the server's side of a ceremony with a passkey, under a name of its own that the browser brings back.
pub async fn begin_ceremony(desk: &Desk, state: &str) -> Result<String> {
    let name = secret::fresh(&*desk.chance, "")?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    store::ceremony::begin(&mut tx, &name, state, (now, now + CEREMONY_US)).await?;
    tx.commit().await?;
    Ok(name)
}

/// Takes it back, once and in time.
pub async fn end_ceremony(desk: &Desk, name: &str) -> Result<String> {
    let mut tx = desk.store.begin().await?;
    let state = store::ceremony::take(&mut tx, name, desk.clock.now_us()).await?.ok_or(Error::Missing)?;
    tx.commit().await?;
    Ok(state)
}
