//! What each member was given of our records is held against what it has. Once a day it is told one sum; where it has something
//! else it answers with sums of parts, and only of parts that differ are the records named. The owner decides what does not
//! agree, by its receipts: what left within a day, or is not receipted, is on its way.
use super::{DAY_US, Found, PATIENCE_US};
use crate::outbox::{self, Lanes, Way};
use crate::parcel::{GivenSum, HeldDiffers, HeldItems, HeldSums, HeldWanted, PARTS_MAX, Parcel};
use crate::peer::{Known, now_ms};
use crate::{Desk, Error, Result, Ring, follow};
use model::{Member, RecordId, Stray};
use std::collections::BTreeMap;
use store::Tx;
use store::holding::{Apart, Awaited, Between, Given, Item, Part, Sum, awaits, item, take_awaited};

/// What does not agree is looked at again so often.
const AGAIN_US: i64 = DAY_US / 4;
/// Members that are told, and answered, in one turn: the others a minute later.
const AT_ONCE: usize = 8;
/// What one member tells is looked at as often as this; what it tells sooner waits.
const EACH_US: i64 = 10 * 60 * 1_000_000;
/// Records of one part, about.
const PART: u64 = 500;
/// Whoever is so many envelopes behind is told when they have them: until then all that is on its way would make a difference.
const BEHIND_MAX: u64 = 1_000;
/// Records that one envelope names at most.
const NAMED_MAX: usize = 16_000;

/// Tells whoever it is time for what it is to have of our records. Done each minute.
pub(super) async fn round(desk: &Desk) -> Result<()> {
    if desk.post.is_none() {
        return Ok(());
    }
    let waits = !store::holding::put_off(&mut desk.store.glance().await?, spans(desk)).await?.is_empty();
    if !waits && due(desk).await?.is_empty() || !follow::leased(desk, outbox::NAME).await? {
        return Ok(());
    }
    answer_later(desk).await?;
    for member in due(desk).await?.into_iter().take(AT_ONCE) {
        tell(desk, &member).await?;
    }
    desk.bell.ring(Ring::Outbox);
    Ok(())
}

/// Before which moment the last was to be answered, and now.
fn spans(desk: &Desk) -> (i64, i64) {
    let now = desk.clock.now_us();
    (now - EACH_US, now)
}

