//! The recogniser: folding, keys, features, weights, score, reasons, the index of candidates.
//!
//! [`Probe`] is an entity compiled for comparison, [`compare`] judges two of them, [`Index`] finds the few of
//! millions that are worth comparing. Nothing here reads a clock, a file or a network.
pub mod cluster;
mod feature;
mod fold;
mod index;
pub mod learn;
mod probe;
mod score;
mod table;
mod texts;
mod weights;
mod written;

pub use feature::{Crowd, FEATURES};
pub use fold::{all_begin, normal, plain_words};
pub use index::{Effort, Found, Index, Unread};
pub use probe::Probe;
pub use score::{RECORDS_BESIDE, RECORDS_LEAST, Reason, Score, Thresholds, Verdict, compare, compare_among};
pub use texts::{Place, Texts, Words};
pub use written::{BASE, account};
