//! One batch of a list, in one transaction: what is new is filed, what changed revised, what did not marked as seen.
use super::refused::{RefusedRow, keep_refused};
use super::{Counts, Run, count_more, running};
use crate::house::{self, House};
use crate::journal::{Draft, Under, pen, wrap};
use crate::record::{RecordRow, act, digest, put_links, put_rows, written};
use crate::sql::{self, Text, count, many, number, run};
use crate::{Error, Result, Tx, stamp};
use model::{ActKind, ImportId, Record, RecordId};
use policy::{Permit, action};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use wire::keys::Salt;

/// What the reader gave since the last batch.
#[derive(Debug, Clone)]
pub struct Batch {
    pub import: ImportId,
    /// Records of the own member in the list of the import. Versions are given by the store. Of two with the same id,
    /// the last counts.
    pub records: Vec<Record>,
    pub refused: Vec<RefusedRow>,
    /// How many steps of the reader are done with this batch, from the first on: where it goes on after a break.
    pub steps: u64,
}

/// What a batch came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Of the import so far.
    pub counts: Counts,
    /// The records that were filed or revised, in the versions that they have now.
    pub stated: Vec<Record>,
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
    let (records, judged) = judge(tx, records, known, permit.reason().legal_basis.clone()).await?;
    let seen = import.to_string();
    let (mut more, stated) = put(tx, permit, (&records, judged), &seen, at_us).await?;
    more.refused = keep_refused(tx, &run.owner, import, &refused).await?;
    let sql = "update import set steps = $3 where owner = $1 and id = $2";
    run!(tx, sql, run.owner.as_str(), seen.as_str(), number(steps)?)?;
    let counts = count_more(tx, &run.owner, import, more).await?;
    Ok(Applied { counts, stated: in_versions(records, &stated) })
}

fn in_versions(records: Vec<Record>, versions: &HashMap<RecordId, u64>) -> Vec<Record> {
    let now = |record: Record| versions.get(&record.id).map(|version| Record { version: *version, ..record });
    records.into_iter().filter_map(now).collect()
}

/// A statement must not touch a row twice.
fn only_last(records: Vec<Record>) -> Vec<Record> {
    let last: HashMap<RecordId, usize> = records.iter().enumerate().map(|(at, r)| (r.id, at)).collect();
    if last.len() == records.len() {
        return records;
    }
    let is_last = |(at, record): &(usize, Record)| last.get(&record.id) == Some(at);
    records.into_iter().enumerate().filter(is_last).map(|(_, record)| record).collect()
}

fn covers(run: &Run, records: &[Record]) -> Result<()> {
    let own = |record: &Record| {
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

async fn known(tx: &mut Tx, run: &Run, records: &[Record]) -> Result<HashMap<RecordId, Known>> {
    let ids: Vec<String> = records.iter().map(|r| r.id.to_string()).collect();
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

/// What is to be done with a record.
enum Judged {
    Unchanged,
    State { kind: ActKind, version: u64, digest: [u8; 32], salt: [u8; 32], body: Vec<u8> },
}

/// Compares contents by their digests, on all cores.
async fn judge(
    tx: &Tx,
    records: Vec<Record>,
    known: HashMap<RecordId, Known>,
    basis: Option<String>,
) -> Result<(Vec<Record>, Vec<Judged>)> {
    let house = Arc::clone(&tx.house);
    let all = move || {
        let one = |record: &Record| judge_one(&house, record, known.get(&record.id), basis.as_deref());
        let judged = records.par_iter().map(one).collect::<Result<Vec<Judged>>>()?;
        Ok((records, judged))
    };
    tokio::task::spawn_blocking(all).await?
}

fn judge_one(house: &House, record: &Record, known: Option<&Known>, basis: Option<&str>) -> Result<Judged> {
    let content = written(record)?;
    let digest = digest(house, &content);
    let salt = known.and_then(|k| k.salt.as_deref());
    if salt.is_some() && known.is_some_and(|k| k.digest.as_deref() == Some(digest.as_slice())) {
        return Ok(Judged::Unchanged);
    }
    let version = known.map_or(1, |k| k.version + 1);
    let (kind, salt) = match salt {
        Some(salt) => (
            ActKind::Revised,
            salt.try_into().map_err(|_| Error::Damaged("a salt is not 32 bytes".to_owned()))?,
        ),
        None => (ActKind::Filed, house::chance()?),
    };
    Ok(Judged::State { kind, version, digest, salt, body: wrap(basis, &content)? })
}

/// A record with the number of its stamp, and what is stated of it.
type Stated<'a> = (&'a Record, u64, [u8; 32], [u8; 32]);

async fn put(
    tx: &mut Tx,
    permit: &Permit<action::Import>,
    (records, judged): (&[Record], Vec<Judged>),
    seen: &str,
    at_us: i64,
) -> Result<(Counts, HashMap<RecordId, u64>)> {
    let (mut counts, mut unchanged) = (Counts::default(), Vec::new());
    let (mut drafts, mut stated): (Vec<Draft>, Vec<Stated<'_>>) = Default::default();
    for (record, judged) in records.iter().zip(judged) {
        match judged {
            Judged::Unchanged => unchanged.push(record.id.to_string()),
            Judged::State { kind, version, digest, salt, body } => {
                counts.added += u64::from(kind == ActKind::Filed);
                counts.changed += u64::from(kind == ActKind::Revised);
                let act = act(kind, permit.by(), permit.reason(), (record.id, version), at_us);
                drafts.push(Draft::of(&act, Some(body), Under::Record(Salt::from_bytes(salt))));
                stated.push((record, version, digest, salt));
            }
        }
    }
    counts.unchanged = u64::try_from(unchanged.len()).unwrap_or(u64::MAX);
    if !stated.is_empty() {
        state(tx, drafts, &stated, seen, at_us).await?;
    }
    mark_seen(tx, permit, &unchanged, seen).await?;
    Ok((counts, stated.iter().map(|(record, version, ..)| (record.id, *version)).collect()))
}

async fn state(tx: &mut Tx, drafts: Vec<Draft>, stated: &[Stated<'_>], seen: &str, at_us: i64) -> Result<()> {
    let all = u64::try_from(drafts.len()).unwrap_or(u64::MAX);
    let last = pen::write(tx, drafts).await?;
    let mut rows = Vec::with_capacity(stated.len());
    for ((record, version, digest, salt), seq) in stated.iter().zip(last - all + 1..) {
        let stamp = stamp::number(tx, &record.stamp()).await?;
        let (version, digest, salt) = (*version, *digest, *salt);
        rows.push(RecordRow { record, version, seq, stamp, digest, seen: Some(seen), at_us, salt });
    }
    // In the order of the index, so that neighbours go to the same page.
    rows.sort_unstable_by_key(|row| row.record.id);
    put_rows(tx, &rows).await?;
    put_links(tx, stated.iter().map(|(record, ..)| *record)).await
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
