//! Which parts of a segment's lexicon are like a part of the query, and how much.
use super::asked::{Asked, Sought};
use crate::index::near;
use crate::index::segment::Segment;
use hashbrown::HashMap;
use std::cmp::Reverse;

/// Most parts of a query's name with its runs that are told apart.
pub(super) const SOUGHT_MAX: usize = 18;
/// Another form of a name counts for so much of it, of 255.
const OTHER_FORM: u8 = 190;

/// How much a part is like each of those that are sought, 0 to 255.
pub(super) type Shares = [u8; SOUGHT_MAX];

/// A part of the lexicon that is like the one that is sought.
#[derive(Debug, Clone, Copy)]
pub(super) struct Similar {
    pub part: u32,
    pub share: u8,
}

/// What was found out of the parts of a segment so far.
#[derive(Debug)]
pub(super) struct Likeness {
    shares: HashMap<u32, Shares>,
}

impl Likeness {
    pub fn new() -> Likeness {
        Likeness { shares: HashMap::with_capacity(224) }
    }

    pub fn of(&mut self, segment: &Segment, part: u32, asked: &Asked<'_>) -> &Shares {
        self.shares.entry(part).or_insert_with(|| {
            let mut shares = [0; SOUGHT_MAX];
            for (share, sought) in shares.iter_mut().zip(&asked.sought) {
                *share = share_of(segment, part, sought);
            }
            shares
        })
    }
}

/// The parts that are like the one that is sought, likest first: those that sound the same, those that are spelt nearly
/// so, and other forms of the name.
pub(super) fn similar(segment: &Segment, family: u8, sought: &Sought<'_>) -> Vec<Similar> {
    let mut found: Vec<Similar> = Vec::new();
    if sought.piece.is_initial() {
        return found;
    }
    let mut take = |part: u32| {
        let share = share_of(segment, part, sought);
        if share > 0 {
            found.push(Similar { part, share });
        }
    };
    segment
        .group(family, sought.piece.sound)
        .filter(|part| segment.parts.lexicon.is_spoken(*part))
        .for_each(&mut take);
    near::parts(&segment.parts.near, family, sought.piece.text, &mut take);
    if sought.piece.group != 0 {
        let key = near::group_key(family, sought.piece.group.into());
        segment.parts.nicknames.find(key).for_each(&mut take);
    }
    found.sort_unstable_by_key(|similar| (Reverse(similar.share), similar.part));
    found.dedup_by_key(|similar| similar.part);
    found
}

fn share_of(segment: &Segment, part: u32, sought: &Sought<'_>) -> u8 {
    let lexicon = &segment.parts.lexicon;
    if sought.piece.is_initial() || !lexicon.is_spoken(part) {
        let is_initial = lexicon.length(part) == 1 || lexicon.is_spoken(part);
        return if is_initial { sought.share_of_initial(lexicon.text(part)) } else { 0 };
    }
    let same_sound = lexicon.sound(part) == sought.piece.sound;
    let may_be = same_sound || sought.glance.may_be_like(lexicon.letters(part), lexicon.length(part));
    let spelt = if may_be { sought.glance.share(lexicon.text(part), same_sound) } else { 0 };
    let group = sought.piece.group;
    if group != 0 && spelt < OTHER_FORM && lexicon.group(part) == group { OTHER_FORM } else { spelt }
}

/// The part with just this text.
pub(super) fn spelt(segment: &Segment, family: u8, text: &[u8], sound: u32) -> Option<u32> {
    let lexicon = &segment.parts.lexicon;
    segment.group(family, sound).find(|part| lexicon.is_spoken(*part) && lexicon.text(*part) == text)
}
