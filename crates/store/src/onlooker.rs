//! Whoever stands beside a store may end what is at work with it, at any step towards the database: so a simulation kills a node
//! exactly where it killed it before.

/// Asked before each step: a transaction, a statement, a commit; and after each commit.
pub trait Onlooker: Send + Sync {
    /// Whether whoever takes this step ends here: it is never taken, nor anything behind it. What asks is to be dropped then.
    fn ends_here(&self) -> bool;
}
