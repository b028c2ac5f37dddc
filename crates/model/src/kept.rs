//! Copies that the law bids to keep after their owner has taken them back: what their holder says of one.

/// What the holder of a record of another member says of its copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyWord {
    /// It must be kept when its owner takes it back.
    ToBeKept,
    /// It was taken back, and somebody is to say whether the law bids to keep it; until then nobody finds it.
    Undecided,
    /// It was taken back and is kept: nobody finds it, and whoever may opens it by its number alone.
    Kept,
    /// Nothing is kept by law any more.
    Ended,
}

crate::codes!(CopyWord, "word on a copy", {
    ToBeKept => "to-be-kept",
    Undecided => "undecided",
    Kept => "kept",
    Ended => "ended",
});

impl CopyWord {
    /// Whether what it says is in the holder's store beyond a recall.
    pub const fn outlives_a_recall(self) -> bool {
        !matches!(self, CopyWord::Ended)
    }
}
