//! The countries of the world: who lives there, where, and what their documents, plates and telephones look like.
use super::chance::{Chance, Weights};
use super::names::Names;
use super::number::Serial;

/// A country with what it numbers.
pub struct Country {
    /// ISO 3166-1 alpha-2, in small letters.
    pub alpha2: &'static str,
    pub alpha3: &'static str,
    /// The first is the capital, where its bureau sits.
    pub cities: Vec<&'static str>,
    cultures: Vec<usize>,
    culture_weights: Weights,
    pub passports: Serial,
    pub identities: Serial,
    pub plates: Serial,
    pub phones: Vec<Serial>,
}

/// All countries, by weight of their people and of their documents.
pub struct Atlas {
    pub countries: Vec<Country>,
    people: Weights,
    documents: Weights,
}

impl Atlas {
    /// Reads the table; `seed` decides where each series of numbers begins.
    pub fn load(names: &Names, chance: &mut Chance) -> Self {
        let rows = || include_str!("data/countries.txt").lines().filter(|line| !line.starts_with('#'));
        let weight = |column: usize| Weights::of(rows().map(move |row| number(cell(row, column))));
        let countries = rows().map(|row| country(row, names, chance)).collect();
        Self { countries, people: weight(3), documents: weight(4) }
    }

    /// A country by where the persons of the register come from.
    pub fn of_people(&self, chance: &mut Chance) -> usize {
        self.people.place(chance)
    }

    /// A country by what it reports stolen, lost or revoked.
    pub fn of_documents(&self, chance: &mut Chance) -> usize {
        self.documents.place(chance)
    }

    pub fn place(&self, alpha2: &str) -> Option<usize> {
        self.countries.iter().position(|country| country.alpha2 == alpha2)
    }
}

impl Country {
    /// One of the cultures of its people, as its place in the list of names.
    pub fn culture(&self, chance: &mut Chance) -> usize {
        self.cultures[self.culture_weights.place(chance)]
    }

    pub fn city(&self, chance: &mut Chance) -> &'static str {
        self.cities[chance.place(self.cities.len())]
    }

    /// A number that no telephone on earth can have; none where the country's range is used up.
    pub fn phone(&mut self) -> Option<String> {
        self.phones.iter_mut().find_map(Serial::scattered)
    }
}

fn cell(row: &'static str, column: usize) -> &'static str {
    row.split(';').nth(column).expect("a row of the table of countries has ten cells").trim()
}

fn number(cell: &str) -> u64 {
    cell.parse().expect("a weight in a table is a number")
}

fn country(row: &'static str, names: &Names, chance: &mut Chance) -> Country {
    let cultures: Vec<(&str, &str)> =
        cell(row, 5).split(',').filter_map(|entry| entry.trim().split_once(' ')).collect();
    let place = |key: &str| names.place(key).unwrap_or_else(|| panic!("there is no culture {key}"));
    Country {
        alpha2: cell(row, 0),
        alpha3: cell(row, 1),
        cities: cell(row, 9).split(',').map(str::trim).collect(),
        cultures: cultures.iter().map(|(key, _)| place(key)).collect(),
        culture_weights: Weights::of(cultures.iter().map(|(_, weight)| number(weight))),
        passports: Serial::new(cell(row, 6), chance),
        identities: Serial::new(cell(row, 7), chance),
        plates: Serial::new(cell(row, 8), chance),
        phones: phones(cell(row, 0), cell(row, 2))
            .iter()
            .map(|pattern| Serial::new(pattern, chance))
            .collect(),
    }
}

/// Where a regulator keeps a range for plays and films, that range; elsewhere a national number that begins with two
/// zeros, which no plan can give to anybody, since zeros lead out of the country.
fn phones(alpha2: &str, calling: &str) -> Vec<String> {
    const AREAS: [&str; 10] = ["202", "212", "213", "305", "312", "404", "415", "512", "713", "956"];
    match alpha2 {
        "us" => AREAS.iter().map(|area| format!("+1 {area} 555 01##")).collect(),
        "gb" => vec!["+44 7700 900###".to_owned()],
        "fr" => vec!["+33 6 39 98 ## ##".to_owned()],
        _ => vec![format!("+{calling} 00 ### ####")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_culture_lives_somewhere_and_every_country_has_cities() {
        let (names, mut chance) = (Names::load(), Chance::new(1));
        let atlas = Atlas::load(&names, &mut chance);
        for (place, culture) in names.all().iter().enumerate() {
            assert!(
                atlas.countries.iter().any(|c| c.cultures.contains(&place)),
                "{} lives nowhere",
                culture.key()
            );
        }
        assert!(
            atlas.countries.iter().all(|c| c.cities.len() >= 3 && c.alpha2.len() == 2 && c.alpha3.len() == 3)
        );
        assert!(atlas.place("tn").is_some() && atlas.place("zz").is_none());
    }

    #[test]
    fn no_phone_is_in_a_range_that_somebody_could_have() {
        let (names, mut chance) = (Names::load(), Chance::new(1));
        let mut atlas = Atlas::load(&names, &mut chance);
        for country in &mut atlas.countries {
            let phone = country.phone().expect("a first phone");
            let fiction =
                [" 555 01", "+44 7700 900", "+33 6 39 98 "].iter().any(|range| phone.contains(range));
            assert!(fiction || phone.split(' ').nth(1) == Some("00"), "{phone}");
        }
    }
}
