//! Which schema of FollowTheMoney is which kind here, which property which, and which edge which link.
use model::{Kind, LinkKind};

/// Schemas of things. What is missing here has no kind, and is refused.
const KINDS: &[(&str, Kind)] = &[
    ("Person", Kind::Person),
    ("Organization", Kind::Company),
    ("LegalEntity", Kind::Company),
    ("PublicBody", Kind::Company),
    ("Company", Kind::Company),
    ("Position", Kind::Company),
    ("Passport", Kind::Document),
    ("Identification", Kind::Document),
    ("Sanction", Kind::Document),
    ("Risk", Kind::Document),
    ("Vehicle", Kind::Vehicle),
    ("Vessel", Kind::Vessel),
    ("Airplane", Kind::Aircraft),
    ("UserAccount", Kind::Account),
    ("BankAccount", Kind::BankAccount),
    ("CryptoWallet", Kind::Wallet),
    ("Address", Kind::Address),
    ("Group", Kind::Group),
    ("Phone", Kind::Phone),
    ("Place", Kind::Place),
];

/// The kind of a schema.
pub(super) fn kind(schema: &str) -> Option<Kind> {
    KINDS.iter().find(|(name, _)| *name == schema).map(|(_, kind)| *kind)
}

/// The schema under which others understand a kind best.
pub(super) const fn schema(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Group => "Organization",
        Kind::Company => "Company",
        Kind::Document => "Identification",
        Kind::Vehicle => "Vehicle",
        Kind::Vessel => "Vessel",
        Kind::Aircraft => "Airplane",
        Kind::Phone | Kind::Account => "UserAccount",
        Kind::BankAccount => "BankAccount",
        Kind::Wallet => "CryptoWallet",
        Kind::Address | Kind::Place => "Address",
        Kind::Link => "UnknownLink",
    }
}

/// Names that differ and mean the same both ways.
const SAME: &[(Kind, &str, &str)] = &[
    (Kind::Person, "spokenLanguage", "language"),
    (Kind::Company, "swiftBic", "bic"),
    (Kind::Company, "legalForm", "type"),
    (Kind::Account, "username", "handle"),
    (Kind::Aircraft, "manufacturer", "make"),
    (Kind::Wallet, "currencySymbol", "currency"),
];

/// Names that come in under ours, and do not go out.
const INWARD: &[(Kind, &str, &str)] = &[
    (Kind::Person, "citizenship", "nationality"),
    (Kind::Person, "secondName", "middleName"),
    (Kind::Person, "socialSecurityNumber", "idNumber"),
    (Kind::Person, "innCode", "taxNumber"),
    (Kind::Person, "vatCode", "taxNumber"),
    (Kind::Person, "profession", "position"),
    (Kind::Company, "innCode", "taxNumber"),
    (Kind::Company, "vatCode", "taxNumber"),
    (Kind::Company, "ogrnCode", "registrationNumber"),
    (Kind::Company, "leiCode", "registrationNumber"),
    (Kind::Company, "uscCode", "registrationNumber"),
    (Kind::Company, "okpoCode", "registrationNumber"),
    (Kind::Company, "dunsCode", "registrationNumber"),
    (Kind::Company, "abbreviation", "alias"),
    (Kind::Company, "classification", "sector"),
    (Kind::Company, "mainCountry", "country"),
    (Kind::Company, "inceptionDate", "incorporationDate"),
    (Kind::Group, "abbreviation", "alias"),
    (Kind::Group, "classification", "sector"),
    (Kind::Group, "mainCountry", "country"),
    (Kind::Vessel, "grossRegisteredTonnage", "tonnage"),
    (Kind::Vessel, "deadweightTonnage", "tonnage"),
    (Kind::Wallet, "cryptoAddress", "publicKey"),
    (Kind::Document, "passportNumber", "number"),
    (Kind::Document, "listingDate", "startDate"),
];

