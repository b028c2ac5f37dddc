//! Learns how foreign names are read back from scripts that write them by syllables: Katakana, Hangul, Chinese characters.
//!
//! `learn_readings READINGS TOKENS.tsv...`: tab-separated tables of Latin form, form in another script, and how many bear it.
//! Each sign is aligned with the letters that it stands for by expectation and maximisation over all ways to cut the Latin
//! form; then what a sign most often stands for is counted, with its neighbours where these change it, and written to
//! READINGS. One name in five is held out by a digest of its Latin form.
use std::collections::{BTreeMap, HashMap};
use std::fs;

#[path = "../src/fold/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the library uses more of it")]
mod fold;

type Failure = Box<dyn std::error::Error>;

/// Most letters that one sign stands for.
const LETTERS_MAX: usize = 4;
const ROUNDS: usize = 15;
/// How often neighbours must have been seen to be believed, and in which share of cases.
const SEEN_LEAST: f64 = 3.0;
const SHARE_LEAST: f64 = 0.4;

const NOTE: &str = "\
# What a sign stands for in a foreign name: sign before, sign, sign after (_ for any, ^ and $ for the ends of the word), letters.
# Written by examples/learn_readings.rs from English labels of persons in Wikidata (CC0) and their labels in Katakana, Korean
# and Chinese, aligned word by word, each pair borne by two persons or more; one name in five was held out.
# Do not edit: run the program.
";

fn main() -> Result<(), Failure> {
    let mut files = std::env::args().skip(1);
    let out = files.next().ok_or("usage: learn_readings READINGS TOKENS.tsv...")?;
    let mut text = NOTE.to_string();
    for file in files {
        let names = read(&file)?;
        let chances = learn(&names);
        let readings = readings(&names, &chances);
        eprintln!("{file}: {} names, {} readings", names.len(), readings.len());
        for ([before, sign, after], letters) in readings {
            text.push_str(&format!("{before}{sign}{after} {letters}\n"));
        }
    }
    fs::write(out, text)?;
    Ok(())
}

/// A name in signs of its script and in letters, and what it counts.
struct Name {
    signs: Vec<char>,
    letters: String,
    weight: f64,
}

fn read(path: &str) -> Result<Vec<Name>, Failure> {
    let mut names = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let [latin, native, count] =
            line.split('\t').collect::<Vec<_>>().try_into().map_err(|_| "three columns")?;
        let parts = fold::name(latin, fold::Naming::Thing);
        let [part] = parts.as_slice() else { continue };
        let signs = fold::foreign::signs(native);
        if !is_held(&part.text)
            && signs.len() * LETTERS_MAX >= part.text.len()
            && signs.len() <= 3 * part.text.len()
        {
            let count: f64 = count.parse()?;
            names.push(Name { signs, letters: part.text.clone(), weight: 1.0 + count.ln() });
        }
    }
    Ok(names)
}

fn is_held(latin: &str) -> bool {
    latin.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, c| (h ^ u64::from(c)).wrapping_mul(0x100_0000_01b3))
        >> 20
        & 0xff
        < 51
}

/// How likely a sign stands for letters.
type Chances = HashMap<(char, String), f64>;

fn learn(names: &[Name]) -> Chances {
    let mut chances = Chances::new();
    for round in 0..ROUNDS {
        let mut seen = Chances::new();
        let chance = |sign: char, letters: &str| match round {
            0 => [0.1, 1.0, 1.0, 0.3, 0.1][letters.len()],
            _ => chances.get(&(sign, letters.to_string())).copied().unwrap_or(1e-9),
        };
        names.iter().for_each(|name| count(name, &chance, &mut seen));
        let mut sums: HashMap<char, f64> = HashMap::new();
        seen.iter().for_each(|((sign, _), n)| *sums.entry(*sign).or_default() += n);
        seen.iter_mut().for_each(|((sign, _), n)| *n /= sums[sign]);
        chances = seen;
    }
    chances
}

