//! Keeping files and taking them away: with the act, under the permit to revise the record that they belong to.
use super::row::put;
use super::{Attachment, FILES_MAX, salt_of};
use crate::journal::{self, Act};
use crate::sql::{self, Text, many, one, run};
use crate::{Error, Result, Tx};
use model::{ActKind, AttachmentId, Member, RecordId};
use policy::{Permit, Target, action};

/// Keeps files of a record, which are whole on disk, with an act for each. The record is then to be stated in its next version
/// in the same transaction: that is what brings them to others.
pub async fn keep(
    tx: &mut Tx,
    permit: &Permit<action::Revise>,
    files: &[Attachment],
    at_us: i64,
) -> Result<()> {
    let (target, by) = (permit.target(), permit.by());
    if files.iter().any(|file| file.record != target.id || &file.owner != by.member()) {
        return Err(Error::NotPermitted("it is for another record"));
    }
    put_under(tx, (by.member(), (target.id, target.version)), files).await?;
    for file in files {
        write(tx, permit, (ActKind::Attached, target), said(file), at_us).await?;
    }
    Ok(())
}

/// Keeps files as rows, if their object can have so many more.
pub(super) async fn put_under(
    tx: &mut Tx,
    (owner, object): (&Member, (RecordId, u64)),
    files: &[Attachment],
) -> Result<()> {
    let salt = salt_of(tx, owner, object).await?;
    let sql = "select count(*) from attachment where object = $1 and sealed is not null";
    let (held,): (i64,) = one!(tx, sql, object.0.to_string())?;
    if usize::try_from(held).unwrap_or(FILES_MAX) + files.len() > FILES_MAX {
        return Err(Error::Conflict("a record or message has at most 64 files: take one away first"));
    }
    put(tx, &salt, files).await
}

/// What the act says of a file.
pub(super) fn said(file: &Attachment) -> serde_json::Value {
    let digest: String = wire::hex(&file.named.digest);
    serde_json::json!({
        "attachment": file.id.to_string(),
        "digest": digest,
        "bytes": file.sealed.length,
        "name": file.named.name.as_str(),
        "media": file.sealed.media,
        "copy_of": file.copy_of.map(|id| id.to_string()),
    })
}

async fn write(
    tx: &mut Tx,
    permit: &Permit<action::Revise>,
    (kind, target): (ActKind, Target),
    said: serde_json::Value,
    at_us: i64,
) -> Result<()> {
    let object = Some((target.id, target.version));
    let act = Act { at_us, by: permit.by(), kind, object, reason: Some(permit.reason()), body: Some(said) };
    journal::write(tx, act).await.map(|_| ())
}

/// Takes files of a record away for ever: what opens them is destroyed; with an act for each.
pub async fn take_away(
    tx: &mut Tx,
    permit: &Permit<action::Revise>,
    files: &[Attachment],
    at_us: i64,
) -> Result<()> {
    let target = permit.target();
    salt_of(tx, permit.by().member(), (target.id, target.version)).await?;
    for file in files {
        let sql = "update attachment set sealed = null, here = $3 where id = $1 and object = $2";
        if run!(tx, sql, file.id.to_string(), target.id.to_string(), false)? == 1 {
            write(tx, permit, (ActKind::Detached, target), said(file), at_us).await?;
        }
    }
    tx.pen.destroyed = true;
    Ok(())
}

/// Destroys what opens the files of these records: `list` are their ids in JSON.
pub(crate) async fn destroy(tx: &mut Tx, list: &str) -> Result<()> {
    let sql =
        Text::of("update attachment set sealed = null where object in (").part(tx.conn.dialect().texts(1));
    run!(tx, sql.and(")"), list)?;
    Ok(())
}

/// A file that says nothing any more, and still takes room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    pub id: AttachmentId,
    pub owner: Member,
    pub hash: wire::Hash,
    /// Another row names the same sealed file.
    pub shared: bool,
}

/// Files whose keys were destroyed, at most so many.
pub async fn gone(tx: &mut Tx, limit: u32) -> Result<Vec<Gone>> {
    let sql = "select id, owner, hash, (select count(*) from attachment o where o.hash = attachment.hash
        and o.sealed is not null) from attachment where sealed is null order by id limit $1";
    let rows: Vec<(String, String, Vec<u8>, i64)> = many!(tx, sql, i64::from(limit))?;
    let hash = |bytes: Vec<u8>| bytes.try_into().map_err(|_| Error::Damaged("a file has no hash".to_owned()));
    let read = |(id, owner, bytes, others): (String, String, Vec<u8>, i64)| {
        Ok(Gone { id: id.parse()?, owner: owner.parse()?, hash: hash(bytes)?, shared: others > 0 })
    };
    rows.into_iter().map(read).collect()
}

/// Their room is free: nothing is kept of them but their acts.
pub async fn swept(tx: &mut Tx, gone: &[Gone]) -> Result<()> {
    let ids = sql::json(&gone.iter().map(|it| it.id.to_string()).collect::<Vec<_>>())?;
    let of = |text: &'static str, tx: &Tx| Text::of(text).part(tx.conn.dialect().texts(1)).and(")");
    let sql = of("delete from attachment where sealed is null and id in (", tx);
    run!(tx, sql, ids.as_str())?;
    let sql = of("delete from attachment_holder where attachment in (", tx);
    run!(tx, sql, ids.as_str())?;
    Ok(())
}

/// Which of these names of files are named by a row.
pub async fn named(tx: &mut Tx, hashes: &[wire::Hash]) -> Result<Vec<wire::Hash>> {
    let mut named = Vec::new();
    for hash in hashes {
        let sql = "select count(*) from attachment where hash = $1";
        let (rows,): (i64,) = one!(tx, sql, hash.as_slice())?;
        if rows > 0 {
            named.push(*hash);
        }
    }
    Ok(named)
}
