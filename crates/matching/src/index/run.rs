//! Postings: which slots stand under a key, as sorted runs that are never changed, only merged.
//!
//! A run is one sorted array of (key, value) with a small directory by the key's first bits, so that a look-up is two
//! reads of memory. New postings make a small run; runs of like size are merged, so that there are only ever a few.
//! A run can later lie in a file as it is.
use std::sync::Arc;

/// Entries for one place of the directory.
const SPARSE: usize = 8;
/// Two neighbouring runs are merged when the later has at least one entry for so many of the earlier.
const MERGE_AT: usize = 3;
/// All become one run when the later ones together have one entry for so many of the first. A look-up then reads the
/// memory of one long run, and writing an entry costs about twice as many copies of it.
const WHOLE_AT: usize = 12;

/// A posting: the key in the upper half, the value in the lower.
fn entry(key: u32, value: u32) -> u64 {
    u64::from(key) << 32 | u64::from(value)
}

/// The halves of a posting.
pub(super) fn key_and_value(entry: u64) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = entry.to_be_bytes();
    (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
}

#[derive(Debug)]
struct Run {
    entries: Box<[u64]>,
    /// Where the entries begin whose key has these first bits.
    directory: Box<[u32]>,
    /// How far a key is shifted to give its place in the directory.
    shift: u32,
}

impl Run {
    /// From sorted entries.
    fn of(entries: Vec<u64>) -> Run {
        let places = (entries.len() / SPARSE).next_power_of_two();
        let shift = 32 - places.trailing_zeros();
        let mut directory = Vec::with_capacity(places + 1);
        let mut at = 0;
        for place in 0..places {
            let first = |entry: &u64| (u64::from(key_and_value(*entry).0) >> shift) < place as u64;
            while entries.get(at).is_some_and(first) {
                at += 1;
            }
            directory.push(count(at));
        }
        directory.push(count(entries.len()));
        Run { entries: entries.into_boxed_slice(), directory: directory.into_boxed_slice(), shift }
    }

    fn find(&self, key: u32) -> &[u64] {
        let place = usize::try_from(u64::from(key) >> self.shift).unwrap_or(usize::MAX);
        let bound = |at: usize| self.directory.get(at).map_or(0, |b| *b as usize);
        let bucket = self.entries.get(bound(place)..bound(place + 1)).unwrap_or_default();
        let from = bucket.partition_point(|e| *e < entry(key, 0));
        let rest = &bucket[from..];
        &rest[..rest.partition_point(|e| *e <= entry(key, u32::MAX))]
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("a run has fewer than four thousand million postings")
}

/// All postings of one sort.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    runs: Vec<Arc<Run>>,
}

impl Postings {
    /// From the entries of every run, oldest first. None where they are not in order.
    pub fn of(runs: Vec<Vec<u64>>) -> Option<Postings> {
        let sorted = runs.iter().all(|entries| entries.is_sorted());
        sorted
            .then(|| Postings { runs: runs.into_iter().map(|entries| Arc::new(Run::of(entries))).collect() })
    }

    pub fn runs(&self) -> impl Iterator<Item = &[u64]> {
        self.runs.iter().map(|run| &*run.entries)
    }

    /// The entries under a key; one slice for each run.
    pub fn find(&self, key: u32) -> impl Iterator<Item = &[u64]> {
        self.runs.iter().map(move |run| run.find(key)).filter(|found| !found.is_empty())
    }

    /// How many values stand under a key.
    pub fn count(&self, key: u32) -> usize {
        self.find(key).map(<[u64]>::len).sum()
    }

    /// The same with new postings. Costs as much as the merges that they make due.
    pub fn with(&self, postings: impl IntoIterator<Item = (u32, u32)>) -> Postings {
        let mut entries: Vec<u64> = postings.into_iter().map(|(key, value)| entry(key, value)).collect();
        if entries.is_empty() {
            return self.clone();
        }
        entries.sort_unstable();
        entries.dedup();
        let mut runs = self.runs.clone();
        while let Some(last) =
            runs.pop_if(|last| last.entries.len() <= entries.len().saturating_mul(MERGE_AT))
        {
            entries = merged(&last.entries, &entries);
        }
        let later = entries.len() + runs.iter().skip(1).map(|run| run.entries.len()).sum::<usize>();
        if runs.first().is_some_and(|first| first.entries.len() <= later.saturating_mul(WHOLE_AT)) {
            entries = runs.drain(..).rev().fold(entries, |entries, run| merged(&run.entries, &entries));
        }
        runs.push(Arc::new(Run::of(entries)));
        Postings { runs }
    }

    /// One run of what `keep` gives for each value.
    pub fn rebuilt(&self, keep: impl Fn(u32) -> Option<u32>) -> Postings {
        let all = self.runs.iter().flat_map(|run| run.entries.iter());
        let kept = all.filter_map(|e| {
            let (key, value) = key_and_value(*e);
            keep(value).map(|value| (key, value))
        });
        Postings::default().with(kept)
    }

    pub fn keys(&self) -> impl Iterator<Item = u32> {
        self.runs.iter().flat_map(|run| run.entries.iter()).map(|e| key_and_value(*e).0)
    }

    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.entries.len()).sum()
    }

    pub fn bytes(&self) -> usize {
        self.runs.iter().map(|run| run.entries.len() * 8 + run.directory.len() * 4).sum()
    }
}

fn merged(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut both = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a, b);
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
        both.push(*x.min(y));
        if x <= y {
            a = rest_a;
        }
        if y <= x {
            b = rest_b;
        }
    }
    both.extend_from_slice(a);
    both.extend_from_slice(b);
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_went_in_in_many_batches_comes_out() {
        let mut postings = Postings::default();
        let mut known = BTreeSet::new();
        let mut state = 7u32;
        for batch in 0..60u32 {
            let fresh: Vec<(u32, u32)> = (0..batch * 3 + 1)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24 << 20, state >> 8 & 0xFFFF)
                })
                .collect();
            known.extend(fresh.iter().copied());
            postings = postings.with(fresh);
        }
        assert!(postings.runs.len() < 12);
        for key in (0..256u32).map(|k| k << 20) {
            let found: BTreeSet<u32> = postings.find(key).flatten().map(|e| key_and_value(*e).1).collect();
            let expected: BTreeSet<u32> = known.iter().filter(|(k, _)| *k == key).map(|(_, v)| *v).collect();
            assert_eq!(found, expected);
        }
        assert_eq!(postings.count(1), 0);
    }
}
