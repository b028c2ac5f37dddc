//! Whether two parts of names that are not equal are one: spelt differently, short for each other, or an initial.
use super::align::How;
use super::near;
use super::others::are_others;
use super::units::{Units, is_pair};
use crate::fold::{Kin, kin};
use crate::probe::view::{Piece, VOWELS};

/// Less than this share is no agreement.
const SHARE_LEAST: f32 = 0.6;
/// Where agreement ends, in typing errors for each unit of both spellings, and for each beyond [`LONG`]: where two names of
/// 24,000, made alike by a typing error or another spelling, are told from two drawn by chance (`learn_letters` shows how
/// far apart both lie).
const FAR: f32 = 0.185;
const FAR_LONG: f32 = 0.05;
const LONG: usize = 12;
/// Of a surname in another reading: many readings are those of several characters.
const READING: f32 = 0.85;
/// Of a name without "servant of".
const WITHOUT_SERVANT: f32 = 0.8;
/// What is spelt so alike need not be a pet form.
const SPELT_ALIKE: f32 = 0.9;

/// Whether a look at their letters leaves it open that two parts are one; most pairs of parts end here.
pub(super) fn may_be_alike(x: &Piece<'_>, y: &Piece<'_>) -> bool {
    let short = x.text.len().min(y.text.len()) <= PAIR_MAX;
    short || (x.group != 0 && y.group != 0) || may_be_spelt(x, y)
}

/// Longest part that may stand for a whole one: an initial of two letters.
const PAIR_MAX: usize = 2;

fn may_be_spelt(x: &Piece<'_>, y: &Piece<'_>) -> bool {
    let unlike = ((x.letters ^ y.letters) & !VOWELS).count_ones();
    let most = if x.text.len().min(y.text.len()) < 8 { 4 } else { 5 };
    x.sound == y.sound || unlike <= most
}

/// How two parts that are not equal agree, and how much of a full agreement it is, if they do.
pub(super) fn alike(x: &Piece<'_>, y: &Piece<'_>, units: (&Units, &Units)) -> Option<(How, f32)> {
    if x.is_initial() || y.is_initial() {
        return (x.text.first() == y.text.first()).then_some((How::Initial, 1.0));
    }
    // Two numbers (a brigade's, a yard's, a well's) are the same or they are not.
    if [x, y].iter().all(|part| part.text.iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let how = if x.sound == y.sound { How::Sound } else { How::Near };
    let near = spelt(x, y, units);
    if let Some(share) = near.filter(|share| *share > SPELT_ALIKE) {
        return Some((how, share));
    }
    if x.group != 0 && y.group != 0 {
        match kin(x.text, y.text) {
            Some(Kin::Form) => return Some((How::Nickname, 1.0)),
            Some(Kin::Reading) => return Some((How::Sound, READING)),
            None => {}
        }
    }
    near.filter(|_| !are_others(x.text, y.text))
        .map(|share| (how, share))
        .or_else(|| opens(x.text, y.text).then_some((How::Initial, 1.0)))
}

/// Letters and digits that are no word, in the name of a body, a ship or an aircraft: of a brigade, a branch, a yard, a
/// registration. Another sign is another thing, as no spelling explains it.
pub(super) fn is_code(text: &[u8]) -> bool {
    const LETTERS_MAX: usize = 4;
    let vowel = |c: &u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    text.iter().any(u8::is_ascii_digit)
        || (text.len() <= LETTERS_MAX && !text.iter().any(vowel))
        || text.len() == 1
}

/// "Yu." for "Yuri", "Sh." for "Shota": one letter in another script is a pair in ours.
fn opens(x: &[u8], y: &[u8]) -> bool {
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    is_pair(short) && long.len() > 3 && long.starts_with(short)
}

/// The share of agreement of two spellings.
fn spelt(x: &Piece<'_>, y: &Piece<'_>, units: (&Units, &Units)) -> Option<f32> {
    if !may_be_spelt(x, y) {
        return None;
    }
    article(x.text, y.text)
        .or_else(|| article(y.text, x.text))
        .or_else(|| share_of(units, x.is_abjad() != y.is_abjad(), SHARE_LEAST))
}

/// The share of agreement of two spellings, from 0.5 where they are as far apart as strangers to 1, or none where it is below
/// `least`. `unwritten`: one side leaves out vowels.
///
/// It falls with the square of the distance, as the odds do: among 24,000 parts of names two that lie within a few bits are
/// hardly ever two names, and hardly ever one beyond [`FAR`].
pub(super) fn share_of((x, y): (&Units, &Units), unwritten: bool, least: f32) -> Option<f32> {
    let (n, m) = (x.as_slice().len(), y.as_slice().len());
    // Unwritten vowels make one side shorter than the name is.
    let units = if unwritten { 2 * n.max(m) } else { n + m };
    let far =
        f32::from(near::FULL) * (FAR * units.min(LONG) as f32 + FAR_LONG * units.saturating_sub(LONG) as f32);
    let distance = near::distance(x, y, unwritten, (far * (2.0 - 2.0 * least).sqrt()) as u16)?;
    let away = f32::from(distance) / far;
    Some(1.0 - away * away / 2.0)
}

/// "Alassad" for "Assad"; and "Rahman" for "Abdulrahman" (which is folded to "abdrahman"), since files take the first half of
/// such a name for a name of its own.
fn article(long: &[u8], short: &[u8]) -> Option<f32> {
    let bare =
        |head: &[u8], share| (short.len() >= 4 && long.strip_prefix(head) == Some(short)).then_some(share);
    bare(b"al", 0.95).or_else(|| bare(b"el", 0.95)).or_else(|| bare(b"abd", WITHOUT_SERVANT))
}
