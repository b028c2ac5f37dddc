//! The check page: one box that takes anything, and the answer under it.
use super::{Faults, Frame, Why};
use askama::Template;
use model::{HitId, Kind, Member, RecordId, Status, Urgency};

/// `GET /check` (empty form) and `POST /check` (with its answer).
#[derive(Debug, Clone, Template)]
#[template(path = "check.html")]
pub struct CheckPage {
    pub frame: Frame,
    pub form: CheckForm,
    pub answer: Option<Answer>,
}

/// The answer alone, for a request that carries `X-Fragment: answer`.
#[derive(Debug, Clone, Template)]
#[template(path = "answer.html")]
pub struct AnswerPart {
    pub frame: Frame,
    pub form: CheckForm,
    pub answer: Option<Answer>,
}

/// What was typed. Fields: `text`; `kind` (empty: the box alone decides); for each kind `KIND.property`, such as
/// `Person.birthDate`; and those of [`Why`]. A button named `fill` asks for the form filled in and no check.
#[derive(Debug, Clone, Default)]
pub struct CheckForm {
    pub text: String,
    pub kind: Option<Kind>,
    /// Property and text, of the chosen kind only.
    pub values: Vec<(String, String)>,
    pub why: Why,
    pub faults: Faults,
    /// A record of which it shall be said why it is no answer, as it was typed: field `explain`.
    pub explain: String,
    /// The officer may open standing checks: the answer offers it.
    pub may_stand: bool,
    /// Whom to ask as well, where others can be asked: fields `ask` (`hubs`, codes of members), and `asks` to say that the
    /// choice was offered.
    pub ask: Option<AskForm>,
}

/// Whom a check can ask beside this node.
#[derive(Debug, Clone, Default)]
pub struct AskForm {
    pub hubs_there: bool,
    pub hubs: bool,
    /// Each with its name, and whether it is chosen.
    pub members: Vec<(Member, String, bool)>,
}

impl AskForm {
    pub fn any_chosen(&self) -> bool {
        self.members.iter().any(|(.., chosen)| *chosen)
    }
}

/// What is known, and how the question was understood.
#[derive(Debug, Clone)]
pub struct Answer {
    pub at_us: i64,
    pub elapsed_us: u64,
    /// Everything that should be asked has answered.
    pub complete: bool,
    /// What was understood: kind, and property with cleaned text.
    pub kind: Option<Kind>,
    pub understood: Vec<(&'static str, String)>,
    pub zone: Option<Zone>,
    /// Best first.
    pub matches: Vec<Match>,
    pub explained: Option<Explained>,
    /// What others have answered who were asked as well.
    pub elsewhere: Option<super::Elsewhere>,
}

/// A record of which it was asked why it is or is not an answer.
#[derive(Debug, Clone)]
pub struct Explained {
    pub record: RecordId,
    /// None where there is no such record, or it is not shown.
    pub judged: Option<Judged>,
}

/// That record held against the question.
#[derive(Debug, Clone)]
pub struct Judged {
    pub kind: Kind,
    pub owner: Member,
    pub caption: String,
    pub status: Option<Status>,
    /// 0 to 1.
    pub score: f64,
    /// Code of what became of it.
    pub outcome: String,
    /// The score from which on a record is possible.
    pub least: f64,
    /// The weight by which it misses that; none where it does not.
    pub misses: Option<f64>,
    pub features: Vec<Feature>,
}

/// A machine-readable zone as it was read.
#[derive(Debug, Clone)]
pub struct Zone {
    /// `TD3`, `MRV-A`...
    pub layout: String,
    /// After repairs.
    pub lines: Vec<String>,
    /// Check digits that do not agree: `number`, `birth`, `expiry`, `personal`, `composite`.
    pub failed: Vec<String>,
    pub repairs: Vec<Repair>,
}

/// One character that was put right because a check digit proves it.
#[derive(Debug, Clone)]
pub struct Repair {
    /// Line and place, both counted from 1.
    pub line: usize,
    pub place: usize,
    pub was: char,
    pub now: char,
}

/// One record that may be of the person or thing asked about.
#[derive(Debug, Clone)]
pub struct Match {
    pub record: RecordId,
    pub owner: Member,
    pub kind: Kind,
    pub caption: String,
    pub status: Option<Status>,
    /// 0 to 1.
    pub score: f64,
    /// The verdict is "match", not "possible".
    pub certain: bool,
    /// What the owner asks to be done, in its own words.
    pub action: Option<String>,
    pub list: Option<String>,
    /// A few properties of the record that help to tell people apart: property and text.
    pub details: Vec<(&'static str, String)>,
    pub features: Vec<Feature>,
    /// The hit that it raised, where it is another member's and the officer may look at hits.
    pub hit: Option<HitId>,
    /// Where its owner says that its notice stands, where somebody is to be arrested.
    pub live: Option<desk::ask::Live>,
}

impl Match {
    /// What the owner of its notice says, with its tone.
    pub fn live_says(&self, frame: &Frame, live: &desk::ask::Live) -> (&'static str, String) {
        super::notice::live_of(frame, live)
    }
}

/// One feature that speaks for (weight above 0) or against the match.
#[derive(Debug, Clone)]
pub struct Feature {
    pub name: String,
    /// As the question says it.
    pub query: String,
    /// As the record says it.
    pub record: String,
    /// One up doubles the odds. Together with that of the base they make the score.
    pub weight: f64,
}

/// What a tired officer must see first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Nothing,
    Note,
    Caution,
    Protect,
    Stop,
}

model::codes!(Verdict, "verdict", {
    Nothing => "nothing",
    Note => "note",
    Caution => "caution",
    Protect => "protect",
    Stop => "stop",
});

impl Verdict {
    /// How a match must look. One that is only possible stops nobody: it asks to look again. Protection is offered on
    /// the possibility alone.
    pub fn of(status: Option<Status>, certain: bool) -> Verdict {
        match status.map(Status::urgency) {
            Some(Urgency::Stop) if certain => Verdict::Stop,
            Some(Urgency::Stop | Urgency::Caution) => Verdict::Caution,
            Some(Urgency::Protect) => Verdict::Protect,
            Some(Urgency::Note) | None => Verdict::Note,
        }
    }
}

impl Match {
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.status, self.certain)
    }
}

