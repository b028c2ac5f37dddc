//! What other members say in threads, take back, and have read.
use super::done::Done;
use crate::parcel::{ReadThere, Said, SaidBack, TakenOut};
use crate::{Desk, Error, Result};
use model::{Invalid, Member, Message, MessageId, Purpose, Reason};
use store::Tx;
use store::attachment::object_of;
use store::thread::{self, Heard};
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
    let message = said.read(by)?;
    if hear(desk, tx, by, &message).await? == Heard::New {
        done.threads = true;
        done.files |= store::attachment::stated(tx, by, object_of(message.id), &files).await?;
    }
    Ok(())
}

async fn hear(desk: &Desk, tx: &mut Tx, by: &Member, message: &Message) -> Result<Heard> {
    let (members, reason) = match &message.opens {
        Some(thread) => (Some(thread.members.clone()), thread.reason.clone()),
        None => (thread::members(tx, message.thread).await?, Reason::of(Purpose::Investigation)),
    };
    let permit = desk.rules().permit_peer_say(by, &reason, message.thread, members.as_ref());
    let permit = permit.map_err(Error::Refused)?;
    Ok(thread::hear(tx, (&permit, &desk.me), message, desk.clock.now_us()).await?)
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
    if thread::taken_back(tx, by, id, desk.clock.now_us()).await? {
        done.threads = true;
        return Ok(());
    }
    // One that never came is taken up without its words, so that what its word did, and the thread that it opened, stand here too.
    if let Some(stands) = &back.stands {
        let message = stands.as_ref().clone().read_emptied(by)?;
        if message.id != id {
            return Err(Invalid::new("stands", "it is another message than the one taken back").into());
        }
        hear(desk, tx, by, &message).await?;
        done.threads |= thread::taken_back(tx, by, id, desk.clock.now_us()).await?;
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
