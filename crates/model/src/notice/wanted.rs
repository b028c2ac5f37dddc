//! Of which notices somebody wants to be told.
use super::NoticeKind;
use crate::{Invalid, Member, Region};
use std::collections::BTreeSet;

/// Longest, in characters.
const WORDS_CHARS_MAX: usize = 200;
/// Most members that are named.
const OWNERS_MAX: usize = 250;

/// Notices of these kinds, of these members or of members of these regions, that hold all of these words. What is empty does not
/// narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    kinds: BTreeSet<NoticeKind>,
    owners: BTreeSet<Member>,
    regions: BTreeSet<Region>,
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
        Ok(Wanted { kinds, owners, regions: BTreeSet::new(), words })
    }

    /// The same, of members of these regions as well. Who is there is asked when a notice comes, and not before.
    pub fn or_of(self, regions: BTreeSet<Region>) -> Wanted {
        Wanted { regions, ..self }
    }

    pub fn kinds(&self) -> &BTreeSet<NoticeKind> {
        &self.kinds
    }

    pub fn owners(&self) -> &BTreeSet<Member> {
        &self.owners
    }

    pub fn regions(&self) -> &BTreeSet<Region> {
        &self.regions
    }

    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether it is of one of the kinds and members; its words are for whoever can read scripts.
    pub fn is_of(&self, kind: NoticeKind, owner: &Member) -> bool {
        let of_any = self.owners.is_empty() && self.regions.is_empty();
        let is_owners = || self.owners.contains(owner) || self.regions.iter().any(|region| region.has(owner));
        (self.kinds.is_empty() || self.kinds.contains(&kind)) && (of_any || is_owners())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn a_region_stands_beside_single_members_and_nothing_named_is_everybody() {
        let is_of = |wanted: &Wanted, code: &str| wanted.is_of(NoticeKind::Purple, &code.parse().unwrap());
        let beside = Wanted::new([].into(), ["TG".parse().unwrap()].into(), "").unwrap();
        let wanted = beside.or_of([Region::Gulf].into());
        for (code, wants) in [("AE", true), ("SA", true), ("TG", true), ("BJ", false), ("X-HUB", false)] {
            assert_eq!(is_of(&wanted, code), wants, "{code}");
        }
        let gulf = Wanted::default().or_of([Region::Gulf].into());
        assert!(is_of(&gulf, "OM") && !is_of(&gulf, "TG") && is_of(&Wanted::default(), "X-HUB"));
        let red = Wanted::new([NoticeKind::Red].into(), [].into(), "").unwrap().or_of([Region::Gulf].into());
        assert!(!is_of(&red, "OM"), "of another kind");
    }
}
