//! Walks lists of bearers and adds up, for each record, what its parts are worth.
use super::plan::Span;

/// A record's points, with the number of the part that was added last above them.
const TAG_BITS: u32 = 12;
const POINTS_MAX: u16 = (1 << TAG_BITS) - 1;
const TAGS: usize = 15;
/// Shorter lists are read entry by entry.
const SHORT: usize = 12;

/// Points by position; all zero between searches.
#[derive(Debug, Default)]
pub(super) struct Points {
    points: Vec<u16>,
    touched: Vec<u32>,
}

/// What being found in a list is worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth {
    /// Which part of the query it is; only its best form counts, which comes first.
    pub part: usize,
    pub points: u16,
    /// Adds only to what was found by another part.
    pub only_found: bool,
}

impl Points {
    pub fn make_room(&mut self, records: usize) {
        if self.points.len() < records {
            self.points.resize(records, 0);
        }
    }

    pub fn touched(&self) -> &[u32] {
        &self.touched
    }

    /// Adds to the records of a list that lie in the spans; both are in order.
    pub fn walk(&mut self, list: &[u32], spans: &[Span], worth: Worth) {
        if list.len() < SHORT {
            for position in list {
                let at = spans.partition_point(|span| span.end <= *position);
                if spans.get(at).is_some_and(|span| span.from <= *position) {
                    self.add(*position, worth);
                }
            }
            return;
        }
        let mut rest = list;
        for span in spans {
            rest = from(rest, span.from);
            let Some(end) = rest.iter().position(|position| *position >= span.end) else {
                rest.iter().for_each(|position| self.add(*position, worth));
                return;
            };
            let (inside, after) = rest.split_at(end);
            inside.iter().for_each(|position| self.add(*position, worth));
            rest = after;
        }
    }

    pub fn add(&mut self, position: u32, worth: Worth) {
        let so_far = &mut self.points[position as usize];
        let tag = u16::try_from(worth.part % TAGS + 1).unwrap_or(0) << TAG_BITS;
        if *so_far == 0 {
            if worth.only_found {
                return;
            }
            self.touched.push(position);
        } else if *so_far & !POINTS_MAX == tag {
            return;
        }
        *so_far = (*so_far & POINTS_MAX).saturating_add(worth.points).min(POINTS_MAX) | tag;
    }

    /// Gives each record found, with its points; nothing is left.
    pub fn harvest(&mut self, mut each: impl FnMut(u16, u32)) {
        for position in self.touched.drain(..) {
            each(std::mem::take(&mut self.points[position as usize]) & POINTS_MAX, position);
        }
    }

    /// Forgets what a search left behind that did not come to its end.
    pub fn clear(&mut self) {
        self.harvest(|_, _| ());
    }
}

/// The list from the first that is not below.
pub(super) fn from(list: &[u32], least: u32) -> &[u32] {
    if list.first().is_none_or(|first| *first >= least) {
        return list;
    }
    let mut step = 1;
    while list.get(step).is_some_and(|position| *position < least) {
        step *= 2;
    }
    let (low, high) = (step / 2, list.len().min(step + 1));
    let at = low + list[low..high].partition_point(|position| *position < least);
    &list[at..]
}

/// What is in both lists, which are in order.
pub(super) fn common(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (short, mut long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut both = Vec::new();
    for position in short {
        long = from(long, *position);
        if long.first() == Some(position) {
            both.push(*position);
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_hold_is_common() {
        let (threes, fives): (Vec<u32>, Vec<u32>) =
            ((0..300).step_by(3).collect(), (0..900).step_by(5).collect());
        assert_eq!(common(&threes, &fives), (0..300).step_by(15).collect::<Vec<u32>>());
        assert_eq!(from(&threes, 298), &[] as &[u32]);
        assert_eq!(from(&threes, 4), &threes[2..]);
    }
}
