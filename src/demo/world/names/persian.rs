//! Names of Iran and Afghanistan, in Persian letters.
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Script, Sex, Sketch, Slot, one_form, rule};

const IRANIAN: Sketch = Sketch {
    key: "iranian",
    script: Script::Arabic,
    gap: " ",
    text: include_str!("../data/names/iranian.txt"),
    letters: None,
    feminine: one_form,
    compose: rule::two_given,
    wife_takes_house: false,
};

pub const CULTURES: &[Sketch] = &[
    IRANIAN,
    Sketch { key: "afghan", text: include_str!("../data/names/afghan.txt"), compose: afghan, ..IRANIAN },
];

/// Many Afghans bear one name alone, and many men a second word such as Khan; the tribe's name is often added abroad.
fn afghan(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let father = rule::father(lists, chance, kin);
    let named = Named::given(rule::given(lists, chance, kin.sex)).of_father(father);
    let named = match chance.below(10) {
        0 => named,
        1..=2 if kin.sex == Sex::Male => named.then(Slot::Second, lists.pick("tail", chance)),
        _ => named.then(Slot::Family, house.clone()),
    };
    named.of_house(house)
}
