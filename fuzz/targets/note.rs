//! Texts that others sign over a log: notes, checkpoints, and the names and bundles of its tiles.
#![no_main]
use libfuzzer_sys::fuzz_target;
use wire::note::{Checkpoint, Note, NoteKey};
use wire::tree::{bundle, unbundle};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(note) = Note::parse(bytes) {
        let _ = (note.verify(&[]), Checkpoint::parse(note.text()));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = (Checkpoint::parse(text), text.parse::<NoteKey>());
    }
    if let Ok(leaves) = unbundle(bytes) {
        assert_eq!(bundle(leaves).ok().as_deref(), Some(bytes));
    }
});
