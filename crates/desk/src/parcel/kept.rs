//! What a holder says of its copy of a record, on its way to the record's owner.
use model::{Invalid, RecordId};
use serde::{Deserialize, Serialize};
use store::kept::Kept;
use store::shared::CopySaid;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CopyTold {
    pub id: String,
    pub version: u64,
    /// `to-be-kept`, `undecided`, `kept`, `ended`.
    pub word: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    until_us: Option<i64>,
    /// Rises with everything that the holder says of it: what comes late changes nothing.
    said: i64,
}

impl CopyTold {
    /// The case stays with the holder; the law, the reason and the unit are its owner's to know.
    pub(crate) fn of(kept: &Kept) -> CopyTold {
        let ends = kept.word.outlives_a_recall();
        CopyTold {
            id: kept.id.to_string(),
            version: kept.version,
            word: kept.word.to_string(),
            basis: kept.basis.clone(),
            why: kept.why.clone(),
            unit: kept.unit.clone(),
            until_us: ends.then_some(kept.until_us),
            said: kept.said,
        }
    }

    pub(crate) fn read(&self) -> Result<(RecordId, CopySaid), Invalid> {
        let short = |text: &Option<String>, most| text.as_ref().map(|text| text.chars().take(most).collect());
        let said = CopySaid {
            version: self.version,
            word: self.word.parse()?,
            basis: short(&self.basis, 500),
            why: short(&self.why, 1_000),
            unit: short(&self.unit, 200),
            until_us: self.until_us,
            said: self.said,
        };
        Ok((self.id.parse()?, said))
    }
}
