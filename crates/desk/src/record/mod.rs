//! What is done with records.
mod file;
mod file_once;
mod judge;
mod list;
mod open;
mod revise;
pub(crate) mod seen;
mod withdraw;

pub use file::{Draft, file};
pub use file_once::file_once;
pub use judge::{Opinion, Over, WORDS_BYTES_MAX, judge, undo};
pub(crate) use list::told;
pub use list::{Filter, Page, list};
pub use open::{Opened, open};
pub use revise::revise;
pub(crate) use revise::state_anew;
pub use seen::is_over;
pub(crate) use seen::{find, permitted, permitted_both, to_take_back};
pub use withdraw::withdraw;
