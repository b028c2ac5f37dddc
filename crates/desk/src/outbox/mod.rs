//! What must leave: the journal says what has happened, and this follower seals it to those whom it concerns.
//!
//! An act never waits for the network, nor for a seal: it is on disk with all that decides who gets it. The follower turns
//! it into envelopes in one transaction with its cursor; killed anywhere, it goes on where it was.
mod again;
mod files;
mod follow;
mod kept;
mod lane;
mod looks;
mod messages;
mod notices;
mod overtaken;
mod pull;
mod reach;
mod records;
mod send;
mod set_back;

pub(crate) use follow::{Followed, NAME};
pub use follow::{catch_up, run};
pub(crate) use lane::Lanes;
pub(crate) use looks::{pseudonym, unit_of};
pub(crate) use overtaken::{tell_apart, unknown};
pub use pull::{fetch, heads};
pub(crate) use reach::{Reach, Way, class};
pub(crate) use records::settle;
pub use send::{Address, address, addresses, behind, next, reached, receipted};
pub use set_back::{compare, confirmed};
