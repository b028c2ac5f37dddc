//! What strangers reach: the public extract of notices, in the shape of the public notice service and as pages. It has a door of its
//! own with nothing else behind it, answers from memory, and knows nobody.
mod filter;
mod json;
mod pages;
mod routes;

pub(crate) use routes::table;

use crate::problem::Problem;
use desk::notice::extract::{Extract, Public};
use formats::notice::{Collection, in_path, is_body};
use std::sync::Arc;

/// A public notice with the collection that it stands in.
struct Entry {
    public: Arc<Public>,
    collection: Collection,
}

impl Entry {
    fn of(public: &Arc<Public>) -> Option<Entry> {
        let collection = Collection::of(public.content.kind)?;
        Some(Entry { public: Arc::clone(public), collection })
    }

    /// Its address behind `/notices/v1`.
    fn path(&self) -> String {
        let id = in_path(&self.public.number);
        match (self.collection, is_body(&self.public.content)) {
            (Collection::Un, true) => format!("un/entities/{id}"),
            (Collection::Un, false) => format!("un/persons/{id}"),
            (collection, _) => format!("{collection}/{id}"),
        }
    }
}

/// The one that has this number in an address.
fn found(extract: &Extract, collection: Collection, id: &str) -> Result<Entry, Problem> {
    let public = extract.numbered(&id.replacen('-', "/", 1)).ok_or(Problem::Missing)?;
    Entry::of(public).filter(|entry| entry.collection == collection).ok_or(Problem::Missing)
}

/// A photograph by its place among those of its notice, counted from 1.
fn photograph(entry: &Entry, place: &str) -> Result<Vec<u8>, Problem> {
    let place: usize = place.parse().map_err(|_| Problem::Missing)?;
    let at = place.checked_sub(1).ok_or(Problem::Missing)?;
    entry.public.photographs.get(at).map(|one| one.bytes.clone()).ok_or(Problem::Missing)
}
