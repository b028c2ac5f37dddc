//! Taking what one node sends: each envelope proven, those of a lane in their order, all in one transaction, and then the
//! receipts. What cannot be taken holds up nothing but its own lane.
use super::apply::{Applied, apply};
use super::done::Done;
use super::here::{Here, with_what_was_before};
use crate::peer::{Known, Post, Roster, now_ms};
use crate::{Desk, Error, Result};
use model::{ActKind, Actor, Member};
use std::collections::{BTreeMap, HashMap};
use store::Tx;
use store::journal::Act;
use store::lane::{Arrival, ArrivalState, Arrived, PutAside, Stream};
use store::peer::Again;
use wire::Rejection;
use wire::envelope::{Header, Proven, Recipients, inspect};
use wire::group::{GroupId, GroupKey, GroupRing};
use wire::keys::{KeyId, SealingRing};
use wire::lane::{FIRST_EPOCH, Head, Receipt, ReceiptKind, Reception, Verdict, receive};

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Came {
    /// Signed receipts, one for each lane of which something is on disk.
    pub receipts: Vec<Vec<u8>>,
    /// Envelopes that were not taken: their place in the batch, and why.
    pub refused: Vec<(usize, Rejection)>,
}

/// Takes a batch of envelopes. When this returns, what the receipts name is on disk.
pub async fn take(desk: &Desk, envelopes: &[Vec<u8>]) -> Result<Came> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let roster = desk.roster();
    let mut came = Came::default();
    let mut lanes: BTreeMap<(Member, Stream), Vec<(usize, Proven<'_>)>> = BTreeMap::new();
    for (at, bytes) in envelopes.iter().enumerate() {
        match proven(desk, &roster, bytes) {
            Ok((owner, letter)) => {
                let lane = letter.header().frame.place.lane.0;
                lanes.entry((owner.member.clone(), lane)).or_default().push((at, letter));
            }
            Err(refusal) => came.refused.push((at, refusal)),
        }
    }
    let mut taking = Taking { desk, post, sealing: sealing(desk).await?, done: Done::default() };
    let mut tx = desk.store.begin().await?;
    store::lane::hold(&mut tx).await?;
    let mut reached = Vec::new();
    // A lane that a reader has alone brings the keys of the others.
    let mut order: Vec<_> = lanes.into_iter().collect();
    order.sort_by_key(|(_, letters)| {
        letters.iter().all(|(_, letter)| matches!(letter.header().recipients, Recipients::Group(_)))
    });
    for ((owner, stream), mut letters) in order {
        letters.sort_by_key(|(_, letter)| {
            let place = letter.header().frame.place;
            (place.epoch, place.seq)
        });
        let arrival = taking.lane(&mut tx, (&owner, stream), letters, &mut came, envelopes).await?;
        reached.extend(arrival);
    }
    let act = tx.commit().await?;
    taking.done.settle(desk).await?;
    for (arrival, verdicts) in reached {
        came.receipts.push(receipt(desk, post, &roster, &arrival, (verdicts, act))?);
    }
    Ok(came)
}

/// The envelope, if an active member's node signed it.
pub(crate) fn proven<'b>(
    desk: &Desk,
    roster: &Roster,
    bytes: &'b [u8],
) -> std::result::Result<(Known, Proven<'b>), Rejection> {
    let letter = inspect(bytes)?;
    let owner = letter.header().frame.place.owner;
    let known = roster.by_node(&owner).filter(|known| known.is_active() && known.member != desk.me);
    let known = known.ok_or(Rejection::Owner)?;
    let told = known.told.clone().ok_or(Rejection::Owner)?;
    let proven = letter.prove(&told.1, wire::envelope::SUITE)?;
    let now = now_ms(desk);
    proven.header().frame.hlc.within(now)?;
    Ok((known.clone(), proven))
}

