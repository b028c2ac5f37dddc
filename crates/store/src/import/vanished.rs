//! What a list no longer has is withdrawn, each record with its act.
use super::{Counts, Run, count_more, running};
use crate::journal::{Draft, Under, pen};
use crate::record::{act, destroy, why_body};
use crate::sql::{count, many, number, run};
use crate::{Result, Tx};
use model::{ActKind, ImportId, RecordId};
use policy::{Permit, action};

/// So many are withdrawn in one transaction.
const TOGETHER: i64 = 1_000;

/// Withdraws a batch of those records of the import's list that it has not seen. Gives how many; call it again, in a
/// transaction of its own, until there are none. Only for an import whose files were read to their end.
pub async fn withdraw_vanished(
    tx: &mut Tx,
    permit: &Permit<action::Import>,
    id: ImportId,
    at_us: i64,
) -> Result<u64> {
    let run = running(tx, permit, id).await?;
    let vanished = vanished(tx, &run, id).await?;
    let Some((.., swept)) = vanished.last().copied() else { return Ok(0) };
    let mut drafts = Vec::with_capacity(vanished.len());
    for (record, version, _) in &vanished {
        let body = why_body(permit.reason(), "the list no longer has it")?;
        let act = act(ActKind::Withdrawn, permit.by(), permit.reason(), (*record, *version), at_us);
        drafts.push(Draft::of(&act, body, Under::ItsDay));
    }
    let all = u64::try_from(vanished.len()).unwrap_or(u64::MAX);
    let last = pen::write(tx, drafts).await?;
    let acts: Vec<(RecordId, u64)> =
        vanished.iter().map(|(record, ..)| *record).zip(last - all + 1..).collect();
    destroy(tx, &run.owner, &acts, at_us).await?;
    let sql = "update import set swept = $3 where owner = $1 and id = $2";
    run!(tx, sql, run.owner.as_str(), id.to_string(), number(swept)?)?;
    count_more(tx, &run.owner, id, Counts { withdrawn: all, ..Counts::default() }).await?;
    Ok(all)
}

/// Records with version and act, behind those that were looked at before.
async fn vanished(tx: &mut Tx, run: &Run, id: ImportId) -> Result<Vec<(RecordId, u64, u64)>> {
    let sql = "select id, version, seq from record
        where owner = $1 and list = $2 and seq > $3 and salt is not null and (seen is null or seen <> $4)
        order by seq limit $5";
    let rows: Vec<(String, i64, i64)> =
        many!(tx, sql, run.owner.as_str(), run.list.as_str(), number(run.swept)?, id.to_string(), TOGETHER)?;
    rows.into_iter().map(|(id, version, seq)| Ok((id.parse()?, count(version)?, count(seq)?))).collect()
}
