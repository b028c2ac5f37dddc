//! A notice, and what an officer does with it.
use super::notices::is_unreviewed;
use super::record::stated;
use super::{Visit, faulty, html, see, window};
use crate::app::{App, Shared};
use crate::page::{
    Done, Faults, FedRow, FlagRow, Flaw, NoticeActRow, NoticeMay, NoticePage, Place, Why, reason_query,
};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::notice::{Notice, NoticeSaid, Opened};
use model::notice::{Flag, Person, Stage, Word};
use model::{Reason, RecordId};
use policy::action::{DraftNotice, Export};

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
    let live = desk::ask::status(&app.desk, visit.actor()?, &reason, id).await?;
    html(&NoticePage { live: Some(live), ..view(&app, &visit, (&reason, why), id).await? })
}

pub(super) async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    id: RecordId,
) -> Result<NoticePage, Problem> {
    let actor = visit.actor()?;
    let Opened { notice, gate, words, holders, counts, has_record, fed } =
        desk::notice::open(&app.desk, actor, reason, id).await?;
    let own = notice.owner == app.desk.me;
    let corrects = notice.content.first("corrects").and_then(|id| id.parse().ok());
    let corrected_by = notice.acts.iter().rev().find(|act| act.said.word == Word::Correct);
    let stays = matches!(notice.stage, Stage::Published | Stage::Suspended) || notice.stage.is_over();
    Ok(NoticePage {
        frame: visit.frame(app, Some(Place::Notices)).await?,
        why,
        id,
        caption: notice.content.caption(),
        is_unreviewed: is_unreviewed(&notice, &app.desk.me),
        is_withheld: notice.withheld,
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
        may: may(app, actor, reason, &notice),
        live: None,
        may_redraft: own && !stays && desk::offer::may::<DraftNotice>(&app.desk, actor, reason),
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

fn may(app: &App, actor: &model::Actor, reason: &Reason, notice: &Notice) -> NoticeMay {
    let own = notice.owner == app.desk.me;
    let drafts = own && desk::offer::may::<DraftNotice>(&app.desk, actor, reason);
    let with_basis = Reason { legal_basis: Some("given".into()), ..reason.clone() };
    let has_form = formats::notice::Collection::of(notice.content.kind).is_some();
    let has_room = notice.content.all("photographs").len() < desk::notice::PHOTOGRAPHS_MAX;
    let takes_them = model::notice::Field::of(notice.content.kind, "photographs").is_some();
    NoticeMay {
        add_photographs: drafts
            && has_room
            && takes_them
            && desk::attachment::has_workshop(&app.desk)
            && matches!(notice.stage, Stage::Draft | Stage::Approved | Stage::Returned),
        correct: drafts && notice.stage == Stage::Published,
        export: has_form && !notice.withheld && desk::offer::may::<Export>(&app.desk, actor, &with_basis),
        ask: !own && !notice.withheld,
    }
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
