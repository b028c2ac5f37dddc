//! The index as a file: what was compiled once is read back as it lies, so that a start costs a reading and no folding.
//!
//! The bytes are those that [`Index::save`] wrote or none: whoever keeps them seals them. A file of another edition of
//! these sources is foreign, for the same name might be folded otherwise by now. What was removed is not in it, nor any
//! text that only removed records had.
use super::bearers::Bearers;
use super::blocks::{In, Out, damaged};
use super::filter::Filter;
use super::held::Held;
use super::keyed::Keyed;
use super::rows::Rows;
use super::segment::{Parts, Segment};
use super::{Index, Merge};
use crate::probe::lexicon::Lexicon;
use std::io::{self, Read, Write};
use std::sync::{Arc, PoisonError};

const MAGIC: &[u8; 8] = b"LIAINDX3";
/// Tells editions of the folding and of this layout apart: a digest of the sources, made at build time.
const EDITION: &[u8] = env!("LIAISON_MATCHING_EDITION").as_bytes();

/// Why a file is not taken as an index.
#[derive(Debug)]
pub enum Unread {
    /// It was written by another edition of the program.
    Foreign,
    /// It ends early, is damaged, or could not be read.
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
    /// Writes everything that is held at this moment. Searches and changes go on meanwhile; what is removed after the
    /// call may be in the file.
    pub fn save(&self, out: &mut impl Write) -> io::Result<()> {
        self.rid_of_removed();
        out.write_all(MAGIC)?;
        out.write_all(EDITION)?;
        let segments = self.held();
        let mut out = Out { out, sum: 0 };
        out.count(segments.len())?;
        segments.iter().try_for_each(|held| write(&mut out, held))
    }

    /// Takes the place of what is held by what [`Index::save`] wrote; after an error everything is as it was.
    pub fn load(&self, input: &mut impl Read) -> Result<(), Unread> {
        let _turn = self.turn();
        let mut head = [0; MAGIC.len() + EDITION.len()];
        input.read_exact(&mut head)?;
        if !head.starts_with(MAGIC) || !head.ends_with(EDITION) {
            return Err(Unread::Foreign);
        }
        let mut input = In { input, sum: 0 };
        let count = input.count()?;
        let segments = (0..count).map(|_| read(&mut input).map(Arc::new)).collect::<io::Result<Vec<_>>>()?;
        self.put(segments.into());
        Ok(())
    }

    /// Makes anew every segment of which something was removed.
    fn rid_of_removed(&self) {
        let _one = self.tending.lock().unwrap_or_else(PoisonError::into_inner);
        for held in self.held().iter().filter(|held| held.gone() > 0) {
            let merge = Merge::of(std::slice::from_ref(held));
            let _turn = self.turn();
            self.take_up(merge);
        }
    }
}

fn write<W: Write>(out: &mut Out<'_, W>, held: &Held) -> io::Result<()> {
    let Parts { rows, lexicon, bearers, groups, near, nicknames, identifiers, days } = &held.segment.parts;
    out.array(&rows.ids)?;
    out.array(&rows.stamps)?;
    out.array(&rows.places)?;
    out.array(&rows.bytes)?;
    out.array(lexicon.entries())?;
    out.array(lexicon.texts())?;
    let (starts, singles, lists) = bearers.arrays();
    out.array(starts)?;
    out.array(singles)?;
    out.array(lists)?;
    for keyed in [groups, near, nicknames, identifiers] {
        out.array(keyed.entries())?;
    }
    out.array(days)?;
    out.array(held.segment.filter().words())?;
    out.array(held.segment.by_id())?;
    // Removed in the moment between making it anew and writing it.
    out.array(&held.removed())
}

fn read<R: Read>(input: &mut In<'_, R>) -> io::Result<Held> {
    let rows =
        Rows { ids: input.array()?, stamps: input.array()?, places: input.array()?, bytes: input.array()? };
    let lexicon = Lexicon::of(input.array()?, input.array()?);
    let bearers = Bearers::from_arrays(input.array()?, input.array()?, input.array()?);
    let mut keyed = || Ok::<_, io::Error>(Keyed::of(input.array()?));
    let (groups, near, nicknames, identifiers) = (keyed()?, keyed()?, keyed()?, keyed()?);
    let parts = Parts { rows, lexicon, bearers, groups, near, nicknames, identifiers, days: input.array()? };
    let filter = Filter::of(input.array()?).ok_or_else(damaged)?;
    let held = Held::of(Segment::read(parts, filter, input.array()?));
    let removed: Vec<u32> = input.array()?;
    removed.iter().for_each(|position| held.remove(*position));
    Ok(held)
}
