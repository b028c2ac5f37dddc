//! Gathers where dates leave few records: looks first whether a bearer of a part stands among these, and only then how like
//! the part is.
use super::bits::Bits;
use super::gather::Gathering;
use super::glimpse::Glimpse;
use super::lines::{Line, Lines};
use super::plan::{Plan, Span};
use super::walk::from;
use crate::index::bearers::Head;
use crate::index::near;

/// So many bearers are looked up one by one.
const SHORT: usize = 16;
/// To go on to the next span in a list costs as much as to look up so many bearers.
const LONG: usize = 24;
/// So many bearers of a part that is spelt just so are looked at whatever else they are called.
const ALONE_MAX: usize = 200;

/// What is used again from search to search.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    /// The records that the dates allow, while a line is followed; empty otherwise.
    allowed: Bits,
    found: Vec<Found>,
    glimpse: Glimpse,
    /// Parts that are looked at for a line, and those that are left.
    parts: Vec<u32>,
    likely: Vec<(u32, Head)>,
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
            let exact = found
                .iter()
                .any(|found| found.points == self.exact_of(&lines.lines[usize::from(found.line)]));
            let of = |(place, line): (usize, &Line)| {
                let points = found.iter().rev().find(|found| usize::from(found.line) == place);
                let unread = || if exact { line.unheard(self.asked) } else { 0 }.max(line.unread(needed));
                points.map_or_else(unread, |found| found.points.into())
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
        for exact in line.exact.clone() {
            let least = self.exact_least(line, exact, plan);
            self.walk(place, (exact, sought.exact(), least), plan, tools);
        }
        let inexact = if forms.is_empty() { sought.inexact() } else { sought.inexact().max(sought.form()) };
        let spans: Vec<Span> = plan.spans(line.least(inexact, self.needed)).to_vec();
        if spans.is_empty() {
            return;
        }
        spans.iter().for_each(|span| tools.allowed.set(span.from..span.end));
        self.likely(line, forms, spans.len(), tools);
        spans.iter().for_each(|span| tools.allowed.clear(span.from..span.end));
        for (part, _) in std::mem::take(&mut tools.likely) {
            let points = sought.worth(&self.segment.parts.lexicon, part);
            if points > 0 {
                self.walk(place, (part, points, line.least(points, self.needed)), plan, tools);
            }
        }
    }

    /// The parts that may be like one of the query's and have a bearer whom the dates allow. Step for step, so that the
    /// machine waits for many places of its memory at once.
    fn likely(&self, line: &Line, forms: &[u32], spans: usize, tools: &mut Narrow) {
        let Narrow { allowed, parts, likely, .. } = tools;
        let (near, bearers) = (&self.segment.parts.near, &self.segment.parts.bearers);
        let sought = &self.asked.sought[line.at].piece;
        parts.clear();
        parts.extend(self.segment.group(self.family, sought.sound));
        if line.at < self.asked.single {
            line.near.iter().for_each(|places| parts.extend(near.at(places.clone())));
        } else {
            // What was written as one is followed as it is spelt: an error beside it leaves the other ways in.
            parts.extend(near.find(near::key_of(self.family, sought.text)));
        }
        parts.extend(forms);
        likely.clear();
        likely.extend(parts.iter().map(|part| (*part, bearers.head(*part))));
        likely.retain(|(_, head)| !head.is_single || allowed.has(head.start));
        likely.retain(|(_, head)| {
            let list = || bearers.list(*head);
            head.is_single
                || list().len() > LONG * spans
                || list().iter().any(|position| allowed.has(*position))
        });
        likely.retain(|(part, _)| !line.exact.contains(part));
        likely.sort_unstable_by_key(|(part, _)| *part);
        likely.dedup_by_key(|(part, _)| *part);
    }

    fn exact_of(&self, line: &Line) -> u8 {
        self.asked.sought[line.at].exact()
    }

    /// What dates must say for the bearers of a part that is spelt just so to be followed: where these are few, whoever may
    /// answer by it, for the other parts may be spelt in a way that nothing leads to.
    fn exact_least(&self, line: &Line, part: u32, plan: &mut Plan) -> i32 {
        let points = self.asked.sought[line.at].exact();
        let (least, alone) = (line.least(points, self.needed), line.least_alone(points, self.needed));
        let mut few = ALONE_MAX;
        within(self.segment.bearers(part), plan.spans(alone), |_| few = few.saturating_sub(1));
        if few > 0 { least.min(alone) } else { least }
    }

    /// Finds the bearers of a part where dates say enough.
    fn walk(&self, place: usize, (part, points, least): (u32, u8, i32), plan: &mut Plan, tools: &mut Narrow) {
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        let bearers = self.segment.bearers(part);
        let one = |position| Found { position, line: place, points };
        if bearers.len() <= SHORT {
            let said = |position: &u32| plan.points(*position).is_some_and(|points| points >= least);
            tools.found.extend(bearers.iter().copied().filter(said).map(one));
        } else {
            within(bearers, plan.spans(least), |position| tools.found.push(one(position)));
        }
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
