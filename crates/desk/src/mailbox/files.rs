//! Files by way of a mailbox: a member says which files of which owner it wants here, the owner hears of it and brings their sealed
//! chunks, and the member fetches them. The hub knows of a file who wants it of whom, how long it is, and by which hash it is
//! named. It goes as soon as the member says that it has it; and it goes, if nobody asks for it for a week.
use crate::peer::Known;
use crate::{Desk, Error, Result, attachment};
use model::{ActKind, Actor, Member, MemberClass};
use store::Tx;
use store::blob::{Folder, Mail};
use store::custody::file::{self, Room, Wanted};
use store::journal::Act;
use wire::attachment::ATTACHMENT_BYTES_MAX;
use wire::{Hash, Rejection};

/// Most files that are kept for one member, and most bytes of them: two of the longest.
const FILES_MAX: u64 = 128;
const BYTES_MAX: u64 = 2 * ATTACHMENT_BYTES_MAX;
/// What nobody has asked for in so long goes.
const KEPT_US: i64 = 7 * 86_400_000_000;

/// A file that a member wants: how it is named, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Want {
    pub hash: Hash,
    pub length: u64,
    /// What is kept of it does not open: it is to be brought anew.
    pub spoilt: bool,
}

impl Want {
    /// 32 bytes of its hash, 8 of its length, and one that says whether it is spoilt.
    pub fn bytes(&self) -> Vec<u8> {
        [self.hash.as_slice(), &self.length.to_be_bytes(), &[u8::from(self.spoilt)]].concat()
    }

    fn read(bytes: &[u8]) -> Result<Want, Rejection> {
        let (hash, rest) = bytes.split_first_chunk::<32>().ok_or(Rejection::Malformed { at: 0 })?;
        let (length, rest) = rest.split_first_chunk::<8>().ok_or(Rejection::Malformed { at: 32 })?;
        let spoilt = match rest {
            [0] => false,
            [1] => true,
            _ => return Err(Rejection::Malformed { at: 40 }),
        };
        Ok(Want { hash: *hash, length: u64::from_be_bytes(*length), spoilt })
    }
}

/// What a mailbox says to a member of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waits {
    /// This member wants it of the asker: chunks from `next` on are to be brought.
    OfYours { member: Member, hash: Hash, next: u64 },
    /// The asker wanted it of this owner, and has not said yet that it has it.
    ForYou { owner: Member, hash: Hash },
    /// All of this file of the asker's is kept for this member, to whom the asker granted it.
    Kept { member: Member, hash: Hash },
}

/// In place of the number of a chunk: the owner grants the file to the member no more.
pub const WITHHELD: u64 = u64::MAX;

impl Waits {
    /// A byte that says which, 32 of the hash, 8 of the next chunk, and the other member's code.
    fn bytes(&self) -> Vec<u8> {
        let (which, hash, next, member) = match self {
            Waits::OfYours { member, hash, next } => (0, hash, *next, member),
            Waits::ForYou { owner, hash } => (1, hash, 0, owner),
            Waits::Kept { member, hash } => (2, hash, 0, member),
        };
        [&[which], hash.as_slice(), &next.to_be_bytes(), member.as_str().as_bytes()].concat()
    }

    /// What a mailbox said.
    pub fn read(bytes: &[u8]) -> Result<Waits, Rejection> {
        let ([which], rest) = bytes.split_first_chunk::<1>().ok_or(Rejection::Malformed { at: 0 })?;
        let (hash, rest) = rest.split_first_chunk::<32>().ok_or(Rejection::Malformed { at: 1 })?;
        let (next, code) = rest.split_first_chunk::<8>().ok_or(Rejection::Malformed { at: 33 })?;
        let (hash, member) = (*hash, member(code)?);
        match which {
            0 => Ok(Waits::OfYours { member, hash, next: u64::from_be_bytes(*next) }),
            1 => Ok(Waits::ForYou { owner: member, hash }),
            2 => Ok(Waits::Kept { member, hash }),
            _ => Err(Rejection::Malformed { at: 0 }),
        }
    }
}

fn member(code: &[u8]) -> Result<Member, Rejection> {
    let malformed = Rejection::Malformed { at: 0 };
    std::str::from_utf8(code).map_err(|_| malformed.clone())?.parse().map_err(|_| malformed)
}

fn number(bytes: &[u8]) -> Result<u64, Rejection> {
    bytes.try_into().map(u64::from_be_bytes).map_err(|_| Rejection::Malformed { at: 0 })
}

/// The folder, where this node is a hub and keeps files.
fn folder(desk: &Desk) -> Result<(&Folder, Room)> {
    let roster = desk.roster();
    if roster.get(&desk.me).is_none_or(|me| me.class != MemberClass::Hub) {
        return Err(Error::Conflict("this node is no hub and keeps nothing for others"));
    }
    let (folder, in_all) = attachment::for_others(desk)?;
    Ok((folder, Room { for_each: BYTES_MAX.min(in_all), in_all, files: FILES_MAX }))
}

