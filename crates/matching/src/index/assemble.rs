//! Makes one segment of drafts and segments: their lexicons become one in order, and so do their records.
//!
//! What is already in order costs no sorting again, since the sort takes up ordered runs. A text that no record uses any
//! more is left out.
use super::bearers::Filling;
use super::draft::Draft;
use super::keyed::{Keyed, count, entry};
use super::near;
use super::rows::{self, Rows};
use super::segment::{Parts, Segment};
use crate::fold;
use crate::probe::lexicon::Lexicon;

/// Records that go into a segment.
pub(super) struct Source<'a> {
    pub rows: &'a Rows,
    pub lexicon: &'a Lexicon,
    /// Positions of those that are still held.
    pub held: Vec<u32>,
}

impl<'a> Source<'a> {
    pub fn draft(draft: &'a Draft) -> Source<'a> {
        Source { rows: &draft.rows, lexicon: &draft.lexicon, held: (0..count(draft.rows.len())).collect() }
    }
}

/// Not in use.
const NOWHERE: u32 = u32::MAX;

pub(super) fn assemble(sources: &[Source<'_>]) -> Segment {
    let mut merged = merge(sources);
    let mut order: Vec<(u32, u32, u32)> = Vec::with_capacity(sources.iter().map(|s| s.held.len()).sum());
    for (number, source) in (0..).zip(sources) {
        let views = source.held.iter().map(|at| (*at, source.rows.view(*at, source.lexicon)));
        order.extend(views.map(|(at, view)| (rows::order(&view), number, at)));
    }
    order.sort();
    let mut new = Rows::default();
    let (mut bearers, mut identifiers, mut numbers) = (Filling::of(&merged.uses), Vec::new(), Vec::new());
    let mut days: Vec<[u32; 2]> = Vec::new();
    for (position, (day, source, at)) in (0..).zip(&order) {
        let (map, source) = (&merged.numbers[*source as usize], &sources[*source as usize]);
        let view = source.rows.view(*at, source.lexicon);
        new.push(source.rows.id(*at), source.rows.stamp(*at), |bytes| {
            view.renumbered(bytes, &|number| map[number as usize]);
        });
        if days.last().is_none_or(|[last, _]| last != day) {
            days.push([*day, position]);
        }
        rows::spoken(&view, source.lexicon, &mut numbers);
        numbers.iter().for_each(|number| bearers.add(map[*number as usize], position));
        identifiers.extend(view.identifiers().map(|(class, text)| entry(class.key(text), position)));
    }
    new.shrink();
    merged.lexicon.shrink();
    merged.groups.shrink_to_fit();
    days.shrink_to_fit();
    Segment::of(Parts {
        rows: new,
        lexicon: merged.lexicon,
        bearers: bearers.done(),
        groups: Keyed::of(merged.groups),
        near: Keyed::sorted(merged.near),
        nicknames: Keyed::sorted(merged.nicknames),
        identifiers: Keyed::sorted(identifiers),
        days,
    })
}

/// One lexicon out of several.
#[derive(Default)]
struct Merged {
    lexicon: Lexicon,
    /// For each source the new number of each old one.
    numbers: Vec<Vec<u32>>,
    groups: Vec<u64>,
    near: Vec<u64>,
    nicknames: Vec<u64>,
    /// How many bear each part.
    uses: Vec<u32>,
}

fn merge(sources: &[Source<'_>]) -> Merged {
    let uses: Vec<Vec<u32>> = sources.iter().map(uses).collect();
    let mut all: Vec<(u32, u32, u32)> = Vec::new();
    for (source, uses) in (0..).zip(&uses) {
        let lexicon = sources[source as usize].lexicon;
        let used = (0..).zip(uses).filter(|(_, uses)| **uses != NOWHERE);
        all.extend(used.map(|(n, _)| (near::group_key(lexicon.family(n), lexicon.sound(n)), source, n)));
    }
    let lexicon = |source: u32| sources[source as usize].lexicon;
    let text = |(_, source, n): &(u32, u32, u32)| {
        (lexicon(*source).text(*n), lexicon(*source).family(*n), lexicon(*source).flags(*n))
    };
    all.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a).cmp(&text(b))));
    let mut merged =
        Merged { numbers: uses.iter().map(|uses| vec![NOWHERE; uses.len()]).collect(), ..Merged::default() };
    let mut before = None;
    for one in &all {
        let (_, source, number) = *one;
        if before.is_none_or(|before| before != text(one)) {
            merged.add(lexicon(source), number, one.0);
        }
        before = Some(text(one));
        let new = merged.lexicon.len() - 1;
        merged.numbers[source as usize][number as usize] = count(new);
        merged.uses[new] += uses[source as usize][number as usize];
    }
    merged
}

impl Merged {
    fn add(&mut self, from: &Lexicon, number: u32, key: u32) {
        let new = count(self.lexicon.len());
        self.lexicon.copy(from, number);
        self.uses.push(0);
        if self.groups.last().is_none_or(|last| last >> 32 != u64::from(key)) {
            self.groups.push(entry(key, new));
        }
        if !from.is_spoken(number) {
            return;
        }
        let family = from.family(number);
        near::keys(family, from.text(number), |key| self.near.push(entry(key, new)));
        let lines = fold::lines_of(from.text(number)).iter();
        self.nicknames.extend(lines.map(|line| entry(near::group_key(family, (*line).into()), new)));
    }
}

/// How often each text leads to a held record of the source; [`NOWHERE`] where none has it.
fn uses(source: &Source<'_>) -> Vec<u32> {
    let mut uses = vec![NOWHERE; source.lexicon.len()];
    let mut numbers = Vec::new();
    for position in &source.held {
        let view = source.rows.view(*position, source.lexicon);
        let all = view.numbers().flatten().chain(view.place_numbers());
        for number in all {
            let uses = &mut uses[number as usize];
            *uses = if *uses == NOWHERE { 0 } else { *uses };
        }
        rows::spoken(&view, source.lexicon, &mut numbers);
        numbers.iter().for_each(|number| uses[*number as usize] += 1);
    }
    uses
}
