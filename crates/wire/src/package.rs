//! Acts that were taken out of a journal with all that proves them: what an act says, that the journal's key signed it, and that
//! it stands at its place in the log of which a signed checkpoint speaks. It is proven away from the node, by bytes alone.
use std::fmt;

use sha2::{Digest, Sha256};

use crate::act::{self, Entry};
use crate::handover::LogKeys;
use crate::keys::{NodeKey, NodePublic};
use crate::note::{Checkpoint, Note, NoteKey};
use crate::seal::SealKey;
use crate::sheaf::Checker;
use crate::{Error, Hash, tree};

/// The second line of the note that seals a package: no checkpoint reads so.
const KIND: &str = "package of a thread";

/// One act, taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The bytes of its entry.
    pub entry: Vec<u8>,
    /// That the journal's key signed it.
    pub proof: Vec<u8>,
    /// The way from it to the root of the log (RFC 6962, 2.1.1).
    pub path: Vec<Hash>,
    /// What it says beyond its entry, sealed; none where that was destroyed.
    pub body: Option<Vec<u8>>,
    /// The key that opens this body, and what else its member keeps of the same message.
    pub key: Option<[u8; 32]>,
}

/// What does not hold of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// The bytes are no entry.
    Entry,
    /// It is signed by a key whose turn it was not, or changed.
    Signature,
    /// The log does not have it there.
    Place,
    /// What lies beside it is not what the act names.
    Body,
    /// The key does not open it.
    Key,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Flaw::Entry => "it is no act",
            Flaw::Signature => "the journal's key did not sign it so",
            Flaw::Place => "it does not stand in the log of which the checkpoint speaks",
            Flaw::Body => "what it is to have said is not what was signed",
            Flaw::Key => "what it says does not open",
        })
    }
}

/// Proves acts of one journal against one checkpoint.
#[derive(Debug)]
pub struct Prover {
    checkpoint: Checkpoint,
    keys: LogKeys,
    checker: Checker,
}

impl Prover {
    /// Reads the checkpoint, which this key must have signed for the log that it names. `handovers` are all that was stated when
    /// that log was handed over, from its first key to this one.
    pub fn new(note: &[u8], key: &NodePublic, handovers: &[Vec<u8>]) -> Result<Self, Error> {
        let origin = Checkpoint::parse(Note::parse(note)?.text())?.origin;
        let known = [NoteKey::new(&origin, *key)?];
        let checkpoint = Checkpoint::open(note, &known)?;
        let keys = LogKeys::until(&origin, *key, handovers);
        let keys = keys.map_err(|_| Error::Key("the log was not handed over to this key"))?;
        if keys.over(checkpoint.size) != key {
            return Err(Error::Key("the checkpoint is older than the turn of its key"));
        }
        Ok(Self { checkpoint, keys, checker: Checker::default() })
    }

    /// The keys of the log, in their turns.
    pub fn keys(&self) -> &LogKeys {
        &self.keys
    }

    /// The checkpoint that counts.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The act, and what it says beyond its entry where that was not destroyed.
    pub fn prove(&mut self, taken: &Taken) -> Result<(Entry, Option<Vec<u8>>), Flaw> {
        let entry = Entry::decode(&taken.entry).map_err(|_| Flaw::Entry)?;
        let key = self.keys.at(entry.seq);
        if entry.signer != key.id() {
            return Err(Flaw::Signature);
        }
        self.checker.check(key, &taken.entry, &taken.proof).map_err(|_| Flaw::Signature)?;
        let leaf = act::leaf_hash(&taken.entry, &taken.proof);
        let index = entry.seq.checked_sub(act::FIRST_SEQ).ok_or(Flaw::Place)?;
        let Checkpoint { size, root, .. } = &self.checkpoint;
        tree::verify_inclusion(&leaf, index, *size, root, &taken.path).map_err(|_| Flaw::Place)?;
        let plain = match (&taken.body, &taken.key) {
            (Some(body), Some(key)) => {
                if entry.body != Some(act::body_digest(body)) {
                    return Err(Flaw::Body);
                }
                let key = SealKey::from_bytes(key);
                Some(key.open(&act::body_context(entry.seq), body).map_err(|_| Flaw::Key)?)
            }
            (None, None) => None,
            _ => return Err(Flaw::Body),
        };
        Ok((entry, plain))
    }
}

