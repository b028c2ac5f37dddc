//! A member: a party of the network that owns records and answers for its officers.
use crate::Invalid;
use std::{fmt, str::FromStr};

/// A member's code: ISO 3166 alpha-2 for a country's bureau (`TG`), `X-` and a name for others (`X-IOM`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member(String);

impl Member {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Member {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Member, Invalid> {
        let why = "a member's code is two capital letters (TG), or X- and up to 30 capitals, digits and hyphens (X-IOM)";
        let country = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
        let other = text.strip_prefix("X-").is_some_and(|name| {
            (1..=30).contains(&name.len())
                && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        });
        if country || other { Ok(Member(text.to_string())) } else { Err(Invalid::new("member", why)) }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of party a member is; rules may depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberClass {
    Bureau,
    Hub,
    Institution,
    Service,
    Partner,
}

crate::codes!(MemberClass, "member class", {
    Bureau => "bureau",
    Hub => "hub",
    Institution => "institution",
    Service => "service",
    Partner => "partner",
});

/// Where a member stands in the network, by its charter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberStanding {
    Active,
    /// Nothing is sent to it nor taken from it until it is lifted.
    Suspended,
    Removed,
}

crate::codes!(MemberStanding, "standing of a member", {
    Active => "active",
    Suspended => "suspended",
    Removed => "removed",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_countries_or_names_behind_x() {
        for good in ["TG", "X-IOM", "X-HUB-1"] {
            assert!(good.parse::<Member>().is_ok(), "{good}");
        }
        for bad in ["", "tg", "TGO", "X-", "X-iom", "X IOM", "'; drop"] {
            assert!(bad.parse::<Member>().is_err(), "{bad}");
        }
    }
}
