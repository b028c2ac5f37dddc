//! The quick no: says at once of nearly every identifier that nobody holds that nobody holds it.
//!
//! A blocked Bloom filter: all bits of a key lie in one line of memory, so an answer costs one read.

/// Bits for each key that it is made for; with four bits set, about one strange key in 200 passes.
const BITS_A_KEY: usize = 16;
const LINE_BITS: usize = 512;
const WORDS: usize = LINE_BITS / 64;

#[derive(Debug, Clone)]
pub(super) struct Filter {
    lines: Vec<[u64; WORDS]>,
    /// Keys for which it has room.
    room: usize,
}

impl Filter {
    pub fn with_room(keys: usize) -> Filter {
        let room = keys.max(1024).next_power_of_two();
        Filter { lines: vec![[0; WORDS]; room * BITS_A_KEY / LINE_BITS], room }
    }

    /// From its words. None where they are not a power of two of lines.
    pub fn of(words: &[u64]) -> Option<Filter> {
        let (lines, rest) = words.as_chunks::<WORDS>();
        let fits = rest.is_empty() && lines.len().is_power_of_two();
        fits.then(|| Filter { lines: lines.to_vec(), room: lines.len() * LINE_BITS / BITS_A_KEY })
    }

    pub fn words(&self) -> Vec<u64> {
        self.lines.concat()
    }

    pub fn room(&self) -> usize {
        self.room
    }

    pub fn add(&mut self, key: u32) {
        let (line, bits) = self.place(key);
        for bit in bits {
            self.lines[line][bit / 64] |= 1 << (bit % 64);
        }
    }

    /// `false` is certain, `true` is not.
    pub fn may_hold(&self, key: u32) -> bool {
        let (line, bits) = self.place(key);
        bits.iter().all(|bit| self.lines[line][bit / 64] & 1 << (bit % 64) != 0)
    }

    fn place(&self, key: u32) -> (usize, [usize; 4]) {
        let mixed = (u64::from(key) ^ 0x5851_F42D_4C95_7F2D).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let [a, b, c, d, e, f, g, h] = mixed.to_le_bytes();
        let bit = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high])) % LINE_BITS;
        // The line is a power of two in number; the key's own bits choose it.
        let line = (key.wrapping_mul(0x9E37_79B1) >> 3) as usize & (self.lines.len() - 1);
        (line, [bit(a, b), bit(c, d), bit(e, f), bit(g, h)])
    }

    pub fn bytes(&self) -> usize {
        self.lines.len() * LINE_BITS / 8
    }
}
