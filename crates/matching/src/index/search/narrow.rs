//! Gathers where dates leave few records: looks first whether a bearer of a part stands among these, and only then how like
//! the part is.
use super::bits::Bits;
use super::gather::Gathering;
use super::glimpse::Glimpse;
use super::lines::{Line, Lines};
use super::plan::{Plan, Span};
use super::walk::from;
use crate::index::near;

/// To go on to the next span in a list costs as much as to look up so many bearers.
const LONG: usize = 24;

/// What is used again from search to search.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    /// The records that the dates allow, while a line is followed; empty otherwise.
    allowed: Bits,
    /// In how many spans.
    spans: usize,
    found: Vec<Found>,
    glimpse: Glimpse,
    /// Parts with long lists that were walked for a line.
    walked: Vec<u32>,
}

/// A record that bears a part that is like one of the query's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    position: u32,
    line: u8,
    points: u8,
}

impl Gathering<'_, '_> {
    /// Gives each record that may answer, with the most that its names and dates come to.
    pub fn narrow(&self, plan: &mut Plan, tools: &mut Narrow, mut each: impl FnMut(i32, u32)) {
        let lines = Lines::of(self.segment, self.family, self.asked);
        let Narrow { glimpse, .. } = tools;
        for stretch in self.near_dates(plan) {
            plan.take_out(stretch.from);
            let shown =
                (stretch.from..stretch.end).filter(|position| self.held.is_shown(*position, self.shows));
            glimpse.candidates.extend(shown.map(|position| (position, stretch.points)));
        }
        tools.found.clear();
        tools.allowed.make_room(self.segment.len());
        for (place, line) in lines.lines.iter().enumerate() {
            self.follow((place, line), &lines.forms[line.at], plan, tools);
        }
        self.sum_up(&lines, plan, tools);
        tools.glimpse.look(self.segment, self.asked, &lines.forms, |most, position| {
            if most >= self.needed {
                each(most, position);
            }
        });
    }

    /// Takes up those who may answer by all that was found of them.
    fn sum_up(&self, lines: &Lines, plan: &Plan, tools: &mut Narrow) {
        tools.found.sort_unstable();
        for found in tools.found.chunk_by(|one, other| one.position == other.position) {
            let position = found[0].position;
            let Some(dates) = plan.points(position) else { continue };
            let needed = self.needed - dates;
            let of = |(place, line): (usize, &Line)| {
                let points = found.iter().rev().find(|found| usize::from(found.line) == place);
                points.map_or_else(|| line.unread(needed), |found| found.points.into())
            };
            let names: i32 = lines.lines.iter().enumerate().map(of).sum();
            if names + self.whole >= needed {
                tools.glimpse.candidates.push((position, dates));
            }
        }
    }

    /// Finds the bearers of all parts that are like one of the query's.
    fn follow(&self, (place, line): (usize, &Line), forms: &[u32], plan: &mut Plan, tools: &mut Narrow) {
        let sought = &self.asked.sought[line.at];
        if sought.piece.is_initial() {
            return;
        }
        if let Some(exact) = line.exact {
            self.walk((place, line), (exact, sought.exact()), plan, tools);
        }
        let inexact = if forms.is_empty() { sought.inexact() } else { sought.inexact().max(sought.form()) };
        let spans: Vec<Span> = plan.spans(line.least(inexact, self.needed)).to_vec();
        if spans.is_empty() {
            return;
        }
        spans.iter().for_each(|span| tools.allowed.set(span.from..span.end));
        tools.spans = spans.len();
        tools.walked.clear();
        tools.walked.extend(line.exact);
        let mut part = |part: u32| self.part((place, line), part, plan, tools);
        self.segment.group(self.family, sought.piece.sound).for_each(&mut part);
        let near = &self.segment.parts.near;
        if line.at < self.asked.single {
            line.near.iter().for_each(|places| near.at(places.clone()).for_each(&mut part));
        } else {
            // What was written as one is followed as it is spelt: an error beside it leaves the other ways in.
            near.find(near::whole_key(self.family, sought.piece.text)).for_each(&mut part);
        }
        forms.iter().copied().for_each(&mut part);
        spans.iter().for_each(|span| tools.allowed.clear(span.from..span.end));
    }

    fn part(&self, (place, line): (usize, &Line), part: u32, plan: &mut Plan, tools: &mut Narrow) {
        let bearers = self.segment.bearers(part);
        let Narrow { allowed, found, walked, spans, .. } = tools;
        let mut likely = bearers.iter().copied().filter(|position| allowed.has(*position)).peekable();
        let is_long = bearers.len() > LONG * *spans;
        if !is_long && likely.peek().is_none() || walked.contains(&part) {
            return;
        }
        walked.push(part);
        let points = self.asked.sought[line.at].worth(&self.segment.parts.lexicon, part);
        if points == 0 {
            return;
        }
        let least = line.least(points, self.needed);
        let line = u8::try_from(place).unwrap_or(u8::MAX);
        let one = |position| Found { position, line, points };
        if is_long {
            within(bearers, plan.spans(least), |position| found.push(one(position)));
        } else {
            let said = |position: &u32| plan.points(*position).is_some_and(|points| points >= least);
            found.extend(likely.filter(said).map(one));
        }
    }

    /// Finds the bearers of a part where dates say enough.
    fn walk(
        &self,
        (place, line): (usize, &Line),
        (part, points): (u32, u8),
        plan: &mut Plan,
        tools: &mut Narrow,
    ) {
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        let spans = plan.spans(line.least(points, self.needed));
        let one = |position| Found { position, line: place, points };
        within(self.segment.bearers(part), spans, |position| tools.found.push(one(position)));
    }
}

/// Gives those of a list that lie in the spans; both are in order.
fn within(list: &[u32], spans: &[Span], mut each: impl FnMut(u32)) {
    let mut rest = list;
    for span in spans {
        rest = from(rest, span.from);
        let inside = rest.iter().take_while(|position| **position < span.end).count();
        let (inside, after) = rest.split_at(inside);
        inside.iter().for_each(|position| each(*position));
        if after.is_empty() {
            return;
        }
        rest = after;
    }
}
