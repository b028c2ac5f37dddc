//! The SDN list of the US Treasury's Office of Foreign Assets Control: its set of CSV files (names, alternate names,
//! addresses, remarks that go on), read as one.
mod entry;
mod names;
mod nature;
mod office;
mod paper;
mod remarks;
mod says;
mod sides;

use crate::{
    Refused, Step,
    input::{Gauge, Row, Rows},
    item::Untaken,
    things::Things,
};
use names::{Found, Names};
use sides::{Role, Sides};
use std::{
    collections::{HashSet, VecDeque},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Everything of these files: entries as they come, then what they share, then their links.
pub(crate) fn read(files: Vec<PathBuf>, gauge: Arc<Gauge>) -> impl Iterator<Item = Step> + Send {
    List { gauge, waiting: files.into(), ..List::default() }
}

/// "Linked To": one entry names another, perhaps one that comes later.
struct Named {
    by: String,
    name: String,
    /// In the remarks' words.
    says: entry::Says,
    line: u64,
    file: Arc<str>,
}

#[derive(Default)]
struct List {
    gauge: Arc<Gauge>,
    waiting: VecDeque<PathBuf>,
    /// Files of entries, left for when the others are known.
    entries: VecDeque<(Arc<str>, Rows)>,
    sides: Sides,
    /// Numbers of the entries.
    met: HashSet<String>,
    names: Names,
    named: VecDeque<Named>,
    things: Things,
    rest: Option<Box<dyn Iterator<Item = Step> + Send>>,
    /// Whether a file of entries was read to its end, so that what was not met is truly not there.
    whole: bool,
    /// Whether the last row of entries was refused.
    refused: bool,
    steps: VecDeque<Step>,
}

impl Iterator for List {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(step) = self.steps.pop_front() {
                return Some(step);
            }
            if let Some(path) = self.waiting.pop_front() {
                self.open(&path);
            } else if !self.entries.is_empty() {
                self.entry();
            } else if let Some(named) = self.named.pop_front() {
                self.resolve(&named);
            } else {
                return self.rest().next();
            }
        }
    }
}

impl List {
    /// Opens a file, finds out which of the set it is, and reads it unless it holds entries.
    fn open(&mut self, path: &Path) {
        match sides::open(path, &self.gauge) {
            Ok((Role::Entries, file, rows)) => {
                self.whole = true;
                self.entries.push_back((file, rows));
            }
            Ok((role, file, rows)) => self
                .steps
                .extend(self.sides.load(role, &file, rows, &self.gauge).into_iter().map(Step::Refused)),
            Err(refused) => {
                self.gauge.damage();
                self.steps.push_back(Step::Refused(refused));
            }
        }
    }

    fn entry(&mut self) {
        let Some((file, rows)) = self.entries.front_mut() else { return };
        let file = file.clone();
        let refused = match rows.next() {
            Some(Ok(row)) if self.things.full() || self.names.full() => {
                self.gauge.damage();
                Some((row.line, "the list is larger than 1,000,000 entries and things".into()))
            }
            Some(Ok(row)) if !self.met.insert(row.get(0).to_string()) => {
                let reason = format!("entry {} stands twice in the list", row.get(0));
                Some((row.line, Untaken::of(row.get(0), reason)))
            }
            Some(Ok(row)) => match entry::read(&row, &mut self.sides) {
                Ok(entry) => {
                    let line = row.line;
                    self.take(entry, line, &file);
                    None
                }
                Err(reason) => Some((row.line, reason)),
            },
            Some(Err(trouble)) => {
                self.whole = false;
                Some((trouble.line, trouble.reason.into()))
            }
            None => {
                if self.refused && rows.unended() {
                    self.gauge.damage();
                }
                self.entries.pop_front();
                None
            }
        };
        self.refused = refused.is_some();
        if let Some((line, Untaken { reason, key })) = refused {
            self.steps.push_back(Step::Refused(Refused::new(&*file, line, reason).about(key)));
        }
    }

    fn take(&mut self, entry: entry::Entry, line: u64, file: &Arc<str>) {
        let key = entry.draft.key.clone();
        self.names.add(&key, &entry.name, &entry.others);
        for (name, says) in entry.named {
            self.named.push_back(Named { by: key.clone(), name, says, line, file: file.clone() });
        }
        entry.shared.into_things(&key, &mut self.things);
        self.steps.push_back(Step::Item(crate::Item::Entity(entry.draft)));
    }

    /// The link to whom an entry names; refused where nobody or more than one has the name.
    fn resolve(&mut self, named: &Named) {
        let reason = match self.names.find(&named.name) {
            Found::One(other) => {
                let (kind, outward, role) = named.says.link();
                let ends = if outward { (named.by.as_str(), other) } else { (other, named.by.as_str()) };
                self.things.link(kind, ends, role.map(str::to_string));
                return;
            }
            Found::Many => "which more than one entry of the list has",
            Found::None => "which no entry of the list has",
        };
        // A vessel's owner or an aircraft's operator need not be on the list; the entry itself says who it is.
        if named.says == entry::Says::Linked {
            let reason =
                format!("entry {} is linked to the name {:?}, {reason}: no link", named.by, named.name);
            self.steps.push_back(Step::Refused(Refused::new(&*named.file, named.line, reason)));
        }
    }

    /// What comes after the entries: what they share, links, and rows that no entry called for.
    fn rest(&mut self) -> &mut (dyn Iterator<Item = Step> + Send) {
        let (things, sides, whole) = (&mut self.things, &mut self.sides, self.whole);
        self.rest.get_or_insert_with(|| {
            let items = std::mem::take(things).finish().map(Step::Item);
            let orphans = if whole { std::mem::take(sides).orphans() } else { Vec::new() };
            Box::new(items.chain(orphans.into_iter().map(Step::Refused)))
        })
    }
}

/// A column; `-0-` stands for nothing.
fn column<'a>(row: &Row<'a>, at: usize) -> &'a str {
    let text = row.get(at);
    if text == "-0-" { "" } else { text }
}
