//! Notices as they are kept: the row that says where each stands, and, sealed, what it says and who did what with it.
mod against;
mod bytes;
mod fed;
mod ledger;
mod moved;
mod photograph;
mod protected;
mod read;
mod row;
mod stood;
mod write;

pub use against::{Opposed, all_opposed, forget_remembered, opposed, remember, remembered};
pub use fed::{Fed, GivenUp, fed, fed_there, given_up, put_fed};
pub use ledger::{Listed, earlier, enter};
pub use moved::{Moved, moved};
pub use photograph::{Photograph, add_photographs, keep_photographs, photographs};
pub use protected::{Protected, all as all_protected, forget, ids as protected_ids, keep};
pub use read::{
    Which, any, due, get, hold, in_force, in_force_of, known, of, page, spoken_of, unconfirmed, withheld,
};
pub use row::{Notice, NoticeSaid};
pub use stood::{Stood, near, stood};
pub use write::{give_up, hear, receive, remind, revise, stand, withhold};
