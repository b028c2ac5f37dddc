//! What a check answers over the wire.
use super::elsewhere::ElsewhereShape;
use super::notice_more::LiveShape;
use super::shape::{EntityShape, HandlingShape, SourceShape};
use crate::page::{self, Frame};
use crate::reasons;
use desk::ask::Live;
use desk::check::{Answer, Because, Explained, Judged, Match, Thresholds};
use model::{HitId, RecordId};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Scores are told to six digits, so that weights and score agree to a reader who adds up.
const MILLION: f64 = 1e6;

/// The answer: matches, best first; an empty list says that nothing is known.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnswerShape {
    pub id: String,
    /// From the question to the matches, in microseconds.
    pub elapsed_us: u64,
    /// Everybody who was to be asked has answered.
    pub complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mrz: Option<ZoneShape>,
    /// What the text was taken for, where one was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<EntityShape>,
    pub matches: Vec<MatchShape>,
    /// What others have answered who were asked as well: at first, that they are waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<ElsewhereShape>,
    /// Why the record named by `explain` is or is not among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<ExplainedShape>,
}

/// A machine-readable zone as it was read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ZoneShape {
    /// `TD1`, `TD2`, `TD3`, `MRV-A`, `MRV-B`.
    pub layout: String,
    pub number: Option<String>,
    pub issuer: String,
    pub nationality: String,
    #[serde(rename = "birthDate")]
    pub birth_date: Option<String>,
    #[serde(rename = "expiryDate")]
    pub expiry_date: Option<String>,
    /// Every check digit agrees.
    pub valid: bool,
    /// Those that do not: `number`, `birth`, `expiry`, `personal`, `composite`.
    pub failed: Vec<String>,
    /// Characters put right because a check digit proves it.
    pub repairs: Vec<RepairShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RepairShape {
    /// Counted from 1.
    pub line: usize,
    pub place: usize,
    pub was: String,
    pub now: String,
}

/// A record that answers the question.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatchShape {
    pub record: String,
    pub version: u64,
    pub owner: String,
    pub kind: String,
    pub caption: String,
    pub status: Option<String>,
    /// Calibrated probability that both are the same, 0 to 1.
    pub score: f64,
    /// `match` or `possible`.
    pub verdict: &'static str,
    /// How loudly it must be told: `stop`, `protect`, `caution`, `note`.
    pub urgency: &'static str,
    /// What all reasons come to, in a sentence of the language asked for.
    pub says: String,
    /// What is assumed before anything is compared (`base`), then what spoke for it and against. The weights add up to
    /// the logarithm of the odds of `score`, base two.
    pub explanation: Vec<FeatureShape>,
    pub handling: HandlingShape,
    pub grading: String,
    pub source: SourceShape,
    /// What the owner asks to be done.
    pub action: Option<String>,
    /// The hit that this match has raised, or raises within a moment; only where it is another member's record and you may
    /// look at hits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hit: Option<String>,
    /// Where its owner says that its notice stands; only in a check for an arrest. Where it does not stand, `action` is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<LiveShape>,
}

/// One thing that spoke for the match (weight above 0) or against it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeatureShape {
    pub feature: &'static str,
    /// What the question says, as it was asked.
    pub query: String,
    /// What the record says, as its owner wrote it.
    pub record: String,
    /// One point up doubles the odds, one down halves them.
    pub weight: f64,
    /// The reason in sentences of the language asked for, with how strongly it speaks.
    pub says: String,
}

/// Why one record is or is not among the matches.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExplainedShape {
    pub record: String,
    /// `found`, `below` (it scores too little), `beyond-limit`, `passed-over` (the search did not come to it),
    /// `not-searched` (a link, or only just filed), or `absent`: there is no such record, or it is not shown to whoever
    /// asks, which are not told apart.
    pub outcome: &'static str,
    /// The outcome in sentences.
    pub says: String,
    #[serde(flatten)]
    pub judged: Option<JudgedShape>,
}

/// The record held against the question.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JudgedShape {
    pub version: u64,
    pub owner: String,
    pub kind: String,
    pub caption: String,
    pub status: Option<String>,
    pub score: f64,
    /// The score from which on this bureau calls a record possible.
    pub threshold: f64,
    /// The weight that is lacking to reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misses: Option<f64>,
    pub explanation: Vec<FeatureShape>,
}

