//! Rules of naming that several cultures share.
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Sex, Slot, Word};

/// A given name of the person's sex.
pub fn given(lists: &Lists, chance: &mut Chance, sex: Sex) -> Word {
    lists.pick(sex.word(), chance)
}

/// The father's own name: his, where he is known, else one of the men's.
pub fn father(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Word {
    kin.father.map_or_else(|| lists.pick("male", chance), |father| father.given.clone())
}

/// The grandfather's own name, by the father's line.
pub fn grandfather(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Word {
    kin.father.and_then(|father| father.father.clone()).unwrap_or_else(|| lists.pick("male", chance))
}

/// A man's name that differs from the one before it in the chain: fathers seldom pass their own on.
fn unlike(before: &Word, lists: &Lists, chance: &mut Chance, known: Option<&Word>) -> Word {
    let mut word = known.cloned().unwrap_or_else(|| lists.pick("male", chance));
    while known.is_none() && word == *before {
        word = lists.pick("male", chance);
    }
    word
}

/// The family name of the father, else one of the section.
pub fn house(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>, section: &str) -> Word {
    kin.father.and_then(|father| father.house.clone()).unwrap_or_else(|| lists.pick(section, chance))
}

/// Own name and family name.
pub fn surname(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = house(lists, chance, kin, "family");
    Named::given(given(lists, chance, kin.sex)).then(Slot::Family, house.of(kin.sex)).of_house(house)
}

/// Own name, often a second one, and family name.
pub fn two_given(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let house = house(lists, chance, kin, "family");
    let named = Named::given(given(lists, chance, kin.sex));
    let second = given(lists, chance, kin.sex);
    let named =
        if chance.percent(30) && second != named.given { named.then(Slot::Second, second) } else { named };
    named.then(Slot::Family, house.of(kin.sex)).of_house(house)
}

/// No family name: own name, father's, grandfather's.
pub fn chain(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let own = given(lists, chance, kin.sex);
    let father = unlike(&own, lists, chance, kin.father.map(|father| &father.given));
    let grandfather = unlike(&father, lists, chance, kin.father.and_then(|father| father.father.as_ref()));
    let named = Named::given(own).then(Slot::Father, father.clone());
    let named = if chance.percent(75) { named.then(Slot::Family, grandfather) } else { named };
    named.of_father(father)
}
