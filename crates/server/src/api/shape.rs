//! The shapes of the domain's words on the wire, and how they are read and written. A released shape keeps its fields.
use crate::problem::{Flawed, Problem};
use model::{
    Audience, Caveat, Entity, Grading, Handling, Invalid, Kind, Level, Link, LinkKind, Member, PartialDate,
    Purpose, Record, RecordId, Source, Status, Subject,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use utoipa::ToSchema;

/// An entity: its kind, and the values of its properties by name (`GET /api/v1/openapi.json` of FollowTheMoney's names).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntityShape {
    /// `Person`, `Document`, `Vehicle`…
    #[schema(example = "Person")]
    pub kind: String,
    #[serde(default)]
    #[schema(example = json!({"name": ["Ama Mensah"], "birthDate": ["1974-08-12"], "nationality": ["tg"]}))]
    pub properties: BTreeMap<String, Vec<String>>,
}

impl EntityShape {
    /// As it was given.
    pub(crate) fn of(entity: &Entity) -> EntityShape {
        let texts =
            |values: &[model::Value]| values.iter().map(|value| value.original().to_owned()).collect();
        let properties = entity.properties().map(|(p, values)| (p.name.to_owned(), texts(values))).collect();
        EntityShape { kind: entity.kind().to_string(), properties }
    }

    /// Every value is read; all that is wrong is told at once. `at` is where it stands in the body.
    pub(crate) fn read(&self, at: &str) -> Result<Entity, Problem> {
        entity(&self.kind, &self.properties, at)
    }
}

/// Reads kind and properties.
pub(crate) fn entity(
    kind: &str,
    properties: &BTreeMap<String, Vec<String>>,
    at: &str,
) -> Result<Entity, Problem> {
    let field = |name: &str| if at.is_empty() { name.to_string() } else { format!("{at}.{name}") };
    let kind: Kind = part(&field("kind"), kind)?;
    let mut entity = Entity::new(kind);
    let mut flaws = vec![];
    for (name, values) in properties {
        for value in values {
            if let Err(invalid) = entity.add(name, value) {
                flaws.push(Flawed {
                    field: field(&format!("properties.{name}")),
                    reason: invalid.why.to_string(),
                });
            }
        }
    }
    if flaws.is_empty() { Ok(entity) } else { Err(Problem::Invalid(flaws)) }
}

/// Reads a text as its type; the problem names the field.
pub(crate) fn part<T: FromStr<Err = Invalid>>(field: &str, text: &str) -> Result<T, Problem> {
    text.parse().map_err(|invalid: Invalid| Problem::at(field, invalid.why))
}

pub(crate) fn parts<T, C>(field: &str, texts: &[String]) -> Result<C, Problem>
where
    T: FromStr<Err = Invalid>,
    C: FromIterator<T>,
{
    texts.iter().map(|text| part(field, text)).collect()
}

/// Handling: what is not said is as in a record that says nothing (official, for the owner alone, for every purpose).
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct HandlingShape {
    /// `open`, `official`, `restricted`, `confidential`.
    #[schema(example = "official")]
    pub level: Option<String>,
    /// `["own"]`, `["all"]`, or codes of members.
    #[schema(example = json!(["own"]))]
    pub audience: Vec<String>,
    pub never_to: Vec<String>,
    /// Purposes it may be used for; empty: every one.
    #[schema(example = json!(["border-control"]))]
    pub purposes: Vec<String>,
    /// `H0` to `H3`.
    pub caveats: Vec<String>,
    /// Day by which the owner looks at it again.
    pub review: Option<String>,
    /// Moment from which the record is dead (RFC 3339).
    pub expires: Option<String>,
    /// Somebody's life is at risk: on its way to others it overtakes everything else.
    pub life_at_risk: bool,
}

impl HandlingShape {
    pub(crate) fn read(&self) -> Result<Handling, Problem> {
        let level = self.level.as_deref().map(|level| part::<Level>("handling.level", level)).transpose()?;
        let audience = Audience::from_codes(self.audience.iter().map(String::as_str));
        let review =
            self.review.as_deref().map(|day| part::<PartialDate>("handling.review", day)).transpose()?;
        let expires_us = self.expires.as_deref().map(|at| moment("handling.expires", at)).transpose()?;
        Ok(Handling {
            level: level.unwrap_or_default(),
            audience: audience.map_err(|invalid| Problem::at("handling.audience", invalid.why))?,
            never_to: parts::<Member, BTreeSet<_>>("handling.never_to", &self.never_to)?,
            purposes: parts::<Purpose, BTreeSet<_>>("handling.purposes", &self.purposes)?,
            caveats: parts::<Caveat, BTreeSet<_>>("handling.caveats", &self.caveats)?,
            review,
            expires_us,
            life_at_risk: self.life_at_risk,
        })
    }

