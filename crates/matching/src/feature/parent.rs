//! Names of father and mother.
use super::Ledger;
use crate::fold::Sound;
use crate::probe::view::{FATHER, MOTHER, View};
use crate::table::Term;

pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) {
    for mark in [FATHER, MOTHER] {
        if query.marked(mark).next().is_none() || record.marked(mark).next().is_none() {
            continue;
        }
        let same = query.marked(mark).any(|q| record.marked(mark).any(|r| sound_alike(q, r)));
        let term = if same { Term::ParentSame } else { Term::ParentDifferent };
        ledger.add("parent", &[(term, 1.0)], || (text(query, mark), text(record, mark)));
    }
}

/// Parents are written by ear, and in other scripts than their children.
fn sound_alike(a: &[u8], b: &[u8]) -> bool {
    let key = |text: &[u8]| std::str::from_utf8(text).ok().map(|text| Sound::of(text).key());
    a == b || key(a) == key(b)
}

fn text(view: &View<'_>, mark: char) -> String {
    view.marked(mark).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}
