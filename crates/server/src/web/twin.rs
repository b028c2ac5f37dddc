//! A pair side by side, its judgement, and taking it back.
use super::record::stated;
use super::twins::{judged_by, side, who_judged};
use super::{Visit, html, see};
use crate::api::twin as api;
use crate::app::{App, Shared};
use crate::page::{CompareRow, Done, JudgedRow, LastJudged, OtherRow, Place, TwinPage, Why, reason_query};
use crate::problem::Problem;
use crate::reasons;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::check::Verdict;
use desk::people::People;
use desk::record::{Opinion, Over};
use desk::twin::{Judged, Look, WAITING_MAX};
use model::{Entity, Judgement, Kind, Pair, Reason, Value};
use policy::action::Judge;
use store::record::Held;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(pair): Named<Pair>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/twins/{pair}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let last = match fields.text("last").parse() {
        Ok(act) => last(&app, &visit, &reason, act).await?,
        Err(_) => None,
    };
    let look = desk::twin::look(&app.desk, visit.actor()?, &reason, pair).await?;
    let kind: Option<Kind> = fields.text("kind").parse().ok();
    let page = view(&app, &visit, (&reason, why), look, kind).await?;
    html(&TwinPage { last, ..page })
}

async fn last(app: &App, visit: &Visit, reason: &Reason, act: u64) -> Result<Option<LastJudged>, Problem> {
    let own = desk::twin::own_last(&app.desk, visit.actor()?, reason, act).await?;
    Ok(own.map(|own| LastJudged {
        act,
        judgement: own.about.judgement,
        captions: own.records.map(|held| held.record.caption().to_string()),
    }))
}

async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    look: Look,
    kind: Option<Kind>,
) -> Result<TwinPage, Problem> {
    let actor = visit.actor()?;
    let people = who_judged(app, look.judged.iter()).await?;
    let standing = look.judged.iter().find(|judged| judged.stands);
    let waits = look.twin.as_ref().filter(|twin| twin.waits);
    let place = waits.map(|twin| desk::twin::Place { milli_bits: twin.milli_bits, pair: look.pair });
    let may = |held: &Held| desk::offer::may_on::<Judge>(&app.desk, actor, reason, &held.record);
    Ok(TwinPage {
        frame: visit.frame(app, Some(Place::Twins)).await?,
        rows: rows(&look.records),
        certain: desk::check::verdict(&app.desk, look.score) == Some(Verdict::Match),
        score: look.score,
        over: standing.map_or(0, |judged| judged.act),
        changed: standing.is_some() && waits.is_some(),
        history: look.judged.iter().map(|judged| row(judged, &people)).collect(),
        group: look.group.iter().map(other).collect(),
        against: look.against.iter().map(|judged| judged.pair).collect(),
        place: place.map(api::write_place).unwrap_or_default(),
        waiting: desk::twin::waiting(&app.desk, actor, reason, kind).await?,
        most: u64::from(WAITING_MAX),
        may_judge: look.records.iter().all(may),
        features: reasons::features(look.explanation),
        records: look.records.map(|held| held.record),
        pair: look.pair,
        why,
        kind,
        last: None,
    })
}

/// Every property that one of the two has, in the order of the schema's table.
pub(super) fn rows(records: &[Held; 2]) -> Vec<CompareRow> {
    let [Some(one), Some(two)] = [records[0].record.entity(), records[1].record.entity()] else {
        return vec![];
    };
    // Kinds may have properties of one name that are not the same: a vehicle's registration, a company's.
    let values = |entity: &Entity, property: &model::Property| -> Vec<Value> {
        let has = property.kinds.contains(&entity.kind());
        entity.values(property.name).iter().filter(|_| has).cloned().collect()
    };
    let row = |property: &'static model::Property| CompareRow {
        property,
        values: [values(one, property), values(two, property)],
    };
    let rows = model::schema::PROPERTIES.iter().map(row);
    rows.filter(|row| row.values.iter().any(|side| !side.is_empty())).collect()
}

pub(super) fn row(judged: &Judged, people: &People) -> JudgedRow {
    JudgedRow {
        act: judged.act,
        said: judged_by(judged, people),
        words: judged.words.clone(),
        versions: judged.versions,
        stands: judged.stands,
        undone_us: judged.undone_us,
    }
}

pub(super) fn other(held: &Held) -> OtherRow {
    OtherRow { id: held.record.id, side: side(&held.record) }
}

/// One key, one judgement; then the next pair.
pub(crate) async fn judge(
    State(app): State<Shared>,
    visit: Visit,
    Named(pair): Named<Pair>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/twins/{pair}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let act = desk::record::judge(&app.desk, visit.actor()?, &reason, pair, opinion(&fields)?).await?;
    let (query, place) = (reason_query(&why), fields.text("place"));
    let after = if place.is_empty() { String::new() } else { format!("&after={}", super::quoted(place)) };
    let kind =
        fields.text("kind").parse::<Kind>().map_or_else(|_| String::new(), |kind| format!("&kind={kind}"));
    Ok(Redirect::to(&format!("/twins/next{query}&last={act}{after}{kind}")).into_response())
}

fn opinion(fields: &Fields) -> Result<Opinion, Problem> {
    let number = |name: &str| -> Result<u64, Problem> {
        fields.text(name).parse().map_err(|_| Problem::at(name, "expected a number"))
    };
    let judgement: Judgement = fields
        .text("judgement")
        .parse()
        .map_err(|invalid: model::Invalid| Problem::at("judgement", invalid.why))?;
    let words = Some(fields.text("words").to_string()).filter(|words| !words.is_empty());
    let over = match number("over")? {
        0 => Over::Nothing,
        act => Over::Act(act),
    };
    Ok(Opinion { judgement, words, versions: [number("one_version")?, number("two_version")?], over })
}

/// Back to the pair, which can be judged anew.
pub(crate) async fn undo(
    State(app): State<Shared>,
    visit: Visit,
    Named(act): Named<u64>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, "/twins").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let pair = desk::record::undo(&app.desk, visit.actor()?, &reason, act).await?;
    Ok(see(&format!("/twins/{pair}{}", reason_query(&why)), Done::JudgementUndone))
}
