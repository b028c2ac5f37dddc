//! A second place for acts: whoever keeps a journal where it may be lost has every act written down elsewhere as well,
//! before anybody is answered; and what was written down there is taken up again.
use super::Broken;
use super::bind::{Signed, Written};
use super::body::{Body, context, key_under, named_day, salt_of};
use super::pen;
use crate::sql::run;
use crate::{Error, Result, Tx};
use wire::act::{self, Entry};
use wire::capsule::LoggedAct;
use wire::keys::StorageKey;

/// Writes acts down a second time.
pub trait Copyist: Send + Sync {
    /// The acts of one transaction, in their order; on disk when this returns. What it has already, by its number, it
    /// passes over. If it fails, the store takes no more work.
    fn copy(&self, acts: Vec<(u64, LoggedAct)>) -> std::io::Result<()>;
}

/// An act as it is copied.
pub(super) fn logged(signed: &Signed) -> (u64, LoggedAct) {
    let Signed { written: Written { clear, entry, body, salt }, proof, .. } = signed;
    let salt = salt.as_ref().map_or_else(Vec::new, |salt| salt.as_bytes().to_vec());
    let body = body.clone().unwrap_or_default();
    (clear.seq, LoggedAct { entry: entry.clone(), proof: proof.clone(), body, salt })
}

/// Takes up acts that were copied and are not here any more. They must follow from what is here.
pub async fn resume(tx: &mut Tx, acts: Vec<(Entry, LoggedAct)>) -> Result<()> {
    pen::lock(tx).await?;
    for (clear, logged) in acts {
        let head = tx.pen.head.as_mut().ok_or_else(pen::no_head)?;
        if clear.seq != head.seq + 1 || clear.prev != head.hash {
            let what = "does not follow from what the journal holds".to_owned();
            return Err(Broken { seq: clear.seq, what }.into());
        }
        (head.seq, head.hash) = (clear.seq, act::hash(&logged.entry));
        if let Some(day) = clear.key.as_deref().and_then(named_day) {
            let sql = "insert into day_key (day, salt) values ($1, $2) on conflict (day) do nothing";
            run!(tx, sql, day, logged.salt.clone())?;
        }
        let leaf = act::leaf_hash(&logged.entry, &logged.proof);
        let salt = (!logged.salt.is_empty()).then(|| salt_of(&logged.salt)).transpose()?;
        let body = (!logged.body.is_empty()).then_some(logged.body);
        let written = Written { clear, entry: logged.entry, body, salt };
        tx.pen.signed.push(Signed { written, proof: logged.proof, leaf });
    }
    Ok(())
}

/// What an act says beyond its entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub legal_basis: Option<String>,
    pub act: Option<serde_json::Value>,
}

/// Opens the body of an act that was copied, with the storage key of the journal that it is from.
pub fn said(storage: &StorageKey, entry: &Entry, logged: &LoggedAct) -> Result<Said> {
    let Some(key) = entry.key.as_deref() else { return Ok(Said { legal_basis: None, act: None }) };
    let sealed = key_under(storage, key, &salt_of(&logged.salt)?);
    let plain = sealed
        .open(&context(entry.seq), &logged.body)
        .map_err(|_| Error::Damaged(format!("the body of act {} does not open", entry.seq)))?;
    let Body { legal_basis, act } = serde_json::from_slice(&plain)?;
    Ok(Said { legal_basis, act })
}
