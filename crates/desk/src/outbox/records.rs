//! What others are to have of a record, held against what they were given: what is missing is stated, and what they may no
//! longer have is recalled. It looks at how things stand and not at what happened, so it can be done again at any time.
use super::lane::way_of;
use super::{Lanes, Reach, Way, overtaken};
use crate::parcel::{NoticeTold, Parcel, Recalled, Stated};
use crate::{Desk, Error, Result, follow, notice};
use model::notice::Stage;
use model::{Member, Record, RecordId};
use std::collections::HashMap;
use store::Tx;
use store::attachment::Attachment;
use store::notice::{Notice, Photograph};
use store::shared::Shared;

/// Why a notice of ours has another version without anybody's word, as its act says.
const OTHER_READERS: &str = "who may review it has changed";

/// What goes out under one id: a record, or a notice, in which the record of its subject goes along.
pub(super) enum Thing {
    Record(Box<Record>),
    Notice(Box<Notice>, Vec<Photograph>),
}

impl Thing {
    pub(super) fn id(&self) -> RecordId {
        match self {
            Thing::Record(record) => record.id,
            Thing::Notice(notice, _) => notice.id,
        }
    }

    pub(super) fn version(&self) -> u64 {
        match self {
            Thing::Record(record) => record.version,
            Thing::Notice(notice, _) => notice.version,
        }
    }

    fn parcel(&self, files: &[Attachment]) -> Parcel {
        match self {
            Thing::Record(record) => Parcel::Stated(Box::new(Stated::of(record).with(files))),
            Thing::Notice(notice, shown) => Parcel::Notice(Box::new(NoticeTold::of(notice, shown))),
        }
    }

    /// Whether somebody here has said whom it is for: a notice on its way goes no further than those who review it.
    pub(super) fn is_stated(&self) -> bool {
        match self {
            Thing::Record(_) => true,
            Thing::Notice(notice, _) => notice.stage == Stage::Published,
        }
    }

    /// Nobody is to have it any more.
    pub(super) fn is_out_of_use(&self) -> bool {
        match self {
            Thing::Record(_) => false,
            Thing::Notice(notice, _) => notice.stage.is_over() || notice.stage == Stage::Suspended,
        }
    }

    /// By which lane it goes; none where it stays at home.
    pub(super) fn way(&self, desk: &Desk) -> Result<Option<Way>> {
        match self {
            Thing::Record(record) => Ok(way(record, &desk.me)),
            Thing::Notice(told, _) => notice::way(desk, told),
        }
    }
}

/// Our notices among these, by their ids.
pub(super) async fn notices(desk: &Desk, tx: &mut Tx, ids: &[RecordId]) -> Result<HashMap<RecordId, Thing>> {
    let mut all = HashMap::new();
    for notice in store::notice::of(tx, ids).await?.into_iter().filter(|notice| notice.owner == desk.me) {
        let photographs = store::notice::photographs(tx, notice.id).await?;
        all.insert(notice.id, Thing::Notice(Box::new(notice), photographs));
    }
    Ok(all)
}

