//! What can go wrong in the store.
use crate::journal::Broken;

/// Why the store did not do it. Nothing here carries the content of a record.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed or refused.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The database is not one that the store can keep its promises on.
    #[error("the database is unfit: {0}")]
    Unfit(String),
    /// The database holds what this program would not write.
    #[error("the store is damaged: {0}; run `liaison log verify`")]
    Damaged(String),
    /// A text that cannot be stored or read.
    #[error(transparent)]
    Invalid(#[from] model::Invalid),
    /// The thing changed since it was judged, or is already there.
    #[error("{0}")]
    Conflict(&'static str),
    /// The permit is for something else.
    #[error("the permit does not cover this: {0}")]
    NotPermitted(&'static str),
    /// The act could not be put on disk; nothing that depends on it may be answered.
    #[error("the act is not on disk: {0}")]
    NotKept(String),
    /// The disk is full: nothing was written, and it can be tried again when there is room.
    #[error("the disk is full")]
    Full,
    /// A write did not reach the disk some time ago. What the database then holds in memory cannot be trusted.
    #[error("the store has stopped after a failed write: check the disk, then start again")]
    Stopped,
    /// A file beside the database cannot be written or read.
    #[error("a file of the node cannot be written or read: {0}")]
    File(#[from] std::io::Error),
    /// The journal does not hold.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// An archive that cannot be read.
    #[error("the archive cannot be used: {0}")]
    Archive(String),
}

/// What the functions of the store give.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<wire::Error> for Error {
    fn from(error: wire::Error) -> Error {
        Error::Damaged(error.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::Damaged(format!("a stored value does not parse at column {}", error.column()))
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(_: tokio::task::JoinError) -> Error {
        Error::NotKept("a task of the store was stopped".to_owned())
    }
}

impl Error {
    /// What those are told whose acts were to be kept together with others'.
    pub(crate) fn for_each(&self) -> Error {
        if self.is_full() { Error::Full } else { Error::NotKept(self.to_string()) }
    }

    /// The disk is full: nothing was written, and it can be tried again when there is room.
    pub fn is_full(&self) -> bool {
        let full = |code: &str| code == "13" || code == "53100";
        match self {
            Error::Full => true,
            Error::File(fault) => {
                use std::io::ErrorKind::{QuotaExceeded, StorageFull};
                matches!(fault.kind(), StorageFull | QuotaExceeded)
            }
            Error::Database(sqlx::Error::Database(e)) => e.code().is_some_and(|code| full(&code)),
            _ => false,
        }
    }

    /// Whether the disk or the database file failed beneath us. After a failed flush the operating system may drop
    /// what was not written and report the next flush as good, so the only safe answer is to stop.
    pub(crate) fn is_fatal(&self) -> bool {
        match self {
            Error::Database(sqlx::Error::Database(e)) => e.code().is_some_and(|code| is_fatal_code(&code)),
            Error::Database(sqlx::Error::Io(_)) => false,
            _ => false,
        }
    }
}

/// SQLite's IOERR (10), CORRUPT (11) and NOTADB (26) with any extension; PostgreSQL's class 58 (system error) and
/// XX001, XX002 (corrupted data).
fn is_fatal_code(code: &str) -> bool {
    let postgres = code.len() == 5 && (code.starts_with("58") || code == "XX001" || code == "XX002");
    let sqlite = code.len() < 5 && code.parse::<u32>().is_ok_and(|n| matches!(n & 0xff, 10 | 11 | 26));
    postgres || sqlite
}

#[cfg(test)]
mod tests {
    use super::is_fatal_code;

    #[test]
    fn a_failed_flush_is_fatal_and_a_full_disk_or_a_conflict_is_not() {
        for code in ["10", "1034", "4106", "11", "26", "58030", "XX001"] {
            assert!(is_fatal_code(code), "{code}");
        }
        for code in ["5", "13", "19", "2067", "23505", "40001", "53100", "57014"] {
            assert!(!is_fatal_code(code), "{code}");
        }
    }
}
