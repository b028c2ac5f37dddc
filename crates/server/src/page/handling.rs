//! How what is filed or brought in is to be handled, as a form offers it.
use model::{Caveat, Level, Purpose};

/// What stands in the fields: `level`, `audience` (`own`, `all` or `members`), `members` and `never_to` (codes apart by
/// blanks or commas), `purposes` (many), `caveats` (many), `review`, `expires` (a day).
#[derive(Debug, Clone, Default)]
pub struct HandlingForm {
    pub level: Level,
    pub audience: AudienceChoice,
    pub members: String,
    pub never_to: String,
    pub purposes: Vec<Purpose>,
    pub caveats: Vec<Caveat>,
    pub review: String,
    pub expires: String,
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

impl HandlingForm {
    pub fn levels(&self) -> &'static [Level] {
        Level::ALL
    }
    pub fn audiences(&self) -> &'static [AudienceChoice] {
        AudienceChoice::ALL
    }
    pub fn all_purposes(&self) -> &'static [Purpose] {
        Purpose::ALL
    }
    pub fn all_caveats(&self) -> &'static [Caveat] {
        Caveat::ALL
    }
}
