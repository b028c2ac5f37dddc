//! How what is filed or brought in is to be handled, as a form offers it.
use desk::offer::Addressee;
use model::{Caveat, Level, Purpose};

/// What stands in the fields: `level`, `audience` (`own`, `all` or `members`), `members` and `never_to` (many, each
/// codes apart by blanks or commas), `purposes` (many), `caveats` (many), `review`, `expires` (a day), `life_at_risk`
/// (`yes`).
#[derive(Debug, Clone, Default)]
pub struct HandlingForm {
    pub level: Level,
    pub audience: AudienceChoice,
    pub members: String,
    pub never_to: String,
    pub purposes: Vec<Purpose>,
    pub caveats: Vec<Caveat>,
    pub review: String,
    pub expires: String,
    pub life_at_risk: bool,
    /// The members of the network, to choose from; empty where codes are typed.
    pub network: Vec<Addressee>,
}

/// Members to choose from.
#[derive(Debug, Clone)]
pub struct Addressees {
    pub listed: Vec<AddresseeRow>,
    /// Codes that were named and are not in the network, apart by blanks.
    pub others: String,
}

#[derive(Debug, Clone)]
pub struct AddresseeRow {
    pub code: String,
    pub name: String,
    pub chosen: bool,
}

/// The three kinds of audience, as a form offers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AudienceChoice {
    #[default]
    Own,
    Members,
    All,
}

model::codes!(AudienceChoice, "audience", { Own => "own", Members => "members", All => "all" });

impl HandlingForm {
    /// Those to whom it is addressed, and the others.
    pub fn chosen(&self) -> Addressees {
        self.among(&self.members)
    }

    /// Those to whom it never goes, and the others.
    pub fn refused(&self) -> Addressees {
        self.among(&self.never_to)
    }

    fn among(&self, codes: &str) -> Addressees {
        let codes: Vec<&str> = codes.split([' ', ',', ';', '\n']).filter(|code| !code.is_empty()).collect();
        let is = |code: &&str, member: &str| code.eq_ignore_ascii_case(member);
        let listed = self.network.iter().map(|addressee| AddresseeRow {
            code: addressee.member.to_string(),
            name: addressee.name.clone(),
            chosen: codes.iter().any(|code| is(code, addressee.member.as_str())),
        });
        let known = |code: &&str| self.network.iter().any(|addressee| is(code, addressee.member.as_str()));
        let others: Vec<&str> = codes.iter().copied().filter(|code| !known(code)).collect();
        Addressees { listed: listed.collect(), others: others.join(" ") }
    }

    pub fn levels(&self) -> &'static [Level] {
        Level::ALL
    }
    pub fn audiences(&self) -> &'static [AudienceChoice] {
        AudienceChoice::ALL
    }
    pub fn all_purposes(&self) -> &'static [Purpose] {
        Purpose::ALL
    }
    pub fn all_caveats(&self) -> &'static [Caveat] {
        Caveat::ALL
    }
}
