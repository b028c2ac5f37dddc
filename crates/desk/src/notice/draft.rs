//! An officer states what a notice says: a new one, or another content of one that is not published yet.
use super::act::{person, signed};
use super::{digest, walk_here};
use crate::{Desk, Error, Result, Ring, chance, frame};
use model::notice::{Content, Stage, Word};
use model::{Actor, Invalid, Reason, RecordId};
use policy::{Permit, action};
use store::notice::{Notice, Photograph};

/// States a new notice. Gives its id, which will be that of its subject's record.
pub async fn draft(desk: &Desk, by: &Actor, reason: &Reason, content: Content) -> Result<RecordId> {
    let may = frame::may::<action::DraftNotice>(desk, by, reason).await?;
    let id = RecordId::from_bytes(chance::draw(&*desk.chance)?);
    let now = desk.clock.now_us();
    let first = signed(desk, (id, 1), (&desk.me, &content), (Word::Draft, person(desk, by)?), "")?;
    let notice = Notice {
        id,
        owner: desk.me.clone(),
        review_us: content.review_us(),
        content,
        acts: vec![first],
        stage: Stage::Draft,
        round: 1,
        spread: false,
        version: u64::try_from(now / 1_000).unwrap_or(1),
        withheld: false,
        made_us: now,
        moved_us: now,
    };
    keep(desk, &may, &notice, &[]).await?;
    Ok(id)
}

/// The same, with photographs that the content names and that are new.
pub(super) async fn redraft_with(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (of, content): ((RecordId, u32), Content),
    photographs: &[Photograph],
) -> Result<()> {
    let may = frame::may::<action::DraftNotice>(desk, by, reason).await?;
    let notice = anew(desk, by, of, content).await?;
    keep(desk, &may, &notice, photographs).await
}

/// States it anew: the approvals and reviews that it had fall away. `round` is the one that the officer saw.
pub async fn redraft(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, round): (RecordId, u32),
    content: Content,
) -> Result<()> {
    redraft_with(desk, by, reason, ((id, round), content), &[]).await
}

async fn anew(desk: &Desk, by: &Actor, (id, round): (RecordId, u32), content: Content) -> Result<Notice> {
    let here = store::notice::get(&mut desk.store.read().await?, id).await?;
    let mut notice = here.filter(|notice| notice.owner == desk.me).ok_or(Error::Missing)?;
    if notice.round != round {
        return Err(Error::Conflict("somebody has stated it anew: read it again"));
    }
    let (course, house) = walk_here(desk, &notice)?;
    let act = signed(desk, (id, round + 1), (&desk.me, &content), (Word::Draft, person(desk, by)?), "")?;
    let course = course.after(&act.said, &house)?;
    let now = desk.clock.now_us();
    (notice.review_us, notice.acts, notice.round) = (content.review_us(), vec![act], course.round());
    (notice.content, notice.stage, notice.spread) = (content, course.stage(), course.is_spread());
    (notice.version, notice.moved_us) = (super::effect::next_version(&notice, now), now);
    Ok(notice)
}

async fn keep(
    desk: &Desk,
    may: &Permit<action::DraftNotice>,
    notice: &Notice,
    photographs: &[Photograph],
) -> Result<()> {
    debug_assert_eq!(
        notice.acts.first().map(|act| act.said.digest),
        Some(digest(notice.id, &notice.owner, &notice.content))
    );
    let mut tx = desk.store.begin().await?;
    let here = store::notice::hold(&mut tx, notice.id).await?;
    if here.is_some_and(|here| here.round >= notice.round) {
        return Err(Error::Conflict("somebody has stated it anew: read it again"));
    }
    store::notice::add_photographs(&mut tx, notice.id, photographs).await?;
    let here: Vec<String> =
        store::notice::photographs(&mut tx, notice.id).await?.into_iter().map(|one| one.digest).collect();
    if notice.content.all("photographs").iter().any(|named| !here.contains(named)) {
        return Err(Invalid::new("photographs", "it names a photograph that was not added to it").into());
    }
    store::notice::revise(&mut tx, may, notice, desk.clock.now_us()).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Notices);
    Ok(())
}
