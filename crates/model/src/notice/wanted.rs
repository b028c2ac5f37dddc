//! Of which notices somebody wants to be told.
use super::NoticeKind;
use crate::{Invalid, Member};
use std::collections::BTreeSet;

/// Longest, in characters.
const WORDS_CHARS_MAX: usize = 200;
/// Most members that are named.
const OWNERS_MAX: usize = 250;

/// Notices of these kinds, of these members, that hold all of these words. What is empty does not narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    kinds: BTreeSet<NoticeKind>,
    owners: BTreeSet<Member>,
    words: String,
}

impl Wanted {
    /// Invalid where more is named than fits.
    pub fn new(
        kinds: BTreeSet<NoticeKind>,
        owners: BTreeSet<Member>,
        words: &str,
    ) -> Result<Wanted, Invalid> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().count() > WORDS_CHARS_MAX {
            return Err(Invalid::new("words", "at most 200 characters"));
        }
        if owners.len() > OWNERS_MAX {
            return Err(Invalid::new("owners", "at most 250 members"));
        }
        Ok(Wanted { kinds, owners, words })
    }

    pub fn kinds(&self) -> &BTreeSet<NoticeKind> {
        &self.kinds
    }

    pub fn owners(&self) -> &BTreeSet<Member> {
        &self.owners
    }

    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether it is of one of the kinds and members; its words are for whoever can read scripts.
    pub fn is_of(&self, kind: NoticeKind, owner: &Member) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.owners.is_empty() || self.owners.contains(owner))
    }
}
