//! Lays the parts of two names side by side, in any order, joined or apart.
use super::near;
use crate::fold::{LETTERS_MAX, PARTS_MAX};
use crate::probe::view::{Name, Piece, VOWELS};

/// How two parts agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Exact,
    /// Spelt differently, sounding the same.
    Sound,
    Near,
    Nickname,
    Initial,
    /// One side writes as one word what the other writes as two or three.
    Joined,
}

/// Parts `a` of one name that agree with parts `b` of the other; both are runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub a: (usize, usize),
    pub b: (usize, usize),
    pub how: How,
    /// How much of a full agreement it is, 0 to 1.
    pub share: f32,
}

/// What agrees, and which parts are left over (one bit each).
#[derive(Debug, Clone, Copy)]
pub(super) struct Alignment {
    ties: [Tie; PARTS_MAX],
    count: usize,
    pub left_a: u16,
    pub left_b: u16,
}

/// Less than this share is no agreement.
const SHARE_LEAST: f32 = 0.5;
/// A joined writing must be this near, since long strings of letters are always a little alike.
const JOINED_LEAST: f32 = 0.8;
/// What sounds the same may be spelt further apart.
const SHARE_LEAST_SOUND: f32 = 0.35;
/// A joined writing that leaves no doubt is taken before parts that are only alike.
const JOINED_SURE: f32 = 0.97;
/// A spelling loses this much of its agreement for a lost consonant, divided by the letters of the part.
const LOSS: f32 = 2.2;

impl Alignment {
    pub fn ties(&self) -> &[Tie] {
        &self.ties[..self.count]
    }

    fn add(&mut self, tie: Tie) {
        if self.count < PARTS_MAX {
            self.ties[self.count] = tie;
            self.count += 1;
            self.left_a &= !run_bits(tie.a);
            self.left_b &= !run_bits(tie.b);
        }
    }
}

fn run_bits((from, count): (usize, usize)) -> u16 {
    ((1u16 << count) - 1) << from
}

/// The best ties first, each part in one tie. Particles and legal forms are left out unless a join takes them.
pub(super) fn align(a: &Name<'_>, b: &Name<'_>) -> Alignment {
    let none = Tie { a: (0, 0), b: (0, 0), how: How::Near, share: 0.0 };
    let (left_a, left_b) = (plain_bits(a), plain_bits(b));
    let mut alignment = Alignment { ties: [none; PARTS_MAX], count: 0, left_a, left_b };
    equal(a, b, &mut alignment);
    if alignment.left_a != 0 && alignment.left_b != 0 {
        join(a, b, &mut alignment, JOINED_SURE);
        unequal(a, b, &mut alignment);
        join(a, b, &mut alignment, JOINED_LEAST);
    }
    forgive_doubles(a, &mut alignment.left_a);
    forgive_doubles(b, &mut alignment.left_b);
    alignment
}

fn plain_bits(name: &Name<'_>) -> u16 {
    let places = name.pieces().iter().enumerate().filter(|(_, p)| p.is_plain());
    places.fold(0, |bits, (at, _)| bits | 1 << at)
}

fn equal(a: &Name<'_>, b: &Name<'_>, alignment: &mut Alignment) {
    for (i, x) in a.pieces().iter().enumerate().filter(|(_, x)| x.is_plain()) {
        let open = alignment.left_b;
        let same = b.pieces().iter().enumerate().find(|(j, y)| open & 1 << j != 0 && x.text == y.text);
        if let Some((j, _)) = same {
            let how = if x.is_initial() { How::Initial } else { How::Exact };
            alignment.add(Tie { a: (i, 1), b: (j, 1), how, share: 1.0 });
        }
    }
}

fn unequal(a: &Name<'_>, b: &Name<'_>, alignment: &mut Alignment) {
    let mut found: Vec<Tie> = Vec::new();
    for (i, x) in a.pieces().iter().enumerate().filter(|(i, _)| alignment.left_a & 1 << i != 0) {
        for (j, y) in b.pieces().iter().enumerate().filter(|(j, _)| alignment.left_b & 1 << j != 0) {
            if let Some((how, share)) = alike(x, y) {
                found.push(Tie { a: (i, 1), b: (j, 1), how, share });
            }
        }
    }
    found.sort_by(|x, y| y.share.total_cmp(&x.share));
    for tie in found {
        if alignment.left_a & run_bits(tie.a) != 0 && alignment.left_b & run_bits(tie.b) != 0 {
            alignment.add(tie);
        }
    }
}

