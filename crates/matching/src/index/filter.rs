//! The quick no: says at once of nearly every identifier that nobody holds that nobody holds it.
//!
//! A blocked Bloom filter: all bits of a key lie in one line of memory, so an answer costs one read.

/// Bits for each key that it is made for; with four bits set, about one strange key in 200 passes.
const BITS_A_KEY: usize = 16;
const LINE_BITS: usize = 512;
const WORDS: usize = LINE_BITS / 64;

#[derive(Debug, Clone)]
pub(super) struct Filter {
    /// One line after the other; a power of two of lines.
    words: Vec<u64>,
}

impl Filter {
    pub fn with_room(keys: usize) -> Filter {
        let room = keys.max(LINE_BITS / BITS_A_KEY).next_power_of_two();
        Filter { words: vec![0; room * BITS_A_KEY / 64] }
    }

    /// From its words. None where they are not a power of two of lines.
    pub fn of(words: Vec<u64>) -> Option<Filter> {
        let fits = words.len().is_multiple_of(WORDS) && (words.len() / WORDS).is_power_of_two();
        fits.then_some(Filter { words })
    }

    pub fn words(&self) -> &[u64] {
        &self.words
    }

    pub fn add(&mut self, key: u32) {
        let (line, bits) = self.place(key);
        for bit in bits {
            self.words[line * WORDS + bit / 64] |= 1 << (bit % 64);
        }
    }

    /// `false` is certain, `true` is not.
    pub fn may_hold(&self, key: u32) -> bool {
        let (line, bits) = self.place(key);
        bits.iter().all(|bit| self.words[line * WORDS + bit / 64] & 1 << (bit % 64) != 0)
    }

    fn place(&self, key: u32) -> (usize, [usize; 4]) {
        let mixed = (u64::from(key) ^ 0x5851_F42D_4C95_7F2D).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let [a, b, c, d, e, f, g, h] = mixed.to_le_bytes();
        let bit = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high])) % LINE_BITS;
        // The line is a power of two in number; the key's own bits choose it.
        let line = (key.wrapping_mul(0x9E37_79B1) >> 3) as usize & (self.words.len() / WORDS - 1);
        (line, [bit(a, b), bit(c, d), bit(e, f), bit(g, h)])
    }

    pub fn bytes(&self) -> usize {
        self.words.len() * 8
    }
}
