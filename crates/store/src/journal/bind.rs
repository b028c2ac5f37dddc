//! How drafts become acts: sealed, numbered, chained, signed. Needs no database, so that others can do it meanwhile.
use super::body::{RECORD_KEY, Under, context, day_key_name, day_of, key_of};
use super::pen::Draft;
use crate::Result;
use crate::house::{self, House};
use model::Invalid;
use rayon::prelude::*;
use std::collections::HashMap;
use wire::act::{self, ENTRY_VERSION, Entry};
use wire::keys::{KeyId, NodeKey, Salt};
use wire::sheaf;

/// Drafts, and what they come behind.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) drafts: Vec<Draft>,
    /// The number of the first.
    pub(super) first: u64,
    /// The hash of the act before it.
    pub(super) prev: wire::Hash,
    /// The salts of their days.
    pub(super) days: HashMap<i64, Salt>,
    /// The key that is to sign them.
    pub(super) signer: KeyId,
}

/// An act in its place, not yet signed.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) clear: Entry,
    pub(super) entry: Vec<u8>,
    pub(super) body: Option<Vec<u8>>,
    /// Of the key that sealed the body.
    pub(super) salt: Option<Salt>,
}

/// An act that is ready for the table, with the hash of its leaf.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) written: Written,
    pub(super) proof: Vec<u8>,
    pub(super) leaf: wire::Hash,
}

/// A body under its key.
struct Sealed {
    key_name: String,
    digest: wire::Hash,
    body: Vec<u8>,
    salt: Salt,
}

/// From so many on, all cores work.
pub(super) const MANY: usize = 256;

/// Seals, numbers and chains; gives the hash of the last too.
pub(super) fn bind(house: &House, mut work: Work) -> Result<(Vec<Written>, wire::Hash)> {
    let days = &work.days;
    let one = |(seq, draft): (u64, &mut Draft)| seal(house, seq, draft, days);
    let numbered: Vec<(u64, &mut Draft)> = (work.first..).zip(&mut work.drafts).collect();
    let sealed: Vec<Option<Sealed>> = if numbered.len() < MANY {
        numbered.into_iter().map(one).collect::<Result<_>>()?
    } else {
        numbered.into_par_iter().map(one).collect::<Result<_>>()?
    };
    chain(work, sealed)
}

fn seal(house: &House, seq: u64, draft: &mut Draft, days: &HashMap<i64, Salt>) -> Result<Option<Sealed>> {
    let Some(plain) = draft.plain.take() else { return Ok(None) };
    let day = day_of(draft.at_us);
    let (key_name, salt) = match &draft.under {
        Under::Record(salt) => (RECORD_KEY.to_owned(), salt),
        Under::ItsDay | Under::ItsRecord => {
            (day_key_name(day), days.get(&day).expect("every day that is needed was given its salt"))
        }
    };
    let body = key_of(house, &key_name, salt).seal(house::chance()?, &context(seq), &plain);
    Ok(Some(Sealed { key_name, digest: act::body_digest(&body), body, salt: salt.clone() }))
}

const TOO_LONG: Invalid =
    Invalid::new("act", "its reference is too long: an act holds at most 65,342 bytes beside its body");

/// Each act names the hash of the one before.
fn chain(work: Work, sealed: Vec<Option<Sealed>>) -> Result<(Vec<Written>, wire::Hash)> {
    let (signer, mut prev) = (work.signer, work.prev);
    let mut written = Vec::with_capacity(sealed.len());
    for ((seq, draft), sealed) in (work.first..).zip(work.drafts).zip(sealed) {
        let (key, digest, body, salt) = match sealed {
            Some(Sealed { key_name, digest, body, salt }) => {
                (Some(key_name), Some(digest), Some(body), Some(salt))
            }
            None => (None, None, None, None),
        };
        let clear = Entry {
            version: ENTRY_VERSION,
            seq,
            at_us: draft.at_us,
            prev,
            signer,
            actor: draft.actor,
            kind: draft.kind.as_str().to_owned(),
            object: draft.object.map(|(id, _)| id.to_string()),
            object_version: draft.object.map(|(_, version)| version),
            purpose: draft.purpose.map(|p| p.as_str().to_owned()),
            reference: draft.reference,
            body: digest,
            key,
            handover: draft.handover,
        };
        let entry = clear.encode().map_err(|_| TOO_LONG)?;
        prev = act::hash(&entry);
        written.push(Written { clear, entry, body, salt });
    }
    Ok((written, prev))
}

/// Signs acts that are kept together, and that name this key.
pub(super) fn sign(key: &NodeKey, acts: Vec<Written>) -> Vec<Signed> {
    let sheaf = |acts: &[Written]| {
        let entries: Vec<&[u8]> = acts.iter().map(|written| written.entry.as_slice()).collect();
        let proofs = sheaf::sign(key, &entries);
        let leaf = |(entry, proof): (&[u8], Vec<u8>)| (act::leaf_hash(entry, &proof), proof);
        entries.into_iter().zip(proofs).map(leaf).collect::<Vec<_>>()
    };
    let proven: Vec<(wire::Hash, Vec<u8>)> = if acts.len() < MANY {
        sheaf(&acts)
    } else {
        acts.par_chunks(sheaf::SHEAF_MAX).flat_map_iter(sheaf).collect()
    };
    let signed = |(written, (leaf, proof))| Signed { written, proof, leaf };
    acts.into_iter().zip(proven).map(signed).collect()
}
