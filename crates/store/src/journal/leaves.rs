//! The leaves of acts that this process has just kept: whoever tends the tiles need not read them back.
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most leaves that are kept; a tender so far behind reads the rest from the table.
const KEPT_MAX: usize = 100_000;

#[derive(Debug, Default)]
pub(crate) struct Leaves(Mutex<BTreeMap<u64, wire::Hash>>);

impl Leaves {
    /// To be called when the acts are on disk.
    pub(crate) fn put(&self, leaves: Vec<(u64, wire::Hash)>) {
        let mut kept = self.kept();
        let room = KEPT_MAX.saturating_sub(kept.len());
        kept.extend(leaves.into_iter().take(room));
    }

    /// Those behind this act, as far as they follow without a gap. What lies before is of no more use.
    pub(super) fn behind(&self, act: u64) -> Vec<wire::Hash> {
        let mut kept = self.kept();
        *kept = kept.split_off(&(act + 1));
        let gapless = (act + 1..).zip(kept.iter()).take_while(|(due, (seq, _))| due == *seq);
        gapless.map(|(_, (_, leaf))| *leaf).collect()
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<u64, wire::Hash>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_follows_without_a_gap_is_given() {
        let leaves = Leaves::default();
        leaves.put(vec![(6, [6; 32]), (7, [7; 32])]);
        leaves.put(vec![(3, [3; 32]), (4, [4; 32])]);
        assert_eq!(leaves.behind(1), [[0; 32]; 0]);
        assert_eq!(leaves.behind(2), [[3; 32], [4; 32]]);
        assert_eq!(leaves.behind(5), [[6; 32], [7; 32]]);
        assert_eq!(leaves.behind(7), [[0; 32]; 0]);
    }
}
