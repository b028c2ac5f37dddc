//! A hit between a check and a record, on its way: the hit, and of the check what its reader may know.
use super::HitTold;
use crate::inbox::bytes;
use model::{HitShows, Invalid, Member};
use serde::{Deserialize, Serialize};
use store::hit::{Checked, Hit};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CheckMet {
    pub hit: HitTold,
    /// Whose check it is.
    pub member: String,
    pub check: String,
    pub pair: String,
    pub unit: Option<String>,
    pub officer: Option<String>,
    pub purpose: String,
    pub reference: Option<String>,
    pub kind: String,
    /// What was asked, where the asker lets it be known.
    pub asked: Option<String>,
    pub asked_us: i64,
}

impl CheckMet {
    /// What the reader `to` is told: of the record no more than its side shows, of the question no more than the asker's.
    pub(crate) fn of(hit: &Hit, check: &Checked, to: &Member) -> CheckMet {
        let side = hit.sides.iter().find(|side| side.member == check.member);
        let shown = to == &check.member || side.is_some_and(|side| side.shows == HitShows::Full);
        CheckMet {
            hit: HitTold::of(hit, to),
            member: check.member.to_string(),
            check: check.check.to_string(),
            pair: wire::hex(&check.pair),
            unit: check.unit.clone(),
            officer: check.officer.clone(),
            purpose: check.purpose.to_string(),
            reference: check.reference.clone(),
            kind: check.kind.to_string(),
            asked: check.asked.clone().filter(|_| shown),
            asked_us: check.asked_us,
        }
    }

    /// The hit as the store keeps it, raised by this member.
    pub(crate) fn read(&self, raised_by: &Member) -> Result<Hit, Invalid> {
        let short = |text: &Option<String>, most| text.as_ref().map(|text| text.chars().take(most).collect());
        let check = Checked {
            member: self.member.parse()?,
            check: self.check.parse()?,
            pair: bytes(&self.pair)?,
            unit: short(&self.unit, 200),
            officer: short(&self.officer, 200),
            purpose: self.purpose.parse()?,
            reference: short(&self.reference, 200),
            kind: self.kind.parse()?,
            asked: short(&self.asked, 2_000),
            asked_us: self.asked_us,
        };
        Ok(Hit { check: Some(check), ..self.hit.read(raised_by)? })
    }
}
