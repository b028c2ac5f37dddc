//! Names of Africa south of the Sahara and of its Horn.
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Script, Sex, Sketch, Slot, one_form, rule};

const YORUBA: Sketch = Sketch {
    key: "yoruba",
    script: Script::Latin,
    gap: " ",
    text: include_str!("../data/names/yoruba.txt"),
    letters: None,
    feminine: one_form,
    compose: composed,
    wife_takes_house: true,
};

/// Mali, Guinea and all who trade from there.
const SAHELIAN: Sketch = Sketch {
    key: "sahelian",
    text: include_str!("../data/names/sahelian.txt"),
    compose: rule::surname,
    wife_takes_house: false,
    ..YORUBA
};

pub const CULTURES: &[Sketch] = &[
    YORUBA,
    Sketch { key: "igbo", text: include_str!("../data/names/igbo.txt"), ..YORUBA },
    Sketch {
        key: "hausa",
        text: include_str!("../data/names/hausa.txt"),
        compose: hausa,
        wife_takes_house: false,
        ..YORUBA
    },
    Sketch { key: "akan", text: include_str!("../data/names/akan.txt"), compose: rule::two_given, ..YORUBA },
    SAHELIAN,
    Sketch { key: "wolof", text: include_str!("../data/names/wolof.txt"), ..SAHELIAN },
    Sketch {
        key: "ivorian",
        text: include_str!("../data/names/ivorian.txt"),
        compose: rule::two_given,
        ..SAHELIAN
    },
    Sketch { key: "mossi", text: include_str!("../data/names/mossi.txt"), ..SAHELIAN },
    Sketch { key: "gbe", text: include_str!("../data/names/gbe.txt"), compose: rule::two_given, ..SAHELIAN },
    Sketch {
        key: "cameroonian",
        text: include_str!("../data/names/cameroonian.txt"),
        compose: rule::two_given,
        ..SAHELIAN
    },
    Sketch {
        key: "kenyan",
        text: include_str!("../data/names/kenyan.txt"),
        compose: rule::two_given,
        ..SAHELIAN
    },
    Sketch {
        key: "somali",
        text: include_str!("../data/names/somali.txt"),
        compose: somali,
        wife_takes_house: false,
        ..YORUBA
    },
    Sketch {
        key: "habesha",
        script: Script::Ethiopic,
        text: include_str!("../data/names/habesha.txt"),
        compose: habesha,
        wife_takes_house: false,
        ..YORUBA
    },
];

/// Yoruba and Igbo names are sentences: a head (Ade, Chi) and what is said of it; many are common enough to stand in the list.
fn composed(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let given = if chance.percent(35) {
        lists.pick("head", chance).join(&lists.pick("foot", chance), "", "")
    } else {
        rule::given(lists, chance, kin.sex)
    };
    let second = rule::given(lists, chance, kin.sex);
    let named = Named::given(given);
    let named =
        if chance.percent(35) && second != named.given { named.then(Slot::Second, second) } else { named };
    named.then(Slot::Family, house.clone()).of_house(house)
}

/// Own name and the father's, or the town's.
fn hausa(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let father = rule::father(lists, chance, kin);
    let named = Named::given(rule::given(lists, chance, kin.sex)).of_father(father.clone());
    match chance.below(10) {
        0..=5 => named.then(Slot::Father, father),
        6..=7 => named.then(Slot::Father, father).then(Slot::Family, lists.pick("town", chance)),
        _ => named.then(Slot::Family, lists.pick("town", chance)),
    }
}

/// A chain of fathers; a man is often known by a by-name such as "the tall one".
fn somali(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let named = rule::chain(lists, chance, kin);
    if kin.sex == Sex::Male && chance.percent(12) {
        named.then(Slot::With, lists.pick("by-name", chance))
    } else {
        named
    }
}

/// Own name, the father's and often the grandfather's; some are made of a head and a saint: Gebre-mariam.
fn habesha(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let mut named = rule::chain(lists, chance, kin);
    if kin.sex == Sex::Male && chance.percent(25) {
        let given = lists.pick("head", chance).join(&lists.pick("foot", chance), "", "");
        named.words[0].1 = given.clone();
        named.given = given;
    }
    named
}
