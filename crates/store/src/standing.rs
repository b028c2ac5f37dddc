//! Standing checks: questions that stay open. What they ask is sealed, and destroyed when they are closed.
use crate::house::{self, House};
use crate::journal::{self, Act};
use crate::record::EntityRow;
use crate::sql::{Text, many, maybe, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Entity, Member, OfficerId, Reason, RecordId, StandingId};
use policy::{Permit, action};
use serde::{Deserialize, Serialize};
use wire::keys::Salt;

/// A question that is open until `until_us`, or until it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub id: StandingId,
    pub officer: OfficerId,
    pub reason: Reason,
    /// What is asked for, in each way it may be read.
    pub entities: Vec<Entity>,
    pub opened_us: i64,
    pub until_us: i64,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Question<'a> {
    legal_basis: Option<String>,
    entities: Vec<EntityRow<'a>>,
}

row! {
    struct Row {
        id: String,
        officer: String,
        purpose: String,
        reference: Option<String>,
        question: Vec<u8>,
        salt: Vec<u8>,
        opened_us: i64,
        until_us: i64,
    }
}

const SELECT: &str =
    "select id, officer, purpose, reference, question, salt, opened_us, until_us from standing
    where salt is not null and since is null";

fn seal(house: &House, salt: [u8; 32], standing: &Standing) -> Result<Vec<u8>> {
    let entities = standing.entities.iter().map(EntityRow::of).collect();
    let question = Question { legal_basis: standing.reason.legal_basis.clone(), entities };
    let plain = serde_json::to_vec(&question)?;
    let key = house.keys.storage.record_key(&Salt::from_bytes(salt));
    Ok(key.seal(house::chance()?, &context(standing.id), &plain))
}

fn context(id: StandingId) -> Vec<u8> {
    [b"liaison/1/standing\0".as_slice(), id.as_bytes()].concat()
}

impl Row {
    fn read(self, house: &House) -> Result<Standing> {
        let id: StandingId = self.id.parse()?;
        let damaged = || Error::Damaged(format!("the question of standing check {id} does not open"));
        let salt = Salt::from_bytes(self.salt.try_into().map_err(|_| damaged())?);
        let key = house.keys.storage.record_key(&salt);
        let plain = key.open(&context(id), &self.question).map_err(|_| damaged())?;
        let question: Question = serde_json::from_slice(&plain)?;
        let purpose = self.purpose.parse()?;
        Ok(Standing {
            id,
            officer: self.officer.parse()?,
            reason: Reason { purpose, legal_basis: question.legal_basis, reference: self.reference },
            entities: question.entities.into_iter().map(EntityRow::read).collect::<Result<_, _>>()?,
            opened_us: self.opened_us,
            until_us: self.until_us,
        })
    }
}

/// Keeps a question open, with the act. It is that of the officer who was permitted to, for the reason judged.
pub async fn open(tx: &mut Tx, permit: &Permit<action::Stand>, standing: &Standing) -> Result<()> {
    if standing.officer != officer_of(permit)? || standing.reason != *permit.reason() {
        return Err(Error::NotPermitted("it is for another officer or reason"));
    }
    let salt = house::chance::<32>()?;
    let question = seal(&tx.house, salt, standing)?;
    let sql = "insert into standing (id, officer, purpose, reference, question, salt, opened_us, until_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    run!(
        tx,
        sql,
        standing.id.to_string(),
        standing.officer.to_string(),
        standing.reason.purpose.as_str(),
        standing.reason.reference.as_deref(),
        question,
        salt.to_vec(),
        standing.opened_us,
        standing.until_us
    )?;
    tell(tx, permit, (ActKind::StandingOpened, standing.id), standing.opened_us).await
}

/// Closes a question of the officer who was permitted to, and destroys what it asked; with the act. Gives whether there
/// was one: for anybody else there is none.
pub async fn close(tx: &mut Tx, permit: &Permit<action::Stand>, id: StandingId, at_us: i64) -> Result<bool> {
    let officer = officer_of(permit)?.to_string();
    let sql =
        "update standing set salt = null, question = null where id = $1 and officer = $2 and salt is not null
        and since is null";
    if run!(tx, sql, id.to_string(), officer)? == 0 {
        return Ok(false);
    }
    tx.pen.destroyed = true;
    tell(tx, permit, (ActKind::StandingClosed, id), at_us).await?;
    Ok(true)
}

