//! A hub destroys what nobody is to be given any more: of members that left, and what is too old.
use crate::peer::Known;
use crate::{Desk, Result};
use model::{ActKind, Actor, Member};
use store::journal::Act;

/// Longest time that anything is kept.
const KEPT_US: i64 = 60 * 86_400_000_000;

/// Destroys it, with the act.
pub(crate) async fn tend(desk: &Desk) -> Result<()> {
    if desk.post.is_none() {
        return Ok(());
    }
    let roster = desk.roster();
    let known: Vec<&Known> = roster.all().filter(|known| known.is_active()).collect();
    super::files::tend(desk, &known).await?;
    let active: Vec<&Member> = known.iter().map(|known| &known.member).collect();
    let at_us = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    let gone = store::custody::sweep(&mut tx, &active, at_us, at_us.saturating_sub(KEPT_US)).await?;
    if gone == 0 {
        return Ok(());
    }
    let by = Actor::Engine { member: desk.me.clone() };
    let body = Some(serde_json::json!({ "envelopes": gone }));
    let act = Act { at_us, by: &by, kind: ActKind::MailDestroyed, object: None, reason: None, body };
    store::journal::write(&mut tx, act).await?;
    tx.commit().await?;
    tracing::warn!(envelopes = gone, "kept mail was destroyed: its member has left, or its time is over");
    Ok(())
}
