//! The rows of a list that could not be taken, each with file, line and reason.
use crate::sql::{Rows, count, insert, many, number, one};
use crate::{Result, Tx};
use model::{ImportId, Member};

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    pub file: String,
    /// Line in the file, from 1; 0 where the file has no lines.
    pub line: u64,
    pub reason: String,
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
        .map(|(no, file, line, reason)| Ok((count(no)?, RefusedRow { file, line: count(line)?, reason })))
        .collect()
}
