//! Threads with other members: messages and requests, the inbox they come to, and the clocks they run against.
mod clocks;
mod cross;
mod digest;
mod draft;
pub(crate) mod earmark;
mod keep;
mod look;
mod open;
pub mod package;
mod say;
mod search;
mod watch;

pub use clocks::{Clocks, clocks, late, set_clocks};
pub use cross::{Crossed, cross_check};
pub use digest::{DIGEST, DIGEST_EACH, Digest, Section, digest};
pub use draft::{drafted, keep_draft};
pub use keep::{colleagues, note, take};
pub use look::{Look, Opener, Page, WAITING_MAX, Waiting, counts, look, page, waiting};
pub use open::{Opening, open, open_with};
pub use say::{Saying, say, say_with, take_back};
pub(crate) use search::Words;
pub use search::{keep_words, search};
pub use store::thread::{Counted, Kept, Mark, Note, Place, Said, Shown, Taking, Waits};
pub use watch::{Call, Number, Watch, calls, everybody, numbers, set_watch, watch};

use crate::{Desk, Error, Result, frame};
use model::{Actor, Reason, ThreadId};
use policy::Permit;
use policy::action::{self, OfThread};

/// The thread, if this actor may read it, with the permit for what they would do in it.
pub(crate) async fn permitted<A: OfThread>(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: ThreadId,
) -> Result<(Kept, Permit<A>)> {
    let _may = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    let sight = desk.rules().threads(by, reason);
    let kept = store::thread::one(&mut desk.store.read().await?, &sight, id).await?;
    let kept = kept.ok_or(Error::Missing)?;
    let permit = frame::may_in::<A>(desk, by, reason, (id, &kept.stamp, false)).await?;
    Ok((kept, permit))
}
