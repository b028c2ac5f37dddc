//! The memory of a node: all SQL is in this crate, and no SQL is anywhere else.
//!
//! One text per statement serves SQLite and PostgreSQL; `dialect.rs` is where they differ. Reads begin with
//! [`Store::read`], acts with [`Store::begin`]; functions take the [`Tx`] and never commit. A function that writes a
//! row of consequence writes the act about it too, and wants the permit for it; one that reads records wants a sight.
//!
//! What is readable in the database file: stamps (owner, kind, status, level, audience), ids, times, and who did acts
//! of which kind. Contents, bodies of acts and standing questions are sealed under keys drawn from the node's storage
//! key and a salt in the row; without the key file they are noise, without the salt they are noise for ever.
pub mod alert;
pub mod archive;
pub mod attachment;
pub mod blob;
pub mod capsule;
pub mod ceremony;
pub mod client;
pub mod consultation;
pub mod credential;
pub mod custody;
mod dialect;
pub mod epoch;
mod error;
pub mod figure;
pub mod follower;
pub mod hit;
pub mod holding;
mod house;
pub mod import;
pub mod invitation;
pub mod journal;
pub mod kept;
pub mod lane;
pub mod lease;
pub mod ledger;
mod migrate;
pub mod notice;
pub mod officer;
mod onlooker;
mod open;
pub mod overtaken;
pub mod peer;
pub mod question;
pub mod recall;
pub mod record;
mod secret;
pub mod session;
pub mod setting;
pub mod shared;
mod sql;
pub mod stamp;
pub mod standing;
pub mod subscription;
pub mod tally;
pub mod thread;
pub mod twin;
mod tx;
pub mod watch;

pub use error::{Error, Result};
pub use house::Keys;
pub use onlooker::Onlooker;
pub use open::Store;
pub use tx::Tx;
