//! A record as a line of FollowTheMoney.
use super::table::{self, EDGES};
use model::{Entity, Link, LinkKind, Record, Subject};
use serde_json::{Map, Value, json};

/// One line (without line break) that [`crate::read`] takes back with nothing lost of the entity or link, its status,
/// action, level and source text. What FollowTheMoney has no place for stands in a member of its own, `liaison`.
pub fn write(record: &Record) -> String {
    let (schema, properties) = match &record.subject {
        Subject::Entity(entity) => (table::schema(entity.kind()), of_entity(entity)),
        Subject::Link(link) => of_link(link),
    };
    json!({
        "id": record.id.to_string(),
        "caption": record.caption(),
        "schema": schema,
        "properties": properties,
        "datasets": record.source.list.iter().collect::<Vec<_>>(),
        "liaison": own(record),
    })
    .to_string()
}

fn of_entity(entity: &Entity) -> Map<String, Value> {
    let kind = entity.kind();
    let properties = entity.properties().map(|(property, values)| {
        let texts = values.iter().map(|value| Value::from(value.original())).collect();
        (table::theirs(kind, property.name).to_string(), Value::Array(texts))
    });
    properties.collect()
}

fn of_link(link: &Link) -> (&'static str, Map<String, Value>) {
    let schema = match link.kind {
        LinkKind::Family => "Family",
        LinkKind::Associate => "Associate",
        LinkKind::Member => "Membership",
        LinkKind::Directs => "Directorship",
        LinkKind::Owns => "Ownership",
        LinkKind::Uses | LinkKind::LocatedAt | LinkKind::LinkedTo => "UnknownLink",
    };
    let (from, to) =
        EDGES.iter().find(|e| e.schema == schema).map_or(("subject", "object"), |e| (e.from, e.to));
    let mut properties = Map::new();
    let mut put = |name: &str, text: String| properties.insert(name.to_string(), json!([text]));
    put(from, link.from.to_string());
    put(to, link.to.to_string());
    if let Some(role) = &link.role {
        put("role", role.clone());
    }
    for (name, date) in [("startDate", link.since), ("endDate", link.until)] {
        if let Some(date) = date {
            put(name, date.to_string());
        }
    }
    (schema, properties)
}

fn own(record: &Record) -> Map<String, Value> {
    let mut own = Map::new();
    own.insert("kind".into(), record.kind().as_str().into());
    own.insert("owner".into(), record.owner.as_str().into());
    own.insert("version".into(), record.version.into());
    own.insert("level".into(), record.handling.level.as_str().into());
    own.insert("audience".into(), record.handling.audience.codes().into());
    own.insert("grading".into(), record.grading.to_string().into());
    let link = match &record.subject {
        Subject::Link(link) => Some(link.kind.as_str()),
        Subject::Entity(_) => None,
    };
    let said = [
        ("link", link),
        ("status", record.status.map(|status| status.as_str())),
        ("action", record.action.as_deref()),
        ("text", record.source.text.as_deref()),
        ("key", record.source.key.as_deref()),
    ];
    own.extend(said.into_iter().filter_map(|(name, text)| Some((name.to_string(), text?.into()))));
    own
}