    pub(crate) fn of(handling: &Handling) -> HandlingShape {
        HandlingShape {
            level: Some(handling.level.as_str().to_string()),
            audience: handling.audience.codes(),
            never_to: handling.never_to.iter().map(ToString::to_string).collect(),
            purposes: handling.purposes.iter().map(ToString::to_string).collect(),
            caveats: handling.caveats.iter().map(ToString::to_string).collect(),
            review: handling.review.map(|day| day.to_string()),
            expires: handling.expires_us.map(rfc3339),
            life_at_risk: handling.life_at_risk,
        }
    }
}

/// A moment in microseconds since 1970 as `2026-11-22T15:54:07.123456Z`.
pub(crate) fn rfc3339(us: i64) -> String {
    jiff::Timestamp::from_microsecond(us).map_or_else(|_| us.to_string(), |at| at.to_string())
}

/// Reads a moment (RFC 3339), or a day, which begins at midnight UTC.
pub(crate) fn moment(field: &str, text: &str) -> Result<i64, Problem> {
    let wrong = |_| Problem::at(field, "expected a moment (2026-11-22T15:54:07Z) or a day (2026-11-22)");
    if let Ok(day) = text.parse::<jiff::civil::Date>()
        && text.len() == 10
    {
        let start = day.to_zoned(jiff::tz::TimeZone::UTC).map_err(wrong)?;
        return Ok(start.timestamp().as_microsecond());
    }
    text.parse::<jiff::Timestamp>().map(|at| at.as_microsecond()).map_err(wrong)
}

/// Where the owner has it from.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SourceShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl SourceShape {
    pub(crate) fn read(self) -> Source {
        Source { list: self.list, key: self.key, text: self.text }
    }

    pub(crate) fn of(source: &Source) -> SourceShape {
        SourceShape { list: source.list.clone(), key: source.key.clone(), text: source.text.clone() }
    }
}

/// A link between two records.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkShape {
    /// `family`, `associate`, `member`, `directs`, `owns`, `uses`, `located-at`, `linked-to`.
    pub kind: String,
    /// Ids of records.
    pub from: String,
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl LinkShape {
    pub(crate) fn read(&self) -> Result<Link, Problem> {
        let date = |field: &str, text: &Option<String>| {
            text.as_deref().map(|t| part::<PartialDate>(field, t)).transpose()
        };
        Ok(Link {
            kind: part::<LinkKind>("link.kind", &self.kind)?,
            from: part::<RecordId>("link.from", &self.from)?,
            to: part::<RecordId>("link.to", &self.to)?,
            role: self.role.clone().filter(|role| !role.trim().is_empty()),
            since: date("link.since", &self.since)?,
            until: date("link.until", &self.until)?,
        })
    }

    fn of(link: &Link) -> LinkShape {
        LinkShape {
            kind: link.kind.to_string(),
            from: link.from.to_string(),
            to: link.to.to_string(),
            role: link.role.clone(),
            since: link.since.map(|day| day.to_string()),
            until: link.until.map(|day| day.to_string()),
        }
    }
}

/// A record in one version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordShape {
    pub id: String,
    pub version: u64,
    pub owner: String,
    pub kind: String,
    pub caption: String,
    pub properties: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkShape>,
    pub status: Option<String>,
    /// What the owner asks to be done.
    pub action: Option<String>,
    pub handling: HandlingShape,
    #[schema(example = "B2")]
    pub grading: String,
    pub source: SourceShape,
}

impl RecordShape {
    pub(crate) fn of(record: &Record) -> RecordShape {
        let (properties, link) = match &record.subject {
            Subject::Entity(entity) => (originals(entity), None),
            Subject::Link(link) => (BTreeMap::new(), Some(LinkShape::of(link))),
        };
        RecordShape {
            id: record.id.to_string(),
            version: record.version,
            owner: record.owner.to_string(),
            kind: record.kind().to_string(),
            caption: record.caption().to_string(),
            properties,
            link,
            status: record.status.map(|s: Status| s.to_string()),
            action: record.action.clone(),
            handling: HandlingShape::of(&record.handling),
            grading: record.grading.to_string(),
            source: SourceShape::of(&record.source),
        }
    }
}

/// Values as their owner gave them.
fn originals(entity: &Entity) -> BTreeMap<String, Vec<String>> {
    let property = |values: &[model::Value]| values.iter().map(|v| v.original().to_string()).collect();
    entity.properties().map(|(p, values)| (p.name.to_string(), property(values))).collect()
}

/// Reads a grading such as `B2`; none is X4, not assessed.
pub(crate) fn grading(text: Option<&str>) -> Result<Grading, Problem> {
    text.map_or(Ok(Grading::default()), |text| part("grading", text))
}

/// A share of a whole, 0 to 1, to three places; nothing of nothing is 0.
pub(crate) fn rounded_share(part: u64, whole: u64) -> f64 {
    let thousandths = part.saturating_mul(1_000).checked_div(whole).unwrap_or(0);
    f64::from(u32::try_from(thousandths).unwrap_or(0)) / 1_000.0
}
