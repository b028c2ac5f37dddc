//! Until when each member could review notices that cannot any more, by the times that the charter's entries state.
use crate::Result;
use model::Member;
use std::collections::BTreeMap;
use wire::charter::{Change, CharterEntry, MemberClass};
use wire::node::NodeId;

/// In milliseconds since 1970.
pub(super) type Ceased = u64;

/// One node on the way through the entries.
#[derive(Clone)]
struct Seen {
    member: Member,
    is_hub: bool,
    has_right: bool,
    is_suspended: bool,
}

impl Seen {
    fn reviews(&self) -> bool {
        (self.is_hub || self.has_right) && !self.is_suspended
    }
}

/// For each member that reviewed once, when it last ceased to. A suspension counts from its entry on, whether it was confirmed or
/// has lapsed since: of whoever reviews again nobody asks. The entries were proven before.
pub(super) fn ceased(entries: &[Vec<u8>]) -> Result<BTreeMap<Member, Ceased>> {
    let (mut nodes, mut ceased) = (BTreeMap::new(), BTreeMap::new());
    for entry in entries {
        let entry = CharterEntry::peek(entry)?;
        let Some(node) = node_of(&entry.change) else { continue };
        let before = nodes.get(&node).filter(|seen: &&Seen| seen.reviews()).cloned();
        step(&mut nodes, &entry.change)?;
        if let Some(before) = before.filter(|_| !nodes.get(&node).is_some_and(Seen::reviews)) {
            ceased.insert(before.member, entry.at_ms);
        }
    }
    Ok(ceased)
}

fn step(nodes: &mut BTreeMap<NodeId, Seen>, change: &Change) -> Result<()> {
    match change {
        Change::Admit { code, class, identity, rights, .. } => {
            let (is_hub, has_right) = (*class == MemberClass::Hub, has_right(rights));
            let seen = Seen { member: code.parse()?, is_hub, has_right, is_suspended: false };
            nodes.insert(identity.id(), seen);
        }
        Change::Amend { node, rights, .. } => {
            nodes.entry(*node).and_modify(|seen| seen.has_right = has_right(rights));
        }
        Change::Suspend { node, .. } => {
            nodes.entry(*node).and_modify(|seen| seen.is_suspended = true);
        }
        Change::Lift { node } => {
            nodes.entry(*node).and_modify(|seen| seen.is_suspended = false);
        }
        Change::Remove { node, .. } => {
            nodes.remove(node);
        }
        Change::Replace { node, identity } => {
            if let Some(seen) = nodes.remove(node) {
                nodes.insert(identity.id(), seen);
            }
        }
        Change::Found { .. } | Change::Confirm { .. } | Change::Govern { .. } | Change::Suite { .. } => {}
    }
    Ok(())
}

fn has_right(rights: &[String]) -> bool {
    rights.iter().any(|right| right == "compliance")
}

/// The node of whose member it says what it may do.
fn node_of(change: &Change) -> Option<NodeId> {
    match change {
        Change::Amend { node, .. }
        | Change::Suspend { node, .. }
        | Change::Lift { node }
        | Change::Remove { node, .. }
        | Change::Replace { node, .. } => Some(*node),
        Change::Admit { identity, .. } => Some(identity.id()),
        Change::Found { .. } | Change::Confirm { .. } | Change::Govern { .. } | Change::Suite { .. } => None,
    }
}
