//! Clusters: from pairs that were scored and pairs that people judged, to groups of records that hold together.
//!
//! Two groups become one only if, on the mean over every pair between them, more speaks for it than against: average
//! linkage over the logarithms of the odds. A pair that was looked for and not found counts as one that speaks against.
//! So a chain of weak links, or one record that resembles two strangers, joins nothing, as it would where whatever is
//! connected is taken for one (the usual way; Hassanzadeh et al., VLDB 2009, and Draisbach et al., JDIQ 2019, compare
//! it with others and find it the least precise on data with many duplicates).
use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

/// Two members, by their places in the caller's list, and what speaks for their being one: the binary logarithm of the
/// odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    pub a: u32,
    pub b: u32,
    pub bits: f64,
}

/// What a person decided of two members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    Same(u32, u32),
    Different(u32, u32),
}

/// When groups are joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The mean over all pairs between two groups must reach this many bits.
    pub join: f64,
    /// What a pair counts that was not found to score: it was below the least score that is kept.
    pub absent: f64,
}

impl Default for Rule {
    /// More for than against, on the mean; a pair that was not found is sixteen times as likely to be of two as of one.
    /// Judged by `examples/judge_clusters.rs` on 50,000 generated records (seed `twins-tune`, 2026-11-25): precision
    /// 0.994 and recall 0.987 of all pairs, and for `join` from -1 to 2 and `absent` from -8 to -2 always 0.985 and
    /// 0.974 at the least. So nothing hangs on the exact values.
    fn default() -> Rule {
        Rule { join: 0.0, absent: -4.0 }
    }
}

/// No single pair counts for more, so that one agreement does not outweigh many contradictions.
const MOST: f64 = 20.0;

/// The binary logarithm of the odds of a score.
pub fn bits_of(score: f64) -> f64 {
    let bounded = score.clamp(1e-12, 1.0 - 1e-12);
    (bounded / (1.0 - bounded)).log2()
}

/// The groups of two and more of `0..members` that hold together, each rising, ordered by their first member. The same
/// whatever the order of `ties`. What people decided stands above every score: `Different` parts for good; a `Same` that
/// contradicts what was decided before it, in the order given, is left aside.
pub fn clusters(members: usize, ties: &[Tie], decided: &[Decided], rule: Rule) -> Vec<Vec<u32>> {
    let mut groups = Groups::new(members, rule);
    for said in decided {
        if let Decided::Different(a, b) = *said {
            groups.part(a, b);
        }
    }
    for said in decided {
        if let Decided::Same(a, b) = *said {
            groups.judge_same(a, b);
        }
    }
    groups.tie(ties);
    groups.join_all();
    groups.into_clusters()
}

/// What lies between two groups.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    sum: f64,
    found: u32,
}

struct Groups {
    rule: Rule,
    /// The group that a group was joined to; itself while it stands.
    into: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// Of each group that stands: the groups that it has ties with.
    near: Vec<HashMap<u32, Between>>,
    /// Of each group that stands: those it must never be one with.
    apart: Vec<BTreeSet<u32>>,
}

/// A join that was worth it when it was noted. A group changes its number of members with every join, so sizes tell
/// whether it still is.
#[derive(Debug, Clone, Copy)]
struct Wish {
    mean: f64,
    groups: (u32, u32),
    sizes: (usize, usize),
}

impl Groups {
    fn new(members: usize, rule: Rule) -> Groups {
        let all = 0..u32::try_from(members).expect("members are numbered with 32 bits");
        Groups {
            rule,
            into: all.clone().collect(),
            members: all.map(|one| vec![one]).collect(),
            near: vec![HashMap::new(); members],
            apart: vec![BTreeSet::new(); members],
        }
    }

    fn group_of(&self, mut member: u32) -> u32 {
        while self.into[member as usize] != member {
            member = self.into[member as usize];
        }
        member
    }

    fn part(&mut self, a: u32, b: u32) {
        if a != b {
            self.apart[a as usize].insert(b);
            self.apart[b as usize].insert(a);
        }
    }

    fn judge_same(&mut self, a: u32, b: u32) {
        let (a, b) = (self.group_of(a), self.group_of(b));
        if a != b && !self.apart[a as usize].contains(&b) {
            self.join(a, b);
        }
    }

