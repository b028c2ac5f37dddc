//! Samples of notices: in force, before review, stopped by the machine; the form; and the protected.
use super::{DAY_US, MINUTE_US, NOW_US, Sample, outside, put};
use crate::page::{
    AudienceChoice, BegunRow, Done, Faults, FedRow, FlagRow, Flaw, Frame, HandlingForm, ImportedRow,
    NoticeActRow, NoticeField, NoticeFormPage, NoticePage, NoticeRow, NoticesPage, Place, ProtectedPage,
    ProtectedRow, Sharing, Why,
};
use desk::ask::Live;
use desk::notice::{Fed, Morning, Offered, Which};
use desk::offer::Addressee;
use model::notice::{Leave, NoticeKind, Sent, Stage, Stop, Word};
use model::{Language, Member, RecordId};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    put(all, "notices", &list(language));
    put(all, "notices-none", &NoticesPage { notices: vec![], next: None, ..list(language) });
    put(all, "notices-begun", &begun(language));
    put(all, "notices-ended", &ended(language));
    put(all, "notice", &notice(language));
    put(all, "notice-cancelled", &cancelled(language));
    for (name, live) in [
        ("notice-live", Live::Confirmed { stage: Stage::Published, at_us: NOW_US }),
        ("notice-live-ended", Live::Confirmed { stage: Stage::Cancelled, at_us: NOW_US }),
        ("notice-live-denied", Live::Denied { at_us: NOW_US }),
        ("notice-unreached", Live::Unreached { stage: Stage::Published, known_us: NOW_US - DAY_US }),
    ] {
        let may = Offered { ask: true, redraft: true, ..Offered::default() };
        let page =
            NoticePage { owner: member("BJ"), words: vec![], live: Some(live), may, ..notice(language) };
        put(all, name, &page);
    }
    outside::add(language, all);
    let stopped = NoticePage {
        stage: Stage::Approved,
        stops: Stop::ALL.to_vec(),
        words: vec![],
        has_record: false,
        holders: vec![],
        ..notice(language)
    };
    put(all, "notice-stopped", &stopped);
    let mut asked = NoticePage {
        stage: Stage::Screened,
        is_unreviewed: true,
        sent: Sent::Diffusion,
        words: vec![Word::Clear, Word::Return, Word::Refuse],
        ..notice(language)
    };
    asked.faults.add("words", Flaw::Missing);
    put(all, "notice-review", &asked);
    let waits = NoticePage {
        stage: Stage::Unconfirmed,
        is_doubted: true,
        words: vec![Word::Confirm],
        ..notice(language)
    };
    put(all, "notice-unconfirmed", &waits);
    put(all, "notice-withheld", &NoticePage { is_withheld: true, words: vec![], ..notice(language) });
    for (name, kind) in [("notice-new-red", NoticeKind::Red), ("notice-new-yellow", NoticeKind::Yellow)] {
        put(all, name, &form(language, kind));
    }
    let mut again = form(language, NoticeKind::Red);
    again.target = Some((id(1), 2));
    again.faults.add("warrant_digest", Flaw::Missing);
    again.faults.add("round", Flaw::Outdated);
    put(all, "notice-redraft", &again);
    put(all, "protected", &protected(language));
}

/// What an officer has begun, and what came of a file.
fn begun(language: Language) -> NoticesPage {
    let one = |number: u8, caption: &str| BegunRow {
        id: id(number),
        is_redraft: number == 2,
        kind: NoticeKind::Yellow,
        caption: caption.into(),
        saved_us: NOW_US - MINUTE_US,
    };
    NoticesPage {
        which: Which::Ours,
        begun: vec![one(2, "Afi Dossou"), one(3, "")],
        imported: Some(ImportedRow {
            stated: 1,
            begun: 2,
            refused: vec![(4, "it does not tell of which kind it is".into())],
        }),
        ..list(language)
    }
}

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn member(code: &str) -> Member {
    code.parse().expect("a member's code")
}

fn row(number: u8, kind: NoticeKind, stage: Stage) -> NoticeRow {
    NoticeRow {
        id: id(number),
        owner: member("BJ"),
        kind,
        sent: Sent::Notice,
        caption: if kind == NoticeKind::Purple {
            "حقائب ذات قاع مزدوج".into()
        } else {
            "Koffi AGBEKO".into()
        },
        stage,
        is_unreviewed: stage == Stage::Submitted,
        moved_us: NOW_US - i64::from(number) * DAY_US,
        review_us: NOW_US + DAY_US,
        is_gone: false,
    }
}

fn list(language: Language) -> NoticesPage {
    NoticesPage {
        frame: Frame::sample_at(language, Place::Notices),
        why: Why::sample(),
        which: Which::InForce,
        morning: None,
        search: String::new(),
        notices: vec![
            row(1, NoticeKind::Red, Stage::Published),
            row(2, NoticeKind::Yellow, Stage::Published),
            row(3, NoticeKind::Purple, Stage::Submitted),
            row(4, NoticeKind::Green, Stage::Suspended),
        ],
        next: Some("1790000000000000.03030303030303030303030303030303".into()),
        may_draft: true,
        may_protect: true,
        begun: vec![],
        imported: None,
    }
}

