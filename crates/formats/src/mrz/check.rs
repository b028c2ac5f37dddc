//! Check digits: weights 7, 3, 1; digits as they are, A to Z as 10 to 35, `<` as 0; the sum by ten (Doc 9303 part 3, 4.9).
use super::{Digit, Zone};

/// The digit over these characters.
pub(super) fn digit(text: &str) -> u32 {
    let weights = [7, 3, 1].into_iter().cycle();
    text.chars().zip(weights).map(|(c, weight)| c.to_digit(36).unwrap_or(0) * weight).sum::<u32>() % 10
}

/// Whether a field agrees with its digit. An empty field may have `<` for its digit.
pub(super) fn agrees(text: &str, printed: char) -> bool {
    let empty = text.bytes().all(|byte| byte == b'<');
    printed.to_digit(10) == Some(digit(text)) || (empty && printed == '<')
}

/// The digits that do not agree, in the order of [`Digit`].
pub(super) fn failed(zone: &Zone) -> Vec<Digit> {
    Digit::ALL.iter().copied().filter(|digit| !one(zone, *digit)).collect()
}

/// Whether a digit agrees; one that the layout does not have does.
pub(super) fn one(zone: &Zone, digit: Digit) -> bool {
    if digit == Digit::Composite {
        return composite(zone);
    }
    let Some((field, place)) = zone.layout.checked(digit) else { return true };
    let (text, printed) = (zone.get(&field), zone.one(&place));
    let long = digit == Digit::Number && printed == '<' && long_number(zone).is_some_and(|long| long.agrees);
    long || agrees(&text, printed)
}

fn composite(zone: &Zone) -> bool {
    let Some((parts, place)) = zone.layout.composite() else { return true };
    let text: String = parts.iter().map(|part| zone.get(part)).collect();
    zone.one(&place).to_digit(10) == Some(digit(&text))
}

/// A number that goes on in the optional field, with its digit at the end of it.
pub(super) struct LongNumber {
    pub(super) number: String,
    agrees: bool,
}

/// Where the number fills its place and `<` stands for its digit, the rest stands in the optional field (Doc 9303 part 5,
/// note j). Some issuers count the `<` in between, as they print it.
pub(super) fn long_number(zone: &Zone) -> Option<LongNumber> {
    let (field, place) = zone.layout.checked(Digit::Number)?;
    let rest = zone.get(&zone.layout.overflow()?);
    let rest = rest.split('<').next().filter(|rest| rest.len() > 1 && zone.one(&place) == '<')?;
    let (rest, printed) = rest.split_at(rest.len() - 1);
    let printed = printed.chars().next()?;
    let head = zone.get(&field);
    let agrees = agrees(&format!("{head}{rest}"), printed) || agrees(&format!("{head}<{rest}"), printed);
    Some(LongNumber { number: format!("{head}{rest}"), agrees })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_of_the_specimen() {
        assert_eq!(digit("L898902C3"), 6);
        assert_eq!(digit("740812"), 2);
        assert_eq!(digit("120415"), 9);
        assert_eq!(digit("ZE184226B<<<<<"), 1);
        assert!(
            agrees("<<<<<<", '<')
                && agrees("<<<<<<", '0')
                && !agrees("<<<<<<", '1')
                && !agrees("740812", '<')
        );
    }
}
