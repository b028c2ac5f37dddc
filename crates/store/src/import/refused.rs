//! The rows of a list that could not be taken, each with file, line and reason.
use crate::sql::{self, Rows, Text, count, insert, many, number, one, run};
use crate::{Result, Tx};
use model::{ImportId, Member, RecordId};

/// A row that was refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefusedRow {
    pub file: String,
    /// Line in the file, from 1; 0 where the file has no lines.
    pub line: u64,
    pub reason: String,
    /// The record that it would have stated, where that is known. Not kept with it.
    pub about: Option<RecordId>,
}

const REFUSED: Rows =
    Rows { table: "refused_row", columns: &["owner", "import", "no", "file", "line", "reason"], tail: "" };

/// Keeps them behind those that are kept already; gives how many.
pub(super) async fn keep_refused(
    tx: &mut Tx,
    owner: &Member,
    id: ImportId,
    refused: &[RefusedRow],
) -> Result<u64> {
    let id = id.to_string();
    let sql = "select coalesce(max(no), 0) from refused_row where owner = $1 and import = $2";
    let (last,): (i64,) = one!(tx, sql, owner.as_str(), id.as_str())?;
    let numbered: Vec<(i64, &RefusedRow)> = (last + 1..).zip(refused).collect();
    insert!(
        tx,
        REFUSED,
        numbered.as_slice(),
        |row| owner.as_str(),
        id.as_str(),
        row.0,
        row.1.file.as_str(),
        number(row.1.line)?,
        clean(&row.1.reason)
    );
    Ok(u64::try_from(refused.len()).unwrap_or(u64::MAX))
}

/// What the list said of these before, it has not taken back: it counts as seen, with its links and their other ends.
pub(super) async fn keep_what_is_known(
    tx: &mut Tx,
    (owner, list): (&Member, &str),
    id: ImportId,
    refused: &[RefusedRow],
) -> Result<()> {
    let about: Vec<String> = refused.iter().filter_map(|row| Some(row.about?.to_string())).collect();
    if about.is_empty() {
        return Ok(());
    }
    let these = tx.conn.dialect().texts(4);
    let sql = Text::of("with these as (").part(these).and(KEEP);
    run!(tx, sql, id.to_string(), owner.as_str(), list, sql::json(&about)?)?;
    Ok(())
}

const KEEP: &str = "), bound as (
        select id, from_id, to_id from link
        where owner = $2 and (from_id in (select * from these) or to_id in (select * from these)))
    update record set seen = $1 where owner = $2 and list = $3 and salt is not null and id in (
        select * from these union select id from bound union select from_id from bound union select to_id from bound)";

/// A reason may quote what was read, whatever that was.
fn clean(reason: &str) -> String {
    reason.replace('\0', "\u{fffd}")
}

/// The refused rows of an import, from the first behind number `after`; each with its number, from 1.
pub async fn refused(
    tx: &mut Tx,
    owner: &Member,
    id: ImportId,
    after: u64,
    limit: u32,
) -> Result<Vec<(u64, RefusedRow)>> {
    let sql = "select no, file, line, reason from refused_row
        where owner = $1 and import = $2 and no > $3 order by no limit $4";
    let rows: Vec<(i64, String, i64, String)> =
        many!(tx, sql, owner.as_str(), id.to_string(), number(after)?, i64::from(limit))?;
    rows.into_iter()
        .map(|(no, file, line, reason)| {
            Ok((count(no)?, RefusedRow { file, line: count(line)?, reason, about: None }))
        })
        .collect()
}
