//! Why a person is in the register, and what the owner of the record asks to be done.
use super::Forge;
use super::chance::Chance;
use super::day::Day;
use super::document::reference;
use super::person::{self, Person};
use std::io;

/// A kind of crime: the topic that FollowTheMoney has for it, and what is said of it.
type Crime = (&'static str, &'static [&'static str]);

const CRIMES: &[Crime] = &[
    (
        "crime.traffick.human",
        &[
            "Smuggling of migrants",
            "Recruitment for forced labour",
            "Harbouring of smuggled persons",
            "Trafficking for sexual exploitation",
        ],
    ),
    (
        "crime.fraud",
        &[
            "Use of a forged passport",
            "Marriage of convenience arranged for payment",
            "Forged residence permits",
            "False employment contracts for visas",
        ],
    ),
    (
        "crime.theft",
        &[
            "Theft of vehicles to order",
            "Handling of stolen passports",
            "Burglary",
            "Pickpocketing in a group",
        ],
    ),
    (
        "crime.fin",
        &[
            "Courier of cash",
            "Unlicensed transfer of money",
            "Accounts opened for others",
            "Proceeds moved through a shop",
        ],
    ),
    (
        "crime.traffick.drug",
        &["Transport of drugs in a lorry", "Courier of drugs by air", "Cultivation with forced labour"],
    ),
    ("crime.cyber", &["Investment fraud on line", "Theft of card data", "False offers of work on line"]),
    ("crime", &["Extortion of relatives", "Bodily harm", "Breach of an entry ban", "Bribery of an official"]),
];

/// What members of groups are held to have done: the first two kinds.
pub const SMUGGLERS: &[Crime] = CRIMES.split_at(2).0;

/// Why an ordinary person of the register is in it, by share in a thousand.
#[derive(Clone, Copy)]
enum Standing {
    Wanted,
    Convicted,
    Missing,
    Witness,
    PossibleVictim,
    Suspect,
    OfInterest,
    Holder,
}

/// The youngest who may be sought, suspected or convicted here: eighteen years old.
const OF_AGE: Day = Day::of(2008, 6, 30);

/// Children are mostly known by their documents.
const YOUNG: &[Standing] = &[
    Standing::Holder,
    Standing::Holder,
    Standing::Holder,
    Standing::Holder,
    Standing::Holder,
    Standing::Holder,
    Standing::Holder,
    Standing::Missing,
    Standing::PossibleVictim,
];

fn standing(born: Day, chance: &mut Chance) -> Standing {
    let drawn = chance.below(1000);
    match drawn {
        _ if born > OF_AGE => *chance.pick(YOUNG),
        0..=13 => Standing::Wanted,
        14..=103 => Standing::Convicted,
        104..=115 => Standing::Missing,
        116..=133 => Standing::Witness,
        134..=145 => Standing::PossibleVictim,
        146..=395 => Standing::Suspect,
        396..=745 => Standing::OfInterest,
        _ => Standing::Holder,
    }
}

/// Gives an ordinary person a reason to be in the register.
pub fn give(forge: &mut Forge<'_>, chance: &mut Chance, person: &mut Person) -> io::Result<()> {
    match standing(person.draft.born, chance) {
        Standing::Wanted => wanted(forge, chance, person, CRIMES),
        Standing::Convicted => convicted(forge, chance, person, CRIMES),
        Standing::Missing => missing(chance, person),
        Standing::Witness => set(
            person,
            "witness",
            "",
            "Witness in a current case",
            "Do not mention the record; inform the owner",
        ),
        Standing::PossibleVictim => set(person, "possible-victim", "", chance.word(VICTIM_NOTES), CARE),
        Standing::Suspect => suspect(forge, chance, person, CRIMES),
        Standing::OfInterest => of_interest(chance, person),
        Standing::Holder => return holder(forge, chance, person),
    }
    Ok(())
}

fn set(person: &mut Person, status: &str, topic: &str, notes: &str, action: &str) {
    let entity = &mut person.entity;
    let all = [("status", status), ("topics", topic), ("notes", notes), ("action", action)];
    all.into_iter().for_each(|(property, value)| entity.add(property, value));
}

/// Crime, and the number of the file in which it is dealt with.
fn charge(
    forge: &Forge<'_>,
    chance: &mut Chance,
    home: usize,
    (crimes, days_ago): (&[Crime], i64),
) -> (&'static str, String) {
    let (topic, said) = *chance.pick(crimes);
    let place = if chance.percent(50) { home } else { forge.atlas.of_documents(chance) };
    let day = Day::TODAY.plus(-chance.between(20, days_ago));
    let file = reference(forge.atlas.countries[place].alpha3, day, chance);
    (topic, format!("{}. File {file} of {day}", chance.pick(said)))
}

/// Sought for arrest; the topic says so too.
pub fn wanted(forge: &Forge<'_>, chance: &mut Chance, person: &mut Person, crimes: &[Crime]) {
    let (topic, notes) = charge(forge, chance, person.draft.country, (crimes, 2600));
    set(person, "wanted", "wanted", &notes, chance.word(WANTED_ACTIONS));
    person.entity.add("topics", topic);
}

pub fn convicted(forge: &Forge<'_>, chance: &mut Chance, person: &mut Person, crimes: &[Crime]) {
    let (topic, notes) = charge(forge, chance, person.draft.country, (crimes, 5400));
    let sentence = chance.between(6, 96);
    let action = if chance.percent(12) { "Inform the owner of the encounter" } else { "" };
    set(person, "convicted", topic, &format!("Convicted: {notes}. Sentence: {sentence} months"), action);
}

pub fn suspect(forge: &Forge<'_>, chance: &mut Chance, person: &mut Person, crimes: &[Crime]) {
    let (topic, notes) = charge(forge, chance, person.draft.country, (crimes, 3000));
    let action = if chance.percent(30) { chance.word(SUSPECT_ACTIONS) } else { "" };
    set(person, "suspect", topic, &notes, action);
}

fn missing(chance: &mut Chance, person: &mut Person) {
    let since = Day::TODAY.plus(-chance.between(10, 1600));
    let notes = format!("Missing since {since}; {}", chance.pick(MISSING_NOTES));
    set(
        person,
        "missing",
        "",
        &notes,
        "Make sure that the person is safe; ask before telling anybody; inform the owner at once",
    );
}

fn of_interest(chance: &mut Chance, person: &mut Person) {
    let status = if chance.percent(40) { "person-of-interest" } else { "" };
    set(person, status, "poi", chance.word(INTEREST_NOTES), "");
}

/// Somebody who is known because a document was taken from him or her.
fn holder(forge: &mut Forge<'_>, chance: &mut Chance, person: &mut Person) -> io::Result<()> {
    if !chance.percent(45) || !forge.has_room_for_documents() {
        person.entity.add("notes", chance.word(HOLDER_NOTES));
        return Ok(());
    }
    person::reports_loss(forge, chance, person)
}

const WANTED_ACTIONS: &[&str] = &[
    "Detain and inform the owner; extradition will be sought",
    "Detain and inform the owner; extradition will be sought",
    "Locate and inform the owner; do not detain before confirmation",
    "Detain; may be armed; inform the owner",
];
const SUSPECT_ACTIONS: &[&str] = &[
    "Do not detain; note travel companions and inform the owner",
    "Do not detain; copy documents and tickets, inform the owner",
    "Ask for purpose and place of stay; inform the owner",
    "Search vehicle and luggage by national law; inform the owner",
];
const CARE: &str =
    "Do not question before companions; speak alone, offer protection; inform the owner's unit for victims";
const VICTIM_NOTES: &[&str] = &[
    "Travelled with a person who held all documents",
    "Answered an offer of work of a group under investigation",
    "Named by another victim as being held at the same place",
    "Seen at a place of exploitation in an inspection",
];
const MISSING_NOTES: &[&str] = &[
    "last heard of on the way abroad",
    "left with an unknown agent",
    "family was asked for ransom",
    "last message from a port",
    "not seen since leaving work",
];
const INTEREST_NOTES: &[&str] = &[
    "Contact in the telephone of a suspect",
    "Subscriber of a number used by recruiters",
    "Sent money to a person under investigation",
    "Received money from several senders at a border town",
    "Travel companion of a suspect",
    "Hirer of a vehicle stopped with migrants",
    "Director of a company named in a case",
    "Sponsor in several visa applications",
    "Owner of premises that were searched",
    "Shares an address with a suspect",
    "Booked tickets for others, paid in cash",
];
const HOLDER_NOTES: &[&str] = &[
    "Applied for a passport with documents of doubt",
    "Identity used by another at a border",
    "Refused entry once; no document of the stated identity",
    "Registered on arrival without documents",
    "Identity stated, not confirmed",
];