impl Answer {
    /// With where owners say that their notices stand. What one asks to be done is shown only where it stands.
    pub fn before_arrest(mut self, live: &[(RecordId, desk::ask::Live)]) -> Answer {
        for found in &mut self.matches {
            found.live = live.iter().find(|(id, _)| *id == found.record).map(|(_, live)| *live);
            desk::ask::Live::keep(found.live.as_ref(), &mut found.action);
        }
        self
    }

    /// The gravest of all matches. A document whose check digits are wrong is never "nothing".
    pub fn verdict(&self) -> Verdict {
        let doubted = if self.is_doubted() { Verdict::Caution } else { Verdict::Nothing };
        self.matches.iter().map(Match::verdict).fold(doubted, Verdict::max)
    }

    /// Nothing is known here, and others were asked as well: what they say is told beside.
    pub fn is_nothing_here(&self) -> bool {
        self.elsewhere.is_some() && self.verdict() == Verdict::Nothing
    }

    /// The zone was read, and its check digits are wrong.
    pub fn is_doubted(&self) -> bool {
        self.zone.as_ref().is_some_and(|zone| !zone.valid())
    }
}

/// The kinds that the detailed form asks for, each with the properties that help most, in order.
pub const ASKED: &[(Kind, &[&str])] = &[
    (
        Kind::Person,
        &[
            "name",
            "birthDate",
            "nationality",
            "gender",
            "birthPlace",
            "passportNumber",
            "idNumber",
            "fatherName",
        ],
    ),
    (Kind::Document, &["number", "country", "type"]),
    (Kind::Vehicle, &["registrationNumber", "country", "vin"]),
    (Kind::Phone, &["phone", "imei"]),
    (Kind::Account, &["email", "handle", "url"]),
    (Kind::BankAccount, &["iban", "accountNumber"]),
    (Kind::Wallet, &["publicKey"]),
    (Kind::Company, &["name", "registrationNumber", "jurisdiction"]),
    (Kind::Group, &["name", "alias"]),
    (Kind::Vessel, &["name", "imoNumber", "mmsi"]),
    (Kind::Aircraft, &["registrationNumber", "serialNumber"]),
];
