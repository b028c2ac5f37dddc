//! The inbox of hits, and the way to the next one that waits.
use super::record::stated;
use super::{Visit, html};
use crate::app::Shared;
use crate::page::{HitClock, HitRow, HitsPage, Place, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::hit::{Hit, Looked, Shown, WAITING_MAX};
use model::{HitId, Member, Record};

/// Hits on a page.
const SHOWN: u32 = 50;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, "/hits").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let shown: Shown = fields.text("shown").parse().unwrap_or(Shown::Ours);
    let after = read_place(fields.text("after"))?;
    let page = desk::hit::page(&app.desk, visit.actor()?, &reason, shown, (after, SHOWN)).await?;
    html(&HitsPage {
        waiting: desk::hit::waiting(&app.desk, visit.actor()?, &reason).await?.count,
        most: u64::from(WAITING_MAX),
        frame: visit.frame(&app, Some(Place::Hits)).await?,
        why,
        shown,
        hits: page.hits.iter().filter_map(|looked| row(looked, &app.desk.me)).collect(),
        next: page.next.map(write_place),
    })
}

fn row(looked: &Looked, me: &Member) -> Option<HitRow> {
    let (_, theirs) = looked.hit.sides_of(me)?;
    let record = looked.ours.as_ref().map(|held| &held.record);
    let check = looked.hit.check.as_ref();
    let kind = record.map(Record::kind).or(check.map(|check| check.kind))?;
    let asked = check.filter(|check| &check.member == me).map(|check| check.asked.clone());
    let status = record.or(looked.theirs.as_ref().map(|held| &held.record)).and_then(|record| record.status);
    Some(HitRow {
        id: looked.hit.id,
        other: theirs.member.clone(),
        kind,
        caption: record
            .map(|record| record.caption().to_string())
            .or(asked.flatten().map(|asked| desk::check::in_a_line(&asked))),
        is_check: check.is_some(),
        status,
        theirs: looked.theirs.as_ref().map(|held| held.record.caption().to_string()),
        score: looked.score(),
        clock: clock(&looked.hit),
        state: looked.hit.state(),
        their_word: theirs.word.map(|(word, _)| word),
    })
}

pub(super) fn clock(hit: &Hit) -> HitClock {
    HitClock { term: hit.term, due_us: hit.due_us, over: hit.state().is_over() }
}

/// `1790000000000000.3f…`: a place in the list, as an address carries it.
pub(super) fn write_place((at_us, id): desk::hit::Place) -> String {
    format!("{at_us}.{id}")
}

fn read_place(text: &str) -> Result<Option<desk::hit::Place>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse::<HitId>().ok()?)));
    read.map(Some).ok_or_else(|| Problem::at("after", "expected the place of a hit"))
}

/// To the next hit that waits for us behind this place, from the top again where there is none.
pub(crate) async fn next(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, "/hits/next").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let (actor, after) = (visit.actor()?, read_place(fields.text("after"))?);
    let mut found = desk::hit::page(&app.desk, actor, &reason, Shown::Ours, (after, 1)).await?;
    if found.hits.is_empty() && after.is_some() {
        found = desk::hit::page(&app.desk, actor, &reason, Shown::Ours, (None, 1)).await?;
    }
    let query = reason_query(&why);
    let to = found.hits.first().map_or_else(String::new, |next| format!("/{}", next.hit.id));
    Ok(Redirect::to(&format!("/hits{to}{query}")).into_response())
}
