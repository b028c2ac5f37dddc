//! Somebody looks at a pair: both records side by side, what speaks for and against, and what hangs on the judgement.
use super::find;
use super::profile::{group, joined, listed};
use crate::record::permitted_both;
use crate::{Desk, Result, frame, sights};
use matching::{Probe, Reason as Because};
use model::{ActKind, Actor, Judgement, Pair, Reason};
use policy::{Sight, action};
use store::journal::OwnedAct;
use store::record::Held;
use store::twin::{Judged, Twin};

/// A pair, as far as the officer's sight goes.
#[derive(Debug)]
pub struct Look {
    pub pair: Pair,
    /// In the pair's order.
    pub records: [Held; 2],
    /// What was proposed; none where somebody only wants to compare the two.
    pub twin: Option<Twin>,
    /// How sure it is that both are of one entity, by the officer's own sight: 0 to 1.
    pub score: f64,
    /// Why, with the texts that their owners wrote: of the first record as `query`, of the second as `record`.
    pub explanation: Vec<Because>,
    /// All that was ever judged of this pair, the last first.
    pub judged: Vec<Judged>,
    /// The records with which both would be in one group, by scores and judgements.
    pub group: Vec<Held>,
    /// Judgements that these two are different through others: judged the same, they would contradict these.
    pub against: Vec<Judged>,
}

/// On disk that both were opened before they are shown.
pub async fn look(desk: &Desk, by: &Actor, reason: &Reason, pair: Pair) -> Result<Look> {
    let _may = frame::may::<action::ReviewTwins>(desk, by, reason).await?;
    let ([one, two], _may) = permitted_both::<action::OpenRecord>(desk, by, reason, pair).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let twin = store::twin::one(&mut tx, &sight, pair, now).await?;
    let judged = store::twin::of_pair(&mut tx, &sight, pair, now).await?;
    let group = group(desk, &mut tx, &sight, pair).await?;
    let against = against(&mut tx, &sight, pair, now).await?;
    drop(tx);
    let act = |held: &Held, other: &Held| OwnedAct {
        at_us: now,
        by: by.clone(),
        kind: ActKind::Opened,
        object: Some((held.record.id, held.record.version)),
        reason: Some(reason.clone()),
        body: Some(serde_json::json!({ "beside": other.record.id.to_string() })),
    };
    desk.store.note_many(vec![act(&one, &two), act(&two, &one)]).await?;
    listed(desk, by, reason, &group).await?;
    let (score, explanation) = account(desk, &sight, &one, &two);
    Ok(Look { pair, records: [one, two], twin, score, explanation, judged, group, against })
}

/// How sure it is that two records are of one entity, by what this sight shows, and what speaks for and against.
pub(crate) fn account(desk: &Desk, sight: &Sight, one: &Held, two: &Held) -> (f64, Vec<Because>) {
    let (Some(first), Some(second)) = (one.record.entity(), two.record.entity()) else {
        return (0.0, vec![]);
    };
    let indexed = find::explained(desk, sight, first, two.record.id);
    let score = indexed.unwrap_or_else(|| matching::compare(&Probe::of(first), &Probe::of(second)));
    (score.value, matching::account(score, first, second))
}

/// Who is one with the first was judged different from one with the second.
async fn against(tx: &mut store::Tx, sight: &Sight, pair: Pair, now_us: i64) -> Result<Vec<Judged>> {
    let (one, mut said) = joined(tx, sight, pair.one(), now_us).await?;
    let (two, more) = joined(tx, sight, pair.two(), now_us).await?;
    said.extend(more);
    let between = |judged: &Judged| {
        let [a, b] = judged.pair.both();
        judged.pair != pair
            && ((one.contains(&a) && two.contains(&b)) || (one.contains(&b) && two.contains(&a)))
    };
    said.retain(|judged| judged.judgement == Judgement::Different && between(judged));
    said.sort_by_key(|judged| judged.act);
    said.dedup();
    Ok(said)
}
