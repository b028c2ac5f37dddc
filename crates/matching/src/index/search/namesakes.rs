//! Who has the whole name, whatever the dates say: long names seldom have two bearers, and dates are mistaken.
use super::gather::Gathering;
use super::lines::{Line, Lines};
use super::walk::common;
use std::borrow::Cow;

/// So many parts of the query's name are followed, those that cost least.
const PARTS: usize = 3;
/// Parts of a sound are followed that have so many bearers together, else the one that is spelt just so.
const HEARD_MAX: usize = 4_096;
/// In a segment so small all are looked at.
const FEW: usize = 256;

impl Gathering<'_, '_> {
    /// Those who bear two parts of the name that sound as the query's; each once.
    pub fn namesakes(&self, lines: &Lines) -> Vec<u32> {
        if self.segment.len() <= FEW {
            return self.held.positions().collect();
        }
        let singles = lines.lines.iter().filter(|line| line.at < self.asked.single).take(PARTS);
        let lists: Vec<Cow<'_, [u32]>> = singles.map(|line| self.heard(line)).collect();
        let mut found = Vec::new();
        for (at, one) in lists.iter().enumerate() {
            for other in &lists[at + 1..] {
                if one.len().min(other.len()) <= HEARD_MAX {
                    found.extend(common(one, other));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The bearers of parts that sound the same, in order.
    fn heard(&self, line: &Line) -> Cow<'_, [u32]> {
        let sound = self.asked.sought[line.at].piece.sound;
        if self.segment.heard(self.family, sound) > HEARD_MAX {
            let exact = line.exact.clone().max_by_key(|part| self.segment.bearers(*part).len());
            return Cow::Borrowed(exact.map_or(&[], |part| self.segment.bearers(part)));
        }
        let group = self.segment.group(self.family, sound);
        let mut bearers: Vec<u32> = group.flat_map(|part| self.segment.bearers(part)).copied().collect();
        bearers.sort_unstable();
        bearers.dedup();
        Cow::Owned(bearers)
    }
}
