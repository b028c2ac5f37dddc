//! The pen: acts written in a transaction are sealed and chained at once.
use super::Act;
use super::body::{RECORD_KEY, Under, context, day_key_name, day_of, key_of, salt_of};
use super::head::Head;
use super::put::{Signing, begin_to_sign};
use crate::house::{self, House};
use crate::sql::{self, many, maybe, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Invalid, Purpose, RecordId};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use wire::act::{self, ENTRY_VERSION, Entry};
use wire::keys::Salt;

/// What a transaction has written and not yet put down.
#[derive(Debug, Default)]
pub(crate) struct Pen {
    pub(super) head: Option<Head>,
    pub(super) unsigned: Vec<Written>,
    /// What others sign meanwhile, before what is unsigned.
    pub(super) signing: Vec<Signing>,
    days: HashMap<i64, Salt>,
    /// A salt was destroyed.
    pub(crate) destroyed: bool,
}

/// An act before it has a number.
#[derive(Debug)]
pub(crate) struct Draft {
    at_us: i64,
    actor: String,
    kind: ActKind,
    object: Option<(RecordId, u64)>,
    purpose: Option<Purpose>,
    reference: Option<String>,
    plain: Option<Vec<u8>>,
    under: Under,
}

impl Draft {
    pub(crate) fn of(act: &Act<'_>, plain: Option<Vec<u8>>, under: Under) -> Draft {
        Draft {
            at_us: act.at_us,
            actor: act.by.label(),
            kind: act.kind,
            object: act.object,
            purpose: act.reason.map(|r| r.purpose),
            reference: act.reason.and_then(|r| r.reference.clone()),
            plain,
            under,
        }
    }
}

/// An act in its place, not yet signed.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) clear: Entry,
    pub(super) entry: Vec<u8>,
    pub(super) body: Option<Vec<u8>>,
}

/// A body under its key.
struct Sealed {
    key_name: String,
    digest: wire::Hash,
    body: Vec<u8>,
}

/// From so many on, all cores work.
pub(super) const MANY: usize = 32;

/// Writes acts and gives the number of the last.
pub(crate) async fn write(tx: &mut Tx, mut drafts: Vec<Draft>) -> Result<u64> {
    lock(tx).await?;
    find_salts(tx, &mut drafts).await?;
    for draft in &drafts {
        day_salt(tx, draft).await?;
    }
    let head = tx.pen.head.as_ref().ok_or_else(no_head)?;
    let first = head.seq + 1;
    let sealed = seal(tx, first, &mut drafts).await?;
    let last = chain(tx, drafts, sealed)?;
    begin_to_sign(tx);
    Ok(last)
}

/// Takes the lock on the head, if this transaction does not have it yet.
pub(crate) async fn lock(tx: &mut Tx) -> Result<()> {
    if tx.pen.head.is_none() {
        tx.pen.head = Some(Head::lock(tx).await?);
    }
    Ok(())
}

pub(super) fn no_head() -> Error {
    Error::NotKept("the head of the journal is not held".to_owned())
}

/// The salts of the records that bodies are about.
async fn find_salts(tx: &mut Tx, drafts: &mut [Draft]) -> Result<()> {
    let wanted = |d: &&mut Draft| matches!(d.under, Under::ItsRecord) && d.plain.is_some();
    let ids: Vec<String> =
        drafts.iter_mut().filter(wanted).filter_map(|d| Some(d.object?.0.to_string())).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let list = tx.conn.dialect().texts(1);
    let sql =
        sql::Text::of("select id, salt from record where salt is not null and id in (").part(list).and(")");
    let rows: Vec<(String, Vec<u8>)> = many!(tx, sql, sql::json(&ids)?)?;
    let salts: HashMap<String, Vec<u8>> = rows.into_iter().collect();
    for draft in drafts.iter_mut().filter(|d| matches!(d.under, Under::ItsRecord)) {
        let salt = draft.object.and_then(|(id, _)| salts.get(&id.to_string()));
        draft.under = salt.map_or(Ok(Under::ItsDay), |s| salt_of(s).map(Under::Record))?;
    }
    Ok(())
}

