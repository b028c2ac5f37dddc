//! Samples of the check page: empty, faulty, and with each verdict.
use super::{NOW_US, Sample, put};
use crate::page::{
    Answer, AnswerPart, AskForm, CheckForm, CheckPage, Elsewhere, ElsewherePage, ElsewherePart, Explained,
    Faults, Feature, Flaw, FoundRow, FoundSays, Frame, Judged, Match, MemberAnswer, Place, Repair, Why,
    WhyPage, Zone,
};
use model::{HitId, Holds, Kind, Language, RecordId, Status};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample(language);
    let page = |form: CheckForm, answer: Option<Answer>| CheckPage { frame: frame.clone(), form, answer };
    put(all, "check", &page(CheckForm { text: String::new(), ..form("") }, None));
    put(all, "check-stop", &page(form("محمد الأمين كوفي 12.08.1974 TG"), Some(stop())));
    put(all, "check-protect", &page(form("Blessing Osagie 2009"), Some(protect())));
    put(all, "check-caution", &page(form("+228 90 12 34 56"), Some(caution())));
    put(all, "check-zone", &page(form(ZONE), Some(zone(&[], true))));
    put(all, "check-false-zone", &page(form(ZONE), Some(zone(&["number", "composite"], false))));
    put(all, "check-nothing", &page(form("Ama Lawson 1991-03-02"), Some(nothing())));
    put(all, "check-near-miss", &page(asking(), Some(near_miss())));
    put(all, "check-absent", &page(asking(), Some(absent())));
    let others = |complete| Answer { elsewhere: Some(elsewhere(complete)), ..nothing() };
    put(all, "check-asked-elsewhere", &page(asking_others(), Some(others(false))));
    put(all, "check-answered-elsewhere", &page(asking_others(), Some(others(true))));
    let (why, part) = (Why::sample(), elsewhere(true));
    let alone = ElsewherePart { frame: frame.clone(), why: why.clone(), elsewhere: part.clone() };
    put(all, "elsewhere-part", &alone);
    put(all, "elsewhere", &ElsewherePage { frame: frame.clone(), why, elsewhere: part });
    put(all, "check-faulty", &page(faulty(), None));
    put(all, "answer-part", &AnswerPart { frame: frame.clone(), form: form("x"), answer: Some(nothing()) });
    let why = Why { purpose: None, ..Why::sample() };
    let to = "/records/00000000000000000000000000000001".into();
    put(
        all,
        "why",
        &WhyPage { frame: Frame::sample_at(language, Place::Check), to, why, faults: Faults::none() },
    );
}

const ZONE: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<1O";

fn form(text: &str) -> CheckForm {
    CheckForm { text: text.into(), why: Why::sample(), may_stand: true, ..CheckForm::default() }
}

fn faulty() -> CheckForm {
    let mut faults = Faults::none();
    faults.add("purpose", Flaw::Missing);
    faults.add("Person.birthDate", Flaw::Unfit(Holds::Date));
    let values = [("name", "Yao Agbeko"), ("birthDate", "yesterday"), ("gender", "male")];
    CheckForm {
        kind: Some(Kind::Person),
        values: values.map(|(name, text)| (name.to_string(), text.to_string())).to_vec(),
        why: Why { purpose: None, ..Why::sample() },
        faults,
        ..CheckForm::default()
    }
}

