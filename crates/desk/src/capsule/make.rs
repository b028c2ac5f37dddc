//! Somebody who may has a capsule made: what a post may see, narrowed, in a store of its own, sealed to the post's device.
use super::build::{Folder, Making, finish};
use super::inside;
use crate::{Desk, Error, Result, Ring, chance, frame, sights};
use model::{Actor, CapsuleId, ClientId, Invalid, Kind, Language, Reason};
use policy::action;
use std::fs;
use std::path::Path;
use store::capsule::Capsule;
use store::client::Kept;
use wire::capsule::Secret;
use wire::keys::SealingPublic;

/// What a capsule is to be.
#[derive(Debug, Clone)]
pub struct Order {
    /// The post: a client of this bureau, with roles and clearance.
    pub client: ClientId,
    /// The public key of the device that it is for.
    pub device: SealingPublic,
    /// Only records of these kinds; none means all.
    pub kinds: Vec<Kind>,
    /// Only records of these lists; none means all.
    pub lists: Vec<String>,
    /// How many days it can be leased, 1 to 14.
    pub days: u8,
    /// How long each lease is, 1 to 24 hours.
    pub lease_hours: u8,
    /// Who will check with it; none means one who is called like the post.
    pub officers: Vec<String>,
    pub language: Language,
    /// Whoever has it made takes the file along at once; else it lies at this node until somebody does.
    pub taken: bool,
}

/// A capsule that was made, with its first lease.
#[derive(Debug, Clone)]
pub struct Made {
    pub capsule: Capsule,
    /// Records in it that other members own, who are told.
    pub others: u64,
    pub bytes: u64,
    /// The code of the first lease, and until when that runs.
    pub code: String,
    pub until_us: i64,
    /// The fingerprint by which the device knows this node.
    pub node: String,
}

const HOUR_US: i64 = 3_600 * 1_000_000;

/// Makes it, as the file `file`, which must not be there yet; `work` is a folder of this node to build it in. The reason's
/// purpose is that of the post. What the post may see and whoever makes it may not is not in it either.
pub async fn make(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    order: &Order,
    (file, work): (&Path, &Path),
) -> Result<Made> {
    let permit = frame::may::<action::MakeCapsule>(desk, by, reason).await?;
    let (post, at) = (post_of(desk, order, reason).await?, times(desk, order)?);
    let secret = Secret::from_bytes(chance::draw(&*desk.chance)?);
    let id = CapsuleId::from_bytes(chance::draw(&*desk.chance)?);
    let folder = Folder::make(work, id)?;
    let making = Making { desk, permit: &permit, order, purpose: reason.purpose, id, secret };
    let field = making.open(folder.path()).await?;
    let officers = making.people(&field, &post).await?;
    sights::refresh(desk).await?;
    let upto = store::journal::head(&mut desk.store.glance().await?).await?;
    let sees = (
        sights::of(desk, &actor(desk, &post), &Reason::of(reason.purpose)).await?,
        sights::of(desk, by, reason).await?,
    );
    let carried = making.carry(&field, &sees).await?;
    let first = finish(&field).await?;
    let capsule = Capsule {
        id,
        client: order.client,
        post: post.client.name.clone(),
        purpose: reason.purpose,
        device: order.device.id().to_string(),
        made_us: at.made_us,
        lease_us: at.lease_us,
        ends_us: at.ends_us,
        upto,
        records: u64::try_from(carried.ids.len()).unwrap_or(u64::MAX),
        first,
        home: first,
        home_us: None,
        ended_us: None,
        held: Some(carried.held.clone()),
        taken_us: order.taken.then_some(at.made_us),
        leased_us: at.made_us,
        leased_until_us: (at.made_us + at.lease_us).min(at.ends_us),
        closed: false,
        lost: false,
        late: 0,
        late_us: None,
        given_up: None,
    };
    let part = file.with_added_extension("part");
    let sealed = crate::long::long(|| making.seal(&part, folder.path(), &capsule));
    let kept = match sealed {
        Ok(bytes) => making.keep(&capsule, &carried, officers).await.map(|()| bytes),
        Err(fault) => Err(fault),
    };
    // A link refuses a name that is taken; a rename would overwrite it.
    let done = kept.and_then(|bytes| Ok(fs::hard_link(&part, file).map(|()| bytes)?));
    let _part = fs::remove_file(&part);
    let bytes = done?;
    desk.bell.ring(Ring::Journal);
    Ok(Made {
        others: u64::try_from(carried.others.len()).unwrap_or(u64::MAX),
        bytes,
        code: making.secret.code(1),
        until_us: capsule.made_us + capsule.lease_us,
        node: super::fingerprint(desk)?,
        capsule,
    })
}

/// The client that is the post, as it stands.
async fn post_of(desk: &Desk, order: &Order, reason: &Reason) -> Result<Kept> {
    let kept =
        store::client::get(&mut desk.store.read().await?, order.client).await?.ok_or(Error::Missing)?;
    if kept.client.revoked || kept.ends_us <= desk.clock.now_us() {
        return Err(Error::Conflict("the rights of this post were revoked, or have ended"));
    }
    if desk.rules().permit::<action::Check>(&actor(desk, &kept), &Reason::of(reason.purpose)).is_err() {
        return Err(Error::Conflict("this post may check nothing for this purpose"));
    }
    Ok(kept)
}

/// The post as an actor. A device that can be lost is cleared for no more than it may hold.
fn actor(desk: &Desk, kept: &Kept) -> Actor {
    let (roles, clearance) = (kept.client.roles.clone(), kept.client.clearance.min(inside::LEVEL_MAX));
    Actor::Client { id: kept.client.id, member: desk.me.clone(), roles, clearance }
}

struct Times {
    made_us: i64,
    lease_us: i64,
    ends_us: i64,
}

fn times(desk: &Desk, order: &Order) -> Result<Times, Invalid> {
    if !(1..=14).contains(&order.days) {
        return Err(Invalid::new("days", "a capsule can be leased for 1 to 14 days"));
    }
    if !(1..=24).contains(&order.lease_hours) {
        return Err(Invalid::new("lease_hours", "a lease is 1 to 24 hours"));
    }
    let made_us = desk.clock.now_us();
    let lease_us = i64::from(order.lease_hours) * HOUR_US;
    Ok(Times { made_us, lease_us, ends_us: made_us + i64::from(order.days) * 24 * HOUR_US })
}

/// When the lease of this number ends; none where there is none of it.
pub(super) fn lease_end(capsule: &Capsule, number: u64) -> Option<i64> {
    let before = i64::try_from(number.checked_sub(1)?).ok()?;
    let begins = capsule.made_us + before.checked_mul(capsule.lease_us)?;
    (begins < capsule.ends_us).then(|| (begins + capsule.lease_us).min(capsule.ends_us))
}
