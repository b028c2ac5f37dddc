//! Entries of published lists as entities: OFAC and the UN through their readers, the UK and the US consolidated list here.
//!
//! The program has no reader for the last two; a mapping of CSV cannot part several values in one cell as these do.
use super::table::{Sheet, text};
use crate::demo::lists;
use anyhow::{Context, Result};
use formats::{Item, Plan, Step};
use model::{Entity, Kind};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// One entry of a list.
pub struct Entry {
    /// As lists of clusters name it, where it is one of those.
    pub key: String,
    pub list: &'static str,
    pub entity: Entity,
}

/// OFAC's and the UN's newest lists in the folder.
pub fn published(dir: &Path) -> Result<Vec<Entry>> {
    let mut entries = vec![];
    for list in lists::of_folder(dir)? {
        let format = list.format.parse()?;
        for step in formats::read(Plan { format, files: list.files, mapping: None })? {
            if let Step::Item(Item::Entity(draft)) = step {
                entries.push(Entry { key: draft.key, list: list.name, entity: draft.entity });
            }
        }
    }
    Ok(entries)
}

/// The lists of the UN, the UK and the US in the folder, each entry under the key that the clusters use.
pub fn of_three(dir: &Path) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = published(dir)?.into_iter().filter(|entry| entry.list == "un").collect();
    let data_ids = data_ids(&text(&newest(dir, "un_sc")?)?);
    for entry in &mut entries {
        if let Some(number) = data_ids.get(entry.key.as_str()) {
            entry.key = format!("unsc-{number}");
        }
    }
    entries.extend(uk(&newest(dir, "uk_hmt")?)?);
    entries.extend(us(&newest(dir, "us_csl")?)?);
    Ok(entries)
}

fn newest(dir: &Path, begin: &str) -> Result<PathBuf> {
    let names =
        std::fs::read_dir(dir)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let name = names.filter(|name| name.starts_with(begin)).max();
    Ok(dir.join(name.with_context(|| format!("{}: no file {begin}…", dir.display()))?))
}

/// The UN's entries bear two numbers: the reader keeps the reference, the clusters the other.
fn data_ids(xml: &str) -> HashMap<String, String> {
    let inner = |text: &str, tag: &str| -> Option<String> {
        let (_, rest) = text.split_once(&format!("<{tag}>"))?;
        Some(rest.split_once('<')?.0.trim().to_string())
    };
    let entries = xml.split("<DATAID>").skip(1).filter_map(|entry| {
        let number = entry.split_once('<')?.0.trim().to_string();
        Some((inner(entry, "REFERENCE_NUMBER")?, number))
    });
    entries.collect()
}

/// The UK's consolidated list: one row a name, date or place, of which those of one group are of one entry.
fn uk(path: &Path) -> Result<Vec<Entry>> {
    let sheet = Sheet::read(path, 1)?;
    let mut groups: BTreeMap<String, Entity> = BTreeMap::new();
    for row in sheet.rows() {
        let kind = if row.cell("Group Type") == "Individual" { Kind::Person } else { Kind::Company };
        let entity =
            groups.entry(format!("gb-hmt-{}", row.cell("Group ID"))).or_insert_with(|| Entity::new(kind));
        let parts =
            ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"].map(|column| row.cell(column));
        let name = parts.join(" ");
        take(entity, if row.cell("Alias Type") == "Prime Alias" { "name" } else { "alias" }, &name);
        take(entity, "birthDate", &year_first(row.cell("DOB")));
        for (property, column) in [
            ("birthPlace", "Town of Birth"),
            ("birthCountry", "Country of Birth"),
            ("nationality", "Nationality"),
            ("country", "Country"),
        ] {
            numbered(row.cell(column)).iter().for_each(|one| take(entity, property, one));
        }
        numbers(row.cell("Passport Details")).iter().for_each(|one| take(entity, "passportNumber", one));
        numbers(row.cell("NI Number")).iter().for_each(|one| take(entity, "idNumber", one));
    }
    Ok(groups.into_iter().map(|(key, entity)| Entry { key, list: "uk", entity }).collect())
}

/// The US consolidated screening list: one row an entry, values of a cell parted by semicolons.
fn us(path: &Path) -> Result<Vec<Entry>> {
    let sheet = Sheet::read(path, 0)?;
    let mut entries: BTreeMap<String, Entity> = BTreeMap::new();
    for row in sheet.rows().filter(|row| !row.cell("entity_number").is_empty()) {
        let kind = match row.cell("type") {
            "Individual" => Kind::Person,
            "Vessel" => Kind::Vessel,
            "Aircraft" => Kind::Aircraft,
            _ => Kind::Company,
        };
        let key = format!("ofac-{}", row.cell("entity_number"));
        let entity = entries.entry(key).or_insert_with(|| Entity::new(kind));
        for (property, column) in [
            ("name", "name"),
            ("alias", "alt_names"),
            ("nationality", "nationalities"),
            ("nationality", "citizenships"),
            ("birthPlace", "places_of_birth"),
        ] {
            row.cell(column).split(';').for_each(|one| take(entity, property, one));
        }
        row.cell("dates_of_birth")
            .split(';')
            .for_each(|one| take(entity, "birthDate", &one.replace(" to ", "/")));
        row.cell("addresses").split(';').filter_map(country).for_each(|code| take(entity, "country", code));
        row.cell("ids").split(';').for_each(|one| paper(entity, one));
    }
    Ok(entries.into_iter().map(|(key, entity)| Entry { key, list: "us", entity }).collect())
}

