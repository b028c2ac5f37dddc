//! Titles, which come and go between files and say nothing of who it is, and marks of generation, which tell father from son.
use super::words::Word;

/// Before a name, a word each. Languages of the lists: English, French, Spanish, German, Italian, Russian, Turkish, Arabic (also as
/// its letters give it without vowels), Persian, Urdu, Hindi. General knowledge, and the titles of a public list of stop words (MIT
/// licence). Words that are names as often as titles (sayed, shah, khan, emir, malik) stand not here.
const BEFORE: &str = "mr mrs ms miss mister mme madame mlle monsieur messrs sir dame lord lady herr frau signor signora sr sra \
    senor senora don dona dr doctor doc prof professor ing eng engineer rev reverend father pastor bishop \
    archbishop imam sheikh shaikh shaykh sheik cheikh shyikh mullah mulla molla mawlawi maulavi maulawi \
    maulvi mawlana maulana mufti qari hafiz haji hajji hadji al-hajj alhaji elhadj hajj ustad ayatollah \
    general gen colonel col captain capt lieutenant lt sergeant sgt brigadier president minister ambassador \
    prince princess mx fraulein senorita hr dott dottore dottor dottssa dottoressa amb admiral adm marshal \
    major maj cpt cmdr commander commandant cardinal rabbi shri smt sardar gospodin gospozha doktor chief \
    pres hon honourable honorable excellency fmr hujjatoleslam hojatoleslam mawlawy mevlana hoca hodja swami \
    bhai kumari dktur shikh alshikh mulwi sheikha shaikha herrn";
/// After a name.
const AFTER: &str = "phd md esq esquire obe sa pc mba cpa cfa dds dvm ret retd";
/// Which of several of one name: in English, French, Portuguese and Slavic use, and by number.
const GENERATIONS: [(&str, &str); 4] = [
    ("senior", "sr senior snr pere starshi starshiy starsi"),
    ("junior", "jr junior jnr ii 2nd second fils filho mladshi mladshiy mladsi"),
    ("third", "iii 3rd third neto"),
    ("fourth", "iv 4th"),
];

/// The words of a person's name without titles, and the mark of generation; at least one word stays, and two where the last is judged.
pub(super) fn without(mut words: Vec<Word>) -> (Vec<Word>, Option<&'static str>) {
    let titles = words.iter().take_while(|w| is_among(BEFORE, &w.text)).count();
    words.drain(..titles.min(words.len().saturating_sub(1)));
    let mut mark = None;
    while words.len() > 2 {
        let Some(last) = words.last() else { break };
        let generation =
            GENERATIONS.iter().find(|(_, marks)| is_among(marks, &last.text)).map(|(mark, _)| *mark);
        if generation.is_none() && !is_among(AFTER, &last.text) {
            break;
        }
        mark = mark.or(generation);
        words.pop();
    }
    (words, mark)
}

fn is_among(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Whether a part is a mark of generation.
pub(crate) fn is_generation(text: &[u8]) -> bool {
    GENERATIONS.iter().any(|(mark, _)| mark.as_bytes() == text)
}
