//! A notice, and what an officer does with it.
use super::record::stated;
use super::{Visit, faulty, html, see, window};
use crate::app::{App, Shared};
use crate::page::{Done, Faults, FedRow, FlagRow, Flaw, NoticeActRow, NoticePage, Place, Why, reason_query};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::notice::{NoticeSaid, Opened};
use model::notice::{Flag, Person, Word};
use model::{Reason, RecordId};

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), &format!("/notices/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    html(&view(&app, &visit, (&reason, why), id).await?)
}

/// Asks the owner where it stands at this moment, and shows the page with what was said.
pub(crate) async fn status(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/notices/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let page = view(&app, &visit, (&reason, why), id).await?;
    // Before an arrest the page has asked already.
    let live = match page.live {
        Some(live) => live,
        None => desk::ask::status(&app.desk, visit.actor()?, &reason, id).await?,
    };
    html(&NoticePage { live: Some(live), ..page })
}

pub(super) async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    id: RecordId,
) -> Result<NoticePage, Problem> {
    let actor = visit.actor()?;
    let Opened { mut notice, gate, words, holders, counts, is_doubted, has_record, fed } =
        desk::notice::open(&app.desk, actor, reason, id).await?;
    let live = desk::ask::before_arrest_by(&app.desk, actor, reason, &mut notice).await?;
    let corrects = notice.content.first("corrects").and_then(|id| id.parse().ok());
    let corrected_by = notice.acts.iter().rev().find(|act| act.said.word == Word::Correct);
    Ok(NoticePage {
        frame: visit.frame(app, Some(Place::Notices)).await?,
        why,
        id,
        caption: notice.content.caption(),
        is_unreviewed: desk::notice::is_unreviewed(&app.desk, &notice),
        is_withheld: notice.withheld,
        is_doubted,
        fields: notice.content.fields().map(|(field, values)| (field.name, values.to_vec())).collect(),
        audience: notice.content.audience.codes(),
        never_to: notice.content.never_to.iter().map(ToString::to_string).collect(),
        review_us: notice.review_us.saturating_sub(1),
        flags: gate.flags.iter().map(flag).collect(),
        stops: gate.stops,
        acts: notice.acts.iter().map(act).collect(),
        counts,
        words,
        photographs: notice.content.all("photographs").to_vec(),
        leave: notice.content.leave(),
        is_hidden: notice.is_hidden(),
        corrects,
        corrected_by: corrected_by.and_then(|act| act.why.parse().ok()),
        fed: fed.into_iter().map(|(member, fed, told_us)| FedRow { member, fed, told_us }).collect(),
        may: desk::notice::offered(&app.desk, actor, reason, &notice),
        live,
        has_record,
        holders: holders.into_iter().map(window::holder).collect(),
        typed: String::new(),
        faults: Faults::none(),
        kind: notice.content.kind,
        sent: notice.content.sent,
        stage: notice.stage,
        round: notice.round,
        owner: notice.owner,
    })
}

fn flag(flag: &Flag) -> FlagRow {
    FlagRow {
        code: flag.code(),
        word: if let Flag::PointsAt(_, word) = flag { Some(word) } else { None },
        earlier: match flag {
            Flag::Earlier(earlier) => Some((earlier.notice, earlier.kind, earlier.ended, earlier.at_us)),
            _ => None,
        },
    }
}

fn act(act: &NoticeSaid) -> NoticeActRow {
    let person = act.said.person.as_str();
    NoticeActRow {
        word: act.said.word,
        member: act.said.member.clone(),
        is_machine: person == Person::MACHINE,
        person: person.chars().take(8).collect(),
        why: act.why.clone(),
        at_us: act.at_us,
    }
}

/// Does what the button says; where a reason lacks or the course forbids it, the page again with what was typed.
pub(crate) async fn say(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, &format!("/notices/{id}")).await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let word: Word =
        fields.text("word").parse().map_err(|invalid: model::Invalid| Problem::at("word", invalid.why))?;
    let round: u32 = fields
        .text("round")
        .parse()
        .map_err(|_| Problem::at("round", "the round that was read is missing"))?;
    let words = fields.text("words");
    match desk::notice::say(&app.desk, visit.actor()?, &reason, (id, round), (word, words)).await {
        Ok(_) => Ok(see(&format!("/notices/{id}{}", reason_query(&why)), Done::NoticeSaid)),
        Err(desk::Error::Invalid(invalid)) => {
            let mut page = view(&app, &visit, (&reason, why), id).await?;
            page.typed = words.to_string();
            let missing = words.is_empty();
            page.faults
                .add("words", if missing { Flaw::Missing } else { Flaw::Said(invalid.why.to_string()) });
            faulty(&page)
        }
        Err(fault) => Err(fault.into()),
    }
}
