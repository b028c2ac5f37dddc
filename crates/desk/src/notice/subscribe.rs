//! Officers say of which notices they want to be told: for themselves, or for their unit.
use crate::standing::ends_in_time;
use crate::{Desk, Error, Result, Ring, chance, frame};
use model::notice::Wanted;
use model::{ActKind, Actor, Invalid, Officer, Reason, StandingId};
use policy::action;
pub use store::subscription::Subscription;

/// Most that one officer has open.
const SUBSCRIPTIONS_MAX: usize = 100;

/// Opens one until `until_us`. What is in force already does not answer it: look at the list.
pub async fn subscribe(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (wanted, for_unit): (Wanted, bool),
    until_us: i64,
) -> Result<StandingId> {
    let permit = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let why = "only an officer can open one, for somebody must see its alerts";
    let officer = officer(desk, by).await?.ok_or(Invalid::new("subscription", why))?;
    let unit = Some(officer.unit.clone()).filter(|unit| for_unit && !unit.is_empty());
    if for_unit && unit.is_none() {
        return Err(Invalid::new("unit", "you work in no unit").into());
    }
    let now = desk.clock.now_us();
    ends_in_time("until", now, until_us)?;
    let has_words = wanted.words().is_empty() || !matching::Words::of([wanted.words()]).is_empty();
    if !has_words {
        return Err(Invalid::new("words", "there is no word in it").into());
    }
    let id = StandingId::from_bytes(chance::draw(&*desk.chance)?);
    let mut tx = desk.store.begin().await?;
    store::journal::hold(&mut tx).await?;
    let open = store::subscription::of(&mut tx, (officer.id, &officer.unit), now).await?;
    if open.iter().filter(|it| it.officer == officer.id).count() >= SUBSCRIPTIONS_MAX {
        return Err(Error::Conflict("you have a hundred open subscriptions: end one first"));
    }
    let it = Subscription {
        id,
        officer: officer.id,
        unit,
        reason: reason.clone(),
        wanted,
        since: 0,
        opened_us: now,
        until_us,
    };
    store::subscription::open(&mut tx, &permit, &it).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(id)
}

/// Ends one of the officer's own or of their unit's; for anybody else there is none.
pub async fn unsubscribe(desk: &Desk, by: &Actor, reason: &Reason, id: StandingId) -> Result<()> {
    let permit = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let officer = officer(desk, by).await?.ok_or(Error::Missing)?;
    let mut tx = desk.store.begin().await?;
    if !store::subscription::end(&mut tx, &permit, (id, &officer.unit), desk.clock.now_us()).await? {
        return Err(Error::Missing);
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}

/// The officer's own that are open, and those of their unit, newest first. That colleagues' were read is on disk first.
pub async fn subscriptions(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Subscription>> {
    let _may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let Some(officer) = officer(desk, by).await? else { return Ok(vec![]) };
    let now = desk.clock.now_us();
    let open =
        store::subscription::of(&mut desk.store.read().await?, (officer.id, &officer.unit), now).await?;
    if open.iter().any(|it| it.officer != officer.id) {
        let told = serde_json::json!({ "subscriptions": open.len() });
        frame::note(desk, by, ActKind::Listed, reason, told).await?;
    }
    Ok(open)
}

/// The officer behind an actor, with the unit that they work in now.
pub(super) async fn officer(desk: &Desk, by: &Actor) -> Result<Option<Officer>> {
    let Actor::Officer { id, .. } = by else { return Ok(None) };
    Ok(store::officer::get(&mut desk.store.read().await?, *id).await?)
}
