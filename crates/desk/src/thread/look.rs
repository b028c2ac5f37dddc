//! Looking at threads: the boxes of an officer and how much is in each, and one thread with all that was said.
use super::permitted;
use crate::people::{self, People};
use crate::{Desk, Result, Ring, frame, offer};
use model::{ActKind, Actor, Reason, RequestSide, RequestState, ThreadId, Word};
use policy::action;
use store::thread::{Counted, Kept, Mark, Note, Place, Said, Shown, Taking, Who};

/// Threads of a box.
#[derive(Debug)]
pub struct Page {
    pub threads: Vec<Kept>,
    /// Where the next page begins.
    pub next: Option<Place>,
    /// Who works on them, by label.
    pub people: People,
}

/// A thread looked at.
#[derive(Debug)]
pub struct Look {
    pub kept: Kept,
    pub said: Vec<Said>,
    /// How it stands with what we said at each of the others.
    pub marks: Vec<Mark>,
    /// What was noted beside it, for this member alone.
    pub notes: Vec<Note>,
    /// When it was taken out of a house, by whomever takes part.
    pub takings: Vec<Taking>,
    pub people: People,
    /// The words that this actor may say now, beside a message.
    pub words: Vec<Word>,
    /// Whether they may say anything.
    pub may_say: bool,
}

/// Who asks, with the unit that they work in.
pub(super) async fn who(desk: &Desk, by: &Actor) -> Result<Who> {
    let now_us = desk.clock.now_us();
    let Actor::Officer { id, .. } = by else {
        return Ok(Who { officer: None, unit: String::new(), now_us });
    };
    let officer = store::officer::get(&mut desk.store.read().await?, *id).await?;
    Ok(Who { officer: Some(*id), unit: officer.map_or_else(String::new, |officer| officer.unit), now_us })
}

/// A page of a box. That it was listed is on disk before it is shown.
pub async fn page(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    shown: Shown,
    (after, limit): (Option<Place>, u32),
) -> Result<Page> {
    let _may = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    let (sight, who) = (desk.rules().threads(by, reason), who(desk, by).await?);
    let mut tx = desk.store.read().await?;
    let asked = (after, limit.saturating_add(1));
    let mut threads = store::thread::page(&mut tx, (&sight, &who), shown, asked).await?;
    drop(tx);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = threads.len() > limit;
    threads.truncate(limit);
    let place = |kept: &Kept| (if shown == Shown::All { kept.last_us } else { kept.press_us }, kept.id);
    let next = threads.last().filter(|_| more).map(place);
    let told = serde_json::json!({ "threads": threads.len(), "box": shown.as_str() });
    listed(desk, by, reason, (threads, next), told).await
}

/// The page, when it is on disk that it was listed.
pub(super) async fn listed(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (threads, next): (Vec<Kept>, Option<Place>),
    told: serde_json::Value,
) -> Result<Page> {
    frame::note(desk, by, ActKind::Listed, reason, told).await?;
    let labels: Vec<String> =
        threads.iter().filter_map(|kept| Some(format!("officer:{}", kept.officer?))).collect();
    let people = people::named(desk, &labels.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    Ok(Page { threads, next, people })
}

/// Most that are counted of one box.
pub const WAITING_MAX: u32 = 1_000;

/// How many threads are in each box, up to [`WAITING_MAX`]: numbers, and nothing of what is said.
pub async fn counts(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Counted> {
    let _may = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    let (sight, who) = (desk.rules().threads(by, reason), who(desk, by).await?);
    let mut tx = desk.store.read().await?;
    Ok(store::thread::counts(&mut tx, (&sight, &who), WAITING_MAX).await?)
}

/// What waits for this member.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Up to [`WAITING_MAX`].
    pub count: u64,
    /// A life is at risk in it, and nobody here has said yet that they are at work on it.
    pub life: Option<ThreadId>,
}

/// How many threads wait for us. Who may not look at them is told of none.
pub async fn waiting(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Waiting> {
    if desk.post.is_none() || !offer::may::<action::ReviewThreads>(desk, by, reason) {
        return Ok(Waiting::default());
    }
    let sight = desk.rules().threads(by, reason);
    let mut tx = desk.store.read().await?;
    let (count, life) = store::thread::waiting(&mut tx, &sight, WAITING_MAX).await?;
    Ok(Waiting { count, life })
}

/// Who looks: somebody who opened it, or a page that lies open and reads itself again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    Somebody,
    ThePage,
}

/// One thread. That it was read is on disk before it is shown, and what an officer opens is told to its author. A page that
/// reads itself again shows nobody's being there: what it shows counts as read when somebody opens it.
pub async fn look(desk: &Desk, by: &Actor, reason: &Reason, id: ThreadId, opener: Opener) -> Result<Look> {
    let (_, permit) = permitted::<action::ReadThread>(desk, by, reason, id).await?;
    if opener == Opener::ThePage {
        let body = serde_json::json!({ "thread": id.to_string(), "by": "the open page" });
        frame::note(desk, by, ActKind::ThreadRead, reason, body).await?;
    } else {
        let mut tx = desk.store.begin().await?;
        let news = store::thread::read_here(&mut tx, &permit, &desk.me, desk.clock.now_us()).await?;
        tx.commit().await?;
        if news {
            for ring in [Ring::Journal, Ring::Threads] {
                desk.bell.ring(ring);
            }
        }
    }
    // Read behind the act, so that nothing is shown that it does not cover.
    let sight = desk.rules().threads(by, reason);
    let mut tx = desk.store.read().await?;
    let kept = store::thread::one(&mut tx, &sight, id).await?.ok_or(crate::Error::Missing)?;
    let said = store::thread::messages(&mut tx, id).await?;
    let marks = store::thread::marks(&mut tx, &desk.me, id).await?;
    let notes = store::thread::notes(&mut tx, &permit).await?;
    let takings = store::thread::takings(&mut tx, id).await?;
    drop(tx);
    let officer = kept.officer.map(|id| format!("officer:{id}"));
    let labels = said.iter().filter_map(|said| said.actor.as_deref());
    let labels: Vec<&str> =
        labels.chain(notes.iter().map(|note| note.actor.as_str())).chain(officer.as_deref()).collect();
    let people = people::named(desk, &labels).await?;
    let may_say = desk.rules().permit_in::<action::SayInThread>(by, reason, id, (&kept.stamp, false)).is_ok();
    let words = if may_say { words(desk, &kept) } else { vec![] };
    Ok(Look { kept, said, marks, notes, takings, people, words, may_say })
}

/// The words by which this member can move a thread on.
fn words(desk: &Desk, kept: &Kept) -> Vec<Word> {
    let side = match (&kept.state, &kept.asked) {
        (Some(_), _) if kept.owner == desk.me => RequestSide::Asker,
        (Some(_), Some(asked)) if *asked == desk.me => RequestSide::Asked,
        (None, _) if kept.owner == desk.me && kept.waits != store::thread::Waits::Over => {
            return vec![Word::Closed];
        }
        _ => return vec![],
    };
    kept.state.map_or_else(Vec::new, |state: RequestState| state.words(side))
}
