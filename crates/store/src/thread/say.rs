//! Saying something in a thread, hearing what another member says, having back what we said ourselves, and taking it back: act
//! and row together.
use super::content::written;
use super::settle::{self, Course};
use crate::attachment::object_of;
use crate::house;
use crate::journal::{self, Act, Draft, Under, pen, put};
use crate::sql::{count, many, maybe, number, one, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Member, Message, MessageId, Reason, RecordId, ThreadId, Word};
use policy::{Permit, action};
use std::collections::BTreeSet;
use wire::keys::Salt;

/// What became of what another member said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    New,
    /// It is here, or was taken back.
    Known,
}

/// The turn that comes next in a thread; 1 where nothing was said in it. Behind the lock on the head, so that nobody else takes
/// it.
pub async fn next_turn(tx: &mut Tx, thread: ThreadId) -> Result<u64> {
    pen::lock(tx).await?;
    let sql = "select coalesce(max(turn), 0) from message where thread = $1";
    let (last,): (i64,) = one!(tx, sql, thread.to_string())?;
    Ok(count(last)? + 1)
}

/// Says something of our own, under the permit for this thread. Refused where its word may not be said now.
pub async fn say(
    tx: &mut Tx,
    permit: &Permit<action::SayInThread>,
    message: &Message,
    at_us: i64,
) -> Result<u64> {
    if permit.thread() != message.thread || permit.by().member() != &message.author {
        return Err(Error::NotPermitted("it is for another thread or member"));
    }
    if next_turn(tx, message.thread).await? != message.turn {
        return Err(Error::Conflict("something was said meanwhile: read the thread again"));
    }
    match settle::course(tx, message.thread).await? {
        None if message.opens.is_none() => return Err(Error::Conflict("there is no such thread")),
        Some(_) if message.opens.is_some() => return Err(Error::Conflict("there is a thread of this id")),
        Some(course) => may_follow(&course, message)?,
        None => {}
    }
    let when = When { done_us: at_us, came_us: at_us };
    let seq = write(tx, (permit.by(), permit.reason()), (message, None), when).await?;
    settle::refresh(tx, permit.by().member(), message.thread, (seq, at_us)).await?;
    run!(tx, "update thread set fresh = false where id = $1", message.thread.to_string())?;
    Ok(seq)
}

/// Whether this word can be said, as far as is known here by now.
fn may_follow(course: &Course, message: &Message) -> Result<()> {
    if message.word == Word::Said {
        return Ok(());
    }
    let Course::Request { asker, course } = course else {
        let closes = message.word == Word::Closed && course.owner() == &message.author;
        return if closes { Ok(()) } else { Err(Error::Conflict("nothing is asked for in this thread")) };
    };
    let side = course.side(asker, &message.author);
    let side = side.ok_or(Error::Conflict("only who asks and who is asked move a request on"))?;
    if course.state.after(side, message.word).is_none() {
        return Err(Error::Conflict("this cannot be said where the request stands by now: read it again"));
    }
    if message.to.as_ref() == Some(asker) || message.to.as_ref() == Some(&course.asked) {
        return Err(Error::Invalid(model::Invalid::new("to", "a request is passed on to a third member")));
    }
    Ok(())
}

/// When something is written down here, and when it counts as having come: earlier, where this store had it and has lost it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    pub done_us: i64,
    pub came_us: i64,
}

/// Keeps what another member says, under the permit for it, with its author's earmark. One whose thread is not known yet waits for it.
pub async fn hear(
    tx: &mut Tx,
    (permit, me): (&Permit<action::SayInThread>, &Member),
    (message, earmark): (&Message, Option<&str>),
    when: When,
) -> Result<Heard> {
    let Actor::Node { member } = permit.by() else {
        return Err(Error::NotPermitted("it is not for the node of another member"));
    };
    if permit.thread() != message.thread || member != &message.author {
        return Err(Error::NotPermitted("it is for another thread or member"));
    }
    if is_here(tx, message).await? {
        return Ok(Heard::Known);
    }
    let seq = write(tx, (permit.by(), permit.reason()), (message, earmark), when).await?;
    settle::refresh(tx, me, message.thread, (seq, when.came_us)).await?;
    run!(tx, "update thread set fresh = true where id = $1", message.thread.to_string())?;
    Ok(Heard::New)
}

/// Has back what we said ourselves and have lost, under the permit for that. It counts from when we said it.
pub async fn have_back(
    tx: &mut Tx,
    permit: &Permit<action::SayInThread>,
    message: &Message,
    at_us: i64,
) -> Result<Heard> {
    let me = permit.by().member();
    if permit.thread() != message.thread || me != &message.author {
        return Err(Error::NotPermitted("it is for another thread or member"));
    }
    if is_here(tx, message).await? {
        return Ok(Heard::Known);
    }
    let when = When { done_us: at_us, came_us: message.said_us.min(at_us) };
    let seq = write(tx, (permit.by(), permit.reason()), (message, None), when).await?;
    settle::refresh(tx, me, message.thread, (seq, when.came_us)).await?;
    Ok(Heard::New)
}

/// Whether a message is here, or was. Another that bears its id, or opens its thread, is a conflict.
async fn is_here(tx: &mut Tx, message: &Message) -> Result<bool> {
    pen::lock(tx).await?;
    let sql = "select author from message where id = $1";
    let here: Option<(String,)> = maybe!(tx, sql, message.id.to_string())?;
    match here {
        Some((author,)) if author == message.author.as_str() => return Ok(true),
        Some(_) => return Err(Error::Conflict("a message of another member has this id")),
        None => {}
    }
    if message.opens.is_some() && settle::course(tx, message.thread).await?.is_some() {
        return Err(Error::Conflict("there is a thread of this id"));
    }
    Ok(false)
}

