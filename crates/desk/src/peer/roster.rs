//! The members as this process knows them, read again whenever the charter or a manifest has changed.
use super::charter::standing;
use super::post::now_ms;
use crate::{Desk, Result};
use model::{Member, MemberClass, MemberStanding};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError};
use wire::charter::Charter;
use wire::manifest::{Manifest, Roll};
use wire::node::NodeId;

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
    pub told: Option<Arc<(Manifest, Roll)>>,
}

impl Known {
    /// Whether something is sent to it and taken from it.
    pub(crate) fn is_active(&self) -> bool {
        self.standing == MemberStanding::Active
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
}

impl Roster {
    pub(crate) fn get(&self, member: &Member) -> Option<&Known> {
        self.members.get(member)
    }

    pub(crate) fn by_node(&self, node: &NodeId) -> Option<&Known> {
        self.members.get(self.nodes.get(node)?)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Known> {
        self.members.values()
    }
}

/// Reads the members again.
pub(crate) async fn refresh(desk: &Desk) -> Result<()> {
    let mut tx = desk.store.read().await?;
    let rows = store::peer::all(&mut tx).await?;
    let entries = store::peer::charter(&mut tx).await?;
    drop(tx);
    // A suspension lapses by the clock, so the charter is asked and not the row.
    let charter = Charter::fold(entries.iter().map(Vec::as_slice)).ok();
    let now = now_ms(desk);
    let mut roster = Roster::default();
    for row in rows {
        // What was taken up was verified then; one that this program no longer reads is as if it were not there.
        let told = row.manifest.as_deref().and_then(|bytes| Manifest::verify(bytes, now).ok());
        let known = Known {
            member: row.member.clone(),
            class: row.class,
            standing: charter.as_ref().map_or(row.standing, |c| standing(c.standing(&NodeId(row.node), now))),
            node: NodeId(row.node),
            afresh: row.afresh,
            told: told.map(|manifest| Arc::new((manifest.clone(), Roll::new(&manifest)))),
        };
        roster.nodes.insert(known.node, row.member.clone());
        roster.members.insert(row.member, known);
    }
    *desk.roster.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(roster);
    Ok(())
}

impl Desk {
    pub(crate) fn roster(&self) -> Arc<Roster> {
        Arc::clone(&self.roster.read().unwrap_or_else(PoisonError::into_inner))
    }
}
