//! Gathers the slots that are worth comparing with a query.
//!
//! Every way in that a slot is found by gives it points, about as many as bits of evidence; the slots with most points
//! are compared in full.
use super::State;
use super::glance::{self, Glanced};
use super::run::{Postings, key_and_value};
use super::typed;
use super::ways::{Marks, Way, spoken};
use crate::feature::{Rarity, Usual, blended, family};
use crate::fold::Sound;
use crate::probe::identifier::Class;
use crate::probe::view::{Day, Name, View};
use model::StampNo;
use std::cell::RefCell;
use std::cmp::Reverse;

/// Most slots that are compared in full.
const COMPARED_MAX: usize = 90;
/// Slots whose marks are read at once, those with most points first.
const LOOKED_AT: usize = 1_500;
/// Most slots that are glanced at, to choose those.
const GLANCED_MAX: usize = 300;
/// A part alone leads in only if no more than so many share it.
const ALONE_MAX: usize = 1_500;
/// Most postings that are read under one key.
const READ_MAX: usize = 12_000;
/// Most names of a query that are followed.
const NAMES_MAX: usize = 6;
/// Most products of neighbours with neighbours that are tried.
const BOTH_NEAR_MAX: usize = 2_500;
/// Points for an identifier, for one a single error away, and for a year.
const IDENTIFIER: u16 = 120;
const IDENTIFIER_TYPED: u16 = 40;
const YEAR: u16 = 5;
const YEAR_OFF: u16 = 1;
/// Most who may share a part and a year that is off.
const YEAR_OFF_MAX: usize = 400;
/// For a whole date; so many share 1 January of a year that it leads nowhere.
const DATE: u16 = 10;
/// For a date that is mistaken for it: day and month turned, a year or a day off.
const DATE_OFF: u16 = 6;
const DATE_MAX: usize = 1_500;
/// What a neighbouring sound loses against the sound itself.
const NEAR_LOSS: u16 = 4;
/// Marks among the points: found by more than one neighbouring sound with a year, and by one at least. A name of several
/// parts of which one is a little like one of the record's is compared last.
const STRONG: u16 = 1 << 15;
const FAINT: u16 = 1 << 14;
/// The points without marks.
const POINTS_MAX: u16 = FAINT - 1;
/// Up to so many who share a part are counted one by one.
const COUNTED_MAX: usize = 256;

/// How rare the parts of a query are in this store; others are as rare as usual.
pub(super) struct Known {
    records: f64,
    bits: Vec<(u32, f64)>,
    /// Holders of the query's identifiers, by key.
    holders: Vec<(u32, f64)>,
}

impl Rarity for Known {
    fn bits(&self, sound: u32, letters: usize) -> f64 {
        let known = self.bits.iter().find(|(s, _)| *s == sound);
        known.map_or_else(|| Usual.bits(sound, letters), |(_, bits)| *bits)
    }

    fn records(&self) -> f64 {
        self.records
    }

    fn country(&self, code: [u8; 4]) -> f64 {
        Usual.country(code)
    }

    fn holders(&self, class: Class, text: &[u8]) -> f64 {
        let key = class.key(text);
        self.holders.iter().find(|(k, _)| *k == key).map_or(0.0, |(_, holders)| *holders)
    }
}

impl Known {
    /// `shows` counts here too: a name that only hidden records bear must weigh as one that nobody bears, or a score
    /// would tell of them.
    pub fn of(state: &State, query: &View<'_>, shows: &(dyn Fn(StampNo) -> bool + Sync)) -> Known {
        let family = family(query.kind);
        let records = coarse(state.slots.held_count());
        let mut bits: Vec<(u32, f64)> = Vec::new();
        for name in query.names() {
            for part in name.pieces() {
                if bits.iter().all(|(sound, _)| *sound != part.sound) {
                    let usual = Usual.bits(part.sound, part.text.len());
                    let held = shown_under(state, &state.ways, Way::Part(part.sound).key(family), shows);
                    bits.push((part.sound, blended(usual, held, records)));
                }
            }
        }
        let keys = query.identifiers().map(|(class, text)| class.key(text));
        let holders = keys.map(|key| (key, shown_under(state, &state.identifiers, key, shows))).collect();
        Known { records, bits, holders }
    }
}

/// How many are held under a key, as far as they are shown. Of many it is the order of magnitude that counts, to which
/// a single one adds nothing.
fn shown_under(
    state: &State,
    postings: &Postings,
    key: u32,
    shows: &(dyn Fn(StampNo) -> bool + Sync),
) -> f64 {
    let held = postings.count(key);
    if held > COUNTED_MAX {
        return coarse(held);
    }
    let shown = |entry: &&u64| {
        let slot = state.slots.held(key_and_value(**entry).1);
        slot.is_some_and(|slot| shows(slot.stamp))
    };
    postings.find(key).flatten().filter(shown).count() as f64
}

