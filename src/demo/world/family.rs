//! Families: names handed down by the rule of their culture, and the links between their members.
use super::Forge;
use super::chance::Chance;
use super::day::Day;
use super::names::{Kin, Sex};
use super::output::Entity;
use super::person::{self, Draft, Person};
use super::standing;
use std::io;

/// Writes a couple with one to four children, no more persons than `room` has place for.
pub fn write(forge: &mut Forge<'_>, chance: &mut Chance, room: usize) -> io::Result<()> {
    let mut father = parent(forge, chance, Sex::Male, None);
    let mut mother = parent(forge, chance, Sex::Female, Some(&father));
    let born_as = mother.draft.clone();
    marry(forge, chance, &mut mother, &father);
    let mut children = Vec::new();
    for place in 0..(1 + chance.place(4)).min(room.saturating_sub(2)) {
        let draft = child(forge, chance, [&father.draft, &born_as], place);
        children.push(person::make(forge, chance, draft));
    }
    for member in [&mut father, &mut mother].into_iter().chain(children.iter_mut()) {
        standing::give(forge, chance, member)?;
        forge.out.entity(&member.entity)?;
    }
    links(forge, &father, &mother, &children)
}

/// Born 1945 to 1985; the second of a couple is of the country and culture of the first, and of about the age.
fn parent(forge: &mut Forge<'_>, chance: &mut Chance, sex: Sex, spouse: Option<&Person>) -> Person {
    let country = spouse.map_or_else(|| forge.atlas.of_people(chance), |spouse| spouse.draft.country);
    let own = forge.atlas.countries[country].culture(chance);
    let culture = spouse.map_or(own, |spouse| spouse.draft.culture);
    let named = forge.names.all()[culture].name(chance, &Kin::unknown(sex));
    let any = Day::of(1945, 1, 1).plus(chance.between(0, 14_600));
    let born = spouse.map_or(any, |spouse| spouse.draft.born.plus(chance.between(-1000, 3000)));
    person::make(forge, chance, Draft { country, culture, sex, named, born })
}

/// Where wives take the husband's name, the record is under it, with the earlier one beside it.
fn marry(forge: &mut Forge<'_>, chance: &mut Chance, wife: &mut Person, husband: &Person) {
    let culture = &forge.names.all()[wife.draft.culture];
    let Some(married) = culture.married(&wife.draft.named, &husband.draft.named) else { return };
    let spelling = married.latin(chance);
    let native = culture.native(&married).filter(|_| chance.percent(72)).unwrap_or_default();
    wife.entity.rename(&spelling.full, &native, &spelling.family);
    wife.draft.named = married;
    (wife.name, wife.family) = (spelling.full, spelling.family);
}

/// Born when the mother was 19 or older, and at most two years ago.
fn child(forge: &Forge<'_>, chance: &mut Chance, [father, mother]: [&Draft; 2], place: usize) -> Draft {
    let sex = if chance.percent(55) { Sex::Male } else { Sex::Female };
    let kin = Kin { sex, father: Some(&father.named), mother: Some(&mother.named) };
    let named = forge.names.all()[father.culture].name(chance, &kin);
    let after = i64::try_from(place).unwrap_or(0) * 800;
    let born = mother.born.max(father.born).plus(19 * 365 + after + chance.between(0, 2000));
    Draft {
        country: father.country,
        culture: father.culture,
        sex,
        named,
        born: born.min(Day::TODAY.plus(-700)),
    }
}

fn links(forge: &mut Forge<'_>, father: &Person, mother: &Person, children: &[Person]) -> io::Result<()> {
    link(forge, father, mother, "spouse")?;
    for child in children {
        link(forge, child, father, "father")?;
        link(forge, child, mother, "mother")?;
    }
    children.windows(2).try_for_each(|pair| match pair {
        [older, younger] => link(forge, younger, older, "sibling"),
        _ => Ok(()),
    })
}

/// "`relative` is the `relationship` of `person`."
pub fn link(forge: &mut Forge<'_>, person: &Person, relative: &Person, relationship: &str) -> io::Result<()> {
    let family = Entity::new(forge.id("kin"), "Family", relationship)
        .with("person", &person.entity.id)
        .with("relative", &relative.entity.id)
        .with("relationship", relationship);
    forge.out.entity(&family)
}
