//! The lines of a package. Bytes are base64; moments are microseconds since 1970 UTC. A form that was released never changes.
use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wire::package::Taken;

/// What the first line says that it is.
pub(super) const FORM: &str = "liaison/1/thread";

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Line {
    Head(Box<Head>),
    Message(Box<MessageLine>),
    File(Box<FileLine>),
    Piece(PieceLine),
    /// The last.
    Seal(Seal),
}

/// Whose log it is from, and how far that was.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) form: String,
    /// The member whose node took it out.
    pub(super) member: String,
    /// The public key that signs its log.
    pub(super) log_key: String,
    /// By which statements the log was handed over from its first key to that one, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(super) handovers: Vec<String>,
    /// The signed note that says how long the log was and what its root was.
    pub(super) checkpoint: String,
    /// Why that key is this member's: the entries of the network's charter, and what the node says of itself. Empty and nothing where
    /// the node is in no network.
    pub(super) charter: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) manifest: Option<String>,
    pub(super) thread: String,
    pub(super) messages: usize,
    pub(super) files: usize,
    pub(super) taken_us: i64,
}

/// One message, as people read it, and the act that proves it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MessageLine {
    pub(super) id: String,
    pub(super) author: String,
    /// What the act says; nothing where its author took it back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) says: Option<Value>,
    pub(super) act: ActLine,
}

/// A file of a message, whose bytes follow in pieces where it is here.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileLine {
    pub(super) message: String,
    pub(super) name: String,
    /// By its bytes.
    pub(super) media: String,
    pub(super) bytes: u64,
    /// Hexadecimal digits.
    pub(super) sha256: String,
    /// Its bytes are in the package; else the node did not have them.
    pub(super) here: bool,
}

/// The next bytes of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PieceLine {
    pub(super) bytes: String,
}

/// See [`Taken`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActLine {
    entry: String,
    proof: String,
    path: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    key: Option<String>,
}

/// A signed note over the digest of all bytes before this line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
    pub(super) note: String,
}

pub(super) fn text(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// None where the text is no base64.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

fn exact<const N: usize>(text: &str) -> Option<[u8; N]> {
    bytes(text)?.try_into().ok()
}

impl ActLine {
    pub(super) fn of(taken: &Taken) -> ActLine {
        ActLine {
            entry: text(&taken.entry),
            proof: text(&taken.proof),
            path: taken.path.iter().map(|hash| text(hash)).collect(),
            body: taken.body.as_deref().map(text),
            key: taken.key.as_ref().map(|key| text(key)),
        }
    }

    pub(super) fn read(&self) -> Option<Taken> {
        Some(Taken {
            entry: bytes(&self.entry)?,
            proof: bytes(&self.proof)?,
            path: self.path.iter().map(|hash| exact(hash)).collect::<Option<_>>()?,
            body: self.body.as_deref().map(bytes).map(|it| it.ok_or(())).transpose().ok()?,
            key: self.key.as_deref().map(exact).map(|it| it.ok_or(())).transpose().ok()?,
        })
    }
}
