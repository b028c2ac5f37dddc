//! Names of Europe, Turkey and Georgia: own name and family name.
use super::{Script, Sketch, letters, one_form, rule};

const ENGLISH: Sketch = Sketch {
    key: "english",
    script: Script::Latin,
    gap: " ",
    text: include_str!("../data/names/english.txt"),
    letters: None,
    feminine: one_form,
    compose: rule::two_given,
    wife_takes_house: true,
};

pub const CULTURES: &[Sketch] = &[
    ENGLISH,
    Sketch { key: "french", text: include_str!("../data/names/french.txt"), ..ENGLISH },
    Sketch { key: "haitian", text: include_str!("../data/names/haitian.txt"), ..ENGLISH },
    Sketch {
        key: "italian",
        text: include_str!("../data/names/italian.txt"),
        compose: rule::surname,
        wife_takes_house: false,
        ..ENGLISH
    },
    Sketch {
        key: "polish",
        text: include_str!("../data/names/polish.txt"),
        compose: polish::surname,
        ..ENGLISH
    },
    Sketch { key: "romanian", text: include_str!("../data/names/romanian.txt"), ..ENGLISH },
    Sketch {
        key: "albanian",
        text: include_str!("../data/names/albanian.txt"),
        compose: rule::surname,
        ..ENGLISH
    },
    Sketch { key: "turkish", text: include_str!("../data/names/turkish.txt"), ..ENGLISH },
    Sketch {
        key: "greek",
        script: Script::Greek,
        text: include_str!("../data/names/greek.txt"),
        letters: Some(letters::GREEK),
        compose: rule::surname,
        wife_takes_house: false,
        ..ENGLISH
    },
    Sketch {
        key: "georgian",
        script: Script::Georgian,
        text: include_str!("../data/names/georgian.txt"),
        letters: Some(letters::GEORGIAN),
        compose: rule::surname,
        wife_takes_house: false,
        ..ENGLISH
    },
];

/// Polish family names in -ski and -cki end in -a for a woman; the script is Latin, so the word itself is changed.
mod polish {
    use super::super::super::chance::Chance;
    use super::super::{Kin, Lists, Named, Sex, Word, rule};

    pub fn surname(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
        let named = rule::surname(lists, chance, kin);
        let family = named.house.as_ref().filter(|_| kin.sex == Sex::Female).map(feminine);
        family.map_or(named.clone(), |family| named.with_family(family))
    }

    fn feminine(house: &Word) -> Word {
        let form = |name: &String| match name.strip_suffix("ki") {
            Some(stem) => format!("{stem}ka"),
            None => name.clone(),
        };
        Word { latin: house.latin.iter().map(form).collect(), native: String::new(), feminine: None }
    }
}
