//! One-time links with which an officer enrols a passkey, or signs in where there are none.
use crate::journal::{self, Act};
use crate::sql::{maybe, run};
use crate::{Result, Tx};
use model::{ActKind, OfficerId};
use policy::{Permit, action};

/// Keeps the digest of a link's secret until `ends_us`, with the act. An older link of the officer opens nothing more.
pub async fn offer(
    tx: &mut Tx,
    permit: &Permit<action::KeepOfficers>,
    officer: OfficerId,
    digest: &[u8; 32],
    (at_us, ends_us): (i64, i64),
) -> Result<()> {
    run!(tx, "delete from invitation where officer = $1 and used_us is null", officer.to_string())?;
    let sql = "insert into invitation (digest, officer, ends_us) values ($1, $2, $3)";
    run!(tx, sql, digest.as_slice(), officer.to_string(), ends_us)?;
    let body = serde_json::json!({ "officer": officer.to_string() });
    let (kind, reason) = (ActKind::EnrolmentOffered, Some(permit.reason()));
    let act = Act { at_us, by: permit.by(), kind, object: None, reason, body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// Uses a link up: the officer whom it was made for. A wrong, used or late one gives nobody.
pub async fn take(tx: &mut Tx, digest: &[u8; 32], now_us: i64) -> Result<Option<OfficerId>> {
    let sql = "update invitation set used_us = $2 where digest = $1 and used_us is null and ends_us > $2
        returning officer";
    let officer: Option<(String,)> = maybe!(tx, sql, digest.as_slice(), now_us)?;
    officer.map(|(id,)| Ok(id.parse()?)).transpose()
}

/// The officer whom a link was made for, and when it ends; it stays as it is. None where it would open nothing.
pub async fn look(tx: &mut Tx, digest: &[u8; 32], now_us: i64) -> Result<Option<(OfficerId, i64)>> {
    let sql =
        "select officer, ends_us from invitation where digest = $1 and used_us is null and ends_us > $2";
    let found: Option<(String, i64)> = maybe!(tx, sql, digest.as_slice(), now_us)?;
    found.map(|(id, ends_us)| Ok((id.parse()?, ends_us))).transpose()
}
