//! Opening a thread by form: a message, or a request with the template of its kind.
use super::threads::reason;
use super::{Visit, faulty, html, see, why};
use crate::app::{App, Shared};
use crate::page::{Done, Faults, Flaw, NewThread, NewThreadPage, Place, Why, reason_query, template};
use crate::problem::Problem;
use crate::sent::{Asked, Fields};
use axum::extract::State;
use axum::response::Response;
use desk::thread::Opening;
use model::{Entity, Invalid, Kind, Language, Member, Term};
use policy::action::ReviewThreads;
use std::str::FromStr;

/// The form; filled with what was kept of it, where nothing else is asked for.
pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let mut fields = Fields(asked);
    let mut draft_us = None;
    if !fields.has("kind")
        && let Some((kept, us)) = desk::thread::drafted(&app.desk, visit.actor()?, None).await?
        && let Ok(pairs) = serde_json::from_str(&kept)
    {
        (fields, draft_us) = (Fields(pairs), Some(us));
    }
    let (_, why) = reason(&app, &visit, &fields)?;
    let frame = visit.frame(&app, Some(Place::Threads)).await?;
    let mut values = typed(&fields, &mut Faults::none());
    let language: Language = fields.text("in").parse().unwrap_or(frame.language);
    if values.text.is_empty() {
        values.text = template(values.kind, language);
    }
    html(&form(&app, &visit, (why, values), (Faults::none(), draft_us)).await?)
}

async fn form(
    app: &App,
    visit: &Visit,
    (why, values): (Why, NewThread),
    (faults, draft_us): (Faults, Option<i64>),
) -> Result<NewThreadPage, Problem> {
    let actor = visit.actor()?;
    let network = desk::offer::addressees(&app.desk, actor, &crate::sent::daily(actor)).await?;
    let frame = visit.frame(app, Some(Place::Threads)).await?;
    Ok(NewThreadPage { frame, why, values, network, faults, draft_us })
}

pub(crate) async fn open(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let form_why = why::typed(&fields, why::purposes::<ReviewThreads>(&app, actor));
    let mut faults = Faults::none();
    let values = typed(&fields, &mut faults);
    let (opening, reason) = (opening(&values, &mut faults), why::reason(&form_why, &mut faults));
    let (Some(opening), Some(reason), true) = (opening, reason, faults.is_empty()) else {
        return faulty(&form(&app, &visit, (form_why, values), (faults, None)).await?);
    };
    match desk::thread::open(&app.desk, actor, &reason, opening, None).await {
        Ok(id) => {
            desk::thread::keep_draft(&app.desk, actor, &reason, None, "").await?;
            Ok(see(&format!("/threads/{id}{}", reason_query(&form_why)), Done::Said))
        }
        Err(desk::Error::Invalid(invalid)) => {
            let field =
                if invalid.what == "members" || invalid.what == "asked" { "to" } else { invalid.what };
            faults.add(field, Flaw::Said(invalid.why.to_string()));
            faulty(&form(&app, &visit, (form_why, values), (faults, None)).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What is kept of a form that is not sent: its fields, as they are; nothing where nothing was written.
pub(super) fn kept(fields: &Fields) -> Result<String, Problem> {
    let written =
        ["subject", "text", "about_name", "about_document"].iter().any(|name| !fields.text(name).is_empty());
    if !written {
        return Ok(String::new());
    }
    let pairs: Vec<&(String, String)> = fields.0.iter().filter(|(name, _)| name != "done").collect();
    serde_json::to_string(&pairs).map_err(|fault| Problem::broken(&fault))
}

fn choice<T: FromStr<Err = Invalid>>(field: &str, code: &str, faults: &mut Faults) -> Option<T> {
    if code.is_empty() {
        return None;
    }
    code.parse().map_err(|_| faults.add(field, Flaw::NoChoice)).ok()
}

fn typed(fields: &Fields, faults: &mut Faults) -> NewThread {
    let text = |name: &str| fields.text(name).to_owned();
    NewThread {
        kind: choice("kind", fields.text("kind"), faults),
        to: text("to"),
        copies: text("copies"),
        never_to: text("never_to"),
        subject: text("subject"),
        text: text("text"),
        about_name: text("about_name"),
        about_born: text("about_born"),
        about_document: text("about_document"),
        level: choice("level", fields.text("level"), faults).unwrap_or_default(),
        caveats: fields.all("caveats").filter_map(|code| choice("caveats", code, faults)).collect(),
        caveat_text: text("caveat_text"),
        grading: text("grading"),
        term: choice("term", fields.text("term"), faults),
        life_at_risk: fields.text("life_at_risk") == "yes",
        crime: text("crime"),
        records: text("records"),
    }
}

/// Codes or ids apart by blanks or commas.
fn list<T: FromStr<Err = Invalid>>(field: &str, text: &str, faults: &mut Faults) -> Vec<T> {
    let codes = text.split([' ', ',', ';', '\n']).filter(|code| !code.is_empty());
    let read = |code: &str| code.parse().map_err(|invalid: Invalid| (invalid.why, code.to_owned()));
    let mut all = vec![];
    for code in codes {
        match read(code) {
            Ok(one) => all.push(one),
            Err((why, _)) => faults.add(field, Flaw::Said(why.to_owned())),
        }
    }
    all
}

fn opening(values: &NewThread, faults: &mut Faults) -> Option<Opening> {
    for (field, text) in [("to", &values.to), ("subject", &values.subject), ("text", &values.text)] {
        if text.is_empty() {
            faults.add(field, Flaw::Missing);
        }
    }
    let mut to: Vec<Member> = list("to", &values.to, faults);
    to.extend(list::<Member>("copies", &values.copies.to_uppercase(), faults));
    let ask = values.kind.map(|kind| (kind, about(values, faults)));
    let opening = Opening {
        subject: values.subject.clone(),
        text: values.text.clone(),
        to,
        never_to: list("never_to", &values.never_to.to_uppercase(), faults).into_iter().collect(),
        level: values.level,
        caveats: values.caveats.iter().copied().collect(),
        caveat_text: Some(values.caveat_text.clone()).filter(|text| !text.is_empty()),
        grading: choice("grading", &values.grading, faults),
        term: values.term.unwrap_or(Term::Usual),
        life_at_risk: values.life_at_risk,
        crime: choice("crime", &values.crime, faults),
        records: list("records", &values.records, faults),
        hits: vec![],
        ask,
    };
    faults.is_empty().then_some(opening)
}

/// Whom it is about: one person by name, birth and document, as far as these are known.
fn about(values: &NewThread, faults: &mut Faults) -> Vec<Entity> {
    let mut entity = Entity::new(Kind::Person);
    let told = [
        ("name", "about_name", &values.about_name),
        ("birthDate", "about_born", &values.about_born),
        ("passportNumber", "about_document", &values.about_document),
    ];
    for (property, field, text) in told {
        if !text.is_empty()
            && let Err(invalid) = entity.add(property, text)
        {
            faults.add(field, Flaw::Said(invalid.why.to_string()));
        }
    }
    if entity.properties().next().is_none() { vec![] } else { vec![entity] }
}
