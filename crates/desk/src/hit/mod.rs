//! Hits: a record of one member and one of another may be of the same thing. Both owners are told at once, each seeing of
//! the other's what its handling allows, and each says what it finds, against a clock.
mod answer;
mod follow;
mod late;
mod look;
mod raise;

pub use answer::answer;
pub(crate) use follow::Followed;
pub use follow::{catch_up, run};
pub(crate) use late::late;
pub use look::{Look, Looked, Page, Place, WAITING_MAX, look, page, place_of, since, waiting};
pub use store::hit::{Hit, Shown, Side, Waiting};
