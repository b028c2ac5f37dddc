//! The cases that the guided list of things to try names: the same in every world, whatever its seed.
use super::Forge;
use super::chance::Chance;
use super::day::Day;
use super::document::{PASSPORT, Reported, Zone};
use super::output::Entity;
use super::thing::{Phone, Vehicle};
use std::io;

/// One thing to try.
pub struct Guided {
    /// Names the title and the explanation in each language.
    pub key: &'static str,
    /// What to paste into the one box.
    pub paste: String,
    pub expect: Expect,
}

/// What the answer must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// These are among the matches: each by the id of its entity, or by its number, plate or telephone in a CSV file.
    Known(&'static [&'static str]),
    NothingKnown,
}

const PASSPORT_NUMBER: &str = "080417362";
pub(super) const PLATE: &str = "B 417 QZX";
pub(super) const SHARED_PHONE: &str = "+216 01 550 1234";
/// In ids, so that they cannot meet those that are counted.
const FIXED: [&str; 6] = [
    "guided-forger",
    "guided-recruiter",
    "guided-driver",
    "guided-jasmine",
    "guided-ninth-wave",
    "guided-van",
];

/// The list of things to try, in the order in which a newcomer should.
pub fn guided() -> Vec<Guided> {
    let of = |key, paste: &str, expect| Guided { key, paste: paste.to_owned(), expect };
    vec![
        of("stolen-passport", &stolen_passport().lines(), Expect::Known(&[PASSPORT_NUMBER, "guided-forger"])),
        of("recruiter-in-arabic", "نبيل فرجاني", Expect::Known(&["guided-recruiter"])),
        of("typing-error", "Stamenkovic Zdrvako, 1971", Expect::Known(&["guided-driver"])),
        of(
            "shared-phone",
            SHARED_PHONE,
            Expect::Known(&["guided-jasmine", "guided-ninth-wave", SHARED_PHONE]),
        ),
        of("plate", PLATE, Expect::Known(&[PLATE, "guided-van"])),
        of("clean-person", "Sigríður Hallgrímsdóttir, 1988-03-14", Expect::NothingKnown),
    ]
}

/// The zone of a passport that was stolen from its bearer and is now carried by a forger of documents.
fn stolen_passport() -> Zone<'static> {
    Zone {
        issuer: "ROU",
        family: "Vlaicu",
        given: "Dorin Iulian",
        number: PASSPORT_NUMBER,
        nationality: "ROU",
        born: Day::of(1982, 5, 17),
        sex: 'M',
        expires: Day::of(2029, 11, 2),
    }
}

/// How many persons the fixed cases add.
pub const PERSONS: usize = 3;

/// Writes what the cases are about.
pub fn write(forge: &mut Forge<'_>) -> io::Result<()> {
    groups(forge)?;
    for person in persons() {
        forge.out.entity(&person)?;
    }
    let [forger, recruiter, driver, jasmine, ninth_wave, van] = FIXED;
    member(forge, recruiter, jasmine, "recruiter")?;
    member(forge, forger, jasmine, "document forger")?;
    member(forge, driver, ninth_wave, "transporter")?;
    papers(forge, forger)?;
    vehicle(forge, driver, van)?;
    phone(forge)
}

fn groups(forge: &mut Forge<'_>) -> io::Result<()> {
    let group = |id: &str, name: &str, country: &str, route: &str, way: &str| {
        Entity::new(id, "Organization", name)
            .with("name", name)
            .with("country", country)
            .with("topics", "crime.traffick")
            .with("topics", "crime")
            .with("phone", SHARED_PHONE)
            .with("route", route)
            .with("modusOperandi", way)
            .with("action", "Report any trace of members, telephones and vehicles to the owner")
    };
    let offers = "Offers of work in a hotel; passports are taken for a residence permit that never comes";
    let drives = "Takes over passengers near Trieste and drives them north in vans with changed plates";
    let sea =
        group(FIXED[3], "Jasmine Shore", "tn", "Central Mediterranean: Sfax, Zarzis, Lampedusa", offers);
    let land = group(FIXED[4], "Ninth Wave", "rs", "Western Balkan: Belgrade, Subotica, Trieste", drives);
    forge.out.entity(&sea.with("alias", "شاطئ الياسمين"))?;
    forge.out.entity(&land)
}

