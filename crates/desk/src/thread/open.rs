//! An officer or client opens a thread with other members: to tell them something, or to ask.
use crate::attachment::{self, Ready};
use crate::outbox::{pseudonym, unit_of};
use crate::{Desk, Error, Result, Ring, chance, frame, once, record};
use model::{
    Actor, Ask, Caveat, CrimeArea, Entity, Grading, HitId, Invalid, Level, Member, Message, MessageId,
    Reason, RecordId, RequestKind, Term, Thread, ThreadId, Word,
};
use policy::action;
use std::collections::BTreeSet;

/// A thread to be: all that its first message states.
#[derive(Debug, Clone)]
pub struct Opening {
    pub subject: String,
    pub text: String,
    /// Those it is for. Of a request the first is asked, the others read along.
    pub to: Vec<Member>,
    pub never_to: BTreeSet<Member>,
    pub level: Level,
    pub caveats: BTreeSet<Caveat>,
    pub caveat_text: Option<String>,
    pub grading: Option<Grading>,
    pub term: Term,
    pub life_at_risk: bool,
    pub crime: Option<CrimeArea>,
    pub records: Vec<RecordId>,
    pub hits: Vec<HitId>,
    /// What is asked for, and about whom; none where nothing is.
    pub ask: Option<(RequestKind, Vec<Entity>)>,
}

/// Opens it, for the purpose, on the legal basis and in the case that the reason names. Sent again under the same key it is the
/// same thread.
pub async fn open(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    opening: Opening,
    key: Option<&str>,
) -> Result<ThreadId> {
    open_with(desk, by, reason, (opening, vec![]), key).await
}

/// The same with files of its first message, which were taken in for it ([`attachment::coming`]).
pub async fn open_with(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (opening, files): (Opening, Vec<Ready>),
    key: Option<&str>,
) -> Result<ThreadId> {
    let _may = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    let drawn = |what| match key {
        Some(key) => Ok(once::id(desk, by, what, key)),
        None => chance::draw(&*desk.chance),
    };
    let (id, message) = (ThreadId::from_bytes(drawn("thread")?), MessageId::from_bytes(drawn("message")?));
    let (text, grading) = (opening.text.clone(), opening.grading);
    let thread = thread(desk, reason, id, opening)?;
    thread.check()?;
    let permit = frame::may_in::<action::SayInThread>(desk, by, reason, (id, &thread.stamp(), true)).await?;
    if key.is_some() && is_known(desk, id, &thread).await? {
        return Ok(id);
    }
    names_what_may_be_seen(desk, by, reason, &thread).await?;
    let mut tx = desk.store.begin().await?;
    let now = desk.clock.now_us();
    let said = Message {
        id: message,
        thread: id,
        author: desk.me.clone(),
        word: Word::Opened,
        to: None,
        turn: 1,
        said_us: now,
        text,
        grading,
        ground: None,
        unit: unit_of(desk, &mut tx, &by.label()).await?,
        officer: Some(pseudonym(desk, &by.label())),
        opens: Some(Box::new(thread)),
    };
    said.check()?;
    store::thread::say(&mut tx, &permit, &said, now).await?;
    attachment::keep_with(desk, &mut tx, &permit, message, files).await?;
    tx.commit().await?;
    for ring in [Ring::Journal, Ring::Threads, Ring::Outbox] {
        desk.bell.ring(ring);
    }
    Ok(id)
}

/// Whether it was opened under this key before; under the same key nothing else can be.
async fn is_known(desk: &Desk, id: ThreadId, thread: &Thread) -> Result<bool> {
    let said = store::thread::messages(&mut desk.store.read().await?, id).await?;
    let Some(first) = said.into_iter().next() else { return Ok(false) };
    match first.message.and_then(|message| message.opens) {
        Some(opened) if *opened == *thread => Ok(true),
        _ => Err(Error::Conflict("this idempotency key was used for another thread; take a new one")),
    }
}

fn thread(desk: &Desk, reason: &Reason, id: ThreadId, opening: Opening) -> Result<Thread> {
    if desk.post.is_none() {
        return Err(Error::Conflict("this node is in no network: see liaison peer"));
    }
    let roster = desk.roster();
    let active = |member: &Member| roster.get(member).is_some_and(crate::peer::Known::is_active);
    if opening.to.iter().any(|member| member != &desk.me && !active(member)) {
        return Err(Invalid::new("to", "one of these is no active member of the network").into());
    }
    let asked = opening.to.first().cloned();
    let mut members: BTreeSet<Member> = opening.to.into_iter().collect();
    members.insert(desk.me.clone());
    let ask = match (opening.ask, asked) {
        (Some((kind, about)), Some(asked)) => Some(Ask { kind, asked, about }),
        _ => None,
    };
    let asks_for_a_life = ask.as_ref().is_some_and(|ask| ask.kind == RequestKind::LifeAtRisk);
    Ok(Thread {
        id,
        owner: desk.me.clone(),
        subject: opening.subject.trim().to_owned(),
        members,
        never_to: opening.never_to,
        level: opening.level,
        caveats: opening.caveats,
        caveat_text: opening.caveat_text,
        term: if asks_for_a_life { Term::Urgent } else { opening.term },
        life_at_risk: opening.life_at_risk || asks_for_a_life,
        reason: reason.clone(),
        crime: opening.crime,
        records: opening.records,
        hits: opening.hits,
        ask,
    })
}

/// A record or hit may only be named by who may see it: anything else would tell that it exists.
async fn names_what_may_be_seen(desk: &Desk, by: &Actor, reason: &Reason, thread: &Thread) -> Result<()> {
    for id in &thread.records {
        record::find(desk, by, reason, *id).await?;
    }
    if thread.hits.is_empty() {
        return Ok(());
    }
    let (sight, now) = (crate::sights::of(desk, by, reason).await?, desk.clock.now_us());
    let mut tx = desk.store.read().await?;
    for id in &thread.hits {
        store::hit::one(&mut tx, (&desk.me, &sight), *id, now).await?.ok_or(Error::Missing)?;
    }
    Ok(())
}
