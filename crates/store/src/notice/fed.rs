//! What became of copies of notices, and of what they had fed: counted here for an owner, and kept of what others have counted.
use crate::journal::put;
use crate::sql::{count, many, maybe, number, row, run};
use crate::{Result, Tx};
use model::{Member, RecordId};

/// What a copy had fed at one member, up to its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fed {
    pub version: u64,
    /// When no check found it any more.
    pub index_us: i64,
    /// How often it went out as a file.
    pub exported: u64,
    pub printed: u64,
    /// Capsules that it went out in.
    pub carried: u64,
    /// How often it was shown on a screen.
    pub shown: u64,
    /// When the last lease of a capsule that holds it ends, in microseconds since 1970.
    pub until_us: Option<i64>,
}

/// What this node's own copy has fed, by its journal.
pub async fn fed(tx: &mut Tx, notice: RecordId, (version, index_us): (u64, i64)) -> Result<Fed> {
    put::flush(tx).await?;
    let sql = "select kind, count(*) from journal where object = $1
        and kind in ('exported', 'printed', 'carried', 'consulted', 'listed', 'opened') group by kind";
    let rows: Vec<(String, i64)> = many!(tx, sql, notice.to_string())?;
    let mut fed = Fed { version, index_us, ..Fed::default() };
    for (kind, times) in rows {
        let times = count(times)?;
        match kind.as_str() {
            "exported" => fed.exported = times,
            "printed" => fed.printed = times,
            "carried" => fed.carried = times,
            _ => fed.shown += times,
        }
    }
    if fed.carried > 0 {
        let sql = "select max(ends_us) from capsule where carried is not null and made_us >=
            (select min(at_us) from journal where object = $1 and kind = 'carried')";
        let row: Option<(Option<i64>,)> = maybe!(tx, sql, notice.to_string())?;
        fed.until_us = row.and_then(|(until,)| until);
    }
    Ok(fed)
}

/// A copy of ours that was destroyed because its owner took the notice back in this version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    pub id: RecordId,
    pub owner: Member,
    pub version: u64,
    pub at_us: i64,
}

/// All that were destroyed from this moment on.
pub async fn given_up(tx: &mut Tx, me: &Member, since_us: i64) -> Result<Vec<GivenUp>> {
    let sql = "select id, owner, version, moved_us from notice
        where owner <> $1 and salt is null and moved_us >= $2 order by moved_us, id";
    let rows: Vec<(String, String, i64, i64)> = many!(tx, sql, me.as_str(), since_us)?;
    let read = |(id, owner, version, at_us): (String, String, i64, i64)| {
        Ok(GivenUp { id: id.parse()?, owner: owner.parse()?, version: count(version)?, at_us })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps what a member told of its copy. What it told of a later version stays.
pub async fn put_fed(
    tx: &mut Tx,
    (notice, member): (RecordId, &Member),
    fed: &Fed,
    told_us: i64,
) -> Result<()> {
    let sql = "insert into notice_fed (notice, member, version, index_us, exported, printed, carried, shown, until_us, told_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (notice, member) do update set
        version = excluded.version, index_us = excluded.index_us, exported = excluded.exported,
        printed = excluded.printed, carried = excluded.carried, shown = excluded.shown,
        until_us = excluded.until_us, told_us = excluded.told_us where notice_fed.version <= excluded.version";
    run!(
        tx,
        sql,
        notice.to_string(),
        member.as_str(),
        number(fed.version)?,
        fed.index_us,
        number(fed.exported)?,
        number(fed.printed)?,
        number(fed.carried)?,
        number(fed.shown)?,
        fed.until_us,
        told_us
    )?;
    Ok(())
}

row! {
    struct Row {
        member: String,
        version: i64,
        index_us: i64,
        exported: i64,
        printed: i64,
        carried: i64,
        shown: i64,
        until_us: Option<i64>,
        told_us: i64,
    }
}

/// What every member has told of its copy of a notice of ours, with when.
pub async fn fed_there(tx: &mut Tx, notice: RecordId) -> Result<Vec<(Member, Fed, i64)>> {
    let sql = "select member, version, index_us, exported, printed, carried, shown, until_us, told_us from notice_fed
        where notice = $1 order by member";
    let rows: Vec<Row> = many!(tx, sql, notice.to_string())?;
    let read = |row: Row| {
        let fed = Fed {
            version: count(row.version)?,
            index_us: row.index_us,
            exported: count(row.exported)?,
            printed: count(row.printed)?,
            carried: count(row.carried)?,
            shown: count(row.shown)?,
            until_us: row.until_us,
        };
        Ok((row.member.parse()?, fed, row.told_us))
    };
    rows.into_iter().map(read).collect()
}
