//! The mailbox: envelopes that a hub keeps for members that cannot be reached, and what an owner has entrusted to hubs.
mod entrusted;
pub mod file;

pub use entrusted::{Entrusted, entrust, entrusted, forget_hub, since};

use crate::journal::pen;
use crate::lane::Stream;
use crate::sql::{self, Text, count, many, maybe, number, one, run};
use crate::{Result, Tx};
use model::Member;

/// An envelope to be kept for somebody.
#[derive(Debug)]
pub struct Kept<'a> {
    pub member: &'a Member,
    pub owner: &'a Member,
    pub stream: Stream,
    pub epoch: u64,
    pub seq: u64,
    /// 0 overtakes everything.
    pub class: u8,
    pub bytes: &'a [u8],
    pub expires_us: i64,
}

/// Where those of a class begin.
fn base(class: u8) -> i64 {
    i64::from(class) << 56
}

/// Keeps one, behind those of its class. One that is kept already stays as it is. Gives whether it was new.
pub async fn keep(tx: &mut Tx, it: &Kept<'_>, at_us: i64) -> Result<bool> {
    pen::lock(tx).await?;
    let sql = "insert into custody (no, member, owner, stream, epoch, seq, bytes, size, expires_us, kept_us)
        select coalesce(max(no), $1) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11 from custody
        where no >= $1 and no < $2
        on conflict (member, owner, stream, epoch, seq) do nothing";
    let (from, to) = (base(it.class), base(it.class.saturating_add(1)));
    let size = i64::try_from(it.bytes.len()).unwrap_or(i64::MAX);
    let (member, owner, stream) = (it.member.as_str(), it.owner.as_str(), it.stream.as_slice());
    let (epoch, seq) = (number(it.epoch)?, number(it.seq)?);
    Ok(run!(tx, sql, from, to, member, owner, stream, epoch, seq, it.bytes, size, it.expires_us, at_us)? == 1)
}

/// How many envelopes and bytes are kept for a member.
pub async fn kept_for(tx: &mut Tx, member: &Member) -> Result<(u64, u64)> {
    let sql = "select count(*), cast(coalesce(sum(size), 0) as bigint) from custody where member = $1";
    let (pieces, bytes): (i64, i64) = one!(tx, sql, member.as_str())?;
    Ok((count(pieces)?, count(bytes)?))
}

/// What is kept for a member behind a place: so many envelopes and bytes at most, and one at least, each with its place.
pub async fn next(
    tx: &mut Tx,
    member: &Member,
    after: u64,
    (limit, bytes): (u32, usize),
    now_us: i64,
) -> Result<Vec<(u64, Vec<u8>)>> {
    let sql = "select no, bytes from custody where member = $1 and no > $2 and expires_us > $3 order by no limit $4";
    let rows: Vec<(i64, Vec<u8>)> =
        many!(tx, sql, member.as_str(), number(after)?, now_us, i64::from(limit))?;
    let (mut left, mut next) = (bytes, Vec::with_capacity(rows.len()));
    for (no, bytes) in rows {
        if !next.is_empty() && bytes.len() > left {
            break;
        }
        left = left.saturating_sub(bytes.len());
        next.push((count(no)?, bytes));
    }
    Ok(next)
}

/// A member has a lane up to here: what was kept of it goes, and its receipt is kept for the owner. Gives how many went.
pub async fn given(
    tx: &mut Tx,
    (member, owner): (&Member, &Member),
    (stream, epoch, upto): (&Stream, u64, u64),
    (receipt, digest): (&[u8], &wire::Hash),
    at_us: i64,
) -> Result<u64> {
    let of = (member.as_str(), owner.as_str(), stream.as_slice());
    let sql = "delete from custody where member = $1 and owner = $2 and stream = $3
        and (epoch < $4 or (epoch = $4 and seq <= $5))";
    let gone = run!(tx, sql, of.0, of.1, of.2, number(epoch)?, number(upto)?)?;
    if gone > 0 {
        let sql = "insert into custody_receipt (owner, member, stream, receipt, digest, kept_us)
            values ($1, $2, $3, $4, $5, $6) on conflict (owner, member, stream) do update
            set receipt = excluded.receipt, digest = excluded.digest, kept_us = excluded.kept_us";
        run!(tx, sql, of.1, of.0, of.2, receipt, digest.as_slice(), at_us)?;
    }
    count(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// Receipts on their way to an owner, so many at most.
pub async fn receipts(tx: &mut Tx, owner: &Member, limit: u32) -> Result<Vec<Vec<u8>>> {
    let sql =
        "select receipt from custody_receipt where owner = $1 order by kept_us, member, stream limit $2";
    let rows: Vec<(Vec<u8>,)> = many!(tx, sql, owner.as_str(), i64::from(limit))?;
    Ok(rows.into_iter().map(|(receipt,)| receipt).collect())
}

/// The owner has this receipt.
pub async fn receipt_given(tx: &mut Tx, owner: &Member, digest: &wire::Hash) -> Result<()> {
    let sql = "delete from custody_receipt where owner = $1 and digest = $2";
    run!(tx, sql, owner.as_str(), digest.as_slice())?;
    Ok(())
}

/// Destroys what nobody is to be given any more: of or for members that are not among the active, expired, or kept since
/// before a moment. Gives how many.
pub async fn sweep(tx: &mut Tx, active: &[&Member], now_us: i64, before_us: i64) -> Result<u64> {
    let any: Option<(i32,)> = maybe!(tx, "select 1 from custody limit 1")?;
    if any.is_none() {
        return Ok(0);
    }
    let list = sql::json(&active.iter().map(|member| member.as_str()).collect::<Vec<_>>())?;
    let dialect = tx.conn.dialect();
    let sql = Text::of("delete from custody where expires_us <= $1 or kept_us < $2 or member not in (")
        .part(dialect.texts(3))
        .and(") or owner not in (")
        .part(dialect.texts(3))
        .and(")");
    let gone = run!(tx, sql, now_us, before_us, list.as_str())?;
    let sql = Text::of("delete from custody_receipt where kept_us < $1 or member not in (")
        .part(dialect.texts(2))
        .and(") or owner not in (")
        .part(dialect.texts(2))
        .and(")");
    run!(tx, sql, before_us, list.as_str())?;
    tx.pen.destroyed |= gone > 0;
    count(i64::try_from(gone).unwrap_or(i64::MAX))
}
