//! The row of a record, and that of a link, as they are written: one statement for new, revised and filed again.
use crate::sql::{Rows, insert, number};
use crate::{Result, Tx};
use model::{Link, Record, StampNo, Subject};

/// The row of a record that is filed or revised.
#[derive(Debug)]
pub(crate) struct RecordRow<'a> {
    pub(crate) record: &'a Record,
    pub(crate) version: u64,
    pub(crate) seq: u64,
    pub(crate) stamp: StampNo,
    pub(crate) digest: [u8; 32],
    /// The import that has seen it.
    pub(crate) seen: Option<&'a str>,
    pub(crate) at_us: i64,
    pub(crate) salt: [u8; 32],
}

/// The moment of first filing stays, but not over a withdrawal: what is filed again is a new statement.
const RECORD: Rows = Rows {
    table: "record",
    columns: &[
        "owner",
        "id",
        "version",
        "seq",
        "stamp",
        "list",
        "digest",
        "seen",
        "filed_us",
        "revised_us",
        "expires_us",
        "salt",
    ],
    tail: "on conflict (id, owner) do update set version = excluded.version, seq = excluded.seq,
        stamp = excluded.stamp, list = excluded.list, digest = excluded.digest,
        seen = coalesce(excluded.seen, record.seen),
        filed_us = case when record.salt is null then excluded.filed_us else record.filed_us end,
        revised_us = excluded.revised_us, expires_us = excluded.expires_us, salt = excluded.salt",
};

pub(crate) async fn put_rows(tx: &mut Tx, rows: &[RecordRow<'_>]) -> Result<()> {
    insert!(
        tx,
        RECORD,
        rows,
        |row| row.record.owner.as_str(),
        row.record.id.to_string(),
        number(row.version)?,
        number(row.seq)?,
        i64::from(row.stamp.0),
        row.record.source.list.as_deref(),
        row.digest.to_vec(),
        row.seen,
        row.at_us,
        row.at_us,
        row.record.handling.expires_us,
        row.salt.to_vec(),
    );
    Ok(())
}

const LINK: Rows = Rows {
    table: "link",
    columns: &["owner", "id", "from_id", "to_id", "kind"],
    tail: "on conflict (id, owner) do update
        set from_id = excluded.from_id, to_id = excluded.to_id, kind = excluded.kind",
};

/// The rows by which links among these records are found from either end.
pub(crate) async fn put_links(tx: &mut Tx, records: impl IntoIterator<Item = &Record>) -> Result<()> {
    let mut links: Vec<(&Record, &Link)> = Vec::new();
    for record in records {
        if let Subject::Link(link) = &record.subject {
            links.push((record, link));
        }
    }
    // In the order of the index, as records.
    links.sort_unstable_by_key(|(record, _)| record.id);
    insert!(
        tx,
        LINK,
        links.as_slice(),
        |row| row.0.owner.as_str(),
        row.0.id.to_string(),
        row.1.from.to_string(),
        row.1.to.to_string(),
        row.1.kind.as_str(),
    );
    Ok(())
}
