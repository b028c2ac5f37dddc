//! What two logs say of each other, on its way: sums of days, items of one of them, and what differs.
use crate::inbox::bytes;
use model::{Invalid, Passed};
use serde::{Deserialize, Serialize};
use wire::Hash;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LogSums {
    /// From which day on (since 1970, UTC) the sender's log counts, and the last that is over.
    pub from_day: i64,
    pub to_day: i64,
    /// Of what there is; what is not named is nothing.
    days: Vec<SumTold>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SumTold {
    /// `asked`, `heard`, `looked`: as the sender has it.
    passed: String,
    day: i64,
    count: u64,
    /// SHA-256 over the items in their order, in hexadecimal digits.
    digest: String,
}

impl SumTold {
    pub(crate) fn of(passed: Passed, day: i64, (count, digest): (u64, Hash)) -> SumTold {
        SumTold { passed: passed.to_string(), day, count, digest: wire::hex(&digest) }
    }
}

impl LogSums {
    pub(crate) fn of(from_day: i64, to_day: i64, days: Vec<SumTold>) -> LogSums {
        LogSums { from_day, to_day, days }
    }

    pub(crate) fn sum(&self, passed: Passed, day: i64) -> Result<(u64, Hash), Invalid> {
        let named = self.days.iter().find(|it| it.passed == passed.as_str() && it.day == day);
        match named {
            Some(it) => Ok((it.count, bytes(&it.digest)?)),
            None => Ok(store::ledger::sum(std::iter::empty())),
        }
    }
}

/// Items in hexadecimal digits; of very many, those of one part by their first byte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LogItems {
    /// `shown`, `answered`: as the sender has it.
    passed: String,
    pub day: i64,
    pub part: u16,
    pub parts: u16,
    pub items: Vec<String>,
}

impl LogItems {
    pub(crate) fn of(
        (passed, day): (Passed, i64),
        (part, parts): (usize, usize),
        items: Vec<String>,
    ) -> LogItems {
        let small = |number: usize| u16::try_from(number).unwrap_or(0);
        LogItems { passed: passed.to_string(), day, part: small(part), parts: small(parts), items }
    }

    pub(crate) fn passed(&self) -> Result<Passed, Invalid> {
        self.passed.parse()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LogDiffers {
    /// As the sender has it.
    pub passed: String,
    pub day: i64,
    pub part: u16,
    pub parts: u16,
    /// What stands in the sender's log alone, and in the reader's alone.
    pub ours: Vec<String>,
    pub yours: Vec<String>,
}

impl LogDiffers {
    pub(crate) fn nothing(passed: Passed, day: i64) -> LogDiffers {
        LogDiffers { passed: passed.to_string(), day, part: 0, parts: 1, ours: vec![], yours: vec![] }
    }

    pub(crate) fn passed(&self) -> Result<Passed, Invalid> {
        self.passed.parse()
    }
}
