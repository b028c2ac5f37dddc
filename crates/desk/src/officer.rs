//! Officers: added, changed, disabled, and given a one-time link to enrol or sign in with.
use crate::{Desk, Error, Result, chance, frame, once, secret};
use model::{Actor, Language, Level, Officer, OfficerId, Reason, Role};
use policy::{Permit, action};

/// What is stated of a new officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    pub name: String,
    pub unit: String,
    pub roles: Vec<Role>,
    pub clearance: Level,
    pub language: Language,
}

/// How long a link that was handed over may lie before it is used.
pub const LINK_LIFE_US: i64 = 24 * 3_600 * 1_000_000;

/// Adds an officer. A name is needed, and at least one role.
pub async fn add(desk: &Desk, by: &Actor, reason: &Reason, new: New) -> Result<OfficerId> {
    let permit = frame::may::<action::KeepOfficers>(desk, by, reason).await?;
    let id = OfficerId::from_bytes(chance::draw(&*desk.chance)?);
    add_as(desk, &permit, id, new).await
}

/// The same key by the same actor is the same officer. With other words it is a conflict.
pub async fn add_once(desk: &Desk, by: &Actor, reason: &Reason, new: New, key: &str) -> Result<OfficerId> {
    let permit = frame::may::<action::KeepOfficers>(desk, by, reason).await?;
    let id = OfficerId::from_bytes(once::id(desk, by, "officer", key));
    let there = store::officer::get(&mut desk.store.read().await?, id).await?;
    let Some(Officer { name, unit, roles, clearance, language, .. }) = there else {
        return add_as(desk, &permit, id, new).await;
    };
    if new != (New { name, unit, roles, clearance, language }) {
        return Err(Error::Conflict("this idempotency key was used for another officer; take a new one"));
    }
    Ok(id)
}

async fn add_as(
    desk: &Desk,
    permit: &Permit<action::KeepOfficers>,
    id: OfficerId,
    new: New,
) -> Result<OfficerId> {
    let New { name, unit, roles, clearance, language } = new;
    let officer = Officer { id, name, unit, roles, clearance, language, disabled: false };
    complete(&officer)?;
    let mut tx = desk.store.begin().await?;
    store::officer::add(&mut tx, permit, &officer, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes name, unit, roles, clearance, language or whether the officer may sign in. Takes effect at the next request.
pub async fn change(desk: &Desk, by: &Actor, reason: &Reason, officer: &Officer) -> Result<()> {
    let permit = frame::may::<action::KeepOfficers>(desk, by, reason).await?;
    complete(officer)?;
    let mut tx = desk.store.begin().await?;
    store::officer::get(&mut tx, officer.id).await?.ok_or(Error::Missing)?;
    store::officer::change(&mut tx, &permit, officer, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// An officer chooses the language of the pages; nobody else's leave is needed.
pub async fn choose_language(desk: &Desk, officer: OfficerId, language: Language) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::officer::choose_language(&mut tx, officer, language).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Officer>> {
    let _may = frame::may::<action::KeepOfficers>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::officer::all(&mut tx).await?)
}

/// A one-time link's secret for this officer. It is shown once; whoever opens it in time is that officer.
pub async fn offer_link(desk: &Desk, by: &Actor, reason: &Reason, officer: OfficerId) -> Result<String> {
    let permit = frame::may::<action::KeepOfficers>(desk, by, reason).await?;
    let link = secret::fresh(&*desk.chance, "lil_")?;
    let mut tx = desk.store.begin().await?;
    let known = store::officer::get(&mut tx, officer).await?.ok_or(Error::Missing)?;
    if known.disabled {
        return Err(Error::Conflict("this officer is disabled; enable them first"));
    }
    let now = desk.clock.now_us();
    store::invitation::offer(&mut tx, &permit, officer, &secret::hash(&link), (now, now + LINK_LIFE_US))
        .await?;
    tx.commit().await?;
    Ok(link)
}

fn complete(officer: &Officer) -> Result<()> {
    let named = !officer.name.trim().is_empty() && officer.name.len() <= 200 && officer.unit.len() <= 200;
    if !named {
        return Err(model::Invalid::new("officer", "a name is needed, of at most 200 bytes").into());
    }
    if officer.roles.is_empty() {
        return Err(model::Invalid::new("officer", "at least one role is needed").into());
    }
    Ok(())
}
