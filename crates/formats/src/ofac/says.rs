//! What the first words of a piece of remarks announce.
use std::{collections::HashMap, sync::LazyLock};

/// What a piece says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Value of this property, as it stands.
    Value(&'static str),
    Born,
    Date(&'static str),
    Paper(Class),
    Phone,
    Email,
    Wallet,
    /// Name of lower quality, in quotation marks.
    WeakAlias,
    /// Linked to another entry, by its name.
    Linked,
    /// The operator of an aircraft or vessel, by name.
    Operator,
    /// A sentence that is understood and has no property: which sanctions, which regulation.
    Sentence,
    Unknown,
}

/// What kind of number a paper carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Passport,
    Identity,
    Tax,
    Register,
}

use Class::{Identity, Passport, Register, Tax};
use Says::{Born, Date, Email, Linked, Operator, Paper, Phone, Sentence, Unknown, Value, Wallet, WeakAlias};

/// The longest that fits wins; letter case is ignored.
const TABLE: &[(&str, Says)] = &[
    ("DOB", Born),
    ("D.O.B.", Born),
    ("POB", Value("birthPlace")),
    ("nationality", Value("nationality")),
    ("citizen", Value("nationality")),
    ("Gender", Value("gender")),
    ("Title:", Value("position")),
    ("Residency Number", Paper(Identity)),
    ("Passport", Paper(Passport)),
    ("Passport #", Paper(Passport)),
    ("Diplomatic Passport", Paper(Passport)),
    ("Stateless Person Passport", Paper(Passport)),
    ("Stateless Person ID Card", Paper(Identity)),
    ("National ID No.", Paper(Identity)),
    ("National Foreign ID Number", Paper(Identity)),
    ("Kenyan ID No.", Paper(Identity)),
    ("Identification Number", Paper(Identity)),
    ("Identity Card", Paper(Identity)),
    ("Personal ID Card", Paper(Identity)),
    ("Birth Certificate Number", Paper(Identity)),
    ("British National Overseas Passport", Paper(Passport)),
    ("Cedula No.", Paper(Identity)),
    ("Cedula No", Paper(Identity)),
    ("Cedula Residencia", Paper(Identity)),
    ("Cedula de Ciudadania", Paper(Identity)),
    ("Cedula de Extranjeria", Paper(Identity)),
    ("Cedula de residencia", Paper(Identity)),
    ("Cartilla de Servicio Militar Nacional", Paper(Identity)),
    ("C.U.R.P.", Paper(Identity)),
    ("C.U.I.", Paper(Identity)),
    ("C.U.I.P.", Paper(Identity)),
    ("D.N.I.", Paper(Identity)),
    ("DNI", Paper(Identity)),
    ("N.I.E.", Paper(Identity)),
    ("I.F.E.", Paper(Identity)),
    ("IFE", Paper(Identity)),
    ("CNP (Personal Numerical Code)", Paper(Identity)),
    ("Personal Identification Card", Paper(Identity)),
    ("Government ID", Paper(Identity)),
    ("Electoral Registry No.", Paper(Identity)),
    ("Credencial electoral", Paper(Identity)),
    ("Numero de Identidad", Paper(Identity)),
    ("Tarjeta de Identidad", Paper(Identity)),
    ("Tazkira National ID Card", Paper(Identity)),
    ("Turkish Identification Number", Paper(Identity)),
    ("Moroccan Personal ID No.", Paper(Identity)),
    ("Bosnian Personal ID No.", Paper(Identity)),
    ("Romanian Permanent Resident", Paper(Identity)),
    ("Romanian Tax Registration", Paper(Tax)),
    ("Permanent Resident Number", Paper(Identity)),
    ("Residency Permit", Paper(Identity)),
    ("Resident Card", Paper(Identity)),
    ("Refugee ID Card", Paper(Identity)),
    ("Driver's License No.", Paper(Identity)),
    ("Driver's License", Paper(Identity)),
    ("Military Registration Number", Paper(Identity)),
    ("National Military Service ID", Paper(Identity)),
    ("Pilot License Number", Paper(Identity)),
    ("Travel Document Number", Paper(Passport)),
    ("Seafarer's Identification Document", Paper(Identity)),
    ("Immigration No.", Paper(Identity)),
    ("LE Number", Paper(Identity)),
    ("Libreta Militar", Paper(Identity)),
    ("Matricula de Armas", Paper(Identity)),
    ("VisaNumberID", Paper(Identity)),
    ("Visa Number", Paper(Identity)),
    ("SSN", Paper(Tax)),
    ("SRE Permit No.", Paper(Identity)),
    ("Tax ID No.", Paper(Tax)),
    ("Tax ID", Paper(Tax)),
    ("R.F.C.", Paper(Tax)),
    ("RFC", Paper(Tax)),
    ("RUC #", Paper(Tax)),
    ("RUC", Paper(Tax)),
    ("NIT #", Paper(Tax)),
    ("NIT", Paper(Tax)),
    ("RIF #", Paper(Tax)),
    ("RIF", Paper(Tax)),
    ("RTN", Paper(Tax)),
    ("R.U.T.", Paper(Tax)),
    ("V.A.T. Number", Paper(Tax)),
    ("VAT Number", Paper(Tax)),
    ("C.U.I.T.", Paper(Tax)),
    ("CUIT", Paper(Tax)),
    ("C.I.F.", Paper(Tax)),
    ("N.I.F.", Paper(Tax)),
    ("Italian Fiscal Code", Paper(Tax)),
    ("Fiscal Code", Paper(Tax)),
    ("Paraguayan tax identification number", Paper(Tax)),
    ("US FEIN", Paper(Tax)),
    ("File Number", Paper(Register)),
    ("Registration ID", Paper(Register)),
    ("Registration Number", Paper(Register)),
    ("Registered Charity No.", Paper(Register)),
    ("Company Number", Paper(Register)),
    ("Company ID", Paper(Register)),
    ("Commercial Registry Number", Paper(Register)),
    ("Business Number", Paper(Register)),
    ("Business Registration Number", Paper(Register)),
    ("Business Registration Document #", Paper(Register)),
    ("D-U-N-S Number", Paper(Register)),
    ("Dubai Chamber of Commerce Membership No.", Paper(Register)),
    ("Chamber of Commerce Number", Paper(Register)),
    ("Economic Register Number (CBLS)", Paper(Register)),
    ("Enterprise Number", Paper(Register)),
    ("Unified Social Credit Code (USCC)", Paper(Register)),
    ("Legal Entity Number", Paper(Register)),
    ("Government Gazette Number", Paper(Register)),
    ("Global Intermediary Identification Number", Paper(Register)),
    ("C.R. No.", Paper(Register)),
    ("C.R. Number", Paper(Register)),
    ("Folio Mercantil No.", Paper(Register)),
    ("Matricula Mercantil No", Paper(Register)),
    ("Matricula Mercantil No.", Paper(Register)),
    ("Public Registration Number", Paper(Register)),
    ("Trade License No.", Paper(Register)),
    ("License", Paper(Register)),
    ("Istanbul Chamber of Comm. No.", Paper(Register)),
    ("Certificate of Incorporation Number", Paper(Register)),
    ("Central Registration Number", Paper(Register)),
    ("Electronic Cadastral Number", Paper(Register)),
    ("Serial No.", Paper(Register)),
    ("Stock Exchange Number", Paper(Register)),
    ("Fiscal number", Paper(Tax)),
    ("UAE Identification", Paper(Identity)),
    ("UK Company Number", Paper(Register)),
    ("United Social Credit Code Certificate (USCCC)", Paper(Register)),
    ("Bank Identifier Code", Value("bic")),
    ("SWIFT/BIC", Value("bic")),
    ("BIK (RU)", Paper(Register)),
    ("MMSI", Value("mmsi")),
    ("Vessel Registration Identification", Value("imoNumber")),
    ("Vessel Flag", Value("flag")),
    ("Former Vessel Flag", Sentence),
    ("None Identified", Sentence),
    ("Other Vessel Flag", Value("flag")),
    ("Other Vessel Call Sign", Value("callSign")),
    ("Vessel Call Sign", Value("callSign")),
    ("Vessel Type", Value("type")),
    ("Other Vessel Type", Value("type")),
    ("Former Vessel Type", Sentence),
    ("Vessel Year of Build", Date("buildDate")),
    ("Vessel Owner", Sentence),
    ("Gross Registered Tonnage", Value("tonnage")),
    ("Gross Tonnage", Value("tonnage")),
    ("Deadweight Tonnage", Value("tonnage")),
    ("Aircraft Model", Value("model")),
    ("Aircraft Operator", Operator),
    ("Aircraft Tail Number", Value("registrationNumber")),
    ("Previous Aircraft Tail Number", Value("registrationNumber")),
    ("Aircraft Manufacture Date", Date("buildDate")),
    ("Aircraft Manufacturer's Serial Number (MSN)", Value("serialNumber")),
    ("Aircraft Construction Number (also called L/N or S/N or F/N)", Value("serialNumber")),
    ("Aircraft Serial Identification", Value("serialNumber")),
    ("Aircraft Mode S Transponder Code", Sentence),
    ("Email Address", Email),
    ("Email", Email),
    ("Website", Value("website")),
    ("Phone Number", Phone),
    ("Telephone", Phone),
    ("Telephone:", Phone),
    ("Fax", Sentence),
    ("Fax Number", Sentence),
    ("Telex", Sentence),
    ("P.O. Box", Sentence),
    ("Digital Currency Address -", Wallet),
    ("Organization Established Date", Date("incorporationDate")),
    ("Organization Type:", Value("sector")),
    ("Organization Code", Paper(Register)),
    ("Target Type", Sentence),
    ("a.k.a.", WeakAlias),
    ("f.k.a.", Value("previousName")),
    ("Linked To:", Linked),
    ("Secondary sanctions risk", Sentence),
    ("Additional Sanctions Information", Sentence),
    ("Transactions Prohibited", Sentence),
    ("Executive Order", Sentence),
    ("CAATSA Section", Sentence),
    ("IFCA Determination", Sentence),
    ("PEESA Information", Sentence),
    ("Subject to", Sentence),
    ("For more information", Sentence),
    ("Listing Date", Sentence),
    ("Effective Date", Sentence),
    ("all offices", Sentence),
    ("All branches", Sentence),
    ("ISIN", Paper(Register)),
    ("Equity Ticker", Sentence),
    ("Issuer Name", Sentence),
    ("ICTY indictee", Sentence),
    ("Deceased", Sentence),
    ("arrested", Sentence),
    ("currently incarcerated", Sentence),
    ("Currently in", Sentence),
    ("currently in", Sentence),
    ("Branch Unit Number", Sentence),
    ("Chinese Commercial Code", Sentence),
    ("UN/LOCODE", Sentence),
    ("Tribe:", Sentence),
    ("Phone No.", Phone),
    ("Phone", Phone),
    ("d.b.a.", WeakAlias),
    ("Constituent of", Sentence),
    ("Associated with", Sentence),
    ("MSB Registration Number", Paper(Register)),
    ("Numero Unico de Identificacion Tributaria (NUIT)", Paper(Tax)),
    ("Romanian C.R.", Paper(Register)),
    ("RSIN", Paper(Tax)),
    ("Tourism License No.", Paper(Register)),
    ("Central Registration System", Paper(Register)),
    ("Interpol:", Sentence),
    ("Member ETA", Sentence),
    ("Individual's Primary", Sentence),
    ("Personal Identification", Paper(Identity)),
    ("Height", Value("height")),
    ("Weight", Sentence),
    ("Eye Color", Value("eyeColor")),
    ("Hair Color", Value("hairColor")),
    ("Complexion", Value("appearance")),
    ("Photo", Sentence),
    ("Religion", Sentence),
    ("Marital Status", Sentence),
    ("Ethnicity", Sentence),
    ("Dead", Sentence),
];

