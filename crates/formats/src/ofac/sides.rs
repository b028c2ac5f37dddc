//! The files beside the entries: alternate names, addresses, and remarks that go on; held until their entry comes.
use super::column;
use crate::{
    Refused,
    input::{self, Gauge, Row, Rows},
};
use std::{collections::BTreeMap, path::Path, sync::Arc};

/// Most bytes of all the files beside the entries; those of the largest list are a hundredth of it.
const HELD_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Which file of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Entries,
    Names,
    Addresses,
    Remarks,
}

impl Role {
    /// Each file has its own number of columns.
    fn of_columns(columns: usize) -> Option<Role> {
        match columns {
            12 => Some(Role::Entries),
            5 => Some(Role::Names),
            6 => Some(Role::Addresses),
            2 => Some(Role::Remarks),
            _ => None,
        }
    }

    /// As the Treasury names them: sdn.csv, alt.csv, add.csv, sdn_comments.csv; cons_prim.csv and so on.
    fn of_name(path: &Path) -> Option<Role> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let marks = [
            ("comments", Role::Remarks),
            ("alt", Role::Names),
            ("add", Role::Addresses),
            ("sdn", Role::Entries),
            ("prim", Role::Entries),
        ];
        marks.iter().find(|(mark, _)| name.contains(mark)).map(|(_, role)| *role)
    }

    const fn columns(self) -> usize {
        match self {
            Role::Entries => 12,
            Role::Names => 5,
            Role::Addresses => 6,
            Role::Remarks => 2,
        }
    }
}

/// Opens a file of the set: by the columns of its first row, else by its name, it is known which.
pub(super) fn open(path: &Path, gauge: &Arc<Gauge>) -> Result<(Role, Arc<str>, Rows), Refused> {
    let refused = |reason: String| Refused::new(path.display().to_string(), 0, reason);
    let opened = input::open(path, gauge).map_err(|error| refused(format!("cannot be read: {error}")))?;
    let mut rows = Rows::new(opened.text, b',');
    let seen = rows.peek_columns().and_then(Role::of_columns);
    let unknown = "is no file of the set: expected sdn (12 columns), alt (5), add (6) or sdn_comments (2)";
    let role = seen.or_else(|| Role::of_name(path)).ok_or_else(|| refused(unknown.into()))?;
    Ok((role, opened.file.into(), rows))
}

/// One alternate name.
pub(super) struct OtherName {
    /// `aka`, `fka`, `nka`.
    pub(super) what: String,
    pub(super) name: String,
    pub(super) remark: String,
}

/// One address, in parts.
#[derive(Default)]
pub(super) struct Place {
    pub(super) street: String,
    pub(super) city: String,
    pub(super) country: String,
    pub(super) remark: String,
}

/// All that the files beside the entries say of one entry.
#[derive(Default)]
pub(super) struct Side {
    pub(super) names: Vec<OtherName>,
    pub(super) places: Vec<Place>,
    pub(super) remarks: String,
    /// Where it was first met, for when no entry calls for it.
    line: u64,
    file: Arc<str>,
}

#[derive(Default)]
pub(super) struct Sides {
    by_entry: BTreeMap<u64, Side>,
    bytes: usize,
}

impl Sides {
    /// Reads a whole file; what was refused of it.
    pub(super) fn load(
        &mut self,
        role: Role,
        file: &Arc<str>,
        mut rows: Rows,
        gauge: &Gauge,
    ) -> Vec<Refused> {
        let mut refused = Vec::new();
        while let Some(row) = rows.next() {
            let taken = row
                .map_err(|t| (t.line, t.reason))
                .and_then(|row| self.take(role, file, &row).map_err(|reason| (row.line, reason.to_string())));
            if let Err((line, reason)) = taken {
                refused.push(Refused::new(&**file, line, reason));
            }
            if self.bytes > HELD_BYTES_MAX || refused.len() > 100_000 {
                gauge.damage();
                let reason = "larger than the file of any list; the rest is not read".to_string();
                refused.push(Refused::new(&**file, 0, reason));
                break;
            }
        }
        refused
    }

    fn take(&mut self, role: Role, file: &Arc<str>, row: &Row<'_>) -> Result<(), &'static str> {
        if row.len() != role.columns() {
            return Err("has another number of columns than its file");
        }
        let entry: u64 = row.get(0).parse().map_err(|_| "does not begin with an entry's number")?;
        self.bytes += row.iter().map(str::len).sum::<usize>() + 200;
        let side = self.by_entry.entry(entry).or_insert_with(|| Side {
            line: row.line,
            file: file.clone(),
            ..Side::default()
        });
        let text = |at| column(row, at).to_string();
        match role {
            Role::Entries => {}
            Role::Names => side.names.push(OtherName { what: text(2), name: text(3), remark: text(4) }),
            Role::Addresses => {
                side.places.push(Place { street: text(2), city: text(3), country: text(4), remark: text(5) });
            }
            Role::Remarks => side.remarks.push_str(column(row, 1)),
        }
        Ok(())
    }

    /// What was kept for an entry; it is needed once.
    pub(super) fn of(&mut self, entry: u64) -> Side {
        self.by_entry.remove(&entry).unwrap_or_default()
    }

    /// What no entry called for.
    pub(super) fn orphans(self) -> Vec<Refused> {
        let refused = self.by_entry.into_iter().map(|(entry, side)| {
            let reason = format!("belongs to entry {entry}, which the list does not have");
            Refused::new(&*side.file, side.line, reason)
        });
        refused.collect()
    }
}
