//! Which parts of a segment's lexicon are like a part of the query, and how much.
use super::asked::{Asked, Sought};
use crate::feature;
use crate::index::near;
use crate::index::segment::Segment;
use crate::probe::view::VOWELS;
use hashbrown::HashMap;

/// Most parts of a query's name with its runs that are told apart.
pub(super) const SOUGHT_MAX: usize = 18;

/// How much a part is like each of those that are sought, 0 to 255.
pub(super) type Shares = [u8; SOUGHT_MAX];

/// A part of the lexicon that is like the one that is sought.
#[derive(Debug, Clone, Copy)]
pub(super) struct Similar {
    pub part: u32,
    pub share: u8,
}

/// What was found out of parts so far.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    shares: HashMap<u32, Shares>,
}

impl Likeness {
    pub fn of(&self, part: u32) -> Option<&Shares> {
        self.shares.get(&part)
    }

    /// Keeps what one is like.
    fn keep(&mut self, sought: usize, similar: Similar) {
        self.shares.entry(similar.part).or_insert([0; SOUGHT_MAX])[sought] = similar.share;
    }

    /// Compares a part that no way led to with all that is sought.
    pub fn compare(&mut self, segment: &Segment, part: u32, asked: &Asked<'_>) -> &Shares {
        self.shares.entry(part).or_insert_with(|| {
            let mut shares = [0; SOUGHT_MAX];
            for (share, sought) in shares.iter_mut().zip(&asked.sought) {
                *share = share_of(segment, part, sought, false);
            }
            shares
        })
    }
}

/// The parts that are like the one that is sought, likest first: those that sound the same or nearly so, those that are
/// spelt nearly so where they are short, and other forms of the name.
pub(super) fn similar(
    segment: &Segment,
    family: u8,
    asked: &Asked<'_>,
    at: usize,
    likeness: &mut Likeness,
) -> Vec<Similar> {
    let sought = &asked.sought[at];
    let mut found: Vec<Similar> = Vec::new();
    let mut take = |part: u32, same_sound: bool| {
        let share = share_of(segment, part, sought, same_sound);
        if share > 0 {
            found.push(Similar { part, share });
        }
    };
    segment.group(family, sought.sound.key()).for_each(|part| take(part, true));
    for sound in near::sounds(&segment.parts.near, sought.piece.text, sought.sound) {
        segment.group(family, sound).for_each(|part| take(part, false));
    }
    if sought.piece.group != 0 {
        let key = near::group_key(family, sought.piece.group.into());
        segment.parts.nicknames.find(key).for_each(|part| take(part, false));
    }
    found.sort_unstable_by_key(|similar| (std::cmp::Reverse(similar.share), similar.part));
    found.dedup_by_key(|similar| similar.part);
    found.iter().for_each(|similar| likeness.keep(at, *similar));
    found
}

fn share_of(segment: &Segment, part: u32, sought: &Sought<'_>, same_sound: bool) -> u8 {
    let lexicon = &segment.parts.lexicon;
    let unlike = (lexicon.letters(part) ^ sought.piece.letters) & !VOWELS;
    let other_form = sought.piece.group != 0 && lexicon.group(part) == sought.piece.group;
    // As many as the alignment of names lets pass.
    if !lexicon.is_spoken(part) || (unlike.count_ones() > 4 && !same_sound && !other_form) {
        return 0;
    }
    let share = feature::likeness(&sought.piece, &lexicon.piece(part)).clamp(0.0, 1.0);
    (share * 255.0).round() as u8
}

/// The part with just this text.
pub(super) fn spelt(segment: &Segment, family: u8, text: &[u8], sound: u32) -> Option<u32> {
    let lexicon = &segment.parts.lexicon;
    segment.group(family, sound).find(|part| lexicon.is_spoken(*part) && lexicon.text(*part) == text)
}
