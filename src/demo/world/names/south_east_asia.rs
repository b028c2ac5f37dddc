//! Names of Indonesia, Thailand, Myanmar and the Philippines: single names, long surnames, no surnames, and Spanish ones.
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Script, Sex, Sketch, Slot, one_form, rule};

const INDONESIAN: Sketch = Sketch {
    key: "indonesian",
    script: Script::Latin,
    gap: " ",
    text: include_str!("../data/names/indonesian.txt"),
    letters: None,
    feminine: one_form,
    compose: indonesian,
    wife_takes_house: false,
};

pub const CULTURES: &[Sketch] = &[
    INDONESIAN,
    Sketch {
        key: "thai",
        script: Script::Thai,
        text: include_str!("../data/names/thai.txt"),
        compose: thai,
        ..INDONESIAN
    },
    Sketch {
        key: "burmese",
        script: Script::Myanmar,
        text: include_str!("../data/names/burmese.txt"),
        compose: burmese,
        ..INDONESIAN
    },
    Sketch {
        key: "filipino",
        text: include_str!("../data/names/filipino.txt"),
        compose: filipino,
        wife_takes_house: true,
        ..INDONESIAN
    },
];

/// One name alone, or two that nobody inherits.
fn indonesian(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let named = Named::given(rule::given(lists, chance, kin.sex));
    match chance.below(10) {
        0..=3 => named,
        4..=5 => named.then(Slot::Second, rule::given(lists, chance, kin.sex)),
        _ => named.then(
            Slot::Second,
            lists.pick(if kin.sex == Sex::Male { "second" } else { "second-female" }, chance),
        ),
    }
}

/// Each family's name was made for it alone, so it is composed of a head and a foot.
fn thai(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let new = lists.pick("head", chance).join(&lists.pick("foot", chance), "", "");
    let house = kin.father.and_then(|father| father.house.clone()).unwrap_or(new);
    Named::given(rule::given(lists, chance, kin.sex)).then(Slot::Family, house.clone()).of_house(house)
}

/// Two or three words, all of them one's own.
fn burmese(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let mut named = Named::given(rule::given(lists, chance, kin.sex));
    for _ in 0..=chance.below(2) {
        named = named.then(Slot::Second, rule::given(lists, chance, kin.sex));
    }
    named
}

/// The mother's family name in the middle, the father's last.
fn filipino(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let middle =
        kin.mother.and_then(|mother| mother.house.clone()).unwrap_or_else(|| lists.pick("family", chance));
    let named = Named::given(rule::given(lists, chance, kin.sex));
    let named = if chance.percent(70) && middle != house { named.then(Slot::Second, middle) } else { named };
    named.then(Slot::Family, house.clone()).of_house(house)
}
