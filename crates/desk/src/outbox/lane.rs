//! The lanes as they are written on: opened once in a transaction, put back when all is on them.
//!
//! Every lane has a key of its own, which is given to its readers one by one, on the lane that each has alone; on that lane
//! the key itself is sealed to their node. There is a new key when somebody comes or goes, and each day.
use super::{Reach, Way, follow};
use crate::parcel::{LaneTold, Parcel};
use crate::peer::{Known, Post, now_ms};
use crate::{Desk, Error, Result, chance};
use model::{Member, MemberStanding};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::lane::{Lane, Owed, Reader, Sent, Stream};
use wire::envelope::{self, AudienceId, Class, Content, Draft, Frame, To};
use wire::group::{GroupId, GroupKey, Membership};
use wire::keys::SealingPublic;
use wire::lane::{EpochStatement, FIRST_EPOCH, LaneId, NO_PREV, Place, Receipt};
use wire::node::NodeId;
use zeroize::Zeroizing;

/// A copy whose record names no end lives until its owner takes it back: the end of the year 9999.
const NO_END_MS: u64 = 253_402_300_799_000;

/// The lanes that one transaction writes on.
pub(crate) struct Lanes<'d> {
    desk: &'d Desk,
    post: &'d Post,
    open: BTreeMap<String, Open>,
    /// Readers of lanes, as far as they were asked for.
    late: BTreeMap<String, Vec<Reader>>,
    /// Whose own lane is begun afresh in this transaction, and how often it was by then.
    afresh: Option<(Member, u64)>,
    /// Somebody was seated behind what is on a lane; somebody could not be told something.
    seated: bool,
    untold: bool,
}

struct Open {
    lane: Lane,
    group: GroupKey,
    sent: Vec<Sent>,
}

