//! A sight: all that one actor may see for one reason, as a set of stamp numbers that searches test.
use model::{Actor, Reason, StampNo};
use std::sync::Arc;

/// What an actor may see. Only [`crate::Rules`] makes one; copies share it.
#[derive(Debug, Clone)]
pub struct Sight {
    by: Arc<Actor>,
    reason: Arc<Reason>,
    seen: Arc<Seen>,
}

#[derive(Debug)]
struct Seen {
    /// Bit `n % 64` of word `n / 64` for number `n`.
    words: Vec<u64>,
    judged: u32,
}

impl Sight {
    pub(crate) fn new(by: &Actor, reason: &Reason, judged: usize, shown: &[StampNo]) -> Sight {
        let mut words = Vec::new();
        for StampNo(number) in shown {
            let (word, bit) = place(*number);
            if words.len() <= word {
                words.resize(word + 1, 0);
            }
            words[word] |= bit;
        }
        let judged = u32::try_from(judged).expect("stamps are numbered with 32 bits");
        let seen = Arc::new(Seen { words, judged });
        Sight { by: Arc::new(by.clone()), reason: Arc::new(reason.clone()), seen }
    }

    /// Whether records of this stamp may be shown. A stamp that was not judged is not.
    pub fn shows(&self, StampNo(number): StampNo) -> bool {
        let (word, bit) = place(number);
        self.seen.words.get(word).is_some_and(|w| w & bit != 0)
    }

    /// The numbers shown, rising.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        let words = (0u32..).zip(&self.seen.words);
        words.flat_map(|(word, bits)| (0..64).filter(move |n| bits >> n & 1 == 1).map(move |n| word * 64 + n))
    }

    pub fn by(&self) -> &Actor {
        &self.by
    }

    pub fn reason(&self) -> &Reason {
        &self.reason
    }

    /// How many stamps were judged. Stamps that came later are not shown until the rules are asked anew.
    pub fn upto(&self) -> u32 {
        self.seen.judged
    }

    /// The same sight for another reason of the same actor, if the rules cannot tell the two reasons apart: they look
    /// at the purpose, and at whether a legal basis and a reference were given, not at their words.
    ///
    /// So a sight that is kept can serve every case of its officer.
    pub fn for_reason(&self, reason: &Reason) -> Option<Sight> {
        let alike = self.reason.purpose == reason.purpose
            && given(&self.reason.legal_basis) == given(&reason.legal_basis)
            && given(&self.reason.reference) == given(&reason.reference);
        alike.then(|| Sight { reason: Arc::new(reason.clone()), ..self.clone() })
    }
}

/// Whether a text was given. Nothing but blanks counts as nothing.
pub(crate) fn given(text: &Option<String>) -> bool {
    text.as_deref().is_some_and(|text| !text.trim().is_empty())
}

fn place(number: u32) -> (usize, u64) {
    (usize::try_from(number / 64).expect("an address has at least 32 bits"), 1 << (number % 64))
}
