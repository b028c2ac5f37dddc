//! Samples of the log: whole, and broken.
use super::{DAY_US, MINUTE_US, NOW_US, Sample, put};
use crate::page::{Frame, LogFilter, LogPage, LogRow, LogState, Place, Verified};
use model::{ActKind, Language, Purpose};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample_at(language, Place::Log);
    let whole = Some(Verified { at_us: NOW_US - 9 * MINUTE_US, outcome: Ok(184_220) });
    let filter =
        LogFilter { kind: Some(ActKind::Checked), from: "2026-11-01".into(), ..LogFilter::default() };
    let page = |verified, filter, entries, older| LogPage {
        frame: frame.clone(),
        state: LogState {
            size: 184_233,
            checkpoint_size: 184_220,
            checkpoint_us: NOW_US - MINUTE_US,
            root: "qhGJ3pB0mRkfYkUQmC8mS5nR2C9eTQb1M0vKq7cX1oE=".into(),
            key: "18755 70775 18281 37560 08173 76863 61461 90237".into(),
            key_since_us: Some(NOW_US - 200 * DAY_US),
            verified,
        },
        filter,
        actors: vec![
            ("officer:01".into(), "Afi Mensah-Kodjo".into()),
            ("client:02".into(), "e-gate 4".into()),
        ],
        entries,
        older,
    };
    put(all, "log", &page(whole, filter, entries(), Some(184_226)));
    let broken = Verified {
        at_us: NOW_US - DAY_US,
        outcome: Err((9_114, "the signature does not fit the entry".into())),
    };
    put(all, "log-broken", &page(Some(broken), LogFilter::default(), Vec::new(), None));
    put(all, "log-unverified", &page(None, LogFilter::default(), entries(), None));
}

fn entries() -> Vec<LogRow> {
    let row = |seq: u64, kind, purpose, object: Option<&str>| LogRow {
        seq,
        at_us: NOW_US - MINUTE_US * i64::try_from(184_233 - seq).unwrap_or(0),
        by: "officer:0102030405060708090a0b0c0d0e0f10".into(),
        name: "Afi Mensah-Kodjo".into(),
        unit: "Hilla-Condji border post".into(),
        kind,
        object: object.map(String::from),
        version: object.map(|_| 3),
        purpose,
        legal_basis: None,
        reference: None,
        said: Vec::new(),
        erased: false,
    };
    let record = Some("0101010101010101a1a1a1a1a1a1a1a1");
    vec![
        LogRow {
            legal_basis: Some("CPP art. 78".into()),
            reference: Some("2026/0417".into()),
            ..row(184_232, ActKind::Opened, Some(Purpose::Investigation), record)
        },
        LogRow {
            said: vec![("name".into(), "محمد الأمين كوفي".into()), ("birthDate".into(), "1974-08-12".into())],
            ..row(184_231, ActKind::Checked, Some(Purpose::Investigation), None)
        },
        LogRow {
            name: String::new(),
            by: "console:ops".into(),
            ..row(184_230, ActKind::ImportEnded, None, None)
        },
        LogRow { erased: true, ..row(184_229, ActKind::Filed, None, record) },
        row(184_228, ActKind::Refused, Some(Purpose::Analysis), None),
        LogRow {
            name: "e-gate 4".into(),
            unit: String::new(),
            by: "client:02".into(),
            ..row(184_227, ActKind::Checked, Some(Purpose::BorderControl), None)
        },
    ]
}
