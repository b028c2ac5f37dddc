//! Files that belong to a record or to a message: what is known of each. Their bytes lie in a folder of their own
//! ([`crate::blob`]).
//!
//! A file belongs to the object of an act, and goes with it: its key lies sealed under the key of that object. What has a salt can
//! be one, once it is found in [`salt_of`].
mod held;
mod message;
mod road;
mod row;
mod write;

pub use held::{get, holders, of, of_many};
pub use message::{holders_in, in_thread, keep_with, with, with_many};
pub use road::{
    Wanted, arrived, differ, failed, forget_holder, held_told, lost, may_fetch, stated, tell_again,
    told_held, untold, wanted,
};
pub(crate) use write::destroy;
pub use write::{Gone, gone, keep, named, swept, take_away};

use crate::journal::pen;
use crate::sql::{maybe, number};
use crate::{Error, Result, Tx};
use model::{AttachmentId, FileName, Member, MessageId, RecordId};
use wire::envelope::Attached;
use wire::keys::Salt;

/// Most files of one record.
pub const FILES_MAX: usize = 64;

/// A file that belongs to a record, or to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub id: AttachmentId,
    pub owner: Member,
    /// The record; or the message, by the same 16 bytes ([`object_of`]).
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

/// As acts and files name a message, which has one version.
pub fn object_of(message: MessageId) -> (RecordId, u64) {
    (RecordId::from_bytes(*message.as_bytes()), 1)
}

/// The salt of the object that files belong to, if it is its owner's and in this version; behind the lock on the head, so that
/// it stays there.
async fn salt_of(tx: &mut Tx, owner: &Member, (id, version): (RecordId, u64)) -> Result<Salt> {
    pen::lock(tx).await?;
    let sql = "select salt from record where owner = $1 and id = $2 and version = $3 and salt is not null
        union all select salt from message where author = $1 and id = $2 and $3 = 1 and salt is not null";
    let found: Option<(Vec<u8>,)> = maybe!(tx, sql, owner.as_str(), id.to_string(), number(version)?)?;
    let (salt,) =
        found.ok_or(Error::Conflict("the record is not in the version that was judged: read it again"))?;
    crate::journal::salt_of(&salt)
}
