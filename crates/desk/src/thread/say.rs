//! An officer or client says something in a thread, or takes back what this member said.
use super::permitted;
use crate::attachment::{self, Ready};
use crate::outbox::{pseudonym, unit_of};
use crate::{Desk, Error, Result, Ring, chance};
use model::{Actor, Grading, Ground, Invalid, Member, Message, MessageId, Reason, ThreadId, Word};
use policy::action;

/// What is said, and the word that goes with it.
#[derive(Debug, Clone)]
pub struct Saying {
    pub word: Word,
    pub text: String,
    /// Of a word that passes a request on.
    pub to: Option<Member>,
    pub grading: Option<Grading>,
    /// Of a refusal.
    pub ground: Option<Ground>,
}

/// Says it to all who take part. A word that cannot be said where the request stands by now is a conflict.
pub async fn say(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: ThreadId,
    saying: Saying,
) -> Result<MessageId> {
    say_with(desk, by, reason, (id, vec![]), saying).await
}

/// The same with files, which were taken in for it ([`attachment::coming`]).
pub async fn say_with(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, files): (ThreadId, Vec<Ready>),
    saying: Saying,
) -> Result<MessageId> {
    let (kept, permit) = permitted::<action::SayInThread>(desk, by, reason, id).await?;
    let Saying { word, text, to, grading, ground } = saying;
    if word == Word::Opened {
        return Err(Invalid::new("word", "a thread is opened once").into());
    }
    if let Some(to) = &to {
        // To whom it is never to go went with it.
        let opening = kept.opening.as_ref().ok_or(Error::Conflict(
            "what opened this thread was taken back: it is passed on to nobody; open another",
        ))?;
        let active = desk.roster().get(to).is_some_and(crate::peer::Known::is_active);
        if !active || opening.never_to.contains(to) {
            let why = "it is no active member of the network, or one that its owner never gives this to";
            return Err(Invalid::new("to", why).into());
        }
    }
    let mut tx = desk.store.begin().await?;
    let now = desk.clock.now_us();
    let message = Message {
        id: MessageId::from_bytes(chance::draw(&*desk.chance)?),
        thread: id,
        author: desk.me.clone(),
        word,
        to,
        turn: store::thread::next_turn(&mut tx, id).await?,
        said_us: now,
        text,
        grading,
        ground,
        unit: unit_of(desk, &mut tx, &by.label()).await?,
        officer: Some(pseudonym(desk, &by.label())),
        opens: None,
    };
    message.check()?;
    store::thread::say(&mut tx, &permit, &message, now).await?;
    attachment::keep_with(desk, &mut tx, &permit, message.id, files).await?;
    tx.commit().await?;
    ring(desk);
    Ok(message.id)
}

/// Takes back what this member said: it cannot be read here any more, and every other member's copy goes. The word that went
/// with it stands, for what was done by it was done.
pub async fn take_back(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (thread, message): (ThreadId, MessageId),
) -> Result<()> {
    let (_, permit) = permitted::<action::SayInThread>(desk, by, reason, thread).await?;
    let mut tx = desk.store.begin().await?;
    if !store::thread::take_back(&mut tx, &permit, message, desk.clock.now_us()).await? {
        return Err(Error::Missing);
    }
    tx.commit().await?;
    ring(desk);
    Ok(())
}

pub(super) fn ring(desk: &Desk) {
    for ring in [Ring::Journal, Ring::Threads, Ring::Outbox] {
        desk.bell.ring(ring);
    }
}
