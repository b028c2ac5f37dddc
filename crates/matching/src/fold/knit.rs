//! Names of persons: joins what belongs together, and marks particles.
//!
//! General knowledge of Arabic, Persian, Turkic, Romance and Germanic names; each list says what it holds.
use super::words::Word;
use super::{Part, Role};

/// Servant of: with the next word it is one name (Abd al-Rahman, Abdul Rahman, Abdurrahman).
const SERVANT: [&str; 12] = [
    "abd", "abdu", "abdul", "abdel", "abdal", "abdoul", "abdil", "abdur", "abder", "abdus", "abdes", "abdou",
];
/// The article, also where it yields to the letter that follows.
const ARTICLE: [&str; 14] =
    ["al", "el", "ul", "il", "ur", "us", "ar", "as", "ash", "ad", "an", "at", "az", "ud"];
/// Father of, mother of.
const PARENT: [&str; 8] = ["abu", "abou", "abo", "aboo", "umm", "oum", "om", "um"];
/// Titles that stand inside a name as well; first or last they may be all that there is of it.
const INSIDE: [&str; 16] = [
    "sayyid", "sayed", "syed", "sayyed", "seyed", "haji", "hajji", "hadji", "mullah", "mulla", "mawlawi",
    "maulvi", "sheikh", "shaikh", "agha", "hafiz",
];
/// What binds names: son and daughter of, of, from, the.
const PARTICLES: [&str; 45] = [
    "al", "el", "ul", "bin", "ibn", "ben", "bn", "bint", "binti", "binte", "ould", "oglu", "ogly", "oghlu",
    "uulu", "kyzy", "qizi", "kizi", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la",
    "las", "le", "los", "lo", "van", "von", "der", "den", "ter", "ten", "zu", "af", "av", "y", "e", "dit",
];
/// Of these also one that opens a name, because no given name is written so.
const OPENING: [&str; 12] =
    ["al", "el", "de", "del", "della", "von", "dos", "das", "ould", "ibn", "bn", "bint"];
/// Short forms of Muhammad, the most frequent name there is, as registers write it.
const MUHAMMAD: [&str; 7] = ["md", "mhd", "mohd", "muhd", "mohmd", "mhmd", "mohamd"];

/// The parts of a person's name.
pub(super) fn person(words: Vec<Word>) -> Vec<Part> {
    let several = words.len() > 1;
    let mut parts: Vec<Part> = Vec::with_capacity(words.len());
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        let next = words.peek();
        if SERVANT.contains(&text) && next.is_some() {
            parts.push(servant(&mut words));
        } else if PARENT.contains(&text) && next.is_some() {
            parts.push(parent(text, &mut words));
        } else if let Some(ending) = ending(text).filter(|_| !parts.is_empty()) {
            attach(&mut parts, ending);
        } else if several && !word.abjad && MUHAMMAD.contains(&text) {
            parts.push(Part { text: "mohammed".into(), role: Role::Plain, abjad: false });
        } else {
            let role = role(&word, next, parts.is_empty());
            let text = if role == Role::Particle { particle(text).to_string() } else { compound(text) };
            parts.push(Part { text, role, abjad: word.abjad });
        }
    }
    parts
}

fn servant(words: &mut std::iter::Peekable<std::vec::IntoIter<Word>>) -> Part {
    let name = past_article(words);
    let text = name.as_ref().map_or(String::from("abd"), |n| {
        let rest = n.text.strip_prefix("al").filter(|rest| rest.starts_with('l') && rest.len() >= 2);
        format!("abd{}", compound(rest.unwrap_or(&n.text)))
    });
    Part { text, role: Role::Plain, abjad: name.is_some_and(|n| n.abjad) }
}

fn parent(text: &str, words: &mut std::iter::Peekable<std::vec::IntoIter<Word>>) -> Part {
    let name = past_article(words);
    let whose = if text.starts_with('a') { "abu" } else { "umm" };
    let text = format!("{whose}{}", name.as_ref().map_or("", |n| &n.text));
    Part { text, role: Role::Plain, abjad: name.is_some_and(|n| n.abjad) }
}

/// The next word, past an article that something follows.
fn past_article(words: &mut std::iter::Peekable<std::vec::IntoIter<Word>>) -> Option<Word> {
    let next = words.next()?;
    if ARTICLE.contains(&next.text.as_str()) { words.next().or(Some(next)) } else { Some(next) }
}

/// Of the faith, of God: belongs to the name before it, with or without its article.
fn ending(text: &str) -> Option<&'static str> {
    match text {
        "din" | "deen" | "dine" | "addin" | "uddin" | "eddine" | "eddin" | "ud-din" => Some("din"),
        "ullah" | "allah" | "ulla" | "alla" | "ellah" => Some("lah"),
        _ => None,
    }
}

fn attach(parts: &mut Vec<Part>, ending: &str) {
    if parts.len() > 1 && parts.last().is_some_and(|p| ARTICLE.contains(&p.text.as_str())) {
        parts.pop();
    }
    if let Some(last) = parts.last_mut() {
        last.text.push_str(ending);
        last.role = Role::Plain;
    }
}

fn role(word: &Word, next: Option<&Word>, first: bool) -> Role {
    let Some(next) = next else { return Role::Plain };
    let text = word.text.as_str();
    let yields = word.hyphen
        && ARTICLE.contains(&text)
        && text.as_bytes().last().is_some_and(|l| next.text.as_bytes().first() == Some(l));
    let binds = if !first && INSIDE.contains(&text) {
        true
    } else if first {
        OPENING.contains(&text)
    } else {
        PARTICLES.contains(&text)
    };
    if yields || binds { Role::Particle } else { Role::Plain }
}

/// The words for a child in one spelling.
fn particle(text: &str) -> &str {
    match text {
        "bin" | "ibn" | "ben" | "bn" => "bin",
        "bint" | "binti" | "binte" => "bint",
        other => other,
    }
}

/// A name already written as one word, without the vowel and article inside it.
fn compound(text: &str) -> String {
    servant_of(text)
        .or_else(|| {
            without_article(text, &["uddin", "uddeen", "eddine", "eddin", "addin", "iddin", "oddin"], "din")
        })
        .or_else(|| without_article(text, &["ullah", "allah", "ollah", "ulla", "ellah"], "lah"))
        .unwrap_or_else(|| text.to_string())
}

/// `abd`, a vowel, and `l` or a doubled letter: the article. "abdulaziz" is "abdaziz", "abderrahman" is "abdrahman".
fn servant_of(text: &str) -> Option<String> {
    let rest = text.strip_prefix("abd")?;
    let name = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    let mut letters = name.bytes();
    let (first, second) = (letters.next()?, letters.next()?);
    let article = name.len() < rest.len() && (first == b'l' || first == second) && name.len() >= 4;
    let bare = if article { name.get(1..)? } else { return None };
    Some(format!("abd{bare}"))
}

fn without_article(text: &str, endings: &[&str], bare: &str) -> Option<String> {
    let stem = endings.iter().find_map(|ending| text.strip_suffix(ending)).filter(|stem| stem.len() >= 3)?;
    Some(format!("{stem}{bare}"))
}
