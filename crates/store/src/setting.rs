//! Settings of the node that are kept in its store: its rules, its name.
use crate::journal::{self, Act};
use crate::sql::{maybe, run};
use crate::{Error, Result, Tx};
use model::ActKind;
use policy::{Permit, action};

/// The bureau's own rules.
pub const RULES: &str = "rules";

/// From which scores on answers are called possible and a match, in JSON.
const THRESHOLDS: &str = "thresholds";

/// After how many hours a recall is late, and very late, in JSON.
const PATIENCE: &str = "patience";

/// The bureau's own thresholds of what is possible and of a match, if it has set any.
pub async fn thresholds(tx: &mut Tx) -> Result<Option<(f64, f64)>> {
    let Some(text) = get(tx, THRESHOLDS).await? else { return Ok(None) };
    let told: serde_json::Value = serde_json::from_str(&text)?;
    let number = |name: &str| {
        let number = told.get(name).and_then(serde_json::Value::as_f64);
        number.ok_or_else(|| Error::Damaged(format!("the thresholds have no {name}")))
    };
    Ok(Some((number("possible")?, number("match")?)))
}

/// Sets them; the act holds those of before as well.
pub async fn put_thresholds(
    tx: &mut Tx,
    permit: Permit<action::SetThresholds>,
    (possible, certain): (f64, f64),
    at_us: i64,
) -> Result<()> {
    let told =
        |(possible, certain): (f64, f64)| serde_json::json!({ "possible": possible, "match": certain });
    let before = thresholds(tx).await?.map(told);
    let after = told((possible, certain));
    let body = serde_json::json!({ "before": before, "after": after });
    let (kind, reason) = (ActKind::ThresholdsSet, Some(permit.reason()));
    let act = Act { at_us, by: permit.by(), kind, object: None, reason, body: Some(body) };
    put(tx, THRESHOLDS, &after.to_string(), act).await
}

/// After how many hours a recall is late, and very late, and for how many a copy that was taken back waits for a decision; none
/// where the bureau has said nothing.
pub async fn patience(tx: &mut Tx) -> Result<Option<[u32; 3]>> {
    let Some(text) = get(tx, PATIENCE).await? else { return Ok(None) };
    let told: Vec<u32> = serde_json::from_str(&text)?;
    match *told.as_slice() {
        // As it was before copies could wait.
        [late, very_late] => Ok(Some([late, very_late, 0])),
        [late, very_late, undecided] => Ok(Some([late, very_late, undecided])),
        _ => Err(Error::Damaged("the hours of recalls are not two or three".to_owned())),
    }
}

/// Sets it; the act holds what was before as well.
pub async fn put_patience(
    tx: &mut Tx,
    permit: Permit<action::SetClocks>,
    hours: [u32; 3],
    at_us: i64,
) -> Result<()> {
    let body = serde_json::json!({ "recalls": { "before": patience(tx).await?, "after": hours } });
    let (kind, reason) = (ActKind::ClocksSet, Some(permit.reason()));
    let act = Act { at_us, by: permit.by(), kind, object: None, reason, body: Some(body) };
    put(tx, PATIENCE, &serde_json::to_string(&hours)?, act).await
}

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
