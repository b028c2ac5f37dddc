//! Public sets for record linkage: records with errors of which the true person is known.
use super::table::Sheet;
use super::{Figures, fill, say, twins};
use anyhow::Result;
use matching::Probe;
use model::{Entity, Kind};
use std::path::Path;

/// A set: its file, the column from which the true person is read, and which column is which property.
struct Set {
    file: &'static str,
    person: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

/// FEBRL numbers its records `rec-12-org`, `rec-12-dup-0`: what stands before the second hyphen is the person.
const FEBRL: &[(&str, &str)] = &[
    ("firstName", "given_name"),
    ("lastName", "surname"),
    ("birthDate", "date_of_birth"),
    ("idNumber", "soc_sec_id"),
];

const SETS: &[Set] = &[
    Set { file: "febrl_dataset1.csv.gz", person: "rec_id", columns: FEBRL },
    Set { file: "febrl_dataset2.csv.gz", person: "rec_id", columns: FEBRL },
    Set { file: "febrl_dataset3.csv.gz", person: "rec_id", columns: FEBRL },
    Set {
        file: "splink_fake_1000.csv.gz",
        person: "cluster",
        columns: &[
            ("firstName", "first_name"),
            ("lastName", "surname"),
            ("birthDate", "dob"),
            ("email", "email"),
            ("birthPlace", "city"),
        ],
    },
    Set {
        file: "splink_historical_50k.csv.gz",
        person: "cluster",
        columns: &[
            ("name", "full_name"),
            ("birthDate", "dob"),
            ("birthPlace", "birth_place"),
            ("gender", "gender"),
        ],
    },
];

pub fn run(dir: &Path, figures: &mut Figures) -> Result<()> {
    for set in SETS {
        say(&format!("linking {}", set.file));
        let sheet = Sheet::read(&dir.join(set.file), 0)?;
        let (mut truth, mut probes) = (vec![], vec![]);
        for row in sheet.rows() {
            truth.push(person(set, row.cell(set.person)).to_string());
            let mut entity = Entity::new(Kind::Person);
            for (property, column) in set.columns {
                // Damaged values are what these sets are about; an importer leaves out what is no date.
                let _left_out = entity.add(property, row.cell(column));
            }
            probes.push(Probe::of(&entity));
        }
        let index = fill::filled(probes.len(), |number| probes[number].clone());
        let links = twins::links(&index, twins::LEAST);
        let truth: Vec<&str> = truth.iter().map(String::as_str).collect();
        let name = set.file.trim_end_matches(".csv.gz");
        twins::told(name, &truth, &links, false, figures);
    }
    Ok(())
}

fn person<'t>(set: &Set, cell: &'t str) -> &'t str {
    match set.person {
        "rec_id" => cell.match_indices('-').nth(1).map_or(cell, |(at, _)| &cell[..at]),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duplicate_has_the_number_of_its_original() {
        assert_eq!(person(&SETS[0], "rec-12-dup-0"), person(&SETS[0], "rec-12-org"));
        assert_ne!(person(&SETS[0], "rec-12-org"), person(&SETS[0], "rec-1-org"));
    }
}
