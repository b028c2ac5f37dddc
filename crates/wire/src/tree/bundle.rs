//! Entry bundles: the leaves of a tile of level 0, each behind its length in two bytes, big-endian.
use crate::Error;

/// Puts leaves into a bundle. Fails where one is longer than 65,535 bytes.
pub fn bundle<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for leaf in leaves {
        let length =
            u16::try_from(leaf.len()).map_err(|_| Error::Tree("a leaf is longer than 65,535 bytes"))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(leaf);
    }
    Ok(bytes)
}

/// The leaves in a bundle.
pub fn unbundle(mut bytes: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let cut = Error::Tree("a bundle ends within a leaf");
    let mut leaves = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<2>().ok_or(cut.clone())?;
        let (leaf, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into()).ok_or(cut.clone())?;
        leaves.push(leaf);
        bytes = rest;
    }
    Ok(leaves)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn leaves_survive_their_bundle() {
        let longest = vec![7; 65_535];
        let leaves: [&[u8]; 4] = [b"one", b"", b"three", &longest];
        let bytes = bundle(leaves).unwrap();
        assert_eq!(bytes[..7], *b"\x00\x03one\x00\x00");
        assert_eq!(unbundle(&bytes).unwrap(), leaves);
        assert!(unbundle(&bytes[..bytes.len() - 1]).is_err());
        assert!(unbundle(&bytes[..1]).is_err());
        assert!(bundle([vec![0; 65_536].as_slice()]).is_err());
    }
}
