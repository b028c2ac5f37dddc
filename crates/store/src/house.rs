//! What all transactions of one store share: its keys, and whether it may still write.
use crate::journal::Leaves;
use crate::{Error, Result};
use std::sync::atomic::{AtomicBool, Ordering};
use wire::keys::{NodeKey, StorageKey};

/// The keys of a node and the name of its journal.
#[derive(Debug)]
pub struct Keys {
    /// Signs every act and every checkpoint.
    pub node: NodeKey,
    /// What is stored is sealed under keys drawn from it.
    pub storage: StorageKey,
    /// The origin line of the journal's checkpoints, best the node's address without scheme. Never changes.
    pub origin: String,
}

#[derive(Debug)]
pub(crate) struct House {
    pub(crate) keys: Keys,
    stopped: AtomicBool,
    /// Something was destroyed, and the database's log file may still hold it.
    destroyed: AtomicBool,
    pub(crate) leaves: Leaves,
}

impl House {
    pub(crate) fn new(keys: Keys) -> House {
        House { keys, stopped: false.into(), destroyed: false.into(), leaves: Leaves::default() }
    }

    pub(crate) fn is_open(&self) -> Result<()> {
        if self.stopped.load(Ordering::SeqCst) { Err(Error::Stopped) } else { Ok(()) }
    }

    /// Passes an error on, and stops all work where the disk failed.
    pub(crate) fn judge<T>(&self, result: Result<T>) -> Result<T> {
        if let Err(error) = &result
            && error.is_fatal()
        {
            tracing::error!(
                "a write failed at the disk: the store takes no more work until it is started again"
            );
            self.stopped.store(true, Ordering::SeqCst);
        }
        result
    }

    pub(crate) fn destroyed(&self) {
        self.destroyed.store(true, Ordering::SeqCst);
    }

    /// Whether something was destroyed since this was last asked.
    pub(crate) fn take_destroyed(&self) -> bool {
        self.destroyed.swap(false, Ordering::SeqCst)
    }
}

/// Fresh bytes of the operating system.
pub(crate) fn chance<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// Fills a longer piece in one go.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes)
        .map_err(|_| Error::NotKept("the operating system gives no random bytes".to_owned()))
}
