//! A record of another member, as its node states it here. Its owner's word comes in any order and more than once.
use super::destroy;
use super::write::{act, put, why_body};
use super::{digest, written};
use crate::house;
use crate::journal::{Draft, Under, pen};
use crate::kept::{self, Going};
use crate::sql::{count, maybe};
use crate::{Error, Result, Tx};
use model::notice::Cleared;
use model::{ActKind, Actor, Member, Record, RecordId};
use policy::{Permit, action};

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It was not here.
    New,
    /// It takes the place of an older version.
    Newer,
    /// A newer version is here, or it was taken back in this one or a newer one.
    Known,
    /// This very version is here.
    Same,
    /// This version is here with another content: its owner was set back, and has given its number once more.
    Other,
}

/// What is here of a record: its owner, its version, and its salt and the digest of its content if it was not taken back.
type Here = (String, i64, Option<(Vec<u8>, Vec<u8>)>);
/// The same, and whether a notice has this id; one row in any case.
type Row = (Option<String>, Option<i64>, Option<Vec<u8>>, Option<Vec<u8>>, Option<String>);

/// A record may be a notice's: then it comes with its notice, and only so.
const HERE: &str = "select r.owner, r.version, r.salt, r.digest, n.id from (select cast($1 as text) as id) w
    left join record r on r.id = w.id left join notice n on n.id = w.id";

async fn here(tx: &mut Tx, id: RecordId) -> Result<(Option<Here>, bool)> {
    pen::lock(tx).await?;
    let row: Option<Row> = maybe!(tx, HERE, id.to_string())?;
    let Some((owner, version, salt, digest, notice)) = row else { return Ok((None, false)) };
    let live = salt.map(|salt| (salt, digest.unwrap_or_default()));
    Ok((owner.zip(version).map(|(owner, version)| (owner, version, live)), notice.is_some()))
}

fn peer(by: &Actor) -> Result<&Member> {
    match by {
        Actor::Node { member } => Ok(member),
        _ => Err(Error::NotPermitted("it is not for the node of another member")),
    }
}

/// Takes up what the permit names. A record of this id that somebody else owns is never touched, nor that of a notice: else
/// what was never reviewed would stand under the name of what was.
pub async fn receive(
    tx: &mut Tx,
    permit: Permit<action::File>,
    record: &Record,
    at_us: i64,
) -> Result<Received> {
    let here = here(tx, record.id).await?;
    if here.1 {
        return Err(Error::Conflict("the record of a notice comes with its notice, and only so"));
    }
    take(tx, permit, (record, here.0), at_us).await
}

/// The same for the record that a notice makes of its subject.
pub async fn receive_subject(
    tx: &mut Tx,
    permit: Permit<action::File>,
    cleared: (&Cleared<'_>, u64),
    at_us: i64,
) -> Result<Received> {
    let record =
        cleared.0.record(cleared.1)?.ok_or(Error::NotPermitted("this notice has no such subject"))?;
    let here = here(tx, record.id).await?.0;
    take(tx, permit, (&record, here), at_us).await
}

async fn take(
    tx: &mut Tx,
    permit: Permit<action::File>,
    (record, here): (&Record, Option<Here>),
    at_us: i64,
) -> Result<Received> {
    let (target, owner) = (permit.target(), peer(permit.by())?);
    if (target.id, target.version) != (record.id, record.version) || owner != &record.owner {
        return Err(Error::NotPermitted("it is for another record, version or owner"));
    }
    let (kind, salt, received) = match here {
        None => (ActKind::Filed, house::chance()?, Received::New),
        Some((other, _, _)) if other != owner.as_str() => {
            return Err(Error::Conflict("a record of another owner has this id"));
        }
        Some((_, version, _)) if count(version)? > record.version => return Ok(Received::Known),
        Some((_, version, live)) if count(version)? == record.version => {
            let Some((_, here)) = live else { return Ok(Received::Known) };
            let is_same = here == digest(&tx.house, &written(record)?);
            return Ok(if is_same { Received::Same } else { Received::Other });
        }
        // Taken back, and now addressed to us again: nothing of what it said before comes back with it.
        Some((_, _, None)) => (ActKind::Filed, house::chance()?, Received::New),
        Some((_, _, Some((salt, _)))) => {
            let salt = salt.try_into().map_err(|_| Error::Damaged("a salt is not 32 bytes".to_owned()))?;
            (ActKind::Revised, salt, Received::Newer)
        }
    };
    put(tx, (kind, permit.by(), permit.reason()), record, at_us, salt).await?;
    Ok(received)
}

/// Destroys our copy of a record that its owner takes back, if it is of this version or an older one; with the act. What the
/// law bids to keep of it is set aside first, and so is what the bureau takes until `undecided_until_us` to decide about. The
/// row stays, so that a statement which comes late is known. Gives whether there was a copy.
pub async fn give_up(
    tx: &mut Tx,
    permit: Permit<action::Withdraw>,
    why: &str,
    undecided_until_us: Option<i64>,
    at_us: i64,
) -> Result<bool> {
    let (target, owner) = (permit.target(), peer(permit.by())?.clone());
    let Some((holder, version, live)) = here(tx, target.id).await?.0 else { return Ok(false) };
    if holder != owner.as_str() {
        return Err(Error::NotPermitted("only its owner states or withdraws a record"));
    }
    let version = count(version)?;
    let Some((salt, _)) = live.filter(|_| version <= target.version) else { return Ok(false) };
    let going = Going { owner: &owner, id: target.id, version, salt: &salt };
    kept::set_aside(tx, (permit.by(), &going), undecided_until_us, at_us).await?;
    let body = why_body(permit.reason(), why)?;
    let object = (target.id, version);
    let act = act(ActKind::Withdrawn, permit.by(), permit.reason(), object, at_us);
    let seq = pen::write(tx, vec![Draft::of(&act, body, Under::ItsDay)]).await?;
    destroy(tx, &owner, &[(target.id, seq)], at_us).await?;
    Ok(true)
}
