//! What a group owns and uses: telephones, vehicles, boats, companies, bank accounts, wallets, accounts on line, houses.
use super::Forge;
use super::chance::Chance;
use super::checked::{iban, imo, wallet};
use super::network::Member;
use super::number::{digits, letters};
use super::output::Entity;
use super::person::address;
use super::route::Route;
use super::thing::{Phone, Vehicle};
use std::io;

/// A telephone that a group uses.
#[derive(Clone)]
pub struct Used {
    pub id: String,
    pub number: String,
    /// Another group was seen with it before.
    pub borrowed: bool,
}

/// The group for which assets are made up.
pub struct Base<'a> {
    pub group: &'a str,
    pub route: &'a Route,
    pub members: &'a [Member],
    pub phones: &'a [Used],
}

impl Base<'_> {
    /// A member of that role, else the first.
    fn by_role(&self, role: &str) -> &Member {
        self.members.iter().find(|member| member.role == role).unwrap_or(&self.members[0])
    }
}

pub fn write(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    phones(forge, chance, base)?;
    for _ in 0..1 + chance.below(3) {
        vehicle(forge, chance, base)?;
    }
    if base.route.by_sea && chance.percent(75) {
        vessel(forge, chance, base)?;
    }
    if chance.percent(55) {
        company(forge, chance, base)?;
    }
    if chance.percent(70) {
        bank_account(forge, chance, base)?;
    }
    if chance.percent(if base.route.kind == "trafficking" { 60 } else { 30 }) {
        crypto_wallet(forge, chance, base)?;
    }
    for _ in 0..1 + chance.below(3) {
        account(forge, chance, base)?;
    }
    house(forge, chance, base)
}

/// The group's telephones, as things that may join it to another, and in the list of telephones.
fn phones(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    for used in base.phones {
        if !used.borrowed {
            let country = &forge.atlas.countries[base.route.people[0]];
            let mut phone = Phone::of(used.number.clone(), country, chance);
            phone.notes = format!("Used on the route {}", base.route.name);
            let entity = Entity::new(&used.id, "Phone", &used.number)
                .with("phone", &used.number)
                .with("country", country.alpha2);
            forge.out.phone(&phone)?;
            forge.out.entity(&entity)?;
        }
        link(forge, [base.group, &used.id], "uses")?;
    }
    Ok(())
}

/// A vehicle of a transporter; every fourth was stolen and is in that register too.
fn vehicle(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    let place = *chance.pick(&base.route.people);
    let Some(vehicle) = Vehicle::of(&mut forge.atlas.countries[place], chance) else { return Ok(()) };
    let entity = Entity::new(
        forge.id("veh"),
        "Vehicle",
        format!("{} {} {}", vehicle.make, vehicle.model, vehicle.plate),
    )
    .with("registrationNumber", &vehicle.plate)
    .with("vin", &vehicle.vin)
    .with("type", vehicle.kind)
    .with("make", vehicle.make)
    .with("model", vehicle.model)
    .with("colour", vehicle.colour)
    .with("country", forge.atlas.countries[place].alpha2)
    .with("notes", chance.word(VEHICLE_NOTES));
    forge.out.entity(&entity)?;
    owns(forge, base.by_role("transporter"), &entity, "driver")?;
    uses(forge, base.group, &entity, "uses on its route")?;
    if chance.percent(25) {
        let stolen = vehicle.stolen("Seen since on a route of smugglers", chance);
        forge.out.vehicle(&stolen)?;
    }
    Ok(())
}

const VEHICLE_NOTES: &[&str] = &[
    "False floor behind the driver's seat",
    "Scout car",
    "Hired by the week, paid in cash",
    "Cooled body, vents covered",
    "Seats taken out",
    "Plates are changed before the border",
];

fn vessel(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    let flag = forge.atlas.countries[base.route.people[0]].alpha2;
    let name = format!(
        "{} {}",
        chance.pick(&["Nour", "Amal", "Deniz", "Estrella", "Baraka", "Perla", "Teranga"]),
        chance.below(9) + 1
    );
    let mut entity = Entity::new(forge.id("ship"), "Vessel", &name)
        .with("name", &name)
        .with("type", chance.word(&["fishing boat", "sailing yacht", "canoe", "coaster", "fast boat"]))
        .with("flag", flag)
        .with("callSign", format!("{}{}", letters(2, chance), digits(4, chance)))
        .with("mmsi", format!("0{}", digits(8, chance)))
        .with("notes", format!("Seen on the route {}", base.route.name));
    if chance.percent(50) {
        entity.add("imoNumber", format!("IMO{}", imo(chance)));
    }
    forge.out.entity(&entity)?;
    owns(forge, base.by_role("organiser"), &entity, "owner")?;
    uses(forge, base.group, &entity, "uses on its route")
}

/// A travel agency, a labour agency or a shop behind which the group works.
fn company(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    let place = *chance.pick(&base.route.people);
    let country = &mut forge.atlas.countries[place];
    let name = format!("{} {}", chance.pick(FIRMS), chance.pick(TRADES));
    let phone = country.phone().unwrap_or_default();
    let house = address(country.city(chance), country.alpha2, chance);
    let alpha2 = country.alpha2;
    let mail = name.to_lowercase().replace([' ', '&'], "");
    let entity = Entity::new(forge.id("firm"), "Company", &name)
        .with("name", &name)
        .with("jurisdiction", alpha2)
        .with("country", alpha2)
        .with("registrationNumber", format!("{}-{}", alpha2.to_uppercase(), digits(8, chance)))
        .with("incorporationDate", chance.between(2009, 2025).to_string())
        .with("address", house)
        .with("phone", phone)
        .with("email", format!("office@{mail}.example.com"))
        .with("topics", "crime.fin")
        .with(
            "notes",
            "Little business to be seen; sells journeys, letters of invitation or contracts for the group",
        );
    forge.out.entity(&entity)?;
    let directorship = Entity::new(forge.id("dir"), "Directorship", "director")
        .with("director", &base.by_role("facilitator").person.entity.id)
        .with("organization", &entity.id)
        .with("role", "director");
    forge.out.entity(&directorship)?;
    uses(forge, base.group, &entity, "works behind")
}

