//! `/api/v1/judgements` and profiles: what people decide of two records, and what hangs together by it.
use super::Told;
use super::shape::{RecordShape, part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Filing, For, Named, Sent};
use axum::extract::State;
use axum::http::StatusCode;
use desk::record::{Opinion, Over};
use desk::twin::{Judged, Profile};
use model::{Judgement, Pair, Reason, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::record::Held;
use utoipa::ToSchema;

/// What somebody judges of two records.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JudgementSent {
    /// Ids of records.
    pub one: String,
    pub two: String,
    /// `same`, `different`, `unsure`.
    #[schema(example = "same")]
    pub judgement: String,
    /// The versions that were seen, of `one` and `two`. Without them, the present ones.
    #[serde(default)]
    pub versions: Option<[u64; 2]>,
    /// The act of the judgement that was seen standing, 0 for none. Without it, whatever stands is replaced.
    #[serde(default)]
    pub over: Option<u64>,
    /// Why, in words; shown to who may see both records.
    #[serde(default)]
    pub words: Option<String>,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

impl JudgementSent {
    fn reason(&self, else_: Reason) -> Result<Reason, Problem> {
        crate::sent::reason_or((&self.purpose, &self.legal_basis, &self.operation), else_)
    }

    /// The pair, and the versions in its order.
    fn pair(&self) -> Result<(Pair, Option<[u64; 2]>), Problem> {
        let (one, two) = (part::<RecordId>("one", &self.one)?, part::<RecordId>("two", &self.two)?);
        let pair = Pair::of(one, two).map_err(|invalid| Problem::at("two", invalid.why))?;
        let in_order =
            |[first, second]: [u64; 2]| if pair.one() == one { [first, second] } else { [second, first] };
        Ok((pair, self.versions.map(in_order)))
    }
}

/// A judgement's act, by which it is undone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JudgementMade {
    pub act: u64,
}

pub(crate) async fn judge(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Sent(sent): Sent<JudgementSent>,
) -> Result<Told<JudgementMade>, Problem> {
    let reason = sent.reason(reason)?;
    let (pair, seen) = sent.pair()?;
    let judgement = part::<Judgement>("judgement", &sent.judgement)?;
    let versions = match seen {
        Some(seen) => seen,
        None => {
            let look = desk::twin::look(&app.desk, &caller.actor, &reason, pair).await?;
            look.records.map(|held| held.record.version)
        }
    };
    let over = match sent.over {
        None => Over::Whatever,
        Some(0) => Over::Nothing,
        Some(act) => Over::Act(act),
    };
    let says = Opinion { judgement, words: sent.words, versions, over };
    let act = desk::record::judge(&app.desk, &caller.actor, &reason, pair, says).await?;
    Ok(Told::made(JudgementMade { act }))
}

pub(crate) async fn undo(
    State(app): State<Shared>,
    caller: Caller,
    Named(act): Named<u64>,
    Filing(reason): Filing,
) -> Result<StatusCode, Problem> {
    desk::record::undo(&app.desk, &caller.actor, &reason, act).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A judgement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JudgedShape {
    /// Number of its act in the journal.
    pub act: u64,
    pub pair: String,
    /// Of the records that were judged.
    pub versions: [u64; 2],
    pub judgement: String,
    /// `officer:…` or `client:…`.
    pub by: String,
    pub at: String,
    pub words: Option<String>,
    /// It counts: it was neither replaced nor undone.
    pub stands: bool,
    pub undone_at: Option<String>,
}

impl JudgedShape {
    pub(crate) fn of(judged: &Judged) -> JudgedShape {
        JudgedShape {
            act: judged.act,
            pair: judged.pair.to_string(),
            versions: judged.versions,
            judgement: judged.judgement.to_string(),
            by: judged.by.clone(),
            at: rfc3339(judged.at_us),
            words: judged.words.clone(),
            stands: judged.stands,
            undone_at: judged.undone_us.map(rfc3339),
        }
    }
}

/// All records that were judged to be of one person or thing, as far as you may see; each value with its owners.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProfileShape {
    pub records: Vec<RecordShape>,
    /// Values by property, each with the records that state it.
    pub properties: BTreeMap<String, Vec<StatedShape>>,
    pub judgements: Vec<JudgedShape>,
    /// Judgements that the profile could not follow, since others contradict them.
    pub aside: Vec<JudgedShape>,
    /// Judgements that set its records apart from others.
    pub apart: Vec<JudgedShape>,
    /// Pairs of its records and others that wait to be judged.
    pub waiting: Vec<String>,
}

/// A value with who states it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatedShape {
    pub value: String,
    pub by: Vec<StatedByShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatedByShape {
    pub owner: String,
    pub record: String,
}

pub(crate) async fn profile(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
) -> Result<Told<ProfileShape>, Problem> {
    let Profile { records, judged, aside, apart, waiting } =
        desk::twin::profile(&app.desk, &caller.actor, &reason, id).await?;
    let shapes = |judged: &[Judged]| judged.iter().map(JudgedShape::of).collect();
    Ok(Told::ok(ProfileShape {
        properties: stated(&records),
        records: records.iter().map(|held| RecordShape::of(&held.record)).collect(),
        judgements: shapes(&judged),
        aside: shapes(&aside),
        apart: shapes(&apart),
        waiting: waiting.iter().map(|(twin, _)| twin.pair.to_string()).collect(),
    }))
}

fn stated(records: &[Held]) -> BTreeMap<String, Vec<StatedShape>> {
    let mut all: BTreeMap<String, Vec<StatedShape>> = BTreeMap::new();
    for stated in desk::twin::stated(records) {
        let by = |held: &&Held| StatedByShape {
            owner: held.record.owner.to_string(),
            record: held.record.id.to_string(),
        };
        let shape = StatedShape {
            value: stated.value.original().to_string(),
            by: stated.by.iter().map(by).collect(),
        };
        all.entry(stated.property.name.to_string()).or_default().push(shape);
    }
    all
}