/// How two parts that are not equal agree, if they do.
fn alike(x: &Piece<'_>, y: &Piece<'_>) -> Option<(How, f32)> {
    if x.is_initial() || y.is_initial() {
        return (x.text.first() == y.text.first()).then_some((How::Initial, 1.0));
    }
    let near = spelt(x, y).map(|share| (if x.sound == y.sound { How::Sound } else { How::Near }, share));
    let nickname = (x.group != 0 && x.group == y.group).then_some((How::Nickname, 1.0));
    near.filter(|(_, share)| nickname.is_none() || *share > 0.8).or(nickname)
}

/// The share of agreement of two spellings.
fn spelt(x: &Piece<'_>, y: &Piece<'_>) -> Option<f32> {
    let unlike = ((x.letters ^ y.letters) & !VOWELS).count_ones();
    let same_sound = x.sound == y.sound;
    let shorter = x.text.len().min(y.text.len());
    if !same_sound && unlike > if shorter < 8 { 3 } else { 4 } {
        return None;
    }
    let least = if same_sound { SHARE_LEAST_SOUND } else { SHARE_LEAST };
    let share = share_of((x.text, y.text), x.is_abjad() != y.is_abjad(), least);
    share.or_else(|| article(x.text, y.text)).or_else(|| article(y.text, x.text))
}

fn share_of((x, y): (&[u8], &[u8]), unwritten: bool, least: f32) -> Option<f32> {
    // Unwritten vowels make one side shorter than the name is.
    let letters = if unwritten { x.len().max(y.len()) } else { (x.len() + y.len()).div_ceil(2) };
    let letters = f32::from(u16::try_from(letters).unwrap_or(u16::MAX));
    let most = (1.0 - least) * letters / LOSS;
    near::distance(x, y, unwritten, most).map(|d| 1.0 - LOSS * d / letters)
}

/// "Alassad" for "Assad".
fn article(long: &[u8], short: &[u8]) -> Option<f32> {
    let bare = long.strip_prefix(b"al").or_else(|| long.strip_prefix(b"el"))?;
    (short.len() >= 4 && bare == short).then_some(0.95)
}

/// Ties a part left over on one side with two or three parts in a row of the other, at least one of them left over.
fn join(a: &Name<'_>, b: &Name<'_>, alignment: &mut Alignment, least: f32) {
    for (j, y) in b.pieces().iter().enumerate() {
        if alignment.left_b & 1 << j != 0
            && let Some((run, share)) = joined(a, alignment.left_a, y).filter(|(_, share)| *share >= least)
        {
            alignment.add(Tie { a: run, b: (j, 1), how: How::Joined, share });
        }
    }
    for (i, x) in a.pieces().iter().enumerate() {
        if alignment.left_a & 1 << i != 0
            && let Some((run, share)) = joined(b, alignment.left_b, x).filter(|(_, share)| *share >= least)
        {
            alignment.add(Tie { a: (i, 1), b: run, how: How::Joined, share });
        }
    }
}

/// A run of parts that, written as one, is the other side's part.
fn joined(name: &Name<'_>, left: u16, whole: &Piece<'_>) -> Option<((usize, usize), f32)> {
    let pieces = name.pieces();
    for count in 2..=3.min(pieces.len()) {
        for from in 0..=pieces.len() - count {
            let run = &pieces[from..from + count];
            let open = run.iter().enumerate().all(|(k, p)| !p.is_plain() || left & 1 << (from + k) != 0);
            let any = left & run_bits((from, count)) != 0;
            if open
                && any
                && let Some(share) = spelt_as_one(run, whole)
            {
                return Some(((from, count), share));
            }
        }
    }
    None
}

fn spelt_as_one(run: &[Piece<'_>], whole: &Piece<'_>) -> Option<f32> {
    let letters = run.iter().fold(0, |letters, piece| letters | piece.letters);
    let length: usize = run.iter().map(|piece| piece.text.len()).sum();
    let unlike = (letters ^ whole.letters) & !VOWELS;
    if unlike.count_ones() > 2 || length.abs_diff(whole.text.len()) > 3 {
        return None;
    }
    let mut text = [0u8; LETTERS_MAX];
    let mut length = 0;
    for piece in run {
        let end = length + piece.text.len();
        text.get_mut(length..end)?.copy_from_slice(piece.text);
        length = end;
    }
    let text = &text[..length];
    let unwritten = run.iter().any(Piece::is_abjad) != whole.is_abjad();
    share_of((text, whole.text), unwritten, JOINED_LEAST)
}

/// A part said twice ("Shoigu Shoigu Sergei") is not left over.
fn forgive_doubles(name: &Name<'_>, left: &mut u16) {
    let pieces = name.pieces();
    for (i, x) in pieces.iter().enumerate().filter(|(_, x)| x.is_plain()) {
        let said = pieces.iter().enumerate().any(|(k, y)| k != i && *left & 1 << k == 0 && y.text == x.text);
        if said && *left & 1 << i != 0 {
            *left &= !(1 << i);
        }
    }
}
