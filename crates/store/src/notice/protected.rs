//! Persons whom this node protects from notices. Who they are is sealed, and told to nobody but those who keep the list.
use crate::house::{self, House};
use crate::journal::{self, Act};
use crate::record::EntityRow;
use crate::sql::{many, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Entity, RecordId};
use policy::{Permit, action};
use wire::keys::Salt;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    pub id: RecordId,
    pub person: Entity,
    pub made_us: i64,
}

row! {
    struct Row {
        id: String,
        sealed: Vec<u8>,
        salt: Vec<u8>,
        made_us: i64,
    }
}

fn context(id: RecordId) -> Vec<u8> {
    [b"liaison/1/protected\0".as_slice(), id.as_bytes()].concat()
}

impl Row {
    fn read(self, house: &House) -> Result<Protected> {
        let id: RecordId = self.id.parse()?;
        let damaged = || Error::Damaged(format!("protected person {id} does not open"));
        let salt = Salt::from_bytes(self.salt.try_into().map_err(|_| damaged())?);
        let plain =
            house.keys.storage.record_key(&salt).open(&context(id), &self.sealed).map_err(|_| damaged())?;
        let person = serde_json::from_slice::<EntityRow<'_>>(&plain)?.read()?;
        Ok(Protected { id, person, made_us: self.made_us })
    }
}

/// Puts a person on the list, with the act, which says nothing of whom.
pub async fn keep(tx: &mut Tx, permit: &Permit<action::KeepProtected>, person: &Protected) -> Result<()> {
    let salt = house::chance::<32>()?;
    let plain = serde_json::to_vec(&EntityRow::of(&person.person))?;
    let key = tx.house.keys.storage.record_key(&Salt::from_bytes(salt));
    let sealed = key.seal(house::chance()?, &context(person.id), &plain);
    let sql = "insert into protected_person (id, sealed, salt, kept_by, made_us) values ($1, $2, $3, $4, $5)";
    run!(tx, sql, person.id.to_string(), sealed, salt.to_vec(), permit.by().label(), person.made_us)?;
    told(tx, permit, ("kept", person.id), person.made_us).await
}

/// Takes a person off the list. Gives whether they were on it.
pub async fn forget(
    tx: &mut Tx,
    permit: &Permit<action::KeepProtected>,
    id: RecordId,
    at_us: i64,
) -> Result<bool> {
    if run!(tx, "delete from protected_person where id = $1", id.to_string())? == 0 {
        return Ok(false);
    }
    tx.pen.destroyed = true;
    told(tx, permit, ("forgotten", id), at_us).await?;
    Ok(true)
}

/// Everybody on the list: for those who keep it, and for the desk that holds notices against it.
pub async fn all(tx: &mut Tx) -> Result<Vec<Protected>> {
    let rows: Vec<Row> =
        many!(tx, "select id, sealed, salt, made_us from protected_person order by made_us, id")?;
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}

/// Which entries the list has, and nothing of whom.
pub async fn ids(tx: &mut Tx) -> Result<Vec<RecordId>> {
    let rows: Vec<(String,)> = many!(tx, "select id from protected_person order by id")?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}

async fn told(
    tx: &mut Tx,
    permit: &Permit<action::KeepProtected>,
    (what, id): (&str, RecordId),
    at_us: i64,
) -> Result<()> {
    let body = Some(serde_json::json!({ "entry": id.to_string(), "what": what }));
    let (by, reason) = (permit.by(), Some(permit.reason()));
    let act = Act { at_us, by, kind: ActKind::ProtectedChanged, object: None, reason, body };
    journal::write(tx, act).await.map(|_| ())
}
