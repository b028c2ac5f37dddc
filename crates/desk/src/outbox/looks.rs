//! The owner's window, from the other side: who looked at a record of another member here is told to that member.
use super::{Lanes, Way};
use crate::parcel::{Consulted, Parcel};
use crate::{Desk, Error, Result};
use model::{ClientId, Member, OfficerId};
use store::Tx;
use store::journal::Look;

/// Tells the owners of the looks among these acts; and before that of those of which they could not be told then, where they
/// can be by now. Gives how many were told.
pub(super) async fn tell_all(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    (after, upto): (u64, u64),
) -> Result<usize> {
    let mut told = 0;
    for (owner, first) in store::peer::untold_looks(tx).await? {
        if !is_reached(desk, tx, lanes, &owner).await? {
            lanes.waits();
            continue;
        }
        let missed = store::journal::looks_of(tx, &owner, (first.saturating_sub(1), after)).await?;
        store::peer::looks_told(tx, &owner).await?;
        told += tell(desk, tx, lanes, &missed).await?;
    }
    let seen = store::journal::looks(tx, &desk.me, (after, upto)).await?;
    Ok(told + tell(desk, tx, lanes, &seen).await?)
}

async fn is_reached(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>, owner: &Member) -> Result<bool> {
    if !desk.roster().get(owner).is_some_and(crate::peer::Known::is_active) {
        return Ok(false);
    }
    match lanes.open(tx, &Way::to(owner)).await {
        Ok(()) => Ok(true),
        Err(Error::Unreached(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Tells the owners of these looks. Gives how many were told.
pub(super) async fn tell(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>, looks: &[Look]) -> Result<usize> {
    let mut told = 0;
    for look in looks {
        let parcel = Parcel::Consulted(Consulted {
            record: look.object.0.to_string(),
            version: look.object.1,
            what: look.kind.as_str().to_owned(),
            unit: unit_of(desk, tx, &look.actor).await?,
            officer: Some(pseudonym(desk, &look.actor)),
            purpose: look.purpose.as_str().to_owned(),
            reference: look.reference.clone(),
            done_us: look.at_us,
        });
        match lanes.put_look(tx, &Way::to(&look.owner), &parcel, look.seq).await {
            Ok(()) => told += 1,
            // Who is suspended is told when that is lifted.
            Err(Error::Unreached(_)) => store::peer::untold_look(tx, &look.owner, look.seq).await?,
            Err(fault) => return Err(fault),
        }
    }
    Ok(told)
}

/// Who it was, for whoever asks this member: the same officer has the same, and only this node can tell whose it is.
pub(crate) fn pseudonym(desk: &Desk, actor: &str) -> String {
    wire::hex(&desk.pseudonyms.digest("actor to owners", actor.as_bytes())[..8])
}

/// Where it was: the officer's unit, the post's name, the member whose node asked, or this node itself.
pub(crate) async fn unit_of(desk: &Desk, tx: &mut Tx, actor: &str) -> Result<Option<String>> {
    if let Some(member) = actor.strip_prefix("node:") {
        return Ok(Some(member.to_owned()));
    }
    // A post is called by its name: what it did without a line came home later.
    if let Some(id) = actor.strip_prefix("client:").and_then(|id| id.parse::<ClientId>().ok()) {
        return Ok(store::client::get(tx, id).await?.map(|kept| kept.client.name));
    }
    let Some(id) = actor.strip_prefix("officer:").and_then(|id| id.parse::<OfficerId>().ok()) else {
        return Ok(Some(desk.name.clone()));
    };
    let officer = store::officer::get(tx, id).await?;
    Ok(officer.map(|officer| officer.unit))
}
