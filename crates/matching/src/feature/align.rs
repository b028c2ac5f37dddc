//! Lays the parts of two names side by side, in any order, joined or apart.
use super::alike::{alike, is_code, may_be_alike, share_of};
use super::short::{abbreviates, spelt_out};
use super::units::Units;
use crate::fold::{LETTERS_MAX, Naming, PARTS_MAX, Sound, is_generation};
use crate::probe::view::{Name, Piece, VOWELS};
use smallvec::SmallVec;

/// How two parts agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Exact,
    /// Spelt differently, sounding the same.
    Sound,
    Near,
    Nickname,
    /// A part and its first letter, or parts and their first letters written as one ("JL").
    Initial,
    /// One side writes as one word what the other writes as two or three.
    Joined,
}

/// The place of the first of some parts in a row, and how many they are.
pub(super) type Run = (u8, u8);

/// Parts `a` of one name that agree with parts `b` of the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub a: Run,
    pub b: Run,
    pub how: How,
    /// How much alike they are, from 0.5 to 1.
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

/// A joined writing must be this near, since long strings of letters are always a little alike.
const JOINED_LEAST: f32 = 0.9;
/// Less will do where it sounds the same.
const JOINED_LEAST_SOUND: f32 = 0.75;
/// A joined writing that leaves no doubt is taken before parts that are only alike.
const JOINED_SURE: f32 = 0.99;
/// Few pairs of names have more parts that are alike.
const TIES_USUAL: usize = 8;
/// Most parts written as one.
const RUN_MAX: usize = 3;

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

fn run_bits((from, count): Run) -> u16 {
    ((1u16 << count) - 1) << from
}

/// The run of one part; a name has at most [`PARTS_MAX`].
fn single(place: usize) -> Run {
    (place as u8, 1)
}

/// The places of the bits that are set.
fn places(mut bits: u16) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (place < u16::BITS).then_some(place as usize)
    })
}

/// The best ties first, each part in one tie. Particles and legal forms are left out unless a join takes them.
pub(super) fn align(a: Name<'_>, b: Name<'_>, naming: Naming) -> Alignment {
    let none = Tie { a: (0, 0), b: (0, 0), how: How::Near, share: 0.0 };
    let (left_a, left_b) = (plain_bits(a), plain_bits(b));
    let mut alignment = Alignment { ties: [none; PARTS_MAX], count: 0, left_a, left_b };
    equal(a, b, &mut alignment);
    if naming == Naming::Body {
        spell_out(a, b, &mut alignment);
    }
    if alignment.left_a != 0 && alignment.left_b != 0 {
        let plain = (left_a, left_b);
        let may_join = join((a, b), plain, &mut alignment, JOINED_SURE);
        unequal(a, b, &mut alignment, naming);
        if may_join {
            join((a, b), plain, &mut alignment, 0.0);
        }
    }
    if alignment.count > 1 {
        forgive_fathers(a, &mut alignment.left_a, alignment.left_b);
        forgive_fathers(b, &mut alignment.left_b, alignment.left_a);
    }
    // What is said twice in place of another part is not idle.
    if alignment.left_b == 0 {
        forgive_doubles(a, &mut alignment.left_a);
    } else if alignment.left_a == 0 {
        forgive_doubles(b, &mut alignment.left_b);
    }
    contradict(a, b, &mut alignment);
    alignment
}

fn plain_bits(name: Name<'_>) -> u16 {
    let places = name.pieces().iter().enumerate().filter(|(_, p)| p.is_plain());
    places.fold(0, |bits, (at, _)| bits | 1 << at)
}

fn equal(a: Name<'_>, b: Name<'_>, alignment: &mut Alignment) {
    for i in places(alignment.left_a) {
        let x = &a.pieces()[i];
        let same = |j: &usize| b.pieces()[*j].sound == x.sound && b.pieces()[*j].text == x.text;
        if let Some(j) = places(alignment.left_b).find(same) {
            let how = if x.is_initial() { How::Initial } else { How::Exact };
            alignment.add(Tie { a: single(i), b: single(j), how, share: 1.0 });
        }
    }
}

