//! Samples of the door: sign-in, enrolment, signed out, the tour, and every trouble.
use super::{DAY_US, NOW_US, Sample, put};
use crate::page::{
    EnrolPage, FaultPage, Frame, Lesson, LinkPage, Place, SignInPage, SignInTrouble, SignedOutPage, Thing,
    TourPage, Trouble,
};
use model::{Language, Purpose, Role};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample_outside(language);
    let sign_in = |trouble| SignInPage { frame: frame.clone(), next: "/check".into(), trouble };
    put(all, "sign-in", &sign_in(None));
    put(all, "sign-in-trouble", &sign_in(Some(SignInTrouble::LinkDead)));
    let enrol = EnrolPage {
        frame: frame.clone(),
        token: "7QK29XFT4MPDV3RA".into(),
        name: "Kossi Adzo".into(),
        unit: "Analysis".into(),
        roles: vec![Role::Analyst],
        until_us: NOW_US + DAY_US,
    };
    put(all, "enrol", &enrol);
    let EnrolPage { token, name, unit, roles, .. } = enrol;
    put(all, "link", &LinkPage { frame: frame.clone(), token, name, unit, roles });
    put(all, "signed-out", &SignedOutPage { frame });
    put(all, "tour", &TourPage { frame: Frame::sample_at(language, Place::Tour), things: things() });
    troubles(language, all);
}

fn things() -> Vec<Thing> {
    let text = |lesson: &Lesson| match lesson {
        Lesson::StolenPassport | Lesson::MisreadZone | Lesson::FalseZone => {
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
        }
        Lesson::OtherScript => "محمد الأمين كوفي 1974",
        Lesson::Phone => "+228 90 12 34 56",
        Lesson::Plate => "RB 4471 TG",
        _ => "Koffi Mohamed Lamin 12.8.1974",
    };
    let thing = |lesson: &Lesson| Thing {
        lesson: *lesson,
        text: text(lesson).into(),
        purpose: Purpose::BorderControl,
    };
    Lesson::ALL.iter().map(thing).collect()
}

fn troubles(language: Language, all: &mut Vec<Sample>) {
    let each = [
        ("trouble-not-found", Trouble::NotFound),
        ("trouble-refused", Trouble::Refused { why: "the administrator sees no content".into() }),
        (
            "trouble-invalid",
            Trouble::Invalid { what: "record id".into(), why: "an id is 32 hexadecimal digits".into() },
        ),
        ("trouble-conflict", Trouble::Conflict),
        ("trouble-too-large", Trouble::TooLarge { bytes_max: 200_000_000 }),
        ("trouble-too-many", Trouble::TooMany { wait_s: 12 }),
        ("trouble-stranger", Trouble::Stranger),
        ("trouble-broken", Trouble::Broken { reference: "9f2c-41aa".into() }),
        ("trouble-not-ready", Trouble::NotReady),
    ];
    for (name, trouble) in each {
        let frame = if matches!(trouble, Trouble::NotReady | Trouble::Stranger) {
            Frame::sample_outside(language)
        } else {
            Frame { here: None, ..Frame::sample(language) }
        };
        put(all, name, &FaultPage { frame, trouble });
    }
}