/// What went out of use within a day.
fn ended(language: Language) -> NoticesPage {
    let gone =
        NoticeRow { is_gone: true, caption: String::new(), ..row(6, NoticeKind::Red, Stage::Published) };
    NoticesPage {
        morning: Some(Morning::Ended),
        notices: vec![gone, row(4, NoticeKind::Green, Stage::Suspended)],
        next: None,
        ..list(language)
    }
}

fn act(word: Word, code: &str, why: &str) -> NoticeActRow {
    NoticeActRow {
        word,
        member: member(code),
        person: "3fa94c07".into(),
        is_machine: word == Word::Check,
        why: why.into(),
        at_us: NOW_US - 90 * MINUTE_US,
    }
}

fn notice(language: Language) -> NoticePage {
    NoticePage {
        frame: Frame::sample_at(language, Place::Notices).having(Done::NoticeSaid),
        why: Why::sample(),
        id: id(1),
        owner: member("TG"),
        kind: NoticeKind::Red,
        sent: Sent::Notice,
        stage: Stage::Published,
        round: 2,
        caption: "Koffi AGBEKO".into(),
        is_unreviewed: false,
        is_withheld: false,
        is_doubted: false,
        fields: vec![
            ("name", vec!["AGBEKO".into()]),
            ("sex_id", vec!["M".into()]),
            ("eyes_colors_id", vec!["BRO".into(), "OTHC".into()]),
            ("stage", vec!["prosecution".into()]),
            ("facts", vec!["Recruited women with false promises.\nTook their passports.".into()]),
        ],
        audience: vec!["all".into()],
        never_to: vec![],
        review_us: NOW_US + 300 * DAY_US,
        stops: vec![],
        flags: vec![
            FlagRow { code: "political", word: Some("opposition"), earlier: None },
            FlagRow {
                code: "earlier",
                word: None,
                earlier: Some((id(9), NoticeKind::Blue, Stage::Refused, NOW_US - 40 * DAY_US)),
            },
        ],
        acts: vec![
            act(Word::Draft, "TG", ""),
            act(Word::Approve, "TG", ""),
            act(Word::Check, "TG", ""),
            act(Word::Clear, "BJ", "The warrant was read; the word stands in a place name."),
        ],
        counts: (2, 1),
        words: vec![Word::Correct, Word::Suspend, Word::Cancel],
        has_record: true,
        holders: Sharing::sample().holders,
        photographs: vec![],
        leave: Leave::Text,
        is_hidden: false,
        corrects: Some(id(7)),
        corrected_by: None,
        fed: vec![],
        may: Offered { add_photographs: false, correct: true, export: true, ask: false, redraft: false },
        live: None,
        typed: String::new(),
        faults: Faults::none(),
    }
}

/// Out of use, with what its copies had fed.
fn cancelled(language: Language) -> NoticePage {
    let fed = |code: &str, exported, carried| FedRow {
        member: member(code),
        fed: Fed {
            version: 9,
            index_us: NOW_US - 3 * MINUTE_US,
            exported,
            printed: exported,
            carried,
            shown: 12,
            until_us: (carried > 0).then_some(NOW_US + DAY_US),
        },
        told_us: NOW_US - MINUTE_US,
    };
    NoticePage {
        stage: Stage::Cancelled,
        is_hidden: true,
        corrected_by: Some(id(8)),
        words: vec![],
        has_record: false,
        fed: vec![fed("BJ", 1, 2), fed("GH", 0, 0)],
        may: Offered { add_photographs: true, ..Offered::default() },
        ..notice(language)
    }
}

fn form(language: Language, kind: NoticeKind) -> NoticeFormPage {
    let field = |field: &'static model::notice::Field| NoticeField {
        field,
        is_needed: field.is_needed(kind),
        values: if field.name == "nationalities" { vec!["TG".into(), "BJ".into()] } else { vec![] },
    };
    let network = ["BJ", "GH"].map(|code| Addressee { member: member(code), name: format!("NCB {code}") });
    NoticeFormPage {
        frame: Frame::sample_at(language, Place::Notices),
        kind,
        target: None,
        sent: Sent::Notice,
        handling: HandlingForm {
            audience: AudienceChoice::Members,
            members: "BJ".into(),
            network: network.to_vec(),
            ..HandlingForm::default()
        },
        fields: kind.fields().map(field).collect(),
        draft: (id(4), None),
        why: Why::sample(),
        faults: Faults::none(),
    }
}

fn protected(language: Language) -> ProtectedPage {
    let person = |number: u8, caption: &str| ProtectedRow {
        id: id(number),
        caption: caption.into(),
        born: Some("1990-02-03".into()),
        made_us: NOW_US - DAY_US,
    };
    ProtectedPage {
        frame: Frame::sample_at(language, Place::Notices),
        why: Why::sample(),
        persons: vec![person(1, "Afi Dossou"), person(2, "سلمى حداد")],
        withheld: vec![row(5, NoticeKind::Red, Stage::Published)],
        name: String::new(),
        born: String::new(),
        passport: String::new(),
        faults: Faults::none(),
    }
}
