//! Names of single things: each kind of id is its own type, made of 16 bytes and written as 32 hexadecimal digits.
use crate::Invalid;
use std::{fmt, str::FromStr};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// From bytes that the caller drew by chance, or derived so that the same thing has the same id.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                let mut text = [0; 32];
                for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
                    *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
                }
                f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", $what)
            }
        }
        impl FromStr for $name {
            type Err = Invalid;
            /// 32 hexadecimal digits, in either case; nothing else.
            fn from_str(text: &str) -> Result<Self, Invalid> {
                sixteen(text).map(Self).ok_or(Invalid::new($what, "an id is 32 hexadecimal digits"))
            }
        }
    };
}

fn sixteen(text: &str) -> Option<[u8; 16]> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return None;
    }
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        b'A'..=b'F' => Some(c - b'A' + 10),
        _ => None,
    }
}

id!(
    /// A record, for ever: its versions share it.
    RecordId, "record id");
id!(
    /// An officer of this member.
    OfficerId, "officer id");
id!(
    /// A machine that asks with a token.
    ClientId, "client id");
id!(
    /// One question that was asked and answered.
    CheckId, "check id");
id!(
    /// A question that stays open.
    StandingId, "standing check id");
id!(
    /// One run of an importer over a list.
    ImportId, "import id");
id!(
    /// A hit: the same two records, in the same versions, are the same hit whoever raises it.
    HitId, "hit id");
id!(
    /// A copy of what a post may check without a line.
    CapsuleId, "capsule id");
id!(
    /// A file that belongs to a record.
    AttachmentId, "attachment id");
id!(
    /// What members say to each other about one matter.
    ThreadId, "thread id");
id!(
    /// One message of a thread.
    MessageId, "message id");

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id = RecordId::from_bytes([7; 16]);
        assert_eq!(id.to_string().parse::<RecordId>().unwrap(), id);
    }

    #[test]
    fn a_wrong_id_is_refused() {
        for text in ["", "07", "zz070707070707070707070707070707", "0707070707070707070707070707070g"] {
            assert!(text.parse::<RecordId>().is_err(), "{text}");
        }
    }
}
