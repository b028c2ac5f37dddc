//! Titles and marks of generation, which come and go between files and say nothing of who it is.
use super::words::Word;

/// Before a name. Languages of the lists: English, French, Spanish, German, Italian, Russian, Arabic, Persian, Urdu.
/// General knowledge. Words that are names as often as titles (sayed, shah, khan, emir, malik) stand not here.
const BEFORE: [&str; 82] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mister",
    "mme",
    "madame",
    "mlle",
    "monsieur",
    "messrs",
    "sir",
    "dame",
    "lord",
    "lady",
    "herr",
    "frau",
    "signor",
    "signora",
    "sr",
    "sra",
    "senor",
    "senora",
    "don",
    "dona",
    "dr",
    "doctor",
    "doc",
    "prof",
    "professor",
    "ing",
    "eng",
    "engineer",
    "rev",
    "reverend",
    "father",
    "pastor",
    "bishop",
    "archbishop",
    "imam",
    "sheikh",
    "shaikh",
    "shaykh",
    "sheik",
    "cheikh",
    "shyikh",
    "mullah",
    "mulla",
    "molla",
    "mawlawi",
    "maulavi",
    "maulawi",
    "maulvi",
    "mawlana",
    "maulana",
    "mufti",
    "qari",
    "hafiz",
    "haji",
    "hajji",
    "hadji",
    "al-hajj",
    "alhaji",
    "elhadj",
    "hajj",
    "ustad",
    "ayatollah",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "capt",
    "lieutenant",
    "lt",
    "sergeant",
    "sgt",
    "brigadier",
    "president",
    "minister",
    "ambassador",
    "prince",
    "princess",
];
/// After a name.
const AFTER: [&str; 14] =
    ["jr", "junior", "sr", "senior", "ii", "iii", "iv", "phd", "md", "esq", "esquire", "obe", "sa", "pc"];

/// The words of a person's name without titles; at least one word stays, and two where the last is judged.
pub(super) fn without(mut words: Vec<Word>) -> Vec<Word> {
    let titles = words.iter().take_while(|w| BEFORE.contains(&w.text.as_str())).count();
    words.drain(..titles.min(words.len().saturating_sub(1)));
    while words.len() > 2 && words.last().is_some_and(|w| AFTER.contains(&w.text.as_str())) {
        words.pop();
    }
    words
}
