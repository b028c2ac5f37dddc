//! An officer files what the bureau knows of a person or thing, or how two records are linked.
use crate::{Desk, Result, Ring, chance, frame, sights};
use model::{Actor, Grading, Handling, Invalid, Reason, Record, RecordId, Source, Status, Subject};
use policy::{Target, action};

/// A record to be: all that an officer states, before it has an id and a version.
#[derive(Debug, Clone)]
pub struct Draft {
    pub subject: Subject,
    pub status: Option<Status>,
    /// What whoever finds it is asked to do.
    pub action: Option<String>,
    pub handling: Handling,
    pub grading: Grading,
    pub source: Source,
}

impl Draft {
    pub(super) fn into_record(self, desk: &Desk, id: RecordId, version: u64) -> Result<Record, Invalid> {
        if matches!(&self.subject, Subject::Entity(entity) if entity.caption().is_empty()) {
            return Err(Invalid::new("record", "a record needs at least a name or a number"));
        }
        let Draft { subject, status, action, handling, grading, source } = self;
        Ok(Record { id, owner: desk.me.clone(), version, subject, status, action, handling, grading, source })
    }
}

/// Files it as this member's, in its first version. Gives its id.
pub async fn file(desk: &Desk, by: &Actor, reason: &Reason, draft: Draft) -> Result<RecordId> {
    let id = RecordId::from_bytes(chance::draw(&*desk.chance)?);
    file_as(desk, by, reason, (id, draft)).await
}

/// The same, under an id that the caller has chosen.
pub(super) async fn file_as(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, draft): (RecordId, Draft),
) -> Result<RecordId> {
    let version = store::overtaken::next_version(&mut desk.store.read().await?, id, 0).await?;
    let record = draft.into_record(desk, id, version)?;
    let target = Target { id, version };
    let permit = frame::may_on::<action::File>(desk, by, reason, (target, &record.stamp())).await?;
    both_ends(desk, by, reason, &record).await?;
    let mut tx = desk.store.begin().await?;
    store::record::file(&mut tx, permit, &record, desk.clock.now_us()).await?;
    tx.commit().await?;
    sights::know(desk, &record.stamp()).await?;
    desk.bell.ring(Ring::Journal);
    Ok(id)
}

/// A link may only be stated between records that the officer can see: anything else would tell that they exist.
async fn both_ends(desk: &Desk, by: &Actor, reason: &Reason, record: &Record) -> Result<()> {
    let Subject::Link(link) = &record.subject else { return Ok(()) };
    for end in [link.from, link.to] {
        super::find(desk, by, reason, end).await?;
    }
    Ok(())
}
