//! What of notices an officer finds in the morning: what has come into force within a day, what is corrected or out of use since
//! then; what waits for their own approval or review; and whose day of review is near.
//!
//! A count is the length of the list behind it: both are worked out here, and by nobody else.
use super::look::{PAGE_MAX, Page, goes, listed};
use crate::{Desk, Result, frame, offer};
use model::notice::{Stage, Word};
use model::{Actor, Reason, RecordId};
use policy::{Permit, action};
use std::collections::BTreeSet;
use store::Tx;
use store::notice::{Notice, Stood, Which};

const DAY_US: i64 = 86_400_000_000;
/// How long before its day of review a notice is among those that are due.
const NEAR_US: i64 = 30 * DAY_US;
/// Most that are counted and listed of each.
pub const MORNING_MAX: u32 = 1_000;

/// A list of the morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Morning {
    /// In force for less than a day, and in no other's place.
    Came,
    /// In force for less than a day, in the place of another.
    Corrected,
    /// Out of use for less than a day, and nothing in its place; taken back by its owner, or suspended, or cancelled.
    Ended,
    /// Ours, and this officer has not stood for it and may.
    Approve,
    /// Another member's, and this officer may screen it or decide on it.
    Decide,
    /// Ours that is cleared, and this officer may publish it.
    Send,
    /// Ours in force, whose day of review comes within thirty days.
    Due,
}

model::codes!(Morning, "list of the morning", {
    Came => "came",
    Corrected => "corrected",
    Ended => "ended",
    Approve => "approve",
    Decide => "decide",
    Send => "send",
    Due => "due",
});

/// How much is in each list at this moment, up to [`MORNING_MAX`]: numbers, and nothing of what is said. Nothing for who may not
/// read notices.
pub async fn morning_counts(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<(Morning, u64)>> {
    if desk.post.is_none() {
        return Ok(vec![]);
    }
    let Ok(may) = desk.rules().permit::<action::ReadNotices>(by, reason) else { return Ok(vec![]) };
    let mut tx = desk.store.read().await?;
    let day = of_day(desk, &mut tx, &may).await?;
    let mut counts = vec![];
    for which in Morning::ALL {
        let found = match day_of(*which, &day) {
            Some(found) => found.len(),
            None => waiting(desk, &mut tx, &may, *which).await?.len(),
        };
        counts.push((*which, u64::try_from(found).unwrap_or(u64::MAX)));
    }
    Ok(counts)
}

/// One page of a list. That it was listed is on disk before it is shown.
pub async fn morning(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    which: Morning,
    (before, limit): (Option<(i64, RecordId)>, u32),
) -> Result<Page> {
    let may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let limit = usize::try_from(limit.clamp(1, PAGE_MAX)).unwrap_or(1);
    let mut tx = desk.store.read().await?;
    let found = match which {
        Morning::Came | Morning::Corrected | Morning::Ended => {
            let day = of_day(desk, &mut tx, &may).await?;
            day_of(which, &day).unwrap_or_default().into_iter().cloned().collect()
        }
        Morning::Approve | Morning::Decide | Morning::Send | Morning::Due => {
            waiting(desk, &mut tx, &may, which).await?
        }
    };
    drop(tx);
    let behind =
        |it: &Stood| before.is_none_or(|(at, id)| it.since_us < at || (it.since_us == at && it.id > id));
    let mut found: Vec<Stood> = found.into_iter().filter(behind).collect();
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().map(|it| (it.since_us, it.id)).filter(|_| more);
    let body = serde_json::json!({ "notices": which.as_str(), "count": found.len() });
    let (mut notices, mut gone) = (vec![], vec![]);
    for it in found {
        match it.notice {
            Some(notice) => notices.push(notice),
            None => gone.push(it),
        }
    }
    let notices = listed(desk, by, reason, notices, body).await?;
    Ok(Page { notices, gone, next })
}

/// What has come into force or gone out of use within a day.
async fn of_day(desk: &Desk, tx: &mut Tx, may: &Permit<action::ReadNotices>) -> Result<Vec<Stood>> {
    Ok(store::notice::stood(tx, may, desk.clock.now_us() - DAY_US, MORNING_MAX).await?)
}

/// Those of the day that are in this list; none where it is not a list of the day.
fn day_of(which: Morning, day: &[Stood]) -> Option<Vec<&Stood>> {
    let new = |it: &&Stood| it.stage == Stage::Published && it.notice.is_some();
    let corrects = |it: &Stood| Some(it.notice.as_ref()?.content.first("corrects")?.to_owned());
    let corrected: BTreeSet<String> = day.iter().filter(new).filter_map(corrects).collect();
    // Whoever was never told that it is in force is not told that it is out of use.
    let was_in_force = |notice: &Notice| notice.acts.iter().any(|act| act.said.word == Word::Publish);
    let ended = |it: &&Stood| match &it.notice {
        Some(notice) => matches!(it.stage, Stage::Suspended | Stage::Cancelled) && was_in_force(notice),
        None => !corrected.contains(&it.id.to_string()),
    };
    let all = day.iter();
    match which {
        Morning::Came => Some(all.filter(new).filter(|it| corrects(it).is_none()).collect()),
        Morning::Corrected => Some(all.filter(new).filter(|it| corrects(it).is_some()).collect()),
        Morning::Ended => Some(all.filter(ended).collect()),
        Morning::Approve | Morning::Decide | Morning::Send | Morning::Due => None,
    }
}

/// What waits for whoever holds this permit, and what is due; none where it is a list of the day. Ordered by `since_us`.
async fn waiting(
    desk: &Desk,
    tx: &mut Tx,
    may: &Permit<action::ReadNotices>,
    which: Morning,
) -> Result<Vec<Stood>> {
    let (by, reason) = (may.by(), may.reason());
    let (which, words): (Which, &[Word]) = match which {
        Morning::Approve if offer::may::<action::ApproveNotice>(desk, by, reason) => {
            (Which::Ours, &[Word::Approve])
        }
        Morning::Decide if offer::may::<action::ReviewNotice>(desk, by, reason) => {
            (Which::Review, &[Word::Screen, Word::Clear])
        }
        Morning::Send if offer::may::<action::SendNotice>(desk, by, reason) => {
            (Which::Ours, &[Word::Publish])
        }
        Morning::Due => return due(desk, tx, may).await,
        _ => return Ok(vec![]),
    };
    let mut found = vec![];
    for notice in store::notice::page(tx, may, (&desk.me, which), (None, MORNING_MAX)).await? {
        if !goes(desk, by, &notice, words)?.is_empty() {
            found.push(stood(notice.moved_us, notice));
        }
    }
    Ok(found)
}

/// The nearest day first, so the list is ordered by how long it is until then.
async fn due(desk: &Desk, tx: &mut Tx, may: &Permit<action::ReadNotices>) -> Result<Vec<Stood>> {
    let until = desk.clock.now_us() + NEAR_US;
    let near = store::notice::near(tx, may, (&desk.me, until), MORNING_MAX).await?;
    Ok(near.into_iter().map(|notice| stood(-notice.review_us, notice)).collect())
}

fn stood(since_us: i64, notice: Notice) -> Stood {
    let (owner, kind, stage) = (notice.owner.clone(), notice.content.kind, notice.stage);
    Stood { id: notice.id, owner, kind, stage, since_us, notice: Some(notice) }
}
