//! Names of bodies: legal forms and common words in one spelling, and words that bind.
//!
//! The table is `bodies.txt`, which says where its lines come from.
use super::words::{self, Word};
use super::{Naming, Part, Role};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a few words become.
struct Term {
    /// The words after the first.
    rest: Vec<String>,
    becomes: &'static str,
    is_form: bool,
}

/// Terms by their first word, the longest first.
static TERMS: LazyLock<HashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: HashMap<String, Vec<Term>> = HashMap::new();
    let mut is_form = false;
    for line in include_str!("bodies.txt").lines() {
        match line.strip_prefix('#') {
            Some(note) => is_form = note.trim() == "FORMS" || (is_form && note.trim() != "WORDS"),
            None => {
                let becomes = line.split('|').next().unwrap_or_default();
                for spelling in line.split('|') {
                    let mut words =
                        letters_joined(words::split(spelling, Naming::Body)).into_iter().map(|w| w.text);
                    if let Some(first) = words.next() {
                        terms.entry(first).or_default().push(Term {
                            rest: words.collect(),
                            becomes,
                            is_form,
                        });
                    }
                }
            }
        }
    }
    terms.values_mut().for_each(|terms| terms.sort_by_key(|term| std::cmp::Reverse(term.rest.len())));
    terms
});

/// The common words, in the spelling that is compared.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let words = TERMS.values().flatten().filter(|term| !term.is_form).map(|term| term.becomes);
    words.collect()
});

/// Whether a part stands in the names of very many bodies.
pub(crate) fn is_common(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| COMMON.contains(text))
}

/// Words that bind, and the words for a company, which come and go.
const BINDING: [&str; 22] = [
    "the", "of", "and", "for", "in", "de", "la", "le", "les", "el", "al", "du", "des", "et", "y", "e", "und",
    "der", "die", "das", "i", "company",
];

/// The parts of a body's name.
pub(super) fn marked(words: Vec<Word>) -> Vec<Part> {
    let words = letters_joined(words);
    let mut parts = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        let alone = parts.is_empty() && after.is_empty();
        let term = if alone { None } else { term(word, after) };
        let (text, form) = term.map_or((word.text.as_str(), false), |term| (term.becomes, term.is_form));
        let role = match form {
            true => Role::Form,
            false if BINDING.contains(&text) => Role::Particle,
            false => Role::Plain,
        };
        parts.push(Part { text: text.to_string(), role, abjad: word.abjad && term.is_none() });
        rest = after.get(term.map_or(0, |term| term.rest.len())..).unwrap_or_default();
    }
    set_acronyms_aside(&mut parts);
    if parts.iter().all(|p| p.role != Role::Plain) {
        parts.iter_mut().for_each(|p| p.role = Role::Plain);
    }
    parts
}

/// "Invented Sea Trade Organisation (ISTO)": the first letters of the other words say nothing new.
fn set_acronyms_aside(parts: &mut [Part]) {
    const LETTERS_LEAST: usize = 3;
    let first = |p: &Part| p.text.bytes().next();
    let letters: Vec<u8> = parts.iter().filter_map(first).collect();
    let plain: Vec<u8> = parts.iter().filter(|p| p.role == Role::Plain).filter_map(first).collect();
    for part in parts.iter_mut().filter(|p| p.role == Role::Plain && p.text.len() >= LETTERS_LEAST) {
        let stands_in =
            |letters: &[u8]| letters.windows(part.text.len()).any(|run| run == part.text.as_bytes());
        if stands_in(&letters) || stands_in(&plain) {
            part.role = Role::Particle;
        }
    }
}

fn term(word: &Word, after: &[Word]) -> Option<&'static Term> {
    let fits = |term: &&Term| {
        term.rest.len() <= after.len() && term.rest.iter().zip(after).all(|(text, word)| *text == word.text)
    };
    TERMS.get(&word.text)?.iter().find(fits)
}

/// "S.A.R.L." was split at its dots: single letters in a row are one word.
fn letters_joined(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut open = false;
    for word in words {
        let single = word.text.len() == 1 && word.text.bytes().all(|b| b.is_ascii_lowercase());
        match joined.last_mut().filter(|_| single && open) {
            Some(last) => last.text.push_str(&word.text),
            None => joined.push(word),
        }
        open = single;
    }
    joined
}
