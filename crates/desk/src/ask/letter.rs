//! The bytes of a question and its answer: envelopes on no lane, the question number 1 under a name drawn by chance, the
//! answer number 2 under the same name, naming the question as the one before it.
use crate::parcel::{EntityStated, Stated};
use crate::peer::{Known, Post, now_ms};
use crate::{Desk, Error, Result, chance, inbox};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wire::envelope::{self, AudienceId, Class, Content, Draft, Frame, Header, Sealed, To, inspect};
use wire::group::GroupRing;
use wire::lane::{FIRST_EPOCH, LaneId, NO_PREV, Place};
use wire::{Hash, Rejection};

/// What is older is answered no more; so long the names of those that were answered are kept.
pub(super) const LIFE_MS: u64 = 600_000;
/// Longest answer that is believed, and longest question.
pub(super) const PAYLOAD_MAX: usize = 900 << 10;
/// Shortest answer. "Nothing known", a silent hit, and a few records are of one length.
const LEAST: usize = 4 << 10;

/// A question, as the node that is asked reads it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct QuestionTold {
    pub check: String,
    pub readings: Vec<ReadingTold>,
    pub purpose: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub legal_basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<String>,
    pub unit: Option<String>,
    /// A pseudonym.
    pub officer: Option<String>,
    pub asked_us: i64,
}

/// One thing that the question may mean.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ReadingTold {
    pub entity: EntityStated,
    /// The asker's own: the same question has the same.
    pub digest: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct AnswerTold {
    pub found: Vec<FoundTold>,
    /// The node has read all that it holds.
    pub complete: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FoundTold {
    pub owner: String,
    pub verdict: String,
    /// The hit that it raises.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hit: Option<String>,
    /// Left out where the asker only learns whom to ask.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub record: Option<Stated>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score_ppm: Option<u32>,
}

/// Where a question or an answer stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Both journals keep it.
    pub nonce: [u8; 16],
    pub seq: u64,
    pub prev: Hash,
}

impl Spot {
    pub(super) fn question(nonce: [u8; 16]) -> Spot {
        Spot { nonce, seq: 1, prev: NO_PREV }
    }

    pub(super) fn answer(nonce: [u8; 16], question: Hash) -> Spot {
        Spot { nonce, seq: 2, prev: question }
    }

    pub(super) fn is_of(&self, header: &Header) -> bool {
        let place = &header.frame.place;
        (place.epoch, place.lane.0, place.seq, place.prev) == (FIRST_EPOCH, self.nonce, self.seq, self.prev)
    }
}

/// Tells questions and answers from what goes on lanes.
fn audience() -> AudienceId {
    let whole = Sha256::digest(b"liaison/1/query\0");
    let mut id = [0; 16];
    id.copy_from_slice(&whole[..16]);
    AudienceId(id)
}

/// The length to which a payload is filled up: four times the one before, from 4 KiB on.
fn class_of(length: usize) -> usize {
    let mut class = LEAST;
    while class < length {
        class *= 4;
    }
    class
}

pub(super) fn seal<T: Serialize>(
    desk: &Desk,
    post: &Post,
    to: &Known,
    (spot, kind): (Spot, &str),
    told: &T,
) -> Result<Sealed> {
    let unreached = || Error::Unreached(to.member.clone());
    let (now, manifest) = (now_ms(desk), to.told.as_ref().ok_or_else(unreached)?);
    let key = manifest.0.seal_to(now).ok_or_else(unreached)?;
    let frame = Frame {
        place: Place {
            owner: post.node(),
            epoch: FIRST_EPOCH,
            lane: LaneId(spot.nonce),
            seq: spot.seq,
            prev: spot.prev,
        },
        hlc: post.tick(now),
        class: Class::Urgent,
        expires_ms: now + LIFE_MS,
        audience: audience(),
    };
    let mut payload = serde_json::to_vec(told).map_err(store::Error::from)?;
    if payload.len() > PAYLOAD_MAX {
        return Err(Rejection::TooBig { limit: PAYLOAD_MAX }.into());
    }
    // Blanks behind the end say nothing to whoever reads JSON.
    payload.resize(class_of(payload.len()).min(PAYLOAD_MAX), b' ');
    let content = Content { kind: kind.to_owned(), payload, ..Content::default() };
    let random = chance::draw(&*desk.chance)?;
    Ok(envelope::seal(&Draft { frame, content }, To::Each(&[key]), &*post.signer(now)?, &random)?)
}

/// What was opened, with its header.
pub(super) struct Opened<T> {
    pub told: T,
    pub header: Header,
}

/// A letter that was proven and opened, of whatever kind.
pub(super) struct Letter {
    pub kind: String,
    payload: Vec<u8>,
    pub header: Header,
    pub hash: Hash,
}

impl Letter {
    /// What it says.
    pub(super) fn told<T: DeserializeOwned>(&self) -> Result<T> {
        let read = serde_json::from_slice(&self.payload);
        Ok(read.map_err(|_| Rejection::Rule("its words are none that this node reads"))?)
    }
}

/// Opens what this member's node has sealed to ours, if it is of this kind.
pub(super) async fn open<T: DeserializeOwned>(
    desk: &Desk,
    from: &Known,
    bytes: &[u8],
    kind: &str,
) -> Result<Opened<T>> {
    let letter = unseal(desk, from, bytes).await?;
    if letter.kind != kind {
        return Err(Rejection::Rule("this is neither a question nor an answer").into());
    }
    Ok(Opened { told: letter.told()?, header: letter.header })
}

/// Opens what this member's node has sealed to ours. What is signed by another, old, or on a lane is refused.
pub(super) async fn unseal(desk: &Desk, from: &Known, bytes: &[u8]) -> Result<Letter> {
    let told = from.told.as_ref().filter(|_| from.is_active()).ok_or(Rejection::Owner)?;
    let proven = inspect(bytes)?.prove(&told.1, envelope::SUITE)?;
    let frame = &proven.header().frame;
    frame.timely(now_ms(desk))?;
    if frame.audience != audience() || frame.expires_ms > now_ms(desk).saturating_add(2 * LIFE_MS) {
        return Err(Rejection::Rule("this is neither a question nor an answer").into());
    }
    let content = proven.open(&inbox::sealing(desk).await?, &GroupRing::default())?;
    let (header, hash) = (proven.header().clone(), proven.hash());
    Ok(Letter { kind: content.kind, payload: content.payload, header, hash })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_of_few_lengths() {
        assert_eq!([0, 1, 4096, 4097, 70_000].map(class_of), [4096, 4096, 4096, 16_384, 262_144]);
    }
}
