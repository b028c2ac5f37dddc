//! Gives the reasons of a score back the texts that people wrote: parts are compared folded, and shown as they stand.
use crate::fold::{self, Naming};
use crate::probe::identifier::Class;
use crate::probe::naming;
use crate::{Reason, Score};
use model::{Entity, Holds, Script, Value};
use std::ops::Range;

/// Properties that names are made of.
const NAMES: [&str; 10] = [
    "name",
    "alias",
    "previousName",
    "holderName",
    "weakAlias",
    "firstName",
    "lastName",
    "middleName",
    "fatherName",
    "motherName",
];
/// Most words in a row that are folded as one: "Abd al-Rahman" has three, with a title four.
const RUN_MAX: usize = 4;

/// The feature of what is assumed before anything is compared.
pub const BASE: &str = "base";

/// Less than this is what rounding leaves.
const NOUGHT: f64 = 1e-9;

/// All that makes up a score, to be shown: what is assumed at first, then the reasons, with the texts that people wrote.
/// Their weights together are the logarithm of the odds, base two.
pub fn account(score: Score, query: &Entity, record: &Entity) -> Vec<Reason> {
    let mut reasons = score.reasons;
    // What rounding leaves of a limit that was not reached is no reason.
    reasons.retain(|reason| {
        !(reason.query.is_empty() && reason.record.is_empty() && reason.weight.abs() < NOUGHT)
    });
    as_written(&mut reasons, query, record);
    let base = Reason { feature: BASE, query: String::new(), record: String::new(), weight: score.base };
    reasons.insert(0, base);
    reasons
}

/// Puts in place of each folded text what `query` and `record` have there. Dates, countries and sex stay the codes that
/// they are, and so does a text that neither says in such words.
fn as_written(reasons: &mut [Reason], query: &Entity, record: &Entity) {
    let asked = found(query, reasons.iter().map(|r| (r.feature, r.query.as_str())));
    let held = found(record, reasons.iter().map(|r| (r.feature, r.record.as_str())));
    for ((reason, asked), held) in reasons.iter_mut().zip(asked).zip(held) {
        if let Some(text) = asked {
            reason.query = text;
        }
        if let Some(text) = held {
            reason.record = text;
        }
    }
}

/// For each reason the text of one side, if it is found there.
fn found<'r>(entity: &Entity, wanted: impl Iterator<Item = (&'static str, &'r str)>) -> Vec<Option<String>> {
    let wanted: Vec<(Where, &str)> = wanted.map(|(feature, text)| (Where::of(feature, text), text)).collect();
    let mut found = in_names(entity, &wanted);
    for (at, (place, text)) in wanted.iter().enumerate() {
        let text = match place {
            Where::Place => in_places(entity, text),
            Where::Identifier => in_identifiers(entity, text),
            Where::Nowhere | Where::Name => continue,
        };
        if let Some(slot) = found.get_mut(at) {
            *slot = text;
        }
    }
    found
}

/// Where in an entity a reason's text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Nowhere,
    Name,
    Place,
    Identifier,
}

impl Where {
    fn of(feature: &str, text: &str) -> Where {
        let stem = feature.split('-').next().unwrap_or(feature);
        match stem {
            _ if text.is_empty() => Where::Nowhere,
            "name" | "legal" | "parent" => Where::Name,
            "place" | "address" => Where::Place,
            "date" | "sex" | "country" => Where::Nowhere,
            _ => Where::Identifier,
        }
    }
}

/// The parts of a name come from one value where one has them all; what that one lacks comes from any other.
fn in_names(entity: &Entity, wanted: &[(Where, &str)]) -> Vec<Option<String>> {
    let mut best = vec![None; wanted.len()];
    let sought = wanted.iter().filter(|(place, _)| *place == Where::Name).count();
    if sought == 0 {
        return best;
    }
    let naming = naming(entity.kind());
    let mut others: Vec<Vec<Option<String>>> = Vec::new();
    for value in NAMES.iter().flat_map(|property| entity.values(property)) {
        let words = Words::of(value.original(), naming);
        let of = |(place, text): &(Where, &str)| (*place == Where::Name).then(|| words.find(text)).flatten();
        let found: Vec<Option<String>> = wanted.iter().map(of).collect();
        let count = |found: &[Option<String>]| found.iter().flatten().count();
        if count(&found) > count(&best) {
            others.push(std::mem::replace(&mut best, found));
        } else {
            others.push(found);
        }
        if count(&best) == sought {
            return best;
        }
    }
    for other in others {
        for (slot, text) in best.iter_mut().zip(other) {
            *slot = slot.take().or(text);
        }
    }
    best
}

