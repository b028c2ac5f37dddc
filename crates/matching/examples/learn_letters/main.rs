//! Learns what two spellings of one name cost each other, from parts of names that are known in several scripts.
//!
//! `learn_letters COSTS OTHERS TOKENS.tsv...`: tab-separated tables of Latin form, form in another script, and how many bear it,
//! one file a language. Two Latin forms that share a form in another script are spellings of one name. How likely each
//! unit of spelling stands for each other is estimated from them by expectation and maximisation over all alignments
//! (Ristad and Yianilos 1998, without memory), and written as costs to OUT. One name in five is held out by a digest of
//! its Latin form, and the program says how well spellings are told from other names among these, and among the rest.
mod estimate;

use estimate::{NONE, learn};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

#[path = "../../src/fold/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the library uses more of it")]
mod fold;
#[path = "../../src/feature/units.rs"]
#[expect(dead_code, reason = "the library uses more of it")]
mod units;
use units::Units;

type Failure = Box<dyn std::error::Error>;

/// A cost of this many bits is the full one: that of a typing error.
const BITS_FULL: f64 = 10.0;
/// How the full cost is written.
const FULL: f64 = 60.0;

fn main() -> Result<(), Failure> {
    let mut files = std::env::args().skip(1);
    let out = files.next().ok_or("usage: learn_letters COSTS OTHERS TOKENS.tsv...")?;
    let far = files.next().ok_or("where shall the names go that are alike and not the same?")?;
    let languages = files.map(|f| read(&f)).collect::<Result<Vec<_>, _>>()?;
    let pairs = spellings(&languages);
    let (held, taught): (Vec<_>, Vec<_>) =
        pairs.iter().cloned().partition(|p| is_held(&p.0) || is_held(&p.1));
    eprintln!("{} pairs of spellings to learn from, {} held out", taught.len(), held.len());
    let names: Vec<&str> = languages
        .iter()
        .flat_map(|l| l.values())
        .flat_map(|l| l.keys())
        .filter(|l| !is_held(l))
        .map(String::as_str)
        .collect();
    let costs = learn(&taught, &names).costs();
    let strangers = others(&languages);
    eprintln!("{} pairs of other names", strangers.len());
    for (what, same) in [("held out", &held), ("taught", &taught)] {
        judge(what, same, &strangers, &|a, b| {
            let (a, b) = (Units::of(a.as_bytes()), Units::of(b.as_bytes()));
            let n = (a.as_slice().len() + b.as_slice().len()) as f64 / 2.0;
            distance(&costs, a.as_slice(), b.as_slice()) / n
        });
    }
    let (held, taught): (Vec<_>, Vec<_>) = unwritten(&languages).into_iter().partition(|p| is_held(&p.1));
    let bare = learn(&taught, &names).costs();
    eprintln!("{} pairs between scripts to learn from, {} held out", taught.len(), held.len());
    let random: Vec<_> = held
        .iter()
        .zip(held.iter().cycle().skip(held.len() / 2))
        .map(|(a, b)| (a.0.clone(), b.1.clone()))
        .collect();
    judge("between scripts, held out", &held, &random, &|a, b| {
        let (a, b) = (Units::of(a.as_bytes()), Units::of(b.as_bytes()));
        distance(&bare, a.as_slice(), b.as_slice()) / a.as_slice().len().max(b.as_slice().len()) as f64
    });
    fs::write(far, apart(&languages, &costs))?;
    fs::write(out, format!("{NOTE}{}#\n{}", table(&costs), table(&bare)))?;
    Ok(())
}

/// Forms in another script, each with the Latin forms and their bearers.
type Language = BTreeMap<String, BTreeMap<String, u32>>;

fn read(path: &str) -> Result<Language, Failure> {
    let text = fs::read_to_string(path)?;
    let mut language = Language::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let (Some(latin), Some(native), Some(count)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let parts = fold::name(latin, fold::Naming::Thing);
        let [part] = parts.as_slice() else { continue };
        if part.text.len() >= 2 && part.text.bytes().all(|c| c.is_ascii_lowercase()) {
            *language.entry(native.to_string()).or_default().entry(part.text.clone()).or_default() +=
                count.parse::<u32>()?;
        }
    }
    Ok(language)
}

