//! Dates and places of birth.
use super::{demonym, element::Element};
use crate::{sketch::Sketch, words};
use model::PartialDate;

pub(super) fn date(element: &Element, person: &mut Sketch) {
    let note = element.text("NOTE");
    let dates = ["DATE", "YEAR"].map(|name| element.all(name).next().map_or("", |_| element.text(name)));
    let span = [element.text("FROM_YEAR"), element.text("TO_YEAR")];
    let date = if span.iter().any(|year| !year.is_empty()) {
        between(span)
    } else {
        dates.iter().find(|text| !text.is_empty()).and_then(|text| in_note(text, note))
    };
    let read = date.or_else(|| words::date(note));
    let rough = element.text("TYPE_OF_DATE") == "APPROXIMATELY" || note.eq_ignore_ascii_case("approximately");
    let read = read.map(|date| if rough { date.circa() } else { date });
    let taken = read.is_some_and(|date| person.try_put("birthDate", &date.to_string()));
    let said: Vec<&str> =
        dates.into_iter().chain(span).chain([note]).filter(|text| !text.is_empty()).collect();
    if !said.is_empty() && (!taken || !(note.is_empty() || note.eq_ignore_ascii_case("approximately"))) {
        person.note(&format!("born: {}", said.join(", ")));
    }
}

/// A year whose month stands in the note.
fn in_note(text: &str, note: &str) -> Option<PartialDate> {
    let month = words::date(&format!("{note} {text}")).filter(|_| text.len() == 4 && !note.is_empty());
    month.or_else(|| words::date(text.split('T').next().unwrap_or(text)))
}

fn between([first, last]: [&str; 2]) -> Option<PartialDate> {
    let year = |text: &str| text.get(..4)?.parse::<u16>().ok();
    match (year(first), year(last)) {
        (Some(first), Some(last)) => PartialDate::between(first, last).ok(),
        (one, other) => PartialDate::new(one.or(other)?, None, None).ok().map(PartialDate::circa),
    }
}

pub(super) fn place(element: &Element, person: &mut Sketch) {
    let parts = ["CITY", "STATE_PROVINCE", "COUNTRY"].map(|name| element.text(name));
    let place: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    person.put("birthPlace", "born in", &place.join(", "));
    if let Some(country) = demonym::country(element.text("COUNTRY")) {
        person.put("birthCountry", "born in", country.code());
    }
    if !element.text("NOTE").is_empty() {
        person.note(&format!("born in: {}", element.text("NOTE")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_needs_both_years() {
        assert_eq!(between(["1965", "1969"]).map(|d| d.to_string()), Some("1965/1969".into()));
        assert_eq!(between(["", "1969"]).map(|d| d.to_string()), Some("1969~".into()));
        assert_eq!(between(["", ""]), None);
    }

    #[test]
    fn a_month_may_stand_beside_its_year() {
        assert_eq!(in_note("1958", "Sep.").map(|d| d.to_string()), Some("1958-09".into()));
        assert_eq!(
            in_note("1979-03-03", "from false passport").map(|d| d.to_string()),
            Some("1979-03-03".into())
        );
        assert_eq!(in_note("1979-03-03-05:00", ""), None);
    }
}
