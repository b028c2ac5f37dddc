//! Reading what is known of files: through a sight of the records that they belong to.
use super::Attachment;
use super::row::{Row, SELECT};
use crate::record::{shown, stamps};
use crate::sql::{self, Text, many, maybe};
use crate::{Result, Tx};
use model::{AttachmentId, Member, RecordId};
use policy::{Permit, Sight, action};

/// The files of a record that the sight shows, in the order in which they came.
pub async fn of(tx: &mut Tx, sight: &Sight, record: RecordId, now_us: i64) -> Result<Vec<Attachment>> {
    of_many(tx, sight, &[record], now_us).await
}

/// The same of several records.
pub async fn of_many(
    tx: &mut Tx,
    sight: &Sight,
    records: &[RecordId],
    now_us: i64,
) -> Result<Vec<Attachment>> {
    let list = sql::json(&records.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = shown(tx, Text::of(SELECT)).and(" and a.object in (").part(tx.conn.dialect().texts(3));
    let rows: Vec<Row> =
        many!(tx, sql.and(") order by a.object, a.at_us, a.id"), stamps(sight)?, now_us, list)?;
    let house = std::sync::Arc::clone(&tx.house);
    rows.into_iter().map(|row| row.read(&house)).collect()
}

/// One file, if it is there and the sight shows its record: the two are not told apart.
pub async fn get(tx: &mut Tx, sight: &Sight, id: AttachmentId, now_us: i64) -> Result<Option<Attachment>> {
    let sql = shown(tx, Text::of(SELECT)).and(" and a.id = $3");
    let row: Option<Row> = maybe!(tx, sql, stamps(sight)?, now_us, id.to_string())?;
    let house = std::sync::Arc::clone(&tx.house);
    row.map(|row| row.read(&house)).transpose()
}

/// Who has told that files of a record of ours are whole there: file, member, since when; in the order of files and codes.
pub async fn holders(
    tx: &mut Tx,
    _permit: &Permit<action::ReadWindow>,
    record: RecordId,
) -> Result<Vec<(AttachmentId, Member, i64)>> {
    let sql = "select h.attachment, h.member, h.at_us from attachment_holder h
        join attachment a on a.id = h.attachment where a.object = $1 order by h.attachment, h.member";
    let rows: Vec<(String, String, i64)> = many!(tx, sql, record.to_string())?;
    rows.into_iter().map(|(id, member, at_us)| Ok((id.parse()?, member.parse()?, at_us))).collect()
}
