//! What a query asks for, made ready once for all segments.
use super::glance::Glance;
use crate::feature::Rarity;
use crate::fold::Sound;
use crate::probe::view::{Name, Piece};

/// Parts in a row that a record may write as one.
const JOINED_MAX: usize = 3;
/// Most parts of a name that are looked for.
const PLAIN_MAX: usize = 8;
/// About what an initial weighs, in bits.
const INITIAL: f64 = 1.2;

/// A part of a query's name, or a run of parts written as one.
pub(super) struct Sought<'q> {
    pub piece: Piece<'q>,
    /// How rare it is.
    pub bits: f64,
    /// Tells at a glance what cannot be like it.
    pub glance: Glance,
    /// Which parts of the name it stands for: one bit each.
    pub covers: u32,
}

/// The parts of a name, single ones first, then runs.
pub(super) struct Asked<'q> {
    pub sought: Vec<Sought<'q>>,
    /// How many of them are single.
    pub single: usize,
}

/// The runs of parts of a name that a record may write as one word, with the parts that each covers.
pub(super) fn runs(name: &Name<'_>) -> Vec<(Vec<u8>, u32)> {
    let mut runs = Vec::new();
    let pieces = name.pieces();
    let before = |at: usize| pieces[..at].iter().filter(|piece| piece.is_plain()).count();
    for count in 2..=JOINED_MAX {
        for (from, run) in pieces.windows(count).enumerate() {
            let plain =
                run.iter().zip(from..).filter(|(piece, at)| piece.is_plain() && before(*at) < PLAIN_MAX);
            let covers = plain.fold(0, |bits, (_, at)| bits | 1 << before(at));
            if covers != 0 {
                runs.push((run.iter().flat_map(|piece| piece.text).copied().collect(), covers));
            }
        }
    }
    runs
}

impl<'q> Asked<'q> {
    /// Of a query without a name.
    pub fn nothing() -> Asked<'q> {
        Asked { sought: Vec::new(), single: 0 }
    }

    pub fn of(name: &Name<'q>, runs: &'q [(Vec<u8>, u32)], rarity: &dyn Rarity) -> Asked<'q> {
        let plain = name.pieces().iter().filter(|piece| piece.is_plain()).take(PLAIN_MAX);
        let mut sought: Vec<Sought<'q>> = Vec::new();
        for (at, piece) in plain.enumerate() {
            // A part said twice counts once.
            match sought.iter_mut().find(|known| known.piece.text == piece.text) {
                Some(known) => known.covers |= 1 << at,
                None => sought.push(Sought::of(*piece, 1 << at, rarity)),
            }
        }
        let single = sought.len();
        let abjad = name.pieces().iter().any(Piece::is_abjad);
        let joined =
            runs.iter().map(|(text, covers)| Sought::of(Piece::joined(text, abjad), *covers, rarity));
        sought.extend(joined);
        Asked { sought, single }
    }
}

impl<'q> Sought<'q> {
    fn of(piece: Piece<'q>, covers: u32, rarity: &dyn Rarity) -> Sought<'q> {
        let sound = Sound::of(&piece.words()).key();
        let bits = rarity.bits(sound, piece.text.len());
        Sought { piece: Piece { sound, ..piece }, bits, glance: Glance::of(piece.text), covers }
    }

    /// About what a part that is so much like it weighs, in bits. `share` is of 255.
    pub fn weight(&self, share: u8) -> f64 {
        let whole = if self.piece.is_initial() { INITIAL } else { 1.0 + 0.4 * self.bits };
        f64::from(share) / 255.0 * whole
    }

    /// How much like it a part is that is an initial, or is like its initial: of 255.
    pub fn share_of_initial(&self, text: &[u8]) -> u8 {
        let full = self.weight(u8::MAX);
        match (self.piece.text.first() == text.first(), self.piece.is_initial()) {
            (false, _) => 0,
            (true, true) => u8::MAX,
            (true, false) => (255.0 * INITIAL / full) as u8,
        }
    }
}
