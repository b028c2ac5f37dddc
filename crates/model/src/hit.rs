//! Hits: two members hold a piece of the same thing. Each side says for itself what it finds, against a clock.

/// How fast an answer is wanted (Directive (EU) 2023/977, article 5, has these three times for requests).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// Within eight hours.
    Urgent,
    /// Within three days.
    Soon,
    /// Within seven days.
    Usual,
}

crate::codes!(Term, "term", { Urgent => "urgent", Soon => "soon", Usual => "usual" });

const HOUR_US: i64 = 3_600 * 1_000_000;

impl Term {
    /// How long the clock runs, in microseconds.
    pub const fn runs_us(self) -> i64 {
        match self {
            Term::Urgent => 8 * HOUR_US,
            Term::Soon => 3 * 24 * HOUR_US,
            Term::Usual => 7 * 24 * HOUR_US,
        }
    }
}

/// What one side says of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitWord {
    /// Somebody has read it and is at work on it.
    Acknowledged,
    /// It is the same person or thing.
    Confirmed,
    /// It is another one.
    Refuted,
    /// It cannot be told.
    Inconclusive,
}

crate::codes!(HitWord, "word on a hit", {
    Acknowledged => "acknowledged",
    Confirmed => "confirmed",
    Refuted => "refuted",
    Inconclusive => "inconclusive",
});

impl HitWord {
    /// Whether this side has done its part with it.
    pub const fn decides(self) -> bool {
        !matches!(self, HitWord::Acknowledged)
    }
}

/// Why a side cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitGround {
    /// What is known on both sides is too little to tell.
    TooLittle,
    /// Some of it speaks clearly for, and some clearly against.
    Contradicts,
    /// The other side has not answered what it was asked.
    NoAnswer,
    /// Whom or what was met cannot be looked at any more.
    Gone,
}

crate::codes!(HitGround, "why it cannot be told", {
    TooLittle => "too-little",
    Contradicts => "contradicts",
    NoAnswer => "no-answer",
    Gone => "gone",
});

/// What one side finds, and where it cannot tell, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub word: HitWord,
    pub ground: Option<HitGround>,
}

impl From<HitWord> for Finding {
    fn from(word: HitWord) -> Finding {
        Finding { word, ground: None }
    }
}

impl Finding {
    /// Whoever says that it cannot be told says why, and nobody else does.
    pub fn check(self) -> Result<Finding, crate::Invalid> {
        match (self.word, self.ground) {
            (HitWord::Inconclusive, None) => Err(crate::Invalid::new("ground", "say why it cannot be told")),
            (HitWord::Inconclusive, Some(_)) | (_, None) => Ok(self),
            (_, Some(_)) => Err(crate::Invalid::new("ground", "only what cannot be told has a ground")),
        }
    }
}

/// Where a hit stands, from what both sides have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitState {
    /// Nobody has said anything.
    Raised,
    /// Somebody is at work on it, or one side has decided and the other has not.
    Open,
    /// Both say that it is the same.
    Confirmed,
    /// One side at least says that it is not the same, and both have decided.
    Refuted,
    /// Both have decided, and it cannot be told.
    Inconclusive,
}

crate::codes!(HitState, "state of a hit", {
    Raised => "raised",
    Open => "open",
    Confirmed => "confirmed",
    Refuted => "refuted",
    Inconclusive => "inconclusive",
});

impl HitState {
    /// From the words of both sides.
    pub fn of(words: [Option<HitWord>; 2]) -> HitState {
        use HitWord::{Confirmed, Refuted};
        match words {
            [None, None] => HitState::Raised,
            [Some(one), Some(two)] if one.decides() && two.decides() => match (one, two) {
                (Confirmed, Confirmed) => HitState::Confirmed,
                (Refuted, _) | (_, Refuted) => HitState::Refuted,
                _ => HitState::Inconclusive,
            },
            _ => HitState::Open,
        }
    }

    /// Whether both sides have done their part.
    pub const fn is_over(self) -> bool {
        !matches!(self, HitState::Raised | HitState::Open)
    }
}

/// What one side of a hit gets to see of the other's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitShows {
    /// All of it: the record is addressed to them.
    Full,
    /// That there is one, whose, and whom to ask.
    Contact,
    /// Nothing: only the owner is told.
    Silent,
}

crate::codes!(HitShows, "what a hit shows", { Full => "full", Contact => "contact", Silent => "silent" });

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of words, and where the hit stands by them.
    #[test]
    fn both_sides_decide_where_a_hit_stands() {
        use HitWord::{Acknowledged, Confirmed, Inconclusive, Refuted};
        let all = [None, Some(Acknowledged), Some(Confirmed), Some(Refuted), Some(Inconclusive)];
        for one in all {
            for two in all {
                let state = HitState::of([one, two]);
                assert_eq!(state, HitState::of([two, one]), "no side comes first");
                let decided = one.is_some_and(HitWord::decides) && two.is_some_and(HitWord::decides);
                assert_eq!(state.is_over(), decided, "{one:?} {two:?}");
                assert_eq!(state == HitState::Confirmed, one == Some(Confirmed) && two == Some(Confirmed));
                assert_eq!(state == HitState::Refuted, decided && [one, two].contains(&Some(Refuted)));
                assert_eq!(state == HitState::Raised, one.is_none() && two.is_none());
            }
        }
    }
}