/// A number to its power of two.
fn coarse(count: usize) -> f64 {
    f64::from(count.checked_ilog2().unwrap_or(0)).exp2()
}

thread_local! {
    /// Points by slot, all zero between searches.
    static POINTS: RefCell<Vec<u16>> = const { RefCell::new(Vec::new()) };
}

/// The slots worth comparing, those with most points. Slots that are empty or not shown are not among them, and take no
/// other's place.
pub(super) fn gather(
    state: &State,
    query: &View<'_>,
    known: &Known,
    shows: &(dyn Fn(StampNo) -> bool + Sync),
) -> Vec<u32> {
    POINTS.with_borrow_mut(|points| {
        points.resize(points.len().max(state.slots.numbers()), 0);
        let mut gathering = Gathering {
            state,
            shows,
            points,
            touched: Vec::new(),
            family: family(query.kind),
            marks: Marks::of(query),
        };
        gathering.identifiers(query);
        gathering.names(query, known);
        gathering.dates(query);
        gathering.best(query)
    })
}

struct Gathering<'s> {
    state: &'s State,
    shows: &'s (dyn Fn(StampNo) -> bool + Sync),
    points: &'s mut Vec<u16>,
    touched: Vec<u32>,
    family: u8,
    /// The query's own.
    marks: Marks,
}

/// Also after a panic in `shows`: points left behind would hide their slots from the next search.
impl Drop for Gathering<'_> {
    fn drop(&mut self) {
        for slot in &self.touched {
            self.points[*slot as usize] = 0;
        }
    }
}

/// What being found under a key means.
#[derive(Clone, Copy)]
struct Hit {
    points: u16,
    /// Records whose years are known and all outside it are passed over.
    window: Option<(u16, u16)>,
    /// Says little unless it comes twice.
    faint: bool,
}

/// A part of the query as it is looked for.
struct Sought {
    sound: u32,
    points: u16,
    near: Vec<u32>,
    /// Enough consonants for an error to leave it recognisable.
    long: bool,
}

/// Those with most points; between equals the older.
fn keep_foremost(slots: &mut Vec<(u16, u32)>, most: usize) {
    if slots.len() > most {
        slots.select_nth_unstable_by_key(most, |(points, slot)| (Reverse(*points), *slot));
        slots.truncate(most);
    }
}

