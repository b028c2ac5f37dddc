//! Estimates how likely units of spelling stand for each other, by expectation and maximisation over all alignments.
use crate::fold;
use crate::units::{UNITS, Units};
use std::collections::BTreeSet;

/// What units of one sound are believed to cost each other, in bits.
const ALIKE_BITS: f64 = 5.5;
/// Rounds of estimation.
const ROUNDS: usize = 12;
/// What each pair of units is given as if it had been seen so often.
const PRIOR: f64 = 0.001;
/// What each unit is given as if it had stood for itself, for each time that it stands in a name.
const SAME: f64 = 0.005;
/// How likely each step of an alignment is; the last place is no unit at all.
pub struct Chances(Vec<Vec<f64>>);

/// The place of no unit.
pub const NONE: usize = UNITS;

impl Chances {
    fn start() -> Chances {
        let mut chances = vec![vec![1.0; UNITS + 1]; UNITS + 1];
        (0..UNITS).for_each(|at| chances[at][at] = 300.0);
        Chances(chances).whole()
    }

    /// Both ways alike, and in all one.
    fn whole(mut self) -> Chances {
        let sum: f64 = self.0.iter().flatten().sum::<f64>() - self.0[NONE][NONE];
        let before = self.0.clone();
        for (x, row) in self.0.iter_mut().enumerate() {
            row.iter_mut().enumerate().for_each(|(y, p)| *p = (before[x][y] + before[y][x]) / (2.0 * sum));
        }
        self
    }

    /// In bits beyond what the same unit on both sides costs.
    pub fn costs(&self) -> Vec<Vec<f64>> {
        let bits = |p: f64| -p.log2();
        let own = |x: usize| if x == NONE { 0.0 } else { bits(self.0[x][x]) / 2.0 };
        let row = |x: usize| (0..=UNITS).map(|y| (bits(self.0[x][y]) - own(x) - own(y)).max(0.0)).collect();
        (0..=UNITS).map(row).collect()
    }
}

/// What is believed before any pair is seen: what sounds alike is confused, and else a unit is replaced by error with any
/// other, by how frequent it is.
fn prior(names: &[&str], pairs: usize) -> Vec<Vec<f64>> {
    let mut each = vec![1.0; UNITS + 1];
    for name in names {
        Units::of(name.as_bytes()).as_slice().iter().for_each(|u| each[usize::from(*u)] += 1.0);
    }
    let scale = pairs as f64 / names.len() as f64;
    let all: f64 = each.iter().sum();
    each[NONE] = all * 0.1;
    let mut seen: Vec<Vec<f64>> =
        each.iter().map(|x| each.iter().map(|y| PRIOR * x * y / all).collect()).collect();
    let (sounds, crosses) = (sounds(), crosses());
    for (x, y) in (0..UNITS).flat_map(|x| (0..UNITS).map(move |y| (x, y))) {
        if x == y {
            seen[x][x] += SAME * each[x];
        } else if sounds[x].is_some() && sounds[x] == sounds[y] || crosses.contains(&(x, y)) {
            seen[x][y] += (-ALIKE_BITS).exp2() * (each[x] * each[y]).sqrt() * scale;
        }
    }
    seen
}

/// Units that systems of spelling read differently, by general knowledge: c in Turkish (j), Polish (ts), Igbo (ch) and before e
/// and i; x in pinyin, Portuguese and Greek; q in pinyin; j in Spanish, German and French; b and v in Spanish and Greek; ph and f in
/// Vietnamese; d there and in Georgian; s and sh without their marks.
const CROSSES: &str = "c-s c-z c-sh c-ch c-j c-ts g-j g-h x-sh x-s x-kh x-h q-ch kh-h kh-ch ch-sh j-y j-i j-h j-kh j-zh j-z w-u w-v w-ou \
    w-o f-p f-ph p-ph b-v v-u d-dz z-dz j-dz s-sh z-zh l-r gh-h gh-r th-s dh-z y-i y-ey y-ei o-au o-oe u-ue";

fn crosses() -> BTreeSet<(usize, usize)> {
    let unit = |text: &str| usize::from(Units::of(text.as_bytes()).as_slice()[0]);
    let pairs = CROSSES.split(' ').filter_map(|pair| pair.split_once('-'));
    pairs.flat_map(|(a, b)| [(unit(a), unit(b)), (unit(b), unit(a))]).collect()
}

/// The sound of each unit that one or two letters write.
fn sounds() -> Vec<Option<fold::Sound>> {
    let mut sounds = vec![None; UNITS];
    let letters = || (b'a'..=b'z').map(char::from);
    let pairs = letters().flat_map(|x| letters().map(move |y| format!("{x}{y}")));
    for text in letters().map(String::from).chain(pairs) {
        if let [unit] = Units::of(text.as_bytes()).as_slice() {
            sounds[usize::from(*unit)].get_or_insert(fold::Sound::of(&text));
        }
    }
    sounds
}

/// What stands for what between two spellings of a name; `names` tell how frequent units are.
pub fn learn(pairs: &[(String, String)], names: &[&str]) -> Chances {
    let units: Vec<_> =
        pairs.iter().map(|(a, b)| (Units::of(a.as_bytes()), Units::of(b.as_bytes()))).collect();
    let prior = prior(names, pairs.len());
    (0..ROUNDS).fold(Chances::start(), |chances, _| {
        let mut seen = prior.clone();
        units.iter().for_each(|(a, b)| count(&chances, a.as_slice(), b.as_slice(), &mut seen));
        Chances(seen).whole()
    })
}

/// Adds how often each step is taken, over all alignments of two spellings, each by its likelihood.
fn count(Chances(p): &Chances, a: &[u8], b: &[u8], seen: &mut [Vec<f64>]) {
    let at = |text: &[u8], i: usize| usize::from(text[i]);
    let (n, m) = (a.len(), b.len());
    let mut ahead = vec![vec![0.0; m + 1]; n + 1];
    let mut behind = vec![vec![0.0; m + 1]; n + 1];
    ahead[0][0] = 1.0;
    behind[n][m] = 1.0;
    for i in 0..=n {
        for j in 0..=m {
            if i > 0 {
                ahead[i][j] += ahead[i - 1][j] * p[at(a, i - 1)][NONE];
            }
            if j > 0 {
                ahead[i][j] += ahead[i][j - 1] * p[NONE][at(b, j - 1)];
            }
            if i > 0 && j > 0 {
                ahead[i][j] += ahead[i - 1][j - 1] * p[at(a, i - 1)][at(b, j - 1)];
            }
        }
    }
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            if i < n {
                behind[i][j] += behind[i + 1][j] * p[at(a, i)][NONE];
            }
            if j < m {
                behind[i][j] += behind[i][j + 1] * p[NONE][at(b, j)];
            }
            if i < n && j < m {
                behind[i][j] += behind[i + 1][j + 1] * p[at(a, i)][at(b, j)];
            }
        }
    }
    let all = ahead[n][m];
    for i in 0..=n {
        for j in 0..=m {
            let mut add = |x: usize, y: usize, after: f64| seen[x][y] += ahead[i][j] * p[x][y] * after / all;
            if i < n {
                add(at(a, i), NONE, behind[i + 1][j]);
            }
            if j < m {
                add(NONE, at(b, j), behind[i][j + 1]);
            }
            if i < n && j < m {
                add(at(a, i), at(b, j), behind[i + 1][j + 1]);
            }
        }
    }
}