/// Ties what is alike, the most alike first.
fn unequal(a: Name<'_>, b: Name<'_>, alignment: &mut Alignment, naming: Naming) {
    let mut units: [Option<Units>; PARTS_MAX] = [None; PARTS_MAX];
    let mut found: SmallVec<[Tie; TIES_USUAL]> = SmallVec::new();
    for i in places(alignment.left_a) {
        let x = &a.pieces()[i];
        let mut read = None;
        for j in places(alignment.left_b) {
            let y = &b.pieces()[j];
            let (a, b) = (single(i), single(j));
            if naming != Naming::Person && abbreviates(x.text, y.text) {
                found.push(Tie { a, b, how: How::Initial, share: 1.0 });
                continue;
            }
            let may = naming == Naming::Person || !is_code(x.text) && !is_code(y.text);
            if may && may_be_alike(x, y) {
                let read = read.get_or_insert_with(|| Units::of(x.text));
                let other = units[j].get_or_insert_with(|| Units::of(y.text));
                found.extend(alike(x, y, (read, other)).map(|(how, share)| Tie { a, b, how, share }));
            }
        }
    }
    loop {
        let left =
            |tie: &&Tie| run_bits(tie.a) & alignment.left_a != 0 && run_bits(tie.b) & alignment.left_b != 0;
        let best =
            found.iter().filter(left).reduce(|best, tie| if rank(tie) > rank(best) { tie } else { best });
        let Some(best) = best else { break };
        alignment.add(*best);
    }
}

/// Ties the first letters of all words of a body's name with these.
fn spell_out(a: Name<'_>, b: Name<'_>, alignment: &mut Alignment) {
    let only = |left: u16| (left.count_ones() == 1).then_some(left.trailing_zeros() as usize);
    if let Some(i) = only(alignment.left_a)
        && let Some(run) = spelt_out(b, alignment.left_b, &a.pieces()[i])
    {
        return alignment.add(Tie { a: single(i), b: run, how: How::Initial, share: 1.0 });
    }
    if let Some(j) = only(alignment.left_b)
        && let Some(run) = spelt_out(a, alignment.left_a, &b.pieces()[j])
    {
        alignment.add(Tie { a: run, b: single(j), how: How::Initial, share: 1.0 });
    }
}

/// Which tie goes first: an initial fits many parts, and waits.
fn rank(tie: &Tie) -> f32 {
    if tie.how == How::Initial { 0.5 } else { tie.share }
}

/// Ties a part left over on one side with two or three parts in a row of the other, at least one of them left over, if they are
/// alike by `least`. Gives whether there are such that are less alike.
fn join((a, b): (Name<'_>, Name<'_>), plain: (u16, u16), alignment: &mut Alignment, least: f32) -> bool {
    let mut less = false;
    for j in places(alignment.left_b) {
        match joined(a, (plain.0, alignment.left_a), &b.pieces()[j]) {
            Some((run, how, share)) if share >= least => {
                alignment.add(Tie { a: run, b: single(j), how, share })
            }
            found => less |= found.is_some(),
        }
    }
    for i in places(alignment.left_a) {
        match joined(b, (plain.1, alignment.left_b), &a.pieces()[i]) {
            Some((run, how, share)) if share >= least => {
                alignment.add(Tie { a: single(i), b: run, how, share })
            }
            found => less |= found.is_some(),
        }
    }
    less
}

/// A run of parts that, written as one, is the other side's part. None of its parts is tied, and one is left over at least.
fn joined(name: Name<'_>, (plain, left): (u16, u16), whole: &Piece<'_>) -> Option<(Run, How, f32)> {
    let pieces = name.pieces();
    let untied = (!plain | left) & ((1 << pieces.len()) - 1);
    // By the place of the first part: which runs have no part that is tied, and which one that is over.
    let (mut open, mut over) = (untied, left);
    for count in 2..=RUN_MAX {
        open &= untied >> (count - 1);
        over |= left >> (count - 1);
        for from in places(open & over) {
            if let Some((how, share)) = spelt_as_one(&pieces[from..from + count], whole) {
                return Some(((from as u8, count as u8), how, share));
            }
        }
    }
    None
}

