//! Generated persons as entities, and the index of them: what they cost.
use super::table::{Generated, Row, Table};
use super::{Figures, Target, fill, machine, say};
use matching::{Index, Probe};
use model::{Entity, Kind};
use std::time::Instant;

/// What a row says under these columns, as a person. A value that is no such property, an unknown date among them, is left
/// out, as an importer would.
pub fn person(row: &Row<'_>, columns: &[(&str, &str)]) -> Entity {
    let mut entity = Entity::new(Kind::Person);
    for (property, column) in columns {
        let cell = row.cell(column);
        if !cell.is_empty() {
            let _left_out = entity.add(property, cell);
        }
    }
    entity
}

/// Everything that a bureau's record of the person would hold.
pub const WHOLE: &[(&str, &str)] = &[
    ("name", "full"),
    ("alias", "native"),
    ("alias", "alias"),
    ("gender", "sex"),
    ("birthDate", "dob"),
    ("nationality", "nat"),
    ("passportNumber", "doc_no"),
    ("passportNumber", "doc2_no"),
];

pub fn indexed(data: &Generated, figures: &mut Figures) -> Index {
    let count = data.persons.len();
    say(&format!("indexing {count} persons"));
    let before = held_mb();
    let began = Instant::now();
    let index = of_table(&data.persons);
    figures.add("persons", count as f64, "");
    figures.add("folding and indexing, all cores", count as f64 / began.elapsed().as_secs_f64(), "persons/s");
    let each = index.bytes() as f64 / count.max(1) as f64;
    figures.hold("index memory a person, as the index counts it", each, "bytes", Target::AtMost(160.0));
    let grown = (held_mb() - before) * 1e6 / count.max(1) as f64;
    figures.add("memory a person by which the process grew", grown, "bytes");
    index
}

/// An index of all rows, numbered from the first.
pub fn of_table(table: &Table) -> Index {
    fill::filled(table.len(), |number| Probe::of(&person(&table.row(number), WHOLE)))
}

fn held_mb() -> f64 {
    machine::memory_mb(std::process::id()).map_or(0.0, |(now, _)| now)
}