/// The keys that others seal to.
pub(crate) async fn sealing(desk: &Desk) -> Result<SealingRing> {
    let keys = store::lane::own_keys(&mut desk.store.glance().await?, store::lane::Use::Seal).await?;
    let (mut held, mut gone) = (Vec::new(), Vec::new());
    for key in keys {
        match key.secret {
            Some(secret) => held.push((KeyId(key.kid), secret)),
            None => gone.push(KeyId(key.kid)),
        }
    }
    Ok(SealingRing::new(held, gone))
}

fn receipt(
    desk: &Desk,
    post: &Post,
    roster: &Roster,
    arrival: &Arrival,
    (verdicts, act): (Vec<Verdict>, u64),
) -> Result<Vec<u8>> {
    let owner = roster.get(&arrival.owner).ok_or(Error::Missing)?.node;
    let receipt = Receipt {
        receiver: post.node(),
        owner,
        lane: wire::lane::LaneId(arrival.stream),
        epoch: arrival.epoch,
        upto_seq: arrival.seq,
        head_hash: arrival.head,
        kind: ReceiptKind::Final,
        verdicts,
        at_ms: now_ms(desk),
        act,
    };
    Ok(receipt.sign(&*post.signer(receipt.at_ms)?))
}

struct Taking<'d> {
    desk: &'d Desk,
    post: &'d Post,
    sealing: SealingRing,
    done: Done,
}

