//! What a query asks for, made ready once for all segments.
use super::glance::Glance;
use super::similar::Worths;
use super::worth::{Beside, Worth};
use crate::feature::{Rarity, is_patronymic};
use crate::fold::{Sound, kin};
use crate::probe::lexicon::{Lexicon, Traits};
use crate::probe::view::{Name, Piece};
use model::Kind;

/// Parts in a row that a record may write as one.
const JOINED_MAX: usize = 3;
/// Both halves of a part are looked for where each has so many letters, and both together more than twice as many.
const SPLIT_LEAST: usize = 2;
/// Two parts written as one are about as rare as this at the least.
const SPLIT_BITS: f64 = 9.5;
/// Most parts of a name that are looked for.
const PLAIN_MAX: usize = 8;

/// A part of a query's name, or a run of parts written as one.
pub(super) struct Sought<'q> {
    pub piece: Piece<'q>,
    /// Tells at a glance what cannot be like it.
    pub glance: Glance,
    /// How rare it is.
    pub bits: f64,
    /// What agreement with it is worth.
    worth: Worth,
    /// Which parts of the name it stands for: one bit each.
    pub covers: u32,
    /// A record may be without it and be as good as whole: a father's name, or what is said twice.
    pub is_spare: bool,
}

/// The parts of a name, single ones first, then runs.
pub(super) struct Asked<'q> {
    pub sought: Vec<Sought<'q>>,
    /// How many of them are single.
    pub single: usize,
    pub beside: Beside,
    /// Of parts that may be two which are written as one.
    pub halves: Vec<Halves<'q>>,
}

/// Two texts that make up one.
pub(super) struct Halves<'q> {
    pub long: &'q [u8],
    pub long_sound: u32,
    pub short: &'q [u8],
    pub short_sound: u32,
}

impl<'q> Halves<'q> {
    fn of(text: &'q [u8]) -> impl Iterator<Item = Halves<'q>> {
        // A part that is said twice is not looked for: who bears it once would be found.
        let middles = SPLIT_LEAST..(text.len() + 1).saturating_sub(SPLIT_LEAST);
        middles.filter(|middle| text.split_at(*middle).0 != text.split_at(*middle).1).map(|middle| {
            let (left, right) = text.split_at(middle);
            let (long, short) = if left.len() < right.len() { (right, left) } else { (left, right) };
            let sound = |text: &[u8]| std::str::from_utf8(text).map_or(0, |text| Sound::of(text).key());
            Halves { long, long_sound: sound(long), short, short_sound: sound(short) }
        })
    }
}

/// The runs of parts of a name that a record may write as one word, with the parts that each covers.
pub(super) fn runs(name: &Name<'_>) -> Vec<(Vec<u8>, u32)> {
    let mut runs = Vec::new();
    let pieces = name.pieces();
    let before = |at: usize| pieces[..at].iter().filter(|piece| piece.is_plain()).count();
    for count in 2..=JOINED_MAX {
        for (from, run) in pieces.windows(count).enumerate() {
            let plain =
                run.iter().zip(from..).filter(|(piece, at)| piece.is_plain() && before(*at) < PLAIN_MAX);
            let covers = plain.fold(0, |bits, (_, at)| bits | 1 << before(at));
            if covers != 0 {
                runs.push((run.iter().flat_map(|piece| piece.text).copied().collect(), covers));
            }
        }
    }
    runs
}

impl<'q> Asked<'q> {
    /// Of a query without a name.
    pub fn nothing(kind: Kind) -> Asked<'q> {
        Asked { sought: Vec::new(), single: 0, beside: Beside::of(kind), halves: Vec::new() }
    }

    pub fn of(name: &Name<'q>, runs: &'q [(Vec<u8>, u32)], (kind, rarity): (Kind, &dyn Rarity)) -> Asked<'q> {
        let plain = name.pieces().iter().filter(|piece| piece.is_plain()).take(PLAIN_MAX);
        // A part said twice counts twice: a record may say it twice as well.
        let mut sought: Vec<Sought<'q>> =
            plain.enumerate().map(|(at, piece)| Sought::of(*piece, 1 << at, rarity)).collect();
        sought.iter_mut().for_each(|sought| sought.is_spare = is_spare(name, &sought.piece));
        let single = sought.len();
        let abjad = name.pieces().iter().any(Piece::is_abjad);
        let joined =
            runs.iter().map(|(text, covers)| Sought::of(Piece::joined(text, abjad), *covers, rarity));
        let may_be_two = sought.iter().filter(|sought| sought.bits >= SPLIT_BITS);
        let may_be_two = may_be_two.filter(|sought| sought.piece.text.len() > 2 * SPLIT_LEAST);
        let halves = may_be_two.flat_map(|sought| Halves::of(sought.piece.text)).collect();
        sought.extend(joined);
        Asked { sought, single, beside: Beside::of(kind), halves }
    }
}

