//! What passes between two members and stands in the logs of both.

/// One kind of it, as this member has it in its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passed {
    /// We asked them.
    Asked,
    /// We heard their answer.
    Heard,
    /// We answered them.
    Answered,
    /// We looked at a record of theirs.
    Looked,
    /// They told that they looked at one of ours.
    Shown,
}

crate::codes!(Passed, "what passed between members", {
    Asked => "asked",
    Heard => "heard",
    Answered => "answered",
    Looked => "looked",
    Shown => "shown",
});

impl Passed {
    /// As the other member has it in its log. What was heard is beside what was asked there too.
    pub const fn there(self) -> Passed {
        match self {
            Passed::Asked | Passed::Heard => Passed::Answered,
            Passed::Answered => Passed::Asked,
            Passed::Looked => Passed::Shown,
            Passed::Shown => Passed::Looked,
        }
    }
}