impl Taking<'_> {
    /// Takes what came on one lane, as far as it follows what is here. Gives how far the lane is now, with what was
    /// refused on it for good.
    async fn lane(
        &mut self,
        tx: &mut Tx,
        (owner, stream): (&Member, Stream),
        letters: Vec<(usize, Proven<'_>)>,
        came: &mut Came,
        envelopes: &[Vec<u8>],
    ) -> Result<Option<(Arrival, Vec<Verdict>)>> {
        let arrival = store::lane::arrival(tx, owner, &stream).await?;
        let mut here = Here { arrival, noted: vec![], verdicts: vec![] };
        let mut keys = HashMap::new();
        for (at, letter) in letters {
            if let Some(held) = stopped(here.arrival.as_ref(), &letter) {
                came.refused.push((at, Rejection::Fork { held }));
                continue;
            }
            match self.reception(tx, (owner, stream), &here, &letter).await? {
                Reception::Next => {}
                Reception::Duplicate => continue,
                // Of an epoch that is over; what comes behind it may be of the one that runs.
                Reception::OldEpoch { current } => {
                    came.refused.push((at, Rejection::OldEpoch { current }));
                    continue;
                }
                other => {
                    let refusal = refusal(other);
                    if matches!(refusal, Rejection::Fork { .. }) {
                        let with = (&envelopes[at][..], &refusal);
                        self.freeze(tx, (owner, stream), &mut here.arrival, with).await?;
                    }
                    came.refused.push((at, refusal));
                    break;
                }
            }
            match self.read(tx, owner, &letter, (&mut keys, &envelopes[at])).await? {
                Read::Placed(verdict) => {
                    here.place((owner, stream), &letter, verdict, self.desk.clock.now_us());
                }
                Read::Waits(refusal) => {
                    came.refused.push((at, refusal));
                    break;
                }
            }
        }
        let Here { arrival: Some(arrival), noted, verdicts } = here else { return Ok(None) };
        if !noted.is_empty() {
            store::lane::note_arrived(tx, (owner, &stream), &noted).await?;
            store::lane::arrive(tx, &arrival).await?;
            self.came_late(tx, owner, &arrival).await?;
        }
        if matches!(arrival.state, ArrivalState::Frozen(_)) {
            return Ok(None);
        }
        let verdicts = with_what_was_before(tx, (owner, &stream), (arrival.epoch, verdicts)).await?;
        Ok(Some((arrival, verdicts)))
    }

    /// What comes of an epoch that its owner has begun anew since, by mail that lay somewhere, the owner may have lost: it is told
    /// once more what is here of it.
    async fn came_late(&self, tx: &mut Tx, owner: &Member, arrival: &Arrival) -> Result<()> {
        let roster = self.desk.roster();
        let node = roster.get(owner).ok_or(Error::Missing)?.node;
        let runs = store::epoch::current(tx, &node.0).await?;
        if runs.is_some_and(|runs| runs.epoch > arrival.epoch) {
            store::peer::again(tx, owner, Again::SetBack, 0).await?;
        }
        Ok(())
    }

    /// Where an envelope stands in its lane, by what is on disk and what was taken just before it.
    async fn reception(
        &self,
        tx: &mut Tx,
        (owner, stream): (&Member, Stream),
        Here { arrival, noted, .. }: &Here,
        letter: &Proven<'_>,
    ) -> Result<Reception> {
        let place = &letter.header().frame.place;
        let head = arrival.as_ref().map(|a| Head { epoch: a.epoch, seq: a.seq, hash: a.head });
        // All that was noted of a lane stands before its head: of a place behind it nothing can be held.
        let is_ahead = head.as_ref().is_some_and(|h| h.epoch == place.epoch && place.seq > h.seq);
        let is_it = |one: &&Arrived| !is_ahead && (one.epoch, one.seq) == (place.epoch, place.seq);
        let held = match noted.iter().rfind(is_it) {
            Some(one) => Some(one.hash),
            None if is_ahead => None,
            None => {
                let one = store::lane::arrived(tx, (owner, &stream), (place.epoch, place.seq)).await?;
                one.map(|one| one.hash)
            }
        };
        let begins = place.epoch > FIRST_EPOCH && head.is_none_or(|head| head.epoch < place.epoch);
        let begun = if begins { store::epoch::of(tx, &place.owner.0, place.epoch).await? } else { None };
        let epoch_statement = begun.map(|begun| begun.hash);
        let asked = wire::lane::Arrival { place, hash: letter.hash(), held, epoch_statement };
        Ok(receive(head.as_ref(), &asked))
    }

    /// Opens the envelope that comes next and does what it says. One that cannot be opened by anybody any more, or says what
    /// cannot be, keeps its place all the same: else nothing behind it would ever be taken.
    async fn read(
        &mut self,
        tx: &mut Tx,
        owner: &Member,
        letter: &Proven<'_>,
        (keys, bytes): (&mut HashMap<u64, GroupKey>, &[u8]),
    ) -> Result<Read> {
        let opened = match letter.header().frame.timely(now_ms(self.desk)) {
            Err(expired) => Err(Opening::Refused(expired)),
            Ok(()) => self.open(tx, owner, letter, keys).await,
        };
        match opened {
            Ok(content) => Ok(Read::Placed(self.apply(tx, owner, letter, content, bytes).await?)),
            Err(Opening::Store(fault)) => Err(fault),
            Err(Opening::Refused(refusal)) if refusal.passes() => Ok(Read::Waits(refusal)),
            // One that is expired or sealed to a key that is gone is nobody's fault: its owner says again what still counts.
            Err(Opening::Refused(refusal)) => {
                let (seq, detail) = (letter.header().frame.place.seq, refusal.to_string());
                if !matches!(refusal, Rejection::Expired | Rejection::StaleKey { .. }) {
                    self.aside(tx, owner, letter, (bytes, &detail)).await?;
                }
                Ok(Read::Placed(Some(Verdict { seq, code: refusal.code().to_owned(), detail })))
            }
        }
    }

    async fn open(
        &self,
        tx: &mut Tx,
        owner: &Member,
        letter: &Proven<'_>,
        keys: &mut HashMap<u64, GroupKey>,
    ) -> std::result::Result<wire::envelope::Content, Opening> {
        let mut ring = GroupRing::default();
        let Header { frame, recipients, .. } = letter.header();
        if let Recipients::Group(wrap) = recipients {
            let stream = frame.place.lane.0;
            if let std::collections::hash_map::Entry::Vacant(vacant) = keys.entry(wrap.epoch) {
                let found = store::lane::key_of(tx, (owner, &stream), wrap.epoch).await;
                let secret = found.map_err(|fault| Opening::Store(fault.into()))?;
                let secret = secret.ok_or(Opening::Refused(Rejection::NoKey { epoch: wrap.epoch }))?;
                vacant.insert(GroupKey::new(GroupId(stream), wrap.epoch, *secret));
            }
            if let Some(key) = keys.get(&wrap.epoch) {
                ring.add(frame.place.owner, key.clone());
            }
        }
        letter.open(&self.sealing, &ring).map_err(Opening::Refused)
    }

    /// Does what it says. What the rules or the model do not take is refused for good, and told to its owner.
    async fn apply(
        &mut self,
        tx: &mut Tx,
        owner: &Member,
        letter: &Proven<'_>,
        content: wire::envelope::Content,
        bytes: &[u8],
    ) -> Result<Option<Verdict>> {
        let now = now_ms(self.desk);
        self.post.observe(letter.header().frame.hlc, now)?;
        match apply(self.desk, tx, owner, content, &mut self.done).await? {
            Applied::Done => Ok(None),
            Applied::Refused(why) => {
                self.aside(tx, owner, letter, (bytes, &why)).await?;
                let (seq, detail) = (letter.header().frame.place.seq, why.chars().take(200).collect());
                Ok(Some(Verdict { seq, code: "E_RULE".to_owned(), detail }))
            }
        }
    }

    async fn aside(
        &mut self,
        tx: &mut Tx,
        owner: &Member,
        letter: &Proven<'_>,
        (bytes, fault): (&[u8], &str),
    ) -> Result<()> {
        let place = &letter.header().frame.place;
        let it = PutAside { owner, stream: Some(place.lane.0), seq: Some(place.seq), fault, bytes };
        put_aside(self.desk, tx, &it).await
    }

    /// Its owner's node has signed two histories: nothing more is taken from the lane until people have looked.
    async fn freeze(
        &mut self,
        tx: &mut Tx,
        (owner, stream): (&Member, Stream),
        arrival: &mut Option<Arrival>,
        (bytes, fault): (&[u8], &Rejection),
    ) -> Result<()> {
        let fault = fault.to_string();
        let it = PutAside { owner, stream: Some(stream), seq: None, fault: &fault, bytes };
        put_aside(self.desk, tx, &it).await?;
        if let Some(arrival) = arrival {
            arrival.state = ArrivalState::Frozen(fault);
            store::lane::arrive(tx, arrival).await?;
        }
        Ok(())
    }
}

