//! Signing in and out: a link or a passkey opens a session; its secret lives in a cookie, its digest in the store.
use crate::{Desk, Error, Result, secret};
use model::{ActKind, Actor, Officer, OfficerId, Purpose, Reason};
use store::journal::Act;

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
    let officer = store::link::take(&mut tx, &secret::hash(link), desk.clock.now_us()).await?.ok_or(Error::Missing)?;
    let officer = store::officer::get(&mut tx, officer).await?.filter(|o| !o.disabled).ok_or(Error::Missing)?;
    tx.commit().await?;
    Ok(officer)
}

/// Opens a session and gives the secret for its cookie.
pub async fn open(desk: &Desk, officer: &Officer, proof: Proof) -> Result<String> {
    let session = secret::fresh(&*desk.chance, "")?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    store::session::open(&mut tx, &secret::hash(&session), officer.id, now, now + LIFE_US).await?;
    let how = match proof {
        Proof::Link => "one-time link",
        Proof::Passkey => "passkey",
    };
    told(desk, &mut tx, officer, (ActKind::SignedIn, serde_json::json!({ "with": how }))).await?;
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
    store::session::close(&mut tx, &secret::hash(session)).await?;
    told(desk, &mut tx, officer, (ActKind::SignedOut, serde_json::json!({}))).await?;
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
    let Some(officer) = store::officer::get(&mut tx, officer).await?.filter(|o| !o.disabled) else { return Ok(None) };
    let keys = store::credential::of(&mut tx, officer.id).await?;
    Ok(Some((officer, keys)))
}

/// Keeps a new passkey of an officer.
pub async fn enrol(desk: &Desk, officer: &Officer, credential: &[u8], passkey: &str) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::credential::put(&mut tx, officer.id, credential, passkey).await?;
    told(desk, &mut tx, officer, (ActKind::KeyEnrolled, serde_json::json!({}))).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the counter of a passkey that was used.
pub async fn passkey_used(desk: &Desk, officer: OfficerId, credential: &[u8], passkey: &str) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::credential::put(&mut tx, officer, credential, passkey).await?;
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

async fn told(desk: &Desk, tx: &mut store::Tx, officer: &Officer, (kind, body): (ActKind, serde_json::Value)) -> Result<()> {
    let (by, reason) = (actor(desk, officer), Reason::of(Purpose::Administration));
    let act = Act { at_us: desk.clock.now_us(), by: &by, kind, object: None, reason: Some(&reason), body: Some(body) };
    store::journal::write(tx, act).await?;
    Ok(())
}
