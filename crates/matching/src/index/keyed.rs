//! Sorted keys with what stands under them, and a directory by their first bits, so that a look-up is two reads of memory.

/// Entries for one place of the directory.
const SPARSE: usize = 8;

/// Pairs of key and value, sorted; keys are spread evenly.
#[derive(Debug, Default)]
pub(super) struct Keyed {
    /// The key in the upper half, the value in the lower.
    entries: Vec<u64>,
    /// Where the entries begin whose key has these first bits.
    directory: Vec<u32>,
    /// How far a key is shifted to give its place in the directory.
    shift: u32,
}

pub(super) fn entry(key: u32, value: u32) -> u64 {
    u64::from(key) << 32 | u64::from(value)
}

pub(super) fn value(entry: u64) -> u32 {
    u32::try_from(entry & u64::from(u32::MAX)).unwrap_or(0)
}

fn key_of(entry: u64) -> u64 {
    entry >> 32
}

impl Keyed {
    /// Sorts the entries; of equal ones it keeps one.
    pub fn sorted(mut entries: Vec<u64>) -> Keyed {
        entries.sort_unstable();
        entries.dedup();
        entries.shrink_to_fit();
        Keyed::of(entries)
    }

    /// From sorted entries.
    pub fn of(entries: Vec<u64>) -> Keyed {
        let places = (entries.len() / SPARSE).next_power_of_two();
        let shift = 32 - places.trailing_zeros();
        let mut directory = Vec::with_capacity(places + 1);
        for (at, entry) in entries.iter().enumerate() {
            let place = usize::try_from(key_of(*entry) >> shift).unwrap_or(usize::MAX);
            while directory.len() <= place {
                directory.push(count(at));
            }
        }
        directory.resize(places + 1, count(entries.len()));
        Keyed { entries, directory, shift }
    }

    /// Where the entries of a key stand among all.
    pub fn places(&self, key: u32) -> std::ops::Range<usize> {
        self.places_in(key, self.bucket(key))
    }

    /// The same for several; the memory of all is waited for at once.
    pub fn places_of_many(&self, keys: &[u32]) -> Vec<std::ops::Range<usize>> {
        let buckets: Vec<(usize, usize)> = keys.iter().map(|key| self.bucket(*key)).collect();
        let near =
            buckets.iter().fold(0, |near, (from, _)| near ^ self.entries.get(*from).copied().unwrap_or(0));
        std::hint::black_box(near);
        keys.iter().zip(buckets).map(|(key, bucket)| self.places_in(*key, bucket)).collect()
    }

    fn bucket(&self, key: u32) -> (usize, usize) {
        let place = usize::try_from(u64::from(key) >> self.shift).unwrap_or(usize::MAX);
        let bound = |at: usize| self.directory.get(at).map_or(0, |bound| *bound as usize);
        (bound(place), bound(place + 1))
    }

    fn places_in(&self, key: u32, (from, to): (usize, usize)) -> std::ops::Range<usize> {
        let bucket = self.entries.get(from..to).unwrap_or_default();
        let first = from + bucket.partition_point(|e| key_of(*e) < u64::from(key));
        let same = self.entries[first..to].iter().take_while(|e| key_of(**e) == u64::from(key));
        first..first + same.count()
    }

    /// The values under a key.
    pub fn find(&self, key: u32) -> impl Iterator<Item = u32> + use<'_> {
        self.entries[self.places(key)].iter().map(|entry| value(*entry))
    }

    /// The values that stand in some places.
    pub fn at(&self, places: std::ops::Range<usize>) -> impl Iterator<Item = u32> + use<'_> {
        self.entries.get(places).unwrap_or_default().iter().map(|entry| value(*entry))
    }

    /// Where each key stands once and the values are where its things begin: its things, of `all`.
    pub fn span(&self, key: u32, all: usize) -> std::ops::Range<u32> {
        let found = self.places(key);
        if found.is_empty() {
            return 0..0;
        }
        let end = self.entries.get(found.end).map_or(count(all), |entry| value(*entry));
        value(self.entries[found.start])..end
    }

    /// Where the first entry of a key stands among all.
    pub fn place(&self, key: u32) -> Option<usize> {
        Some(self.places(key)).filter(|places| !places.is_empty()).map(|places| places.start)
    }

    pub fn values(&self) -> impl Iterator<Item = u32> + use<'_> {
        self.entries.iter().map(|entry| value(*entry))
    }

    pub fn keys(&self) -> impl Iterator<Item = u32> + use<'_> {
        self.entries.iter().map(|entry| value(key_of(*entry)))
    }

    pub fn entries(&self) -> &[u64] {
        &self.entries
    }

    pub fn bytes(&self) -> usize {
        self.entries.capacity() * 8 + self.directory.capacity() * 4
    }
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).expect("a segment holds fewer than four thousand million of anything")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_stands_under_its_key() {
        let mut state = 7u32;
        for size in [0, 1, 5, 300, 4_000] {
            let drawn = (0..size).map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                entry(state >> 22 << 22, state >> 8 & 0xFF)
            });
            let mut all: Vec<u64> = drawn.collect();
            let keyed = Keyed::sorted(all.clone());
            all.sort_unstable();
            all.dedup();
            for key in (0..1024u32).map(|k| k << 22) {
                let expected = all.iter().filter(|e| key_of(**e) == u64::from(key)).map(|e| value(*e));
                assert!(keyed.find(key).eq(expected), "{size} {key}");
            }
            assert_eq!(keyed.find(1).count(), 0);
        }
    }
}