fn spelt_as_one(run: &[Piece<'_>], whole: &Piece<'_>) -> Option<(How, f32)> {
    if whole.text.len() <= RUN_MAX && are_initials(run, whole) {
        return Some((How::Initial, 1.0));
    }
    let length: usize = run.iter().map(|piece| piece.text.len()).sum();
    if length.abs_diff(whole.text.len()) > 3 {
        return None;
    }
    let letters = run.iter().fold(0, |letters, piece| letters | piece.letters);
    let unlike = (letters ^ whole.letters) & !VOWELS;
    if unlike.count_ones() > 4 {
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
    let share = share_of((&Units::of(text), &Units::of(whole.text)), unwritten, JOINED_LEAST_SOUND)?;
    let sounds = || std::str::from_utf8(text).is_ok_and(|text| Sound::of(text).key() == whole.sound);
    (share >= JOINED_LEAST || sounds()).then_some((How::Joined, share))
}

/// "JL" for "Jean Luc". What has a vowel inside is a name.
fn are_initials(run: &[Piece<'_>], whole: &Piece<'_>) -> bool {
    let inside = whole.text.get(1..).unwrap_or_default();
    inside.len() + 1 == run.len()
        && !inside.iter().any(|c| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u'))
        && run
            .iter()
            .zip(whole.text)
            .all(|(part, letter)| part.is_plain() && part.text.len() > 1 && part.text.first() == Some(letter))
}

/// A father's name that only one side gives is not left over: files of other countries leave it out.
fn forgive_fathers(name: Name<'_>, left: &mut u16, left_of_other: u16) {
    if left_of_other == 0 {
        let pieces = name.pieces();
        let after_child =
            |i: usize| i > 0 && matches!(pieces[i - 1].text, b"bin" | b"bint") && !pieces[i - 1].is_plain();
        places(*left)
            .filter(|i| after_child(*i) || is_patronymic(pieces[*i].text))
            .for_each(|i| *left &= !(1 << i));
    }
}

/// Son or daughter of, in the languages that make one word of it. A surname may end so too, but hardly one that is left out.
pub(crate) fn is_patronymic(text: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 10] =
        [b"ovich", b"evich", b"ovych", b"evych", b"ovic", b"ovna", b"evna", b"ivna", b"ovitch", b"evitch"];
    text.len() >= 7 && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// A part said twice ("Shoigu Shoigu Sergei") is not left over.
fn forgive_doubles(name: Name<'_>, left: &mut u16) {
    let pieces = name.pieces();
    for i in places(*left) {
        let x = &pieces[i];
        let said = pieces.iter().enumerate().any(|(k, y)| k != i && *left & 1 << k == 0 && y.text == x.text);
        if x.is_plain() && !x.is_initial() && said {
            *left &= !(1 << i);
        }
    }
}

/// What agrees in its words and says another person is left over on both sides: junior and senior, the child who is the other's
/// father (Salman bin Khalid, Khalid bin Salman), and "servant of" where the other has another word (Abdul Karim, Shah Karim).
fn contradict(a: Name<'_>, b: Name<'_>, alignment: &mut Alignment) {
    if let (Some(i), Some(j)) = (generation(a), generation(b))
        && a.pieces()[i].text != b.pieces()[j].text
    {
        alignment.left_a |= 1 << i;
        alignment.left_b |= 1 << j;
    }
    let bare = |long: &Piece<'_>, short: &Piece<'_>| long.text.strip_prefix(b"abd") == Some(short.text);
    for tie in alignment.ties.into_iter().take(alignment.count) {
        let (x, y) = (a.pieces().get(usize::from(tie.a.0)), b.pieces().get(usize::from(tie.b.0)));
        if let (How::Sound | How::Near, Some(x), Some(y)) = (tie.how, x, y) {
            alignment.left_a |= if bare(x, y) && alignment.left_b != 0 { 1 << tie.a.0 } else { 0 };
            alignment.left_b |= if bare(y, x) && alignment.left_a != 0 { 1 << tie.b.0 } else { 0 };
        }
    }
    let tied = |i: usize, j: usize| {
        alignment.ties().iter().any(|t| usize::from(t.a.0) == i && usize::from(t.b.0) == j)
    };
    if let (Some(child_a), Some(child_b)) = (child(a), child(b))
        && tied(child_a, child_b + 2)
        && tied(child_a + 2, child_b)
    {
        alignment.left_a |= 1 << child_a;
        alignment.left_b |= 1 << child_b;
    }
}

fn generation(name: Name<'_>) -> Option<usize> {
    let last = name.pieces().len().checked_sub(1)?;
    let piece = &name.pieces()[last];
    (!piece.is_plain() && is_generation(piece.text)).then_some(last)
}

/// Where a part stands that a word for "child of" joins to the next.
fn child(name: Name<'_>) -> Option<usize> {
    name.pieces().windows(3).position(|w| {
        w[0].is_plain() && !w[1].is_plain() && matches!(w[1].text, b"bin" | b"bint") && w[2].is_plain()
    })
}
