//! Samples of what goes on between members: hits, our records elsewhere, and the network.
use super::twin::{record, rows};
use super::{DAY_US, MINUTE_US, NOW_US, Sample, put};
use crate::page::{
    AnswerRow, AnswersPage, ApartRow, CopyRow, Done, Feature, Frame, Heard, HitCheck, HitClock, HitPage,
    HitRow, HitSide, HitThread, HitsPage, HolderRow, KeptThereRow, LookRow, Measured, MemberRow, NetworkPage,
    OvertakenRow, Place, RecallRow, RecalledRow, Sharing, Stands, StrayRow, Why, WindowPage,
};
use desk::hit::Shown;
use model::{
    CopyWord, Figure, FigureOf, HitId, HitShows, HitState, HitWord, Kind, Language, Member, MemberClass,
    MemberStanding, Passed, Purpose, RecordId, Status, Stray, Term,
};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    hits(language, all);
    hit(language, all);
    let page = window(language);
    put(
        all,
        "window-record",
        &WindowPage {
            record: Some(id(1)),
            members: vec![],
            recalls: vec![],
            kept: vec![],
            holders: Some(Sharing::sample().holders),
            next: None,
            ..window(language)
        },
    );
    put(
        all,
        "window-empty",
        &WindowPage {
            members: vec![],
            recalls: vec![],
            kept: vec![],
            looks: vec![],
            next: None,
            ..window(language)
        },
    );
    put(all, "window", &page);
    put(all, "network", &network(language));
    let alone = NetworkPage {
        network: None,
        members: vec![],
        apart: vec![],
        strays: vec![],
        overtaken: vec![],
        ..network(language)
    };
    put(all, "network-alone", &alone);
    answers(language, all);
}

fn answers(language: Language, all: &mut Vec<Sample>) {
    let figure = |code: &str, what, term, hours: &[i64], open| {
        let mut figure = Figure::none(member(code), what, term);
        hours.iter().for_each(|hours| figure.count(Some(hours * 60 * MINUTE_US), 0));
        (0..open).for_each(|_| figure.count(None, 400 * DAY_US));
        figure
    };
    let row = |all: Figure| AnswerRow {
        by: ["CI", "TG"].map(|asker| Measured { asker: member(asker), figure: all.clone() }).to_vec(),
        all,
    };
    let rows = vec![
        row(figure("BJ", FigureOf::Request, Term::Urgent, &[1, 2, 5, 30], 0)),
        row(figure("BJ", FigureOf::Hit, Term::Soon, &[20, 60, 100], 2)),
        row(figure("CI", FigureOf::Request, Term::Usual, &[900, 950], 1)),
        row(figure("GH", FigureOf::Request, Term::Usual, &[], 3)),
    ];
    let page = AnswersPage { frame: Frame::sample_at(language, Place::Network), rows };
    put(all, "answers", &page);
    put(all, "answers-empty", &AnswersPage { rows: vec![], ..page });
}

fn strays() -> Vec<StrayRow> {
    let row = |code: &str, ours, what, record: Option<u8>| StrayRow {
        member: member(code),
        ours,
        what,
        version: 3,
        record: record.map(id),
        first_us: NOW_US - 2 * DAY_US,
        alarmed: true,
        settled_us: None,
        may_settle: ours && record.is_some(),
    };
    let again =
        StrayRow { settled_us: Some(NOW_US), may_settle: false, ..row("FR", true, Stray::Kept, Some(3)) };
    vec![
        row("BJ", true, Stray::Lost, Some(1)),
        row("BJ", true, Stray::Kept, Some(2)),
        StrayRow { alarmed: false, ..row("CI", false, Stray::Lost, None) },
        row("CI", false, Stray::Kept, Some(4)),
        again,
    ]
}

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn member(code: &str) -> Member {
    code.parse().expect("a member's code")
}

