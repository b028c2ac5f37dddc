//! Vehicles and telephones, and the registers of the stolen and the sought among them.
use super::Forge;
use super::chance::Chance;
use super::checked::{imei, vin};
use super::day::Day;
use super::document::reference;
use super::place::Country;
use std::io;

/// A stolen or wanted vehicle.
pub struct Vehicle {
    pub plate: String,
    pub vin: String,
    pub kind: &'static str,
    pub make: &'static str,
    pub model: &'static str,
    pub colour: &'static str,
    pub country: &'static str,
    pub stolen: Option<Day>,
    pub reference: String,
    pub notes: String,
}

impl Vehicle {
    pub const HEADER: [&'static str; 10] = [
        "registrationNumber",
        "vin",
        "type",
        "make",
        "model",
        "colour",
        "country",
        "lossDate",
        "reference",
        "notes",
    ];

    /// A vehicle of that country, not stolen.
    pub fn of(country: &mut Country, chance: &mut Chance) -> Option<Self> {
        let (kind, make, model, maker) = *chance.pick(MODELS);
        Some(Self {
            plate: country.plates.scattered()?,
            vin: vin(maker, chance),
            kind,
            make,
            model,
            colour: chance.word(COLOURS),
            country: country.alpha3,
            stolen: None,
            reference: String::new(),
            notes: String::new(),
        })
    }

    /// The same vehicle, reported stolen.
    pub fn stolen(self, notes: &str, chance: &mut Chance) -> Self {
        let day = Day::TODAY.plus(-chance.between(2, 1800));
        let reference = reference(self.country, day, chance);
        Self { stolen: Some(day), reference, notes: notes.to_owned(), ..self }
    }

    pub fn cells(&self) -> [String; 10] {
        [
            self.plate.clone(),
            self.vin.clone(),
            self.kind.to_owned(),
            self.make.to_owned(),
            self.model.to_owned(),
            self.colour.to_owned(),
            self.country.to_owned(),
            self.stolen.map(|day| day.to_string()).unwrap_or_default(),
            self.reference.clone(),
            self.notes.clone(),
        ]
    }
}

/// Kind, make, model, and the maker's part of a vehicle identification number.
const MODELS: &[(&str, &str, &str, &str)] = &[
    ("car", "Toyota", "Corolla", "JTD"),
    ("pick-up", "Toyota", "Hilux", "AHT"),
    ("off-road vehicle", "Toyota", "Land Cruiser", "JTE"),
    ("van", "Mercedes-Benz", "Sprinter", "WDB"),
    ("car", "Mercedes-Benz", "C 220", "WDD"),
    ("van", "Ford", "Transit", "WF0"),
    ("car", "Volkswagen", "Golf", "WVW"),
    ("van", "Volkswagen", "Transporter", "WV2"),
    ("car", "BMW", "320d", "WBA"),
    ("car", "Dacia", "Logan", "UU1"),
    ("van", "Renault", "Master", "VF1"),
    ("van", "Fiat", "Ducato", "ZFA"),
    ("car", "Peugeot", "308", "VF3"),
    ("car", "Skoda", "Octavia", "TMB"),
    ("lorry", "Scania", "R 450", "YS2"),
    ("lorry", "MAN", "TGX", "WMA"),
    ("car", "Hyundai", "Tucson", "TMA"),
    ("pick-up", "Nissan", "Navara", "VSK"),
    ("bus", "Setra", "S 415", "WKK"),
    ("car", "Honda", "CR-V", "5J6"),
];
const COLOURS: &[&str] = &["white", "black", "grey", "silver", "blue", "red", "green", "brown", "beige"];
const VEHICLE_NOTES: &[&str] = &[
    "",
    "",
    "Stolen with keys",
    "Not returned by hirer",
    "Taken in a robbery",
    "Stolen to order, seen at a border",
    "Trailer stolen with it",
];

/// The register of stolen vehicles, up to so many rows.
pub fn write_vehicles(forge: &mut Forge<'_>, chance: &mut Chance, wanted: usize) -> io::Result<()> {
    while forge.out.counts().vehicles < wanted {
        let place = forge.atlas.of_documents(chance);
        if let Some(vehicle) = Vehicle::of(&mut forge.atlas.countries[place], chance) {
            let notes = chance.word(VEHICLE_NOTES);
            forge.out.vehicle(&vehicle.stolen(notes, chance))?;
        }
    }
    Ok(())
}

/// A telephone of interest.
pub struct Phone {
    pub number: String,
    pub imei: String,
    pub country: &'static str,
    pub stolen: Option<Day>,
    pub reference: String,
    pub notes: String,
}

impl Phone {
    pub const HEADER: [&'static str; 6] = ["phone", "imei", "country", "lossDate", "reference", "notes"];

    pub fn of(number: String, country: &Country, chance: &mut Chance) -> Self {
        let reference = reference(country.alpha3, Day::TODAY, chance);
        Self {
            number,
            imei: imei(chance),
            country: country.alpha3,
            stolen: None,
            reference,
            notes: String::new(),
        }
    }

    pub fn cells(&self) -> [String; 6] {
        let stolen = self.stolen.map(|day| day.to_string()).unwrap_or_default();
        let (number, imei, notes) = (self.number.clone(), self.imei.clone(), self.notes.clone());
        [number, imei, self.country.to_owned(), stolen, self.reference.clone(), notes]
    }
}

const PHONE_NOTES: &[&str] = &[
    "Named in messages of a recruiter",
    "Found in the memory of a seized telephone",
    "Given to passengers as the number to call on arrival",
    "Advertised crossings on a social network",
    "Used to collect payments",
    "Reported stolen",
];

/// The list of telephones of interest, up to so many rows.
pub fn write_phones(forge: &mut Forge<'_>, chance: &mut Chance, wanted: usize) -> io::Result<()> {
    while forge.out.counts().phones < wanted {
        let place = forge.atlas.of_people(chance);
        let country = &mut forge.atlas.countries[place];
        if let Some(number) = country.phone() {
            let mut phone = Phone::of(number, country, chance);
            phone.notes = chance.word(PHONE_NOTES).to_owned();
            phone.stolen =
                (phone.notes == "Reported stolen").then(|| Day::TODAY.plus(-chance.between(1, 900)));
            forge.out.phone(&phone)?;
        }
    }
    Ok(())
}
