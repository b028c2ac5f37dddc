//! One line: JSON, read into a statement, and the statement into drafts.
use super::{edge, node};
use crate::Item;
use crate::item::Untaken;
use serde::Deserialize;
use serde_json::Value;

/// Most values of all properties of one line; the largest published entity has a twentieth of it.
const VALUES_MAX: usize = 40_000;

/// One entity as FollowTheMoney states it.
#[derive(Deserialize)]
pub(super) struct Statement {
    pub(super) id: String,
    pub(super) schema: String,
    #[serde(default)]
    properties: serde_json::Map<String, Value>,
    #[serde(default)]
    pub(super) datasets: Vec<String>,
    /// What this program itself wrote, which FollowTheMoney has no place for.
    pub(super) liaison: Option<Own>,
}

/// The part of a line that only this program writes.
#[derive(Deserialize)]
pub(super) struct Own {
    pub(super) kind: String,
    pub(super) link: Option<String>,
    pub(super) status: Option<String>,
    pub(super) action: Option<String>,
    pub(super) text: Option<String>,
    pub(super) level: Option<String>,
}

impl Statement {
    /// Each property with its values, in the order of the line.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&str, Vec<String>)> {
        self.properties.iter().map(|(name, values)| (name.as_str(), texts(values)))
    }

    pub(super) fn values(&self, name: &str) -> Vec<String> {
        self.properties.get(name).map(texts).unwrap_or_default()
    }

    pub(super) fn first(&self, name: &str) -> Option<String> {
        self.values(name).into_iter().next()
    }

    /// What cannot be taken, before anything is.
    fn check(&self) -> Result<(), String> {
        let values = self.properties.values().map(|v| v.as_array().map_or(1, Vec::len)).sum::<usize>();
        let nested = self
            .properties
            .values()
            .any(|v| v.is_object() || v.as_array().is_some_and(|a| a.iter().any(Value::is_object)));
        if self.id.trim().is_empty() {
            Err("has no id".into())
        } else if self.id.len() > 1_000 {
            Err("has an id longer than 1,000 bytes".into())
        } else if values > VALUES_MAX {
            Err("has more than 40,000 values".into())
        } else if nested {
            Err("holds entities within an entity: take the file in which each has its own line".into())
        } else {
            Ok(())
        }
    }
}

fn texts(values: &Value) -> Vec<String> {
    match values {
        Value::Array(values) => values.iter().filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Everything that one line says; why not, where it says nothing that can be taken.
pub(super) fn read(line: &str) -> Result<Vec<Item>, Untaken> {
    let statement: Statement =
        serde_json::from_str(line).map_err(|error| format!("is no FollowTheMoney entity: {error}"))?;
    items(&statement).map_err(|reason| Untaken::of(&statement.id, reason))
}

fn items(statement: &Statement) -> Result<Vec<Item>, String> {
    statement.check()?;
    match edge::read(statement)? {
        Some(links) => Ok(links),
        None => node::read(statement),
    }
}