fn hits(language: Language, all: &mut Vec<Sample>) {
    let row = |number: u8, left_us: i64, term| HitRow {
        id: HitId::from_bytes([number; 16]),
        other: member("BJ"),
        kind: Kind::Person,
        caption: Some("KOFFI, Mohamed Lamine".into()),
        is_check: false,
        status: Some(Status::Wanted),
        theirs: Some("كوفي محمد".into()),
        score: 0.97,
        clock: HitClock { term, due_us: NOW_US + left_us, over: false },
        state: HitState::Raised,
        their_word: None,
    };
    let phone = HitRow {
        kind: Kind::Phone,
        caption: Some("+22890123456".into()),
        status: None,
        theirs: None,
        other: member("X-IOM"),
        their_word: Some(HitWord::Confirmed),
        state: HitState::Open,
        ..row(3, 5 * DAY_US, Term::Usual)
    };
    let checked = HitRow { caption: None, is_check: true, ..row(6, DAY_US, Term::Soon) };
    let page = HitsPage {
        frame: Frame { hits: 3, ..Frame::sample_at(language, Place::Hits) },
        why: Why::sample(),
        shown: Shown::Ours,
        hits: vec![
            row(1, -3 * DAY_US, Term::Soon),
            row(4, 12 * MINUTE_US, Term::Urgent),
            row(2, 95 * MINUTE_US, Term::Urgent),
            phone,
            HitRow { theirs: None, caption: Some("KOFFI, Mohamed".into()), ..checked.clone() },
            checked,
        ],
        waiting: 1_000,
        most: 1_000,
        next: Some("1790000000000000.3f".into()),
    };
    let over = HitRow {
        clock: HitClock { term: Term::Usual, due_us: NOW_US - DAY_US, over: true },
        state: HitState::Refuted,
        ..row(5, 0, Term::Usual)
    };
    put(all, "hits-over", &HitsPage { shown: Shown::Over, hits: vec![over], next: None, ..page.clone() });
    let empty = HitsPage {
        hits: vec![],
        waiting: 0,
        next: None,
        frame: Frame::sample_at(language, Place::Hits).having(Done::HitAnswered),
        ..page.clone()
    };
    put(all, "hits-empty", &empty);
    put(all, "hits-theirs", &HitsPage { shown: Shown::Theirs, ..empty });
    put(all, "hits", &page);
}

fn side(code: &str, shows: HitShows, word: Option<HitWord>) -> HitSide {
    HitSide {
        member: member(code),
        shows,
        word: word.map(|word| (word, NOW_US - 40 * MINUTE_US)),
        ground: None,
    }
}

fn hit(language: Language, all: &mut Vec<Sample>) {
    let feature = |name: &str, query: &str, record: &str, weight| Feature {
        name: name.into(),
        query: query.into(),
        record: record.into(),
        weight,
    };
    let page = HitPage {
        frame: Frame::sample_at(language, Place::Hits),
        why: Why::sample(),
        id: HitId::from_bytes([1; 16]),
        clock: HitClock { term: Term::Urgent, due_us: NOW_US + 95 * MINUTE_US, over: false },
        state: HitState::Open,
        raised_us: NOW_US - 60 * MINUTE_US,
        raised_by: member("BJ"),
        ours: side("TG", HitShows::Contact, Some(HitWord::Acknowledged)),
        theirs: side("BJ", HitShows::Full, None),
        our_record: Some(record(1)),
        their_record: None,
        check: None,
        records: vec![record(1), record(2)],
        rows: rows(),
        contact: "NCB Cotonou".into(),
        score: 0.93,
        features: vec![
            feature("name", "koffi", "koffi", 5.2),
            feature("date-year", "1974-08-12", "1974", 2.2),
            feature("name-missing", "lamine", "", -0.7),
        ],
        threads: vec![],
        asks: Some("Please confirm that the person or thing of this hit is the one of your record.".into()),
        may_answer: true,
        place: "1790000000000000.3f".into(),
        waiting: 3,
        most: 1_000,
    };
    let apart = HitPage {
        records: vec![],
        rows: vec![],
        features: vec![],
        state: HitState::Raised,
        ours: side("TG", HitShows::Silent, None),
        theirs: side("BJ", HitShows::Contact, None),
        asks: None,
        ..page.clone()
    };
    put(all, "hit-apart", &apart);
    let mut asked = record(1);
    asked.action = Some("Arrest with a view to extradition.".into());
    let confirmed = HitPage {
        state: HitState::Confirmed,
        clock: HitClock { over: true, ..page.clock },
        ours: side("TG", HitShows::Full, Some(HitWord::Confirmed)),
        theirs: side("BJ", HitShows::Full, Some(HitWord::Confirmed)),
        records: vec![asked, record(2)],
        may_answer: false,
        ..page.clone()
    };
    of_checks(&apart, all);
    asked_about(&page, all);
    put(all, "hit-confirmed", &confirmed);
    put(all, "hit", &page);
}

