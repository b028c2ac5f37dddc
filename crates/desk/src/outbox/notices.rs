//! What our people have said against notices of others goes to everybody at once. An owner that could not read it then, because it
//! was suspended or its keys were not known, is told when it can: only the owner takes its notice back.
use super::{Lanes, Way};
use crate::parcel::{NoticeActTold, Parcel};
use crate::{Desk, Error, Result};
use model::notice::Word;
use store::notice::{Notice, NoticeSaid};

/// Tells owners what they have not been told.
pub(super) async fn tell_again(desk: &Desk) -> Result<()> {
    if store::notice::opposed(&mut desk.store.glance().await?, &desk.me).await?.is_empty() {
        return Ok(());
    }
    let mut tx = desk.store.begin().await?;
    let mut lanes = Lanes::new(desk)?;
    for notice in store::notice::opposed(&mut tx, &desk.me).await? {
        let mut untold = vec![];
        for act in against(desk, &notice) {
            let told = NoticeActTold { id: notice.id.to_string(), act: wire::hex(&act.signed) };
            let parcel = Parcel::NoticeAct(told);
            let what = (parcel.name(), notice.id);
            if !store::lane::was_put(&mut tx, &notice.owner, what, act.at_us).await? {
                untold.push(parcel);
            }
        }
        for parcel in untold {
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

/// What our own people have said against it.
fn against<'n>(desk: &'n Desk, notice: &'n Notice) -> impl Iterator<Item = &'n NoticeSaid> {
    let said = |act: &&NoticeSaid| {
        act.said.member == desk.me && matches!(act.said.word, Word::Suspend | Word::Cancel)
    };
    notice.acts.iter().filter(said)
}
