//! The page that says that something cannot be done, and what to do next.
use super::Frame;
use askama::Template;

/// Any error, for a browser.
#[derive(Debug, Clone, Template)]
#[template(path = "fault.html")]
pub struct FaultPage {
    pub frame: Frame,
    pub trouble: Trouble,
}

#[derive(Debug, Clone)]
pub enum Trouble {
    /// 404, and 403 where the existence is secret.
    NotFound,
    /// 403, in the words of the rule.
    Refused { why: String },
    /// 422, where the form itself cannot be shown again.
    Invalid { what: String, why: String },
    /// 409: somebody else changed it meanwhile.
    Conflict,
    /// 413
    TooLarge { bytes_max: u64 },
    /// 429
    TooMany { wait_s: u64 },
    /// 403 from another site's form, or a browser that says nothing of where it comes from.
    Stranger,
    /// 500, with the number under which it was logged.
    Broken { reference: String },
    /// 503: starting, or the store is away.
    NotReady,
}

impl Trouble {
    /// HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Trouble::NotFound => 404,
            Trouble::Refused { .. } | Trouble::Stranger => 403,
            Trouble::Invalid { .. } => 422,
            Trouble::Conflict => 409,
            Trouble::TooLarge { .. } => 413,
            Trouble::TooMany { .. } => 429,
            Trouble::Broken { .. } => 500,
            Trouble::NotReady => 503,
        }
    }
    /// Its words: `trouble-CODE`, `trouble-CODE-next`.
    pub const fn code(&self) -> &'static str {
        match self {
            Trouble::NotFound => "not-found",
            Trouble::Refused { .. } => "refused",
            Trouble::Invalid { .. } => "invalid",
            Trouble::Conflict => "conflict",
            Trouble::TooLarge { .. } => "too-large",
            Trouble::TooMany { .. } => "too-many",
            Trouble::Stranger => "stranger",
            Trouble::Broken { .. } => "broken",
            Trouble::NotReady => "not-ready",
        }
    }
}
