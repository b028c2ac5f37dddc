//! The pen: takes what acts are to say, sees to their salts, and has them written behind one another.
use super::Act;
use super::bind::{MANY, Signed, Work, Written, bind, sign};
use super::body::{Under, day_of, salt_of};
use super::head::Head;
use crate::house;
use crate::sql::{self, many, maybe, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Purpose, RecordId};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::task::JoinHandle;
use wire::keys::Salt;

/// What a transaction has written and not yet put down.
#[derive(Debug, Default)]
pub(crate) struct Pen {
    pub(super) head: Option<Head>,
    /// What others write meanwhile, behind what is signed and before what is unsigned.
    writing: Option<Writing>,
    pub(super) signed: Vec<Signed>,
    pub(super) unsigned: Vec<Written>,
    /// Of what is in the table.
    pub(crate) leaves: Vec<(u64, wire::Hash)>,
    days: HashMap<i64, Salt>,
    /// What is to be written down a second time when it is kept.
    pub(crate) copied: Vec<(u64, wire::capsule::LoggedAct)>,
    /// A salt was destroyed.
    pub(crate) destroyed: bool,
}

type Writing = JoinHandle<Result<(Vec<Signed>, wire::Hash)>>;

/// An act before it has a number.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(super) at_us: i64,
    pub(super) actor: String,
    pub(super) kind: ActKind,
    pub(super) object: Option<(RecordId, u64)>,
    pub(super) purpose: Option<Purpose>,
    pub(super) reference: Option<String>,
    pub(super) plain: Option<Vec<u8>>,
    pub(super) under: Under,
    /// That the journal is handed over.
    pub(super) handover: Option<Vec<u8>>,
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
            handover: None,
        }
    }
}

/// Writes acts and gives the number of the last. Where they are many, others seal, chain and sign them while the
/// transaction goes on; what went wrong with them is then known when it ends, or wants to read them.
pub(crate) async fn write(tx: &mut Tx, mut drafts: Vec<Draft>) -> Result<u64> {
    lock(tx).await?;
    find_salts(tx, &mut drafts).await?;
    for draft in &drafts {
        day_salt(tx, draft).await?;
    }
    settle(tx).await?;
    let Pen { head, unsigned, writing, days, .. } = &mut tx.pen;
    let head = head.as_mut().ok_or_else(no_head)?;
    let (first, count) = (head.seq + 1, drafts.len());
    let work = Work { drafts, first, prev: head.hash, days: days.clone(), signer: head.key.id() };
    if count < MANY {
        let (written, last) = bind(&tx.house, work)?;
        unsigned.extend(written);
        head.hash = last;
    } else {
        let (mut all, house, key) = (std::mem::take(unsigned), Arc::clone(&tx.house), Arc::clone(&head.key));
        *writing = Some(tokio::task::spawn_blocking(move || {
            let (written, last) = bind(&house, work)?;
            all.extend(written);
            Ok((sign(&key, all), last))
        }));
    }
    head.seq += u64::try_from(count).unwrap_or(u64::MAX);
    Ok(head.seq)
}

/// Waits for what others write.
pub(super) async fn settle(tx: &mut Tx) -> Result<()> {
    if let Some(writing) = tx.pen.writing.take() {
        let (signed, last) = writing.await??;
        tx.pen.signed.extend(signed);
        tx.pen.head.as_mut().ok_or_else(no_head)?.hash = last;
    }
    Ok(())
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
