//! Identifiers: numbers of documents, phones, plates, accounts.
use super::{Amount, Ledger, Rarity, country};
use crate::probe::identifier::{Class, look, phone_tail};
use crate::probe::view::View;
use crate::table::{Term, limit};
use model::Kind;

/// How an identifier of the query and one of the record agree.
struct Agreement<'a> {
    class: Class,
    feature: &'static str,
    amounts: [Amount; 2],
    weight: f64,
    query: &'a [u8],
    record: &'a [u8],
}

/// Weighs the best agreement of all in full, one of each further class a little, and numbers for life that differ.
pub(super) fn compare(query: &View<'_>, record: &View<'_>, rarity: &dyn Rarity, ledger: &mut Ledger<'_>) {
    let mut best: Vec<Agreement<'_>> = Vec::new();
    let elsewhere = is_document(query, record) && country::agreement(query, record) == Some(false);
    for (class, asked) in query.identifiers() {
        for (_, held) in record.identifiers().filter(|(c, _)| *c == class) {
            let Some((feature, amounts)) = judge(class, asked, held, elsewhere) else { continue };
            let weight = ledger.weight(&amounts);
            let agreement = Agreement { class, feature, amounts, weight, query: asked, record: held };
            match best.iter_mut().find(|b| b.class == class) {
                Some(known) if known.weight < weight => *known = agreement,
                Some(_) => {}
                None => best.push(agreement),
            }
        }
    }
    best.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.class.cmp(&y.class)));
    for (place, agreement) in best.iter().enumerate() {
        let words = || (text(agreement.query), text(agreement.record));
        let most = chance_in(rarity, agreement);
        let further = Term::IdentifierFurther.of(ledger.weights());
        if place > 0 && agreement.weight.min(most) > further {
            ledger.add(agreement.feature, &[(Term::IdentifierFurther, 1.0)], words);
        } else if agreement.weight > most {
            ledger.weigh(agreement.feature, most, words);
        } else {
            ledger.add(agreement.feature, &agreement.amounts, words);
        }
    }
    compare_for_life(query, record, ledger);
}

/// Records of one person or thing that may hold the same value; more holders are others.
const OWN_RECORDS: f64 = 8.0;

/// What an agreement weighs at most, in points, for how many in the store hold the value: what thousands share is a
/// consulate's phone or a placeholder.
fn chance_in(rarity: &dyn Rarity, agreement: &Agreement<'_>) -> f64 {
    let holders = |value| rarity.holders(agreement.class, value);
    chance_of(holders(agreement.query).max(holders(agreement.record)), rarity)
}

/// The same of a value that so many hold.
pub(super) fn chance_of(holders: f64, rarity: &dyn Rarity) -> f64 {
    let others = holders - OWN_RECORDS;
    if others > 0.0 { (rarity.records() / others).log2().max(0.0) } else { f64::INFINITY }
}

fn is_document(query: &View<'_>, record: &View<'_>) -> bool {
    query.kind == Kind::Document || record.kind == Kind::Document
}

/// The feature and its amounts, where the two agree in some way.
fn judge(class: Class, asked: &[u8], held: &[u8], elsewhere: bool) -> Option<(&'static str, [Amount; 2])> {
    const NONE: Amount = (Term::NumberOtherCountry, 0.0);
    if asked == held {
        let other_country = (Term::NumberOtherCountry, f64::from(u8::from(elsewhere)));
        return Some((class.feature(), [same(class, asked.len()), other_country]));
    }
    let long = asked.len() >= limit::LONG && held.len() >= limit::LONG;
    match class {
        Class::Phone => {
            let (a, b) = (phone_tail(asked), phone_tail(held));
            // Two international forms that differ are two numbers.
            let both = asked.starts_with(b"+") && held.starts_with(b"+");
            (a == b && a.len() >= limit::LONG && !both)
                .then_some(("phone-tail", [(Term::PhoneTail, 1.0), NONE]))
        }
        _ if !class.is_read_by_eye() || !long => None,
        _ if asked.iter().map(|c| look(*c)).eq(held.iter().map(|c| look(*c))) => {
            Some(("number-looks", [(Term::NumberLooks, 1.0), NONE]))
        }
        _ if is_one_error(asked, held) => Some(("number-typed", [(Term::NumberTyped, 1.0), NONE])),
        _ => None,
    }
}

fn same(class: Class, length: usize) -> Amount {
    let term = match class {
        Class::Handle => Term::Handle,
        Class::Plate => Term::Plate,
        Class::Phone => Term::Phone,
        Class::Email => Term::Email,
        Class::Iban | Class::Wallet | Class::Vin | Class::Imo | Class::Mmsi => Term::World,
        Class::Number | Class::BankNumber => {
            let signs = u32::try_from(length.min(limit::SIGNS_MOST)).unwrap_or(0);
            return (Term::NumberSigns, f64::from(signs));
        }
    };
    (term, 1.0)
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
fn compare_for_life(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) {
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
            ledger.add(class.feature(), &[(Term::ForLifeDifferent, 1.0)], || (text(asked), text(held)));
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
