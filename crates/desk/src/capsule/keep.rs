//! Capsules are listed, taken along, leased and ended.
use super::make::lease_end;
use crate::{Desk, Error, Result, Ring, frame};
use model::{ActKind, Actor, CapsuleId, Client, Reason, RecordId};
use policy::action;
use store::capsule::Capsule;
use wire::capsule::Secret;

/// A lease whose code was told.
#[derive(Debug, Clone)]
pub struct Lease {
    pub number: u64,
    /// As it is read aloud.
    pub code: String,
    pub until_us: i64,
    /// When the last of the capsule's leases ends.
    pub ends_us: i64,
    /// Acts that stated or took back records since it was made: so much the post does not know.
    pub newer: u64,
}

const BATCH: u32 = 5_000;
const SHOWN: u32 = 200;

/// The capsules, the newest first.
pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Capsule>> {
    let _may = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let capsules = store::capsule::all(&mut desk.store.read().await?, SHOWN).await?;
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "capsules": capsules.len() })).await?;
    Ok(capsules)
}

/// The code of the lease that runs now, or of the one behind it. Where something in the capsule was taken back, narrowed or
/// revised since, or the rules were changed, it is not leased again: a new one must be made.
pub async fn lease(desk: &Desk, by: &Actor, reason: &Reason, id: CapsuleId, next: bool) -> Result<Lease> {
    let permit = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let capsule = store::capsule::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    let client = store::client::get(&mut tx, capsule.client).await?;
    let carried = store::capsule::carried(&mut tx, id).await?;
    let secret = store::capsule::secret(&mut tx, id).await?;
    drop(tx);
    let (Some(carried), Some(secret)) = (carried.filter(|_| capsule.ended_us.is_none()), secret) else {
        return Err(Error::Conflict("no lease of this capsule is given any more"));
    };
    if client.is_none_or(|kept| kept.client.revoked) {
        return Err(Error::Conflict("the rights of this post were revoked"));
    }
    let now = desk.clock.now_us();
    let number = capsule.lease_at(now) + u64::from(next);
    let until_us = lease_end(&capsule, number)
        .ok_or(Error::Conflict("this capsule has come to its end: make a new one"))?;
    let newer = newer(desk, &capsule, &carried).await?;
    let mut tx = desk.store.begin().await?;
    store::capsule::leased(&mut tx, &permit, id, (number, until_us), now).await?;
    tx.commit().await?;
    let code = Secret::from_bytes(*secret).code(number);
    Ok(Lease { number, code, until_us, ends_us: capsule.ends_us, newer })
}

/// What happened since it was made. Whatever changes what is inside makes it unfit.
async fn newer(desk: &Desk, capsule: &Capsule, carried: &[RecordId]) -> Result<u64> {
    let (mut newer, mut after) = (0, capsule.upto);
    loop {
        let changes = store::journal::since(&mut desk.store.glance().await?, after, BATCH).await?;
        let Some(last) = changes.last() else { return Ok(newer) };
        after = last.seq;
        for change in changes {
            let stated = matches!(change.kind, ActKind::Filed | ActKind::Revised | ActKind::Withdrawn);
            newer += u64::from(stated);
            let inside = change.object.is_some_and(|(id, _)| carried.binary_search(&id).is_ok());
            if stated && inside {
                return Err(Error::Conflict(
                    "something in this capsule was taken back or revised since: make a new one",
                ));
            }
            if change.kind == ActKind::RulesChanged {
                return Err(Error::Conflict("the rules were changed since: make a new one"));
            }
        }
    }
}

/// Why no lease is given any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The post is closed. Its log is waited for.
    Closed,
    /// The device is lost. Its log can still come home, and nobody waits for it.
    Lost,
}

model::codes!(Ends, "why a capsule ends", { Closed => "closed", Lost => "lost" });

/// No lease is given any more; what runs ends by itself.
pub async fn end(desk: &Desk, by: &Actor, reason: &Reason, id: CapsuleId, ends: Ends) -> Result<()> {
    let permit = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let (mut tx, now) = (desk.store.begin().await?, desk.clock.now_us());
    store::capsule::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    match ends {
        Ends::Closed => store::capsule::end(&mut tx, &permit, id, now).await?,
        Ends::Lost => store::capsule::lost(&mut tx, &permit, id, now).await?,
    }
    tx.commit().await?;
    desk.bell.ring(Ring::Recalls);
    Ok(())
}

/// The end of its log never comes, for the reason in these words: its clock ends. Should it come after all, it counts.
pub async fn give_up(desk: &Desk, by: &Actor, reason: &Reason, id: CapsuleId, why: &str) -> Result<()> {
    let permit = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let why = frame::why(why, "say why its end never comes")?;
    let (mut tx, now) = (desk.store.begin().await?, desk.clock.now_us());
    store::capsule::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    store::capsule::give_up(&mut tx, &permit, (id, why), now).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Recalls);
    Ok(())
}

/// Its file is taken from this node. One of which no lease is given is of use to nobody.
pub async fn take(desk: &Desk, by: &Actor, reason: &Reason, id: CapsuleId) -> Result<Capsule> {
    let permit = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let (mut tx, now) = (desk.store.begin().await?, desk.clock.now_us());
    let capsule = store::capsule::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    if capsule.ended_us.is_some() || capsule.ends_us <= now {
        return Err(Error::Conflict("no lease of this capsule is given any more"));
    }
    store::capsule::taken(&mut tx, &permit, id, now).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Recalls);
    Ok(capsule)
}

/// The clients that can be posts, by their names: whose rights run.
pub async fn posts(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Client>> {
    let _may = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let kept = store::client::all(&mut desk.store.read().await?).await?;
    let mut posts: Vec<Client> =
        kept.into_iter().filter(|it| !it.client.revoked && it.ends_us > now).map(|it| it.client).collect();
    posts.sort_by(|one, two| one.name.cmp(&two.name));
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "posts": posts.len() })).await?;
    Ok(posts)
}
