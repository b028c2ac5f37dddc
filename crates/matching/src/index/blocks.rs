//! Flat arrays as blocks of bytes, each with a sum that hangs on all blocks before it: what was changed, cut, or put
//! elsewhere is found out. It guards against damage; against intent whoever keeps the bytes seals them.
use model::{RecordId, StampNo};
use std::io::{self, Read, Write};

/// Bytes of a block; only the last of an array is shorter.
const BLOCK: usize = 1 << 20;
const SUM: usize = 8;

/// A value that takes the same bytes everywhere.
pub(super) trait Flat: Copy {
    const SIZE: usize;
    fn write(self, bytes: &mut Vec<u8>);
    /// From just so many bytes.
    fn read(bytes: &[u8]) -> Self;
}

macro_rules! flat {
    ($type:ty, $size:expr, $to:expr, $from:expr) => {
        impl Flat for $type {
            const SIZE: usize = $size;
            fn write(self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&$to(self));
            }
            fn read(bytes: &[u8]) -> Self {
                $from(bytes.try_into().expect("a value is read from as many bytes as it has"))
            }
        }
    };
}

flat!(u8, 1, |n: u8| [n], |[n]: [u8; 1]| n);
flat!(u32, 4, u32::to_le_bytes, u32::from_le_bytes);
flat!(u64, 8, u64::to_le_bytes, u64::from_le_bytes);
flat!(StampNo, 4, |no: StampNo| no.0.to_le_bytes(), |bytes| StampNo(u32::from_le_bytes(bytes)));
flat!(RecordId, 16, |id: RecordId| *id.as_bytes(), RecordId::from_bytes);

impl<const N: usize> Flat for [u32; N] {
    const SIZE: usize = 4 * N;
    fn write(self, bytes: &mut Vec<u8>) {
        self.into_iter().for_each(|number| number.write(bytes));
    }
    fn read(bytes: &[u8]) -> Self {
        let mut numbers = [0; N];
        numbers.iter_mut().zip(bytes.chunks_exact(4)).for_each(|(number, bytes)| *number = u32::read(bytes));
        numbers
    }
}

/// Writes arrays.
pub(super) struct Out<'w, W: Write> {
    pub out: &'w mut W,
    pub sum: u64,
}

impl<W: Write> Out<'_, W> {
    pub fn count(&mut self, count: usize) -> io::Result<()> {
        self.block(&u64::try_from(count).unwrap_or(u64::MAX).to_le_bytes())
    }

    pub fn array<T: Flat>(&mut self, values: &[T]) -> io::Result<()> {
        self.count(values.len())?;
        let mut bytes = Vec::with_capacity(BLOCK);
        for values in values.chunks(BLOCK / T::SIZE) {
            bytes.clear();
            values.iter().for_each(|value| value.write(&mut bytes));
            self.block(&bytes)?;
        }
        Ok(())
    }

    fn block(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum = sum(self.sum, bytes);
        self.out.write_all(bytes)?;
        self.out.write_all(&self.sum.to_le_bytes())
    }
}

/// Reads what [`Out`] wrote.
pub(super) struct In<'r, R: Read> {
    pub input: &'r mut R,
    pub sum: u64,
}

impl<R: Read> In<'_, R> {
    pub fn count(&mut self) -> io::Result<usize> {
        let mut bytes = Vec::new();
        usize::try_from(u64::read(self.block(8, &mut bytes)?)).map_err(|_| damaged())
    }

    pub fn array<T: Flat>(&mut self) -> io::Result<Vec<T>> {
        let all = self.count()?;
        let mut values = Vec::with_capacity(all);
        let mut bytes = Vec::with_capacity(BLOCK + SUM);
        while values.len() < all {
            let count = (all - values.len()).min(BLOCK / T::SIZE);
            let block = self.block(count * T::SIZE, &mut bytes)?;
            values.extend(block.chunks_exact(T::SIZE).map(T::read));
        }
        Ok(values)
    }

    fn block<'b>(&mut self, length: usize, bytes: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
        bytes.resize(length + SUM, 0);
        self.input.read_exact(bytes)?;
        let (block, told) = bytes.split_at(length);
        self.sum = sum(self.sum, block);
        if self.sum == u64::read(told) { Ok(block) } else { Err(damaged()) }
    }
}

pub(super) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is damaged")
}

/// Four products beside each other, at about the speed of memory; a bit anywhere changes half of the sum's.
fn sum(before: u64, bytes: &[u8]) -> u64 {
    const ODD: [u64; 4] =
        [0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9];
    let mut lanes = ODD.map(|odd| before.wrapping_mul(odd) ^ odd.rotate_left(17));
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        for (lane, (odd, word)) in lanes.iter_mut().zip(ODD.iter().zip(block.as_chunks::<8>().0)) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(*odd);
            *lane ^= *lane >> 29;
        }
    }
    let ends = rest.iter().map(|byte| u64::from(*byte)).chain(lanes).chain([bytes.len() as u64]);
    ends.fold(before, |sum, word| {
        let mixed = (sum ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ mixed >> 32
    })
}