/// Looks at what was told sooner than there was time for it.
async fn answer_later(desk: &Desk) -> Result<()> {
    let put_off = store::holding::put_off(&mut desk.store.read().await?, spans(desk)).await?;
    for (member, sum) in put_off.into_iter().take(AT_ONCE) {
        let mut tx = desk.store.begin().await?;
        store::lane::hold(&mut tx).await?;
        answer(desk, &mut tx, &member, sum).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What leaves while it is added up makes a difference that is gone the next day: nobody waits for it behind a lock.
async fn tell(desk: &Desk, member: &Member) -> Result<()> {
    let mut tx = desk.store.read().await?;
    let given = to_have(&store::holding::given(&mut tx, member).await?);
    let apart = store::holding::is_apart(&mut tx, (member, true), false).await?;
    drop(tx);
    let mut tx = desk.store.begin().await?;
    store::lane::hold(&mut tx).await?;
    let mut lanes = Lanes::new(desk)?;
    // To whom nothing was ever given nothing is said.
    if !given.is_empty() || apart {
        let parcel = Parcel::GivenSum(GivenSum::of(sum(&given)));
        if !put(&mut lanes, &mut tx, member, &parcel).await? {
            return Ok(());
        }
    }
    store::holding::tell(&mut tx, member, Some(desk.clock.now_us())).await?;
    awaits(&mut tx, member, Awaited::Sums).await?;
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

async fn due(desk: &Desk) -> Result<Vec<Member>> {
    let (now, ms, roster) = (desk.clock.now_us(), now_ms(desk), desk.roster());
    let mut tx = desk.store.glance().await?;
    let told = store::holding::all_told(&mut tx).await?;
    let mut due = Vec::new();
    let is_heard = |known: &&Known| known.member != desk.me && known.can_read(ms);
    for known in roster.all().filter(is_heard) {
        let waits = match told.get(&known.member).and_then(|it| it.told_us) {
            None => DAY_US,
            Some(told_us) => now - told_us,
        };
        let open = async |tx: &mut Tx| store::holding::is_apart(tx, (&known.member, true), true).await;
        let is_due = waits >= DAY_US || (waits >= AGAIN_US && open(&mut tx).await?);
        if is_due && !is_far_behind(&mut tx, &known.member).await? {
            due.push(known.member.clone());
        }
    }
    Ok(due)
}

async fn is_far_behind(tx: &mut Tx, member: &Member) -> Result<bool> {
    let behind = store::lane::behind(tx, member).await?;
    Ok(behind.iter().map(|lane| lane.seq - lane.upto).sum::<u64>() > BEHIND_MAX)
}

/// Says it on the lane that the member has alone; false where it cannot be sealed to.
async fn put(lanes: &mut Lanes<'_>, tx: &mut Tx, member: &Member, parcel: &Parcel) -> Result<bool> {
    match lanes.put(tx, &Way::to(member), parcel).await {
        Ok(_) => Ok(true),
        Err(Error::Unreached(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

type Records = BTreeMap<Item, RecordId>;

/// Records in the order of their parts, each with something.
type Parted<T> = BTreeMap<Item, (RecordId, T)>;

/// What a member was given of our records, read once for all the parts of a batch that it names.
#[derive(Default)]
pub(crate) struct GivenOnce(Option<(Member, Parted<Given>)>);

impl GivenOnce {
    async fn of(&mut self, tx: &mut Tx, member: &Member) -> Result<&Parted<Given>> {
        let read = match self.0.take() {
            Some((whose, read)) if whose == *member => read,
            _ => parted(store::holding::given(tx, member).await?),
        };
        Ok(&self.0.insert((member.clone(), read)).1)
    }
}

fn parted<T>(records: BTreeMap<RecordId, T>) -> Parted<T> {
    records.into_iter().map(|(id, it)| (item(id, 0), (id, it))).collect()
}

/// Those of one part.
fn of_part<T>(records: &BTreeMap<Item, T>, part: Part) -> impl Iterator<Item = (&Item, &T)> {
    let first = u16::try_from(part.part * (65_536 / part.parts)).unwrap_or(u16::MAX).to_be_bytes();
    let mut from = [0; 16];
    from[..2].copy_from_slice(&first);
    records.range(from..).take_while(move |(item, _)| Part::of(item, part.parts) == part.part)
}

fn to_have(given: &BTreeMap<RecordId, Given>) -> Records {
    given.iter().filter_map(|(id, it)| Some((item(*id, it.version?), *id))).collect()
}

fn here(held: &BTreeMap<RecordId, u64>) -> Records {
    held.iter().map(|(id, version)| (item(*id, *version), *id)).collect()
}

fn sum(records: &Records) -> (u64, wire::Hash) {
    store::ledger::sum(records.keys())
}

fn sums(records: &Records, parts: u32) -> Vec<[u8; 8]> {
    let one = |part| {
        let these = of_part(records, Part { parts, part }).map(|(item, _)| item);
        let (_, digest) = store::ledger::sum(these);
        let mut short = [0; 8];
        short.copy_from_slice(&digest[..8]);
        short
    };
    (0..parts).map(one).collect()
}

async fn said(desk: &Desk, tx: &mut Tx, by: &Member, parcels: &[Parcel]) -> Result<Found> {
    let (mut lanes, mut found) = (Lanes::new(desk)?, Found::default());
    for parcel in parcels {
        found.answers |= put(&mut lanes, tx, by, parcel).await?;
    }
    lanes.close(tx).await?;
    Ok(found)
}

async fn keep(
    desk: &Desk,
    tx: &mut Tx,
    with: (&Member, bool),
    what: (Option<Part>, &[Apart]),
) -> Result<bool> {
    let (now, (member, ours)) = (desk.clock.now_us(), with);
    let between = Between { me: &desk.me, member, ours };
    Ok(store::holding::keep(tx, between, what, (now, now - PATIENCE_US)).await?)
}

/// An owner told what we are to have of its records. It is always answered, so that it knows who compares; what it tells too
/// soon after the last, later.
pub(crate) async fn given_sum(desk: &Desk, tx: &mut Tx, by: &Member, told: &GivenSum) -> Result<Found> {
    answer(desk, tx, by, told.sum()?).await
}

async fn answer(desk: &Desk, tx: &mut Tx, by: &Member, told: Sum) -> Result<Found> {
    if !store::holding::may_answer(tx, by, &told, spans(desk)).await? {
        return Ok(Found::default());
    }
    let here = here(&store::holding::held(tx, by).await?);
    if told == sum(&here) {
        keep(desk, tx, (by, false), (None, &[])).await?;
        return said(desk, tx, by, &[Parcel::HeldSums(HeldSums::agree())]).await;
    }
    let count = u64::try_from(here.len()).unwrap_or(u64::MAX).max(told.0);
    let parts = u32::try_from(count / PART).unwrap_or(PARTS_MAX).clamp(1, PARTS_MAX).next_power_of_two();
    awaits(tx, by, Awaited::Wanted { parts }).await?;
    said(desk, tx, by, &[Parcel::HeldSums(HeldSums::of(&sums(&here, parts)))]).await
}

/// Nothing was asked of it, so nothing is worked out; the next time that it is told a sum, all of it comes to light.
fn unasked(by: &Member) -> Found {
    tracing::debug!(member = %by, "it answers what it was not asked about what it holds");
    Found::default()
}

/// A member told what it has of our records, part by part.
pub(crate) async fn held_sums(desk: &Desk, tx: &mut Tx, by: &Member, told: &HeldSums) -> Result<Found> {
    let theirs = told.read()?;
    if !take_awaited(tx, by, Awaited::Sums).await? {
        return Ok(unasked(by));
    }
    store::holding::compared(tx, by, desk.clock.now_us()).await?;
    let Ok(parts @ 1..) = u32::try_from(theirs.len()) else {
        keep(desk, tx, (by, true), (None, &[])).await?;
        return Ok(Found::default());
    };
    let ours = sums(&to_have(&store::holding::given(tx, by).await?), parts);
    let differ = ours.iter().zip(&theirs).enumerate().filter(|(_, (ours, theirs))| ours != theirs);
    let wanted = HeldWanted::of(theirs.len(), differ.map(|(part, _)| part));
    awaits(tx, by, Awaited::Items { parts, count: wanted.count() }).await?;
    said(desk, tx, by, &[Parcel::HeldWanted(wanted)]).await
}

/// An owner would know each record that we have of some parts.
pub(crate) async fn held_wanted(desk: &Desk, tx: &mut Tx, by: &Member, told: &HeldWanted) -> Result<Found> {
    let (parts, wanted) = told.read()?;
    if !take_awaited(tx, by, Awaited::Wanted { parts }).await? {
        return Ok(unasked(by));
    }
    awaits(tx, by, Awaited::Differs { count: wanted.len() }).await?;
    let held = parted(store::holding::held(tx, by).await?);
    let of = |part: u32| {
        let these = of_part(&held, Part { parts, part }).map(|(_, record)| *record);
        HeldItems::of((parts, part), these.take(NAMED_MAX))
    };
    let parcels: Vec<Parcel> = wanted.iter().map(|part| Parcel::HeldItems(of(*part))).collect();
    said(desk, tx, by, &parcels).await
}

/// A member named what it has of one part of our records: what does not agree is kept, and told to it.
pub(crate) async fn held_items(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    (told, once): (&HeldItems, &mut GivenOnce),
) -> Result<Found> {
    let (part, there): (_, BTreeMap<RecordId, u64>) = (told.part()?, told.records()?.into_iter().collect());
    if !take_awaited(tx, by, Awaited::Items { parts: part.parts, count: 1 }).await? {
        return Ok(unasked(by));
    }
    let before_us = desk.clock.now_us() - PATIENCE_US;
    let given = of_part(once.of(tx, by).await?, part).map(|(_, record)| record);
    let arrived = given.filter(|(_, it)| it.receipted && it.since_us <= before_us);
    let apart: Vec<Apart> = arrived
        .filter_map(|(id, it)| {
            let (version, what) = match (it.version, there.get(id)) {
                (Some(version), None) => (version, Stray::Lost),
                (Some(version), Some(has)) if *has < version => (version, Stray::Lost),
                (None, Some(has)) => (*has, Stray::Kept),
                _ => return None,
            };
            Some(Apart { id: *id, version, what })
        })
        .collect();
    let alarms = keep(desk, tx, (by, true), (Some(part), &apart)).await?;
    let found = said(desk, tx, by, &[Parcel::HeldDiffers(HeldDiffers::of(part, &apart))]).await?;
    Ok(Found { alarms, ..found })
}

/// An owner found where what it gave and what we have do not agree.
pub(crate) async fn held_differs(desk: &Desk, tx: &mut Tx, by: &Member, told: &HeldDiffers) -> Result<Found> {
    let (part, apart) = (told.part()?, told.apart()?);
    if !take_awaited(tx, by, Awaited::Differs { count: 1 }).await? {
        return Ok(unasked(by));
    }
    let alarms = keep(desk, tx, (by, false), (Some(part), &apart)).await?;
    Ok(Found { answers: false, alarms })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u16) -> RecordId {
        let mut bytes = [0; 16];
        bytes[..2].copy_from_slice(&number.to_be_bytes());
        RecordId::from_bytes(bytes)
    }

    /// Each record is in one part, whatever its version, and a part differs where one of its records does.
    #[test]
    fn a_record_that_differs_is_found_by_its_part_alone() {
        let held: BTreeMap<RecordId, u64> = (0..3_000).map(|number| (id(number), 1)).collect();
        let mut other = held.clone();
        other.insert(id(77), 2);
        for parts in [1, 2, 64, PARTS_MAX] {
            let (one, two) = (sums(&here(&held), parts), sums(&here(&other), parts));
            let differ: Vec<u32> = (0..parts)
                .filter(|part| {
                    let at = usize::try_from(*part).expect("parts are few");
                    one[at] != two[at]
                })
                .collect();
            assert_eq!(differ, [Part::of(&item(id(77), 0), parts)], "of {parts}");
        }
    }
}
