//! The rules as a whole: what is permitted, what is seen, and which texts are taken.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
mod reference;
mod sight;
mod texts;
mod who_may_what;
mod world;
