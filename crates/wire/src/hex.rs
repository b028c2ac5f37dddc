//! Bytes as hexadecimal digits.

/// In small letters, two of each byte.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads just so many bytes. Small letters only, so that nothing has two spellings.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    if pairs.len() != N {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = byte_of(*pair)?;
    }
    Some(bytes)
}

/// Reads as many bytes as there are.
pub fn all_from_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    pairs.iter().map(|pair| byte_of(*pair)).collect()
}

fn byte_of([high, low]: [u8; 2]) -> Option<u8> {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        assert_eq!(from_hex(&hex(&[0, 0x9a, 0xff])), Some([0, 0x9a, 0xff]));
        assert_eq!(all_from_hex(&hex(&[0, 0x9a, 0xff])), Some(vec![0, 0x9a, 0xff]));
        assert_eq!(all_from_hex(""), Some(vec![]));
        for wrong in ["9", "9A", "0g", "+1", "1 ", "\u{e4}", "00f"] {
            assert_eq!(from_hex::<1>(wrong), None, "{wrong}");
            assert_eq!(all_from_hex(wrong), None, "{wrong}");
        }
        assert_eq!(from_hex::<1>("0000"), None);
        assert_eq!(from_hex::<2>("00"), None);
    }
}
