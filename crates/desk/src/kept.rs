//! Copies of others' records that the law bids to keep after their owner has taken them back. Nobody finds one: no check, list,
//! twin, hit, export, capsule or answer. Whoever may opens it by its number, its owner is told of that as of any look, and on
//! the day it ends it is destroyed.
use crate::people::{self, People};
use crate::record::seen;
use crate::{Desk, Error, Result, Ring, frame, outbox, sights};
use model::{ActKind, Actor, Invalid, Member, Reason, Record, RecordId, Stamp};
use policy::{Target, action};
pub use store::kept::{Asked, Declared, Kept};

const DAY_US: i64 = 86_400 * 1_000_000;
/// Ten years: whoever must keep longer declares it anew.
const DAYS_MAX: i64 = 3_653;
/// So long a second person is waited for.
pub const WAITS_US: i64 = 3 * DAY_US;
const SHOWN: u32 = 500;
/// What is asked of who keeps a copy.
const WHY: &str = "say why the law bids it: its owner is told";

/// A copy about which something is said: as a record that is here, or as one that is kept.
struct Copy {
    target: Target,
    stamp: Stamp,
    owner: Member,
}

/// The copy, as far as this actor may know of it.
async fn copy(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Copy> {
    if let Some(kept) = kept(desk, by, reason, id).await? {
        return Ok(kept);
    }
    let (held, target, stamp) = seen::find(desk, by, reason, id).await?;
    Ok(Copy { target, stamp, owner: held.record.owner })
}

/// The copy that was taken back and is kept; none where there is none, or it is here again, or was never shown to them.
async fn kept(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Option<Copy>> {
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let Some(owner) = store::record::owner_of(&mut tx, id).await? else { return Ok(None) };
    if !store::record::was_shown(&mut tx, &sight, &owner, id).await? {
        return Ok(None);
    }
    let target = store::kept::target(&mut tx, id).await?;
    Ok(target.map(|(target, stamp)| Copy { target, stamp, owner }))
}

/// Declares that the law bids to keep the copy of another member's record until this moment (microseconds since 1970), for the
/// reason in these words; the law and the case are those of the reason. It counts when a second person has confirmed it; until then,
/// for three days at most, nothing of the copy is destroyed.
pub async fn declare(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    id: RecordId,
    (why, until_us): (&str, i64),
) -> Result<()> {
    let Copy { target, stamp, owner } = copy(desk, by, reason, id).await?;
    let permit = frame::may_on::<action::KeepByLaw>(desk, by, reason, (target, &stamp)).await?;
    let now = desk.clock.now_us();
    let why = frame::why(why, WHY)?;
    if until_us <= now || until_us > now + DAYS_MAX * DAY_US {
        return Err(Invalid::new("until", "a day to come, within ten years").into());
    }
    let mut tx = desk.store.begin().await?;
    let unit = outbox::unit_of(desk, &mut tx, &by.label()).await?;
    let Reason { legal_basis: basis, reference, .. } = reason.clone();
    let declared = Declared { basis, reference, why: why.to_owned(), unit, until_us };
    store::kept::ask(&mut tx, &permit, &owner, &declared, (now, now + WAITS_US)).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}

/// Confirms what somebody else has declared at `declared_us`, so that nothing is confirmed but what was read: from now on it counts,
/// and the owner is told all of it but the case.
pub async fn confirm(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId, declared_us: i64) -> Result<()> {
    let Copy { target, stamp, .. } = copy(desk, by, reason, id).await?;
    let permit = frame::may_on::<action::KeepByLaw>(desk, by, reason, (target, &stamp)).await?;
    let mut tx = desk.store.begin().await?;
    store::kept::confirm(&mut tx, &permit, declared_us, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}

/// Gives up, before its time, what was declared of a copy: one that was taken back is destroyed.
pub async fn give_up(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId, why: &str) -> Result<()> {
    let Copy { target, stamp, .. } = copy(desk, by, reason, id).await?;
    let permit = frame::may_on::<action::KeepByLaw>(desk, by, reason, (target, &stamp)).await?;
    let why = frame::why(why, WHY)?;
    let mut tx = desk.store.begin().await?;
    store::kept::give_up(&mut tx, &permit, why, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}

/// What is kept, to be kept, and was, the last declared first: of records that they may see or might; at the command line, all
/// of it. Nothing of what any of them says.
pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Kept>> {
    let may = frame::may::<action::ReadKept>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let kept = match by {
        Actor::Console { .. } => store::kept::list_all(&mut tx, &may, SHOWN).await?,
        _ => store::kept::list(&mut tx, (&may, &sight), SHOWN).await?,
    };
    drop(tx);
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "kept": kept.len() })).await?;
    Ok(kept)
}

/// What waits for a second person, with the names of who declared it, of records that they may see or might; at the command line, all
/// of it.
pub async fn waiting(desk: &Desk, by: &Actor, reason: &Reason) -> Result<(Vec<Asked>, People)> {
    let may = frame::may::<action::ReadKept>(desk, by, reason).await?;
    let sight = sights::of(desk, by, reason).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.read().await?;
    let asked = match by {
        Actor::Console { .. } => store::kept::asked_all(&mut tx, &may, now).await?,
        _ => store::kept::asked(&mut tx, (&may, &sight), now).await?,
    };
    drop(tx);
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "kept_waits": asked.len() })).await?;
    let labels: Vec<&str> = asked.iter().map(|it| it.asker.as_str()).collect();
    let people = people::named(desk, &labels).await?;
    Ok((asked, people))
}

