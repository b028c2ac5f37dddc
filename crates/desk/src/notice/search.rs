//! Searching in the notices that are in force. Their words lie in memory alone, as those of threads do; each search first reads the
//! notices that have moved, as they stand, so what is out of use, or kept from use here, is not found.
use super::look::{PAGE_MAX, Page, listed};
use crate::{Desk, Error, Result, frame};
use matching::Texts;
use model::{Actor, Invalid, Reason, RecordId};
use policy::action;
use std::collections::HashMap;
use store::notice::Notice;
use tokio::sync::Mutex;

/// Notices read in one turn.
const BATCH: usize = 200;
/// Longest text that is searched for, in bytes.
const SEARCH_BYTES_MAX: usize = 500;

/// The words of the notices in force, as this process has last read them.
#[derive(Default)]
pub(crate) struct Words(Mutex<Held>);

#[derive(Default)]
struct Held {
    texts: Texts<RecordId, ()>,
    versions: HashMap<RecordId, u64>,
}

/// Notices in force in which every word of `search` stands, or one that begins with it; the last moved first. That it was searched
/// is on disk before anything is shown.
pub async fn search(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    search: &str,
    (before, limit): (Option<(i64, RecordId)>, u32),
) -> Result<Page> {
    let _may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    if search.len() > SEARCH_BYTES_MAX {
        return Err(Error::Invalid(Invalid::new("search", "a search is at most 500 bytes long")));
    }
    let limit = usize::try_from(limit.clamp(1, PAGE_MAX)).unwrap_or(1);
    let mut held = desk.notice_words.0.lock().await;
    catch_up(desk, &mut held).await?;
    let mut found = held.texts.find(search, |()| true, (before, limit.saturating_add(1)));
    drop(held);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().copied().filter(|_| more);
    let ids: Vec<RecordId> = found.iter().map(|(_, id)| *id).collect();
    let read = store::notice::of(&mut desk.store.read().await?, &ids).await?;
    let mut read: HashMap<RecordId, Notice> = read.into_iter().map(|notice| (notice.id, notice)).collect();
    let notices: Vec<Notice> =
        ids.iter().filter_map(|id| read.remove(id)).filter(Notice::is_in_force).collect();
    let body = serde_json::json!({ "notices": "in-force", "search": search, "count": notices.len() });
    let notices = listed(desk, by, reason, notices, body).await?;
    Ok(Page { notices, gone: vec![], next })
}

/// Holds what was read against what is in force now.
async fn catch_up(desk: &Desk, held: &mut Held) -> Result<()> {
    let mut tx = desk.store.read().await?;
    let versions: HashMap<RecordId, u64> =
        store::notice::in_force(&mut tx, None).await?.into_iter().collect();
    let Held { texts, versions: known } = held;
    known.retain(|id, version| {
        let stays = versions.get(id) == Some(version);
        if !stays {
            texts.put(*id, (), 0, []);
        }
        stays
    });
    let moved: Vec<RecordId> = versions.keys().filter(|id| !known.contains_key(id)).copied().collect();
    for ids in moved.chunks(BATCH) {
        for notice in store::notice::of(&mut tx, ids).await? {
            texts.put(notice.id, (), notice.moved_us, notice.content.texts());
            known.insert(notice.id, notice.version);
        }
    }
    Ok(())
}
