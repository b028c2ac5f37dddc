//! Repairs of what readers of print confuse: O and 0, I and 1, S and 5, B and 8, Z and 2, G and 6, K and <.
//!
//! In places that take only digits or only letters there is one reading; elsewhere a check digit must prove it, and no
//! other reading may agree as well. G and 6, and K and <, weigh the same, so no digit can ever prove these two.
use super::{Digit, Layout, Proof, Repair, Zone, check, zone::Field};
use model::Country;

/// Letters as the digits that they are taken for.
const DIGITS: &[(char, char)] = &[
    ('O', '0'),
    ('Q', '0'),
    ('D', '0'),
    ('I', '1'),
    ('L', '1'),
    ('Z', '2'),
    ('S', '5'),
    ('G', '6'),
    ('B', '8'),
];
/// Digits as the letters that they are taken for.
const LETTERS: &[(char, char)] = &[('0', 'O'), ('1', 'I'), ('2', 'Z'), ('5', 'S'), ('6', 'G'), ('8', 'B')];
/// Most characters of a number that are changed at once.
const CHANGES_MAX: usize = 2;

fn swapped(c: char, table: &[(char, char)]) -> char {
    table.iter().find(|(was, _)| *was == c).map_or(c, |(_, now)| *now)
}

fn all_swapped(text: &str, table: &[(char, char)]) -> String {
    text.chars().map(|c| swapped(c, table)).collect()
}

/// Mends what can be proved, and says what was mended.
pub(super) fn repair(zone: &mut Zone) -> Vec<Repair> {
    let read = zone.clone();
    date(zone, Digit::Birth);
    date(zone, Digit::Expiry);
    composite_digit(zone);
    number(zone, Digit::Number);
    number(zone, Digit::Personal);
    composite_digit(zone);
    let proved = zone.clone();
    issuers(zone);
    names(zone);
    let mut repairs = differences(&read, &proved, Proof::Digit);
    repairs.extend(differences(&proved, zone, Proof::Form));
    repairs
}

fn differences(before: &Zone, after: &Zone, proof: Proof) -> Vec<Repair> {
    let lines = before.lines().into_iter().zip(after.lines()).enumerate();
    let changed = lines.flat_map(|(line, (was, now))| {
        let places: Vec<(usize, (char, char))> = was.chars().zip(now.chars()).enumerate().collect();
        places.into_iter().filter(|(_, (was, now))| was != now).map(move |(place, (was, now))| Repair {
            line: line + 1,
            place: place + 1,
            was,
            now,
            proof,
        })
    });
    changed.collect()
}

/// A date and its digit take digits only: there is one reading, and the digit must agree with it.
fn date(zone: &mut Zone, digit: Digit) {
    let Some((field, place)) = zone.layout.checked(digit) else { return };
    let (text, printed) = (zone.get(&field), zone.one(&place));
    let (mended, mended_digit) = (all_swapped(&text, DIGITS), swapped(printed, DIGITS));
    let digits = mended.chars().all(|c| c.is_ascii_digit() || c == '<');
    if digits && check::agrees(&mended, mended_digit) {
        zone.set(&field, &mended);
        zone.set(&place, &mended_digit.to_string());
    }
}

/// The digit over all is a digit: taken as one where it then agrees.
fn composite_digit(zone: &mut Zone) {
    let Some((_, place)) = zone.layout.composite() else { return };
    let mended = swapped(zone.one(&place), DIGITS);
    keep_if(zone, &[(place, mended.to_string())], Digit::Composite);
}

/// Makes changes, and keeps them only if they make this digit agree.
fn keep_if(zone: &mut Zone, changes: &[(Field, String)], digit: Digit) -> bool {
    if check::one(zone, digit) {
        return false;
    }
    let mut mended = zone.clone();
    for (field, text) in changes {
        mended.set(field, text);
    }
    let agrees = check::one(&mended, digit);
    if agrees {
        *zone = mended;
    }
    agrees
}

/// A number takes letters and digits: its own digit and the one over all must agree, and with one reading only.
fn number(zone: &mut Zone, digit: Digit) {
    let Some((field, place)) = zone.layout.checked(digit) else { return };
    if check::one(zone, digit) {
        return;
    }
    let printed = swapped(zone.one(&place), DIGITS);
    if keep_if(zone, &[(place.clone(), printed.to_string())], digit) {
        return;
    }
    let text = zone.get(&field);
    for changes in 1..=CHANGES_MAX {
        let proved: Vec<Zone> = readings(&text, changes)
            .into_iter()
            .map(|reading| {
                let mut mended = zone.clone();
                mended.set(&field, &reading);
                mended.set(&place, &printed.to_string());
                mended
            })
            .filter(|mended| proves(mended, digit))
            .collect();
        match proved.as_slice() {
            [] => {}
            [one] => {
                *zone = one.clone();
                return;
            }
            _ => return,
        }
    }
}

fn proves(zone: &Zone, digit: Digit) -> bool {
    let mut over_all = zone.clone();
    composite_digit(&mut over_all);
    check::one(zone, digit) && check::one(&over_all, Digit::Composite)
}

/// The text with so many of its doubtful characters read the other way.
fn readings(text: &str, changes: usize) -> Vec<String> {
    if changes == 0 {
        return vec![text.to_string()];
    }
    let mut all = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some(other) = others(c) {
            let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
            all.extend(readings(tail, changes - 1).into_iter().map(|rest| format!("{head}{other}{rest}")));
        }
    }
    all
}

/// What a character may have been, where a check digit can tell the two apart.
fn others(c: char) -> Option<char> {
    let other = match c {
        'O' | '0' | 'I' | '1' | 'S' | '5' | 'B' | '8' | 'Z' | '2' => {
            let digit = swapped(c, DIGITS);
            if digit == c { swapped(c, LETTERS) } else { digit }
        }
        'Q' | 'D' => '0',
        'L' => '1',
        _ => return None,
    };
    Some(other)
}

/// A code of an issuer has letters only, and is one that is given out.
fn issuers(zone: &mut Zone) {
    for field in [zone.layout.issuer(), zone.layout.nationality()] {
        let read = zone.get(&field);
        if Country::find(&read).is_some() {
            continue;
        }
        let letters = all_swapped(&read, LETTERS);
        let filled = letters.replacen(['K', 'C', 'L'], "<", 2);
        let german = Some("D<<".to_string()).filter(|_| filled == "D<<");
        let mended = Some(letters).filter(|code| Country::find(code).is_some()).or(german);
        if let Some(mended) = mended {
            zone.set(&field, &mended);
        }
    }
}

/// Names have letters only, and what follows three fillers is filler.
fn names(zone: &mut Zone) {
    let field = zone.layout.names();
    let mut names = all_swapped(&zone.get(&field), LETTERS);
    // A zone in the layout of an older French card has other things in this place.
    if zone.layout == Layout::Td2 && !check::failed(zone).is_empty() {
        return;
    }
    let end = names.find("<<<").unwrap_or(names.len());
    let tail = names.get(end..).unwrap_or("");
    if tail.chars().all(|c| "<KCL".contains(c)) {
        names = format!("{}{}", names.get(..end).unwrap_or(""), "<".repeat(tail.len()));
    }
    let kept = names.trim_end_matches(['K', '<']);
    if names.len() - kept.len() >= 4 && names.ends_with("KKK") {
        names = format!("{kept}{}", "<".repeat(names.len() - kept.len()));
    }
    zone.set(&field, &names);
}
