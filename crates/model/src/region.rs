//! Regions of the world, as people name them when they mean the members that are there.
use crate::Member;

/// A region, as a fixed list of countries: a member is of it by its code, so one that joins later is of it too.
///
/// All but three are the subregions (in Africa and America the intermediate regions) of the *Standard country or area codes for
/// statistical use* of the United Nations, called M49. Three are what bureaus say beside these: the Gulf, the six states of the Gulf
/// Cooperation Council by its charter of 25 May 1981; the European Union, its members by article 52 of its treaty; and the Western
/// Balkans, the six that the Union calls so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    NorthernAfrica,
    WesternAfrica,
    MiddleAfrica,
    EasternAfrica,
    SouthernAfrica,
    Gulf,
    WesternAsia,
    CentralAsia,
    SouthernAsia,
    SouthEasternAsia,
    EasternAsia,
    EuropeanUnion,
    NorthernEurope,
    WesternEurope,
    SouthernEurope,
    EasternEurope,
    WesternBalkans,
    NorthernAmerica,
    CentralAmerica,
    Caribbean,
    SouthAmerica,
    AustraliaAndNewZealand,
    Melanesia,
    Micronesia,
    Polynesia,
}

crate::codes!(Region, "region", {
    NorthernAfrica => "northern-africa",
    WesternAfrica => "western-africa",
    MiddleAfrica => "middle-africa",
    EasternAfrica => "eastern-africa",
    SouthernAfrica => "southern-africa",
    Gulf => "gulf",
    WesternAsia => "western-asia",
    CentralAsia => "central-asia",
    SouthernAsia => "southern-asia",
    SouthEasternAsia => "south-eastern-asia",
    EasternAsia => "eastern-asia",
    EuropeanUnion => "european-union",
    NorthernEurope => "northern-europe",
    WesternEurope => "western-europe",
    SouthernEurope => "southern-europe",
    EasternEurope => "eastern-europe",
    WesternBalkans => "western-balkans",
    NorthernAmerica => "northern-america",
    CentralAmerica => "central-america",
    Caribbean => "caribbean",
    SouthAmerica => "south-america",
    AustraliaAndNewZealand => "australia-and-new-zealand",
    Melanesia => "melanesia",
    Micronesia => "micronesia",
    Polynesia => "polynesia",
});

impl Region {
    /// Whether this member is a country of the region. Members that are no country are of none.
    pub fn has(self, member: &Member) -> bool {
        self.countries().split(' ').any(|code| code == member.as_str())
    }

    /// The codes of its countries, with blanks between them.
    const fn countries(self) -> &'static str {
        match self {
            Region::NorthernAfrica => "DZ EG EH LY MA SD TN",
            Region::WesternAfrica => "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
            Region::MiddleAfrica => "AO CD CF CG CM GA GQ ST TD",
            Region::EasternAfrica => "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
            Region::SouthernAfrica => "BW LS NA SZ ZA",
            Region::Gulf => "AE BH KW OM QA SA",
            Region::WesternAsia => "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
            Region::CentralAsia => "KG KZ TJ TM UZ",
            Region::SouthernAsia => "AF BD BT IN IR LK MV NP PK",
            Region::SouthEasternAsia => "BN ID KH LA MM MY PH SG TH TL VN",
            Region::EasternAsia => "CN HK JP KP KR MN MO",
            Region::EuropeanUnion => {
                "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
            }
            Region::NorthernEurope => "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
            Region::WesternEurope => "AT BE CH DE FR LI LU MC NL",
            Region::SouthernEurope => "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA",
            Region::EasternEurope => "BG BY CZ HU MD PL RO RU SK UA",
            Region::WesternBalkans => "AL BA ME MK RS XK",
            Region::NorthernAmerica => "BM CA GL PM US",
            Region::CentralAmerica => "BZ CR GT HN MX NI PA SV",
            Region::Caribbean => {
                "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"
            }
            Region::SouthAmerica => "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
            Region::AustraliaAndNewZealand => "AU CC CX HM NF NZ",
            Region::Melanesia => "FJ NC PG SB VU",
            Region::Micronesia => "FM GU KI MH MP NR PW UM",
            Region::Polynesia => "AS CK NU PF PN TK TO TV WF WS",
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use crate::Country;

    /// Those that lie across what M49 divides.
    const ACROSS: [Region; 3] = [Region::Gulf, Region::EuropeanUnion, Region::WesternBalkans];

    fn of(code: &str) -> Vec<Region> {
        let member: Member = code.parse().unwrap();
        Region::ALL.iter().copied().filter(|region| region.has(&member)).collect()
    }

    #[test]
    fn every_country_is_in_one_subregion_and_only_what_m49_does_not_place_is_in_none() {
        let codes = Country::all().map(|country| country.code().to_uppercase());
        let nowhere: Vec<String> = codes
            .filter(|code| code.len() == 2)
            .filter(|code| {
                let placed = of(code).into_iter().filter(|region| !ACROSS.contains(region)).count();
                assert!(placed <= 1, "{code} is in {placed}");
                placed == 0
            })
            .collect();
        assert_eq!(
            nowhere,
            ["AQ", "TW", "XK", "EU", "UN", "XA", "XB", "XC", "XX", "XO", "XP", "UT"],
            "Antarctica, what M49 has no code for, and what is no country"
        );
    }

    #[test]
    fn every_code_of_the_lists_is_that_of_a_country_and_stands_once() {
        for region in Region::ALL {
            let codes: Vec<&str> = region.countries().split(' ').collect();
            assert!(codes.is_sorted_by(|a, b| a < b), "{region}");
            assert!(codes.iter().all(|code| Country::find(code).is_some()), "{region}");
        }
        assert_eq!(Region::EuropeanUnion.countries().split(' ').count(), 27);
    }

    #[test]
    fn a_country_is_where_people_look_for_it_and_an_institution_is_nowhere() {
        assert_eq!(of("AE"), [Region::Gulf, Region::WesternAsia]);
        assert_eq!(of("TG"), [Region::WesternAfrica]);
        assert_eq!(of("HR"), [Region::EuropeanUnion, Region::SouthernEurope]);
        assert_eq!(of("XK"), [Region::WesternBalkans]);
        assert_eq!(of("X-IOM"), []);
    }
}