/// The table by first letter, so that a piece is compared with the few entries that it may begin with.
static BY_LETTER: LazyLock<HashMap<u8, Vec<(&'static str, Says)>>> = LazyLock::new(|| {
    let mut by_letter: HashMap<u8, Vec<(&'static str, Says)>> = HashMap::new();
    for (words, says) in TABLE {
        by_letter.entry(letter(words)).or_default().push((words, *says));
    }
    by_letter
});

fn letter(text: &str) -> u8 {
    text.bytes().next().unwrap_or(0).to_ascii_lowercase()
}

/// What a piece says, and the rest of it.
pub(super) fn of(piece: &str) -> (Says, &str) {
    let fits = |words: &str| {
        let head = piece.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
        let rest = piece.get(words.len()..).unwrap_or("");
        let ends = |c: char| !c.is_alphanumeric() && c != '-';
        head && (rest.is_empty() || rest.starts_with(ends) || words.ends_with(['#', '-', ':']))
    };
    let entries = BY_LETTER.get(&letter(piece)).map_or(&[][..], Vec::as_slice);
    match entries.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len()) {
        Some((words, says)) => (*says, piece.get(words.len()..).unwrap_or("").trim()),
        None => (Unknown, piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_words_that_fit_tell() {
        for (piece, says, rest) in [
            ("DOB circa 1974", Born, "circa 1974"),
            ("Passport AB 0000002 (Pakistan)", Paper(Passport), "AB 0000002 (Pakistan)"),
            ("NIT # 800000001-7 (Colombia)", Paper(Tax), "800000001-7 (Colombia)"),
            ("Vessel Registration Identification IMO 9074729", Value("imoNumber"), "IMO 9074729"),
            ("Digital Currency Address - XBT 1Example", Wallet, "XBT 1Example"),
            ("citizenship unknown", Unknown, "citizenship unknown"),
            ("a.k.a. 'THE ONE'", WeakAlias, "'THE ONE'"),
        ] {
            assert_eq!(of(piece), (says, rest), "{piece}");
        }
    }
}
