//! The network that this node is in: its members by the charter, their nodes by their manifests, and this node's own keys.
mod caller;
mod ceased;
mod charter;
mod epoch;
mod hello;
mod list;
mod manifest;
mod overtaken;
mod post;
mod roster;
mod signing;

pub use caller::caller;
pub use charter::{join, take_up};
pub use hello::{Hello, hello, told};
pub use list::{Freshness, Line, Peers, list};
pub use manifest::{About, renew};
pub use overtaken::{Copied, overtaken};
pub(crate) use post::now_ms;
pub use post::{Post, PostKeys};
pub(crate) use roster::{Known, Roster, refresh};
pub(crate) use signing::take_up as take_up_signer;
