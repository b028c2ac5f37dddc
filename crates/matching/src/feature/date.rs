//! Dates of birth (or of building, of founding): the pair of dates that agrees best.
use super::Ledger;
use crate::probe::view::{Day, View};
use crate::table::{Term, Weights, limit};

/// Weighs them, and says whether they contradict each other.
pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) -> bool {
    let pairs = query.dates().flat_map(|q| record.dates().map(move |r| (q, r)));
    let weights = ledger.weights();
    let judged = pairs.map(|(q, r)| (judge(&q, &r), q, r));
    let best = judged.max_by(|(x, q, r), (y, s, t)| {
        weight(*x, weights)
            .total_cmp(&weight(*y, weights))
            .then_with(|| ((*q).min(*r), (*q).max(*r)).cmp(&((*s).min(*t), (*s).max(*t))))
    });
    let Some(((feature, term), q, r)) = best else { return false };
    ledger.add(feature, &[(term, 1.0)], || (q.text(), r.text()));
    contradicts(term)
}

/// What two dates weigh, and whether they contradict each other.
pub(super) fn agree(a: &Day, b: &Day, weights: &Weights) -> (f64, bool) {
    let (_, term) = judge(a, b);
    (term.of(weights), contradicts(term))
}

fn contradicts(term: Term) -> bool {
    matches!(term, Term::DateDifferent | Term::DateFar | Term::DateDifferentNextYear)
}

fn weight((_, term): (&'static str, Term), weights: &Weights) -> f64 {
    term.of(weights)
}

/// The feature and its term; the same whichever of the two is the query's.
fn judge(a: &Day, b: &Day) -> (&'static str, Term) {
    if a.until > a.year || b.until > b.year {
        let meet = a.year <= b.until && b.year <= a.until;
        return if meet { ("date-span", Term::DateSpan) } else { apart(a, b) };
    }
    if a.circa || b.circa {
        let near = a.year.abs_diff(b.year) <= limit::CIRCA_YEARS;
        return if near { ("date-circa", Term::DateSpan) } else { apart(a, b) };
    }
    if a.day == 0 || b.day == 0 {
        return partial(a, b);
    }
    whole(a, b)
}

fn partial(a: &Day, b: &Day) -> (&'static str, Term) {
    let months = a.month != 0 && b.month != 0;
    match (a.year.abs_diff(b.year), months) {
        (0, true) if a.month == b.month => ("date-month", Term::DateMonth),
        (0, true) => ("date-year", Term::DateSameYearOnly),
        (0, false) => ("date-year", Term::DateYear),
        (1, _) => ("date-near", Term::DateNextYear),
        (2, _) => ("date-near", Term::DateTwoYears),
        _ => apart(a, b),
    }
}

fn whole(a: &Day, b: &Day) -> (&'static str, Term) {
    let same_day = (a.month, a.day) == (b.month, b.day);
    let years = a.year.abs_diff(b.year);
    if years == 0 && same_day {
        let new_year = (a.month, a.day) == (1, 1);
        return if new_year { ("date-new-year", Term::DateNewYear) } else { ("date", Term::Date) };
    }
    if years == 0 && (a.month, a.day) == (b.day, b.month) {
        return ("date-swapped", Term::DateSwapped);
    }
    if (a.month, a.day) == (1, 1) && same_day {
        // Both may be placeholders: only the years are compared.
        return match years {
            1 => ("date-near", Term::DateNextYear),
            2 => ("date-near", Term::DateTwoYears),
            _ => apart(a, b),
        };
    }
    if is_typing_error(a, b) {
        return ("date-typed", Term::DateTyped);
    }
    match years {
        // One of the two is the placeholder for an unknown day.
        0 if (a.month, a.day) == (1, 1) || (b.month, b.day) == (1, 1) => ("date-year", Term::DatePlaceholder),
        0 if a.month == b.month => ("date-near", Term::DateDayOff),
        0 => ("date-year", Term::DateSameYearOnly),
        1..=2 if same_day => ("date-near", Term::DateYearsOff),
        1 => ("date-near", Term::DateDifferentNextYear),
        _ => apart(a, b),
    }
}

/// One digit differs, or two neighbours are swapped.
fn is_typing_error(a: &Day, b: &Day) -> bool {
    let (a, b) = (digits(a), digits(b));
    let differing: Vec<usize> = (0..8).filter(|i| a[*i] != b[*i]).collect();
    match differing.as_slice() {
        [_] => true,
        [i, j] => j - i == 1 && a[*i] == b[*j] && a[*j] == b[*i],
        _ => false,
    }
}

fn digits(d: &Day) -> [u16; 8] {
    let (month, day) = (u16::from(d.month), u16::from(d.day));
    [
        d.year / 1000,
        d.year / 100 % 10,
        d.year / 10 % 10,
        d.year % 10,
        month / 10,
        month % 10,
        day / 10,
        day % 10,
    ]
}

fn apart(a: &Day, b: &Day) -> (&'static str, Term) {
    let gap = if a.year > b.year { a.year.saturating_sub(b.until) } else { b.year.saturating_sub(a.until) };
    if gap >= limit::FAR_YEARS {
        ("date-far", Term::DateFar)
    } else {
        ("date-different", Term::DateDifferent)
    }
}
