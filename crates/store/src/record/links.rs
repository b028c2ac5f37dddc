//! Links of a record, from either end, each with the record at the other end.
use super::read::{Held, many, shown, stamps};
use crate::journal::put;
use crate::sql::{self, Text};
use crate::{Result, Tx};
use model::RecordId;
use policy::Sight;
use std::collections::HashMap;

/// A link and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    pub link: Held,
    pub other: Held,
}

/// Most links that are given of one record, the last stated first.
const LINKS_MAX: i64 = 5_000;

/// The links of a record of which the sight shows all three: the record itself, the link, and its other end. A link to
/// what one may not know of is not shown, since it would tell that it exists.
pub async fn links(tx: &mut Tx, sight: &Sight, id: RecordId, now_us: i64) -> Result<Vec<Linked>> {
    put::flush(tx).await?;
    if many(tx, sight, &[id], now_us).await?.is_empty() {
        return Ok(Vec::new());
    }
    let ends = "select l.id, l.other from (select id, to_id as other from link where from_id = $3
            union select id, from_id as other from link where to_id = $3) l
        join record r on r.id = l.id where ";
    let sql = shown(tx, Text::of(ends)).and(" and exists (select 1 from record r where r.id = l.other and ");
    let sql = shown(tx, sql).and(") order by r.seq desc limit $4");
    let rows: Vec<(String, String)> = sql::many!(tx, sql, stamps(sight)?, now_us, id.to_string(), LINKS_MAX)?;
    let pairs = rows.iter().map(|(link, other)| Ok((link.parse()?, other.parse()?)));
    let pairs: Vec<(RecordId, RecordId)> = pairs.collect::<Result<_>>()?;
    let wanted: Vec<RecordId> = pairs.iter().flat_map(|(link, other)| [*link, *other]).collect();
    let held: HashMap<RecordId, Held> =
        many(tx, sight, &wanted, now_us).await?.into_iter().map(|held| (held.record.id, held)).collect();
    let linked =
        |(link, other)| Some(Linked { link: held.get(link)?.clone(), other: held.get(other)?.clone() });
    Ok(pairs.iter().map(|(link, other)| (link, other)).filter_map(linked).collect())
}
