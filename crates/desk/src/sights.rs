//! What an actor may see, asked of the rules once and kept while nothing changes that it depends on.
use crate::{Desk, Result};
use model::{Actor, Member, Purpose, Reason, Stamp, StampNo};
use policy::{Refusal, Sight};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Most sights kept; when there are more, all are asked for again.
const KEPT_MAX: usize = 4_096;

#[derive(Default)]
pub(crate) struct Sights {
    stamps: RwLock<Arc<Vec<(StampNo, Stamp)>>>,
    kept: Mutex<HashMap<Key, Sight>>,
}

/// All that the rules can tell apart: of a legal basis and a reference, whether there is one.
type Key = (Actor, Purpose, bool, bool);

/// This actor's sight for this reason, over every stamp that the index knows.
pub(crate) async fn of(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Sight> {
    let stamps = {
        let stamps = desk.sights.stamps.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&stamps)
    };
    let key = (by.clone(), reason.purpose, reason.legal_basis.is_some(), reason.reference.is_some());
    let known = stamps.iter().map(|(no, _)| no.0.saturating_add(1)).max().unwrap_or(0);
    let mut kept = desk.sights.kept.lock().unwrap_or_else(PoisonError::into_inner);
    let fits =
        kept.get(&key).filter(|sight| sight.upto() == known).and_then(|sight| sight.for_reason(reason));
    if let Some(sight) = fits {
        return Ok(sight);
    }
    let sight = desk.rules().sight(by, reason, &stamps);
    if kept.len() >= KEPT_MAX {
        kept.clear();
    }
    kept.insert(key, sight.clone());
    Ok(sight)
}

/// What another member may know of, over every stamp that the index knows.
pub(crate) fn of_peer(
    desk: &Desk,
    peer: &Member,
    reason: &Reason,
    brings_together: bool,
) -> Result<Sight, Refusal> {
    let stamps = {
        let stamps = desk.sights.stamps.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&stamps)
    };
    desk.rules().peer_sight(peer, reason, &stamps, brings_together)
}

/// Whether it is so of any stamp that is known.
pub(crate) fn any(desk: &Desk, so: impl Fn(StampNo, &Stamp) -> bool) -> bool {
    let stamps = desk.sights.stamps.read().unwrap_or_else(PoisonError::into_inner);
    stamps.iter().any(|(no, stamp)| so(*no, stamp))
}

/// The number of every stamp that is known.
pub(crate) fn numbers(desk: &Desk) -> HashMap<Stamp, StampNo> {
    let stamps = desk.sights.stamps.read().unwrap_or_else(PoisonError::into_inner);
    stamps.iter().map(|(no, stamp)| (stamp.clone(), *no)).collect()
}

/// Reads the stamps again. To be called before records that may bear new ones become visible.
pub(crate) async fn refresh(desk: &Desk) -> Result<()> {
    let stamps = store::stamp::all(&mut desk.store.glance().await?).await?;
    *desk.sights.stamps.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(stamps);
    Ok(())
}

/// Sees to it that a stamp which was just written is among those that are judged.
pub(crate) async fn know(desk: &Desk, stamp: &Stamp) -> Result<()> {
    let known = {
        let stamps = desk.sights.stamps.read().unwrap_or_else(PoisonError::into_inner);
        stamps.iter().any(|(_, known)| known == stamp)
    };
    if known { Ok(()) } else { refresh(desk).await }
}

/// Everybody's sight is asked for again: the rules have changed.
pub(crate) fn forget(desk: &Desk) {
    desk.sights.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
