//! Lanes: for each audience a chain of envelopes without a gap, of ours to others and of others to us.
mod arrival;
mod out;
mod owed;
mod own;
mod reader;

pub use arrival::{
    Arrival, ArrivalState, Arrived, PutAside, arrival, arrivals, arrive, arrived, keep_key, key_numbers,
    key_of, note_arrived, put_aside, refused,
};
pub use out::{
    Lane, Sent, Waiting, all, begin_anew, end, hash_of, kind_of, next, of, put, send, times_told_of_notice,
    waits_for, was_told_of_notice,
};
pub use owed::{Owed, Waits, owe, settled, waits};
pub use own::{OwnKey, Use, add_own_key, drop_own_keys, own_keys};
pub use reader::{
    Behind, Reach, Reader, behind, confirms, leave, leave_all, read_by, readers, receipt, receipted,
    receipts, seat,
};

/// The name of a lane: the same owner, audience and class have the same.
pub type Stream = [u8; 16];

/// The secret that seals what goes on a lane for some time.
pub type LaneKey = zeroize::Zeroizing<[u8; 32]>;

/// Until this transaction ends no other writes on a lane or takes from one: how far a lane is must be read and written by
/// one at a time, whichever process has it, and each says in it what it does behind the journal's head.
pub async fn hold(tx: &mut crate::Tx) -> crate::Result<()> {
    crate::journal::hold(tx).await
}

pub(crate) fn sixteen(bytes: Vec<u8>) -> crate::Result<Stream> {
    bytes.try_into().map_err(|_| crate::Error::Damaged("the name of a lane is not 16 bytes".to_owned()))
}

pub(crate) fn hash(bytes: Vec<u8>) -> crate::Result<wire::Hash> {
    bytes.try_into().map_err(|_| crate::Error::Damaged("a hash is not 32 bytes".to_owned()))
}
