//! The table of a culture's words, read from its text: sections in brackets, words between commas.
//!
//! A word is `Latin|other Latin=native`, `Latin` alone where that is the script of the culture, or `native` alone where
//! the culture's letters say how to write it in Latin. `masculine:feminine` gives a native word's two forms.
use super::super::chance::{Chance, Weights};
use super::letters::{self, Letters};
use super::{Sketch, Word};

struct Section {
    name: &'static str,
    words: Vec<Word>,
    weights: Weights,
}

/// A culture's words by section, each section with its commonest words first.
pub struct Lists(Vec<Section>);

impl Lists {
    pub fn read(sketch: &'static Sketch) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for line in sketch.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(name) => sections.push(Section { name, words: Vec::new(), weights: Weights::zipf(0) }),
                None => {
                    let section = sections.last_mut().expect("a table begins with a section");
                    section
                        .words
                        .extend(line.split(',').map(|entry| word(sketch, section.name, entry.trim())));
                }
            }
        }
        sections.iter_mut().for_each(|section| section.weights = Weights::zipf(section.words.len()));
        Self(sections)
    }

    fn section(&self, name: &str) -> &Section {
        let found = self.0.iter().find(|section| section.name == name);
        found.unwrap_or_else(|| panic!("a table of names has no section {name}"))
    }

    /// A word of a section; common ones come often.
    pub fn pick(&self, section: &str, chance: &mut Chance) -> Word {
        let section = self.section(section);
        section.words[section.weights.place(chance)].clone()
    }

    #[cfg(test)]
    pub fn words(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.0.iter().flat_map(|section| section.words.iter().map(|word| (section.name, word)))
    }
}

fn word(sketch: &Sketch, section: &str, entry: &str) -> Word {
    match (entry.split_once('='), sketch.letters) {
        (Some((latin, native)), _) => Word {
            latin: latin.split('|').map(str::to_owned).collect(),
            native: native.to_owned(),
            feminine: None,
        },
        (None, None) => Word {
            latin: entry.split('|').map(str::to_owned).collect(),
            native: String::new(),
            feminine: None,
        },
        (None, Some(letters)) => {
            let (masculine, said) =
                entry.split_once(':').map_or((entry, None), |(m, f)| (m, Some(f.to_owned())));
            let feminine = said.or_else(|| (sketch.feminine)(masculine).filter(|_| section == "family"));
            Word { feminine: feminine.map(|f| Box::new(written(&f, letters))), ..written(masculine, letters) }
        }
    }
}

/// A native word with its Latin spellings by each scheme.
pub fn written(native: &str, letters: Letters) -> Word {
    let mut latin: Vec<String> = Vec::new();
    for spelt in letters.iter().map(|scheme| letters::romanise(native, scheme)) {
        if !latin.contains(&spelt) {
            latin.push(spelt);
        }
    }
    Word { latin, native: native.to_owned(), feminine: None }
}
