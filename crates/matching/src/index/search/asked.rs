//! What a query asks for, made ready once for all segments.
use super::glance::Glance;
use crate::feature::Rarity;
use crate::fold::Sound;
use crate::index::PARTS_MAX;
use crate::probe::view::{Name, Piece};

/// Parts in a row that a record may write as one.
const JOINED_MAX: usize = 3;

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

/// The runs of parts of a name that a record may write as one word.
pub(super) fn runs(name: &Name<'_>) -> Vec<(Vec<u8>, u32)> {
    let mut runs = Vec::new();
    let spoken = spoken_bits(name);
    for count in 2..=JOINED_MAX {
        for (from, run) in name.pieces().windows(count).enumerate() {
            let covers = run.iter().zip(from..).fold(0, |bits, (piece, at)| {
                let before = name.pieces()[..at].iter().filter(|p| p.is_spoken()).count();
                if piece.is_spoken() && before < PARTS_MAX { bits | 1 << before } else { bits }
            });
            if covers & spoken != 0 {
                runs.push((run.iter().flat_map(|piece| piece.text).copied().collect(), covers));
            }
        }
    }
    runs
}

fn spoken_bits(name: &Name<'_>) -> u32 {
    let count = name.pieces().iter().filter(|piece| piece.is_spoken()).take(PARTS_MAX).count();
    (1 << count) - 1
}

impl<'q> Asked<'q> {
    /// Of a query without a name.
    pub fn nothing() -> Asked<'q> {
        Asked { sought: Vec::new(), single: 0 }
    }

    pub fn of(name: &Name<'q>, runs: &'q [(Vec<u8>, u32)], rarity: &dyn Rarity) -> Asked<'q> {
        let spoken = name.pieces().iter().filter(|piece| piece.is_spoken()).take(PARTS_MAX);
        let mut sought: Vec<Sought<'q>> =
            spoken.enumerate().map(|(at, piece)| Sought::of(*piece, 1 << at, rarity)).collect();
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
        let sound = Sound::of(&piece.words());
        Sought {
            piece: Piece { sound: sound.key(), ..piece },
            glance: Glance::of(piece.text),
            bits: rarity.bits(sound.key(), piece.text.len()),
            covers,
        }
    }

    /// About what a part that is so much like it weighs, in bits. `share` is of 255.
    pub fn weight(&self, share: u8) -> f64 {
        f64::from(share) / 255.0 * (1.0 + 0.4 * self.bits)
    }
}
