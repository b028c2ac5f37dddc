//! A refusal: what was not permitted, and why, in words for the person who asked.
use std::fmt;

/// The rules said no.
///
/// Displayed, it tells nothing of a record that its reader may not know of; [`Refusal::why`] tells the true reason
/// and is for the journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Refusal {
    action: &'static str,
    why: String,
    conceals: bool,
}

impl Refusal {
    pub(crate) fn new(action: &'static str, why: impl Into<String>) -> Refusal {
        Refusal { action, why: why.into(), conceals: false }
    }

    /// The same, about a record whose existence is not to be told.
    pub(crate) fn concealing(self) -> Refusal {
        Refusal { conceals: true, ..self }
    }

    /// The action's name, as it stands in the rules.
    pub fn action(&self) -> &'static str {
        self.action
    }

    /// The true reason, from the rule's `@why`. For the journal.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// Whether the answer must be the same as for a record that does not exist.
    pub fn conceals(&self) -> bool {
        self.conceals
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.conceals { "this is not known here" } else { &self.why })
    }
}