fn persons() -> [Entity; PERSONS] {
    let forger = Entity::new(FIXED[0], "Person", "Radu Mircea Olariu")
        .with("name", "Radu Mircea Olariu")
        .with("alias", "Dorin Iulian Vlaicu")
        .with("birthDate", "1979-02-23")
        .with("gender", "male")
        .with("nationality", "ro")
        .with("birthPlace", "Bacau")
        .with("passportNumber", PASSPORT_NUMBER)
        .with("status", "wanted")
        .with("topics", "wanted")
        .with("topics", "crime.traffick")
        .with("notes", "Document forger; travels on a stolen passport in the name of Dorin Iulian Vlaicu")
        .with("action", "Detain and inform the owner; extradition will be sought");
    let recruiter = Entity::new(FIXED[1], "Person", "Nabil Ferjani")
        .with("name", "Nabil Ferjani")
        .with("alias", "Nabil Fardjani")
        .with("weakAlias", "Monsieur Hotel")
        .with("birthDate", "1983-11-05")
        .with("gender", "male")
        .with("nationality", "tn")
        .with("birthPlace", "Sfax")
        .with("status", "suspect")
        .with("topics", "crime.traffick.human")
        .with("notes", "Recruiter; promises work in hotels on the coast")
        .with("action", "Do not detain; note travel companions and inform the owner");
    let driver = Entity::new(FIXED[2], "Person", "Zdravko Stamenković")
        .with("name", "Zdravko Stamenković")
        .with("name", "Здравко Стаменковић")
        .with("birthDate", "1971")
        .with("gender", "male")
        .with("nationality", "rs")
        .with("status", "suspect")
        .with("topics", "crime.traffick")
        .with("notes", "Drives vans from Subotica to Trieste")
        .with("action", "Search vehicle by national law; note travel companions and inform the owner");
    [forger, recruiter, driver]
}

fn member(forge: &mut Forge<'_>, person: &str, group: &str, role: &str) -> io::Result<()> {
    let link = Entity::new(forge.id("mem"), "Membership", role)
        .with("member", person)
        .with("organization", group)
        .with("role", role);
    forge.out.entity(&link)
}

/// The stolen passport, in the register and in the forger's hands.
fn papers(forge: &mut Forge<'_>, forger: &str) -> io::Result<()> {
    let passport = Entity::new("guided-passport", "Passport", PASSPORT_NUMBER)
        .with("holder", forger)
        .with("type", PASSPORT)
        .with("number", PASSPORT_NUMBER)
        .with("country", "ro")
        .with("holderName", "Dorin Iulian Vlaicu");
    forge.out.entity(&passport)?;
    forge.out.document(&Reported {
        number: PASSPORT_NUMBER.to_owned(),
        kind: PASSPORT,
        country: "ROU",
        fraud: "stolen",
        issued: Some(Day::of(2019, 11, 2)),
        expires: Some(stolen_passport().expires),
        lost: Day::of(2025, 3, 9),
        reference: "ROU-2025-004417".to_owned(),
        notes: "Stolen from bearer on a train; used since at a border".to_owned(),
    })
}

/// A van that its hirer did not give back, now on the group's route.
fn vehicle(forge: &mut Forge<'_>, driver: &str, van: &str) -> io::Result<()> {
    let vin = super::checked::vin("WF0", &mut Chance::new(0));
    let entity = Entity::new(van, "Vehicle", format!("Ford Transit {PLATE}"))
        .with("registrationNumber", PLATE)
        .with("vin", &vin)
        .with("type", "van")
        .with("make", "Ford")
        .with("model", "Transit")
        .with("country", "ro")
        .with("notes", "False floor behind the driver's seat");
    forge.out.entity(&entity)?;
    let driven = Entity::new(forge.id("own"), "Ownership", "driver")
        .with("owner", driver)
        .with("asset", van)
        .with("role", "driver");
    forge.out.entity(&driven)?;
    forge.out.vehicle(&Vehicle {
        plate: PLATE.to_owned(),
        vin,
        kind: "van",
        make: "Ford",
        model: "Transit",
        colour: "white",
        country: "ROU",
        stolen: Some(Day::of(2026, 1, 18)),
        reference: "ROU-2026-000812".to_owned(),
        notes: "Not returned by hirer; seen since near Subotica".to_owned(),
    })
}

/// The telephone that joins the two groups: the clue of the fourth case.
fn phone(forge: &mut Forge<'_>) -> io::Result<()> {
    let entity =
        Entity::new("guided-phone", "Phone", SHARED_PHONE).with("phone", SHARED_PHONE).with("country", "tn");
    forge.out.entity(&entity)?;
    super::asset::link(forge, [FIXED[3], "guided-phone"], "uses")?;
    super::asset::link(forge, [FIXED[4], "guided-phone"], "uses")?;
    forge.out.phone(&Phone {
        number: SHARED_PHONE.to_owned(),
        imei: super::checked::imei(&mut Chance::new(0)),
        country: "TUN",
        stolen: None,
        reference: "TUN-2026-000077".to_owned(),
        notes: "Given to passengers in Sfax and to drivers near Trieste".to_owned(),
    })
}
