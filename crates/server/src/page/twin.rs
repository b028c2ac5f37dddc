//! A pair side by side: what each record says, what speaks for and against their being one, and the judgement.
use super::{Feature, Frame, JudgedBy, Why};
use askama::Template;
use model::{Holds, Judgement, Kind, Pair, Property, Record, RecordId, Value};

/// `GET /twins/{pair}?purpose=…`; the form is sent by POST to the same address: `judgement`, `words`, `versions` (two),
/// `over`, `place`, and those of [`Why`].
#[derive(Debug, Clone, Template)]
#[template(path = "twin.html")]
pub struct TwinPage {
    pub frame: Frame,
    pub why: Why,
    pub pair: Pair,
    pub records: [Record; 2],
    pub rows: Vec<CompareRow>,
    pub score: f64,
    pub certain: bool,
    pub features: Vec<Feature>,
    /// The judgement that stands, by its act; 0 where there is none.
    pub over: u64,
    /// It was judged and waits once more, since a record has changed.
    pub changed: bool,
    /// All that was judged of this pair, the last first.
    pub history: Vec<JudgedRow>,
    /// Records with which both hold together.
    pub group: Vec<OtherRow>,
    /// Pairs judged different that it would contradict.
    pub against: Vec<Pair>,
    /// Where this pair stands in the queue, if it waits.
    pub place: String,
    /// Only pairs of this kind are gone through.
    pub kind: Option<Kind>,
    pub waiting: u64,
    pub most: u64,
    pub may_judge: bool,
    /// What this officer judged just before.
    pub last: Option<LastJudged>,
}

/// One property of both.
#[derive(Debug, Clone)]
pub struct CompareRow {
    pub property: &'static Property,
    /// Of the first record, and of the second.
    pub values: [Vec<Value>; 2],
}

/// Whether the two say the same of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    Equal,
    /// Names that are written in two ways; whether they are one name is for what speaks for and against to say.
    Spelt,
    Unequal,
    /// Only one of them says anything.
    Single,
}

model::codes!(Agreement, "agreement", {
    Equal => "equal",
    Spelt => "spelt",
    Unequal => "unequal",
    Single => "single",
});

#[derive(Debug, Clone)]
pub struct JudgedRow {
    pub act: u64,
    pub said: JudgedBy,
    pub words: Option<String>,
    pub versions: [u64; 2],
    pub stands: bool,
    pub undone_us: Option<i64>,
}

/// Another record, in a line.
#[derive(Debug, Clone)]
pub struct OtherRow {
    pub id: RecordId,
    pub side: super::TwinSide,
}

#[derive(Debug, Clone)]
pub struct LastJudged {
    pub act: u64,
    pub judgement: Judgement,
    pub captions: [String; 2],
}

impl CompareRow {
    /// Of what is compared, not of how it is written.
    pub fn agreement(&self) -> Agreement {
        let [one, two] = &self.values;
        if one.is_empty() || two.is_empty() {
            Agreement::Single
        } else if one.iter().any(|a| two.iter().any(|b| a.clean() == b.clean())) {
            Agreement::Equal
        } else if self.property.holds == Holds::Name {
            Agreement::Spelt
        } else {
            Agreement::Unequal
        }
    }

    /// Both records' values: whether it is the second's, and them.
    pub fn sides(&self) -> [(bool, &[Value]); 2] {
        let [one, two] = &self.values;
        [(false, one), (true, two)]
    }

    /// The other says this too.
    pub fn is_shared(&self, value: &Value) -> bool {
        self.values.iter().all(|side| side.iter().any(|other| other.clean() == value.clean()))
    }
}

impl TwinPage {
    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// The next pair in the queue.
    pub fn skip(&self) -> String {
        let query = super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("kind", self.kind.map_or("", Kind::as_str)),
            ("after", &self.place),
        ]);
        format!("/twins/next{query}")
    }

    pub fn judgements(&self) -> &'static [Judgement] {
        Judgement::ALL
    }

    /// Keys by which it is judged: the first letter of the English word, and those that reviewers know from elsewhere.
    pub fn keys(&self, judgement: &Judgement) -> &'static str {
        match judgement {
            Judgement::Same => "s x",
            Judgement::Different => "d n",
            Judgement::Unsure => "u",
        }
    }

    pub fn key(&self, judgement: &Judgement) -> &'static str {
        self.keys(judgement).split(' ').next().unwrap_or_default()
    }

    pub fn mark(&self, judgement: &Judgement) -> &'static str {
        match judgement {
            Judgement::Same => "done",
            Judgement::Different => "cross",
            Judgement::Unsure => "nothing",
        }
    }

    pub fn tally(&self) -> String {
        self.frame.up_to(self.waiting, self.most)
    }
}
