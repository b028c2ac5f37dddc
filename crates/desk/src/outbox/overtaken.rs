//! Records of ours that others hold in versions that we, having been set back, do not have. Nothing is done about one until
//! somebody here has stated it anew or taken it back; then that counts, whatever they hold.
use super::{Lanes, Way};
use crate::Result;
use model::{Member, Record, RecordId};
use std::collections::HashMap;
use store::Tx;
use store::overtaken::Overtaken;
use store::record::Version;
use store::shared::Shared;

/// Those of some records about which something was decided here since.
#[derive(Default)]
pub(super) struct Decided {
    open: Vec<Overtaken>,
    stated: Vec<RecordId>,
    taken_back: Vec<RecordId>,
}

/// Looks them up; `own` are those of `ids` that are ours and not taken back.
pub(super) async fn of(
    tx: &mut Tx,
    me: &Member,
    ids: &[RecordId],
    own: &HashMap<RecordId, Record>,
) -> Result<Decided> {
    let mut open = store::overtaken::of(tx, ids).await?;
    if open.is_empty() {
        return Ok(Decided::default());
    }
    let here: HashMap<RecordId, Version> = store::record::versions_of(tx, me, ids)
        .await?
        .into_iter()
        .map(|version| (version.id, version))
        .collect();
    let highest = |id: RecordId| open.iter().filter(|it| it.id == id).map(|it| it.version).max().unwrap_or(0);
    let is_stated = |id: &RecordId| own.get(id).is_some_and(|record| record.version > highest(*id));
    let is_gone = |id: &RecordId| here.get(id).is_some_and(|version| version.gone);
    let is_open = |id: &RecordId| open.iter().any(|it| it.id == *id);
    let stated: Vec<RecordId> = ids.iter().copied().filter(|id| is_open(id) && is_stated(id)).collect();
    let taken_back: Vec<RecordId> = ids.iter().copied().filter(|id| is_open(id) && is_gone(id)).collect();
    open.retain(|it| stated.contains(&it.id) || taken_back.contains(&it.id));
    Ok(Decided { open, stated, taken_back })
}

/// As if it had been given on the lane that the holder has alone.
pub(super) fn shared(lanes: &Lanes<'_>, it: &Overtaken) -> Shared {
    let stream = lanes.stream(&Way::to(&it.member));
    Shared { id: it.id, stream, version: it.version, seq: 0, recalled: false, since_us: it.told_us }
}

impl Decided {
    /// The highest version that anybody holds of it; 0 where nothing was decided.
    pub(super) fn floor(&self, id: RecordId) -> u64 {
        self.open.iter().filter(|it| it.id == id).map(|it| it.version).max().unwrap_or(0)
    }

    /// What others hold of it still.
    pub(super) fn held(&self, id: RecordId) -> Vec<Overtaken> {
        self.open.iter().filter(|it| it.id == id && !it.gone).cloned().collect()
    }

    /// A holder cannot be told yet: it stays open.
    pub(super) fn wait(&mut self, id: RecordId) {
        self.stated.retain(|stated| *stated != id);
        self.taken_back.retain(|taken_back| *taken_back != id);
    }

    /// Whoever holds them was told.
    pub(super) async fn close(&self, tx: &mut Tx) -> Result<()> {
        if !self.stated.is_empty() {
            store::overtaken::close(tx, &self.stated).await?;
        }
        for id in &self.taken_back {
            store::overtaken::taken_back(tx, *id).await?;
        }
        Ok(())
    }
}
