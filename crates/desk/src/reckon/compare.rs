//! What another member's log says is held against ours, in three steps: its sums against ours; where these differ, our items
//! against its own; and what it finds is told to us again.
use super::{DAYS, PATIENCE_US, day_of, keep, round};
use crate::inbox::bytes;
use crate::outbox::{Lanes, Way};
use crate::parcel::{LogDiffers, LogItems, LogSums, Parcel};
use crate::{Desk, Error, Result};
use model::{Invalid, Member, Passed};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::ledger::{Apart, Item};

/// Items of one envelope.
const ITEMS_MAX: usize = 16_000;

/// What came of it: whether something leaves again, and whether there is a new alarm.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) answers: bool,
    pub(crate) alarms: bool,
}

/// The sums of a member came. Of what we have the counterpart of, whatever differs is told item by item.
pub(crate) async fn sums(desk: &Desk, tx: &mut Tx, by: &Member, told: &LogSums) -> Result<Found> {
    keep(desk, tx).await?;
    let from = round::from_day(desk, tx).await?.max(told.from_day);
    let now = desk.clock.now_us();
    store::ledger::heard(tx, by, (now, from)).await?;
    let (mut lanes, mut found) = (Lanes::new(desk)?, Found::default());
    for day in from.max(told.to_day.saturating_sub(DAYS - 1))..=told.to_day {
        let here = store::ledger::items(tx, (by, Passed::Shown), day, u64::MAX >> 1).await?;
        let agrees = told.sum(Passed::Looked, day)? == store::ledger::sum(here.keys());
        found.answers |= told_on(desk, tx, &mut lanes, (by, Passed::Shown, day), (&here, agrees)).await?;
        let here = store::ledger::items(tx, (by, Passed::Answered), day, u64::MAX >> 1).await?;
        let sum = store::ledger::sum(here.keys());
        // What was answered was asked, and what was heard was answered; an answer may get lost on its way.
        let agrees = told.sum(Passed::Asked, day)? == sum || told.sum(Passed::Heard, day)? == sum;
        found.answers |= told_on(desk, tx, &mut lanes, (by, Passed::Answered, day), (&here, agrees)).await?;
    }
    lanes.close(tx).await?;
    Ok(found)
}

/// Tells our items of a day, where they do not agree; and that nothing differs any more, where something did.
async fn told_on(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    (by, passed, day): (&Member, Passed, i64),
    (here, agrees): (&BTreeMap<Item, u64>, bool),
) -> Result<bool> {
    let parcels: Vec<Parcel> = if agrees {
        let none = Apart { here: BTreeMap::new(), there: BTreeSet::new() };
        let now = desk.clock.now_us();
        if !store::ledger::is_apart(tx, (by, passed), day).await? {
            return Ok(false);
        }
        let times = (now, now - PATIENCE_US);
        store::ledger::keep_apart(tx, (&desk.me, by), (passed, day), (&none, |_| true), times).await?;
        vec![Parcel::LogDiffers(LogDiffers::nothing(passed, day))]
    } else {
        let parts = here.len().div_ceil(ITEMS_MAX).next_power_of_two().min(256);
        let part = |part: usize| {
            here.keys().filter(|item| part_of(item, parts) == part).map(|item| wire::hex(item)).collect()
        };
        (0..parts).map(|at| Parcel::LogItems(LogItems::of((passed, day), (at, parts), part(at)))).collect()
    };
    for parcel in parcels {
        match lanes.put(tx, &Way::to(by), &parcel).await {
            Ok(_) => {}
            Err(Error::Unreached(_)) => return Ok(false),
            Err(fault) => return Err(fault),
        }
    }
    Ok(true)
}

/// In which of so many parts an item is: by its first byte.
fn part_of(item: &Item, parts: usize) -> usize {
    usize::from(item[0]) * parts / 256
}

/// The items of a member came: what stands in its log and not in ours, and the other way round, is kept and told to it.
pub(crate) async fn items(desk: &Desk, tx: &mut Tx, by: &Member, told: &LogItems) -> Result<Found> {
    keep(desk, tx).await?;
    let (passed, parts) = (told.passed()?.there(), usize::from(told.parts.max(1)));
    let is_in = |item: &Item| part_of(item, parts) == usize::from(told.part);
    let theirs = read(&told.items)?;
    let upto = u64::MAX >> 1;
    let mut ours = store::ledger::items(tx, (by, passed), told.day, upto).await?;
    ours.retain(|item, _| is_in(item));
    // Of what we asked, only what we heard must have been answered.
    let mut must = match passed {
        Passed::Asked => store::ledger::items(tx, (by, Passed::Heard), told.day, upto).await?,
        _ => ours.clone(),
    };
    must.retain(|item, _| is_in(item) && !theirs.contains(item));
    let there: BTreeSet<Item> =
        theirs.into_iter().filter(|item| is_in(item) && !ours.contains_key(item)).collect();
    let all = |items: &mut dyn Iterator<Item = &Item>| items.map(|item| wire::hex(item)).collect::<Vec<_>>();
    let answer = LogDiffers {
        passed: passed.to_string(),
        day: told.day,
        part: told.part,
        parts: told.parts,
        ours: all(&mut must.keys()),
        yours: all(&mut there.iter()),
    };
    let apart = Apart { here: must, there };
    let alarms = keep_apart(desk, tx, by, (passed, told.day), (&apart, is_in)).await?;
    let mut lanes = Lanes::new(desk)?;
    let answers = match lanes.put(tx, &Way::to(by), &Parcel::LogDiffers(answer)).await {
        Ok(_) => true,
        Err(Error::Unreached(_)) => false,
        Err(fault) => return Err(fault),
    };
    lanes.close(tx).await?;
    Ok(Found { answers, alarms })
}

/// What a member found between its log and ours: kept here as well.
pub(crate) async fn differs(desk: &Desk, tx: &mut Tx, by: &Member, told: &LogDiffers) -> Result<Found> {
    keep(desk, tx).await?;
    let (passed, parts) = (told.passed()?.there(), usize::from(told.parts.max(1)));
    let is_in = |item: &Item| part_of(item, parts) == usize::from(told.part);
    let ours = store::ledger::items(tx, (by, passed), told.day, u64::MAX >> 1).await?;
    let here = read(&told.yours)?.into_iter().filter_map(|item| Some((item, *ours.get(&item)?))).collect();
    let there = read(&told.ours)?.into_iter().filter(|item| !ours.contains_key(item)).collect();
    let apart = Apart { here, there };
    let alarms = keep_apart(desk, tx, by, (passed, told.day), (&apart, is_in)).await?;
    Ok(Found { answers: false, alarms })
}

async fn keep_apart(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    what: (Passed, i64),
    (apart, covers): (&Apart, impl Fn(&Item) -> bool),
) -> Result<bool> {
    let now = desk.clock.now_us();
    // What is said of other days is not kept: nobody is blamed for a day to come.
    let (first, today) = (round::from_day(desk, tx).await?, day_of(now));
    if !(first.max(today - 2 * DAYS)..=today).contains(&what.1) {
        return Ok(false);
    }
    let times = (now, now - PATIENCE_US);
    Ok(store::ledger::keep_apart(tx, (&desk.me, by), what, (apart, covers), times).await?)
}

fn read(items: &[String]) -> Result<BTreeSet<Item>, Invalid> {
    items.iter().map(|item| bytes::<16>(item)).collect()
}
