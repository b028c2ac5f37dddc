//! What this member does with a thread by itself: who works on it, what is noted beside it, drafts, read marks, and clocks that
//! run out. None of it is told to others but that a message was read.
use super::clocks;
use super::read::officer_of;
use crate::house::{self, House};
use crate::journal::{self, Act, pen};
use crate::sql::{self, Text, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Member, OfficerId, RequestState, Term, ThreadId};
use policy::{Permit, action};
use std::collections::HashMap;
use wire::keys::Salt;

fn act<'a>(
    permit: &'a Permit<action::ReadThread>,
    kind: ActKind,
    body: serde_json::Value,
    at_us: i64,
) -> Act<'a> {
    Act { at_us, by: permit.by(), kind, object: None, reason: Some(permit.reason()), body: Some(body) }
}

async fn moved(tx: &mut Tx, thread: ThreadId, seq: u64) -> Result<()> {
    run!(tx, "update thread set moved = $2 where id = $1", thread.to_string(), number(seq)?)?;
    Ok(())
}

/// Notes that an officer has opened a thread: its author is to be told of what nobody here had read. Gives whether anything
/// was new.
pub async fn read_here(
    tx: &mut Tx,
    permit: &Permit<action::ReadThread>,
    me: &Member,
    at_us: i64,
) -> Result<bool> {
    pen::lock(tx).await?;
    let thread = permit.thread().to_string();
    let seq =
        journal::write(tx, act(permit, ActKind::ThreadRead, serde_json::json!({ "thread": thread }), at_us))
            .await?;
    // A machine that fetches a thread is nobody who reads it.
    if officer_of(permit.by()).is_none() {
        return Ok(false);
    }
    let sql = "insert into message_read (message, member, read_us, told)
        select m.id, $2, $3, 0 from message m join thread_member p on p.thread = m.thread and p.member = m.author
        where m.thread = $1 and m.author <> $2 and m.salt is not null
        on conflict (message, member) do nothing";
    let new = run!(tx, sql, thread.as_str(), me.as_str(), at_us)? > 0;
    let was_fresh = run!(tx, "update thread set fresh = false where id = $1 and fresh", thread.as_str())? > 0;
    if new || was_fresh {
        moved(tx, permit.thread(), seq).await?;
    }
    Ok(new || was_fresh)
}

/// Gives a thread to somebody here, or to a unit, or to nobody; whoever hands it over says in which hands it was.
pub async fn take(
    tx: &mut Tx,
    permit: &Permit<action::ReadThread>,
    (was, officer, unit): (Option<OfficerId>, Option<OfficerId>, Option<&str>),
    at_us: i64,
) -> Result<()> {
    pen::lock(tx).await?;
    let id = permit.thread();
    let sql = "update thread set officer = $2, unit = $3 where id = $1
        and coalesce(officer, '') = coalesce(cast($4 as text), '')";
    let text = |officer: Option<OfficerId>| officer.map(|id| id.to_string());
    if run!(tx, sql, id.to_string(), text(officer), unit, text(was))? == 0 {
        return Err(Error::Conflict("somebody else has just taken it: read the thread again"));
    }
    let body = serde_json::json!({ "thread": id.to_string(), "officer": text(officer), "unit": unit });
    let seq = journal::write(tx, act(permit, ActKind::ThreadTaken, body, at_us)).await?;
    moved(tx, id, seq).await
}

/// A note beside a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The label of who wrote it.
    pub actor: String,
    pub at_us: i64,
    pub text: String,
}

fn seal(house: &House, context: &[u8], text: &str) -> Result<(Vec<u8>, Vec<u8>)> {
    let salt = house::chance::<32>()?;
    let key = house.keys.storage.record_key(&Salt::from_bytes(salt));
    Ok((key.seal(house::chance()?, context, text.as_bytes()), salt.to_vec()))
}

