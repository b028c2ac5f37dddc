//! The members as this process knows them, read again whenever the charter or a manifest has changed.
use super::ceased::{Ceased, ceased};
use super::charter::standing;
use super::post::now_ms;
use crate::{Desk, Result};
use model::{Member, MemberClass, MemberStanding};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError};
use wire::charter::Charter;
use wire::manifest::{Manifest, Roll};
use wire::node::NodeId;

/// A manifest, and the keys by which what its node says is proven.
pub(crate) type Told = Arc<(Manifest, Roll)>;

/// One member and its node.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub member: Member,
    pub class: MemberClass,
    pub standing: MemberStanding,
    pub node: NodeId,
    /// How often the lane that it has alone was begun afresh.
    pub afresh: u64,
    /// What its node says of itself, and the keys by which what it says is proven; none before it was heard of.
    pub told: Option<Told>,
}

impl Known {
    /// Whether something is sent to it and taken from it.
    pub(crate) fn is_active(&self) -> bool {
        self.standing == MemberStanding::Active
    }

    /// At which numbers its people are reached, as its node says.
    pub(crate) fn numbers(&self) -> Vec<store::watch::Number> {
        let told = self.told.iter().flat_map(|told| told.0.numbers.iter().flatten());
        told.map(|it| store::watch::Number { what: it.what.clone(), number: it.number.clone() }).collect()
    }

    /// Whether it can be sealed to now.
    pub(crate) fn can_read(&self, now_ms: u64) -> bool {
        self.is_active() && self.told.as_ref().is_some_and(|told| told.0.seal_to(now_ms).is_some())
    }
}

/// Everybody.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    members: BTreeMap<Member, Known>,
    nodes: HashMap<NodeId, Member>,
    /// What the members' nodes say of themselves, by the bytes that they signed.
    papers: HashMap<Vec<u8>, Told>,
    charter: Option<Arc<Read>>,
}

/// A charter as it was read from these entries.
#[derive(Debug)]
struct Read {
    entries: Vec<Vec<u8>>,
    charter: Charter,
    ceased: BTreeMap<Member, Ceased>,
}

impl Roster {
    pub(crate) fn get(&self, member: &Member) -> Option<&Known> {
        self.members.get(member)
    }

    pub(crate) fn by_node(&self, node: &NodeId) -> Option<&Known> {
        self.members.get(self.nodes.get(node)?)
    }

    /// Whether this is what the node of a member is known to say of itself.
    pub(super) fn has_heard(&self, manifest: &[u8]) -> bool {
        self.papers.contains_key(manifest)
    }

    /// The charter of which these are the entries, if it has been read.
    pub(super) fn charter_of(&self, entries: &[Vec<u8>]) -> Option<&Charter> {
        self.charter.as_ref().filter(|read| read.entries == entries).map(|read| &read.charter)
    }

    /// Whether the charter lets this member review notices of others: hubs, and who has the right `compliance`.
    pub(crate) fn may_review(&self, member: &Member) -> bool {
        self.reviews(member) && self.get(member).is_some_and(Known::is_active)
    }

    /// The same, also of one that is suspended now.
    pub(crate) fn reviews(&self, member: &Member) -> bool {
        let stays = |known: &&Known| known.standing != MemberStanding::Removed;
        let Some(known) = self.get(member).filter(stays) else { return false };
        let listed = self.charter.as_ref().and_then(|read| read.charter.member(&known.node));
        known.class == MemberClass::Hub
            || listed.is_some_and(|listed| listed.rights.iter().any(|right| right == "compliance"))
    }

    /// Until when the charter let a member review that it lets no more, in milliseconds; none where it never did.
    pub(crate) fn reviewed_until(&self, member: &Member) -> Option<u64> {
        self.charter.as_ref()?.ceased.get(member).copied().filter(|_| !self.may_review(member))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Known> {
        self.members.values()
    }
}

/// Reads the members again. What was proven before and says the same still is not proven anew: of two hundred members that
/// would take longer than most of what this is asked for.
pub(crate) async fn refresh(desk: &Desk) -> Result<()> {
    let mut tx = desk.store.read().await?;
    let rows = store::peer::all(&mut tx).await?;
    let entries = store::peer::charter(&mut tx).await?;
    drop(tx);
    let (before, now) = (desk.roster(), now_ms(desk));
    let same = before.charter.as_ref().filter(|read| read.entries == entries);
    let charter = same.cloned().or_else(|| {
        let charter = Charter::fold(entries.iter().map(Vec::as_slice)).ok()?;
        let ceased = ceased(&entries).ok()?;
        Some(Arc::new(Read { entries, charter, ceased }))
    });
    let mut roster = Roster { charter, ..Roster::default() };
    for row in rows {
        let told = row.manifest.as_deref().and_then(|paper| told(&before, paper));
        roster.papers.extend(row.manifest.zip(told.clone()));
        // A suspension lapses by the clock, so the charter is asked and not the row.
        let listed = roster.charter.as_ref().map(|read| read.charter.standing(&NodeId(row.node), now));
        let known = Known {
            member: row.member.clone(),
            class: row.class,
            standing: listed.map_or(row.standing, standing),
            node: NodeId(row.node),
            afresh: row.afresh,
            told,
        };
        roster.nodes.insert(known.node, row.member.clone());
        roster.members.insert(row.member, known);
    }
    *desk.roster.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(roster);
    Ok(())
}

/// What a member's node says of itself. What was taken up was verified then; one that this program no longer reads is as if
/// it were not there.
fn told(before: &Roster, paper: &[u8]) -> Option<Told> {
    before.papers.get(paper).cloned().or_else(|| {
        let manifest = Manifest::verified(paper).ok()?;
        let roll = Roll::new(&manifest);
        Some(Arc::new((manifest, roll)))
    })
}

/// What this node said of itself last.
pub(super) fn said(desk: &Desk, paper: Option<&[u8]>) -> Option<Manifest> {
    told(&desk.roster(), paper?).map(|told| told.0.clone())
}

impl Desk {
    pub(crate) fn roster(&self) -> Arc<Roster> {
        Arc::clone(&self.roster.read().unwrap_or_else(PoisonError::into_inner))
    }
}