const FIRMS: &[&str] = &[
    "Blue Horizon",
    "Golden Gate",
    "Silk Wind",
    "New Dawn",
    "Sahara Star",
    "Eastern Bridge",
    "White Dove",
    "Four Seasons Sun",
    "Safe Passage",
    "Al-Safwa",
    "Delta Green",
    "Nova Via",
    "Lotus",
    "Kilim",
    "Sol y Mar",
    "Baobab",
    "Danubia",
    "Jasmine",
    "Pearl Coast",
    "Meridian Nine",
];
const TRADES: &[&str] = &[
    "Travel & Tours",
    "Manpower Services",
    "Visa Consultancy",
    "Transport",
    "Money Exchange",
    "Recruitment Agency",
    "Yachting",
    "Import Export",
    "Student Services",
    "Nail Studio",
];

fn bank_account(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    let place = *chance.pick(&base.route.people);
    let alpha2 = forge.atlas.countries[place].alpha2;
    let number = iban(alpha2, chance);
    let account = digits(12, chance);
    let caption = number.clone().unwrap_or_else(|| account.clone());
    let entity = Entity::new(forge.id("bank"), "BankAccount", &caption)
        .with("iban", number.unwrap_or_default())
        .with("accountNumber", account)
        .with("bankName", chance.word(BANK_NAMES))
        .with("currency", chance.word(&["EUR", "USD", "AED", "TRY"]))
        .with("country", alpha2)
        .with("notes", chance.word(ACCOUNT_NOTES));
    forge.out.entity(&entity)?;
    owns(forge, base.by_role("money handler"), &entity, "holder")
}

const BANK_NAMES: &[&str] = &[
    "Bank of the Two Rivers",
    "Harbour Savings Bank",
    "First Caravan Bank",
    "People's Bank of the Plain",
    "Old Bridge Bank",
];
const ACCOUNT_NOTES: &[&str] = &[
    "Small sums from many senders, taken out in cash in another town",
    "Opened in the name of a worker who holds no card",
    "Wages of several persons are paid in and sent on the same day",
    "Payments with the names of passengers",
];

fn crypto_wallet(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    let (chain, key) = wallet(chance);
    let entity = Entity::new(forge.id("wal"), "CryptoWallet", &key)
        .with("publicKey", &key)
        .with("currency", if chain == "Bitcoin" { "BTC" } else { "USDT" })
        .with("holder", &base.by_role("money handler").person.entity.id)
        .with("notes", "Named in messages to relatives as the place to pay");
    forge.out.entity(&entity)?;
    uses(forge, base.group, &entity, "is paid through")
}

/// An account on line. Its name has a hyphen, which the named platforms do not allow, so it is nobody's.
fn account(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    let name = format!("{}-{}-{}", chance.pick(HANDLES), chance.pick(HANDLES), chance.below(900) + 100);
    let entity = Entity::new(forge.id("acc"), "UserAccount", &name)
        .with("username", &name)
        .with("service", chance.word(&["Telegram", "Facebook", "TikTok", "Instagram"]))
        .with("owner", &base.by_role("recruiter").person.entity.id)
        .with(
            "notes",
            chance.word(&[
                "Advertises departures with prices",
                "Offers of work abroad",
                "Films of arrivals as proof",
                "Answers in three languages",
            ]),
        );
    forge.out.entity(&entity)?;
    uses(forge, base.group, &entity, "recruits through")
}

const HANDLES: &[&str] = &[
    "safar", "europa", "dream", "work", "visa", "game", "boat", "rihla", "viaje", "sea", "fast", "vip",
    "agent", "road", "hijra", "star", "job", "line",
];

/// Where passengers or workers are kept.
fn house(forge: &mut Forge<'_>, chance: &mut Chance, base: &Base<'_>) -> io::Result<()> {
    let country = &forge.atlas.countries[*chance.pick(&base.route.people)];
    let city = country.city(chance);
    let full = address(city, country.alpha2, chance);
    let alpha2 = country.alpha2;
    let entity = Entity::new(forge.id("addr"), "Address", &full)
        .with("full", &full)
        .with("city", city)
        .with("country", alpha2)
        .with("notes", "Passengers or workers are kept here");
    forge.out.entity(&entity)?;
    link(forge, [&base.by_role("harbourer").person.entity.id, &entity.id], "keeps the house")
}

fn owns(forge: &mut Forge<'_>, member: &Member, thing: &Entity, role: &str) -> io::Result<()> {
    let link = Entity::new(forge.id("own"), "Ownership", role)
        .with("owner", &member.person.entity.id)
        .with("asset", &thing.id)
        .with("role", role);
    forge.out.entity(&link)
}

fn uses(forge: &mut Forge<'_>, group: &str, thing: &Entity, role: &str) -> io::Result<()> {
    link(forge, [group, &thing.id], role)
}

/// "The first `role` the second."
pub fn link(forge: &mut Forge<'_>, [subject, object]: [&str; 2], role: &str) -> io::Result<()> {
    let link = Entity::new(forge.id("link"), "UnknownLink", role)
        .with("subject", subject)
        .with("object", object)
        .with("role", role);
    forge.out.entity(&link)
}
