//! Clients: machines that ask with a token. The token is shown once, kept as a digest, and can be revoked at once.
use crate::{Desk, Error, Result, chance, frame, secret};
use model::{ActKind, Actor, Client, ClientId, Level, Reason, Role};
use policy::action;
use store::journal::Act;

/// Adds a client with a token that ends at `expires_us`. Gives the token; it cannot be read again.
pub async fn add(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (name, roles, clearance): (&str, Vec<Role>, Level),
    expires_us: i64,
) -> Result<(ClientId, String)> {
    frame::may::<action::KeepClients>(desk, by, reason).await?;
    if name.trim().is_empty() || name.len() > 200 || roles.is_empty() {
        return Err(model::Invalid::new("client", "a name of at most 200 bytes and at least one role are needed").into());
    }
    let id = ClientId::from_bytes(chance::draw(&*desk.chance)?);
    let token = secret::fresh(&*desk.chance, "lia_")?;
    let client = Client { id, name: name.trim().to_string(), roles, clearance, revoked: false };
    let mut tx = desk.store.begin().await?;
    store::client::add(&mut tx, &client, &secret::hash(&token), expires_us).await?;
    told(desk, &mut tx, by, reason, (ActKind::ClientAdded, &client)).await?;
    tx.commit().await?;
    Ok((id, token))
}

/// From the next request on the token opens nothing.
pub async fn revoke(desk: &Desk, by: &Actor, reason: &Reason, id: ClientId) -> Result<()> {
    frame::may::<action::KeepClients>(desk, by, reason).await?;
    let mut tx = desk.store.begin().await?;
    let client = store::client::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    store::client::revoke(&mut tx, id).await?;
    told(desk, &mut tx, by, reason, (ActKind::ClientRevoked, &client)).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Client>> {
    frame::may::<action::KeepClients>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::client::all(&mut tx).await?)
}

/// The client whose token this is, unless it was revoked or has ended.
pub async fn by_token(desk: &Desk, token: &str) -> Result<Option<Actor>> {
    let mut tx = desk.store.read().await?;
    let client = store::client::by_hash(&mut tx, &secret::hash(token), desk.clock.now_us()).await?;
    let actor = |c: Client| Actor::Client { id: c.id, member: desk.me.clone(), roles: c.roles, clearance: c.clearance };
    Ok(client.map(actor))
}

async fn told(desk: &Desk, tx: &mut store::Tx, by: &Actor, reason: &Reason, (kind, client): (ActKind, &Client)) -> Result<()> {
    let roles: Vec<&str> = client.roles.iter().map(|r| r.as_str()).collect();
    let body = serde_json::json!({ "client": client.id.to_string(), "name": client.name, "roles": roles });
    let act = Act { at_us: desk.clock.now_us(), by, kind, object: None, reason: Some(reason), body: Some(body) };
    store::journal::write(tx, act).await?;
    Ok(())
}
