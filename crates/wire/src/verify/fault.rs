//! What can be wrong with a journal, and at which act.
use crate::keys::KeyId;

/// The first act at which a journal does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("act {seq}: {what}")]
pub struct Broken {
    /// The number of the act. For a checkpoint, the last act it covers; for a hash in a tile, the first it stands for;
    /// for what should have followed the last act, the number after it.
    pub seq: u64,
    /// What does not hold.
    pub what: Fault,
}

/// What does not hold at an act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The row is not there: the next one has a higher number.
    #[error("is missing: the next row is that of act {next}")]
    Missing {
        /// The number of the row found instead.
        next: u64,
    },
    /// The row was there before, or stands behind a later one.
    #[error("comes again or out of order")]
    Repeated,
    /// The journal ends before this act, of which a checkpoint, a tile or the head speaks.
    #[error("is missing: the journal ends before it, and {of} was kept")]
    CutOff {
        /// What speaks of it.
        of: String,
    },
    /// The entry does not decode.
    #[error("{0}")]
    NotAnEntry(crate::Error),
    /// The entry in this row is that of another act.
    #[error("its row holds the entry of act {says}")]
    OtherAct {
        /// The number in the entry.
        says: u64,
    },
    /// The entry names a key that the checker does not know.
    #[error("names key {0}, which is not a known key of this node")]
    UnknownSigner(KeyId),
    /// The entry names a key that signed before, or signs later.
    #[error("names key {0}, whose turn it was not")]
    OutOfTurn(KeyId),
    /// The log is not handed over in the one way in which it may be.
    #[error("does not hand the log over from the key that signs to a new one, by the word of both")]
    Handover,
    /// The signature does not hold.
    #[error("its signature does not hold: entry or signature was changed")]
    Signature,
    /// The entry does not follow the one before it.
    #[error("does not name the entry before it: that one was exchanged")]
    Chain,
    /// The sealed body is not the one that was signed for.
    #[error("its sealed body was changed or exchanged")]
    Body,
    /// There is a body, and the entry names none.
    #[error("has a sealed body though its entry names none")]
    BodyUnannounced,
    /// The piece of a log in which it should be does not open.
    #[error("its piece of the log was changed, moved or left out")]
    Frame,
    /// A tile has the wrong length.
    #[error("{tile} has {bytes} bytes, which is not its width")]
    TileShape {
        /// The path of the tile.
        tile: String,
        /// The length found.
        bytes: usize,
    },
    /// A hash in a tile is not that of the acts.
    #[error("{tile} holds another hash at place {place}")]
    Tile {
        /// The path of the tile.
        tile: String,
        /// The place in it, from 0.
        place: u64,
    },
    /// A checkpoint does not parse or is not signed by a known key.
    #[error("its checkpoint does not hold: {0}")]
    CheckpointNote(crate::Error),
    /// A checkpoint of another log, or kept under another size than it states.
    #[error("its checkpoint is of {origin} at size {size}")]
    OtherCheckpoint {
        /// The origin stated.
        origin: String,
        /// The size stated.
        size: u64,
    },
    /// A checkpoint states another root.
    #[error("the root signed in its checkpoint is not that of the journal")]
    CheckpointRoot,
    /// The kept head of the tree is not that of the journal.
    #[error("the kept head of the tree is not that of the journal")]
    Head,
    /// A tile or checkpoint was handed in after its acts and can no longer be compared.
    #[error("{0} was handed in after its acts: hand it in before, and once")]
    Late(String),
}
