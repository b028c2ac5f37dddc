//! The index as a file: what was compiled once is read back as it lies, so that a start costs a reading and no folding.
//!
//! The bytes are those that [`Index::save`] wrote or none: whoever keeps them seals them. A file of another edition of
//! these sources is foreign, for the same name might be folded otherwise by now.
use super::arena::Arena;
use super::filter::Filter;
use super::run::Postings;
use super::slots::{Slot, Slots};
use super::ways::Marks;
use super::{Index, State};
use model::{RecordId, StampNo};
use std::io::{self, Read, Write};

const MAGIC: &[u8; 8] = b"LIAINDEX";
/// Tells editions of the folding and of this layout apart: a digest of the sources, made at build time.
const EDITION: &str = env!("LIAISON_MATCHING_EDITION");
/// Slots copied under one hold of the lock.
const TOGETHER: usize = 65_536;
/// Bytes of a slot in the file.
const SLOT: usize = 16 + 4 + 4 + 2 + 2 + 8;

/// Why a file is not taken as an index.
#[derive(Debug)]
pub enum Unread {
    /// It was written by another edition of the program.
    Foreign,
    /// It ends early, or could not be read.
    Broken(io::Error),
}

impl From<io::Error> for Unread {
    fn from(fault: io::Error) -> Unread {
        Unread::Broken(fault)
    }
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unread::Foreign => f.write_str("it was written by another edition of the program"),
            Unread::Broken(fault) => write!(f, "{fault}"),
        }
    }
}

impl Index {
    /// Writes everything that is held. Searches go on meanwhile; changes wait.
    pub fn save(&self, out: &mut impl Write) -> io::Result<()> {
        let _turn = self.turn();
        out.write_all(MAGIC)?;
        write_bytes(out, EDITION.as_bytes())?;
        let (numbers, pages, postings) = {
            let state = self.read();
            let postings = [&state.ways, &state.near, &state.identifiers].map(Postings::clone);
            (state.slots.numbers(), state.slots.arena().pages(), postings)
        };
        write_count(out, numbers)?;
        for from in (0..numbers).step_by(TOGETHER) {
            let bytes = self.read().slots.part(from..(from + TOGETHER).min(numbers));
            out.write_all(&bytes)?;
        }
        write_count(out, pages)?;
        for page in 0..pages {
            let bytes = self.read().slots.arena().page(page).to_vec();
            write_bytes(out, &bytes)?;
        }
        for postings in &postings {
            let runs: Vec<&[u64]> = postings.runs().collect();
            write_count(out, runs.len())?;
            for run in runs {
                write_numbers(out, run)?;
            }
        }
        let words = self.read().filter.words();
        write_numbers(out, &words)
    }

    /// Takes the place of what is held by what [`Index::save`] wrote; after an error everything is as it was.
    pub fn load(&self, input: &mut impl Read) -> Result<(), Unread> {
        let _turn = self.turn();
        let mut magic = [0; MAGIC.len()];
        input.read_exact(&mut magic)?;
        if magic != *MAGIC || read_bytes(input)? != EDITION.as_bytes() {
            return Err(Unread::Foreign);
        }
        let slots = read_slots(input)?;
        let pages = (0..read_count(input)?).map(|_| read_bytes(input)).collect::<Result<_, _>>()?;
        let slots = Slots::of(slots, Arena::of(pages)).ok_or_else(|| broken("a slot points nowhere"))?;
        let (ways, near, identifiers) = (read_postings(input)?, read_postings(input)?, read_postings(input)?);
        let filter =
            Filter::of(&read_numbers(input)?).ok_or_else(|| broken("the filter has no such size"))?;
        *self.write() = State { slots, ways, near, identifiers, filter };
        Ok(())
    }
}

fn broken(what: &str) -> Unread {
    Unread::Broken(io::Error::new(io::ErrorKind::InvalidData, what))
}

