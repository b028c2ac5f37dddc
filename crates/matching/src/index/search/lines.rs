//! Which parts of a query's name must be followed: a record that can answer bears one of them, if not all.
//!
//! What names and dates must come to is known before anything is read. The most frequent parts of the query's name may be
//! worth less than that even together: then their bearers need not be walked, for whoever bears no other part cannot
//! answer (as in MaxScore, Turtle and Flood 1995); what they add to those found by others is seen with the record.
use super::asked::{Asked, Sought};
use super::similar::{SOUGHT_MAX, forms, spelt};
use crate::index::near;
use crate::index::segment::Segment;
use std::ops::Range;

/// A part of the query's name, or a run of parts, in a segment.
pub(super) struct Line {
    /// Which part.
    pub at: usize,
    /// What agreement with it comes to in this segment, at the most.
    most: i32,
    /// The same of all parts that it does not stand for, and of what counts beside them.
    others: i32,
    /// What a record comes to at the most that is in no line before this one; of a run more than anything.
    from_here: i32,
    /// The parts of the segment that are spelt just so.
    pub exact: Range<u32>,
    /// Where the index of parts that are spelt nearly so holds what shares a key with it.
    pub near: Vec<Range<usize>>,
    cost: usize,
}

/// So many bearers of a part cost as much as to look at another part.
const BEARERS: usize = 32;

/// Runs first, then the parts, those first that cost less.
pub(super) struct Lines {
    pub lines: Vec<Line>,
    /// For each part of the query, the parts of the segment that stand for it as other forms of the name, in order.
    pub forms: Vec<Vec<u32>>,
}

impl Lines {
    pub fn of(segment: &Segment, family: u8, asked: &Asked<'_>) -> Lines {
        let count = asked.sought.len().min(SOUGHT_MAX);
        let forms: Vec<Vec<u32>> =
            asked.sought.iter().take(count).map(|sought| forms(segment, family, sought)).collect();
        let mut lines: Vec<Line> = (0..count)
            .map(|at| {
                let sought = &asked.sought[at];
                let exact = spelt(segment, family, sought.piece.text, sought.piece.sound);
                let most = i32::from(sought.most(!exact.is_empty(), !forms[at].is_empty()));
                let is_run = at >= asked.single;
                let near = if is_run { Vec::new() } else { near(segment, family, sought) };
                let bearers: usize = exact.clone().map(|part| segment.bearers(part).len()).sum();
                let alike = segment.group(family, sought.piece.sound).len();
                let cost = bearers / BEARERS + alike + near.iter().map(Range::len).sum::<usize>();
                Line { at, most, others: 0, from_here: 0, exact, near, cost }
            })
            .collect();
        let sums = Sums { asked, most: lines.iter().map(|line| line.most).collect() };
        let others = |at: usize| sums.besides(asked.sought[at].covers) + asked.beside.whole;
        lines.iter_mut().for_each(|line| line.others = others(line.at));
        lines.sort_by_key(|line| (line.at < asked.single, line.cost, line.at));
        let mut behind = 0;
        for at in (0..lines.len()).rev() {
            let (before, rest) = lines.split_at_mut(at);
            let line = &mut rest[0];
            behind += line.most;
            // Without a part of the name that it should have a record is not whole, and something speaks against it.
            let lacks = before.iter().any(|line| line.at < asked.single && !asked.sought[line.at].is_spare);
            let beside = if lacks { asked.beside.lacking } else { asked.beside.whole };
            line.from_here = if line.at < asked.single { behind + beside } else { i32::MAX / 2 };
        }
        Lines { lines, forms }
    }
}

impl Line {
    /// What dates must say, at the least, for a record to answer that is found by a part of so many points and by no line
    /// before this one, where names and dates must come to `needed`.
    pub fn least(&self, points: u8, needed: i32) -> i32 {
        let points = i32::from(points);
        needed - (points + self.others).min(self.from_here - self.most + points)
    }

    /// The same where those before may have missed it: two errors in one part keep it from all of its keys.
    pub fn least_alone(&self, points: u8, needed: i32) -> i32 {
        needed - (i32::from(points) + self.others)
    }

    /// What agreement with it may add to a record that was not found by it, where names must come to `needed`.
    pub fn unread(&self, needed: i32) -> i32 {
        (needed - self.from_here + self.most).clamp(0, self.most.max(0))
    }
}

impl Line {
    /// What a part adds that is spelt so differently that no key leads to it, at the most.
    pub fn unheard(&self, asked: &Asked<'_>) -> i32 {
        if self.at < asked.single { asked.sought[self.at].inexact().into() } else { 0 }
    }
}

fn near(segment: &Segment, family: u8, sought: &Sought<'_>) -> Vec<Range<usize>> {
    if sought.piece.is_initial() {
        return Vec::new();
    }
    near::places(&segment.parts.near, family, sought.piece.text)
}

/// What agreement with each part comes to.
struct Sums<'s, 'q> {
    asked: &'s Asked<'q>,
    most: Vec<i32>,
}

impl Sums<'_, '_> {
    /// Of all parts but those that are covered.
    fn besides(&self, covered: u32) -> i32 {
        let covers = |at: usize| self.asked.sought[at].covers;
        let singles = (0..self.asked.single).filter(|at| covers(*at) & covered == 0);
        let runs = (self.asked.single..self.most.len()).filter(|run| covers(*run) & covered == 0);
        singles.map(|at| self.most[at]).sum::<i32>() + runs.map(|run| self.more(run)).sum::<i32>()
    }

    /// What a run is worth beyond the parts that it stands for.
    fn more(&self, run: usize) -> i32 {
        let covers = |at: usize| self.asked.sought[at].covers;
        let parts = (0..self.asked.single).filter(|at| covers(*at) & covers(run) != 0);
        (self.most[run] - parts.map(|at| self.most[at]).sum::<i32>()).max(0)
    }
}

/// The most that a sought part is worth where the segment holds its own text, and where it holds other forms of it.
impl Sought<'_> {
    fn most(&self, is_held: bool, has_forms: bool) -> u8 {
        let form = if has_forms { self.form() } else { 0 };
        if is_held { self.exact() } else { self.inexact().max(form).max(self.initial()) }
    }
}
