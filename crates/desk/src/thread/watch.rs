//! The watch: whom a request calls when its clock has run out, and at which numbers a member is reached when nobody answers.
use super::keep::reads;
use crate::{Desk, Result, Ring, frame, offer};
use model::{Actor, Invalid, Member, Officer, OfficerId, Reason, ThreadId};
use policy::action;
use std::collections::BTreeSet;
use store::Tx;
pub use store::thread::Call;
use store::thread::Desked;
pub use store::watch::{Number, Watch};

/// Numbers that a member tells, and characters of one, or of what it is.
const NUMBERS_MAX: usize = 8;
const NUMBER_CHARS_MAX: usize = 60;

/// Whoever sets the watch looks at it, and whoever reads messages: those who wait are to know whom to call.
async fn may_look(desk: &Desk, by: &Actor, reason: &Reason) -> Result<()> {
    if !offer::may::<action::SetClocks>(desk, by, reason) {
        let _may = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    }
    Ok(())
}

/// The watch as it was set.
pub async fn watch(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Watch> {
    may_look(desk, by, reason).await?;
    Ok(store::watch::watch(&mut desk.store.read().await?).await?)
}

/// Everybody who works here, by name: whoever sets the watch chooses among them.
pub async fn everybody(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Officer>> {
    may_look(desk, by, reason).await?;
    let mut officers = store::officer::all(&mut desk.store.read().await?).await?;
    officers.retain(|officer| !officer.disabled);
    Ok(officers)
}

/// Sets it. The journal keeps both, and the numbers go round with what the node says of itself.
pub async fn set_watch(desk: &Desk, by: &Actor, reason: &Reason, watch: Watch) -> Result<()> {
    let permit = frame::may::<action::SetClocks>(desk, by, reason).await?;
    let mut tx = desk.store.begin().await?;
    let officers = store::officer::all(&mut tx).await?;
    check(&watch, &officers)?;
    store::watch::put_watch(&mut tx, permit, &watch, desk.clock.now_us()).await?;
    tx.commit().await?;
    for ring in [Ring::Journal, Ring::Threads, Ring::Peers] {
        desk.bell.ring(ring);
    }
    Ok(())
}

fn check(watch: &Watch, officers: &[Officer]) -> Result<(), Invalid> {
    let works = |id: &OfficerId| officers.iter().any(|officer| officer.id == *id && !officer.disabled);
    if !watch.heads.values().all(works) {
        return Err(Invalid::new("heads", "nobody of this id works here"));
    }
    if !watch.duty.iter().all(works) {
        return Err(Invalid::new("duty", "nobody of this id works here"));
    }
    if watch.numbers.len() > NUMBERS_MAX {
        return Err(Invalid::new("numbers", "a member tells at most 8 numbers"));
    }
    let is_short = |text: &str| !text.trim().is_empty() && text.chars().count() <= NUMBER_CHARS_MAX;
    let is_plain = |text: &str| !text.chars().any(char::is_control);
    let is_number = |text: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " +-()/.,;#*".contains(c) || c.is_alphabetic())
    };
    let holds = |it: &Number| [&it.what, &it.number].into_iter().all(|text| is_short(text) && is_plain(text));
    if !watch.numbers.iter().all(|it| holds(it) && is_number(&it.number)) {
        let why = "a number is what it is, and the number: at most 60 characters each";
        return Err(Invalid::new("numbers", why));
    }
    Ok(())
}

/// Who is called at this level: first whoever works on it with their unit and its head, then the duty desk as well. Where none of
/// them may read the thread, everybody who may is called: no request is left with nobody.
pub(super) async fn whom(desk: &Desk, tx: &mut Tx, (id, level): (ThreadId, u8)) -> Result<Vec<OfficerId>> {
    let Some(it) = store::thread::desked(tx, id).await? else { return Ok(vec![]) };
    let watch = store::watch::watch(tx).await?;
    let reason = Reason::of(it.stamp.purpose);
    let mut officers = store::officer::all(tx).await?;
    officers.retain(|officer| !officer.disabled && reads(desk, officer, &reason, &it.stamp));
    let called: Vec<OfficerId> =
        officers.iter().filter(|officer| concerns(officer, &it, (&watch, level))).map(|o| o.id).collect();
    Ok(if called.is_empty() { officers.iter().map(|officer| officer.id).collect() } else { called })
}

fn concerns(officer: &Officer, it: &Desked, (watch, level): (&Watch, u8)) -> bool {
    let (unit, heads) = (it.unit.as_deref(), &watch.heads);
    let is_in_unit = unit == Some(officer.unit.as_str());
    let is_head = unit.and_then(|unit| heads.get(unit)) == Some(&officer.id);
    let is_on_duty = watch.duty.contains(&officer.id);
    // What nobody has taken is for the duty desk at once.
    it.officer == Some(officer.id) || is_in_unit || is_head || (is_on_duty && (level > 1 || unit.is_none()))
}

/// The calls of this officer since a moment that still stand; for the page that is open meanwhile.
pub async fn calls(desk: &Desk, by: &Actor, reason: &Reason, since_us: i64) -> Result<Vec<Call>> {
    const SHOWN: u32 = 50;
    let Actor::Officer { id, .. } = by else { return Ok(vec![]) };
    let sight = desk.rules().threads(by, reason);
    Ok(store::thread::calls(&mut desk.store.read().await?, &sight, *id, (since_us, SHOWN)).await?)
}

/// The numbers at which members are reached: our own as they are set, others' as their nodes say. In the order of the codes.
pub async fn numbers(desk: &Desk, of: &BTreeSet<Member>) -> Result<Vec<(Member, Vec<Number>)>> {
    let own = store::watch::watch(&mut desk.store.read().await?).await?.numbers;
    let roster = desk.roster();
    let told = |member: &Member| match roster.get(member) {
        _ if *member == desk.me => own.clone(),
        Some(known) => known.numbers(),
        None => vec![],
    };
    Ok(of.iter().map(|member| (member.clone(), told(member))).filter(|(_, all)| !all.is_empty()).collect())
}
