//! Threads with other members: what each has said, where a request stands, what left for whom, and who works on it here.
mod call;
mod clocks;
mod content;
mod emptied;
mod found;
mod given;
mod keep;
mod of_hit;
mod read;
mod say;
mod settle;
mod taken;
mod theirs;

pub use call::{Call, Desked, call, calls, desked};
pub use clocks::{Clocks, clocks, put_clocks};
pub use emptied::emptied;
pub use found::{Moved, moved, these};
pub use given::{
    Lack, Mark, ReadLack, given, lacking, marks, read_there, reads_lacking, reads_told, say_again_to,
};
pub use keep::{Note, any_late, begun, drafted, late, note, notes, put_draft, read_here, take, take_draft};
pub use of_hit::{OfHit, of_hit};
pub use read::{Counted, Kept, Place, Said, Shown, Who, counts, ids, message, messages, one, page, waiting};
pub use say::{Heard, When, have_back, hear, known, members, next_turn, owner, say, take_back, taken_back};

pub use taken::{TakenLack, Taking, proven, taken_lacking, taken_there, taken_told, takings, took_out};
pub use theirs::{Theirs, theirs, took_part};

pub(crate) use given::begin_anew;

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waits {
    Ours,
    Theirs,
    /// Nobody is to say anything any more.
    Over,
}

model::codes!(Waits, "whose turn", { Ours => "ours", Theirs => "theirs", Over => "over" });
