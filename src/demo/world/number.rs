//! Numbers in series, as passports, plates and telephones have them: by a pattern, each given once.
use super::chance::Chance;

/// The letters that a series may use; I, O and Q are left out, as most issuers do.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// No multiple of 2, 5 or 23, so that its steps go through a whole series before any number comes again.
const STEP: u64 = 618_033_987;

/// A series of numbers by a pattern: `#` is a digit, `@` a letter, all else stands for itself.
///
/// The lower half is given out scattered, one number at a time; the upper half in unbroken runs, as blanks lie in a box.
pub struct Serial {
    pattern: String,
    half: u64,
    start: u64,
    given: u64,
    run_from: u64,
}

impl Serial {
    pub fn new(pattern: &str, chance: &mut Chance) -> Self {
        let half = pattern.chars().map(radix).product::<u64>() / 2;
        Self { pattern: pattern.to_owned(), half, start: chance.below(half), given: 0, run_from: half }
    }

    /// The next number, far from the one before; none when the series is used up.
    pub fn scattered(&mut self) -> Option<String> {
        let value =
            (self.start + (self.given % self.half.max(1)) * (STEP % self.half.max(1))) % self.half.max(1);
        (self.given < self.half).then(|| {
            self.given += 1;
            self.written(value)
        })
    }

    /// So many numbers one after the other, some way behind the last run; empty when the series is used up.
    pub fn run(&mut self, length: u64, chance: &mut Chance) -> Vec<String> {
        let from = self.run_from + chance.below(500);
        let end = (from + length).min(self.half * 2);
        self.run_from = end;
        (from..end).map(|value| self.written(value)).collect()
    }

    fn written(&self, mut value: u64) -> String {
        let mut marks: Vec<char> = self.pattern.chars().collect();
        for mark in marks.iter_mut().rev().filter(|mark| radix(**mark) > 1) {
            let size = radix(*mark);
            let digit = usize::try_from(value % size).expect("a digit is small");
            *mark = if *mark == '#' { char::from(b"0123456789"[digit]) } else { char::from(LETTERS[digit]) };
            value /= size;
        }
        marks.into_iter().collect()
    }
}

/// How many values a mark of a pattern can take.
fn radix(mark: char) -> u64 {
    match mark {
        '#' => 10,
        '@' => 23,
        _ => 1,
    }
}

/// So many digits, each by chance.
pub fn digits(length: usize, chance: &mut Chance) -> String {
    (0..length).map(|_| char::from(b"0123456789"[chance.place(10)])).collect()
}

/// So many letters, each by chance.
pub fn letters(length: usize, chance: &mut Chance) -> String {
    (0..length).map(|_| char::from(*chance.pick(LETTERS))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_series_gives_each_number_once_and_then_no_more() {
        let mut chance = Chance::new(9);
        let mut serial = Serial::new("Q-#@#", &mut chance);
        let mut all: Vec<String> = std::iter::from_fn(|| serial.scattered()).collect();
        assert_eq!(all.len(), 1150);
        all.extend(serial.run(5000, &mut chance));
        let once: BTreeSet<&String> = all.iter().collect();
        assert_eq!(once.len(), all.len());
        assert!(all.iter().all(|n| n.starts_with("Q-") && n.len() == 5));
        assert!(serial.run(5, &mut chance).is_empty());
    }

    #[test]
    fn a_run_is_unbroken() {
        let mut chance = Chance::new(9);
        let run = Serial::new("A#####", &mut chance).run(3, &mut chance);
        let values: Vec<u32> = run.iter().filter_map(|n| n[1..].parse().ok()).collect();
        assert_eq!(values, [values[0], values[0] + 1, values[0] + 2]);
    }
}
