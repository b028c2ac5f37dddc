//! What is sealed: the frame's digest, the length, the content, and zeros, so that a length tells little.
use crate::{Hash, Rejection};

/// Shortest text that is sealed.
const PLAIN_BYTES_MIN: usize = 1024;
const LENGTH_BYTES: usize = 4;

/// The length to which `length` bytes are padded: at most 12 % more, of which an onlooker learns O(log log length)
/// bits. Padmé, from Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs"
/// (PETS 2019), with 1 KiB as the least.
pub fn padded(length: usize) -> usize {
    let length = length.max(PLAIN_BYTES_MIN);
    let exponent = length.ilog2();
    let size_of_exponent = exponent.ilog2() + 1;
    let mask = (1 << (exponent - size_of_exponent)) - 1;
    (length + mask) & !mask
}

/// Frame digest, length, content, zeros.
pub(super) fn pad(frame: &Hash, content: &[u8]) -> Vec<u8> {
    let used = frame.len() + LENGTH_BYTES + content.len();
    let length = u32::try_from(content.len()).expect("callers keep to the limit of a body");
    let mut plain = Vec::with_capacity(padded(used) + super::TAG_BYTES);
    plain.extend_from_slice(frame);
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(content);
    plain.resize(padded(used), 0);
    plain
}

/// The content, where the plain text is of that frame and padded as [`pad`] pads.
pub(super) fn unpad<'p>(frame: &Hash, plain: &'p [u8]) -> Result<&'p [u8], Rejection> {
    let rest = plain.strip_prefix(frame).ok_or(Rejection::Seal)?;
    let (length, rest) = rest.split_first_chunk::<LENGTH_BYTES>().ok_or(Rejection::Seal)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Rejection::Seal)?;
    let (content, zeros) = rest.split_at_checked(length).ok_or(Rejection::Seal)?;
    let as_padded = plain.len() == padded(plain.len() - zeros.len());
    if as_padded && zeros.iter().all(|byte| *byte == 0) { Ok(content) } else { Err(Rejection::Seal) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By hand from the paper's definition: E = floor(log2 L), S = floor(log2 E) + 1, and the lowest E - S bits are zero.
    #[test]
    fn lengths_are_those_of_the_paper() {
        for (length, to) in
            [(0, 1024), (1024, 1024), (1025, 1088), (2049, 2176), (10_000, 10_240), (1 << 20, 1 << 20)]
        {
            assert_eq!(padded(length), to, "{length}");
        }
    }

    #[test]
    fn what_is_not_padded_so_is_refused() {
        let plain = pad(&[1; 32], b"content");
        assert_eq!(unpad(&[2; 32], &plain), Err(Rejection::Seal));
        assert_eq!(unpad(&[1; 32], &plain[..1023]), Err(Rejection::Seal));
        let mut stained = plain.clone();
        stained[1023] = 1;
        assert_eq!(unpad(&[1; 32], &stained), Err(Rejection::Seal));
        let longer = [plain.as_slice(), &[0; 64]].concat();
        assert_eq!(unpad(&[1; 32], &longer), Err(Rejection::Seal));
        let mut beyond = plain;
        beyond[32..36].copy_from_slice(&2000_u32.to_be_bytes());
        assert_eq!(unpad(&[1; 32], &beyond), Err(Rejection::Seal));
    }

    proptest! {
        #[test]
        fn padding_is_taken_off_again(content in prop::collection::vec(any::<u8>(), 0..3000)) {
            let plain = pad(&[1; 32], &content);
            prop_assert_eq!(unpad(&[1; 32], &plain).unwrap(), content.as_slice());
            prop_assert!(plain.len() <= (content.len() + 36).max(1024) * 28 / 25);
        }
    }
}
