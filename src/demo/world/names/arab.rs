//! Arab and Kurdish names: family names in the Levant and the Maghreb, "bin" in the Gulf, chains of fathers on the Nile.
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Script, Sex, Sketch, Slot, Word, one_form, rule};

const ARABIC: &str = include_str!("../data/names/arabic.txt");

const LEVANTINE: Sketch = Sketch {
    key: "levantine",
    script: Script::Arabic,
    gap: " ",
    text: ARABIC,
    letters: None,
    feminine: one_form,
    compose: levantine,
    wife_takes_house: false,
};

pub const CULTURES: &[Sketch] = &[
    LEVANTINE,
    Sketch { key: "gulf", compose: gulf, ..LEVANTINE },
    Sketch { key: "nilotic", compose: nilotic, ..LEVANTINE },
    Sketch {
        key: "maghrebi",
        text: include_str!("../data/names/maghrebi.txt"),
        compose: rule::surname,
        ..LEVANTINE
    },
    Sketch {
        key: "kurdish",
        text: include_str!("../data/names/kurdish.txt"),
        compose: rule::chain,
        ..LEVANTINE
    },
];

/// Own name, in half the documents the father's, in few the grandfather's too, and the family's.
fn levantine(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let (father, grandfather) = (rule::father(lists, chance, kin), rule::grandfather(lists, chance, kin));
    let mut named = Named::given(rule::given(lists, chance, kin.sex)).of_father(father.clone());
    if chance.percent(50) {
        named = named.then(Slot::Father, father);
        if chance.percent(25) {
            named = named.then(Slot::Father, grandfather);
        }
    }
    named.then(Slot::Family, house.clone()).of_house(house)
}

/// Own name, "bin" or "bint" and the father's, and the tribe's.
fn gulf(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "gulf");
    let father = rule::father(lists, chance, kin);
    let mut named = Named::given(rule::given(lists, chance, kin.sex)).of_father(father.clone());
    if chance.percent(60) {
        let of = match kin.sex {
            Sex::Male => Word::new("bin", "بن"),
            Sex::Female => Word::new("bint", "بنت"),
        };
        named = named.then(Slot::With, of);
    }
    named.then(Slot::Father, father).then(Slot::Family, house.clone()).of_house(house)
}

/// Egypt and the Sudan: own name, the father's, the grandfather's, at times the great-grandfather's.
fn nilotic(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let mut named = rule::chain(lists, chance, kin);
    if chance.percent(70) {
        named = named.then(Slot::Family, lists.pick("sudan", chance));
    }
    named
}
