//! The charter: who is a member of the network, by the signatures of its governance keys and nobody else's.
//!
//! An append-only chain of entries. The first founds the network; its hash is the network's name, and its fingerprint is
//! read aloud to whoever joins. Every later entry is signed by enough of the governance keys that hold at that point.
//! Emergency keys can suspend a member at once, which lapses after 72 hours unless governance confirms it; they cannot do
//! so again before governance has spoken, and can never add anybody. The form is that of TUF's root metadata: the keys of one version sign the next.
mod change;
mod entry;
mod roster;

use crate::node::NodeId;
use crate::{Hash, Rejection, aloud};

pub use change::{Change, MemberClass, Quorum};
pub use entry::{CHARTER_VERSION, CharterEntry, ENTRY_BYTES_MAX, cosign, sign};
pub use roster::{Listed, SUSPENSION_MAX_MS, Standing};

use crate::statement::Statement;
use roster::Roster;

/// By itself this is no fork: anybody can write an entry that follows one that nobody signed. If the entry that it follows
/// was signed as well, that one is the fork.
const ANOTHER_HISTORY: Rejection = Rejection::Rule("it follows another entry: ask for those before it");

/// A charter whose every entry is proven, with what follows from them.
#[derive(Debug, Clone)]
pub struct Charter {
    entries: Vec<Kept>,
    roster: Roster,
}

#[derive(Debug, Clone)]
struct Kept {
    bytes: Vec<u8>,
    hash: Hash,
    at_ms: u64,
}

/// What became of an entry that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// It follows the last one and holds now.
    New,
    /// It is held already. Another set of signatures under the same entry changes nothing.
    Known,
}

impl Charter {
    /// Begins with the entry that founds the network. Whether it is the right network, the one who joins decides by its
    /// fingerprint.
    pub fn found(genesis: &[u8]) -> Result<Self, Rejection> {
        let (entry, hash, statement) = CharterEntry::read(genesis)?;
        let roster = Roster::found(&entry, &statement)?;
        let kept = Kept { bytes: genesis.to_vec(), hash, at_ms: entry.at_ms };
        Ok(Self { entries: vec![kept], roster })
    }

    /// Proves a whole charter, from its first entry on.
    pub fn fold<'e>(entries: impl IntoIterator<Item = &'e [u8]>) -> Result<Self, Rejection> {
        let mut entries = entries.into_iter();
        let mut charter = Self::found(entries.next().ok_or(Rejection::Gap { expects: 0 })?)?;
        entries.try_for_each(|entry| charter.append(entry).map(|_| ()))?;
        Ok(charter)
    }

    /// Adds an entry. [`Rejection::Fork`] is an alarm: enough governance keys signed two histories.
    pub fn append(&mut self, bytes: &[u8]) -> Result<Appended, Rejection> {
        let (entry, hash, statement) = CharterEntry::read(bytes)?;
        let next = self.next_number();
        if entry.number > next {
            return Err(Rejection::Gap { expects: next });
        }
        if entry.number < next {
            return self.compare(&entry, &hash, &statement);
        }
        let head = self.head();
        if entry.prev != head {
            return Err(ANOTHER_HISTORY);
        }
        let mut roster = self.roster.clone();
        roster.apply(&entry, &statement)?;
        self.roster = roster;
        self.entries.push(Kept { bytes: bytes.to_vec(), hash, at_ms: entry.at_ms });
        Ok(Appended::New)
    }

    /// The charter as it was at a moment, by the times that its entries state. None before it was founded.
    pub fn as_of(&self, at_ms: u64) -> Option<Self> {
        let until = self.entries.partition_point(|entry| entry.at_ms <= at_ms);
        self.prefix(until)
    }

    /// The hash of the first entry: the name of the network.
    pub fn network(&self) -> Hash {
        self.entries[0].hash
    }

    /// The name of the network as two people read it to each other.
    pub fn fingerprint(&self) -> String {
        aloud::fingerprint(&self.network())
    }

    /// The hash of the last entry.
    pub fn head(&self) -> Hash {
        self.entries[self.entries.len() - 1].hash
    }

    /// The number of the entry that comes next; the first has number 0.
    pub fn next_number(&self) -> u64 {
        number(self.entries.len())
    }

    /// The entries from a number on, as they came.
    pub fn entries_from(&self, number: u64) -> impl Iterator<Item = &[u8]> {
        let from = usize::try_from(number).unwrap_or(usize::MAX);
        self.entries.iter().skip(from).map(|entry| entry.bytes.as_slice())
    }

    /// How a node stands at a moment.
    pub fn standing(&self, node: &NodeId, now_ms: u64) -> Standing {
        self.roster.standing(node, now_ms)
    }

    /// The member that a node is or was. A node whose identity was replaced is still found.
    pub fn member(&self, node: &NodeId) -> Option<&Listed> {
        self.roster.listed(node)
    }

    /// The running node of a member, by its code.
    pub fn node_of(&self, code: &str) -> Option<&Listed> {
        self.members().find(|listed| listed.code == code)
    }

    /// All members that are not removed, suspended ones as well, in ascending order of node ids.
    pub fn members(&self) -> impl Iterator<Item = &Listed> {
        self.roster.members()
    }

    /// The name that the network gave itself.
    pub fn name(&self) -> &str {
        self.roster.name()
    }

    /// The least suite of ciphers that members accept.
    pub fn suite_min(&self) -> u64 {
        self.roster.suite_min()
    }

    /// The governance keys that sign the next entry, and how many of them must.
    pub fn governance(&self) -> &Quorum {
        self.roster.governance()
    }

    /// The keys that may suspend, and how many of them must.
    pub fn emergency(&self) -> &Quorum {
        self.roster.emergency()
    }

    /// The next entry, unsigned: see [`sign`].
    pub fn draft(&self, change: Change, at_ms: u64) -> CharterEntry {
        CharterEntry {
            version: CHARTER_VERSION,
            number: self.next_number(),
            prev: self.head(),
            at_ms,
            change,
        }
    }

    fn compare(
        &self,
        entry: &CharterEntry,
        hash: &Hash,
        statement: &Statement,
    ) -> Result<Appended, Rejection> {
        let held = usize::try_from(entry.number).ok().and_then(|at| self.entries.get(at));
        let held = held.expect("numbers below the next one are held").hash;
        if held == *hash {
            return Ok(Appended::Known);
        }
        // Only what governance signed is a fork; anybody can write a second entry.
        match self.prefix(usize::try_from(entry.number).unwrap_or(0)) {
            None => Err(Rejection::Owner),
            Some(before) if before.head() != entry.prev => Err(ANOTHER_HISTORY),
            Some(mut before) => {
                before.roster.apply(entry, statement)?;
                Err(Rejection::Fork { held })
            }
        }
    }

    fn prefix(&self, length: usize) -> Option<Self> {
        if length == 0 {
            return None;
        }
        let entries = self.entries.iter().take(length).map(|entry| entry.bytes.as_slice());
        Some(Self::fold(entries).expect("what was proven once is proven again"))
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).expect("a charter in memory has fewer than 2^64 entries")
}
