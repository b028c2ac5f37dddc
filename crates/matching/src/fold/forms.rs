//! Names of bodies: legal forms in one spelling, and words that bind.
//!
//! The forms are those of company registers in the countries of the lists; general knowledge. Forms that mean the same
//! in different countries share a spelling: a share company, a company with limited liability, a partnership.
use super::words::Word;
use super::{Part, Role};

const SHARES: &str = "jsc";
const LIMITED: &str = "ltd";
const PARTNERS: &str = "lp";

const ONE_WORD: [(&str, &str); 62] = [
    ("ag", SHARES),
    ("aktiengesellschaft", SHARES),
    ("aktiengeselschaft", SHARES),
    ("sa", SHARES),
    ("spa", SHARES),
    ("plc", SHARES),
    ("jsc", SHARES),
    ("ojsc", SHARES),
    ("cjsc", SHARES),
    ("pjsc", SHARES),
    ("pjs", SHARES),
    ("oao", SHARES),
    ("pao", SHARES),
    ("zao", SHARES),
    ("ao", SHARES),
    ("aozt", SHARES),
    ("pat", SHARES),
    ("vat", SHARES),
    ("oyj", SHARES),
    ("nv", SHARES),
    ("ab", SHARES),
    ("asa", SHARES),
    ("aps", LIMITED),
    ("as", SHARES),
    ("ad", SHARES),
    ("dd", SHARES),
    ("inc", SHARES),
    ("incorporated", SHARES),
    ("corp", SHARES),
    ("corporation", SHARES),
    ("berhad", SHARES),
    ("bhd", SHARES),
    ("tbk", SHARES),
    ("kk", SHARES),
    ("saog", SHARES),
    ("sal", SHARES),
    ("ltd", LIMITED),
    ("limited", LIMITED),
    ("llc", LIMITED),
    ("gmbh", LIMITED),
    ("mbh", LIMITED),
    ("ooo", LIMITED),
    ("tov", LIMITED),
    ("too", LIMITED),
    ("sarl", LIMITED),
    ("srl", LIMITED),
    ("sl", LIMITED),
    ("bv", LIMITED),
    ("doo", LIMITED),
    ("ood", LIMITED),
    ("eood", LIMITED),
    ("kft", LIMITED),
    ("oy", LIMITED),
    ("lda", LIMITED),
    ("ltda", LIMITED),
    ("pty", LIMITED),
    ("pte", LIMITED),
    ("pvt", LIMITED),
    ("fze", LIMITED),
    ("lp", PARTNERS),
    ("llp", PARTNERS),
    ("kg", PARTNERS),
];
const PHRASES: [(&[&str], &str); 12] = [
    (&["open", "joint", "stock", "company"], SHARES),
    (&["public", "joint", "stock", "company"], SHARES),
    (&["closed", "joint", "stock", "company"], SHARES),
    (&["private", "joint", "stock", "company"], SHARES),
    (&["joint", "stock", "company"], SHARES),
    (&["public", "limited", "company"], SHARES),
    (&["sociedad", "anonima"], SHARES),
    (&["societe", "anonyme"], SHARES),
    (&["private", "limited", "company"], LIMITED),
    (&["limited", "liability", "company"], LIMITED),
    (&["limited", "liability", "partnership"], PARTNERS),
    (&["limited", "partnership"], PARTNERS),
];
const BINDING: [&str; 22] = [
    "the", "of", "and", "for", "in", "de", "la", "le", "les", "el", "al", "du", "des", "et", "y", "e", "und",
    "der", "die", "das", "i", "co",
];

/// The parts of a body's name.
pub(super) fn marked(words: Vec<Word>) -> Vec<Part> {
    let words = letters_joined(words);
    let mut parts = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        let phrase = PHRASES.iter().find(|(phrase, _)| opens_with(rest, phrase));
        let form = ONE_WORD.iter().find(|(form, _)| *form == word.text).map(|(_, form)| *form);
        rest = match (phrase, form.filter(|_| !parts.is_empty() || !after.is_empty())) {
            (Some((phrase, form)), _) => {
                parts.push(part(form, Role::Form));
                rest.get(phrase.len()..).unwrap_or_default()
            }
            (None, Some(form)) => {
                parts.push(part(form, Role::Form));
                after
            }
            (None, None) => {
                let role = if BINDING.contains(&word.text.as_str()) { Role::Particle } else { Role::Plain };
                parts.push(Part { role, ..word.clone().into_part() });
                after
            }
        };
    }
    if parts.iter().all(|p| p.role != Role::Plain) {
        parts.iter_mut().for_each(|p| p.role = Role::Plain);
    }
    parts
}

fn part(text: &str, role: Role) -> Part {
    Part { text: text.to_string(), role, abjad: false }
}

fn opens_with(words: &[Word], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, text)| word.text == *text)
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
