//! Which parts of a segment's lexicon are like a part of the query, and how much.
use super::asked::Sought;
use crate::fold::lines_of;
use crate::index::near;
use crate::index::segment::Segment;
use std::cmp::Reverse;
use std::ops::Range;

/// Most parts of a query's name with its runs that are told apart.
pub(super) const SOUGHT_MAX: usize = 18;

/// What a part is worth beside each of those that are sought, in points.
pub(super) type Worths = [u8; SOUGHT_MAX];

/// A part of the lexicon that is like the one that is sought, and its points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Similar {
    pub part: u32,
    pub points: u8,
}

/// The parts that are like the one that is sought, most points first: those that sound the same, those that are spelt
/// nearly so, and other forms of the name.
pub(super) fn similar(segment: &Segment, family: u8, sought: &Sought<'_>) -> Vec<Similar> {
    let mut found: Vec<Similar> = Vec::new();
    if sought.piece.is_initial() {
        return found;
    }
    let lexicon = &segment.parts.lexicon;
    let mut parts: Vec<u32> = segment.group(family, sought.piece.sound).collect();
    near::parts(&segment.parts.near, family, sought.piece.text, |part| parts.push(part));
    parts.extend(forms(segment, family, sought));
    parts.sort_unstable();
    parts.dedup();
    for part in parts {
        let points = sought.worth(lexicon, part);
        if points > 0 && lexicon.is_spoken(part) {
            found.push(Similar { part, points });
        }
    }
    found.sort_unstable_by_key(|similar| (Reverse(similar.points), similar.part));
    found
}

/// The parts that are other forms of the name, in order.
pub(super) fn forms(segment: &Segment, family: u8, sought: &Sought<'_>) -> Vec<u32> {
    let lines = lines_of(sought.piece.text).iter();
    let mut forms: Vec<u32> = lines
        .flat_map(|line| segment.parts.nicknames.find(near::group_key(family, (*line).into())))
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The parts with just this text: more than one where some stand for a script that leaves out vowels. In a lexicon the parts
/// of one sound stand in the order of their texts.
pub(super) fn spelt(segment: &Segment, family: u8, text: &[u8], sound: u32) -> Range<u32> {
    let lexicon = &segment.parts.lexicon;
    let group = segment.group(family, sound);
    let (mut low, mut high) = (group.start, group.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if lexicon.text(middle) < text { low = middle + 1 } else { high = middle }
    }
    let same = (low..group.end).take_while(|part| lexicon.text(*part) == text);
    low..low + same.fold(0, |count, _| count + 1)
}
