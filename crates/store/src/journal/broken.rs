//! The first act at which a journal, or what the store keeps beside it, does not hold.

/// What does not hold, and at which act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("act {seq}: {what}")]
pub struct Broken {
    /// The number of the act.
    pub seq: u64,
    /// What is wrong, in words.
    pub what: String,
}

impl From<wire::verify::Broken> for Broken {
    fn from(broken: wire::verify::Broken) -> Broken {
        Broken { seq: broken.seq, what: broken.what.to_string() }
    }
}
