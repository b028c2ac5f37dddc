//! What other members' nodes send: verified, taken up in the order of its lane, and receipted when it is on disk.
mod apply;
mod done;
mod here;
mod hits;
mod lacks;
mod messages;
mod records;
mod take;

pub(crate) use apply::{bytes, digits, digits_up_to};
pub(crate) use done::Done;
pub use lacks::{Lack, held, lacks};
pub use take::{Came, take};
pub(crate) use take::{proven, sealing};
