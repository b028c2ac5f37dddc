//! Handling: who may have a record and for what. It stays with the data wherever it goes.
use crate::{Invalid, Kind, Member, PartialDate, Purpose, Status};
use std::collections::BTreeSet;

/// How much harm a leak would do, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    Open,
    #[default]
    Official,
    Restricted,
    Confidential,
}

crate::codes!(Level, "level", {
    Open => "open",
    Official => "official",
    Restricted => "restricted",
    Confidential => "confidential",
});

/// Handling codes of the exchange between police services.
/// H0: police use. H1: not in court without the owner's leave. H2: no passing on without leave. H3: as the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caveat {
    H0,
    H1,
    H2,
    H3,
}

crate::codes!(Caveat, "handling code", { H0 => "H0", H1 => "H1", H2 => "H2", H3 => "H3" });

/// Who may have it, beside its owner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// Only the owner.
    #[default]
    Own,
    /// These members.
    Members(BTreeSet<Member>),
    /// Every member.
    All,
}

impl Audience {
    pub fn includes(&self, member: &Member) -> bool {
        match self {
            Audience::Own => false,
            Audience::Members(members) => members.contains(member),
            Audience::All => true,
        }
    }

    /// `own`, `all`, or the members' codes: the texts that files and the API carry.
    pub fn codes(&self) -> Vec<String> {
        match self {
            Audience::Own => vec!["own".into()],
            Audience::All => vec!["all".into()],
            Audience::Members(members) => members.iter().map(Member::to_string).collect(),
        }
    }

    /// Reads what [`Audience::codes`] writes.
    pub fn from_codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<Audience, Invalid> {
        let codes: Vec<&str> = codes.into_iter().collect();
        match codes.as_slice() {
            [] | ["own"] => Ok(Audience::Own),
            ["all"] => Ok(Audience::All),
            members => members.iter().map(|m| m.parse()).collect::<Result<_, _>>().map(Audience::Members),
        }
    }
}

/// The conditions under which a record is held and shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Handling {
    pub level: Level,
    pub audience: Audience,
    /// Members that never get it, whatever the audience says.
    pub never_to: BTreeSet<Member>,
    /// Purposes it may be used for; empty means every purpose.
    pub purposes: BTreeSet<Purpose>,
    pub caveats: BTreeSet<Caveat>,
    /// Its owner looks at it again by this day.
    pub review: Option<PartialDate>,
    /// From this moment (microseconds since 1970, UTC) the copy is dead.
    pub expires_us: Option<i64>,
    /// Somebody's life is at risk: on its way it overtakes everything else, and takes every way that there is.
    pub life_at_risk: bool,
}

/// All of a record that decides who may see it. A store holds few different stamps and many records of each,
/// so the rules are asked once for a stamp and searches test a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stamp {
    pub owner: Member,
    pub kind: Kind,
    pub status: Option<Status>,
    pub level: Level,
    pub audience: Audience,
    pub never_to: BTreeSet<Member>,
    pub purposes: BTreeSet<Purpose>,
}

/// The number under which a store keeps a [`Stamp`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StampNo(pub u32);

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn an_audience_reads_back_what_it_writes() {
        for codes in [vec!["own"], vec!["all"], vec!["FR", "TG", "X-IOM"]] {
            let audience = Audience::from_codes(codes.iter().copied()).unwrap();
            assert_eq!(audience.codes(), codes);
        }
    }

    #[test]
    fn all_and_own_stand_alone() {
        assert!(Audience::from_codes(["all", "TG"]).is_err());
        assert!(Audience::from_codes(["own", "TG"]).is_err());
    }
}
