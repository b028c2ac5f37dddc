//! Edges: schemas that say how two entities are related.
use super::{
    line::{Own, Statement},
    table::{EDGES, Edge},
};
use crate::{Item, LinkDraft};
use model::{LinkKind, PartialDate};

/// Most pairs that one edge may name.
const PAIRS_MAX: usize = 1_000;
/// Properties that say how the record was made, not what it says.
const OF_THE_RECORD: &[&str] = &[
    "createdAt",
    "modifiedAt",
    "retrievedAt",
    "recordId",
    "indexText",
    "alephUrl",
    "proof",
    "namesMentioned",
];
/// Longest role, in bytes.
const ROLE_BYTES_MAX: usize = 2_000;

/// The links of an edge; none if the statement is of a thing.
pub(super) fn read(statement: &Statement) -> Result<Option<Vec<Item>>, String> {
    let Some(edge) = EDGES.iter().find(|edge| edge.schema == statement.schema) else { return Ok(None) };
    let (from, to) = (statement.values(edge.from), statement.values(edge.to));
    let pairs = from.len().saturating_mul(to.len());
    if pairs == 0 {
        return Err(format!(
            "{} names no {}",
            edge.schema,
            if from.is_empty() { edge.from } else { edge.to }
        ));
    }
    if pairs > PAIRS_MAX {
        return Err(format!("{} names more than 1,000 pairs", edge.schema));
    }
    let link = described(statement, edge)?;
    let all = from.iter().flat_map(|from| to.iter().map(move |to| (from, to)));
    let links = all.enumerate().map(|(at, (from, to))| {
        let key = if at == 0 { link.key.clone() } else { format!("{}/{}", link.key, at + 1) };
        Item::Link(LinkDraft { key, from: from.clone(), to: to.clone(), ..link.clone() })
    });
    Ok(Some(links.collect()))
}

/// Everything but the ends.
fn described(statement: &Statement, edge: &Edge) -> Result<LinkDraft, String> {
    let mut link = LinkDraft {
        key: statement.id.clone(),
        kind: edge.kind,
        from: String::new(),
        to: String::new(),
        role: None,
        since: date(statement, "startDate").or_else(|| date(statement, "date")),
        until: date(statement, "endDate"),
    };
    if let Some(own) = &statement.liaison {
        link.kind = kind_of(own)?;
        link.role = statement.first("role");
    } else {
        link.role = role(statement, edge);
    }
    Ok(link)
}

fn kind_of(own: &Own) -> Result<LinkKind, String> {
    let code = own.link.as_deref().ok_or("a link without its kind")?;
    code.parse().map_err(|invalid: model::Invalid| invalid.to_string())
}

fn date(statement: &Statement, name: &str) -> Option<PartialDate> {
    statement.first(name)?.parse().ok()
}

/// The role in the source's words, and all else that the edge says as "name: value".
fn role(statement: &Statement, edge: &Edge) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    words.extend(statement.values("role"));
    words.extend(statement.values("relationship"));
    if words.is_empty() {
        words.extend(edge.role.map(str::to_string));
    }
    let known = [edge.from, edge.to, "role", "relationship"];
    for (name, values) in statement.properties() {
        let dated = matches!(name, "startDate" | "endDate" | "date")
            && values.len() == 1
            && date(statement, name).is_some();
        if !known.contains(&name) && !dated && !OF_THE_RECORD.contains(&name) {
            words.extend(values.iter().map(|value| format!("{name}: {value}")));
        }
    }
    let mut role = words.join("; ");
    role.truncate(role.floor_char_boundary(ROLE_BYTES_MAX));
    (!role.is_empty()).then_some(role)
}