fn in_places(entity: &Entity, text: &str) -> Option<String> {
    let is_place = |holds: Holds| matches!(holds, Holds::Place | Holds::Address);
    let mut values = entity.properties().filter(|(p, _)| is_place(p.holds)).flat_map(|(_, values)| values);
    let wanted = joined(text);
    let said = |value: &&Value| folded(value.original(), Naming::Thing).contains(&wanted);
    values.find(said).map(|value| value.original().to_string())
}

fn in_identifiers(entity: &Entity, text: &str) -> Option<String> {
    for (property, values) in entity.properties() {
        let Some(class) = Class::of(property.holds) else { continue };
        if let Some(value) = values.iter().find(|value| class.text(value.clean()) == text) {
            return Some(value.original().to_string());
        }
    }
    None
}

/// A value of a name, in words that can be folded each for itself.
struct Words<'a> {
    text: &'a str,
    naming: Naming,
    whole: Vec<String>,
    places: Vec<Range<usize>>,
    /// The parts that each word alone is folded to; one with an article written to it has two.
    each: Vec<Vec<String>>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str, naming: Naming) -> Words<'a> {
        let whole = parts(text, naming);
        let places = split(text);
        // Words of these scripts may give several parts, and the same number be a chance.
        let one_to_many = |c| matches!(Script::of_letter(c), Script::Arabic | Script::Han | Script::Hangul);
        let each = if whole.len() == places.len() && !text.chars().any(one_to_many) {
            whole.iter().map(|part| vec![part.clone()]).collect()
        } else {
            places.iter().map(|place| parts(slice(text, place), naming)).collect()
        };
        Words { text, naming, whole, places, each }
    }

    /// What stands there for this folded text: the whole, one word, some in a row, or several apart.
    fn find(&self, wanted: &str) -> Option<String> {
        if self.whole.join(" ") == wanted {
            return Some(self.text.trim().to_string());
        }
        self.run(&joined(wanted)).or_else(|| {
            let mut apart = wanted.split(' ').peekable();
            let first = apart.next()?;
            apart.peek()?;
            let texts: Option<Vec<String>> =
                std::iter::once(first).chain(apart).map(|one| self.run(one)).collect();
            Some(texts?.join(" "))
        })
    }

    fn run(&self, wanted: &str) -> Option<String> {
        let is_wanted = |parts: &Vec<String>| parts.concat() == wanted || parts.iter().any(|p| p == wanted);
        if let Some(at) = self.each.iter().position(is_wanted) {
            return self.between(at, at + 1);
        }
        let count = self.places.len();
        for length in 2..=count.min(fold::PARTS_MAX) {
            for from in 0..=count - length {
                let words = self.each.get(from..from + length)?;
                if words.concat().concat() == wanted
                    || (length <= RUN_MAX && self.folded(from, length) == wanted)
                {
                    return self.between(from, from + length);
                }
            }
        }
        None
    }

    fn folded(&self, from: usize, length: usize) -> String {
        self.between(from, from + length).map_or_else(String::new, |text| folded(&text, self.naming))
    }

    fn between(&self, from: usize, until: usize) -> Option<String> {
        let (first, last) = (self.places.get(from)?, self.places.get(until.checked_sub(1)?)?);
        self.text.get(first.start..last.end).map(str::to_string)
    }
}

fn slice<'a>(text: &'a str, place: &Range<usize>) -> &'a str {
    text.get(place.clone()).unwrap_or_default()
}

fn parts(text: &str, naming: Naming) -> Vec<String> {
    fold::name(text, naming).into_iter().map(|part| part.text).collect()
}

/// Folded and without gaps.
fn folded(text: &str, naming: Naming) -> String {
    parts(text, naming).concat()
}

fn joined(text: &str) -> String {
    text.split(' ').collect()
}

/// Where words stand. Chinese and Korean are written without gaps: each of their signs is a word.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if parts_words(c) {
            open = false;
        } else if matches!(Script::of_letter(c), Script::Han | Script::Hangul) {
            places.push(at..end);
            open = false;
        } else if let Some(last) = places.last_mut().filter(|_| open) {
            last.end = end;
        } else {
            places.push(at..end);
            open = true;
        }
    }
    places
}

