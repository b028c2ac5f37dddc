//! What a zone says: the holder and the document, as entities to ask for.
use super::{Digit, Mrz, Repair, Zone, check};
use model::{Country, Entity, Kind, PartialDate};

pub(super) fn read(zone: &Zone, failed_as_read: Vec<Digit>, repairs: Vec<Repair>) -> Mrz {
    let layout = zone.layout;
    let (expiry, birth) = dates(zone);
    let names = Names::of(&zone.get(&layout.names()));
    let mut mrz = Mrz {
        layout,
        lines: zone.lines(),
        code: zone.code(),
        issuer: zone.get(&layout.issuer()).trim_matches('<').to_string(),
        number: number(zone),
        nationality: zone.get(&layout.nationality()).trim_matches('<').to_string(),
        birth,
        expiry,
        person: Entity::new(Kind::Person),
        document: Entity::new(Kind::Document),
        truncated: names.full,
        failed: check::failed(zone),
        failed_as_read,
        repairs,
    };
    mrz.person = person(zone, &mrz, &names);
    mrz.document = document(&mrz, &names);
    mrz
}

/// The number without fillers, and with what goes on in the optional field.
fn number(zone: &Zone) -> Option<String> {
    let long = check::long_number(zone).filter(|_| check::one(zone, Digit::Number)).map(|long| long.number);
    let number = long.or_else(|| zone.layout.checked(Digit::Number).map(|(field, _)| zone.get(&field)))?;
    let number: String = number.chars().filter(|c| *c != '<').collect();
    (!number.is_empty()).then_some(number)
}

struct Names {
    last: String,
    first: String,
    full: bool,
}

impl Names {
    /// The family name, two fillers, the given names; one filler between words.
    fn of(field: &str) -> Names {
        let (last, first) = field.split_once("<<").unwrap_or((field, ""));
        let words =
            |text: &str| text.split('<').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        Names { last: words(last), first: words(first), full: !field.ends_with('<') }
    }

    fn whole(&self) -> String {
        [self.first.as_str(), self.last.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Expiry and birth. A zone has years of two digits: a document expires from 1980 to 2079, and its holder was born
/// before it expires, at the latest that agrees.
fn dates(zone: &Zone) -> (Option<PartialDate>, Option<PartialDate>) {
    let field = |digit| zone.layout.checked(digit).map(|(field, _)| zone.get(&field)).unwrap_or_default();
    let expiry = date(&field(Digit::Expiry), |year| if year >= 80 { 1900 + year } else { 2000 + year });
    // Without an expiry nothing tells the century: older than 25 is then likelier than younger.
    let latest = expiry.map_or(2025, |date| date.year());
    let birth =
        date(&field(Digit::Birth), |year| if 2000 + year <= latest { 2000 + year } else { 1900 + year });
    (expiry, birth)
}

/// Year, month and day of two digits each; fillers for what is unknown.
fn date(text: &str, century: impl Fn(u16) -> u16) -> Option<PartialDate> {
    let part = |places| text.get(places).and_then(|digits: &str| digits.parse::<u8>().ok());
    let year = century(u16::from(part(0..2)?));
    let unknown = |places: std::ops::Range<usize>| matches!(text.get(places), Some("<<" | "00" | "XX"));
    let month = if unknown(2..4) { None } else { Some(part(2..4)?) };
    let day = if unknown(4..6) || month.is_none() { None } else { Some(part(4..6)?) };
    PartialDate::new(year, month, day).ok()
}

/// Adds what is there and is of its type. A code that no country has, or a place that was misread, is left out: the
/// zone itself still shows it.
fn put(entity: &mut Entity, property: &str, text: &str) {
    let _left_out = entity.add(property, text);
}

fn person(zone: &Zone, mrz: &Mrz, names: &Names) -> Entity {
    let mut person = Entity::new(Kind::Person);
    put(&mut person, "name", &names.whole());
    put(&mut person, "lastName", &names.last);
    put(&mut person, "firstName", &names.first);
    put(&mut person, "birthDate", &mrz.birth.map(|date| date.to_string()).unwrap_or_default());
    put(&mut person, "nationality", Country::find(&mrz.nationality).map_or("", Country::code));
    let sex = zone.get(&zone.layout.sex());
    put(&mut person, "gender", if sex == "<" { "" } else { &sex });
    let number = mrz.number.as_deref().unwrap_or("");
    match mrz.code.chars().next() {
        Some('P') => put(&mut person, "passportNumber", number),
        Some('V') => {}
        _ => put(&mut person, "idNumber", number),
    }
    if let Some((field, _)) = zone.layout.checked(Digit::Personal) {
        put(&mut person, "idNumber", &zone.get(&field).replace('<', ""));
    }
    person
}

fn document(mrz: &Mrz, names: &Names) -> Entity {
    let mut document = Entity::new(Kind::Document);
    let what = match mrz.code.chars().next() {
        Some('P') => "Passport",
        Some('V') => "Visa",
        _ => "Identity card",
    };
    put(&mut document, "number", mrz.number.as_deref().unwrap_or(""));
    put(&mut document, "type", what);
    put(&mut document, "country", Country::find(&mrz.issuer).map_or("", Country::code));
    put(&mut document, "endDate", &mrz.expiry.map(|date| date.to_string()).unwrap_or_default());
    put(&mut document, "holderName", &names.whole());
    document
}
