//! Groups that smuggle and traffic along the routes: members with roles, what they own and use, and what joins them.
use super::Forge;
use super::asset::{self, Used};
use super::chance::Chance;
use super::day::Day;
use super::document::Reported;
use super::names::{Kin, Sex};
use super::output::Entity;
use super::person::{self, Draft, Held, Person};
use super::route::Route;
use super::standing::{self, SMUGGLERS};
use std::io;

/// What members do, in the order in which a group of any size has them.
const ROLES: &[&str] = &[
    "organiser",
    "recruiter",
    "transporter",
    "facilitator",
    "money handler",
    "harbourer",
    "transporter",
    "recruiter",
    "document forger",
    "harbourer",
    "lookout",
    "facilitator",
    "transporter",
    "collector",
];

/// A group while the rest of the world is made.
struct Group {
    id: String,
    route: &'static str,
    /// Telephones that the group uses; another group may turn out to use one of them.
    phones: Vec<Used>,
    /// Member who works for several groups, as forgers and money handlers do.
    lent: Option<(String, &'static str)>,
}

/// A member with the role.
pub struct Member {
    pub person: Person,
    pub role: &'static str,
}

/// Writes so many groups with about ten members each, as far as `persons` allows.
pub fn write(forge: &mut Forge<'_>, chance: &mut Chance, groups: usize, persons: usize) -> io::Result<()> {
    let routes = super::route::load(&forge.atlas);
    let mut written: Vec<Group> = Vec::new();
    for place in 0..groups {
        let size = 7 + chance.place(8);
        if forge.out.counts().persons + size > persons {
            break;
        }
        let (route, turn) = (&routes[place % routes.len()], place / routes.len());
        let is_near = |other: &&Group| other.route == route.name || route.near.contains(&other.route);
        let others = written.iter().filter(is_near).collect();
        let group = one(forge, chance, Plan { route, turn, size, others })?;
        written.push(group);
    }
    Ok(())
}

/// What is settled of a group before it is made up.
struct Plan<'a> {
    route: &'a Route,
    /// Which of the route's groups it is.
    turn: usize,
    size: usize,
    /// Groups before it on the same route or one near it.
    others: Vec<&'a Group>,
}

fn one(forge: &mut Forge<'_>, chance: &mut Chance, plan: Plan<'_>) -> io::Result<Group> {
    let id = forge.id("group");
    let phones = phones(forge, chance, &plan);
    forge.out.entity(&record(
        forge.atlas.countries[plan.route.people[0]].alpha2,
        chance,
        &plan,
        &id,
        &phones,
    ))?;
    let mut members = Vec::new();
    for role in ROLES.iter().cycle().take(plan.size) {
        members.push(member(forge, chance, plan.route, role, &phones)?);
    }
    links(forge, chance, &id, &members)?;
    asset::write(
        forge,
        chance,
        &asset::Base { group: &id, route: plan.route, members: &members, phones: &phones },
    )?;
    joins(forge, chance, &id, &plan.others)?;
    let lent = members.iter().find(|m| matches!(m.role, "document forger" | "money handler"));
    Ok(Group { id, route: plan.route.name, phones, lent: lent.map(|m| (m.person.entity.id.clone(), m.role)) })
}

/// One to three telephones of its own and, for many, one that another group was seen with before.
fn phones(forge: &mut Forge<'_>, chance: &mut Chance, plan: &Plan<'_>) -> Vec<Used> {
    let mut phones = Vec::new();
    for _ in 0..1 + chance.below(3) {
        if let Some(number) = forge.atlas.countries[plan.route.people[0]].phone() {
            phones.push(Used { id: forge.id("phone"), number, borrowed: false });
        }
    }
    let lenders: Vec<&&Group> = plan.others.iter().filter(|other| !other.phones.is_empty()).collect();
    if !lenders.is_empty() && chance.percent(55) {
        let lender = chance.pick(&lenders);
        let lent = chance.pick(&lender.phones).clone();
        phones.push(Used { borrowed: true, ..lent });
    }
    phones
}

/// The group as a record: what it is called, where and how it works.
fn record(home: &str, chance: &mut Chance, plan: &Plan<'_>, id: &str, phones: &[Used]) -> Entity {
    let route = plan.route;
    let (name, native) = route.groups[plan.turn % route.groups.len()];
    let name = if plan.turn < route.groups.len() { name.to_owned() } else { format!("{name} {}", plan.turn) };
    let topic = if route.kind == "trafficking" { "crime.traffick.human" } else { "crime.traffick" };
    let mut group = Entity::new(id, "Organization", &name)
        .with("name", &name)
        .with("alias", native.unwrap_or_default())
        .with("country", home)
        .with("topics", topic)
        .with("topics", "crime")
        .with(
            "sector",
            if route.kind == "trafficking" { "trafficking in persons" } else { "smuggling of migrants" },
        )
        .with("route", format!("{}: {}", route.name, route.path))
        .with("modusOperandi", ways(route, chance))
        .with("notes", format!("{} by {}. Price: {}", capital(route.kind), route.path, route.price))
        .with("notes", format!("Known since {}", chance.between(2014, 2025)))
        .with("action", "Report any trace of members, telephones and vehicles to the owner");
    phones.iter().for_each(|phone| group.add("phone", &phone.number));
    group
}

