//! A hit side by side: our record, theirs as far as it may be shown, what each side says, and the clock.
use super::{CompareRow, Feature, Frame, HitClock, Why};
use askama::Template;
use model::{
    HitGround, HitId, HitShows, HitState, HitWord, Kind, Member, Purpose, Record, RequestState, Term,
    ThreadId,
};

/// `GET /hits/{id}?purpose=…`; the form is sent by POST to the same address: `word`, and those of [`Why`].
#[derive(Debug, Clone, Template)]
#[template(path = "hit.html")]
pub struct HitPage {
    pub frame: Frame,
    pub why: Why,
    pub id: HitId,
    pub clock: HitClock,
    pub state: HitState,
    pub raised_us: i64,
    pub raised_by: Member,
    pub ours: HitSide,
    pub theirs: HitSide,
    /// None where our side is a check.
    pub our_record: Option<Record>,
    /// Theirs, where it is here and our side is a check.
    pub their_record: Option<Record>,
    /// The check that is one of the sides, where one is.
    pub check: Option<HitCheck>,
    /// Both, ours first, where theirs is here; else none, and whom to ask is said.
    pub records: Vec<Record>,
    pub rows: Vec<CompareRow>,
    /// What the charter calls the other member: "NCB Cotonou".
    pub contact: String,
    pub score: f64,
    pub features: Vec<Feature>,
    /// Threads that name it and that the officer may read.
    pub threads: Vec<HitThread>,
    /// What the other side is usually asked; none where it may not be asked.
    pub asks: Option<String>,
    /// This side has not decided, and the officer may.
    pub may_answer: bool,
    /// Where it stands among those that wait for us.
    pub place: String,
    pub waiting: u64,
    pub most: u64,
}

/// What a request about a hit is called: by the first digits of its number, and nothing of what a record says.
pub fn subject(frame: &Frame, id: HitId) -> String {
    let named: String = id.to_string().chars().take(8).collect();
    frame.with("hit-ask-subject", "hit", named)
}

/// One side of a hit.
#[derive(Debug, Clone)]
pub struct HitSide {
    pub member: Member,
    /// What the other side gets to see of it.
    pub shows: HitShows,
    pub word: Option<(HitWord, i64)>,
    /// Why it cannot tell.
    pub ground: Option<HitGround>,
}

/// A thread that names a hit.
#[derive(Debug, Clone)]
pub struct HitThread {
    pub id: ThreadId,
    pub state: Option<RequestState>,
    pub last_us: i64,
}

/// The check that is a side of a hit.
#[derive(Debug, Clone)]
pub struct HitCheck {
    pub member: Member,
    pub unit: Option<String>,
    /// The pseudonym, as far as it is needed to tell one from another.
    pub officer: Option<String>,
    pub purpose: Purpose,
    pub reference: Option<String>,
    pub kind: Kind,
    pub asked: Option<String>,
    pub asked_us: i64,
}

impl HitPage {
    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    pub fn sides(&self) -> [&HitSide; 2] {
        [&self.ours, &self.theirs]
    }

    /// Our side is the check.
    pub fn is_our_check(&self) -> bool {
        self.check.as_ref().is_some_and(|check| check.member == self.ours.member)
    }

    /// The record that is told of beside the check, or alone.
    pub fn record_here(&self) -> Option<&Record> {
        self.our_record.as_ref().or(self.their_record.as_ref())
    }

    pub fn both_here(&self) -> bool {
        !self.records.is_empty()
    }

    /// Both sides say that it is the same: only then is it shown what the owners ask to be done.
    pub fn is_confirmed(&self) -> bool {
        self.state == HitState::Confirmed
    }

    /// What the owners ask to be done, where both have confirmed.
    pub fn actions(&self) -> Vec<(&Member, &str)> {
        let alone = self.our_record.iter().chain(&self.their_record);
        let both = self.records.iter();
        let records: Vec<&Record> = if self.both_here() { both.collect() } else { alone.collect() };
        let asked = records.into_iter().filter(|_| self.is_confirmed());
        asked.filter_map(|record| Some((&record.owner, record.action.as_deref()?))).collect()
    }

    /// The tone of what both sides have come to.
    pub fn tone(&self) -> &'static str {
        match self.state {
            HitState::Raised | HitState::Open => "caution",
            HitState::Confirmed => "stop",
            HitState::Refuted | HitState::Inconclusive => "nothing",
        }
    }

    /// The next hit that waits for us.
    pub fn skip(&self) -> String {
        let query = super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("after", &self.place),
        ]);
        format!("/hits/next{query}")
    }

    /// What can be said: that somebody is at work on it only as long as nobody has said so.
    pub fn words(&self) -> Vec<HitWord> {
        let said = self.ours.word.is_some();
        HitWord::ALL.iter().copied().filter(|word| word.decides() || !said).collect()
    }

    pub fn grounds(&self) -> &'static [HitGround] {
        HitGround::ALL
    }

    pub fn terms(&self) -> &'static [Term] {
        Term::ALL
    }

    /// The key by which it is said: the first letter of its code.
    pub fn key(&self, word: &HitWord) -> &'static str {
        match word {
            HitWord::Acknowledged => "a",
            HitWord::Confirmed => "c",
            HitWord::Refuted => "r",
            HitWord::Inconclusive => "i",
        }
    }

    pub fn mark(&self, word: &HitWord) -> &'static str {
        match word {
            HitWord::Acknowledged => "clock",
            HitWord::Confirmed => "done",
            HitWord::Refuted => "cross",
            HitWord::Inconclusive => "nothing",
        }
    }

    /// As the buttons of a judgement are toned.
    pub fn button(&self, word: &HitWord) -> &'static str {
        match word {
            HitWord::Confirmed => "same",
            HitWord::Refuted => "different",
            HitWord::Acknowledged | HitWord::Inconclusive => "",
        }
    }

    pub fn tally(&self) -> String {
        self.frame.up_to(self.waiting, self.most)
    }
}