    /// Takes the ties in, in an order that does not depend on the caller's; of two about one pair the stronger.
    fn tie(&mut self, ties: &[Tie]) {
        let mut strongest: HashMap<(u32, u32), f64> = HashMap::with_capacity(ties.len());
        for Tie { a, b, bits } in ties.iter().filter(|tie| tie.a != tie.b) {
            let kept = strongest.entry((*a.min(b), *a.max(b))).or_insert(f64::NEG_INFINITY);
            *kept = kept.max(bits.min(MOST));
        }
        let mut ordered: Vec<_> = strongest.into_iter().collect();
        ordered.sort_unstable_by_key(|(pair, _)| *pair);
        for ((a, b), bits) in ordered {
            let (a, b) = (self.group_of(a), self.group_of(b));
            if a != b {
                for (from, to) in [(a, b), (b, a)] {
                    let between = self.near[from as usize].entry(to).or_default();
                    between.sum += bits;
                    between.found += 1;
                }
            }
        }
    }

    /// What speaks, on the mean over every pair, for these two groups being one.
    fn mean(&self, a: u32, b: u32) -> f64 {
        let between = self.near[a as usize].get(&b).copied().unwrap_or_default();
        let pairs = self.size(a) as f64 * self.size(b) as f64;
        let absent = (pairs - f64::from(between.found)).max(0.0) * self.rule.absent;
        (between.sum + absent) / pairs
    }

    fn size(&self, group: u32) -> usize {
        self.members[group as usize].len()
    }

    fn wish(&self, a: u32, b: u32) -> Option<Wish> {
        let groups = (a.min(b), a.max(b));
        let mean = self.mean(a, b);
        let wanted = mean >= self.rule.join && !self.apart[a as usize].contains(&b);
        wanted.then_some(Wish { mean, groups, sizes: (self.size(groups.0), self.size(groups.1)) })
    }

    fn join_all(&mut self) {
        let mut wishes = BinaryHeap::new();
        for (a, near) in (0u32..).zip(&self.near) {
            wishes.extend(near.keys().filter(|b| **b > a).filter_map(|b| self.wish(a, *b)));
        }
        while let Some(wish) = wishes.pop() {
            let (a, b) = wish.groups;
            let stand = self.into[a as usize] == a && self.into[b as usize] == b;
            if !stand || wish.sizes != (self.size(a), self.size(b)) {
                continue;
            }
            let joined = self.join(a, b);
            let near: Vec<u32> = self.near[joined as usize].keys().copied().collect();
            wishes.extend(near.into_iter().filter_map(|other| self.wish(joined, other)));
        }
    }

    /// Makes one of two that stand, and gives it: the one with fewer neighbours goes into the other.
    fn join(&mut self, a: u32, b: u32) -> u32 {
        let weight = |group: u32| (self.near[group as usize].len(), std::cmp::Reverse(group));
        let (from, to) = if weight(a) < weight(b) { (a, b) } else { (b, a) };
        self.into[from as usize] = to;
        let members = std::mem::take(&mut self.members[from as usize]);
        self.members[to as usize].extend(members);
        for (other, between) in std::mem::take(&mut self.near[from as usize]) {
            self.near[other as usize].remove(&from);
            if other != to {
                for (one, two) in [(to, other), (other, to)] {
                    let sum = self.near[one as usize].entry(two).or_default();
                    sum.sum += between.sum;
                    sum.found += between.found;
                }
            }
        }
        for other in std::mem::take(&mut self.apart[from as usize]) {
            self.apart[other as usize].remove(&from);
            self.apart[other as usize].insert(to);
            self.apart[to as usize].insert(other);
        }
        to
    }

    fn into_clusters(self) -> Vec<Vec<u32>> {
        let mut clusters: Vec<Vec<u32>> = self.members.into_iter().filter(|group| group.len() > 1).collect();
        clusters.iter_mut().for_each(|group| group.sort_unstable());
        clusters.sort_unstable();
        clusters
    }
}

impl Ord for Wish {
    /// The strongest first; of equal ones that of the smaller groups' numbers, so that the outcome is always the same.
    fn cmp(&self, other: &Wish) -> Ordering {
        self.mean.total_cmp(&other.mean).then(other.groups.cmp(&self.groups))
    }
}
impl PartialOrd for Wish {
    fn partial_cmp(&self, other: &Wish) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Wish {
    fn eq(&self, other: &Wish) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Wish {}
