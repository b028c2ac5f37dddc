//! A draft: new records as they come in, with a lexicon of their own in no order.
use super::rows::Rows;
use crate::Probe;
use crate::feature::family;
use crate::probe::lexicon::{Lexicon, PLACE};
use crate::probe::packed::Numbering;
use crate::probe::view::Piece;
use hashbrown::{DefaultHashBuilder, HashSet, HashTable};
use model::{RecordId, StampNo};
use std::hash::BuildHasher;

/// What is to become a segment.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub rows: Rows,
    pub lexicon: Lexicon,
}

impl Draft {
    /// Of a record that comes twice the later counts.
    pub fn of(batch: &[(RecordId, StampNo, Probe)]) -> Draft {
        let mut seen = HashSet::with_capacity(batch.len());
        let last: Vec<bool> = batch.iter().rev().map(|(id, _, _)| seen.insert(*id)).collect();
        let mut draft = Draft::default();
        let mut known = Known {
            lexicon: &mut draft.lexicon,
            numbers: HashTable::new(),
            family: 0,
            hash: DefaultHashBuilder::default(),
        };
        for ((id, stamp, probe), _) in batch.iter().zip(last.iter().rev()).filter(|(_, last)| **last) {
            let view = probe.view();
            known.family = family(view.kind);
            draft.rows.push(*id, *stamp, |bytes| view.numbered(bytes, &mut known));
        }
        draft
    }
}

/// A lexicon in the making.
struct Known<'d> {
    lexicon: &'d mut Lexicon,
    numbers: HashTable<u32>,
    family: u8,
    hash: DefaultHashBuilder,
}

impl Known<'_> {
    fn number(&mut self, family: u8, piece: &Piece<'_>) -> u32 {
        let hash = self.hash.hash_one((piece.text, family, piece.flags));
        let lexicon = &*self.lexicon;
        let same = |n: &u32| {
            lexicon.text(*n) == piece.text && lexicon.family(*n) == family && lexicon.flags(*n) == piece.flags
        };
        if let Some(number) = self.numbers.find(hash, same) {
            return *number;
        }
        let number = self.lexicon.push(family, piece);
        let (lexicon, hash_of) = (&*self.lexicon, &self.hash);
        self.numbers.insert_unique(hash, number, |n| {
            hash_of.hash_one((lexicon.text(*n), lexicon.family(*n), lexicon.flags(*n)))
        });
        number
    }
}

impl Numbering for Known<'_> {
    fn part(&mut self, piece: &Piece<'_>) -> u32 {
        self.number(self.family, piece)
    }

    fn place(&mut self, text: &[u8]) -> u32 {
        self.number(PLACE, &Piece { text, ..Piece::default() })
    }
}
