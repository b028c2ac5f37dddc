//! Samples of the record page, the forms that file and revise, and the one that withdraws.
use super::{DAY_US, NOW_US, Sample, put};
use crate::page::{
    AudienceChoice, Change, Faults, FileRow, FilesPart, FilingPage, FilingValues, Flaw, Frame, HandlingForm,
    LinkRow, Place, RecordPage, Sharing, Version, Why, WithdrawPage, Withdrawn,
};
use desk::offer::Addressee;
use model::{
    ActKind, AttachmentId, Audience, Caveat, Entity, Grading, Handling, Holds, InformationGrade, Kind,
    Language, Level, LinkKind, Purpose, Record, RecordId, Source, SourceGrade, Status, Subject,
};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let waits = RecordPage { keep_waits_us: Some(NOW_US + 2 * DAY_US), ..page(language) };
    put(all, "record", &waits);
    let bare = RecordPage {
        links: Vec::new(),
        history: Vec::new(),
        may_revise: false,
        may_withdraw: false,
        may_export: false,
        may_keep: false,
        kept_until_us: None,
        keep_waits_us: None,
        may_review: false,
        ..page(language)
    };
    put(all, "record-bare", &bare);
    let own = Record { owner: "TG".parse().expect("a member's code"), ..record() };
    let shared =
        RecordPage { record: own, files: files(), sharing: Some(Sharing::sample()), ..page(language) };
    put(all, "record-shared", &shared);
    put(all, "filing", &filing(language, None));
    let mut choosing = filing(language, Some((RecordId::from_bytes([1; 16]), 3)));
    choosing.values.handling.network = network();
    put(all, "filing-network", &choosing);
    put(all, "filing-faulty", &filing(language, Some((RecordId::from_bytes([1; 16]), 3))));
    put(all, "withdraw", &withdraw(language));
    put(all, "withdraw-over", &WithdrawPage { what: None, ..withdraw(language) });
}

fn network() -> Vec<Addressee> {
    let others = [("BJ", "NCB Cotonou"), ("NE", "BCN Niamey"), ("TG", "NCB Lomé")];
    let one = |(code, name): (&str, &str)| Addressee {
        member: code.parse().expect("a member's code"),
        name: name.into(),
    };
    others.map(one).into()
}

fn person() -> Entity {
    let mut person = Entity::new(Kind::Person);
    for (name, text) in [
        ("name", "KOFFI, Mohamed Lamine"),
        ("alias", "محمد الأمين كوفي"),
        ("alias", "Мохамед Ламин Коффи"),
        ("alias", "“Le Capitaine”"),
        ("gender", "M"),
        ("birthDate", "circa August 1974"),
        ("birthDate", "1974-08-XX"),
        ("birthPlace", "Aného"),
        ("nationality", "Togo"),
        ("passportNumber", "EB 0483921"),
        ("phone", "+228 90 12 34 56"),
        (
            "modusOperandi",
            "Collects passports at a hotel in Aného; moves groups of six by night in two cars.",
        ),
        ("route", "Lomé – Cotonou – Niamey – Agadez – Sabha"),
        ("notes", "Speaks Ewe, French, Hausa."),
    ] {
        // A date that cannot be read is left out here, as an importer would refuse it.
        let _unread = person.add(name, text);
    }
    person
}

fn record() -> Record {
    Record {
        id: RecordId::from_bytes([1; 16]),
        owner: "BJ".parse().expect("a member's code"),
        version: 3,
        subject: Subject::Entity(person()),
        status: Some(Status::Wanted),
        action: Some("Arrest with a view to extradition. Warrant 114/2025, Tribunal de Cotonou.".into()),
        handling: Handling {
            level: Level::Restricted,
            audience: Audience::from_codes(["TG", "NE", "X-IOM"]).expect("codes of members"),
            never_to: ["LY".parse().expect("a member's code")].into(),
            purposes: [Purpose::BorderControl, Purpose::Investigation].into(),
            caveats: [Caveat::H1, Caveat::H2].into(),
            review: "2027-05-01".parse().ok(),
            expires_us: Some(NOW_US + 400 * DAY_US),
            life_at_risk: true,
        },
        grading: Grading { source: SourceGrade::B, information: InformationGrade::Two },
        source: Source {
            list: Some("wanted-bj".into()),
            key: Some("2025/114".into()),
            text: Some("Investigating judge, Cotonou, 2nd cabinet".into()),
        },
    }
}

fn page(language: Language) -> RecordPage {
    RecordPage {
        frame: Frame::sample_at(language, Place::Check),
        record: record(),
        filed_us: NOW_US - 420 * DAY_US,
        revised_us: Some(NOW_US - 3 * DAY_US),
        links: links(),
        history: history(),
        why: Why::sample(),
        may_revise: true,
        may_withdraw: true,
        may_export: true,
        may_keep: false,
        kept_until_us: None,
        keep_waits_us: None,
        may_review: true,
        live: Some(desk::ask::Live::Confirmed { stage: model::notice::Stage::Published, at_us: NOW_US }),
        has_notice: true,
        files: FilesPart::default(),
        sharing: None,
    }
}

