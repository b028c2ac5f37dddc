//! The door to other nodes, and the courier that knocks at theirs.
//!
//! Nothing of the domain is decided here: what comes in is handed to the desk, which proves it, and what leaves was sealed
//! by the desk before. The line is HTTP/2 over TLS 1.3 with a key at both ends, which the manifests name.
//! The courier is written against a [`Road`], so that it also runs over one that loses, delays and lies.
mod calls;
mod courier;
mod door;
mod inquiry;
mod line;
mod message;
mod refusal;
mod road;
mod serve;
mod tls;

pub use calls::Calls;
pub use courier::{Courier, MEET_EACH, Rest};
pub use door::{Door, QUESTIONS_PER_MINUTE};
pub use inquiry::Inquiry;
pub use line::Line;
pub use message::{Introduction, Pushed, Refused, State};
pub use refusal::Refusal;
pub use road::{Errand, Fault, Road};
pub use serve::serve;
pub use tls::{Keys, TlsKey};

/// The port that nodes listen on for each other where nothing else is said.
pub const PORT: u16 = 7701;

/// What went wrong with a key of ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no private key of Ed25519 in PEM (PKCS#8)")]
    Key,
    #[error("the key cannot be used: {0}")]
    Tls(#[from] rustls::Error),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;
