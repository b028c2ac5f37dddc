//! Filing, revising and withdrawing a record: act and row together, under the permit for that very version.
use super::{RecordRow, digest, put_links, put_rows, written};
use crate::attachment;
use crate::house;
use crate::journal::{self, Act, Draft, Under, pen, put};
use crate::sql::{self, Text, maybe, number, run};
use crate::{Error, Result, Tx, overtaken, stamp, twin};
use model::{ActKind, Actor, Member, Reason, Record, RecordId};
use policy::{Permit, Target, action};
use wire::keys::Salt;

/// Files a new record, with the act; in version 1, or above that which somebody holds of it though it is not here.
///
/// Refused where the permit is for another record, the owner is not the member of who files it, or there is or was a
/// record of this id.
pub async fn file(tx: &mut Tx, permit: Permit<action::File>, record: &Record, at_us: i64) -> Result<u64> {
    covers(permit.target(), record.id, record.version)?;
    is_own(permit.by(), &record.owner)?;
    pen::lock(tx).await?;
    if record.version != overtaken::next_version(tx, record.id, 0).await? {
        return Err(Error::Conflict("a new record is filed in the first version that nobody holds"));
    }
    let sql = "select 1 from record where owner = $1 and id = $2";
    let known: Option<(i32,)> = maybe!(tx, sql, record.owner.as_str(), record.id.to_string())?;
    if known.is_some() {
        return Err(Error::Conflict("there is or was a record of this id"));
    }
    put(tx, (ActKind::Filed, permit.by(), permit.reason()), record, at_us, house::chance()?).await
}

/// Replaces the version that the permit names by `record`, whose version is the next that nobody holds; with the act.
pub async fn revise(tx: &mut Tx, permit: Permit<action::Revise>, record: &Record, at_us: i64) -> Result<u64> {
    let Target { id, version } = permit.target();
    let next = overtaken::next_version(tx, id, version).await?;
    covers(Target { id, version: next }, record.id, record.version)?;
    is_own(permit.by(), &record.owner)?;
    let salt = salt_in_version(tx, &record.owner, id, version).await?;
    put(tx, (ActKind::Revised, permit.by(), permit.reason()), record, at_us, salt).await
}

/// Withdraws a record for ever: destroys the salt of its key, so that no content of it, now or earlier, can be read.
/// The act says why, and outlives it.
pub async fn withdraw(tx: &mut Tx, permit: Permit<action::Withdraw>, why: &str, at_us: i64) -> Result<u64> {
    let Target { id, version } = permit.target();
    let owner = permit.by().member().clone();
    salt_in_version(tx, &owner, id, version).await?;
    let body = why_body(permit.reason(), why)?;
    let act = act(ActKind::Withdrawn, permit.by(), permit.reason(), (id, version), at_us);
    let seq = pen::write(tx, vec![Draft::of(&act, body, Under::ItsDay)]).await?;
    destroy(tx, &owner, &[(id, seq)], at_us).await?;
    Ok(seq)
}

/// What the act of a withdrawal says; sealed under the key of its day, since that of the record goes.
pub(crate) fn why_body(reason: &Reason, why: &str) -> Result<Option<Vec<u8>>> {
    journal::plain_body(reason.legal_basis.as_deref(), Some(&serde_json::json!({ "why": why })))
}

pub(crate) fn act<'a>(
    kind: ActKind,
    by: &'a Actor,
    reason: &'a Reason,
    object: (RecordId, u64),
    at_us: i64,
) -> Act<'a> {
    Act { at_us, by, kind, object: Some(object), reason: Some(reason), body: None }
}

fn covers(target: Target, id: RecordId, version: u64) -> Result<()> {
    if target == (Target { id, version }) {
        Ok(())
    } else {
        Err(Error::NotPermitted("it is for another record or version"))
    }
}

fn is_own(by: &Actor, owner: &Member) -> Result<()> {
    if by.member() == owner {
        Ok(())
    } else {
        Err(Error::NotPermitted("only its owner states or withdraws a record"))
    }
}

/// The salt of a record that is in this very version; behind the lock on the head, so that it stays there.
async fn salt_in_version(tx: &mut Tx, owner: &Member, id: RecordId, version: u64) -> Result<[u8; 32]> {
    pen::lock(tx).await?;
    let sql = "select salt from record where owner = $1 and id = $2 and version = $3 and salt is not null";
    let found: Option<(Vec<u8>,)> = maybe!(tx, sql, owner.as_str(), id.to_string(), number(version)?)?;
    let (salt,) =
        found.ok_or(Error::Conflict("the record is not in the version that was judged: read it again"))?;
    salt.try_into().map_err(|_| Error::Damaged("a salt is not 32 bytes".to_owned()))
}

pub(super) async fn put(
    tx: &mut Tx,
    (kind, by, reason): (ActKind, &Actor, &Reason),
    record: &Record,
    at_us: i64,
    salt: [u8; 32],
) -> Result<u64> {
    let stamp = stamp::number(tx, &record.stamp()).await?;
    let content = written(record)?;
    let digest = digest(&tx.house, &content);
    let body = journal::wrap(reason.legal_basis.as_deref(), &content)?;
    let act = act(kind, by, reason, (record.id, record.version), at_us);
    let draft = Draft::of(&act, Some(body), Under::Record(Salt::from_bytes(salt)));
    let seq = pen::write(tx, vec![draft]).await?;
    let row = RecordRow { record, version: record.version, seq, stamp, digest, seen: None, at_us, salt };
    put_rows(tx, &[row]).await?;
    put_links(tx, [record]).await?;
    Ok(seq)
}

/// Destroys salts, digests and sealed bodies of records, and forgets whom they link and
/// which pairs they are in. `acts` names the act of each.
pub(crate) async fn destroy(tx: &mut Tx, owner: &Member, acts: &[(RecordId, u64)], at_us: i64) -> Result<()> {
    put::flush(tx).await?;
    let ids: Vec<String> = acts.iter().map(|(id, _)| id.to_string()).collect();
    let list = sql::json(&ids)?;
    let dialect = tx.conn.dialect();
    let sql = Text::of("delete from link where owner = $1 and id in (").part(dialect.texts(2)).and(")");
    run!(tx, sql, owner.as_str(), list.as_str())?;
    twin::forget(tx, list.as_str()).await?;
    attachment::destroy(tx, list.as_str()).await?;
    for (id, seq) in acts {
        let sql = "update record set salt = null, digest = null, seq = $3, revised_us = $4 where owner = $1 and id = $2";
        run!(tx, sql, owner.as_str(), id.to_string(), number(*seq)?, at_us)?;
    }
    let sql = Text::of("update journal set body = null where key_name = 'record' and object in (");
    run!(tx, sql.part(dialect.texts(1)).and(")"), list.as_str())?;
    tx.pen.destroyed = true;
    Ok(())
}
