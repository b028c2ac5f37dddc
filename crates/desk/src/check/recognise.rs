//! The one box: what an officer typed or pasted, read as every kind of thing that it may be.
use super::written::{Written, take_details};
use formats::mrz::{self, Mrz};
use model::{Country, Entity, Invalid, Kind};

/// What a text was taken for. A bare number may be several things; all of them are looked for.
#[derive(Debug, Clone)]
pub struct Recognised {
    pub mrz: Option<Mrz>,
    pub readings: Vec<Entity>,
}

/// Longest text that the box takes, in bytes: five passports are shorter.
pub const BOX_BYTES_MAX: usize = 2_000;

/// Reads the text. `Invalid` says what is missing, in words for the person who typed it.
pub fn recognise(text: &str) -> Result<Recognised, Invalid> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Invalid::new(
            "question",
            "type or paste a name, a document number, a machine-readable zone, a phone, a plate…",
        ));
    }
    if text.len() > BOX_BYTES_MAX {
        return Err(Invalid::new("question", "longer than 2,000 bytes; check many at once with screening"));
    }
    if looks_like_mrz(text) {
        let mrz = mrz::read(text)?;
        let readings = vec![mrz.person.clone(), mrz.document.clone()];
        return Ok(Recognised { mrz: Some(mrz), readings });
    }
    let readings = things(text);
    let readings = if readings.is_empty() { person(text)? } else { readings };
    Ok(Recognised { mrz: None, readings })
}

/// Fillers, and at least the length of half a line of the shortest layout.
fn looks_like_mrz(text: &str) -> bool {
    let fillers = text.chars().filter(|c| matches!(c, '<' | '«' | '‹')).count();
    fillers >= 2 && text.chars().filter(|c| !c.is_whitespace()).count() >= 28
}

/// Readings as anything that has a number or an address of its own. Empty where the text can only be a name.
fn things(text: &str) -> Vec<Entity> {
    let labelled = labelled(text);
    if !labelled.is_empty() {
        return labelled;
    }
    let sure = [
        try_one(Kind::BankAccount, "iban", text).filter(|_| text.len() >= 15),
        try_one(Kind::Account, "email", text),
        handle(text),
        try_one(Kind::Wallet, "publicKey", text).filter(|_| looks_like_wallet(text)),
    ];
    if let Some(entity) = sure.into_iter().flatten().next() {
        return vec![entity];
    }
    numbers(text)
}

/// A word in front says what the number is: "IMO 9074729", "MMSI 671234000", "VIN …", "plate …".
fn labelled(text: &str) -> Vec<Entity> {
    const LABELS: &[(&str, Kind, &str)] = &[
        ("imo", Kind::Vessel, "imoNumber"),
        ("mmsi", Kind::Vessel, "mmsi"),
        ("vin", Kind::Vehicle, "vin"),
        ("iban", Kind::BankAccount, "iban"),
        ("plate", Kind::Vehicle, "registrationNumber"),
        ("imei", Kind::Phone, "imei"),
        ("phone", Kind::Phone, "phone"),
        ("tel", Kind::Phone, "phone"),
    ];
    let Some((word, rest)) = text.split_once([' ', ':']) else { return vec![] };
    let word = word.trim_end_matches([':', '.']).to_lowercase();
    let found = LABELS.iter().filter(|(label, ..)| *label == word);
    found
        .filter_map(|(_, kind, property)| try_one(*kind, property, rest.trim_start_matches([':', ' '])))
        .collect()
}

fn try_one(kind: Kind, property: &str, text: &str) -> Option<Entity> {
    Entity::new(kind).with(property, text).ok()
}

fn handle(text: &str) -> Option<Entity> {
    let name =
        text.strip_prefix('@').filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))?;
    try_one(Kind::Account, "handle", name)
}

/// Ethereum, Bitcoin (old and new form), Tron and Litecoin addresses by their shape.
fn looks_like_wallet(text: &str) -> bool {
    let base58 = text.bytes().all(|b| b.is_ascii_alphanumeric() && !b"0OIl".contains(&b));
    let hex =
        text.strip_prefix("0x").is_some_and(|h| h.len() == 40 && h.bytes().all(|b| b.is_ascii_hexdigit()));
    hex || text.starts_with("bc1")
        || text.starts_with("ltc1")
        || (base58 && (26..=35).contains(&text.len()) && text.starts_with(['1', '3', 'T', 'L', 'M']))
}

/// Readings of a short text with digits and no words: documents, phones, plates, ships, companies.
fn numbers(text: &str) -> Vec<Entity> {
    let (number, country) = split_country(text);
    let compact: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = compact.chars().filter(|c| c.is_numeric()).count();
    let letters = compact.chars().count() - digits;
    let only_number_marks = number.chars().all(|c| c.is_alphanumeric() || " -./+()".contains(c));
    let longest_word =
        number.split(|c: char| !c.is_alphabetic()).map(|w| w.chars().count()).max().unwrap_or(0);
    if !only_number_marks || digits < 2 || longest_word > 3 || looks_like_a_date(&number) {
        return if is_vin(text) {
            try_one(Kind::Vehicle, "vin", &compact).into_iter().collect()
        } else {
            vec![]
        };
    }
    let mut readings = vec![];
    if letters == 0 && (number.starts_with('+') || digits >= 7) {
        readings.extend(try_one(Kind::Phone, "phone", &number));
    }
    if number.starts_with('+') {
        return readings;
    }
    if (4..=24).contains(&compact.len()) {
        readings.extend(document(&compact, country));
        readings.extend(try_one(Kind::Company, "registrationNumber", &compact));
    }
    if letters > 0 && (3..=10).contains(&compact.len()) {
        readings.extend(try_one(Kind::Vehicle, "registrationNumber", &compact));
        readings.extend(try_one(Kind::Aircraft, "registrationNumber", &compact));
    }
    if is_vin(text) {
        readings.extend(try_one(Kind::Vehicle, "vin", &compact));
    }
    if letters == 0 && compact.len() == 7 {
        readings.extend(try_one(Kind::Vessel, "imoNumber", &compact));
    }
    if letters == 0 && compact.len() == 9 {
        readings.extend(try_one(Kind::Vessel, "mmsi", &compact));
    }
    readings
}

