//! What other members have answered to a check: beside its own answer, and as a page for whoever has no script.
use super::{Frame, Verdict, Why};
use askama::Template;
use model::{CheckId, HitId, Kind, Member, Status};

/// `GET /check/{id}/elsewhere?purpose=…`
#[derive(Debug, Clone, Template)]
#[template(path = "elsewhere_page.html")]
pub struct ElsewherePage {
    pub frame: Frame,
    pub why: Why,
    pub elsewhere: Elsewhere,
}

/// The part alone, for a request that carries `X-Fragment: elsewhere`.
#[derive(Debug, Clone, Template)]
#[template(path = "elsewhere_part.html")]
pub struct ElsewherePart {
    pub frame: Frame,
    pub why: Why,
    pub elsewhere: Elsewhere,
}

/// What all who were asked have answered so far.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    pub check: CheckId,
    /// Nobody is waited for any more.
    pub complete: bool,
    /// In the order of their codes.
    pub members: Vec<MemberAnswer>,
}

/// What one member answers.
#[derive(Debug, Clone)]
pub struct MemberAnswer {
    pub member: Member,
    /// Code of its state.
    pub state: &'static str,
    /// Why it is refused.
    pub code: Option<String>,
    pub found: Vec<FoundRow>,
}

/// A record elsewhere that answers.
#[derive(Debug, Clone)]
pub struct FoundRow {
    pub owner: Member,
    pub certain: bool,
    pub hit: Option<HitId>,
    /// What it says, where it is for us.
    pub says: Option<FoundSays>,
}

#[derive(Debug, Clone)]
pub struct FoundSays {
    pub kind: Kind,
    pub caption: String,
    pub status: Option<Status>,
    /// 0 to 1.
    pub score: f64,
    pub action: Option<String>,
    /// Property and text.
    pub details: Vec<(&'static str, String)>,
}

impl FoundRow {
    /// Of a record that is not for us nothing is known but whom to ask.
    pub fn verdict(&self) -> Verdict {
        self.says.as_ref().map_or(Verdict::Caution, |says| Verdict::of(says.status, self.certain))
    }
}

impl Elsewhere {
    /// The gravest of all that was found; none where nothing was.
    pub fn verdict(&self) -> Option<Verdict> {
        self.members.iter().flat_map(|member| &member.found).map(FoundRow::verdict).max()
    }

    /// Somebody's time is over, or they do not answer.
    pub fn lacks(&self) -> bool {
        self.complete && self.members.iter().any(MemberAnswer::is_silent)
    }

    /// Where it is read again.
    pub fn href(&self, why: &Why) -> String {
        format!("/check/{}/elsewhere{}", self.check, super::reason_query(why))
    }
}

impl MemberAnswer {
    pub fn is_silent(&self) -> bool {
        matches!(self.state, "not-answered" | "refused")
    }

    pub fn mark(&self) -> &'static str {
        match self.state {
            "waiting" => "clock",
            "nothing-known" => "nothing",
            "answered" => "note",
            _ => "cross",
        }
    }
}
