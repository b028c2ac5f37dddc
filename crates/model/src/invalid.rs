//! The one error of everything that is read from outside: what was read, and why it is not one.

/// A text that is not what it should be. `what` is a noun of the field, `why` says what is expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {why}")]
pub struct Invalid {
    pub what: &'static str,
    pub why: &'static str,
}

impl Invalid {
    pub const fn new(what: &'static str, why: &'static str) -> Invalid {
        Invalid { what, why }
    }
}
