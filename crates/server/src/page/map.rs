//! The map of members: where each is, and how it stands with what was taken back. The outline is a file of the bundle; the
//! marks are shapes, so that they are told apart without colour, and a list beside says the same in words.
//!
//! Outline (`web/src/world.svg`) and middles of countries are made from Natural Earth's 1:110 m land and countries (public
//! domain), two units a degree from 180 degrees west and 84 north on.
use super::Frame;
use model::Member;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How it stands with a member that was told to destroy copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It has confirmed all of it.
    Done,
    /// It has not confirmed some of it.
    Waits,
    /// The same, for so long that it presses.
    Late,
    /// Its node is not reached.
    Unreached,
    /// It keeps some of it by law, and has said so.
    Kept,
}

model::codes!(Stands, "how it stands with a member", {
    Done => "done",
    Waits => "waits",
    Late => "late",
    Unreached => "unreached",
    Kept => "kept",
});

/// The part of the map that is shown: all marks, and so much round them that they stand apart.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// `viewBox` of the picture.
    pub part: String,
    /// By how much shapes are drawn smaller, so that they look alike whatever is shown.
    pub scale: String,
}

impl View {
    pub fn of(marks: &[Mark]) -> View {
        let ends = |of: fn(&Mark) -> i32| {
            let all = || marks.iter().map(of);
            (all().min().unwrap_or(0), all().max().unwrap_or(0))
        };
        let ((west, east), (north, south)) = (ends(|mark| mark.x), ends(|mark| mark.y));
        // As wide as both need, with a fifth beside, and never so narrow that nobody knows where it is.
        let wide = (east - west).max((south - north) * WIDE / HIGH) * 7 / 5;
        let wide = wide.clamp(WIDE / 6, WIDE);
        let high = wide * HIGH / WIDE;
        let left = ((west + east - wide) / 2).clamp(0, WIDE - wide);
        let top = ((north + south - high) / 2).clamp(0, HIGH - high);
        let thousandths = wide * 1_000 / WIDE;
        View {
            part: format!("{left} {top} {wide} {high}"),
            scale: format!("0.{thousandths:03}").replace("0.1000", "1"),
        }
    }
}

/// One member on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub member: Member,
    pub stands: Stands,
    /// In the units of the map, from its upper left corner.
    pub x: i32,
    pub y: i32,
}

/// How wide and high the map is, in its units: two for each degree, from 84° north to 56° south.
pub const WIDE: i32 = 720;
pub const HIGH: i32 = 280;

const PLACES: &str = include_str!("places.txt");

static WHERE: LazyLock<HashMap<&'static str, (f32, f32)>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut words = line.split(' ');
        let (code, east, north) = (words.next()?, words.next()?, words.next()?);
        Some((code, (east.parse().ok()?, north.parse().ok()?)))
    };
    PLACES.lines().filter(|text| !text.starts_with('#')).filter_map(line).collect()
});

impl Mark {
    /// Where this member is marked; none for one that is no country.
    pub fn of(member: &Member, stands: Stands) -> Option<Mark> {
        let (east, north) = WHERE.get(member.as_str())?;
        #[expect(clippy::cast_possible_truncation, reason = "degrees are between -180 and 180")]
        let at = |degrees: f32| (degrees * 2.0).round() as i32;
        let (x, y) = (at(east + 180.0), at(84.0 - north));
        Some(Mark { member: member.clone(), stands, x, y: y.clamp(0, HIGH) })
    }

    /// The outline of its shape round the middle: a circle is drawn otherwise.
    pub fn outline(&self) -> &'static str {
        match self.stands {
            Stands::Done => "",
            Stands::Waits => "M-6-6h12v12h-12z",
            Stands::Late => "M0-9L9 0 0 9-9 0z",
            Stands::Unreached => "M0-8L8 7H-8z",
            Stands::Kept => "M-8-3h16v10h-16zM-5-3v-2a5 5 0 0 1 10 0v2z",
        }
    }
}

impl Frame {
    /// What a mark says to whoever points at it, or hears it.
    pub fn marked(&self, mark: &Mark) -> String {
        format!("{}: {}", self.member_called(&mark.member), self.named("stands", mark.stands.as_str()))
    }

    pub fn view(&self, marks: &[Mark]) -> View {
        View::of(marks)
    }

    /// The shapes that stand on a map, each once, for the legend.
    pub fn shapes(&self, marks: &[Mark]) -> Vec<Mark> {
        let one = |stands: &Stands| marks.iter().find(|mark| mark.stands == *stands);
        Stands::ALL.iter().filter_map(one).map(|mark| Mark { x: 12, y: 12, ..mark.clone() }).collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn at(code: &str) -> (i32, i32) {
        let mark = Mark::of(&code.parse().unwrap(), Stands::Waits).unwrap();
        (mark.x, mark.y)
    }

    #[test]
    fn members_stand_where_their_countries_are() {
        let ((togo, south), (benin, _), (france, north)) = (at("TG"), at("BJ"), at("FR"));
        assert!(togo < benin && north < south && (france - togo).abs() < 10);
        assert!(at("BR").0 < togo && at("JP").0 > at("IN").0 && at("NZ").1 > at("AU").1);
        assert!(Mark::of(&"X-HUB".parse().unwrap(), Stands::Done).is_none());
    }

    /// Neighbours stand apart, and a world of members is shown as a whole.
    #[test]
    fn so_much_is_shown_that_marks_stand_apart() {
        let marks = |codes: &[&str]| -> Vec<Mark> {
            codes.iter().filter_map(|code| Mark::of(&code.parse().unwrap(), Stands::Waits)).collect()
        };
        let near = View::of(&marks(&["TG", "BJ"]));
        assert!(near.part.ends_with(" 120 46"), "{near:?}");
        assert_eq!(near.scale, "0.166");
        assert_eq!(
            View::of(&marks(&["NZ", "US", "NO"])),
            View { part: "0 0 720 280".into(), scale: "1".into() }
        );
    }

    #[test]
    fn every_place_is_on_the_map_and_of_a_country() {
        assert!(WHERE.len() > 230, "{}", WHERE.len());
        for code in WHERE.keys() {
            let (x, y) = at(code);
            assert!((0..=WIDE).contains(&x) && (0..=HIGH).contains(&y), "{code} {x} {y}");
            assert!(*code == "XK" || model::Country::find(code).is_some(), "{code}");
        }
    }
}
