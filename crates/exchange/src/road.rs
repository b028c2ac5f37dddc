//! The road to another node, and what can happen on it.
use crate::message::{Introduction, Pushed, State};
use crate::refusal::Refusal;
use desk::outbox::Address;
use std::future::Future;
use std::time::Duration;
use wire::Hash;
use wire::lane::LaneId;

/// Why something did not arrive, or its answer did not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No connection, or it broke.
    #[error("{0}")]
    Unreached(String),
    /// It was answered that it is not taken.
    #[error("refused with {}: {}", .0.code, .0.detail)]
    Refused(Refusal),
    /// The other node has no time or no room.
    #[error("it has no room; it asks to wait {0:?}")]
    Busy(Duration),
    /// The answer is none that a node gives.
    #[error("its answer cannot be read")]
    Garbage,
}

/// What is asked of a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Keep these for a member: its owner's consignment, then the envelopes. Answered with custody receipts.
    Entrust,
    /// Give what is kept for the asker behind a place: 8 bytes, then the asker's receipts for what it was given before.
    /// Answered with the place of the last, then envelopes; with nothing where nothing follows.
    Fetch,
    /// Give the receipts that wait for the asker, and forget those whose digests are named.
    Collect,
    /// Keep that the asker wants these files of one owner here, and no others of it: the owner's code, then each file.
    Want,
    /// Say what of files waits for the asker to do: to be brought, or to be let go.
    Files,
    /// Keep sealed chunks of a file of the asker's that a member wants: the member's code, the hash, the first chunk's number,
    /// the chunks. Answered with the number of those that are kept.
    Bring,
    /// Give sealed chunks of a file that the asker wants: the owner's code, the hash, the first's number, how many at most.
    Piece,
}

impl Errand {
    pub(crate) fn path(self) -> &'static str {
        match self {
            Errand::Entrust => "/x/1/mailbox/entrust",
            Errand::Fetch => "/x/1/mailbox/fetch",
            Errand::Collect => "/x/1/mailbox/collect",
            Errand::Want => "/x/1/mailbox/want",
            Errand::Files => "/x/1/mailbox/files",
            Errand::Bring => "/x/1/mailbox/bring",
            Errand::Piece => "/x/1/mailbox/piece",
        }
    }

    /// It carries pieces of files, which never hold up envelopes.
    pub(crate) fn is_of_files(self) -> bool {
        matches!(self, Errand::Bring | Errand::Piece)
    }
}

/// A way to other nodes: over the network, or in a test through memory.
pub trait Road: Send + Sync + 'static {
    /// Hands envelopes over.
    fn push(
        &self,
        to: &Address,
        envelopes: Vec<Vec<u8>>,
    ) -> impl Future<Output = Result<Pushed, Fault>> + Send;
    /// Tells what is known of the network, and hears the same.
    fn hello(
        &self,
        to: &Address,
        told: &Introduction,
    ) -> impl Future<Output = Result<Introduction, Fault>> + Send;
    /// How it stands there; none where `sum` stands for how it stands at both ends.
    fn state(
        &self,
        to: &Address,
        sum: Option<Hash>,
    ) -> impl Future<Output = Result<Option<State>, Fault>> + Send;
    /// Envelopes of a lane of theirs behind a number.
    fn fetch(
        &self,
        to: &Address,
        lane: LaneId,
        after: u64,
    ) -> impl Future<Output = Result<Vec<Vec<u8>>, Fault>> + Send;
    /// Brings a sealed question, for a sealed answer.
    fn query(&self, to: &Address, question: Vec<u8>) -> impl Future<Output = Result<Vec<u8>, Fault>> + Send;
    /// Brings receipts for what was fetched.
    fn receipt(&self, to: &Address, receipts: Vec<Vec<u8>>)
    -> impl Future<Output = Result<(), Fault>> + Send;
    /// Sealed chunks of a file of theirs, from a number on, at most so many.
    fn chunks(
        &self,
        to: &Address,
        file: &Hash,
        from: u64,
        most: u64,
    ) -> impl Future<Output = Result<Vec<Vec<u8>>, Fault>> + Send;
    /// Goes to a hub's mailbox.
    fn mail(
        &self,
        hub: &Address,
        errand: Errand,
        brought: Vec<Vec<u8>>,
    ) -> impl Future<Output = Result<Vec<Vec<u8>>, Fault>> + Send;
}
