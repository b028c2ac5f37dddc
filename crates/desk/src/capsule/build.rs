//! How a capsule is built: a small node in a folder of its own, filled, sealed, and kept in mind.
use super::make::{Order, lease_end};
use super::{DATABASE, SEGMENT, inside, keys, pack, post, rules};
use crate::{Chance, Clock, Desk, Error, Parts, Result, chance, follow, frame, node, officer, threshold};
use model::{ActKind, Actor, CapsuleId, Invalid, OfficerId, Purpose, Reason, Record, RecordId};
use policy::{Permit, Rules, Sight, action};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Store;
use store::capsule::{Capsule, Held};
use store::client::Kept;
use store::journal::Act;
use wire::capsule::{LabelDraft, Secret};
use zeroize::Zeroizing;

/// Most records of one capsule.
pub const RECORDS_MAX: usize = 1_000_000;
const BATCH: u32 = 4_000;

/// A folder that is gone when nobody needs it any more.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn make(work: &Path, id: CapsuleId) -> Result<Folder> {
        let path = work.join(format!("capsule-{id}"));
        fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _none = fs::remove_dir_all(&self.0);
    }
}

/// A capsule that is being made.
pub(super) struct Making<'a> {
    pub desk: &'a Desk,
    pub permit: &'a Permit<action::MakeCapsule>,
    pub order: &'a Order,
    pub purpose: Purpose,
    pub id: CapsuleId,
    pub secret: Secret,
}

/// What went in.
#[derive(Default)]
pub(super) struct Carried {
    pub ids: Vec<RecordId>,
    /// Those of other members, with their versions.
    pub others: Vec<(RecordId, u64)>,
    pub held: Held,
}

