//! A record on its way: every value as its owner gave it, from which all else follows at the other end too.
use super::file::{FileStated, files_of, going};
use model::{
    Audience, Entity, Grading, Handling, Invalid, Kind, Link, Member, Record, RecordId, Source, Subject,
    Value,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::attachment::Attachment;
use wire::envelope::Attached;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stated {
    pub id: String,
    pub version: u64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    entity: Option<EntityStated>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    link: Option<LinkStated>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    action: Option<String>,
    level: String,
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
    grading: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    list: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    text: Option<String>,
    /// What its files are called, in the order of the envelope's attachments.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    files: Vec<FileStated>,
    /// Those attachments; they travel beside the payload.
    #[serde(skip)]
    pub(super) sealed: Vec<Attached>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EntityStated {
    kind: String,
    properties: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct LinkStated {
    kind: String,
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    until: Option<String>,
}

impl Stated {
    /// The whole of its handling goes with it, for whoever holds it must keep it too.
    pub(crate) fn of(record: &Record) -> Stated {
        let handling = &record.handling;
        let texts = |all: &mut dyn Iterator<Item = String>| all.collect::<Vec<String>>();
        let (entity, link) = match &record.subject {
            Subject::Entity(entity) => (Some(EntityStated::of(entity)), None),
            Subject::Link(link) => (None, Some(LinkStated::of(link))),
        };
        Stated {
            id: record.id.to_string(),
            version: record.version,
            entity,
            link,
            status: record.status.map(|status| status.to_string()),
            action: record.action.clone(),
            level: handling.level.to_string(),
            audience: handling.audience.codes(),
            never_to: texts(&mut handling.never_to.iter().map(ToString::to_string)),
            purposes: texts(&mut handling.purposes.iter().map(ToString::to_string)),
            caveats: texts(&mut handling.caveats.iter().map(ToString::to_string)),
            review: handling.review.map(|day| day.to_string()),
            expires_us: handling.expires_us,
            life_at_risk: handling.life_at_risk,
            grading: record.grading.to_string(),
            list: record.source.list.clone(),
            key: record.source.key.clone(),
            text: record.source.text.clone(),
            files: vec![],
            sealed: vec![],
        }
    }

    /// With those of its files that go where it goes.
    pub(crate) fn with(mut self, files: &[Attachment]) -> Stated {
        (self.files, self.sealed) = going(files);
        self
    }

    /// Its files, as this owner states them: none of them is here yet.
    pub(crate) fn files(
        &self,
        owner: &Member,
        sealed: &[Attached],
        at_us: i64,
    ) -> Result<Vec<Attachment>, Invalid> {
        files_of(&self.files, (owner, self.id.parse()?), sealed, at_us)
    }

    /// From when on its copies are dead, in milliseconds since 1970.
    pub(super) fn expires_ms(&self) -> Option<u64> {
        self.expires_us.and_then(|us| u64::try_from(us / 1_000).ok())
    }

    /// The record of this owner. What the model does not take is refused with its reason.
    pub(crate) fn read(self, owner: &Member) -> Result<Record, Invalid> {
        let subject = match (self.entity, self.link) {
            (Some(entity), None) => Subject::Entity(entity.read()?),
            (None, Some(link)) => Subject::Link(link.read()?),
            _ => return Err(Invalid::new("record", "it is about one entity or one link")),
        };
        let codes: Vec<&str> = self.audience.iter().map(String::as_str).collect();
        Ok(Record {
            id: self.id.parse::<RecordId>()?,
            owner: owner.clone(),
            version: self.version,
            subject,
            status: self.status.map(|status| status.parse()).transpose()?,
            action: self.action,
            handling: Handling {
                level: self.level.parse()?,
                audience: Audience::from_codes(codes)?,
                never_to: self.never_to.iter().map(|m| m.parse()).collect::<Result<_, _>>()?,
                purposes: self.purposes.iter().map(|p| p.parse()).collect::<Result<_, _>>()?,
                caveats: self.caveats.iter().map(|c| c.parse()).collect::<Result<_, _>>()?,
                review: self.review.map(|day| day.parse()).transpose()?,
                expires_us: self.expires_us,
                life_at_risk: self.life_at_risk,
            },
            grading: self.grading.parse::<Grading>()?,
            source: Source { list: self.list, key: self.key, text: self.text },
        })
    }
}

impl EntityStated {
    pub(crate) fn of(entity: &Entity) -> EntityStated {
        let texts = |values: &[Value]| values.iter().map(|value| value.original().to_owned()).collect();
        let properties = entity.properties().map(|(p, values)| (p.name.to_owned(), texts(values))).collect();
        EntityStated { kind: entity.kind().to_string(), properties }
    }

    pub(crate) fn read(self) -> Result<Entity, Invalid> {
        let mut entity = Entity::new(self.kind.parse::<Kind>()?);
        for (property, values) in &self.properties {
            values.iter().try_for_each(|value| entity.add(property, value))?;
        }
        Ok(entity)
    }
}

impl LinkStated {
    fn of(link: &Link) -> LinkStated {
        LinkStated {
            kind: link.kind.to_string(),
            from: link.from.to_string(),
            to: link.to.to_string(),
            role: link.role.clone(),
            since: link.since.map(|day| day.to_string()),
            until: link.until.map(|day| day.to_string()),
        }
    }

    fn read(self) -> Result<Link, Invalid> {
        Ok(Link {
            kind: self.kind.parse()?,
            from: self.from.parse()?,
            to: self.to.parse()?,
            role: self.role,
            since: self.since.map(|day| day.parse()).transpose()?,
            until: self.until.map(|day| day.parse()).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn record() -> Record {
        let entity = Entity::new(Kind::Person)
            .with("name", "نبيل فرجاني")
            .and_then(|e| e.with("birthDate", "1974-08"))
            .unwrap();
        Record {
            id: RecordId::from_bytes([7; 16]),
            owner: "TG".parse().unwrap(),
            version: 3,
            subject: Subject::Entity(entity),
            status: Some("wanted".parse().unwrap()),
            action: Some("Arrest, call NCB Lomé".into()),
            handling: Handling {
                audience: Audience::from_codes(["FR", "NE"]).unwrap(),
                never_to: ["RU".parse().unwrap()].into(),
                purposes: ["investigation".parse().unwrap()].into(),
                expires_us: Some(99),
                life_at_risk: true,
                ..Handling::default()
            },
            grading: Grading::default(),
            source: Source { list: None, key: None, text: Some("case 17".into()) },
        }
    }

    #[test]
    fn a_record_arrives_as_it_left() {
        let sent = serde_json::to_vec(&Stated::of(&record())).unwrap();
        let come = serde_json::from_slice::<Stated>(&sent).unwrap().read(&"TG".parse().unwrap()).unwrap();
        assert_eq!(come, record());
    }

    #[test]
    fn what_the_model_does_not_take_is_refused() {
        let mut sent = serde_json::to_value(Stated::of(&record())).unwrap();
        sent["level"] = "cosmic".into();
        let come = serde_json::from_value::<Stated>(sent).unwrap();
        assert!(come.read(&"TG".parse().unwrap()).is_err());
    }
}
