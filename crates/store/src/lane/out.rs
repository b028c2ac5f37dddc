//! Lanes of ours, and the envelopes on them that wait for somebody's receipt.
use super::{LaneKey, Stream, hash, sixteen};
use crate::secret;
use crate::sql::{Rows, count, insert, many, maybe, number, one, row, run};
use crate::{Result, Tx};
use model::{Member, RecordId};

/// A lane as far as it goes.
#[derive(Debug, Clone)]
pub struct Lane {
    pub stream: Stream,
    /// `all`, `all!RU,SY`, or codes: `FR,TG`.
    pub audience: String,
    /// 0 overtakes everything; 2 is usual.
    pub class: u8,
    pub epoch: u64,
    /// The number of the last envelope on it; 0 before the first.
    pub seq: u64,
    /// The hash of its header.
    pub head: wire::Hash,
    /// Which of its keys seals what goes on it now.
    pub key_no: u64,
    pub key: LaneKey,
    /// Since when.
    pub key_us: i64,
}

/// An envelope to be put on a lane.
#[derive(Debug)]
pub struct Sent {
    pub seq: u64,
    pub kind: &'static str,
    /// The record it is about.
    pub object: Option<RecordId>,
    pub made_us: i64,
    /// Of its header.
    pub hash: wire::Hash,
    pub bytes: Vec<u8>,
    /// The act here that it tells of, where it tells an owner of a look.
    pub act: Option<u64>,
    /// The hash of the act with a notice that it tells.
    pub said: Option<wire::Hash>,
}

/// An envelope that somebody does not have yet.
#[derive(Debug)]
pub struct Waiting {
    pub seq: u64,
    pub made_us: i64,
    pub bytes: Vec<u8>,
}

row! {
    struct Row {
        stream: Vec<u8>,
        audience: String,
        class: i64,
        epoch: i64,
        seq: i64,
        head: Vec<u8>,
        key_no: i64,
        key_sealed: Vec<u8>,
        key_salt: Vec<u8>,
        key_us: i64,
    }
}

/// Ours are sealed under no other owner's name.
const OURS: &str = "";

impl Row {
    fn read(self, tx: &Tx) -> Result<Lane> {
        let (stream, key_no) = (sixteen(self.stream)?, count(self.key_no)?);
        let kept = secret::Kept { sealed: self.key_sealed, salt: self.key_salt };
        Ok(Lane {
            stream,
            audience: self.audience,
            class: u8::try_from(self.class).unwrap_or(u8::MAX),
            epoch: count(self.epoch)?,
            seq: count(self.seq)?,
            head: hash(self.head)?,
            key_no,
            key: secret::open(&tx.house, OURS, (&stream, key_no), kept)?,
            key_us: self.key_us,
        })
    }
}

/// The lane to this audience, if anything has gone there before.
pub async fn of(tx: &mut Tx, stream: &Stream) -> Result<Option<Lane>> {
    let sql = "select stream, audience, class, epoch, seq, head, key_no, key_sealed, key_salt, key_us
        from lane where stream = $1";
    let row: Option<Row> = maybe!(tx, sql, stream.as_slice())?;
    row.map(|row| row.read(tx)).transpose()
}

/// Every lane of ours, in the order of their audiences.
pub async fn all(tx: &mut Tx) -> Result<Vec<Lane>> {
    let sql = "select stream, audience, class, epoch, seq, head, key_no, key_sealed, key_salt, key_us
        from lane order by audience, class";
    let rows: Vec<Row> = many!(tx, sql)?;
    rows.into_iter().map(|row| row.read(tx)).collect()
}

/// Keeps how far a lane goes, and its key.
pub async fn put(tx: &mut Tx, lane: &Lane) -> Result<()> {
    let kept = secret::seal(&tx.house, OURS, (&lane.stream, lane.key_no), &lane.key)?;
    let sql =
        "insert into lane (stream, audience, class, epoch, seq, head, key_no, key_sealed, key_salt, key_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (stream) do update set epoch = excluded.epoch, seq = excluded.seq, head = excluded.head,
        key_no = excluded.key_no, key_sealed = excluded.key_sealed, key_salt = excluded.key_salt,
        key_us = excluded.key_us";
    run!(
        tx,
        sql,
        lane.stream.as_slice(),
        lane.audience.as_str(),
        i64::from(lane.class),
        number(lane.epoch)?,
        number(lane.seq)?,
        lane.head.as_slice(),
        number(lane.key_no)?,
        kept.sealed,
        kept.salt,
        lane.key_us
    )?;
    Ok(())
}

const ENVELOPE: Rows = Rows {
    table: "envelope",
    columns: &["stream", "epoch", "seq", "kind", "object", "made_us", "hash", "bytes", "act", "said"],
    tail: "",
};

/// Puts envelopes on a lane, behind those that are there. They wait until every reader has them.
pub async fn send(tx: &mut Tx, lane: &Lane, sent: &[Sent]) -> Result<()> {
    insert!(
        tx,
        ENVELOPE,
        sent,
        |row| lane.stream.to_vec(),
        number(lane.epoch)?,
        number(row.seq)?,
        row.kind,
        row.object.map(|id| id.to_string()),
        row.made_us,
        row.hash.to_vec(),
        row.bytes.clone(),
        row.act.map(number).transpose()?,
        row.said.map(|hash| hash.to_vec()),
    );
    Ok(())
}