fn parts_words(c: char) -> bool {
    let quiet = matches!(c, '\'' | '`' | '"');
    let signs = matches!(c, '\u{2010}'..='\u{2015}' | '\u{05BE}' | '،' | '؛' | '·' | '・' | '、' | '，');
    c.is_whitespace() || signs || (c.is_ascii_punctuation() && !quiet)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use crate::{Probe, compare};
    use model::Kind;

    fn person(values: &[(&str, &str)]) -> Entity {
        let add = |entity: Entity, (property, text): &(&str, &str)| entity.with(property, text).unwrap();
        values.iter().fold(Entity::new(Kind::Person), add)
    }

    fn told(query: &Entity, record: &Entity) -> Vec<(&'static str, String, String)> {
        let reasons = account(compare(&Probe::of(query), &Probe::of(record)), query, record);
        let told = reasons.into_iter().map(|r| (r.feature, r.query, r.record));
        told.filter(|(feature, ..)| *feature != BASE).collect()
    }

    #[test]
    fn the_account_adds_up_to_the_score() {
        let asked = person(&[("name", "محمد الأمين كوفي"), ("birthDate", "1974"), ("nationality", "tg")]);
        let held = person(&[("name", "Mohamed Koffi"), ("birthDate", "1976-02-01"), ("nationality", "bj")]);
        let score = compare(&Probe::of(&asked), &Probe::of(&held));
        let value = score.value;
        let sum: f64 = account(score, &asked, &held).iter().map(|reason| reason.weight).sum();
        assert!((1.0 / (1.0 + (-sum).exp2()) - value).abs() < 1e-9, "{sum} {value}");
    }

    #[test]
    fn reasons_show_what_people_wrote() {
        let asked = person(&[("name", "محمد الأمين كوفي"), ("birthPlace", "LOMÉ")]);
        let held = person(&[
            ("name", "KOFFI, Mohamed Lamine"),
            ("alias", "محمد كوفي"),
            ("birthPlace", "Lomé, Togo"),
            ("passportNumber", "EB 048-39"),
        ]);
        for (feature, query, record) in told(&asked, &held) {
            assert!(query.is_empty() || asked_holds(&asked, &query), "{feature}: {query}");
            assert!(record.is_empty() || asked_holds(&held, &record), "{feature}: {record}");
        }
    }

    fn asked_holds(entity: &Entity, text: &str) -> bool {
        let mut values = entity.properties().flat_map(|(_, values)| values);
        values.any(|value| text.split(' ').all(|word| value.original().contains(word)))
    }

    #[test]
    fn a_part_of_several_words_is_shown_whole() {
        let words = Words::of("Abd al-Rahman MENSAH", Naming::Person);
        assert_eq!(words.find("abdrahman").unwrap(), "Abd al-Rahman");
        assert_eq!(words.find("mensah").unwrap(), "MENSAH");
        assert_eq!(words.find("abdrahman mensah").unwrap(), "Abd al-Rahman MENSAH");
        assert_eq!(words.find("kofi"), None);
        let words = Words::of("عبد الرحمن الأمين", Naming::Person);
        let found: Vec<String> = words.whole.iter().filter_map(|part| words.find(part)).collect();
        assert_eq!((found.first(), found.last()), (Some(&"عبد الرحمن".into()), Some(&"الأمين".into())));
        let apart = Words::of("Ama, Akosua-Esi Mensah", Naming::Person);
        assert_eq!(apart.find("ama mensah").unwrap(), "Ama Mensah");
        assert_eq!(apart.find("akosua esi").unwrap(), "Akosua-Esi");
    }

    #[test]
    fn signs_without_gaps_are_parted() {
        let words = Words::of("王小明", Naming::Person);
        assert_eq!(words.find("wang").unwrap(), "王");
        assert_eq!(words.find("xiaoming").unwrap(), "小明");
    }

    #[test]
    fn numbers_are_shown_as_the_document_has_them() {
        let document = person(&[("name", "Ama Mensah"), ("passportNumber", "ab 123-456")]);
        let told = told(&person(&[("passportNumber", "AB123456")]), &document);
        assert_eq!(told, [("number", "AB123456".to_string(), "ab 123-456".to_string())]);
    }
}
