//! What other members say in threads, take back, and have read; and what they give back of what we had said.
use super::done::Done;
use crate::parcel::{ReadThere, Said, SaidBack, SaidThere, TakenOut};
use crate::thread::earmark;
use crate::{Desk, Error, Result};
use model::{Invalid, Member, Message, MessageId, Purpose, Reason};
use store::Tx;
use store::attachment::object_of;
use store::thread::{self, Heard, When};
use wire::envelope::Attached;

/// Messages that one parcel says were read.
const READ_MAX: usize = 10_000;

/// Taken from whoever takes part. What comes before its thread is known is kept, and counts when the thread has come.
pub(super) async fn said(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    (said, sealed): (Said, &[Attached]),
    done: &mut Done,
) -> Result<()> {
    let files = said.files(by, sealed, desk.clock.now_us())?;
    let (left_us, earmark) = (said.left_us, said.earmark.clone());
    let message = said.read(by)?;
    if hear(desk, tx, by, (&message, earmark.as_deref(), left_us)).await? == Heard::New {
        done.threads = true;
        done.files |= store::attachment::stated(tx, by, object_of(message.id), &files).await?;
    }
    Ok(())
}

async fn hear(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    (message, earmark, left_us): (&Message, Option<&str>, Option<i64>),
) -> Result<Heard> {
    let members = match &message.opens {
        Some(thread) => Some(thread.members.clone()),
        None => thread::members(tx, message.thread).await?,
    };
    let reason = reason_of(message);
    let permit = desk.rules().permit_peer_say(by, &reason, message.thread, members.as_ref());
    let permit = permit.map_err(Error::Refused)?;
    let when = when(desk, tx, message, left_us).await?;
    Ok(thread::hear(tx, (&permit, &desk.me), (message, earmark), when).await?)
}

fn reason_of(message: &Message) -> Reason {
    message.opens.as_ref().map_or_else(|| Reason::of(Purpose::Investigation), |thread| thread.reason.clone())
}

/// What is said again had come once, when it had left at first: so no clock begins anew here where this store has lost it. Nothing
/// comes before it was said, or later than now.
async fn when(desk: &Desk, tx: &mut Tx, message: &Message, left_us: Option<i64>) -> Result<When> {
    let now_us = desk.clock.now_us();
    let came_us = match left_us {
        Some(left_us) if was_here(desk, tx, message, left_us).await? => {
            left_us.max(message.said_us).min(now_us)
        }
        _ => now_us,
    };
    Ok(When { done_us: now_us, came_us })
}

/// Whether it can have been here at that moment. Who asks only makes this member late by saying so falsely, and is believed; who
/// answers would make itself fast, and is believed of what this store can have lost, before it began to count anew.
async fn was_here(desk: &Desk, tx: &mut Tx, message: &Message, left_us: i64) -> Result<bool> {
    let asks =
        message.opens.is_some() || thread::owner(tx, message.thread).await?.as_ref() == Some(&message.author);
    if asks {
        return Ok(true);
    }
    let Some(post) = &desk.post else { return Ok(false) };
    let begun = store::epoch::current(tx, &post.node().0).await?;
    let begun_us = begun.and_then(|begun| i64::try_from(begun.epoch).ok()?.checked_mul(1_000_000));
    Ok(begun_us.is_some_and(|begun_us| left_us < begun_us))
}

/// What we had said and have lost, given back. It counts only where its earmark is ours.
pub(super) async fn said_there(
    desk: &Desk,
    tx: &mut Tx,
    giver: &Member,
    SaidThere { said, gone }: SaidThere,
    done: &mut Done,
) -> Result<()> {
    let ours = if gone { earmark::of_back(desk, &said)? } else { earmark::of_said(desk, &said)? };
    if said.earmark != Some(ours) {
        return Err(Invalid::new("earmark", "this node has not said that").into());
    }
    let message =
        if gone { said.among(&desk.me, giver).read_emptied(&desk.me)? } else { said.read(&desk.me)? };
    let permit = desk.rules().permit_have_back(giver, &reason_of(&message), message.thread);
    let permit = permit.map_err(Error::Refused)?;
    let now_us = desk.clock.now_us();
    done.threads |= thread::have_back(tx, &permit, &message, now_us).await? == Heard::New;
    if gone {
        done.threads |= thread::take_back(tx, &permit, message.id, now_us).await?;
        if message.opens.is_some() {
            done.threads |= thread::took_part(tx, &permit, (message.id, giver), now_us).await?;
        }
    }
    Ok(())
}

/// What is not here, or is somebody else's, is not told apart.
pub(super) async fn said_back(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    back: &SaidBack,
    done: &mut Done,
) -> Result<()> {
    let id: MessageId = back.id.parse()?;
    // Whatever is wrong with the rest of what is said, words that are here go.
    let what = (id, back.earmark.as_deref());
    if thread::taken_back(tx, by, what, desk.clock.now_us()).await? {
        done.threads = true;
        return Ok(());
    }
    // One that never came is taken up without its words, so that what its word did, and the thread that it opened, stand here too.
    if let Some(stands) = &back.stands {
        let message = stands.as_ref().clone().read_emptied(by)?;
        if message.id != id {
            return Err(Invalid::new("stands", "it is another message than the one taken back").into());
        }
        hear(desk, tx, by, (&message, None, None)).await?;
        done.threads |= thread::taken_back(tx, by, what, desk.clock.now_us()).await?;
    }
    Ok(())
}

pub(super) async fn read_there(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    read: &ReadThere,
    done: &mut Done,
) -> Result<()> {
    let messages: Vec<MessageId> =
        read.messages.iter().take(READ_MAX).map(|id| id.parse()).collect::<Result<_, _>>()?;
    let threads = thread::read_there(tx, &desk.me, by, (&messages, read.read_us)).await?;
    done.threads |= !threads.is_empty();
    Ok(())
}

pub(super) async fn taken_out(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    taken: &TakenOut,
    done: &mut Done,
) -> Result<()> {
    let what = (taken.thread.parse()?, taken.taken_us);
    done.threads |= thread::taken_there(tx, &desk.me, by, what).await?;
    Ok(())
}
