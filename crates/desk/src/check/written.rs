//! A name as people write it, with a date of birth, a nationality or a sex beside it.
use model::{Country, PartialDate};

/// What stands in a line such as "Mensah, Ama 12.08.1974 TGO F".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub name: String,
    pub birth: Option<PartialDate>,
    pub nationality: Option<Country>,
    pub sex: Option<&'static str>,
}

/// Takes date, nationality and sex out of the line; what is left is the name.
pub fn take_details(text: &str) -> Written {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let birth = take_date(&mut words);
    let mut nationality = None;
    let mut sex = None;
    // Only the last words can be codes: "Ali FRA M", never the "De" of "De Souza".
    while let Some(word) = words.last().filter(|_| words.len() > 1) {
        let word = word.trim_matches(['(', ')', ',', ';']);
        if sex.is_none() && ["M", "F"].contains(&word) {
            sex = Some(if word == "M" { "male" } else { "female" });
        } else if nationality.is_none()
            && is_code(word)
            && (birth.is_some() || words.len() > 2)
            && Country::find(word).is_some()
        {
            nationality = Country::find(word);
        } else {
            break;
        }
        words.pop();
    }
    Written { name: family_name_last(&words.join(" ")), birth, nationality, sex }
}

/// Three capitals: two could be initials.
fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// "MENSAH, Ama" is "Ama MENSAH".
fn family_name_last(name: &str) -> String {
    let name = name.trim_matches([',', ';', ' ']);
    match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => {
            format!("{} {}", given.trim().trim_matches(','), family.trim())
        }
        _ => name.to_string(),
    }
}

/// The first date in the words, taken out of them: one word ("12.08.1974", "1974-08-12", "1974") or three ("12 Aug 1974").
fn take_date(words: &mut Vec<&str>) -> Option<PartialDate> {
    for at in 0..words.len() {
        let three = words.get(at..at + 3).and_then(|w| day_month_year(&[w.first()?, w.get(1)?, w.get(2)?]));
        if three.is_some() {
            words.drain(at..at + 3);
            return three;
        }
        let one = words.get(at).and_then(|word| one_word(word.trim_matches(['(', ')', ',', ';', '*'])));
        if one.is_some() {
            words.remove(at);
            return one;
        }
    }
    None
}

fn one_word(word: &str) -> Option<PartialDate> {
    let starts_with_year = word.len() >= 4 && word.bytes().take(4).all(|b| b.is_ascii_digit());
    if starts_with_year {
        return word.replace(['.', '/'], "-").parse().ok();
    }
    let pieces: Vec<&str> = word.split(['.', '/', '-']).collect();
    let [day, month, year] = pieces.as_slice() else { return None };
    day_month_year(&[day, month, year])
}

/// Day before month, as most of the world writes; the other way where only that is a date.
fn day_month_year([day, month, year]: &[&str; 3]) -> Option<PartialDate> {
    let year: u16 = year.trim_end_matches([',', ';']).parse().ok().filter(|_| year.len() >= 4)?;
    let day: u8 = day.trim_end_matches('.').parse().ok()?;
    let named = month_by_name(month);
    let month: u8 = named.or_else(|| month.parse().ok())?;
    let date = PartialDate::new(year, Some(month), Some(day));
    let swapped = || PartialDate::new(year, Some(day), Some(month)).ok().filter(|_| named.is_none());
    date.ok().or_else(swapped)
}

/// By the first letters in English, French or Spanish.
fn month_by_name(word: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "ene"],
        &["feb", "fév", "fev"],
        &["mar"],
        &["apr", "avr", "abr"],
        &["may", "mai"],
        &["jun", "juin"],
        &["jul", "juil"],
        &["aug", "aoû", "aou", "ago"],
        &["sep"],
        &["oct"],
        &["nov"],
        &["dec", "déc", "dic"],
    ];
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    u8::try_from(at + 1).ok().filter(|_| word.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_however_they_are_written() {
        for (text, date) in [
            ("Ama Mensah 12.08.1974", "1974-08-12"),
            ("Ama Mensah (12/08/1974)", "1974-08-12"),
            ("1974-08-12 Ama Mensah", "1974-08-12"),
            ("Ama 12 Aug 1974 Mensah", "1974-08-12"),
            ("Ama Mensah 1974", "1974"),
            ("Ama Mensah 08/23/1974", "1974-08-23"),
            ("Ama Mensah 3 août 1974", "1974-08-03"),
        ] {
            let written = take_details(text);
            assert_eq!(written.birth.map(|d| d.to_string()).as_deref(), Some(date), "{text}");
            assert_eq!(written.name, "Ama Mensah", "{text}");
        }
    }

    #[test]
    fn parts_of_names_are_not_taken_for_codes() {
        for name in ["Maria De Souza", "Ali Ben M", "JEAN ROY", "Somalia Ben"] {
            let written = take_details(name);
            assert_eq!((written.birth, written.nationality), (None, None), "{name}");
        }
        assert_eq!(take_details("KIM, Chol").name, "Chol KIM");
    }
}
