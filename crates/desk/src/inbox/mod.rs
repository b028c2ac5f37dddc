//! What other members' nodes send: verified, taken up in the order of its lane, and receipted when it is on disk.
mod apply;
mod hits;
mod lacks;
mod records;
mod take;

pub use lacks::{Lack, held, lacks};
pub(crate) use take::proven;
pub use take::{Came, take};
