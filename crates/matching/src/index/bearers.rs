//! Who bears each part of a lexicon. Most parts are borne by one record, whose position stands in the place of a list.

/// Lists of positions, in order, by the number of a part.
#[derive(Debug)]
pub(super) struct Bearers {
    /// The position of a single bearer, or where a list begins.
    starts: Vec<u32>,
    /// A bit for each part with a single bearer.
    singles: Vec<u64>,
    /// Each list behind its length; the first is empty.
    lists: Vec<u32>,
}

impl Bearers {
    /// From what [`Bearers::arrays`] gave.
    pub fn from_arrays(starts: Vec<u32>, singles: Vec<u64>, lists: Vec<u32>) -> Bearers {
        Bearers { starts, singles, lists }
    }

    pub fn arrays(&self) -> (&[u32], &[u64], &[u32]) {
        (&self.starts, &self.singles, &self.lists)
    }

    pub fn of(&self, part: u32) -> &[u32] {
        let start = &self.starts[part as usize];
        if self.singles[part as usize / 64] >> (part % 64) & 1 != 0 {
            return std::slice::from_ref(start);
        }
        let rest = &self.lists[*start as usize..];
        &rest[1..=rest[0] as usize]
    }

    /// What [`Bearers::of`] reads first: the position of a single bearer, or where else to read.
    pub fn head(&self, part: u32) -> Head {
        let is_single = self.singles[part as usize / 64] >> (part % 64) & 1 != 0;
        Head { is_single, start: self.starts[part as usize] }
    }

    /// The rest of what it reads.
    pub fn list(&self, head: Head) -> &[u32] {
        let rest = &self.lists[head.start as usize..];
        &rest[1..=rest[0] as usize]
    }

    pub fn bytes(&self) -> usize {
        self.starts.capacity() * 4 + self.singles.capacity() * 8 + self.lists.capacity() * 4
    }
}

/// Of a part with a single bearer its position, of others where their list begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub is_single: bool,
    pub start: u32,
}

/// Lists in the making.
pub(super) struct Filling {
    bearers: Bearers,
    /// Where the next bearer of each part goes, if it has several.
    next: Vec<u32>,
}

impl Filling {
    /// Of parts of which each has so many bearers.
    pub fn of(counts: &[u32]) -> Filling {
        let mut singles = vec![0; counts.len().div_ceil(64)];
        let several = || counts.iter().filter(|count| **count > 1).map(|count| *count as usize + 1);
        let mut lists = Vec::with_capacity(1 + several().sum::<usize>());
        lists.push(0);
        let mut starts = Vec::with_capacity(counts.len());
        for (part, count) in counts.iter().enumerate() {
            if *count == 1 {
                singles[part / 64] |= 1 << (part % 64);
            }
            starts.push(if *count > 1 { super::keyed::count(lists.len()) } else { 0 });
            if *count > 1 {
                lists.push(*count);
                lists.resize(lists.len() + *count as usize, 0);
            }
        }
        let next = starts.iter().map(|start| start + 1).collect();
        Filling { bearers: Bearers { starts, singles, lists }, next }
    }

    pub fn add(&mut self, part: u32, position: u32) {
        let part = part as usize;
        if self.bearers.singles[part / 64] >> (part % 64) & 1 != 0 {
            self.bearers.starts[part] = position;
        } else {
            self.bearers.lists[self.next[part] as usize] = position;
            self.next[part] += 1;
        }
    }

    /// After as many as were told.
    pub fn done(self) -> Bearers {
        self.bearers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_who_was_added_to_it() {
        let counts = [0, 1, 3, 0, 1, 2, 70];
        let mut filling = Filling::of(&counts);
        for (part, count) in (0..).zip(counts) {
            (0..count).for_each(|n| filling.add(part, 100 * part + n));
        }
        let bearers = filling.done();
        for (part, count) in (0..).zip(counts) {
            assert!(bearers.of(part).iter().copied().eq((0..count).map(|n| 100 * part + n)), "{part}");
        }
    }
}
