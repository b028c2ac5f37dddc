//! Gathers where dates leave few records: looks first whether a bearer of a part stands among these, and only then how like
//! the part is.
use super::bits::Bits;
use super::gather::{Gathering, Tools};
use super::glimpse::Glimpse;
use super::lines::{Line, Lines};
use super::plan::{Plan, Span};
use super::walk::from;
use crate::index::bearers::Head;
use crate::index::near;
use std::ops::Range;

/// So many bearers are looked up one by one.
const SHORT: usize = 16;
/// To go on to the next span in a list costs as much as to look up so many bearers.
const LONG: usize = 24;
/// So many bearers of parts that are spelt or sound just so are looked at whatever else they are called.
const ALONE_MAX: usize = 60;
/// A glance counts letters and knows nothing of how often one stands for another: what it makes lack so many points is
/// given too. Of these the foremost are compared, where nothing better was found.
const NEARLY: i32 = 40;
/// Of a sound that more parts have these are followed like those that are only nearly alike.
const HEARD_MAX: usize = 64;

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
    /// The part sounds as the query's does.
    is_heard: bool,
}

/// A part that is like one of the query's, and its points.
#[derive(Debug, Clone, Copy)]
struct Heard {
    part: u32,
    points: u8,
    is_heard: bool,
}

