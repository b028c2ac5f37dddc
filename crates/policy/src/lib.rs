//! The rules: who may do what, and see what.
//!
//! The rules are texts in the language Cedar that a bureau reads and changes (`policies.cedar`), above promises to
//! other members that it cannot change (`promises.cedar`). Everything else asks them through [`Rules`] and gets a
//! [`Permit`], a [`Sight`] or a [`Refusal`]; no other crate can make one of these.
pub mod action;
mod book;
mod facts;
mod notice;
mod peer;
mod permit;
mod refusal;
mod rules;
mod sight;
mod text;
mod threads;

pub use peer::shows;
pub use permit::{Permit, Target};
pub use refusal::Refusal;
pub use rules::Rules;
pub use sight::Sight;
pub use text::{Error, Fault};
pub use threads::ThreadSight;
