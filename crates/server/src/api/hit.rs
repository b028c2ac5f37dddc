//! `/api/v1/hits`: what another member holds of the same person or thing, and what each side says of it.
use super::Told;
use super::answer::{FeatureShape, features, rounded};
use super::check::words;
use super::shape::{RecordShape, part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, Filing, For, Named, Sent};
use crate::tongue;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use desk::hit::{Asking, Checked, Hit, Look, Looked, Side};
use model::{Finding, HitGround, HitId, HitWord, Reason, RequestState, Term};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which hits to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HitsQuery {
    /// `next` of the answer before: only what was raised, said or grew late since.
    #[serde(default)]
    pub since: Option<u64>,
    /// Only those that not both sides have decided.
    #[serde(default)]
    pub open: Option<bool>,
    /// 1 to 200; 50 where nothing is said.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u8>,
}

/// Hits in the order in which something last happened to them, the newest last.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitsShape {
    pub hits: Vec<HitShape>,
    /// `since` of the next question. Asked with it, only what happened afterwards is told; as long as hits come, there may
    /// be more.
    pub next: u64,
}

/// A hit between a record or a check of this member and one of another's.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitShape {
    pub id: String,
    /// `raised`, `open`, `confirmed`, `refuted`, `inconclusive`: from what both sides have said. Nothing coercive is done
    /// by a hit that is not `confirmed`.
    pub state: &'static str,
    /// How sure it was that both are of one person or thing when it was raised, 0 to 1.
    pub score: f64,
    /// `urgent` (8 hours), `soon` (3 days), `usual` (7 days).
    pub term: &'static str,
    pub raised_by: String,
    pub raised_at: String,
    pub due_at: String,
    /// When its clock was found to have run out.
    pub late_at: Option<String>,
    pub ours: SideShape,
    pub theirs: SideShape,
    /// Our record, as it stands by now; nothing where our side is a check.
    pub our_record: Option<RecordShape>,
    /// Theirs, where it is here and you may see it.
    pub their_record: Option<RecordShape>,
    /// The check that is one of its sides, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<HitCheckShape>,
}

/// A check that met a record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitCheckShape {
    /// Whose check it is.
    pub member: String,
    pub id: String,
    pub unit: Option<String>,
    /// Whom it stands for, only their own member can tell.
    pub officer: Option<String>,
    pub purpose: String,
    pub operation: Option<String>,
    /// What kind of thing was asked about.
    pub kind: String,
    /// What was asked; nothing where the purpose does not let it be kept, and when both sides have decided.
    pub asked: Option<String>,
    pub asked_at: String,
}

impl HitCheckShape {
    fn of(check: &Checked) -> HitCheckShape {
        HitCheckShape {
            member: check.member.to_string(),
            id: check.check.to_string(),
            unit: check.unit.clone(),
            officer: check.officer.clone(),
            purpose: check.purpose.to_string(),
            operation: check.reference.clone(),
            kind: check.kind.to_string(),
            asked: check.asked.clone(),
            asked_at: rfc3339(check.asked_us),
        }
    }
}

/// One side of a hit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SideShape {
    pub member: String,
    /// Nothing where it is not known here which record it is, and where this side is a check.
    pub record: Option<String>,
    pub version: u64,
    /// What the other side gets to see of it: `full`, `contact` (that there is one, and whom to ask), `silent` (nothing).
    pub shows: &'static str,
    /// `acknowledged`, `confirmed`, `refuted`, `inconclusive`; nothing before it has said anything.
    pub word: Option<&'static str>,
    /// Why it cannot tell: `too-little`, `contradicts`, `no-answer`, `gone`.
    pub ground: Option<&'static str>,
    pub said_at: Option<String>,
}

impl SideShape {
    fn of(side: &Side) -> SideShape {
        SideShape {
            member: side.member.to_string(),
            record: side.record.map(|id| id.to_string()),
            version: side.version,
            shows: side.shows.as_str(),
            word: side.word.map(|(word, _)| word.as_str()),
            ground: side.ground.map(HitGround::as_str),
            said_at: side.word.map(|(_, at_us)| rfc3339(at_us)),
        }
    }
}