impl Slot {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(self.record.as_bytes());
        bytes.extend_from_slice(&self.stamp.0.to_le_bytes());
        bytes.extend_from_slice(&self.address.to_le_bytes());
        bytes.extend_from_slice(&self.marks.years.0.to_le_bytes());
        bytes.extend_from_slice(&self.marks.years.1.to_le_bytes());
        bytes.extend_from_slice(&self.marks.pairs.to_le_bytes());
    }

    fn read(mut bytes: &[u8]) -> io::Result<Slot> {
        Ok(Slot {
            record: RecordId::from_bytes(take(&mut bytes)?),
            stamp: StampNo(u32::from_le_bytes(take(&mut bytes)?)),
            address: u32::from_le_bytes(take(&mut bytes)?),
            marks: Marks {
                years: (u16::from_le_bytes(take(&mut bytes)?), u16::from_le_bytes(take(&mut bytes)?)),
                pairs: u64::from_le_bytes(take(&mut bytes)?),
            },
        })
    }
}

fn take<const N: usize>(input: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}

impl Slots {
    fn part(&self, which: std::ops::Range<usize>) -> Vec<u8> {
        let slots = self.all().get(which).unwrap_or_default();
        let mut bytes = Vec::with_capacity(slots.len() * SLOT);
        slots.iter().for_each(|slot| slot.write(&mut bytes));
        bytes
    }
}

fn read_slots(input: &mut impl Read) -> Result<Vec<Slot>, Unread> {
    let all = read_count(input)?;
    let mut slots = Vec::new();
    let mut bytes = vec![0; SLOT * TOGETHER];
    while slots.len() < all {
        let part = bytes.get_mut(..SLOT * (all - slots.len()).min(TOGETHER)).unwrap_or_default();
        input.read_exact(part)?;
        for slot in part.chunks_exact(SLOT) {
            slots.push(Slot::read(slot)?);
        }
    }
    Ok(slots)
}

fn read_postings(input: &mut impl Read) -> Result<Postings, Unread> {
    let runs =
        (0..read_count(input)?).map(|_| Ok(read_numbers(input)?)).collect::<Result<Vec<_>, Unread>>()?;
    Postings::of(runs).ok_or_else(|| broken("postings are out of order"))
}

fn write_count(out: &mut impl Write, count: usize) -> io::Result<()> {
    out.write_all(&u64::try_from(count).unwrap_or(u64::MAX).to_le_bytes())
}

fn read_count(input: &mut impl Read) -> io::Result<usize> {
    usize::try_from(u64::from_le_bytes(take(input)?))
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a count is too large"))
}

fn write_bytes(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    write_count(out, bytes.len())?;
    out.write_all(bytes)
}

/// Grows with what is really there, so that a wrong length costs no memory.
fn read_bytes(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let length = read_count(input)?;
    let mut bytes = Vec::with_capacity(length.min(1 << 20));
    let read = input.take(u64::try_from(length).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    if read == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn write_numbers(out: &mut impl Write, numbers: &[u64]) -> io::Result<()> {
    write_count(out, numbers.len())?;
    let mut bytes = Vec::with_capacity(TOGETHER * 8);
    for part in numbers.chunks(TOGETHER) {
        bytes.clear();
        part.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        out.write_all(&bytes)?;
    }
    Ok(())
}

fn read_numbers(input: &mut impl Read) -> io::Result<Vec<u64>> {
    let all = read_count(input)?;
    let mut numbers = Vec::with_capacity(all.min(1 << 20));
    let mut bytes = vec![0; 8 * TOGETHER];
    while numbers.len() < all {
        let part = bytes.get_mut(..8 * (all - numbers.len()).min(TOGETHER)).unwrap_or_default();
        input.read_exact(part)?;
        numbers.extend(part.as_chunks::<8>().0.iter().map(|number| u64::from_le_bytes(*number)));
    }
    Ok(numbers)
}
