//! Clients: machines that ask with a token. The token is kept as a digest; its first characters are shown.
use crate::journal::{self, Act};
use crate::officer::{read_roles, write_roles};
use crate::sql::{Text, many, maybe, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Client, ClientId};
use policy::{Permit, action};

/// What is kept of a token.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    pub digest: &'a [u8; 32],
    /// Its first characters, by which people tell tokens apart.
    pub shown: &'a str,
    pub ends_us: i64,
}

/// A client with what may be shown of its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub client: Client,
    pub shown: String,
    pub added_us: i64,
    pub ends_us: i64,
}

row! {
    struct Row {
        id: String,
        name: String,
        roles: String,
        clearance: String,
        shown: String,
        added_us: i64,
        ends_us: i64,
        revoked: bool,
    }
}

const SELECT: &str = "select id, name, roles, clearance, shown, added_us, ends_us, revoked from client";

impl Row {
    fn read(self) -> Result<Kept> {
        let client = Client {
            id: self.id.parse()?,
            name: self.name,
            roles: read_roles(&self.roles)?,
            clearance: self.clearance.parse()?,
            revoked: self.revoked,
        };
        Ok(Kept { client, shown: self.shown, added_us: self.added_us, ends_us: self.ends_us })
    }
}

/// Adds a client with its token, with the act.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<action::KeepClients>,
    client: &Client,
    token: Token<'_>,
    at_us: i64,
) -> Result<()> {
    let sql = "insert into client (id, name, roles, clearance, shown, digest, added_us, ends_us, revoked)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
    let added = run!(
        tx,
        sql,
        client.id.to_string(),
        client.name.as_str(),
        write_roles(&client.roles)?,
        client.clearance.as_str(),
        token.shown,
        token.digest.as_slice(),
        at_us,
        token.ends_us,
        client.revoked
    )?;
    if added == 0 {
        return Err(Error::Conflict("there is a client of this id or token"));
    }
    tell(tx, permit, (ActKind::ClientAdded, client), at_us).await
}

/// From the end of this transaction on the token opens nothing; with the act. A client that is not there, or was
/// revoked before, is a conflict.
pub async fn revoke(
    tx: &mut Tx,
    permit: &Permit<action::KeepClients>,
    id: ClientId,
    at_us: i64,
) -> Result<()> {
    let sql = "update client set revoked = $2 where id = $1 and revoked = $3";
    if run!(tx, sql, id.to_string(), true, false)? == 0 {
        return Err(Error::Conflict("there is no such client with a token in force"));
    }
    let kept = get(tx, id).await?.ok_or(Error::Conflict("there is no such client"))?;
    tell(tx, permit, (ActKind::ClientRevoked, &kept.client), at_us).await
}

async fn tell(
    tx: &mut Tx,
    permit: &Permit<action::KeepClients>,
    (kind, client): (ActKind, &Client),
    at_us: i64,
) -> Result<()> {
    let roles: Vec<&str> = client.roles.iter().map(|role| role.as_str()).collect();
    let body = serde_json::json!({ "client": client.id.to_string(), "name": client.name, "roles": roles });
    let act =
        Act { at_us, by: permit.by(), kind, object: None, reason: Some(permit.reason()), body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// The client whose token this is, if it is in force.
pub async fn by_digest(tx: &mut Tx, digest: &[u8; 32], now_us: i64) -> Result<Option<Kept>> {
    let sql = Text::of(SELECT).and(" where digest = $1 and ends_us > $2 and revoked = $3");
    let row: Option<Row> = maybe!(tx, sql, digest.as_slice(), now_us, false)?;
    row.map(Row::read).transpose()
}

/// One client.
pub async fn get(tx: &mut Tx, id: ClientId) -> Result<Option<Kept>> {
    let row: Option<Row> = maybe!(tx, Text::of(SELECT).and(" where id = $1"), id.to_string())?;
    row.map(Row::read).transpose()
}

/// All of them, by name.
pub async fn all(tx: &mut Tx) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = many!(tx, Text::of(SELECT).and(" order by name, id"))?;
    rows.into_iter().map(Row::read).collect()
}
