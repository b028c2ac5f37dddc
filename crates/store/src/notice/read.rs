//! Reading notices: one, a page of them, those that wait, and what followers need of them.
use super::row::{COLUMNS, Row};
use super::{Notice, row};
use crate::journal::pen;
use crate::sql::{self, Text, count, many, maybe};
use crate::{Result, Tx};
use model::notice::NoticeKind;
use model::{Member, RecordId};
use policy::{Permit, action};

/// Which notices a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Published, and not taken out of use.
    InForce,
    /// Our own on their way to publication.
    Ours,
    /// Of other members, before us for review.
    Review,
    /// Sent by other members before review, or reviewed by somebody for whom nobody stands.
    Unreviewed,
    /// Suspended, corrected, refused, cancelled.
    Over,
}

model::codes!(Which, "which notices", {
    InForce => "in-force",
    Ours => "ours",
    Review => "review",
    Unreviewed => "unreviewed",
    Over => "over",
});

impl Which {
    /// As a condition; our member is parameter 1.
    const fn sql(self) -> &'static str {
        match self {
            Which::InForce => " and stage = 'published' and cast($1 as text) is not null",
            Which::Ours => {
                " and owner = $1 and stage in ('draft', 'approved', 'submitted', 'screened', 'cleared', 'returned')"
            }
            Which::Review => {
                " and owner <> $1 and stage in ('submitted', 'screened', 'cleared', 'unconfirmed')"
            }
            Which::Unreviewed => {
                " and owner <> $1 and (spread and stage in ('submitted', 'screened', 'cleared')
                    or stage = 'unconfirmed')"
            }
            Which::Over => {
                " and stage in ('suspended', 'corrected', 'refused', 'cancelled') and cast($1 as text) is not null"
            }
        }
    }
}

pub(super) async fn read(tx: &Tx, rows: Vec<Row>) -> Result<Vec<Notice>> {
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}

/// Those of this kind that are here, the last moved first. `before` is where the page before ended.
pub async fn page(
    tx: &mut Tx,
    _permit: &Permit<action::ReadNotices>,
    (me, which): (&Member, Which),
    (before, limit): (Option<(i64, RecordId)>, u32),
) -> Result<Vec<Notice>> {
    let sql = Text::of(COLUMNS)
        .and("and not withheld")
        .and(which.sql())
        .and(" and (moved_us < $2 or (moved_us = $2 and id > $3)) order by moved_us desc, id limit $4");
    let (at, id) = before.map_or((i64::MAX, String::new()), |(at, id)| (at, id.to_string()));
    let rows: Vec<Row> = many!(tx, sql, me.as_str(), at, id, i64::from(limit))?;
    read(tx, rows).await
}

/// Those of these kinds in force here that may be used, the last moved first.
pub async fn in_force_of(
    tx: &mut Tx,
    _permit: &Permit<action::ReadNotices>,
    kinds: &[NoticeKind],
    limit: u32,
) -> Result<Vec<Notice>> {
    let list = sql::json(&kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>())?;
    let sql = Text::of(COLUMNS).and("and not withheld and stage = 'published' and kind in (");
    let sql = sql.part(tx.conn.dialect().texts(1)).and(") order by moved_us desc, id limit $2");
    let rows: Vec<Row> = many!(tx, sql, list, i64::from(limit))?;
    read(tx, rows).await
}

/// Notices that are kept from use here, for those who keep the list of protected persons.
pub async fn withheld(
    tx: &mut Tx,
    _permit: &Permit<action::KeepProtected>,
    limit: u32,
) -> Result<Vec<Notice>> {
    let sql = Text::of(COLUMNS).and("and withheld order by moved_us desc, id limit $1");
    let rows: Vec<Row> = many!(tx, sql, i64::from(limit))?;
    read(tx, rows).await
}

/// One that is here, for whoever the desk has asked the rules about.
pub async fn get(tx: &mut Tx, id: RecordId) -> Result<Option<Notice>> {
    let row: Option<row::Row> = maybe!(tx, Text::of(COLUMNS).and("and id = $1"), id.to_string())?;
    row.map(|row| row.read(&tx.house)).transpose()
}

