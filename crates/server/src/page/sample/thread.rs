//! Samples of messages and requests: the inbox, a thread in its states, and the form of a new one.
use super::{DAY_US, MINUTE_US, NOW_US, Sample, put};
use crate::page::{
    Colleague, CrossedRow, DigestPage, DigestSection, Done, DutyRow, Faults, FileRow, Flaw, FoundHere, Frame,
    MarkRow, NewThread, NewThreadPage, NoteRow, OtherTally, Place, SaidRow, ThreadClock, ThreadPage,
    ThreadRow, ThreadsPage, UnitRow, WatchPage, Why, template,
};
use desk::notice::Morning;
use desk::offer::Addressee;
use desk::thread::{Clocks, Number, Shown, Waits};
use model::{
    Ask, Caveat, CrimeArea, Entity, Ground, Kind, Language, Level, Member, MessageId, Purpose, Reason,
    RecordId, RequestKind, RequestState, Term, Thread, ThreadId, Word,
};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    put(all, "threads", &inbox(language));
    let none = ThreadsPage { threads: vec![], next: None, shown: Shown::Late, ..inbox(language) };
    put(all, "threads-empty", &none);
    let search = "Lomé شرطة";
    let found = ThreadsPage { shown: Shown::All, search: search.into(), ..inbox(language) };
    put(all, "threads-found", &found);
    put(all, "thread", &thread(language));
    put(all, "thread-asked", &asked(language));
    let gone = ThreadPage { thread: None, may_say: false, words: vec![], ..thread(language) };
    put(all, "thread-gone", &gone);
    put(all, "digest", &digest(language));
    let calm = DigestPage { sections: vec![], notices: vec![], ..digest(language) };
    put(all, "digest-empty", &calm);
    put(all, "watch", &watch(language, true));
    put(all, "watch-looked-at", &watch(language, false));
    let mut unset = watch(language, true);
    (unset.numbers, unset.clocks) = ("110".into(), Clocks { acknowledge_minutes: 1, ..Clocks::default() });
    unset.faults.add("numbers", Flaw::Said("each line: what it is, a colon, and the number".into()));
    put(all, "watch-wrong", &unset);
    put(all, "thread-new", &new(language, Some(RequestKind::DocumentCheck)));
    let mut wrong = new(language, None);
    wrong.faults.add("to", Flaw::Missing);
    wrong.faults.add("subject", Flaw::Missing);
    put(all, "thread-new-wrong", &wrong);
}

fn member(code: &str) -> Member {
    code.parse().expect("a member's code")
}

fn id(number: u8) -> ThreadId {
    ThreadId::from_bytes([number; 16])
}

fn inbox(language: Language) -> ThreadsPage {
    let row = |number: u8, subject: &str, left_us: i64, late| ThreadRow {
        id: id(number),
        subject: Some(subject.into()),
        owner: member("BJ"),
        others: vec![member("BJ")],
        kind: Some(RequestKind::IdentityCheck),
        state: Some(RequestState::Sent),
        life: false,
        waits: Waits::Ours,
        clock: Some(ThreadClock { due_us: NOW_US + left_us, late, life: false }),
        fresh: true,
        officer: None,
        unit: None,
        last_us: NOW_US - 3 * MINUTE_US,
    };
    let life = row(1, "Girl of about 15, ferry from Cotonou", 9 * MINUTE_US, 0);
    let clock = life.clock.map(|clock| ThreadClock { life: true, ..clock });
    ThreadsPage {
        frame: Frame {
            threads: 4,
            life: Some(id(1)),
            hits: 3,
            ..Frame::sample_at(language, Place::Threads).having(Done::Said)
        },
        why: Why::sample(),
        shown: Shown::Ours,
        search: String::new(),
        threads: vec![
            ThreadRow { life: true, clock, kind: Some(RequestKind::LifeAtRisk), ..life },
            row(2, "KOFFI, Mohamed Lamine", -3 * DAY_US, 2),
            ThreadRow {
                fresh: false,
                state: Some(RequestState::PartlyAnswered),
                officer: Some("Afi Mensah-Kodjo".into()),
                unit: Some("Hilla-Condji border post".into()),
                ..row(3, "جواز سفر مزوّر باسم نبيل فرجاني", 2 * DAY_US, 0)
            },
            ThreadRow {
                kind: None,
                state: None,
                clock: None,
                ..row(4, "Meeting of the liaison officers", 0, 0)
            },
        ],
        counts: Shown::ALL.iter().copied().zip([3, 1, 2, 4, 12, 1, 1_000]).collect(),
        most: 1_000,
        next: Some(format!("1795362847000000.{}", id(4))),
    }
}

