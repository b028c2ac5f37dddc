//! An entity compiled for comparison: some hundred bytes in one piece, which [`view::View`] reads in place.
//!
//! Five sections: dates, countries, places with addresses and parents, identifiers, names ([`packed`] says how they are
//! written). A probe has its
//! texts in it; where many entities are kept together each text stands once in a [`lexicon`], and they hold its number.
pub(crate) mod identifier;
pub(crate) mod lexicon;
pub(crate) mod packed;
pub(crate) mod view;

use crate::fold::{self, Naming, Part, Role, Sound};
use identifier::Class;
use model::{Entity, Holds, Kind, PartialDate, Value};
use view::{Sex, View};

/// Most names of one entity that are compared; later ones are left out.
const NAMES_MAX: usize = 24;
/// Most dates, countries, places of one entity that are compared.
const OTHERS_MAX: usize = 16;
/// Most identifiers of one entity that are compared.
const IDENTIFIERS_MAX: usize = 64;

/// An entity compiled for comparison.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Probe {
    bytes: Box<[u8]>,
}

impl Probe {
    /// Compiles what can be compared. Free text and web pages are not compared and leave nothing.
    pub fn of(entity: &Entity) -> Probe {
        let sections = [dates(entity), countries(entity), places(entity), identifiers(entity), names(entity)];
        let mut bytes = Vec::new();
        packed::write(&mut bytes, entity.kind(), sex(entity), sections.each_ref().map(Vec::as_slice));
        Probe { bytes: bytes.into_boxed_slice() }
    }

    pub(crate) fn view(&self) -> View<'_> {
        View::of(&self.bytes, None)
    }
}

fn sex(entity: &Entity) -> Sex {
    match entity.values("gender") {
        [one] if one.clean() == "male" => Sex::Male,
        [one] if one.clean() == "female" => Sex::Female,
        _ => Sex::Unknown,
    }
}

/// The dates that belong to the identity of a kind.
fn dates(entity: &Entity) -> Vec<u8> {
    let property = match entity.kind() {
        Kind::Person => "birthDate",
        Kind::Group | Kind::Company => "incorporationDate",
        Kind::Vehicle | Kind::Vessel | Kind::Aircraft => "buildDate",
        _ => return Vec::new(),
    };
    let dates = entity.values(property).iter().filter_map(|v| v.clean().parse::<PartialDate>().ok());
    let mut dates: Vec<[u8; 7]> = dates.map(view::write_date).collect();
    dates.sort_unstable();
    dates.dedup();
    dates.truncate(OTHERS_MAX);
    let mut bytes = Vec::new();
    dates.iter().for_each(|date| packed::write_date(&mut bytes, date));
    bytes
}

fn countries(entity: &Entity) -> Vec<u8> {
    let values =
        entity.properties().filter(|(p, _)| p.holds == Holds::Country).flat_map(|(_, values)| values);
    let mut codes: Vec<[u8; 4]> = values
        .map(|v| {
            let mut code = [0; 4];
            code.iter_mut().zip(v.clean().bytes()).for_each(|(to, from)| *to = from);
            code
        })
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.truncate(OTHERS_MAX);
    let mut bytes = Vec::new();
    codes.iter().for_each(|code| packed::write_country(&mut bytes, *code));
    bytes
}

fn places(entity: &Entity) -> Vec<u8> {
    let values = entity.properties().filter(|(p, _)| p.holds == Holds::Place).flat_map(|(_, values)| values);
    let mut places: Vec<String> = values.map(place).filter(|text| !text.is_empty()).collect();
    places.sort_unstable();
    places.dedup();
    places.truncate(OTHERS_MAX);
    places.extend(parents(entity, "fatherName", view::FATHER));
    places.extend(parents(entity, "motherName", view::MOTHER));
    places.extend(addresses(entity));
    let mut bytes = Vec::new();
    places.iter().for_each(|text| view::write_text(&mut bytes, text));
    bytes
}

/// The parts of a parent's names, each under its mark.
fn parents(entity: &Entity, property: &str, mark: char) -> Vec<String> {
    let values = entity.values(property).iter();
    let parts = values.flat_map(|value| fold::name(value.clean(), Naming::Person));
    let mut texts: Vec<String> = parts
        .filter(|part| part.role == Role::Plain && part.text.len() > 1)
        .map(|part| format!("{mark}{}", part.text))
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.truncate(OTHERS_MAX);
    texts
}

/// Addresses as their words in order, so that a change of places says nothing.
fn addresses(entity: &Entity) -> Vec<String> {
    let values =
        entity.properties().filter(|(p, _)| p.holds == Holds::Address).flat_map(|(_, values)| values);
    let mut texts: Vec<String> = values
        .map(|value| {
            let mut words: Vec<String> =
                fold::name(value.clean(), Naming::Thing).into_iter().map(|part| part.text).collect();
            words.sort_unstable();
            words.dedup();
            format!("{}{}", view::ADDRESS, words.join(" "))
        })
        .filter(|text| text.len() > 1)
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.truncate(OTHERS_MAX);
    texts
}

