//! The queue: pairs that wait to be judged, and those that were, page by page.
use super::find::score;
use crate::{Desk, Result, frame, sights};
use model::{ActKind, Actor, Judgement, Kind, Pair, Reason, RecordId};
use policy::{Sight, action};
use std::collections::HashMap;
use store::record::Held;
use store::twin::{Judged, Place, Twin};

pub const PAGE_MAX: u32 = 200;
/// So many that wait are counted; more are "many" to whoever reads the count.
pub const WAITING_MAX: u32 = 1_000;

/// A pair with its two records as they stand.
#[derive(Debug)]
pub struct Waiting<T> {
    pub about: T,
    /// In the pair's order.
    pub records: [Held; 2],
    /// How sure it is that both are of one entity, by the reader's own sight: 0 to 1.
    pub score: f64,
}

/// A page of pairs, and where the next begins.
#[derive(Debug)]
pub struct Queue<T, P> {
    pub pairs: Vec<Waiting<T>>,
    pub next: Option<P>,
}

/// Pairs that wait, the likeliest first, of one kind where one is named; `behind` is where the page before ended.
pub async fn queue(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    kind: Option<Kind>,
    (behind, limit): (Option<Place>, u32),
) -> Result<Queue<Twin, Place>> {
    let _may = frame::may::<action::ReviewTwins>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let limit = limit.clamp(1, PAGE_MAX);
    let mut tx = desk.store.read().await?;
    let twins = store::twin::page(&mut tx, &sight, kind, (behind, limit), desk.clock.now_us()).await?;
    let full = u32::try_from(twins.len()) == Ok(limit);
    let next = twins.last().filter(|_| full).map(|t| Place { milli_bits: t.milli_bits, pair: t.pair });
    let pairs = with_records(desk, &mut tx, &sight, twins, |twin| twin.pair).await?;
    drop(tx);
    told(desk, by, reason, ("twins", pairs.len())).await?;
    Ok(Queue { pairs, next })
}

/// Pairs that were judged so, the last first; `before` is where the page before ended.
pub async fn judged(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    judgement: Judgement,
    (before, limit): (Option<u64>, u32),
) -> Result<Queue<Judged, u64>> {
    let _may = frame::may::<action::ReviewTwins>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let limit = limit.clamp(1, PAGE_MAX);
    let mut tx = desk.store.read().await?;
    let page = store::twin::judged(&mut tx, &sight, judgement, (before, limit), desk.clock.now_us()).await?;
    let full = u32::try_from(page.len()) == Ok(limit);
    let next = page.last().filter(|_| full).map(|judged| judged.act);
    let pairs = with_records(desk, &mut tx, &sight, page, |judged| judged.pair).await?;
    drop(tx);
    told(desk, by, reason, ("judgements", pairs.len())).await?;
    Ok(Queue { pairs, next })
}

/// The judgement of this act with its two records, if it is the actor's own and stands: so that they see what they did
/// last, and can take it back.
pub async fn own_last(desk: &Desk, by: &Actor, reason: &Reason, act: u64) -> Result<Option<Waiting<Judged>>> {
    let _may = frame::may::<action::ReviewTwins>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let judged = store::twin::of_act(&mut tx, &sight, act, desk.clock.now_us()).await?;
    let own: Vec<Judged> = judged.into_iter().filter(|j| j.stands && j.by == by.label()).collect();
    let mut pairs = with_records(desk, &mut tx, &sight, own, |judged| judged.pair).await?;
    drop(tx);
    told(desk, by, reason, ("judgements", pairs.len())).await?;
    Ok(pairs.pop())
}

/// How many wait that this actor may see, up to [`WAITING_MAX`]. Nothing is shown by it but the number.
pub async fn waiting(desk: &Desk, by: &Actor, reason: &Reason, kind: Option<Kind>) -> Result<u64> {
    let _may = frame::may::<action::ReviewTwins>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::twin::count(&mut tx, &sight, kind, WAITING_MAX, desk.clock.now_us()).await?)
}

async fn with_records<T>(
    desk: &Desk,
    tx: &mut store::Tx,
    sight: &Sight,
    rows: Vec<T>,
    pair: impl Fn(&T) -> Pair,
) -> Result<Vec<Waiting<T>>> {
    let mut ids: Vec<RecordId> = rows.iter().flat_map(|row| pair(row).both()).collect();
    ids.sort_unstable();
    ids.dedup();
    let held = store::record::many(tx, sight, &ids, desk.clock.now_us()).await?;
    let held: HashMap<RecordId, Held> = held.into_iter().map(|h| (h.record.id, h)).collect();
    let with = |about: T| {
        let [one, two] = pair(&about).both();
        let records = [held.get(&one)?.clone(), held.get(&two)?.clone()];
        let score = score(desk, sight, &records[0], &records[1]);
        Some(Waiting { about, records, score })
    };
    Ok(rows.into_iter().filter_map(with).collect())
}

async fn told(desk: &Desk, by: &Actor, reason: &Reason, (what, count): (&str, usize)) -> Result<u64> {
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ what: count })).await
}
