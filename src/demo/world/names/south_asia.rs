//! Names of Pakistan, Bangladesh, India and Nepal: clans and fathers, "Md." and "Begum", "Bahadur" and "Devi".
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Script, Sex, Sketch, Slot, one_form, rule};

const PAKISTANI: Sketch = Sketch {
    key: "pakistani",
    script: Script::Arabic,
    gap: " ",
    text: include_str!("../data/names/pakistani.txt"),
    letters: None,
    feminine: one_form,
    compose: pakistani,
    wife_takes_house: false,
};

pub const CULTURES: &[Sketch] = &[
    PAKISTANI,
    Sketch {
        key: "bengali",
        script: Script::Bengali,
        text: include_str!("../data/names/bengali.txt"),
        compose: bengali,
        ..PAKISTANI
    },
    Sketch {
        key: "indian",
        script: Script::Devanagari,
        text: include_str!("../data/names/indian.txt"),
        compose: indian,
        wife_takes_house: true,
        ..PAKISTANI
    },
    Sketch {
        key: "nepali",
        script: Script::Devanagari,
        text: include_str!("../data/names/indian.txt"),
        compose: nepali,
        wife_takes_house: true,
        ..PAKISTANI
    },
];

/// A man bears his clan's name or a second own name; a woman a title, or her father's name.
fn pakistani(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let father = rule::father(lists, chance, kin);
    let named = Named::given(rule::given(lists, chance, kin.sex)).of_father(father.clone());
    let named = match (kin.sex, chance.below(10)) {
        (Sex::Female, 0..=5) => named.then(Slot::With, lists.pick("tail", chance)),
        (Sex::Female, _) => named.then(Slot::Father, father),
        (Sex::Male, 0..=2) => named.then(Slot::Second, lists.pick("male", chance)),
        (Sex::Male, _) => named.then(Slot::Family, house.clone()),
    };
    named.of_house(house)
}

/// "Md." before most men's names, the family's after; a woman's last word is a title that no one inherits.
fn bengali(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let named = Named::given(rule::given(lists, chance, kin.sex)).of_father(rule::father(lists, chance, kin));
    let named = match kin.sex {
        Sex::Female => named.then(Slot::With, lists.pick("tail", chance)),
        Sex::Male if chance.percent(55) => {
            named.first(Slot::With, lists.pick("first", chance)).then(Slot::Family, house.clone())
        }
        Sex::Male => named.then(Slot::Family, house.clone()),
    };
    named.of_house(house)
}

fn indian(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    with_middle(lists, chance, kin, "family")
}

fn nepali(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    with_middle(lists, chance, kin, "nepal")
}

/// Own name, for some a middle one (Kumar, Bahadur; Devi, Kumari), and the family's or caste's.
fn with_middle(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>, section: &str) -> Named {
    let house = rule::house(lists, chance, kin, section);
    let named = Named::given(rule::given(lists, chance, kin.sex));
    let middle = lists.pick(if kin.sex == Sex::Male { "middle" } else { "tail" }, chance);
    let named = if chance.percent(40) && middle != house { named.then(Slot::Second, middle) } else { named };
    named.then(Slot::Family, house.clone()).of_house(house)
}
