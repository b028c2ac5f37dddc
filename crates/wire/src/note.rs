//! Signed notes (<https://c2sp.org/signed-note>): text that people can read, with signatures below.
mod checkpoint;
mod key;

use std::fmt;

use base64ct::{Base64, Encoding};

use crate::Error;
use crate::keys::{Context, NodeKey};

pub use checkpoint::Checkpoint;
pub use key::NoteKey;

/// Signatures that a note may carry. The specification asks for at least 16.
const SIGNATURES_MAX: usize = 64;

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    name: String,
    key_id: u32,
    signature: Vec<u8>,
}

/// A text with the signatures that it carries. Parsing proves nothing: call [`Note::verify`] before believing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

impl Note {
    /// A note without signatures. The text ends in a newline and has no other control character.
    pub fn new(text: String) -> Result<Self, Error> {
        if !text.ends_with('\n') {
            return Err(Error::Note("the text must end in a newline"));
        }
        if has_control(&text) {
            return Err(Error::Note("control characters other than newline are not allowed"));
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a note. Nothing in it is proven yet.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let all = str::from_utf8(bytes).map_err(|_| Error::Note("not UTF-8"))?;
        let cut = all.rfind("\n\n").ok_or(Error::Note("no empty line before the signatures"))?;
        let lines =
            all[cut + 2..].strip_suffix('\n').ok_or(Error::Note("the last line must end in a newline"))?;
        if lines.split('\n').count() > SIGNATURES_MAX {
            return Err(Error::Note("more than 64 signatures"));
        }
        let mut note = Self::new(all[..=cut].to_owned())?;
        note.signatures = lines.split('\n').map(read_signature).collect::<Result<_, _>>()?;
        Ok(note)
    }

    /// The text, with its final newline. Not to be believed before [`Note::verify`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds the signature of `key` under `name`.
    pub fn sign(&mut self, name: &str, key: &NodeKey) -> Result<(), Error> {
        let named = NoteKey::new(name, key.public())?;
        let signature = key.sign(Context::Note, self.text.as_bytes()).to_vec();
        self.signatures.push(NoteSignature { name: name.to_owned(), key_id: named.id(), signature });
        Ok(())
    }

    /// Gives the keys among `known` that signed. Signatures of unknown keys are passed over; a wrong one of a known
    /// key, or none of a known key at all, is an error.
    pub fn verify<'k>(&self, known: &'k [NoteKey]) -> Result<Vec<&'k NoteKey>, Error> {
        let mut signed = Vec::new();
        for line in &self.signatures {
            if let Some(key) = known.iter().find(|key| key.name() == line.name && key.id() == line.key_id) {
                let signature = line.signature.as_slice().try_into().map_err(|_| Error::Signature)?;
                key.public().verify(Context::Note, self.text.as_bytes(), signature)?;
                signed.push(key);
            }
        }
        if signed.is_empty() { Err(Error::Note("no signature of a known key")) } else { Ok(signed) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| {
            let bytes = [line.key_id.to_be_bytes().as_slice(), &line.signature].concat();
            writeln!(f, "— {} {}", line.name, Base64::encode_string(&bytes))
        })
    }
}

fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}

fn read_signature(line: &str) -> Result<NoteSignature, Error> {
    let wrong = Error::Note("a signature line is: em dash, space, name, space, base64");
    let (name, base64) = line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or(wrong.clone())?;
    let bytes = Base64::decode_vec(base64).map_err(|_| wrong.clone())?;
    match bytes.split_first_chunk::<4>() {
        Some((key_id, signature)) if key::is_name(name) && !signature.is_empty() => Ok(NoteSignature {
            name: name.to_owned(),
            key_id: u32::from_be_bytes(*key_id),
            signature: signature.to_vec(),
        }),
        _ => Err(wrong),
    }
}