impl Gathering<'_> {
    fn best(&mut self, query: &View<'_>) -> Vec<u32> {
        let mut looked_at = self.looked_at();
        keep_foremost(&mut looked_at, GLANCED_MAX);
        if looked_at.len() > COMPARED_MAX {
            let (names, slots) = (Glanced::all(query), &self.state.slots);
            for (points, slot) in &mut looked_at {
                let likeness =
                    slots.held(*slot).map_or(0, |held| glance::likeness(&names, &slots.view(held)));
                *points = points.saturating_add(likeness);
            }
            looked_at.sort_unstable_by_key(|(points, slot)| (Reverse(*points), *slot));
        }
        looked_at.into_iter().take(COMPARED_MAX).map(|(_, slot)| slot).collect()
    }

    /// Points and likeness of the foremost slots that are held and shown. Only these are read: of all that are found
    /// under some key most have a single point or two.
    fn looked_at(&self) -> Vec<(u16, u32)> {
        // The mark of strength is the highest bit; the other says nothing of the order.
        let points = |slot: u32| self.points[slot as usize] & !FAINT;
        let mut touched = self.touched.clone();
        let mut rest = touched.as_mut_slice();
        let mut looked_at = Vec::new();
        while !rest.is_empty() && looked_at.len() < LOOKED_AT {
            let count = LOOKED_AT.min(rest.len());
            if rest.len() > count {
                rest.select_nth_unstable_by_key(count, |slot| (Reverse(points(*slot)), *slot));
            }
            let (foremost, others) = rest.split_at_mut(count);
            looked_at.extend(foremost.iter().filter(|slot| self.is_shown(**slot)).map(|s| (points(*s), *s)));
            rest = others;
        }
        // Just as many as if there were no others: what is hidden must not let more of the rest in.
        keep_foremost(&mut looked_at, LOOKED_AT);
        for (points, slot) in &mut looked_at {
            let likeness = self.state.slots.held(*slot).map_or(0, |held| held.marks.likeness(&self.marks));
            *points = points.saturating_add(likeness);
        }
        looked_at
    }

    fn is_shown(&self, slot: u32) -> bool {
        self.state.slots.held(slot).is_some_and(|held| (self.shows)(held.stamp))
    }

    fn take(&mut self, postings: &Postings, key: u32, hit: Hit) {
        for entry in postings.find(key).flatten().take(READ_MAX) {
            let (_, number) = key_and_value(*entry);
            let so_far = &mut self.points[number as usize];
            if *so_far == 0 {
                if hit.window.is_some() {
                    let slot = self.state.slots.held(number);
                    if slot.is_none_or(|slot| !may_meet(slot.marks.years, hit.window)) {
                        continue;
                    }
                }
                self.touched.push(number);
            }
            let again = hit.faint && *so_far & FAINT != 0;
            let mark = if hit.faint && !again { FAINT } else { STRONG };
            let sum = (*so_far & POINTS_MAX).saturating_add(hit.points).min(POINTS_MAX);
            *so_far = sum | mark | *so_far & (STRONG | FAINT);
        }
    }

    fn way(&mut self, way: Way, points: u16, window: Option<(u16, u16)>) {
        let state = self.state;
        self.take(&state.ways, way.key(self.family), Hit { points, window, faint: false });
    }

    fn faint_way(&mut self, way: Way, points: u16) {
        let state = self.state;
        self.take(&state.ways, way.key(self.family), Hit { points, window: None, faint: true });
    }

    fn identifiers(&mut self, query: &View<'_>) {
        let state = self.state;
        for (class, text) in query.identifiers() {
            let mut typed_too = Vec::new();
            if state.filter.may_hold(class.key(text)) {
                let hit = Hit { points: IDENTIFIER, window: None, faint: false };
                self.take(&state.identifiers, class.key(text), hit);
            }
            // A number one error away says something only together with a name.
            if query.has_names() {
                typed::neighbours(class, text, |key| {
                    if state.filter.may_hold(key) {
                        typed_too.push(key);
                    }
                });
            }
            let hit = Hit { points: IDENTIFIER_TYPED, window: None, faint: false };
            typed_too.iter().for_each(|key| self.take(&state.identifiers, *key, hit));
        }
    }

    /// Whole dates, and those that are mistaken for them. Beside a sound that is near they lead in.
    fn dates(&mut self, query: &View<'_>) {
        for day in query.dates().filter(|d| d.day != 0) {
            self.date((day.year, day.month, day.day), DATE);
            if day.day != day.month {
                self.date((day.year, day.day, day.month), DATE_OFF);
            }
            for off in 1..=Years::SLACK {
                self.date((day.year.saturating_sub(off), day.month, day.day), DATE_OFF);
                self.date((day.year.saturating_add(off), day.month, day.day), DATE_OFF);
            }
            for off in [1, 10, 20] {
                self.date((day.year, day.month, day.day.saturating_sub(off)), DATE_OFF);
                self.date((day.year, day.month, day.day.saturating_add(off)), DATE_OFF);
            }
        }
    }

    fn date(&mut self, (year, month, day): (u16, u8, u8), points: u16) {
        let way = Way::Date(year, month, day);
        if self.state.ways.count(way.key(self.family)) <= DATE_MAX {
            self.faint_way(way, points);
        }
    }

    fn names(&mut self, query: &View<'_>, known: &Known) {
        let days: Vec<Day> = query.dates().collect();
        let years = Years::of(&days);
        for name in query.names().take(NAMES_MAX) {
            let sought: Vec<Sought> = spoken(&name)
                .map(|part| {
                    let sound = Sound::of(&part.words());
                    let points = points_of(known.bits(part.sound, part.text.len()));
                    Sought { sound: part.sound, points, near: self.near(sound), long: sound.classes() >= 4 }
                })
                .collect();
            self.exact(&sought, &years);
            self.nearly(&sought, &years);
            self.joined_and_split(&name, &sought, &years);
        }
    }

    /// Sounds in the index that differ by one class.
    fn near(&self, sound: Sound) -> Vec<u32> {
        let keys = std::iter::once(sound).chain(sound.shortened());
        let found = keys.flat_map(|s| self.state.near.find(s.key()).flatten().collect::<Vec<_>>());
        let mut near: Vec<u32> = found.map(|e| key_and_value(*e).1).filter(|s| *s != sound.key()).collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    fn exact(&mut self, sought: &[Sought], years: &Years) {
        for (at, part) in sought.iter().enumerate() {
            let alone = self.state.ways.count(Way::Part(part.sound).key(self.family));
            if alone <= ALONE_MAX || sought.len() == 1 {
                self.way(Way::Part(part.sound), part.points, None);
            }
            for (year, points) in &years.each {
                let way = Way::Year(part.sound, *year);
                // Years that are off lead in for rarer parts; frequent ones have their pairs.
                if *points == YEAR || self.state.ways.count(way.key(self.family)) <= YEAR_OFF_MAX {
                    self.way(way, part.points + points, None);
                }
            }
            for other in sought.iter().skip(at + 1) {
                self.way(Way::Pair(part.sound, other.sound), part.points + other.points, years.window);
            }
        }
    }

    fn nearly(&mut self, sought: &[Sought], years: &Years) {
        for (at, part) in sought.iter().enumerate() {
            let points = part.points.saturating_sub(NEAR_LOSS).max(1);
            for near in &part.near {
                for (year, for_year) in years.each.iter().filter(|(_, points)| *points == YEAR) {
                    if sought.len() > 1 {
                        self.faint_way(Way::Year(*near, *year), points + for_year);
                    } else {
                        self.way(Way::Year(*near, *year), points + for_year, None);
                    }
                }
                for (_, other) in sought.iter().enumerate().filter(|(k, _)| *k != at) {
                    self.way(Way::Pair(*near, other.sound), points + other.points, years.window);
                }
                if sought.len() == 1 {
                    self.way(Way::Part(*near), points, None);
                }
            }
            if years.each.is_empty() {
                sought.iter().skip(at + 1).for_each(|other| self.both_nearly(part, other));
            }
        }
    }

    /// Without a year to lead in, two long parts may both be misspelt.
    fn both_nearly(&mut self, one: &Sought, other: &Sought) {
        if !one.long || !other.long || one.near.len() * other.near.len() > BOTH_NEAR_MAX {
            return;
        }
        let points = (one.points + other.points).saturating_sub(2 * NEAR_LOSS).max(1);
        for a in &one.near {
            for b in &other.near {
                self.way(Way::Pair(*a, *b), points, None);
            }
        }
    }

    /// What the query writes apart the record may write as one, and the other way round.
    fn joined_and_split(&mut self, name: &Name<'_>, sought: &[Sought], years: &Years) {
        let pieces = name.pieces();
        for count in 2..=3 {
            for run in pieces.windows(count) {
                let text: String = run.iter().map(|p| p.words()).collect();
                let sound = Sound::of(&text).key();
                let points = points_of(Usual.bits(sound, text.len()));
                self.way(Way::Part(sound), points, years.window);
                for other in sought {
                    self.way(Way::Pair(sound, other.sound), points + other.points, years.window);
                }
            }
        }
        for part in spoken(name).filter(|p| p.text.len() >= 5) {
            let text = part.words();
            for at in 2..=text.len() - 2 {
                let (left, right) = text.split_at(at);
                let pair = Way::Pair(Sound::of(left).key(), Sound::of(right).key());
                self.way(pair, points_of(Usual.bits(part.sound, text.len())), years.window);
            }
        }
    }
}

