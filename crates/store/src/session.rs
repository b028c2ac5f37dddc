//! Sessions of officers: the secret lives in their browser, its digest here.
use crate::journal::{self, Act};
use crate::sql::{maybe, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, OfficerId, Purpose, Reason};

/// An open session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    pub officer: OfficerId,
    pub opened_us: i64,
    pub seen_us: i64,
    pub ends_us: i64,
}

/// Opens a session of the officer who acts, with the act. `with` says how they proved who they are.
pub async fn open(
    tx: &mut Tx,
    by: &Actor,
    digest: &[u8; 32],
    with: &str,
    (at_us, ends_us): (i64, i64),
) -> Result<()> {
    let Actor::Officer { id, .. } = by else {
        return Err(Error::NotPermitted("only an officer has sessions"));
    };
    let sql =
        "insert into session (digest, officer, opened_us, seen_us, ends_us) values ($1, $2, $3, $3, $4)";
    run!(tx, sql, digest.as_slice(), id.to_string(), at_us, ends_us)?;
    tell(tx, by, (ActKind::SignedIn, serde_json::json!({ "with": with })), at_us).await
}

/// The session of this secret, if it is open: neither at its end, nor unused for `idle_us`.
pub async fn find(tx: &mut Tx, digest: &[u8; 32], now_us: i64, idle_us: i64) -> Result<Option<Session>> {
    let sql = "select officer, opened_us, seen_us, ends_us from session
        where digest = $1 and ends_us > $2 and seen_us > $3";
    let row: Option<(String, i64, i64, i64)> = maybe!(tx, sql, digest.as_slice(), now_us, now_us - idle_us)?;
    row.map(|(officer, opened_us, seen_us, ends_us)| {
        Ok(Session { officer: officer.parse()?, opened_us, seen_us, ends_us })
    })
    .transpose()
}

/// Keeps a session awake.
pub async fn touch(tx: &mut Tx, digest: &[u8; 32], now_us: i64) -> Result<()> {
    run!(
        tx,
        "update session set seen_us = $2 where digest = $1 and seen_us < $2",
        digest.as_slice(),
        now_us
    )?;
    Ok(())
}

/// Closes a session of the officer who acts, with the act.
pub async fn close(tx: &mut Tx, by: &Actor, digest: &[u8; 32], at_us: i64) -> Result<()> {
    run!(tx, "delete from session where digest = $1", digest.as_slice())?;
    tell(tx, by, (ActKind::SignedOut, serde_json::json!({})), at_us).await
}

/// Closes every session of an officer at once. The act is that of whoever has a reason for it.
pub async fn close_all(tx: &mut Tx, officer: OfficerId) -> Result<u64> {
    run!(tx, "delete from session where officer = $1", officer.to_string())
}

/// Forgets the sessions that are over.
pub async fn clear(tx: &mut Tx, now_us: i64, idle_us: i64) -> Result<u64> {
    run!(tx, "delete from session where ends_us <= $1 or seen_us <= $2", now_us, now_us - idle_us)
}

async fn tell(tx: &mut Tx, by: &Actor, (kind, body): (ActKind, serde_json::Value), at_us: i64) -> Result<()> {
    let reason = Reason::of(Purpose::Administration);
    let act = Act { at_us, by, kind, object: None, reason: Some(&reason), body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}
