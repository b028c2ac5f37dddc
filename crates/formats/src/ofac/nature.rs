//! Whether a body of the list is a company or a group: the list itself does not say.
use model::Kind;

/// Words of a company's name. They win: a travel agency of a gang is a company.
const COMPANY: &[&str] = &[
    "LTD",
    "LIMITED",
    "LLC",
    "INC",
    "CO",
    "COMPANY",
    "CORP",
    "CORPORATION",
    "SA",
    "SRL",
    "SAS",
    "GMBH",
    "PLC",
    "BANK",
    "FZE",
    "FZCO",
    "JSC",
    "OJSC",
    "PJSC",
    "OOO",
    "AIRLINES",
    "TRADING",
    "SHIPPING",
    "HOLDING",
    "HOLDINGS",
    "CIA",
    "LTDA",
    "CV",
    "UNIVERSITY",
    "MINISTRY",
    "FOUNDATION",
    "INSTITUTE",
    "GMBH",
    "BV",
    "AG",
    "SAL",
    "PTE",
    "EST",
    "ESTABLISHMENT",
    "FACTORY",
    "INDUSTRIES",
    "AGENCY",
    "TRAVEL",
];
/// Words of a group's name.
const GROUP: &[&str] = &[
    "CARTEL",
    "GANG",
    "MAFIA",
    "BRIGADE",
    "BRIGADES",
    "MILITIA",
    "JIHAD",
    "MUJAHIDIN",
    "NETWORK",
    "FRONT",
    "ARMY",
    "CAMORRA",
    "YAKUZA",
    "KAI",
    "GUMI",
    "ZETAS",
    "BATTALION",
    "BATTALIONS",
    "FIGHTERS",
    "SHABAAB",
    "TALIBAN",
    "COMMANDO",
];

/// By its name first, then by the programmes that name no companies.
pub(super) fn of_body(name: &str, programs: &[&str]) -> Kind {
    let upper = name.to_uppercase().replace('.', "");
    let words: Vec<&str> =
        upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let criminal = upper.contains("CRIMINAL ORGANIZATION") || upper.contains("TRAFFICKING ORGANIZATION");
    let group = any(GROUP) || programs.contains(&"FTO");
    if criminal || (group && !any(COMPANY)) { Kind::Group } else { Kind::Company }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_what_its_name_says() {
        for (name, programs, kind) in [
            ("EXAMPLE TRANSNATIONAL CRIMINAL ORGANIZATION", &["TCO"][..], Kind::Group),
            ("EXAMPLE TRAVEL PRIVATE LIMITED", &["TCO"], Kind::Company),
            ("LOS EJEMPLOS CARTEL", &["SDNTK"], Kind::Group),
            ("EXAMPLE PARTY", &["FTO", "SDGT"], Kind::Group),
            ("EJEMPLO S.A. DE C.V.", &["SDNTK"], Kind::Company),
        ] {
            assert_eq!(of_body(name, programs), kind, "{name}");
        }
    }
}
