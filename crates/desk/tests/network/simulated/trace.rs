//! What was seen of a story, line by line: told again from the same seed, it must be the same.
use super::{CODES, Simulation, told};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What happened, in its order.
#[derive(Default)]
pub(super) struct Trace(Vec<String>);

impl Trace {
    /// `LIAISON_TRACE=1` shows it as it happens.
    pub(super) fn note(&mut self, line: String) {
        if told("LIAISON_TRACE").is_some() {
            eprintln!("{line}");
        }
        self.0.push(line);
    }

    /// Envelopes or receipts on their way: every byte of them counts.
    pub(super) fn carried(&mut self, what: &str, (from, to): (usize, usize), all: &[Vec<u8>]) {
        let whole = all.iter().fold(Sha256::new(), |hash, bytes| hash.chain_update(bytes)).finalize();
        let (from, to) = (CODES[from], CODES[to]);
        self.note(format!("{} {what} from {from} to {to}: {}", all.len(), short(&whole)));
    }

    pub(super) fn into_lines(self) -> Vec<String> {
        self.0
    }
}

fn short(bytes: &[u8]) -> String {
    bytes.iter().take(8).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

impl Simulation {
    /// What stands in the journals.
    pub(super) async fn note_journals(&mut self) {
        for (at, code) in CODES.iter().enumerate() {
            for act in self.acts(at).await {
                self.trace.note(format!("{code} {} {} {:?}", act.seq, act.kind.as_str(), act.object));
            }
        }
    }
}
