//! A sight: all that one actor may see for one reason, as a set of stamp numbers that searches test.
use model::{Actor, Reason, StampNo};
use std::sync::Arc;

/// What an actor may see. Only [`crate::Rules`] makes one; copies share it.
#[derive(Debug, Clone)]
pub struct Sight(Arc<Seen>);

#[derive(Debug)]
struct Seen {
    by: Actor,
    reason: Reason,
    /// Bit `n` of word `n / 64`.
    words: Vec<u64>,
    upto: u32,
}

impl Sight {
    /// `upto` is one more than the greatest number judged; `shown` holds none that is greater.
    pub(crate) fn new(by: &Actor, reason: &Reason, upto: u32, shown: impl Iterator<Item = StampNo>) -> Sight {
        let mut words = Vec::new();
        for StampNo(number) in shown {
            let (word, bit) = place(number);
            if words.len() <= word {
                words.resize(word + 1, 0);
            }
            words[word] |= bit;
        }
        Sight(Arc::new(Seen { by: by.clone(), reason: reason.clone(), words, upto }))
    }

    /// Whether records of this stamp may be shown. A stamp that was not judged is not.
    pub fn shows(&self, StampNo(number): StampNo) -> bool {
        let (word, bit) = place(number);
        self.0.words.get(word).is_some_and(|w| w & bit != 0)
    }

    /// The numbers shown, rising.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.upto()).filter(|n| self.shows(StampNo(*n)))
    }

    pub fn by(&self) -> &Actor {
        &self.0.by
    }

    pub fn reason(&self) -> &Reason {
        &self.0.reason
    }

    /// One more than the greatest stamp number judged, 0 where there was none: stamps from here on came later and are
    /// not shown until the rules are asked anew.
    pub fn upto(&self) -> u32 {
        self.0.upto
    }
}

fn place(number: u32) -> (usize, u64) {
    (usize::try_from(number / 64).expect("an address has at least 32 bits"), 1 << (number % 64))
}
