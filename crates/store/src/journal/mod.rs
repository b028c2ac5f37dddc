//! The journal: every act, signed, chained and in the tree, its body sealed.
//!
//! Whoever writes the first act of a transaction locks the head row until it ends. So acts are numbered without gaps,
//! and a reader who has seen act n will never see one before it appear.
mod answered;
mod bind;
mod body;
mod broken;
mod copy;
mod handover;
mod head;
mod leaves;
mod looks;
mod page;
pub(crate) mod pen;
pub(crate) mod put;
mod questions;
mod scribe;
mod since;
mod taken;
mod tend;
mod turn;
mod verify;

pub use answered::{Answered, answered};
pub(crate) use body::{Under, open_body, plain_body, salt_of, wrap};
pub use broken::Broken;
pub use copy::{Copyist, Said, resume, said};
pub use handover::hand_over;
pub(crate) use head::begin;
pub(crate) use leaves::Leaves;
pub use looks::{Look, looks, looks_of, looks_since};
pub(crate) use page::SELDOM;
pub use page::{Entry, Filter, page};
pub(crate) use pen::{Draft, Pen};
pub use questions::{Questioned, questions};
pub(crate) use scribe::Scribe;
pub use since::{Change, checkpoint, hash_of, head, hold, since};
pub(crate) use taken::taken;
pub use taken::{Proven, Wanted};
pub use tend::tend;
pub use turn::{Signer, since as signs_since};
pub(crate) use verify::prove;
pub use verify::{Report, verify};

use crate::{Result, Tx};
use model::{ActKind, Actor, Reason, RecordId};

/// One act, to be written.
#[derive(Debug)]
pub struct Act<'a> {
    /// When, in microseconds since 1970 UTC.
    pub at_us: i64,
    pub by: &'a Actor,
    pub kind: ActKind,
    /// The record it is about, in which version.
    pub object: Option<(RecordId, u64)>,
    pub reason: Option<&'a Reason>,
    /// What else is to be known of it; sealed under the key of the record, or of the day.
    pub body: Option<serde_json::Value>,
}

/// The same, to be handed to the scribe.
#[derive(Debug, Clone)]
pub struct OwnedAct {
    pub at_us: i64,
    pub by: Actor,
    pub kind: ActKind,
    pub object: Option<(RecordId, u64)>,
    pub reason: Option<Reason>,
    pub body: Option<serde_json::Value>,
}

impl OwnedAct {
    /// As [`write`] takes it.
    pub fn borrowed(&self) -> Act<'_> {
        let OwnedAct { at_us, by, kind, object, reason, body } = self;
        Act { at_us: *at_us, by, kind: *kind, object: *object, reason: reason.as_ref(), body: body.clone() }
    }
}

/// Writes an act and gives its number; it counts when the transaction is kept.
pub async fn write(tx: &mut Tx, act: Act<'_>) -> Result<u64> {
    let draft = draft(&act)?;
    pen::write(tx, vec![draft]).await
}

pub(crate) fn draft(act: &Act<'_>) -> Result<Draft> {
    let basis = act.reason.and_then(|r| r.legal_basis.as_deref());
    let plain = plain_body(basis, act.body.as_ref())?;
    let under = if act.object.is_some() { Under::ItsRecord } else { Under::ItsDay };
    Ok(Draft::of(act, plain, under))
}
