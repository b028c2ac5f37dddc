//! Clients: machines that ask with a token. The token is shown once, kept as a digest, and can be revoked at once.
use crate::{Desk, Error, Result, chance, frame, once, secret};
use model::{Actor, Client, ClientId, Level, Reason, Role};
use policy::{Permit, action};
use store::client::{Kept, Token};

/// So much of a token is shown in lists: its prefix and enough to tell two apart.
const SHOWN: usize = 10;

/// Adds a client with a token that ends at `expires_us`. Gives the token; it cannot be read again.
pub async fn add(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (name, roles, clearance): (&str, Vec<Role>, Level),
    expires_us: i64,
) -> Result<(ClientId, String)> {
    let permit = frame::may::<action::KeepClients>(desk, by, reason).await?;
    let id = ClientId::from_bytes(chance::draw(&*desk.chance)?);
    let token = secret::fresh(&*desk.chance, PREFIX)?;
    add_as(desk, &permit, (id, &token), New { name, roles, clearance, ends_us: expires_us }).await?;
    Ok((id, token))
}

/// What is stated of a new client.
struct New<'a> {
    name: &'a str,
    roles: Vec<Role>,
    clearance: Level,
    ends_us: i64,
}

const PREFIX: &str = "lia_";

/// Whose answer was lost may ask for it again so long.
const AGAIN_US: i64 = 3_600 * 1_000_000;

/// The same key by the same actor is the same client with the same token, told again for an hour; and when it ends.
pub async fn add_once(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    ((name, roles, clearance), ends_us): ((&str, Vec<Role>, Level), i64),
    key: &str,
) -> Result<(ClientId, String, i64)> {
    let permit = frame::may::<action::KeepClients>(desk, by, reason).await?;
    let id = ClientId::from_bytes(once::id(desk, by, "client", key));
    let token = once::secret(desk, by, PREFIX, key);
    let there = store::client::get(&mut desk.store.read().await?, id).await?;
    let Some(Kept { client, added_us, ends_us: ends, .. }) = there else {
        let new = New { name, roles, clearance, ends_us };
        add_as(desk, &permit, (id, &token), new).await?;
        return Ok((id, token, ends_us));
    };
    if (client.name.as_str(), &client.roles, client.clearance) != (name.trim(), &roles, clearance) {
        return Err(Error::Conflict("this idempotency key was used for another client; take a new one"));
    }
    if client.revoked || desk.clock.now_us() - added_us > AGAIN_US {
        return Err(Error::Conflict("this client was added before; its token is not told again"));
    }
    Ok((id, token, ends))
}

async fn add_as(
    desk: &Desk,
    permit: &Permit<action::KeepClients>,
    (id, token): (ClientId, &str),
    New { name, roles, clearance, ends_us }: New<'_>,
) -> Result<()> {
    if name.trim().is_empty() || name.len() > 200 || roles.is_empty() {
        return Err(model::Invalid::new(
            "client",
            "a name of at most 200 bytes and at least one role are needed",
        )
        .into());
    }
    let client = Client { id, name: name.trim().to_string(), roles, clearance, revoked: false };
    let mut tx = desk.store.begin().await?;
    let digest = secret::hash(token);
    let kept = Token { digest: &digest, shown: token.get(..SHOWN).unwrap_or_default(), ends_us };
    store::client::add(&mut tx, permit, &client, kept, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// From the next request on the token opens nothing.
pub async fn revoke(desk: &Desk, by: &Actor, reason: &Reason, id: ClientId) -> Result<()> {
    let permit = frame::may::<action::KeepClients>(desk, by, reason).await?;
    let mut tx = desk.store.begin().await?;
    store::client::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    store::client::revoke(&mut tx, &permit, id, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.tokens.forget();
    Ok(())
}

pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Kept>> {
    let _may = frame::may::<action::KeepClients>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    Ok(store::client::all(&mut tx).await?)
}

/// The client whose token this is, unless it was revoked or has ended.
pub async fn by_token(desk: &Desk, token: &str) -> Result<Option<Actor>> {
    let (digest, now) = (secret::hash(token), desk.clock.now_us());
    let (known, turn) = desk.tokens.find(&digest, now);
    if known.is_some() {
        return Ok(known);
    }
    let kept = store::client::by_digest(&mut desk.store.glance().await?, &digest, now).await?;
    Ok(kept.map(|Kept { client: Client { id, roles, clearance, .. }, ends_us, .. }| {
        let actor = Actor::Client { id, member: desk.me.clone(), roles, clearance };
        desk.tokens.keep(digest, actor.clone(), ends_us, turn);
        actor
    }))
}
