//! What is done with records.
mod file;
mod file_once;
mod list;
mod open;
mod revise;
mod seen;
mod withdraw;

pub use file::{Draft, file};
pub use file_once::file_once;
pub(crate) use list::told;
pub use list::{Filter, Page, list};
pub use open::{Opened, open};
pub use revise::revise;
pub(crate) use seen::find;
pub use withdraw::withdraw;
