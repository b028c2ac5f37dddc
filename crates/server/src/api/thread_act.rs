//! `/api/v1/threads`: opening threads, saying something in them, and what this member does with them by itself.
use super::Told;
use super::once::Once;
use super::shape::EntityShape;
use super::thread::code;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Duty, Filing, Named, Sent};
use axum::extract::State;
use axum::http::StatusCode;
use desk::thread::{Clocks, Opening, Saying};
use model::{Entity, Invalid, MessageId, OfficerId, ThreadId};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::ToSchema;

fn codes<T: FromStr<Err = Invalid>, C: FromIterator<T>>(field: &str, all: &[String]) -> Result<C, Problem> {
    let read = |text: &String| text.parse().map_err(|invalid: Invalid| Problem::at(field, invalid.why));
    all.iter().map(read).collect()
}

/// A thread to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThreadSent {
    #[schema(example = "Amouzou, Kossi")]
    pub subject: String,
    pub text: String,
    /// Codes of members. Of a request the first is asked, the others read along.
    #[schema(example = json!(["BJ"]))]
    pub to: Vec<String>,
    #[serde(default)]
    pub never_to: Vec<String>,
    #[serde(default)]
    pub level: Option<String>,
    #[serde(default)]
    pub caveats: Vec<String>,
    #[serde(default)]
    pub caveat_text: Option<String>,
    #[serde(default)]
    pub grading: Option<String>,
    /// `urgent`, `soon`, `usual`.
    #[serde(default)]
    pub term: Option<String>,
    #[serde(default)]
    pub life_at_risk: bool,
    #[serde(default)]
    pub crime: Option<String>,
    #[serde(default)]
    pub records: Vec<String>,
    #[serde(default)]
    pub hits: Vec<String>,
    /// `identity-check`, `hit-confirmation`, `whereabouts`, `criminal-record`, `document-check`, `subscriber-data`,
    /// `life-at-risk`, `other`; nothing where nothing is asked.
    #[serde(default)]
    pub request: Option<String>,
    /// Whom or what it is about.
    #[serde(default)]
    pub about: Vec<EntityShape>,
}

impl ThreadSent {
    fn opening(self) -> Result<Opening, Problem> {
        let about: Vec<Entity> =
            self.about.into_iter().map(|entity| entity.read("about")).collect::<Result<_, _>>()?;
        Ok(Opening {
            subject: self.subject,
            text: self.text,
            to: codes("to", &self.to)?,
            never_to: codes("never_to", &self.never_to)?,
            level: code("level", self.level.as_deref())?.unwrap_or_default(),
            caveats: codes("caveats", &self.caveats)?,
            caveat_text: self.caveat_text,
            grading: code("grading", self.grading.as_deref())?,
            term: code("term", self.term.as_deref())?.unwrap_or(model::Term::Usual),
            life_at_risk: self.life_at_risk,
            crime: code("crime", self.crime.as_deref())?,
            records: codes("records", &self.records)?,
            hits: codes("hits", &self.hits)?,
            ask: code("request", self.request.as_deref())?.map(|kind| (kind, about)),
        })
    }
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SaidId {
    pub id: String,
}

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    once: Once,
    Sent(sent): Sent<ThreadSent>,
) -> Result<Told<SaidId>, Problem> {
    let opening = sent.opening()?;
    let id = desk::thread::open(&app.desk, &caller.actor, &reason, opening, once.key()).await?;
    Ok(Told::made(SaidId { id: id.to_string() }))
}

/// What is said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MessageSent {
    /// `said` where nothing is said; else one of the words of the thread.
    #[serde(default)]
    pub word: Option<String>,
    #[serde(default)]
    pub text: String,
    /// Of `leave-asked` and `forwarded`.
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub grading: Option<String>,
    /// Of `refused`.
    #[serde(default)]
    pub ground: Option<String>,
}

pub(crate) async fn say(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ThreadId>,
    Filing(reason): Filing,
    Sent(sent): Sent<MessageSent>,
) -> Result<Told<SaidId>, Problem> {
    let saying = Saying {
        word: code("word", sent.word.as_deref())?.unwrap_or(model::Word::Said),
        text: sent.text,
        to: code("to", sent.to.as_deref())?,
        grading: code("grading", sent.grading.as_deref())?,
        ground: code("ground", sent.ground.as_deref())?,
    };
    let said = desk::thread::say(&app.desk, &caller.actor, &reason, id, saying).await?;
    Ok(Told::made(SaidId { id: said.to_string() }))
}

/// A message of ours to be taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackSent {
    pub message: String,
}

pub(crate) async fn back(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ThreadId>,
    Filing(reason): Filing,
    Sent(sent): Sent<BackSent>,
) -> Result<StatusCode, Problem> {
    let message: MessageId = code("message", Some(&sent.message))?.ok_or(Problem::Missing)?;
    desk::thread::take_back(&app.desk, &caller.actor, &reason, (id, message)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who works on a thread here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandsSent {
    /// Who had it when it was read; nothing where nobody had.
    #[serde(default)]
    pub was: Option<String>,
    /// Who is to have it; nothing for nobody.
    #[serde(default)]
    pub officer: Option<String>,
}

pub(crate) async fn hand(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ThreadId>,
    Filing(reason): Filing,
    Sent(sent): Sent<HandsSent>,
) -> Result<StatusCode, Problem> {
    let officer = |field, text: &Option<String>| code::<OfficerId>(field, text.as_deref());
    let hands = (officer("was", &sent.was)?, officer("officer", &sent.officer)?);
    desk::thread::take(&app.desk, &caller.actor, &reason, id, hands).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A note to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteSent {
    pub note: String,
}

pub(crate) async fn note(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ThreadId>,
    Filing(reason): Filing,
    Sent(sent): Sent<NoteSent>,
) -> Result<StatusCode, Problem> {
    desk::thread::note(&app.desk, &caller.actor, &reason, id, &sent.note).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How long a request may wait.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClocksShape {
    pub urgent_hours: u32,
    pub soon_hours: u32,
    pub usual_hours: u32,
    /// Until a person must have acknowledged that a life is at risk.
    pub acknowledge_minutes: u32,
}

pub(crate) async fn clocks(
    State(app): State<Shared>,
    caller: Caller,
    Duty(_): Duty,
) -> Result<Told<ClocksShape>, Problem> {
    let _known = caller;
    let Clocks { urgent_hours, soon_hours, usual_hours, acknowledge_minutes } =
        desk::thread::clocks(&app.desk).await?;
    Ok(Told::ok(ClocksShape { urgent_hours, soon_hours, usual_hours, acknowledge_minutes }))
}

pub(crate) async fn set_clocks(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Sent(sent): Sent<ClocksShape>,
) -> Result<StatusCode, Problem> {
    let ClocksShape { urgent_hours, soon_hours, usual_hours, acknowledge_minutes } = sent;
    let clocks = Clocks { urgent_hours, soon_hours, usual_hours, acknowledge_minutes };
    desk::thread::set_clocks(&app.desk, &caller.actor, &reason, clocks).await?;
    Ok(StatusCode::NO_CONTENT)
}
