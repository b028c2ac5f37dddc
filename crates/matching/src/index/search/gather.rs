//! Gathers, in one segment, the records that are worth comparing with a query.
use super::Shows;
use super::asked::Asked;
use super::dates::{Closeness, Plan};
use super::similar::{self, Similar};
use super::walk::{Points, Worth, common};
use super::worth::POINTS_A_BIT;
use crate::fold::Sound;
use crate::index::held::Held;
use crate::index::segment::Segment;
use std::cmp::Reverse;

/// Parts borne by no more are followed wherever their bearers stand.
const RARE: usize = 512;
/// Those borne by more than so many are followed only where the date is taken for the query's.
const FREQUENT: usize = 40_000;
/// So many bearers of one part of the query are followed at each closeness, most alike first.
const ELSEWHERE_MAX: usize = 4_096;
const YEAR_MAX: usize = 131_072;
/// Without a date so many bearers of frequent parts are followed in all, rarest first.
const UNDATED_MAX: usize = 400_000;
/// What part adds to others only, once this many records are found.
const FOUND_ENOUGH: usize = 20_000;
/// Records of a date so few that all are looked at, whatever they are called.
const DATE_MAX: usize = 400;
/// Of so many records of a date those that are shown are not counted.
const DATE_READ_MAX: u32 = 20_000;
/// Both halves of a part are looked for from so many letters on, each of two at least.
const SPLIT_LEAST: usize = 5;
/// Two parts written as one are about as rare as this at the least.
const SPLIT_BITS: f64 = 9.5;
/// Records found by two halves of a part.
const SPLIT_MAX: usize = 64;

/// One search in one segment for one name.
pub(super) struct Gathering<'s, 'q> {
    pub held: &'s Held,
    pub segment: &'s Segment,
    pub shows: Shows<'s>,
    pub family: u8,
    pub asked: &'s Asked<'q>,
    pub plan: &'s Plan,
    pub dated: bool,
    /// Records that are less close contradict the query's dates by more than its names can say for them.
    pub reach: Closeness,
}

impl Gathering<'_, '_> {
    /// Gives points to all that is found by the name, and what was found by a part written as two.
    pub fn names(&self, points: &mut Points) -> Vec<u32> {
        let asked = self.asked;
        let count = asked.sought.len().min(similar::SOUGHT_MAX);
        let mut lists: Vec<(usize, usize, Vec<Similar>)> = Vec::with_capacity(count);
        for at in 0..count {
            let found = similar::similar(self.segment, self.family, &asked.sought[at]);
            let bearers = found.iter().map(|similar| self.segment.bearers(similar.part).len()).sum();
            lists.push((bearers, at, found));
        }
        lists.sort_unstable_by_key(|(bearers, at, _)| (*bearers, *at));
        let mut read = 0;
        for (bearers, at, found) in &lists {
            let only_found = !self.dated && points.touched().len() > FOUND_ENOUGH;
            if !self.dated && read > 0 && read + bearers > UNDATED_MAX {
                continue;
            }
            read += bearers;
            self.part(*at, found, only_found, points);
        }
        let may_be_two = (0..asked.single).filter(|at| asked.sought[*at].bits >= SPLIT_BITS);
        may_be_two.flat_map(|at| self.halves(at, points)).collect()
    }

    fn part(&self, at: usize, found: &[Similar], only_found: bool, points: &mut Points) {
        let (mut elsewhere, mut years) = (0, 0);
        for similar in found {
            let list = self.segment.bearers(similar.part);
            let closeness = match list.len() {
                _ if !self.dated => Closeness::Day,
                count if count <= RARE && elsewhere + count <= ELSEWHERE_MAX => Closeness::Elsewhere,
                count if count <= FREQUENT && years + count <= YEAR_MAX => Closeness::Year,
                _ => Closeness::Day,
            };
            let closeness = closeness.max(self.reach);
            match closeness {
                Closeness::Elsewhere => elsewhere += list.len(),
                Closeness::Year => years += list.len(),
                Closeness::Day => {}
            }
            let worth = Worth { part: at, points: similar.points.into(), only_found };
            points.walk(list, self.plan.stretches(closeness), worth);
        }
    }

    /// What bears both halves of a part, spelt just so.
    fn halves(&self, at: usize, points: &mut Points) -> Vec<u32> {
        let piece = &self.asked.sought[at].piece;
        let text = piece.words();
        let mut found = Vec::new();
        if text.len() < SPLIT_LEAST {
            return found;
        }
        for middle in 2..=text.len() - 2 {
            let (left, right) = text.split_at(middle);
            let part = |half: &str| {
                let sound = Sound::of(half).key();
                similar::spelt(self.segment, self.family, half.as_bytes(), sound)
            };
            let (Some(left), Some(right)) = (part(left), part(right)) else { continue };
            let mut both = common(self.segment.bearers(left), self.segment.bearers(right));
            both.truncate(SPLIT_MAX);
            let worth = Worth { part: at, points: self.asked.sought[at].exact().into(), only_found: false };
            both.iter().for_each(|position| points.add(*position, 0, worth));
            found.append(&mut both);
        }
        found
    }

    /// The records of the query's dates, whatever they are called, where those that are shown are few. Dates that are
    /// worth less than `least` are left.
    pub fn dates(&self, points: &mut Points, least: f64) {
        let mut room = DATE_MAX;
        let mut stretches = self.plan.stretches(Closeness::Day).to_vec();
        stretches.retain(|stretch| f64::from(stretch.points + 1) / POINTS_A_BIT >= least);
        stretches.sort_by_key(|stretch| Reverse(stretch.points));
        for stretch in stretches {
            if stretch.end - stretch.from > DATE_READ_MAX {
                return;
            }
            let is_shown = |position: &u32| self.held.is_shown(*position, self.shows);
            let shown: Vec<u32> = (stretch.from..stretch.end).filter(is_shown).take(room + 1).collect();
            if shown.len() > room {
                return;
            }
            room -= shown.len();
            let worth = Worth { part: similar::SOUGHT_MAX, points: 1, only_found: false };
            shown.into_iter().for_each(|position| points.add(position, stretch.points, worth));
        }
    }
}
