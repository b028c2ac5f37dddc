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
    /// What waits for a second person; what lapses first comes first.
    pub waiting: Vec<KeptWaits>,
}

/// What one person has declared of a copy.
#[derive(Debug, Clone)]
pub struct KeptWaits {
    pub row: KeptRow,
    /// The name of who declared it, where it is known.
    pub by: Option<String>,
    /// They are who reads the page: somebody else confirms it.
    pub is_mine: bool,
    /// When they declared it: a second person confirms this and nothing that was declared since.
    pub declared_us: i64,
    pub lapses_us: i64,
}

impl KeptWaits {
    /// Where a second person confirms it.
    pub fn confirm(&self) -> String {
        format!("/kept/{}/confirm?declared={}", self.row.id, self.declared_us)
    }
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

/// `GET` and POST `/kept/{id}/declare`; POST to `/kept/{id}/confirm` confirms what somebody else has declared at the moment
/// `declared`, and to `/kept/{id}/give-up` ends it.
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
    pub does: Keeping,
    /// What is confirmed.
    pub waits: Option<KeptWaits>,
}

/// What a form does with a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    Declares,
    Confirms,
    GivesUp,
}

impl KeepPage {
    pub fn action(&self) -> String {
        let door = match self.does {
            Keeping::Declares => "declare",
            Keeping::Confirms => "confirm",
            Keeping::GivesUp => "give-up",
        };
        format!("/kept/{}/{door}", self.id)
    }

    pub fn ends(&self) -> bool {
        self.does == Keeping::GivesUp
    }

    pub fn confirms(&self) -> bool {
        self.does == Keeping::Confirms
    }

    /// What the form is headed by, what it warns of, and what its button says.
    pub fn says(&self) -> [&'static str; 3] {
        match self.does {
            Keeping::Declares => ["keep-title", "keep-text", "keep-send"],
            Keeping::Confirms => ["keep-confirm", "keep-confirm-text", "keep-confirm"],
            Keeping::GivesUp => ["kept-end", "kept-end-text", "kept-end"],
        }
    }
}
