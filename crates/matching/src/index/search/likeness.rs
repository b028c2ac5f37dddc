//! How like the parts of a segment are to those that are sought, found out once for each part that a search meets often.
use super::asked::Asked;
use super::similar::{SOUGHT_MAX, Worths};
use crate::index::segment::Segment;
use crate::probe::lexicon::{Lexicon, Traits};

/// Parts that are remembered; of two that share a place the later one is.
const PLACES: usize = 1 << PLACES_BITS;
const PLACES_BITS: u32 = 12;

/// What was found out of a part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Like {
    pub worths: Worths,
    pub traits: Traits,
    /// It counts where it is left over: it is like nothing that is sought, and neither a particle nor a legal form.
    pub is_left: bool,
}

impl Like {
    fn of(lexicon: &Lexicon, part: u32, asked: &Asked<'_>) -> Like {
        let (mut worths, traits) = ([0; SOUGHT_MAX], lexicon.traits(part));
        for (worth, sought) in worths.iter_mut().zip(&asked.sought) {
            *worth = sought.worth_of(lexicon, part, &traits);
        }
        let is_left = traits.is_plain() && worths.iter().all(|worth| *worth == 0);
        Like { worths, traits, is_left }
    }

    pub fn is_initial(&self) -> bool {
        self.traits.length == 1
    }
}

/// For which of a query's names, and in which segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    pub fn new(segment: usize, name: usize) -> Place {
        let number = |of: usize| u32::try_from(of).unwrap_or(u32::MAX >> 4);
        Place(number(segment) << 4 | number(name))
    }
}

/// What was found out of the parts so far.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// The number of the search, for what another one found out is of no use.
    search: u64,
    known: Vec<Option<Remembered>>,
}

#[derive(Debug, Clone, Copy)]
struct Remembered {
    of: (u64, Place, u32),
    like: Like,
}

impl Likeness {
    /// Makes ready for another search.
    pub fn begin(&mut self) {
        self.search += 1;
        self.known.resize(PLACES, None);
    }

    pub fn of(&mut self, place: Place, segment: &Segment, part: u32, asked: &Asked<'_>) -> Like {
        let of = (self.search, place, part);
        // Numbers side by side are of parts that sound alike: they are spread (Knuth 6.4, multiplicative hashing).
        let at = (part.wrapping_mul(0x9E37_79B9) >> (u32::BITS - PLACES_BITS)) as usize;
        if let Some(Some(known)) = self.known.get(at)
            && known.of == of
        {
            return known.like;
        }
        let like = Like::of(&segment.parts.lexicon, part, asked);
        if let Some(known) = self.known.get_mut(at) {
            *known = Some(Remembered { of, like });
        }
        like
    }
}
