//! Judgements: what people decide of two records that may be of the same entity.
use crate::{Invalid, Kind, RecordId};
use std::{fmt, str::FromStr};

/// An analyst's reversible decision about two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    /// Both are of one entity.
    Same,
    /// They are of two.
    Different,
    /// It cannot be told from what is known now.
    Unsure,
}

crate::codes!(Judgement, "judgement", {
    Same => "same",
    Different => "different",
    Unsure => "unsure",
});

/// Two records, in no order: whichever is named first, it is the same pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    one: RecordId,
    two: RecordId,
}

impl Pair {
    /// Refused where both are the same record.
    pub fn of(a: RecordId, b: RecordId) -> Result<Pair, Invalid> {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => Ok(Pair { one: a, two: b }),
            std::cmp::Ordering::Greater => Ok(Pair { one: b, two: a }),
            std::cmp::Ordering::Equal => Err(Invalid::new("pair", "a pair is of two records")),
        }
    }

    /// The record whose id is the smaller.
    pub fn one(&self) -> RecordId {
        self.one
    }

    pub fn two(&self) -> RecordId {
        self.two
    }

    pub fn both(&self) -> [RecordId; 2] {
        [self.one, self.two]
    }

    /// The other of the two; none where this is neither.
    pub fn beside(&self, id: RecordId) -> Option<RecordId> {
        match id {
            id if id == self.one => Some(self.two),
            id if id == self.two => Some(self.one),
            _ => None,
        }
    }
}

/// `3f…-9a…`: both ids, as addresses name a pair.
impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.one, self.two)
    }
}

impl FromStr for Pair {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Pair, Invalid> {
        let wrong = Invalid::new("pair", "a pair is two record ids with - between them");
        let (a, b) = text.split_once('-').ok_or(wrong)?;
        Pair::of(a.parse()?, b.parse()?)
    }
}

/// Whether records of these kinds can be of one entity. A document is never its holder; what one list calls a group
/// another calls a company, and lists seldom know.
pub fn can_be_one(a: Kind, b: Kind) -> bool {
    let body = |kind| matches!(kind, Kind::Group | Kind::Company);
    a != Kind::Link && b != Kind::Link && (a == b || (body(a) && body(b)))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn a_pair_is_the_same_whichever_is_named_first() {
        let (a, b) = (RecordId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
        let pair = Pair::of(b, a).unwrap();
        assert_eq!(pair, Pair::of(a, b).unwrap());
        assert_eq!((pair.one(), pair.beside(a), pair.beside(b)), (a, Some(b), Some(a)));
        assert_eq!(pair.to_string().parse::<Pair>().unwrap(), pair);
        assert!(Pair::of(a, a).is_err() && "".parse::<Pair>().is_err() && "1-2".parse::<Pair>().is_err());
    }

    #[test]
    fn a_document_is_not_its_holder_and_a_group_may_be_a_company() {
        assert!(can_be_one(Kind::Person, Kind::Person) && can_be_one(Kind::Group, Kind::Company));
        assert!(!can_be_one(Kind::Person, Kind::Document) && !can_be_one(Kind::Link, Kind::Link));
    }
}
