//! Spanish and Brazilian names: two family names, of which one is handed down by each parent.
use super::super::chance::Chance;
use super::{Kin, Lists, Named, Script, Sketch, Slot, Word, one_form, rule};

const SPANISH: Sketch = Sketch {
    key: "spanish",
    script: Script::Latin,
    gap: " ",
    text: include_str!("../data/names/spanish.txt"),
    letters: None,
    feminine: one_form,
    compose: spanish,
    wife_takes_house: false,
};

pub const CULTURES: &[Sketch] = &[
    SPANISH,
    Sketch {
        key: "brazilian",
        text: include_str!("../data/names/brazilian.txt"),
        compose: brazilian,
        ..SPANISH
    },
];

/// The father's first family name, then the mother's.
fn spanish(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let (of_father, of_mother) = both_houses(lists, chance, kin);
    own_names(lists, chance, kin)
        .then(Slot::Family, of_father.clone())
        .then(Slot::Family, of_mother)
        .of_house(of_father)
}

/// The mother's last family name, then the father's; "da" and "dos" stand with some.
fn brazilian(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let (of_father, of_mother) = both_houses(lists, chance, kin);
    let named = own_names(lists, chance, kin);
    let named = if chance.percent(75) { named.then(Slot::Family, of_mother) } else { named };
    let named = match of_father.latin[0].as_str() {
        "Silva" | "Costa" | "Rocha" | "Conceição" => named.then(Slot::With, Word::new("da", "")),
        "Santos" | "Nascimento" => {
            named.then(Slot::With, Word::new(if of_father.latin[0] == "Santos" { "dos" } else { "do" }, ""))
        }
        _ => named,
    };
    named.then(Slot::Family, of_father.clone()).of_house(of_father)
}

fn both_houses(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> (Word, Word) {
    let of_father = rule::house(lists, chance, kin, "family");
    let of_mother =
        kin.mother.and_then(|mother| mother.house.clone()).unwrap_or_else(|| lists.pick("family", chance));
    (of_father, of_mother)
}

/// One own name, or two.
fn own_names(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let named = Named::given(rule::given(lists, chance, kin.sex));
    let second = rule::given(lists, chance, kin.sex);
    if chance.percent(55) && second != named.given { named.then(Slot::Second, second) } else { named }
}

#[cfg(test)]
mod tests {
    use super::super::{Names, Sex};
    use super::*;

    #[test]
    fn a_child_has_one_family_name_of_each_parent() {
        let (names, mut chance) = (Names::load(), Chance::new(3));
        let culture = &names.all()[names.place("spanish").expect("Spanish names are there")];
        let father = culture.name(&mut chance, &Kin::unknown(Sex::Male));
        let mother = culture.name(&mut chance, &Kin::unknown(Sex::Female));
        let child =
            culture.name(&mut chance, &Kin { sex: Sex::Male, father: Some(&father), mother: Some(&mother) });
        let families: Vec<_> =
            child.words.iter().filter(|(slot, _)| *slot == Slot::Family).map(|(_, w)| w.clone()).collect();
        assert_eq!(families, [father.house.expect("a house"), mother.house.expect("a house")]);
    }
}
