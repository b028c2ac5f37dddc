//! How the letters of a script are written in Latin ones, by the rules that its countries' passports follow.

/// One way to write a script in Latin letters: longest first where one begins another; `^` marks the start of a word.
type Scheme = &'static [(&'static str, &'static str)];

/// The ways in which one language's names are met in documents, the usual one first.
pub type Letters = &'static [Scheme];

pub const RUSSIAN: Letters = &[RUSSIAN_USUAL, RUSSIAN_PASSPORT];
pub const UKRAINIAN: Letters = &[UKRAINIAN_PASSPORT, UKRAINIAN_OLDER];
pub const BULGARIAN: Letters = &[BULGARIAN_PASSPORT];
pub const SERBIAN: Letters = &[SERBIAN_LATIN, SERBIAN_ABROAD];
pub const UZBEK: Letters = &[UZBEK_PASSPORT, UZBEK_OLDER];
pub const GEORGIAN: Letters = &[GEORGIAN_NATIONAL];
pub const GREEK: Letters = &[GREEK_PASSPORT, GREEK_OLDER];

/// Letters that all Cyrillic alphabets here share; a scheme's own come before them.
const CYRILLIC: Scheme = &[
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("д", "d"),
    ("е", "e"),
    ("ж", "zh"),
    ("з", "z"),
    ("и", "i"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("х", "kh"),
    ("ц", "ts"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("щ", "shch"),
    ("ь", ""),
    ("ы", "y"),
    ("э", "e"),
    ("ю", "yu"),
    ("я", "ya"),
    ("й", "y"),
    ("ё", "e"),
    ("ъ", ""),
];
const RUSSIAN_USUAL: Scheme = &[("ий", "y"), ("ый", "y"), ("ье", "ye"), ("ья", "ya"), ("^е", "ye")];
const RUSSIAN_PASSPORT: Scheme = &[("ъ", "ie"), ("ю", "iu"), ("я", "ia"), ("й", "i")];
const UKRAINIAN_PASSPORT: Scheme = &[
    ("^є", "ye"),
    ("^ї", "yi"),
    ("^й", "y"),
    ("^ю", "yu"),
    ("^я", "ya"),
    ("зг", "zgh"),
    ("г", "h"),
    ("ґ", "g"),
    ("є", "ie"),
    ("и", "y"),
    ("і", "i"),
    ("ї", "i"),
    ("й", "i"),
    ("ю", "iu"),
    ("я", "ia"),
    ("'", ""),
];
const UKRAINIAN_OLDER: Scheme = &[
    ("ий", "y"),
    ("ій", "iy"),
    ("г", "g"),
    ("ґ", "g"),
    ("є", "ye"),
    ("и", "y"),
    ("і", "i"),
    ("ї", "yi"),
    ("'", ""),
];
const BULGARIAN_PASSPORT: Scheme = &[("ия", "ia"), ("х", "h"), ("щ", "sht"), ("ъ", "a"), ("ь", "y")];
const SERBIAN_LATIN: Scheme = &[
    ("ђ", "đ"),
    ("ж", "ž"),
    ("ј", "j"),
    ("љ", "lj"),
    ("њ", "nj"),
    ("ћ", "ć"),
    ("х", "h"),
    ("ц", "c"),
    ("ч", "č"),
    ("џ", "dž"),
    ("ш", "š"),
];
const SERBIAN_ABROAD: Scheme = &[
    ("ђ", "dj"),
    ("ж", "z"),
    ("ј", "j"),
    ("љ", "lj"),
    ("њ", "nj"),
    ("ћ", "c"),
    ("х", "h"),
    ("ц", "c"),
    ("ч", "c"),
    ("џ", "dz"),
    ("ш", "s"),
];
const UZBEK_PASSPORT: Scheme =
    &[("ў", "o'"), ("қ", "q"), ("ғ", "g'"), ("ҳ", "h"), ("ж", "j"), ("ё", "yo"), ("^е", "ye")];
const UZBEK_OLDER: Scheme = &[("ў", "u"), ("қ", "k"), ("ғ", "g"), ("ҳ", "kh"), ("ж", "dzh"), ("ё", "e")];
const GEORGIAN_NATIONAL: Scheme = &[
    ("ა", "a"),
    ("ბ", "b"),
    ("გ", "g"),
    ("დ", "d"),
    ("ე", "e"),
    ("ვ", "v"),
    ("ზ", "z"),
    ("თ", "t"),
    ("ი", "i"),
    ("კ", "k"),
    ("ლ", "l"),
    ("მ", "m"),
    ("ნ", "n"),
    ("ო", "o"),
    ("პ", "p"),
    ("ჟ", "zh"),
    ("რ", "r"),
    ("ს", "s"),
    ("ტ", "t"),
    ("უ", "u"),
    ("ფ", "p"),
    ("ქ", "k"),
    ("ღ", "gh"),
    ("ყ", "q"),
    ("შ", "sh"),
    ("ჩ", "ch"),
    ("ც", "ts"),
    ("ძ", "dz"),
    ("წ", "ts"),
    ("ჭ", "ch"),
    ("ხ", "kh"),
    ("ჯ", "j"),
    ("ჰ", "h"),
];
const GREEK_SHARED: Scheme = &[
    ("ου", "ou"),
    ("ού", "ou"),
    ("ευθ", "efth"),
    ("αυ", "av"),
    ("αύ", "av"),
    ("ευ", "ev"),
    ("εύ", "ev"),
    ("γγ", "ng"),
    ("γκ", "gk"),
    ("^μπ", "b"),
    ("α", "a"),
    ("ά", "a"),
    ("β", "v"),
    ("γ", "g"),
    ("δ", "d"),
    ("ε", "e"),
    ("έ", "e"),
    ("ζ", "z"),
    ("η", "i"),
    ("ή", "i"),
    ("θ", "th"),
    ("ι", "i"),
    ("ί", "i"),
    ("ϊ", "i"),
    ("κ", "k"),
    ("λ", "l"),
    ("μ", "m"),
    ("ν", "n"),
    ("ξ", "x"),
    ("ο", "o"),
    ("ό", "o"),
    ("π", "p"),
    ("ρ", "r"),
    ("σ", "s"),
    ("ς", "s"),
    ("τ", "t"),
    ("υ", "y"),
    ("ύ", "y"),
    ("φ", "f"),
    ("χ", "ch"),
    ("ψ", "ps"),
    ("ω", "o"),
    ("ώ", "o"),
];
const GREEK_PASSPORT: Scheme = &[];
const GREEK_OLDER: Scheme = &[("χ", "h"), ("ευαγγ", "evang"), ("φ", "ph"), ("ξ", "ks")];

/// A name of another script in Latin letters, each word with a capital.
pub fn romanise(native: &str, scheme: Scheme) -> String {
    let lower = native.to_lowercase();
    let (mut latin, mut at, mut start) = (String::new(), 0, true);
    while let Some(here) = lower[at..].chars().next() {
        let (from, to) = letter(&lower[at..], scheme, start);
        if from == 0 {
            latin.push(here);
            at += here.len_utf8();
        } else if start {
            push_capital(&mut latin, to);
            at += from;
        } else {
            latin.push_str(to);
            at += from;
        }
        start = matches!(here, ' ' | '-');
    }
    latin
}

/// How many bytes the next letter (or letters) has, and what it becomes; 0 where no scheme knows it.
fn letter(rest: &str, scheme: Scheme, start: bool) -> (usize, &'static str) {
    let known = [scheme, CYRILLIC, GREEK_SHARED].into_iter().flatten();
    known
        .map(|(from, to)| (from.strip_prefix('^'), from.trim_start_matches('^'), *to))
        .find(|(only_at_start, from, _)| (only_at_start.is_none() || start) && rest.starts_with(from))
        .map_or((0, ""), |(_, from, to)| (from.len(), to))
}

fn push_capital(latin: &mut String, word: &str) {
    let mut letters = word.chars();
    latin.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    latin.push_str(letters.as_str());
}

/// Latin letters with marks, beside the plain letters that a machine-readable zone has for them.
const MARKED: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąạảấầẩẫậắằẳẵặ"),
    ("c", "çćč"),
    ("d", "đď"),
    ("e", "èéêëēęěẹẻẽếềểễệ"),
    ("g", "ğģ"),
    ("i", "ìíîïĩīıịỉ"),
    ("l", "ł"),
    ("n", "ñńň"),
    ("o", "òóôõöøőơọỏốồổỗộớờởỡợ"),
    ("r", "ř"),
    ("s", "śşșš"),
    ("t", "ţț"),
    ("u", "ùúûüũūůűưụủứừửữự"),
    ("y", "ýỳỵỷỹ"),
    ("z", "źżž"),
];

/// A Latin name without its marks: "Nguyễn" is "Nguyen".
pub fn plain(name: &str) -> String {
    name.chars().map(unmarked).collect()
}

fn unmarked(letter: char) -> char {
    if letter == 'İ' {
        return 'I';
    }
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let plain =
        MARKED.iter().find(|(_, marked)| marked.contains(lower)).and_then(|(plain, _)| plain.chars().next());
    match plain {
        Some(plain) if letter.is_uppercase() => plain.to_ascii_uppercase(),
        Some(plain) => plain,
        None => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_their_passports_write_them() {
        let said = [
            ("Юлия Щербаков", RUSSIAN_USUAL, "Yuliya Shcherbakov"),
            ("Сергей", RUSSIAN_PASSPORT, "Sergei"),
            ("Дмитрий", RUSSIAN_USUAL, "Dmitry"),
            ("Юрій Гаврилюк", UKRAINIAN_PASSPORT, "Yurii Havryliuk"),
            ("Цветелина Вълчев", BULGARIAN_PASSPORT, "Tsvetelina Valchev"),
            ("Љиљана Ђурић", SERBIAN_LATIN, "Ljiljana Đurić"),
            ("წიკლაური", GEORGIAN_NATIONAL, "Tsiklauri"),
            ("Ελευθέριος Παπαδοπούλου", GREEK_PASSPORT, "Eleftherios Papadopoulou"),
            ("Γιαννόπουλος", GREEK_PASSPORT, "Giannopoulos"),
        ];
        for (native, scheme, latin) in said {
            assert_eq!(romanise(native, scheme), latin);
        }
    }

    #[test]
    fn marks_fall_away() {
        assert_eq!(
            plain("Nguyễn Thị Mỹ, İsmail Şükrü Çiğdem, Łukasz Đặng"),
            "Nguyen Thi My, Ismail Sukru Cigdem, Lukasz Dang"
        );
    }
}