impl Asked<'_> {
    /// Raises what single parts are worth that two parts of a record make up which stand beside each other; false where they
    /// make up none.
    pub fn join(&self, worths: &mut Worths, joined: Traits, text: impl Fn() -> Vec<u8>) -> bool {
        let (letters, length) = (joined.letters(), joined.length as usize);
        let singles = &self.sought[..self.single];
        // Of the two texts together no more is told yet than their letters.
        let may_raise = |(so_far, sought): (&u8, &Sought<'_>)| {
            sought.glance.is_as_long(length)
                && *so_far < sought.worth.near(sought.glance.least_changed(letters, length))
        };
        if !worths.iter().zip(singles).any(may_raise) {
            return false;
        }
        let text = text();
        let mut joins = false;
        for (so_far, sought) in worths.iter_mut().zip(singles) {
            if may_raise((so_far, sought)) && sought.glance.is_like(&text) {
                let found = sought.worth.near(sought.glance.errors(&text));
                joins |= found > *so_far;
                *so_far = found.max(*so_far);
            }
        }
        joins
    }
}

/// Whether the comparison of names forgives that a part is left out.
pub(in crate::index) fn is_spare(name: &Name<'_>, piece: &Piece<'_>) -> bool {
    let pieces = name.pieces();
    let after_particle = pieces.windows(2).any(|pair| !pair[0].is_plain() && pair[1].text == piece.text);
    let twice = pieces.iter().filter(|other| other.text == piece.text).count() > 1;
    after_particle || twice || is_patronymic(piece.text)
}

impl<'q> Sought<'q> {
    fn of(piece: Piece<'q>, covers: u32, rarity: &dyn Rarity) -> Sought<'q> {
        // That of parts that are written as one is not known before.
        let sound = if piece.sound == 0 { Sound::of(&piece.words()).key() } else { piece.sound };
        let bits = rarity.bits(sound, piece.text.len());
        let glance = Glance::of(piece.text);
        let is_run = covers.count_ones() > 1;
        let worth = Worth::of(bits, piece.text.len(), is_run);
        Sought { piece: Piece { sound, ..piece }, bits, glance, worth, covers, is_spare: false }
    }

    /// What its own text is worth, in points.
    pub fn exact(&self) -> u8 {
        self.worth.exact()
    }

    /// What another spelling of it is worth at the most.
    pub fn inexact(&self) -> u8 {
        self.worth.sound(1).max(self.worth.near(1))
    }

    /// What another form of the name is worth.
    pub fn form(&self) -> u8 {
        self.worth.form
    }

    /// What its first letter is worth, in points.
    pub fn initial(&self) -> u8 {
        self.worth.initial
    }

    /// What a part of the lexicon is worth beside it, in points.
    pub fn worth(&self, lexicon: &Lexicon, part: u32) -> u8 {
        self.worth_of(lexicon, part, &lexicon.traits(part))
    }

    /// The same where its traits are known.
    pub fn worth_of(&self, lexicon: &Lexicon, part: u32, traits: &Traits) -> u8 {
        if self.piece.is_initial() || !traits.is_spoken() {
            let fits = traits.length == 1 || traits.is_spoken();
            let opens = || self.piece.text.first() == lexicon.text(part).first();
            return if fits && opens() { self.worth.initial } else { 0 };
        }
        let spelt = if traits.sound == self.piece.sound {
            self.worth.sound(self.glance.errors(lexicon.text(part)))
        } else if self.glance.may_be_like(traits.letters(), traits.length as usize) {
            self.worth.near(self.glance.errors(lexicon.text(part)))
        } else {
            0
        };
        let is_form = || kin(self.piece.text, lexicon.text(part)).is_some();
        let may_be_form = self.piece.group != 0 && spelt < self.worth.form && lexicon.group(part) != 0;
        if may_be_form && is_form() { self.worth.form } else { spelt }
    }
}
