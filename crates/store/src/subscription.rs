//! Subscriptions: of which notices somebody wants to be told. They lie among the questions that stay open; what is wanted is
//! sealed, and destroyed when they are ended.
use crate::house::{self, House};
use crate::journal::{self, Act, pen};
use crate::sql::{Text, count, many, number, row, run};
use crate::standing::officer_of;
use crate::{Error, Result, Tx};
use model::notice::Wanted;
use model::{ActKind, OfficerId, Reason, StandingId};
use policy::{Permit, action};
use serde::{Deserialize, Serialize};
use wire::keys::Salt;

/// One that is open until `until_us`, or until it is ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub id: StandingId,
    pub officer: OfficerId,
    /// Whose alerts they are as well.
    pub unit: Option<String>,
    pub reason: Reason,
    pub wanted: Wanted,
    /// The last act before it.
    pub since: u64,
    pub opened_us: i64,
    pub until_us: i64,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    legal_basis: Option<String>,
    kinds: Vec<String>,
    owners: Vec<String>,
    #[serde(default)]
    regions: Vec<String>,
    words: String,
}

row! {
    struct Row {
        id: String,
        officer: String,
        unit: Option<String>,
        purpose: String,
        reference: Option<String>,
        question: Vec<u8>,
        salt: Vec<u8>,
        since: i64,
        opened_us: i64,
        until_us: i64,
    }
}

const SELECT: &str =
    "select id, officer, unit, purpose, reference, question, salt, since, opened_us, until_us
    from standing where salt is not null and since is not null";

fn context(id: StandingId) -> Vec<u8> {
    [b"liaison/1/subscription\0".as_slice(), id.as_bytes()].concat()
}

fn seal(house: &House, salt: [u8; 32], it: &Subscription) -> Result<Vec<u8>> {
    let sealed = Sealed {
        legal_basis: it.reason.legal_basis.clone(),
        kinds: it.wanted.kinds().iter().map(ToString::to_string).collect(),
        owners: it.wanted.owners().iter().map(ToString::to_string).collect(),
        regions: it.wanted.regions().iter().map(ToString::to_string).collect(),
        words: it.wanted.words().to_owned(),
    };
    let key = house.keys.storage.record_key(&Salt::from_bytes(salt));
    Ok(key.seal(house::chance()?, &context(it.id), &serde_json::to_vec(&sealed)?))
}

impl Row {
    fn read(self, house: &House) -> Result<Subscription> {
        let id: StandingId = self.id.parse()?;
        let damaged = || Error::Damaged(format!("what subscription {id} wants does not open"));
        let salt = Salt::from_bytes(self.salt.try_into().map_err(|_| damaged())?);
        let key = house.keys.storage.record_key(&salt);
        let plain = key.open(&context(id), &self.question).map_err(|_| damaged())?;
        let sealed: Sealed = serde_json::from_slice(&plain)?;
        let kinds = sealed.kinds.iter().map(|kind| kind.parse()).collect::<Result<_, _>>()?;
        let owners = sealed.owners.iter().map(|owner| owner.parse()).collect::<Result<_, _>>()?;
        let regions = sealed.regions.iter().map(|region| region.parse()).collect::<Result<_, _>>()?;
        let purpose = self.purpose.parse()?;
        Ok(Subscription {
            id,
            officer: self.officer.parse()?,
            unit: self.unit,
            reason: Reason { purpose, legal_basis: sealed.legal_basis, reference: self.reference },
            wanted: Wanted::new(kinds, owners, &sealed.words)?.or_of(regions),
            since: count(self.since)?,
            opened_us: self.opened_us,
            until_us: self.until_us,
        })
    }
}

/// Opens one, with the act. It is that of the officer who was permitted to, for the reason judged; what has happened before it
/// alerts nobody. `since` of what is given is not looked at.
pub async fn open(tx: &mut Tx, permit: &Permit<action::ReadNotices>, it: &Subscription) -> Result<()> {
    if it.officer != officer_of(permit)? || it.reason != *permit.reason() {
        return Err(Error::NotPermitted("it is for another officer or reason"));
    }
    pen::lock(tx).await?;
    let since = journal::head(tx).await?;
    let salt = house::chance::<32>()?;
    let question = seal(&tx.house, salt, it)?;
    let sql = "insert into standing (id, officer, unit, purpose, reference, question, salt, since, opened_us, until_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    run!(
        tx,
        sql,
        it.id.to_string(),
        it.officer.to_string(),
        it.unit.as_deref(),
        it.reason.purpose.as_str(),
        it.reason.reference.as_deref(),
        question,
        salt.to_vec(),
        number(since)?,
        it.opened_us,
        it.until_us
    )?;
    tell(tx, permit, (ActKind::SubscriptionOpened, it.id), it.opened_us).await
}

/// Ends one of the officer who was permitted to, or of their unit, and destroys what it wanted; with the act. Gives whether there
/// was one: for anybody else there is none.
pub async fn end(
    tx: &mut Tx,
    permit: &Permit<action::ReadNotices>,
    (id, unit): (StandingId, &str),
    at_us: i64,
) -> Result<bool> {
    let sql = "update standing set salt = null, question = null
        where id = $1 and (officer = $2 or unit = $3) and salt is not null and since is not null";
    if run!(tx, sql, id.to_string(), officer_of(permit)?.to_string(), unit)? == 0 {
        return Ok(false);
    }
    tx.pen.destroyed = true;
    tell(tx, permit, (ActKind::SubscriptionEnded, id), at_us).await?;
    Ok(true)
}

async fn tell(
    tx: &mut Tx,
    permit: &Permit<action::ReadNotices>,
    (kind, id): (ActKind, StandingId),
    at_us: i64,
) -> Result<()> {
    let (by, reason) = (permit.by(), Some(permit.reason()));
    let body = Some(serde_json::json!({ "subscription": id.to_string() }));
    journal::write(tx, Act { at_us, by, kind, object: None, reason, body }).await.map(|_| ())
}

/// An officer's own that are open and those of their unit, newest first.
pub async fn of(tx: &mut Tx, (officer, unit): (OfficerId, &str), now_us: i64) -> Result<Vec<Subscription>> {
    let sql = Text::of(SELECT)
        .and(" and (officer = $1 or unit = $2) and until_us > $3 order by opened_us desc, id");
    let rows: Vec<Row> = many!(tx, sql, officer.to_string(), unit, now_us)?;
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}

/// All that are open, for the follower that answers them.
pub async fn all_open(tx: &mut Tx, now_us: i64) -> Result<Vec<Subscription>> {
    let rows: Vec<Row> =
        many!(tx, Text::of(SELECT).and(" and until_us > $1 order by opened_us, id"), now_us)?;
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}
