//! The record page, its withdrawal, and taking it out.
use super::{Visit, changes, faulty, files, html, see, why, window};
use crate::app::{App, Shared};
use crate::page::{Done, Faults, Flaw, LinkRow, RecordPage, Why, WithdrawPage, Withdrawn, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::record::Opened;
use model::{Reason, Record, RecordId, Subject};
use policy::action::{Export, KeepByLaw, ReviewTwins, Revise, Withdraw};
use store::record::Linked;

/// The reason that the address carries; without one it is asked for.
pub(super) async fn stated(
    app: &App,
    visit: &Visit,
    fields: &Fields,
    to: &str,
) -> Result<Result<(Reason, Why), Response>, Problem> {
    let form = why::typed(fields, why::reading(app, visit.actor()?));
    match why::reason(&form, &mut Faults::none()) {
        Some(reason) => Ok(Ok((reason, form))),
        None => Ok(Err(why::ask(app, visit, fields, to).await?)),
    }
}

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/records/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let actor = visit.actor()?;
    let opened = desk::record::open(&app.desk, actor, &reason, id).await;
    if matches!(opened, Err(desk::Error::Missing))
        && desk::window::is_withdrawn(&app.desk, actor, &reason, id).await?
    {
        // It cannot be read any more; what became of its copies, and who looked at it, can.
        let query = reason_query(&why);
        let mark = if query.is_empty() { '?' } else { '&' };
        return Ok(Redirect::to(&format!("/window{query}{mark}record={id}")).into_response());
    }
    if matches!(opened, Err(desk::Error::Missing))
        && desk::record::is_over(&app.desk, actor, &reason, id).await?
    {
        // All that is left to be done with it is to take it back.
        let to = format!("/records/{id}/withdraw{}", reason_query(&why));
        return Ok(Redirect::to(&to).into_response());
    }
    let mut opened = opened?;
    let live = desk::ask::before_arrest_on(&app.desk, actor, &reason, &mut opened).await?;
    let Opened { held, history, links } = opened;
    let labels: Vec<&str> = history.iter().map(|past| past.by.as_str()).collect();
    let people = desk::people::named(&app.desk, &labels).await?;
    let record = held.record;
    let stated = desk::offer::once_stated(&reason);
    let kept = desk::kept::of(&app.desk, &record).await?;
    let keep_waits_us = desk::kept::waits_until(&app.desk, &record).await?;
    html(&RecordPage {
        frame: visit.frame(&app, None).await?,
        filed_us: held.filed_us,
        revised_us: (record.version > 1).then_some(held.revised_us),
        links: links.iter().filter_map(|linked| link(linked, id)).collect(),
        history: changes::versions(&history, &people),
        may_revise: desk::offer::may_on::<Revise>(&app.desk, actor, &reason, &record)
            && record.entity().is_some(),
        may_withdraw: desk::offer::may_on::<Withdraw>(&app.desk, actor, &reason, &record),
        may_export: desk::offer::may::<Export>(&app.desk, actor, &stated),
        may_keep: desk::offer::may_on::<KeepByLaw>(&app.desk, actor, &stated, &record),
        kept_until_us: kept.map(|kept| kept.until_us),
        keep_waits_us,
        may_review: desk::offer::may::<ReviewTwins>(&app.desk, actor, &reason),
        live,
        has_notice: desk::notice::is_here(&app.desk, id).await?,
        files: files::part(&app, actor, &reason, &record).await?,
        sharing: window::sharing(&app, actor, &reason, &record).await?,
        why,
        record,
    })
}

fn link(linked: &Linked, seen_from: RecordId) -> Option<LinkRow> {
    let Subject::Link(link) = &linked.link.record.subject else { return None };
    let other = &linked.other.record;
    Some(LinkRow {
        kind: link.kind,
        outward: link.from == seen_from,
        role: link.role.clone(),
        since: link.since,
        until: link.until,
        owner: linked.link.record.owner.clone(),
        other: other.id,
        other_kind: other.kind(),
        other_caption: other.caption().to_string(),
        other_status: other.status,
    })
}

pub(crate) async fn withdraw_page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/records/{id}/withdraw")).await?
    {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    html(&withdrawing(&app, &visit, (id, &reason), why).await?)
}

async fn withdrawing(
    app: &App,
    visit: &Visit,
    (id, reason): (RecordId, &Reason),
    why: Why,
) -> Result<WithdrawPage, Problem> {
    let actor = visit.actor()?;
    let what = match desk::record::open(&app.desk, actor, reason, id).await {
        Ok(opened) => Some(opened.held.record),
        Err(desk::Error::Missing) if desk::record::is_over(&app.desk, actor, reason, id).await? => None,
        Err(fault) => return Err(fault.into()),
    };
    let may = |record: &Record| desk::offer::may_on::<Withdraw>(&app.desk, actor, reason, record);
    if what.as_ref().is_some_and(|record| !may(record)) {
        return Err(Problem::Refused("your role does not include withdrawing this record".into()));
    }
    let what = what.map(|record| Withdrawn {
        version: record.version,
        kind: record.kind(),
        caption: record.caption().to_string(),
    });
    Ok(WithdrawPage {
        frame: visit.frame(app, None).await?,
        record: id,
        what,
        words: String::new(),
        why,
        faults: Faults::none(),
    })
}

/// A word of why is needed: it outlives the record.
pub(crate) async fn withdraw(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/records/{id}/withdraw")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let words = fields.text("words");
    if words.is_empty() || words.len() > 1_000 {
        let mut page = withdrawing(&app, &visit, (id, &reason), why).await?;
        page.words = words.to_string();
        page.faults.add(
            "words",
            if words.is_empty() { Flaw::Missing } else { Flaw::Said("longer than 1,000 bytes".into()) },
        );
        return faulty(&page);
    }
    desk::record::withdraw(&app.desk, visit.actor()?, &reason, id, words).await?;
    Ok(see("/check", Done::Withdrawn))
}

/// One record as FollowTheMoney.
pub(crate) async fn export(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, _) = match stated(&app, &visit, &Fields(asked), &format!("/records/{id}/export")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let line = desk::export::one(&app.desk, visit.actor()?, &reason, id).await?;
    let mut response = line.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"record.ftm.json\""),
    );
    Ok(response)
}
