//! The content of a record as it is sealed: JSON of its own, so that the model may change without changing the store.
use crate::house::House;
use crate::{Error, Result};
use model::{
    Audience, Entity, Handling, Invalid, Kind, Link, Member, Record, RecordId, Source, Subject, Value,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Version and id stand in the act; all else of a record is here. Written from borrowed texts, read into owned ones.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Content<'a> {
    owner: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    entity: Option<EntityRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    link: Option<LinkRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    status: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    action: Option<Cow<'a, str>>,
    handling: HandlingRow<'a>,
    grading: String,
    source: SourceRow<'a>,
}

/// An entity: its values as they were given, from which all else follows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EntityRow<'a> {
    kind: Cow<'a, str>,
    properties: BTreeMap<Cow<'a, str>, Vec<Cow<'a, str>>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct LinkRow<'a> {
    kind: Cow<'a, str>,
    from: String,
    to: String,
    role: Option<Cow<'a, str>>,
    since: Option<String>,
    until: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct HandlingRow<'a> {
    level: Cow<'a, str>,
    audience: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    never_to: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    purposes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    caveats: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    review: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    expires_us: Option<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    life_at_risk: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct SourceRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    list: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    key: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    text: Option<Cow<'a, str>>,
}

/// The content as JSON, the same for the same content.
pub(crate) fn written(record: &Record) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(&content(record))?)
}

/// By which an importer knows a content again that has not changed. Only this node can compute it.
pub(crate) fn digest(house: &House, written: &[u8]) -> [u8; 32] {
    house.keys.storage.digest("record content", written)
}

fn texts<T: ToString>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    all.into_iter().map(|one| one.to_string()).collect()
}

fn content(record: &Record) -> Content<'_> {
    let Handling { level, audience, never_to, purposes, caveats, review, expires_us, life_at_risk } =
        &record.handling;
    Content {
        owner: record.owner.as_str().into(),
        entity: record.entity().map(EntityRow::of),
        link: link(&record.subject),
        status: record.status.map(|s| s.as_str().into()),
        action: borrowed(record.action.as_ref()),
        handling: HandlingRow {
            level: level.as_str().into(),
            audience: audience.codes(),
            never_to: texts(never_to),
            purposes: texts(purposes),
            caveats: texts(caveats),
            review: review.map(|day| day.to_string()),
            expires_us: *expires_us,
            life_at_risk: *life_at_risk,
        },
        grading: record.grading.to_string(),
        source: SourceRow {
            list: borrowed(record.source.list.as_ref()),
            key: borrowed(record.source.key.as_ref()),
            text: borrowed(record.source.text.as_ref()),
        },
    }
}

fn borrowed(text: Option<&String>) -> Option<Cow<'_, str>> {
    text.map(|text| Cow::Borrowed(text.as_str()))
}

fn owned(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(Cow::into_owned)
}

fn link(subject: &Subject) -> Option<LinkRow<'_>> {
    let Subject::Link(link) = subject else { return None };
    Some(LinkRow {
        kind: link.kind.as_str().into(),
        from: link.from.to_string(),
        to: link.to.to_string(),
        role: borrowed(link.role.as_ref()),
        since: link.since.map(|day| day.to_string()),
        until: link.until.map(|day| day.to_string()),
    })
}

impl Content<'_> {
    /// The record again. What the model has stopped taking since it was written is damage, and said so.
    pub(crate) fn into_record(self, id: RecordId, version: u64) -> Result<Record> {
        let damaged = |e| Error::Damaged(format!("record {id}: {e}"));
        Ok(Record {
            id,
            version,
            owner: self.owner.parse::<Member>()?,
            subject: subject(self.entity, self.link).map_err(damaged)?,
            status: self.status.map(|s| s.parse()).transpose()?,
            action: owned(self.action),
            handling: self.handling.read().map_err(damaged)?,
            grading: self.grading.parse()?,
            source: Source {
                list: owned(self.source.list),
                key: owned(self.source.key),
                text: owned(self.source.text),
            },
        })
    }
}

fn subject(entity: Option<EntityRow<'_>>, link: Option<LinkRow<'_>>) -> Result<Subject, Invalid> {
    match (entity, link) {
        (Some(entity), None) => entity.read().map(Subject::Entity),
        (None, Some(link)) => link.read().map(Subject::Link),
        _ => Err(Invalid::new("record", "it is about one entity or one link")),
    }
}

impl<'a> EntityRow<'a> {
    pub(crate) fn of(entity: &'a Entity) -> EntityRow<'a> {
        let texts = |values: &'a [Value]| values.iter().map(|value| value.original().into()).collect();
        let properties = entity.properties().map(|(p, values)| (p.name.into(), texts(values))).collect();
        EntityRow { kind: entity.kind().as_str().into(), properties }
    }

    pub(crate) fn read(self) -> Result<Entity, Invalid> {
        let mut entity = Entity::new(self.kind.parse::<Kind>()?);
        for (property, values) in &self.properties {
            values.iter().try_for_each(|value| entity.add(property, value))?;
        }
        Ok(entity)
    }
}

impl LinkRow<'_> {
    fn read(self) -> Result<Link, Invalid> {
        Ok(Link {
            kind: self.kind.parse()?,
            from: self.from.parse()?,
            to: self.to.parse()?,
            role: owned(self.role),
            since: self.since.map(|day| day.parse()).transpose()?,
            until: self.until.map(|day| day.parse()).transpose()?,
        })
    }
}

impl HandlingRow<'_> {
    fn read(self) -> Result<Handling, Invalid> {
        Ok(Handling {
            level: self.level.parse()?,
            audience: Audience::from_codes(self.audience.iter().map(String::as_str))?,
            never_to: self.never_to.iter().map(|m| m.parse()).collect::<Result<_, _>>()?,
            purposes: self.purposes.iter().map(|p| p.parse()).collect::<Result<_, _>>()?,
            caveats: self.caveats.iter().map(|c| c.parse()).collect::<Result<_, _>>()?,
            review: self.review.map(|day| day.parse()).transpose()?,
            expires_us: self.expires_us,
            life_at_risk: self.life_at_risk,
        })
    }
}
