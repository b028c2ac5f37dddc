//! On which processor a story is told.
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Those that this process may use, as the first thread that asks finds them.
static ALL: LazyLock<Vec<usize>> = LazyLock::new(mine);

/// Keeps this thread, and those that it starts from now on, to one processor: the next in turn, unless it is kept to one already. A
/// story and the threads of its databases wait for each other at each step. On one processor they take turns; on two, each turn
/// wakes one that sleeps, and a story takes nearly twice as long.
pub(crate) fn keep_to_one() {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let all = &*ALL;
    if all.len() < 2 || mine().len() < 2 {
        return;
    }
    let mut one = CpuSet::new();
    one.set(all[NEXT.fetch_add(1, Ordering::Relaxed) % all.len()]);
    // Where it may not, it only takes longer.
    let _kept = sched_setaffinity(None, &one);
}

fn mine() -> Vec<usize> {
    let set = sched_getaffinity(None).unwrap_or_default();
    (0..CpuSet::MAX_CPU).filter(|cpu| set.is_set(*cpu)).collect()
}