/// The country code at the end of an address: "1 Long Street, Lome, TG".
fn country(address: &str) -> Option<&str> {
    let last = address.rsplit(", ").next()?.trim();
    (last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(last)
}

/// "GT, 557109K, Passport": the last says what the number before it is.
fn paper(entity: &mut Entity, text: &str) {
    let mut from_end = text.rsplit(", ").map(|part| part.trim().trim_end_matches('#').trim());
    let (Some(sort), Some(number)) = (from_end.next(), from_end.next()) else { return };
    let property = match sort {
        sort if sort.contains("Passport") => "passportNumber",
        sort if sort.contains("National ID")
            || sort.contains("Identification")
            || sort.contains("Cedula") =>
        {
            "idNumber"
        }
        sort if sort.contains("Tax") => "taxNumber",
        sort if sort.contains("Registration") => "registrationNumber",
        sort if sort.contains("Vessel") => "imoNumber",
        _ => return,
    };
    take(entity, property, number.trim_start_matches("IMO "));
}

/// Adds a value; one that is no such property, or that this kind has not, is left out, as an importer would.
fn take(entity: &mut Entity, property: &str, text: &str) {
    let text = text.trim();
    if !text.is_empty() && text != "-" {
        let _left_out = entity.add(property, text);
    }
}

/// "24/08/1962" with zeros for the unknown, the year first.
fn year_first(text: &str) -> String {
    match text.split('/').collect::<Vec<_>>().as_slice() {
        [day, month, year] => format!("{year}-{month}-{day}"),
        _ => text.to_string(),
    }
}

/// "1) Beja 2) Tunis", "(1) Syrian (2) Swiss": each by itself.
fn numbered(text: &str) -> Vec<String> {
    let marks = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(|digit| format!("{digit})"));
    let mut parts = text.to_string();
    marks.iter().for_each(|mark| parts = parts.replace(mark, "\n"));
    let parts = parts.split('\n').map(|part| part.trim().trim_end_matches('(').trim().to_string());
    parts.filter(|part| !part.is_empty()).collect()
}

/// The words of a remark that are numbers of papers: six signs and more, four of them digits, no year in brackets.
fn numbers(text: &str) -> Vec<String> {
    let outside = text.split('(').map(|part| part.rsplit(')').next().unwrap_or(part));
    let words = outside.flat_map(|part| part.split([' ', ',', '.', ':', ';']));
    let number = |word: &&str| word.len() >= 6 && word.bytes().filter(u8::is_ascii_digit).count() >= 4;
    words.filter(number).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_several_values_are_parted() {
        assert_eq!(numbered("(1) Togolese (2) Utopian"), ["Togolese", "Utopian"]);
        assert_eq!(numbered("1) Lome 2) Kara"), ["Lome", "Kara"]);
        assert_eq!(numbered("Lome"), ["Lome"]);
        assert_eq!(
            numbers("Passport No: X592667 (Utopian passport issued on 3 May 2007), 4462433"),
            ["X592667", "4462433"]
        );
        assert_eq!(year_first("00/00/1980"), "1980-00-00");
        assert_eq!([" 1 Long Street, Lome, TG", "TG", "Lome"].map(country), [Some("TG"), Some("TG"), None]);
    }

    #[test]
    fn a_paper_is_what_its_last_word_says() {
        let mut person = Entity::new(Kind::Person);
        paper(&mut person, " UT, 2014-08-30, 2009-08-31, K475336, Passport");
        paper(&mut person, "UT, 28940000602, National ID No.");
        paper(&mut person, "UT, 557109K, Library card");
        assert_eq!(person.first("passportNumber").map(|value| value.clean()), Some("K475336"));
        assert_eq!(person.first("idNumber").map(|value| value.clean()), Some("28940000602"));
        assert_eq!(person.properties().count(), 2);
    }

    #[test]
    fn both_numbers_of_an_entry_are_found() {
        let xml = "<A><DATAID>12</DATAID><REFERENCE_NUMBER>UTi.001</REFERENCE_NUMBER></A><A><DATAID>13</DATAID></A>";
        assert_eq!(data_ids(xml), HashMap::from([("UTi.001".to_string(), "12".to_string())]));
    }
}
