//! Other names, of good or low quality, and what the list says beside them.
use super::element::Element;
use crate::{sketch::Sketch, words};

pub(super) fn read(element: &Element, entity: &mut Sketch) {
    let name = element.text("ALIAS_NAME").trim_matches('"');
    let property = match element.text("QUALITY") {
        "Low" => "weakAlias",
        "f.k.a." => "previousName",
        _ if element.text("NOTE").contains("ly listed as") => "previousName",
        _ => "alias",
    };
    for name in names(name) {
        entity.put(property, property, name);
    }
    let note = element.text("NOTE");
    if let Some((_, original)) = note.split_once("original script:") {
        entity.put(property, property, original);
    }
    let said: Vec<String> = [
        ("born", element.text("DATE_OF_BIRTH")),
        ("in", element.text("CITY_OF_BIRTH")),
        ("in", element.text("COUNTRY_OF_BIRTH")),
        ("note", note),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(label, text)| format!("{label} {text}"))
    .collect();
    if !said.is_empty() {
        entity.note(&format!("as {name}: {}", said.join(", ")));
    }
    born(element, entity);
}

/// Under another name a person may have another date and place of birth; papers will carry them.
fn born(element: &Element, entity: &mut Sketch) {
    if let Some(date) = words::date(element.text("DATE_OF_BIRTH")) {
        entity.try_put("birthDate", &date.to_string());
    }
    let place = [element.text("CITY_OF_BIRTH"), element.text("COUNTRY_OF_BIRTH")];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    entity.try_put("birthPlace", &place.join(", "));
}

/// Some aliases hold several names: `A; B; C`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|name| !name.is_empty())
}
