//! A body of the list: a company, or a group where its name says so.
use super::{alias, element::Element, place};
use crate::{sketch::Sketch, things::Things};
use model::Kind;

/// Lists on which stand armed groups, and few companies.
const LISTS_OF_GROUPS: &[&str] = &["Al-Qaida", "Taliban", "Somalia", "DRC", "CAR", "Mali", "Yemen"];
/// Words of a company's or charity's name.
const COMPANY: &[&str] = &[
    "ltd",
    "limited",
    "company",
    "co",
    "bank",
    "corporation",
    "corp",
    "foundation",
    "trust",
    "trading",
    "inc",
    "exchange",
    "humanitarian",
    "relief",
    "society",
    "airlines",
    "air",
    "airways",
    "hawala",
    "enterprise",
    "enterprises",
    "office",
    "international",
    "committee",
    "gold",
    "impex",
    "charity",
    "welfare",
    "services",
    "agency",
    "traders",
    "fund",
    "gmbh",
];

pub(super) fn read(element: &Element, key: &str, things: &mut Things) -> Sketch {
    let name = element.text("FIRST_NAME");
    let mut body = Sketch::of(kind(name, element.text("UN_LIST_TYPE")));
    body.put("name", "name", name);
    body.put("name", "name", element.text("NAME_ORIGINAL_SCRIPT"));
    for other in element.all("ENTITY_ALIAS") {
        alias::read(other, &mut body);
    }
    for address in element.all("ENTITY_ADDRESS") {
        place::read(address, key, &mut body, things);
    }
    body
}

fn kind(name: &str, list: &str) -> Kind {
    let lower = name.to_lowercase();
    let company = lower.split(|c: char| !c.is_alphanumeric()).any(|word| COMPANY.contains(&word));
    if LISTS_OF_GROUPS.contains(&list) && !company { Kind::Group } else { Kind::Company }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn armed_groups_are_groups_and_their_banks_are_companies() {
        assert_eq!(kind("EXAMPLE LIBERATION ARMY", "DRC"), Kind::Group);
        assert_eq!(kind("EXAMPLE GOLD LTD", "DRC"), Kind::Company);
        assert_eq!(kind("EXAMPLE TECHNOLOGY", "DPRK"), Kind::Company);
    }
}
