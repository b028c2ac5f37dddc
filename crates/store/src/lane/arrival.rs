//! Lanes of others, as far as what came on them is on our disk; and what could not be taken.
use super::{LaneKey, Stream, hash, sixteen};
use crate::secret;
use crate::sql::{Rows, count, insert, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::Member;

/// Whether more is taken from a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArrivalState {
    Open,
    /// Something must change first, such as a key that has not come; it is tried again.
    Parked(String),
    /// Its owner's node has contradicted itself: people must look at it.
    Frozen(String),
}

/// How far a lane of another member is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    pub owner: Member,
    pub stream: Stream,
    pub audience: String,
    pub epoch: u64,
    /// The last envelope on disk, and the hash of its header.
    pub seq: u64,
    pub head: wire::Hash,
    pub state: ArrivalState,
    pub at_us: i64,
}

row! {
    struct Row {
        owner: String,
        stream: Vec<u8>,
        audience: String,
        epoch: i64,
        seq: i64,
        head: Vec<u8>,
        state: String,
        fault: Option<String>,
        at_us: i64,
    }
}

impl Row {
    fn read(self) -> Result<Arrival> {
        let fault = self.fault.unwrap_or_default();
        let state = match self.state.as_str() {
            "open" => ArrivalState::Open,
            "parked" => ArrivalState::Parked(fault),
            "frozen" => ArrivalState::Frozen(fault),
            _ => return Err(Error::Damaged("a lane is in no state".to_owned())),
        };
        Ok(Arrival {
            owner: self.owner.parse()?,
            stream: sixteen(self.stream)?,
            audience: self.audience,
            epoch: count(self.epoch)?,
            seq: count(self.seq)?,
            head: hash(self.head)?,
            state,
            at_us: self.at_us,
        })
    }
}

/// One lane of another member.
pub async fn arrival(tx: &mut Tx, owner: &Member, stream: &Stream) -> Result<Option<Arrival>> {
    let sql = "select owner, stream, audience, epoch, seq, head, state, fault, at_us from arrival
        where owner = $1 and stream = $2";
    let row: Option<Row> = maybe!(tx, sql, owner.as_str(), stream.as_slice())?;
    row.map(Row::read).transpose()
}

/// All lanes of others, or of one of them.
pub async fn arrivals(tx: &mut Tx, owner: Option<&Member>) -> Result<Vec<Arrival>> {
    let sql = "select owner, stream, audience, epoch, seq, head, state, fault, at_us from arrival
        where owner = coalesce(cast($1 as text), owner) order by owner, audience, stream";
    let rows: Vec<Row> = many!(tx, sql, owner.map(Member::as_str))?;
    rows.into_iter().map(Row::read).collect()
}

/// Keeps how far a lane is on disk.
pub async fn arrive(tx: &mut Tx, arrival: &Arrival) -> Result<()> {
    let (state, fault) = match &arrival.state {
        ArrivalState::Open => ("open", None),
        ArrivalState::Parked(fault) => ("parked", Some(fault.as_str())),
        ArrivalState::Frozen(fault) => ("frozen", Some(fault.as_str())),
    };
    let sql = "insert into arrival (owner, stream, audience, epoch, seq, head, state, fault, at_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (owner, stream) do update set epoch = excluded.epoch, seq = excluded.seq, head = excluded.head,
        state = excluded.state, fault = excluded.fault, at_us = excluded.at_us";
    run!(
        tx,
        sql,
        arrival.owner.as_str(),
        arrival.stream.as_slice(),
        arrival.audience.as_str(),
        number(arrival.epoch)?,
        number(arrival.seq)?,
        arrival.head.as_slice(),
        state,
        fault,
        arrival.at_us
    )?;
    Ok(())
}

/// What came under a number, if anything has.
pub async fn arrived(
    tx: &mut Tx,
    (owner, stream): (&Member, &Stream),
    (epoch, seq): (u64, u64),
) -> Result<Option<Arrived>> {
    let sql =
        "select hash, refused from arrived where owner = $1 and stream = $2 and epoch = $3 and seq = $4";
    let row: Option<(Vec<u8>, Option<String>)> =
        maybe!(tx, sql, owner.as_str(), stream.as_slice(), number(epoch)?, number(seq)?)?;
    row.map(|(hash, refused)| Ok(Arrived { epoch, seq, hash: super::hash(hash)?, refused })).transpose()
}

