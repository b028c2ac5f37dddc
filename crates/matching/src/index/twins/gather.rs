//! Gathers, in one segment, the records behind one that may be its twins, and tells the most that each can score.
//!
//! A pair that is told has an identifier in common, or names of which the rarest part that they share leaves its date so
//! much to say: so the bearers of a part are followed only where dates weigh what the parts that are as frequent or more
//! leave open. What very many share is followed in few places, and looked at no more than so often.
use super::Run;
use super::alike::{Like, POINTS_A_BIT};
use super::asked::{Asked, HOLDERS_MAX, initial};
use super::days::{Agreeing, Stretch};
use super::{joined, misread};
use crate::feature::{self, Ledger, is_patronymic, may_open};
use crate::index::held::Held;
use crate::index::keyed::count;
use crate::index::near;
use crate::index::segment::Segment;
use crate::probe::view::View;
use crate::table::{Term, USED};

/// Records of one segment that are looked at for one record.
const LOOKED_AT_MAX: usize = 4_096;
/// Records of dates so few are looked at whatever they are called, where that costs less than following their names.
const SCANNED_MAX: usize = 256;
/// Parts with more bearers are not followed among dates of which none says anything for a pair.
const ANYWHERE_MAX: usize = 16_384;
/// So many entries of a list cost as much to pass as looking for one stretch in it.
const SEEK: usize = 12;
/// Passing so many stretches costs as much as looking for the date of one entry.
const FEW: usize = 8;

/// What one thread knows of a segment while it works.
pub(super) struct Scratch {
    /// What each part of the lexicon is worth beside the record in hand, in points.
    worth: Vec<u8>,
    worthy: Vec<u32>,
    /// For which record each was looked at last.
    seen: Vec<u32>,
    agreeing: Agreeing,
    /// The stretches that are followed for one part.
    followed: Vec<Stretch>,
}

/// A record that may be a twin, and the most that the two can come to, in bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub segment: usize,
    pub position: u32,
    pub bits: f32,
}

/// A part by which records are found, with the most that names come to of which it is the rarest part shared.
struct Lead<'r> {
    likes: &'r [Like],
    most: f32,
}

impl Scratch {
    pub fn of(segment: &Segment) -> Scratch {
        Scratch {
            worth: vec![0; segment.parts.lexicon.len()],
            worthy: Vec::new(),
            seen: vec![0; segment.len()],
            agreeing: Agreeing::of(segment),
            followed: Vec::new(),
        }
    }
}

/// One record, and one segment in which its twins are looked for.
pub(super) struct Gathering<'g, 'r> {
    pub run: &'r Run<'r>,
    pub asked: &'g Asked<'g>,
    /// Which segment, and the first position that the record may be laid beside.
    pub segment: usize,
    pub from: u32,
    /// Another for each record.
    pub serial: u32,
    pub scratch: &'g mut Scratch,
    pub looked_at: usize,
    pub found: &'g mut Vec<Candidate>,
}