/// The other side was asked, and cannot tell.
fn asked_about(page: &HitPage, all: &mut Vec<Sample>) {
    let thread = |number, state| HitThread {
        id: model::ThreadId::from_bytes([number; 16]),
        state,
        last_us: NOW_US - 5 * MINUTE_US,
    };
    let mut unsure = side("BJ", HitShows::Full, Some(HitWord::Inconclusive));
    unsure.ground = Some(model::HitGround::TooLittle);
    let asked = HitPage {
        theirs: unsure,
        threads: vec![thread(7, Some(model::RequestState::Acknowledged)), thread(8, None)],
        ..page.clone()
    };
    put(all, "hit-asked", &asked);
}

/// One side is a check: theirs, or ours with and without a copy of their record.
fn of_checks(apart: &HitPage, all: &mut Vec<Sample>) {
    let check = HitCheck {
        member: member("BJ"),
        unit: Some("Port autonome de Cotonou".into()),
        officer: Some("5f0c2a9b".into()),
        purpose: Purpose::BorderControl,
        reference: Some("OP-TURQUESA-8".into()),
        kind: Kind::Person,
        asked: None,
        asked_us: NOW_US - 61 * MINUTE_US,
    };
    put(all, "hit-of-check", &HitPage { check: Some(check.clone()), ..apart.clone() });
    let check = HitCheck { member: member("TG"), asked: Some("Person name=Koffi".into()), ..check };
    let of_ours = HitPage { our_record: None, check: Some(check), ..apart.clone() };
    put(all, "hit-of-our-check", &HitPage { their_record: Some(record(2)), ..of_ours.clone() });
    put(all, "hit-of-our-check-apart", &of_ours);
}

fn look(what: &str, code: &str, ago_us: i64) -> LookRow {
    LookRow {
        record: id(1),
        version: 3,
        member: member(code),
        what: what.into(),
        unit: Some("Port autonome de Cotonou".into()),
        officer: Some("5f0c2a9b1d8e4c73".into()),
        purpose: Purpose::BorderControl,
        reference: Some("OP-TURQUESA-8".into()),
        done_us: NOW_US - ago_us,
    }
}

fn copy() -> CopyRow {
    CopyRow {
        word: CopyWord::Kept,
        basis: Some("Code de procédure pénale, art. 97".into()),
        why: Some("kept by order of a court".into()),
        unit: Some("OCRTEH".into()),
        until_us: Some(NOW_US + 200 * DAY_US),
    }
}

fn window(language: Language) -> WindowPage {
    let recall = |number, code: &str, since_us, level| RecallRow {
        record: id(number),
        member: member(code),
        since_us,
        level,
    };
    let told = |code: &str, stands, waiting, confirmed| RecalledRow {
        member: member(code),
        waiting,
        oldest_us: (waiting > 0).then_some(NOW_US - 5 * DAY_US),
        confirmed,
        kept: u64::from(stands == Stands::Kept),
        stands,
    };
    WindowPage {
        frame: Frame::sample_at(language, Place::Window),
        why: Why::sample(),
        record: None,
        kept: vec![KeptThereRow { record: id(6), member: member("FR"), copy: copy() }],
        keeps: true,
        holders: None,
        taken_back: false,
        members: vec![
            told("BJ", Stands::Done, 0, 12),
            told("FR", Stands::Kept, 0, 11),
            told("GH", Stands::Unreached, 2, 3),
            told("NE", Stands::Late, 1, 11),
            told("NG", Stands::Waits, 1, 4),
            told("X-IOM", Stands::Waits, 1, 0),
        ],
        recalls: vec![
            recall(7, "NE", NOW_US - 5 * DAY_US, 2),
            recall(9, "GH", NOW_US - 2 * DAY_US, 1),
            recall(8, "X-IOM", NOW_US - 20 * MINUTE_US, 0),
        ],
        looks: vec![
            look("consulted", "BJ", 4 * MINUTE_US),
            LookRow { unit: None, officer: None, reference: None, ..look("opened", "NE", DAY_US) },
            look("exported", "X-IOM", 3 * DAY_US),
        ],
        next: Some("41".into()),
    }
}

