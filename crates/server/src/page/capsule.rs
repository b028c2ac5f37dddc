//! One capsule: what it held, its lease, and what its log brought.
use super::{CapsuleRow, Faults, Frame};
use askama::Template;
use model::{Kind, Member, RecordId};

/// `GET /capsules/{id}`; `/capsules/{id}/lease` tells a code (`next`), `/capsules/{id}/end` ends it (`why`: closed, lost), and
/// `/capsules/{id}/give-up` says `why` the end of its log never comes.
#[derive(Debug, Clone, Template)]
#[template(path = "capsule.html")]
pub struct CapsulePage {
    pub frame: Frame,
    pub row: CapsuleRow,
    /// The name of the device's key.
    pub device: String,
    pub kinds: Vec<(Kind, u64)>,
    pub owners: Vec<(Member, u64)>,
    pub checks: u64,
    pub refused: u64,
    pub found: Vec<FoundAtPost>,
    /// How many more were found, of which the reader may see nothing.
    pub unseen: u64,
    /// The code that was just asked for: shown this once.
    pub lease: Option<LeaseTold>,
    /// What is wrong with why its end never comes, as it was typed.
    pub why: String,
    pub faults: Faults,
}

/// A record that was found at the post.
#[derive(Debug, Clone)]
pub struct FoundAtPost {
    pub id: RecordId,
    pub kind: Kind,
    pub caption: String,
    pub owner: Member,
    pub at_us: i64,
    pub opened: bool,
}

/// A lease whose code was told.
#[derive(Debug, Clone)]
pub struct LeaseTold {
    pub code: String,
    pub until_us: i64,
    /// Records that were stated or taken back since it was made.
    pub newer: u64,
}

impl CapsulePage {
    pub fn has_brought(&self) -> bool {
        self.row.home_us.is_some()
    }
}