/// By what means, and two of the ways in which such groups work.
fn ways(route: &Route, chance: &mut Chance) -> String {
    let first = chance.place(route.ways.len());
    let second = (first + 1 + chance.place(route.ways.len() - 1)) % route.ways.len();
    format!("{}. {}. {}", route.means, capital(route.ways[first]), capital(route.ways[second]))
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// A member of one of the route's peoples, with a telephone of the group and, for some, papers in another name.
fn member(
    forge: &mut Forge<'_>,
    chance: &mut Chance,
    route: &Route,
    role: &'static str,
    phones: &[Used],
) -> io::Result<Member> {
    let (one, other) = (chance.place(route.people.len()), chance.place(route.people.len()));
    let country = route.people[if role == "organiser" { 0 } else { one.min(other) }];
    let mut draft = Draft::adult(forge, chance, country);
    draft.born = draft.born.min(Day::of(2004, 1, 1));
    let mut person = person::make(forge, chance, draft);
    match chance.below(100) {
        0..=27 => standing::wanted(forge, chance, &mut person, SMUGGLERS),
        28..=78 => standing::suspect(forge, chance, &mut person, SMUGGLERS),
        79..=88 => standing::convicted(forge, chance, &mut person, SMUGGLERS),
        _ => person.entity.add("status", "person-of-interest"),
    }
    person.entity.add("topics", "crime.traffick");
    person.entity.add("position", role);
    person.entity.add("weakAlias", chance.word(NICKNAMES));
    person.entity.add("notes", format!("{} on the route {}", capital(role), route.name));
    if !phones.is_empty() && chance.percent(30) {
        person.entity.add("phone", &chance.pick(phones).number);
    }
    if chance.percent(35) {
        other_papers(forge, chance, &mut person)?;
    }
    forge.out.entity(&person.entity)?;
    Ok(Member { person, role })
}

const NICKNAMES: &[&str] = &[
    "Abu Salah",
    "El Haj",
    "The Engineer",
    "Captain Nuh",
    "La Doña",
    "Doctor",
    "Teacher",
    "El Primo",
    "Uncle Seven",
    "Madam Joy",
    "Ustaz",
    "The Barber",
    "Four Fingers",
    "El Zurdo",
    "Big Aunt",
    "Chairman",
    "Ghost",
    "Kirpi",
    "Stari",
    "The Accountant",
    "Moto",
    "Goldtooth",
];

/// A passport in an invented name that is in the register of stolen documents: the false identity of a member.
fn other_papers(forge: &mut Forge<'_>, chance: &mut Chance, person: &mut Person) -> io::Result<()> {
    let place = forge.atlas.of_documents(chance);
    let country = &mut forge.atlas.countries[place];
    let (culture, number) = (country.culture(chance), country.passports.scattered());
    let Some(number) = number.filter(|_| forge.has_room_for_documents()) else { return Ok(()) };
    let named = forge.names.all()[culture].name(chance, &Kin::unknown(person.draft.sex));
    let spelling = named.latin(chance);
    let mut report =
        Reported::held(number.clone(), super::document::PASSPORT, &forge.atlas.countries[place], chance);
    report.notes = "Seen in use since by another than the bearer".to_owned();
    forge.out.document(&report)?;
    person.entity.add("alias", &spelling.full);
    person.entity.add(
        "notes",
        format!("Travels on passport {number} of {} in the name of {}", report.country, spelling.full),
    );
    person::holds(forge, person, Held { number, country: place, name: &spelling.full })
}

/// Each member's place in the group, and who works for whom.
fn links(forge: &mut Forge<'_>, chance: &mut Chance, group: &str, members: &[Member]) -> io::Result<()> {
    for member in members {
        let since = chance.between(2015, 2025).to_string();
        let link = Entity::new(forge.id("mem"), "Membership", member.role)
            .with("member", &member.person.entity.id)
            .with("organization", group)
            .with("role", member.role)
            .with("startDate", since);
        forge.out.entity(&link)?;
    }
    let Some((organiser, rest)) = members.split_first() else { return Ok(()) };
    for member in rest {
        if chance.percent(40) {
            associate(forge, &member.person, &organiser.person, chance.word(RELATIONS))?;
        }
    }
    let Some(cousin) = rest.last().filter(|_| chance.percent(60)) else { return Ok(()) };
    let kinship = if cousin.person.draft.sex == Sex::Female { "sister-in-law" } else { "cousin" };
    super::family::link(forge, &organiser.person, &cousin.person, kinship)
}

const RELATIONS: &[&str] =
    &["takes orders from", "pays", "drives for", "is in touch by telephone with", "travelled with"];

fn associate(forge: &mut Forge<'_>, person: &Person, of: &Person, relationship: &str) -> io::Result<()> {
    let link = Entity::new(forge.id("assoc"), "Associate", relationship)
        .with("person", &person.entity.id)
        .with("associate", &of.entity.id)
        .with("relationship", relationship);
    forge.out.entity(&link)
}

/// What joins a group to those before it: hand-overs on the way, and people who work for both.
fn joins(forge: &mut Forge<'_>, chance: &mut Chance, group: &str, others: &[&Group]) -> io::Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    if chance.percent(40) {
        let other = chance.pick(others);
        let role = chance.word(&[
            "hands passengers over to",
            "buys documents from",
            "shares drivers with",
            "moves money through",
        ]);
        asset::link(forge, [group, &other.id], role)?;
    }
    let lenders: Vec<&(String, &str)> = others.iter().filter_map(|other| other.lent.as_ref()).collect();
    if lenders.is_empty() || !chance.percent(45) {
        return Ok(());
    }
    let (person, role) = *chance.pick(&lenders);
    let link = Entity::new(forge.id("mem"), "Membership", *role)
        .with("member", person)
        .with("organization", group)
        .with("role", format!("{role}, also for others"));
    forge.out.entity(&link)
}
