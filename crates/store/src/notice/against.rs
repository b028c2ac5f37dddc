//! What reviewers have said against a notice of another: kept when its owner takes the copy back, for an owner that is set back knows
//! nothing of it.
use super::NoticeSaid;
use super::row::SealedAct;
use crate::house;
use crate::sql::{many, maybe, run};
use crate::{Error, Result, Tx};
use model::{Member, RecordId};
use wire::keys::Salt;

fn context(notice: RecordId) -> Vec<u8> {
    [b"liaison/1/notice-against\0".as_slice(), notice.as_bytes()].concat()
}

/// Keeps these acts until the day on which the notice would have lapsed by itself.
pub async fn remember(tx: &mut Tx, notice: RecordId, acts: &[NoticeSaid], until_us: i64) -> Result<()> {
    let salt = house::chance::<32>()?;
    let key = tx.house.keys.storage.record_key(&Salt::from_bytes(salt));
    let plain = serde_json::to_vec(&acts.iter().map(SealedAct::of).collect::<Vec<_>>())?;
    let sealed = key.seal(house::chance()?, &context(notice), &plain);
    let sql = "insert into notice_against (notice, sealed, salt, until_us) values ($1, $2, $3, $4)
        on conflict (notice) do update set sealed = excluded.sealed, salt = excluded.salt";
    run!(tx, sql, notice.to_string(), sealed, salt.to_vec(), until_us)?;
    Ok(())
}

/// What is known here to have been said against a notice of which no copy is here any more.
pub async fn remembered(tx: &mut Tx, notice: RecordId) -> Result<Vec<NoticeSaid>> {
    let sql = "select sealed, salt from notice_against where notice = $1";
    let row: Option<(Vec<u8>, Vec<u8>)> = maybe!(tx, sql, notice.to_string())?;
    let Some((sealed, salt)) = row else { return Ok(vec![]) };
    let damaged = || Error::Damaged(format!("what was said against the notice {notice} does not open"));
    let salt = Salt::from_bytes(salt.try_into().map_err(|_| damaged())?);
    let plain = tx.house.keys.storage.record_key(&salt).open(&context(notice), &sealed);
    let acts: Vec<SealedAct> = serde_json::from_slice(&plain.map_err(|_| damaged())?)?;
    acts.into_iter().map(SealedAct::read).collect()
}

/// Its owner has said a notice once more without what is remembered against it.
pub async fn opposed(tx: &mut Tx, notice: RecordId, at_us: i64) -> Result<()> {
    let sql = "update notice_against set opposed_us = $2 where notice = $1";
    run!(tx, sql, notice.to_string(), at_us)?;
    Ok(())
}

/// A notice that its owner has said once more without what is remembered against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opposed {
    pub id: RecordId,
    pub owner: Member,
    /// When it was said last.
    pub since_us: i64,
}

/// All of these.
pub async fn all_opposed(tx: &mut Tx) -> Result<Vec<Opposed>> {
    let sql = "select n.id, n.owner, a.opposed_us from notice_against a join notice n on n.id = a.notice
        where a.opposed_us is not null order by n.id";
    let rows: Vec<(String, String, i64)> = many!(tx, sql)?;
    let read = |(id, owner, since_us): (String, String, i64)| {
        Ok(Opposed { id: id.parse()?, owner: owner.parse()?, since_us })
    };
    rows.into_iter().map(read).collect()
}

/// Destroys what is kept of notices that would have lapsed by now.
pub async fn forget_remembered(tx: &mut Tx, now_us: i64) -> Result<()> {
    let gone = run!(tx, "delete from notice_against where until_us <= $1", now_us)?;
    tx.pen.destroyed |= gone > 0;
    Ok(())
}
