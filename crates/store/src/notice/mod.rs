//! Notices as they are kept: the row that says where each stands, and, sealed, what it says and who did what with it.
mod ledger;
mod protected;
mod read;
mod row;
mod write;

pub use ledger::{Listed, earlier, enter};
pub use protected::{Protected, all as all_protected, forget, keep};
pub use read::{Which, any, due, get, hold, known, of, page, withheld};
pub use row::{Notice, NoticeSaid};
pub use write::{give_up, receive, remind, revise, withhold};