/// What a kept copy says, for whoever names its number and may. On disk that it was opened before it is shown.
pub async fn open(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<(Kept, Record)> {
    let Some(Copy { target, stamp, .. }) = kept(desk, by, reason, id).await? else {
        return Err(absent(desk, by, reason, id).await?);
    };
    let permit = frame::may_on::<action::OpenKept>(desk, by, reason, (target, &stamp)).await?;
    let opened = store::kept::open(&mut desk.store.read().await?, &permit).await?.ok_or(Error::Missing)?;
    frame::note_on(desk, by, reason, (ActKind::CopyOpened, (id, target.version)), None).await?;
    desk.bell.ring(Ring::Journal);
    Ok(opened)
}

/// Nobody tries out numbers unseen.
async fn absent(desk: &Desk, by: &Actor, reason: &Reason, id: RecordId) -> Result<Error> {
    let _may = frame::may::<action::ReadKept>(desk, by, reason).await?;
    let asked = serde_json::json!({ "asked": id.to_string(), "why": "no such copy is kept" });
    frame::note(desk, by, ActKind::Refused, reason, asked).await?;
    Ok(Error::Missing)
}

/// What is declared of the copy of a record that they were shown; nothing where nothing is.
pub async fn of(desk: &Desk, record: &Record) -> Result<Option<Kept>> {
    let kept = store::kept::of(&mut desk.store.read().await?, record.id).await?;
    Ok(kept.filter(|kept| kept.word.outlives_a_recall()))
}

/// Until when what is declared of the copy of a record that they were shown waits for a second person.
pub async fn waits_until(desk: &Desk, record: &Record) -> Result<Option<i64>> {
    let now = desk.clock.now_us();
    let asked = store::kept::waiting(&mut desk.store.read().await?, record.id, now).await?;
    Ok(asked.map(|asked| asked.lapses_us))
}

/// Destroys what has had its time: done each minute. Gives how much.
pub async fn end_due(desk: &Desk) -> Result<usize> {
    let now = desk.clock.now_us();
    if !store::kept::any_due(&mut desk.store.glance().await?, now).await? {
        return Ok(0);
    }
    let mut tx = desk.store.begin().await?;
    let ended = store::kept::end_due(&mut tx, &desk.me, now).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(ended)
}
