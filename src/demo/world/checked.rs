//! Numbers that carry their own check digit: of vehicles, ships, devices, bank accounts and wallets.
use super::chance::Chance;
use super::number::{digits, letters};

/// A vehicle identification number with the check digit of 49 CFR 565.15(c) in its ninth place.
pub fn vin(maker: &str, chance: &mut Chance) -> String {
    const YEARS: &[u8; 16] = b"9ABCDEFGHJKLMNPR";
    let start = format!("{maker}{}{}", letters(2, chance), digits(3, chance));
    let end = format!("{}{}{}", char::from(*chance.pick(YEARS)), letters(1, chance), digits(6, chance));
    format!("{start}{}{end}", vin_check(&format!("{start}0{end}")))
}

/// The check digit of a number of 17 places, whatever stands in the ninth.
fn vin_check(vin: &str) -> char {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = vin.chars().zip(WEIGHTS).map(|(letter, weight)| vin_value(letter) * weight).sum();
    char::from_digit(sum % 11, 10).unwrap_or('X')
}

/// 1 to 9 from A, from J, and 2 to 9 from S: I, O and Q never stand in such a number.
fn vin_value(letter: char) -> u32 {
    match letter {
        'S'..='Z' => u32::from(letter) - u32::from('S') + 2,
        'J'..='R' => u32::from(letter) - u32::from('J') + 1,
        'A'..='H' => u32::from(letter) - u32::from('A') + 1,
        _ => letter.to_digit(10).unwrap_or(0),
    }
}

