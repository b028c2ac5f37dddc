//! The rules in force: read, and changed by who may; a change takes effect at the next question.
use crate::{Desk, Error, Result, frame, sights};
use model::{Actor, Member, Reason};
use policy::{Rules, action};
use std::sync::{Arc, PoisonError};
use store::Store;
use store::setting::RULES;

/// The bureau's own rules, or the standard ones where it has none.
pub(crate) async fn in_force(store: &Store, me: &Member) -> Result<Rules> {
    let mut tx = store.read().await?;
    match store::setting::get(&mut tx, RULES).await? {
        Some(text) => Ok(Rules::parse(me.clone(), &text)?),
        None => Ok(Rules::standard(me.clone())),
    }
}

/// The text, for who may read it.
pub async fn read(desk: &Desk, by: &Actor, reason: &Reason) -> Result<String> {
    let _may = frame::may::<action::ReadRules>(desk, by, reason).await?;
    Ok(desk.rules().text().to_string())
}

/// Puts another text in force, if it is one and leaves this actor able to change it again. The journal keeps both texts.
pub async fn change(desk: &Desk, by: &Actor, reason: &Reason, text: &str) -> Result<()> {
    let permit = frame::may::<action::ChangeRules>(desk, by, reason).await?;
    let rules = Rules::parse(desk.me.clone(), text)?;
    if rules.permit::<action::ChangeRules>(by, reason).is_err() {
        return Err(Error::Conflict(
            "under this text you could not change the rules again; it would lock the bureau out",
        ));
    }
    let mut tx = desk.store.begin().await?;
    store::setting::put_rules(&mut tx, permit, text, desk.clock.now_us()).await?;
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
