//! Names: the pair of names, one of each side, that agrees best.
use super::align::{Alignment, How, Tie, align};
use super::{Ledger, Rarity};
use crate::fold::PARTS_MAX;
use crate::probe::view::{Name, Piece, View};
use crate::table::name as table;

/// Weighs the best pair of names. Nothing where one side has none.
pub(super) fn compare(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity, ledger: &mut Ledger) {
    let (asked, held): (Vec<Name<'_>>, Vec<Name<'_>>) = (query.names().collect(), record.names().collect());
    let mut best: Option<Judged<'_, '_>> = None;
    for asked in &asked {
        for held in &held {
            let judged = Judged::of(asked, held, rarity);
            if best.as_ref().is_none_or(|b| judged.better_than(b)) {
                best = Some(judged);
            }
        }
    }
    if let Some(judged) = best {
        ledger.count(judged.weight);
        if ledger.is_explained() {
            judged.write(ledger);
        }
    }
}

/// Two names with what they weigh. `first` and `second` are in an order of their own, so that the same two names
/// weigh the same whoever asks.
struct Judged<'n, 'a> {
    first: &'n Name<'a>,
    second: &'n Name<'a>,
    /// The query's name is the second.
    turned: bool,
    alignment: Alignment,
    /// How rare each tie's parts are, and what it weighs.
    bits: [f64; PARTS_MAX],
    weights: [f64; PARTS_MAX],
    weight: f64,
}

impl<'n, 'a> Judged<'n, 'a> {
    fn of(asked: &'n Name<'a>, held: &'n Name<'a>, rarity: &dyn Rarity) -> Judged<'n, 'a> {
        let turned = held.pieces() < asked.pieces();
        let (first, second) = if turned { (held, asked) } else { (asked, held) };
        let alignment = align(first, second);
        let (mut bits, mut weights) = ([0.0; PARTS_MAX], [0.0; PARTS_MAX]);
        for (place, tie) in alignment.ties().iter().enumerate() {
            bits[place] = rarity_of(first, tie.a, rarity).min(rarity_of(second, tie.b, rarity));
            let parts = plain_parts(first, tie.a).max(plain_parts(second, tie.b));
            weights[place] = weight_of(tie, bits[place]) * f64::from(parts);
        }
        let mut judged = Judged { first, second, turned, alignment, bits, weights, weight: 0.0 };
        let (sum, most) = (judged.sum(), judged.most());
        judged.weight = sum.clamp(table::LEAST, most);
        judged
    }

    /// Between pairs that weigh the same the one whose names come first, so that the order of values does not show.
    fn better_than(&self, other: &Judged<'_, '_>) -> bool {
        let by_text =
            || (self.first.pieces(), self.second.pieces()) < (other.first.pieces(), other.second.pieces());
        self.weight > other.weight || (self.weight == other.weight && by_text())
    }

    fn sum(&self) -> f64 {
        let ties: f64 = self.weights.iter().sum();
        ties + self.leftovers() + self.forms().map_or(0.0, |(w, _, _)| w) + self.whole() + self.weak()
    }

    /// Parts of the two sides that have nothing in common, and parts that one side alone has.
    fn leftovers(&self) -> f64 {
        let Leftovers { different, initials, missing } = self.left();
        let weight = |count: u32, each: f64| f64::from(count) * each;
        weight(different, table::DIFFERENT)
            + weight(initials, table::INITIAL_DIFFERENT)
            + weight(missing, table::MISSING)
    }