impl<'d> Lanes<'d> {
    /// Refused where this node is in no network.
    pub(crate) fn new(desk: &'d Desk) -> Result<Lanes<'d>> {
        let post =
            desk.post.as_ref().ok_or(Error::Conflict("this node is in no network: see liaison peer"))?;
        Ok(Lanes {
            desk,
            post,
            open: BTreeMap::new(),
            late: BTreeMap::new(),
            afresh: None,
            seated: false,
            untold: false,
        })
    }

    /// The same, where the lane that this member has alone was just begun afresh.
    pub(super) fn afresh(desk: &'d Desk, member: &Member, times: u64) -> Result<Lanes<'d>> {
        Ok(Lanes { afresh: Some((member.clone(), times)), ..Lanes::new(desk)? })
    }

    /// The name of the lane to this audience.
    pub(crate) fn stream(&self, way: &Way) -> Stream {
        let times = way.reach.alone().map_or(0, |member| match &self.afresh {
            Some((begun, times)) if begun == member => *times,
            _ => self.desk.roster().get(member).map_or(0, |known| known.afresh),
        });
        stream(&self.post.node(), way, times)
    }

    /// Puts a parcel on the lane to this audience. Gives its number there. That somebody could not be told is marked, so that
    /// all is held against what was given again when they can.
    pub(crate) async fn put(&mut self, tx: &mut Tx, way: &Way, parcel: &Parcel) -> Result<u64> {
        let put = self.write(tx, way, parcel).await;
        if matches!(put, Err(Error::Unreached(_))) {
            self.waits();
        }
        put
    }

    /// The same of a look, which is this act here.
    pub(super) async fn put_look(&mut self, tx: &mut Tx, way: &Way, parcel: &Parcel, act: u64) -> Result<()> {
        self.put(tx, way, parcel).await?;
        let sent = self.open.get_mut(&way.name()).and_then(|open| open.sent.last_mut());
        sent.ok_or(Error::Missing)?.act = Some(act);
        Ok(())
    }

    /// Something waits for somebody who cannot be told now.
    pub(super) fn waits(&mut self) {
        self.untold = true;
    }

    async fn write(&mut self, tx: &mut Tx, way: &Way, parcel: &Parcel) -> Result<u64> {
        self.may_read(&way.reach, parcel)?;
        self.open(tx, way).await?;
        let open = self.open.get_mut(&way.name()).ok_or(Error::Missing)?;
        let group = open.group.clone();
        write(self.desk, self.post, open, To::Group(&group), parcel)
    }

    /// Opens every lane that there is, so that whoever has come or gone is seated or let go.
    pub(super) async fn seat_all(&mut self, tx: &mut Tx) -> Result<()> {
        for lane in store::lane::all(tx).await? {
            match self.open(tx, &way_of(&lane)?).await {
                Ok(()) | Err(Error::Unreached(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    /// Those who read the lane to this audience only from behind this number on, and do not have it from before.
    pub(super) async fn seated_behind(&mut self, tx: &mut Tx, way: &Way, seq: u64) -> Result<Vec<Member>> {
        if way.reach.alone().is_some() {
            return Ok(vec![]);
        }
        let name = way.name();
        if !self.late.contains_key(&name) {
            self.open(tx, way).await?;
            let readers = store::lane::readers(tx, &self.stream(way)).await?;
            self.late.insert(name.clone(), readers);
        }
        let readers = self.late.get(&name).into_iter().flatten();
        // What it had receipted before it was away it has.
        let lacks =
            |reader: &&Reader| reader.first_seq > seq && reader.gone_from.is_none_or(|from| seq > from);
        Ok(readers.filter(lacks).map(|reader| reader.member.clone()).collect())
    }

    /// Puts back every lane, with what is on it.
    pub(crate) async fn close(self, tx: &mut Tx) -> Result<()> {
        for open in self.open.into_values() {
            store::lane::put(tx, &open.lane).await?;
            store::lane::send(tx, &open.lane, &open.sent).await?;
        }
        if self.seated {
            store::lane::owe(tx, Owed::Seated).await?;
        }
        if self.untold {
            follow::is_owed(self.desk);
            store::lane::owe(tx, Owed::Untold).await?;
        }
        Ok(())
    }

    /// Opens the lane to this audience; its key goes to whoever lacks it.
    pub(super) async fn open(&mut self, tx: &mut Tx, way: &Way) -> Result<()> {
        let name = way.name();
        if self.open.contains_key(&name) {
            return Ok(());
        }
        let readers = self.readers(&way.reach);
        if let Some(member) = way.reach.alone() {
            let alone = self.open_alone(tx, way, member, readers.first()).await?;
            self.open.insert(name, alone);
            return Ok(());
        }
        self.untold |= self.lacks_reader(&way.reach);
        let mut open = self.read(tx, way).await?;
        if let Some((next, seated)) = self.renew(tx, &mut open, &readers).await? {
            // What presses waits for no key that comes on a slower lane.
            for known in &readers {
                let begins = seated.iter().all(|before| before.member != known.member);
                self.seated |= begins && open.lane.seq > 0;
                let had = signed(tx, &known.member, &open.lane).await?;
                let told = Parcel::LaneKey(told(&open.lane, &next, begins.then_some(had)));
                Box::pin(self.put(tx, &way.alone(&known.member), &told)).await?;
            }
            seat(tx, &open.lane, &readers, (&seated, false)).await?;
        }
        self.open.insert(name, open);
        Ok(())
    }

    /// The lane that one member has alone. Its key goes on it first, sealed to the member's node.
    async fn open_alone(
        &mut self,
        tx: &mut Tx,
        way: &Way,
        member: &Member,
        known: Option<&Known>,
    ) -> Result<Open> {
        let mut open = self.read(tx, way).await?;
        let Some(known) = known else {
            // It goes on under the key that it has.
            let reads = open.lane.key_no > 0;
            return if reads { Ok(open) } else { Err(Error::Unreached(member.clone())) };
        };
        let readers = std::slice::from_ref(known);
        if let Some((next, seated)) = self.renew(tx, &mut open, readers).await? {
            let first = open.lane.clone();
            let parcel = Parcel::LaneKey(told(&first, &next, None));
            let manifest = known.told.as_ref().ok_or_else(|| Error::Unreached(member.clone()))?;
            let to: &SealingPublic =
                manifest.0.seal_to(now_ms(self.desk)).ok_or_else(|| Error::Unreached(member.clone()))?;
            write(self.desk, self.post, &mut open, To::Each(&[to]), &parcel)?;
            // The lane's row comes before its readers'.
            seat(tx, &first, readers, (&seated, true)).await?;
        }
        Ok(open)
    }

    /// Whoever is out of the network is told nothing more, but what they are to destroy.
    fn may_read(&self, reach: &Reach, parcel: &Parcel) -> Result<()> {
        let Some(member) = reach.alone() else { return Ok(()) };
        let active = self.desk.roster().get(member).is_some_and(Known::is_active);
        let destroys = match parcel {
            Parcel::Recalled(_) => true,
            Parcel::SaidBack(back) => back.stands.is_none(),
            _ => false,
        };
        if active || destroys { Ok(()) } else { Err(Error::Unreached(member.clone())) }
    }

    fn readers(&self, reach: &Reach) -> Vec<Known> {
        let (roster, now) = (self.desk.roster(), now_ms(self.desk));
        let reads = |known: &&Known| {
            known.member != self.desk.me && reach.includes(&known.member) && known.can_read(now)
        };
        roster.all().filter(reads).cloned().collect()
    }

    /// Whether somebody whom it is for cannot be sealed to now: they will have missed what goes on it until then.
    fn lacks_reader(&self, reach: &Reach) -> bool {
        let (roster, now) = (self.desk.roster(), now_ms(self.desk));
        let is_for = |known: &&Known| {
            known.member != self.desk.me
                && known.standing != MemberStanding::Removed
                && reach.includes(&known.member)
        };
        roster.all().filter(is_for).any(|known| !known.can_read(now))
    }

    async fn read(&self, tx: &mut Tx, way: &Way) -> Result<Open> {
        store::lane::hold(tx).await?;
        let stream = self.stream(way);
        let lane = match store::lane::of(tx, &stream).await? {
            Some(lane) => lane,
            None => {
                let begun = store::epoch::current(tx, &self.post.node().0).await?;
                Lane {
                    stream,
                    audience: way.reach.to_string(),
                    class: way.class.number(),
                    epoch: begun.as_ref().map_or(FIRST_EPOCH, |begun| begun.epoch),
                    seq: 0,
                    head: begun.map_or(NO_PREV, |begun| begun.hash),
                    key_no: 0,
                    key: Zeroizing::new([0; 32]),
                    key_us: 0,
                }
            }
        };
        let group = GroupKey::new(GroupId(stream), lane.key_no, *lane.key);
        Ok(Open { lane, group, sent: vec![] })
    }

    /// A new key, where it is time for one or the readers are others than before. Gives it with those who read before.
    async fn renew(
        &self,
        tx: &mut Tx,
        open: &mut Open,
        readers: &[Known],
    ) -> Result<Option<(GroupKey, Vec<Reader>)>> {
        let before = store::lane::readers(tx, &open.lane.stream).await?;
        let roster = self.desk.roster();
        let node = |reader: &Reader| roster.get(&reader.member).map(|known| known.node);
        let running = Membership {
            epoch: open.lane.key_no,
            began_ms: u64::try_from(open.lane.key_us / 1_000).unwrap_or(0),
            members: before.iter().filter_map(node).collect(),
        };
        let wanted: BTreeSet<NodeId> = readers.iter().map(|known| known.node).collect();
        let Some(next) = running.next(&wanted, now_ms(self.desk)) else { return Ok(None) };
        let secret = chance::draw::<32>(&*self.desk.chance)?;
        open.lane.key_no = next.epoch.max(EpochStatement::first_key(open.lane.epoch));
        open.lane.key = Zeroizing::new(secret);
        open.lane.key_us = self.desk.clock.now_us();
        open.group = GroupKey::new(GroupId(open.lane.stream), open.lane.key_no, secret);
        Ok(Some((open.group.clone(), before)))
    }
}

/// The name of a lane: nobody can tell from it whom it is for but by trying. One of another class than the usual, or begun
/// afresh, has another.
fn stream(owner: &NodeId, way: &Way, afresh: u64) -> Stream {
    let whole = Sha256::new()
        .chain_update(b"liaison/1/lane\0")
        .chain_update(owner.0)
        .chain_update(way.reach.to_string());
    let whole = if afresh == 0 { whole } else { whole.chain_update([0]).chain_update(afresh.to_be_bytes()) };
    let is_usual = way.class == Class::Routine;
    let whole = if is_usual { whole } else { whole.chain_update([way.class.number()]) };
    let mut stream = [0; 16];
    stream.copy_from_slice(&whole.finalize()[..16]);
    stream
}

/// The names of the lanes that a member had alone before its lane was begun afresh for the last of so many times: these were ended.
pub(super) fn ended(owner: &NodeId, member: &Member, afresh: u64) -> impl Iterator<Item = Stream> {
    let alone = Way::to(member);
    let ways = [Class::Routine, Class::LifeAtRisk].map(|class| Way { class, ..alone.clone() });
    (0..afresh).flat_map(move |times| ways.each_ref().map(|way| stream(owner, way, times)))
}

/// Whom a lane of ours is for, and how urgent.
pub(super) fn way_of(lane: &Lane) -> Result<Way> {
    let class = Class::from_number(lane.class).unwrap_or(Class::Routine);
    Ok(Way { reach: lane.audience.parse()?, class })
}

/// Up to which number of a lane's epoch a member has signed that it has it, before it was away.
async fn signed(tx: &mut Tx, member: &Member, lane: &Lane) -> Result<u64> {
    let Some(bytes) = store::lane::receipt(tx, (member, &lane.stream)).await? else { return Ok(0) };
    let receipt = Receipt::inspect(&bytes)?;
    Ok(if receipt.epoch == lane.epoch { receipt.upto_seq } else { 0 })
}

/// `begins`: the reader is seated behind what is on the lane, of which it has signed that it had so much before.
fn told(lane: &Lane, key: &GroupKey, begins: Option<u64>) -> LaneTold {
    LaneTold {
        lane: wire::hex(&lane.stream),
        audience: lane.audience.clone(),
        epoch: lane.epoch,
        seq: lane.seq,
        head: wire::hex(&lane.head),
        begins: begins.is_some(),
        had: begins.unwrap_or(0),
        key_no: key.epoch(),
        key: wire::hex(lane.key.as_slice()),
    }
}

async fn seat(tx: &mut Tx, lane: &Lane, readers: &[Known], (before, alone): (&[Reader], bool)) -> Result<()> {
    store::lane::put(tx, lane).await?;
    let goes = |reader: &&Reader| readers.iter().all(|known| known.member != reader.member);
    for reader in before.iter().filter(goes) {
        store::lane::leave(tx, &lane.stream, &reader.member, lane.key_us).await?;
    }
    for known in readers {
        let (member, key_no) = (known.member.clone(), lane.key_no);
        let (first_seq, upto) = (lane.seq + 1, lane.seq);
        let reader = Reader { member, first_seq, upto, key_no, receipt_us: None, gone_from: None };
        store::lane::seat(tx, &lane.stream, &reader, alone).await?;
    }
    Ok(())
}

fn write(desk: &Desk, post: &Post, open: &mut Open, to: To<'_>, parcel: &Parcel) -> Result<u64> {
    let (now, object) = (now_ms(desk), parcel.object());
    let seq = open.lane.seq + 1;
    let (lane, owner) = (LaneId(open.lane.stream), post.node());
    let frame = Frame {
        place: Place { owner, epoch: open.lane.epoch, lane, seq, prev: open.lane.head },
        hlc: post.tick(now),
        class: Class::from_number(open.lane.class).unwrap_or(Class::Routine),
        expires_ms: parcel.expires_ms().unwrap_or(NO_END_MS),
        audience: AudienceId(open.lane.stream),
    };
    let content = Content {
        kind: parcel.name().to_owned(),
        record: object.map(|(id, _)| id.to_string()),
        version: object.map(|(_, version)| version),
        payload: serde_json::to_vec(parcel).map_err(store::Error::from)?,
        attachments: parcel.attachments(),
        ..Content::default()
    };
    let random = chance::draw(&*desk.chance)?;
    let sealed = envelope::seal(&Draft { frame, content }, to, &*post.signer(now)?, &random)?;
    (open.lane.seq, open.lane.head) = (seq, sealed.hash);
    open.sent.push(Sent {
        seq,
        kind: parcel.name(),
        object: parcel.about(),
        made_us: desk.clock.now_us(),
        hash: sealed.hash,
        bytes: sealed.bytes,
        act: None,
        said: parcel.said(),
    });
    Ok(seq)
}