/// Sees to it that the day of a body has a salt, made when the first act of the day needs it.
async fn day_salt(tx: &mut Tx, draft: &Draft) -> Result<()> {
    let day = day_of(draft.at_us);
    let needed = matches!(draft.under, Under::ItsDay) && draft.plain.is_some();
    if !needed || tx.pen.days.contains_key(&day) {
        return Ok(());
    }
    let found: Option<(Vec<u8>,)> = maybe!(tx, "select salt from day_key where day = $1", day)?;
    let salt = match found {
        Some((salt,)) => salt_of(&salt)?,
        None => {
            let salt = house::chance::<32>()?;
            run!(tx, "insert into day_key (day, salt) values ($1, $2)", day, salt.to_vec())?;
            Salt::from_bytes(salt)
        }
    };
    tx.pen.days.insert(day, salt);
    Ok(())
}

/// A body waiting for its seal.
struct Job {
    seq: u64,
    key_name: String,
    salt: Salt,
    plain: Vec<u8>,
}

async fn seal(tx: &Tx, first: u64, drafts: &mut [Draft]) -> Result<Vec<Option<Sealed>>> {
    let days = &tx.pen.days;
    let jobs: Vec<Option<Job>> = (first..).zip(drafts).map(|(seq, draft)| job(seq, draft, days)).collect();
    let house = Arc::clone(&tx.house);
    if jobs.len() < MANY {
        return jobs.into_iter().map(|job| job.map(|j| seal_one(&house, j)).transpose()).collect();
    }
    let all = move || jobs.into_par_iter().map(|job| job.map(|j| seal_one(&house, j)).transpose()).collect();
    tokio::task::spawn_blocking(all).await?
}

fn job(seq: u64, draft: &mut Draft, days: &HashMap<i64, Salt>) -> Option<Job> {
    let plain = draft.plain.take()?;
    let (key_name, salt) = match &draft.under {
        Under::Record(salt) => (RECORD_KEY.to_owned(), salt.clone()),
        Under::ItsDay | Under::ItsRecord => {
            let day = day_of(draft.at_us);
            (day_key_name(day), days.get(&day).expect("every day that is needed was given its salt").clone())
        }
    };
    Some(Job { seq, key_name, salt, plain })
}

fn seal_one(house: &House, job: Job) -> Result<Sealed> {
    let key = key_of(house, &job.key_name, &job.salt);
    let body = key.seal(house::chance()?, &context(job.seq), &job.plain);
    Ok(Sealed { key_name: job.key_name, digest: act::body_digest(&body), body })
}

const TOO_LONG: Invalid =
    Invalid::new("act", "its reference is too long: an act holds at most 65,471 bytes beside its body");

/// Numbers and chains the acts: each names the hash of the one before.
fn chain(tx: &mut Tx, drafts: Vec<Draft>, sealed: Vec<Option<Sealed>>) -> Result<u64> {
    let signer = tx.house.keys.node.id();
    let head = tx.pen.head.as_mut().ok_or_else(no_head)?;
    for (draft, sealed) in drafts.into_iter().zip(sealed) {
        let (key, digest, body) = match sealed {
            Some(Sealed { key_name, digest, body }) => (Some(key_name), Some(digest), Some(body)),
            None => (None, None, None),
        };
        let clear = Entry {
            version: ENTRY_VERSION,
            seq: head.seq + 1,
            at_us: draft.at_us,
            prev: head.hash,
            signer,
            actor: draft.actor,
            kind: draft.kind.as_str().to_owned(),
            object: draft.object.map(|(id, _)| id.to_string()),
            object_version: draft.object.map(|(_, version)| version),
            purpose: draft.purpose.map(|p| p.as_str().to_owned()),
            reference: draft.reference,
            body: digest,
            key,
        };
        let entry = clear.encode().map_err(|_| TOO_LONG)?;
        head.hash = act::hash(&entry);
        head.seq += 1;
        tx.pen.unsigned.push(Written { clear, entry, body });
    }
    Ok(head.seq)
}
