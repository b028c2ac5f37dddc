//! The queue of twins: the list, the way to the next pair, and the run over the whole store.
use super::record::stated;
use super::{Visit, answer, html, quoted, see, why};
use crate::api::{seek, twin as api};
use crate::app::{App, Shared};
use crate::page::{Done, JudgedBy, Place, TwinRow, TwinSide, TwinsPage, Why, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, bringing};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::people::People;
use desk::twin::{Judged, WAITING_MAX};
use model::{Judgement, Kind, Reason, Record};
use policy::action::SeekTwins;
use store::record::Held;

/// Pairs on a page.
const SHOWN: u32 = 50;

/// The pairs of a page, and where the next begins.
type Rows = (Vec<TwinRow>, Option<String>);

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, "/twins").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let kind: Option<Kind> = fields.text("kind").parse().ok();
    let shown: Option<Judgement> = fields.text("judgement").parse().ok();
    let after = Some(fields.text("after")).filter(|after| !after.is_empty());
    let (twins, next) = match shown {
        None => waiting(&app, &visit, (&reason, kind), after).await?,
        Some(judgement) => judged(&app, &visit, (&reason, judgement), after).await?,
    };
    html(&TwinsPage {
        waiting: desk::twin::waiting(&app.desk, visit.actor()?, &reason, kind).await?,
        most: u64::from(WAITING_MAX),
        may_seek: !why::purposes::<SeekTwins>(&app, visit.actor()?).is_empty(),
        frame: visit.frame(&app, Some(Place::Twins)).await?,
        why,
        kind,
        shown,
        twins,
        next,
    })
}

async fn waiting(
    app: &App,
    visit: &Visit,
    (reason, kind): (&Reason, Option<Kind>),
    after: Option<&str>,
) -> Result<Rows, Problem> {
    let behind = after.map(api::read_place).transpose()?;
    let queue = desk::twin::queue(&app.desk, visit.actor()?, reason, kind, (behind, SHOWN)).await?;
    let said: Vec<&Judged> = queue.pairs.iter().filter_map(|w| w.about.judged.as_ref()).collect();
    let people = who_judged(app, said.into_iter()).await?;
    let row = |w: &desk::twin::Waiting<desk::twin::Twin>| TwinRow {
        pair: w.about.pair,
        score: w.score,
        sides: sides(&w.records),
        judged: w.about.judged.as_ref().map(|judged| judged_by(judged, &people)),
    };
    Ok((queue.pairs.iter().map(row).collect(), queue.next.map(api::write_place)))
}

async fn judged(
    app: &App,
    visit: &Visit,
    (reason, judgement): (&Reason, Judgement),
    after: Option<&str>,
) -> Result<Rows, Problem> {
    let wrong = |_| Problem::at("after", "expected a number");
    let before = after.map(|after| after.parse().map_err(wrong)).transpose()?;
    let queue = desk::twin::judged(&app.desk, visit.actor()?, reason, judgement, (before, SHOWN)).await?;
    let people = who_judged(app, queue.pairs.iter().map(|w| &w.about)).await?;
    let row = |w: &desk::twin::Waiting<Judged>| TwinRow {
        pair: w.about.pair,
        score: w.score,
        sides: sides(&w.records),
        judged: Some(judged_by(&w.about, &people)),
    };
    Ok((queue.pairs.iter().map(row).collect(), queue.next.map(|act| act.to_string())))
}

/// Names of those who judged.
pub(super) async fn who_judged(app: &App, judged: impl Iterator<Item = &Judged>) -> Result<People, Problem> {
    let labels: Vec<&str> = judged.map(|judged| judged.by.as_str()).collect();
    Ok(desk::people::named(&app.desk, &labels).await?)
}

pub(super) fn judged_by(judged: &Judged, people: &People) -> JudgedBy {
    let by = people.get(&judged.by).map_or_else(|| judged.by.clone(), |person| person.name.clone());
    JudgedBy { judgement: judged.judgement, by, at_us: judged.at_us }
}

fn sides(records: &[Held; 2]) -> [TwinSide; 2] {
    let [one, two] = records;
    [side(&one.record), side(&two.record)]
}

/// A record in a line.
pub(super) fn side(record: &Record) -> TwinSide {
    TwinSide {
        kind: record.kind(),
        caption: record.caption().to_string(),
        owner: record.owner.clone(),
        list: record.source.list.clone(),
        details: record.entity().map(|entity| answer::details(entity, record.caption())).unwrap_or_default(),
    }
}

/// To the next pair that waits behind this place, from the top again where there is none. With word of what was judged
/// last.
pub(crate) async fn next(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, "/twins/next").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let after = Some(fields.text("after")).filter(|after| !after.is_empty());
    let behind = after.map(api::read_place).transpose()?;
    let actor = visit.actor()?;
    let kind: Option<Kind> = fields.text("kind").parse().ok();
    let mut found = desk::twin::queue(&app.desk, actor, &reason, kind, (behind, 1)).await?;
    if found.pairs.is_empty() && behind.is_some() {
        found = desk::twin::queue(&app.desk, actor, &reason, kind, (None, 1)).await?;
    }
    let kind = kind.map_or_else(String::new, |kind| format!("&kind={kind}"));
    let last = fields.text("last");
    Ok(match found.pairs.first() {
        Some(next) => {
            let to = format!("/twins/{}{}{kind}", next.about.pair, reason_query(&why));
            Redirect::to(&if last.is_empty() { to } else { format!("{to}&last={}", quoted(last)) })
                .into_response()
        }
        None if last.is_empty() => {
            Redirect::to(&format!("/twins{}{kind}", reason_query(&why))).into_response()
        }
        None => see(&format!("/twins{}{kind}", reason_query(&why)), Done::Judged),
    })
}

/// The run goes on by itself; what it finds appears in the list.
pub(crate) async fn seek(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let why: Why = why::typed(&fields, why::reading(&app, actor));
    seek::begin(&app, actor, &bringing(actor)).await?;
    Ok(see(&format!("/twins{}", reason_query(&why)), Done::TwinsSought))
}