async fn put_aside(desk: &Desk, tx: &mut Tx, it: &PutAside<'_>) -> Result<()> {
    let at_us = desk.clock.now_us();
    store::lane::put_aside(tx, it, at_us).await?;
    let by = Actor::Node { member: it.owner.clone() };
    let body = Some(serde_json::json!({ "fault": it.fault, "number": it.seq }));
    let act = Act { at_us, by: &by, kind: ActKind::Quarantined, object: None, reason: None, body };
    store::journal::write(tx, act).await?;
    Ok(())
}

/// The head of a lane on which nothing more is taken in its epoch, since its owner's node has contradicted itself on it.
fn stopped(arrival: Option<&Arrival>, letter: &Proven<'_>) -> Option<wire::Hash> {
    let arrival = arrival?;
    let is_later = letter.header().frame.place.epoch > arrival.epoch;
    (matches!(arrival.state, ArrivalState::Frozen(_)) && !is_later).then_some(arrival.head)
}

/// What became of the envelope that comes next.
enum Read {
    /// It has its place; with what was refused of it for good.
    Placed(Option<Verdict>),
    /// Something else must come first, and then the same bytes are taken.
    Waits(Rejection),
}

enum Opening {
    Refused(Rejection),
    Store(Error),
}

fn refusal(reception: Reception) -> Rejection {
    match reception {
        Reception::Next | Reception::Duplicate => Rejection::Rule("it is here"),
        Reception::Gap { expects, .. } => Rejection::Gap { expects },
        Reception::Fork { held, .. } => Rejection::Fork { held },
        Reception::OldEpoch { current } => Rejection::OldEpoch { current },
        Reception::UnknownEpoch => Rejection::Gap { expects: 1 },
        Reception::Unfounded => Rejection::Rule("it does not name the beginning of its lane"),
    }
}
