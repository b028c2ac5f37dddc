//! A bit for each position of a segment.
use std::ops::Range;

#[derive(Debug, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    pub fn make_room(&mut self, positions: usize) {
        if self.words.len() < positions.div_ceil(64) {
            self.words.resize(positions.div_ceil(64), 0);
        }
    }

    pub fn has(&self, position: u32) -> bool {
        self.words.get(position as usize / 64).is_some_and(|word| word >> (position % 64) & 1 != 0)
    }

    pub fn set(&mut self, positions: Range<u32>) {
        self.each_word(positions, |word, bits| *word |= bits);
    }

    pub fn clear(&mut self, positions: Range<u32>) {
        self.each_word(positions, |word, bits| *word &= !bits);
    }

    fn each_word(&mut self, positions: Range<u32>, change: impl Fn(&mut u64, u64)) {
        let Range { start, end } = positions;
        let (first, last) = (start as usize / 64, end.div_ceil(64) as usize);
        for (at, word) in (first..last).zip(&mut self.words[first..last]) {
            let begin = u64::try_from(at * 64).unwrap_or(u64::MAX);
            let low = u64::from(start).saturating_sub(begin);
            let high = (u64::from(end) - begin).min(64);
            change(word, u64::MAX << low & u64::MAX >> (64 - high));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_there_until_it_is_cleared() {
        let mut bits = Bits::default();
        bits.make_room(300);
        for positions in [0..1, 3..64, 63..65, 64..128, 100..300, 299..300] {
            bits.set(positions.clone());
            assert!((0..300).all(|at| bits.has(at) == positions.contains(&at)), "{positions:?}");
            bits.clear(positions);
            assert!((0..300).all(|at| !bits.has(at)));
        }
    }
}
