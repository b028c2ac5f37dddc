//! What is over where the parts of two names lie side by side.
use super::align::Alignment;
use crate::fold::{self, Naming};
use crate::probe::view::{Name, Piece};

/// Parts of the two sides that have nothing in common, and parts that one side alone has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leftovers {
    pub different: u32,
    pub initials: u32,
    pub missing: u32,
}

impl Leftovers {
    pub fn of((first, second): (Name<'_>, Name<'_>), alignment: &Alignment, naming: Naming) -> Leftovers {
        let (a, b) = (alignment.left_a, alignment.left_b);
        // A letter in the name of a body is no initial.
        let is_word = |piece: &Piece<'_>| naming == Naming::Body || !piece.is_initial();
        let words = |name: Name<'_>, left: u16| {
            let pieces = name.pieces().iter().enumerate();
            pieces.filter(|(at, p)| left & 1 << at != 0 && is_word(p)).fold(0u32, |n, _| n + 1)
        };
        let words_left = if a == 0 || b == 0 { 0 } else { words(first, a).min(words(second, b)) };
        // Where nothing agrees, an initial that does not fit is a name that does not fit.
        let none = u32::from(alignment.ties().is_empty());
        let different = words_left.max(none.min(a.count_ones()).min(b.count_ones()));
        let initials = a.count_ones().min(b.count_ones()) - different;
        let missing = a.count_ones().abs_diff(b.count_ones());
        Leftovers { different, initials, missing }
    }
}

/// What of the names of two bodies is over on either side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Over {
    #[default]
    Nothing,
    /// Abbreviations.
    Short,
    Word,
    Words,
    /// Words that stand in the names of many bodies (navy, trading, fund), numbers, or many words.
    Common,
}

impl Over {
    pub fn of(a: Name<'_>, b: Name<'_>, alignment: &Alignment) -> Over {
        const LETTERS_MAX: usize = 3;
        const WORDS_MAX: usize = 2;
        let sides = [(a, alignment.left_a), (b, alignment.left_b)];
        let pieces = sides.into_iter().flat_map(|(name, left)| {
            name.pieces()
                .iter()
                .enumerate()
                .filter(move |(at, _)| left & 1 << at != 0)
                .map(|(_, piece)| piece.text)
        });
        let is_word = |text: &[u8]| text.iter().all(u8::is_ascii_lowercase);
        let is_common = |text: &[u8]| !is_word(text) || fold::is_common(text);
        let (mut count, mut common, mut short) = (0, 0, 0);
        for text in pieces {
            count += 1;
            common += usize::from(is_common(text));
            short += usize::from(text.len() <= LETTERS_MAX && is_word(text));
        }
        match count {
            0 => Over::Nothing,
            _ if short == count => Over::Short,
            _ if common == count || count > WORDS_MAX => Over::Common,
            1 => Over::Word,
            _ => Over::Words,
        }
    }
}
