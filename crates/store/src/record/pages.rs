//! Leafing through records: page by page for people, in the order of their acts for followers.
use super::read::{Held, Row, SELECT, open_rows, shown, stamps};
use crate::journal::put;
use crate::sql::{Text, many, number};
use crate::{Result, Tx};
use model::{Kind, Status};
use policy::Sight;

/// Which records to show. What is none does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub kind: Option<Kind>,
    pub list: Option<String>,
    pub status: Option<Status>,
}

/// The records that the filter and the sight show, the last stated first. `before` is the [`Held::seq`] that the page
/// before ended with. `now_us` decides what has expired.
pub async fn page(
    tx: &mut Tx,
    sight: &Sight,
    filter: &Filter,
    (before, limit): (Option<u64>, u32),
    now_us: i64,
) -> Result<Vec<Held>> {
    put::flush(tx).await?;
    let pick = |narrows: bool, yes: &'static str, no: &'static str| if narrows { yes } else { no };
    let sql = shown(tx, Text::of(SELECT))
        .and(pick(before.is_some(), " and r.seq < $3", " and cast($3 as bigint) is null"))
        .and(pick(filter.list.is_some(), " and r.list = $4", " and cast($4 as text) is null"))
        .and(" and r.stamp in (select no from stamp where (cast($5 as text) is null or kind = $5)")
        .and(" and (cast($6 as text) is null or status = $6)) order by r.seq desc limit $7");
    let rows: Vec<Row> = many!(
        tx,
        sql,
        stamps(sight)?,
        now_us,
        before.map(number).transpose()?,
        filter.list.as_deref(),
        filter.kind.map(Kind::as_str),
        filter.status.map(Status::as_str),
        i64::from(limit)
    )?;
    open_rows(tx, rows).await
}

/// The records stated behind act `after`, in the order of their acts: for those who build something from all of them,
/// and go on from the [`Held::seq`] of the last.
pub async fn each(tx: &mut Tx, sight: &Sight, after: u64, limit: u32, now_us: i64) -> Result<Vec<Held>> {
    put::flush(tx).await?;
    let sql = shown(tx, Text::of(SELECT)).and(" and r.seq > $3 order by r.seq limit $4");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, number(after)?, i64::from(limit))?;
    open_rows(tx, rows).await
}
