//! Checkpoints (<https://c2sp.org/tlog-checkpoint>): the signed statement how long a log is and what its root is.
use base64ct::{Base64, Encoding};

use super::{Note, NoteKey};
use crate::keys::NodeKey;
use crate::{Error, Hash};

/// The head of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: the name under which its checkpoints are signed.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The checkpoint as a signed note, signed under the name of its origin.
    pub fn sign(&self, key: &NodeKey) -> Result<String, Error> {
        let mut note = Note::new(self.to_text())?;
        note.sign(&self.origin, key)?;
        Ok(note.to_string())
    }

    /// Reads a checkpoint that at least one key of `known` signed.
    pub fn open(note: &[u8], known: &[NoteKey]) -> Result<Self, Error> {
        let note = Note::parse(note)?;
        note.verify(known)?;
        Self::parse(note.text())
    }

    /// The text to be signed.
    pub fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, Base64::encode_string(&self.root))
    }

    /// Reads the text of a note. Lines behind the root, which the specification lets others add and advises against,
    /// are passed over.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = Error::Note("a checkpoint is: origin, size, root, each on its line, and no empty line");
        let lines: Vec<&str> = text.strip_suffix('\n').ok_or(wrong.clone())?.split('\n').collect();
        let [origin, size, root, ..] = lines[..] else { return Err(wrong) };
        if lines.iter().any(|line| line.is_empty()) {
            return Err(wrong);
        }
        let size = size.parse::<u64>().ok().filter(|n| n.to_string() == size).ok_or(wrong.clone())?;
        let root = Base64::decode_vec(root).ok().and_then(|r| r.try_into().ok()).ok_or(wrong)?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}
