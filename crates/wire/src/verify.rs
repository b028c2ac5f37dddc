//! Proves a journal from what the store kept: every act in its place, unchanged, signed, and in the tree.
//!
//! Two steps, so that the costly one can run on all cores: [`Examiner`] looks at a row alone (form, signature, body),
//! in any order; [`Verifier`] takes the results in order and proves chain, numbers, tree, tiles and checkpoints.
mod examine;
mod fault;
mod kept;
mod verifier;

pub use examine::{Examined, Examiner, Row};
pub use fault::{Broken, Fault};
pub use verifier::{Summary, Verifier};
