//! What can be wrong with bytes that claim to be ours.

/// Why bytes were refused. No variant carries the content of what was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Bytes or text that are not a key of the expected kind, or a key that proves nothing.
    #[error("the key cannot be used: {0}")]
    Key(&'static str),
    /// The signature is not of this key over these bytes.
    #[error("the signature does not verify: the bytes were changed or another key signed them")]
    Signature,
    /// The seal does not open.
    #[error("the seal does not open: wrong key, wrong context, or changed bytes")]
    Seal,
    /// Bytes that are not a journal entry in its one allowed form.
    #[error("not a journal entry: {0}")]
    Entry(String),
    /// Tile, proof or frontier that does not fit the tree.
    #[error("not of this tree: {0}")]
    Tree(&'static str),
    /// A tile that a proof needs and the reader does not have.
    #[error("tile {0} is missing: rebuild the tiles from the journal")]
    TileMissing(String),
    /// Text that is not a signed note or a checkpoint.
    #[error("not a signed note: {0}")]
    Note(&'static str),
}
