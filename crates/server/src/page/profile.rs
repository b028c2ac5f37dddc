//! The profile: all records that were judged to be of one person or thing, every value with its owners.
use super::{Frame, JudgedRow, OtherRow, Why};
use askama::Template;
use model::{Pair, Property, Record, RecordId, Value};

/// `GET /records/{id}/profile?purpose=…`
#[derive(Debug, Clone, Template)]
#[template(path = "profile.html")]
pub struct ProfilePage {
    pub frame: Frame,
    pub why: Why,
    /// The record asked for first.
    pub records: Vec<Record>,
    pub properties: Vec<ProfileProperty>,
    /// Judgements among these records, with the pair of each.
    pub judged: Vec<(Pair, JudgedRow)>,
    /// Those that the profile could not follow.
    pub aside: Vec<(Pair, JudgedRow)>,
    /// Those that set it apart from others.
    pub apart: Vec<(Pair, JudgedRow)>,
    /// Pairs that wait: each with the record that is not in the profile yet.
    pub waiting: Vec<(Pair, f64, OtherRow)>,
    pub may_judge: bool,
}

/// The values of one property, what most state first.
#[derive(Debug, Clone)]
pub struct ProfileProperty {
    pub property: &'static Property,
    /// Each value, and the places in `records` of those who state it.
    pub values: Vec<(Value, Vec<usize>)>,
}

impl ProfilePage {
    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// The record's letter, by which values are told apart: A, B, C…
    pub fn letter(&self, place: &usize) -> String {
        let letter = u8::try_from(place % 26).map_or('A', |nth| char::from(b'A' + nth));
        if *place < 26 { letter.to_string() } else { format!("{letter}{}", place / 26) }
    }

    pub fn record(&self, place: &usize) -> Option<&Record> {
        self.records.get(*place)
    }

    /// What a record is called here: its letter, or nothing where it is not in the profile.
    pub fn name_of(&self, id: &RecordId) -> String {
        let place = self.records.iter().position(|record| record.id == *id);
        place.map_or_else(String::new, |place| self.letter(&place))
    }

    /// What the records of a pair are called here, as far as they are in the profile: `A–B`.
    pub fn names_of(&self, pair: &Pair) -> String {
        let mut names = pair.both().map(|id| self.name_of(&id));
        names.sort();
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("–")
    }

    pub fn caption(&self) -> &str {
        self.records.first().map_or("", Record::caption)
    }
}
