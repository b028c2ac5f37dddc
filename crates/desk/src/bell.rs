//! The bell: after a commit it says what to read again. It carries no data, so nobody learns from it what they may not see.
use model::{ImportId, OfficerId};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use tokio::sync::broadcast;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// The journal grew by something that followers act on.
    Journal,
    /// This officer has a new alert, or has seen one.
    Alerts(OfficerId),
    /// Something waits to leave for other members.
    Outbox,
    /// A member confirmed that it has something, or has destroyed it.
    Receipts,
    /// A recall has waited too long.
    Recalls,
    /// Something is new of the network's members.
    Peers,
    /// A hit was raised or answered.
    Hits,
    /// Something was done with a notice.
    Notices,
    /// A file of another member's is to be fetched, or has come.
    Attachments,
    /// Something was said in a thread, or changed about one.
    Threads,
    /// The clock of a request has run out, and this officer is called.
    Called(OfficerId),
    /// Another member has answered a question of this officer, or its time is over.
    Elsewhere(OfficerId),
    /// An import moved on.
    Import(ImportId),
}

impl Ring {
    /// Something that open pages show: the rest is for those who work by themselves, and rings far more often.
    pub fn is_shown(self) -> bool {
        !matches!(self, Ring::Journal | Ring::Outbox | Ring::Attachments | Ring::Import(_))
    }
}

/// How far somebody has heard what pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Of which bell: another one hangs at every other process, and after a start.
    pub bell: u64,
    pub count: u64,
}

/// What there is for one who comes later.
pub struct Later {
    /// What pages show and was missed, the oldest first; none where that cannot be told any more: everything is to be read
    /// again.
    pub missed: Option<Vec<Ring>>,
    /// How far that goes.
    pub heard: Heard,
    /// All that comes after it.
    pub rings: broadcast::Receiver<Ring>,
}

pub struct Bell {
    sender: broadcast::Sender<Ring>,
    shown: Mutex<Shown>,
}

/// The last rings that pages show, the oldest first.
struct Shown {
    heard: Heard,
    last: VecDeque<Ring>,
}

/// A listener that falls further behind than this is told so and reads everything again.
const RINGS_KEPT: usize = 256;

impl Bell {
    /// `bell` tells it from the other bells of the same node.
    pub(crate) fn new(bell: u64) -> Bell {
        let shown = Shown { heard: Heard { bell, count: 0 }, last: VecDeque::with_capacity(RINGS_KEPT) };
        Bell { sender: broadcast::channel(RINGS_KEPT).0, shown: Mutex::new(shown) }
    }

    pub fn listen(&self) -> broadcast::Receiver<Ring> {
        self.sender.subscribe()
    }

    /// How far one has heard who reads everything now.
    pub fn heard(&self) -> Heard {
        self.shown().heard
    }

    /// Goes on from where a page has heard.
    pub fn listen_since(&self, since: Heard) -> Later {
        let shown = self.shown();
        let missed = shown.heard.count.checked_sub(since.count).filter(|_| since.bell == shown.heard.bell);
        let first = missed.and_then(|missed| shown.last.len().checked_sub(usize::try_from(missed).ok()?));
        Later {
            missed: first.map(|first| shown.last.range(first..).copied().collect()),
            heard: shown.heard,
            rings: self.sender.subscribe(),
        }
    }

    /// Nobody listening is no fault.
    pub(crate) fn ring(&self, what: Ring) {
        // Held until it is sent: whoever begins to listen has either missed it or hears it.
        let mut shown = self.shown();
        if what.is_shown() {
            shown.heard.count += 1;
            if shown.last.len() == RINGS_KEPT {
                shown.last.pop_front();
            }
            shown.last.push_back(what);
        }
        let _listeners = self.sender.send(what);
    }

    fn shown(&self) -> std::sync::MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_late_is_told_what_was_missed_and_hears_the_rest() {
        let bell = Bell::new(7);
        bell.ring(Ring::Hits);
        let read = bell.heard();
        bell.ring(Ring::Receipts);
        bell.ring(Ring::Outbox);
        bell.ring(Ring::Peers);
        let mut later = bell.listen_since(read);
        assert_eq!(later.missed, Some(vec![Ring::Receipts, Ring::Peers]));
        assert_eq!(later.heard, bell.heard());
        bell.ring(Ring::Notices);
        assert_eq!(later.rings.try_recv(), Ok(Ring::Notices));
        assert_eq!(bell.listen_since(bell.heard()).missed, Some(vec![]));
    }

    #[test]
    fn what_was_too_long_ago_or_of_another_bell_is_not_known() {
        let bell = Bell::new(7);
        let read = bell.heard();
        for _ in 0..RINGS_KEPT {
            bell.ring(Ring::Hits);
        }
        assert_eq!(bell.listen_since(read).missed.map(|missed| missed.len()), Some(RINGS_KEPT));
        bell.ring(Ring::Hits);
        assert_eq!(bell.listen_since(read).missed, None, "it is one too many");
        let heard = bell.heard();
        assert_eq!(bell.listen_since(Heard { bell: 8, ..heard }).missed, None, "another bell");
        assert_eq!(
            bell.listen_since(Heard { count: heard.count + 1, ..heard }).missed,
            None,
            "of what is to come"
        );
    }
}