/// Brings everybody to where they are to be with these records. Those of others are passed over. Gives how many envelopes.
pub(crate) async fn settle(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    ids: &[RecordId],
) -> Result<usize> {
    let given = store::shared::of(tx, ids).await?;
    let ways: HashMap<_, Way> = ways(tx).await?;
    let (mut things, files) = ours(desk, tx, ids).await?;
    number_anew(desk, tx, &mut things, (&given, &ways)).await?;
    let mut overtaken = overtaken::of(desk, tx, ids, &things).await?;
    let mut left = Vec::new();
    for id in ids {
        let given: Vec<&Shared> = given.iter().filter(|shared| shared.id == *id).collect();
        let wanted = match things.get(id) {
            Some(thing) => thing.way(desk)?.map(|way| (thing, way)),
            None => None,
        };
        if let Some((thing, way)) = &wanted {
            left.extend(state(desk, tx, lanes, (thing, way, files_of(&files, *id)), &given).await?);
        }
        let reach = wanted.as_ref().map(|(_, way)| &way.reach);
        // A reviewer's word may have come to a holder before ours: a recall of a notice reaches up to how it stands here.
        let floor = match things.get(id) {
            // But what somebody is to have is not recalled from them by another lane that they read as well.
            Some(Thing::Notice(notice, _)) if wanted.is_some() => notice.version.saturating_sub(1),
            Some(Thing::Notice(notice, _)) => notice.version.max(overtaken.floor(*id)),
            _ => overtaken.floor(*id),
        };
        for shared in given.iter().copied().filter(|shared| !shared.recalled || shared.seq == 0) {
            let Some(had) = ways.get(&shared.stream) else { continue };
            if !reach.is_some_and(|reach| reach.covers(&had.reach)) {
                let beyond = Shared { version: shared.version.max(floor), ..*shared };
                left.extend(recall(desk, tx, lanes, (had, &beyond)).await?);
            }
        }
        for it in overtaken.held(*id) {
            let alone = Way::to(&it.member);
            let is_settled = match &wanted {
                // Where it could be stated to nobody yet, nothing is known to be given.
                Some((_, way)) if way.reach.covers(&alone.reach) => {
                    let stream = lanes.stream(way);
                    let is_it = |shared: &Shared| (shared.id, shared.stream) == (*id, stream);
                    given.iter().any(|shared| is_it(shared)) || left.iter().any(is_it)
                }
                _ => {
                    let held = overtaken::shared(lanes, &it);
                    let beyond = Shared { version: held.version.max(floor), ..held };
                    let recalled = recall(desk, tx, lanes, (&alone, &beyond)).await?;
                    left.extend(recalled);
                    recalled.is_some()
                }
            };
            if !is_settled {
                overtaken.wait(*id);
            }
        }
    }
    overtaken.close(tx).await?;
    store::shared::put(tx, &left).await?;
    Ok(left.len())
}

/// Those of these that are ours and here, with the files of the records.
async fn ours(desk: &Desk, tx: &mut Tx, ids: &[RecordId]) -> Result<(HashMap<RecordId, Thing>, Files)> {
    let sight = follow::engine(desk).await?;
    let held = store::record::many(tx, &sight, ids, desk.clock.now_us()).await?.into_iter();
    let own = held.map(|held| held.record).filter(|record| record.owner == desk.me);
    let mut things: HashMap<RecordId, Thing> =
        own.map(|record| (record.id, Thing::Record(Box::new(record)))).collect();
    let files = files(desk, tx, things.keys().copied()).await?;
    things.extend(notices(desk, tx, ids).await?);
    Ok((things, files))
}

/// Who is to have a notice also follows from who may review it, which the charter changes and no act of ours: such a notice goes
/// out in its next version, or what is recalled from one would be gone at all who read the same lane.
async fn number_anew(
    desk: &Desk,
    tx: &mut Tx,
    things: &mut HashMap<RecordId, Thing>,
    (given, ways): (&[Shared], &HashMap<store::lane::Stream, Way>),
) -> Result<()> {
    for (id, thing) in things {
        let Some(way) = thing.way(desk)? else { continue };
        let Thing::Notice(notice, _) = thing else { continue };
        let stands =
            |shared: &&Shared| shared.id == *id && !shared.recalled && shared.version >= notice.version;
        let beyond = |had: &Way| !way.reach.covers(&had.reach);
        if given.iter().filter(stands).filter_map(|shared| ways.get(&shared.stream)).any(beyond) {
            let (from, now) = (notice.version, desk.clock.now_us());
            let next = notice::next_version(notice, now);
            let moved = Notice { version: next, ..(**notice).clone() };
            // One that has moved meanwhile is looked at again for that.
            if store::notice::stand(tx, &desk.me, (from, &moved), OTHER_READERS, now).await? {
                notice.version = next;
            }
        }
    }
    Ok(())
}

/// Gives what was given before to those who read its lane only since: on the lane that each has alone.
pub(super) async fn welcome(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>, own: &[Thing]) -> Result<usize> {
    let ids: Vec<RecordId> = own.iter().map(Thing::id).collect();
    let given = store::shared::of(tx, &ids).await?;
    let files = files(desk, tx, ids.iter().copied()).await?;
    let mut left = Vec::new();
    for thing in own {
        let Some(way) = thing.way(desk)? else { continue };
        let stream = lanes.stream(&way);
        let of = |shared: &&Shared| shared.id == thing.id() && !shared.recalled;
        let Some(shared) = given.iter().filter(of).find(|shared| shared.stream == stream) else { continue };
        for member in lanes.seated_behind(tx, &way, shared.seq).await? {
            let alone = way.alone(&member);
            let has = given
                .iter()
                .filter(of)
                .any(|s| s.stream == lanes.stream(&alone) && s.seq > 0 && s.version >= thing.version());
            if !has {
                let what = (thing, &alone, files_of(&files, thing.id()));
                left.extend(state(desk, tx, lanes, what, &[]).await?);
            }
        }
    }
    store::shared::put(tx, &left).await?;
    Ok(left.len())
}

