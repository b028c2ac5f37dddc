//! Names of China, Korea and Vietnam: the family first, and given names composed of syllables.
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Script, Sex, Sketch, Slot, Word, one_form, rule};

const CHINESE: Sketch = Sketch {
    key: "chinese",
    script: Script::Han,
    gap: "",
    text: include_str!("../data/names/chinese.txt"),
    letters: None,
    feminine: one_form,
    compose: chinese,
    wife_takes_house: false,
};

pub const CULTURES: &[Sketch] = &[
    CHINESE,
    Sketch {
        key: "korean",
        script: Script::Hangul,
        text: include_str!("../data/names/korean.txt"),
        compose: korean,
        ..CHINESE
    },
    Sketch {
        key: "vietnamese",
        script: Script::Latin,
        gap: " ",
        text: include_str!("../data/names/vietnamese.txt"),
        compose: vietnamese,
        ..CHINESE
    },
];

/// One character or two: 王伟 Wang Wei, 李建国 Li Jianguo.
fn chinese(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let first = rule::given(lists, chance, kin.sex);
    let given = if chance.percent(70) {
        first.join(&small(&rule::given(lists, chance, kin.sex)), "", "")
    } else {
        first
    };
    family_first(given, rule::house(lists, chance, kin, "family"))
}

/// Two syllables, with a hyphen, as one word or as two in Latin documents.
fn korean(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let first = rule::given(lists, chance, kin.sex);
    let mut second = rule::given(lists, chance, kin.sex);
    while second == first {
        second = rule::given(lists, chance, kin.sex);
    }
    let mut given = first.join(&small(&second), "-", "");
    given.latin.extend(first.join(&small(&second), "", "").latin);
    given.latin.extend(first.join(&second, " ", "").latin);
    family_first(given, rule::house(lists, chance, kin, "family"))
}

/// Family, one or two middle names, own name: Nguyễn Văn Hùng.
fn vietnamese(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let middle = lists.pick(if kin.sex == Sex::Male { "male-middle" } else { "female-middle" }, chance);
    let named = Named::given(rule::given(lists, chance, kin.sex));
    let named =
        if chance.percent(92) && middle != named.given { named.first(Slot::Second, middle) } else { named };
    named.first(Slot::Family, house.clone()).of_house(house)
}

fn family_first(given: Word, house: Word) -> Named {
    Named::given(given).first(Slot::Family, house.clone()).of_house(house)
}

fn small(word: &Word) -> Word {
    Word { latin: word.latin.iter().map(|latin| latin.to_lowercase()).collect(), ..word.clone() }
}
