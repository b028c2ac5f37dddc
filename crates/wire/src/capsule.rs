//! Capsules: what a post may check without a line, sealed to its device under a key of which one half comes with a lease.
//!
//! Everything of a capsule is drawn from one [`Secret`], which its node keeps: the keys of the store that is inside, of the
//! content's seal, of the log that comes home, and the codes of the leases. The [`Label`] at its end, signed by the node,
//! holds one half of a key sealed to the device, and for each lease the secret closed under that half and the lease's code
//! together. So whoever has the device and no code has nothing, and whoever has the code and another device neither.
mod label;
mod log;
mod secret;

pub use label::{Label, LabelDraft, Leased};
pub use log::{Closed, LOG_HEAD_BYTES, Log, LogFrame, LogWriter, LoggedAct, id_of, read_log};
pub use secret::Secret;

/// What names a capsule: 16 bytes of chance.
pub type CapsuleId = [u8; 16];

/// The last bytes of a capsule's file.
const MARK: &[u8; 8] = b"LIACAPS1";
/// Behind the content stand the label, its length in four bytes, and [`MARK`].
pub const TAIL_BYTES: usize = 12;
/// The longest label: 400 leases and the frame.
pub const LABEL_BYTES_MAX: usize = 64 << 10;

/// What closes a capsule's file behind its content.
pub fn closing(label: &[u8]) -> Vec<u8> {
    let length = u32::try_from(label.len()).expect("a label is at most 64 KiB");
    [label, &length.to_be_bytes(), MARK].concat()
}

/// The length of the label, by the last [`TAIL_BYTES`] of a file; none where they close no capsule.
pub fn label_length(tail: &[u8; TAIL_BYTES]) -> Option<usize> {
    let (length, mark) = tail.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    (mark == MARK && length <= LABEL_BYTES_MAX).then_some(length)
}
