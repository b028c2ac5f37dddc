//! Records that hold an identifier of the query, or one that is a single error away.
use crate::index::held::Held;
use crate::index::typed;
use crate::probe::view::View;
use model::StampNo;

/// Of those who share an identifier so many are looked at: what thousands hold identifies nobody.
const SHARED_MAX: usize = 64;
/// So many entries under one key are read.
const READ_MAX: usize = 4_096;

/// Positions of those that are shown.
pub(super) fn holders(held: &Held, query: &View<'_>, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> Vec<u32> {
    let mut found = Vec::new();
    let mut take = |key: u32| {
        let holders = held.segment.holders(key).take(READ_MAX);
        found.extend(holders.filter(|position| held.is_shown(*position, shows)).take(SHARED_MAX));
    };
    for (class, text) in query.identifiers() {
        take(class.key(text));
        // A number one error away says something only together with a name.
        if query.has_names() {
            typed::neighbours(class, text, &mut take);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
