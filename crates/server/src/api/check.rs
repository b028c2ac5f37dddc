//! `POST /api/v1/checks`: is this person, document or thing known?
use super::Told;
use super::shape::{EntityShape, HandlingShape, SourceShape};
use crate::app::Shared;
use crate::auth::Caller;
use crate::metrics;
use crate::problem::Problem;
use crate::sent::{self, Sent};
use axum::extract::State;
use desk::check::{Answer, Because, Match, Question};
use model::Reason;
use serde::{Deserialize, Serialize};
use std::time::Instant;
use utoipa::ToSchema;

/// A question: exactly one of `mrz`, `entity` and `text`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckShape {
    /// Why: `border-control`, `investigation`, `screening`…
    #[schema(example = "border-control")]
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    /// Reference of the case or operation.
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
    /// Most matches to give, 1 to 100; 10 where nothing is said.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<u8>,
    /// A machine-readable zone, as scanned.
    #[serde(default)]
    pub mrz: Option<String>,
    #[serde(default)]
    pub entity: Option<EntityShape>,
    /// Whatever was typed or pasted: a name, a number, a zone, a plate…
    #[serde(default)]
    pub text: Option<String>,
}

const LIMIT: u8 = 10;

impl CheckShape {
    /// Its reason, if it names one.
    pub(crate) fn reason(&self) -> Result<Option<Reason>, Problem> {
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        sent::reason(&text(&self.purpose), &text(&self.legal_basis), &text(&self.operation))
    }

    pub(crate) fn limit(&self) -> Result<usize, Problem> {
        match self.limit.unwrap_or(LIMIT) {
            limit @ 1..=100 => Ok(usize::from(limit)),
            _ => Err(Problem::at("limit", "1 to 100")),
        }
    }

    pub(crate) fn question(self) -> Result<Question, Problem> {
        match (self.mrz, self.entity, self.text) {
            (Some(zone), None, None) => Ok(Question::Mrz(zone)),
            (None, Some(entity), None) => Ok(Question::Entity(entity.read("entity")?)),
            (None, None, Some(text)) => Ok(Question::Text(text)),
            _ => Err(Problem::at("body", "send exactly one of `mrz`, `entity` and `text`")),
        }
    }
}

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
    pub explanation: Vec<FeatureShape>,
    pub handling: HandlingShape,
    pub grading: String,
    pub source: SourceShape,
    /// What the owner asks to be done.
    pub action: Option<String>,
}

/// One thing that spoke for the match (weight above 0) or against it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeatureShape {
    pub feature: &'static str,
    pub query: String,
    pub record: String,
    pub weight: f64,
}

impl AnswerShape {
    pub(crate) fn of(answer: Answer, from_text: bool) -> AnswerShape {
        let asked = if from_text { answer.asked.iter().map(asked).collect() } else { vec![] };
        AnswerShape {
            id: answer.id.to_string(),
            elapsed_us: answer.elapsed_us,
            complete: answer.complete,
            mrz: answer.mrz.as_ref().map(zone),
            asked,
            matches: answer.matches.into_iter().map(one_match).collect(),
        }
    }
}

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

fn one_match(found: Match) -> MatchShape {
    let urgency = found.urgency().as_str();
    MatchShape {
        record: found.record.to_string(),
        version: found.version,
        owner: found.owner.to_string(),
        kind: found.kind.to_string(),
        caption: found.caption,
        status: found.status.map(|status| status.to_string()),
        score: rounded(found.score, 1_000.0),
        verdict: found.verdict.as_str(),
        urgency,
        explanation: found.explanation.into_iter().map(feature).collect(),
        handling: HandlingShape::of(&found.handling),
        grading: found.grading.to_string(),
        source: SourceShape::of(&found.source),
        action: found.action,
    }
}

fn feature(because: Because) -> FeatureShape {
    let Because { feature, query, record, weight } = because;
    FeatureShape { feature, query, record, weight: rounded(weight, 100.0) }
}

fn rounded(value: f64, to: f64) -> f64 {
    (value * to).round() / to
}

/// Answers one question; its act is on disk before the answer goes out.
pub(crate) async fn ask(
    State(app): State<Shared>,
    caller: Caller,
    Sent(sent): Sent<CheckShape>,
) -> Result<Told<AnswerShape>, Problem> {
    let began = Instant::now();
    let reason = sent.reason()?.ok_or_else(sent::unnamed)?;
    let limit = sent.limit()?;
    let from_text = sent.text.is_some();
    let question = sent.question()?;
    let answer = desk::check::check(&app.desk, &caller.actor, &reason, &question, limit).await?;
    app.metrics.checked(metrics::outcome(&answer), began.elapsed());
    Ok(Told::ok(AnswerShape::of(answer, from_text)))
}
