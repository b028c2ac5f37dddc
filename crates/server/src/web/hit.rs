//! A hit side by side, and what an officer says of it.
use super::hits::{clock, write_place};
use super::record::stated;
use super::twin::rows;
use super::{Visit, html, see};
use crate::api::shape::part;
use crate::app::{App, Shared};
use crate::page::{Done, HitCheck, HitPage, HitSide, HitThread, Place, Why, reason_query, subject, template};
use crate::problem::Problem;
use crate::reasons;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::hit::{Asking, Checked, Look, OfHit, Side, WAITING_MAX};
use model::{Finding, HitId, HitShows, HitWord, Member, Reason, RequestKind};
use policy::action::ReviewThreads;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<HitId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/hits/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let look = desk::hit::look(&app.desk, visit.actor()?, &reason, id).await?;
    html(&view(&app, &visit, (&reason, why), look).await?)
}

async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    look: Look,
) -> Result<HitPage, Problem> {
    let actor = visit.actor()?;
    let Look { hit, ours, theirs, score, explanation } = look;
    let (our_side, their_side) = hit.sides_of(&app.desk.me).ok_or(Problem::Missing)?;
    let decided = our_side.word.is_some_and(|(word, _)| word.decides());
    let may_answer =
        desk::offer::may_answer(&app.desk, actor, reason, (&hit, ours.as_ref().map(|held| &held.record)));
    let both = ours.clone().zip(theirs.clone()).map(|(ours, theirs)| [ours, theirs]);
    let is_check = hit.is_check_of(&app.desk.me);
    let threads = desk::hit::threads(&app.desk, actor, reason, hit.id).await?;
    let may_ask = our_side.shows != HitShows::Silent
        && !hit.state().is_over()
        && desk::offer::may::<ReviewThreads>(&app.desk, actor, reason);
    let frame = visit.frame(app, Some(Place::Hits)).await?;
    let called = frame.member_called(&their_side.member);
    Ok(HitPage {
        id: hit.id,
        clock: clock(&hit),
        state: hit.state(),
        raised_us: hit.raised_us,
        raised_by: hit.raised_by.clone(),
        may_answer: !decided && may_answer,
        contact: contact(app, visit, reason, &their_side.member).await?.unwrap_or(called),
        ours: side(our_side),
        theirs: side(their_side),
        rows: both.as_ref().map(rows).unwrap_or_default(),
        records: both.map(|both| both.map(|held| held.record).into()).unwrap_or_default(),
        threads: threads.iter().map(thread).collect(),
        asks: may_ask.then(|| template(Some(RequestKind::HitConfirmation), frame.language)),
        our_record: ours.map(|held| held.record),
        their_record: theirs.filter(|_| is_check).map(|held| held.record),
        check: hit.check.as_ref().map(check),
        place: if decided { String::new() } else { write_place(desk::hit::place_of(&hit)) },
        waiting: desk::hit::waiting(&app.desk, actor, reason).await?.count,
        most: u64::from(WAITING_MAX),
        features: reasons::features(explanation),
        score,
        frame,
        why,
    })
}

fn check(check: &Checked) -> HitCheck {
    HitCheck {
        member: check.member.clone(),
        unit: check.unit.clone(),
        officer: check.officer.as_ref().map(|officer| officer.chars().take(8).collect()),
        purpose: check.purpose,
        reference: check.reference.clone(),
        kind: check.kind,
        asked: check.asked.as_deref().map(desk::check::in_a_line),
        asked_us: check.asked_us,
    }
}

fn side(side: &Side) -> HitSide {
    HitSide { member: side.member.clone(), shows: side.shows, word: side.word, ground: side.ground }
}

fn thread(it: &OfHit) -> HitThread {
    HitThread { id: it.id, state: it.state, last_us: it.last_us }
}

/// Whom to ask, as the network calls them.
async fn contact(
    app: &App,
    visit: &Visit,
    reason: &Reason,
    member: &Member,
) -> Result<Option<String>, Problem> {
    let all = desk::offer::addressees(&app.desk, visit.actor()?, reason).await?;
    Ok(all.into_iter().find(|addressee| addressee.member == *member).map(|addressee| addressee.name))
}

/// One key, one word; then the hit again, with what stands by now.
pub(crate) async fn answer(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<HitId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/hits/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let word: HitWord =
        fields.text("word").parse().map_err(|invalid: model::Invalid| Problem::at("word", invalid.why))?;
    // The form always holds one; it counts where it cannot be told.
    let ground = match word {
        HitWord::Inconclusive => Some(part("ground", fields.text("ground"))?),
        _ => None,
    };
    desk::hit::answer(&app.desk, visit.actor()?, &reason, id, Finding { word, ground }).await?;
    Ok(see(&format!("/hits/{id}{}", reason_query(&why)), Done::HitAnswered))
}

/// Asks the other side for its confirmation, in a thread that is tied to the hit.
pub(crate) async fn ask(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<HitId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/hits/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let subject = subject(&visit.frame(&app, None).await?, id);
    let text = fields.text("text").to_owned();
    let asking = Asking { subject, text, term: Some(part("term", fields.text("term"))?) };
    let thread = desk::hit::ask(&app.desk, visit.actor()?, &reason, id, asking).await?;
    Ok(see(&format!("/threads/{thread}{}", reason_query(&why)), Done::Said))
}
