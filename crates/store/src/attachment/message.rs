//! Files of messages: kept in the transaction in which the message is said, and shown to whoever may read its thread.
use super::row::{OF_MESSAGES, Row, TAKES_PART};
use super::write::{put_under, said};
use super::{Attachment, object_of};
use crate::journal::{self, Act};
use crate::sql::{self, Text, many, maybe};
use crate::{Error, Result, Tx};
use model::{ActKind, AttachmentId, Member, MessageId, RecordId};
use policy::{Permit, action};

/// Keeps files of a message that was said in this very transaction, which are whole on disk, with an act for each.
pub async fn keep_with(
    tx: &mut Tx,
    permit: &Permit<action::SayInThread>,
    message: MessageId,
    files: &[Attachment],
    at_us: i64,
) -> Result<()> {
    let (object, by) = (object_of(message), permit.by());
    if files.iter().any(|file| file.record != object.0 || &file.owner != by.member()) {
        return Err(Error::NotPermitted("it is for another message"));
    }
    put_under(tx, (by.member(), object), files).await?;
    for file in files {
        let (kind, reason) = (ActKind::Attached, Some(permit.reason()));
        let act = Act { at_us, by, kind, object: Some(object), reason, body: Some(said(file)) };
        journal::write(tx, act).await?;
    }
    Ok(())
}

/// The files of all messages of a thread, in the order of messages and of their coming.
pub async fn in_thread(tx: &mut Tx, permit: &Permit<action::ReadThread>) -> Result<Vec<Attachment>> {
    let sql = Text::of(OF_MESSAGES).and(TAKES_PART).and("m.thread = $1 order by m.turn, m.id, a.at_us, a.id");
    let rows: Vec<Row> = many!(tx, sql, permit.thread().to_string())?;
    read(tx, rows)
}

/// One file of a message of this thread, with the message; none where there is none in it.
pub async fn with(
    tx: &mut Tx,
    permit: &Permit<action::ReadThread>,
    id: AttachmentId,
) -> Result<Option<Attachment>> {
    let sql = Text::of(OF_MESSAGES).and(TAKES_PART).and("m.thread = $1 and a.id = $2");
    let row: Option<Row> = maybe!(tx, sql, permit.thread().to_string(), id.to_string())?;
    Ok(read(tx, row.into_iter().collect())?.pop())
}

/// The files of these messages, for the node that brings them to others.
pub async fn with_many(tx: &mut Tx, messages: &[MessageId]) -> Result<Vec<Attachment>> {
    let objects: Vec<RecordId> = messages.iter().map(|id| object_of(*id).0).collect();
    let list = sql::json(&objects.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of(OF_MESSAGES).and("a.object in (").part(tx.conn.dialect().texts(1));
    let rows: Vec<Row> = many!(tx, sql.and(") order by a.object, a.at_us, a.id"), list)?;
    read(tx, rows)
}

/// Who has told that files of our messages in this thread are whole there: file, member, since when; in the order of files and codes.
pub async fn holders_in(
    tx: &mut Tx,
    permit: &Permit<action::ReadThread>,
) -> Result<Vec<(AttachmentId, Member, i64)>> {
    let sql = "select h.attachment, h.member, h.at_us from attachment_holder h join attachment a on a.id = h.attachment
        join message m on m.id = a.object where m.thread = $1 order by h.attachment, h.member";
    let rows: Vec<(String, String, i64)> = many!(tx, sql, permit.thread().to_string())?;
    rows.into_iter().map(|(id, member, at_us)| Ok((id.parse()?, member.parse()?, at_us))).collect()
}

fn read(tx: &Tx, rows: Vec<Row>) -> Result<Vec<Attachment>> {
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}
