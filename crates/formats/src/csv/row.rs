//! One row: its entity, what else it names, and its links.
use super::{
    columns::{Columns, KeyPart, Places, is_date},
    date,
    mapping::{Link, Mapping, Said, StatusRule, Toward},
};
use crate::item::Untaken;
use crate::{Draft, Item, LinkDraft, csv::columns::fold, input::Row, sketch::Sketch, things::slug};
use model::{Property, Status};

/// Reads a row; why not, where it has no key, another number of columns, or a status that the mapping does not know.
pub(super) fn read(row: &Row<'_>, columns: &Columns, mapping: &Mapping) -> Result<Vec<Item>, Untaken> {
    if row.len() != columns.headers.len() {
        let (here, header) = (row.len(), columns.headers.len());
        return Err(format!("has {here} columns where the header has {header}").into());
    }
    let reading = Reading { row, columns, mapping };
    let key = reading.key()?;
    let untaken = |reason: String| Untaken::of(&key, reason);
    let status = reading.status().map_err(untaken)?;
    let mut items = vec![Item::Entity(Draft {
        entity: reading.entity().map_err(untaken)?,
        status,
        action: reading.said(mapping.action.as_ref(), &columns.action),
        text: reading.said(mapping.text.as_ref(), &columns.text),
        level: mapping.level,
        key: key.clone(),
    })];
    reading.things(&key, &mut items);
    reading.links(&key, &mut items);
    Ok(items)
}

struct Reading<'a> {
    row: &'a Row<'a>,
    columns: &'a Columns,
    mapping: &'a Mapping,
}

impl<'a> Reading<'a> {
    /// The parts of the key; of properties their clean form, so that a blank more or less is no other row. A part that is
    /// not of its type refuses the row, and so does a key that would be many rows' key.
    fn key(&self) -> Result<String, String> {
        let key = &self.columns.key;
        let mut parts = Vec::new();
        for part in key {
            parts.push(match part {
                KeyPart::Missing => String::new(),
                KeyPart::Plain(at) => self.row.get(*at).to_string(),
                KeyPart::Property(property, places) => match self.texts(places).next() {
                    Some(text) => self.clean(property, text)?.to_lowercase(),
                    None => String::new(),
                },
            });
        }
        let telling = key.iter().any(KeyPart::identifies);
        let tells =
            key.iter().zip(&parts).any(|(part, text)| !text.is_empty() && (part.identifies() || !telling));
        if !tells {
            return Err(format!(
                "says nothing in the columns that tell it from other rows ({})",
                self.mapping.key.join(", ")
            ));
        }
        Ok(parts.join(":"))
    }

    fn clean(&self, property: &Property, text: &str) -> Result<String, String> {
        let text = self.dated(property, text);
        property
            .holds
            .clean(&text)
            .map_err(|invalid| format!("{}: {invalid} (it says {text:?})", property.name))
    }

    fn dated(&self, property: &Property, text: &str) -> String {
        if is_date(property) { date::read(text, self.mapping.dates) } else { text.to_string() }
    }

    /// The values of these columns: each cell, or what the mapping's separator parts in it.
    fn texts(&self, places: &'a [usize]) -> impl Iterator<Item = &'a str> {
        let separator = self.mapping.separator;
        let cells = places.iter().map(|at| self.row.get(*at));
        let values = cells.flat_map(move |cell| {
            let whole = separator.is_none().then_some(cell);
            let parted = separator.into_iter().flat_map(|separator| cell.split(separator));
            whole.into_iter().chain(parted.collect::<Vec<_>>())
        });
        values.map(str::trim).filter(|text| !text.is_empty())
    }

    fn fill(&self, sketch: &mut Sketch, places: &'a Places) {
        for (property, places) in places {
            for text in self.texts(places) {
                sketch.put(property.name, property.name, &self.dated(property, text));
            }
        }
    }

    fn entity(&self) -> Result<model::Entity, String> {
        let mut sketch = Sketch::of(self.mapping.part.kind);
        self.fill(&mut sketch, &self.columns.part);
        for (property, text) in &self.mapping.part.constants {
            sketch.put(property.name, property.name, text);
        }
        sketch.name_from_parts();
        for at in &self.columns.rest {
            let (header, text) =
                (self.columns.headers.get(*at).map_or("", String::as_str), self.row.get(*at));
            if !text.is_empty() {
                sketch.note(&format!("{header}: {text}"));
            }
        }
        sketch.whole()
    }

    /// By the mapping's values, or a status as this program writes it. An unknown word is refused: what is found again
    /// must not be taken for stolen.
    fn status(&self) -> Result<Option<Status>, String> {
        let Some(StatusRule { default, values, .. }) = &self.mapping.status else { return Ok(None) };
        let Some(text) = self.texts(&self.columns.status).next() else { return Ok(*default) };
        let known = values.get(&fold(text)).copied().or_else(|| slug(text).parse().ok());
        known.map(Some).ok_or_else(|| format!("says {text:?}, which the mapping gives no status"))
    }

    fn said(&self, said: Option<&Said>, places: &'a [usize]) -> Option<String> {
        let cell = places.iter().map(|at| self.row.get(*at)).find(|text| !text.is_empty());
        cell.map(str::to_string).or_else(|| said?.default.clone())
    }

    /// Other things that the row names. Each is this row's own, even if another row names the same: to find that out
    /// is what records are compared for.
    fn things(&self, key: &str, items: &mut Vec<Item>) {
        for (thing, places) in self.mapping.things.iter().zip(&self.columns.things) {
            let mut sketch = Sketch::of(thing.part.kind);
            self.fill(&mut sketch, places);
            if sketch.entity().is_empty() {
                continue;
            }
            for (property, text) in &thing.part.constants {
                sketch.put(property.name, property.name, text);
            }
            let entity = sketch.finish();
            let other =
                format!("{key}/{}:{}", thing.part.kind.as_str().to_lowercase(), slug(entity.caption()));
            items.push(Item::Entity(Draft {
                key: other.clone(),
                entity,
                status: None,
                action: None,
                text: None,
                level: self.mapping.level,
            }));
            items.push(link(&thing.link, key, &other));
        }
    }

    /// Links to other rows, whose keys stand in a column.
    fn links(&self, key: &str, items: &mut Vec<Item>) {
        for (rule, places) in self.mapping.links.iter().zip(&self.columns.links) {
            items
                .extend(self.texts(places).filter(|other| *other != key).map(|other| link(rule, key, other)));
        }
    }
}

fn link(rule: &Link, this: &str, other: &str) -> Item {
    let (from, to) = match rule.toward {
        Toward::Other => (this, other),
        Toward::This => (other, this),
    };
    Item::Link(LinkDraft {
        key: format!("{from} {} {to}", rule.kind),
        kind: rule.kind,
        from: from.to_string(),
        to: to.to_string(),
        role: rule.role.clone(),
        since: None,
        until: None,
    })
}