/// A place by its first word that is not a mere kind of place: towns come first in what people write.
fn place(value: &Value) -> String {
    const KINDS: [&str; 12] = [
        "village", "city", "town", "district", "province", "region", "oblast", "area", "the", "of", "al",
        "near",
    ];
    let first = value.clean().split([',', ';', '(']).next().unwrap_or_default();
    let parts = fold::name(first, Naming::Thing);
    parts
        .into_iter()
        .map(|p| p.text)
        .filter(|text| !KINDS.contains(&text.as_str()))
        .collect::<Vec<_>>()
        .concat()
}

fn identifiers(entity: &Entity) -> Vec<u8> {
    let mut all: Vec<(Class, String)> = Vec::new();
    for (property, values) in entity.properties() {
        let Some(class) = Class::of(property.holds) else { continue };
        all.extend(values.iter().map(|v| (class, class.text(v.clean()))));
    }
    all.retain(|(_, text)| !text.is_empty());
    all.sort_unstable();
    all.dedup();
    all.truncate(IDENTIFIERS_MAX);
    let mut bytes = Vec::new();
    for (class, text) in &all {
        bytes.push(class.number());
        view::write_text(&mut bytes, text);
    }
    bytes
}

/// What a name's text is folded as.
pub(crate) fn naming(kind: Kind) -> Naming {
    match kind {
        Kind::Person | Kind::Document => Naming::Person,
        Kind::Group | Kind::Company | Kind::Vessel | Kind::Aircraft => Naming::Body,
        _ => Naming::Thing,
    }
}

fn names(entity: &Entity) -> Vec<u8> {
    let naming = naming(entity.kind());
    let mut all: Vec<(bool, Vec<Part>)> = Vec::new();
    let mut take = |weak: bool, text: &str| {
        let parts = fold::name(text, naming);
        if !parts.is_empty() && !all.iter().any(|(_, known)| *known == parts) {
            all.push((weak, parts));
        }
    };
    for property in ["name", "alias", "previousName", "holderName"] {
        entity.values(property).iter().for_each(|v| take(false, v.clean()));
    }
    if entity.values("name").is_empty() {
        composed(entity).iter().for_each(|text| take(false, text));
    }
    entity.values("weakAlias").iter().for_each(|v| take(true, v.clean()));
    // In one order, so that nothing depends on the order in which a file gives its values.
    all.sort_by(|(weak, a), (faint, b)| weak.cmp(faint).then_with(|| texts(a).cmp(texts(b))));
    all.truncate(NAMES_MAX);
    let mut bytes = Vec::new();
    all.iter().for_each(|(weak, parts)| write_name(&mut bytes, *weak, parts));
    bytes
}

fn texts(parts: &[Part]) -> impl Iterator<Item = &str> {
    parts.iter().map(|p| p.text.as_str())
}

/// Whole names made of the parts that a form or file gives apart: each given name with each family name.
fn composed(entity: &Entity) -> Vec<String> {
    let sorted = |property: &str| {
        let mut texts: Vec<&str> = entity.values(property).iter().map(Value::clean).collect();
        texts.sort_unstable();
        texts.truncate(4);
        if texts.is_empty() { vec![""] } else { texts }
    };
    let (given, family) = (sorted("firstName"), sorted("lastName"));
    let between = [sorted("middleName"), sorted("fatherName")].concat().join(" ");
    let pairs = given.iter().flat_map(|g| family.iter().map(move |f| (g, f)));
    pairs.map(|(g, f)| format!("{g} {between} {f}")).collect()
}

fn write_name(bytes: &mut Vec<u8>, weak: bool, parts: &[Part]) {
    let count = u8::try_from(parts.len()).expect("a name has at most twelve parts");
    bytes.push(count | if weak { view::WEAK } else { 0 });
    for part in parts {
        let role = match part.role {
            Role::Plain => 0,
            Role::Particle => view::PARTICLE,
            Role::Form => view::FORM,
        };
        bytes.push(role | if part.abjad { view::ABJAD } else { 0 });
        bytes.push(fold::group_of(&part.text));
        bytes.extend(Sound::of(&part.text).key().to_le_bytes());
        view::write_text(bytes, &part.text);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut person = Entity::new(Kind::Person);
        for (property, text) in [
            ("name", "Ama Akosua Mensah"),
            ("alias", "أما منساه"),
            ("birthDate", "1974-08-12"),
            ("nationality", "Togo"),
            ("birthPlace", "Lomé, Togo"),
            ("gender", "F"),
            ("passportNumber", "AB 123-456"),
        ] {
            person.add(property, text).unwrap();
        }
        let probe = Probe::of(&person);
        let view = probe.view();
        assert_eq!((view.kind, view.sex), (Kind::Person, Sex::Female));
        assert_eq!(view.names().len(), 2);
        assert_eq!(view.names().iter().next().unwrap().text(), "ama akosua mensah");
        assert_eq!(view.dates().next().unwrap().text(), "1974-08-12");
        assert_eq!(view.countries().next().unwrap(), *b"tg\0\0");
        assert_eq!(view.places().next().unwrap(), b"lome");
        assert_eq!(view.identifiers().next().unwrap().1, b"AB123456");
        assert!(probe.bytes.len() < 300, "{}", probe.bytes.len());
    }
}
