//! Which parts of one lexicon are like each part of another, and what that weighs: worked out once for all who bear it.
use crate::feature::{How, Rarity, Single, Usual, part_weight};
use crate::fold::lines_of;
use crate::index::near;
use crate::index::search::glance::Glance;
use crate::index::segment::Segment;
use crate::probe::lexicon::Lexicon;
use crate::probe::view::Piece;
use std::sync::OnceLock;

/// Points for a bit of evidence: a byte holds what any part weighs.
pub(super) const POINTS_A_BIT: f64 = 8.0;

/// A part of the other lexicon that is like one of this, and what it weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Like {
    pub part: u32,
    pub points: u8,
}

/// For each part of one segment those of another that are like it, the likest first; worked out where it is asked for.
pub(super) struct Alike {
    lists: Vec<OnceLock<Box<[Like]>>>,
}

impl Alike {
    pub fn of(segment: &Segment) -> Alike {
        Alike { lists: (0..segment.parts.lexicon.len()).map(|_| OnceLock::new()).collect() }
    }

    /// What is like a part of `own` among those of `other` that lead to a record from the position `from` on. `rarity` is
    /// the same for all who bear the part, and so must `from` be.
    pub fn list(
        &self,
        part: u32,
        (own, other): (&Segment, &Segment),
        rarity: &dyn Rarity,
        from: impl FnOnce() -> u32,
    ) -> &[Like] {
        self.lists[part as usize].get_or_init(|| list(part, (own, other), rarity, from()))
    }
}

fn list(part: u32, (own, other): (&Segment, &Segment), rarity: &dyn Rarity, from: u32) -> Box<[Like]> {
    let lexicon = &other.parts.lexicon;
    let (piece, family) = (own.parts.lexicon.piece(part), own.parts.lexicon.family(part));
    let bits = rarity.bits(piece.sound, piece.text.len());
    let (glance, single) = (Glance::of(piece.text), Single::of(piece));
    let mut found: Vec<Like> = Vec::new();
    for part in met(&piece, family, other) {
        let leads = || other.bearers(part).last().is_some_and(|last| *last >= from);
        if !may_agree((&piece, &glance), lexicon, part) || !leads() {
            continue;
        }
        let held = lexicon.piece(part);
        if let Some((how, share)) = single.agrees(&held) {
            found.push(Like { part, points: points(weight((how, share), bits, (&piece, &held))) });
        }
    }
    found.sort_unstable_by_key(|like| (std::cmp::Reverse(like.points), like.part));
    found.into_boxed_slice()
}

/// The parts of a segment that sound the same, share a key of spelling, or stand for the same name.
fn met(piece: &Piece<'_>, family: u8, other: &Segment) -> Vec<u32> {
    let mut parts: Vec<u32> = other.group(family, piece.sound).collect();
    near::parts(&other.parts.near, family, piece.text, |part| parts.push(part));
    for line in lines_of(piece.text) {
        parts.extend(other.parts.nicknames.find(near::group_key(family, (*line).into())));
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// By a glance, which costs less than laying one beside the other.
fn may_agree((own, glance): (&Piece<'_>, &Glance), lexicon: &Lexicon, part: u32) -> bool {
    if !lexicon.is_spoken(part) {
        return false;
    }
    let forms = || own.group != 0 && lexicon.group(part) != 0;
    let spelt = || {
        glance.may_be_like(lexicon.letters(part), lexicon.length(part)) && glance.is_like(lexicon.text(part))
    };
    lexicon.sound(part) == own.sound || spelt() || forms()
}

/// Of the two the more frequent one says how rare they are; of what sounds otherwise a search knows what is usual.
fn weight((how, share): (How, f32), bits: f64, (own, held): (&Piece<'_>, &Piece<'_>)) -> f64 {
    let of_other = if own.sound == held.sound { bits } else { Usual.bits(held.sound, held.text.len()) };
    part_weight(how, share, bits.min(of_other))
}

/// Not less than the bits; what is alike is worth a point at the least.
pub(super) fn points(bits: f64) -> u8 {
    (bits * POINTS_A_BIT).ceil().clamp(1.0, f64::from(u8::MAX)) as u8
}
