//! The log of a post comes home: proven, and each look taken up as if it had been made here.
use crate::{Desk, Error, Result, Ring, frame};
use model::{ActKind, Actor, CapsuleId, Invalid, Reason};
use policy::action;
use store::Tx;
use store::capsule::{Capsule, LogIs};
use store::client::Kept;
use store::journal::Act;
use wire::act::{self, Entry};
use wire::capsule::{Closed, LoggedAct, Secret, id_of, read_log};
use wire::keys::StorageKey;

/// What a log brought.
#[derive(Debug, Clone)]
pub struct Home {
    pub capsule: CapsuleId,
    pub post: String,
    /// Acts of the post that were not here before.
    pub acts: u64,
    /// Of them checks, and records that were shown or opened.
    pub looks: u64,
    /// It ends where the post was closed in good order, under the last lease that was told.
    pub closed: bool,
}

/// Takes up what is new in it. The same log again brings nothing. One that does not hold is refused as a whole, and the
/// first act that does not hold is named.
pub async fn home(desk: &Desk, by: &Actor, reason: &Reason, log: &[u8]) -> Result<Home> {
    let permit = frame::may::<action::KeepCapsules>(desk, by, reason).await?;
    let id = id_of(log).ok_or(Invalid::new("log", "this is no log of a post"))?;
    let id = CapsuleId::from_bytes(id);
    let mut tx = desk.store.read().await?;
    let capsule = store::capsule::get(&mut tx, id).await?.ok_or(Error::Missing)?;
    let client = store::client::get(&mut tx, capsule.client).await?.ok_or(Error::Missing)?;
    let secret = store::capsule::secret(&mut tx, id).await?;
    drop(tx);
    let secret = Secret::from_bytes(*secret.ok_or(Error::Conflict("this log may not come home any more"))?);
    let signer = secret.signer().public();
    let read = crate::long::long(|| read_log(log, (&secret, *id.as_bytes()), &signer, capsule.first));
    let read = read.map_err(|broken| Error::Log(broken.into()))?;
    let mut told = Home { capsule: id, post: capsule.post.clone(), acts: 0, looks: 0, closed: false };
    let Some(new) = behind(&capsule, &read.acts)? else { return Ok(told) };
    told.closed = read.closed.is_some_and(|closed| is_end(&capsule, closed));
    // A log without anything new is home as well: at its post nothing was done. The same again changes nothing; but it may have
    // its end by now.
    let stands = capsule.log_is(desk.clock.now_us());
    let is_cut = matches!(stands, LogIs::Cut | LogIs::GivenUp) && !told.closed;
    if new.is_empty() && (stands == LogIs::Home || is_cut) {
        return Ok(told);
    }
    let upto = new.last().map_or(capsule.home, |(last, logged)| (last.seq, act::hash(&logged.entry)));
    let mut tx = desk.store.begin().await?;
    let coming = Coming { desk, client: &client, capsule: &capsule, storage: secret.storage() };
    let mut taken = Vec::new();
    for (entry, logged) in new {
        taken.extend(coming.take(&mut tx, entry, logged).await?);
    }
    told.acts = u64::try_from(new.len()).unwrap_or(u64::MAX);
    told.looks = u64::try_from(taken.len()).unwrap_or(u64::MAX);
    let (before, upto) = ((id, capsule.home.0), (upto.0, upto.1, told.closed));
    store::capsule::came_home(&mut tx, &permit, before, upto, (&taken, desk.clock.now_us())).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Recalls);
    Ok(told)
}

/// Whether nothing is to come behind this mark: a log that was cut back to where an earlier lease was closed names that one. An
/// older post does not say under which it was; its moment does.
fn is_end(capsule: &Capsule, closed: Closed) -> bool {
    closed.lease.unwrap_or_else(|| capsule.lease_at(closed.at_us)) >= capsule.last_told()
}

/// The acts behind those that are home, which must be of one journal; none where it is an older copy of what is home.
fn behind<'l>(capsule: &Capsule, acts: &'l [(Entry, LoggedAct)]) -> Result<Option<&'l [(Entry, LoggedAct)]>> {
    let (seq, hash) = capsule.home;
    if seq == capsule.first.0 {
        return Ok(Some(acts));
    }
    match acts.iter().position(|(entry, _)| entry.seq == seq) {
        Some(at) if act::hash(&acts[at].1.entry) == hash => Ok(Some(&acts[at + 1..])),
        Some(_) => Err(Error::Conflict(
            "another log of this capsule is home already, and the two part: keep the device, and look into it",
        )),
        None => Ok(None),
    }
}

struct Coming<'a> {
    desk: &'a Desk,
    client: &'a Kept,
    capsule: &'a Capsule,
    storage: StorageKey,
}

impl Coming<'_> {
    /// Writes a look as the post's act, of the time when it was made. Gives its number here; none where it was no look.
    async fn take(&self, tx: &mut Tx, entry: &Entry, logged: &LoggedAct) -> Result<Option<u64>> {
        let kind: ActKind = entry.kind.parse()?;
        let looks =
            matches!(kind, ActKind::Checked | ActKind::Consulted | ActKind::Opened | ActKind::Refused);
        let Some(purpose) = entry.purpose.as_deref().filter(|_| looks) else { return Ok(None) };
        let said = store::journal::said(&self.storage, entry, logged)?;
        let reason = Reason {
            purpose: purpose.parse()?,
            legal_basis: said.legal_basis,
            reference: entry.reference.clone(),
        };
        let object = match &entry.object {
            Some(id) => Some((id.parse()?, entry.object_version.unwrap_or(0))),
            None => None,
        };
        let act = Act {
            at_us: entry.at_us,
            by: &self.post(),
            kind,
            object,
            reason: Some(&reason),
            body: Some(self.body(entry, said.act)),
        };
        Ok(Some(store::journal::write(tx, act).await?))
    }

    fn post(&self) -> Actor {
        let model::Client { id, roles, clearance, .. } = &self.client.client;
        let (id, member) = (*id, self.desk.me.clone());
        Actor::Client { id, member, roles: roles.clone(), clearance: *clearance }
    }

    /// What the act said, and where it was done, by whom.
    fn body(&self, entry: &Entry, said: Option<serde_json::Value>) -> serde_json::Value {
        let mut body = match said {
            Some(serde_json::Value::Object(said)) => said,
            _ => serde_json::Map::new(),
        };
        let id = self.capsule.id.to_string();
        body.insert("capsule".to_owned(), id.into());
        body.insert("act".to_owned(), entry.seq.into());
        body.insert("by".to_owned(), entry.actor.clone().into());
        body.into()
    }
}
