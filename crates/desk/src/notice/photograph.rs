//! Photographs of a notice: small pictures made from their points alone, which its content names by their digests, so that those
//! who approve and review it have signed over them as well.
use super::draft;
use crate::attachment::{Botched, Job, workshop};
use crate::{Desk, Error, Result, frame};
use model::notice::Content;
use model::{ActKind, Actor, Invalid, Reason, RecordId};
use policy::action;
use sha2::{Digest, Sha256};
use store::notice::Photograph;

/// Most photographs of one notice.
pub const PHOTOGRAPHS_MAX: usize = 3;
/// Longest, in bytes: all of them go in the one envelope of the notice.
pub const PHOTOGRAPH_BYTES_MAX: usize = 96 << 10;

/// These bytes by their digest.
pub(crate) fn of(bytes: Vec<u8>) -> Photograph {
    Photograph { digest: wire::hex(&Sha256::digest(&bytes)), bytes }
}

/// It is a JPEG by its first bytes, as every node makes them.
pub(crate) fn is_whole(one: &Photograph) -> bool {
    one.bytes.len() <= PHOTOGRAPH_BYTES_MAX && one.bytes.starts_with(&[0xff, 0xd8, 0xff])
}

/// Adds a photograph to a notice of ours that is on its way: its content is stated anew, as with every other change. `round` is the
/// one that the officer saw. Gives its digest.
pub async fn add(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, round): (RecordId, u32),
    picture: Vec<u8>,
) -> Result<String> {
    let _may = frame::may::<action::DraftNotice>(desk, by, reason).await?;
    let here = store::notice::get(&mut desk.store.read().await?, id).await?;
    let notice = here.filter(|notice| notice.owner == desk.me).ok_or(Error::Missing)?;
    let made = workshop(desk)?.make(Job::Portrait, picture).await.map_err(|botched| match botched {
        Botched::Picture => {
            Invalid::new("photograph", "it is no picture that a photograph can be made of").into()
        }
        Botched::Closed(why) => {
            tracing::error!(why, "no photographs are made");
            Error::Conflict("no photographs are made at this node")
        }
    })?;
    let photograph = of(made);
    let content = with(&notice.content, &photograph.digest)?;
    let digest = photograph.digest.clone();
    draft::redraft_with(desk, by, reason, ((id, round), content), &[photograph]).await?;
    Ok(digest)
}

/// The same content with one more photograph.
fn with(content: &Content, digest: &str) -> Result<Content> {
    if content.all("photographs").len() >= PHOTOGRAPHS_MAX {
        return Err(Invalid::new("photograph", "a notice has three photographs at most").into());
    }
    let said = content.fields().flat_map(|(field, all)| all.iter().map(|text| (field.name, text.as_str())));
    let texts = said.chain([("photographs", digest)]);
    let ways = (content.kind, content.sent);
    let to = (content.audience.clone(), content.never_to.clone());
    let read = Content::read(ways, to, (content.review, None), texts);
    let first = |wrong: Vec<Invalid>| {
        wrong.into_iter().next().unwrap_or(Invalid::new("photograph", "it says nothing"))
    };
    read.map_err(|wrong| first(wrong).into())
}

/// One photograph of a notice that this officer may open. On disk that it was opened before it is shown; its owner is told.
pub async fn one(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, digest): (RecordId, &str),
) -> Result<Photograph> {
    let _may = frame::may::<action::ReadNotices>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let notice = store::notice::get(&mut tx, id).await?;
    let hidden = |withheld: bool| withheld && !crate::offer::may::<action::KeepProtected>(desk, by, reason);
    let notice = notice.filter(|notice| !hidden(notice.withheld)).ok_or(Error::Missing)?;
    let all = store::notice::photographs(&mut tx, id).await?;
    drop(tx);
    let one = all.into_iter().find(|one| one.digest == digest).ok_or(Error::Missing)?;
    frame::note_on(
        desk,
        by,
        reason,
        (ActKind::Opened, (id, notice.version)),
        Some(serde_json::json!({ "photograph": digest })),
    )
    .await?;
    Ok(one)
}
