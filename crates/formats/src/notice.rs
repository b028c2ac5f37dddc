//! Notices in the shape of the public notice service: what the public may see of one, and what somebody else has published.
//!
//! Facts: the fields of the service's red, yellow and UN notices as public clients read them. Its traps: a number is
//! `YYYY/NNNNN` in a body and `YYYY-NNNNN` in an address; dates are `YYYY/MM/DD` as far as they are known; the addresses of
//! persons are spelt `adresses`.
mod read;

pub(crate) use read::steps;
pub use read::{Foreign, read};

use model::notice::{Content, NoticeKind};
use model::{PartialDate, RecordId};
use serde_json::{Map, Value, json};

/// The three collections of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    Red,
    Yellow,
    Un,
}

model::codes!(Collection, "collection of public notices", { Red => "red", Yellow => "yellow", Un => "un" });

impl Collection {
    /// Where a notice of this kind stands; none where the service has no such notices.
    pub fn of(kind: NoticeKind) -> Option<Collection> {
        match kind {
            NoticeKind::Red => Some(Collection::Red),
            NoticeKind::Yellow => Some(Collection::Yellow),
            NoticeKind::UnSpecial => Some(Collection::Un),
            _ => None,
        }
    }
}

/// The number of a notice as the service writes it, `YYYY/NNNNN`: the year in which it was drafted, and digits that follow from
/// its id. So it is the same wherever the extract is served, and counts nothing.
pub fn number(year: u16, id: RecordId) -> String {
    let digits = id.as_bytes().iter().take(6).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{year:04}/{digits:05}")
}

/// A number as it stands in an address.
pub fn in_path(number: &str) -> String {
    number.replace('/', "-")
}

/// A date as the service writes it, as far as it is known.
fn day(text: &str) -> Value {
    let Ok(date) = text.parse::<PartialDate>() else { return Value::Null };
    let mut written = format!("{:04}", date.year());
    for part in [date.month(), date.day()].into_iter().flatten() {
        written.push_str(&format!("/{part:02}"));
    }
    json!(written)
}

fn text(content: &Content, field: &str) -> Value {
    content.first(field).map_or(Value::Null, |text| json!(text))
}

fn codes(content: &Content, field: &str) -> Value {
    json!(content.all(field))
}

fn number_of(content: &Content, field: &str) -> Value {
    let number = content.first(field).and_then(|text| text.parse::<f64>().ok());
    match number {
        Some(whole) if whole.fract() == 0.0 && field != "height" => {
            content.first(field).and_then(|text| text.parse::<u64>().ok()).map_or(Value::Null, |n| json!(n))
        }
        Some(number) => json!(number),
        None => Value::Null,
    }
}

/// What a list says of a notice. This and [`detail`] are all that the public ever sees: what is not named here does not leave.
pub fn item(content: &Content, number: &str) -> Map<String, Value> {
    let mut item = Map::new();
    item.insert("entity_id".into(), json!(number));
    item.insert("forename".into(), text(content, "forename"));
    item.insert("name".into(), text(content, "name"));
    item.insert("date_of_birth".into(), content.first("date_of_birth").map_or(Value::Null, day));
    item.insert("nationalities".into(), codes(content, "nationalities"));
    if content.kind == NoticeKind::UnSpecial {
        item.insert("un_reference".into(), text(content, "un_reference"));
    }
    item
}

/// All that the public sees of a notice.
pub fn detail(content: &Content, number: &str) -> Map<String, Value> {
    let mut all = item(content, number);
    let mut put = |name: &str, value: Value| drop(all.insert(name.to_owned(), value));
    for field in ["sex_id", "place_of_birth", "country_of_birth_id"] {
        put(field, text(content, field));
    }
    put("languages_spoken_ids", codes(content, "languages_spoken_ids"));
    match content.kind {
        NoticeKind::UnSpecial => un(content, &mut put),
        _ => described(content, &mut put),
    }
    if content.kind == NoticeKind::Red {
        put(
            "arrest_warrants",
            json!([{
                "issuing_country_id": text(content, "warrant_issuer"),
                "charge": text(content, "charge"),
                "charge_translation": null,
            }]),
        );
    }
    if content.kind == NoticeKind::Yellow {
        for field in ["birth_name", "place", "country"] {
            put(field, text(content, field));
        }
        put("date_of_event", content.first("date_of_event").map_or(Value::Null, day));
        parents(content, &mut put);
    }
    all
}

/// How somebody looks.
fn described(content: &Content, put: &mut impl FnMut(&str, Value)) {
    put("height", number_of(content, "height"));
    put("weight", number_of(content, "weight"));
    put("eyes_colors_id", codes(content, "eyes_colors_id"));
    put("hairs_id", codes(content, "hairs_id"));
    put("distinguishing_marks", text(content, "distinguishing_marks"));
}

fn parents(content: &Content, put: &mut impl FnMut(&str, Value)) {
    for field in ["father_forename", "father_name", "mother_forename", "mother_name"] {
        put(field, text(content, field));
    }
}

fn un(content: &Content, put: &mut impl FnMut(&str, Value)) {
    put("un_reference_date", content.first("un_reference_date").map_or(Value::Null, day));
    put("un_resolution", number_of(content, "un_resolution"));
    put("name_at_birth", text(content, "birth_name"));
    for unsaid in [
        "summary",
        "forename_in_original_script",
        "name_in_original_script",
        "profession",
        "additional_information",
    ] {
        put(unsaid, Value::Null);
    }
    for none in ["purposes", "aliases", "identity_documents", "adresses", "associates"] {
        put(none, json!([]));
    }
    parents(content, put);
    if is_body(content) {
        for unsaid in ["main_activity", "legal_form", "registration_number", "from_chamber_of_commerce"] {
            put(unsaid, Value::Null);
        }
        put("administrators", json!([]));
        put("formerly_known_as", json!([]));
    }
}

/// A body under sanctions, and no person: it stands under another address.
pub fn is_body(content: &Content) -> bool {
    content.first("entity_type") == Some("body")
}

#[cfg(test)]
mod tests;
