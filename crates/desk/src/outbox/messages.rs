//! What those who take part in a thread are to have of what we said in it, held against what they were given; and which of their
//! messages somebody here has opened. As with records, it looks at how things stand and can be done again at any time.
use super::{Lanes, Reach, Way};
use crate::parcel::{Parcel, ReadThere, Said, SaidBack, SaidThere, TakenOut};
use crate::thread::earmark;
use crate::{Desk, Error, Result};
use model::{Member, ThreadId};
use store::Tx;
use store::thread::{self, Lack};
use wire::envelope::Class;

/// More does not leave in one transaction; the rest leaves in the next.
const LEAVES_MAX: u32 = 100_000;

/// Each member has the lane that it has alone: who takes part may change, and what each was given is known by its receipts.
fn way(member: &Member, life: bool) -> Way {
    Way { reach: Reach::one(member), class: if life { Class::LifeAtRisk } else { Class::Routine } }
}

/// Brings everybody to where they are to be with these threads. Gives how many envelopes left.
pub(super) async fn settle(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    threads: &[ThreadId],
) -> Result<usize> {
    if threads.is_empty() {
        return Ok(0);
    }
    let mut left = 0;
    for lack in thread::lacking(tx, &desk.me, Some(threads), LEAVES_MAX).await? {
        let Some(parcel) = parcel(desk, tx, &lack).await? else { continue };
        let way = way(&lack.member, lack.life);
        let mut seq = put(tx, lanes, &way, &parcel).await?;
        // Whoever is out of the network is still to destroy what they have.
        if seq.is_none()
            && lack.may_have
            && let Parcel::SaidBack(back) = parcel
        {
            seq = put(tx, lanes, &way, &Parcel::SaidBack(SaidBack { stands: None, ..back })).await?;
        }
        // Whoever cannot be sealed to yet is told when their node is known.
        let Some(seq) = seq else { continue };
        thread::given(tx, &lack, (&lanes.stream(&way), seq), desk.clock.now_us()).await?;
        left += 1;
    }
    Ok(left)
}

async fn parcel(desk: &Desk, tx: &mut Tx, lack: &Lack) -> Result<Option<Parcel>> {
    let members = thread::members(tx, lack.thread).await?.unwrap_or_default();
    if lack.gone {
        let left = thread::emptied(tx, lack.message).await?.map(|left| Said::of(&left, &members));
        let earmark = left.as_ref().map(|left| earmark::of_back(desk, left)).transpose()?;
        // What it did stands, so whoever may not have had it is told of that; also those who are to be told the rest of a thread
        // that begins with it.
        let stands = left.filter(|_| !lack.has && lack.stands).map(Box::new);
        return Ok(Some(Parcel::SaidBack(SaidBack { id: lack.message.to_string(), stands, earmark })));
    }
    let Some(message) = thread::message(tx, lack.message).await? else { return Ok(None) };
    let files = store::attachment::with_many(tx, &[lack.message]).await?;
    let said = Said::of(&message, &members).with(&files);
    let earmark = earmark::of_said(desk, &said)?;
    Ok(Some(Parcel::Said(Box::new(said.sent(earmark, lack.left_us)))))
}

/// Gives a member that was set back what it had said itself: its own node alone can tell that it had, by the earmarks. To be said
/// before anything else in these threads.
pub(super) async fn give_back(tx: &mut Tx, lanes: &mut Lanes<'_>, author: &Member) -> Result<()> {
    for it in thread::theirs(tx, author).await? {
        let message = if it.gone {
            thread::emptied(tx, it.message).await?
        } else {
            thread::message(tx, it.message).await?
        };
        let Some(message) = message else { continue };
        let said = Box::new(Said::as_it_came(&message, it.earmark));
        lanes.put(tx, &way(author, it.life), &Parcel::SaidThere(SaidThere { said, gone: it.gone })).await?;
    }
    Ok(())
}

/// Whether somebody here has opened or taken out something of which others do not know.
pub(super) async fn any_read(desk: &Desk) -> Result<bool> {
    let mut tx = desk.store.read().await?;
    Ok(!thread::reads_lacking(&mut tx, &desk.me, 1).await?.is_empty()
        || !thread::taken_lacking(&mut tx, &desk.me, 1).await?.is_empty())
}

/// Tells the authors what was opened here, and those who take part what was taken out. Gives how many were told.
pub(super) async fn tell_read(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>) -> Result<usize> {
    let mut told = 0;
    for lack in thread::reads_lacking(tx, &desk.me, LEAVES_MAX).await? {
        let messages = lack.messages.iter().map(ToString::to_string).collect();
        let parcel =
            Parcel::ReadThere(ReadThere { thread: lack.thread.to_string(), messages, read_us: lack.read_us });
        if let Some(seq) = put(tx, lanes, &way(&lack.author, lack.life), &parcel).await? {
            thread::reads_told(tx, &desk.me, &lack, seq).await?;
            told += 1;
        }
    }
    for lack in thread::taken_lacking(tx, &desk.me, LEAVES_MAX).await? {
        let parcel = Parcel::TakenOut(TakenOut { thread: lack.thread.to_string(), taken_us: lack.at_us });
        if let Some(seq) = put(tx, lanes, &way(&lack.reader, lack.life), &parcel).await? {
            thread::taken_told(tx, &desk.me, &lack, seq).await?;
            told += 1;
        }
    }
    Ok(told)
}

/// Its number on the lane; none where the member cannot be sealed to yet.
async fn put(tx: &mut Tx, lanes: &mut Lanes<'_>, way: &Way, parcel: &Parcel) -> Result<Option<u64>> {
    match lanes.put(tx, way, parcel).await {
        Ok(seq) => Ok(Some(seq)),
        Err(Error::Unreached(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