impl<'r> Gathering<'_, 'r> {
    /// `own` is the segment of the record.
    pub fn gather(&mut self, own: usize) {
        let held = self.held();
        let (asked, segment) = (self.asked, &held.segment);
        let dates = (asked.family, asked.dates.as_slice());
        self.scratch.agreeing.turn(segment, dates, asked.contradiction);
        let leads = self.leads(own);
        self.joined();
        self.identifiers();
        self.follow(&leads);
        // Last, for whoever has no date is laid beside as many as are looked at for one record.
        if asked.odd {
            self.initials();
        }
        for part in self.scratch.worthy.drain(..) {
            self.scratch.worth[part as usize] = 0;
        }
    }

    fn held(&self) -> &'r Held {
        &self.run.segments[self.segment]
    }

    /// Learns what each part of the segment is worth; gives the parts that lead in.
    fn leads(&mut self, own: usize) -> Vec<Lead<'r>> {
        let (held, alike, run) = (self.held(), self.run.alike(own, self.segment), self.run);
        let same = own == self.segment;
        let own = &run.segments[own].segment;
        let mut leads: Vec<(u32, Lead<'r>)> = Vec::new();
        for name in &self.asked.names {
            let list = |part: &u32| {
                let from = || if same { run.sides[self.segment].first_met(own.bearers(*part)) } else { 0 };
                alike.list(*part, (own, &held.segment), self.asked.rarity, from)
            };
            let mut parts: Vec<(u32, bool, &[Like])> =
                name.spoken.iter().map(|(part, spare)| (*part, *spare, list(part))).collect();
            parts.sort_by_key(|(.., likes)| likes.first().map_or(0, |like| like.points));
            let mut most = name.initials;
            // From here on a name may be whole.
            let last = parts.iter().rposition(|(_, spare, _)| !spare).unwrap_or(0);
            let mut whole = self.asked.whole;
            for (place, (part, _, likes)) in parts.into_iter().enumerate() {
                let Some(best) = likes.first() else { continue };
                most += bits(best.points) + if place >= last { std::mem::take(&mut whole) } else { 0.0 };
                match leads.iter_mut().find(|(known, _)| *known == part) {
                    Some((_, lead)) => lead.most = lead.most.max(most),
                    None => {
                        leads.push((part, Lead { likes, most }));
                        self.learn(likes);
                    }
                }
            }
        }
        leads.into_iter().map(|(_, lead)| lead).collect()
    }

    fn learn(&mut self, likes: &[Like]) {
        for like in likes {
            let worth = &mut self.scratch.worth[like.part as usize];
            if *worth == 0 {
                self.scratch.worthy.push(like.part);
            }
            *worth = (*worth).max(like.points);
        }
    }

    /// What dates must weigh where names come to so much.
    fn left_to_dates(&self, names: f32) -> f32 {
        self.asked.needed - self.asked.traits - names
    }

    /// Names of which one side writes as one word what the other writes as several.
    fn joined(&mut self) {
        let (held, side) = (self.held(), &self.run.sides[self.segment]);
        let asked = self.asked;
        let names = asked.names.iter().map(|name| name.itself).fold(0.0, f32::max);
        let names = names + Term::PartJoined.of(&USED) as f32;
        let least = self.left_to_dates(names);
        let lexicon = &held.segment.parts.lexicon;
        for name in asked.view.names().iter() {
            joined::runs(&asked.view, &name, |key| {
                for part in held.segment.parts.near.find(key).filter(|part| lexicon.is_spoken(*part)) {
                    self.walk(held.segment.bearers(part), least, names);
                }
            });
            for piece in name.pieces().iter().filter(|piece| piece.is_spoken()) {
                for position in side.joined.find(near::key_of(asked.family, piece.text)) {
                    if self.date_bits(position) >= least {
                        self.look(position, names);
                    }
                }
            }
        }
    }

    fn identifiers(&mut self) {
        let (held, side) = (self.held(), &self.run.sides[self.segment]);
        let asked = self.asked;
        for (class, text) in asked.view.identifiers() {
            if asked.rarity.holders(class, text) <= HOLDERS_MAX as f64 {
                held.segment.holders(class.key(text)).for_each(|position| self.look_sure(position));
            }
            if misread::is_misread(class, text) {
                let longer = side.misread.find(class.key(text));
                longer.take(HOLDERS_MAX).for_each(|position| self.look_sure(position));
            }
        }
        misread::keys(&asked.view, |key| {
            let met = side.misread.find(key).take(HOLDERS_MAX);
            let shorter = held.segment.holders(key).take(HOLDERS_MAX);
            met.chain(shorter).for_each(|position| self.look_sure(position));
        });
    }

    /// Whatever they are called, those whose dates weigh so much that initials suffice; of a record that has hardly more.
    fn initials(&mut self) {
        let parts =
            self.asked.names.iter().map(|name| name.spoken.len()).max().unwrap_or(0).min(INITIALS_MAX);
        let most = self.asked.initials + count(parts) as f32 * initial() + self.asked.whole;
        let least = self.left_to_dates(most);
        self.follow_dates(least);
        if self.scratch.agreeing.others >= least {
            let whole = Stretch { from: self.from, end: count(self.held().segment.len()), bits: 0.0 };
            self.scratch.followed.push(whole);
        }
        for place in 0..self.scratch.followed.len() {
            let Stretch { from, end, .. } = self.scratch.followed[place];
            for position in from..end {
                if self.looked_at > LOOKED_AT_MAX {
                    return;
                }
                self.look(position, 0.0);
            }
        }
    }

    /// The stretches behind the record that weigh so much at the least.
    fn follow_dates(&mut self, least: f32) {
        let Scratch { agreeing, followed, .. } = &mut *self.scratch;
        followed.clear();
        let behind =
            agreeing.stretches.iter().filter(|stretch| stretch.bits >= least && stretch.end > self.from);
        followed.extend(behind.map(|stretch| Stretch { from: stretch.from.max(self.from), ..*stretch }));
    }

    /// Follows the bearers of what is like the record's parts.
    fn follow(&mut self, leads: &[Lead<'r>]) {
        let held = self.held();
        let likes: usize = leads.iter().map(|lead| lead.likes.len()).sum();
        let least_of = |it: &Self, lead: &Lead<'_>| it.left_to_dates(lead.most);
        let least = leads.iter().map(|lead| least_of(self, lead)).fold(f32::NEG_INFINITY, f32::max);
        let is_scanned = move |stretch: &Stretch| {
            stretch.bits >= least && (stretch.end - stretch.from) as usize <= likes.min(SCANNED_MAX)
        };
        self.follow_dates(least);
        for place in 0..self.scratch.followed.len() {
            let stretch = self.scratch.followed[place];
            if is_scanned(&stretch) {
                (stretch.from..stretch.end).for_each(|position| self.look(position, 0.0));
            }
        }
        for lead in leads {
            let least = least_of(self, lead);
            self.follow_dates(least);
            self.scratch.followed.retain(|stretch| !is_scanned(stretch));
            let others = self.scratch.agreeing.others;
            let dates = self.scratch.followed.iter().map(|stretch| stretch.bits).fold(others, f32::max);
            let best = lead.likes.first().map_or(0, |like| like.points);
            for like in lead.likes {
                // What is less alike leaves more to be said by dates.
                let least = least + bits(best - like.points);
                if least > dates || self.looked_at > LOOKED_AT_MAX {
                    break;
                }
                let list = held.segment.bearers(like.part);
                if others >= least && list.len() <= ANYWHERE_MAX {
                    self.walk(list, least, 0.0);
                } else {
                    self.walk_followed(list, least);
                }
            }
        }
    }

    /// Looks at those of a list whose dates weigh so much.
    fn walk(&mut self, list: &[u32], least: f32, names: f32) {
        for position in behind(list, self.from) {
            if self.looked_at > LOOKED_AT_MAX {
                return;
            }
            if self.date_bits(*position) >= least {
                self.look(*position, names);
            }
        }
    }

    /// Looks at those of a list that lie in the stretches followed, of dates that weigh `least` or more.
    fn walk_followed(&mut self, list: &[u32], least: f32) {
        let mut rest = behind(list, self.from);
        let stretches = self.scratch.followed.len();
        if rest.len() <= stretches / FEW {
            return self.walk(rest, least, 0.0);
        }
        // A short way is gone step by step, a long one is leapt over.
        let leap = rest.len() > SEEK * stretches;
        for place in 0..stretches {
            let Stretch { from, end, bits } = self.scratch.followed[place];
            let before = if leap { behind(rest, from).len() } else { rest.len() - steps(rest, from) };
            rest = &rest[rest.len() - before..];
            let inside = &rest[..steps(rest, end)];
            rest = &rest[inside.len()..];
            if bits < least {
                continue;
            }
            for position in inside {
                if self.looked_at > LOOKED_AT_MAX {
                    return;
                }
                self.look(*position, 0.0);
            }
        }
    }

    fn date_bits(&self, position: u32) -> f32 {
        self.scratch.agreeing.bits(self.run.sides[self.segment].days.number(position))
    }

    /// Takes a record in if the most that it can come to is enough. `names` is what is known of its name otherwise.
    fn look(&mut self, position: u32, names: f32) {
        if !self.is_new(position) {
            return;
        }
        let view = self.held().segment.view(position);
        let least = self.left_to_dates(self.date_bits(position));
        let names = self.names_most(&view, least).max(names);
        if names >= least {
            self.take(position, &view, names);
        }
    }

    /// The same for one that shares an identifier.
    fn look_sure(&mut self, position: u32) {
        if self.is_new(position) {
            let view = self.held().segment.view(position);
            let names = self.names_most(&view, f32::NEG_INFINITY);
            self.take(position, &view, names);
        }
    }

    fn is_new(&mut self, position: u32) -> bool {
        let seen = &mut self.scratch.seen[position as usize];
        if *seen == self.serial
            || !self.asked.is_beside((self.segment, position), self.run.sides[self.segment].odd(position))
        {
            return false;
        }
        *seen = self.serial;
        let shown = self.run.is_shown(self.segment, position);
        self.looked_at += usize::from(shown);
        shown
    }

    fn take(&mut self, position: u32, view: &View<'_>, names: f32) {
        let mut ledger = Ledger::sums();
        feature::compare_but_names(&self.asked.view, view, self.asked.rarity, &mut ledger);
        let bits = names + ledger.sum() as f32;
        if bits >= self.asked.needed {
            self.found.push(Candidate { segment: self.segment, position, bits });
        }
    }

    /// Whether the comparison of names forgives that a part is left out, beside those behind a particle (as `search/asked.rs` has it).
    fn is_spare(&self, name: impl Iterator<Item = u32>, part: u32) -> bool {
        let lexicon = &self.held().segment.parts.lexicon;
        let text = lexicon.text(part);
        is_patronymic(text) || name.filter(|other| lexicon.text(*other) == text).count() > 1
    }

    /// The most that the names of the record and another agree by; less where they do not come to `least` anyhow.
    fn names_most(&self, view: &View<'_>, least: f32) -> f32 {
        let lexicon = &self.held().segment.parts.lexicon;
        let mut most = 0f32;
        for name in view.numbers() {
            let points: u32 = name.map(|part| u32::from(self.scratch.worth[part as usize])).sum();
            let bits = f32::from(u16::try_from(points).unwrap_or(u16::MAX)) / POINTS_A_BIT as f32;
            if !self.asked.odd && bits + self.asked.whole < least.max(most) {
                continue;
            }
            let (mut any, mut short, mut after_particle) = (false, self.asked.initials, false);
            for part in name {
                let is_plain = lexicon.is_plain(part);
                let may_be_spare = std::mem::replace(&mut after_particle, !is_plain);
                let is_left = is_plain && self.scratch.worth[part as usize] == 0;
                if !is_left || may_be_spare || self.is_spare(name, part) {
                    continue;
                }
                any = true;
                short += if self.asked.odd && may_open(lexicon.text(part)) { initial() } else { 0.0 };
            }
            let whole = if any && short == 0.0 { 0.0 } else { self.asked.whole };
            most = most.max(bits + short + whole);
        }
        most
    }
}

/// Initials that a name is known by, at the most.
const INITIALS_MAX: usize = 4;

fn bits(points: u8) -> f32 {
    f32::from(points) / POINTS_A_BIT as f32
}

/// How many entries at the front of a list, which is in order, are below.
fn steps(list: &[u32], end: u32) -> usize {
    list.iter().position(|position| *position >= end).unwrap_or(list.len())
}

/// The part of a list, which is in order, that is not below.
fn behind(list: &[u32], from: u32) -> &[u32] {
    &list[list.partition_point(|position| *position < from)..]
}
