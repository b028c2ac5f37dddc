//! In what way a copy is not as its owner believes.

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stray {
    /// It is to be held, and is not there, or in an older version.
    Lost,
    /// It was taken back, and is still there.
    Kept,
}

crate::codes!(Stray, "what is wrong with a copy", { Lost => "lost", Kept => "kept" });
