//! The bell: after a commit it says what to read again. It carries no data, so nobody learns from it what they may not see.
use model::{ImportId, OfficerId};
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

pub struct Bell(broadcast::Sender<Ring>);

/// A listener that falls further behind than this is told so and reads everything again.
const RINGS_KEPT: usize = 256;

impl Default for Bell {
    fn default() -> Bell {
        Bell(broadcast::channel(RINGS_KEPT).0)
    }
}

impl Bell {
    pub fn listen(&self) -> broadcast::Receiver<Ring> {
        self.0.subscribe()
    }

    /// Nobody listening is no fault.
    pub(crate) fn ring(&self, what: Ring) {
        let _listeners = self.0.send(what);
    }
}
