//! An officer leaves a question open.
use crate::check::{Question, recognise};
use crate::{Desk, Result, Ring, chance, frame};
use matching::{Index, Probe};
use model::{Actor, Entity, Invalid, Reason, RecordId, StampNo, StandingId};
use policy::action;
pub use store::standing::Standing;

/// Open for this long at most; an officer who still needs it opens it again.
pub const LIFE_DAYS_MAX: i64 = 366;

/// Opens it until `until_us`. A record that is already here does not answer it: check first.
pub async fn open(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    question: &Question,
    until_us: i64,
) -> Result<StandingId> {
    let id = StandingId::from_bytes(chance::draw(&*desk.chance)?);
    open_as(desk, by, reason, (id, question), until_us).await
}

/// The same, under an id that the caller has chosen.
pub(super) async fn open_as(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, question): (StandingId, &Question),
    until_us: i64,
) -> Result<StandingId> {
    let permit = frame::may::<action::Stand>(desk, by, reason).await?;
    let Actor::Officer { id: officer, .. } = by else {
        return Err(Invalid::new(
            "standing check",
            "only an officer can leave one, for somebody must see its alerts",
        )
        .into());
    };
    let entities = readings(question)?;
    let now = desk.clock.now_us();
    ends_in_time("standing check", now, until_us)?;
    let standing =
        Standing { id, officer: *officer, reason: reason.clone(), entities, opened_us: now, until_us };
    let mut tx = desk.store.begin().await?;
    store::standing::open(&mut tx, &permit, &standing).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    Ok(id)
}

/// Whether it ends so that an officer who still needs it opens it again.
pub(crate) fn ends_in_time(field: &'static str, now_us: i64, until_us: i64) -> Result<(), Invalid> {
    let latest = now_us + LIFE_DAYS_MAX * 86_400 * 1_000_000;
    if (now_us..=latest).contains(&until_us) {
        return Ok(());
    }
    Err(Invalid::new(field, "its end lies between now and a year from now"))
}

fn readings(question: &Question) -> Result<Vec<Entity>, Invalid> {
    match question {
        Question::Entity(entity) if !entity.is_empty() => Ok(vec![entity.clone()]),
        Question::Entity(_) => Err(Invalid::new("standing check", "at least one property is needed")),
        Question::Text(text) | Question::Mrz(text) => Ok(recognise(text)?.readings),
    }
}

/// Most readings of one question.
pub(super) const READINGS_MAX: u8 = 16;

/// Puts it where new records find it. Several readings of one question share its id, so the last place tells them apart.
pub(super) fn index(index: &Index, standing: &Standing) {
    let probes = standing
        .entities
        .iter()
        .zip(0..READINGS_MAX)
        .map(|(entity, nth)| (reading_id(standing.id, nth), StampNo(0), Probe::of(entity)));
    index.insert(probes.collect());
}

/// The id under which the nth reading of a standing check lies in its index.
pub(super) fn reading_id(id: StandingId, nth: u8) -> RecordId {
    let mut bytes = *id.as_bytes();
    bytes[15] = nth;
    RecordId::from_bytes(bytes)
}

/// The officer's own, newest first.
pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Standing>> {
    let _may = frame::may::<action::Stand>(desk, by, reason).await?;
    let Actor::Officer { id, .. } = by else { return Ok(vec![]) };
    let mut tx = desk.store.read().await?;
    Ok(store::standing::of(&mut tx, *id, desk.clock.now_us()).await?)
}
