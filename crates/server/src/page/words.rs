//! The words of the pages, in each language, by key.
//!
//! Texts stand in `words/{en,fr,es,ar}.ftl` (Fluent). What is put into a sentence is set apart by the invisible
//! isolates of Unicode, so that a Latin name in an Arabic sentence, or the reverse, disturbs nothing round it.
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use model::Language;
use std::sync::LazyLock;

/// The source texts, in the order of [`Language::ALL`].
pub const SOURCES: [(Language, &str); 4] = [
    (Language::English, include_str!("../../words/en.ftl")),
    (Language::French, include_str!("../../words/fr.ftl")),
    (Language::Spanish, include_str!("../../words/es.ftl")),
    (Language::Arabic, include_str!("../../words/ar.ftl")),
];

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

static ALL: LazyLock<Vec<(Language, Words)>> = LazyLock::new(|| {
    SOURCES.iter().map(|(language, text)| (*language, Words::read(*language, text))).collect()
});

impl Words {
    /// Those of a language; read once.
    pub fn of(language: Language) -> &'static Words {
        let words = ALL.iter().find(|(of, _)| *of == language).map(|(_, words)| words);
        words.expect("every language has its words")
    }

    fn read(language: Language, text: &str) -> Words {
        let tag = language.as_str().parse().expect("the code of a language is a language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        let resource =
            FluentResource::try_new(text.to_string()).expect("the words are well-formed: a test reads them");
        bundle.set_formatter(Some(match language {
            Language::English | Language::Arabic => commas,
            Language::French | Language::Spanish => blanks,
        }));
        bundle.add_resource(resource).expect("no key stands twice: a test reads them");
        Words { bundle }
    }

    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The text of a key. A key that is missing shows itself; a test holds that none is.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &FluentArgs::new())
    }

    /// The text of a key with its places filled.
    pub fn fill(&self, key: &str, places: &FluentArgs) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_string();
        };
        // An error leaves the name of the place in the text, where it is seen.
        self.bundle.format_pattern(pattern, Some(places), &mut Vec::new()).into_owned()
    }
}

/// What can be put into a sentence. Numbers stay numbers, for the plural forms.
pub trait Place {
    fn place(&self) -> FluentValue<'_>;
}

impl Place for str {
    fn place(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}
impl Place for String {
    fn place(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}
impl Place for u64 {
    fn place(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}
impl Place for u32 {
    fn place(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}
impl Place for usize {
    fn place(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}
impl<T: Place + ?Sized> Place for &T {
    fn place(&self) -> FluentValue<'_> {
        (*self).place()
    }
}

fn commas<M>(value: &FluentValue, _: &M) -> Option<String> {
    whole(value).map(|digits| grouped(&digits, ','))
}

fn blanks<M>(value: &FluentValue, _: &M) -> Option<String> {
    whole(value).map(|digits| grouped(&digits, NARROW_BLANK))
}

fn whole(value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.as_string().into_owned();
    text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
}

/// Narrow and unbreakable, as French and Spanish set numbers.
pub(super) const NARROW_BLANK: char = '\u{202f}';

/// Digits in groups of three. Western digits in all four languages: documents, plates and phones are read in them.
pub(super) fn grouped(digits: &str, between: char) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(between);
        }
        text.push(digit);
    }
    text
}
