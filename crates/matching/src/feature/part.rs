//! What parts of two names that agree weigh, by how alike and how rare they are.
use super::Amount;
use super::align::{How, Tie};
use crate::table::{Term, Weights, limit};

/// Most terms that one tie has.
const TERMS_MAX: usize = 6;

/// The amounts of one tie, and what they weigh.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    amounts: [Amount; TERMS_MAX],
    count: usize,
    pub weight: f64,
}

impl Part {
    pub const NONE: Part = Part { amounts: [(Term::PartEqual, 0.0); TERMS_MAX], count: 0, weight: 0.0 };

    /// `bits` is how rare the part is. Agreement never weighs below nothing.
    pub fn of(tie: &Tie, bits: f64, weights: &Weights) -> Part {
        let mut part = Part::NONE;
        let share = f64::from(tie.share);
        match tie.how {
            How::Exact => {
                part.take(Term::PartEqual, 1.0);
                part.take(Term::PartEqualRarity0, bits.min(8.0));
                part.take(Term::PartEqualRarity1, (bits - 8.0).clamp(0.0, 3.0));
                part.take(Term::PartEqualRarity2, (bits - 11.0).clamp(0.0, 3.0));
                part.take(Term::PartEqualRarity3, (bits - 14.0).max(0.0));
            }
            How::Sound => {
                part.take(Term::PartSound0, 1.0 - share);
                part.take(Term::PartSound1, share);
                part.take(Term::PartSoundRarity, bits);
            }
            How::Near => part.alike(share, bits),
            How::Joined => {
                part.alike(share, bits);
                part.take(Term::PartJoined, 1.0);
            }
            How::Nickname => {
                part.take(Term::PartNickname, 1.0);
                part.take(Term::PartNicknameRarity, bits);
            }
            // Each letter that fits counts.
            How::Initial => part.take(Term::PartInitial, f64::from(tie.a.1.max(tie.b.1))),
        }
        part.weight = part.amounts().iter().map(|(term, amount)| term.of(weights) * amount).sum();
        if part.weight < 0.0 { Part::NONE } else { part }
    }

    pub fn amounts(&self) -> &[Amount] {
        &self.amounts[..self.count]
    }

    fn take(&mut self, term: Term, amount: f64) {
        self.amounts[self.count] = (term, amount);
        self.count += 1;
    }

    /// Between the likenesses of which the weight is estimated it lies on the straight line.
    fn alike(&mut self, share: f64, bits: f64) {
        let (low, high, along) = match share {
            s if s < 0.7 => (Term::PartNear0, Term::PartNear1, (s - 0.5) / 0.2),
            s if s < 0.85 => (Term::PartNear1, Term::PartNear2, (s - 0.7) / 0.15),
            s => (Term::PartNear2, Term::PartNear3, (s - 0.85) / 0.15),
        };
        let along = along.clamp(0.0, 1.0);
        self.take(low, 1.0 - along);
        self.take(high, along);
        let (low, high, along) = match share {
            s if s < 0.75 => (Term::PartNearRarity0, Term::PartNearRarity1, (s - 0.5) / 0.25),
            s => (Term::PartNearRarity1, Term::PartNearRarity2, (s - 0.75) / 0.25),
        };
        let along = along.clamp(0.0, 1.0);
        self.take(low, bits * (1.0 - along));
        self.take(high, bits * along);
    }
}

/// How alike the parts of a tie are, 0 to 1, for the name as a whole.
pub(super) fn likeness(tie: &Tie) -> f64 {
    match tie.how {
        How::Initial => limit::INITIAL_LIKE,
        How::Nickname => limit::NICKNAME_LIKE,
        _ => f64::from(tie.share),
    }
}

pub(super) fn feature_of(how: How) -> &'static str {
    match how {
        How::Exact => "name",
        How::Sound => "name-sound",
        How::Near => "name-near",
        How::Nickname => "name-nickname",
        How::Initial => "name-initial",
        How::Joined => "name-joined",
    }
}
