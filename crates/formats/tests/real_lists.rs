//! The real lists, read whole. They are not part of the project: LIAISON_DATA says where they lie.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use formats::{Draft, Format, Item, LinkDraft, Plan, Refused, Step};
use model::{Kind, LinkKind, Status};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

fn data(name: &str) -> PathBuf {
    let home = std::env::var("LIAISON_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").to_string());
    let path = PathBuf::from(home).join(name);
    assert!(path.exists(), "{} is missing: set LIAISON_DATA to the folder of the real lists", path.display());
    path
}

#[derive(Default)]
struct List {
    drafts: BTreeMap<String, Draft>,
    links: Vec<LinkDraft>,
    refused: Vec<Refused>,
}

fn list(format: Format, files: &[&str]) -> List {
    let files = files.iter().map(|name| data(name)).collect();
    let mut list = List::default();
    for step in formats::read(Plan { format, files, mapping: None }).unwrap() {
        match step {
            Step::Item(Item::Entity(draft)) => {
                let before = list.drafts.insert(draft.key.clone(), draft);
                assert!(before.is_none(), "a key stands twice: {}", before.unwrap().key);
            }
            Step::Item(Item::Link(link)) => list.links.push(link),
            Step::Refused(refused) => list.refused.push(refused),
        }
    }
    let keys: BTreeSet<&str> = list.links.iter().map(|link| link.key.as_str()).collect();
    assert_eq!(keys.len(), list.links.len(), "each link has its own key");
    list
}

impl List {
    fn values(&self, key: &str, property: &str) -> Vec<&str> {
        self.drafts[key].entity.values(property).iter().map(|value| value.clean()).collect()
    }

    fn count(&self, kind: Kind) -> usize {
        self.drafts.values().filter(|draft| draft.entity.kind() == kind).count()
    }

    fn from<'a>(&'a self, key: &'a str, kind: LinkKind) -> impl Iterator<Item = &'a str> {
        self.links
            .iter()
            .filter(move |link| link.from == key && link.kind == kind)
            .map(|link| link.to.as_str())
    }

    fn no_link_hangs(&self) {
        for link in &self.links {
            assert!(
                self.drafts.contains_key(&link.from) && self.drafts.contains_key(&link.to),
                "{}",
                link.key
            );
        }
    }
}

const SDN_2021: &[&str] = &[
    "sanctions/ofac_2021-07_sdn.csv.gz",
    "sanctions/ofac_2021-07_alt.csv.gz",
    "sanctions/ofac_2021-07_add.csv.gz",
    "sanctions/ofac_2021-07_sdn_comments.csv.gz",
];

#[test]
fn the_treasury_list_is_read_whole() {
    let list = list(Format::Ofac, SDN_2021);
    let entries = list.drafts.values().filter(|draft| draft.status == Some(Status::Sanctioned)).count();
    assert_eq!(entries, 8_976);
    assert_eq!(list.count(Kind::Person), 4_620);
    assert_eq!(list.count(Kind::Vessel), 406);
    assert_eq!(list.count(Kind::Aircraft), 277);
    list.no_link_hangs();
    // Eleven statements name nobody on the list, or more than one; each is said with its line.
    assert_eq!(list.refused.len(), 11, "{:?}", list.refused);
    assert!(list.refused.iter().all(|refused| refused.line > 0));
    let linked = list.links.iter().filter(|link| link.kind == LinkKind::LinkedTo).count();
    assert!(linked > 3_380, "{linked}");
}

#[test]
fn the_smuggling_network_is_there_with_papers_accounts_and_addresses() {
    let list = list(Format::Ofac, SDN_2021);
    for person in ["30165", "30167", "30168", "30169", "30170"] {
        assert_eq!(list.from(person, LinkKind::LinkedTo).collect::<Vec<_>>(), ["30166"], "{person}");
    }
    assert_eq!(list.drafts["30166"].entity.kind(), Kind::Group);
    assert_eq!(list.drafts["30170"].entity.kind(), Kind::Company);
    let first = |property| list.values("30165", property);
    assert!(first("birthDate").iter().all(|date| date.len() == 10) && first("birthDate").len() == 1);
    assert_eq!(first("nationality"), ["pk"]);
    let counts =
        ["weakAlias", "alias", "email", "address", "passportNumber"].map(|property| first(property).len());
    assert_eq!(counts, [1, 3, 2, 2, 1]);
    assert_eq!(first("notes"), [""; 0], "everything that is said of him became more than text");
    let used: Vec<&str> = list.from("30165", LinkKind::Uses).collect();
    assert_eq!(used.len(), 3);
    assert!(used.contains(&format!("passport:pk:{}", first("passportNumber")[0]).as_str()));
    assert_eq!(list.from("30165", LinkKind::LocatedAt).count(), 2);
    // The passport of another of them was issued and expired on known days.
    let passport = format!("passport:pk:{}", list.values("30168", "passportNumber")[0]);
    assert!(["startDate", "endDate"].iter().all(|property| list.values(&passport, property)[0].len() == 10));
    // Of the travel agency: when it was founded, and its number in the register.
    assert_eq!(list.values("30170", "incorporationDate")[0].len(), 10);
    assert_eq!(list.values("30170", "registrationNumber").len(), 1);
    assert_eq!(list.values("30166", "country"), ["pk", "af", "ae"]);
}

#[test]
fn an_older_treasury_list_is_read_too() {
    let files =
        ["sdn", "alt", "add", "sdn_comments"].map(|part| format!("sanctions/ofac_2019-01_{part}.csv.gz"));
    let list = list(Format::Ofac, &files.each_ref().map(String::as_str));
    let entries = list.drafts.values().filter(|draft| draft.status == Some(Status::Sanctioned)).count();
    assert_eq!(entries, 7_379);
    list.no_link_hangs();
    assert!(list.refused.len() < 40, "{:?}", list.refused);
}

#[test]
fn follow_the_money_as_it_is_published_is_read() {
    let sanctioned = list(Format::Ftm, &["interop/ftm_zala.jsonl.gz"]);
    assert_eq!(sanctioned.refused, []);
    assert_eq!(sanctioned.count(Kind::Person), 6);
    assert_eq!(sanctioned.count(Kind::Company), 11);
    let donations = list(Format::Ftm, &["interop/ftm_donations.ijson.gz"]);
    assert_eq!(donations.refused, []);
    donations.no_link_hangs();
    assert_eq!(donations.links.iter().filter(|link| link.kind == LinkKind::LinkedTo).count(), 290);
}

#[test]
fn the_security_council_list_is_read_whole() {
    let list = list(Format::Un, &["sanctions/un_sc_2020-03-20.xml.gz"]);
    assert_eq!(list.refused, []);
    assert_eq!(list.drafts.values().filter(|draft| draft.status == Some(Status::Sanctioned)).count(), 1_014);
    assert_eq!(list.count(Kind::Person), 709);
    assert!(list.count(Kind::Document) > 400);
    list.no_link_hangs();
    let with =
        |property: &str| list.drafts.values().filter(|d| !d.entity.values(property).is_empty()).count();
    assert!(with("birthDate") > 630, "{}", with("birthDate"));
    assert!(with("passportNumber") > 200, "{}", with("passportNumber"));
    assert!(with("alias") > 500, "{}", with("alias"));
    assert!(with("weakAlias") > 150, "{}", with("weakAlias"));
    // "Member of … (QDe.004)": what the comments name is a link.
    let named = list.links.iter().filter(|link| link.kind == LinkKind::LinkedTo).count();
    assert!(named > 450, "{named}");
}
