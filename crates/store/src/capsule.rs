//! Capsules that were made: for which post and device, what is in them, and how far their logs are home.
mod log;

pub use log::{Found, LogIs, any_late, came_home, found, give_up, lost, press, pressed};

use crate::journal::{self, Act};
use crate::lane::LaneKey;
use crate::secret;
use crate::sql::{self, Text, count, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, CapsuleId, ClientId, Purpose, RecordId};
use policy::{Permit, action};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much was in a capsule, by kinds and by owners: what one must know of a device that is lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Held {
    pub kinds: BTreeMap<String, u64>,
    pub owners: BTreeMap<String, u64>,
}

/// One capsule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capsule {
    pub id: CapsuleId,
    /// The post, as the rules know it.
    pub client: ClientId,
    /// What it is called.
    pub post: String,
    pub purpose: Purpose,
    /// The name of the device's key.
    pub device: String,
    pub made_us: i64,
    /// How long each lease is.
    pub lease_us: i64,
    /// When the last lease ends.
    pub ends_us: i64,
    /// It knows what was stated up to this act.
    pub upto: u64,
    pub records: u64,
    /// The last act of the post's journal that was in it, by number and hash.
    pub first: (u64, wire::Hash),
    /// The last act of the post's journal that is home.
    pub home: (u64, wire::Hash),
    pub home_us: Option<i64>,
    /// From when on no lease is given.
    pub ended_us: Option<i64>,
    /// None of those that were made before it was kept.
    pub held: Option<Held>,
    /// When its file was taken from this node.
    pub taken_us: Option<i64>,
    /// When the code of a lease was told last, and until when the longest of those that were told runs.
    pub leased_us: i64,
    pub leased_until_us: i64,
    /// The log that came home last was closed in good order.
    pub closed: bool,
    /// Its device is lost.
    pub lost: bool,
    /// How far its log was pressed for: 0 not yet, 1 late, 2 very late.
    pub late: u8,
    pub late_us: Option<i64>,
    /// Why the end of its log never comes.
    pub given_up: Option<String>,
}

row! {
    struct Row {
        id: String,
        client: String,
        post: String,
        purpose: String,
        device: String,
        made_us: i64,
        lease_us: i64,
        ends_us: i64,
        upto: i64,
        records: i64,
        first_seq: i64,
        first_hash: Vec<u8>,
        home_seq: i64,
        home_hash: Vec<u8>,
        home_us: Option<i64>,
        ended_us: Option<i64>,
        held: Option<String>,
        taken_us: Option<i64>,
        leased_us: Option<i64>,
        leased_until_us: Option<i64>,
        closed: bool,
        lost: bool,
        late: i64,
        late_us: Option<i64>,
        given_up: Option<String>,
    }
}

const SELECT: &str =
    "select id, client, post, purpose, device, made_us, lease_us, ends_us, upto, records, first_seq,
    first_hash, home_seq, home_hash, home_us, ended_us, held, taken_us, leased_us, leased_until_us, closed, lost,
    late, late_us, given_up from capsule";

impl Row {
    fn read(self) -> Result<Capsule> {
        Ok(Capsule {
            id: self.id.parse()?,
            client: self.client.parse()?,
            post: self.post,
            purpose: self.purpose.parse()?,
            device: self.device,
            made_us: self.made_us,
            lease_us: self.lease_us,
            ends_us: self.ends_us,
            upto: count(self.upto)?,
            records: count(self.records)?,
            first: (count(self.first_seq)?, hash(self.first_hash)?),
            home: (count(self.home_seq)?, hash(self.home_hash)?),
            home_us: self.home_us,
            ended_us: self.ended_us,
            held: self.held.map(|held| serde_json::from_str(&held)).transpose()?,
            taken_us: self.taken_us,
            leased_us: self.leased_us.unwrap_or(self.made_us),
            leased_until_us: self.leased_until_us.unwrap_or(self.made_us + self.lease_us),
            closed: self.closed,
            lost: self.lost,
            late: u8::try_from(self.late).unwrap_or(u8::MAX),
            late_us: self.late_us,
            given_up: self.given_up,
        })
    }
}

fn hash(bytes: Vec<u8>) -> Result<wire::Hash> {
    bytes.try_into().map_err(|_| Error::Damaged("the hash of a post's act is not 32 bytes".to_owned()))
}

/// The secret is a key of the place that the capsule's id names.
const WHOSE: &str = "capsule";

