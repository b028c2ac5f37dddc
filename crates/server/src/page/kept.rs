//! Copies of others' records that the law bids to keep: all of them, one that is opened, and the form that declares one.
use super::{Faults, Frame, Why};
use askama::Template;
use model::{CopyWord, Kind, Member, Record, RecordId};

/// `GET /kept`
#[derive(Debug, Clone, Template)]
#[template(path = "kept.html")]
pub struct KeptPage {
    pub frame: Frame,
    /// The last declared first.
    pub rows: Vec<KeptRow>,
}

/// What is declared of one copy.
#[derive(Debug, Clone)]
pub struct KeptRow {
    pub id: RecordId,
    pub owner: Member,
    pub word: CopyWord,
    pub basis: Option<String>,
    pub reference: Option<String>,
    pub why: Option<String>,
    pub unit: Option<String>,
    pub until_us: i64,
}

impl KeptRow {
    /// It was taken back and is here still: it can be opened by its number.
    pub fn opens(&self) -> bool {
        matches!(self.word, CopyWord::Kept | CopyWord::Undecided)
    }

    pub fn lasts(&self) -> bool {
        self.word.outlives_a_recall()
    }
}

/// `GET /kept/{id}?purpose=…&legal_basis=…&reference=…`
#[derive(Debug, Clone, Template)]
#[template(path = "kept_copy.html")]
pub struct KeptCopyPage {
    pub frame: Frame,
    pub row: KeptRow,
    pub record: Record,
}

impl KeptCopyPage {
    pub fn kind(&self) -> Kind {
        self.record.kind()
    }

    pub fn kind_label(&self) -> &'static str {
        self.kind().label(self.frame.language)
    }
}

/// `GET` and POST `/kept/{id}/declare`; POST to `/kept/{id}/give-up` ends it.
#[derive(Debug, Clone, Template)]
#[template(path = "keep.html")]
pub struct KeepPage {
    pub frame: Frame,
    pub id: RecordId,
    /// Why, and until which day, as it was typed.
    pub words: String,
    pub until: String,
    pub why: Why,
    pub faults: Faults,
    /// The form gives it up.
    pub ends: bool,
}

impl KeepPage {
    pub fn action(&self) -> String {
        format!("/kept/{}/{}", self.id, if self.ends { "give-up" } else { "declare" })
    }
}
