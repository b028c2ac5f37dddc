//! What is to be done when all that came is on disk: who is to look again, and what is to leave the index.
use crate::reckon::{Found, GivenOnce};
use crate::{Desk, Result, Ring, sights};
use model::{RecordId, Stamp};

#[derive(Default)]
pub(crate) struct Done {
    pub(crate) stamps: Vec<Stamp>,
    pub(crate) gone: Vec<RecordId>,
    pub(super) hits: bool,
    pub(crate) notices: bool,
    pub(super) threads: bool,
    /// Files are to be fetched.
    pub(super) files: bool,
    /// Somebody told of what they hold of ours.
    pub(crate) window: bool,
    /// Something is said in answer; and what two logs say does not agree.
    pub(crate) answers: bool,
    pub(super) alarms: bool,
    pub(super) any: bool,
    /// Read once for all parts of it that are named.
    pub(super) given: GivenOnce,
}

impl Done {
    /// What came of holding two logs against each other.
    pub(super) fn reckoned(&mut self, found: Result<Found>) -> Result<()> {
        let found = found?;
        self.answers |= found.answers;
        self.alarms |= found.alarms;
        Ok(())
    }

    pub(crate) async fn settle(self, desk: &Desk) -> Result<()> {
        for stamp in &self.stamps {
            sights::know(desk, stamp).await?;
        }
        desk.index.remove(&self.gone);
        if self.notices {
            crate::notice::extract::renew(desk).await?;
        }
        let rings = [
            (self.any, Ring::Journal),
            (self.hits, Ring::Hits),
            (self.notices, Ring::Notices),
            (self.threads, Ring::Threads),
            (self.files, Ring::Attachments),
            (self.answers, Ring::Outbox),
            (self.alarms, Ring::Peers),
            (self.window, Ring::Receipts),
        ];
        rings.into_iter().filter(|(rings, _)| *rings).for_each(|(_, ring)| desk.bell.ring(ring));
        Ok(())
    }
}
