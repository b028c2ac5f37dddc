//! The queue of twins: pairs of records that wait to be judged, and those that were.
use super::{Frame, Why};
use askama::Template;
use model::{Judgement, Kind, Member, Pair};

/// `GET /twins?purpose=…&judgement=…&after=…`
#[derive(Debug, Clone, Template)]
#[template(path = "twins.html")]
pub struct TwinsPage {
    pub frame: Frame,
    pub why: Why,
    /// Only pairs of this kind are shown.
    pub kind: Option<Kind>,
    /// Which are shown: those judged so, or those that wait.
    pub shown: Option<Judgement>,
    pub twins: Vec<TwinRow>,
    /// How many wait, up to `most`.
    pub waiting: u64,
    pub most: u64,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The officer may have the whole store searched.
    pub may_seek: bool,
}

/// A pair in the list.
#[derive(Debug, Clone)]
pub struct TwinRow {
    pub pair: Pair,
    pub score: f64,
    pub sides: [TwinSide; 2],
    /// What stands: judgement, by whom, when.
    pub judged: Option<JudgedBy>,
}

/// One record of a pair, in a line.
#[derive(Debug, Clone)]
pub struct TwinSide {
    pub kind: Kind,
    pub caption: String,
    pub owner: Member,
    pub list: Option<String>,
    /// Date and place of birth and the like, by which people tell namesakes apart.
    pub details: Vec<(&'static str, String)>,
}

#[derive(Debug, Clone)]
pub struct JudgedBy {
    pub judgement: Judgement,
    pub by: String,
    pub at_us: i64,
}

impl TwinsPage {
    pub fn is_shown(&self, judgement: &Option<Judgement>) -> bool {
        self.shown == *judgement
    }

    /// The tabs: what waits, then each judgement.
    pub fn tabs(&self) -> Vec<Option<Judgement>> {
        std::iter::once(None).chain(Judgement::ALL.iter().map(|judgement| Some(*judgement))).collect()
    }

    pub fn tab(&self, judgement: &Option<Judgement>) -> String {
        judgement
            .map_or_else(|| self.frame.say("twins-waiting"), |j| self.frame.named("judgement", j.as_str()))
    }

    /// The address of this list with another judgement, or of its next page.
    pub fn href(&self, judgement: &Option<Judgement>, after: &str) -> String {
        let shown = judgement.map_or("", Judgement::as_str);
        super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("judgement", shown),
            ("kind", self.kind.map_or("", Kind::as_str)),
            ("after", after),
        ])
    }

    /// The way to the first pair.
    pub fn start(&self) -> String {
        self.href(&None, "")
    }

    /// The kinds by which the queue can be narrowed: each that a record can be about.
    pub fn kinds(&self) -> Vec<Kind> {
        Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Link).collect()
    }

    pub fn is_kind(&self, kind: &Kind) -> bool {
        self.kind.as_ref() == Some(kind)
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// `12`, or `1,000+` where no more were counted.
    pub fn tally(&self) -> String {
        self.frame.up_to(self.waiting, self.most)
    }
}
