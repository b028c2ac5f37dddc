//! Machine-readable zones of travel documents (ICAO Doc 9303 parts 4 to 7), in any of the five layouts.
mod check;
mod holder;
mod pasted;
mod repair;
mod zone;

use model::{Entity, Invalid, PartialDate};
use zone::Zone;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Cards: three lines of 30.
    Td1,
    /// Cards of the older size: two lines of 36.
    Td2,
    /// Passports: two lines of 44.
    Td3,
    /// Visas: two lines of 44.
    MrvA,
    /// Small visas: two lines of 36.
    MrvB,
}

model::codes!(Layout, "layout", {
    Td1 => "TD1",
    Td2 => "TD2",
    Td3 => "TD3",
    MrvA => "MRV-A",
    MrvB => "MRV-B",
});

/// A check digit, named by what it checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Digit {
    Number,
    Birth,
    Expiry,
    Personal,
    Composite,
}

model::codes!(Digit, "check digit", {
    Number => "number",
    Birth => "birth",
    Expiry => "expiry",
    Personal => "personal",
    Composite => "composite",
});

/// What shows that a character was misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// A check digit agrees now and did not before.
    Digit,
    /// No check digit covers it, but the place takes letters or digits only, or codes of issuers.
    Form,
}

model::codes!(Proof, "proof", { Digit => "check-digit", Form => "form" });

/// A character that was read as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// Line and place, both counted from 1.
    pub line: usize,
    pub place: usize,
    pub was: char,
    pub now: char,
    pub proof: Proof,
}

/// A zone as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mrz {
    pub layout: Layout,
    /// After repairs, as printed: 30, 36 or 44 characters each.
    pub lines: Vec<String>,
    /// First letters: `P`, `ID`, `V`, `AC`.
    pub code: String,
    /// As printed: `TGO`, `D`.
    pub issuer: String,
    pub number: Option<String>,
    pub nationality: String,
    pub birth: Option<PartialDate>,
    pub expiry: Option<PartialDate>,
    /// Name, birth date, nationality, sex, number.
    pub person: Entity,
    /// Number, type, country, expiry.
    pub document: Entity,
    /// The name fills its place, and may have been cut to fit.
    pub truncated: bool,
    /// Which digits do not agree, after repairs.
    pub failed: Vec<Digit>,
    /// Which digits did not agree in the zone as it was given.
    pub failed_as_read: Vec<Digit>,
    pub repairs: Vec<Repair>,
}

impl Mrz {
    /// Every check digit agrees, if need be after repairs.
    pub fn valid(&self) -> bool {
        self.failed.is_empty()
    }
}

/// Reads a zone as pasted: line breaks, blanks, lower case, « for <, or one long line.
///
/// A zone whose check digits fail is still read, and says which; an error is only what is no zone at all.
pub fn read(text: &str) -> Result<Mrz, Invalid> {
    let mut zone = pasted::zone(text)?;
    let failed_as_read = check::failed(&zone);
    let repairs = repair::repair(&mut zone);
    Ok(holder::read(&zone, failed_as_read, repairs))
}
