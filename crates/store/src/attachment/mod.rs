//! Files that belong to a record: what is known of each. Their bytes lie in a folder of their own ([`crate::blob`]).
//!
//! A file belongs to the object of an act, and goes with it: its key lies sealed under the key of that object. By now every
//! object is a record; what else has a salt can be one beside it, in [`salt_of`].
mod held;
mod road;
mod row;
mod write;

pub use held::{get, holders, of, of_many};
pub use road::{Wanted, arrived, failed, lost, may_fetch, stated, told_held, wanted};
pub(crate) use write::destroy;
pub use write::{Gone, gone, keep, named, swept, take_away};

use crate::journal::pen;
use crate::sql::{maybe, number};
use crate::{Error, Result, Tx};
use model::{AttachmentId, FileName, Member, RecordId};
use wire::envelope::Attached;
use wire::keys::Salt;

/// Most files of one record.
pub const FILES_MAX: usize = 64;

/// A file that belongs to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub id: AttachmentId,
    pub owner: Member,
    pub record: RecordId,
    /// It is shared in the place of this one, which stays at home.
    pub copy_of: Option<AttachmentId>,
    /// It goes where the record goes.
    pub goes: bool,
    /// It is whole on our disk.
    pub here: bool,
    pub at_us: i64,
    /// How its sealed form is found and opened, how long it is, and what type it is by its bytes.
    pub sealed: Attached,
    pub named: Named,
    /// Why it is not here yet, and since when.
    pub fault: Option<(String, i64)>,
}

/// What is known of a file beside its sealed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As it may be shown.
    pub name: FileName,
    /// SHA-256 of what it holds.
    pub digest: [u8; 32],
    /// It can run, or something inside it can.
    pub active: bool,
    /// Its name makes believe that it is of another type.
    pub belied: bool,
}

/// The salt of the object that files belong to, if it is its owner's and in this version; behind the lock on the head, so that
/// it stays there.
async fn salt_of(tx: &mut Tx, owner: &Member, (id, version): (RecordId, u64)) -> Result<Salt> {
    pen::lock(tx).await?;
    let sql = "select salt from record where owner = $1 and id = $2 and version = $3 and salt is not null";
    let found: Option<(Vec<u8>,)> = maybe!(tx, sql, owner.as_str(), id.to_string(), number(version)?)?;
    let (salt,) =
        found.ok_or(Error::Conflict("the record is not in the version that was judged: read it again"))?;
    crate::journal::salt_of(&salt)
}
