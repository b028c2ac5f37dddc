//! Hits: a record of one member, or a check, and a record of another may be of the same thing. Both owners are told at once, each seeing of
//! the other's what its handling allows, and each says what it finds, against a clock.
mod answer;
mod ask;
mod follow;
mod late;
mod look;
mod of_check;
mod raise;
mod unseen;

pub use answer::answer;
pub use ask::{Asking, ask, threads};
pub(crate) use follow::Followed;
pub use follow::{catch_up, run, turn};
pub(crate) use late::late;
pub use look::{Look, Looked, Page, Place, WAITING_MAX, look, page, place_of, since, waiting};
pub use of_check::of_answer;
pub(crate) use of_check::{Asker, Question, digest, expected};
pub(crate) use raise::milli;
pub use store::hit::{Checked, Hit, Shown, Side, Waiting};
pub use store::thread::OfHit;
pub(crate) use unseen::{Queue, Unseen, put, room};
