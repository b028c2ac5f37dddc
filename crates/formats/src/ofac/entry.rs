//! One entry: its row, and what the other files say of it, as a draft with what it may share with other entries.
use super::{
    column, names, nature, office, paper,
    remarks::{self, Piece},
    says,
    sides::{Place, Side, Sides},
};
use crate::{
    Draft,
    input::Row,
    item::Untaken,
    sketch::Sketch,
    things::{Paper, Things},
    words,
};
use model::{Country, Kind, Level, LinkKind, Status};

/// An entry as it was read.
pub(super) struct Entry {
    pub(super) draft: Draft,
    pub(super) name: String,
    pub(super) others: Vec<String>,
    /// Names of others that it is related to.
    pub(super) named: Vec<(String, Says)>,
    pub(super) shared: Shared,
}

/// How an entry names another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Linked,
    Operator,
    Owner,
}

impl Says {
    /// The link, whether it goes from the entry to the other, and its role.
    pub(super) const fn link(self) -> (LinkKind, bool, Option<&'static str>) {
        match self {
            Says::Linked => (LinkKind::LinkedTo, true, None),
            Says::Operator => (LinkKind::Uses, false, Some("operator")),
            Says::Owner => (LinkKind::Owns, false, Some("owner")),
        }
    }
}

/// What other entries may name too.
#[derive(Default)]
pub(super) struct Shared {
    papers: Vec<Paper>,
    phones: Vec<String>,
    emails: Vec<String>,
    wallets: Vec<(String, String)>,
    places: Vec<Place>,
}

impl Shared {
    pub(super) fn into_things(self, key: &str, things: &mut Things) {
        for paper in &self.papers {
            things.paper(key, paper);
        }
        for phone in &self.phones {
            things.thing(key, Kind::Phone, ("phone", phone), &[]);
        }
        for email in &self.emails {
            things.thing(key, Kind::Account, ("email", email), &[("service", "e-mail")]);
        }
        for (currency, address) in &self.wallets {
            things.thing(key, Kind::Wallet, ("publicKey", address), &[("currency", currency)]);
        }
        for place in self.places.iter().filter(|place| place.is_more_than_a_country()) {
            let country = Country::find(&place.country).map_or("", Country::code);
            let role = Some(place.remark.as_str()).filter(|remark| !remark.is_empty());
            things.address(key, &place.full(), &[("city", &place.city), ("country", country)], role);
        }
    }
}

impl Place {
    fn is_more_than_a_country(&self) -> bool {
        !self.street.is_empty() || !self.city.is_empty()
    }