impl AnswerShape {
    /// `frame` has the language in which reasons are said.
    pub(crate) fn of(answer: Answer, from_text: bool, hits: &Hits, frame: &Frame) -> AnswerShape {
        let thresholds = answer.thresholds;
        let asked = if from_text { answer.asked.iter().map(asked).collect() } else { vec![] };
        AnswerShape {
            id: answer.id.to_string(),
            elapsed_us: answer.elapsed_us,
            complete: answer.complete,
            mrz: answer.mrz.as_ref().map(zone),
            asked,
            matches: answer.matches.into_iter().map(|found| one_match(found, hits, frame)).collect(),
            elsewhere: None,
            explained: answer.explained.map(|told| explained(told, &thresholds, frame)),
        }
    }
}

impl AnswerShape {
    /// With where owners say that their notices stand. What one asks to be done is told only where it stands.
    pub(crate) fn before_arrest(mut self, live: &[(RecordId, Live)]) -> AnswerShape {
        for found in &mut self.matches {
            let said = live.iter().find(|(id, _)| id.to_string() == found.record).map(|(_, live)| live);
            Live::keep(said, &mut found.action);
            found.live = said.map(LiveShape::of);
        }
        self
    }
}

/// The hits that its matches have raised.
pub(crate) type Hits = HashMap<RecordId, HitId>;

fn asked(entity: &model::Entity) -> EntityShape {
    let values = |values: &[model::Value]| values.iter().map(|v| v.clean().to_string()).collect();
    let properties = entity.properties().map(|(p, v)| (p.name.to_string(), values(v))).collect();
    EntityShape { kind: entity.kind().to_string(), properties }
}

fn zone(mrz: &formats::mrz::Mrz) -> ZoneShape {
    let repair = |r: &formats::mrz::Repair| RepairShape {
        line: r.line,
        place: r.place,
        was: r.was.into(),
        now: r.now.into(),
    };
    ZoneShape {
        layout: mrz.layout.to_string(),
        number: mrz.number.clone(),
        issuer: mrz.issuer.clone(),
        nationality: mrz.nationality.clone(),
        birth_date: mrz.birth.map(|day| day.to_string()),
        expiry_date: mrz.expiry.map(|day| day.to_string()),
        valid: mrz.valid(),
        failed: mrz.failed.iter().map(ToString::to_string).collect(),
        repairs: mrz.repairs.iter().map(repair).collect(),
    }
}

fn one_match(found: Match, hits: &Hits, frame: &Frame) -> MatchShape {
    let urgency = found.urgency().as_str();
    MatchShape {
        record: found.record.to_string(),
        version: found.version,
        owner: found.owner.to_string(),
        kind: found.kind.to_string(),
        caption: found.caption,
        status: found.status.map(|status| status.to_string()),
        score: rounded(found.score, MILLION),
        verdict: found.verdict.as_str(),
        urgency,
        says: frame.bare(frame.sum(&found.score)),
        explanation: features(found.explanation, frame),
        handling: HandlingShape::of(&found.handling),
        grading: found.grading.to_string(),
        source: SourceShape::of(&found.source),
        action: found.action,
        hit: hits.get(&found.record).map(ToString::to_string),
        live: None,
    }
}

pub(super) fn features(explanation: Vec<Because>, frame: &Frame) -> Vec<FeatureShape> {
    let feature = |because: Because| {
        let (code, feature) = (because.feature, reasons::feature(because));
        let says = frame.bare(frame.says(&feature));
        let page::Feature { query, record, weight, .. } = feature;
        FeatureShape { feature: code, query, record, weight: rounded(weight, 1_000.0), says }
    };
    explanation.into_iter().map(feature).collect()
}

fn explained(told: Explained, thresholds: &Thresholds, frame: &Frame) -> ExplainedShape {
    let record = told.record.to_string();
    let Some(judged) = told.judged else {
        return ExplainedShape { record, outcome: "absent", says: frame.say("outcome-absent"), judged: None };
    };
    let outcome = judged.outcome.as_str();
    let says = frame.bare(frame.outcome(&reasons::judged(judged.clone(), thresholds)));
    ExplainedShape { record, outcome, says, judged: Some(held(judged, thresholds, frame)) }
}

fn held(judged: Judged, thresholds: &Thresholds, frame: &Frame) -> JudgedShape {
    JudgedShape {
        version: judged.version,
        misses: judged.misses(thresholds).map(|weight| rounded(weight, 1_000.0)),
        owner: judged.owner.to_string(),
        kind: judged.kind.to_string(),
        caption: judged.caption,
        status: judged.status.map(|status| status.to_string()),
        score: rounded(judged.score, MILLION),
        threshold: thresholds.possible,
        explanation: features(judged.explanation, frame),
    }
}

pub(super) fn rounded(value: f64, to: f64) -> f64 {
    (value * to).round() / to
}
