//! Identifiers: numbers of documents, phones, plates, accounts.
use super::{Ledger, country};
use crate::probe::identifier::{Class, look, phone_tail};
use crate::probe::view::View;
use crate::table::identifier as table;
use model::Kind;

/// How an identifier of the query and one of the record agree.
struct Agreement<'a> {
    class: Class,
    feature: &'static str,
    weight: f64,
    query: &'a [u8],
    record: &'a [u8],
}

/// Weighs the best agreement of all in full, one of each further class a little, and numbers for life that differ.
pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger) {
    let mut best: Vec<Agreement<'_>> = Vec::new();
    let elsewhere = is_document(query, record) && country::agreement(query, record) == Some(false);
    for (class, asked) in query.identifiers() {
        for (_, held) in record.identifiers().filter(|(c, _)| *c == class) {
            let Some((feature, weight)) = judge(class, asked, held, elsewhere) else { continue };
            let agreement = Agreement { class, feature, weight, query: asked, record: held };
            match best.iter_mut().find(|b| b.class == class) {
                Some(known) if known.weight < weight => *known = agreement,
                Some(_) => {}
                None => best.push(agreement),
            }
        }
    }
    best.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.class.cmp(&y.class)));
    for (place, agreement) in best.iter().enumerate() {
        let further = place > 0 && agreement.weight > table::FURTHER;
        let weight = if further { table::FURTHER } else { agreement.weight };
        ledger.add(agreement.feature, weight, || (text(agreement.query), text(agreement.record)));
    }
    compare_for_life(query, record, ledger);
}

fn is_document(query: &View<'_>, record: &View<'_>) -> bool {
    query.kind == Kind::Document || record.kind == Kind::Document
}

/// The feature and its weight, where the two agree in some way.
fn judge(class: Class, asked: &[u8], held: &[u8], elsewhere: bool) -> Option<(&'static str, f64)> {
    if asked == held {
        let weight = same(class, asked.len());
        return Some((class.feature(), if elsewhere { weight.min(table::OTHER_COUNTRY) } else { weight }));
    }
    let long = asked.len() >= table::LONG && held.len() >= table::LONG;
    match class {
        Class::Phone => {
            let (a, b) = (phone_tail(asked), phone_tail(held));
            // Two international forms that differ are two numbers.
            let both = asked.starts_with(b"+") && held.starts_with(b"+");
            (a == b && a.len() >= table::LONG && !both).then_some(("phone-tail", table::PHONE_TAIL))
        }
        _ if !class.is_read_by_eye() || !long => None,
        _ if asked.iter().map(|c| look(*c)).eq(held.iter().map(|c| look(*c))) => {
            Some(("number-looks", table::LOOKS))
        }
        _ if is_one_error(asked, held) => Some(("number-typed", table::TYPED)),
        _ => None,
    }
}

fn same(class: Class, length: usize) -> f64 {
    match class {
        Class::Handle => table::HANDLE,
        Class::Plate => table::PLATE,
        Class::Number | Class::BankNumber => match length {
            table::LONG.. => table::SAME,
            table::SHORT.. => table::SAME_SHORT,
            _ => table::SAME_TINY,
        },
        _ => table::SAME,
    }
}

/// One sign replaced, lost, added, or two neighbours swapped.
fn is_one_error(a: &[u8], b: &[u8]) -> bool {
    let front = a.iter().zip(b).take_while(|(x, y)| look(**x) == look(**y)).count();
    let (a, b) = (&a[front..], &b[front..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => {
            let swapped = a.len() >= 2 && look(a[0]) == look(b[1]) && look(a[1]) == look(b[0]);
            alike(&a[1..], &b[1..]) || (swapped && alike(&a[2..], &b[2..]))
        }
        std::cmp::Ordering::Less => b.len() == a.len() + 1 && alike(a, &b[1..]),
        std::cmp::Ordering::Greater => a.len() == b.len() + 1 && alike(&a[1..], b),
    }
}

fn alike(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| look(*x) == look(*y))
}

/// A ship's or a vehicle's number for life that both sides have and that is not the same speaks against it.
fn compare_for_life(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger) {
    for class in [Class::Imo, Class::Vin] {
        let asked = query.identifiers().find(|(c, _)| *c == class);
        let held = record.identifiers().find(|(c, _)| *c == class);
        let (Some((_, asked)), Some((_, held))) = (asked, held) else { continue };
        let agree = query.identifiers().filter(|(c, _)| *c == class).any(|(_, a)| {
            record
                .identifiers()
                .filter(|(c, _)| *c == class)
                .any(|(_, h)| judge(class, a, h, false).is_some())
        });
        if !agree {
            ledger.add(class.feature(), table::FOR_LIFE_DIFFERENT, || (text(asked), text(held)));
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
