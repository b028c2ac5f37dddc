//! Records of other members: stated, taken back, and what others did with ours.
use super::done::Done;
use crate::outbox::{self, Lanes, Way};
use crate::parcel::{Consulted, CopyTold, FileHeld, Held, HeldRecord, Parcel, Recalled, Stated};
use crate::{Desk, Error, Result};
use model::{ActKind, Actor, AttachmentId, Member, Purpose, Reason, RecordId, Stamp};
use policy::{Target, action};
use store::Tx;
use store::consultation::Consultation;
use store::journal::Act;
use store::overtaken::Overtaken;
use store::peer::Again;
use store::record::{Received, Version};
use wire::envelope::Attached;

/// Why this node takes up what others address to it.
fn reason() -> Reason {
    Reason::of(Purpose::Investigation)
}

pub(super) async fn stated(
    desk: &Desk,
    tx: &mut Tx,
    owner: &Member,
    (stated, sealed): (Stated, &[Attached]),
    done: &mut Done,
) -> Result<()> {
    let files = stated.files(owner, sealed, desk.clock.now_us())?;
    let record = stated.read(owner)?;
    let target = Target { id: record.id, version: record.version };
    let stamp = record.stamp();
    let permit = desk.rules().permit_peer::<action::File>(owner, &reason(), target, &stamp);
    let permit = permit.map_err(Error::Refused)?;
    match store::record::receive(tx, permit, &record, desk.clock.now_us()).await? {
        Received::Known => {}
        Received::Same if !store::attachment::differ(tx, (owner, record.id), &files).await? => {}
        Received::Same | Received::Other => tell_of_other(desk, tx, owner, target, done).await?,
        Received::New | Received::Newer => {
            let version = (record.id, record.version);
            done.files |= store::attachment::stated(tx, owner, version, &files).await?;
            if !done.stamps.contains(&stamp) {
                done.stamps.push(stamp);
            }
        }
    }
    Ok(())
}

/// Its owner was set back and has given the number of a version once more: it is told, so that it gives what it states another one.
async fn tell_of_other(
    desk: &Desk,
    tx: &mut Tx,
    owner: &Member,
    Target { id, version }: Target,
    done: &mut Done,
) -> Result<()> {
    if !store::record::other(tx, owner, (id, version)).await? {
        return Ok(());
    }
    let other = HeldRecord { id: id.to_string(), version, gone: false, other: true };
    let mut lanes = Lanes::new(desk)?;
    match lanes.put(tx, &Way::to(owner), &Parcel::Held(Held { records: vec![other] })).await {
        Ok(_) => done.answers = true,
        // When it can be told again, it is told of all that is here of its own.
        Err(Error::Unreached(_)) => store::peer::again(tx, owner, Again::SetBack, 0).await?,
        Err(fault) => return Err(fault),
    }
    lanes.close(tx).await
}

pub(super) async fn recalled(
    desk: &Desk,
    tx: &mut Tx,
    owner: &Member,
    recalled: &Recalled,
    done: &mut Done,
) -> Result<()> {
    let id: RecordId = recalled.id.parse()?;
    if crate::notice::recalled(desk, tx, owner, (id, recalled.version), done).await? {
        return Ok(());
    }
    // What is not here, or is somebody else's, is not told apart.
    let Some((_, stamp)) = store::record::target(tx, id).await? else { return Ok(()) };
    if &stamp.owner != owner {
        return Ok(());
    }
    let target = Target { id, version: recalled.version };
    let permit = permit_back(desk, owner, target, &stamp)?;
    let now = desk.clock.now_us();
    let undecided = crate::recall::patience_in(tx).await?.undecided_until(now);
    if store::record::give_up(tx, permit, "taken back by its owner", undecided, now).await? {
        done.gone.push(id);
    }
    Ok(())
}

/// A member has a file of ours whole.
pub(super) async fn file_held(desk: &Desk, tx: &mut Tx, by: &Member, held: &FileHeld) -> Result<()> {
    let (record, file): (RecordId, AttachmentId) = (held.record.parse()?, held.attachment.parse()?);
    let object = ((record, held.version), file);
    store::attachment::told_held(tx, (&desk.me, by), object, desk.clock.now_us()).await?;
    Ok(())
}

