//! In which versions an owner's records and notices are or were here, and nothing of what they say: for an owner whose store was
//! set back.
use crate::sql::{self, Text, count, many, maybe, number, run};
use crate::{Result, Tx};
use model::{Member, RecordId};

/// What is, or was, here of a record or a notice. A notice goes by its own version, and the record of its subject with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    pub id: RecordId,
    pub version: u64,
    /// It was taken back.
    pub gone: bool,
    /// Its owner has stated another content in this version since.
    pub other: bool,
}

type Row = (String, i64, Option<i32>, Option<i32>);

/// What is asked of either; nobody gives the number of a version of a notice twice.
const SELECT: [(&str, &str); 2] = [
    ("select id, version, case when salt is null then null else 1 end, null from ", "notice"),
    (
        "select id, version, case when salt is null then null else 1 end, (select 1 from other_content o
        where o.id = record.id and o.owner = record.owner and o.version = record.version) from ",
        "record",
    ),
];

/// Those of notices take the place of their subjects' records.
fn read(notices: Vec<Row>, records: Vec<Row>) -> Result<Vec<Version>> {
    let version = |(id, version, here, other): Row| {
        let (gone, other) = (here.is_none(), other.is_some());
        Ok(Version { id: id.parse()?, version: count(version)?, gone, other })
    };
    let mut all: Vec<Version> = notices.into_iter().chain(records).map(version).collect::<Result<_>>()?;
    all.sort_by_key(|it| it.id);
    all.dedup_by_key(|it| it.id);
    Ok(all)
}

/// All of an owner's behind an id, in their order, so many of them at most.
pub async fn versions(
    tx: &mut Tx,
    owner: &Member,
    after: Option<RecordId>,
    limit: u32,
) -> Result<Vec<Version>> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let [notices, records] = SELECT.map(|(select, table)| {
        Text::of(select).and(table).and(" where owner = $1 and id > $2 order by id limit $3")
    });
    let notices: Vec<Row> = many!(tx, notices, owner.as_str(), after.as_str(), i64::from(limit))?;
    let records: Vec<Row> = many!(tx, records, owner.as_str(), after.as_str(), i64::from(limit))?;
    let mut all = read(notices, records)?;
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// Those of an owner among these.
pub async fn versions_of(tx: &mut Tx, owner: &Member, ids: &[RecordId]) -> Result<Vec<Version>> {
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let [notices, records] = SELECT.map(|(select, table)| {
        Text::of(select)
            .and(table)
            .and(" where owner = $1 and id in (")
            .part(tx.conn.dialect().texts(2))
            .and(")")
    });
    let notices: Vec<Row> = many!(tx, notices, owner.as_str(), list.as_str())?;
    let records: Vec<Row> = many!(tx, records, owner.as_str(), list.as_str())?;
    read(notices, records)
}

/// In which version an owner's record was, if it was taken back here; also that of a notice's subject.
pub async fn withdrawn(tx: &mut Tx, owner: &Member, id: RecordId) -> Result<Option<u64>> {
    let sql = "select version from record where owner = $1 and id = $2 and salt is null";
    let row: Option<(i64,)> = maybe!(tx, sql, owner.as_str(), id.to_string())?;
    row.map(|(version,)| count(version)).transpose()
}

/// Notes that the owner of a record that is here states another content in this version. Gives whether that was not known.
pub async fn other(tx: &mut Tx, owner: &Member, (id, version): (RecordId, u64)) -> Result<bool> {
    let sql = "insert into other_content (owner, id, version) values ($1, $2, $3) on conflict (id, owner)
        do update set version = excluded.version where other_content.version <> excluded.version";
    Ok(run!(tx, sql, owner.as_str(), id.to_string(), number(version)?)? == 1)
}