/// The envelopes behind this number, in their order, as many as fit into `bytes` and at least one.
pub async fn next(
    tx: &mut Tx,
    stream: &Stream,
    after: u64,
    (limit, bytes): (u32, usize),
) -> Result<Vec<Waiting>> {
    let sql = "select seq, made_us, bytes from envelope where stream = $1 and seq > $2 and bytes is not null
        order by seq limit $3";
    let rows: Vec<(i64, i64, Vec<u8>)> = many!(tx, sql, stream.as_slice(), number(after)?, i64::from(limit))?;
    let mut left = bytes;
    let mut waiting = Vec::with_capacity(rows.len());
    for (seq, made_us, bytes) in rows {
        if !waiting.is_empty() && bytes.len() > left {
            break;
        }
        left = left.saturating_sub(bytes.len());
        waiting.push(Waiting { seq: count(seq)?, made_us, bytes });
    }
    Ok(waiting)
}

/// The hash of the header of what left under this number; none where nothing did.
pub async fn hash_of(tx: &mut Tx, stream: &Stream, (epoch, seq): (u64, u64)) -> Result<Option<wire::Hash>> {
    let sql = "select hash from envelope where stream = $1 and epoch = $2 and seq = $3";
    let row: Option<(Vec<u8>,)> = maybe!(tx, sql, stream.as_slice(), number(epoch)?, number(seq)?)?;
    row.map(|(bytes,)| hash(bytes)).transpose()
}

/// Lets every lane of ours begin anew in an epoch. What was given on them counts as not said again yet (number 0), what its
/// readers have as nothing, and the next that is put on each comes under a new key.
pub async fn begin_anew(tx: &mut Tx, me: &Member, (epoch, hash): (u64, &wire::Hash)) -> Result<()> {
    run!(tx, "delete from envelope")?;
    let sql = "update lane set epoch = $1, seq = 0, head = $2, key_us = 0";
    run!(tx, sql, number(epoch)?, hash.as_slice())?;
    let sql =
        "update reader set first_seq = 1, upto = 0, receipt = null, receipt_us = null, gone_from = null";
    run!(tx, sql)?;
    run!(tx, "update shared set seq = 0")?;
    crate::thread::begin_anew(tx, me).await?;
    Ok(())
}

/// Whether an envelope of this kind waits for a member on a lane of ours.
pub async fn waits_for(tx: &mut Tx, member: &Member, kind: &str) -> Result<bool> {
    let sql = "select 1 from envelope e join reader r on r.stream = e.stream and r.upto < e.seq
        where r.member = $1 and e.kind = $2 and e.bytes is not null limit 1";
    let any: Option<(i32,)> = maybe!(tx, sql, member.as_str(), kind)?;
    Ok(any.is_some())
}

/// Ends a lane, with all that was to go on it; what was given on it is to be kept by the caller.
pub async fn end(tx: &mut Tx, stream: &Stream) -> Result<()> {
    let of = stream.as_slice();
    run!(tx, "delete from shared where stream = $1", of)?;
    run!(tx, "delete from reader where stream = $1", of)?;
    run!(tx, "delete from envelope where stream = $1", of)?;
    run!(tx, "delete from lane where stream = $1", of)?;
    Ok(())
}

/// Whether this act with a notice was put where this member reads it.
pub async fn was_told_of_notice(
    tx: &mut Tx,
    member: &Member,
    (about, said): (RecordId, &wire::Hash),
) -> Result<bool> {
    let sql = "select 1 from envelope e join reader r on r.stream = e.stream and r.first_seq <= e.seq
        where e.object = $2 and e.kind in ('notice-act', 'notice-fed') and e.said = $3
        and r.member = $1 and r.left_us is null limit 1";
    let any: Option<(i32,)> = maybe!(tx, sql, member.as_str(), about.to_string(), said.as_slice())?;
    Ok(any.is_some())
}

/// How many envelopes of this kind about this notice were put, from this moment on, where this member reads them: what somebody did
/// with it, or what a copy of it had fed.
pub async fn times_told_of_notice(
    tx: &mut Tx,
    member: &Member,
    (kind, about): (&str, RecordId),
    since_us: i64,
) -> Result<u64> {
    let sql = "select count(*) from envelope e join reader r on r.stream = e.stream and r.first_seq <= e.seq
        where e.object = $3 and e.kind in ('notice-act', 'notice-fed') and e.kind = $2 and e.made_us >= $4
        and r.member = $1 and r.left_us is null";
    let (times,): (i64,) = one!(tx, sql, member.as_str(), kind, about.to_string(), since_us)?;
    count(times)
}

/// What kind of envelope left under a number of a lane, and when it was made; none where nothing did.
pub async fn kind_of(
    tx: &mut Tx,
    stream: &Stream,
    (epoch, seq): (u64, u64),
) -> Result<Option<(String, i64)>> {
    let sql = "select kind, made_us from envelope where stream = $1 and epoch = $2 and seq = $3";
    maybe!(tx, sql, stream.as_slice(), number(epoch)?, number(seq)?)
}

/// Drops the bytes of what every reader has, behind `after`: up to there they were dropped before.
pub(super) async fn forget_bytes(tx: &mut Tx, stream: &Stream, after: u64) -> Result<u64> {
    let sql =
        "update envelope set bytes = null where stream = $1 and seq > $2 and bytes is not null and seq <= (
        select coalesce(min(upto), 0) from reader where stream = $1 and left_us is null)";
    run!(tx, sql, stream.as_slice(), number(after)?)
}
