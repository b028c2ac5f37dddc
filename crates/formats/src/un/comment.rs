//! Comments: kept as notes; what they say in set words becomes values, and whom they name by number becomes links.
use crate::sketch::Sketch;

/// What announces the address of the notice that INTERPOL publishes for the Council.
const NOTICE: &str = "INTERPOL-UN Security Council Special Notice web link:";
/// Set words, and the property that they announce.
const SET_WORDS: &[(&str, &str)] = &[
    ("Father's name is ", "fatherName"),
    ("Father’s name is ", "fatherName"),
    ("Father's name: ", "fatherName"),
    ("Name of father: ", "fatherName"),
    ("Mother's name is ", "motherName"),
    ("Mother’s name is ", "motherName"),
    ("Mother's name: ", "motherName"),
    ("Gender: ", "gender"),
];

/// Takes in a comment; gives the numbers of the other entries that it names.
pub(super) fn read(comment: &str, own: &str, entity: &mut Sketch) -> Vec<String> {
    let words: Vec<&str> = comment.split_whitespace().collect();
    for address in words.iter().filter_map(|word| word.get(word.find("http")?..)) {
        let end = address.find(['"', '”', '<', '>']).unwrap_or(address.len());
        let address = address.get(..end).unwrap_or(address).trim_end_matches(['.', ',', ';', ')']);
        entity.try_put("sourceUrl", address);
    }
    let text = words.join(" ");
    for (words, property) in SET_WORDS {
        if let Some((_, rest)) = text.split_once(words) {
            let value = rest.split(['.', ';', ',', '(']).next().unwrap_or(rest);
            entity.try_put(property, value);
        }
    }
    entity.note(text.split(NOTICE).map(without_address).collect::<Vec<_>>().join(" ").trim());
    let numbers =
        text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).map(|word| word.trim_end_matches('.'));
    numbers.filter(|word| is_number(word) && *word != own).map(str::to_string).collect()
}

/// `QDi.001`, `KPe.012`: list, individual or entity, number.
pub(super) fn is_number(text: &str) -> bool {
    let Some((list, number)) = text.split_once('.') else { return false };
    let letters = list.strip_suffix(['i', 'e']).unwrap_or("");
    letters.len() == 2
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && number.len() == 3
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// A text without the address with which it begins.
fn without_address(text: &str) -> &str {
    let text = text.trim();
    let address = text.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("http"));
    if address { text.split_once(' ').map_or("", |(_, rest)| rest) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Kind;

    #[test]
    fn a_comment_becomes_values_links_and_a_note() {
        let mut person = Sketch::of(Kind::Person);
        let comment = "Father's name is Kofi Mensah. Member of an example (QDe.999) with QDi.998.\n \
            INTERPOL-UN Security Council Special Notice web link: https://example.org/notice. Photo\n available.";
        assert_eq!(read(comment, "QDi.997", &mut person), ["QDe.999", "QDi.998"]);
        let values =
            |property| person.entity().values(property).iter().map(|v| v.original()).collect::<Vec<_>>();
        assert_eq!(values("sourceUrl"), ["https://example.org/notice"]);
        assert_eq!(values("fatherName"), ["Kofi Mensah"]);
        assert_eq!(
            values("notes"),
            ["Father's name is Kofi Mensah. Member of an example (QDe.999) with QDi.998. Photo available."]
        );
    }
}
