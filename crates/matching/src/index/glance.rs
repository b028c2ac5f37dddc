//! A glance at two names: how alike their letters are, part by part, without aligning them. A hundred times as quick as
//! a comparison, it tells which of many candidates deserve one.
use crate::probe::view::{Name, Piece, View};

/// What two names that look the same come to.
const ALIKE: u16 = 24;

/// The consonants of a name's parts; particles and legal forms say too little.
pub(super) struct Glanced {
    parts: Vec<u32>,
    all: u32,
}

impl Glanced {
    fn of(name: &Name<'_>) -> Glanced {
        let parts: Vec<u32> = name.pieces().iter().filter(|p| p.is_plain()).map(Piece::consonants).collect();
        let all = parts.iter().fold(0, |all, part| all | part);
        Glanced { parts, all }
    }

    pub fn all(view: &View<'_>) -> Vec<Glanced> {
        view.names().map(|name| Glanced::of(&name)).collect()
    }

    /// 0 to [`ALIKE`]: two thirds for the parts of the shorter name, each beside the likest of the other; a third for
    /// all letters together, which stay the same where parts are joined or split.
    fn likeness(&self, other: &Glanced) -> u16 {
        let (short, long) = if self.parts.len() <= other.parts.len() { (self, other) } else { (other, self) };
        let best = |part: &u32| long.parts.iter().map(|other| common(*part, *other)).max().unwrap_or(0);
        let sum: u32 = short.parts.iter().map(best).sum();
        let each = sum / u32::try_from(short.parts.len().max(1)).unwrap_or(1);
        u16::try_from(each + common(self.all, other.all) / 2).unwrap_or(ALIKE)
    }
}

/// 0 to 16: letters of both among letters of either.
fn common(a: u32, b: u32) -> u32 {
    16 * (a & b).count_ones() / (a | b).count_ones().max(1)
}

/// The likest pair of names of the two.
pub(super) fn likeness(query: &[Glanced], record: &View<'_>) -> u16 {
    let of_record = record.names().map(|name| Glanced::of(&name));
    of_record.filter_map(|held| query.iter().map(|asked| asked.likeness(&held)).max()).max().unwrap_or(0)
}
