//! Passkeys of officers, as the library of the ceremony writes them.
use crate::journal::{self, Act};
use crate::sql::{many, maybe, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, OfficerId, Purpose, Reason};

/// Keeps a new passkey of the officer who acts, with the act. `id` is the credential's id.
pub async fn enrol(tx: &mut Tx, by: &Actor, id: &[u8], passkey: &str, at_us: i64) -> Result<()> {
    let Actor::Officer { id: officer, .. } = by else {
        return Err(Error::NotPermitted("only an officer has passkeys"));
    };
    let sql = "insert into credential (id, officer, passkey, enrolled_us) values ($1, $2, $3, $4)
        on conflict do nothing";
    if run!(tx, sql, id, officer.to_string(), passkey, at_us)? == 0 {
        return Err(Error::Conflict("this passkey is enrolled already"));
    }
    let reason = Reason::of(Purpose::Administration);
    let body = serde_json::json!({ "officer": officer.to_string() });
    let act =
        Act { at_us, by, kind: ActKind::KeyEnrolled, object: None, reason: Some(&reason), body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// Keeps what a passkey became by being used (its counter).
pub async fn used(tx: &mut Tx, id: &[u8], passkey: &str, at_us: i64) -> Result<()> {
    run!(tx, "update credential set passkey = $2, used_us = $3 where id = $1", id, passkey, at_us)?;
    Ok(())
}

/// The passkeys of an officer, oldest first.
pub async fn of(tx: &mut Tx, officer: OfficerId) -> Result<Vec<String>> {
    let sql = "select passkey from credential where officer = $1 order by enrolled_us, id";
    let rows: Vec<(String,)> = many!(tx, sql, officer.to_string())?;
    Ok(rows.into_iter().map(|(passkey,)| passkey).collect())
}

/// Whose credential this is.
pub async fn owner(tx: &mut Tx, id: &[u8]) -> Result<Option<OfficerId>> {
    let row: Option<(String,)> = maybe!(tx, "select officer from credential where id = $1", id)?;
    row.map(|(officer,)| Ok(officer.parse()?)).transpose()
}
