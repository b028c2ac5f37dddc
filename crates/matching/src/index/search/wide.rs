//! Gathers where dates leave many records, or none is asked for: adds up, for all bearers, what their parts are worth.
use super::dates;
use super::gather::Gathering;
use super::plan::Plan;
use super::similar::{self, SOUGHT_MAX, Similar};
use super::walk::{Points, Worth, common};

/// Parts borne by no more are followed even where dates contradict the query's.
const RARE: usize = 512;
/// Those borne by more, up to so many, are followed where dates are less than two years off, and those of more only where
/// a date speaks for it or none against.
const FREQUENT: usize = 40_000;
/// Bearers of two parts of whom dates say that they are others.
const SEVERAL_MAX: usize = 1_024;
/// So many bearers of one part of the query are followed in each case, most alike first.
const RARE_MAX: usize = 4_096;
const FREQUENT_MAX: usize = 131_072;
/// Without a date so many bearers of frequent parts are followed in all, rarest first.
const UNDATED_MAX: usize = 400_000;
/// What part adds to others only, once this many records are found.
const FOUND_ENOUGH: usize = 20_000;

impl Gathering<'_, '_> {
    /// Gives each record that may answer, with the most that its names and dates come to.
    pub fn wide(&self, plan: &mut Plan, points: &mut Points, mut each: impl FnMut(i32, u32)) {
        points.make_room(self.segment.len());
        let count = self.asked.sought.len().min(SOUGHT_MAX);
        let mut lists: Vec<(usize, usize, Vec<Similar>)> = Vec::with_capacity(count);
        for at in 0..count {
            let found = similar::similar(self.segment, self.family, &self.asked.sought[at]);
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
            self.add_up((*at, found), only_found, plan, points);
        }
        for stretch in self.near_dates(plan) {
            let shown =
                (stretch.from..stretch.end).filter(|position| self.held.is_shown(*position, self.shows));
            let worth = Worth { part: SOUGHT_MAX, points: 1, only_found: false };
            shown.for_each(|position| points.add(position, worth));
        }
        points.harvest(|points, position| {
            let Some(dates) = plan.points(position) else { return };
            let most = i32::from(points) + self.whole + dates;
            if most >= self.needed {
                each(most, position);
            }
        });
        if self.dated {
            self.several(plan, each);
        }
    }

    /// Gives those who bear two parts of the name, spelt just so, where dates contradict each other: the bearers of a
    /// frequent part alone are not followed there.
    fn several(&self, plan: &mut Plan, mut each: impl FnMut(i32, u32)) {
        let singles = self.asked.sought.iter().take(self.asked.single.min(SOUGHT_MAX));
        let mut lists: Vec<(&[u32], u8)> = singles
            .filter_map(|sought| {
                let part = self.spelt(sought.piece.text, sought.piece.sound)?;
                Some((self.segment.bearers(part), sought.exact()))
            })
            .collect();
        lists.sort_by_key(|(list, _)| list.len());
        lists.dedup_by_key(|(list, _)| list.as_ptr());
        for (at, (list, points)) in lists.iter().enumerate() {
            // Those of rare parts are followed everywhere.
            for (other, more) in lists[at + 1..].iter().filter(|_| list.len() > RARE) {
                let found = common(list, other);
                let against =
                    found.into_iter().filter_map(|position| Some((plan.points(position)?, position)));
                for (dates, position) in against.filter(|(dates, _)| *dates < 0).take(SEVERAL_MAX) {
                    let most = i32::from(*points) + i32::from(*more) + self.whole + dates;
                    if most >= self.needed {
                        each(most, position);
                    }
                }
            }
        }
    }

    fn add_up(
        &self,
        (at, found): (usize, &[Similar]),
        only_found: bool,
        plan: &mut Plan,
        points: &mut Points,
    ) {
        let (mut rare, mut frequent) = (0, 0);
        let near = plan.least_not_against().min(dates::another_day_of_next_year());
        for similar in found {
            let list = self.segment.bearers(similar.part);
            let least = match list.len() {
                _ if !self.dated => i32::MIN,
                count if count <= RARE && rare + count <= RARE_MAX => {
                    rare += count;
                    i32::MIN
                }
                count if count <= FREQUENT && frequent + count <= FREQUENT_MAX => {
                    frequent += count;
                    near
                }
                _ => 0,
            };
            let worth = Worth { part: at, points: similar.points.into(), only_found };
            points.walk(list, plan.spans(least), worth);
        }
    }
}
