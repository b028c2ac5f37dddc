//! An officer judges whether two records are of one entity, or takes a judgement back. The records stay as they are.
use super::seen::permitted_both;
use crate::twin::bits;
use crate::{Desk, Error, Result, Ring, sights, twin};
use model::{Actor, Invalid, Judgement, Pair, Reason, can_be_one};
use policy::action;
pub use store::twin::Over;

/// What an officer says of a pair.
#[derive(Debug, Clone)]
pub struct Opinion {
    pub judgement: Judgement,
    /// Why, in their own words; about the pair, and gone with either record.
    pub words: Option<String>,
    /// The versions that they saw, in the pair's order.
    pub versions: [u64; 2],
    /// The judgement that they saw standing.
    pub over: Over,
}

/// Longest words of a judgement.
pub const WORDS_BYTES_MAX: usize = 1_000;

/// Gives the number of the act, by which the judgement can be undone. If a record was revised, or the pair judged, since
/// the officer saw them, it is a conflict and nothing is written.
pub async fn judge(desk: &Desk, by: &Actor, reason: &Reason, pair: Pair, says: Opinion) -> Result<u64> {
    let ([one, two], permits) = permitted_both::<action::Judge>(desk, by, reason, pair).await?;
    let (Some(a), Some(b)) = (one.record.entity(), two.record.entity()) else {
        return Err(Invalid::new("pair", "a link between records is no person or thing").into());
    };
    if !can_be_one(a.kind(), b.kind()) {
        return Err(Invalid::new("pair", "things of these two kinds are never one").into());
    }
    if says.words.as_ref().is_some_and(|words| words.len() > WORDS_BYTES_MAX) {
        return Err(Invalid::new("words", "longer than 1,000 bytes").into());
    }
    if [one.record.version, two.record.version] != says.versions {
        return Err(Error::Conflict(
            "somebody has revised one of these records since you read it; read it again",
        ));
    }
    let milli_bits = twin::milli(bits(a, b));
    let Opinion { judgement, words, over, .. } = says;
    let words = words.map(|words| words.trim().to_string()).filter(|words| !words.is_empty());
    let said = store::twin::Said { judgement, words, milli_bits, over };
    let mut tx = desk.store.begin().await?;
    let act = store::twin::judge(&mut tx, permits, &said, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(act)
}

/// Takes the judgement of this act back. Gives the pair, which waits again unless an older judgement of it stands. One
/// that the officer may not know of is none.
pub async fn undo(desk: &Desk, by: &Actor, reason: &Reason, act: u64) -> Result<Pair> {
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let found = store::twin::of_act(&mut desk.store.read().await?, &sight, act, now).await?;
    let pair = found.ok_or(Error::Missing)?.pair;
    let (_, permits) = permitted_both::<action::Judge>(desk, by, reason, pair).await?;
    let mut tx = desk.store.begin().await?;
    store::twin::undo(&mut tx, permits, act, now).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(pair)
}
