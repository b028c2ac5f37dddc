//! The form that files a record or revises one.
use super::{Faults, Frame, Why};
use model::{Caveat, Grading, Kind, Level, Purpose, RecordId, Status};

/// `GET /records/new?kind=Person`, `GET /records/{id}/revise`; sent by POST to `/records` or `/records/{id}`.
///
/// Fields: those of [`Why`]; `kind`; `version` (when revising: the one that was read); one field for each property,
/// by its name, one value a line; `status`, `action`, `level`, `audience` (`own`, `all` or `members`), `members` and
/// `never_to` (codes apart by blanks or commas), `purposes` (many), `caveats` (many), `review`, `expires` (a day),
/// `grading` (such as `B2`), `source` (text).
#[derive(Debug, Clone)]
pub struct FilingPage {
    pub frame: Frame,
    pub kind: Kind,
    /// The record and the version that is revised; none when a new one is filed.
    pub target: Option<(RecordId, u64)>,
    pub values: FilingValues,
    pub why: Why,
    pub faults: Faults,
}

/// What stands in the fields.
#[derive(Debug, Clone, Default)]
pub struct FilingValues {
    /// Property and its values.
    pub properties: Vec<(String, Vec<String>)>,
    pub status: Option<Status>,
    pub action: String,
    pub level: Level,
    pub audience: AudienceChoice,
    pub members: String,
    pub never_to: String,
    pub purposes: Vec<Purpose>,
    pub caveats: Vec<Caveat>,
    pub review: String,
    pub expires: String,
    pub grading: Grading,
    pub source: String,
}

/// The three kinds of audience, as a form offers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AudienceChoice {
    #[default]
    Own,
    Members,
    All,
}

model::codes!(AudienceChoice, "audience", { Own => "own", Members => "members", All => "all" });

/// `GET /records/{id}/withdraw`; sent by POST to the same address with `words` (why) and the fields of [`Why`].
#[derive(Debug, Clone)]
pub struct WithdrawPage {
    pub frame: Frame,
    pub record: RecordId,
    pub version: u64,
    pub kind: Kind,
    pub caption: String,
    pub words: String,
    pub why: Why,
    pub faults: Faults,
}