/// Whether the time of any is over that still says what it asked.
pub async fn any_over(tx: &mut Tx, now_us: i64) -> Result<bool> {
    let sql = "select 1 from standing where salt is not null and until_us <= $1 limit 1";
    let any: Option<(i32,)> = maybe!(tx, sql, now_us)?;
    Ok(any.is_some())
}

/// Destroys what questions and subscriptions asked whose time is over, with an act of the engine about each. Gives how many.
pub async fn lapse(tx: &mut Tx, me: &Member, now_us: i64) -> Result<usize> {
    journal::hold(tx).await?;
    let sql = "select id, since is not null from standing where salt is not null and until_us <= $1";
    let over: Vec<(String, bool)> = many!(tx, sql, now_us)?;
    for (id, subscribes) in &over {
        run!(tx, "update standing set salt = null, question = null where id = $1", id.as_str())?;
        tx.pen.destroyed = true;
        let (kind, what) = match subscribes {
            true => (ActKind::SubscriptionEnded, "subscription"),
            false => (ActKind::StandingClosed, "standing"),
        };
        let by = Actor::Engine { member: me.clone() };
        let body = Some(serde_json::json!({ what: id, "lapsed": true }));
        journal::write(tx, Act { at_us: now_us, by: &by, kind, object: None, reason: None, body }).await?;
    }
    Ok(over.len())
}

pub(crate) fn officer_of<A: policy::action::Action>(permit: &Permit<A>) -> Result<OfficerId> {
    match permit.by() {
        Actor::Officer { id, .. } => Ok(*id),
        _ => Err(Error::NotPermitted("only an officer keeps questions open")),
    }
}

async fn tell(
    tx: &mut Tx,
    permit: &Permit<action::Stand>,
    (kind, id): (ActKind, StandingId),
    at_us: i64,
) -> Result<()> {
    let body = serde_json::json!({ "standing": id.to_string() });
    let act =
        Act { at_us, by: permit.by(), kind, object: None, reason: Some(permit.reason()), body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// One that is open at this moment.
pub async fn get(tx: &mut Tx, id: StandingId, now_us: i64) -> Result<Option<Standing>> {
    let row: Option<Row> =
        maybe!(tx, Text::of(SELECT).and(" and id = $1 and until_us > $2"), id.to_string(), now_us)?;
    row.map(|row| row.read(&tx.house)).transpose()
}

/// One that is open, by an id of which only the first 15 bytes are known: an index of readings uses the last to number
/// the readings of one question.
pub async fn by_reading(tx: &mut Tx, reading: RecordId, now_us: i64) -> Result<Option<Standing>> {
    let id = |last: u8| {
        let mut bytes = *reading.as_bytes();
        bytes[15] = last;
        StandingId::from_bytes(bytes).to_string()
    };
    let sql = Text::of(SELECT).and(" and id >= $1 and id <= $2 and until_us > $3 order by id limit 1");
    let row: Option<Row> = maybe!(tx, sql, id(0), id(u8::MAX), now_us)?;
    row.map(|row| row.read(&tx.house)).transpose()
}

/// An officer's own that are open, newest first.
pub async fn of(tx: &mut Tx, officer: OfficerId, now_us: i64) -> Result<Vec<Standing>> {
    let sql = Text::of(SELECT).and(" and officer = $1 and until_us > $2 order by opened_us desc, id");
    let rows: Vec<Row> = many!(tx, sql, officer.to_string(), now_us)?;
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}

/// All that are open, for the follower that answers them.
pub async fn all_open(tx: &mut Tx, now_us: i64) -> Result<Vec<Standing>> {
    let rows: Vec<Row> =
        many!(tx, Text::of(SELECT).and(" and until_us > $1 order by opened_us, id"), now_us)?;
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}