fn said(number: u8, author: &str, word: Word, text: &str) -> SaidRow {
    SaidRow {
        id: MessageId::from_bytes([number; 16]),
        author: member(author),
        ours: author == "TG",
        word,
        to: word.names_a_member().then(|| member("NE")),
        text: Some(text.into()),
        grading: (number == 1).then(|| "B2".into()),
        ground: (word == Word::Refused).then_some(Ground::Danger),
        unit: Some("Brigade des mineurs".into()),
        by: (author == "TG").then(|| "Afi Mensah-Kodjo".into()),
        said_us: NOW_US - DAY_US + i64::from(number) * MINUTE_US,
        marks: vec![],
        files: vec![],
    }
}

fn file() -> FileRow {
    FileRow {
        id: model::AttachmentId::from_bytes([9; 16]),
        name: "صورة <b>passport</b>.jpg.exe".into(),
        media: "image/jpeg".into(),
        bytes: 1_234_567,
        active: false,
        belied: true,
        is_ours: false,
        is_copy: false,
        has_copy: false,
        goes: false,
        here: true,
        at_us: NOW_US,
        preview: true,
        held_by: vec![],
    }
}

fn opened() -> Thread {
    let about = Entity::new(Kind::Person).with("name", "KOFFI, Mohamed Lamine").expect("a name");
    Thread {
        id: id(2),
        owner: member("TG"),
        subject: "KOFFI, Mohamed Lamine".into(),
        members: [member("TG"), member("BJ"), member("NE")].into(),
        never_to: Default::default(),
        level: Level::Restricted,
        caveats: [Caveat::H1, Caveat::H3].into(),
        caveat_text: Some("Not to be told to the family".into()),
        term: Term::Soon,
        life_at_risk: false,
        reason: Reason {
            purpose: Purpose::Investigation,
            legal_basis: Some("CPP art. 78".into()),
            reference: Some("2026/14".into()),
        },
        crime: Some(CrimeArea::Trafficking),
        records: vec![RecordId::from_bytes([3; 16])],
        hits: vec![model::HitId::from_bytes([4; 16])],
        ask: Some(Ask { kind: RequestKind::IdentityCheck, asked: member("BJ"), about: vec![about] }),
    }
}

fn thread(language: Language) -> ThreadPage {
    let mark = |code: &str, left, delivered_us, read_us| MarkRow {
        member: member(code),
        left,
        delivered_us,
        read_us,
    };
    let marks = vec![
        mark("BJ", true, Some(NOW_US - MINUTE_US), Some(NOW_US)),
        mark("NE", true, Some(NOW_US - MINUTE_US), None),
        mark("X-IOM", false, None, None),
        mark("GH", true, None, None),
    ];
    let afi = Colleague { id: "07".repeat(16), name: "Afi Mensah-Kodjo".into(), unit: "Brigade".into() };
    ThreadPage {
        frame: Frame::sample_at(language, Place::Threads),
        why: Why::sample(),
        id: id(2),
        thread: Some(opened()),
        owner: member("TG"),
        members: vec![member("BJ"), member("NE"), member("TG")],
        kind: Some(RequestKind::IdentityCheck),
        state: Some(RequestState::LeaveAsked),
        asked: Some(member("BJ")),
        waits: Waits::Ours,
        clock: None,
        life: false,
        said: vec![
            SaidRow {
                marks: marks.clone(),
                ..said(1, "TG", Word::Opened, "Is he known to you?\nSeen at Hilla-Condji.")
            },
            SaidRow { text: None, marks, ..said(2, "TG", Word::Said, "") },
            SaidRow { files: vec![file()], ..said(3, "BJ", Word::Acknowledged, "") },
            said(4, "BJ", Word::LeaveAsked, "<b>Niger</b> may know more. هل نسأل النيجر؟"),
        ],
        words: RequestState::LeaveAsked.words(model::RequestSide::Asker),
        may_say: true,
        others: vec![member("NE"), member("GH")],
        proposed: Some(member("NE")),
        officer: Some(afi.clone()),
        me: Some("08".repeat(16)),
        colleagues: vec![afi],
        notes: vec![NoteRow {
            by: "Afi Mensah-Kodjo".into(),
            at_us: NOW_US,
            text: "Prosecutor first".into(),
        }],
        draft: "We agree that".into(),
        draft_us: Some(NOW_US - MINUTE_US),
        crossed: vec![],
        bytes_max: Some(2 << 30),
        takings: vec![(member("BJ"), NOW_US - MINUTE_US)],
        may_take_out: true,
        numbers: vec![],
    }
}

