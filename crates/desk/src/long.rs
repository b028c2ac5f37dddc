//! Work that takes long without waiting for anything: beside the other tasks of a runtime with several threads.
use tokio::runtime::{Handle, RuntimeFlavor};

/// A tenth of what others get where all want more than there is (Linux: nice, of which a thread has its own).
const GENTLE: i32 = 10;

/// Does it; on a runtime with one thread where it stands.
pub(crate) fn long<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

/// Does it in a thread that gives way: where the machine is busy, what somebody waits for comes first.
pub(crate) fn gently<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let gentle = || {
        // Where the system does not have it so, it is work like any other.
        let _as_it_is = rustix::process::setpriority_process(None, GENTLE);
        work()
    };
    let done = long(|| std::thread::scope(|scope| scope.spawn(gentle).join()));
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
