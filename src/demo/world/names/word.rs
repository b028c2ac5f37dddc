//! A word of a name in both its scripts, and a whole name made of such words.
use super::super::chance::Chance;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    pub fn any(chance: &mut Chance) -> Self {
        if chance.percent(66) { Self::Male } else { Self::Female }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Given,
    Second,
    Father,
    Family,
    /// A word that goes with others and names nobody: "bin", "Md.", "Bibi".
    With,
}

/// One word of a name: how Latin documents spell it, the most usual first, and how its own script does.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub latin: Vec<String>,
    /// Empty where the name's own script is the Latin one.
    pub native: String,
    /// How a woman bears it, where that differs.
    pub feminine: Option<Box<Word>>,
}

impl Word {
    pub fn new(latin: &str, native: &str) -> Self {
        Self { latin: vec![latin.to_owned()], native: native.to_owned(), feminine: None }
    }

    /// The form that a man or a woman bears.
    pub fn of(&self, sex: Sex) -> Word {
        match &self.feminine {
            Some(feminine) if sex == Sex::Female => Word::clone(feminine),
            _ => self.clone(),
        }
    }

    /// Two words as one: "Gebre" and "mariam", 建 and 国; `gap` stands between the Latin forms, `native_gap` between the others.
    pub fn join(&self, other: &Word, gap: &str, native_gap: &str) -> Word {
        let forms = self.latin.len().max(other.latin.len());
        let at = |word: &Word, place: usize| word.latin[place.min(word.latin.len() - 1)].clone();
        let latin = (0..forms).map(|place| format!("{}{gap}{}", at(self, place), at(other, place))).collect();
        Word { latin, native: format!("{}{native_gap}{}", self.native, other.native), feminine: None }
    }

    /// One of its Latin spellings, the usual one in most cases.
    fn spelt(&self, chance: &mut Chance) -> &str {
        if chance.percent(65) { &self.latin[0] } else { &self.latin[chance.place(self.latin.len())] }
    }
}

/// A person's name by the rule of a culture.
#[derive(Clone, Debug)]
pub struct Named {
    /// The words in the order in which the culture writes them.
    pub words: Vec<(Slot, Word)>,
    /// What children are called after, where they are.
    pub given: Word,
    pub father: Option<Word>,
    /// The family name that is handed down, as a man bears it.
    pub house: Option<Word>,
}

/// A name as one Latin document spells it.
pub struct Spelling {
    pub full: String,
    pub given: String,
    pub father: String,
    pub family: String,
}

impl Named {
    /// A name of one word so far.
    pub fn given(given: Word) -> Self {
        Self { words: vec![(Slot::Given, given.clone())], given, father: None, house: None }
    }

    pub fn then(mut self, slot: Slot, word: Word) -> Self {
        self.words.push((slot, word));
        self
    }

    pub fn first(mut self, slot: Slot, word: Word) -> Self {
        self.words.insert(0, (slot, word));
        self
    }

    pub fn of_father(mut self, father: Word) -> Self {
        self.father = Some(father);
        self
    }

    pub fn of_house(mut self, house: Word) -> Self {
        self.house = Some(house);
        self
    }

    /// The same name with another family name.
    pub fn with_family(&self, family: Word) -> Self {
        let mut changed = self.clone();
        changed
            .words
            .iter_mut()
            .filter(|(slot, _)| *slot == Slot::Family)
            .for_each(|(_, word)| *word = family.clone());
        changed
    }

    /// The name in Latin letters, each word in one of its spellings.
    pub fn latin(&self, chance: &mut Chance) -> Spelling {
        let spelt: Vec<(Slot, &str)> =
            self.words.iter().map(|(slot, word)| (*slot, word.spelt(chance))).collect();
        let only = |kept: &[Slot]| {
            let words = spelt.iter().filter(|(slot, _)| kept.contains(slot)).map(|(_, word)| *word);
            words.collect::<Vec<_>>().join(" ")
        };
        Spelling {
            full: spelt.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" "),
            given: only(&[Slot::Given, Slot::Second]),
            father: self.father.as_ref().map(|word| word.latin[0].clone()).unwrap_or_default(),
            family: only(&[Slot::Family]),
        }
    }

    /// The name in its own script.
    pub fn native(&self, gap: &str) -> String {
        self.words.iter().map(|(_, word)| word.native.as_str()).collect::<Vec<_>>().join(gap)
    }
}
