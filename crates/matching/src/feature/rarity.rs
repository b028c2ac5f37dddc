//! How rare a part of a name is.
use crate::fold::Sound;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Says how rare a part is.
pub(crate) trait Rarity {
    /// The binary logarithm of one over its share of all parts: 10 is one in a thousand. `letters` is its length.
    fn bits(&self, sound: u32, letters: usize) -> f64;
}

/// Rarity where no store tells: a small table of what is frequent, else by length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usual;

/// Parts of names borne by more than about one in two hundred, and by more than about one in a thousand, of the
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
    let rows = [(MANY, 8.5), (WORDS, 6.5), (MOST, 6.5)];
    rows.iter()
        .flat_map(|(names, bits)| names.split_whitespace().map(|n| (Sound::of(n).key(), *bits)))
        .collect()
});

impl Rarity for Usual {
    fn bits(&self, sound: u32, letters: usize) -> f64 {
        TABLE.get(&sound).copied().unwrap_or(match letters {
            0..=2 => 7.0,
            3 => 8.5,
            4 => 10.0,
            5 => 11.0,
            6..=7 => 12.5,
            8..=9 => 14.0,
            _ => 15.5,
        })
    }
}