    fn full(&self) -> String {
        let parts = [&self.street, &self.city, &self.country];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Reads a row of entries, and takes what the other files say of it.
pub(super) fn read(row: &Row<'_>, sides: &mut Sides) -> Result<Entry, Untaken> {
    let number: u64 = row.get(0).parse().map_err(|_| "does not begin with an entry's number")?;
    let untaken = |reason: String| Untaken::of(&number.to_string(), reason);
    if row.len() != 12 {
        return Err(untaken(format!("has {} columns instead of 12", row.len())));
    }
    let name = column(row, 1);
    if name.is_empty() {
        return Err(untaken(format!("entry {number} has no name")));
    }
    let programs: Vec<&str> = column(row, 3).split("] [").map(|p| p.trim_matches(['[', ']', ' '])).collect();
    let kind = match column(row, 2) {
        "individual" => Kind::Person,
        "vessel" => Kind::Vessel,
        "aircraft" => Kind::Aircraft,
        _ => nature::of_body(name, &programs),
    };
    let mut reading = Reading {
        sketch: Sketch::of(kind),
        others: Vec::new(),
        named: Vec::new(),
        shared: Shared::default(),
    };
    reading.row(name, &programs, row);
    reading.side(sides.of(number), column(row, 11));
    reading.sketch.put(
        "sourceUrl",
        "published at",
        &format!("https://sanctionssearch.ofac.treas.gov/Details.aspx?id={number}"),
    );
    reading.finish(number, name, &programs).map_err(untaken)
}

struct Reading {
    sketch: Sketch,
    others: Vec<String>,
    named: Vec<(String, Says)>,
    shared: Shared,
}

impl Reading {
    /// The columns of the entry itself.
    fn row(&mut self, name: &str, programs: &[&str], row: &Row<'_>) {
        self.name("name", name);
        for program in programs {
            self.sketch.put("program", "program", program);
        }
        let title = if self.sketch.kind() == Kind::Person { "position" } else { "title" };
        let columns = [(4, title), (5, "callSign"), (6, "type"), (7, "tonnage"), (8, "tonnage"), (9, "flag")];
        for (at, property) in columns {
            self.value(property, property, column(row, at));
        }
        let owner = column(row, 10);
        if !owner.is_empty() {
            self.sketch.note(&format!("owner: {owner}"));
            self.named.push((owner.to_string(), Says::Owner));
        }
    }

    fn side(&mut self, side: Side, remarks: &str) {
        for other in side.names {
            let property = if other.what == "fka" { "previousName" } else { "alias" };
            self.name(property, &other.name);
            if !other.remark.is_empty() {
                self.sketch.note(&format!("{}: {}", other.name, other.remark));
            }
            self.others.push(other.name);
        }
        for place in side.places {
            self.place(place);
        }
        // The column ends at 1,000 characters, amid a word; the other file goes on there.
        for piece in remarks::pieces(&format!("{remarks}{}", side.remarks)) {
            self.piece(&piece);
        }
    }

    /// A name, for persons also in its parts.
    fn name(&mut self, property: &str, name: &str) {
        if self.sketch.kind() != Kind::Person {
            self.sketch.put(property, property, name);
            return;
        }
        let parts = names::person(name);
        self.sketch.put(property, property, &parts.whole);
        if property == "name" && !parts.first.is_empty() {
            self.sketch.put("lastName", "family name", parts.last);
            self.sketch.put("firstName", "given name", parts.first);
        }
    }

    fn place(&mut self, place: Place) {
        if place.is_more_than_a_country() {
            self.value("address", "address", &place.full());
        }
        self.value("country", "country", &place.country);
        if !place.remark.is_empty() {
            self.sketch.note(&format!("{}: {}", place.full(), place.remark));
        }
        self.shared.places.push(place);
    }

    fn value(&mut self, property: &str, label: &str, text: &str) {
        self.sketch.put(property, label, text);
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        let rest = piece.rest;
        let taken = match piece.says {
            says::Says::Born => self.date("birthDate", rest),
            says::Says::Date(property) => self.date(property, rest),
            says::Says::Value(property) => self.sketch.try_put(property, rest.trim_matches('\'')),
            says::Says::Paper(class) => self.paper(class, piece),
            says::Says::Phone => self.shared_value("phone", rest),
            says::Says::Email => self.shared_value("email", rest),
            says::Says::Wallet => self.wallet(rest),
            says::Says::WeakAlias => self.weak_alias(rest),
            says::Says::Linked => {
                self.named.push((rest.to_string(), Says::Linked));
                !rest.is_empty()
            }
            says::Says::Operator => {
                self.named.push((rest.to_string(), Says::Operator));
                false
            }
            says::Says::Sentence => false,
            says::Says::Unknown => office::is_one(rest) && self.sketch.try_put("position", rest),
        };
        if !taken {
            self.sketch.note(piece.whole);
        }
    }

    /// A date; a span of days, which is kept as a span of years, also stays in words.
    fn date(&mut self, property: &str, text: &str) -> bool {
        let date = words::date(text);
        let put = date.is_some_and(|date| self.sketch.try_put(property, &date.to_string()));
        put && (!text.contains(" to ") || text.split(" to ").all(|end| end.trim().len() == 4))
    }

    /// A number of a paper: a property, and for persons a document; what is neither stays in words.
    fn paper(&mut self, class: says::Class, piece: &Piece<'_>) -> bool {
        let what = piece
            .whole
            .get(..piece.whole.len() - piece.rest.len())
            .unwrap_or("")
            .trim_end_matches(['#', ' ', ':']);
        let Some(paper) = paper::read(what, piece.rest) else { return false };
        let person = self.sketch.kind() == Kind::Person;
        let property = match class {
            says::Class::Passport if person => "passportNumber",
            says::Class::Tax => "taxNumber",
            says::Class::Register if !person => "registrationNumber",
            says::Class::Passport | says::Class::Identity | says::Class::Register => "idNumber",
        };
        let put = self.sketch.try_put(property, &paper.number);
        if person && put {
            self.shared.papers.push(paper);
        }
        // Of a body only the number is a property; which register, where and when stays in words.
        person && put
    }

    /// A phone or e-mail address: a property where there is one, and a thing of its own.
    fn shared_value(&mut self, property: &str, text: &str) -> bool {
        let put = self.sketch.try_put(property, text);
        if put {
            let list = if property == "phone" { &mut self.shared.phones } else { &mut self.shared.emails };
            list.push(text.to_string());
        }
        put
    }

    fn wallet(&mut self, text: &str) -> bool {
        let Some((currency, address)) = text.split_once(' ') else { return false };
        let taken = Sketch::of(Kind::Wallet).try_put("publicKey", address);
        if taken {
            self.shared.wallets.push((currency.to_string(), address.trim().to_string()));
        }
        taken
    }

    fn weak_alias(&mut self, text: &str) -> bool {
        let name = text.trim().trim_start_matches(['\'', '"']);
        let name = name.strip_suffix(['\'', '"']).unwrap_or(name);
        let whole =
            if self.sketch.kind() == Kind::Person { names::person(name).whole } else { name.to_string() };
        self.sketch.try_put("weakAlias", &whole)
    }

    fn finish(self, number: u64, name: &str, programs: &[&str]) -> Result<Entry, String> {
        let program = programs.join(", ");
        let draft = Draft {
            key: number.to_string(),
            entity: self.sketch.whole()?,
            status: Some(Status::Sanctioned),
            action: Some(format!(
                "Designated by OFAC under {program}: assets blocked, no dealings by US persons. No ground for arrest; inform the financial intelligence unit."
            )),
            text: Some(format!("OFAC SDN list, entry {number}, programme {program}")),
            level: Some(Level::Open),
        };
        Ok(Entry {
            draft,
            name: name.to_string(),
            others: self.others,
            named: self.named,
            shared: self.shared,
        })
    }
}
