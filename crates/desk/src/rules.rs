//! The rules in force: read, and changed by who may; a change takes effect at the next question.
use crate::{Desk, Result, frame, sights};
use model::{ActKind, Actor, Member, Reason};
use policy::{Rules, action};
use std::sync::{Arc, PoisonError};
use store::Store;
use store::journal::Act;

/// Where the store keeps a bureau's own text.
const SETTING: &str = "rules";

/// The bureau's own rules, or the standard ones where it has none.
pub(crate) async fn in_force(store: &Store, me: &Member) -> Result<Rules> {
    let mut tx = store.read().await?;
    match store::setting::get(&mut tx, SETTING).await? {
        Some(text) => Ok(Rules::parse(me.clone(), &text)?),
        None => Ok(Rules::standard(me.clone())),
    }
}

/// The text, for who may read it.
pub async fn read(desk: &Desk, by: &Actor, reason: &Reason) -> Result<String> {
    frame::may::<action::ReadRules>(desk, by, reason).await?;
    Ok(desk.rules().text().to_string())
}

/// Puts another text in force, if it is one. The journal keeps both texts.
pub async fn change(desk: &Desk, by: &Actor, reason: &Reason, text: &str) -> Result<()> {
    frame::may::<action::ChangeRules>(desk, by, reason).await?;
    let rules = Rules::parse(desk.me.clone(), text)?;
    let mut tx = desk.store.begin().await?;
    store::setting::put(&mut tx, SETTING, text).await?;
    let body = serde_json::json!({ "before": desk.rules().text(), "after": text });
    let act = Act { at_us: desk.clock.now_us(), by, kind: ActKind::RulesChanged, object: None, reason: Some(reason), body: Some(body) };
    store::journal::write(&mut tx, act).await?;
    tx.commit().await?;
    take(desk, rules);
    Ok(())
}

/// Another instance on the same store may have changed them.
pub(crate) async fn refresh(desk: &Desk) -> Result<()> {
    let rules = in_force(&desk.store, &desk.me).await?;
    if rules.text() != desk.rules().text() {
        take(desk, rules);
    }
    Ok(())
}

fn take(desk: &Desk, rules: Rules) {
    *desk.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
    sights::forget(desk);
}
