//! What all transactions of one store share: its keys, and whether it may still write.
use crate::journal::{Copyist, Leaves};
use crate::{Error, Onlooker, Result};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use wire::capsule::LoggedAct;
use wire::keys::{KeyId, NodeKey, StorageKey};

/// The keys of a node and the name of its journal.
#[derive(Debug)]
pub struct Keys {
    /// Signs every act and every checkpoint until the journal is handed over to another, which lies in the store.
    pub node: NodeKey,
    /// What is stored is sealed under keys drawn from it.
    pub storage: StorageKey,
    /// The origin line of the journal's checkpoints, best the node's address without scheme. Never changes.
    pub origin: String,
}

/// The same, as all transactions hold them.
pub(crate) struct Held {
    /// The key with which the journal begins.
    pub(crate) first: Arc<NodeKey>,
    pub(crate) storage: StorageKey,
    pub(crate) origin: String,
}

pub(crate) struct House {
    pub(crate) keys: Held,
    /// The key that signed last. Another process may have handed the journal over since.
    signed_last: RwLock<Arc<NodeKey>>,
    /// Where every act is written down a second time.
    pub(crate) copyist: Option<Arc<dyn Copyist>>,
    stopped: AtomicBool,
    /// Something was destroyed, and the database's log file may still hold it.
    destroyed: AtomicBool,
    pub(crate) leaves: Leaves,
    watch: Option<Arc<dyn Onlooker>>,
}

impl House {
    pub(crate) fn new(keys: Keys, copyist: Option<Arc<dyn Copyist>>) -> House {
        let Keys { node, storage, origin } = keys;
        let first = Arc::new(node);
        House {
            signed_last: RwLock::new(Arc::clone(&first)),
            keys: Held { first, storage, origin },
            copyist,
            stopped: false.into(),
            destroyed: false.into(),
            leaves: Leaves::default(),
            watch: None,
        }
    }

    /// The same, with somebody who is asked before each step.
    pub(crate) fn watched(keys: Keys, watch: Arc<dyn Onlooker>) -> House {
        House { watch: Some(watch), ..House::new(keys, None) }
    }

    /// The key with this name, if it signed last.
    pub(crate) fn signed_last(&self, key: KeyId) -> Option<Arc<NodeKey>> {
        let last = self.signed_last.read().unwrap_or_else(PoisonError::into_inner);
        (last.id() == key).then(|| Arc::clone(&last))
    }

    pub(crate) fn signs(&self, key: &Arc<NodeKey>) {
        *self.signed_last.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(key);
    }

    /// A step towards the database is about to be taken. Where whoever takes it is ended, this never returns.
    pub(crate) async fn step(&self) {
        if self.watch.as_ref().is_some_and(|watch| watch.ends_here()) {
            std::future::pending().await
        }
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

    /// Has acts that are kept written down a second time. Where that fails, nothing more is done here: what has no second
    /// trace must not go on.
    pub(crate) async fn copy(&self, acts: Vec<(u64, LoggedAct)>) -> Result<()> {
        let Some(copyist) = self.copyist.clone().filter(|_| !acts.is_empty()) else { return Ok(()) };
        let copied = tokio::task::spawn_blocking(move || copyist.copy(acts)).await?;
        copied.map_err(|fault| {
            tracing::error!(%fault, "acts cannot be written down a second time: the store takes no more work");
            self.stopped.store(true, Ordering::SeqCst);
            Error::NotKept(format!("it cannot be written down a second time ({fault})"))
        })
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

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("origin", &self.keys.origin).finish_non_exhaustive()
    }
}