impl Sharing {
    pub(super) fn sample() -> Sharing {
        let holder = |code: &str, recalled, confirmed| HolderRow {
            member: member(code),
            version: 3,
            recalled,
            since_us: NOW_US - 2 * DAY_US,
            confirmed_us: confirmed,
            unreached: code == "NE",
            copy: None,
        };
        let confirmed = Some(NOW_US - DAY_US);
        Sharing {
            holders: vec![
                holder("BJ", false, confirmed),
                holder("NE", false, None),
                holder("GH", true, confirmed),
                HolderRow { copy: Some(copy()), ..holder("FR", true, confirmed) },
            ],
            looks: vec![look("opened", "BJ", MINUTE_US)],
            more: true,
        }
    }
}

fn apart() -> Vec<ApartRow> {
    let row = |code: &str, passed, acts: &[u64], there, alarmed| ApartRow {
        member: member(code),
        passed,
        day: "2026-11-20".into(),
        acts: acts.to_vec(),
        there,
        first_us: NOW_US - DAY_US,
        alarmed,
    };
    vec![
        row("BJ", Passed::Shown, &[], 3, true),
        row("NE", Passed::Asked, &[48_211, 48_340], 0, true),
        row("GH", Passed::Looked, &[51_007], 0, false),
    ]
}

fn network(language: Language) -> NetworkPage {
    let row = |code: &str, name: &str, class| MemberRow {
        member: member(code),
        name: name.into(),
        class,
        standing: MemberStanding::Active,
        fingerprint: "3F2A 9C11 E07B 55D0 8A64".into(),
        endpoints: vec!["https://liaison.example:7701".into()],
        numbers: vec![desk::thread::Number { what: "Permanence".into(), number: "+229 21 31 00 00".into() }],
        heard: Heard::Fresh,
        reached_us: Some(NOW_US - MINUTE_US),
        fault: None,
        waiting: 0,
        mailboxes: vec![],
        reckoned_us: Some(NOW_US - DAY_US / 3),
    };
    NetworkPage {
        frame: Frame::sample_at(language, Place::Network),
        network: Some(("Gulf of Guinea".into(), "77D1 04BE 9F3C 2288 61A0".into())),
        apart: apart(),
        may_settle: true,
        strays: strays(),
        overtaken: [
            (1, 4, false, false),
            (2, 2, true, false),
            (3, 1_790_013_140_000, false, true),
            (4, 1, false, false),
        ]
        .map(|(number, version, gone, is_notice)| OvertakenRow {
            record: id(number),
            member: member("BJ"),
            version,
            is_notice,
            is_here: number != 4,
            gone,
        })
        .to_vec(),
        identity: Some("91C0 5E2D 7A4F 3B18 C6E9".into()),
        members: vec![
            MemberRow {
                fault: Some(("connection refused".into(), NOW_US - 2 * DAY_US)),
                waiting: 1_204,
                mailboxes: vec![(member("X-HUB"), NOW_US - DAY_US)],
                heard: Heard::Stale,
                ..row("BJ", "NCB Cotonou", MemberClass::Bureau)
            },
            MemberRow {
                standing: MemberStanding::Suspended,
                heard: Heard::Never,
                reached_us: None,
                endpoints: vec![],
                ..row("NE", "BCN Niamey", MemberClass::Bureau)
            },
            row("TG", "NCB Lomé", MemberClass::Bureau),
            MemberRow { heard: Heard::Lapsed, ..row("X-IOM", "IOM", MemberClass::Institution) },
        ],
    }
}
