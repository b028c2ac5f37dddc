//! Files on their way: what another member states of its record's files, what is still to be fetched, and who has ours.
use super::row::{Row, SELECT, put, seal};
use super::{Attachment, FILES_MAX, salt_of, write};
use crate::journal::{self, Act, pen};
use crate::record::{shown, stamps};
use crate::sql::{Text, count, many, maybe, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, AttachmentId, Member, Purpose, Reason, RecordId};
use policy::Sight;
use std::collections::HashMap;

/// Takes up what a member states of the files of its record, which is here in this version: new ones are to be fetched, and
/// those that it names no more are destroyed. Gives whether something is to be fetched.
pub async fn stated(
    tx: &mut Tx,
    owner: &Member,
    (record, version): (RecordId, u64),
    files: &[Attachment],
) -> Result<bool> {
    if files.len() > FILES_MAX {
        return Err(Error::Conflict("a record has at most 64 files"));
    }
    let salt = salt_of(tx, owner, (record, version)).await?;
    let known: Vec<(String, Vec<u8>)> = many!(
        tx,
        "select id, hash from attachment where object = $1 and sealed is not null",
        record.to_string()
    )?;
    let known: HashMap<String, Vec<u8>> = known.into_iter().collect();
    let is_new = |file: &&Attachment| !known.contains_key(&file.id.to_string());
    let new: Vec<Attachment> = files.iter().filter(is_new).cloned().collect();
    for file in &new {
        // One that went with a recall and is stated again begins anew.
        let sql = "delete from attachment where id = $1 and owner = $2 and object = $3 and sealed is null";
        run!(tx, sql, file.id.to_string(), owner.as_str(), record.to_string())?;
        let sql = "select 1 from attachment where id = $1";
        let taken: Option<(i32,)> = maybe!(tx, sql, file.id.to_string())?;
        if taken.is_some() || file.record != record || &file.owner != owner {
            return Err(Error::Conflict("a file of another record has this id"));
        }
    }
    put(tx, &salt, &new).await?;
    let is_named = |id: &String| files.iter().any(|file| &file.id.to_string() == id);
    for id in known.keys().filter(|id| !is_named(id)) {
        run!(
            tx,
            "update attachment set sealed = null where id = $1 and owner = $2",
            id.as_str(),
            owner.as_str()
        )?;
        tx.pen.destroyed = true;
    }
    Ok(!new.is_empty())
}

/// A file that is to be fetched.
pub type Wanted = Attachment;

/// Files of a member's records that are not here yet, the shortest first.
pub async fn wanted(tx: &mut Tx, sight: &Sight, owner: &Member, now_us: i64) -> Result<Vec<Wanted>> {
    let sql = shown(tx, Text::of(SELECT)).and(" and a.owner = $3 and not a.here order by a.length, a.id");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, owner.as_str())?;
    let house = std::sync::Arc::clone(&tx.house);
    rows.into_iter().map(|row| row.read(&house)).collect()
}

/// A file came whole, and is on disk: with the act, by its owner's node. `file` says what it is by its own bytes. False where it
/// was taken back meanwhile.
pub async fn arrived(tx: &mut Tx, (file, version): (&Attachment, u64), at_us: i64) -> Result<bool> {
    let salt = match salt_of(tx, &file.owner, (file.record, version)).await {
        Err(Error::Conflict(_)) => return Ok(false),
        salt => salt?,
    };
    let sealed = seal(&tx.house, &salt, file)?;
    let sql = "update attachment set here = $3, sealed = $4, fault = null, fault_us = null
        where id = $1 and owner = $2 and sealed is not null and not here";
    if run!(tx, sql, file.id.to_string(), file.owner.as_str(), true, sealed)? == 0 {
        return Ok(false);
    }
    let (by, reason) = (Actor::Node { member: file.owner.clone() }, Reason::of(Purpose::Investigation));
    let object = Some((file.record, version));
    let (kind, body) = (ActKind::AttachmentFetched, Some(write::said(file)));
    let act = Act { at_us, by: &by, kind, object, reason: Some(&reason), body };
    journal::write(tx, act).await?;
    Ok(true)
}

/// Notes why a file is not here yet.
pub async fn failed(tx: &mut Tx, id: AttachmentId, fault: &str, at_us: i64) -> Result<()> {
    let sql = "update attachment set fault = $2, fault_us = $3 where id = $1 and not here";
    let fault: String = fault.chars().take(200).collect();
    run!(tx, sql, id.to_string(), fault, at_us)?;
    Ok(())
}

/// Another member's file is not on our disk though it was: it is to be fetched again.
pub async fn lost(tx: &mut Tx, file: &Attachment) -> Result<()> {
    let sql = "update attachment set here = $3 where id = $1 and owner = $2 and sealed is not null";
    run!(tx, sql, file.id.to_string(), file.owner.as_str(), false)?;
    Ok(())
}

/// How long a file of ours is, if this member may fetch its sealed form of this name: it belongs to a record of ours which that member was given
/// and which was not taken back from it.
pub async fn may_fetch(tx: &mut Tx, me: &Member, member: &Member, hash: &wire::Hash) -> Result<Option<u64>> {
    let sql = "select a.length from attachment a join shared s on s.id = a.object and not s.recalled
        join reader r on r.stream = s.stream and r.left_us is null
        where a.hash = $1 and a.owner = $2 and a.goes and a.here and a.sealed is not null and r.member = $3 limit 1";
    let found: Option<(i64,)> = maybe!(tx, sql, hash.as_slice(), me.as_str(), member.as_str())?;
    found.map(|(length,)| count(length)).transpose()
}

/// Keeps that a member has a file of ours whole, with the act. What is not ours is not kept; what was told before changes nothing.
pub async fn told_held(
    tx: &mut Tx,
    (me, member): (&Member, &Member),
    (record, file): ((RecordId, u64), AttachmentId),
    at_us: i64,
) -> Result<bool> {
    pen::lock(tx).await?;
    let sql = "insert into attachment_holder (attachment, member, at_us) select $1, $2, $3
        where exists (select 1 from attachment where id = $1 and owner = $4 and object = $5)
        on conflict (attachment, member) do nothing";
    let (id, object) = (file.to_string(), record.0.to_string());
    if run!(tx, sql, id.as_str(), member.as_str(), at_us, me.as_str(), object)? == 0 {
        return Ok(false);
    }
    let (by, reason) = (Actor::Node { member: member.clone() }, Reason::of(Purpose::Investigation));
    let body = Some(serde_json::json!({ "attachment": id, "member": member.as_str() }));
    let kind = ActKind::AttachmentHeld;
    let act = Act { at_us, by: &by, kind, object: Some(record), reason: Some(&reason), body };
    journal::write(tx, act).await?;
    Ok(true)
}
