//! Which hits there are between two records, and what each side gets to see.
use crate::outbox::{Lanes, Reach, Way, class};
use crate::parcel::Parcel;
use crate::{Desk, Error, Result};
use crate::{follow, sights};
use matching::Probe;
use matching::cluster::bits_of;
use model::{
    Actor, HitId, HitShows, Member, MemberClass, Pair, Record, RecordId, StampNo, Status, Term, Urgency,
};
use policy::Sight;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use store::Tx;
use store::hit::{Hit, Side};
use store::record::Held;
use wire::envelope::Class;

/// Most hits of one record at once. What more have in common says little of any one of them.
const HITS_MAX: usize = 24;

/// Two records of two members, with what speaks for their being of one thing.
pub(super) struct Met {
    one: Record,
    two: Record,
    bits: f64,
}

/// The records of other owners that each of these may be one with.
pub(super) async fn met(desk: &Desk, held: &[Held]) -> Result<Vec<Met>> {
    let sight = follow::engine(desk).await?;
    let owners = Owners::of(desk);
    let found: Vec<(usize, RecordId, f64)> = crate::long::long(|| {
        let of = |(at, held): (usize, &Held)| {
            let found = of_others(desk, &sight, &owners, &held.record);
            found.into_iter().map(move |(other, score)| (at, other, score))
        };
        held.iter().enumerate().flat_map(of).collect()
    });
    let others = others(desk, &sight, &found).await?;
    let mut met = Vec::new();
    for (at, other, score) in found {
        let (one, Some(two)) = (&held[at].record, others.get(&other)) else { continue };
        if one.owner != two.owner && concerns(desk, one, two) {
            met.push(Met { one: one.clone(), two: two.clone(), bits: bits_of(score) });
        }
    }
    Ok(met)
}

/// Whose the records of each stamp are.
struct Owners(HashMap<StampNo, Member>);

impl Owners {
    fn of(desk: &Desk) -> Owners {
        Owners(sights::numbers(desk).into_iter().map(|(stamp, no)| (no, stamp.owner)).collect())
    }

    /// Whether they are somebody else's.
    fn differ(&self, stamp: StampNo, owner: &Member) -> bool {
        self.0.get(&stamp).is_some_and(|other| other != owner)
    }
}

/// Found among the records of other owners, and scored among all: how rare a name is does not depend on whose records are
/// looked at.
fn of_others(desk: &Desk, sight: &Sight, owners: &Owners, record: &Record) -> Vec<(RecordId, f64)> {
    let Some(entity) = record.entity() else { return vec![] };
    if owners.0.values().all(|owner| owner == &record.owner) {
        return vec![];
    }
    let (probe, least) = (Probe::of(entity), desk.thresholds().possible);
    let foreign = |stamp| sight.shows(stamp) && owners.differ(stamp, &record.owner);
    let all = |stamp| sight.shows(stamp);
    let score = |found: matching::Found| {
        let score = desk.index.explain(&probe, found.record, &all)?.value;
        (score >= least).then_some((found.record, score))
    };
    desk.index.search(&probe, &foreign, HITS_MAX, least).into_iter().filter_map(score).collect()
}

async fn others(
    desk: &Desk,
    sight: &Sight,
    found: &[(usize, RecordId, f64)],
) -> Result<HashMap<RecordId, Record>> {
    let mut ids: Vec<RecordId> = found.iter().map(|(_, other, _)| *other).collect();
    ids.sort_unstable();
    ids.dedup();
    let now = desk.clock.now_us();
    let held = store::record::many(&mut desk.store.read().await?, sight, &ids, now).await?;
    Ok(held.into_iter().map(|held| (held.record.id, held.record)).collect())
}

/// A bureau looks at what concerns itself. A hub brings others together: that is what they address records to it for.
fn concerns(desk: &Desk, one: &Record, two: &Record) -> bool {
    let ours = one.owner == desk.me || two.owner == desk.me;
    ours || desk.roster().get(&desk.me).is_some_and(|me| me.class == MemberClass::Hub)
}

/// Raises it, if it was not raised for these versions before, and tells the sides that are elsewhere. Gives whether it did.
pub(super) async fn raise(desk: &Desk, tx: &mut Tx, lanes: &mut Lanes<'_>, met: &Met) -> Result<bool> {
    let hit = hit_of(desk, met)?;
    let pair = Pair::of(met.one.id, met.two.id)?;
    let versions = if pair.one() == met.one.id {
        [met.one.version, met.two.version]
    } else {
        [met.two.version, met.one.version]
    };
    if !store::hit::is_new_pair(tx, pair, versions, hit.id).await? {
        return Ok(false);
    }
    let by = Actor::Engine { member: desk.me.clone() };
    if !store::hit::raise(tx, (&by, &desk.me), &hit, desk.clock.now_us()).await? {
        return Ok(false);
    }
    tell(desk, tx, lanes, (&hit, class(&met.one.handling).min(class(&met.two.handling)))).await?;
    Ok(true)
}

/// Tells the sides that are elsewhere.
pub(super) async fn tell(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    (hit, class): (&Hit, Class),
) -> Result<()> {
    for side in hit.sides.iter().filter(|side| side.member != desk.me) {
        let (_, other) = hit.sides_of(&side.member).ok_or(Error::Missing)?;
        // Who may not know of the other's record is told nothing at all.
        if other.shows == HitShows::Silent {
            continue;
        }
        match lanes
            .put(tx, &Way { reach: Reach::one(&side.member), class }, &Parcel::of_hit(hit, &side.member))
            .await
        {
            Ok(_) | Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

fn hit_of(desk: &Desk, met: &Met) -> Result<Hit> {
    let now = desk.clock.now_us();
    let term = term(&met.one).min(term(&met.two));
    let side = |mine: &Record, other: &Record| Side {
        member: mine.owner.clone(),
        record: Some(mine.id),
        version: mine.version,
        shows: policy::shows(&mine.stamp(), &other.owner),
        word: None,
        ground: None,
    };
    let mut sides = [side(&met.one, &met.two), side(&met.two, &met.one)];
    sides.sort_by(|a, b| a.member.cmp(&b.member));
    Ok(Hit {
        id: id_of(met)?,
        raised_by: desk.me.clone(),
        milli_bits: milli(met.bits),
        term,
        raised_us: now,
        due_us: now.saturating_add(term.runs_us()),
        late_us: None,
        sides,
        check: None,
    })
}

/// The same pair in the same versions is the same hit, whoever raises it.
fn id_of(met: &Met) -> Result<HitId> {
    let mut sides = [(met.one.id, met.one.version), (met.two.id, met.two.version)];
    sides.sort_unstable();
    let whole = sides.iter().fold(Sha256::new().chain_update(b"liaison/1/hit\0"), |hash, (id, version)| {
        hash.chain_update(id.as_bytes()).chain_update(version.to_be_bytes())
    });
    let mut id = [0; 16];
    id.copy_from_slice(&whole.finalize()[..16]);
    Ok(HitId::from_bytes(id))
}

/// By the record that presses most: wanted, missing, a victim within hours.
pub(super) fn term(record: &Record) -> Term {
    match record.status.map(Status::urgency) {
        Some(Urgency::Stop | Urgency::Protect) => Term::Urgent,
        Some(Urgency::Caution) => Term::Soon,
        Some(Urgency::Note) | None => Term::Usual,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to a million bits before")]
pub(crate) fn milli(bits: f64) -> i32 {
    (bits.clamp(-1e6, 1e6) * 1_000.0).round() as i32
}
