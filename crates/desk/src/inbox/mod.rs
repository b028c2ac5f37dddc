//! What other members' nodes send: verified, taken up in the order of its lane, and receipted when it is on disk.
mod apply;
mod hits;
mod lacks;
mod messages;
mod records;
mod take;

pub(crate) use apply::bytes;
pub use lacks::{Lack, held, lacks};
pub use take::{Came, take};
pub(crate) use take::{proven, sealing};
