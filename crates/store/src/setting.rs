//! Settings of the node that are kept in its store: its rules, its name.
use crate::journal::{self, Act};
use crate::sql::{maybe, run};
use crate::{Result, Tx};
use model::ActKind;
use policy::{Permit, action};

/// The bureau's own rules.
pub const RULES: &str = "rules";

/// The value of a setting, if it was ever set.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = maybe!(tx, "select value from setting where name = $1", name)?;
    Ok(row.map(|(value,)| value))
}

/// Sets it, with the act that says so.
pub async fn put(tx: &mut Tx, name: &str, value: &str, act: Act<'_>) -> Result<()> {
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    run!(tx, sql, name, value)?;
    journal::write(tx, act).await.map(|_| ())
}

/// Puts another text of the rules in force; the act holds both texts.
pub async fn put_rules(
    tx: &mut Tx,
    permit: Permit<action::ChangeRules>,
    text: &str,
    at_us: i64,
) -> Result<()> {
    let before = get(tx, RULES).await?;
    let body = serde_json::json!({ "before": before, "after": text });
    let (kind, reason) = (ActKind::RulesChanged, Some(permit.reason()));
    put(tx, RULES, text, Act { at_us, by: permit.by(), kind, object: None, reason, body: Some(body) }).await
}