/// Tells those who were away what was recalled meanwhile, on the lane that each has alone.
pub(super) async fn catch_up_recalls(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>) -> Result<usize> {
    let mut missed = store::shared::missed(tx).await?;
    // Of one that was taken back on several lanes the newest version says all.
    missed.sort_by_key(|(shared, _)| std::cmp::Reverse(shared.version));
    let ids: Vec<RecordId> = missed.iter().map(|(shared, _)| shared.id).collect();
    let given = store::shared::of(tx, &ids).await?;
    let mut left: Vec<Shared> = Vec::new();
    for (shared, member) in missed {
        let alone = Way::to(&member);
        let stream = lanes.stream(&alone);
        let knows = |other: &Shared| other.id == shared.id && other.stream == stream;
        // A recall reaches up to the version that it names: one of an older version leaves the newer where it is.
        let told = |other: &Shared| knows(other) && (other.version, other.recalled) >= (shared.version, true);
        if given.iter().any(told) || left.iter().any(knows) {
            continue;
        }
        let recalled = recall(desk, tx, lanes, (&alone, &shared)).await?;
        left.extend(recalled.map(|recalled| Shared { stream, ..recalled }));
    }
    store::shared::put(tx, &left).await?;
    Ok(left.len())
}

type Files = HashMap<RecordId, Vec<Attachment>>;

/// The files of these records.
async fn files(desk: &Desk, tx: &mut Tx, ids: impl Iterator<Item = RecordId>) -> Result<Files> {
    let (ids, sight): (Vec<RecordId>, _) = (ids.collect(), follow::engine(desk).await?);
    let mut files = Files::new();
    for file in store::attachment::of_many(tx, &sight, &ids, desk.clock.now_us()).await? {
        files.entry(file.record).or_default().push(file);
    }
    Ok(files)
}

fn files_of(files: &Files, id: RecordId) -> &[Attachment] {
    files.get(&id).map(Vec::as_slice).unwrap_or_default()
}

async fn ways(tx: &mut Tx) -> Result<HashMap<store::lane::Stream, Way>> {
    let lanes = store::lane::all(tx).await?;
    lanes.into_iter().map(|lane| Ok((lane.stream, way_of(&lane)?))).collect()
}

/// By which lane a record goes; none where it stays at home.
fn way(record: &Record, me: &Member) -> Option<Way> {
    Some(Way::of(Reach::of(&record.handling, me)?, &record.handling))
}

async fn state(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    (thing, way, files): (&Thing, &Way, &[Attachment]),
    given: &[&Shared],
) -> Result<Option<Shared>> {
    let stream = lanes.stream(way);
    let has = |shared: &&&Shared| {
        shared.stream == stream && !shared.recalled && shared.seq > 0 && shared.version >= thing.version()
    };
    if given.iter().any(|shared| has(&shared)) {
        return Ok(None);
    }
    let seq = match lanes.put(tx, way, &thing.parcel(files)).await {
        // Whoever cannot be sealed to yet is given it when their node is known.
        Err(Error::Unreached(_)) => return Ok(None),
        put => put?,
    };
    let (id, version, since_us) = (thing.id(), thing.version(), desk.clock.now_us());
    Ok(Some(Shared { id, stream, version, seq, recalled: false, since_us }))
}

async fn recall(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    (way, shared): (&Way, &Shared),
) -> Result<Option<Shared>> {
    let parcel = Parcel::Recalled(Recalled { id: shared.id.to_string(), version: shared.version });
    let seq = match lanes.put(tx, way, &parcel).await {
        // Whoever cannot be sealed to is told when their node is known again.
        Err(Error::Unreached(_)) => return Ok(None),
        put => put?,
    };
    Ok(Some(Shared { seq, recalled: true, since_us: desk.clock.now_us(), ..*shared }))
}
