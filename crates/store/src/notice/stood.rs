//! Which notices have come to stand where they stand since a moment, and which are soon to be looked at again.
use super::Notice;
use super::read::{of, read};
use super::row::{COLUMNS, Row};
use crate::sql::{Text, many};
use crate::{Result, Tx};
use model::notice::{NoticeKind, Stage};
use model::{Member, RecordId};
use policy::{Permit, action};
use std::collections::HashMap;

/// One that is in force, or out of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    pub id: RecordId,
    pub owner: Member,
    pub kind: NoticeKind,
    /// Where a destroyed copy is, where it stood when its owner took it back.
    pub stage: Stage,
    /// Since when, by this node's clock.
    pub since_us: i64,
    /// None where the copy was destroyed: nothing of it can be read.
    pub notice: Option<Notice>,
}

/// Those that are in force or out of use since `since_us` or later and are not kept from use here, the latest first, at most
/// `limit`. Among them are such as were taken back by their owners from use.
pub async fn stood(
    tx: &mut Tx,
    _permit: &Permit<action::ReadNotices>,
    since_us: i64,
    limit: u32,
) -> Result<Vec<Stood>> {
    let sql = "select id, owner, kind, stage, stood_us from notice where stood_us >= $1 and not withheld
        and stage in ('published', 'suspended', 'corrected', 'cancelled') order by stood_us desc, id limit $2";
    let rows: Vec<(String, String, String, String, i64)> = many!(tx, sql, since_us, i64::from(limit))?;
    let ids = rows.iter().map(|(id, ..)| Ok(id.parse()?)).collect::<Result<Vec<RecordId>>>()?;
    let here = of(tx, &ids).await?.into_iter();
    let mut here: HashMap<RecordId, Notice> = here.map(|notice| (notice.id, notice)).collect();
    let one = |(id, (_, owner, kind, stage, since_us)): (RecordId, (String, String, String, String, i64))| {
        let (owner, kind, stage) = (owner.parse()?, kind.parse()?, stage.parse()?);
        Ok(Stood { id, owner, kind, stage, since_us, notice: here.remove(&id) })
    };
    ids.into_iter().zip(rows).map(one).collect()
}

/// Our notices in force whose day of review is at or before this moment, the nearest first.
pub async fn near(
    tx: &mut Tx,
    _permit: &Permit<action::ReadNotices>,
    (me, upto_us): (&Member, i64),
    limit: u32,
) -> Result<Vec<Notice>> {
    let sql = Text::of(COLUMNS).and(
        "and not withheld and owner = $1 and stage = 'published' and review_us <= $2 order by review_us, id limit $3",
    );
    let rows: Vec<Row> = many!(tx, sql, me.as_str(), upto_us, i64::from(limit))?;
    read(tx, rows).await
}
