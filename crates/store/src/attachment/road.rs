//! Files on their way: what another member states of its record's files, what is still to be fetched, and who has ours.
use super::row::{OF_MESSAGES, Row, SELECT, TAKES_PART, put, seal};
use super::{Attachment, FILES_MAX, salt_of, write};
use crate::journal::{self, Act, pen};
use crate::record::{shown, stamps};
use crate::sql::{Text, count, many, maybe, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, AttachmentId, Member, Purpose, Reason, RecordId};
use policy::Sight;
use std::collections::{BTreeSet, HashMap};

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

/// Whether a record of another member is here with other files than these.
pub async fn differ(tx: &mut Tx, (owner, record): (&Member, RecordId), files: &[Attachment]) -> Result<bool> {
    let sql = "select id from attachment where object = $1 and owner = $2 and sealed is not null";
    let here: Vec<(String,)> = many!(tx, sql, record.to_string(), owner.as_str())?;
    let here: BTreeSet<String> = here.into_iter().map(|(id,)| id).collect();
    Ok(here != files.iter().map(|file| file.id.to_string()).collect())
}

/// A file that is to be fetched.
pub type Wanted = Attachment;

/// Files of a member's records and messages that are not here yet, the shortest first.
pub async fn wanted(tx: &mut Tx, sight: &Sight, owner: &Member, now_us: i64) -> Result<Vec<Wanted>> {
    let sql = shown(tx, Text::of(SELECT)).and(" and a.owner = $3 and not a.here");
    let mut rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, owner.as_str())?;
    let of_messages = Text::of(OF_MESSAGES).and(TAKES_PART).and("a.owner = $1 and not a.here");
    rows.extend(many!(tx, of_messages, owner.as_str())? as Vec<Row>);
    let house = std::sync::Arc::clone(&tx.house);
    let mut wanted: Vec<Wanted> = rows.into_iter().map(|row| row.read(&house)).collect::<Result<_>>()?;
    wanted.sort_by_key(|file| (file.sealed.length, file.id));
    Ok(wanted)
}

/// A file came whole, and is on disk, of which its owner is to be told: with the act, by its owner's node. `file` says what it is by its own bytes. False where it
/// was taken back meanwhile.
pub async fn arrived(tx: &mut Tx, (file, version): (&Attachment, u64), at_us: i64) -> Result<bool> {
    let salt = match salt_of(tx, &file.owner, (file.record, version)).await {
        Err(Error::Conflict(_)) => return Ok(false),
        salt => salt?,
    };
    let sealed = seal(&tx.house, &salt, file)?;
    let sql = "update attachment set here = $3, sealed = $4, told = false, fault = null, fault_us = null
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

/// How long a file of ours is, if this member may fetch its sealed form of this name: it belongs to a record of ours, or a
/// message, which that member was given by what it reads itself of the lane, or had read of it before it was away, and which was
/// not taken back from it.
pub async fn may_fetch(tx: &mut Tx, me: &Member, member: &Member, hash: &wire::Hash) -> Result<Option<u64>> {
    let sql = "select a.length from attachment a join shared s on s.id = a.object and not s.recalled
        join reader r on r.stream = s.stream and r.left_us is null
            and (r.first_seq <= s.seq or s.seq between 1 and r.gone_from)
        where a.hash = $1 and a.owner = $2 and a.goes and a.here and a.sealed is not null and r.member = $3
        union all select a.length from attachment a join message_given g on g.message = a.object and not g.recalled
            and g.since_us > 0
        where a.hash = $1 and a.owner = $2 and a.goes and a.here and a.sealed is not null and g.member = $3 limit 1";
    let found: Option<(i64,)> = maybe!(tx, sql, hash.as_slice(), me.as_str(), member.as_str())?;
    found.map(|(length,)| count(length)).transpose()
}

/// What is here of other members' files and was not told to them yet, so many at most: nothing of what any is called.
pub async fn untold(tx: &mut Tx, limit: u32) -> Result<Vec<Untold>> {
    let sql = "select a.id, a.owner, a.object, a.hash, coalesce(r.version, 1) from attachment a
        left join record r on r.id = a.object and r.owner = a.owner
        where a.here and not a.told and a.sealed is not null order by a.owner, a.id limit $1";
    let rows: Vec<(String, String, String, Vec<u8>, i64)> = many!(tx, sql, i64::from(limit))?;
    let hash = |bytes: Vec<u8>| bytes.try_into().map_err(|_| Error::Damaged("a file has no hash".to_owned()));
    let read = |(id, owner, object, bytes, version): (String, String, String, Vec<u8>, i64)| {
        let object = (object.parse()?, count(version)?);
        Ok(Untold { id: id.parse()?, owner: owner.parse()?, object, hash: hash(bytes)? })
    };
    rows.into_iter().map(read).collect()
}

/// A file of another member's that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    pub id: AttachmentId,
    pub owner: Member,
    pub object: (RecordId, u64),
    pub hash: wire::Hash,
}

/// The owner of one was told that it is here.
pub async fn held_told(tx: &mut Tx, file: &Untold) -> Result<()> {
    run!(
        tx,
        "update attachment set told = true where id = $1 and owner = $2",
        file.id.to_string(),
        file.owner.as_str()
    )?;
    Ok(())
}

/// All that is here of an owner is told to it again: one of the two was set back. Gives how many files.
pub async fn tell_again(tx: &mut Tx, owner: &Member) -> Result<u64> {
    let sql = "update attachment set told = false where owner = $1 and here and told and sealed is not null";
    Ok(run!(tx, sql, owner.as_str())?)
}

/// A member was set back: which of our files it has it will say again.
pub async fn forget_holder(tx: &mut Tx, member: &Member) -> Result<()> {
    run!(tx, "delete from attachment_holder where member = $1", member.as_str())?;
    Ok(())
}

/// Another member's file is not on our disk though it was: it is to be fetched again.
pub async fn lost(tx: &mut Tx, owner: &Member, id: AttachmentId) -> Result<()> {
    let sql = "update attachment set here = $3 where id = $1 and owner = $2 and sealed is not null";
    run!(tx, sql, id.to_string(), owner.as_str(), false)?;
    Ok(())
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
