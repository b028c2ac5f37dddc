//! The form that files a record or revises one.
use super::{Faults, Frame, HandlingForm, Why};
use askama::Template;
use model::{Grading, InformationGrade, Kind, Property, RecordId, SourceGrade, Status};

/// `GET /records/new?kind=Person`, `GET /records/{id}/revise`; sent by POST to `/records` or `/records/{id}`.
///
/// Fields: those of [`Why`]; `kind`; `version` (when revising: the one that was read); one field for each property,
/// by its name, one value a line; `status`, `action`, those of [`HandlingForm`], `grading` (such as `B2`), `source` (text).
#[derive(Debug, Clone, Template)]
#[template(path = "filing.html")]
pub struct FilingPage {
    pub frame: Frame,
    pub kind: Kind,
    /// The record and the version that is revised; none when a new one is filed.
    pub target: Option<(RecordId, u64)>,
    pub values: FilingValues,
    pub why: Why,
    pub faults: Faults,
}

/// What stands in the fields.
#[derive(Debug, Clone, Default)]
pub struct FilingValues {
    /// Property and its values.
    pub properties: Vec<(String, Vec<String>)>,
    pub status: Option<Status>,
    pub action: String,
    pub handling: HandlingForm,
    pub grading: Grading,
    pub source: String,
}

/// `GET /records/{id}/withdraw`; sent by POST to the same address with `words` (why) and the fields of [`Why`].
#[derive(Debug, Clone, Template)]
#[template(path = "withdraw.html")]
pub struct WithdrawPage {
    pub frame: Frame,
    pub record: RecordId,
    /// What it is; none of one that has had its time, which nobody reads.
    pub what: Option<Withdrawn>,
    pub words: String,
    pub why: Why,
    pub faults: Faults,
}

/// What a record is that is about to be withdrawn.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    pub version: u64,
    pub kind: Kind,
    pub caption: String,
}

impl FilingPage {
    pub fn heading(&self) -> String {
        let kind = self.frame.kind(&self.kind);
        match self.target {
            Some((_, version)) => self.frame.with_both("filing-revise", &["kind", "version"], kind, version),
            None => self.frame.with("filing-new", "kind", kind),
        }
    }

    /// Where the form is sent.
    pub fn to(&self) -> String {
        self.target.map_or_else(|| "/records".to_string(), |(id, _)| format!("/records/{id}"))
    }

    /// It may be taken back from somebody: a record of before, in a network.
    pub fn narrows(&self) -> bool {
        self.target.is_some() && !self.values.handling.network.is_empty()
    }

    /// Links are filed between records, not by this form.
    pub fn kinds(&self) -> impl Iterator<Item = &'static Kind> {
        Kind::ALL.iter().filter(|kind| **kind != Kind::Link)
    }

    pub fn properties(&self) -> impl Iterator<Item = &'static Property> {
        self.kind.properties()
    }

    /// The values of a property, one a line.
    pub fn lines(&self, property: &str) -> String {
        let values = self.values.properties.iter().find(|(name, _)| name == property);
        values.map_or_else(String::new, |(_, values)| values.join("\n"))
    }

    pub fn rows(&self, property: &str) -> usize {
        self.lines(property).lines().count().clamp(1, 8)
    }

    /// Those that can be said of this kind: of persons and groups, or of things.
    pub fn statuses(&self) -> impl Iterator<Item = &'static Status> {
        use Status::{Invalid, Lost, Revoked, Stolen, StolenBlank, UnderWatch};
        let of_things = !matches!(self.kind, Kind::Person | Kind::Group | Kind::Company);
        Status::ALL.iter().filter(move |status| {
            let thing = matches!(status, Stolen | Lost | Revoked | StolenBlank | Invalid | UnderWatch);
            thing == of_things || matches!(status, Status::Sanctioned)
        })
    }

    pub fn gradings(&self) -> Vec<Grading> {
        every_grading()
    }

    pub fn is_kind(&self, kind: &Kind) -> bool {
        self.kind == *kind
    }
    pub fn is_status(&self, status: &Status) -> bool {
        self.values.status == Some(*status)
    }
    pub fn is_grading(&self, grading: &Grading) -> bool {
        self.values.grading == *grading
    }
}

impl WithdrawPage {
    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }
}

/// What a form offers as gradings.
pub(super) fn every_grading() -> Vec<Grading> {
    let each = |source: &SourceGrade| {
        let source = *source;
        InformationGrade::ALL.iter().map(move |information| Grading { source, information: *information })
    };
    SourceGrade::ALL.iter().flat_map(each).collect()
}
