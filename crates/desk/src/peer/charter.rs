//! Taking up the charter: once by hand, with its fingerprint compared aloud, and from then on as it grows.
use super::post::now_ms;
use super::roster;
use crate::{Desk, Error, Result, Ring, frame, mailbox};
use model::{Actor, Member, MemberStanding, Reason};
use policy::action;
use store::peer::Peer;
use wire::charter::{Charter, Standing};

/// Takes up a charter that somebody brought. `network` is the fingerprint that was read aloud; it must be that of the
/// charter, and this node must be one of its members.
pub async fn join(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    network: &str,
    entries: &[Vec<u8>],
) -> Result<usize> {
    let _may = frame::may::<action::KeepPeers>(desk, by, reason).await?;
    let post =
        desk.post.as_ref().ok_or(Error::Conflict("this node has no identity: see liaison peer identity"))?;
    let charter = Charter::fold(entries.iter().map(Vec::as_slice))?;
    if !same_words(&charter.fingerprint(), network) {
        return Err(Error::Conflict("the fingerprint that was read aloud is not that of this charter"));
    }
    let me = charter.member(&post.node()).ok_or(Error::Conflict("this charter does not name this node"))?;
    if me.code != desk.me.as_str() {
        return Err(Error::Conflict("this charter names this node under another member's code"));
    }
    extend(desk, by, &charter).await
}

/// Letters and digits count; how they are spaced and grouped does not.
fn same_words(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(other)
}

/// Takes up what a peer has of the charter beyond what is here. What does not follow from it is refused.
pub async fn take_up(desk: &Desk, entries: &[Vec<u8>]) -> Result<usize> {
    let known = store::peer::charter(&mut desk.store.read().await?).await?;
    if known.is_empty() {
        return Ok(0);
    }
    let alike = known.iter().zip(entries).take_while(|(here, there)| here == there).count();
    if alike == entries.len() {
        return Ok(0);
    }
    let mut charter = match desk.roster().charter_of(&known) {
        Some(read) => read.clone(),
        None => Charter::fold(known.iter().map(Vec::as_slice))?,
    };
    for entry in &entries[alike..] {
        charter.append(entry)?;
    }
    let by = Actor::Engine { member: desk.me.clone() };
    extend(desk, &by, &charter).await
}

async fn extend(desk: &Desk, by: &Actor, charter: &Charter) -> Result<usize> {
    let mut tx = desk.store.begin().await?;
    let known = store::peer::charter(&mut tx).await?;
    if !charter.entries_from(0).map(<[u8]>::to_vec).take(known.len()).eq(known.iter().cloned()) {
        return Err(Error::Conflict("another charter is here already"));
    }
    let known = u64::try_from(known.len()).unwrap_or(u64::MAX);
    let fresh: Vec<Vec<u8>> = charter.entries_from(known).map(<[u8]>::to_vec).collect();
    if fresh.is_empty() {
        return Ok(0);
    }
    let before = store::peer::all(&mut tx).await?;
    let members = members(charter, &before, now_ms(desk))?;
    store::peer::extend_charter(&mut tx, by, (known, &fresh), &members, desk.clock.now_us()).await?;
    tx.commit().await?;
    roster::refresh(desk).await?;
    // Whoever is suspended is given nothing any more, from the mailbox neither.
    mailbox::tend(desk).await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Peers);
    Ok(fresh.len())
}

/// Every member, those too that have left since they were known here.
fn members(charter: &Charter, before: &[Peer], now_ms: u64) -> Result<Vec<Peer>> {
    let mut members = Vec::new();
    for listed in charter.members() {
        let member: Member = listed.code.parse()?;
        members.push(Peer {
            name: listed.name.clone(),
            class: listed.class.as_str().parse()?,
            node: listed.node().0,
            standing: standing(charter.standing(&listed.node(), now_ms)),
            member,
            manifest: None,
            manifest_version: 0,
            reached_us: None,
            fault: None,
            afresh: 0,
            again: None,
            looks_seq: None,
        });
    }
    let gone = |left: &&Peer| members.iter().all(|member: &Peer| member.member != left.member);
    let left: Vec<Peer> = before
        .iter()
        .filter(gone)
        .map(|left| Peer { standing: MemberStanding::Removed, ..left.clone() })
        .collect();
    Ok(members.into_iter().chain(left).collect())
}

pub(super) fn standing(standing: Standing) -> MemberStanding {
    match standing {
        Standing::Active => MemberStanding::Active,
        Standing::Suspended { .. } => MemberStanding::Suspended,
        Standing::Unknown | Standing::Removed { .. } | Standing::Replaced { .. } => MemberStanding::Removed,
    }
}