fn open(house: &House, context: &[u8], sealed: &[u8], salt: Vec<u8>) -> Result<String> {
    let damaged = || Error::Damaged("a note or draft does not open".to_owned());
    let salt = Salt::from_bytes(salt.try_into().map_err(|_| damaged())?);
    let plain = house.keys.storage.record_key(&salt).open(context, sealed).map_err(|_| damaged())?;
    String::from_utf8(plain).map_err(|_| damaged())
}

fn of_note(thread: ThreadId) -> Vec<u8> {
    [b"liaison/1/thread-note\0".as_slice(), thread.as_bytes()].concat()
}

/// Notes something beside a thread, for this member alone.
pub async fn note(tx: &mut Tx, permit: &Permit<action::ReadThread>, text: &str, at_us: i64) -> Result<()> {
    pen::lock(tx).await?;
    let thread = permit.thread();
    let (note, salt) = seal(&tx.house, &of_note(thread), text)?;
    let sql = "insert into thread_note (no, thread, actor, at_us, note, salt)
        select coalesce(max(no), 0) + 1, $1, $2, $3, $4, $5 from thread_note";
    run!(tx, sql, thread.to_string(), permit.by().label(), at_us, note, salt)?;
    let body = serde_json::json!({ "thread": thread.to_string() });
    let seq = journal::write(tx, act(permit, ActKind::ThreadNoted, body, at_us)).await?;
    moved(tx, thread, seq).await
}

row! {
    struct NoteRow {
        actor: String,
        at_us: i64,
        note: Vec<u8>,
        salt: Vec<u8>,
    }
}

/// What was noted beside a thread, the oldest first.
pub async fn notes(tx: &mut Tx, permit: &Permit<action::ReadThread>) -> Result<Vec<Note>> {
    let sql = "select actor, at_us, note, salt from thread_note where thread = $1 order by no";
    let thread = permit.thread();
    let rows: Vec<NoteRow> = many!(tx, sql, thread.to_string())?;
    let read = |row: NoteRow| {
        let text = open(&tx.house, &of_note(thread), &row.note, row.salt)?;
        Ok(Note { actor: row.actor, at_us: row.at_us, text })
    };
    rows.into_iter().map(read).collect()
}

/// What was noted beside each of these threads, for the engine that keeps their words.
pub(super) async fn all_notes(tx: &mut Tx, threads: &[&str]) -> Result<HashMap<String, Vec<String>>> {
    let sql = Text::of("select thread, note, salt from thread_note where thread in (");
    let sql = sql.part(tx.conn.dialect().texts(1)).and(") order by no");
    let rows: Vec<(String, Vec<u8>, Vec<u8>)> = many!(tx, sql, sql::json(threads)?)?;
    let mut notes: HashMap<String, Vec<String>> = HashMap::new();
    for (thread, note, salt) in rows {
        let text = open(&tx.house, &of_note(thread.parse()?), &note, salt)?;
        notes.entry(thread).or_default().push(text);
    }
    Ok(notes)
}

fn of_draft(officer: OfficerId, place: &str) -> Vec<u8> {
    [b"liaison/1/draft\0".as_slice(), officer.as_bytes(), place.as_bytes()].concat()
}

/// Keeps what the permitted officer has written so far, in place of what was there; an empty text is no draft.
pub async fn put_draft<A: action::OfNode>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (place, text): (&str, &str),
    at_us: i64,
) -> Result<()> {
    let officer = officer_of(permit.by()).ok_or(Error::NotPermitted("only an officer keeps drafts"))?;
    if text.is_empty() {
        return take_draft(tx, officer, place).await;
    }
    let (draft, salt) = seal(&tx.house, &of_draft(officer, place), text)?;
    let sql = "insert into draft (officer, place, draft, salt, saved_us) values ($1, $2, $3, $4, $5)
        on conflict (officer, place) do update set draft = excluded.draft, salt = excluded.salt,
        saved_us = excluded.saved_us";
    run!(tx, sql, officer.to_string(), place, draft, salt, at_us)?;
    Ok(())
}