fn permit_back(
    desk: &Desk,
    owner: &Member,
    target: Target,
    stamp: &Stamp,
) -> Result<policy::Permit<action::Withdraw>> {
    desk.rules().permit_peer::<action::Withdraw>(owner, &reason(), target, stamp).map_err(Error::Refused)
}

/// Whether a record is or was ours; one that a restore has lost is, where the member is known to hold it.
async fn is_ours(desk: &Desk, tx: &mut Tx, holder: &Member, id: RecordId) -> Result<bool> {
    match store::record::owner_of(tx, id).await? {
        Some(owner) => Ok(owner == desk.me),
        None => Ok(store::overtaken::of(tx, &[id]).await?.iter().any(|it| &it.member == holder)),
    }
}

/// Somebody looked at a record of ours. What is not ours is not kept.
pub(super) async fn consulted(desk: &Desk, tx: &mut Tx, by: &Member, told: &Consulted) -> Result<()> {
    let record: RecordId = told.record.parse()?;
    // One that was taken back meanwhile was looked at all the same.
    if !is_ours(desk, tx, by, record).await? {
        return Ok(());
    }
    let short = |text: &Option<String>| text.as_ref().map(|text| text.chars().take(200).collect());
    let consultation = Consultation {
        number: 0,
        record,
        version: told.version,
        member: by.clone(),
        what: told.what.chars().take(20).collect(),
        unit: short(&told.unit),
        officer: short(&told.officer),
        purpose: told.purpose()?,
        reference: short(&told.reference),
        done_us: told.done_us,
        told_us: desk.clock.now_us(),
    };
    Ok(store::consultation::put(tx, &consultation).await?)
}

/// What the holder of a record of ours says of its copy. What is not ours is not kept.
pub(super) async fn copy_told(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    told: &CopyTold,
    done: &mut Done,
) -> Result<()> {
    let (id, said) = told.read()?;
    if !is_ours(desk, tx, by, id).await? {
        return Ok(());
    }
    let now = desk.clock.now_us();
    if !store::shared::told(tx, (id, by), &said, now).await? {
        return Ok(());
    }
    let actor = Actor::Node { member: by.clone() };
    let body = serde_json::json!({
        "word": said.word.as_str(), "basis": said.basis, "why": said.why, "unit": said.unit, "until_us": said.until_us,
    });
    let (kind, object) = (ActKind::CopyTold, Some((id, said.version)));
    let act = Act { at_us: now, by: &actor, kind, object, reason: None, body: Some(body) };
    store::journal::write(tx, act).await?;
    done.window = true;
    Ok(())
}

/// In which versions our records and notices are with another member, which has found this node set back: what is here of its files
/// is told to it again as well. What of it is not known here is kept until somebody here decides: the member
/// has no signature of ours beside what it holds, so we believe the number, which harms nobody, and not what it says.
pub(super) async fn held(desk: &Desk, tx: &mut Tx, by: &Member, held: &Held) -> Result<()> {
    let read = |it: &HeldRecord| {
        Ok(Version { id: it.id.parse()?, version: it.version, gone: it.gone, other: it.other })
    };
    let theirs: Vec<Version> = held.records.iter().map(read).collect::<Result<_>>()?;
    outbox::tell_apart(desk, tx, (by, &theirs)).await?;
    let unknown = outbox::unknown(desk, tx, (by, &theirs)).await?;
    let (actor, at_us) = (Actor::Node { member: by.clone() }, desk.clock.now_us());
    // About these nobody will do anything more here that would take it to whoever follows what is done.
    for (it, _) in unknown.iter().filter(|(_, decided)| *decided) {
        let (kind, object) = (ActKind::CopyTold, Some((it.id, it.version)));
        let act = Act { at_us, by: &actor, kind, object, reason: None, body: None };
        store::journal::write(tx, act).await?;
    }
    let unknown: Vec<Overtaken> = unknown.into_iter().map(|(it, _)| it).collect();
    let files = store::attachment::tell_again(tx, by).await?;
    if unknown.is_empty() && files == 0 {
        return Ok(());
    }
    store::overtaken::put(tx, &unknown).await?;
    let body = Some(serde_json::json!({ "member": by.as_str(), "ahead": unknown.len(), "files": files }));
    let act = Act { at_us, by: &actor, kind: ActKind::CopyTold, object: None, reason: None, body };
    store::journal::write(tx, act).await?;
    Ok(())
}
