//! The owner's side of a mailbox: how far a hub has signed that it keeps a lane for a member.
use crate::lane::Stream;
use crate::sql::{count, many, maybe, number, run};
use crate::{Result, Tx};
use model::Member;

/// How far a lane is with a hub, for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entrusted {
    pub epoch: u64,
    pub seq: u64,
}

/// Keeps what a hub has signed. Less than before changes nothing.
pub async fn entrust(
    tx: &mut Tx,
    (member, stream, hub): (&Member, &Stream, &Member),
    (epoch, seq): (u64, u64),
    receipt: &[u8],
    at_us: i64,
) -> Result<()> {
    let sql = "insert into entrusted (member, stream, hub, epoch, seq, receipt, since_us)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (member, stream, hub) do update
        set epoch = excluded.epoch, seq = excluded.seq, receipt = excluded.receipt, since_us = case when exists (
            select 1 from reader r where r.member = $1 and r.stream = $2 and r.upto < entrusted.seq)
            then entrusted.since_us else excluded.since_us end
        where entrusted.epoch < excluded.epoch or (entrusted.epoch = excluded.epoch and entrusted.seq < excluded.seq)";
    let of = (member.as_str(), stream.as_slice(), hub.as_str());
    run!(tx, sql, of.0, of.1, of.2, number(epoch)?, number(seq)?, receipt, at_us)?;
    Ok(())
}

/// How far a lane is with a hub for a member; none where nothing is.
pub async fn entrusted(
    tx: &mut Tx,
    (member, stream, hub): (&Member, &Stream, &Member),
) -> Result<Option<Entrusted>> {
    let sql = "select epoch, seq from entrusted where member = $1 and stream = $2 and hub = $3";
    let row: Option<(i64, i64)> = maybe!(tx, sql, member.as_str(), stream.as_slice(), hub.as_str())?;
    row.map(|(epoch, seq)| Ok(Entrusted { epoch: count(epoch)?, seq: count(seq)? })).transpose()
}

/// In the mailboxes of which hubs something waits for a member that it has not receipted, and since when.
pub async fn since(tx: &mut Tx, member: &Member) -> Result<Vec<(Member, i64)>> {
    let sql = "select e.hub, min(e.since_us) from entrusted e join lane l on l.stream = e.stream and l.epoch = e.epoch
        join reader r on r.stream = e.stream and r.member = e.member and r.left_us is null and r.upto < e.seq
        where e.member = $1 group by e.hub order by e.hub";
    let rows: Vec<(String, i64)> = many!(tx, sql, member.as_str())?;
    rows.into_iter().map(|(hub, since_us)| Ok((hub.parse()?, since_us))).collect()
}

/// A hub has lost what it kept: all of it is to be entrusted again.
pub async fn forget_hub(tx: &mut Tx, hub: &Member) -> Result<()> {
    run!(tx, "delete from entrusted where hub = $1", hub.as_str())?;
    Ok(())
}