/// As the member sees it that is to answer, with a life at risk.
fn asked(language: Language) -> ThreadPage {
    let found = FoundHere {
        record: RecordId::from_bytes([5; 16]),
        caption: "Mohamed KOFFI".into(),
        owner: member("TG"),
        score: 0.97,
    };
    let crossed = |about: &str, found| CrossedRow { about: about.into(), found };
    ThreadPage {
        owner: member("BJ"),
        asked: Some(member("TG")),
        state: Some(RequestState::Sent),
        life: true,
        clock: Some(ThreadClock { due_us: NOW_US - MINUTE_US, late: 2, life: true }),
        words: RequestState::Sent.words(model::RequestSide::Asked),
        said: vec![said(1, "BJ", Word::Opened, "Help"), said(5, "BJ", Word::Refused, "")],
        officer: None,
        draft: String::new(),
        draft_us: None,
        numbers: vec![
            (member("BJ"), vec![number("Permanence", "+229 21 31 00 00"), number("Fax", "+229 21 31 00 01")]),
            (member("TG"), vec![number("Duty desk", "+228 22 21 00 00")]),
        ],
        crossed: vec![crossed("KOFFI · 1990", vec![found]), crossed("T1234567", vec![])],
        ..thread(language)
    }
}

fn digest(language: Language) -> DigestPage {
    let inbox = inbox(language);
    let section =
        |shown, count, threads: &[ThreadRow]| DigestSection { shown, count, threads: threads.to_vec() };
    let rows = inbox.threads.as_slice();
    DigestPage {
        sections: vec![
            section(Shown::Called, 1, &rows[..1]),
            section(Shown::Late, 1_000, rows),
            section(Shown::New, 0, &[]),
        ],
        notices: (0..).zip(Morning::ALL).map(|(count, which)| (*which, count * count)).collect(),
        may_review: true,
        others: vec![OtherTally { name: inbox.frame.named("place", "hits"), href: "/hits", count: 3 }],
        most: 1_000,
        why: Why::sample(),
        frame: inbox.frame,
    }
}

fn number(what: &str, number: &str) -> Number {
    Number { what: what.into(), number: number.into() }
}

fn watch(language: Language, may_set: bool) -> WatchPage {
    let officer = |number: &str, name: &str, unit: &str, on_duty| DutyRow {
        id: number.repeat(16),
        name: name.into(),
        unit: unit.into(),
        on_duty,
    };
    let unit = |unit: &str, head: &str| UnitRow { unit: unit.into(), head: head.repeat(16) };
    WatchPage {
        frame: Frame::sample_at(language, Place::Threads),
        units: vec![unit("Brigade des mineurs", "07"), unit("مكتب الحدود", "")],
        officers: vec![
            officer("07", "Afi Mensah-Kodjo", "Brigade des mineurs", true),
            officer("08", "سلمى الحاج", "مكتب الحدود", false),
        ],
        numbers: "Duty desk: +228 22 21 00 00\nFax: +228 22 21 00 01\n".into(),
        clocks: Clocks::default(),
        may_set,
        faults: Faults::none(),
    }
}

fn new(language: Language, kind: Option<RequestKind>) -> NewThreadPage {
    let addressee = |code: &str, name: &str| Addressee { member: member(code), name: name.into() };
    let values = NewThread {
        kind,
        to: "BJ".into(),
        subject: "KOFFI, Mohamed Lamine".into(),
        text: template(kind, language),
        caveats: vec![Caveat::H2],
        grading: "B2".into(),
        crime: "trafficking".into(),
        ..NewThread::default()
    };
    NewThreadPage {
        frame: Frame::sample_at(language, Place::Threads),
        why: Why::sample(),
        values,
        network: vec![addressee("BJ", "NCB Cotonou"), addressee("NE", "NCB Niamey")],
        faults: Faults::none(),
        draft_us: kind.map(|_| NOW_US),
    }
}