/// Adds how often each sign stands for what, over all ways to cut the letters, each by its likelihood.
fn count(name: &Name, chance: &dyn Fn(char, &str) -> f64, seen: &mut Chances) {
    let (n, m) = (name.signs.len(), name.letters.len());
    let mut ahead = vec![vec![0.0; m + 1]; n + 1];
    let mut behind = vec![vec![0.0; m + 1]; n + 1];
    ahead[0][0] = 1.0;
    behind[n][m] = 1.0;
    let cuts = |i: usize| (0..=m).flat_map(move |j| (j..=m.min(j + LETTERS_MAX)).map(move |k| (i, j, k)));
    for (i, j, k) in (0..n).flat_map(cuts) {
        ahead[i + 1][k] += ahead[i][j] * chance(name.signs[i], &name.letters[j..k]);
    }
    for (i, j, k) in (0..n).rev().flat_map(cuts) {
        behind[i][j] += behind[i + 1][k] * chance(name.signs[i], &name.letters[j..k]);
    }
    let all = ahead[n][m];
    if all <= 0.0 {
        return;
    }
    for (i, j, k) in (0..n).flat_map(cuts) {
        let share = ahead[i][j] * chance(name.signs[i], &name.letters[j..k]) * behind[i + 1][k] / all;
        if share > 1e-6 {
            *seen.entry((name.signs[i], name.letters[j..k].to_string())).or_default() += share * name.weight;
        }
    }
}

/// The letters of each sign by the likeliest cut.
fn cut<'n>(name: &'n Name, chances: &Chances) -> Vec<&'n str> {
    let (n, m) = (name.signs.len(), name.letters.len());
    let mut best = vec![vec![(f64::NEG_INFINITY, 0); m + 1]; n + 1];
    best[0][0].0 = 0.0;
    for i in 0..n {
        for j in 0..=m {
            for k in j..=m.min(j + LETTERS_MAX) {
                let chance =
                    chances.get(&(name.signs[i], name.letters[j..k].to_string())).copied().unwrap_or(1e-9);
                let sum = best[i][j].0 + chance.ln();
                if sum > best[i + 1][k].0 {
                    best[i + 1][k] = (sum, j);
                }
            }
        }
    }
    let mut end = m;
    let mut letters: Vec<&str> = (0..n)
        .rev()
        .map(|i| {
            let from = best[i + 1][end].1;
            let text = &name.letters[from..end];
            end = from;
            text
        })
        .collect();
    letters.reverse();
    letters
}

/// What each sign is read as, and what with neighbours that change it.
fn readings(names: &[Name], chances: &Chances) -> BTreeMap<[char; 3], String> {
    let mut seen: BTreeMap<[char; 3], BTreeMap<&str, f64>> = BTreeMap::new();
    for name in names {
        for (at, letters) in cut(name, chances).into_iter().enumerate() {
            let [before, sign, after] = fold::foreign::around(&name.signs, at);
            for key in [[before, sign, after], ['_', sign, after], [before, sign, '_'], ['_', sign, '_']] {
                *seen.entry(key).or_default().entry(letters).or_default() += name.weight;
            }
        }
    }
    let mut best: BTreeMap<[char; 3], String> = BTreeMap::new();
    // Those with fewer neighbours first, so that what these say already is not said again.
    let mut keys: Vec<&[char; 3]> = seen.keys().collect();
    keys.sort_by_key(|key| key.iter().filter(|c| **c != '_').count());
    for key in keys {
        let counts = &seen[key];
        let all: f64 = counts.values().sum();
        let (letters, most) = counts.iter().max_by(|x, y| x.1.total_cmp(y.1)).expect("each was counted");
        let alone = key[0] == '_' && key[2] == '_';
        let known = fold::foreign::reading(&|key| best.get(&key).map(String::as_str), *key);
        if alone || (all >= SEEN_LEAST && most / all >= SHARE_LEAST && known != Some(letters)) {
            best.insert(*key, (*letters).to_string());
        }
    }
    best
}
