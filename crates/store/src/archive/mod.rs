//! Archives: the whole store as one stream, the same for both databases. So a backup of either restores into either, and
//! a node moves from SQLite to PostgreSQL.
//!
//! The form: lines of JSON. The first says what it is, then for each table its name and columns and a line for each row,
//! the last how many rows there were and the SHA-256 of all before it. Blobs are base64.
//!
//! An archive holds what the database file holds: sealed bodies, and salts of their keys. Salts open nothing without the
//! node's storage key, which is in a file of its own and in no archive: keep it elsewhere. A record withdrawn after an
//! archive was written can still be opened by who has that archive and the key, so archives are to be kept no longer than
//! they are needed. Sessions, ceremonies under way and leases are left out: after a restore everybody signs in again.
mod read;
mod tables;
mod write;

pub use read::read;
pub use write::write;

use serde::{Deserialize, Serialize};

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    liaison_archive: u32,
    /// The last step of the tables' history.
    tables_as_of: i64,
    origin: String,
}

/// The form that this program writes and reads.
const FORM: u32 = 1;

/// The line before a table's rows.
#[derive(Debug, Serialize, Deserialize)]
struct TableHead {
    table: String,
    columns: Vec<String>,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
struct End {
    rows: u64,
    sha256: String,
}