    fn left(&self) -> Leftovers {
        let (a, b) = (self.alignment.left_a, self.alignment.left_b);
        let words = |name: &Name<'_>, left: u16| {
            let pieces = name.pieces().iter().enumerate();
            pieces.filter(|(at, p)| left & 1 << at != 0 && !p.is_initial()).fold(0u32, |n, _| n + 1)
        };
        let (words_a, words_b) = (words(self.first, a), words(self.second, b));
        let different = words_a.min(words_b);
        let initials = a.count_ones().min(b.count_ones()) - different;
        let missing = a.count_ones().abs_diff(b.count_ones());
        Leftovers { different, initials, missing }
    }

    fn forms(&self) -> Option<(f64, String, String)> {
        let form = |name: &Name<'a>| name.pieces().iter().find(|p| p.is_form()).copied();
        let (a, b) = (form(self.first)?, form(self.second)?);
        let weight = if a.text == b.text { table::FORM_SAME } else { table::FORM_DIFFERENT };
        Some((weight, a.words(), b.words()))
    }

    /// Nothing is left over: in full where all parts are equal, nothing where one is alike by half.
    fn whole(&self) -> f64 {
        let ties = self.alignment.ties();
        if self.alignment.left_a != 0 || self.alignment.left_b != 0 || ties.is_empty() {
            return 0.0;
        }
        let least = ties.iter().map(likeness).fold(1.0, f64::min);
        table::WHOLE * (2.0 * least - 1.0).max(0.0)
    }

    /// Every part of both is equal.
    fn is_exact(&self) -> bool {
        let exact = |tie: &Tie| tie.how == How::Exact;
        self.alignment.left_a == 0 && self.alignment.left_b == 0 && self.alignment.ties().iter().all(exact)
    }

    fn weak(&self) -> f64 {
        if self.first.weak || self.second.weak { table::WEAK } else { 0.0 }
    }

    fn most(&self) -> f64 {
        let ties = self.alignment.ties().len();
        let rare = self.bits.iter().take(ties).all(|bits| *bits >= table::LONG_BITS);
        match self.left().different {
            0 if self.is_exact() && ties >= table::LONG_PARTS && rare => table::MOST_LONG,
            0 => table::MOST,
            _ => table::MOST_DIFFERENT,
        }
    }

    fn write(&self, ledger: &mut Ledger) {
        for (tie, weight) in self.alignment.ties().iter().zip(self.weights) {
            let texts = || self.sides(run_text(self.first, tie.a), run_text(self.second, tie.b));
            ledger.tell(feature_of(tie.how), weight, texts);
        }
        self.write_leftovers(ledger);
        if let Some((weight, a, b)) = self.forms() {
            ledger.tell("legal-form", weight, || self.sides(a, b));
        }
        if self.whole() != 0.0 {
            ledger.tell("name-whole", self.whole(), || self.sides(self.first.text(), self.second.text()));
        }
        if self.weak() != 0.0 {
            ledger.tell("name-weak", table::WEAK, || self.sides(self.first.text(), self.second.text()));
        }
        // What the limits of a name take off or give back, so that the reasons add up.
        let limited = self.weight - self.sum();
        if limited != 0.0 {
            ledger.tell("name-limit", limited, || (String::new(), String::new()));
        }
    }

    fn write_leftovers(&self, ledger: &mut Ledger) {
        let Leftovers { different, initials, missing } = self.left();
        let texts = || {
            let (a, b) = (&self.alignment, &self.alignment);
            self.sides(left_text(self.first, a.left_a), left_text(self.second, b.left_b))
        };
        for (count, each, feature) in [
            (different, table::DIFFERENT, "name-different"),
            (initials, table::INITIAL_DIFFERENT, "name-initial-different"),
            (missing, table::MISSING, "name-missing"),
        ] {
            if count > 0 {
                ledger.tell(feature, f64::from(count) * each, texts);
            }
        }
    }

    /// Query before record.
    fn sides(&self, first: String, second: String) -> (String, String) {
        if self.turned { (second, first) } else { (first, second) }
    }
}

struct Leftovers {
    different: u32,
    initials: u32,
    missing: u32,
}

/// How many parts a run stands for.
fn plain_parts(name: &Name<'_>, (from, count): (usize, usize)) -> u32 {
    let plain = name.pieces()[from..from + count].iter().filter(|p| p.is_plain());
    plain.fold(0, |n, _| n + 1)
}

fn likeness(tie: &Tie) -> f64 {
    match tie.how {
        How::Initial => table::INITIAL_LIKE,
        How::Nickname => table::NICKNAME,
        _ => 2.0 * f64::from(tie.share) - 1.0,
    }
}

/// A run is as rare as its rarest part; particles do not count.
fn rarity_of(name: &Name<'_>, (from, count): (usize, usize), rarity: &dyn Rarity) -> f64 {
    let plain = name.pieces()[from..from + count].iter().filter(|p| p.is_plain() || count == 1);
    plain.map(|p| rarity.bits(p.sound, p.text.len())).fold(0.0, f64::max)
}

fn weight_of(tie: &Tie, bits: f64) -> f64 {
    let full = (table::PART + table::RARITY * bits).clamp(table::PART_LEAST, table::PART_MOST);
    match tie.how {
        How::Initial => table::INITIAL,
        How::Nickname => table::NICKNAME * full,
        How::Exact | How::Sound | How::Near | How::Joined => (2.0 * f64::from(tie.share) - 1.0) * full,
    }
}

fn feature_of(how: How) -> &'static str {
    match how {
        How::Exact => "name",
        How::Sound => "name-sound",
        How::Near => "name-near",
        How::Nickname => "name-nickname",
        How::Initial => "name-initial",
        How::Joined => "name-joined",
    }
}

fn run_text(name: &Name<'_>, (from, count): (usize, usize)) -> String {
    name.pieces()[from..from + count].iter().map(Piece::words).collect::<Vec<_>>().join(" ")
}

fn left_text(name: &Name<'_>, left: u16) -> String {
    let pieces = name.pieces().iter().enumerate().filter(|(at, _)| left & 1 << at != 0);
    pieces.map(|(_, p)| p.words()).collect::<Vec<_>>().join(" ")
}
