//! One thread: reading it, saying something in it, and what this member does with it by itself.
use super::threads::{clock, reason};
use super::{Visit, html, see, why};
use crate::app::{App, Shared};
use crate::page::{
    Colleague, CrossedRow, Done, FoundHere, MarkRow, NoteRow, Place, SaidRow, ThreadPage, Why, line,
    reason_query,
};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::people::People;
use desk::thread::{Crossed, Kept, Look, Mark, Number, Opener, Said, Saying};
use model::{Actor, Member, MessageId, OfficerId, Reason, RequestState, ThreadId, Word};
use policy::action::Export;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ThreadId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &Fields(asked))?;
    let opener = if visit.wants("again") { Opener::ThePage } else { Opener::Somebody };
    let look = desk::thread::look(&app.desk, visit.actor()?, &reason, id, opener).await?;
    // A part that is read again by itself asks nothing anew: the answer stands beside it.
    let crossed =
        if opener == Opener::ThePage { vec![] } else { crossed(&app, &visit, &reason, &look.kept).await? };
    html(&view(&app, &visit, (&reason, why), look, crossed).await?)
}

async fn crossed(app: &App, visit: &Visit, reason: &Reason, kept: &Kept) -> Result<Vec<CrossedRow>, Problem> {
    let crossed = desk::thread::cross_check(&app.desk, visit.actor()?, reason, kept).await?;
    Ok(crossed.iter().map(crossed_row).collect())
}

fn crossed_row(crossed: &Crossed) -> CrossedRow {
    let found = |one: &desk::check::Match| FoundHere {
        record: one.record,
        caption: one.caption.clone(),
        owner: one.owner.clone(),
        score: one.score,
    };
    CrossedRow { about: line(&crossed.about), found: crossed.answer.matches.iter().map(found).collect() }
}

async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    look: Look,
    crossed: Vec<CrossedRow>,
) -> Result<ThreadPage, Problem> {
    let actor = visit.actor()?;
    let Look { kept, said, marks, notes, takings, people, words, may_say } = look;
    let may_take_out = desk::offer::may::<Export>(&app.desk, actor, &desk::offer::once_stated(reason));
    let all = desk::thread::colleagues(&app.desk, actor, reason, kept.id).await?;
    let colleagues: Vec<Colleague> = all
        .into_iter()
        .map(|officer| Colleague { id: officer.id.to_string(), name: officer.name, unit: officer.unit })
        .collect();
    let proposed =
        said.iter().rev().find(|said| said.word == Word::LeaveAsked).and_then(|said| said.to.clone());
    let others = desk::offer::addressees(&app.desk, actor, reason).await?;
    let others = others.into_iter().map(|addressee| addressee.member).filter(|member| *member != kept.owner);
    let draft = desk::thread::drafted(&app.desk, actor, Some(kept.id)).await?;
    let (draft, draft_us) = draft.map_or((String::new(), None), |(text, us)| (text, Some(us)));
    let name = |label: &str| people.get(label).map_or_else(|| label.to_owned(), |person| person.name.clone());
    let note =
        |note: desk::thread::Note| NoteRow { by: name(&note.actor), at_us: note.at_us, text: note.text };
    let frame = visit.frame(app, Some(Place::Threads)).await?;
    let numbers = numbers(app, &kept, frame.now_us).await?;
    let rows = said.into_iter().map(|one| said_row(&app.desk.me, one, &marks, &people)).collect();
    let rows = with_files(app, actor, (reason, kept.id), rows).await?;
    Ok(ThreadPage {
        frame,
        id: kept.id,
        owner: kept.owner.clone(),
        members: kept.members.iter().cloned().collect(),
        kind: kept.request,
        state: kept.state,
        asked: kept.asked.clone(),
        waits: kept.waits,
        clock: clock(&kept),
        life: kept.life,
        said: rows,
        bytes_max: desk::attachment::bytes_max(&app.desk).filter(|_| may_say),
        words,
        may_say,
        others: others.collect(),
        proposed,
        officer: kept.officer.and_then(|id| colleagues.iter().find(|one| one.id == id.to_string()).cloned()),
        me: visit.officer().map(|id| id.to_string()),
        colleagues,
        notes: notes.into_iter().map(note).collect(),
        draft,
        draft_us,
        crossed,
        takings: takings.into_iter().map(|taking| (taking.member, taking.at_us)).collect(),
        may_take_out,
        numbers,
        thread: kept.opening,
        why,
    })
}

/// Each message with its files.
async fn with_files(
    app: &App,
    actor: &Actor,
    (reason, id): (&Reason, ThreadId),
    mut rows: Vec<SaidRow>,
) -> Result<Vec<SaidRow>, Problem> {
    let files = desk::attachment::in_thread(&app.desk, actor, reason, id).await?;
    let holders = desk::attachment::holders_in(&app.desk, actor, reason, id).await?;
    for (message, file) in &files {
        let Some(row) = rows.iter_mut().find(|row| row.id == *message) else { continue };
        let held = holders.iter().filter(|(id, ..)| *id == file.id).map(|(_, member, _)| member.clone());
        let has_copy = files.iter().any(|(_, other)| other.copy_of == Some(file.id));
        row.files.push(super::files::view(app, file, (has_copy, held.collect())));
    }
    Ok(rows)
}

