//! `/api/v1/threads`: messages and requests with other members.
use super::Told;
use super::attachment::AttachmentShape;
use super::shape::{EntityShape, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, Filing, Named};
use axum::extract::State;
use desk::attachment::Attachment;
use desk::thread::{Kept, Mark, Opener, Said, Shown};
use model::{Invalid, MessageId, ThreadId};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::{IntoParams, ToSchema};

/// Which threads to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ThreadsQuery {
    /// `new`, `called` (the clock has run out, and the officer was called), `mine`, `unit`, `ours` (they wait for us), `theirs`, `late`, `all`; `ours` where nothing is said.
    #[serde(default, rename = "box")]
    pub boxed: Option<String>,
    /// Only threads in which each of these words stands, or one that begins with it, whatever its case and accents. It is looked
    /// for in every box, and the latest comes first.
    #[serde(default)]
    pub search: Option<String>,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// 1 to 200; 50 where nothing is said.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u8>,
}

/// Threads of a box: those whose clocks press most first; of `all`, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThreadsShape {
    pub threads: Vec<ThreadShape>,
    /// `after` of the next page; nothing at the end.
    pub next: Option<String>,
}

/// A thread.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThreadShape {
    pub id: String,
    pub owner: String,
    /// Nothing where its owner took back what opened it.
    pub subject: Option<String>,
    pub members: Vec<String>,
    pub level: &'static str,
    pub purpose: &'static str,
    /// What kind of request; nothing where nothing is asked.
    pub request: Option<&'static str>,
    /// Who is to answer by now.
    pub asked: Option<String>,
    /// `sent`, `acknowledged`, `clarifying`, `leave-asked`, `partly-answered`, `answered`, `refused`, `closed`, `withdrawn`.
    pub state: Option<&'static str>,
    pub term: &'static str,
    pub life_at_risk: bool,
    /// Whose turn it is: `ours`, `theirs`, `over`.
    pub waits: &'static str,
    /// Until when the asked side is to answer; nothing while the clock rests.
    pub due_at: Option<String>,
    /// How far it has climbed: 0, 1 the unit and its head, 2 the duty desk.
    pub late: u8,
    /// Something came that nobody here has read.
    pub unread: bool,
    /// Who works on it here.
    pub officer: Option<String>,
    pub unit: Option<String>,
    pub opened_at: String,
    pub last_at: String,
    pub caveats: Vec<String>,
    pub caveat_text: Option<String>,
    pub legal_basis: Option<String>,
    pub case: Option<String>,
    pub crime: Option<&'static str>,
    pub records: Vec<String>,
    pub hits: Vec<String>,
    pub about: Vec<EntityShape>,
}

impl ThreadShape {
    pub(super) fn of(kept: &Kept) -> ThreadShape {
        let opening = kept.opening.as_ref();
        let texts = |all: &mut dyn Iterator<Item = String>| all.collect::<Vec<String>>();
        let about = opening.and_then(|thread| thread.ask.as_ref()).map(|ask| ask.about.as_slice());
        ThreadShape {
            id: kept.id.to_string(),
            owner: kept.owner.to_string(),
            subject: opening.map(|thread| thread.subject.clone()),
            members: texts(&mut kept.members.iter().map(ToString::to_string)),
            level: kept.stamp.level.as_str(),
            purpose: kept.stamp.purpose.as_str(),
            request: kept.request.map(|kind| kind.as_str()),
            asked: kept.asked.as_ref().map(ToString::to_string),
            state: kept.state.map(|state| state.as_str()),
            term: kept.term.as_str(),
            life_at_risk: kept.life,
            waits: kept.waits.as_str(),
            due_at: kept.due_us.map(rfc3339),
            late: kept.late,
            unread: kept.fresh,
            officer: kept.officer.map(|id| id.to_string()),
            unit: kept.unit.clone(),
            opened_at: rfc3339(kept.opened_us),
            last_at: rfc3339(kept.last_us),
            caveats: opening.map_or_else(Vec::new, |t| t.caveats.iter().map(ToString::to_string).collect()),
            caveat_text: opening.and_then(|thread| thread.caveat_text.clone()),
            legal_basis: opening.and_then(|thread| thread.reason.legal_basis.clone()),
            case: opening.and_then(|thread| thread.reason.reference.clone()),
            crime: opening.and_then(|thread| thread.crime).map(|crime| crime.as_str()),
            records: opening.map_or_else(Vec::new, |t| t.records.iter().map(ToString::to_string).collect()),
            hits: opening.map_or_else(Vec::new, |t| t.hits.iter().map(ToString::to_string).collect()),
            about: about.unwrap_or_default().iter().map(EntityShape::of).collect(),
        }
    }
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Asked(asked): Asked<ThreadsQuery>,
) -> Result<Told<ThreadsShape>, Problem> {
    let shown: Shown = code("box", asked.boxed.as_deref())?.unwrap_or(Shown::Ours);
    let place = (read_place(asked.after.as_deref().unwrap_or(""))?, u32::from(asked.limit.unwrap_or(50)));
    let page = match asked.search.as_deref().map(str::trim).filter(|search| !search.is_empty()) {
        Some(search) => desk::thread::search(&app.desk, &caller.actor, &reason, search, place).await?,
        None => desk::thread::page(&app.desk, &caller.actor, &reason, shown, place).await?,
    };
    let next = page.next.map(|(at, id)| format!("{at}.{id}"));
    Ok(Told::ok(ThreadsShape { threads: page.threads.iter().map(ThreadShape::of).collect(), next }))
}

