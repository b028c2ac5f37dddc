//! The measured workloads of docs/benchmarks.md, one file each.
mod clock;
pub mod documents;
pub mod exchange;
pub mod extract;
mod figures;
mod fill;
pub mod http;
pub mod import;
mod line;
mod machine;
pub mod names;
mod node;
mod scratch;
mod spread;
pub mod start;
pub mod threads;
pub mod truth;

use figures::{Figures, Target};
use scratch::Scratch;
use spread::Spread;

/// Tells whoever waits what is being done.
fn say(what: &str) {
    eprintln!("{what}…");
}