/// Files of every sort, of ours and of another's.
fn files() -> FilesPart {
    let row = |number, name: &str, media: &str, bytes| FileRow {
        id: AttachmentId::from_bytes([number; 16]),
        name: name.into(),
        media: media.into(),
        bytes,
        active: false,
        belied: false,
        is_ours: true,
        is_copy: false,
        has_copy: false,
        goes: true,
        here: true,
        at_us: NOW_US - 2 * DAY_US,
        preview: false,
        held_by: vec![],
    };
    let copy = FileRow { is_copy: true, ..row(2, "IMG_2041.jpg", "image/jpeg", 812_440) };
    let held_by = ["BJ", "NE"].map(|code| code.parse().expect("a member's code")).into();
    let program = row(4, "facture.pdf", "application/vnd.microsoft.portable-executable", 91_000);
    FilesPart {
        files: vec![
            FileRow { has_copy: true, goes: false, ..row(1, "IMG_2041.jpg", "image/jpeg", 3_204_118) },
            FileRow { preview: true, held_by, ..copy },
            row(3, "جواز سفر.pdf", "application/pdf", 1_310_720),
            FileRow { active: true, belied: true, goes: false, ..program },
            FileRow { is_ours: false, here: false, ..row(5, "film.mp4", "video/mp4", 1_480_000_000) },
        ],
        bytes_max: Some(2_147_483_648),
        leaves: true,
    }
}

fn links() -> Vec<LinkRow> {
    let row = |number, kind, outward, other_kind, other_caption: &str, other_status| LinkRow {
        kind,
        outward,
        role: None,
        since: None,
        until: None,
        owner: "BJ".parse().expect("a member's code"),
        other: RecordId::from_bytes([number; 16]),
        other_kind,
        other_caption: other_caption.into(),
        other_status,
    };
    vec![
        LinkRow {
            role: Some("recruiter".into()),
            since: "2023".parse().ok(),
            ..row(
                20,
                LinkKind::Member,
                true,
                Kind::Group,
                "Aného–Agadez group",
                Some(Status::PersonOfInterest),
            )
        },
        row(21, LinkKind::Uses, true, Kind::Phone, "+22890123456", Some(Status::UnderWatch)),
        row(22, LinkKind::Owns, true, Kind::Vehicle, "RB 4471 TG", None),
        LinkRow {
            role: Some("أخ".into()),
            ..row(23, LinkKind::Family, false, Kind::Person, "إبراهيم كوفي", None)
        },
    ]
}

fn history() -> Vec<Version> {
    let change = |what: &str, before: &[&str], after: &[&str]| Change {
        what: what.into(),
        before: before.iter().map(|t| (*t).to_string()).collect(),
        after: after.iter().map(|t| (*t).to_string()).collect(),
    };
    vec![
        Version {
            version: 3,
            at_us: NOW_US - 3 * DAY_US,
            by: "Sènan Hounsou".into(),
            act: ActKind::Revised,
            changes: vec![
                change("alias", &[], &["محمد الأمين كوفي"]),
                change("birthDate", &["1974"], &["1974-08"]),
            ],
        },
        Version {
            version: 2,
            at_us: NOW_US - 90 * DAY_US,
            by: "wanted-bj".into(),
            act: ActKind::Revised,
            changes: vec![change("status", &["suspect"], &["wanted"])],
        },
        Version {
            version: 1,
            at_us: NOW_US - 420 * DAY_US,
            by: "wanted-bj".into(),
            act: ActKind::Filed,
            changes: vec![],
        },
    ]
}

fn filing(language: Language, target: Option<(RecordId, u64)>) -> FilingPage {
    let mut faults = Faults::none();
    if target.is_some() {
        faults.add("birthDate", Flaw::Unfit(Holds::Date));
        faults.add("version", Flaw::Outdated);
    }
    let values = FilingValues {
        properties: vec![
            ("name".into(), vec!["KOFFI, Mohamed Lamine".into()]),
            ("alias".into(), vec!["محمد الأمين كوفي".into(), "Мохамед Ламин Коффи".into()]),
            ("birthDate".into(), vec!["August".into()]),
        ],
        status: Some(Status::Wanted),
        action: "Arrest with a view to extradition.".into(),
        handling: HandlingForm {
            level: Level::Restricted,
            audience: AudienceChoice::Members,
            members: "TG NE X-IOM".into(),
            purposes: vec![Purpose::Investigation],
            ..HandlingForm::default()
        },
        ..FilingValues::default()
    };
    let values = if target.is_some() { values } else { FilingValues::default() };
    let frame = Frame::sample_at(language, Place::File);
    FilingPage { frame, kind: Kind::Person, target, values, why: Why::sample(), faults }
}

fn withdraw(language: Language) -> WithdrawPage {
    WithdrawPage {
        frame: Frame::sample_at(language, Place::Check),
        record: RecordId::from_bytes([1; 16]),
        what: Some(Withdrawn { version: 3, kind: Kind::Person, caption: "KOFFI, Mohamed Lamine".into() }),
        words: String::new(),
        why: Why::sample(),
        faults: Faults::none(),
    }
}
