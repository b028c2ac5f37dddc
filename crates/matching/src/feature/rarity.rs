//! How rare a part of a name is.
use crate::Probe;
use crate::fold::Sound;
use crate::probe::identifier::Class;
use crate::probe::view::View;
use crate::score::{RECORDS_BESIDE, RECORDS_LEAST};
use hashbrown::HashMap;
use std::sync::LazyLock;

/// Says how much is held, and how rare a thing is among it.
pub(crate) trait Rarity {
    /// The binary logarithm of one over its share of all parts: 10 is one in a thousand. `letters` is its length.
    fn bits(&self, sound: u32, letters: usize) -> f64;

    /// How many records it is told among, to a power of two: the more, the more strangers resemble whoever is asked about.
    fn records(&self) -> f64;

    /// Of how many one is held to be meant, before anything is compared.
    fn among(&self) -> f64 {
        self.records().max(RECORDS_LEAST)
    }

    /// How many of them hold an identifier, as far as it is worth knowing.
    fn holders(&self, class: Class, text: &[u8]) -> f64;
}

/// With so many records the store's own count of a name weighs as much as the general table. Of a part that nobody else
/// bears it leaves less than one bearer, as Good and Turing's estimate does.
const PRIOR: f64 = 1_000.0;

/// Bits of a part that `held` of `records` bear, where its general rarity is `usual` bits. Whoever is compared is one of
/// those who bear it; how many others do is the question.
pub(crate) fn blended(usual: f64, held: f64, records: f64) -> f64 {
    let others = (held - 1.0).max(0.0);
    -((PRIOR * (-usual).exp2() + others) / (PRIOR + records)).log2()
}

/// A number to its power of two.
fn coarse(count: usize) -> f64 {
    f64::from(count.checked_ilog2().unwrap_or(0)).exp2()
}

/// Rarity among some entities, counted outside an index.
#[derive(Debug, Default)]
pub struct Crowd {
    records: usize,
    sounds: HashMap<u32, u32>,
    identifiers: HashMap<u32, u32>,
}

impl Crowd {
    pub fn of<'p>(probes: impl IntoIterator<Item = &'p Probe>) -> Crowd {
        let mut crowd = Crowd::default();
        for probe in probes {
            crowd.records += 1;
            let view = probe.view();
            let mut sounds: Vec<u32> = view.names().pieces().iter().map(|part| part.sound).collect();
            let mut keys: Vec<u32> = view.identifiers().map(|(class, text)| class.key(text)).collect();
            for (list, counts) in [(&mut sounds, &mut crowd.sounds), (&mut keys, &mut crowd.identifiers)] {
                list.sort_unstable();
                list.dedup();
                list.iter().for_each(|key| *counts.entry(*key).or_default() += 1);
            }
        }
        crowd
    }
}

impl Crowd {
    /// As a search for this query sees it.
    pub(crate) fn seen_by(&self, query: &View<'_>) -> Seen<'_> {
        Seen { crowd: self, sounds: query.names().pieces().iter().map(|part| part.sound).collect() }
    }
}

/// A crowd with what a search counts of it: parts of the query's names, the frequent ones by their order of magnitude.
pub(crate) struct Seen<'c> {
    crowd: &'c Crowd,
    sounds: Vec<u32>,
}

/// Up to so many who share a part are counted one by one.
const COUNTED_MAX: usize = 256;

impl Rarity for Seen<'_> {
    fn bits(&self, sound: u32, letters: usize) -> f64 {
        let usual = Usual.bits(sound, letters);
        if !self.sounds.contains(&sound) {
            return usual;
        }
        let held = self.crowd.sounds.get(&sound).map_or(0, |held| *held as usize);
        let held = if held > COUNTED_MAX { coarse(held) } else { held as f64 };
        blended(usual, held, self.records())
    }

    fn records(&self) -> f64 {
        coarse(self.crowd.records)
    }

    fn holders(&self, class: Class, text: &[u8]) -> f64 {
        f64::from(self.crowd.identifiers.get(&class.key(text)).copied().unwrap_or(0))
    }
}

/// Rarity where no store tells: a small table of what is frequent, else by length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usual;

/// Parts of names borne by more than about one in fifty, and by more than about one in a thousand, of the
/// persons that lists of the world name. General knowledge of the most frequent names of many countries; the order
/// means nothing.
const MOST: &str = "mohammed ahmed ali hassan hussein ibrahim omar khan abdullah mahmoud maria jose li wang zhang nguyen \
    kim lee juan ivan john david singh kumar chen muhammad yusuf said";
const MANY: &str = "abbas adam alexander aleksandr alexei ana andrei anna antonio anh ayman aziz bakr carlos chang choi \
    daniel da diaz elena fatima fernandez fernando francisco garcia george gonzalez hamid hamza hernandez huang hung ismail \
    ivanov james jamal jean jesus jimenez joao jorge joseph karim khaled kaur lin liu lopez luis manuel marie martin martinez \
    mark mary michael miguel mikhail mustafa natalia nikolai nur olga osman park patel paul pedro perez peter petrov rahman \
    rahim ramirez ramos rashid rivera robert rodriguez saleh salem samir sanchez santos sergei sharma silva smith sultan \
    svetlana tran tariq thomas torres vladimir william wu xu yang yan zhao zhou abdrahman abdaziz abdkarim abdkader le pham \
    hoang phan vu dang bui do duong ly akhtar begum bibi ahmad das devi gul jan shah malik noor ullah islam hossain uddin \
    mohammad van haji nasser suleiman musa isa yaqub tesfaye haile gebre bekele abebe abdi farah jama warsame adan mensah";
/// Words that stand in the names of very many bodies.
const WORDS: &str = "company group international trading trade general bank national industries industry industrial \
    services service holding holdings investment investments development enterprise enterprises global world foundation \
    organization association center centre institute university ministry state republic federal central import export \
    shipping transport marine oil gas petroleum energy engineering construction technology technologies electronics systems \
    management insurance finance financial capital islamic islami iran iranian russian china chinese united";

static TABLE: LazyLock<HashMap<u32, f64>> = LazyLock::new(|| {
    let rows = [(MANY, 8.5), (WORDS, 6.5), (MOST, 5.5)];
    rows.iter()
        .flat_map(|(names, bits)| names.split_whitespace().map(|n| (Sound::of(n).key(), *bits)))
        .collect()
});

impl Rarity for Usual {
    fn bits(&self, sound: u32, letters: usize) -> f64 {
        TABLE.get(&sound).copied().unwrap_or(match letters {
            // What a part of so many letters has on the average of those who bear one, among persons of a public sanctions
            // list, historical figures and generated persons of forty nationalities, rounded to half a bit.
            0..=2 => 6.5,
            3 => 8.5,
            4 => 9.5,
            5 => 10.0,
            6..=7 => 10.5,
            8..=9 => 11.0,
            _ => 12.0,
        })
    }

    fn records(&self) -> f64 {
        RECORDS_LEAST
    }

    /// Whoever lays two beside each other has a reason to.
    fn among(&self) -> f64 {
        RECORDS_BESIDE
    }

    fn holders(&self, _: Class, _: &[u8]) -> f64 {
        0.0
    }
}
