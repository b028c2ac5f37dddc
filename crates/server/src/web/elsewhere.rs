//! What other members have answered to a check, as its page shows it.
use super::answer::details;
use super::record::stated;
use super::{Visit, html};
use crate::app::{App, Shared};
use crate::page::{self, AskForm, ElsewherePage, ElsewherePart, FoundRow, FoundSays, MemberAnswer, Place};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::ask::{Elsewhere, Found, State as Answered, Whom};
use desk::check::Verdict;
use model::{Actor, CheckId, Member, Reason};
use policy::action::{Ask, ReviewHits};

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<CheckId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/check/{id}/elsewhere")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let told = desk::ask::elsewhere(&app.desk, visit.actor()?, id)?;
    let elsewhere = view(&app, (visit.actor()?, &reason), id, &told);
    let frame = visit.frame(&app, Some(Place::Check)).await?;
    if visit.wants("elsewhere") {
        html(&ElsewherePart { frame, why, elsewhere })
    } else {
        html(&ElsewherePage { frame, why, elsewhere })
    }
}

/// The hits that were raised are shown to whoever may look at hits.
pub(super) fn view(
    app: &App,
    (by, reason): (&Actor, &Reason),
    check: CheckId,
    told: &Elsewhere,
) -> page::Elsewhere {
    let reviews = desk::offer::may::<ReviewHits>(&app.desk, by, reason);
    let members = told.members.iter().map(|(member, state)| one(member, state, reviews)).collect();
    page::Elsewhere { check, complete: told.complete, members }
}

fn one(member: &Member, state: &Answered, reviews: bool) -> MemberAnswer {
    let (code, found) = match state {
        Answered::Refused(code) => (Some(code.clone()), vec![]),
        Answered::Found(found) => (None, found.iter().map(|found| row(found, reviews)).collect()),
        Answered::Waiting | Answered::Nothing | Answered::Unanswered => (None, vec![]),
    };
    MemberAnswer { member: member.clone(), state: state.code(), code, found }
}

fn row(found: &Found, reviews: bool) -> FoundRow {
    let says = found.record.as_ref().map(|record| FoundSays {
        kind: record.kind(),
        caption: record.caption().to_string(),
        status: record.status,
        score: found.score.unwrap_or_default(),
        action: record.action.clone(),
        details: record.entity().map(|entity| details(entity, record.caption())).unwrap_or_default(),
    });
    FoundRow {
        owner: found.owner.clone(),
        certain: found.verdict == Verdict::Match,
        hit: found.hit.filter(|_| reviews),
        says,
    }
}

/// Whom the form offers to ask, if others can be asked at all and this actor may.
pub(super) async fn offered(app: &App, by: &Actor, fields: &Fields) -> Result<Option<AskForm>, Problem> {
    let purposes = desk::offer::purposes::<Ask>(&app.desk, by);
    let Some(purpose) = purposes.first().filter(|_| desk::ask::is_possible(&app.desk)) else {
        return Ok(None);
    };
    let chosen = chosen(fields)?.unwrap_or_else(|| desk::ask::by_default(&app.desk));
    let all = desk::offer::addressees(&app.desk, by, &Reason::of(*purpose)).await?;
    let members = all.into_iter().map(|other| {
        let is_chosen = chosen.members.contains(&other.member);
        (other.member, other.name, is_chosen)
    });
    let members = members.collect();
    Ok(Some(AskForm { hubs_there: desk::ask::has_hub(&app.desk), hubs: chosen.hubs, members }))
}

/// Whom the form that was sent asks; none where it did not offer the choice.
pub(super) fn chosen(fields: &Fields) -> Result<Option<Whom>, Problem> {
    if !fields.has("asks") {
        return Ok(None);
    }
    let whom = Whom::of(fields.all("ask"));
    whom.map(Some).map_err(|invalid| Problem::at("ask", invalid.why))
}