impl HitShape {
    fn of(looked: &Looked, me: &model::Member) -> Result<HitShape, Problem> {
        let hit: &Hit = &looked.hit;
        let (ours, theirs) = hit.sides_of(me).ok_or(Problem::Missing)?;
        Ok(HitShape {
            id: hit.id.to_string(),
            state: hit.state().as_str(),
            score: rounded(looked.score(), 1_000.0),
            term: hit.term.as_str(),
            raised_by: hit.raised_by.to_string(),
            raised_at: rfc3339(hit.raised_us),
            due_at: rfc3339(hit.due_us),
            late_at: hit.late_us.map(rfc3339),
            ours: SideShape::of(ours),
            theirs: SideShape::of(theirs),
            our_record: looked.ours.as_ref().map(|held| RecordShape::of(&held.record)),
            their_record: looked.theirs.as_ref().map(|held| RecordShape::of(&held.record)),
            check: hit.check.as_ref().map(HitCheckShape::of),
        })
    }
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<HitsQuery>,
) -> Result<Told<HitsShape>, Problem> {
    let place = (asked.since.unwrap_or(0), u32::from(asked.limit.unwrap_or(50)));
    let open = asked.open.unwrap_or(false);
    let (hits, next) = desk::hit::since(&app.desk, &caller.actor, &reason, open, place).await?;
    let hits = hits.iter().map(|looked| HitShape::of(looked, &app.desk.me)).collect::<Result<_, _>>()?;
    Ok(Told::ok(HitsShape { hits, next }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HitQuery {
    /// The language of the sentences: `en`, `fr`, `es`, `ar`.
    #[serde(default)]
    pub lang: Option<String>,
}

/// A hit looked at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitLookShape {
    #[serde(flatten)]
    pub hit: HitShape,
    /// What speaks for and against, where both records are here: `query` is what ours says and `record` what theirs does.
    pub explanation: Vec<FeatureShape>,
    /// The threads that name it and that you may read, the newest first.
    pub threads: Vec<HitThreadShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitThreadShape {
    pub id: String,
    /// Where its request stands.
    pub state: Option<&'static str>,
    pub last_at: String,
}

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<HitId>,
    For(reason): For,
    Asked(asked): Asked<HitQuery>,
    parts: Parts,
) -> Result<Told<HitLookShape>, Problem> {
    let language = tongue::asked(&parts, &caller, asked.lang.as_deref())?;
    let Look { hit, ours, theirs, explanation, .. } =
        desk::hit::look(&app.desk, &caller.actor, &reason, id).await?;
    let hit = HitShape::of(&Looked { hit, ours, theirs }, &app.desk.me)?;
    let threads = desk::hit::threads(&app.desk, &caller.actor, &reason, id).await?;
    let thread = |it: &desk::hit::OfHit| HitThreadShape {
        id: it.id.to_string(),
        state: it.state.map(RequestState::as_str),
        last_at: rfc3339(it.last_us),
    };
    let explanation = features(explanation, &words(&app, language));
    Ok(Told::ok(HitLookShape { hit, explanation, threads: threads.iter().map(thread).collect() }))
}

/// What an officer finds of a hit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HitAnswerSent {
    /// `acknowledged` (somebody is at work on it), `confirmed`, `refuted`, `inconclusive`. The last three stay.
    #[schema(example = "acknowledged")]
    pub word: String,
    /// With `inconclusive`, why it cannot be told: `too-little`, `contradicts`, `no-answer` (the other side has not answered what it
    /// was asked), `gone` (whom or what was met cannot be looked at any more).
    #[serde(default)]
    pub ground: Option<String>,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

impl HitAnswerSent {
    fn reason(&self, else_: Reason) -> Result<Reason, Problem> {
        crate::sent::reason_or((&self.purpose, &self.legal_basis, &self.operation), else_)
    }
}

pub(crate) async fn answer(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<HitId>,
    Filing(reason): Filing,
    Sent(sent): Sent<HitAnswerSent>,
) -> Result<StatusCode, Problem> {
    let reason = sent.reason(reason)?;
    let word = part::<HitWord>("word", &sent.word)?;
    let ground = sent.ground.as_deref().map(|ground| part("ground", ground)).transpose()?;
    desk::hit::answer(&app.desk, &caller.actor, &reason, id, Finding { word, ground }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the other side is asked about a hit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HitAskSent {
    #[schema(example = "Hit 3f2a91c0: is it the same person?")]
    pub subject: String,
    pub text: String,
    /// `urgent`, `soon`, `usual`; as urgent as the hit, where nothing is said.
    #[serde(default)]
    pub term: Option<String>,
}

/// The thread that was opened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitAskedShape {
    pub thread: String,
}

pub(crate) async fn ask(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<HitId>,
    Filing(reason): Filing,
    Sent(sent): Sent<HitAskSent>,
) -> Result<Told<HitAskedShape>, Problem> {
    let term = sent.term.as_deref().map(|term| part::<Term>("term", term)).transpose()?;
    let asking = Asking { subject: sent.subject, text: sent.text, term };
    let thread = desk::hit::ask(&app.desk, &caller.actor, &reason, id, asking).await?;
    Ok(Told::made(HitAskedShape { thread: thread.to_string() }))
}
