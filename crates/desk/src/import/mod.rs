//! Imports: a list of somebody else's becomes records of this member, and a newer edition of it an update.
mod draft;
mod lists;
mod run;

pub use formats::{Format, Mapping};
pub use lists::{Counts, Import, List, RefusedRow, State, import, imports, lists, refusals};
pub use run::{Ended, Moved, Plan, run};
