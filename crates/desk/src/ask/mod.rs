//! Asking at once: the question of a check goes to other members' nodes while its officer reads what is known here, and what
//! they answer is laid beside it.
//!
//! A question and its answer are envelopes of their own, on no lane: sealed to the one node that is asked, signed, under a
//! name drawn by chance that both journals keep. Who carries them is passed in, as the clock is.
mod answer;
mod begin;
mod heard;
mod letter;
mod status;
mod whom;

pub use answer::answer;
pub use begin::{Ask, Begun, begin, run, settle};
pub(crate) use heard::Heard;
pub use heard::{Elsewhere, Found, State, elsewhere, settled};
pub use status::{Live, before_arrest, before_arrest_by, before_arrest_on, status};
pub(crate) use status::{unasked, unasked_of};
pub use whom::{Whom, by_default, has_hub, resolve};

use crate::Desk;
use crate::outbox::Address;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Until an answer of another node must be here, where nothing else is set.
pub const WAIT: Duration = Duration::from_millis(400);

/// Why no answer came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unheard {
    /// It was not reached, or has not answered in time.
    Unanswered,
    /// It does not answer, with the code that it gave.
    Refused(String),
}

/// What a carried question comes to.
pub type Carried<'c> = Pin<Box<dyn Future<Output = Result<Vec<u8>, Unheard>> + Send + 'c>>;

/// Brings a sealed question to a node, and its sealed answer back.
pub trait Carrier: Send + Sync {
    fn carry<'c>(&'c self, to: &'c Address, question: Vec<u8>) -> Carried<'c>;
}

/// How this node asks others.
pub struct Asking {
    pub carrier: Arc<dyn Carrier>,
    /// Whom a check asks that says nothing of it.
    pub by_default: Whom,
    /// Until an answer must be here.
    pub wait: Duration,
}

/// From now on checks may ask others, in this way. Said once, by whoever starts the node.
pub fn through(desk: &Desk, asking: Asking) {
    if desk.asking.set(asking).is_err() {
        tracing::warn!("it was said before how other members are asked");
    }
}

/// Whether this node can ask others at all.
pub fn is_possible(desk: &Desk) -> bool {
    desk.asking.get().is_some() && crate::offer::in_network(desk)
}