/// Whom to call: where a life is at risk and nobody has acknowledged it in time.
async fn numbers(app: &App, kept: &Kept, now_us: i64) -> Result<Vec<(Member, Vec<Number>)>, Problem> {
    let unheard = kept.life && kept.state == Some(RequestState::Sent);
    if !unheard || kept.due_us.is_none_or(|due_us| due_us > now_us) {
        return Ok(vec![]);
    }
    let concerned = kept.asked.iter().chain([&kept.owner]).cloned().collect();
    Ok(desk::thread::numbers(&app.desk, &concerned).await?)
}

fn said_row(me: &Member, said: Said, marks: &[Mark], people: &People) -> SaidRow {
    let mark = |mark: &Mark| MarkRow {
        member: mark.member.clone(),
        delivered_us: mark.delivered_us,
        read_us: mark.read_us,
        left: mark.left_us.is_some(),
    };
    let of_this = marks.iter().filter(|mark| mark.message == said.id);
    let message = said.message.as_ref();
    SaidRow {
        id: said.id,
        ours: said.author == *me,
        author: said.author,
        word: said.word,
        to: said.to,
        text: message.map(|message| message.text.clone()),
        grading: message.and_then(|message| message.grading).map(|grading| grading.to_string()),
        ground: message.and_then(|message| message.ground),
        unit: message.and_then(|message| message.unit.clone()),
        by: said.actor.and_then(|label| people.get(&label).map(|person| person.name.clone())),
        said_us: said.said_us,
        marks: of_this.map(mark).collect(),
        files: vec![],
    }
}

/// Says it, and throws the draft away in its place.
pub(crate) async fn say(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ThreadId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &fields)?;
    let invalid = |field: &'static str| move |invalid: model::Invalid| Problem::at(field, invalid.why);
    let word: Word = fields.text("word").parse().map_err(invalid("word"))?;
    let to = Some(fields.text("to")).filter(|to| word.names_a_member() && !to.is_empty());
    let ground = Some(fields.text("ground")).filter(|ground| word == Word::Refused && !ground.is_empty());
    let saying = Saying {
        word,
        text: fields.text("text").to_owned(),
        to: to.map(|to| to.parse()).transpose().map_err(invalid("to"))?,
        grading: None,
        ground: ground.map(|ground| ground.parse()).transpose().map_err(invalid("ground"))?,
    };
    let actor = visit.actor()?;
    desk::thread::say(&app.desk, actor, &reason, id, saying).await?;
    desk::thread::keep_draft(&app.desk, actor, &reason, Some(id), "").await?;
    Ok(see(&format!("/threads/{id}{}", reason_query(&why)), Done::Said))
}

pub(crate) async fn back(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ThreadId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &fields)?;
    let message: MessageId = fields.text("message").parse().map_err(|_| Problem::Missing)?;
    desk::thread::take_back(&app.desk, visit.actor()?, &reason, (id, message)).await?;
    Ok(see(&format!("/threads/{id}{}", reason_query(&why)), Done::SaidBack))
}

pub(crate) async fn take(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ThreadId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &fields)?;
    let officer = |text: &str| match text {
        "" => Ok(None),
        id => id.parse::<OfficerId>().map(Some).map_err(|invalid| Problem::at("officer", invalid.why)),
    };
    let to = if fields.has("mine") { fields.text("mine") } else { fields.text("officer") };
    let hands = (officer(fields.text("was"))?, officer(to)?);
    desk::thread::take(&app.desk, visit.actor()?, &reason, id, hands).await?;
    Ok(see(&format!("/threads/{id}{}", reason_query(&why)), Done::ThreadTaken))
}

pub(crate) async fn note(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ThreadId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &fields)?;
    desk::thread::note(&app.desk, visit.actor()?, &reason, id, fields.text("note")).await?;
    Ok(see(&format!("/threads/{id}{}", reason_query(&why)), Done::ThreadNoted))
}

/// The thread with all that proves it. The law that it leaves the house by is asked for where the address has none.
pub(crate) async fn package(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<ThreadId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    if fields.text("purpose").is_empty() || fields.text("legal_basis").is_empty() {
        return why::ask(&app, &visit, &fields, &format!("/threads/{id}/package")).await;
    }
    let (reason, _) = reason(&app, &visit, &fields)?;
    let package = desk::thread::package::begin(&app.desk, visit.actor()?, &reason, id).await?;
    Ok(crate::api::package::response(app, id, package))
}

/// Keeps what stands in a form: sent by the page itself while somebody writes, or by its button.
pub(crate) async fn draft(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = reason(&app, &visit, &fields)?;
    let actor = visit.actor()?;
    let thread: Option<ThreadId> = match fields.text("thread") {
        "" => None,
        id => Some(id.parse().map_err(|_| Problem::Missing)?),
    };
    let text = match thread {
        Some(_) => fields.text("text").to_owned(),
        None => super::thread_new::kept(&fields)?,
    };
    desk::thread::keep_draft(&app.desk, actor, &reason, thread, &text).await?;
    if visit.wants("draft") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let to = thread.map_or_else(|| "/threads/new".to_owned(), |id| format!("/threads/{id}"));
    Ok(see(&format!("{to}{}", reason_query(&why)), Done::DraftKept))
}
