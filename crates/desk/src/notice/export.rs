//! Notices leave as a file, in the shape of the public notice service.
use crate::{Desk, Error, Result, frame};
use formats::notice::{Collection, detail, number};
use model::notice::{NoticeKind, Stage, day_of};
use model::{ActKind, Actor, Reason, RecordId};
use policy::action;
use serde_json::{Value, json};
use store::notice::Notice;

/// Most notices of one file.
pub const EXPORTED_MAX: u32 = 1_000;

/// One notice. On disk that it went out, before it is given.
pub async fn export(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Value> {
    let _may = frame::may::<action::Export>(desk, by, reason).await?;
    let _reads = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let notice = store::notice::get(&mut desk.store.read().await?, id).await?;
    let notice = notice.filter(|notice| !notice.withheld).ok_or(Error::Missing)?;
    if notice.stage != Stage::Published {
        return Err(Error::Conflict(
            "only a notice in force leaves as a file: whoever reads it could not tell",
        ));
    }
    let told = told(&notice).ok_or(Error::Conflict("the public service has no notices of this kind"))?;
    note(desk, (by, reason), &notice).await?;
    Ok(told)
}

/// Those in force of this collection, in the envelope of the service.
pub async fn export_all(desk: &Desk, by: &Actor, reason: &Reason, collection: Collection) -> Result<Value> {
    let _may = frame::may::<action::Export>(desk, by, reason).await?;
    let reads = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let of = |kind: &&NoticeKind| Collection::of(**kind) == Some(collection);
    let kinds: Vec<NoticeKind> = NoticeKind::ALL.iter().filter(of).copied().collect();
    let mut tx = desk.store.read().await?;
    let all = store::notice::in_force_of(&mut tx, &reads, &kinds, EXPORTED_MAX).await?;
    drop(tx);
    for notice in &all {
        note(desk, (by, reason), notice).await?;
    }
    let notices: Vec<Value> = all.iter().filter_map(told).collect();
    Ok(json!({
        "total": notices.len(), "query": { "page": 1, "resultPerPage": EXPORTED_MAX }, "_embedded": { "notices": notices },
    }))
}

fn told(notice: &Notice) -> Option<Value> {
    Collection::of(notice.content.kind)?;
    Some(Value::Object(detail(&notice.content, &number(day_of(notice.drafted_us()).year(), notice.id))))
}

async fn note(desk: &Desk, (by, reason): (&Actor, &Reason), notice: &Notice) -> Result<()> {
    frame::note_on(
        desk,
        by,
        reason,
        (ActKind::Exported, (notice.id, notice.version)),
        Some(json!({ "format": "interpol" })),
    )
    .await?;
    Ok(())
}
