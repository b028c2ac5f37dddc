//! Travel documents: the register of stolen, lost and revoked ones, and the machine-readable zone of a passport.
use super::Forge;
use super::chance::Chance;
use super::day::Day;
use super::place::Country;
use std::io;

/// A row of the register. It names no person, as the rule of such registers is.
pub struct Reported {
    pub number: String,
    pub kind: &'static str,
    pub country: &'static str,
    /// What happened to it, in the words of the field: stolen, stolen-blank, lost, revoked, invalid.
    pub fraud: &'static str,
    /// Date of issue; blanks have none.
    pub issued: Option<Day>,
    pub expires: Option<Day>,
    /// The day on which it was lost or stolen, or reported so.
    pub lost: Day,
    /// The number under which the issuer keeps the report.
    pub reference: String,
    pub notes: String,
}

impl Reported {
    pub const HEADER: [&'static str; 9] =
        ["number", "type", "country", "fraudType", "startDate", "endDate", "lossDate", "reference", "notes"];

    pub fn cells(&self) -> [String; 9] {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        [
            self.number.clone(),
            self.kind.to_owned(),
            self.country.to_owned(),
            self.fraud.to_owned(),
            day(self.issued),
            day(self.expires),
            self.lost.to_string(),
            self.reference.clone(),
            self.notes.clone(),
        ]
    }

    /// A report on a document that one person held.
    pub fn held(number: String, kind: &'static str, country: &Country, chance: &mut Chance) -> Self {
        let issued = Day::TODAY.plus(-chance.between(200, 3400));
        let lost =
            issued.plus(chance.between(30, 190)).max(Day::TODAY.plus(-chance.between(1, 2200))).max(issued);
        let (fraud, notes) = *chance.pick(HELD);
        Self {
            number,
            kind,
            country: country.alpha3,
            fraud,
            issued: Some(issued),
            expires: Some(issued.plus(if kind == PASSPORT { 3652 } else { 1826 })),
            lost,
            reference: reference(country.alpha3, lost, chance),
            notes: notes.to_owned(),
        }
    }

    fn blank(number: String, theft: &Theft) -> Self {
        Self {
            number,
            kind: theft.kind,
            country: theft.country,
            fraud: "stolen-blank",
            issued: None,
            expires: None,
            lost: theft.day,
            reference: theft.reference.clone(),
            notes: theft.notes.clone(),
        }
    }
}

pub const PASSPORT: &str = "passport";
pub const IDENTITY_CARD: &str = "identity card";

/// What befalls a document that somebody holds, by share.
const HELD: &[(&str, &str)] = &[
    ("stolen", "Stolen from bearer in the street"),
    ("stolen", "Stolen from bearer on a train"),
    ("stolen", "Taken in a burglary"),
    ("stolen", "Stolen from a vehicle"),
    ("stolen", "Taken in a robbery; used since at a border"),
    ("lost", "Reported lost by bearer"),
    ("lost", "Reported lost abroad"),
    ("lost", "Lost in the post"),
    ("lost", ""),
    ("revoked", "Obtained by false documents"),
    ("revoked", "Withdrawn by a court"),
    ("invalid", "Reported destroyed, seen in use since"),
];

/// One theft of blanks: a box from an office or a transport.
struct Theft {
    kind: &'static str,
    country: &'static str,
    day: Day,
    reference: String,
    notes: String,
}

/// Fills the register up to `wanted` rows: single documents and, for three in ten, boxes of blanks.
pub fn write(forge: &mut Forge<'_>, chance: &mut Chance, wanted: usize) -> io::Result<()> {
    while forge.out.counts().documents < wanted {
        let place = forge.atlas.of_documents(chance);
        let left = u64::try_from(wanted - forge.out.counts().documents).expect("a count fits in 64 bits");
        if chance.per_mille(4) {
            blanks(forge, chance, place, left)?;
        } else {
            single(forge, chance, place)?;
        }
    }
    Ok(())
}

fn single(forge: &mut Forge<'_>, chance: &mut Chance, place: usize) -> io::Result<()> {
    let country = &mut forge.atlas.countries[place];
    let (kind, number) = match chance.below(100) {
        0..=67 => (PASSPORT, country.passports.scattered()),
        68..=90 => (IDENTITY_CARD, country.identities.scattered()),
        91..=95 => ("residence permit", country.identities.scattered()),
        96..=98 => ("visa", country.passports.scattered()),
        _ => ("refugee travel document", country.passports.scattered()),
    };
    match number {
        Some(number) => forge.out.document(&Reported::held(number, kind, country, chance)),
        None => Ok(()),
    }
}

fn blanks(forge: &mut Forge<'_>, chance: &mut Chance, place: usize, left: u64) -> io::Result<()> {
    let country = &mut forge.atlas.countries[place];
    let day = Day::TODAY.plus(-chance.between(100, 5000));
    let theft = Theft {
        kind: PASSPORT,
        country: country.alpha3,
        day,
        reference: reference(country.alpha3, day, chance),
        notes: format!("Blank, stolen from {} in {}", chance.pick(BOXES), country.city(chance)),
    };
    let length = chance.below(180) + 20;
    for number in country.passports.run(length.min(left), chance) {
        forge.out.document(&Reported::blank(number, &theft))?;
    }
    Ok(())
}

const BOXES: &[&str] = &[
    "a passport office",
    "a consulate",
    "a town hall",
    "a courier's van",
    "a warehouse",
    "a district office",
];

/// The number under which a bureau keeps a report: country, year, serial.
pub fn reference(alpha3: &str, day: Day, chance: &mut Chance) -> String {
    format!("{}-{}-{:06}", alpha3, day.year(), chance.below(1_000_000))
}

/// What a passport's machine-readable zone says.
pub struct Zone<'a> {
    pub issuer: &'a str,
    pub family: &'a str,
    pub given: &'a str,
    pub number: &'a str,
    pub nationality: &'a str,
    pub born: Day,
    pub sex: char,
    pub expires: Day,
}