impl Making<'_> {
    /// The small node that is being made.
    pub(super) async fn open(&self, folder: &Path) -> Result<Desk> {
        let url = format!("sqlite://{}?mode=rwc", folder.join(DATABASE).display());
        let parts = Parts {
            me: self.desk.me.clone(),
            name: self.desk.name.clone(),
            store: Store::open(&url, keys(&self.secret, &self.desk.me, self.id)).await?,
            clock: Arc::clone(&self.desk.clock) as Arc<dyn Clock>,
            chance: Arc::clone(&self.desk.chance) as Arc<dyn Chance>,
            segment: Some(folder.join(SEGMENT)),
            pseudonyms: self.secret.storage(),
            post: None,
        };
        Desk::open(parts).await
    }

    /// Its officers, thresholds and rules. Gives the officers' names by their ids.
    pub(super) async fn people(&self, field: &Desk, post: &Kept) -> Result<serde_json::Value> {
        let by = Actor::Console { account: "capsule".to_owned(), member: field.me.clone() };
        let reason = Reason::of(Purpose::Administration);
        node::made(field, &by).await?;
        let called = vec![post.client.name.clone()];
        let names = if self.order.officers.is_empty() { &called } else { &self.order.officers };
        let mut officers = serde_json::Map::new();
        for name in names {
            let new = officer::New {
                name: name.clone(),
                unit: post.client.name.clone(),
                roles: post.client.roles.clone(),
                clearance: post.client.clearance.min(inside::LEVEL_MAX),
                language: self.order.language,
            };
            let id: OfficerId = officer::add(field, &by, &reason, new).await?;
            officers.insert(id.to_string(), name.clone().into());
        }
        threshold::set(field, &by, &reason, self.desk.thresholds()).await?;
        let text = rules::of(self.desk, self.purpose);
        Rules::parse(field.me.clone(), &text)?;
        let permit = frame::may::<action::ChangeRules>(field, &by, &reason).await?;
        let mut tx = field.store.begin().await?;
        store::setting::put_rules(&mut tx, permit, &text, field.clock.now_us()).await?;
        tx.commit().await?;
        Ok(officers.into())
    }

    /// Every record that both may see and that may leave the house.
    pub(super) async fn carry(&self, field: &Desk, (post, maker): &(Sight, Sight)) -> Result<Carried> {
        let (mut carried, mut after) = (Carried::default(), 0);
        loop {
            let now = self.desk.clock.now_us();
            let mut tx = self.desk.store.read().await?;
            let held = store::record::each(&mut tx, post, after, BATCH, now).await?;
            drop(tx);
            let Some(last) = held.last() else { break };
            after = last.seq;
            let both = held.into_iter().filter(|held| maker.shows(held.stamp)).map(|held| held.record);
            let records: Vec<Record> =
                both.filter(|record| self.goes(record)).map(inside::narrowed).collect();
            let mut tx = field.store.begin().await?;
            store::record::carry(&mut tx, self.permit, &records, now).await?;
            tx.commit().await?;
            carried.ids.extend(records.iter().map(|record| record.id));
            let others = records.iter().filter(|record| record.owner != self.desk.me);
            carried.others.extend(others.map(|record| (record.id, record.version)));
            for record in &records {
                *carried.held.kinds.entry(record.kind().to_string()).or_insert(0) += 1;
                *carried.held.owners.entry(record.owner.to_string()).or_insert(0) += 1;
            }
            if carried.ids.len() > RECORDS_MAX {
                return Err(
                    Invalid::new("lists", "more than 1,000,000 records: name the kinds or lists").into()
                );
            }
        }
        carried.ids.sort_unstable();
        carried.ids.dedup();
        Ok(carried)
    }

    fn goes(&self, record: &Record) -> bool {
        let Order { kinds, lists, .. } = self.order;
        let listed = record.source.list.as_ref().is_some_and(|list| lists.contains(list));
        (kinds.is_empty() || kinds.contains(&record.kind()))
            && (lists.is_empty() || listed)
            && inside::goes(record, &self.desk.me)
    }

    pub(super) fn seal(&self, part: &Path, folder: &Path, capsule: &Capsule) -> Result<u64> {
        let (file, content) = pack::pack(part, (folder, &self.desk.name, capsule.first), &self.secret)?;
        let ms = |us: i64| u64::try_from(us / 1_000).unwrap_or(0);
        let leases: Vec<u64> =
            (1..).map(|number| lease_end(capsule, number)).map_while(|end| end.map(ms)).collect();
        let draft = LabelDraft {
            id: *self.id.as_bytes(),
            member: self.desk.me.as_str(),
            post: &capsule.post,
            purpose: capsule.purpose.as_str(),
            made_ms: ms(capsule.made_us),
            leases_ms: &leases,
            content,
        };
        let random = chance::draw(&*self.desk.chance)?;
        let label = draft.sign(&self.secret, &self.order.device, &post(self.desk)?.identity, &random)?;
        Ok(pack::close(file, &label)?)
    }

    /// The act that it was made, and for each record of another member one that its owner is told of.
    pub(super) async fn keep(
        &self,
        capsule: &Capsule,
        carried: &Carried,
        officers: serde_json::Value,
    ) -> Result<()> {
        let at_us = self.desk.clock.now_us();
        let secret = Zeroizing::new(*self.secret.as_bytes());
        let mut tx = self.desk.store.begin().await?;
        let with = (&secret, carried.ids.as_slice(), officers);
        store::capsule::add(&mut tx, self.permit, capsule, with, at_us).await?;
        for object in &carried.others {
            let (by, reason) = (self.permit.by(), Some(self.permit.reason()));
            let body = serde_json::json!({ "capsule": self.id.to_string() });
            let act =
                Act { at_us, by, kind: ActKind::Carried, object: Some(*object), reason, body: Some(body) };
            store::journal::write(&mut tx, act).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Index and tiles are made here, so that the post need not; gives the last act of its journal.
pub(super) async fn finish(field: &Desk) -> Result<(u64, wire::Hash)> {
    follow::catch_up(field).await?;
    follow::leave(field).await?;
    store::journal::tend(&field.store).await?;
    let mut tx = field.store.read().await?;
    let seq = store::journal::head(&mut tx).await?;
    let hash = store::journal::hash_of(&mut tx, seq).await?.ok_or(Error::Missing)?;
    drop(tx);
    field.store.close().await;
    Ok((seq, hash))
}