/// The text of the note that seals a package whose bytes before it have this digest.
fn sealed(origin: &str, digest: &Hash) -> String {
    let hex: String = crate::hex(digest);
    format!("{origin}\n{KIND}\n{hex}\n")
}

/// Seals a package: the journal's key signs all of its bytes.
pub fn seal(origin: &str, key: &NodeKey, digest: &Hash) -> Result<String, Error> {
    let mut note = Note::new(sealed(origin, digest))?;
    note.sign(origin, key)?;
    Ok(note.to_string())
}

/// Whether this note seals a package of this log whose bytes before it have this digest.
pub fn is_sealed(note: &str, (origin, key): (&str, &NodePublic), digest: &Hash) -> bool {
    let holds = || -> Result<bool, Error> {
        let read = Note::parse(note.as_bytes())?;
        read.verify(&[NoteKey::new(origin, *key)?])?;
        // Nothing else may be written in it, nor the same in other bytes.
        Ok(read.text() == sealed(origin, digest) && read.to_string() == note)
    };
    holds().unwrap_or(false)
}

/// The digest of the bytes of a package as they pass.
#[derive(Debug, Clone, Default)]
pub struct Digested(Sha256);

impl Digested {
    /// These bytes come next.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Of all that came.
    pub fn digest(&self) -> Hash {
        self.0.clone().finalize().into()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::keys::{Salt, StorageKey};
    use crate::sheaf;
    use crate::tree::{Frontier, Needed, Tiler};

    const ORIGIN: &str = "liaison/TG";

    fn key() -> NodeKey {
        NodeKey::generate(&[7; 32])
    }

    /// A journal of five acts of which the fourth is taken out.
    fn taken() -> (Taken, String) {
        let (key, salt) = (key(), Salt::from_bytes([4; 32]));
        let body = StorageKey::generate(&[1; 32]).record_key(&salt).seal(
            [9; 12],
            &act::body_context(4),
            b"what was said",
        );
        let entry = |seq: u64| {
            let entry = Entry {
                version: act::ENTRY_VERSION,
                seq,
                at_us: 1,
                prev: [0; 32],
                signer: key.id(),
                actor: "engine".into(),
                kind: "said".into(),
                object: None,
                object_version: None,
                purpose: None,
                reference: None,
                body: (seq == 4).then(|| act::body_digest(&body)),
                key: (seq == 4).then(|| "record".into()),
                handover: None,
            };
            entry.encode().unwrap()
        };
        let entries: Vec<Vec<u8>> = (1..=5).map(entry).collect();
        let proofs = sheaf::sign(&key, &entries.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let mut tiler = Tiler::resume(0, |_| None).unwrap();
        let mut frontier = Frontier::default();
        for (entry, proof) in entries.iter().zip(&proofs) {
            tiler.push(act::leaf_hash(entry, proof));
            frontier.push(act::leaf_hash(entry, proof));
        }
        let tiles = tiler.take();
        let path = Needed::for_inclusion(3, 5).unwrap();
        let path = path.hashes(|tile| tiles.iter().find(|(it, _)| *it == tile).map(|(_, it)| it.clone()));
        let point = Checkpoint { origin: ORIGIN.into(), size: 5, root: frontier.root() };
        let storage = StorageKey::generate(&[1; 32]);
        let taken = Taken {
            entry: entries[3].clone(),
            proof: proofs[3].clone(),
            path: path.unwrap(),
            body: Some(body),
            key: Some(*storage.record_key_bytes(&salt)),
        };
        (taken, point.sign(&key).unwrap())
    }

    #[test]
    fn an_act_is_proven_away_from_its_journal() {
        let (taken, note) = taken();
        let mut prover = Prover::new(note.as_bytes(), &key().public(), &[]).unwrap();
        assert_eq!((prover.checkpoint().size, prover.checkpoint().origin.as_str()), (5, ORIGIN));
        let (entry, plain) = prover.prove(&taken).unwrap();
        assert_eq!((entry.seq, plain.unwrap().as_slice()), (4, b"what was said".as_slice()));
        let gone = Taken { body: None, key: None, ..taken };
        assert_eq!(prover.prove(&gone).unwrap().1, None, "what was destroyed leaves the act");
        assert!(Prover::new(note.as_bytes(), &NodeKey::generate(&[8; 32]).public(), &[]).is_err());
    }

    /// No bit of anything can be changed.
    #[test]
    fn what_was_changed_is_not_proven_and_it_is_said_what() {
        let (taken, note) = taken();
        let prove = |taken: &Taken| {
            Prover::new(note.as_bytes(), &key().public(), &[]).unwrap().prove(taken).map(|_| ())
        };
        let flips = |bytes: &[u8]| {
            let bytes = bytes.to_vec();
            (0..bytes.len() * 8).map(move |bit| {
                let mut other = bytes.clone();
                other[bit / 8] ^= 1 << (bit % 8);
                other
            })
        };
        for entry in flips(&taken.entry) {
            let flaw = prove(&Taken { entry, ..taken.clone() }).unwrap_err();
            assert!(matches!(flaw, Flaw::Entry | Flaw::Signature), "{flaw}");
        }
        for proof in flips(&taken.proof) {
            assert!(prove(&Taken { proof, ..taken.clone() }).is_err());
        }
        for body in flips(taken.body.as_ref().unwrap()) {
            assert_eq!(prove(&Taken { body: Some(body), ..taken.clone() }), Err(Flaw::Body));
        }
        for key in flips(&taken.key.unwrap()) {
            let key = Some(key.try_into().unwrap());
            assert_eq!(prove(&Taken { key, ..taken.clone() }), Err(Flaw::Key));
        }
        for at in 0..taken.path.len() {
            for hash in flips(&taken.path[at]) {
                let mut path = taken.path.clone();
                path[at] = hash.try_into().unwrap();
                assert_eq!(prove(&Taken { path, ..taken.clone() }), Err(Flaw::Place));
            }
        }
        assert_eq!(prove(&Taken { body: None, ..taken.clone() }), Err(Flaw::Body));
        for other in flips(note.as_bytes()) {
            assert!(
                Prover::new(&other, &key().public(), &[]).is_err(),
                "{}",
                String::from_utf8_lossy(&other)
            );
        }
    }

    #[test]
    fn a_seal_is_over_every_byte_of_one_log_and_is_no_checkpoint() {
        let mut digested = Digested::default();
        digested.push(b"what ");
        digested.push(b"was said");
        let (key, digest) = (key(), digested.digest());
        let note = seal(ORIGIN, &key, &digest).unwrap();
        assert!(is_sealed(&note, (ORIGIN, &key.public()), &digest));
        digested.push(b"!");
        assert!(!is_sealed(&note, (ORIGIN, &key.public()), &digested.digest()));
        assert!(!is_sealed(&note, ("liaison/BJ", &key.public()), &digest));
        assert!(!is_sealed(&note, (ORIGIN, &NodeKey::generate(&[8; 32]).public()), &digest));
        for bit in 0..note.len() * 8 {
            let mut other = note.clone().into_bytes();
            other[bit / 8] ^= 1 << (bit % 8);
            let other = String::from_utf8_lossy(&other);
            assert!(!is_sealed(&other, (ORIGIN, &key.public()), &digest), "{other}");
        }
        assert!(Prover::new(note.as_bytes(), &key.public(), &[]).is_err(), "it says nothing of a log");
    }
}
