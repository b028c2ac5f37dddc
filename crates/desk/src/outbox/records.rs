//! What others are to have of a record, held against what they were given: what is missing is stated, and what they may no
//! longer have is recalled. It looks at how things stand and not at what happened, so it can be done again at any time.
use super::{Lanes, Reach};
use crate::parcel::{Parcel, Recalled, Stated};
use crate::{Desk, Error, Result, follow};
use model::{Record, RecordId};
use std::collections::HashMap;
use store::Tx;
use store::shared::Shared;

/// Brings everybody to where they are to be with these records. Those of others are passed over. Gives how many envelopes.
pub(super) async fn settle(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    ids: &[RecordId],
) -> Result<usize> {
    let now = desk.clock.now_us();
    let given = store::shared::of(tx, ids).await?;
    let reaches: HashMap<_, Reach> = reaches(tx).await?;
    let sight = follow::engine(desk).await?;
    let held = store::record::many(tx, &sight, ids, now).await?;
    let own: HashMap<RecordId, Record> = held
        .into_iter()
        .map(|held| (held.record.id, held.record))
        .filter(|(_, r)| r.owner == desk.me)
        .collect();
    let mut left = Vec::new();
    for id in ids {
        let given: Vec<&Shared> = given.iter().filter(|shared| shared.id == *id).collect();
        let record = own.get(id);
        let wanted = record.and_then(|record| Some((record, Reach::of(&record.handling, &desk.me)?)));
        if let Some((record, reach)) = &wanted {
            left.extend(state(desk, tx, lanes, (record, reach), &given).await?);
        }
        let reach = wanted.as_ref().map(|(_, reach)| reach);
        for shared in given.into_iter().filter(|shared| !shared.recalled) {
            let Some(had) = reaches.get(&shared.stream) else { continue };
            if !reach.is_some_and(|reach| reach.covers(had)) {
                left.push(recall(desk, tx, lanes, (had, shared)).await?);
            }
        }
    }
    store::shared::put(tx, &left).await?;
    Ok(left.len())
}

/// Gives what was given before to those who read its lane only since: on the lane that each has alone.
pub(super) async fn welcome(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    own: &[Record],
) -> Result<usize> {
    let ids: Vec<RecordId> = own.iter().map(|record| record.id).collect();
    let given = store::shared::of(tx, &ids).await?;
    let mut left = Vec::new();
    for record in own {
        let Some(reach) = Reach::of(&record.handling, &desk.me) else { continue };
        let stream = lanes.stream(&reach);
        let of = |shared: &&Shared| shared.id == record.id && !shared.recalled;
        let Some(shared) = given.iter().filter(of).find(|shared| shared.stream == stream) else { continue };
        for member in lanes.seated_behind(tx, &reach, shared.seq).await? {
            let alone = Reach::one(&member);
            let has = given
                .iter()
                .filter(of)
                .any(|s| s.stream == lanes.stream(&alone) && s.version >= record.version);
            if !has {
                left.extend(state(desk, tx, lanes, (record, &alone), &[]).await?);
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
        let alone = Reach::one(&member);
        let stream = lanes.stream(&alone);
        let knows = |other: &Shared| other.id == shared.id && other.stream == stream;
        // A recall reaches up to the version that it names: one of an older version leaves the newer where it is.
        let told = |other: &Shared| knows(other) && (other.version, other.recalled) >= (shared.version, true);
        if given.iter().any(told) || left.iter().any(knows) {
            continue;
        }
        match recall(desk, tx, lanes, (&alone, &shared)).await {
            Ok(recalled) => left.push(Shared { stream, ..recalled }),
            Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    store::shared::put(tx, &left).await?;
    Ok(left.len())
}

async fn reaches(tx: &mut Tx) -> Result<HashMap<store::lane::Stream, Reach>> {
    let lanes = store::lane::all(tx).await?;
    lanes.into_iter().map(|lane| Ok((lane.stream, lane.audience.parse()?))).collect()
}

async fn state(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    (record, reach): (&Record, &Reach),
    given: &[&Shared],
) -> Result<Option<Shared>> {
    let stream = lanes.stream(reach);
    let has =
        |shared: &&&Shared| shared.stream == stream && !shared.recalled && shared.version >= record.version;
    if given.iter().any(|shared| has(&shared)) {
        return Ok(None);
    }
    let parcel = Parcel::Stated(Box::new(Stated::of(record)));
    let seq = match lanes.put(tx, reach, &parcel).await {
        // Whoever cannot be sealed to yet is given it when their node is known.
        Err(Error::Unreached(_)) => return Ok(None),
        put => put?,
    };
    let (id, version, since_us) = (record.id, record.version, desk.clock.now_us());
    Ok(Some(Shared { id, stream, version, seq, recalled: false, since_us }))
}

async fn recall(
    desk: &Desk,
    tx: &mut Tx,
    lanes: &mut Lanes<'_>,
    (reach, shared): (&Reach, &Shared),
) -> Result<Shared> {
    let parcel = Parcel::Recalled(Recalled { id: shared.id.to_string(), version: shared.version });
    let seq = lanes.put(tx, reach, &parcel).await?;
    Ok(Shared { seq, recalled: true, since_us: desk.clock.now_us(), ..*shared })
}