/// Our name of a property of FollowTheMoney.
pub(super) fn ours(kind: Kind, name: &str) -> &str {
    if name == "programId" {
        return "program";
    }
    let mut names = SAME.iter().chain(INWARD);
    names.find(|(k, theirs, _)| *k == kind && *theirs == name).map_or(name, |(_, _, ours)| ours)
}

/// FollowTheMoney's name of one of our properties.
pub(super) fn theirs(kind: Kind, name: &'static str) -> &'static str {
    SAME.iter().find(|(k, _, ours)| *k == kind && *ours == name).map_or(name, |(_, theirs, _)| theirs)
}

/// An edge: its schema, the properties of its two ends, what link it is, and the role where the line names none.
pub(super) struct Edge {
    pub(super) schema: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) kind: LinkKind,
    pub(super) role: Option<&'static str>,
}

const fn edge(
    schema: &'static str,
    [from, to]: [&'static str; 2],
    kind: LinkKind,
    role: Option<&'static str>,
) -> Edge {
    Edge { schema, from, to, kind, role }
}

pub(super) const EDGES: &[Edge] = &[
    edge("Family", ["person", "relative"], LinkKind::Family, None),
    edge("Associate", ["person", "associate"], LinkKind::Associate, None),
    edge("Membership", ["member", "organization"], LinkKind::Member, None),
    edge("Directorship", ["director", "organization"], LinkKind::Directs, None),
    edge("Employment", ["employee", "employer"], LinkKind::Directs, Some("employed by")),
    edge("Occupancy", ["holder", "post"], LinkKind::Directs, Some("holds the post")),
    edge("Control", ["controller", "controlled"], LinkKind::Directs, Some("controls")),
    edge("Ownership", ["owner", "asset"], LinkKind::Owns, None),
    edge("Representation", ["agent", "client"], LinkKind::Associate, Some("represents")),
    edge("UnknownLink", ["subject", "object"], LinkKind::LinkedTo, None),
    edge("Succession", ["predecessor", "successor"], LinkKind::LinkedTo, Some("succeeded by")),
    edge("Debt", ["debtor", "creditor"], LinkKind::LinkedTo, Some("owes")),
    edge("Payment", ["payer", "beneficiary"], LinkKind::LinkedTo, Some("pays")),
    edge("Similar", ["candidate", "match"], LinkKind::LinkedTo, Some("similar")),
];

/// A property of a thing that names another: which way the link goes, and what it is.
pub(super) struct Reference {
    pub(super) property: &'static str,
    pub(super) outward: bool,
    pub(super) kind: LinkKind,
    pub(super) role: Option<&'static str>,
}

const fn reference(
    property: &'static str,
    outward: bool,
    kind: LinkKind,
    role: Option<&'static str>,
) -> Reference {
    Reference { property, outward, kind, role }
}

const REFERENCES: &[Reference] = &[
    reference("addressEntity", true, LinkKind::LocatedAt, None),
    reference("holder", false, LinkKind::Uses, Some("holder")),
    reference("operator", false, LinkKind::Uses, Some("operator")),
    reference("parent", false, LinkKind::Owns, Some("parent")),
    reference("organization", true, LinkKind::LinkedTo, Some("post of")),
    reference("bank", true, LinkKind::LinkedTo, Some("bank")),
];

/// What a property of a thing refers to, if it does.
pub(super) fn refers(kind: Kind, schema: &str, property: &str) -> Option<&'static Reference> {
    static USER: Reference = reference("owner", false, LinkKind::Uses, None);
    static OWNER: Reference = reference("owner", false, LinkKind::Owns, None);
    static STATED: Reference = reference("entity", false, LinkKind::LinkedTo, Some("stated of"));
    match (kind, property) {
        (Kind::Account, "owner") => Some(&USER),
        (_, "owner") => Some(&OWNER),
        (Kind::Document, "entity") if matches!(schema, "Sanction" | "Risk") => Some(&STATED),
        _ => REFERENCES.iter().find(|r| r.property == property),
    }
}
