//! One batch of a list, in one transaction: what is new is filed, what changed revised, what did not marked as seen.
use super::refused::{RefusedRow, keep_refused, keep_what_is_known};
use super::{Counts, Run, count_more, running};
use crate::house;
use crate::journal::{Draft, Under, pen, wrap};
use crate::record::{RecordRow, act, digest, put_links, put_rows, written};
use crate::sql::{self, Text, count, many, number, run};
use crate::{Error, Result, Store, Tx, overtaken, stamp};
use model::{ActKind, ImportId, Record, RecordId};
use policy::{Permit, action};
use std::collections::HashMap;
use wire::keys::Salt;

/// What the reader gave since the last batch.
#[derive(Debug, Clone)]
pub struct Batch {
    pub import: ImportId,
    /// Records of the own member in the list of the import. Versions are given by the store. Of two with the same id,
    /// the last counts.
    pub records: Vec<Ready>,
    pub refused: Vec<RefusedRow>,
    /// How many steps of the reader are done with this batch, from the first on: where it goes on after a break.
    pub steps: u64,
}

/// A record with its content as it will be sealed, by whose digest it is known again.
#[derive(Debug, Clone)]
pub struct Ready {
    record: Record,
    content: Vec<u8>,
    digest: [u8; 32],
}

impl Ready {
    /// What of an import needs no transaction, so that it can be done ahead of it.
    pub fn of(store: &Store, record: Record) -> Result<Ready> {
        let content = written(&record)?;
        let digest = digest(&store.house, &content);
        Ok(Ready { record, content, digest })
    }
}

/// What a batch came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Of the import so far.
    pub counts: Counts,
    /// The records that were filed or revised, in the versions that they have now.
    pub stated: Vec<Record>,
    /// The number of the act that stated the first of them; those of the others follow without a gap.
    pub first: u64,
}

/// Files, revises or marks as seen every record of the batch, each with its act, keeps what was refused, and moves the
/// import on.
pub async fn apply(
    tx: &mut Tx,
    permit: &Permit<action::Import>,
    batch: Batch,
    at_us: i64,
) -> Result<Applied> {
    let run = running(tx, permit, batch.import).await?;
    let Batch { import, records, refused, steps } = batch;
    let records = only_last(records);
    covers(&run, &records)?;
    let known = known(tx, &run, &records).await?;
    let ids: Vec<RecordId> = records.iter().map(|ready| ready.record.id).collect();
    let held = overtaken::highest(tx, &ids).await?;
    let seen = import.to_string();
    let (mut more, stated, last) = put(tx, permit, (records, known, held), &seen, at_us).await?;
    more.refused = keep_refused(tx, &run.owner, import, &refused).await?;
    keep_what_is_known(tx, (&run.owner, &run.list), import, &refused).await?;
    let sql = "update import set steps = $3 where owner = $1 and id = $2";
    run!(tx, sql, run.owner.as_str(), seen.as_str(), number(steps)?)?;
    let counts = count_more(tx, &run.owner, import, more).await?;
    let first = last + 1 - u64::try_from(stated.len()).unwrap_or(u64::MAX);
    Ok(Applied { counts, stated, first })
}

/// A statement must not touch a row twice.
fn only_last(records: Vec<Ready>) -> Vec<Ready> {
    let last: HashMap<RecordId, usize> =
        records.iter().enumerate().map(|(at, r)| (r.record.id, at)).collect();
    if last.len() == records.len() {
        return records;
    }
    let is_last = |(at, ready): &(usize, Ready)| last.get(&ready.record.id) == Some(at);
    records.into_iter().enumerate().filter(is_last).map(|(_, ready)| ready).collect()
}

fn covers(run: &Run, records: &[Ready]) -> Result<()> {
    let own = |Ready { record, .. }: &Ready| {
        record.owner == run.owner && record.source.list.as_deref() == Some(run.list.as_str())
    };
    if records.iter().all(own) {
        return Ok(());
    }
    Err(Error::NotPermitted("an import states the own member's records in its own list only"))
}

/// What is there of a record.
struct Known {
    version: u64,
    digest: Option<Vec<u8>>,
    salt: Option<Vec<u8>>,
}

type KnownRow = (String, i64, Option<Vec<u8>>, Option<Vec<u8>>, Option<String>);

