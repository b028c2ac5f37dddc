//! What agreement with a part of a query is worth, in points: by the weights of the score, with errors counted at a glance.
use crate::feature::{How, part_weight};
use crate::fold::Naming;
use crate::probe::naming;
use crate::table::{Term, USED};
use model::Kind;

/// Points for a bit of evidence.
pub(super) const POINTS_A_BIT: f64 = 8.0;
/// More errors are not told apart.
const ERRORS_MAX: usize = 8;
/// Errors for each letter from which on two spellings are those of strangers (as `feature/alike.rs` has it, for both
/// spellings together).
const FAR: f64 = 0.416;
/// An error that leaves the sound as it is counts for so much of one: it is one of spelling.
const SPELLING: f64 = 0.3;

/// Points for a part by its errors.
#[derive(Debug, Clone)]
pub(super) struct Worth {
    exact: u8,
    sound: [u8; ERRORS_MAX],
    near: [u8; ERRORS_MAX],
    pub form: u8,
    pub initial: u8,
}

impl Worth {
    /// Of a part so rare and long; `is_run` where it is several parts written as one.
    pub fn of(bits: f64, letters: usize, is_run: bool) -> Worth {
        let letters = f64::from(u16::try_from(letters.max(2)).unwrap_or(u16::MAX));
        let share = |errors: usize, each: f64| {
            let errors = f64::from(u16::try_from(errors).unwrap_or(u16::MAX)) * each;
            // It falls with the square of the distance, as that of the alignment does.
            1.0 - 0.5 * (errors / (FAR * letters)).powi(2)
        };
        let alike = |how: How, share: f64| {
            let how = if is_run { How::Joined } else { how };
            if share < 0.5 { 0 } else { points(part_weight(how, share as f32, bits)).max(1) }
        };
        Worth {
            exact: alike(How::Exact, 1.0),
            sound: std::array::from_fn(|errors| alike(How::Sound, share(errors, SPELLING).max(0.5))),
            near: std::array::from_fn(|errors| alike(How::Near, share(errors, 1.0))),
            form: alike(How::Nickname, 1.0),
            initial: alike(How::Initial, 1.0),
        }
    }

    /// Of a part that sounds the same.
    pub fn sound(&self, errors: usize) -> u8 {
        if errors == 0 { self.exact } else { self.sound[errors.min(ERRORS_MAX - 1)] }
    }

    pub fn near(&self, errors: usize) -> u8 {
        if errors == 0 { self.exact } else { self.near.get(errors).copied().unwrap_or(0) }
    }

    pub fn exact(&self) -> u8 {
        self.exact
    }
}

/// What counts beside the parts of a name that agree, in points, at the most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    /// No part is left over.
    pub whole: i32,
    /// A part of the query's is.
    pub lacking: i32,
}

impl Beside {
    pub fn of(kind: Kind) -> Beside {
        let all = |terms: [Term; 3]| terms.map(rough).into_iter().max().unwrap_or(0);
        match naming(kind) {
            Naming::Person => Beside {
                whole: rough(Term::NameWhole).max(rough(Term::NameWholeSingle)),
                lacking: all([Term::PartMissing, Term::PartDifferent, Term::PartInitialDifferent]),
            },
            // Much is left out of the names of bodies and things.
            _ => {
                let whole = all([Term::NameWhole, Term::NameWholeSingle, Term::WholeBody]);
                Beside { whole, lacking: whole }
            }
        }
    }
}

/// What a name comes to whose parts agree by so many points, with what is left over of the query's and of the record's.
pub(super) fn beside(points: i32, beside: Beside, missed: Left, left: Left) -> i32 {
    if missed.all + left.all == 0 {
        return points + beside.whole;
    }
    let several = |first: Term, further: Term, count: i32| match count {
        0 => 0,
        more => rough(first) + rough(further) * (more - 1),
    };
    let different = missed.words.min(left.words);
    let initials = missed.all.min(left.all) - different;
    let missing = (missed.all - left.all).abs();
    let value = points
        + several(Term::PartDifferent, Term::PartDifferentFurther, different)
        + rough(Term::PartInitialDifferent) * initials
        + several(Term::PartMissing, Term::PartMissingFurther, missing);
    value.max(rough(Term::NameNone))
}

/// Parts that are left over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Left {
    all: i32,
    words: i32,
}

impl Left {
    pub fn add(&mut self, is_left: bool, is_initial: bool) {
        self.all += i32::from(is_left);
        self.words += i32::from(is_left && !is_initial);
    }

    /// One that was left over is part of something after all.
    pub fn take_back(&mut self, is_initial: bool) {
        self.all -= 1;
        self.words -= i32::from(!is_initial);
    }
}

/// Points of a term, what is below nothing rounded up.
fn rough(term: Term) -> i32 {
    (term.of(&USED) * POINTS_A_BIT) as i32
}

/// Points of bits, as many as fit.
pub(super) fn points(bits: f64) -> u8 {
    (bits * POINTS_A_BIT).clamp(0.0, 255.0) as u8
}
