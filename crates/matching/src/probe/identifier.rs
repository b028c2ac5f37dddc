//! Identifiers: classes, the text that is compared, and the forms by which confusions of eye and scanner meet.
use model::Holds;

/// Identifiers of one class can be the same; of two classes they cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    Number,
    Phone,
    Email,
    Handle,
    Iban,
    BankNumber,
    Wallet,
    Plate,
    Vin,
    Imo,
    Mmsi,
}

const ALL: [Class; 11] = [
    Class::Number,
    Class::Phone,
    Class::Email,
    Class::Handle,
    Class::Iban,
    Class::BankNumber,
    Class::Wallet,
    Class::Plate,
    Class::Vin,
    Class::Imo,
    Class::Mmsi,
];

/// Digits by which a national and an international form of a phone number are held to be the same: the subscriber's
/// number without trunk prefix is at least this long in nearly every numbering plan (ITU-T E.164 annexes).
const PHONE_TAIL: usize = 8;

impl Class {
    pub fn of(holds: Holds) -> Option<Class> {
        Some(match holds {
            Holds::Number => Class::Number,
            Holds::Phone => Class::Phone,
            Holds::Email => Class::Email,
            Holds::Handle => Class::Handle,
            Holds::Iban => Class::Iban,
            Holds::BankNumber => Class::BankNumber,
            Holds::Wallet => Class::Wallet,
            Holds::Plate => Class::Plate,
            Holds::Vin => Class::Vin,
            Holds::Imo => Class::Imo,
            Holds::Mmsi => Class::Mmsi,
            _ => return None,
        })
    }

    pub fn number(self) -> u8 {
        let place = ALL.iter().position(|c| *c == self).unwrap_or(0);
        u8::try_from(place).unwrap_or(0)
    }

    pub fn from_number(number: u8) -> Class {
        ALL.get(usize::from(number)).copied().unwrap_or(Class::Number)
    }

    /// Code of the feature in an explanation.
    pub fn feature(self) -> &'static str {
        match self {
            Class::Number => "number",
            Class::Phone => "phone",
            Class::Email => "email",
            Class::Handle => "handle",
            Class::Iban => "iban",
            Class::BankNumber => "bank-number",
            Class::Wallet => "wallet",
            Class::Plate => "plate",
            Class::Vin => "vin",
            Class::Imo => "imo",
            Class::Mmsi => "mmsi",
        }
    }

    /// The text that is compared, from the clean form that [`Holds::clean`] gives.
    pub fn text(self, clean: &str) -> String {
        match self {
            Class::Handle => clean.trim_start_matches('@').to_lowercase(),
            Class::Email => clean.to_lowercase(),
            // I, O and Q do not occur in a VIN (ISO 3779): they are 1 and 0 read wrongly.
            Class::Vin => clean.replace('I', "1").replace(['O', 'Q'], "0"),
            _ => clean.to_string(),
        }
    }

    /// Whether signs that look alike may stand for each other.
    pub fn is_read_by_eye(self) -> bool {
        matches!(self, Class::Number | Class::Plate | Class::Vin | Class::BankNumber)
    }

    /// Under which it stands in the index: the same for all texts that may be the same by look or form.
    pub fn key(self, text: &[u8]) -> u32 {
        let mut hash = Hash::new(self);
        match self {
            Class::Phone => phone_tail(text).iter().for_each(|c| hash.take(*c)),
            _ if self.is_read_by_eye() => text.iter().for_each(|c| hash.take(look(*c))),
            _ => text.iter().for_each(|c| hash.take(*c)),
        }
        hash.key()
    }
}

/// FNV-1a with a last mixing step. It has no seed: keys are kept in the index and are the same in every run.
struct Hash(u64);

impl Hash {
    fn new(class: Class) -> Hash {
        let mut hash = Hash(0xCBF2_9CE4_8422_2325);
        hash.take(class.number());
        hash
    }

    fn take(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }

    fn key(self) -> u32 {
        let mixed = (self.0 ^ self.0 >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let [a, b, c, d, ..] = (mixed ^ mixed >> 29).to_be_bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}

/// The sign that stands for all that look like it: what scanners and tired eyes take for each other (0/O, 1/I, 5/S,
/// 8/B, 2/Z, 6/G).
pub(crate) fn look(c: u8) -> u8 {
    match c {
        b'O' | b'Q' | b'D' => b'0',
        b'I' | b'L' => b'1',
        b'S' => b'5',
        b'B' => b'8',
        b'Z' => b'2',
        b'G' => b'6',
        _ => c,
    }
}

pub(crate) fn phone_tail(text: &[u8]) -> &[u8] {
    let digits = text.strip_prefix(b"+").unwrap_or(text);
    digits.get(digits.len().saturating_sub(PHONE_TAIL)..).unwrap_or(digits)
}
