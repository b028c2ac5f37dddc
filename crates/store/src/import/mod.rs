//! Imports: a list becomes records of the own member, batch by batch; a newer edition of it is an update.
//!
//! One permit covers all that the import does: filing, revising and withdrawing records of the permitted member in that
//! one list, and nothing else.
mod apply;
mod lists;
mod refused;
mod run;
mod vanished;

pub use apply::{Applied, Batch, Ready, apply};
pub use lists::{List, lists};
pub use refused::{RefusedRow, refused};
pub use run::{Begun, Import, State, all, begin, end, one};
pub use vanished::withdraw_vanished;

pub(crate) use run::{Run, count_more, running};

/// What an import came to so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub withdrawn: u64,
    pub refused: u64,
}

impl Counts {
    /// Rows and items that were read: those that became or are records, and those that were refused.
    pub fn read(&self) -> u64 {
        self.added + self.changed + self.unchanged + self.refused
    }
}