pub(super) fn code<T: FromStr<Err = Invalid>>(field: &str, text: Option<&str>) -> Result<Option<T>, Problem> {
    let read = |text: &str| text.parse().map_err(|invalid: Invalid| Problem::at(field, invalid.why));
    text.filter(|text| !text.is_empty()).map(read).transpose()
}

/// A thread with all that was said in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThreadLookShape {
    #[serde(flatten)]
    pub thread: ThreadShape,
    pub messages: Vec<MessageShape>,
    /// The words that can be said now, beside `said`.
    pub words: Vec<&'static str>,
    /// For this member alone.
    pub notes: Vec<NoteShape>,
    /// When it was taken out of a house as a package, the last first.
    pub taken_out: Vec<TakingShape>,
}

/// One message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessageShape {
    pub id: String,
    pub author: String,
    pub word: &'static str,
    pub to: Option<String>,
    pub turn: u64,
    pub said_at: String,
    /// Nothing where its author took it back.
    pub text: Option<String>,
    pub grading: Option<String>,
    pub ground: Option<&'static str>,
    pub unit: Option<String>,
    /// For whom it stands, only their own member can tell.
    pub officer: Option<String>,
    /// How it stands with a message of ours at each of the others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<MarkShape>,
    /// Files that came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentShape>,
}

/// Delivered: the other node has signed that it is on its disk. Read: an officer there has opened it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MarkShape {
    pub member: String,
    pub sent_at: Option<String>,
    pub delivered_at: Option<String>,
    pub read_at: Option<String>,
}

/// That a member took the thread out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TakingShape {
    pub member: String,
    pub at: String,
}

/// A note for this member alone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoteShape {
    pub by: String,
    pub at: String,
    pub text: String,
}

impl MessageShape {
    fn of(said: &Said, marks: &[Mark], files: &[(MessageId, Attachment)]) -> MessageShape {
        let message = said.message.as_ref();
        let own = files.iter().filter(|(message, _)| *message == said.id);
        let mark = |mark: &Mark| MarkShape {
            member: mark.member.to_string(),
            sent_at: mark.left_us.map(rfc3339),
            delivered_at: mark.delivered_us.map(rfc3339),
            read_at: mark.read_us.map(rfc3339),
        };
        MessageShape {
            id: said.id.to_string(),
            author: said.author.to_string(),
            word: said.word.as_str(),
            to: said.to.as_ref().map(ToString::to_string),
            turn: said.turn,
            said_at: rfc3339(said.said_us),
            text: message.map(|message| message.text.clone()),
            grading: message.and_then(|message| message.grading).map(|grading| grading.to_string()),
            ground: message.and_then(|message| message.ground).map(|ground| ground.as_str()),
            unit: message.and_then(|message| message.unit.clone()),
            officer: message.and_then(|message| message.officer.clone()),
            marks: marks.iter().filter(|mark| mark.message == said.id).map(mark).collect(),
            attachments: own.map(|(_, file)| AttachmentShape::of(file)).collect(),
        }
    }
}

pub(crate) async fn look(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<ThreadId>,
    Filing(reason): Filing,
) -> Result<Told<ThreadLookShape>, Problem> {
    let look = desk::thread::look(&app.desk, &caller.actor, &reason, id, Opener::Somebody).await?;
    let files = desk::attachment::in_thread(&app.desk, &caller.actor, &reason, id).await?;
    let note = |note: &desk::thread::Note| NoteShape {
        by: note.actor.clone(),
        at: rfc3339(note.at_us),
        text: note.text.clone(),
    };
    let taking = |taking: &desk::thread::Taking| TakingShape {
        member: taking.member.to_string(),
        at: rfc3339(taking.at_us),
    };
    Ok(Told::ok(ThreadLookShape {
        thread: ThreadShape::of(&look.kept),
        messages: look.said.iter().map(|said| MessageShape::of(said, &look.marks, &files)).collect(),
        words: look.words.iter().map(|word| word.as_str()).collect(),
        notes: look.notes.iter().map(note).collect(),
        taken_out: look.takings.iter().map(taking).collect(),
    }))
}

/// `1790000000000000.3f…`: a place in the list, as an address carries it.
pub(crate) fn read_place(text: &str) -> Result<Option<desk::thread::Place>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let read =
        text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse::<ThreadId>().ok()?)));
    read.map(Some).ok_or_else(|| Problem::at("after", "expected the place of a thread"))
}