/// What was refused for good on a lane in an epoch: numbers and codes, in their order, the first so many.
pub async fn refused(
    tx: &mut Tx,
    (owner, stream): (&Member, &Stream),
    epoch: u64,
    limit: u32,
) -> Result<Vec<(u64, String)>> {
    let sql = "select seq, refused from arrived where owner = $1 and stream = $2 and epoch = $3
        and refused is not null order by seq limit $4";
    let rows: Vec<(i64, String)> =
        many!(tx, sql, owner.as_str(), stream.as_slice(), number(epoch)?, i64::from(limit))?;
    rows.into_iter().map(|(seq, code)| Ok((count(seq)?, code))).collect()
}

/// One that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub epoch: u64,
    pub seq: u64,
    /// Of its header.
    pub hash: wire::Hash,
    /// The code under which it was refused for good, if it was.
    pub refused: Option<String>,
}

/// Notes what came on a lane.
pub async fn note_arrived(tx: &mut Tx, (owner, stream): (&Member, &Stream), came: &[Arrived]) -> Result<()> {
    const ARRIVED: Rows = Rows {
        table: "arrived",
        columns: &["owner", "stream", "epoch", "seq", "hash", "refused"],
        tail: "on conflict (owner, stream, epoch, seq) do nothing",
    };
    insert!(
        tx,
        ARRIVED,
        came,
        |row| owner.as_str(),
        stream.to_vec(),
        number(row.epoch)?,
        number(row.seq)?,
        row.hash.to_vec(),
        row.refused.as_deref(),
    );
    Ok(())
}

/// Keeps a key that the owner of a lane gave us for it.
pub async fn keep_key(
    tx: &mut Tx,
    (owner, stream): (&Member, &Stream),
    no: u64,
    secret: &LaneKey,
) -> Result<()> {
    let kept = secret::seal(&tx.house, owner.as_str(), (stream, no), secret)?;
    let sql = "insert into arrival_key (owner, stream, no, key_sealed, key_salt) values ($1, $2, $3, $4, $5)
        on conflict (owner, stream, no) do nothing";
    run!(tx, sql, owner.as_str(), stream.as_slice(), number(no)?, kept.sealed, kept.salt)?;
    Ok(())
}

/// A key of a lane, if its owner gave it to us.
pub async fn key_of(tx: &mut Tx, (owner, stream): (&Member, &Stream), no: u64) -> Result<Option<LaneKey>> {
    let sql = "select key_sealed, key_salt from arrival_key where owner = $1 and stream = $2 and no = $3";
    let row: Option<(Vec<u8>, Vec<u8>)> = maybe!(tx, sql, owner.as_str(), stream.as_slice(), number(no)?)?;
    let open =
        |(sealed, salt)| secret::open(&tx.house, owner.as_str(), (stream, no), secret::Kept { sealed, salt });
    row.map(open).transpose()
}

/// The numbers of all keys of a lane that its owner gave to us.
pub async fn key_numbers(tx: &mut Tx, (owner, stream): (&Member, &Stream)) -> Result<Vec<u64>> {
    let sql = "select no from arrival_key where owner = $1 and stream = $2 order by no";
    let rows: Vec<(i64,)> = many!(tx, sql, owner.as_str(), stream.as_slice())?;
    rows.into_iter().map(|(no,)| count(no)).collect()
}

/// What could not be taken.
#[derive(Debug)]
pub struct PutAside<'a> {
    pub owner: &'a Member,
    pub stream: Option<Stream>,
    pub seq: Option<u64>,
    pub fault: &'a str,
    pub bytes: &'a [u8],
}

/// Kept for people to look at; of one member a hundred at most, the newest.
const ASIDE_MAX: i64 = 100;

/// Puts aside what could not be taken. The act about it is the caller's.
pub async fn put_aside(tx: &mut Tx, it: &PutAside<'_>, at_us: i64) -> Result<()> {
    crate::journal::pen::lock(tx).await?;
    let sql = "insert into quarantine (no, owner, stream, seq, fault, bytes, at_us)
        select coalesce(max(no), 0) + 1, $1, $2, $3, $4, $5, $6 from quarantine where true";
    let stream = it.stream.map(|stream| stream.to_vec());
    let seq = it.seq.map(number).transpose()?;
    run!(tx, sql, it.owner.as_str(), stream, seq, it.fault, it.bytes, at_us)?;
    let sql = "delete from quarantine where owner = $1 and no <= (
        select no from quarantine where owner = $1 order by no desc limit 1 offset $2)";
    run!(tx, sql, it.owner.as_str(), ASIDE_MAX)?;
    Ok(())
}
