//! Names of persons on the UN's list as somebody might type them, asked of that list.
use super::listed::{self, Entry};
use super::table::{Line, Sheet, with_ending};
use super::{Figures, fill, say};
use anyhow::{Result, ensure};
use matching::{Index, Probe};
use model::{Entity, Kind};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

const LIMIT: usize = 10;

/// `prefix` names two tables with the same persons in the same order: `PREFIX_untreated.csv` with their names as listed,
/// `PREFIX_treated.csv` as typed.
pub fn run(prefix: &Path, lists: &Path, figures: &mut Figures) -> Result<()> {
    let [listed, typed] =
        ["untreated", "treated"].map(|how| Sheet::read(&with_ending(prefix, '_', &format!("{how}.csv")), 0));
    let (listed, typed) = (listed?, typed?);
    // OFAC lists most of them as well, and would be as right.
    let entries: Vec<Entry> =
        listed::published(lists)?.into_iter().filter(|entry| entry.list == "un").collect();
    say(&format!("asking {} entries of the UN for names as typed", entries.len()));
    let mut bearers: HashMap<BTreeSet<String>, Vec<usize>> = HashMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for name in entry.entity.values("name") {
            bearers.entry(words(name.original())).or_default().push(number);
        }
    }
    let index = fill::filled(entries.len(), |number| Probe::of(&entries[number].entity));
    let (mut asked, mut first, mut ten, mut first_born) = (0usize, 0usize, 0usize, 0usize);
    for (as_listed, as_typed) in listed.rows().zip(typed.rows()) {
        // Who is not on this edition of the list, or there twice, has no one right answer.
        let Some([truth]) = bearers.get(&words(as_listed.cell("full_name"))).map(Vec::as_slice) else {
            continue;
        };
        asked += 1;
        let found = places(&index, &as_typed, &["full_name"]);
        first += usize::from(found.first() == Some(truth));
        ten += usize::from(found.contains(truth));
        let found = places(&index, &as_typed, &["full_name", "date_of_birth"]);
        first_born += usize::from(found.first() == Some(truth));
    }
    ensure!(asked > 0, "none of these persons is on the UN's list");
    figures.add("listed persons asked for by a name as typed", asked as f64, "");
    let share = |count: usize| count as f64 / asked as f64;
    figures.add("found first by a name as typed", share(first), "");
    figures.add("found among ten by a name as typed", share(ten), "");
    figures.add("found first by name and birth date as typed", share(first_born), "");
    Ok(())
}

fn words(name: &str) -> BTreeSet<String> {
    name.to_uppercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

/// The numbers of the entries that answer, best first.
fn places(index: &Index, row: &Line<'_>, columns: &[&str]) -> Vec<usize> {
    let mut entity = Entity::new(Kind::Person);
    for (property, column) in [("name", "full_name"), ("birthDate", "date_of_birth")] {
        if columns.contains(&column) {
            // What is no name or date is not asked for, as in a check.
            let _left_out = entity.add(property, row.cell(column));
        }
    }
    let found = index.search(&Probe::of(&entity), &|_| true, LIMIT, 0.0);
    found.into_iter().map(|found| fill::number(found.record)).collect()
}
