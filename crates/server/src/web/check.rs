//! The check page: what was typed becomes a question, the answer becomes a view.
use super::answer::view;
use super::{Visit, elsewhere, faulty, html, why};
use crate::app::{App, Shared};
use crate::metrics;
use crate::page::{self, AnswerPart, CheckForm, CheckPage, Faults, Flaw, Place};
use crate::problem::Problem;
use crate::sent::Fields;
use axum::extract::State;
use axum::response::Response;
use desk::check::{Question, Wanted};
use model::{Actor, Entity, Kind, RecordId};
use policy::action::{Check, Stand};
use std::time::Instant;

/// Matches on a page: more are no answer to a person at a counter.
const MATCHES: usize = 20;
pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let mut form = form(&app, visit.actor()?, &Fields::default()).await?;
    if form.why.purposes.is_empty() {
        return Err(Problem::Refused("your role does not include checks".into()));
    }
    let last = visit.officer().and_then(|officer| app.kept.asked_for(officer));
    if let Some(reason) = last.filter(|reason| form.why.purposes.contains(&reason.purpose)) {
        form.why = page::Why::of(&reason, form.why.purposes);
    }
    html(&CheckPage { frame: visit.frame(&app, Some(Place::Check)).await?, form, answer: None })
}

pub(crate) async fn ask(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let began = Instant::now();
    let actor = visit.actor()?;
    let mut form = form(&app, actor, &fields).await?;
    if form.why.purposes.is_empty() {
        return Err(why::refuse(&app, actor).await);
    }
    if fields.has("fill") {
        return html(&CheckPage { frame: visit.frame(&app, Some(Place::Check)).await?, form, answer: None });
    }
    let question = question(&form.text, form.kind, &form.values, &mut form.faults);
    let reason = why::reason(&form.why, &mut form.faults);
    let explain = named(&form.explain, &mut form.faults);
    let (Some(question), Some(reason), true) = (question, reason, form.faults.is_empty()) else {
        return again(&app, &visit, form).await;
    };
    let wanted = Wanted { limit: MATCHES, explain };
    let whom = elsewhere::chosen(&fields)?;
    let members = desk::ask::resolve(&app.desk, actor, &reason, whom.as_ref()).await?;
    let answer = match desk::check::check(&app.desk, actor, &reason, &question, wanted).await {
        Ok(answer) => answer,
        Err(desk::Error::Invalid(invalid)) => {
            form.faults.add("text", Flaw::Said(invalid.why.to_string()));
            return again(&app, &visit, form).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    app.metrics.checked(metrics::outcome(&answer), began.elapsed());
    let hits = desk::hit::of_answer(&app.desk, actor, &reason, &answer).await?;
    let asked = crate::api::elsewhere::begin(&app, (actor, &reason), &answer, &members).await?;
    let elsewhere = asked.map(|told| elsewhere::view(&app, (actor, &reason), answer.id, &told));
    let met: Vec<RecordId> = answer.matches.iter().map(|found| found.record).collect();
    let live = desk::ask::before_arrest(&app.desk, actor, &reason, &met).await?;
    if let Some(officer) = visit.officer() {
        app.kept.asks_for(officer, reason);
    }
    let frame = visit.frame(&app, Some(Place::Check)).await?;
    let answer = page::Answer { elsewhere, ..view(answer, &hits, frame.now_us) };
    let answer = Some(answer.before_arrest(&live));
    if visit.wants("answer") {
        html(&AnswerPart { frame, form, answer })
    } else {
        html(&CheckPage { frame, form, answer })
    }
}

async fn again(app: &App, visit: &Visit, form: CheckForm) -> Result<Response, Problem> {
    faulty(&CheckPage { frame: visit.frame(app, Some(Place::Check)).await?, form, answer: None })
}

/// The form as it was typed.
async fn form(app: &App, actor: &Actor, fields: &Fields) -> Result<CheckForm, Problem> {
    let mut why = why::typed(fields, why::purposes::<Check>(app, actor));
    if let (None, [only]) = (why.purpose, why.purposes.as_slice()) {
        why.purpose = Some(*only);
    }
    let (kind, values) = typed(fields);
    let may_stand = matches!(actor, Actor::Officer { .. }) && !why::purposes::<Stand>(app, actor).is_empty();
    let (text, explain) = (fields.text("text").to_string(), fields.text("explain").to_string());
    let ask = elsewhere::offered(app, actor, fields).await?;
    Ok(CheckForm { text, kind, values, why, faults: Faults::none(), explain, may_stand, ask })
}

/// The record that a text names: by its number, or by the address of its page.
fn named(text: &str, faults: &mut Faults) -> Option<RecordId> {
    if text.is_empty() {
        return None;
    }
    let path = text.split(['?', '#']).next().unwrap_or(text);
    let number = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    let id = number.parse().ok();
    if id.is_none() {
        faults.add("explain", Flaw::NoRecord);
    }
    id
}

/// The chosen kind, and its own fields that hold something.
pub(super) fn typed(fields: &Fields) -> (Option<Kind>, Vec<(String, String)>) {
    let kind = fields.text("kind").parse::<Kind>().ok().filter(|kind| *kind != Kind::Link);
    let Some(chosen) = kind else { return (None, vec![]) };
    let own = |(name, text): &(String, String)| {
        let property = name.strip_prefix(chosen.as_str())?.strip_prefix('.')?;
        (!text.trim().is_empty()).then(|| (property.to_string(), text.trim().to_string()))
    };
    (kind, fields.0.iter().filter_map(own).collect())
}

/// What is asked, or the faults at its fields.
pub(super) fn question(
    text: &str,
    kind: Option<Kind>,
    values: &[(String, String)],
    faults: &mut Faults,
) -> Option<Question> {
    let Some(kind) = kind else {
        if text.is_empty() {
            faults.add("text", Flaw::Missing);
        }
        return Some(Question::Text(text.to_string()));
    };
    let mut entity = Entity::new(kind);
    for (property, text) in values {
        let Some(known) = kind.property(property) else { continue };
        if entity.add(property, text).is_err() {
            faults.add(&format!("{kind}.{property}"), Flaw::Unfit(known.holds));
        }
    }
    if entity.is_empty() && faults.is_empty() {
        let first = page::ASKED.iter().find(|(of, _)| *of == kind).and_then(|(_, names)| names.first());
        faults.add(&format!("{kind}.{}", first.copied().unwrap_or("name")), Flaw::Missing);
    }
    Some(Question::Entity(entity))
}
