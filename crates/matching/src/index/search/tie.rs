//! Which of several records that score the same is spelt most like what was asked.
use super::asked::Asked;
use crate::probe::view::{Name, View};

/// Letters to be struck otherwise until the name is the record's, over the parts that are asked for, each beside the part
/// of the record that is most like it; of several names of a record that which needs fewest.
pub(super) fn letters_apart(asked: &[Asked<'_>], record: &View<'_>) -> usize {
    let names = record.names();
    let all = asked.iter().flat_map(|asked| names.iter().map(|name| apart(asked, &name)));
    all.min().unwrap_or(0)
}

fn apart(asked: &Asked<'_>, name: &Name<'_>) -> usize {
    let singles = asked.sought[..asked.single].iter();
    let each = singles.map(|sought| {
        let errors = name.pieces().iter().map(|piece| sought.glance.errors(piece.text));
        errors.min().unwrap_or(sought.piece.text.len())
    });
    each.sum()
}
