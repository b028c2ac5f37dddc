//! The form by which a thread is opened: a message, or a request of one of the usual kinds with its template.
use super::{Faults, Frame, Why, Words};
use askama::Template;
use desk::offer::Addressee;
use model::{Caveat, CrimeArea, Grading, InformationGrade, Language, Level, RequestKind, SourceGrade, Term};

/// `GET /threads/new?kind=…&in=…`
#[derive(Debug, Clone, Template)]
#[template(path = "thread_new.html")]
pub struct NewThreadPage {
    pub frame: Frame,
    pub why: Why,
    pub values: NewThread,
    /// The members of the network.
    pub network: Vec<Addressee>,
    pub faults: Faults,
    /// When the draft was kept that stands in the fields.
    pub draft_us: Option<i64>,
}

/// What stands in the fields.
#[derive(Debug, Clone, Default)]
pub struct NewThread {
    /// None for a message in which nothing is asked.
    pub kind: Option<RequestKind>,
    pub to: String,
    pub copies: String,
    pub never_to: String,
    pub subject: String,
    pub text: String,
    pub about_name: String,
    pub about_born: String,
    pub about_document: String,
    pub level: Level,
    pub caveats: Vec<Caveat>,
    pub caveat_text: String,
    pub grading: String,
    pub term: Option<Term>,
    pub life_at_risk: bool,
    pub crime: String,
    pub records: String,
}

/// What a request of this kind usually says, in one of the four languages.
pub fn template(kind: Option<RequestKind>, language: Language) -> String {
    let Some(kind) = kind.filter(|kind| *kind != RequestKind::Other) else { return String::new() };
    Words::of(language).say(&format!("template-{kind}")).replace(" | ", "\n")
}

impl NewThreadPage {
    pub fn kinds(&self) -> Vec<Option<RequestKind>> {
        std::iter::once(None).chain(RequestKind::ALL.iter().map(|kind| Some(*kind))).collect()
    }

    pub fn kind_name(&self, kind: &Option<RequestKind>) -> String {
        kind.map_or_else(
            || self.frame.say("thread-message"),
            |kind| self.frame.named("request", kind.as_str()),
        )
    }

    pub fn is_kind(&self, kind: &Option<RequestKind>) -> bool {
        self.values.kind == *kind
    }

    /// Such a request has its own clock, whatever is chosen.
    pub fn is_for_life(&self) -> bool {
        self.values.kind == Some(RequestKind::LifeAtRisk)
    }

    pub fn code(&self, kind: &Option<RequestKind>) -> &'static str {
        kind.map_or("", RequestKind::as_str)
    }

    pub fn is_to(&self, member: &Addressee) -> bool {
        self.values.to == member.member.as_str()
    }

    pub fn levels(&self) -> &'static [Level] {
        Level::ALL
    }
    pub fn caveats(&self) -> &'static [Caveat] {
        Caveat::ALL
    }
    pub fn terms(&self) -> &'static [Term] {
        Term::ALL
    }
    pub fn crimes(&self) -> &'static [CrimeArea] {
        CrimeArea::ALL
    }
    pub fn gradings(&self) -> Vec<Grading> {
        let of = |source: &SourceGrade| {
            let source = *source;
            InformationGrade::ALL.iter().map(move |information| Grading { source, information: *information })
        };
        SourceGrade::ALL.iter().flat_map(of).collect()
    }

    pub fn is_level(&self, level: &Level) -> bool {
        self.values.level == *level
    }
    pub fn is_term(&self, term: &Term) -> bool {
        self.values.term.unwrap_or(Term::Usual) == *term
    }
    pub fn is_crime(&self, crime: &CrimeArea) -> bool {
        self.values.crime == crime.as_str()
    }
    pub fn is_grading(&self, grading: &Grading) -> bool {
        self.values.grading == grading.to_string()
    }
    pub fn has_caveat(&self, caveat: &Caveat) -> bool {
        self.values.caveats.contains(caveat)
    }
}
