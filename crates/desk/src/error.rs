//! What can go wrong with an act.
use model::Invalid;
use policy::Refusal;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules do not give it to this actor. Where existence is secret, doors answer this as [`Error::Missing`].
    #[error("{0}")]
    Refused(Refusal),
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// There is none, or none that this actor may know of: the two are not told apart.
    #[error("there is no such thing here")]
    Missing,
    /// It changed since it was read, or is already so.
    #[error("{0}")]
    Conflict(&'static str),
    #[error(transparent)]
    Format(#[from] formats::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Rules(#[from] policy::Error),
    /// Its node has not been heard of, or is out of the network: nothing can be sealed to it.
    #[error("{0} cannot be reached: its node has not been heard of, or it is no active member")]
    Unreached(model::Member),
    #[error(transparent)]
    Wire(#[from] wire::Rejection),
    /// A log that a post brought does not hold; the first act that does not is named.
    #[error("this log does not hold: {0}")]
    Log(store::journal::Broken),
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error("the operating system gives no random bytes")]
    NoChance,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;
