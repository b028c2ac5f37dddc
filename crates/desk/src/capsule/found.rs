//! What the log of a capsule brought: how much was checked, and the records that were found.
use crate::{Desk, Error, Result, frame, sights};
use model::{ActKind, Actor, CapsuleId, Reason, RecordId};
use policy::action;
use std::collections::HashMap;
use store::capsule::Capsule;
use store::journal::OwnedAct;
use store::record::Held;

/// One capsule, and what its logs brought so far.
#[derive(Debug)]
pub struct Brought {
    pub capsule: Capsule,
    /// How often somebody was checked, and was refused.
    pub checks: u64,
    pub refused: u64,
    /// The records that were shown or opened at the post and that the reader may see, as they stand by now, the latest first.
    pub found: Vec<FoundThere>,
    /// How many more there are, of which the reader may see nothing.
    pub unseen: u64,
}

/// One record that was found at a post.
#[derive(Debug)]
pub struct FoundThere {
    pub held: Held,
    /// When it was shown last, by the post's clock, and whether it was opened there.
    pub at_us: i64,
    pub opened: bool,
}

/// Most records that are told of.
const SHOWN: usize = 500;

/// It is looked at for the purpose for which the capsule was made; on disk with each record before it is shown, and the owners of
/// others' records are told.
pub async fn one(desk: &Desk, by: &Actor, reason: &Reason, id: CapsuleId) -> Result<Brought> {
    let may = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let capsule = store::capsule::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    let acts = store::capsule::found(&mut tx, &may, id).await?;
    drop(tx);
    let of = |kind| u64::try_from(acts.iter().filter(|act| act.kind == kind).count()).unwrap_or(u64::MAX);
    let mut last: HashMap<RecordId, (i64, bool)> = HashMap::new();
    for act in &acts {
        let Some(record) = act.record else { continue };
        let (at_us, opened) = last.entry(record).or_insert((act.at_us, false));
        (*at_us, *opened) = ((*at_us).max(act.at_us), *opened || act.kind == ActKind::Opened);
    }
    let found = shown(desk, by, &capsule, &last).await?;
    Ok(Brought {
        checks: of(ActKind::Checked),
        refused: of(ActKind::Refused),
        unseen: u64::try_from(last.len().saturating_sub(found.len())).unwrap_or(u64::MAX),
        found,
        capsule,
    })
}

async fn shown(
    desk: &Desk,
    by: &Actor,
    capsule: &Capsule,
    last: &HashMap<RecordId, (i64, bool)>,
) -> Result<Vec<FoundThere>> {
    let mut ids: Vec<RecordId> = last.keys().copied().collect();
    ids.sort_unstable_by_key(|id| (std::cmp::Reverse(last.get(id).copied()), *id));
    ids.truncate(SHOWN);
    let (at_us, reason) = (desk.clock.now_us(), Reason::of(capsule.purpose));
    let sight = sights::of(desk, by, &reason).await?;
    let held = store::record::many(&mut desk.store.read().await?, &sight, &ids, at_us).await?;
    let body = serde_json::json!({ "capsule": capsule.id.to_string() });
    let act = |held: &Held| OwnedAct {
        at_us,
        by: by.clone(),
        kind: ActKind::Listed,
        object: Some((held.record.id, held.record.version)),
        reason: Some(reason.clone()),
        body: Some(body.clone()),
    };
    let acts: Vec<OwnedAct> = held.iter().map(act).collect();
    if acts.is_empty() {
        frame::note(desk, by, ActKind::Listed, &reason, body).await?;
    } else {
        desk.store.note_many(acts).await?;
    }
    let there = |held: Held| {
        let (at_us, opened) = *last.get(&held.record.id)?;
        Some(FoundThere { held, at_us, opened })
    };
    let mut found: Vec<FoundThere> = held.into_iter().filter_map(there).collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.at_us), it.held.record.id));
    Ok(found)
}
