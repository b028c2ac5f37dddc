//! The kinds of notices, and the two ways in which one is sent.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Find and arrest a person who is prosecuted or sentenced.
    Red,
    /// Learn of a person: who they are, where, what they do.
    Blue,
    /// Warn of a person's crimes.
    Green,
    /// Find a missing person, or learn who somebody is who cannot say it.
    Yellow,
    /// Learn who a dead person was.
    Black,
    /// Warn of an imminent threat.
    Orange,
    /// A way of doing, a device, a hiding place.
    Purple,
    /// Find what was gained by crime.
    Silver,
    /// A person or body under sanctions of the Security Council.
    UnSpecial,
    /// A work of art that was stolen.
    WorkOfArt,
}

crate::codes!(NoticeKind, "kind of notice", {
    Red => "red",
    Blue => "blue",
    Green => "green",
    Yellow => "yellow",
    Black => "black",
    Orange => "orange",
    Purple => "purple",
    Silver => "silver",
    UnSpecial => "un-special",
    WorkOfArt => "work-of-art",
});

/// How it goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sent {
    /// When it is cleared.
    #[default]
    Notice,
    /// To chosen members at once, marked as not yet reviewed; it is reviewed after.
    Diffusion,
}

crate::codes!(Sent, "way of sending", { Notice => "notice", Diffusion => "diffusion" });
