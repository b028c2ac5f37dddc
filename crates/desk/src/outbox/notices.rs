//! What our people have said of notices of others is told to their owners; against one, to everybody at once. An owner that could
//! not read it then, because it was suspended or its keys were not known, or whose lane was begun afresh before it came there, is
//! told when it can: only the owner states where its notice stands.
use super::{Lanes, Way};
use crate::parcel::{NoticeActTold, Parcel};
use crate::{Desk, Error, Result};
use model::notice::{Stage, Word};
use store::Tx;
use store::notice::{Notice, NoticeSaid};

/// Tells owners what they have not been told.
pub(super) async fn tell_again(desk: &Desk) -> Result<()> {
    if store::notice::spoken_of(&mut desk.store.glance().await?, &desk.me).await?.is_empty() {
        return Ok(());
    }
    let mut tx = desk.store.begin().await?;
    let mut lanes = Lanes::new(desk)?;
    for notice in store::notice::spoken_of(&mut tx, &desk.me).await? {
        for parcel in untold(desk, &mut tx, &notice).await? {
            match lanes.put(&mut tx, &Way::to(&notice.owner), &parcel).await {
                Ok(_) | Err(Error::Unreached(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
    }
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// From the first on that its owner was not told: each follows from those before.
async fn untold(desk: &Desk, tx: &mut Tx, notice: &Notice) -> Result<Vec<Parcel>> {
    let told = |act: &NoticeSaid| NoticeActTold { id: notice.id.to_string(), act: wire::hex(&act.signed) };
    let ours: Vec<(i64, Parcel)> =
        ours(desk, notice).map(|act| (act.at_us, Parcel::NoticeAct(told(act)))).collect();
    for (at, (since_us, parcel)) in ours.iter().enumerate() {
        let what = (parcel.name(), notice.id);
        let times = store::lane::times_put(tx, &notice.owner, what, *since_us).await?;
        if times < u64::try_from(ours.len() - at).unwrap_or(u64::MAX) {
            return Ok(ours.into_iter().skip(at).map(|(_, parcel)| parcel).collect());
        }
    }
    Ok(vec![])
}

/// What our own people have said of it; of what was in force, against it.
fn ours<'n>(desk: &'n Desk, notice: &'n Notice) -> impl Iterator<Item = &'n NoticeSaid> {
    let was_in_force = matches!(notice.stage, Stage::Suspended | Stage::Cancelled);
    let counts = move |word: Word| !was_in_force || matches!(word, Word::Suspend | Word::Cancel);
    notice.acts.iter().filter(move |act| act.said.member == desk.me && counts(act.said.word))
}
