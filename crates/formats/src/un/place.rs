//! Addresses.
use super::{demonym, element::Element};
use crate::{sketch::Sketch, things::Things};

pub(super) fn read(element: &Element, resident: &str, entity: &mut Sketch, things: &mut Things) {
    let parts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"].map(|name| element.text(name));
    let note = element.text("NOTE").split_whitespace().collect::<Vec<_>>().join(" ");
    let full: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let full = full.join(", ");
    let [street, city, province, zip, country] = parts;
    let code = demonym::country(country).map_or("", |country| country.code());
    if !country.is_empty() {
        entity.put("country", "country", if code.is_empty() { country } else { code });
    }
    if [street, city, province, zip].iter().any(|part| !part.is_empty()) {
        entity.put("address", "address", &full);
        let role = Some(note.as_str()).filter(|note| !note.is_empty());
        things.address(resident, &full, &[("city", city), ("country", code)], role);
    }
    if !note.is_empty() {
        let note = if full.is_empty() { note } else { format!("{full}: {note}") };
        entity.note(&format!("address: {note}"));
    }
}
