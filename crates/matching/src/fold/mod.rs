//! One comparison space for names of every script: a name becomes parts of plain Latin letters with a sound.
//!
//! The order of work: split into words, romanise each by the rules of its script, knit what belongs together
//! (`abd` and what follows, `abu` and what follows), set titles aside, and mark particles and legal forms.
mod alphabets;
mod arabic;
mod asian;
mod ethiopic;
pub(crate) mod foreign;
mod forms;
mod indic;
mod knit;
mod letters;
mod nicknames;
mod read;
mod sound;
mod titles;
mod words;

pub(crate) use forms::is_common;
pub(crate) use nicknames::{Kin, group_of, kin, lines_of};
pub(crate) use read::words as read;
pub(crate) use sound::Sound;
pub(crate) use titles::is_generation;

/// Longest text of a part, in letters; what is longer is cut.
pub(crate) const LETTERS_MAX: usize = 31;
/// Most parts of a name that are compared.
pub(crate) const PARTS_MAX: usize = 12;

/// What a part does in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    /// `al`, `bin`, `de`, `van`: says nearly nothing, and comes and goes. So does a mark of generation, unless it differs.
    Particle,
    /// `ltd`, `gmbh`: the legal form of a body.
    Form,
}

/// One part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Letters a to z and digits.
    pub text: String,
    pub role: Role,
    /// Written in a script that leaves out short vowels.
    pub abjad: bool,
}

/// Whose name it is: decides what is a title, a particle, a legal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    Person,
    Body,
    Thing,
}

/// The parts of a name, in its order. Empty where the text has no letter or digit.
pub(crate) fn name(text: &str, naming: Naming) -> Vec<Part> {
    let words = words::split(text, naming);
    let mut parts = match naming {
        Naming::Person => {
            let (words, generation) = titles::without(words);
            let mut parts = knit::person(words);
            let mark = |text: &str| Part { text: text.into(), role: Role::Particle, abjad: false };
            parts.extend(generation.map(mark));
            parts
        }
        Naming::Body => forms::marked(words),
        Naming::Thing => words.into_iter().map(words::Word::into_part).collect(),
    };
    for part in &mut parts {
        part.text.truncate(LETTERS_MAX);
    }
    parts.retain(|part| !part.text.is_empty());
    parts.truncate(PARTS_MAX);
    parts
}

/// The words of any text in plain Latin letters, whatever script they are written in: for whoever looks for a word in a text.
pub fn plain_words(text: &str) -> Vec<String> {
    let words = words::split(text, Naming::Thing).into_iter().map(|word| word.into_part().text);
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether each word that is sought begins one that is said; both as [`plain_words`] gives them.
pub fn all_begin(sought: &[String], said: &[String]) -> bool {
    sought.iter().all(|word| said.iter().any(|said| said.starts_with(word.as_str())))
}

/// The sounds of the parts of a person's name that say who it is, in one order: the same for every way of writing that sounds
/// the same, whichever part stands first.
pub fn normal(text: &str) -> String {
    let parts = name(text, Naming::Person).into_iter().filter(|part| part.role == Role::Plain);
    let mut parts: Vec<String> = parts.map(|part| format!("{:x}", Sound::of(&part.text).key())).collect();
    parts.sort_unstable();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, naming: Naming) -> Vec<String> {
        name(text, naming).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn scripts_become_latin_letters() {
        for (native, latin) in [
            ("Łukasz Müller", "lukasz muller"),
            ("Олександр Шевченко", "oleksandr shevchenko"),
            ("Γιώργος Παπαδόπουλος", "giorgos papadopulos"),
            ("გიორგი", "giorgi"),
            ("Արմեն", "armen"),
            ("नरेन्द्र", "narendr"),
            ("ሰላም", "selam"),
            ("김정은", "kim jeongeun"),
            ("ロバート", "robert"),
            ("타나카 히로시", "tanaka hirosi"),
            ("罗伯特·威廉", "robert william"),
            ("ਗੁਰਪ੍ਰੀਤ", "guraprit"),
            ("VladimirPetrov", "vladimir petrov"),
            ("王小明", "wang xiaoming"),
            ("שרה", "shra"),
        ] {
            assert_eq!(texts(native, Naming::Person).join(" "), latin, "{native}");
        }
    }

    #[test]
    fn what_belongs_together_is_knit() {
        for spelling in ["Abdul Rahman", "Abd al-Rahman", "Abdulrahman", "Abdur-Rahman", "Abderrahman"] {
            assert_eq!(texts(spelling, Naming::Person), ["abdrahman"], "{spelling}");
        }
        assert_eq!(texts("عبد الرحمن", Naming::Person), texts("عبدالرحمن", Naming::Person));
        assert_eq!(texts("Salah al-Din", Naming::Person), texts("Salahuddin", Naming::Person));
        assert_eq!(texts("Abu Bakr Keita", Naming::Person), ["abubakr", "keita"]);
    }

    #[test]
    fn a_normal_name_is_one_however_it_is_written() {
        assert_eq!(normal("Kossi AMOUZOU"), normal("Amouzou, Kossi"));
        assert_eq!(normal("Салах ад-Дин Иванов"), normal("Ivanov Salah ad-Din"));
        assert_ne!(normal("Kossi Amouzou"), normal("Yao Amouzou"));
    }

    #[test]
    fn titles_go_and_names_that_look_like_them_stay() {
        assert_eq!(texts("Dr. Ama Mensah", Naming::Person), ["ama", "mensah"]);
        assert_eq!(texts("Shaikh", Naming::Person), ["shaikh"]);
    }

    #[test]
    fn legal_forms_have_one_spelling() {
        let forms =
            |text| name(text, Naming::Body).into_iter().find(|p| p.role == Role::Form).map(|p| p.text);
        assert_eq!(forms("Nordwind GmbH"), forms("Nordwind Ltd."));
        assert_eq!(forms("Nordwind S.A."), forms("Nordwind Aktiengesellschaft"));
        assert_eq!(texts("北风有限公司", Naming::Body).len(), 2);
    }

    #[test]
    fn marks_of_generation_stand_apart_from_the_name() {
        let roles: Vec<Role> =
            name("Edgar Wolfsberg Junior", Naming::Person).iter().map(|p| p.role).collect();
        assert_eq!(roles, [Role::Plain, Role::Plain, Role::Particle]);
        assert_eq!(texts("Edgar Wolfsberg II", Naming::Person), texts("Edgar Wolfsberg Jr.", Naming::Person));
    }

    proptest::proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in "\\PC{0,120}") {
            let once = texts(&text, Naming::Thing);
            proptest::prop_assert!(once.iter().all(|t| t.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())));
            proptest::prop_assert_eq!(texts(&once.join(" "), Naming::Thing), once);
        }

        #[test]
        fn any_text_is_folded(text in "\\PC{0,300}") {
            for naming in [Naming::Person, Naming::Body, Naming::Thing] {
                proptest::prop_assert!(name(&text, naming).len() <= PARTS_MAX);
            }
        }
    }
}
