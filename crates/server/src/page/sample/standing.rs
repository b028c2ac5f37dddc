//! Samples of standing checks and their alerts.
use super::{DAY_US, MINUTE_US, NOW_US, Sample, put};
use crate::page::{
    AlertRow, Done, Faults, Frame, NoticeAlertRow, Place, StandingPage, StandingRow, SubscriptionForm,
    SubscriptionRow, SubscriptionsPage, Why,
};
use model::notice::{NoticeKind, Stage};
use model::{Kind, Language, Purpose, RecordId, Region, StandingId, Status};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample_at(language, Place::Standing).having(Done::StandingOpened);
    put(
        all,
        "standing",
        &StandingPage {
            frame: frame.clone(),
            alerts: alerts(),
            notices: notice_alerts(),
            standing: standing(),
            older: Some("41".into()),
        },
    );
    put(
        all,
        "standing-empty",
        &StandingPage {
            frame: frame.clone(),
            alerts: Vec::new(),
            notices: Vec::new(),
            standing: Vec::new(),
            older: None,
        },
    );
    put(all, "subscriptions", &subscriptions(frame));
}

fn notice_alerts() -> Vec<NoticeAlertRow> {
    let alert = |number: u8, caption: &str, kind, stage: Option<Stage>, ago: i64| NoticeAlertRow {
        id: number.to_string(),
        notice: RecordId::from_bytes([number; 16]),
        href: format!("/notices/{}?purpose=investigation", RecordId::from_bytes([number; 16])),
        caption: caption.into(),
        kind,
        owner: "AE".parse().expect("a member's code"),
        ended: stage != Some(Stage::Published),
        stage,
        wanted: "document fraud".into(),
        at_us: NOW_US - ago * MINUTE_US,
        seen_us: (ago > 100).then_some(NOW_US - 90 * MINUTE_US),
    };
    vec![
        alert(21, "Visas with the seal of a closed office", NoticeKind::Purple, Some(Stage::Published), 4),
        alert(22, "أختام مزوّرة", NoticeKind::Purple, Some(Stage::Suspended), 31),
        alert(23, "", NoticeKind::Orange, None, 200),
    ]
}

fn subscriptions(frame: Frame) -> SubscriptionsPage {
    let row = |number, wanted: &str, unit: Option<&str>| SubscriptionRow {
        id: StandingId::from_bytes([number; 16]),
        wanted: wanted.into(),
        unit: unit.map(str::to_owned),
        opened_us: NOW_US - 20 * DAY_US,
        until_us: NOW_US + 60 * DAY_US,
    };
    SubscriptionsPage {
        why: Why::sample(),
        alerts: notice_alerts(),
        subscriptions: vec![
            row(1, "Purple · Gulf · TG · document fraud", None),
            row(2, "تزوير وثائق", Some("Hilla-Condji border post")),
        ],
        form: SubscriptionForm {
            regions: [Region::Gulf].into(),
            words: "document fraud".into(),
            for_unit: true,
            ..Default::default()
        },
        faults: Faults::none(),
        frame: Frame { here: Some(Place::Notices), done: Some(Done::Subscribed), ..frame },
    }
}

fn alerts() -> Vec<AlertRow> {
    let alert = |number: u8, caption: &str, kind, status, score, ago: i64| AlertRow {
        id: number.to_string(),
        at_us: NOW_US - ago * MINUTE_US,
        question: "Mohamed Lamine Koffi, 1974".into(),
        href: format!("/records/{}?purpose=investigation", RecordId::from_bytes([number; 16])),
        record: RecordId::from_bytes([number; 16]),
        kind,
        caption: caption.into(),
        owner: "BJ".parse().expect("a member's code"),
        status,
        score,
        certain: score > 0.8,
        seen_us: (ago > 100).then_some(NOW_US - 90 * MINUTE_US),
    };
    vec![
        alert(1, "KOFFI, Mohamed Lamine", Kind::Person, Some(Status::Wanted), 0.97, 2),
        alert(2, "كوفي محمد", Kind::Person, Some(Status::Missing), 0.61, 14),
        alert(3, "EB0483921", Kind::Document, Some(Status::Stolen), 0.99, 300),
    ]
}

fn standing() -> Vec<StandingRow> {
    let row = |number, kind, question: &str, until: Option<i64>, closed| StandingRow {
        id: StandingId::from_bytes([number; 16]),
        kind,
        question: question.into(),
        purpose: Purpose::Investigation,
        reference: until.map(|_| "2026/0417".to_string()),
        opened_us: NOW_US - 20 * DAY_US,
        until_us: until.map(|days| NOW_US + days * DAY_US),
        alerts: u32::from(number),
        closed,
    };
    vec![
        row(2, Kind::Person, "Mohamed Lamine Koffi, 1974", Some(60), false),
        row(0, Kind::Phone, "+22890123456", None, false),
        row(1, Kind::Vehicle, "RB 4471 TG", Some(-2), true),
    ]
}
