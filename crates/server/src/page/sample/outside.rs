//! Samples of notices beyond the pages of officers: for strangers, and on paper.
use super::{DAY_US, NOW_US, Sample, put};
use crate::page::{Frame, NoticePrint, PublicNotice, PublicPage, PublicRow};
use desk::ask::Live;
use formats::notice::{Collection, detail};
use model::notice::{Content, NoticeKind, Sent, Stage};
use model::{Audience, Language, Member, PartialDate, RecordId};
use std::collections::BTreeSet;

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    put(all, "public", &list(language));
    let none =
        PublicPage { notices: vec![], total: 0, next: None, kind: Some(Collection::Un), ..list(language) };
    put(all, "public-none", &none);
    put(all, "public-notice", &one(language));
    put(all, "notice-print", &sheet(language, Stage::Published));
    put(all, "notice-print-over", &sheet(language, Stage::Suspended));
    let live = Some(Live::Unreached { stage: Stage::Published, known_us: NOW_US - DAY_US });
    let mut arrest = NoticePrint { live, ..sheet(language, Stage::Published) };
    arrest.content.leave_out_action();
    put(all, "notice-print-arrest", &arrest);
}

fn member() -> Member {
    "TG".parse().expect("a member's code")
}

fn content() -> Content {
    let texts = [
        ("name", "DOSSOU"),
        ("forename", "Afi"),
        ("date_of_birth", "2010-04"),
        ("sex_id", "F"),
        ("nationalities", "TG"),
        ("height", "1.52"),
        ("eyes_colors_id", "BRO"),
        ("consent", "Her mother"),
        ("date_of_event", "2026-11-20"),
        ("place", "Lomé"),
        ("country", "TG"),
        ("facts", "N'est pas rentrée de l'école.\nElle portait un uniforme kaki."),
        ("facts_language", "fr"),
        ("facts_ar", "لم تعد من المدرسة. كانت ترتدي زيًا كاكيًا."),
        ("translator_ar", "NCB Lomé"),
        ("public_extract", "photographs"),
        ("action", "Locate and inform"),
    ];
    let days = (PartialDate::new(2027, Some(6), Some(30)).expect("a day"), None);
    let read =
        Content::read((NoticeKind::Yellow, Sent::Notice), (Audience::All, BTreeSet::new()), days, texts);
    read.expect("a whole content")
}

fn row() -> PublicRow {
    PublicRow {
        path: "yellow/2026-12345".into(),
        kind: NoticeKind::Yellow,
        caption: content().caption(),
        owner: member(),
        born: Some("2010-04".into()),
        nationalities: vec!["TG".into()],
        picture: Some("/notices/v1/yellow/2026-12345/images/1".into()),
    }
}

fn list(language: Language) -> PublicPage {
    let sought = PublicRow {
        kind: NoticeKind::Red,
        caption: "كوسي أموزو".into(),
        picture: None,
        path: "red/2026-1".into(),
        ..row()
    };
    PublicPage {
        frame: Frame::sample_outside(language),
        kind: None,
        name: "Dos".into(),
        total: 41,
        notices: vec![row(), sought],
        next: Some("page=2&resultPerPage=20".into()),
    }
}

fn one(language: Language) -> PublicNotice {
    PublicNotice {
        frame: Frame::sample_outside(language),
        row: row(),
        number: "2026/12345".into(),
        said: PublicNotice::said(&content(), &detail(&content(), "2026/12345")),
        pictures: vec!["/notices/v1/yellow/2026-12345/images/1".into()],
        last_us: NOW_US + 100 * DAY_US,
    }
}

fn sheet(language: Language, stage: Stage) -> NoticePrint {
    NoticePrint {
        frame: Frame::sample(language),
        id: RecordId::from_bytes([1; 16]),
        owner: member(),
        kind: NoticeKind::Yellow,
        sent: Sent::Notice,
        stage,
        live: None,
        content: content(),
        last_us: NOW_US + 100 * DAY_US,
        reader: "Yawa Mensah".into(),
        pictures: vec![],
        query: "?purpose=missing-persons".into(),
    }
}
