//! Hits that another node raised, and what the other side says of one.
use super::done::Done;
use crate::parcel::{CheckMet, HitSaid, HitTold};
use crate::{Desk, Error, Result};
use model::{Actor, Member, MemberClass};
use store::Tx;
use store::hit::{Hit, Side};

/// Taken from one of its two sides, or from a hub that brought them together. One side must be ours.
pub(super) async fn raised(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    told: &HitTold,
    done: &mut Done,
) -> Result<()> {
    let hit = told.read(by)?;
    let (mine, _) = sides(desk, by, &hit)?;
    if !is_about_ours(desk, tx, mine).await? {
        return Ok(());
    }
    let actor = Actor::Node { member: by.clone() };
    done.hits |= store::hit::raise(tx, (&actor, &desk.me), &hit, desk.clock.now_us()).await?;
    Ok(())
}

/// A check met a record: told by the other side, or by a hub that answered the one for the other.
pub(super) async fn met(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    told: &CheckMet,
    done: &mut Done,
) -> Result<()> {
    let hit = told.read(by)?;
    let (mine, theirs) = sides(desk, by, &hit)?;
    if hit.is_check_of(&desk.me) == hit.is_check_of(&theirs.member) {
        return Err(Error::Conflict("one side of this hit is a check, and the other a record"));
    }
    if hit.is_check_of(&theirs.member) {
        if !is_about_ours(desk, tx, mine).await? {
            return Ok(());
        }
    } else if mine.record.is_some() {
        return Err(Error::Conflict("a check is no record"));
    }
    let lives = hit.check.as_ref().map(|check| check.pair).unwrap_or_default();
    if store::hit::lives(tx, &lives).await?.is_some() {
        return Ok(());
    }
    let actor = Actor::Node { member: by.clone() };
    done.hits |= store::hit::raise(tx, (&actor, &desk.me), &hit, desk.clock.now_us()).await?;
    Ok(())
}

/// Our side and the other, of a hit that this member may raise.
fn sides<'h>(desk: &Desk, by: &Member, hit: &'h Hit) -> Result<(&'h Side, &'h Side)> {
    let Some((mine, theirs)) = hit.sides_of(&desk.me) else {
        return Err(Error::Conflict("neither side of this hit is this member"));
    };
    let is_hub = desk.roster().get(by).is_some_and(|known| known.class == MemberClass::Hub);
    if by != &theirs.member && !is_hub {
        return Err(Error::Conflict("a hit is raised by one of its sides, or by a hub"));
    }
    Ok((mine, theirs))
}

/// False where the record of ours was taken back meanwhile: it has no hits any more.
async fn is_about_ours(desk: &Desk, tx: &mut Tx, mine: &Side) -> Result<bool> {
    let Some(record) = mine.record else {
        return Err(Error::Conflict("a hit says which record of ours it is about"));
    };
    let Some((_, stamp)) = store::record::target(tx, record).await? else { return Ok(false) };
    if stamp.owner != desk.me {
        return Err(Error::Conflict("the record of this hit is not ours"));
    }
    Ok(true)
}

pub(super) async fn answered(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    said: &HitSaid,
    done: &mut Done,
) -> Result<()> {
    let (id, finding) = said.read()?;
    let Some(hit) = store::hit::known(tx, id).await? else { return Ok(()) };
    if hit.sides_of(by).is_none() {
        return Err(Error::Conflict("only its two sides say what they find of a hit"));
    }
    store::hit::hear(tx, by, &hit, (finding, said.said_us), desk.clock.now_us()).await?;
    done.hits = true;
    Ok(())
}
