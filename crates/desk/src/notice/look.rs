//! Officers look at notices: those in force, those of ours on their way, those before us for review; and at one.
use super::check::found;
use super::confirm::unborne;
use super::walk_here;
use crate::{Desk, Error, Result, ask, frame};
use model::notice::{Gate, Stage, Word};
use model::{ActKind, Actor, Member, Reason, RecordId};
use policy::action;
use store::journal::OwnedAct;
use store::notice::{Fed, Notice, Stood, Which};
use store::shared::Holder;

/// One page, and where the next begins.
#[derive(Debug)]
pub struct Page {
    pub notices: Vec<Notice>,
    /// Of what was taken back by its owner and destroyed here, that it was there: in a list of the morning alone.
    pub gone: Vec<Stood>,
    pub next: Option<(i64, RecordId)>,
}

pub const PAGE_MAX: u32 = 100;

/// The last moved first.
pub async fn page(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    which: Which,
    (before, limit): (Option<(i64, RecordId)>, u32),
) -> Result<Page> {
    let may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let limit = limit.clamp(1, PAGE_MAX);
    let mut tx = desk.store.read().await?;
    let notices = store::notice::page(&mut tx, &may, (&desk.me, which), (before, limit)).await?;
    drop(tx);
    let last = notices.last().map(|notice| (notice.moved_us, notice.id));
    let next = last.filter(|_| u32::try_from(notices.len()) == Ok(limit));
    let body = serde_json::json!({ "notices": which.as_str(), "count": notices.len() });
    let notices = listed(desk, by, reason, notices, body).await?;
    Ok(Page { notices, gone: vec![], next })
}

/// That notices are looked at together is on disk, with an act about each of another member's, whose owner is told. Gives them as
/// they may be shown: none of these owners was asked anything.
pub(super) async fn listed(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    mut notices: Vec<Notice>,
    told: serde_json::Value,
) -> Result<Vec<Notice>> {
    let at_us = desk.clock.now_us();
    let act = |object, body| OwnedAct {
        at_us,
        by: by.clone(),
        kind: ActKind::Listed,
        object,
        reason: Some(reason.clone()),
        body,
    };
    let others = notices.iter().filter(|notice| notice.owner != desk.me);
    let others = others.map(|notice| act(Some((notice.id, notice.version)), None));
    desk.store.note_many(std::iter::once(act(None, Some(told))).chain(others).collect()).await?;
    notices.iter_mut().for_each(|notice| ask::unasked_of(desk, reason, notice));
    Ok(notices)
}

/// A notice with what the machine finds in it, what this officer may do with it, and who has it.
#[derive(Debug)]
pub struct Opened {
    pub notice: Notice,
    pub gate: Gate,
    pub words: Vec<Word>,
    pub holders: Vec<Holder>,
    /// Two approvals of persons, and two reviewers' decisions, as far as they are there.
    pub counts: (usize, usize),
    /// Some of its reviews are by those who review no more: whoever gets it now asks the others, or waits for one of their people.
    pub is_doubted: bool,
    /// The record of its subject is here.
    pub has_record: bool,
    /// What the copies that were destroyed had fed, as their holders told; for its owner.
    pub fed: Vec<(Member, Fed, i64)>,
}

/// On disk that it was opened before it is shown; its owner is told.
pub async fn open(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Opened> {
    let _may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let notice = store::notice::get(&mut desk.store.read().await?, id).await?;
    let hidden =
        |notice: &Notice| notice.withheld && !crate::offer::may::<action::KeepProtected>(desk, by, reason);
    let notice = notice.filter(|notice| !hidden(notice)).ok_or(Error::Missing)?;
    frame::note_on(desk, by, reason, (ActKind::Opened, (id, notice.version)), None).await?;
    let gate = found(desk, &notice).await?;
    let (course, _) = walk_here(desk, &notice)?;
    let holders = match desk.rules().permit::<action::ReadWindow>(by, reason) {
        Ok(may) if notice.owner == desk.me => {
            store::shared::holders(&mut desk.store.read().await?, &may, id).await?
        }
        _ => vec![],
    };
    let fed = match holders.is_empty() {
        true => vec![],
        false => store::notice::fed_there(&mut desk.store.read().await?, id).await?,
    };
    let has_record = store::record::target(&mut desk.store.read().await?, id).await?.is_some()
        && course.stage() == Stage::Published;
    let words = if notice.withheld { vec![] } else { words(desk, by, reason, &notice)? };
    let is_doubted = !notice.stage.is_over() && !unborne(desk, &notice).is_empty();
    Ok(Opened { notice, gate, words, holders, counts: course.counts(), is_doubted, has_record, fed })
}

/// It came before anybody of another member had cleared it.
pub fn is_unreviewed(desk: &Desk, notice: &Notice) -> bool {
    notice.spread && notice.stage.is_reviewed() && notice.owner != desk.me
}

/// What this officer could do with it now: the rules and the course allow it. Asked of both, and nothing is done.
fn words(desk: &Desk, by: &Actor, reason: &Reason, notice: &Notice) -> Result<Vec<Word>> {
    let own = notice.owner == desk.me;
    let may = |word: Word| match word {
        Word::Approve => crate::offer::may::<action::ApproveNotice>(desk, by, reason),
        Word::Suspend | Word::Cancel if !own => crate::offer::may::<action::ReviewNotice>(desk, by, reason),
        Word::Diffuse
        | Word::Publish
        | Word::Correct
        | Word::Suspend
        | Word::Cancel
        | Word::Hide
        | Word::Show => crate::offer::may::<action::SendNotice>(desk, by, reason),
        Word::Screen | Word::Clear | Word::Return | Word::Refuse => {
            crate::offer::may::<action::ReviewNotice>(desk, by, reason)
        }
        Word::Confirm => {
            !unborne(desk, notice).is_empty() && crate::offer::may::<action::ReviewNotice>(desk, by, reason)
        }
        Word::Draft | Word::Check | Word::Lapse => false,
    };
    let may: Vec<Word> = Word::ALL.iter().copied().filter(|word| may(*word)).collect();
    goes(desk, by, notice, &may)
}

/// Those of these words that the course lets this officer say now, whatever the rules say.
pub(super) fn goes(desk: &Desk, by: &Actor, notice: &Notice, words: &[Word]) -> Result<Vec<Word>> {
    let (course, house) = walk_here(desk, notice)?;
    let person = super::act::person(desk, by)?;
    let goes = |word: Word| {
        let said = model::notice::Said {
            word,
            member: desk.me.clone(),
            person: person.clone(),
            round: notice.round,
            digest: *course.digest(),
            has_reason: true,
        };
        course.after(&said, &house).is_ok()
    };
    Ok(words.iter().copied().filter(|word| goes(*word)).collect())
}