/// The years under which a query's dates may stand, with their points.
struct Years {
    each: Vec<(u16, u16)>,
    /// Outside it a record with a known year contradicts.
    window: Option<(u16, u16)>,
}

impl Years {
    /// How far a year may be off before it speaks against.
    const SLACK: u16 = 2;
    /// Most years of a span that are followed.
    const SPAN_MAX: u16 = 12;

    fn of(days: &[Day]) -> Years {
        let mut each: Vec<(u16, u16)> = Vec::new();
        for day in days {
            let last = day.until.min(day.year.saturating_add(Years::SPAN_MAX));
            for year in day.year.saturating_sub(Years::SLACK)..=last.saturating_add(Years::SLACK) {
                let inside = (day.year..=last).contains(&year);
                let points = if inside { YEAR } else { YEAR_OFF };
                match each.iter_mut().find(|(y, _)| *y == year) {
                    Some((_, known)) => *known = points.max(*known),
                    None => each.push((year, points)),
                }
            }
        }
        // A digit of the year may be wrong, which moves it by up to ninety years; names in pairs are then still found.
        let [day] = days else { return Years { each, window: None } };
        let window = (day.day == 0 || day.until > day.year)
            .then(|| (day.year.saturating_sub(Years::SLACK), day.until.saturating_add(Years::SLACK)));
        Years { each, window }
    }
}

fn may_meet((first, last): (u16, u16), window: Option<(u16, u16)>) -> bool {
    window.is_none_or(|(from, to)| first == 0 || (first <= to && from <= last))
}

fn points_of(bits: f64) -> u16 {
    // Between 1 and 30 by its nature; the cast of a float saturates.
    bits.clamp(1.0, 30.0).round() as u16
}
