//! `POST /api/v1/checks`: is this person, document or thing known?
use super::answer::AnswerShape;
use super::elsewhere::ElsewhereShape;
use super::shape::EntityShape;
use super::{Told, elsewhere};
use crate::app::{App, Shared};
use crate::auth::Caller;
use crate::page::Frame;
use crate::problem::Problem;
use crate::sent::{self, Sent};
use crate::{metrics, tongue};
use axum::extract::{FromRequest, Request, State};
use desk::ask::Whom;
use desk::check::{Question, Wanted};
use model::{Language, Reason, RecordId};
use serde::Deserialize;
use std::time::Instant;
use utoipa::{IntoParams, ToSchema};

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
    /// A record of which the answer shall say why it is or is not among the matches.
    #[serde(default)]
    pub explain: Option<String>,
    /// Whom to ask as well, at once: `hubs`, or codes of members; an empty list is nobody. Where it is left out the node's
    /// setting decides. What they answer is read under `/api/v1/checks/{id}/elsewhere`.
    #[serde(default)]
    #[schema(example = json!(["hubs"]))]
    pub ask: Option<Vec<String>>,
    /// The language of the sentences: `en`, `fr`, `es`, `ar`. Where it is not named it is the officer's own, or that of
    /// `Accept-Language`.
    #[serde(default)]
    pub lang: Option<String>,
}

/// The same two, for whoever sends the body as it is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CheckQuery {
    /// As `explain` of the body.
    #[serde(default)]
    pub explain: Option<String>,
    /// As `lang` of the body.
    #[serde(default)]
    pub lang: Option<String>,
}

/// Of many questions.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct BatchQuery {
    /// The language of the sentences, for lines that name none.
    #[serde(default)]
    pub lang: Option<String>,
}

const LIMIT: u8 = 10;

impl CheckShape {
    /// Its reason, if it names one.
    pub(crate) fn reason(&self) -> Result<Option<Reason>, Problem> {
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        sent::reason(&text(&self.purpose), &text(&self.legal_basis), &text(&self.operation))
    }

    /// The record of which it shall be said why.
    pub(crate) fn explain(&self) -> Result<Option<RecordId>, Problem> {
        let read =
            |text: &String| text.parse().map_err(|_| Problem::at("explain", "not the number of a record"));
        self.explain.as_ref().map(read).transpose()
    }

    /// Whom to ask as well, if it is said.
    pub(crate) fn whom(&self) -> Result<Option<Whom>, Problem> {
        let read = |names: &Vec<String>| {
            Whom::of(names.iter().map(String::as_str)).map_err(|invalid| Problem::at("ask", invalid.why))
        };
        self.ask.as_ref().map(read).transpose()
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

/// A frame that has the words of a language, for sentences that go to programs.
pub(crate) fn words(app: &App, language: Language) -> Frame {
    Frame::outside(language, app.desk.me.clone(), &app.desk.name)
}

/// Answers one question; its act is on disk before the answer goes out.
pub(crate) async fn ask(
    State(app): State<Shared>,
    caller: Caller,
    request: Request,
) -> Result<Told<AnswerShape>, Problem> {
    let began = Instant::now();
    let (parts, body) = request.into_parts();
    let query: CheckQuery = sent::asked(&parts)?;
    let language = tongue::asked(&parts, &caller, query.lang.as_deref())?;
    let Sent(mut sent) = Sent::<CheckShape>::from_request(Request::from_parts(parts, body), &app).await?;
    sent.explain = sent.explain.or(query.explain);
    let language = sent.lang.as_deref().map_or(Ok(language), tongue::read)?;
    let reason = sent.reason()?.ok_or_else(sent::unnamed)?;
    let wanted = Wanted { limit: sent.limit()?, explain: sent.explain()? };
    let from_text = sent.text.is_some();
    let whom = sent.whom()?;
    let question = sent.question()?;
    let by = &caller.actor;
    let members = desk::ask::resolve(&app.desk, by, &reason, whom.as_ref()).await?;
    let answer = desk::check::check(&app.desk, by, &reason, &question, wanted).await?;
    app.metrics.checked(metrics::outcome(&answer), began.elapsed());
    let asked = elsewhere::begin(&app, (by, &reason), &answer, &members).await?;
    let hits = desk::hit::of_answer(&app.desk, by, &reason, &answer).await?;
    let met: Vec<RecordId> = answer.matches.iter().map(|found| found.record).collect();
    let live = desk::ask::before_arrest(&app.desk, by, &reason, &met).await?;
    let told = AnswerShape::of(answer, from_text, &hits, &words(&app, language)).before_arrest(&live);
    let elsewhere = asked.map(|asked| ElsewhereShape::of(&asked));
    Ok(Told::ok(AnswerShape { complete: told.complete && elsewhere.is_none(), elsewhere, ..told }))
}
