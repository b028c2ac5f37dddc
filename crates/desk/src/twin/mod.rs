//! Twins: pairs of records that may be of one entity. The node finds them, people judge them.
mod again;
mod find;
mod follow;
mod look;
mod profile;
mod propose;
mod queue;
mod seek;
mod stated;

pub use find::probability;
pub(crate) use find::{bits, milli};
pub(crate) use follow::Followed;
pub use follow::{catch_up, run};
pub(crate) use look::account;
pub use look::{Look, look};
pub use profile::{PROFILE_MAX, Profile, profile};
pub use queue::{PAGE_MAX, Queue, WAITING_MAX, Waiting, judged, own_last, queue, waiting};
pub use seek::{Sought, seek};
pub use stated::{Stated, stated};
pub use store::twin::{Judged, Place, Twin};
