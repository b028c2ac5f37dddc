//! Things that several entries of a list may share: papers, phones, accounts, wallets, addresses, each kept once.
use crate::{Draft, Item, LinkDraft, sketch::Sketch};
use model::{Country, Kind, Level, LinkKind, PartialDate};
use std::collections::{HashMap, HashSet};

/// Most things of one list. The largest published list has a tenth of it.
const THINGS_MAX: usize = 1_000_000;

/// A paper that an entry names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Paper {
    /// In the list's words: "Passport", "Cedula No.".
    pub(crate) what: String,
    pub(crate) number: String,
    pub(crate) country: Option<Country>,
    pub(crate) issued: Option<PartialDate>,
    pub(crate) expires: Option<PartialDate>,
    pub(crate) holder: Option<String>,
    pub(crate) note: String,
}

/// The things met so far, and the links to them, in the order in which they were met.
#[derive(Default)]
pub(crate) struct Things {
    order: Vec<(String, Sketch)>,
    places: HashMap<String, usize>,
    links: Vec<LinkDraft>,
    linked: HashSet<String>,
}

impl Things {
    /// Whether the list is larger than any list is.
    pub(crate) fn full(&self) -> bool {
        self.order.len() >= THINGS_MAX || self.links.len() >= THINGS_MAX
    }

    /// A paper, and that its holder uses it.
    pub(crate) fn paper(&mut self, holder: &str, paper: &Paper) {
        let mut document = Sketch::of(Kind::Document);
        if !document.try_put("number", &paper.number) {
            return;
        }
        document.put("type", "type", &paper.what);
        if let Some(country) = paper.country {
            document.put("country", "country", country.code());
        }
        for (property, date) in [("startDate", paper.issued), ("endDate", paper.expires)] {
            if let Some(date) = date {
                document.put(property, property, &date.to_string());
            }
        }
        document.put("holderName", "holder", paper.holder.as_deref().unwrap_or(""));
        document.note(&paper.note);
        let issuer = paper.country.map_or("", Country::code);
        let key = key_of(&slug(&paper.what), issuer, &document, "number");
        self.used(holder, key, document);
    }

    /// Something that is known by one number or name: phone, account, wallet.
    pub(crate) fn thing(
        &mut self,
        holder: &str,
        kind: Kind,
        (property, text): (&str, &str),
        more: &[(&str, &str)],
    ) {
        let mut thing = Sketch::of(kind);
        if !thing.try_put(property, text) {
            return;
        }
        for (property, text) in more {
            thing.put(property, property, text);
        }
        let key = key_of(&kind.as_str().to_lowercase(), "", &thing, property);
        self.used(holder, key, thing);
    }

    /// An address, and that somebody is found there.
    pub(crate) fn address(&mut self, resident: &str, full: &str, more: &[(&str, &str)], role: Option<&str>) {
        let mut address = Sketch::of(Kind::Address);
        if !address.try_put("full", full) {
            return;
        }
        for (property, text) in more {
            address.put(property, property, text);
        }
        let key = format!("address:{}", slug(full));
        self.keep(key.clone(), address);
        self.link(LinkKind::LocatedAt, (resident, &key), role.map(str::to_string));
    }

    fn used(&mut self, holder: &str, key: String, thing: Sketch) {
        self.keep(key.clone(), thing);
        self.link(LinkKind::Uses, (holder, &key), None);
    }

    /// Adds what is new to what was known of the thing.
    fn keep(&mut self, key: String, thing: Sketch) {
        let known = self.places.get(&key).and_then(|place| self.order.get_mut(*place));
        let Some((_, known)) = known else {
            self.places.insert(key.clone(), self.order.len());
            self.order.push((key, thing));
            return;
        };
        for (property, values) in thing.entity().properties() {
            for value in values {
                let fresh = known.entity().values(property.name).iter().all(|v| v.clean() != value.clean());
                if fresh {
                    known.put(property.name, property.name, value.original());
                }
            }
        }
    }

    /// A link between two entries, once.
    pub(crate) fn link(&mut self, kind: LinkKind, (from, to): (&str, &str), role: Option<String>) {
        let key = format!("{from} {kind} {to}");
        if from != to && self.linked.insert(key.clone()) {
            let (from, to) = (from.to_string(), to.to_string());
            self.links.push(LinkDraft { key, kind, from, to, role, since: None, until: None });
        }
    }

    /// Everything: first the things, then the links.
    pub(crate) fn finish(self) -> impl Iterator<Item = Item> {
        let things = self.order.into_iter().map(|(key, thing)| {
            let entity = thing.finish();
            Item::Entity(Draft {
                key,
                entity,
                status: None,
                action: None,
                text: None,
                level: Some(Level::Open),
            })
        });
        things.chain(self.links.into_iter().map(Item::Link))
    }
}

fn key_of(what: &str, issuer: &str, thing: &Sketch, property: &str) -> String {
    let number = thing.entity().first(property).map_or("", |value| value.clean());
    if issuer.is_empty() { format!("{what}:{number}") } else { format!("{what}:{issuer}:{number}") }
}

/// A text as part of a key: letters and digits in lower case, one hyphen for all between.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_named_twice_is_one_thing_with_two_links() {
        let mut things = Things::default();
        let paper = Paper {
            what: "Passport".into(),
            number: "AB 0000002".into(),
            country: Country::find("pk"),
            ..Paper::default()
        };
        things.paper("1", &paper);
        things.paper("2", &Paper { number: "AB0000002".into(), expires: "2016".parse().ok(), ..paper });
        let items: Vec<Item> = things.finish().collect();
        let keys: Vec<&str> = items.iter().map(Item::key).collect();
        assert_eq!(
            keys,
            ["passport:pk:AB0000002", "1 uses passport:pk:AB0000002", "2 uses passport:pk:AB0000002"]
        );
        assert!(
            matches!(items.first(), Some(Item::Entity(d)) if d.entity.first("endDate").is_some() && d.entity.values("number").len() == 1)
        );
    }

    #[test]
    fn a_slug_is_the_words() {
        assert_eq!(slug("  1 Example Road, Lomé (North) "), "1-example-road-lomé-north");
        assert_eq!(slug("…"), "");
    }
}