/// What is written before the tables.
const NOTE: &str = "\
# Costs of one unit of spelling for another, and of a unit that one side lacks (last row and column), as signs from 0 up.
# The order of units is that of units.rs. First between two spellings that write all sounds, then between one that does
# and one in a script that leaves vowels out.
# Written by examples/learn_letters.rs from English labels of persons in Wikidata (CC0) and their labels in Arabic,
# Russian, Hebrew, Chinese, Korean and Katakana, aligned word by word, each pair borne by two persons or more;
# one name in five was held out. Do not edit: run the program.
";

/// Forms of scripts that do not write all sounds in our letters, with their Latin forms.
fn unwritten(languages: &[Language]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (native, latins) in languages.iter().flatten() {
        let parts = fold::name(native, fold::Naming::Person);
        let [part] = parts.as_slice() else { continue };
        if part.abjad {
            let near = |l: &&String| plain_distance(&part.text, l) * 3 <= 2 * l.len().max(part.text.len());
            pairs.extend(latins.keys().filter(near).map(|l| (part.text.clone(), l.clone())));
        }
    }
    pairs
}

/// Which forms a Latin form has, by language.
fn forms(languages: &[Language]) -> BTreeMap<&str, Vec<BTreeSet<&str>>> {
    let mut forms: BTreeMap<&str, Vec<BTreeSet<&str>>> = BTreeMap::new();
    for (at, language) in languages.iter().enumerate() {
        for (native, latins) in language {
            for latin in latins.keys() {
                forms.entry(latin).or_insert_with(|| vec![BTreeSet::new(); languages.len()])[at]
                    .insert(native);
            }
        }
    }
    forms
}

/// In how many languages two Latin forms share a form, and in how many both have one and share none.
fn shared(a: &[BTreeSet<&str>], b: &[BTreeSet<&str>]) -> (usize, usize) {
    a.iter().zip(b).filter(|(a, b)| !a.is_empty() && !b.is_empty()).fold((0, 0), |(same, other), (a, b)| {
        if a.is_disjoint(b) { (same, other + 1) } else { (same + 1, other) }
    })
}

/// Latin forms that share a form in more languages than they do not.
fn spellings(languages: &[Language]) -> Vec<(String, String)> {
    let forms = forms(languages);
    let mut pairs = BTreeSet::new();
    for latins in languages.iter().flat_map(|l| l.values()) {
        let latins: Vec<&String> = latins.keys().collect();
        for (at, a) in latins.iter().enumerate() {
            for b in &latins[at + 1..] {
                let (same, other) = shared(&forms[a.as_str()], &forms[b.as_str()]);
                if same > other && plain_distance(a, b) * 5 <= 3 * a.len().max(b.len()) {
                    pairs.insert((a.to_string(), b.to_string()));
                }
            }
        }
    }
    pairs.into_iter().collect()
}

/// Latin forms a letter or two apart that share no form in any of two languages or more in which both have one.
fn others(languages: &[Language]) -> Vec<(String, String)> {
    let forms = forms(languages);
    let mut shorter: HashMap<String, Vec<&str>> = HashMap::new();
    for latin in forms.keys().filter(|l| l.len() >= 3) {
        for at in 0..=latin.len() {
            let less: String = latin.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
            shorter.entry(less).or_default().push(latin);
        }
    }
    let mut pairs = BTreeSet::new();
    for near in shorter.values() {
        for (at, a) in near.iter().enumerate() {
            for b in near[at + 1..].iter().filter(|b| *b != a) {
                let (same, other) = shared(&forms[a], &forms[*b]);
                if same == 0 && other >= 2 {
                    pairs.insert((a.to_string(), b.to_string()));
                }
            }
        }
    }
    pairs.into_iter().collect()
}

/// What is written before the names that are alike and not the same.
const NOTE_APART: &str = "\
# Frequent names that are spelt alike and are not the same: a name, and those that are another although they are near.
# Two names are taken for others where both have forms in two or more other scripts, borne by ten persons or more, and share none.
# Written by examples/learn_letters.rs from the names that costs.txt is learned from. Do not edit: run the program.
";
/// So many must bear a name for it to be known.
const BEARERS_LEAST: u32 = 10;
/// What lies nearer, in bits for each unit, is taken for one name whatever is known, and what lies farther is not alike.
const NEAR: f64 = 0.9;
const FAR: f64 = 2.5;

