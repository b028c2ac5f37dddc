//! A person of the register: name in both scripts, birth as far as it is known, documents, addresses, how to be reached.
use super::Forge;
use super::chance::Chance;
use super::day::Day;
use super::document::{IDENTITY_CARD, PASSPORT, Reported};
use super::names::{Kin, Named, Sex, Slot, letters::plain};
use super::output::Entity;
use std::io;

/// What is settled of a person before the rest is made up.
#[derive(Clone)]
pub struct Draft {
    pub country: usize,
    pub culture: usize,
    pub sex: Sex,
    pub named: Named,
    pub born: Day,
}

impl Draft {
    /// Somebody of that country, of working age, with no family in the world.
    pub fn adult(forge: &Forge<'_>, chance: &mut Chance, country: usize) -> Self {
        let culture = forge.atlas.countries[country].culture(chance);
        let sex = Sex::any(chance);
        let named = forge.names.all()[culture].name(chance, &Kin::unknown(sex));
        Self { country, culture, sex, named, born: birth(chance) }
    }
}

/// Mostly 20 to 45 years old, few above 65.
fn birth(chance: &mut Chance) -> Day {
    let youngest = Day::of(2007, 12, 31);
    let span = chance.between(3_000, 18_000).min(chance.between(3_000, 21_000));
    youngest.plus(-chance.between(0, span))
}

/// A person with all that is to be written.
pub struct Person {
    pub draft: Draft,
    /// As the record names him or her first.
    pub name: String,
    pub given: String,
    pub family: String,
    pub passport: Option<String>,
    pub entity: Entity,
}

/// Makes a person up from a draft. Numbers are taken from the country's series, so each is given once.
pub fn make(forge: &mut Forge<'_>, chance: &mut Chance, draft: Draft) -> Person {
    let spelling = draft.named.latin(chance);
    let mut entity = Entity::new(forge.id("p"), "Person", spelling.full.clone()).with("name", &spelling.full);
    names(forge, chance, &draft, &mut entity);
    if draft.named.words.iter().any(|(slot, _)| *slot == Slot::Family) {
        entity.add("firstName", spelling.given.split(' ').next().unwrap_or_default());
        entity.add("lastName", &spelling.family);
    }
    entity.add("fatherName", if chance.percent(40) { spelling.father.as_str() } else { "" });
    entity.add("gender", draft.sex.word());
    born(forge, chance, &draft, &mut entity);
    let passport = documents(forge, chance, draft.country, &mut entity);
    let mut person = Person {
        draft,
        name: spelling.full,
        given: spelling.given,
        family: spelling.family,
        passport,
        entity,
    };
    reached(forge, chance, &mut person);
    looks(chance, &mut person.entity);
    person
}

/// The native form, and other spellings that other documents have.
fn names(forge: &Forge<'_>, chance: &mut Chance, draft: &Draft, entity: &mut Entity) {
    let native = forge.names.all()[draft.culture].native(&draft.named);
    if let Some(native) = native.filter(|_| chance.percent(72)) {
        entity.add("name", native);
    }
    if chance.percent(14) {
        entity.also("alias", draft.named.latin(chance).full);
    }
    if chance.percent(20) {
        entity.also("alias", plain(&draft.named.latin(chance).full));
    }
    if chance.percent(3) {
        entity.add("weakAlias", chance.word(BY_NAMES));
    }
}

const BY_NAMES: &[&str] = &[
    "Abu Ali",
    "Umm Khaled",
    "El Flaco",
    "La Tía",
    "Baba",
    "the Doctor",
    "Haji",
    "Tony",
    "Niño",
    "Hamza the Tall",
    "Captain",
    "Ustad",
    "Oga",
    "Big Brother Long",
    "Dyadya",
    "Usta",
    "Jefe",
    "Mama Joy",
    "Pasha",
    "El Profe",
    "Chief",
    "Mister",
    "Kaka",
    "Boss Lin",
];

/// The birth as documents have it: most know the day, some the month, the year, or about when.
fn born(forge: &Forge<'_>, chance: &mut Chance, draft: &Draft, entity: &mut Entity) {
    let (year, month, _) = draft.born.date();
    match chance.below(100) {
        0..=4 => {}
        5..=12 => entity.add("birthDate", format!("{year}")),
        13..=15 => entity.add("birthDate", format!("{year}-{month:02}")),
        16..=18 => entity.add("birthDate", format!("circa {year}")),
        19 => {
            entity.add("birthDate", draft.born.to_string());
            entity.add("birthDate", draft.born.plus(365).to_string());
        }
        20..=22 => entity.add("birthDate", format!("{year}-01-01")),
        _ => entity.add("birthDate", draft.born.to_string()),
    }
    let country = &forge.atlas.countries[draft.country];
    if chance.percent(55) {
        entity.add("birthPlace", country.city(chance));
        entity.add("birthCountry", country.alpha2);
    }
    entity.add("nationality", country.alpha2);
}

/// Passport and identity number; some of them are in the register of stolen documents too.
fn documents(
    forge: &mut Forge<'_>,
    chance: &mut Chance,
    place: usize,
    entity: &mut Entity,
) -> Option<String> {
    let country = &mut forge.atlas.countries[place];
    let passport = country.passports.scattered().filter(|_| chance.percent(58));
    entity.add("passportNumber", passport.clone().unwrap_or_default());
    let identity = country.identities.scattered().filter(|_| chance.percent(35));
    entity.add("idNumber", identity.unwrap_or_default());
    passport
}

