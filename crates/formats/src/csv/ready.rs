//! Mappings that are built in.

/// Their names.
pub const READY: &[&str] = &["stolen-documents", "vehicles", "phones", "persons"];

/// The text of one, as anybody could have written it.
pub(super) fn text(name: &str) -> Option<&'static str> {
    match name {
        "stolen-documents" => Some(include_str!("ready/stolen-documents.toml")),
        "vehicles" => Some(include_str!("ready/vehicles.toml")),
        "phones" => Some(include_str!("ready/phones.toml")),
        "persons" => Some(include_str!("ready/persons.toml")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mapping;

    #[test]
    fn every_ready_mapping_is_whole() {
        for name in READY {
            assert!(Mapping::ready(name).is_some(), "{name}");
        }
        assert_eq!(Mapping::ready("other"), None);
    }
}
