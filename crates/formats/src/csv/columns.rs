//! The header of a file: where the columns of a mapping stand in it.
use super::mapping::{Mapping, Part};
use crate::input::{Text, fill};
use model::{Holds, Property};

/// A header without case, blanks and marks: "Issuing Country", "issuing_country" and "ISSUING-COUNTRY" are one.
pub(crate) fn fold(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What parts the columns: of comma, semicolon, tab and bar the one that the first line has most of.
pub(crate) fn delimiter(text: &mut Text) -> u8 {
    let bytes = fill(text).unwrap_or_default();
    let line = bytes
        .split(|byte| *byte == b'\n')
        .find(|line| line.iter().any(|b| !b.is_ascii_whitespace()))
        .unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// A part of the key of a row.
pub(super) enum KeyPart {
    /// The clean form of a property.
    Property(&'static Property, Vec<usize>),
    /// A column as it stands.
    Plain(usize),
    /// This file has no such column; it says nothing, as an empty one would.
    Missing,
}

/// The properties of one entity, each with the columns that hold its values.
pub(super) type Places = Vec<(&'static Property, Vec<usize>)>;

/// Where everything stands in one file.
pub(super) struct Columns {
    pub(super) headers: Vec<String>,
    pub(super) key: Vec<KeyPart>,
    pub(super) part: Places,
    pub(super) things: Vec<Places>,
    pub(super) links: Vec<Vec<usize>>,
    pub(super) status: Vec<usize>,
    pub(super) action: Vec<usize>,
    pub(super) text: Vec<usize>,
    /// Columns that the mapping does not speak of: they become notes.
    pub(super) rest: Vec<usize>,
}

impl Columns {
    /// Finds the mapping's columns; why not, where none of the key is there.
    pub(super) fn find<'a>(
        header: impl Iterator<Item = &'a str>,
        mapping: &Mapping,
    ) -> Result<Columns, String> {
        let headers: Vec<String> = header.map(str::to_string).collect();
        let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
        let at = |names: &[String]| places(&folded, names);
        let of_part = |part: &Part| -> Places {
            part.columns
                .iter()
                .map(|(property, names)| (*property, at(names)))
                .filter(|(_, places)| !places.is_empty())
                .collect()
        };
        let mut columns = Columns {
            key: Vec::new(),
            part: of_part(&mapping.part),
            things: mapping.things.iter().map(|thing| of_part(&thing.part)).collect(),
            links: mapping.links.iter().map(|link| at(&link.headers)).collect(),
            status: mapping.status.as_ref().map(|rule| at(&rule.headers)).unwrap_or_default(),
            action: mapping.action.as_ref().map(|said| at(&said.headers)).unwrap_or_default(),
            text: mapping.text.as_ref().map(|said| at(&said.headers)).unwrap_or_default(),
            rest: Vec::new(),
            headers,
        };
        columns.key = key(mapping, &columns.part, &folded);
        if columns.key.iter().all(|part| matches!(part, KeyPart::Missing)) {
            let known = columns.headers.join(", ");
            return Err(format!(
                "the header has no column for the key ({}); it has {known}",
                mapping.key.join(", ")
            ));
        }
        let ignored = at(&mapping.ignore);
        columns.rest =
            (0..folded.len()).filter(|at| !columns.speaks_of(*at) && !ignored.contains(at)).collect();
        Ok(columns)
    }

    fn speaks_of(&self, at: usize) -> bool {
        let of_entities =
            std::iter::once(&self.part).chain(&self.things).flatten().flat_map(|(_, places)| places);
        let others =
            self.status.iter().chain(&self.action).chain(&self.text).chain(self.links.iter().flatten());
        let keys = self.key.iter().any(|part| matches!(part, KeyPart::Plain(place) if *place == at));
        keys || of_entities.chain(others).any(|place| *place == at)
    }
}

/// The columns of these names, in the order of the names.
fn places(folded: &[String], names: &[String]) -> Vec<usize> {
    let found =
        names.iter().flat_map(|name| folded.iter().enumerate().filter(move |(_, header)| *header == name));
    let mut places: Vec<usize> = Vec::new();
    for (at, _) in found {
        if !places.contains(&at) {
            places.push(at);
        }
    }
    places
}

fn key(mapping: &Mapping, part: &Places, folded: &[String]) -> Vec<KeyPart> {
    let one = |name: &String| match part.iter().find(|(property, _)| property.name == name) {
        Some((property, places)) => KeyPart::Property(property, places.clone()),
        None => {
            folded.iter().position(|header| *header == fold(name)).map_or(KeyPart::Missing, KeyPart::Plain)
        }
    };
    mapping.key.iter().map(one).collect()
}

impl KeyPart {
    /// Whether it can tell one row from all others; a country or type cannot.
    pub(super) fn identifies(&self) -> bool {
        match self {
            KeyPart::Property(property, _) => property.identifies,
            KeyPart::Plain(_) => true,
            KeyPart::Missing => false,
        }
    }
}

/// Whether a property's texts are dates, which a mapping may write in its own order.
pub(super) fn is_date(property: &Property) -> bool {
    property.holds == Holds::Date
}
