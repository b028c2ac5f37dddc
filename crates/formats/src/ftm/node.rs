//! Things: persons, bodies, papers, vehicles and all that is no edge.
use super::{
    line::{Own, Statement},
    table::{self, Reference},
    topics,
};
use crate::{Draft, Item, LinkDraft, sketch::Sketch};
use model::{Kind, Level, Status};

/// Properties that say how the record was made, not what it says.
const OF_THE_RECORD: &[&str] = &["createdAt", "modifiedAt", "retrievedAt", "indexText", "alephUrl"];

/// The draft of a thing, and the links that its own properties name.
pub(super) fn read(statement: &Statement) -> Result<Vec<Item>, String> {
    let topics = statement.values("topics");
    let kind = kind(statement, &topics)?;
    let mut reading =
        Reading { statement, sketch: Sketch::of(kind), links: Vec::new(), status: None, action: None };
    for (name, values) in statement.properties() {
        for value in values {
            reading.take(name, &value);
        }
    }
    reading.complete();
    let mut draft = Draft {
        key: statement.id.clone(),
        status: reading.status.or_else(|| topics::status(&topics)),
        action: reading.action,
        text: (!statement.datasets.is_empty()).then(|| statement.datasets.join(", ")),
        level: None,
        entity: reading.sketch.whole()?,
    };
    if let Some(own) = &statement.liaison {
        own.tell(&mut draft)?;
    }
    if draft.entity.is_empty() {
        return Err(format!("{} says nothing", statement.schema));
    }
    Ok(std::iter::once(Item::Entity(draft)).chain(reading.links.into_iter().map(Item::Link)).collect())
}

fn kind(statement: &Statement, topics: &[String]) -> Result<Kind, String> {
    if let Some(own) = &statement.liaison {
        return own.kind.parse().map_err(|invalid: model::Invalid| invalid.to_string());
    }
    let kind = table::kind(&statement.schema)
        .ok_or_else(|| format!("no kind of entity holds the schema {}", statement.schema))?;
    Ok(topics::kind(&statement.schema, kind, topics))
}

impl Own {
    /// Says what FollowTheMoney has no place for; nothing is guessed from topics then.
    fn tell(&self, draft: &mut Draft) -> Result<(), String> {
        let wrong = |invalid: model::Invalid| invalid.to_string();
        draft.status = self.status.as_deref().map(str::parse::<Status>).transpose().map_err(wrong)?;
        draft.level = self.level.as_deref().map(str::parse::<Level>).transpose().map_err(wrong)?;
        draft.action.clone_from(&self.action);
        draft.text.clone_from(&self.text);
        Ok(())
    }
}

struct Reading<'a> {
    statement: &'a Statement,
    sketch: Sketch,
    links: Vec<LinkDraft>,
    status: Option<Status>,
    action: Option<String>,
}

impl Reading<'_> {
    fn take(&mut self, name: &str, value: &str) {
        let kind = self.sketch.kind();
        if self.statement.liaison.is_some() {
            self.sketch.put(table::ours(kind, name), name, value);
        } else if name == "status" && value.parse::<Status>().is_ok() {
            self.status = self.status.or(value.parse().ok());
        } else if name == "action" {
            self.action.get_or_insert_with(|| value.to_string());
        } else if let Some(reference) = table::refers(kind, &self.statement.schema, name) {
            self.refer(reference, value);
        } else if name == "notes" {
            self.sketch.note(value);
        } else if !OF_THE_RECORD.contains(&name) {
            self.sketch.put(table::ours(kind, name), name, value);
        }
    }

    fn refer(&mut self, reference: &Reference, other: &str) {
        let this = &self.statement.id;
        let (from, to) = if reference.outward { (this.as_str(), other) } else { (other, this.as_str()) };
        self.links.push(LinkDraft {
            key: format!("{this}/{}/{other}", reference.property),
            kind: reference.kind,
            from: from.to_string(),
            to: to.to_string(),
            role: reference.role.map(str::to_string),
            since: None,
            until: None,
        });
    }

    /// What FollowTheMoney says by the schema or in parts.
    fn complete(&mut self) {
        if self.statement.liaison.is_some() {
            return;
        }
        let schema = self.statement.schema.as_str();
        if matches!(schema, "Passport" | "Sanction" | "Risk" | "Position") && !self.sketch.has("type") {
            self.sketch.put("type", "type", schema);
        }
        if self.sketch.kind() == Kind::Address && !self.sketch.has("full") {
            let parts = ["street", "city", "postalCode", "region", "state", "country"];
            let full: Vec<String> = parts.iter().filter_map(|part| self.statement.first(part)).collect();
            self.sketch.try_put("full", &full.join(", "));
        }
        self.sketch.name_from_parts();
    }
}
