//! A record that twins are looked for of, with all that is the same whichever it is laid beside.
use crate::feature::{How, Rarity, contradicted_most, family, may_open, part_weight, shared_most};
use crate::fold::Naming;
use crate::index::search::asked::is_spare;
use crate::probe::naming;
use crate::probe::view::{ADDRESS, Day, FATHER, MOTHER, Piece, Sex, View};
use crate::score;
use crate::table::{Term, USED};
use model::Kind;

/// What identifies and more records hold is no way in to them.
pub(super) const HOLDERS_MAX: usize = 64;
/// Bits by which a bound may be wrong for what it leaves out.
const MARGIN: f64 = 0.5;

pub(super) struct Asked<'r> {
    /// Its segment, and its position there.
    pub place: (usize, u32),
    pub view: View<'r>,
    pub rarity: &'r dyn Rarity,
    pub family: u8,
    pub dates: Vec<Day>,
    /// What dates weigh that contradict these; nothing makes up for it where names leave too little beside them.
    pub contradiction: f32,
    pub names: Vec<Parts>,
    /// What a name may weigh beside its parts, in bits.
    pub whole: f32,
    /// What initials of any of them may add, in bits.
    pub initials: f32,
    /// It is laid beside all others, see [`is_odd`].
    pub odd: bool,
    /// What must be found for a pair to be told, in bits.
    pub needed: f32,
    /// What sex, countries, places and an identifier that very many hold may say for it at the most.
    pub traits: f32,
}

/// The parts of one name that may agree with another's.
pub(super) struct Parts {
    /// Those that lead to their bearers; said twice, a part agrees twice. And whether another's name is as good as whole without it.
    pub spoken: Vec<(u32, bool)>,
    /// What the others may add, in bits.
    pub initials: f32,
    /// What all of it weighs beside itself.
    pub itself: f32,
}

impl<'r> Asked<'r> {
    /// `least` is the logarithm of the odds from which on a pair is told.
    pub fn of((place, view): ((usize, u32), View<'r>), rarity: &'r dyn Rarity, least: f64) -> Asked<'r> {
        let needed = least - score::base(rarity, &USED) - MARGIN;
        let whole = whole(view.kind);
        let names = names(&view, whole, rarity);
        let in_vain = contradicted_most(rarity) < needed;
        Asked {
            place,
            odd: is_odd(&view),
            view,
            rarity,
            family: family(view.kind),
            dates: view.dates().collect(),
            contradiction: if in_vain { f32::NEG_INFINITY } else { contradiction() },
            initials: names.iter().map(|name| name.initials).fold(0.0, f32::max),
            names,
            whole,
            needed: needed as f32,
            traits: (traits(&view) + crowded(&view, rarity)) as f32,
        }
    }
}

impl Asked<'_> {
    /// Whether the pair with the record at this place is met from here: from the first of the two, or from the odd one.
    pub fn is_beside(&self, place: (usize, u32), odd: bool) -> bool {
        match self.odd == odd {
            true => place > self.place,
            false => self.odd,
        }
    }
}

fn contradiction() -> f32 {
    let terms = [Term::DateDifferent, Term::DateFar, Term::DateDifferentNextYear];
    terms.iter().map(|term| term.of(&USED)).fold(f64::NEG_INFINITY, f64::max) as f32
}

fn names(view: &View<'_>, whole: f32, rarity: &dyn Rarity) -> Vec<Parts> {
    let names = view.names();
    let parts = names.iter().zip(view.numbers()).map(|(name, numbers)| {
        let mut parts = Parts { spoken: Vec::new(), initials: 0.0, itself: whole };
        for (piece, number) in name.pieces().iter().zip(numbers) {
            if piece.is_spoken() {
                parts.spoken.push((number, !piece.is_plain() || is_spare(&name, piece)));
                let bits = rarity.bits(piece.sound, piece.text.len());
                parts.itself += part_weight(How::Exact, 1.0, bits) as f32;
            }
            parts.initials += if piece.is_plain() && may_open(piece.text) { initial() } else { 0.0 };
        }
        parts.itself += parts.initials;
        parts
    });
    parts.collect()
}

/// Whether a record has no part of a name that leads to it, or one that may stand for many: such a record is laid beside
/// all others, which in turn pass it by.
pub(super) fn is_odd(view: &View<'_>) -> bool {
    let mut led = false;
    for name in view.names().iter() {
        led |= name.pieces().iter().any(Piece::is_spoken);
        if name.pieces().iter().any(|piece| piece.is_plain() && may_open(piece.text)) {
            return true;
        }
    }
    !led
}

pub(super) fn initial() -> f32 {
    Term::PartInitial.of(&USED) as f32
}

/// What a name of this kind may weigh beside its parts.
fn whole(kind: Kind) -> f32 {
    let person = naming(kind) == Naming::Person;
    let other = if person { Term::NameWhole } else { Term::WholeBody };
    [Term::NameWhole, Term::NameWholeSingle, other].iter().map(|term| term.of(&USED)).fold(0.0, f64::max)
        as f32
}

fn traits(view: &View<'_>) -> f64 {
    let most = |term: Term, has: bool| if has { term.of(&USED).max(0.0) } else { 0.0 };
    most(Term::SexSame, view.sex != Sex::Unknown)
        + most(Term::PlaceSame, view.places().next().is_some())
        + most(Term::CountrySame, view.countries().next().is_some())
        + most(Term::AddressSame, view.marked(ADDRESS).next().is_some())
        + most(Term::ParentSame, [FATHER, MOTHER].iter().any(|mark| view.marked(*mark).next().is_some()))
}

/// What an identifier says that is no way in since so many hold it.
fn crowded(view: &View<'_>, rarity: &dyn Rarity) -> f64 {
    let holders = view.identifiers().map(|(class, text)| rarity.holders(class, text));
    let crowds = holders.filter(|holders| *holders > HOLDERS_MAX as f64);
    crowds.map(|holders| shared_most(holders, rarity)).fold(0.0, f64::max)
}
