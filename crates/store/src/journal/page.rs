//! The journal as an inspector reads it: who did what, to which record, why; newest first.
use super::body::{Body, RECORD_KEY, named_day, open_body};
use super::put;
use super::since::object_of;
use crate::sql::{self, Text, count, many, number, row};
use crate::{Error, Result, Tx};
use model::{ActKind, Purpose, RecordId};
use policy::{Permit, action::ReadLog};
use std::collections::HashMap;

/// Which acts to show. What is none does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The actor's label, whole: `officer:…`, `client:…`, `console:…`, `engine`.
    pub by: Option<String>,
    pub kind: Option<ActKind>,
    pub object: Option<RecordId>,
    pub purpose: Option<Purpose>,
    /// From this moment on.
    pub from_us: Option<i64>,
    /// Before this moment.
    pub to_us: Option<i64>,
}

/// One act, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub seq: u64,
    pub at_us: i64,
    /// The actor's label.
    pub by: String,
    pub kind: ActKind,
    pub object: Option<(RecordId, u64)>,
    pub purpose: Option<Purpose>,
    /// None also where the key of the act was destroyed.
    pub legal_basis: Option<String>,
    pub reference: Option<String>,
    /// What else was written down. None where there is nothing, where its key was destroyed, and for the content of
    /// records: that is read with a sight, not with leave to read the log.
    pub body: Option<serde_json::Value>,
}

row! {
    struct Row {
        seq: i64,
        at_us: i64,
        actor: String,
        kind: String,
        object: Option<String>,
        object_version: Option<i64>,
        purpose: Option<String>,
        reference: Option<String>,
        key_name: Option<String>,
        body: Option<Vec<u8>>,
        salt: Option<Vec<u8>>,
    }
}

const PAGE: &str =
    "select j.seq, j.at_us, j.actor, j.kind, j.object, j.object_version, j.purpose, j.reference,
        j.key_name, j.body, r.salt
    from journal j left join record r on r.id = j.object and j.key_name = 'record' where ";

/// Implied by the kind, and said so that the database uses the index over kinds that happen seldom.
pub(crate) const SELDOM: &str = " and j.kind not in
    ('checked', 'filed', 'revised', 'withdrawn', 'opened', 'listed', 'signed-in', 'signed-out')";

fn is_seldom(kind: ActKind) -> bool {
    use ActKind::{Checked, Filed, Listed, Opened, Revised, SignedIn, SignedOut, Withdrawn};
    !matches!(kind, Checked | Filed | Revised | Withdrawn | Opened | Listed | SignedIn | SignedOut)
}

/// Each condition names its parameter whether it narrows or not; only those that do can use an index.
fn statement(filter: &Filter, before: Option<u64>) -> Text {
    let pick = |narrows: bool, yes: &'static str, no: &'static str| if narrows { yes } else { no };
    Text::of(PAGE)
        .and(pick(before.is_some(), "j.seq < $1", "cast($1 as bigint) is null"))
        .and(pick(filter.by.is_some(), " and j.actor = $2", " and cast($2 as text) is null"))
        .and(pick(filter.kind.is_some(), " and j.kind = $3", " and cast($3 as text) is null"))
        .and(pick(filter.kind.is_some_and(is_seldom), SELDOM, ""))
        .and(pick(filter.object.is_some(), " and j.object = $4", " and cast($4 as text) is null"))
        .and(pick(filter.purpose.is_some(), " and j.purpose = $5", " and cast($5 as text) is null"))
        .and(pick(filter.from_us.is_some(), " and j.at_us >= $6", " and cast($6 as bigint) is null"))
        .and(pick(filter.to_us.is_some(), " and j.at_us < $7", " and cast($7 as bigint) is null"))
        .and(" order by j.seq desc limit $8")
}

/// The acts that the filter shows, newest first, those before number `before`.
pub async fn page(
    tx: &mut Tx,
    _leave: &Permit<ReadLog>,
    filter: &Filter,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Entry>> {
    put::flush(tx).await?;
    let object = filter.object.map(|id| id.to_string());
    let rows: Vec<Row> = many!(
        tx,
        statement(filter, before),
        before.map(number).transpose()?,
        filter.by.as_deref(),
        filter.kind.map(ActKind::as_str),
        object.as_deref(),
        filter.purpose.map(Purpose::as_str),
        filter.from_us,
        filter.to_us,
        i64::from(limit)
    )?;
    let days = day_salts(tx, &rows).await?;
    rows.into_iter().map(|row| entry(tx, row, &days)).collect()
}

async fn day_salts(tx: &mut Tx, rows: &[Row]) -> Result<HashMap<i64, Vec<u8>>> {
    let days: Vec<i64> = rows.iter().filter_map(|row| named_day(row.key_name.as_deref()?)).collect();
    let list = tx.conn.dialect().numbers(1);
    let sql = Text::of("select day, salt from day_key where day in (").part(list).and(")");
    let salts: Vec<(i64, Vec<u8>)> = many!(tx, sql, sql::json(&days)?)?;
    Ok(salts.into_iter().collect())
}

fn entry(tx: &Tx, row: Row, days: &HashMap<i64, Vec<u8>>) -> Result<Entry> {
    let damaged = |what: &str| Error::Damaged(format!("act {} is of no known {what}", row.seq));
    let kind: ActKind = row.kind.parse().map_err(|_| damaged("kind"))?;
    let opened = open(tx, &row, days)?;
    let content = matches!(kind, ActKind::Filed | ActKind::Revised);
    Ok(Entry {
        seq: count(row.seq)?,
        at_us: row.at_us,
        by: row.actor,
        kind,
        object: object_of(row.object, row.object_version)?,
        purpose: row.purpose.map(|p| p.parse()).transpose()?,
        legal_basis: opened.legal_basis,
        reference: row.reference,
        body: opened.act.filter(|_| !content),
    })
}

fn open(tx: &Tx, row: &Row, days: &HashMap<i64, Vec<u8>>) -> Result<Body<serde_json::Value>> {
    let nothing = Body { legal_basis: None, act: None };
    let (Some(key), Some(sealed)) = (row.key_name.as_deref(), row.body.as_deref()) else {
        return Ok(nothing);
    };
    let day = || named_day(key).and_then(|day| days.get(&day));
    let salt = if key == RECORD_KEY { row.salt.as_ref() } else { day() };
    match salt {
        None => Ok(nothing),
        Some(salt) => Ok(serde_json::from_slice(&open_body(&tx.house, key, salt, count(row.seq)?, sealed)?)?),
    }
}