/// The same, behind the lock on the journal's head: what is decided by it holds until the transaction ends.
pub async fn hold(tx: &mut Tx, id: RecordId) -> Result<Option<Notice>> {
    pen::lock(tx).await?;
    get(tx, id).await
}

/// Those of these ids that are here, for the follower that tells others of them.
pub async fn of(tx: &mut Tx, ids: &[RecordId]) -> Result<Vec<Notice>> {
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of(COLUMNS).and("and id in (").part(tx.conn.dialect().texts(1)).and(") order by id");
    let rows: Vec<Row> = many!(tx, sql, list)?;
    read(tx, rows).await
}

/// Notices of others that are here and on which somebody here may have said what their owners do not know: they are under review,
/// or have come out of it otherwise than into force, or are out of use though their owners have not taken them back.
pub async fn spoken_of(tx: &mut Tx, me: &Member) -> Result<Vec<Notice>> {
    let sql = Text::of(COLUMNS).and(
        "and owner <> $1 and stage in ('screened', 'cleared', 'returned', 'refused', 'suspended', 'cancelled')
        order by id",
    );
    let rows: Vec<Row> = many!(tx, sql, me.as_str())?;
    read(tx, rows).await
}

/// Notices of others that wait here for a reviewer to confirm what another has done who reviews no more.
pub async fn unconfirmed(tx: &mut Tx, me: &Member) -> Result<Vec<Notice>> {
    let sql = Text::of(COLUMNS).and("and owner <> $1 and stage = 'unconfirmed' order by id");
    let rows: Vec<Row> = many!(tx, sql, me.as_str())?;
    read(tx, rows).await
}

/// What is or was here of a notice: whose, in which version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub owner: Member,
    pub version: u64,
    /// The copy was destroyed.
    pub gone: bool,
}

impl Known {
    /// Whether this version of this owner's is here.
    pub(super) fn is(&self, (owner, version): (&Member, u64)) -> bool {
        &self.owner == owner && self.version == version && !self.gone
    }
}

pub async fn known(tx: &mut Tx, id: RecordId) -> Result<Option<Known>> {
    let sql = "select owner, version, case when salt is null then 1 else 0 end from notice where id = $1";
    let row: Option<(String, i64, i32)> = maybe!(tx, sql, id.to_string())?;
    row.map(|(owner, version, gone)| {
        Ok(Known { owner: owner.parse()?, version: count(version)?, gone: gone == 1 })
    })
    .transpose()
}

/// Our notices behind an id, in their order, whatever became of them: for whoever says again what others are to have.
pub async fn any(tx: &mut Tx, me: &Member, after: Option<RecordId>, limit: u32) -> Result<Vec<RecordId>> {
    let sql = "select id from notice where owner = $1 and id > $2 and salt is not null order by id limit $3";
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows: Vec<(String,)> = many!(tx, sql, me.as_str(), after, i64::from(limit))?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}

/// Our notices in force whose day of review is at or before this moment and of which so few reminders were given.
pub async fn due(tx: &mut Tx, me: &Member, (upto_us, reminded): (i64, u32)) -> Result<Vec<RecordId>> {
    let sql =
        "select id from notice where owner = $1 and stage = 'published' and review_us <= $2 and reminded < $3
        and salt is not null order by review_us, id limit 100";
    let rows: Vec<(String,)> = many!(tx, sql, me.as_str(), upto_us, i64::from(reminded))?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}

/// Those in force here that may be used, of one owner or of all, each in its version: for whoever keeps an extract of them.
pub async fn in_force(tx: &mut Tx, owner: Option<&Member>) -> Result<Vec<(RecordId, u64)>> {
    let sql = "select id, version from notice where stage = 'published' and not withheld and salt is not null
        and owner = coalesce(cast($1 as text), owner) order by id";
    let rows: Vec<(String, i64)> = many!(tx, sql, owner.map(|owner| owner.as_str().to_owned()))?;
    rows.into_iter().map(|(id, version)| Ok((id.parse()?, count(version)?))).collect()
}
