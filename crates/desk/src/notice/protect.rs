//! Persons whom this node protects from notices. Who they are is known to those who keep the list and to nobody else: not to the
//! owner of a notice, nor to a hub, nor to the officers here.
use crate::{Desk, Result, chance, follow, frame, window};
use matching::{Probe, Verdict};
use model::notice::Content;
use model::{Actor, Entity, Invalid, Kind, Reason, Record, RecordId};
use policy::action;
use store::Tx;
use store::notice::{Notice, Protected};

/// Puts a person on the list. Notices against them that are here already are kept from use at once.
pub async fn keep(desk: &Desk, by: &Actor, reason: &Reason, person: Entity) -> Result<RecordId> {
    let may = frame::may::<action::KeepProtected>(desk, by, reason).await?;
    if person.kind() != Kind::Person || person.caption().is_empty() {
        return Err(Invalid::new("person", "a protected person has at least a name").into());
    }
    let id = RecordId::from_bytes(chance::draw(&*desk.chance)?);
    let entry = Protected { id, person, made_us: desk.clock.now_us() };
    let against = against(desk, &entry).await?;
    let mut tx = desk.store.begin().await?;
    store::notice::keep(&mut tx, &may, &entry).await?;
    for id in against {
        if let Some(notice) = store::notice::hold(&mut tx, id).await? {
            super::end(desk, &mut tx, &notice).await?;
            store::notice::withhold(&mut tx, &desk.me, id, desk.clock.now_us()).await?;
        }
    }
    tx.commit().await?;
    super::extract::without(desk, &entry).await;
    desk.bell.ring(crate::Ring::Journal);
    desk.bell.ring(crate::Ring::Notices);
    Ok(id)
}

/// The notices of other members in force here that are about this person.
async fn against(desk: &Desk, entry: &Protected) -> Result<Vec<RecordId>> {
    let sight = follow::engine(desk).await?;
    let probe = Probe::of(&entry.person);
    let found = desk.index.search(&probe, &|stamp| sight.shows(stamp), 50, desk.thresholds().possible);
    let ids: Vec<RecordId> = found.into_iter().map(|found| found.record).collect();
    let notices = store::notice::of(&mut desk.store.read().await?, &ids).await?;
    Ok(notices.into_iter().filter(|notice| notice.owner != desk.me).map(|notice| notice.id).collect())
}

/// Takes a person off the list. What was kept from use because of them stays so until it comes again.
pub async fn unkeep(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<()> {
    let may = frame::may::<action::KeepProtected>(desk, by, reason).await?;
    let mut tx = desk.store.begin().await?;
    let was = store::notice::forget(&mut tx, &may, id, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(crate::Ring::Notices);
    if was { Ok(()) } else { Err(crate::Error::Missing) }
}

/// Everybody on the list.
pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Protected>> {
    let _may = frame::may::<action::KeepProtected>(desk, by, reason).await?;
    let all = store::notice::all_protected(&mut desk.store.read().await?).await?;
    window::told(desk, by, reason, serde_json::json!({ "protected": all.len() })).await?;
    Ok(all)
}

/// Notices that are kept from use here.
pub async fn withheld(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Notice>> {
    let may = frame::may::<action::KeepProtected>(desk, by, reason).await?;
    let all = store::notice::withheld(&mut desk.store.read().await?, &may, 100).await?;
    window::told(desk, by, reason, serde_json::json!({ "withheld": all.len() })).await?;
    Ok(all)
}

/// Whether a record is about somebody on the list.
pub(crate) async fn is_protected(desk: &Desk, tx: &mut Tx, record: &Record) -> Result<bool> {
    match record.entity() {
        Some(entity) => protects(desk, tx, entity).await,
        None => Ok(false),
    }
}

/// The same of a notice.
pub(super) async fn protects_subject(desk: &Desk, tx: &mut Tx, content: &Content) -> Result<bool> {
    match content.about() {
        Ok(Some((entity, _))) => protects(desk, tx, &entity).await,
        Ok(None) => Ok(false),
        // Of whom it does not say clearly who they are, nobody can say that they are not protected.
        Err(_) => Ok(true),
    }
}

async fn protects(desk: &Desk, tx: &mut Tx, entity: &Entity) -> Result<bool> {
    let (probe, all) = (Probe::of(entity), store::notice::all_protected(tx).await?);
    Ok(all.iter().any(|entry| is_like(desk, &Probe::of(&entry.person), &probe)))
}

/// Whether a notice may be about this person.
pub(super) fn is_about(desk: &Desk, content: &Content, person: &Entity) -> bool {
    match content.about() {
        Ok(about) => about.is_some_and(|(entity, _)| is_like(desk, &Probe::of(person), &Probe::of(&entity))),
        Err(_) => true,
    }
}

fn is_like(desk: &Desk, one: &Probe, other: &Probe) -> bool {
    let verdict = desk.thresholds().verdict(matching::compare(one, other).value);
    matches!(verdict, Some(Verdict::Match | Verdict::Possible))
}
