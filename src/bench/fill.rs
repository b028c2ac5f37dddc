//! Indexes filled for a workload, on all cores.
use matching::{Index, Probe};
use model::{RecordId, StampNo};

/// Records put into the index at once.
const BATCH: usize = 50_000;

/// Odd, so that no two numbers have one id, and far from 1, so that ids are in no order.
const SCATTER: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;

/// A record id for each number.
pub fn id(number: usize) -> RecordId {
    RecordId::from_bytes((number as u128).wrapping_mul(SCATTER).to_le_bytes())
}

/// The number of which [`id`] made this.
pub fn number(record: RecordId) -> usize {
    usize::try_from(u128::from_le_bytes(*record.as_bytes()).wrapping_mul(inverse())).unwrap_or(usize::MAX)
}

/// What undoes [`SCATTER`]: each step of Newton's doubles the bits that are right.
const fn inverse() -> u128 {
    let (mut found, mut step) = (SCATTER, 0);
    while step < 6 {
        found = found.wrapping_mul(2u128.wrapping_sub(SCATTER.wrapping_mul(found)));
        step += 1;
    }
    found
}

/// An index of so many records, each compiled by `probe` from its number; its id is [`id`] of that number.
pub fn filled(count: usize, probe: impl Fn(usize) -> Probe + Sync) -> Index {
    let index = Index::new();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    for from in (0..count).step_by(BATCH) {
        let until = count.min(from + BATCH);
        let share = (until - from).div_ceil(cores);
        let batch = std::thread::scope(|scope| {
            let fold = |numbers: std::ops::Range<usize>| {
                numbers.map(|number| (id(number), StampNo(0), probe(number))).collect::<Vec<_>>()
            };
            let threads: Vec<_> = (from..until)
                .step_by(share.max(1))
                .map(|first| scope.spawn(move || fold(first..until.min(first + share))))
                .collect();
            let joined = threads.into_iter().map(|thread| thread.join());
            joined.flat_map(|part| part.expect("compiling an entity does not panic")).collect()
        });
        index.insert(batch);
    }
    // As a node's follower does beside its work, and when nothing has come for a while.
    while index.tend() {}
    index.settle();
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_back_from_its_id() {
        for it in [0, 1, 2, 10_000_000, usize::MAX] {
            assert_eq!(number(id(it)), it);
        }
    }
}