/// What this officer has written so far, and when it was kept.
pub async fn drafted(tx: &mut Tx, officer: OfficerId, place: &str) -> Result<Option<(String, i64)>> {
    let sql = "select draft, salt, saved_us from draft where officer = $1 and place = $2";
    let row: Option<(Vec<u8>, Vec<u8>, i64)> = maybe!(tx, sql, officer.to_string(), place)?;
    let read = |(draft, salt, saved_us): (Vec<u8>, Vec<u8>, i64)| {
        Ok((open(&tx.house, &of_draft(officer, place), &draft, salt)?, saved_us))
    };
    row.map(read).transpose()
}

/// What this officer has begun at places of this kind, the last kept first: each with its place, its text and when.
pub async fn begun(tx: &mut Tx, officer: OfficerId, kind: &str) -> Result<Vec<(String, String, i64)>> {
    let sql = "select place, draft, salt, saved_us from draft where officer = $1 and place like $2
        order by saved_us desc, place";
    let rows: Vec<(String, Vec<u8>, Vec<u8>, i64)> = many!(tx, sql, officer.to_string(), format!("{kind}%"))?;
    let read = |(place, draft, salt, saved_us): (String, Vec<u8>, Vec<u8>, i64)| {
        let text = open(&tx.house, &of_draft(officer, &place), &draft, salt)?;
        Ok((place, text, saved_us))
    };
    rows.into_iter().map(read).collect()
}

/// Destroys a draft: it was sent, or thrown away.
pub async fn take_draft(tx: &mut Tx, officer: OfficerId, place: &str) -> Result<()> {
    let sql = "delete from draft where officer = $1 and place = $2";
    tx.pen.destroyed |= run!(tx, sql, officer.to_string(), place)? > 0;
    Ok(())
}

row! {
    struct DueRow {
        id: String,
        term: String,
        life: bool,
        state: Option<String>,
        due_us: i64,
        late: i64,
    }
}

const DUE: &str = "select id, term, life, state, due_us, late from thread where due_us is not null and due_us <= $1 and late < 2";

/// The requests that have reached a level that they were not at.
async fn climbing(tx: &mut Tx, now_us: i64) -> Result<Vec<(ThreadId, u8)>> {
    let rows: Vec<DueRow> = many!(tx, Text::of(DUE).and(" order by due_us, id"), now_us)?;
    let clocks = clocks::clocks(tx).await?;
    let mut climbing = vec![];
    for row in rows {
        let term: Term = row.term.parse()?;
        let state = row.state.map(|it| it.parse()).transpose()?.unwrap_or(RequestState::Sent);
        let patience = clocks.runs_us(term, row.life, state) / 2;
        let is_very = row.life || row.due_us.saturating_add(patience) <= now_us;
        let level: u8 = if is_very { 2 } else { 1 };
        if i64::from(level) > row.late {
            climbing.push((row.id.parse()?, level));
        }
    }
    Ok(climbing)
}

/// Whether a clock has run out that has to climb: asked each second, and mostly none has.
pub async fn any_late(tx: &mut Tx, now_us: i64) -> Result<bool> {
    Ok(!climbing(tx, now_us).await?.is_empty())
}

/// Lets requests climb whose clock has run out: to the unit and its head at once, to the duty desk after half as long again,
/// and at once where a life is at risk. Each step is an act, taken once.
pub async fn late(tx: &mut Tx, me: &Member, now_us: i64) -> Result<Vec<(ThreadId, u8)>> {
    pen::lock(tx).await?;
    let by = Actor::Engine { member: me.clone() };
    let climbed = climbing(tx, now_us).await?;
    for (id, level) in &climbed {
        run!(tx, "update thread set late = $2 where id = $1", id.to_string(), i64::from(*level))?;
        let body = Some(serde_json::json!({ "thread": id.to_string(), "level": level }));
        let (kind, object) = (ActKind::RequestLate, None);
        let seq =
            journal::write(tx, Act { at_us: now_us, by: &by, kind, object, reason: None, body }).await?;
        moved(tx, *id, seq).await?;
    }
    Ok(climbed)
}