async fn write(
    tx: &mut Tx,
    (by, reason): (&Actor, &Reason),
    (message, earmark): (&Message, Option<&str>),
    When { done_us: at_us, came_us }: When,
) -> Result<u64> {
    let salt: [u8; 32] = house::chance()?;
    let body = journal::wrap(reason.legal_basis.as_deref(), &written(message)?)?;
    let object = Some(object_of(message.id));
    let act = Act { at_us, by, kind: ActKind::Said, object, reason: Some(reason), body: None };
    let draft = Draft::of(&act, Some(body), Under::Record(Salt::from_bytes(salt)));
    let seq = pen::write(tx, vec![draft]).await?;
    let sql =
        "insert into message (id, thread, author, actor, word, named, turn, said_us, came_us, seq, salt, earmark)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    // Who had said here what we have back is told by its pseudonym alone.
    let actor = (!matches!(by, Actor::Node { .. } | Actor::Engine { .. })).then(|| by.label());
    run!(
        tx,
        sql,
        message.id.to_string(),
        message.thread.to_string(),
        message.author.as_str(),
        actor,
        message.word.as_str(),
        message.to.as_ref().map(Member::as_str),
        number(message.turn)?,
        message.said_us,
        came_us,
        number(seq)?,
        salt.to_vec(),
        earmark
    )?;
    if let Some(thread) = &message.opens {
        settle::open(tx, thread, (seq, came_us)).await?;
    }
    Ok(seq)
}

/// Takes back what we said in this thread, or had taken back and have lost that: its salt is destroyed, and whoever was given it is
/// to be told. Gives whether there was anything.
pub async fn take_back(
    tx: &mut Tx,
    permit: &Permit<action::SayInThread>,
    id: MessageId,
    at_us: i64,
) -> Result<bool> {
    let author = permit.by().member().clone();
    gone(tx, (permit.by(), Some(permit.reason())), (id, Some(permit.thread()), &author), at_us).await
}

/// Another member takes back what it said here, with its earmark of that.
pub async fn taken_back(
    tx: &mut Tx,
    author: &Member,
    (id, earmark): (MessageId, Option<&str>),
    at_us: i64,
) -> Result<bool> {
    let by = Actor::Node { member: author.clone() };
    let was_here = gone(tx, (&by, None), (id, None, author), at_us).await?;
    let sql = "update message set earmark = $3 where id = $1 and author = $2 and salt is null";
    run!(tx, sql, id.to_string(), author.as_str(), earmark)?;
    Ok(was_here)
}

async fn gone(
    tx: &mut Tx,
    (by, reason): (&Actor, Option<&Reason>),
    (id, thread, author): (MessageId, Option<ThreadId>, &Member),
    at_us: i64,
) -> Result<bool> {
    pen::lock(tx).await?;
    let sql = "select thread from message where id = $1 and author = $2 and salt is not null";
    let found: Option<(String,)> = maybe!(tx, sql, id.to_string(), author.as_str())?;
    let Some((of,)) = found else { return Ok(false) };
    let of: ThreadId = of.parse()?;
    if thread.is_some_and(|thread| thread != of) {
        return Ok(false);
    }
    let body = Some(serde_json::json!({ "thread": of.to_string() }));
    let object = Some(object_of(id));
    let act = Act { at_us, by, kind: ActKind::SaidBack, object, reason, body };
    let seq = journal::write(tx, act).await?;
    put::flush(tx).await?;
    run!(tx, "update message set salt = null where id = $1", id.to_string())?;
    crate::attachment::destroy(tx, &crate::sql::json(&[id.to_string()])?).await?;
    let sql = "update journal set body = null where object = $1 and kind = 'said'";
    run!(tx, sql, id.to_string())?;
    run!(tx, "update thread set moved = $2 where id = $1", of.to_string(), number(seq)?)?;
    tx.pen.destroyed = true;
    Ok(true)
}

/// Who opened a thread; none where it is not known here.
pub async fn owner(tx: &mut Tx, thread: ThreadId) -> Result<Option<Member>> {
    let row: Option<(String,)> = maybe!(tx, "select owner from thread where id = $1", thread.to_string())?;
    row.map(|(owner,)| Ok(owner.parse()?)).transpose()
}

/// Who takes part in a thread by now; none where it is not known here.
pub async fn members(tx: &mut Tx, thread: ThreadId) -> Result<Option<BTreeSet<Member>>> {
    let sql = "select member from thread_member where thread = $1";
    let rows: Vec<(String,)> = many!(tx, sql, thread.to_string())?;
    let members: BTreeSet<Member> = rows.iter().map(|(code,)| code.parse()).collect::<Result<_, _>>()?;
    Ok(Some(members).filter(|members| !members.is_empty()))
}

/// The threads that these acts are about messages of.
pub async fn known(tx: &mut Tx, messages: &[RecordId]) -> Result<Vec<ThreadId>> {
    let list = crate::sql::json(&messages.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let texts = tx.conn.dialect().texts(1);
    let sql = crate::sql::Text::of("select distinct thread from message where id in (").part(texts);
    let sql = sql.and(") order by thread");
    let rows: Vec<(String,)> = many!(tx, sql, list)?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}
