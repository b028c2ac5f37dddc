//! The lists that are held, with how many of their records one may see.
use crate::record::{shown, stamps};
use crate::sql::{Text, count, many};
use crate::{Result, Tx};
use policy::Sight;

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub name: String,
    /// How many of its records the sight shows.
    pub records: u64,
    /// When one of them was stated last.
    pub revised_us: i64,
}

/// The lists of which the sight shows at least one record, by name. `now_us` decides what has expired.
pub async fn lists(tx: &mut Tx, sight: &Sight, now_us: i64) -> Result<Vec<List>> {
    let sql = shown(tx, Text::of("select r.list, count(*), max(r.revised_us) from record r where "))
        .and(" and r.list is not null group by r.list order by r.list");
    let rows: Vec<(String, i64, i64)> = many!(tx, sql, stamps(sight)?, now_us)?;
    rows.into_iter()
        .map(|(name, records, revised_us)| Ok(List { name, records: count(records)?, revised_us }))
        .collect()
}