async fn known(tx: &mut Tx, run: &Run, records: &[Ready]) -> Result<HashMap<RecordId, Known>> {
    let ids: Vec<String> = records.iter().map(|r| r.record.id.to_string()).collect();
    let list = tx.conn.dialect().texts(2);
    let sql = Text::of("select id, version, digest, salt, list from record where owner = $1 and id in (");
    let rows: Vec<KnownRow> = many!(tx, sql.part(list).and(")"), run.owner.as_str(), sql::json(&ids)?)?;
    let mut known = HashMap::with_capacity(rows.len());
    for (id, version, digest, salt, list) in rows {
        if list.as_deref() != Some(run.list.as_str()) {
            return Err(Error::NotPermitted("a record of this id was not filed by this list"));
        }
        known.insert(id.parse()?, Known { version: count(version)?, digest, salt });
    }
    Ok(known)
}

/// A record that is new or changed, in its version now, with what its row needs.
struct Stated {
    record: Record,
    digest: [u8; 32],
    salt: [u8; 32],
}

/// Files what is new, revises what changed; gives these in the versions that they have now, and the number of the last
/// act.
async fn put(
    tx: &mut Tx,
    permit: &Permit<action::Import>,
    (records, known, held): (Vec<Ready>, HashMap<RecordId, Known>, HashMap<RecordId, u64>),
    seen: &str,
    at_us: i64,
) -> Result<(Counts, Vec<Record>, u64)> {
    let (mut counts, mut unchanged) = (Counts::default(), Vec::new());
    let (mut drafts, mut stated): (Vec<Draft>, Vec<Stated>) = Default::default();
    for Ready { mut record, content, digest } in records {
        let known = known.get(&record.id);
        let salt = known.and_then(|k| k.salt.as_deref());
        if salt.is_some() && known.is_some_and(|k| k.digest.as_deref() == Some(digest.as_slice())) {
            unchanged.push(record.id.to_string());
            continue;
        }
        let elsewhere = held.get(&record.id).copied().unwrap_or(0);
        record.version = known.map_or(0, |k| k.version).max(elsewhere) + 1;
        let (kind, salt) = kept_or_new(salt)?;
        counts.added += u64::from(kind == ActKind::Filed);
        counts.changed += u64::from(kind == ActKind::Revised);
        let act = act(kind, permit.by(), permit.reason(), (record.id, record.version), at_us);
        let body = wrap(permit.reason().legal_basis.as_deref(), &content)?;
        drafts.push(Draft::of(&act, Some(body), Under::Record(Salt::from_bytes(salt))));
        stated.push(Stated { record, digest, salt });
    }
    counts.unchanged = u64::try_from(unchanged.len()).unwrap_or(u64::MAX);
    let last = if stated.is_empty() { 0 } else { state(tx, drafts, &stated, seen, at_us).await? };
    mark_seen(tx, permit, &unchanged, seen).await?;
    Ok((counts, stated.into_iter().map(|one| one.record).collect(), last))
}

/// A record keeps its salt from version to version; one that is new, or was withdrawn, gets its own.
fn kept_or_new(salt: Option<&[u8]>) -> Result<(ActKind, [u8; 32])> {
    match salt {
        Some(salt) => {
            let damaged = |_| Error::Damaged("a salt is not 32 bytes".to_owned());
            Ok((ActKind::Revised, salt.try_into().map_err(damaged)?))
        }
        None => Ok((ActKind::Filed, house::chance()?)),
    }
}

async fn state(tx: &mut Tx, drafts: Vec<Draft>, stated: &[Stated], seen: &str, at_us: i64) -> Result<u64> {
    let all = u64::try_from(drafts.len()).unwrap_or(u64::MAX);
    let last = pen::write(tx, drafts).await?;
    let mut rows = Vec::with_capacity(stated.len());
    for (Stated { record, digest, salt }, seq) in stated.iter().zip(last - all + 1..) {
        let stamp = stamp::number(tx, &record.stamp()).await?;
        let (version, digest, salt) = (record.version, *digest, *salt);
        rows.push(RecordRow { record, version, seq, stamp, digest, seen: Some(seen), at_us, salt });
    }
    // In the order of the index, so that neighbours go to the same page.
    rows.sort_unstable_by_key(|row| row.record.id);
    put_rows(tx, &rows).await?;
    put_links(tx, stated.iter().map(|one| &one.record)).await?;
    Ok(last)
}

async fn mark_seen(tx: &mut Tx, permit: &Permit<action::Import>, ids: &[String], seen: &str) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let list = tx.conn.dialect().texts(3);
    let sql = Text::of("update record set seen = $1 where owner = $2 and id in (").part(list).and(")");
    run!(tx, sql, seen, permit.by().member().as_str(), sql::json(ids)?)?;
    Ok(())
}
