//! Where in a segment records lie that a query's dates allow, and how much the dates say for them there.
use super::dates::Stretch;
use crate::index::segment::Segment;

/// Positions side by side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: u32,
    pub end: u32,
}

/// The stretches of one segment that are not empty, in order.
pub(super) struct Plan {
    stretches: Vec<Stretch>,
    /// What stretches say, the most first, each with the spans in which they say that much or more.
    levels: Vec<(i32, Option<Vec<Span>>)>,
}

impl Plan {
    /// Where dates contradict, only if `against`.
    pub fn of(segment: &Segment, stretches: &[Stretch], against: bool) -> Plan {
        let mut found: Vec<Stretch> = Vec::with_capacity(stretches.len());
        // Where the last one ended, as order and position: often the next begins there.
        let mut last = (0, 0);
        for stretch in stretches.iter().filter(|stretch| against || !stretch.against) {
            let from = if last.0 == stretch.from { last.1 } else { segment.position(stretch.from) };
            let end = segment.position(stretch.end);
            last = (stretch.end, end);
            if from < end {
                found.push(Stretch { from, end, ..*stretch });
            }
        }
        let mut said: Vec<i32> = found.iter().map(|stretch| stretch.points).collect();
        said.sort_unstable();
        said.dedup();
        Plan { stretches: found, levels: said.into_iter().rev().map(|points| (points, None)).collect() }
    }

    /// Takes out the stretch that begins there. Only before spans are made.
    pub fn take_out(&mut self, from: u32) {
        self.stretches.retain(|stretch| stretch.from != from);
    }

    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The spans in which dates say at least so much, in order.
    pub fn spans(&mut self, least: i32) -> &[Span] {
        let Some(level) = self.levels.partition_point(|(points, _)| *points >= least).checked_sub(1) else {
            return &[];
        };
        let (least, spans) = &mut self.levels[level];
        spans.get_or_insert_with(|| {
            let mut spans: Vec<Span> = Vec::new();
            for stretch in self.stretches.iter().filter(|stretch| stretch.points >= *least) {
                match spans.last_mut().filter(|last| last.end == stretch.from) {
                    Some(last) => last.end = stretch.end,
                    None => spans.push(Span { from: stretch.from, end: stretch.end }),
                }
            }
            spans
        })
    }

    /// What dates say, the most first, that is less than `below` and at least `least`.
    pub fn levels_between(&self, least: i32, below: i32) -> Vec<i32> {
        let said = self.levels.iter().map(|(points, _)| *points);
        said.skip_while(|points| *points >= below).take_while(|points| *points >= least).collect()
    }

    /// The least that dates say which do not contradict each other.
    pub fn least_not_against(&self) -> i32 {
        let for_it = self.stretches.iter().filter(|stretch| !stretch.against);
        for_it.map(|stretch| stretch.points).min().unwrap_or(0)
    }

    /// What dates say for the record at a position; none where it is in no stretch.
    pub fn points(&self, position: u32) -> Option<i32> {
        let at = self.stretches.partition_point(|stretch| stretch.end <= position);
        self.stretches.get(at).filter(|stretch| stretch.from <= position).map(|stretch| stretch.points)
    }
}
