//! Records of any owner, put into the store of a post as they stand, with their versions.
use super::{RecordRow, act, digest, put_rows, written};
use crate::house;
use crate::journal::{Draft, Under, pen, wrap};
use crate::{Result, Tx, stamp};
use model::{ActKind, Record};
use policy::{Permit, action};
use wire::keys::Salt;

/// Files them in a store that is made to be carried, each with its act. Gives the number of the last.
pub async fn carry(
    tx: &mut Tx,
    permit: &Permit<action::MakeCapsule>,
    records: &[Record],
    at_us: i64,
) -> Result<u64> {
    let (mut drafts, mut made) = (Vec::with_capacity(records.len()), Vec::with_capacity(records.len()));
    for record in records {
        let (content, salt) = (written(record)?, house::chance::<32>()?);
        let object = (record.id, record.version);
        let act = act(ActKind::Filed, permit.by(), permit.reason(), object, at_us);
        made.push((digest(&tx.house, &content), salt));
        drafts.push(Draft::of(&act, Some(wrap(None, &content)?), Under::Record(Salt::from_bytes(salt))));
    }
    let last = pen::write(tx, drafts).await?;
    let first = last + 1 - u64::try_from(records.len()).unwrap_or(u64::MAX);
    let mut rows = Vec::with_capacity(records.len());
    for ((record, (digest, salt)), seq) in records.iter().zip(made).zip(first..) {
        let stamp = stamp::number(tx, &record.stamp()).await?;
        rows.push(RecordRow { record, version: record.version, seq, stamp, digest, seen: None, at_us, salt });
    }
    rows.sort_unstable_by_key(|row| row.record.id);
    put_rows(tx, &rows).await?;
    Ok(last)
}