impl Zone<'_> {
    /// Two lines of 44, by ICAO Doc 9303 part 4, with no personal number.
    pub fn lines(&self) -> String {
        let names = format!("{}<<{}", self.family, self.given).replace([' ', '-'], "<").to_uppercase();
        let number = format!("{:<<9}", self.number);
        let (born, expires) = (self.born.in_zone(), self.expires.in_zone());
        let personal = "<".repeat(14);
        let [n, b, e, p] = [&number, &born, &expires, &personal].map(|field| check_digit(field));
        let all = check_digit(&format!("{number}{n}{born}{b}{expires}{e}{personal}{p}"));
        let (issuer, nationality, sex) = (self.issuer, self.nationality, self.sex);
        format!(
            "P<{issuer}{names:<<39.39}\n{number}{n}{nationality}{born}{b}{sex}{expires}{e}{personal}{p}{all}"
        )
    }
}

/// The check digit of ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1; letters from A = 10; the filler counts nothing.
pub fn check_digit(field: &str) -> u32 {
    let value = |letter: char| letter.to_digit(36).unwrap_or(0);
    field
        .chars()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(letter, weight)| value(letter) * weight)
        .sum::<u32>()
        % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specimen_of_the_standard_comes_out_digit_by_digit() {
        assert_eq!(
            [
                check_digit("L898902C3"),
                check_digit("740812"),
                check_digit("120415"),
                check_digit("ZE184226B<<<<<")
            ],
            [6, 2, 9, 1]
        );
        assert_eq!(check_digit("L898902C3674081221204159ZE184226B<<<<<1"), 0);
    }

    #[test]
    fn a_zone_has_two_lines_of_44_and_every_digit_is_right() {
        let zone = Zone {
            issuer: "UTO",
            family: "Eriksson",
            given: "Anna Maria",
            number: "L898902C3",
            nationality: "UTO",
            born: Day::of(1974, 8, 12),
            sex: 'F',
            expires: Day::of(2012, 4, 15),
        };
        let lines = zone.lines();
        let [first, second] = lines.lines().collect::<Vec<_>>()[..] else { panic!("two lines") };
        assert_eq!(first, "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
        assert_eq!((second.len(), &second[..28]), (44, "L898902C36UTO7408122F1204159"));
        assert_eq!(
            check_digit(&format!("{}{}{}", &second[..10], &second[13..20], &second[21..43])).to_string(),
            second[43..]
        );
    }
}