/// Keeps a new one, with its secret and the ids of what is in it, and the act that says so, with who will check by it.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<action::MakeCapsule>,
    capsule: &Capsule,
    (secret, carried, officers): (&LaneKey, &[RecordId], serde_json::Value),
    at_us: i64,
) -> Result<()> {
    let kept = secret::seal(&tx.house, WHOSE, (capsule.id.as_bytes(), 0), secret)?;
    let ids: Vec<u8> = carried.iter().flat_map(|id| id.as_bytes().iter().copied()).collect();
    let sql =
        "insert into capsule (id, client, post, purpose, device, made_us, lease_us, ends_us, upto, records,
            carried, secret_sealed, secret_salt, first_seq, first_hash, home_seq, home_hash, held, taken_us,
            leased_us, leased_until_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, $15, $16, $17, $18, $19)";
    run!(
        tx,
        sql,
        capsule.id.to_string(),
        capsule.client.to_string(),
        capsule.post.as_str(),
        capsule.purpose.as_str(),
        capsule.device.as_str(),
        capsule.made_us,
        capsule.lease_us,
        capsule.ends_us,
        number(capsule.upto)?,
        number(capsule.records)?,
        ids,
        kept.sealed,
        kept.salt,
        number(capsule.first.0)?,
        capsule.first.1.to_vec(),
        capsule.held.as_ref().map(sql::json).transpose()?.as_deref(),
        capsule.taken_us,
        capsule.leased_us,
        capsule.leased_until_us
    )?;
    let body = serde_json::json!({
        "capsule": capsule.id.to_string(), "client": capsule.client.to_string(), "post": capsule.post,
        "device": capsule.device, "records": capsule.records, "until_us": capsule.ends_us, "officers": officers,
    });
    let (by, reason) = (permit.by(), Some(permit.reason()));
    let act = Act { at_us, by, kind: ActKind::CapsuleMade, object: None, reason, body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// One of them.
pub async fn get(tx: &mut Tx, id: CapsuleId) -> Result<Option<Capsule>> {
    let row: Option<Row> = maybe!(tx, Text::of(SELECT).and(" where id = $1"), id.to_string())?;
    row.map(Row::read).transpose()
}

/// All of them, the newest first.
pub async fn all(tx: &mut Tx, limit: u32) -> Result<Vec<Capsule>> {
    let sql = Text::of(SELECT).and(" order by made_us desc, id desc limit $1");
    let rows: Vec<Row> = many!(tx, sql, i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}

/// What is in it, rising; none where no lease is given any more.
pub async fn carried(tx: &mut Tx, id: CapsuleId) -> Result<Option<Vec<RecordId>>> {
    let row: Option<(Option<Vec<u8>>,)> =
        maybe!(tx, "select carried from capsule where id = $1", id.to_string())?;
    let Some(ids) = row.and_then(|(ids,)| ids) else { return Ok(None) };
    let (ids, rest) = ids.as_chunks::<16>();
    if !rest.is_empty() {
        return Err(Error::Damaged("what a capsule carries is no row of ids".to_owned()));
    }
    Ok(Some(ids.iter().map(|id| RecordId::from_bytes(*id)).collect()))
}

/// From what its keys are drawn; none where it was destroyed.
pub async fn secret(tx: &mut Tx, id: CapsuleId) -> Result<Option<LaneKey>> {
    let sql = "select secret_sealed, secret_salt from capsule where id = $1 and secret_salt is not null";
    let row: Option<(Vec<u8>, Vec<u8>)> = maybe!(tx, sql, id.to_string())?;
    let open =
        |(sealed, salt)| secret::open(&tx.house, WHOSE, (id.as_bytes(), 0), secret::Kept { sealed, salt });
    row.map(open).transpose()
}

/// Its file is taken from this node, with the act. Only the first time counts as when it was taken.
pub async fn taken(
    tx: &mut Tx,
    permit: &Permit<action::KeepCapsules>,
    id: CapsuleId,
    at_us: i64,
) -> Result<()> {
    run!(tx, "update capsule set taken_us = coalesce(taken_us, $2) where id = $1", id.to_string(), at_us)?;
    tell(tx, permit, (ActKind::CapsuleTaken, serde_json::json!({ "capsule": id.to_string() })), at_us).await
}

/// No lease is given of it any more, with the act. One that has ended is a conflict.
pub async fn end(
    tx: &mut Tx,
    permit: &Permit<action::KeepCapsules>,
    id: CapsuleId,
    at_us: i64,
) -> Result<()> {
    let sql = "update capsule set ended_us = $2, carried = null where id = $1 and ended_us is null";
    if run!(tx, sql, id.to_string(), at_us)? == 0 {
        return Err(Error::Conflict("there is no such capsule, or it has ended"));
    }
    tell(tx, permit, (ActKind::CapsuleEnded, serde_json::json!({ "capsule": id.to_string() })), at_us).await
}

/// The act that the code of a lease was told. Its log is waited for anew.
pub async fn leased(
    tx: &mut Tx,
    permit: &Permit<action::KeepCapsules>,
    id: CapsuleId,
    (lease, until_us): (u64, i64),
    at_us: i64,
) -> Result<()> {
    let sql =
        "update capsule set leased_us = $2, late = 0, late_us = null, given_up = null, leased_until_us =
        case when leased_until_us > $3 then leased_until_us else $3 end where id = $1";
    run!(tx, sql, id.to_string(), at_us, until_us)?;
    let body = serde_json::json!({ "capsule": id.to_string(), "lease": lease, "until_us": until_us });
    tell(tx, permit, (ActKind::CapsuleLeased, body), at_us).await
}

async fn tell(
    tx: &mut Tx,
    permit: &Permit<action::KeepCapsules>,
    (kind, body): (ActKind, serde_json::Value),
    at_us: i64,
) -> Result<()> {
    let (by, reason) = (permit.by(), Some(permit.reason()));
    journal::write(tx, Act { at_us, by, kind, object: None, reason, body: Some(body) }).await.map(|_| ())
}