fn active(desk: &Desk, member: &Member) -> Result<()> {
    desk.roster().get(member).filter(|known| known.is_active()).map(|_| ()).ok_or(Error::Missing)
}

async fn note(desk: &Desk, tx: &mut Tx, (by, kind): (Actor, ActKind), body: serde_json::Value) -> Result<()> {
    let at_us = desk.clock.now_us();
    let act = Act { at_us, by: &by, kind, object: None, reason: None, body: Some(body) };
    store::journal::write(tx, act).await?;
    Ok(())
}

/// The asker says which files of one owner it wants here by now, the owner's code first: others of that owner it has, or needs no
/// more, and they go.
pub async fn want(desk: &Desk, asker: &Member, brought: &[Vec<u8>]) -> Result<()> {
    let (folder, room) = folder(desk)?;
    let (code, files) = brought.split_first().ok_or(Rejection::Malformed { at: 0 })?;
    let owner = member(code)?;
    active(desk, &owner)?;
    let wants: Vec<Want> = files.iter().map(|bytes| Want::read(bytes)).collect::<Result<_, _>>()?;
    let wanted: Vec<(Hash, u64)> = wants.iter().map(|want| (want.hash, want.length)).collect();
    if wanted.iter().any(|(_, length)| *length > ATTACHMENT_BYTES_MAX) {
        return Err(
            Rejection::TooBig { limit: usize::try_from(ATTACHMENT_BYTES_MAX).unwrap_or(usize::MAX) }.into()
        );
    }
    let mut tx = desk.store.begin().await?;
    let given = file::want(&mut tx, (asker, &owner), &wanted, room, desk.clock.now_us()).await?;
    let mut spoilt = Vec::new();
    // One at a time, for all of it is read; only for whom its owner grants it; and others want what is sound here.
    for want in wants.iter().filter(|want| want.spoilt).take(1) {
        let Some((length, true)) = file::length(&mut tx, (asker, &owner), &want.hash).await? else {
            continue;
        };
        if !folder.is_sound(Mail { owner: &owner, hash: &want.hash, length }).await? {
            file::spoilt(&mut tx, &owner, &want.hash).await?;
            spoilt.push(want.hash);
        }
    }
    if given > 0 {
        let by = Actor::Node { member: asker.clone() };
        let body = serde_json::json!({ "to": asker.as_str(), "files": given });
        note(desk, &mut tx, (by, ActKind::MailGiven), body).await?;
    }
    tx.commit().await?;
    for hash in spoilt {
        folder.drop_mail(&owner, &hash).await?;
    }
    clear(desk).await
}

/// What of files waits here for the asker to do.
pub async fn waits(desk: &Desk, asker: &Member) -> Result<Vec<Vec<u8>>> {
    let (folder, _) = folder(desk)?;
    let mut tx = desk.store.read().await?;
    let (lacking, wanted) = (file::lacking(&mut tx, asker).await?, file::wanted_by(&mut tx, asker).await?);
    let granted = file::granted(&mut tx, asker).await?;
    drop(tx);
    let mut waits = Vec::new();
    for Wanted { member, hash, length, .. } in lacking.into_iter().take(FILES_AT_ONCE) {
        if active(desk, &member).is_ok() {
            let next = folder.mailed(Mail { owner: asker, hash: &hash, length }).await?;
            waits.push(Waits::OfYours { member, hash, next }.bytes());
        }
    }
    let for_you = |it: Wanted| Waits::ForYou { owner: it.owner, hash: it.hash }.bytes();
    waits.extend(wanted.into_iter().take(FILES_AT_ONCE).map(for_you));
    // An owner can only take back what it knows to be there: of very much, another part is named each minute.
    let begins = usize::try_from(desk.clock.now_us() / 60_000_000).unwrap_or(0) * KEPT_AT_ONCE;
    let (these, at) = (granted.len(), begins.checked_rem(granted.len()).unwrap_or(0));
    let kept = granted.into_iter().cycle().skip(at).take(these.min(KEPT_AT_ONCE));
    waits.extend(kept.map(|it| Waits::Kept { member: it.member, hash: it.hash }.bytes()));
    Ok(waits)
}

/// Most that is named at once of either.
const FILES_AT_ONCE: usize = 100;
/// Most that is named at once of what is kept whole.
pub const KEPT_AT_ONCE: usize = 500;

/// Whether anything of that waits: asked each minute.
pub async fn any_waits(desk: &Desk, asker: &Member) -> Result<bool> {
    Ok(file::any(&mut desk.store.glance().await?, asker).await?)
}

