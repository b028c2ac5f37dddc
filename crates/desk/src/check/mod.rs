//! Checks: is this person, document or thing known, to whom, how sure, and what is to be done?
mod answer;
mod ask;
mod batch;
mod explain;
mod find;
mod judge;
mod recognise;
mod written;

pub use answer::{Answer, BASE, Because, Explained, Judged, Match, Outcome, Thresholds, Verdict};
pub use ask::{Wanted, check};
pub use batch::batch;
pub use find::in_a_line;
pub(crate) use find::{found_under, plain, told_entity};
pub use judge::verdict;
pub use recognise::{BOX_BYTES_MAX, Recognised, recognise};

use model::{Entity, Invalid};

/// What is asked.
#[derive(Debug, Clone)]
pub enum Question {
    /// A machine-readable zone of any layout.
    Mrz(String),
    /// An entity as far as it is known.
    Entity(Entity),
    /// Whatever was typed or pasted into the one box.
    Text(String),
}

/// Most matches that one check gives.
pub const MATCHES_MAX: usize = 100;

/// Reads the question as what may be looked for.
fn understand(question: &Question) -> Result<Recognised, Invalid> {
    match question {
        Question::Text(text) => recognise(text),
        Question::Mrz(text) => {
            let mrz = formats::mrz::read(text)?;
            let readings = vec![mrz.person.clone(), mrz.document.clone()];
            Ok(Recognised { mrz: Some(mrz), readings })
        }
        Question::Entity(entity) if entity.is_empty() => {
            Err(Invalid::new("question", "an entity needs at least one property"))
        }
        Question::Entity(entity) => Ok(Recognised { mrz: None, readings: vec![entity.clone()] }),
    }
}