fn document(number: &str, country: Option<Country>) -> Option<Entity> {
    let mut entity = try_one(Kind::Document, "number", number)?;
    if let Some(country) = country {
        entity.add("country", country.code()).ok()?;
    }
    Some(entity)
}

/// ISO 3779: 17 places without I, O and Q, and some of both letters and digits.
fn is_vin(compact: &str) -> bool {
    compact.len() == 17
        && compact.bytes().all(|b| b.is_ascii_alphanumeric() && !b"IOQioq".contains(&b))
        && compact.bytes().any(|b| b.is_ascii_digit())
        && compact.bytes().any(|b| b.is_ascii_alphabetic())
}

fn looks_like_a_date(text: &str) -> bool {
    take_details(text).birth.is_some_and(|date| date.day().is_some())
}

/// "P1234567 TGO" and "TGO P1234567": a country's three letters or name beside a number.
fn split_country(text: &str) -> (String, Option<Country>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_code = |word: &&&str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    for (country, rest) in
        [(words.last(), words.get(..words.len().saturating_sub(1))), (words.first(), words.get(1..))]
    {
        let found = country.filter(is_code).and_then(|word| Country::find(word));
        if let (Some(country), Some(rest)) = (found, rest)
            && rest.iter().any(|word| word.bytes().any(|b| b.is_ascii_digit()))
        {
            return (rest.join(" "), Some(country));
        }
    }
    (text.to_string(), None)
}

/// A name, with what stands beside it; without a date it may also be the name of a group, company or ship.
fn person(text: &str) -> Result<Vec<Entity>, Invalid> {
    let Written { name, birth, nationality, sex } = take_details(text);
    let mut person = Entity::new(Kind::Person).with("name", &name)?;
    if !name.chars().any(char::is_alphabetic) {
        return Err(Invalid::new("question", "this is neither a number nor a name; a name needs letters"));
    }
    let only_a_name = birth.is_none() && nationality.is_none() && sex.is_none();
    if let Some(birth) = birth {
        person.add("birthDate", &birth.to_string())?;
    }
    if let Some(nationality) = nationality {
        person.add("nationality", nationality.code())?;
    }
    if let Some(sex) = sex {
        person.add("gender", sex)?;
    }
    let mut readings = vec![person];
    if only_a_name {
        for kind in [Kind::Group, Kind::Company, Kind::Vessel] {
            readings.push(Entity::new(kind).with("name", &name)?);
        }
        if name.split_whitespace().count() == 1 {
            readings.extend(try_one(Kind::Account, "handle", &name));
        }
    }
    Ok(readings)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        recognise(text).unwrap().readings.iter().map(Entity::kind).collect()
    }

    #[test]
    fn a_number_is_read_as_all_that_it_may_be() {
        assert!(kinds("P1234567").contains(&Kind::Document));
        assert!(kinds("TG 1234 AB").contains(&Kind::Vehicle));
        assert!(kinds("9074729").contains(&Kind::Vessel));
        assert_eq!(kinds("+228 90 12 34 56"), [Kind::Phone]);
        assert_eq!(kinds("GB29 NWBK 6016 1331 9268 19"), [Kind::BankAccount]);
        assert_eq!(kinds("ama@example.org"), [Kind::Account]);
        assert_eq!(kinds("@ama_travel"), [Kind::Account]);
        assert_eq!(kinds("0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c"), [Kind::Wallet]);
        assert_eq!(kinds("IMO 9074729"), [Kind::Vessel]);
        assert!(kinds("1M8GDM9AXKP042788").contains(&Kind::Vehicle));
    }

    #[test]
    fn a_country_beside_a_number_belongs_to_the_document() {
        for text in ["P1234567 TGO", "TGO P1234567"] {
            let read = recognise(text).unwrap();
            let document = read.readings.iter().find(|e| e.kind() == Kind::Document).unwrap();
            assert_eq!(document.first("country").unwrap().clean(), "tg", "{text}");
            assert_eq!(document.first("number").unwrap().clean(), "P1234567", "{text}");
        }
    }

    #[test]
    fn a_name_takes_what_stands_beside_it() {
        let read = recognise("Mensah, Ama 12.08.1974 TGO F").unwrap();
        let person = read.readings.first().unwrap();
        assert_eq!(person.first("name").unwrap().clean(), "Ama Mensah");
        assert_eq!(person.first("birthDate").unwrap().clean(), "1974-08-12");
        assert_eq!(person.first("nationality").unwrap().clean(), "tg");
        assert_eq!(person.first("gender").unwrap().clean(), "female");
        assert_eq!(read.readings.len(), 1);
    }

    #[test]
    fn a_bare_name_may_be_a_group_too() {
        assert!(
            kinds("محمد علي").contains(&Kind::Person) && kinds("Red Sun Travel").contains(&Kind::Company)
        );
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert!(recognise("  ").is_err());
        assert!(recognise(&"a ".repeat(2_000)).is_err());
        assert!(recognise("!!!").is_err());
    }
}
