//! What the records of a profile state, value by value, each with all who state it.
use model::{Property, Value};
use store::record::Held;

/// A value, and the records that state it.
#[derive(Debug, Clone)]
pub struct Stated<'r> {
    pub property: &'static Property,
    /// As the first of them wrote it.
    pub value: &'r Value,
    pub by: Vec<&'r Held>,
}

/// In the order of the schema's table; of one property, what most state first. Values that are compared as the same are
/// one, whoever wrote them how.
pub fn stated(records: &[Held]) -> Vec<Stated<'_>> {
    let mut all: Vec<Stated<'_>> = vec![];
    for held in records {
        for (property, values) in held.record.entity().into_iter().flat_map(|entity| entity.properties()) {
            for value in values {
                let same = |s: &&mut Stated<'_>| {
                    s.property.name == property.name && s.value.clean() == value.clean()
                };
                match all.iter_mut().find(same) {
                    Some(stated) if stated.by.iter().any(|by| by.record.id == held.record.id) => {}
                    Some(stated) => stated.by.push(held),
                    None => all.push(Stated { property, value, by: vec![held] }),
                }
            }
        }
    }
    let place = |name: &str| model::schema::PROPERTIES.iter().position(|p| p.name == name);
    all.sort_by_key(|s| (place(s.property.name), std::cmp::Reverse(s.by.len())));
    all
}
