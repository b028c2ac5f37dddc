//! Whom a record reaches, as the lane is named after it: everybody, everybody but some, or these.
use model::{Audience, Handling, Invalid, Member};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use wire::envelope::Class;

/// The readers of a lane, whoever is a member at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    AllBut(BTreeSet<Member>),
    These(BTreeSet<Member>),
}

impl Reach {
    /// Whom a record of this handling is for, beside its owner; none where it stays at home.
    pub(crate) fn of(handling: &Handling, me: &Member) -> Option<Reach> {
        match &handling.audience {
            Audience::Own => None,
            Audience::All => Some(Reach::AllBut(handling.never_to.clone())),
            Audience::Members(members) => {
                let these = members.difference(&handling.never_to).filter(|m| *m != me).cloned();
                Some(Reach::These(these.collect())).filter(|reach| !reach.is_nobody())
            }
        }
    }

    /// One member.
    pub(crate) fn one(member: &Member) -> Reach {
        Reach::These([member.clone()].into())
    }

    /// The member, where it is one alone.
    pub(crate) fn alone(&self) -> Option<&Member> {
        match self {
            Reach::These(members) if members.len() == 1 => members.first(),
            Reach::These(_) | Reach::AllBut(_) => None,
        }
    }

    fn is_nobody(&self) -> bool {
        matches!(self, Reach::These(members) if members.is_empty())
    }

    /// Whether this member is among them.
    pub(crate) fn includes(&self, member: &Member) -> bool {
        match self {
            Reach::AllBut(never) => !never.contains(member),
            Reach::These(members) => members.contains(member),
        }
    }

    /// Whether everybody whom `other` reaches is reached, now and whoever joins later.
    pub(crate) fn covers(&self, other: &Reach) -> bool {
        match (self, other) {
            (_, Reach::These(members)) => members.iter().all(|member| self.includes(member)),
            (Reach::AllBut(never), Reach::AllBut(others)) => never.is_subset(others),
            (Reach::These(_), Reach::AllBut(_)) => false,
        }
    }
}

/// A lane, by whom it is for and how urgent what goes on it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) reach: Reach,
    pub(crate) class: Class,
}

impl Way {
    /// The way of what is said of a record of this handling.
    pub(crate) fn of(reach: Reach, handling: &Handling) -> Way {
        Way { reach, class: class(handling) }
    }

    /// The usual way to one member.
    pub(crate) fn to(member: &Member) -> Way {
        Way { reach: Reach::one(member), class: Class::Routine }
    }

    /// To one of its readers alone.
    pub(crate) fn alone(&self, member: &Member) -> Way {
        Way { reach: Reach::one(member), class: self.class }
    }

    /// Among the lanes of one transaction.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.reach, self.class.number())
    }
}

/// How urgent it is what is said of a record of this handling.
pub(crate) fn class(handling: &Handling) -> Class {
    if handling.life_at_risk { Class::LifeAtRisk } else { Class::Routine }
}

/// `all`, `all!RU,SY`, or codes in their order: `FR,TG`.
impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes =
            |members: &BTreeSet<Member>| members.iter().map(Member::as_str).collect::<Vec<_>>().join(",");
        match self {
            Reach::AllBut(never) if never.is_empty() => f.write_str("all"),
            Reach::AllBut(never) => write!(f, "all!{}", codes(never)),
            Reach::These(members) => f.write_str(&codes(members)),
        }
    }
}

impl FromStr for Reach {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Reach, Invalid> {
        let codes = |text: &str| text.split(',').map(str::parse).collect::<Result<BTreeSet<Member>, _>>();
        match text.strip_prefix("all") {
            Some("") => Ok(Reach::AllBut(BTreeSet::new())),
            Some(rest) => {
                let never = rest.strip_prefix('!').ok_or(Invalid::new("audience", "expected all!CODES"))?;
                codes(never).map(Reach::AllBut)
            }
            None => codes(text).map(Reach::These),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn a_reach_reads_back_what_it_writes() {
        for text in ["all", "all!RU", "all!RU,SY", "FR", "FR,TG,X-HUB"] {
            assert_eq!(text.parse::<Reach>().unwrap().to_string(), text);
        }
        for text in ["", "all!", "allRU", "fr", "FR,,TG"] {
            assert!(text.parse::<Reach>().is_err(), "{text}");
        }
    }

    #[test]
    fn covering_is_what_the_names_say() {
        let covers = |one: &str, other: &str| one.parse::<Reach>().unwrap().covers(&other.parse().unwrap());
        for (one, other) in
            [("all", "all"), ("all", "all!RU"), ("all", "FR"), ("FR,TG", "FR"), ("all!RU", "FR")]
        {
            assert!(covers(one, other), "{one} covers {other}");
        }
        for (one, other) in
            [("all!RU", "all"), ("FR", "FR,TG"), ("FR", "all"), ("all!RU", "RU"), ("all!RU", "all!SY")]
        {
            assert!(!covers(one, other), "{one} does not cover {other}");
        }
    }

    #[test]
    fn who_never_gets_it_is_not_reached() {
        let me = "TG".parse().unwrap();
        let handling = |codes: &[&str]| Handling {
            audience: Audience::from_codes(codes.iter().copied()).unwrap(),
            never_to: ["RU".parse().unwrap()].into(),
            ..Handling::default()
        };
        let reach = |codes: &[&str]| Reach::of(&handling(codes), &me).map(|reach| reach.to_string());
        assert_eq!(reach(&["all"]).unwrap(), "all!RU");
        assert_eq!(reach(&["FR", "RU", "TG"]).unwrap(), "FR");
        assert_eq!(reach(&["RU"]), None);
        assert_eq!(reach(&["own"]), None);
    }
}
