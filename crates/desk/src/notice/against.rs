//! What reviewers have said against a notice, beyond its end: an owner that is set back to before it heard of that has the notice in
//! force again, and would give it to all once more. Whoever knows of it keeps it out of use and brings the acts to the owner; they
//! prove themselves, so it does not matter who brings them.
use crate::inbox::Done;
use crate::outbox::{Lanes, Way};
use crate::parcel::{NoticeActTold, Parcel};
use crate::{Desk, Error, Result};
use model::notice::Word;
use model::{Member, RecordId};
use store::Tx;
use store::notice::{Notice, NoticeSaid};

/// Whether somebody of another member than its owner takes it out of use by this.
pub(super) fn is_against(act: &NoticeSaid, owner: &Member) -> bool {
    matches!(act.said.word, Word::Suspend | Word::Cancel) && &act.said.member != owner
}

/// Its owner takes a notice back: what was said against it stays known.
pub(super) async fn remember(tx: &mut Tx, notice: &Notice) -> Result<()> {
    let said: Vec<NoticeSaid> =
        notice.acts.iter().filter(|act| is_against(act, &notice.owner)).cloned().collect();
    match said.is_empty() {
        true => Ok(()),
        false => Ok(store::notice::remember(tx, notice.id, &said, notice.review_us).await?),
    }
}

/// What is known here to have been said against it, with the copy or without.
pub(super) async fn known(
    tx: &mut Tx,
    owner: &Member,
    (id, here): (RecordId, Option<&Notice>),
) -> Result<Vec<NoticeSaid>> {
    let here = here.filter(|here| &here.owner == owner);
    let with_it = here.iter().flat_map(|here| &here.acts).filter(|act| is_against(act, owner));
    let mut known: Vec<NoticeSaid> = with_it.cloned().collect();
    for act in store::notice::remembered(tx, id).await? {
        if !known.contains(&act) {
            known.push(act);
        }
    }
    Ok(known)
}

/// What was proven before, and these beside it, each once.
pub(super) fn with(known: &[NoticeSaid], said: &[NoticeSaid]) -> Vec<NoticeSaid> {
    known.iter().chain(said.iter().filter(|act| !known.contains(act))).cloned().collect()
}

/// Its owner says it once more without these acts. One that had taken it back for them was set back since, and hears of them from
/// all who know; else it has not heard of them yet, and it is enough that their own member says them again.
pub(super) async fn tell(
    desk: &Desk,
    tx: &mut Tx,
    (owner, id): (&Member, RecordId),
    (acts, said): (&[NoticeSaid], &[NoticeSaid]),
    done: &mut Done,
) -> Result<()> {
    let was_taken_back = store::notice::known(tx, id).await?.is_some_and(|known| known.gone);
    if was_taken_back {
        store::notice::opposed(tx, id, desk.clock.now_us()).await?;
    }
    let tells = |act: &&NoticeSaid| !acts.contains(act) && (was_taken_back || act.said.member == desk.me);
    let mut lanes = Lanes::new(desk)?;
    for act in said.iter().filter(tells) {
        let told = NoticeActTold { id: id.to_string(), act: wire::hex(&act.signed) };
        match lanes.put(tx, &Way::to(owner), &Parcel::NoticeAct(told)).await {
            Ok(_) => done.answers = true,
            Err(Error::Unreached(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    lanes.close(tx).await
}

/// What would have lapsed by itself comes back by nobody's restore.
pub(super) async fn forget(desk: &Desk) -> Result<()> {
    let mut tx = desk.store.begin().await?;
    store::notice::forget_remembered(&mut tx, desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}
