//! A thread as a package that proves itself away from the node: one JSON object a line, the last of which seals all before it.
//! What each line holds stands in `form.rs`; docs/package.md says it in words.
mod form;
mod prove;
mod take;

pub use prove::{File, Flawed, Network, Proven, Whole, prove};
pub use take::{Package, begin};
