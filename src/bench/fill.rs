//! Indexes filled for a workload, on all cores.
use matching::{Index, Probe};
use model::{RecordId, StampNo};

/// Records put into the index at once.
const BATCH: usize = 50_000;

/// A record id for each number.
pub fn id(number: usize) -> RecordId {
    RecordId::from_bytes(
        (number as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835).to_le_bytes(),
    )
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
    index
}