/// Known names that are alike and share no form.
fn apart(languages: &[Language], costs: &[Vec<f64>]) -> String {
    let mut bearers: BTreeMap<&str, u32> = BTreeMap::new();
    for (latin, count) in languages.iter().flat_map(|l| l.values()).flatten() {
        let most = bearers.entry(latin).or_default();
        *most = (*most).max(*count);
    }
    let forms = forms(languages);
    let known: Vec<(&str, Units)> = bearers
        .iter()
        .filter(|(latin, n)| **n >= BEARERS_LEAST && latin.len() >= 3)
        .map(|(l, _)| (*l, Units::of(l.as_bytes())))
        .collect();
    let mut text = NOTE_APART.to_string();
    for (at, (a, x)) in known.iter().enumerate() {
        let others = known[at + 1..].iter().filter(|(b, y)| {
            let units = (x.as_slice().len() + y.as_slice().len()) as f64 / 2.0;
            x.as_slice().len().abs_diff(y.as_slice().len()) <= 2
                && !is_feminine(a, b)
                && !is_feminine(b, a)
                && (NEAR..FAR).contains(&(distance(costs, x.as_slice(), y.as_slice()) / units))
                && matches!(shared(&forms[a], &forms[b]), (0, 2..))
        });
        let others: Vec<&str> = others.map(|(b, _)| *b).collect();
        if !others.is_empty() {
            text.push_str(&format!("{a} {}\n", others.join(" ")));
        }
    }
    text
}

/// Ivanova beside Ivanov, Kowalska beside Kowalski: the name of a woman of the family.
fn is_feminine(a: &str, b: &str) -> bool {
    let ends = ["ov", "ev", "in", "yn"].iter().any(|end| a.ends_with(end)) && b.strip_suffix('a') == Some(a);
    ends || [("sky", "skaya"), ("skiy", "skaya"), ("ski", "ska"), ("ski", "skaia")]
        .iter()
        .any(|(he, she)| a.strip_suffix(he).is_some_and(|stem| b.strip_suffix(she) == Some(stem)))
}

fn is_held(latin: &str) -> bool {
    latin.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, c| (h ^ u64::from(c)).wrapping_mul(0x100_0000_01b3))
        >> 20
        & 0xff
        < 51
}

fn plain_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

fn distance(costs: &[Vec<f64>], a: &[u8], b: &[u8]) -> f64 {
    let cost = |x: usize, y: usize| costs[x][y].min(BITS_FULL);
    let mut row: Vec<f64> = vec![0.0; b.len() + 1];
    for j in 0..b.len() {
        row[j + 1] = row[j] + cost(NONE, usize::from(b[j]));
    }
    for x in a {
        let x = usize::from(*x);
        let mut corner = row[0];
        row[0] += cost(x, NONE);
        for j in 0..b.len() {
            let y = usize::from(b[j]);
            let best = (corner + cost(x, y)).min(row[j] + cost(NONE, y)).min(row[j + 1] + cost(x, NONE));
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

/// How many spellings are found where one, five, twenty in a hundred other names that are a letter or two apart are taken for one.
fn judge(
    what: &str,
    same: &[(String, String)],
    other: &[(String, String)],
    distance: &dyn Fn(&str, &str) -> f64,
) {
    let sorted = |pairs: &[(String, String)]| {
        let mut d: Vec<f64> = pairs.iter().map(|(a, b)| distance(a, b)).collect();
        d.sort_by(f64::total_cmp);
        d
    };
    let (same, other) = (sorted(same), sorted(other));
    let found = |share: f64| {
        let least = other[(other.len() as f64 * share) as usize];
        same.iter().filter(|d| **d < least).count() as f64 / same.len() as f64
    };
    eprintln!("{what}: found {:.3} {:.3} {:.3} {:.3}", found(0.01), found(0.05), found(0.2), found(0.5));
}

fn table(costs: &[Vec<f64>]) -> String {
    let mut text = String::new();
    for row in costs {
        let signs =
            row.iter().map(|bits| char::from(b'0' + (bits / BITS_FULL * FULL).round().min(FULL) as u8));
        text.extend(signs);
        text.push('\n');
    }
    text
}
