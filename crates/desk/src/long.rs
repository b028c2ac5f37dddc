//! Work that takes long without waiting for anything: beside the other tasks of a runtime with several threads.
use tokio::runtime::{Handle, RuntimeFlavor};

/// Does it; on a runtime with one thread where it stands.
pub(crate) fn long<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}
