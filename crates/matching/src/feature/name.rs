//! Names: the pair of names, one of each side, that agrees best.
use super::align::{Alignment, How, Run, align};
use super::over::{Leftovers, Over};
use super::part::{Part, feature_of, likeness};
use super::{Amount, Ledger, Rarity, kin};
use crate::fold::{Naming, PARTS_MAX};
use crate::probe::naming;
use crate::probe::view::{Name, Piece, View, spaced};
use crate::table::{Term, Weights};
use model::Kind;
use std::cmp::Ordering;

/// What others must know of the names that were compared.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Named {
    /// A part on each side has nothing in common with the other.
    pub different: bool,
    /// No part is left over on either side.
    pub whole: bool,
    /// They are names of groups or companies.
    pub body: bool,
    /// They are names of bodies, ships or aircraft.
    pub things: bool,
    /// Their legal forms differ.
    pub sister: bool,
    /// What one side alone has.
    pub over: Over,
    /// An initial on each side does not fit the other's.
    pub initials: bool,
}

/// Weighs the best pair of names; nothing where one side has none.
pub(super) fn compare(
    query: &View<'_>,
    record: &View<'_>,
    rarity: &dyn Rarity,
    ledger: &mut Ledger<'_>,
) -> Named {
    let (asked, held) = (query.names(), record.names());
    let body = [query.kind, record.kind].iter().all(|kind| matches!(kind, Kind::Group | Kind::Company));
    let naming = naming(query.kind);
    let context = Context { rarity, weights: ledger.weights(), body, naming };
    let mut best: Option<Judged<'_>> = None;
    // Beside a name that is equal in every part the other side's only name is no more like another.
    let only = asked.len() == 1 || held.len() == 1;
    'names: for asked in asked.iter() {
        for held in held.iter() {
            let judged = Judged::of(asked, held, &context);
            let equal = only && judged.is_equal();
            if best.as_ref().is_none_or(|b| judged.better_than(b)) {
                best = Some(judged);
            }
            if equal {
                break 'names;
            }
        }
    }
    best.map_or(Named::default(), |judged| {
        judged.write(&context, ledger);
        judged.named()
    })
}

/// What two names are judged by.
struct Context<'c> {
    rarity: &'c dyn Rarity,
    weights: &'c Weights,
    /// Whether they are groups or companies.
    body: bool,
    /// What they are folded as.
    naming: Naming,
}

/// Two names with what they weigh. `first` and `second` are in an order of their own, so that the same two names
/// weigh the same whoever asks.
struct Judged<'n> {
    first: Name<'n>,
    second: Name<'n>,
    /// The query's name is the second.
    turned: bool,
    alignment: Alignment,
    left: Leftovers,
    /// How rare each tie's parts are.
    bits: [f64; PARTS_MAX],
    body: bool,
    naming: Naming,
    /// Of parts and what is beside them.
    sum: f64,
    /// The same within its limits.
    weight: f64,
    /// By which the best pair is chosen: a name with a part that differs proves no more than a relative's.
    rank: f64,
}

