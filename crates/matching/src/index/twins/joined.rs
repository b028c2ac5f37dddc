//! Parts of a name that others write as one: two or three in a row, by the reduced spelling of all of them.
use crate::fold::LETTERS_MAX;
use crate::index::held::Held;
use crate::index::keyed::{Keyed, entry};
use crate::index::near;
use crate::index::search::Shows;
use crate::probe::view::{Name, Piece, View};

/// Most parts in a row that are written as one.
const JOINED_MAX: usize = 3;

/// The positions of all that are shown, under the keys of the runs of parts of their names, where some part of the
/// segments' lexicons stands under the same key.
pub(super) fn joined(held: &Held, shows: Shows<'_>, is_part: impl Fn(u32) -> bool) -> Keyed {
    let mut entries = Vec::new();
    for position in held.positions().filter(|position| held.is_shown(*position, shows)) {
        let view = held.segment.view(position);
        for name in view.names().iter() {
            runs(&view, &name, |key| {
                if is_part(key) {
                    entries.push(entry(key, position));
                }
            });
        }
    }
    Keyed::sorted(entries)
}

/// The keys of the runs of a name's parts that somebody may write as one word.
pub(super) fn runs(view: &View<'_>, name: &Name<'_>, mut each: impl FnMut(u32)) {
    let family = crate::feature::family(view.kind);
    let mut text = [0; LETTERS_MAX];
    for count in 2..=JOINED_MAX {
        for run in name.pieces().windows(count).filter(|run| run.iter().any(Piece::is_plain)) {
            let length: usize = run.iter().map(|piece| piece.text.len()).sum();
            let Some(text) = text.get_mut(..length) else { continue };
            let letters = run.iter().flat_map(|piece| piece.text);
            text.iter_mut().zip(letters).for_each(|(to, from)| *to = *from);
            each(near::key_of(family, text));
        }
    }
}
