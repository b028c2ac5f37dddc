//! `/api/v1/twins`: pairs of records that may be of one person or thing, and the run that finds them.
use super::Told;
use super::answer::{FeatureShape, features, rounded};
use super::check::words;
use super::judgement::JudgedShape;
use super::shape::{RecordShape, part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, For, Named};
use crate::tongue;
use axum::extract::State;
use axum::http::request::Parts;
use desk::twin::{Judged, Look, Place, Twin, Waiting};
use model::{Judgement, Kind, Pair};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::{IntoParams, ToSchema};

/// Which pairs to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TwinsQuery {
    /// `same`, `different`, `unsure`: those that were judged so. Without it, those that wait to be judged.
    #[serde(default)]
    pub judgement: Option<String>,
    /// Of those that wait: only persons, documents…
    #[serde(default)]
    pub kind: Option<String>,
    /// Where the page before ended: its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// 1 to 200; 50 where nothing is said.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u8>,
}

/// A page of pairs: of those that wait the likeliest first, of those judged the last first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TwinsShape {
    pub twins: Vec<TwinShape>,
    /// How many wait that you may see; 1,000 stands for that many or more.
    pub waiting: u64,
    /// `after` of the next page; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Two records, as they stand.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TwinShape {
    /// Both ids, as `/api/v1/twins/{id}` takes them.
    pub pair: String,
    pub one: RecordShape,
    pub two: RecordShape,
    /// How sure it is, as far as you may see, that both are of one person or thing, 0 to 1.
    pub score: f64,
    /// The versions that were scored, or judged.
    pub versions: [u64; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed_at: Option<String>,
    /// What was judged and stands. Where the pair waits all the same, a record has changed since.
    pub judged: Option<JudgedShape>,
}

fn waiting(Waiting { about, records, score }: &Waiting<Twin>) -> TwinShape {
    let [one, two] = records;
    TwinShape {
        pair: about.pair.to_string(),
        one: RecordShape::of(&one.record),
        two: RecordShape::of(&two.record),
        score: rounded(*score, 1_000.0),
        versions: about.versions,
        proposed_at: Some(rfc3339(about.proposed_us)),
        judged: about.judged.as_ref().map(JudgedShape::of),
    }
}

fn judged(Waiting { about, records, score }: &Waiting<Judged>) -> TwinShape {
    let [one, two] = records;
    TwinShape {
        pair: about.pair.to_string(),
        one: RecordShape::of(&one.record),
        two: RecordShape::of(&two.record),
        score: rounded(*score, 1_000.0),
        versions: about.versions,
        proposed_at: None,
        judged: Some(JudgedShape::of(about)),
    }
}

/// `7123.3f…-9a…`: a place in the queue, as an address carries it.
pub(crate) fn write_place(place: Place) -> String {
    format!("{}.{}", place.milli_bits, place.pair)
}

pub(crate) fn read_place(text: &str) -> Result<Place, Problem> {
    let read = text.split_once('.').and_then(|(bits, pair)| {
        Some(Place { milli_bits: bits.parse().ok()?, pair: Pair::from_str(pair).ok()? })
    });
    read.ok_or_else(|| Problem::at("after", "expected `next` of the page before"))
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<TwinsQuery>,
) -> Result<Told<TwinsShape>, Problem> {
    let limit = u32::from(asked.limit.unwrap_or(50));
    let after = asked.after.as_deref().filter(|after| !after.is_empty());
    let kind = asked.kind.as_deref().filter(|kind| !kind.is_empty());
    let kind = kind.map(|kind| part::<Kind>("kind", kind)).transpose()?;
    let (twins, next) = match &asked.judgement {
        None => {
            let behind = after.map(read_place).transpose()?;
            let page = desk::twin::queue(&app.desk, &caller.actor, &reason, kind, (behind, limit)).await?;
            (page.pairs.iter().map(waiting).collect(), page.next.map(write_place))
        }
        Some(judgement) => {
            let wanted = part::<Judgement>("judgement", judgement)?;
            let wrong = |_| Problem::at("after", "expected `next` of the page before");
            let before = after.map(|after| after.parse().map_err(wrong)).transpose()?;
            let page = desk::twin::judged(&app.desk, &caller.actor, &reason, wanted, (before, limit)).await?;
            (page.pairs.iter().map(judged).collect(), page.next.map(|act| act.to_string()))
        }
    };
    let waiting = desk::twin::waiting(&app.desk, &caller.actor, &reason, kind).await?;
    Ok(Told::ok(TwinsShape { twins, waiting, next }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LookQuery {
    /// The language of the sentences: `en`, `fr`, `es`, `ar`.
    #[serde(default)]
    pub lang: Option<String>,
}

/// A pair looked at: both records, what speaks for and against, and what was judged.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LookShape {
    pub pair: String,
    pub one: RecordShape,
    pub two: RecordShape,
    /// How sure it is that both are of one person or thing, 0 to 1, by what you may see.
    pub score: f64,
    /// `match`, `possible`, or nothing.
    pub verdict: Option<&'static str>,
    /// In each feature, `query` is what the first record says and `record` what the second does.
    pub explanation: Vec<FeatureShape>,
    /// It waits to be judged.
    pub waits: bool,
    /// All that was judged of this pair, the last first.
    pub judgements: Vec<JudgedShape>,
    /// Records with which both hold together, by scores and judgements.
    pub group: Vec<String>,
    /// Judgements that would contradict it if both were judged the same.
    pub against: Vec<JudgedShape>,
}

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    Named(pair): Named<Pair>,
    For(reason): For,
    Asked(asked): Asked<LookQuery>,
    parts: Parts,
) -> Result<Told<LookShape>, Problem> {
    let language = tongue::asked(&parts, &caller, asked.lang.as_deref())?;
    let look = desk::twin::look(&app.desk, &caller.actor, &reason, pair).await?;
    let Look { records: [one, two], twin, score, explanation, judged, group, against, .. } = look;
    Ok(Told::ok(LookShape {
        pair: pair.to_string(),
        one: RecordShape::of(&one.record),
        two: RecordShape::of(&two.record),
        score: rounded(score, 1_000.0),
        verdict: desk::check::verdict(&app.desk, score).map(|verdict| verdict.as_str()),
        explanation: features(explanation, &words(&app, language)),
        waits: twin.is_some_and(|twin| twin.waits),
        judgements: judged.iter().map(JudgedShape::of).collect(),
        group: group.iter().map(|held| held.record.id.to_string()).collect(),
        against: against.iter().map(JudgedShape::of).collect(),
    }))
}
