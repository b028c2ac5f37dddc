//! What each kind of parcel does here.
use super::done::Done;
use super::{hits, messages, records};
use crate::parcel::{LaneTold, Parcel};
use crate::{Desk, Error, Result, reckon};
use model::{Invalid, Member};
use store::Tx;
use store::lane::{Arrival, ArrivalState, LaneKey, Stream};
use wire::envelope::Content;
use zeroize::Zeroizing;

/// What became of it.
pub(super) enum Applied {
    Done,
    /// Not taken, for good: the same bytes would be refused again.
    Refused(String),
}

/// Does what the parcel says, in the caller's transaction, as an act of its owner's node.
pub(super) async fn apply(
    desk: &Desk,
    tx: &mut Tx,
    owner: &Member,
    content: Content,
    done: &mut Done,
) -> Result<Applied> {
    let Ok(parcel) = serde_json::from_slice::<Parcel>(&content.payload) else {
        return Ok(Applied::Refused(format!("a parcel of the kind {:?} that cannot be read", content.kind)));
    };
    done.any = true;
    let did = match parcel {
        Parcel::Stated(stated) => {
            records::stated(desk, tx, owner, (*stated, &content.attachments), done).await
        }
        Parcel::Recalled(recalled) => records::recalled(desk, tx, owner, &recalled, done).await,
        Parcel::Consulted(consulted) => records::consulted(desk, tx, owner, &consulted).await,
        Parcel::LaneKey(told) => lane_key(tx, owner, &told).await,
        Parcel::HitRaised(told) => hits::raised(desk, tx, owner, &told, done).await,
        Parcel::CheckMet(told) => hits::met(desk, tx, owner, &told, done).await,
        Parcel::HitAnswered(said) => hits::answered(desk, tx, owner, &said, done).await,
        Parcel::Notice(told) => crate::notice::told(desk, tx, owner, &told, done).await,
        Parcel::NoticeAct(told) => crate::notice::act(desk, tx, owner, &told, done).await,
        Parcel::NoticeDoubted(told) => crate::notice::doubted(desk, tx, &told, done).await,
        Parcel::NoticeFed(told) => crate::notice::fed(desk, tx, owner, &told, done).await,
        Parcel::FileHeld(held) => records::file_held(desk, tx, owner, &held).await,
        Parcel::CopyTold(told) => records::copy_told(desk, tx, owner, &told, done).await,
        Parcel::LogSums(told) => done.reckoned(reckon::sums(desk, tx, owner, &told).await),
        Parcel::LogItems(told) => done.reckoned(reckon::items(desk, tx, owner, &told).await),
        Parcel::LogDiffers(told) => done.reckoned(reckon::differs(desk, tx, owner, &told).await),
        Parcel::AnswerFigures(told) => crate::figure::told(desk, tx, owner, &told).await,
        Parcel::GivenSum(told) => done.reckoned(reckon::given_sum(desk, tx, owner, &told).await),
        Parcel::HeldSums(told) => done.reckoned(reckon::held_sums(desk, tx, owner, &told).await),
        Parcel::HeldWanted(told) => done.reckoned(reckon::held_wanted(desk, tx, owner, &told).await),
        Parcel::HeldItems(told) => {
            let found = reckon::held_items(desk, tx, owner, (&told, &mut done.given)).await;
            done.reckoned(found)
        }
        Parcel::HeldDiffers(told) => done.reckoned(reckon::held_differs(desk, tx, owner, &told).await),
        Parcel::Held(held) => records::held(desk, tx, owner, &held).await,
        Parcel::Said(said) => messages::said(desk, tx, owner, (*said, &content.attachments), done).await,
        Parcel::SaidBack(back) => messages::said_back(desk, tx, owner, &back, done).await,
        Parcel::SaidThere(there) => messages::said_there(desk, tx, owner, there, done).await,
        Parcel::ReadThere(read) => messages::read_there(desk, tx, owner, &read, done).await,
        Parcel::TakenOut(taken) => messages::taken_out(desk, tx, owner, &taken, done).await,
    };
    match did {
        Ok(()) => Ok(Applied::Done),
        // What is wrong with it is its owner's to know and to mend; what is wrong here is ours.
        Err(Error::Invalid(why)) => Ok(Applied::Refused(why.to_string())),
        Err(Error::Refused(why)) => Ok(Applied::Refused(why.why().to_owned())),
        Err(Error::Conflict(why)) => Ok(Applied::Refused(why.to_owned())),
        Err(Error::Store(store::Error::Conflict(why) | store::Error::NotPermitted(why))) => {
            Ok(Applied::Refused(why.to_owned()))
        }
        Err(Error::Store(store::Error::Invalid(why))) => Ok(Applied::Refused(why.to_string())),
        Err(Error::Wire(why)) => Ok(Applied::Refused(why.to_string())),
        Err(fault) => Err(fault),
    }
}

/// The key of a lane. Whoever begins on it in its midst, or comes back to it, is told where it is. Where less is here than this node has
/// signed for before it was away, its store was set back: it goes on from where it is, so that the owner sees what it lacks.
async fn lane_key(tx: &mut Tx, owner: &Member, told: &LaneTold) -> Result<()> {
    let stream: Stream = bytes(&told.lane)?;
    let key: LaneKey = Zeroizing::new(bytes(&told.key)?);
    store::lane::keep_key(tx, (owner, &stream), told.key_no, &key).await?;
    let here = store::lane::arrival(tx, owner, &stream).await?;
    let is_behind = |seq: u64| here.as_ref().is_none_or(|here| (here.epoch, here.seq) < (told.epoch, seq));
    let has_lost = told.had > 0 && is_behind(told.had);
    if told.begins && told.seq > 0 && is_behind(told.seq) && !has_lost {
        let arrival = Arrival {
            owner: owner.clone(),
            stream,
            audience: told.audience.clone(),
            epoch: told.epoch,
            seq: told.seq,
            head: bytes(&told.head)?,
            state: ArrivalState::Open,
            at_us: 0,
        };
        store::lane::arrive(tx, &arrival).await?;
    }
    Ok(())
}

/// Reads hexadecimal digits, at most those of an act with a notice.
pub(crate) fn digits(text: &str) -> Result<Vec<u8>, Invalid> {
    const BYTES_MAX: usize = 4_096;
    digits_up_to(text, BYTES_MAX)
}

/// The same, at most so many bytes.
pub(crate) fn digits_up_to(text: &str, bytes_max: usize) -> Result<Vec<u8>, Invalid> {
    let wrong = Invalid::new("parcel", "an act or photograph is not in hexadecimal digits of its length");
    let bytes = Some(text).filter(|text| text.len() <= 2 * bytes_max).and_then(wire::all_from_hex);
    bytes.ok_or(wrong)
}

/// Reads hexadecimal digits of a fixed length.
pub(crate) fn bytes<const N: usize>(text: &str) -> Result<[u8; N], Invalid> {
    let wrong = Invalid::new("parcel", "a key or hash is not in hexadecimal digits of its length");
    wire::from_hex(text).ok_or(wrong)
}