fn answer(kind: Kind, understood: &[(&'static str, &str)], matches: Vec<Match>) -> Answer {
    Answer {
        at_us: NOW_US,
        elapsed_us: 412,
        complete: true,
        kind: Some(kind),
        understood: understood.iter().map(|(name, text)| (*name, text.to_string())).collect(),
        zone: None,
        matches,
        explained: None,
        elsewhere: None,
    }
}

fn feature(name: &str, query: &str, record: &str, weight: f64) -> Feature {
    Feature { name: name.into(), query: query.into(), record: record.into(), weight }
}

fn found(number: u8, kind: Kind, caption: &str, status: Option<Status>, score: f64) -> Match {
    Match {
        record: RecordId::from_bytes([number; 16]),
        owner: if number.is_multiple_of(2) { "TG" } else { "BJ" }.parse().expect("a member's code"),
        kind,
        caption: caption.into(),
        status,
        score,
        certain: score > 0.8,
        action: None,
        list: None,
        details: Vec::new(),
        features: Vec::new(),
        hit: (!number.is_multiple_of(2)).then(|| HitId::from_bytes([number; 16])),
        live: None,
    }
}

fn stop() -> Answer {
    let first = Match {
        action: Some("Arrest with a view to extradition. Warrant 114/2025, Tribunal de Cotonou. Do not separate from the telephones.".into()),
        list: Some("wanted-bj".into()),
        details: vec![
            ("birthDate", "1974-08-12".into()),
            ("nationality", "tg".into()),
            ("gender", "male".into()),
            ("passportNumber", "EB0483921".into()),
        ],
        features: vec![
            feature("base", "", "", -6.0),
            feature("name", "محمد", "Mohamed", 2.7),
            feature("name-sound", "كوفي", "KOFFI", 5.2),
            feature("name-missing", "", "Lamine", -0.7),
            feature("date-month", "1974-08-12", "1974-08", 3.6),
            feature("country", "tg", "tg bj", 1.2),
        ],
        ..found(1, Kind::Person, "KOFFI, Mohamed Lamine", Some(Status::Wanted), 0.982)
    };
    let second = Match {
        list: Some("ofac".into()),
        details: vec![("birthDate", "1971~".into()), ("nationality", "ml".into())],
        features: vec![
            feature("base", "", "", -6.0),
            feature("name-sound", "كوفي", "Koufi", 5.2),
            feature("date-different", "1974-08-12", "1971~", -6.0),
            feature("country", "tg", "ml", -1.4),
        ],
        ..found(2, Kind::Person, "Mohamed Koufi", Some(Status::Sanctioned), 0.31)
    };
    let understood = [("name", "محمد الأمين كوفي"), ("birthDate", "1974-08-12"), ("nationality", "tg")];
    answer(Kind::Person, &understood, vec![first, second])
}

fn protect() -> Answer {
    let girl = Match {
        action: Some("Do not question in front of companions. Call the victim protection unit in Lomé, +228 22 00 00 00, at any hour.".into()),
        details: vec![("birthDate", "2009".into()), ("nationality", "ng".into())],
        features: vec![
            feature("base", "", "", -6.0),
            feature("name", "Blessing", "Blessing", 4.1),
            feature("date-year", "2009", "2009", 2.2),
            feature("sex", "female", "female", 0.4),
        ],
        ..found(4, Kind::Person, "OSAGIE Blessing", Some(Status::Missing), 0.74)
    };
    answer(Kind::Person, &[("name", "Blessing Osagie"), ("birthDate", "2009")], vec![girl])
}

fn caution() -> Answer {
    let phone = Match {
        features: vec![feature("phone", "+22890123456", "+22890123456", 20.0)],
        ..found(6, Kind::Phone, "+22890123456", Some(Status::UnderWatch), 0.97)
    };
    let lookalike = found(8, Kind::Person, "P\u{430}vel Petrov", None, 0.55);
    Answer { complete: false, ..answer(Kind::Phone, &[("phone", "+22890123456")], vec![phone, lookalike]) }
}

fn zone(failed: &[&str], repaired: bool) -> Answer {
    let repair = Repair { line: 2, place: 44, was: 'O', now: '0' };
    let lines = ZONE.replace("1O", if repaired { "10" } else { "1O" });
    let passport = Match {
        action: Some("Stolen blank, batch of 3,000 taken in 2024. Seize and report.".into()),
        list: Some("stolen-documents".into()),
        features: vec![
            feature("number", "L898902C3", "L898902C3", 20.0),
            feature("country", "ut", "ut", 1.2),
        ],
        ..found(10, Kind::Document, "L898902C3", Some(Status::StolenBlank), 0.996)
    };
    let understood = [("number", "L898902C3"), ("country", "ut"), ("endDate", "2012-04-15")];
    Answer {
        zone: Some(Zone {
            layout: "TD3".into(),
            lines: lines.lines().map(str::to_string).collect(),
            failed: failed.iter().map(|f| (*f).to_string()).collect(),
            repairs: if repaired { vec![repair] } else { Vec::new() },
        }),
        ..answer(Kind::Document, &understood, if repaired { vec![passport] } else { Vec::new() })
    }
}

fn nothing() -> Answer {
    answer(Kind::Person, &[("name", "Ama Lawson"), ("birthDate", "1991-03-02")], Vec::new())
}

/// The number of the record that is asked about.
const RECORD: &str = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";

fn asking() -> CheckForm {
    CheckForm { explain: RECORD.into(), ..form("Mohamed Koufi, 1974-08-12") }
}

fn near_miss() -> Answer {
    let judged = Judged {
        kind: Kind::Person,
        owner: "BJ".parse().expect("a member's code"),
        caption: "KOFFI, Mohamed Lamine".into(),
        status: Some(Status::Wanted),
        score: 0.21,
        outcome: "below".into(),
        least: 0.5,
        misses: Some(1.9),
        features: vec![
            feature("base", "", "", -6.0),
            feature("name", "Mohamed", "Mohamed", 2.7),
            feature("name-sound", "Koufi", "KOFFI", 5.2),
            feature("name-missing", "", "Lamine", -0.7),
            feature("date-near", "1974-08-12", "1976-08-12", -1.1),
            feature("country", "tg", "bj", -2.0),
        ],
    };
    Answer { explained: Some(Explained { record: record(), judged: Some(judged) }), ..nothing() }
}

fn asking_others() -> CheckForm {
    let member =
        |code: &str, name: &str, chosen| (code.parse().expect("a member's code"), name.to_string(), chosen);
    let members = vec![member("BJ", "NCB Cotonou", true), member("X-IOM", "IOM", false)];
    CheckForm {
        ask: Some(AskForm { hubs_there: true, hubs: true, members }),
        ..form("Ama Lawson 1991-03-02")
    }
}

fn elsewhere(complete: bool) -> Elsewhere {
    let answer = |code: &str, state, found| MemberAnswer {
        member: code.parse().expect("a member's code"),
        state,
        code: (state == "refused").then(|| "E_BUDGET".to_string()),
        found,
    };
    let says = FoundSays {
        kind: Kind::Person,
        caption: "LAWSON, Ama".into(),
        status: Some(Status::Wanted),
        score: 0.97,
        action: Some("Arrest with a view to extradition.".into()),
        details: vec![("birthDate", "1991-03-02".into()), ("nationality", "bj".into())],
    };
    let row = |says| FoundRow {
        owner: "BJ".parse().expect("a member's code"),
        certain: true,
        hit: Some(HitId::from_bytes([1; 16])),
        says,
    };
    let members = vec![
        answer("BJ", "answered", vec![row(Some(says)), row(None)]),
        answer("GH", "nothing-known", vec![]),
        answer("NE", if complete { "not-answered" } else { "waiting" }, vec![]),
        answer("X-IOM", "refused", vec![]),
    ];
    Elsewhere { check: model::CheckId::from_bytes([5; 16]), complete, members }
}

fn absent() -> Answer {
    Answer { explained: Some(Explained { record: record(), judged: None }), ..nothing() }
}

fn record() -> RecordId {
    RECORD.parse().expect("the number of a record")
}