/// A device number with Luhn's digit; 00 in front is a prefix of test devices.
pub fn imei(chance: &mut Chance) -> String {
    let body = format!("00{}", digits(12, chance));
    let doubled =
        |(place, digit): (usize, u32)| if place % 2 == 1 { digit / 5 + digit * 2 % 10 } else { digit };
    let sum: u32 = body.chars().filter_map(|digit| digit.to_digit(10)).enumerate().map(doubled).sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// A ship's number by IMO resolution A.1117(30), from 2,000,000 to 4,999,999, which was never given to ships.
pub fn imo(chance: &mut Chance) -> String {
    let body = chance.between(200_000, 499_999).to_string();
    let sum: u32 =
        body.chars().filter_map(|digit| digit.to_digit(10)).zip([7, 6, 5, 4, 3, 2]).map(|(d, w)| d * w).sum();
    format!("{body}{}", sum % 10)
}

/// Countries with international bank account numbers, and the pattern of the rest; the bank codes are invented.
const BANKS: &[(&str, &str)] = &[
    ("ro", "QZXB############0000"),
    ("tr", "000000################"),
    ("gr", "0000000################"),
    ("it", "Q0000000000############"),
    ("es", "0000000000##########"),
    ("fr", "0000000000###########00"),
    ("gb", "QZXW000000########"),
    ("bg", "QZXW0000##########"),
    ("ae", "000################"),
    ("tn", "00000###############"),
    ("pk", "QZXP0000############"),
    ("ge", "QX################"),
    ("al", "00000000################"),
    ("ua", "000000###################"),
];

/// An account number of that country with right check digits (ISO 13616); none where it has no such numbers.
pub fn iban(alpha2: &str, chance: &mut Chance) -> Option<String> {
    let (_, pattern) = BANKS.iter().find(|(country, _)| *country == alpha2)?;
    let digit =
        |mark: char, chance: &mut Chance| if mark == '#' { digits(1, chance) } else { mark.to_string() };
    let rest: String = pattern.chars().map(|mark| digit(mark, chance)).collect();
    let country = alpha2.to_uppercase();
    let check = 98 - remainder_97(&format!("{rest}{country}00"));
    Some(format!("{country}{check:02}{rest}"))
}

/// The remainder by 97 of letters and digits, A as 10 to Z as 35.
fn remainder_97(text: &str) -> u32 {
    let values = text.chars().filter_map(|letter| letter.to_digit(36));
    values.fold(0, |sum, value| (sum * if value < 10 { 10 } else { 100 } + value) % 97)
}

/// A Bitcoin address (BIP 173) or an Ethereum one, of a key that nobody has.
pub fn wallet(chance: &mut Chance) -> (&'static str, String) {
    if chance.percent(60) {
        let hex: String = (0..40).map(|_| char::from(b"0123456789abcdef"[chance.place(16)])).collect();
        return ("Ethereum", format!("0x{hex}"));
    }
    let data: Vec<u32> =
        std::iter::once(0).chain((0..32).map(|_| u32::try_from(chance.below(32)).unwrap_or(0))).collect();
    ("Bitcoin", format!("bc1{}", bech32(&data)))
}

const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Values of five bits with the six of their checksum under the prefix "bc".
fn bech32(data: &[u32]) -> String {
    let prefix = [3, 3, 0, 2, 3];
    let sum = bech32_sum(prefix.into_iter().chain(data.iter().copied()).chain([0; 6])) ^ 1;
    let check = (0..6).map(|place| (sum >> (5 * (5 - place))) & 31);
    data.iter()
        .copied()
        .chain(check)
        .filter_map(|value| usize::try_from(value).ok())
        .map(|v| char::from(BECH32[v]))
        .collect()
}

fn bech32_sum(values: impl Iterator<Item = u32>) -> u32 {
    const STEPS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    values.fold(1, |sum, value| {
        let top = sum >> 25;
        let next = ((sum & 0x01ff_ffff) << 5) ^ value;
        STEPS
            .iter()
            .enumerate()
            .filter(|(bit, _)| top >> bit & 1 == 1)
            .fold(next, |next, (_, step)| next ^ step)
    })
}

#[cfg(test)]
pub fn iban_is_right(iban: &str) -> bool {
    remainder_97(&format!("{}{}", &iban[4..], &iban[..4])) == 1
}

#[cfg(test)]
pub fn vin_is_right(vin: &str) -> bool {
    vin.len() == 17 && vin.chars().nth(8) == Some(vin_check(vin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_agree_with_published_numbers() {
        assert_eq!(vin_check("1M8GDM9A0KP042788"), 'X');
        assert_eq!(remainder_97("NWBK60161331926819GB29"), 1);
        assert_eq!(
            bech32_sum([3, 3, 0, 2, 3].into_iter().chain(values("qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"))),
            1
        );
    }

    fn values(text: &str) -> Vec<u32> {
        let place = |letter| BECH32.iter().position(|b| *b == letter).and_then(|p| u32::try_from(p).ok());
        text.bytes().filter_map(place).collect()
    }

    #[test]
    fn every_number_that_is_made_is_right() {
        let mut chance = Chance::new(2);
        for _ in 0..500 {
            let vin = vin("WDB", &mut chance);
            assert_eq!((vin.len(), vin.chars().nth(8)), (17, Some(vin_check(&vin))));
            let imo = imo(&mut chance);
            let sum: u32 =
                imo.chars().filter_map(|d| d.to_digit(10)).zip([7, 6, 5, 4, 3, 2]).map(|(d, w)| d * w).sum();
            assert!(imo.len() == 7 && imo.ends_with(&(sum % 10).to_string()), "{imo}");
            let imei: Vec<u32> = imei(&mut chance).chars().filter_map(|d| d.to_digit(10)).collect();
            let luhn: u32 = imei
                .iter()
                .rev()
                .enumerate()
                .map(|(p, d)| if p % 2 == 1 { d / 5 + d * 2 % 10 } else { *d })
                .sum();
            assert_eq!((imei.len(), luhn % 10), (15, 0));
            let (kind, address) = wallet(&mut chance);
            let sum = || bech32_sum([3, 3, 0, 2, 3].into_iter().chain(values(&address[3..])));
            assert!(if kind == "Bitcoin" { address.len() == 42 && sum() == 1 } else { address.len() == 42 });
        }
    }

    #[test]
    fn every_iban_has_the_length_of_its_country_and_right_digits() {
        let lengths = [22, 24, 26, 27, 27, 24, 27, 22, 22, 23, 24, 24, 22, 28, 29];
        let by_country =
            ["", "ro", "tr", "gr", "it", "es", "fr", "gb", "bg", "ae", "tn", "pk", "ge", "al", "ua"];
        let mut chance = Chance::new(2);
        for (country, length) in by_country.into_iter().zip(lengths).skip(1) {
            let iban = iban(country, &mut chance).expect("a country of the table");
            assert_eq!(
                (iban.len(), remainder_97(&format!("{}{}", &iban[4..], &iban[..4]))),
                (length, 1),
                "{iban}"
            );
        }
    }
}