/// Where the person lives and how to be reached; three in four live where they are from.
fn reached(forge: &mut Forge<'_>, chance: &mut Chance, person: &mut Person) {
    let home = if chance.percent(75) { person.draft.country } else { forge.atlas.of_documents(chance) };
    let country = &mut forge.atlas.countries[home];
    if chance.percent(50) {
        person.entity.add("address", address(country.city(chance), country.alpha2, chance));
    }
    person.entity.add("country", country.alpha2);
    if person.draft.born.year() > 2012 {
        return;
    }
    if chance.percent(34) {
        person.entity.add("phone", country.phone().unwrap_or_default());
    }
    if chance.percent(16) {
        person.entity.add("email", email(person, chance));
    }
}

/// A street and house that a city of that country could have.
pub fn address(city: &str, alpha2: &str, chance: &mut Chance) -> String {
    let house = chance.between(1, 240);
    match alpha2 {
        "fr" | "sn" | "ml" | "ci" | "gn" | "tn" | "dz" | "ma" | "be" => {
            format!("{house} rue {}, {city}", chance.pick(STREETS_FRENCH))
        }
        "es" | "mx" | "co" | "ve" | "hn" | "gt" | "ec" | "pe" => {
            format!("Calle {} {house}, {city}", chance.pick(STREETS_SPANISH))
        }
        "it" => format!(
            "Via {} {house}, {city}",
            chance.pick(&["Garibaldi", "Mazzini", "dei Mille", "della Stazione", "Roma"])
        ),
        "ro" | "md" => format!(
            "Str. {} nr. {house}, {city}",
            chance.pick(&["Lungă", "Gării", "Morii", "Viilor", "Florilor"])
        ),
        "ru" | "ua" | "bg" | "uz" => format!(
            "{} St. {house}, {city}",
            chance.pick(&["Sadova", "Vokzalna", "Lesna", "Mira", "Shkolna"])
        ),
        _ => format!("{house} {}, {city}", chance.pick(STREETS)),
    }
}

const STREETS: &[&str] = &[
    "Station Road",
    "Market Street",
    "Airport Road",
    "Old Mosque Street",
    "Harbour Road",
    "Mill Lane",
    "Garden Street",
    "New Bridge Street",
    "Industrial Road",
    "Hospital Road",
    "North Ring Road",
    "Palm Street",
    "Stadium Road",
    "Fish Market Road",
];
const STREETS_FRENCH: &[&str] =
    &["du Marché", "de la Gare", "des Jardins", "du Port", "de la République", "de l'Abattoir", "des Écoles"];
const STREETS_SPANISH: &[&str] =
    &["del Comercio", "La Paz", "Bolívar", "de la Estación", "del Mercado", "San Martín", "Las Flores"];

/// An address at a domain that is kept for examples (RFC 2606).
fn email(person: &Person, chance: &mut Chance) -> String {
    let ascii = |name: &str| {
        plain(name).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>()
    };
    let last = person.name.split(' ').next_back().unwrap_or_default();
    let gap = chance.word(&[".", "", "_"]);
    let domain = chance.pick(&["example.org", "example.com", "example.net"]);
    format!("{}{gap}{}{}@{domain}", ascii(&person.given), ascii(last), chance.below(1000))
}

fn looks(chance: &mut Chance, entity: &mut Entity) {
    if chance.percent(14) {
        entity.add("height", chance.between(152, 196).to_string());
        entity.add(
            "eyeColor",
            chance.word(&["brown", "brown", "brown", "dark brown", "black", "green", "blue", "grey"]),
        );
        entity.add("hairColor", chance.word(&["black", "black", "brown", "dark", "fair", "grey", "bald"]));
    }
    if chance.percent(4) {
        entity.add("appearance", chance.word(MARKS));
    }
}

const MARKS: &[&str] = &[
    "Scar on the left cheek",
    "Tattoo of an anchor on the right forearm",
    "Two fingers of the left hand missing",
    "Burn mark on the neck",
    "Walks with a limp",
    "Gold upper tooth",
    "Scar above the right eyebrow",
    "Tattoo of a rose on the hand",
];

/// A passport in the person's hands, with the name that stands in it.
pub struct Held<'a> {
    pub number: String,
    pub country: usize,
    pub name: &'a str,
}

/// Writes a passport as a thing of its own, linked to its holder.
pub fn holds(forge: &mut Forge<'_>, person: &mut Person, held: Held<'_>) -> io::Result<()> {
    let country = forge.atlas.countries[held.country].alpha2;
    let passport = Entity::new(forge.id("doc"), "Passport", held.number.clone())
        .with("holder", &person.entity.id)
        .with("type", PASSPORT)
        .with("number", &held.number)
        .with("country", country)
        .with("holderName", held.name);
    person.entity.add("passportNumber", held.number);
    forge.out.entity(&passport)
}

/// Puts the person's own passport, or an identity card, into the register of lost and stolen documents.
pub fn reports_loss(forge: &mut Forge<'_>, chance: &mut Chance, person: &mut Person) -> io::Result<()> {
    let country = &mut forge.atlas.countries[person.draft.country];
    let (kind, number) = match &person.passport {
        Some(number) => (PASSPORT, Some(number.clone())),
        None => (IDENTITY_CARD, country.identities.scattered()),
    };
    let Some(number) = number else { return Ok(()) };
    if kind == IDENTITY_CARD {
        person.entity.add("idNumber", &number);
    }
    let report = Reported::held(number, kind, country, chance);
    person.entity.add(
        "notes",
        format!("Holder of {} {}, {} on {}", report.kind, report.number, report.fraud, report.lost),
    );
    forge.out.document(&report)
}
