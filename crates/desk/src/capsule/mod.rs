//! Capsules: a post without a line checks what the bureau lets it know, and its log comes home.
//!
//! What is made is a small node, its store and index ready, sealed to one device; at the post it is opened as any other
//! node is, so a check there is the same check. Its journal begins where the capsule ends, and every act of it is in the
//! log before anybody is answered.
mod build;
mod found;
mod home;
mod inside;
mod keep;
mod late;
mod log;
mod make;
mod pack;
mod rules;
mod unlock;

pub use build::RECORDS_MAX;
pub use found::{Brought, FoundThere, one};
pub use home::{Home, home};
pub use keep::{Ends, Lease, end, give_up, lease, list, posts, take};
pub use late::{concerns, press, pressed};
pub use log::LogFile;
pub use make::{Made, Order, make};
pub use store::capsule::{Capsule, Held, LogIs};
pub use unlock::{Unlocked, Unlocking, label, unlock};
pub use wire::keys::SealingPublic as DeviceKey;

use crate::peer::Post;
use crate::{Desk, Error, Result};
use model::{CapsuleId, Member};
use store::Keys;
use wire::capsule::Secret;

/// Under what its database and its index lie, in the capsule and at the post.
const DATABASE: &str = "liaison.db";
const SEGMENT: &str = "index.segment";

/// The keys of the store inside a capsule.
fn keys(secret: &Secret, member: &Member, id: CapsuleId) -> Keys {
    Keys { node: secret.signer(), storage: secret.storage(), origin: format!("liaison/{member}/{id}") }
}

/// This node's identity, by which its capsules are known.
fn post(desk: &Desk) -> Result<&Post> {
    desk.post.as_ref().ok_or(Error::Conflict("this node has no identity to sign a capsule with"))
}

/// The fingerprint of this node: each device is told it once, aloud.
pub fn fingerprint(desk: &Desk) -> Result<String> {
    Ok(post(desk)?.node().fingerprint())
}
