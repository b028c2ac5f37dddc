//! Samples: every page with invented matter, so that it can be rendered, tested and looked at without a server.
mod answer;
mod capsule;
mod door;
mod keeping;
mod kept;
mod lists;
mod log;
mod network;
mod notice;
mod outside;
mod record;
mod standing;
mod thread;
mod twin;

use super::{Done, Frame, Place, Who, Why};
use askama::Template;
use model::{Language, Purpose, Role};

/// 22 November 2026, 15:54:07 UTC.
const NOW_US: i64 = 1_795_362_847_000_000;
const MINUTE_US: i64 = 60_000_000;
const DAY_US: i64 = 86_400_000_000;

/// A page by name, and its HTML.
pub struct Sample {
    pub name: &'static str,
    pub html: Result<String, askama::Error>,
}

/// Every page, in the states that matter.
pub fn samples(language: Language) -> Vec<Sample> {
    let mut all = Vec::new();
    let all_of = [
        answer::add,
        record::add,
        lists::add,
        standing::add,
        twin::add,
        network::add,
        notice::add,
        kept::add,
        capsule::add,
        thread::add,
        log::add,
        keeping::add,
        door::add,
    ];
    for add in all_of {
        add(language, &mut all);
    }
    all
}

fn put(all: &mut Vec<Sample>, name: &'static str, page: &impl Template) {
    all.push(Sample { name, html: page.render() });
}

impl Frame {
    /// An officer of Lome at the check page.
    pub fn sample(language: Language) -> Frame {
        Frame {
            zone: jiff::tz::TimeZone::UTC,
            now_us: NOW_US,
            who: Some(Who {
                name: "Afi Mensah-Kodjo".into(),
                unit: "Hilla-Condji border post".into(),
                roles: vec![Role::Frontline, Role::Investigator],
            }),
            places: Place::ALL.to_vec(),
            here: Some(Place::Check),
            path: "/check".into(),
            alerts: 2,
            demo: true,
            ..Frame::outside(language, "TG".parse().expect("a member's code"), "NCB Lomé")
        }
    }

    fn sample_at(language: Language, here: Place) -> Frame {
        Frame { here: Some(here), path: here.href().into(), ..Frame::sample(language) }
    }

    fn sample_outside(language: Language) -> Frame {
        Frame { who: None, places: Vec::new(), here: None, alerts: 0, ..Frame::sample(language) }
    }

    fn having(self, done: Done) -> Frame {
        Frame { done: Some(done), ..self }
    }
}

impl Why {
    fn sample() -> Why {
        Why {
            purposes: Purpose::ALL.iter().copied().filter(|p| *p != Purpose::Administration).collect(),
            purpose: Some(Purpose::BorderControl),
            legal_basis: "Code de procédure pénale, art. 78".into(),
            reference: "OP-TURQUESA-8".into(),
        }
    }
}