impl Gathering<'_, '_> {
    /// Gives each record that may answer, with the most that its names and dates come to.
    pub fn narrow(&self, plan: &mut Plan, tools: &mut Tools, mut each: impl FnMut(i32, u32)) {
        let Tools { narrow: tools, likeness, .. } = tools;
        let lines = Lines::of(self.segment, self.family, self.asked);
        for stretch in self.near_dates(plan) {
            plan.take_out(stretch.from);
            let shown =
                (stretch.from..stretch.end).filter(|position| self.held.is_shown(*position, self.shows));
            tools.glimpse.candidates.extend(shown.map(|position| (position, stretch.points)));
        }
        tools.found.clear();
        tools.allowed.make_room(self.segment.len());
        for (place, line) in lines.lines.iter().enumerate() {
            self.follow((place, line), &lines.forms[line.at], plan, tools);
        }
        self.sum_up(&lines, plan, tools);
        tools.glimpse.look(self.asked, (self.segment, self.place), likeness, |most, position| {
            if most + NEARLY >= self.needed {
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
            let is_heard = found.iter().any(|found| found.is_heard);
            let of = |(place, line): (usize, &Line)| {
                let points = found.iter().rev().find(|found| usize::from(found.line) == place);
                let unread = || if is_heard { line.unheard(self.asked) } else { 0 }.max(line.unread(needed));
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
        let heard = self.hear((place, line), plan, tools);
        let inexact = if forms.is_empty() { sought.inexact() } else { sought.inexact().max(sought.form()) };
        let spans: Vec<Span> = plan.spans(line.least(inexact, self.needed)).to_vec();
        if spans.is_empty() {
            return;
        }
        spans.iter().for_each(|span| tools.allowed.set(span.from..span.end));
        self.likely((line, &heard), forms, spans.len(), tools);
        spans.iter().for_each(|span| tools.allowed.clear(span.from..span.end));
        for (part, _) in std::mem::take(&mut tools.likely) {
            let points = sought.worth(&self.segment.parts.lexicon, part);
            if points > 0 {
                let heard = Heard { part, points, is_heard: false };
                self.walk(place, heard, line.least(points, self.needed), (plan, tools));
            }
        }
    }

    /// Finds the bearers of the parts that sound as the query's does. Gives which parts these are.
    fn hear(&self, (place, line): (usize, &Line), plan: &mut Plan, tools: &mut Narrow) -> Range<u32> {
        let sought = &self.asked.sought[line.at];
        let mut room = ALONE_MAX;
        for part in line.exact.clone() {
            let heard = Heard { part, points: sought.exact(), is_heard: true };
            self.walk_alone((place, line), heard, &mut room, (plan, tools));
        }
        let group = self.segment.group(self.family, sought.piece.sound);
        if line.at >= self.asked.single || group.len() > HEARD_MAX {
            return line.exact.clone();
        }
        let most = line.least_alone(sought.exact(), self.needed);
        for part in group.clone().filter(|part| !line.exact.contains(part)) {
            if self.is_borne(part, plan, most) {
                let points = sought.worth(&self.segment.parts.lexicon, part);
                let heard = Heard { part, points, is_heard: true };
                self.walk_alone((place, line), heard, &mut room, (plan, tools));
            }
        }
        group
    }

    /// Whether somebody bears a part where dates say so much.
    fn is_borne(&self, part: u32, plan: &mut Plan, least: i32) -> bool {
        match self.segment.bearers(part) {
            [one] => plan.points(*one).is_some_and(|points| points >= least),
            list => count_within(list, plan.spans(least), 1) > 0,
        }
    }

    /// The parts that may be like one of the query's and have a bearer whom the dates allow. Step for step, so that the
    /// machine waits for many places of its memory at once.
    fn likely(&self, (line, heard): (&Line, &Range<u32>), forms: &[u32], spans: usize, tools: &mut Narrow) {
        let Narrow { allowed, parts, likely, .. } = tools;
        let (near, bearers) = (&self.segment.parts.near, &self.segment.parts.bearers);
        let sought = &self.asked.sought[line.at].piece;
        parts.clear();
        parts.extend(self.segment.group(self.family, sought.sound).filter(|part| !heard.contains(part)));
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
        likely.retain(|(part, _)| !heard.contains(part));
        likely.sort_unstable_by_key(|(part, _)| *part);
        likely.dedup_by_key(|(part, _)| *part);
    }

    /// Finds the bearers of a part where dates say enough, and where few bear it whoever may answer by it, for the other
    /// parts may be spelt in a way that nothing leads to. `room` tells how many may still be found so.
    fn walk_alone(
        &self,
        (place, line): (usize, &Line),
        heard: Heard,
        room: &mut usize,
        (plan, tools): (&mut Plan, &mut Narrow),
    ) {
        let least = line.least(heard.points, self.needed);
        let alone = line.least_alone(heard.points, self.needed);
        let list = self.segment.bearers(heard.part);
        let mut wider = None;
        for level in plan.levels_between(alone, least) {
            let count = count_within(list, plan.spans(level), *room + 1);
            if count > *room {
                break;
            }
            wider = Some((level, count));
        }
        if let Some((_, count)) = wider {
            *room -= count;
        }
        self.walk(place, heard, wider.map_or(least, |(level, _)| level), (plan, tools));
    }

    /// Finds the bearers of a part where dates say enough.
    fn walk(&self, place: usize, heard: Heard, least: i32, (plan, tools): (&mut Plan, &mut Narrow)) {
        let line = u8::try_from(place).unwrap_or(u8::MAX);
        let Heard { part, points, is_heard } = heard;
        let bearers = self.segment.bearers(part);
        let one = |position| Found { position, line, points, is_heard };
        if bearers.len() <= SHORT {
            let said = |position: &u32| plan.points(*position).is_some_and(|points| points >= least);
            tools.found.extend(bearers.iter().copied().filter(said).map(one));
        } else {
            within(bearers, plan.spans(least), |position| tools.found.push(one(position)));
        }
    }
}

/// How many of a list lie in the spans; no more than so many are counted.
fn count_within(list: &[u32], spans: &[Span], most: usize) -> usize {
    let (mut rest, mut count) = (list, 0);
    for span in spans {
        rest = from(rest, span.from);
        let inside = rest.iter().take(most - count).take_while(|position| **position < span.end).count();
        count += inside;
        if count >= most || inside == rest.len() {
            break;
        }
        rest = &rest[inside..];
    }
    count
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
