//! Names of the world: what a name is made of in each culture, in its own script and in Latin letters.
mod africa;
mod arab;
mod east_asia;
mod europe;
mod iberia;
pub mod letters;
mod lists;
mod persian;
mod rule;
mod script;
mod slavic;
mod south_asia;
mod south_east_asia;
mod word;

use super::chance::Chance;
use letters::Letters;
pub use lists::Lists;
pub use script::Script;
pub use word::{Named, Sex, Slot, Word};

/// How one culture names people: its rule, beside the table of its words.
pub struct Sketch {
    pub key: &'static str,
    pub script: Script,
    /// What stands between two words in the native script.
    pub gap: &'static str,
    /// The table of words, as `lists` reads it.
    pub text: &'static str,
    /// How its letters are written in Latin, where the table gives the native form alone.
    pub letters: Option<Letters>,
    /// The feminine form of a family name, where the culture has one.
    pub feminine: fn(&str) -> Option<String>,
    pub compose: fn(&Lists, &mut Chance, &Kin<'_>) -> Named,
    pub wife_takes_house: bool,
}

/// Who a new person is born to, as far as it matters to the name.
pub struct Kin<'a> {
    pub sex: Sex,
    pub father: Option<&'a Named>,
    pub mother: Option<&'a Named>,
}

impl Kin<'_> {
    /// Somebody whose parents are not in the world.
    pub fn unknown(sex: Sex) -> Self {
        Self { sex, father: None, mother: None }
    }
}

/// A culture with its words, ready to name people.
pub struct Culture {
    sketch: &'static Sketch,
    lists: Lists,
}

impl Culture {
    pub fn key(&self) -> &'static str {
        self.sketch.key
    }

    #[cfg(test)]
    pub fn script(&self) -> Script {
        self.sketch.script
    }

    /// A new name by the culture's rule, handed down from the parents where there are some.
    pub fn name(&self, chance: &mut Chance, kin: &Kin<'_>) -> Named {
        (self.sketch.compose)(&self.lists, chance, kin)
    }

    /// The name a woman bears after her wedding; none where she keeps her own.
    pub fn married(&self, wife: &Named, husband: &Named) -> Option<Named> {
        let house = husband.house.as_ref().filter(|_| self.sketch.wife_takes_house)?;
        Some(wife.with_family(house.of(Sex::Female)))
    }

    /// The name in its own script; none where that is the Latin one.
    pub fn native(&self, named: &Named) -> Option<String> {
        (self.sketch.script != Script::Latin).then(|| named.native(self.sketch.gap))
    }
}

/// All cultures of the world.
pub struct Names(Vec<Culture>);

impl Names {
    pub fn load() -> Self {
        let groups = [
            arab::CULTURES,
            persian::CULTURES,
            south_asia::CULTURES,
            africa::CULTURES,
            east_asia::CULTURES,
            south_east_asia::CULTURES,
            slavic::CULTURES,
            europe::CULTURES,
            iberia::CULTURES,
        ];
        let culture = |sketch: &'static Sketch| Culture { lists: Lists::read(sketch), sketch };
        Self(groups.into_iter().flatten().map(culture).collect())
    }

    pub fn all(&self) -> &[Culture] {
        &self.0
    }

    /// The place of a culture in `all`.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.0.iter().position(|culture| culture.key() == key)
    }
}

/// For cultures whose family names have one form.
pub fn one_form(_: &str) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each culture with many of its names: without parents, with them, and married.
    fn sample(visit: &mut dyn FnMut(&Culture, &Named, &mut Chance)) {
        let mut chance = Chance::new(7);
        for culture in Names::load().all() {
            for round in 0..150 {
                let father = culture.name(&mut chance, &Kin::unknown(Sex::Male));
                let mother = culture.name(&mut chance, &Kin::unknown(Sex::Female));
                let sex = if round % 2 == 0 { Sex::Male } else { Sex::Female };
                let child =
                    culture.name(&mut chance, &Kin { sex, father: Some(&father), mother: Some(&mother) });
                [Some(father.clone()), culture.married(&mother, &father), Some(mother), Some(child)]
                    .iter()
                    .flatten()
                    .for_each(|named| visit(culture, named, &mut chance));
            }
        }
    }

    #[test]
    fn every_native_name_is_in_the_script_of_its_culture() {
        sample(&mut |culture, named, _| {
            let native = culture.native(named);
            assert_eq!(native.is_some(), culture.script() != Script::Latin);
            for letter in native.unwrap_or_default().chars() {
                assert!(
                    culture.script().has(letter),
                    "{}: {letter:?} in {}",
                    culture.key(),
                    named.native(" ")
                );
            }
        });
    }

    #[test]
    fn every_latin_name_is_latin_and_whole() {
        sample(&mut |culture, named, chance| {
            let full = named.latin(chance).full;
            assert!(full.chars().count() >= 2 && !full.contains("  ") && full.trim() == full, "{full:?}");
            let odd = full.chars().find(|c| !Script::Latin.has(*c));
            assert_eq!(odd, None, "{}: {full}", culture.key());
            assert!(letters::plain(&full).is_ascii(), "{}: {full}", culture.key());
        });
    }

    #[test]
    fn there_are_enough_cultures_and_scripts() {
        let names = Names::load();
        let scripts: std::collections::BTreeSet<_> = names.all().iter().map(Culture::script).collect();
        assert!(names.all().len() >= 35 && scripts.len() >= 11, "{} {}", names.all().len(), scripts.len());
    }

    #[test]
    fn the_table_of_each_culture_gives_every_word_in_both_forms() {
        for culture in Names::load().all() {
            for (section, word) in culture.lists.words() {
                let bare = word.native.is_empty() && culture.script() != Script::Latin;
                assert!(
                    !bare && word.latin.iter().all(|l| !l.is_empty()),
                    "{} {section} {word:?}",
                    culture.key()
                );
            }
        }
    }
}