/// The asker brings chunks of a file of its own that a member wants: the member's code, the hash, the number of the first, then the
/// chunks; none where all of it is here already, brought for another. Gives how many are here then. With [`WITHHELD`] for a number
/// the member is given nothing of it any more.
pub async fn bring(desk: &Desk, asker: &Member, brought: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
    let (folder, _) = folder(desk)?;
    let [code, hash, from, chunks @ ..] = brought else { return Err(Rejection::Malformed { at: 0 }.into()) };
    let (member, from) = (member(code)?, number(from)?);
    let hash: Hash = hash.as_slice().try_into().map_err(|_| Rejection::Malformed { at: 0 })?;
    if from == WITHHELD {
        return withhold(desk, asker, (&member, &hash)).await;
    }
    active(desk, &member)?;
    let wanted = file::length(&mut desk.store.read().await?, (&member, asker), &hash).await?;
    let (length, granted) = wanted.ok_or(Error::Missing)?;
    let mail = Mail { owner: asker, hash: &hash, length };
    let next = match folder.keep_mail(mail, from, chunks).await {
        Err(fault) if fault.is_full() => return Err(store::Error::Full.into()),
        next => next?,
    };
    let whole = next == mail.chunks()?;
    if whole || !granted {
        let mut tx = desk.store.begin().await?;
        if file::brought(&mut tx, (&member, asker), &hash, whole).await? && whole {
            let by = Actor::Node { member: asker.clone() };
            let body = serde_json::json!({ "for": member.as_str(), "files": 1, "bytes": mail.length });
            note(desk, &mut tx, (by, ActKind::MailKept), body).await?;
        }
        tx.commit().await?;
    }
    Ok(vec![next.to_be_bytes().to_vec()])
}

async fn withhold(desk: &Desk, asker: &Member, (member, hash): (&Member, &Hash)) -> Result<Vec<Vec<u8>>> {
    let mut tx = desk.store.begin().await?;
    if file::withheld(&mut tx, (member, asker), hash).await? {
        let by = Actor::Node { member: asker.clone() };
        let body = serde_json::json!({ "for": member.as_str(), "files": 1 });
        note(desk, &mut tx, (by, ActKind::MailDestroyed), body).await?;
        tx.commit().await?;
        clear(desk).await?;
    }
    Ok(vec![0_u64.to_be_bytes().to_vec()])
}

/// The asker fetches chunks of a file that it wants of an owner: the owner's code, the hash, the number of the first, and how many
/// at most. Gives those that are here.
pub async fn piece(desk: &Desk, asker: &Member, brought: &[Vec<u8>], most: u64) -> Result<Vec<Vec<u8>>> {
    let (folder, _) = folder(desk)?;
    let [code, hash, from, wished] = brought else { return Err(Rejection::Malformed { at: 0 }.into()) };
    let (owner, from, most) = (member(code)?, number(from)?, number(wished)?.min(most));
    active(desk, &owner)?;
    let hash: Hash = hash.as_slice().try_into().map_err(|_| Rejection::Malformed { at: 0 })?;
    let wanted = file::length(&mut desk.store.read().await?, (asker, &owner), &hash).await?;
    let (length, granted) = wanted.ok_or(Error::Missing)?;
    let mail = Mail { owner: &owner, hash: &hash, length };
    if !granted {
        return Ok(vec![]);
    }
    if folder.mailed(mail).await? < mail.chunks()? {
        // It may have been said to be whole and be lost since: then its owner brings it again.
        let mut tx = desk.store.begin().await?;
        file::spoilt(&mut tx, &owner, &hash).await?;
        tx.commit().await?;
    }
    Ok(folder.sealed_mail(mail, from, most).await?)
}

/// Destroys what nobody is to be given any more, with the act.
pub(super) async fn tend(desk: &Desk, known: &[&Known]) -> Result<()> {
    let active: Vec<&Member> = known.iter().map(|known| &known.member).collect();
    let mut tx = desk.store.begin().await?;
    let before_us = desk.clock.now_us().saturating_sub(KEPT_US);
    let gone = file::sweep(&mut tx, &active, before_us).await?;
    if gone == 0 {
        return Ok(());
    }
    let by = Actor::Engine { member: desk.me.clone() };
    note(desk, &mut tx, (by, ActKind::MailDestroyed), serde_json::json!({ "files": gone })).await?;
    tx.commit().await?;
    tracing::warn!(
        files = gone,
        "kept files were destroyed: their member has left, or asked for them no more"
    );
    clear(desk).await
}

/// Destroys what lies in the folder and nobody wants any more; also what a kill has left.
pub(crate) async fn clear(desk: &Desk) -> Result<()> {
    let Ok((folder, _)) = attachment::for_others(desk) else { return Ok(()) };
    let lies = folder.all_mail().await?;
    if lies.is_empty() {
        return Ok(());
    }
    let wanted = file::all(&mut desk.store.read().await?).await?;
    for (owner, hash) in lies.iter().filter(|it| !wanted.contains(it)) {
        folder.drop_mail(owner, hash).await?;
    }
    Ok(())
}
