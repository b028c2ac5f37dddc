//! The subject of a notice as a record: what is searched, met and acted on. Only a cleared notice has one.
use super::content::Content;
use super::kind::NoticeKind;
use super::state::{Course, Digest};
use super::word::Stage;
use crate::{Entity, Grading, Invalid, Kind, Member, Record, RecordId, Source, Status, Subject};

/// A notice that both approvals and the compliance decision stand behind, and that its owner has published. Made by
/// [`Cleared::of`] alone, from a course that was walked act by act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleared<'n> {
    id: RecordId,
    owner: &'n Member,
    content: &'n Content,
}

impl<'n> Cleared<'n> {
    /// None where its course has not come so far, has gone on, or is over another content: `digest` is that of this one.
    pub fn of(
        id: RecordId,
        (content, digest): (&'n Content, &Digest),
        course: &'n Course,
    ) -> Option<Cleared<'n>> {
        let walked = course.stage() == Stage::Published && course.digest() == digest;
        walked.then_some(Cleared { id, owner: course.owner(), content })
    }

    pub fn id(&self) -> RecordId {
        self.id
    }

    /// The record of its subject. None where the notice is about no person or body: a threat, a way of doing, an unknown body,
    /// a work of art are read and not met.
    pub fn record(&self, version: u64) -> Result<Option<Record>, Invalid> {
        let Some((entity, status)) = self.content.about()? else { return Ok(None) };
        Ok(Some(Record {
            id: self.id,
            owner: self.owner.clone(),
            version,
            subject: Subject::Entity(entity),
            status: Some(status),
            action: self.content.first("action").map(str::to_owned),
            handling: self.content.handling(),
            grading: Grading::default(),
            source: Source { list: None, key: None, text: Some(format!("notice: {}", self.content.kind)) },
        }))
    }
}

impl Content {
    /// Who it is about, as one holds them against others; only [`Cleared::record`] makes a record of them.
    pub fn about(&self) -> Result<Option<(Entity, Status)>, Invalid> {
        let Some((kind, status)) = subject_of(self) else { return Ok(None) };
        let mut entity = Entity::new(kind);
        for (property, text) in properties(kind, self) {
            entity.add(property, &text)?;
        }
        Ok(Some((entity, status)).filter(|(entity, _)| !entity.caption().is_empty()))
    }
}

fn subject_of(content: &Content) -> Option<(Kind, Status)> {
    let person = |status| Some((Kind::Person, status));
    match content.kind {
        NoticeKind::Red => person(Status::Wanted),
        NoticeKind::Blue | NoticeKind::Green => person(role(content)),
        NoticeKind::Yellow => person(Status::Missing),
        NoticeKind::Silver => person(Status::Suspect),
        NoticeKind::UnSpecial if content.first("entity_type") == Some("body") => {
            Some((Kind::Group, Status::Sanctioned))
        }
        NoticeKind::UnSpecial => person(Status::Sanctioned),
        NoticeKind::Orange if content.has("name") => person(Status::PersonOfInterest),
        NoticeKind::Orange | NoticeKind::Black | NoticeKind::Purple | NoticeKind::WorkOfArt => None,
    }
}

fn role(content: &Content) -> Status {
    match content.first("role") {
        Some("suspect") => Status::Suspect,
        Some("convicted") => Status::Convicted,
        Some("witness") => Status::Witness,
        Some("victim") => Status::PossibleVictim,
        _ => Status::PersonOfInterest,
    }
}

/// Which property of an entity says what a field does.
const PROPERTIES: &[(&str, &str)] = &[
    ("date_of_birth", "birthDate"),
    ("nationalities", "nationality"),
    ("place_of_birth", "birthPlace"),
    ("country_of_birth_id", "birthCountry"),
    ("passport_number", "passportNumber"),
];

fn properties(kind: Kind, content: &Content) -> Vec<(&'static str, String)> {
    let name = [content.first("forename"), content.first("name")].into_iter().flatten().collect::<Vec<_>>();
    let mut all = vec![("name", name.join(" "))];
    if kind == Kind::Person {
        all.extend(content.first("name").map(|name| ("lastName", name.to_owned())));
        all.extend(content.first("forename").map(|name| ("firstName", name.to_owned())));
        all.extend(content.first("birth_name").map(|name| ("alias", name.to_owned())));
        all.extend(content.first("sex_id").and_then(gender).map(|gender| ("gender", gender.to_owned())));
    }
    for (field, property) in PROPERTIES {
        all.extend(content.all(field).iter().map(|value| (*property, value.clone())));
    }
    all.retain(|(property, _)| kind.property(property).is_some());
    all
}

fn gender(code: &str) -> Option<&'static str> {
    match code {
        "M" => Some("male"),
        "F" => Some("female"),
        _ => None,
    }
}
