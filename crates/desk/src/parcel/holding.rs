//! What a member was given held against what it has, on its way: a sum, sums of parts, one part, and what differs.
use crate::inbox::bytes;
use model::{Invalid, RecordId, Stray};
use serde::{Deserialize, Serialize};
use store::holding::{APART_MAX, Apart, Part};

/// Of all that the reader is to have of the sender's records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct GivenSum {
    pub count: u64,
    /// SHA-256 over the items in their order, in hexadecimal digits.
    digest: String,
}

impl GivenSum {
    pub(crate) fn of((count, digest): (u64, wire::Hash)) -> GivenSum {
        GivenSum { count, digest: wire::hex(&digest) }
    }

    pub(crate) fn sum(&self) -> Result<(u64, wire::Hash), Invalid> {
        Ok((self.count, bytes(&self.digest)?))
    }
}

/// Most parts of one comparison.
pub(crate) const PARTS_MAX: u32 = 4_096;
/// Most parts that are asked for at once; the others are for the next day.
const WANTED_MAX: usize = 64;

/// What the sender has of the reader's records: nothing where it is what it was given, else the sums of all parts, cut to 8 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeldSums {
    sums: Vec<String>,
}

impl HeldSums {
    pub(crate) fn agree() -> HeldSums {
        HeldSums { sums: vec![] }
    }

    pub(crate) fn of(sums: &[[u8; 8]]) -> HeldSums {
        HeldSums { sums: sums.iter().map(|sum| wire::hex(sum)).collect() }
    }

    pub(crate) fn read(&self) -> Result<Vec<[u8; 8]>, Invalid> {
        parts(self.sums.len())?;
        self.sums.iter().map(|sum| bytes::<8>(sum)).collect()
    }
}

fn parts(count: usize) -> Result<u32, Invalid> {
    let wrong = Invalid::new("parts", "a power of two, at most 4,096");
    let count = u32::try_from(count).map_err(|_| wrong.clone())?;
    if count == 0 || (count.is_power_of_two() && count <= PARTS_MAX) { Ok(count) } else { Err(wrong) }
}

fn part_of(of: u32, part: u32) -> Result<Part, Invalid> {
    if parts(usize::try_from(of).unwrap_or(0))? == 0 || part >= of {
        return Err(Invalid::new("part", "there is no such part"));
    }
    Ok(Part { parts: of, part })
}

/// The parts of which the sender would know each record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeldWanted {
    parts: u32,
    wanted: Vec<u32>,
}

impl HeldWanted {
    pub(crate) fn of(parts: usize, wanted: impl Iterator<Item = usize>) -> HeldWanted {
        let small = |number: usize| u32::try_from(number).unwrap_or(0);
        HeldWanted { parts: small(parts), wanted: wanted.take(WANTED_MAX).map(small).collect() }
    }

    /// How many are wanted.
    pub(crate) fn count(&self) -> usize {
        self.wanted.len()
    }

    /// How many parts there are, and which are wanted.
    pub(crate) fn read(&self) -> Result<(u32, &[u32]), Invalid> {
        let all = parts(usize::try_from(self.parts).unwrap_or(0))?;
        // Each once, or a short question would be answered at any length.
        let rising = self.wanted.is_sorted_by(|one, next| one < next);
        if all == 0
            || self.wanted.len() > WANTED_MAX
            || !rising
            || self.wanted.iter().any(|part| *part >= all)
        {
            return Err(Invalid::new(
                "wanted",
                "at most 64 of the parts that there are, each once, in order",
            ));
        }
        Ok((all, &self.wanted))
    }
}

/// What the sender has of one part of the reader's records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeldItems {
    parts: u32,
    part: u32,
    records: Vec<(String, u64)>,
}

impl HeldItems {
    pub(crate) fn of((parts, part): (u32, u32), records: impl Iterator<Item = (RecordId, u64)>) -> HeldItems {
        HeldItems { parts, part, records: records.map(|(id, version)| (id.to_string(), version)).collect() }
    }

    pub(crate) fn part(&self) -> Result<Part, Invalid> {
        part_of(self.parts, self.part)
    }

    pub(crate) fn records(&self) -> Result<Vec<(RecordId, u64)>, Invalid> {
        self.records.iter().map(|(id, version)| Ok((id.parse()?, *version))).collect()
    }
}

/// Where what was given and what the reader has do not agree, in one part of the sender's records; nothing where they do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeldDiffers {
    parts: u32,
    part: u32,
    lost: Vec<(String, u64)>,
    kept: Vec<(String, u64)>,
}

impl HeldDiffers {
    pub(crate) fn of(part: Part, apart: &[Apart]) -> HeldDiffers {
        let of = |what| {
            let these = apart.iter().filter(move |it| it.what == what);
            these.map(|it| (it.id.to_string(), it.version)).take(APART_MAX).collect()
        };
        HeldDiffers { parts: part.parts, part: part.part, lost: of(Stray::Lost), kept: of(Stray::Kept) }
    }

    pub(crate) fn part(&self) -> Result<Part, Invalid> {
        part_of(self.parts, self.part)
    }

    pub(crate) fn apart(&self) -> Result<Vec<Apart>, Invalid> {
        let read = |what| {
            move |(id, version): &(String, u64)| Ok(Apart { id: id.parse()?, version: *version, what })
        };
        let lost = self.lost.iter().map(read(Stray::Lost));
        lost.chain(self.kept.iter().map(read(Stray::Kept))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_wanted_once_and_in_order() {
        let read =
            |wanted: &[usize]| HeldWanted::of(8, wanted.iter().copied()).read().map(|(_, it)| it.len());
        assert_eq!(read(&[0, 3, 7]), Ok(3));
        for wrong in [&[3, 3][..], &[3, 0], &[8]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
