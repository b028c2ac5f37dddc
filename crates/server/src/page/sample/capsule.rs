//! Samples of capsules: the list, one just made, one that is waited for, one whose device is lost.
use super::{DAY_US, NOW_US, Sample, put};
use crate::page::{
    CapsuleForm, CapsuleMade, CapsulePage, CapsuleRow, CapsulesPage, Faults, Flaw, FoundAtPost, Frame,
    LeaseTold, Place, Why,
};
use desk::capsule::LogIs;
use model::{CapsuleId, Client, ClientId, Kind, Language, Level, Purpose, RecordId, Role};

fn row(number: u8, post: &str, until: i64, log: LogIs) -> CapsuleRow {
    CapsuleRow {
        id: CapsuleId::from_bytes([number; 16]),
        post: post.into(),
        purpose: Purpose::BorderControl,
        records: 48_211,
        made_us: NOW_US - 2 * DAY_US,
        ends_us: NOW_US + 3 * DAY_US,
        leased_until_us: NOW_US + until,
        taken: log != LogIs::None,
        ended_us: None,
        lost: false,
        log,
        late: 0,
        home_us: None,
        given_up: None,
        now_us: NOW_US,
    }
}

fn form() -> CapsuleForm {
    let post = |number, name: &str| Client {
        id: ClientId::from_bytes([number; 16]),
        name: name.into(),
        roles: vec![Role::Frontline],
        clearance: Level::Restricted,
        revoked: false,
    };
    CapsuleForm {
        posts: vec![post(1, "Aflao"), post(2, "Pont de Sanvee-Condji")],
        client: Some(ClientId::from_bytes([2; 16])),
        device: String::new(),
        kinds: vec![],
        lists: String::new(),
        days: "3".into(),
        lease_hours: "24".into(),
        officers: "K. Mensah\nA. Dossou".into(),
        tongue: Language::French,
        why: Why::sample(),
        faults: Faults::none(),
    }
}

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample_at(language, Place::Capsules);
    let very = CapsuleRow {
        late: 2,
        home_us: Some(NOW_US - 5 * DAY_US),
        ..row(1, "Aflao", -4 * DAY_US, LogIs::Awaited)
    };
    let cut = CapsuleRow {
        late: 1,
        home_us: Some(NOW_US - DAY_US / 4),
        ..row(7, "Badou", -DAY_US - DAY_US / 4, LogIs::Cut)
    };
    let given_up = CapsuleRow {
        home_us: Some(NOW_US - DAY_US),
        given_up: Some("Le disque de l’appareil a brûlé avec le poste".into()),
        ..row(8, "Kpalimé", -3 * DAY_US, LogIs::GivenUp)
    };
    let late = CapsuleRow { late: 1, ..row(2, "Kodjoviakopé", -DAY_US - DAY_US / 3, LogIs::Awaited) };
    let home = CapsuleRow {
        home_us: Some(NOW_US - DAY_US),
        ends_us: NOW_US - DAY_US,
        ..row(5, "Noépé", -2 * DAY_US, LogIs::Home)
    };
    let lost =
        CapsuleRow { lost: true, ended_us: Some(NOW_US), ..row(6, "Vedette 12", DAY_US / 3, LogIs::Lost) };
    let page = CapsulesPage {
        frame,
        rows: vec![
            very.clone(),
            late,
            cut.clone(),
            given_up.clone(),
            row(3, "Sanvee-Condji", DAY_US / 2, LogIs::Out),
            row(4, "Agouégan", DAY_US / 2, LogIs::None),
            home.clone(),
            lost.clone(),
        ],
        node: Some("18755 70775 18281 37560 08173 76863 61461 90237".into()),
        form: Some(form()),
        made: None,
    };
    put(all, "capsules", &page);
    let mut faults = Faults::none();
    faults.add("device", Flaw::Said("this is no key of a device: see liaison capsule device".into()));
    faults.add("legal_basis", Flaw::Missing);
    put(
        all,
        "capsules-faulty",
        &CapsulesPage { form: Some(CapsuleForm { faults, ..form() }), ..page.clone() },
    );
    let made = CapsuleMade {
        id: CapsuleId::from_bytes([4; 16]),
        post: "Agouégan".into(),
        records: 48_211,
        others: 1_204,
        code: "18755 70775 18281 37560 08173 76863 61461 90237".into(),
        until_us: NOW_US + DAY_US,
    };
    put(all, "capsules-made", &CapsulesPage { made: Some(made), ..page.clone() });
    put(
        all,
        "capsules-empty",
        &CapsulesPage { rows: vec![], form: Some(CapsuleForm { posts: vec![], ..form() }), ..page.clone() },
    );
    one(language, all, [very, home, lost, cut, given_up]);
}

/// One of them, in each state that matters.
fn one(language: Language, all: &mut Vec<Sample>, [very, home, lost, cut, given_up]: [CapsuleRow; 5]) {
    let frame = Frame::sample_at(language, Place::Capsules);
    let found = |number, caption: &str, owner: &str, opened| FoundAtPost {
        id: RecordId::from_bytes([number; 16]),
        kind: Kind::Person,
        caption: caption.into(),
        owner: owner.parse().expect("a member's code"),
        at_us: NOW_US - DAY_US,
        opened,
    };
    let one = CapsulePage {
        frame,
        row: very,
        device: "5fb22c4a0d6e9931".into(),
        kinds: vec![(Kind::Person, 41_007), (Kind::Document, 6_900), (Kind::Vehicle, 304)],
        owners: vec![
            ("BJ".parse().expect("a member's code"), 1_204),
            ("TG".parse().expect("a member's code"), 47_007),
        ],
        checks: 312,
        refused: 1,
        found: vec![found(1, "Kossi Agbéko", "TG", true), found(2, "فاطمة الزهراء", "BJ", false)],
        unseen: 2,
        lease: None,
        why: String::new(),
        faults: Faults::none(),
    };
    put(all, "capsule", &one);
    let mut faults = Faults::none();
    faults.add("why", Flaw::Missing);
    put(all, "capsule-cut", &CapsulePage { row: cut.clone(), ..one.clone() });
    put(all, "capsule-cut-faulty", &CapsulePage { row: cut, faults, ..one.clone() });
    put(all, "capsule-given-up", &CapsulePage { row: given_up, ..one.clone() });
    let lease = LeaseTold {
        code: "18755 70775 18281 37560 08173 76863 61461 90237".into(),
        until_us: NOW_US + DAY_US,
        newer: 14,
    };
    let out = row(3, "Sanvee-Condji", DAY_US / 2, LogIs::Out);
    put(
        all,
        "capsule-leased",
        &CapsulePage { row: out, lease: Some(lease), found: vec![], unseen: 0, ..one.clone() },
    );
    put(all, "capsule-lost", &CapsulePage { row: lost, found: vec![], kinds: vec![], ..one.clone() });
    put(all, "capsule-home", &CapsulePage { row: home, found: vec![], unseen: 0, ..one });
}
