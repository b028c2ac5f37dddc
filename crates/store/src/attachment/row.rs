//! The row of a file, and what lies sealed in it.
use super::{Attachment, Named};
use crate::house::{self, House};
use crate::sql::{Rows, count, insert, number, row};
use crate::{Error, Result, Tx};
use base64ct::{Base64, Encoding};
use model::{AttachmentId, FileName};
use serde::{Deserialize, Serialize};
use wire::envelope::Attached;
use wire::keys::Salt;
use zeroize::Zeroizing;

row! {
    #[derive(Debug)]
    pub(super) struct Row {
        id: String,
        owner: String,
        object: String,
        copy_of: Option<String>,
        hash: Vec<u8>,
        length: i64,
        goes: bool,
        here: bool,
        at_us: i64,
        sealed: Vec<u8>,
        fault: Option<String>,
        fault_us: Option<i64>,
        salt: Vec<u8>,
    }
}

/// What a reading statement begins with; `r` is the record that the file belongs to.
pub(super) const SELECT: &str =
    "select a.id, a.owner, a.object, a.copy_of, a.hash, a.length, a.goes, a.here, a.at_us, a.sealed,
    a.fault, a.fault_us, r.salt from attachment a join record r on r.id = a.object and r.owner = a.owner
    where a.sealed is not null and ";

/// The same of messages, `m`, instead of records.
pub(super) const OF_MESSAGES: &str =
    "select a.id, a.owner, a.object, a.copy_of, a.hash, a.length, a.goes, a.here, a.at_us, a.sealed,
    a.fault, a.fault_us, m.salt from attachment a join message m on m.id = a.object and m.author = a.owner
    where a.sealed is not null and m.salt is not null and ";

/// What is said by who does not take part is not shown, and its files are not fetched.
pub(super) const TAKES_PART: &str =
    "exists (select 1 from thread_member p where p.thread = m.thread and p.member = m.author) and ";

/// What of a file is told to nobody who has not the record's key.
#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    media: String,
    digest: String,
    key: String,
    #[serde(default)]
    active: bool,
    #[serde(default)]
    belied: bool,
}

fn context(id: AttachmentId) -> Vec<u8> {
    [b"liaison/1/attachment\0".as_slice(), id.as_bytes()].concat()
}

pub(super) fn seal(house: &House, salt: &Salt, it: &Attachment) -> Result<Vec<u8>> {
    let sealed = Sealed {
        name: it.named.name.to_string(),
        media: it.sealed.media.clone(),
        digest: Base64::encode_string(&it.named.digest),
        key: Base64::encode_string(&it.sealed.key),
        active: it.named.active,
        belied: it.named.belied,
    };
    let plain = Zeroizing::new(serde_json::to_vec(&sealed)?);
    Ok(house.keys.storage.record_key(salt).seal(house::chance()?, &context(it.id), &plain))
}

impl Row {
    pub(super) fn read(self, house: &House) -> Result<Attachment> {
        let id: AttachmentId = self.id.parse()?;
        let damaged = || Error::Damaged(format!("what is known of file {id} does not open"));
        let key = house.keys.storage.record_key(&crate::journal::salt_of(&self.salt)?);
        let plain = Zeroizing::new(key.open(&context(id), &self.sealed).map_err(|_| damaged())?);
        let sealed: Sealed = serde_json::from_slice(&plain)?;
        let bytes = |text: &str| -> Result<[u8; 32]> {
            let mut bytes = [0; 33];
            let read = Base64::decode(text, &mut bytes).map_err(|_| damaged())?;
            read.try_into().map_err(|_| damaged())
        };
        let attached = Attached {
            hash: self.hash.try_into().map_err(|_| damaged())?,
            length: count(self.length)?,
            media: sealed.media,
            key: bytes(&sealed.key)?,
        };
        Ok(Attachment {
            id,
            owner: self.owner.parse()?,
            record: self.object.parse()?,
            copy_of: self.copy_of.map(|id| id.parse()).transpose()?,
            goes: self.goes,
            here: self.here,
            at_us: self.at_us,
            sealed: attached,
            named: Named {
                name: FileName::of(&sealed.name),
                digest: bytes(&sealed.digest)?,
                active: sealed.active,
                belied: sealed.belied,
            },
            fault: self.fault.zip(self.fault_us),
        })
    }
}

const ATTACHMENT: Rows = Rows {
    table: "attachment",
    columns: &["id", "owner", "object", "copy_of", "hash", "length", "goes", "here", "at_us", "sealed"],
    tail: "",
};

pub(super) async fn put(tx: &mut Tx, salt: &Salt, files: &[Attachment]) -> Result<()> {
    let sealed = files.iter().map(|it| Ok((it, seal(&tx.house, salt, it)?))).collect::<Result<Vec<_>>>()?;
    insert!(
        tx,
        ATTACHMENT,
        sealed.as_slice(),
        |row| row.0.id.to_string(),
        row.0.owner.as_str(),
        row.0.record.to_string(),
        row.0.copy_of.map(|id| id.to_string()),
        row.0.sealed.hash.to_vec(),
        number(row.0.sealed.length)?,
        row.0.goes,
        row.0.here,
        row.0.at_us,
        row.1.clone(),
    );
    Ok(())
}
