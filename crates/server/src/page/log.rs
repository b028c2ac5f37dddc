//! The log for inspectors: who looked at whom, why, when; and whether the log is whole.
use super::Frame;
use askama::Template;
use model::{ActKind, Purpose};

/// `GET /log?by=&kind=&object=&purpose=&from=&to=&before=SEQ`; `GET /log.csv?…` exports the same selection;
/// POST to `/log/verify` verifies it.
#[derive(Debug, Clone, Template)]
#[template(path = "log.html")]
pub struct LogPage {
    pub frame: Frame,
    pub state: LogState,
    pub filter: LogFilter,
    /// Officers and clients to choose from: label of the actor (`officer:…`) and name.
    pub actors: Vec<(String, String)>,
    /// Newest first.
    pub entries: Vec<LogRow>,
    /// Number before which the next page begins.
    pub older: Option<u64>,
}

#[derive(Debug, Clone)]
pub struct LogState {
    /// Acts in the log.
    pub size: u64,
    /// Size and moment of the last signed checkpoint.
    pub checkpoint_size: u64,
    pub checkpoint_us: i64,
    /// Root of the tree at that checkpoint, base64.
    pub root: String,
    /// Fingerprint of the key that signs now, and since when it does.
    pub key: String,
    pub key_since_us: Option<i64>,
    pub verified: Option<Verified>,
}

#[derive(Debug, Clone)]
pub struct Verified {
    pub at_us: i64,
    /// Acts that were verified, or the first broken act and what is wrong with it.
    pub outcome: Result<u64, (u64, String)>,
}

/// The texts of the filter, as they were given.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    pub by: String,
    pub kind: Option<ActKind>,
    pub object: String,
    pub purpose: Option<Purpose>,
    /// Days, as `2026-11-22`.
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone)]
pub struct LogRow {
    pub seq: u64,
    pub at_us: i64,
    /// Label of the actor, as in the journal.
    pub by: String,
    /// Name and unit, where they are known.
    pub name: String,
    pub unit: String,
    pub kind: ActKind,
    pub object: Option<String>,
    pub version: Option<u64>,
    pub purpose: Option<Purpose>,
    pub legal_basis: Option<String>,
    pub reference: Option<String>,
    /// What else the act says, word by word: name of the field and its text.
    pub said: Vec<(String, String)>,
    /// Its body cannot be read any more: the record was withdrawn.
    pub erased: bool,
}

impl LogPage {
    pub fn is_act(&self, act: &ActKind) -> bool {
        self.filter.kind.as_ref() == Some(act)
    }

    pub fn acts(&self) -> &'static [ActKind] {
        ActKind::ALL
    }

    pub fn all_purposes(&self) -> &'static [Purpose] {
        Purpose::ALL
    }

    /// The filter as a query.
    pub fn query(&self) -> String {
        self.filter.query(None)
    }

    pub fn query_before(&self, seq: &u64) -> String {
        self.filter.query(Some(*seq))
    }
}

impl LogFilter {
    fn query(&self, before: Option<u64>) -> String {
        let before = before.map_or_else(String::new, |seq| seq.to_string());
        super::why::query(&[
            ("by", &self.by),
            ("kind", self.kind.map_or("", ActKind::as_str)),
            ("object", &self.object),
            ("purpose", self.purpose.map_or("", Purpose::as_str)),
            ("from", &self.from),
            ("to", &self.to),
            ("before", &before),
        ])
    }
}

impl LogRow {
    /// The first eight digits of the object's id: enough to tell rows apart.
    pub fn short(&self) -> &str {
        let object = self.object.as_deref().unwrap_or("");
        object.get(..8).unwrap_or(object)
    }
}
