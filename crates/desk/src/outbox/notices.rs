//! What our people have said of notices of others is told to their owners; against one, to everybody at once. An owner that could
//! not read it then, because it was suspended or its keys were not known, or whose lane was begun afresh before it came there, is
//! told when it can: only the owner states where its notice stands. So is one that took it back for what was said against it, and was
//! set back to before that; and so is told once more what our copy of a notice that was taken back had fed.
use super::{Lanes, Way};
use crate::parcel::{NoticeActTold, NoticeFed, Parcel};
use crate::{Desk, Error, Result};
use model::notice::{Stage, Word};
use model::{Member, RecordId};
use store::Tx;
use store::notice::{GivenUp, Notice, NoticeSaid, Opposed};
use wire::notice::NoticeAct;

/// So long an owner is told again what a copy of its notice had fed, where the lane that it was on began afresh: 30 days.
const FED_TOLD_FOR_US: i64 = 30 * 24 * 3_600_000_000;

/// Tells owners what they have not been told.
pub(super) async fn tell_again(desk: &Desk) -> Result<()> {
    // Most often there is nothing, and nobody who writes is kept waiting for that.
    if untold(desk, &mut desk.store.read().await?).await?.is_empty() {
        return Ok(());
    }
    let mut tx = desk.store.begin().await?;
    let mut lanes = Lanes::new(desk)?;
    for (owner, parcel) in untold(desk, &mut tx).await? {
        match lanes.put(&mut tx, &Way::to(&owner), &parcel).await {
            Ok(_) | Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// What owners were not told, each with whom it is for.
async fn untold(desk: &Desk, tx: &mut Tx) -> Result<Vec<(Member, Parcel)>> {
    let mut untold = Vec::new();
    for notice in store::notice::spoken_of(tx, &desk.me).await? {
        let said = of_what_is_here(desk, tx, &notice).await?;
        untold.extend(said.into_iter().map(|it| (notice.owner.clone(), it)));
    }
    for opposed in store::notice::all_opposed(tx).await? {
        let said = of_what_is_gone(tx, &opposed).await?;
        untold.extend(said.into_iter().map(|it| (opposed.owner.clone(), it)));
    }
    let since_us = desk.clock.now_us().saturating_sub(FED_TOLD_FOR_US);
    for gone in store::notice::given_up(tx, &desk.me, since_us).await? {
        untold.extend(of_what_it_had_fed(tx, &gone).await?.map(|it| (gone.owner, it)));
    }
    Ok(untold)
}

fn told(id: RecordId, act: &NoticeSaid) -> Parcel {
    Parcel::NoticeAct(NoticeActTold { id: id.to_string(), act: wire::hex(&act.signed) })
}

/// From the first on that its owner was not told: each follows from those before.
async fn of_what_is_here(desk: &Desk, tx: &mut Tx, notice: &Notice) -> Result<Vec<Parcel>> {
    let ours: Vec<&NoticeSaid> = ours(desk, notice).collect();
    for (at, act) in ours.iter().enumerate() {
        let what = (notice.id, &NoticeAct::hash(&act.signed));
        if !store::lane::was_told_of_notice(tx, &notice.owner, what).await? {
            return Ok(ours[at..].iter().map(|act| told(notice.id, act)).collect());
        }
    }
    Ok(vec![])
}

/// All that was said against one that its owner took back and has said once more, if it was not told since.
async fn of_what_is_gone(tx: &mut Tx, Opposed { id, owner, since_us }: &Opposed) -> Result<Vec<Parcel>> {
    let said: Vec<Parcel> =
        store::notice::remembered(tx, *id).await?.iter().map(|act| told(*id, act)).collect();
    let Some(first) = said.first() else { return Ok(vec![]) };
    let times = store::lane::times_told_of_notice(tx, owner, (first.name(), *id), *since_us).await?;
    Ok(if times < many(said.len()) { said } else { vec![] })
}

/// What our copy had fed until it went, if its owner was not told since.
async fn of_what_it_had_fed(tx: &mut Tx, gone: &GivenUp) -> Result<Option<Parcel>> {
    let what = (NoticeFed::NAME, gone.id);
    if store::lane::times_told_of_notice(tx, &gone.owner, what, gone.at_us).await? > 0 {
        return Ok(None);
    }
    let fed = store::notice::fed(tx, gone.id, (gone.version, gone.at_us)).await?;
    Ok(Some(Parcel::NoticeFed(NoticeFed::of(gone.id, &fed))))
}

fn many(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// What our own people have said of it; of what was in force, against it.
fn ours<'n>(desk: &'n Desk, notice: &'n Notice) -> impl Iterator<Item = &'n NoticeSaid> {
    let was_in_force = matches!(notice.stage, Stage::Suspended | Stage::Cancelled);
    let counts = move |word: Word| !was_in_force || matches!(word, Word::Suspend | Word::Cancel);
    notice.acts.iter().filter(move |act| act.said.member == desk.me && counts(act.said.word))
}
