//! An individual of the list.
use super::{alias, born, element::Element, paper, place};
use crate::{sketch::Sketch, things::Things};
use model::Kind;

pub(super) fn read(element: &Element, key: &str, things: &mut Things) -> Sketch {
    let mut person = Sketch::of(Kind::Person);
    name(element, &mut person);
    for (list, property) in [("TITLE", "title"), ("DESIGNATION", "position")] {
        for value in element.all(list).flat_map(Element::values) {
            person.put(property, property, value);
        }
    }
    for value in element.all("NATIONALITY").flat_map(Element::values) {
        let country = super::demonym::country(value).map(|country| country.code());
        person.put("nationality", "nationality", country.unwrap_or(value));
    }
    if !element.text("GENDER").eq_ignore_ascii_case("unknown") {
        person.put("gender", "gender", element.text("GENDER"));
    }
    for date in element.all("INDIVIDUAL_DATE_OF_BIRTH") {
        born::date(date, &mut person);
    }
    for place in element.all("INDIVIDUAL_PLACE_OF_BIRTH") {
        born::place(place, &mut person);
    }
    for other in element.all("INDIVIDUAL_ALIAS") {
        alias::read(other, &mut person);
    }
    for document in element.all("INDIVIDUAL_DOCUMENT") {
        paper::read(document, key, &mut person, things);
    }
    for address in element.all("INDIVIDUAL_ADDRESS") {
        place::read(address, key, &mut person, things);
    }
    person
}

/// The first to the fourth name are one name in order; none of them is said to be the family's.
fn name(element: &Element, person: &mut Sketch) {
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
    let name: Vec<&str> =
        parts.iter().map(|part| element.text(part)).filter(|part| !part.is_empty()).collect();
    person.put("name", "name", &name.join(" "));
    person.put("name", "name", element.text("NAME_ORIGINAL_SCRIPT"));
}