impl<'n> Judged<'n> {
    fn of(asked: Name<'n>, held: Name<'n>, context: &Context<'_>) -> Judged<'n> {
        let turned = held.pieces() < asked.pieces();
        let (first, second) = if turned { (held, asked) } else { (asked, held) };
        let alignment = align(first, second, context.naming);
        let left = Leftovers::of((first, second), &alignment, context.naming);
        let mut judged = Judged {
            first,
            second,
            turned,
            alignment,
            left,
            bits: [0.0; PARTS_MAX],
            body: context.body,
            naming: context.naming,
            sum: 0.0,
            weight: 0.0,
            rank: 0.0,
        };
        for (place, tie) in judged.alignment.ties().iter().enumerate() {
            let rarity = |name, run| rarity_of(name, run, context.rarity);
            judged.bits[place] = rarity(first, tie.a).min(rarity(second, tie.b));
            judged.sum += Part::of(tie, judged.bits[place], context.weights).weight;
        }
        let others = judged.others();
        judged.sum += others.iter().map(|(_, (term, amount))| term.of(context.weights) * amount).sum::<f64>();
        judged.weight = judged.sum.min(judged.most(context)).max(Term::NameNone.of(context.weights));
        let differs = judged.left.different > 0;
        judged.rank = if differs { judged.weight.min(kin::most(context.rarity)) } else { judged.weight };
        judged
    }

    /// The arithmetic of the parts that agree, as if they were independent, and what it is changed by.
    fn arithmetic(&self) -> (f64, Amount) {
        let ties = self.alignment.ties().len();
        let further = f64::from(u32::try_from(ties.saturating_sub(1)).unwrap_or(0));
        let amount = match (self.body, self.named().whole) {
            (true, true) => (Term::NameWholeBody, 1.0),
            (true, false) => (Term::NameDependentBody, further),
            (false, _) => (Term::NameDependent, further),
        };
        (self.bits.iter().take(ties).sum(), amount)
    }

    /// No name weighs more than its arithmetic.
    fn most(&self, context: &Context<'_>) -> f64 {
        let (bits, (term, further)) = self.arithmetic();
        (bits + term.of(context.weights) * further).max(0.0)
    }

    /// Between pairs that weigh the same the one whose names come first, so that the order of values does not show.
    fn better_than(&self, other: &Judged<'_>) -> bool {
        let by_text =
            || (self.first.pieces(), self.second.pieces()) < (other.first.pieces(), other.second.pieces());
        match self.rank.total_cmp(&other.rank).then_with(|| self.weight.total_cmp(&other.weight)) {
            Ordering::Equal => by_text(),
            order => order.is_gt(),
        }
    }

    fn is_equal(&self) -> bool {
        self.first.pieces() == self.second.pieces() && !self.first.weak && !self.second.weak
    }

    fn named(&self) -> Named {
        let whole = self.alignment.left_a == 0 && self.alignment.left_b == 0;
        Named {
            different: self.left.different > 0,
            whole,
            body: self.body,
            things: self.naming == Naming::Body,
            sister: matches!(self.forms(), Some((Term::FormDifferent, ..))),
            over: match self.naming {
                Naming::Body => Over::of(self.first, self.second, &self.alignment),
                _ => Over::Nothing,
            },
            initials: self.left.initials > 0,
        }
    }

    /// What counts beside the parts that agree, with the feature under which it is told.
    fn others(&self) -> [(&'static str, Amount); 7] {
        let Leftovers { different, initials, missing } = self.left;
        let first = |count: u32| f64::from(count.min(1));
        let further = |count: u32| f64::from(count.saturating_sub(1));
        let weak = self.first.weak || self.second.weak;
        [
            ("name-different", (Term::PartDifferent, first(different))),
            ("name-different", (Term::PartDifferentFurther, further(different))),
            ("name-initial-different", (Term::PartInitialDifferent, f64::from(initials))),
            ("name-missing", (Term::PartMissing, first(missing))),
            ("name-missing", (Term::PartMissingFurther, further(missing))),
            ("name-whole", self.whole()),
            ("name-weak", (Term::NameWeak, f64::from(u8::from(weak)))),
        ]
    }

    /// The legal forms of both.
    fn forms(&self) -> Option<(Term, &'n Piece<'n>, &'n Piece<'n>)> {
        let form = |name: Name<'n>| name.pieces().iter().find(|p| p.is_form());
        let (a, b) = (form(self.first)?, form(self.second)?);
        Some((if a.text == b.text { Term::FormSame } else { Term::FormDifferent }, a, b))
    }

    /// Nothing is left over: in full where all parts are equal, nothing where one is alike by half.
    fn whole(&self) -> Amount {
        let ties = self.alignment.ties();
        let single = ties.len() == 1 && ties.iter().all(|tie| tie.how != How::Joined);
        let term = match (single, self.body) {
            (true, _) => Term::NameWholeSingle,
            (false, true) => Term::WholeBody,
            (false, false) => Term::NameWhole,
        };
        if self.alignment.left_a != 0 || self.alignment.left_b != 0 || ties.is_empty() {
            return (term, 0.0);
        }
        let least = ties.iter().map(likeness).fold(1.0, f64::min);
        (term, (2.0 * least - 1.0).max(0.0))
    }

    fn write(&self, context: &Context<'_>, ledger: &mut Ledger<'_>) {
        if self.sum < self.weight {
            let words = || self.sides(self.first.text(), self.second.text());
            return ledger.add("name-different", &[(Term::NameNone, 1.0)], words);
        }
        if self.weight < self.sum && ledger.is_learning() {
            return self.learn_limit(ledger);
        }
        for (tie, bits) in self.alignment.ties().iter().zip(self.bits) {
            let part = Part::of(tie, bits, context.weights);
            let texts = || self.sides(run_text(self.first, tie.a), run_text(self.second, tie.b));
            ledger.add(feature_of(tie.how), part.amounts(), texts);
        }
        let others = self.others();
        for told in others.chunk_by(|(one, _), (other, _)| one == other) {
            let amounts = told.iter().map(|(_, amount)| *amount).filter(|(_, amount)| *amount != 0.0);
            let (mut kept, mut count) = ([others[0].1; 2], 0);
            for amount in amounts.take(2) {
                kept[count] = amount;
                count += 1;
            }
            if let (1.., [(feature, _), ..]) = (count, told) {
                ledger.add(feature, &kept[..count], || self.texts_of(feature));
            }
        }
        if let Some((term, a, b)) = self.forms() {
            ledger.add("legal-form", &[(term, 1.0)], || self.sides(a.words(), b.words()));
        }
        if self.weight < self.sum {
            ledger.weigh("name-limit", self.weight - self.sum, || (String::new(), String::new()));
        }
    }

    /// The limit is what there is to learn from, and not the parts.
    fn learn_limit(&self, ledger: &mut Ledger<'_>) {
        let (bits, (term, further)) = self.arithmetic();
        let silent = || (String::new(), String::new());
        if self.weight > 0.0 && (self.weight - bits - term.of(ledger.weights()) * further).abs() < 1e-9 {
            ledger.weigh("name-limit", bits, silent);
            ledger.add("name-limit", &[(term, further)], silent);
        } else {
            ledger.weigh("name-limit", self.weight, silent);
        }
    }

    fn texts_of(&self, feature: &str) -> (String, String) {
        if matches!(feature, "name-whole" | "name-weak") {
            return self.sides(self.first.text(), self.second.text());
        }
        let (a, b) = (self.alignment.left_a, self.alignment.left_b);
        self.sides(left_text(self.first, a), left_text(self.second, b))
    }

    /// Query before record.
    fn sides(&self, first: String, second: String) -> (String, String) {
        if self.turned { (second, first) } else { (first, second) }
    }
}

/// A run is as rare as its parts together, which are seldom independent; particles do not count.
fn rarity_of(name: Name<'_>, run: Run, rarity: &dyn Rarity) -> f64 {
    let plain = parts_of(name, run).iter().filter(|p| p.is_plain() || run.1 == 1);
    plain.map(|p| rarity.bits(p.sound, p.text.len())).sum()
}

fn parts_of<'n>(name: Name<'n>, (from, count): Run) -> &'n [Piece<'n>] {
    &name.pieces()[usize::from(from)..usize::from(from + count)]
}

fn run_text(name: Name<'_>, run: Run) -> String {
    spaced(parts_of(name, run).iter())
}

fn left_text(name: Name<'_>, left: u16) -> String {
    let pieces = name.pieces().iter().enumerate().filter(|(at, _)| left & 1 << at != 0);
    spaced(pieces.map(|(_, piece)| piece))
}
