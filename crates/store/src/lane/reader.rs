//! Who reads a lane of ours, and how far their signed receipts say that they have it on disk.
use super::out::forget_bytes;
use super::{Stream, sixteen};
use crate::epoch::SET_BACK;
use crate::sql::{count, many, maybe, number, row, run};
use crate::{Result, Tx};
use model::Member;

/// A member that a lane is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub member: Member,
    /// The first envelope that is meant for it.
    pub first_seq: u64,
    /// The last that it has on disk.
    pub upto: u64,
    /// The last key of the lane that it was told.
    pub key_no: u64,
    pub receipt_us: Option<i64>,
    /// How far it had read when it left, for one who came back.
    pub gone_from: Option<u64>,
}

row! {
    struct Row {
        member: String,
        first_seq: i64,
        upto: i64,
        key_no: i64,
        receipt_us: Option<i64>,
        gone_from: Option<i64>,
    }
}

/// Those who read a lane now, in the order of their codes.
pub async fn readers(tx: &mut Tx, stream: &Stream) -> Result<Vec<Reader>> {
    let sql = "select member, first_seq, upto, key_no, receipt_us, gone_from from reader
        where stream = $1 and left_us is null order by member";
    let rows: Vec<Row> = many!(tx, sql, stream.as_slice())?;
    let read = |row: Row| {
        Ok(Reader {
            member: row.member.parse()?,
            first_seq: count(row.first_seq)?,
            upto: count(row.upto)?,
            key_no: count(row.key_no)?,
            receipt_us: row.receipt_us,
            gone_from: row.gone_from.map(count).transpose()?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Lets a member read a lane from `first_seq` on, or notes which key it was told since. A reader who had left begins anew.
/// Of what went on the lane before it first read it, it has nothing from there, so one who began in its midst has read nothing.
/// `alone` says that nobody else reads the lane: then nothing went on it meanwhile, and the reader goes on where it was.
pub async fn seat(tx: &mut Tx, stream: &Stream, reader: &Reader, alone: bool) -> Result<()> {
    let sql = "insert into reader (member, stream, first_seq, upto, key_no) values ($1, $2, $3, $4, $5)
        on conflict (member, stream) do update set key_no = excluded.key_no, left_us = null,
        gone_from = case when reader.left_us is null or $6 then reader.gone_from
            when reader.gone_from < reader.upto then reader.gone_from
            when reader.gone_from is null and reader.first_seq > 1 then 0 else reader.upto end,
        first_seq = case when reader.left_us is null or $6 then reader.first_seq else excluded.first_seq end,
        upto = case when reader.left_us is null or $6 then reader.upto else excluded.upto end";
    run!(
        tx,
        sql,
        reader.member.as_str(),
        stream.as_slice(),
        number(reader.first_seq)?,
        number(reader.upto)?,
        number(reader.key_no)?,
        alone
    )?;
    Ok(())
}

/// A lane on which a member is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    pub stream: Stream,
    pub class: u8,
    pub epoch: u64,
    pub upto: u64,
    pub seq: u64,
}

/// The lanes on which this member has not everything, the most pressing first. None while the store is marked as set back.
pub async fn behind(tx: &mut Tx, member: &Member) -> Result<Vec<Behind>> {
    let sql =
        "select l.stream, l.class, l.epoch, r.upto, l.seq from reader r join lane l on l.stream = r.stream
        where r.member = $1 and r.left_us is null and r.upto < l.seq
        and not exists (select 1 from setting where name = $2) order by l.class, l.stream";
    let rows: Vec<(Vec<u8>, i64, i64, i64, i64)> = many!(tx, sql, member.as_str(), SET_BACK)?;
    let read = |(stream, class, epoch, upto, seq): (Vec<u8>, i64, i64, i64, i64)| {
        let class = u8::try_from(class).unwrap_or(u8::MAX);
        Ok(Behind {
            stream: sixteen(stream)?,
            class,
            epoch: count(epoch)?,
            upto: count(upto)?,
            seq: count(seq)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Whether a receipt up to this number confirms something of a record, which the owner's window shows, or of a message: that it is there, or
/// gone. To be asked before the receipt is kept.
pub async fn confirms(tx: &mut Tx, (member, stream): (&Member, &Stream), upto: u64) -> Result<bool> {
    let sql = "select 1 from envelope e join reader r on r.stream = e.stream
        where r.member = $1 and e.stream = $2 and e.seq > r.upto and e.seq <= $3
        and e.kind in ('stated', 'recalled', 'said', 'said-back') limit 1";
    let any: Option<(i32,)> = maybe!(tx, sql, member.as_str(), stream.as_slice(), number(upto)?)?;
    Ok(any.is_some())
}

/// Keeps a member's signed receipt, and lets go of what nobody lacks by it. One that says less than an earlier one changes
/// nothing.
pub async fn receipted(
    tx: &mut Tx,
    (member, stream): (&Member, &Stream),
    (epoch, upto): (u64, u64),
    receipt: &[u8],
    at_us: i64,
) -> Result<bool> {
    let before = had(tx, (member, stream)).await?;
    let sql = "update reader set upto = $3, receipt = $4, receipt_us = $5 where member = $1 and stream = $2 and upto < $3
        and exists (select 1 from lane l where l.stream = $2 and l.epoch = $6 and l.seq >= $3)";
    let (to, name) = (member.as_str(), stream.as_slice());
    let new = run!(tx, sql, to, name, number(upto)?, receipt, at_us, number(epoch)?)? == 1;
    if new {
        forget_bytes(tx, stream, before).await?;
    }
    Ok(new)
}

/// The signed receipts by which a member has said how far it has each lane that it reads, as it signed them.
pub async fn receipts(tx: &mut Tx, member: &Member) -> Result<Vec<Vec<u8>>> {
    let sql = "select receipt from reader where member = $1 and left_us is null and receipt is not null
        order by stream";
    let rows: Vec<(Vec<u8>,)> = many!(tx, sql, member.as_str())?;
    Ok(rows.into_iter().map(|(receipt,)| receipt).collect())
}

/// What a member has signed last of how far it has a lane, also one that has left it; none where it has signed nothing that counts.
pub async fn receipt(tx: &mut Tx, (member, stream): (&Member, &Stream)) -> Result<Option<Vec<u8>>> {
    let sql = "select receipt from reader where member = $1 and stream = $2";
    let row: Option<(Option<Vec<u8>>,)> = maybe!(tx, sql, member.as_str(), stream.as_slice())?;
    Ok(row.and_then(|(receipt,)| receipt))
}

/// Up to which number of a lane nothing waits for a member: it has it, or was seated behind it. 0 where it does not read the lane.
async fn had(tx: &mut Tx, (member, stream): (&Member, &Stream)) -> Result<u64> {
    let sql = "select upto from reader where member = $1 and stream = $2";
    let row: Option<(i64,)> = maybe!(tx, sql, member.as_str(), stream.as_slice())?;
    row.map_or(Ok(0), |(upto,)| count(upto))
}

/// Notes that a member reads a lane no longer, and lets go of what only it lacked.
pub async fn leave(tx: &mut Tx, stream: &Stream, member: &Member, at_us: i64) -> Result<()> {
    let before = had(tx, (member, stream)).await?;
    let sql = "update reader set left_us = $3 where member = $1 and stream = $2 and left_us is null";
    run!(tx, sql, member.as_str(), stream.as_slice(), at_us)?;
    forget_bytes(tx, stream, before).await?;
    Ok(())
}

/// Lets a member leave every lane that it reads, to be seated anew at their ends. One that has lost what it had begins
/// from nothing: all that was ever recalled there it has not heard of.
pub async fn leave_all(tx: &mut Tx, member: &Member, has_lost: bool, at_us: i64) -> Result<()> {
    let sql = "update reader set left_us = $2 where member = $1 and left_us is null";
    let read = "select stream, upto from reader where member = $1 and left_us is null";
    let lanes: Vec<(Vec<u8>, i64)> = many!(tx, read, member.as_str())?;
    run!(tx, sql, member.as_str(), at_us)?;
    for (lane, upto) in lanes {
        forget_bytes(tx, &super::sixteen(lane)?, count(upto)?).await?;
    }
    if has_lost {
        // Also of what it had left before, because it was suspended.
        let sql =
            "update reader set upto = 0, gone_from = 0, receipt = null, receipt_us = null where member = $1";
        run!(tx, sql, member.as_str())?;
    }
    Ok(())
}

/// A lane of ours as one of its readers may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    pub stream: Stream,
    pub epoch: u64,
    /// The last envelope on it, and the hash of its header.
    pub seq: u64,
    pub head: wire::Hash,
    /// The first envelope that is meant for the reader.
    pub first_seq: u64,
}

row! {
    struct ReachRow {
        stream: Vec<u8>,
        epoch: i64,
        seq: i64,
        head: Vec<u8>,
        first_seq: i64,
    }
}

/// The lanes that a member reads and on which something is for it.
pub async fn read_by(tx: &mut Tx, member: &Member) -> Result<Vec<Reach>> {
    let sql = "select l.stream, l.epoch, l.seq, l.head, r.first_seq from reader r join lane l on l.stream = r.stream
        where r.member = $1 and r.left_us is null and r.first_seq <= l.seq order by l.class, l.stream";
    let rows: Vec<ReachRow> = many!(tx, sql, member.as_str())?;
    let read = |row: ReachRow| {
        Ok(Reach {
            stream: sixteen(row.stream)?,
            epoch: count(row.epoch)?,
            seq: count(row.seq)?,
            head: super::hash(row.head)?,
            first_seq: count(row.first_seq)?,
        })
    };
    rows.into_iter().map(read).collect()
}
