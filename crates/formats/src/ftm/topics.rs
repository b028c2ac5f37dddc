//! What the topics of an entity say of its status.
use model::{Kind, Status};

/// The first of these that an entity's topics name is its status. A topic with a dot belongs to the one before it.
const STATUSES: &[(&str, Status)] = &[
    ("wanted", Status::Wanted),
    ("sanction", Status::Sanctioned),
    ("asset.frozen", Status::Sanctioned),
    ("crime", Status::Suspect),
    ("poi", Status::PersonOfInterest),
    ("debarment", Status::PersonOfInterest),
    ("export.control", Status::PersonOfInterest),
    ("reg.action", Status::PersonOfInterest),
    ("reg.warn", Status::PersonOfInterest),
];

/// `sanction.linked` and `sanction.counter` are no sanction: the entity is tied to one, or listed in answer to one.
const NOT_THEMSELVES: &[&str] = &["sanction.linked", "sanction.counter"];

pub(super) fn status(topics: &[String]) -> Option<Status> {
    let named = |topic: &str| {
        topics.iter().any(|t| {
            let below = t.strip_prefix(topic).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            below && !NOT_THEMSELVES.contains(&t.as_str())
        })
    };
    let status = STATUSES.iter().find(|(topic, _)| named(topic)).map(|(_, status)| *status);
    let tied = topics.iter().any(|t| NOT_THEMSELVES.contains(&t.as_str()));
    status.or(tied.then_some(Status::PersonOfInterest))
}

/// An organisation that crime is the business of is a group, not a company.
pub(super) fn kind(schema: &str, kind: Kind, topics: &[String]) -> Kind {
    let crime = topics.iter().any(|t| t == "crime" || t.starts_with("crime."));
    let open = matches!(schema, "Organization" | "LegalEntity" | "PublicBody");
    if crime && open { Kind::Group } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_topic_is_the_status() {
        for (topics, expected) in [
            (&["role.pep", "sanction", "wanted"][..], Some(Status::Wanted)),
            (&["crime.traffick", "debarment"], Some(Status::Suspect)),
            (&["sanction.linked"], Some(Status::PersonOfInterest)),
            (&["sanction.linked", "sanction"], Some(Status::Sanctioned)),
            (&["crimea"], None),
            (&["role.pep"], None),
        ] {
            let topics: Vec<String> = topics.iter().map(|t| t.to_string()).collect();
            assert_eq!(status(&topics), expected, "{topics:?}");
        }
    }
}
