//! Samples of what administrators keep: officers, clients, rules, thresholds.
use super::{DAY_US, NOW_US, Sample, put};
use crate::page::{
    ClientForm, ClientRow, ClientsPage, Done, Faults, Flaw, Frame, OfficerForm, OfficerRow, OfficersPage,
    OnceShown, OutlookRow, OutlookView, Place, RuleFault, RulesPage, ThresholdsForm, ThresholdsPage,
};
use model::{Client, ClientId, Language, Level, Officer, OfficerId, Role};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample_at(language, Place::Officers).having(Done::OfficerAdded);
    let link = OnceShown {
        name: "Kossi Adzo".into(),
        secret: "https://liaison.ncb-lome.example/enrol/7QK2-9XFT-4MPD-V3RA".into(),
        until_us: NOW_US + DAY_US,
    };
    let officers = officers();
    put(
        all,
        "officers",
        &OfficersPage {
            frame: frame.clone(),
            officers: officers.clone(),
            form: OfficerForm::default(),
            link: Some(link),
        },
    );
    put(all, "officers-edit", &OfficersPage { frame, officers, form: edit(), link: None });
    clients(language, all);
    rules(language, all);
    thresholds(language, all);
}

fn officers() -> Vec<OfficerRow> {
    let row = |number, name: &str, unit: &str, roles: &[Role], passkeys| OfficerRow {
        officer: Officer {
            id: OfficerId::from_bytes([number; 16]),
            name: name.into(),
            unit: unit.into(),
            roles: roles.to_vec(),
            clearance: Level::Restricted,
            language: Language::French,
            disabled: number == 3,
        },
        passkeys,
    };
    vec![
        row(1, "Afi Mensah-Kodjo", "Hilla-Condji border post", &[Role::Frontline, Role::Investigator], 2),
        row(2, "Kossi Adzo", "Analysis", &[Role::Analyst], 0),
        row(3, "ليلى بن صالح", "Inspection", &[Role::Inspector], 1),
    ]
}

fn edit() -> OfficerForm {
    let mut faults = Faults::none();
    faults.add("roles", Flaw::Missing);
    OfficerForm {
        id: Some(OfficerId::from_bytes([2; 16])),
        name: "Kossi Adzo".into(),
        unit: "Analysis".into(),
        faults,
        ..OfficerForm::default()
    }
}

fn clients(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample_at(language, Place::Clients);
    let row = |number, name: &str, revoked| ClientRow {
        client: Client {
            id: ClientId::from_bytes([number; 16]),
            name: name.into(),
            roles: vec![Role::Frontline],
            clearance: Level::Official,
            revoked,
        },
        made_us: NOW_US - 30 * DAY_US,
        expires_us: Some(NOW_US + 60 * DAY_US),
    };
    let clients = vec![row(1, "e-gate 4, Lomé airport", false), row(2, "passenger lists", true)];
    let token = OnceShown {
        name: "e-gate 4, Lomé airport".into(),
        secret: "lia_0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjk".into(),
        until_us: NOW_US + 90 * DAY_US,
    };
    let form = ClientForm { days: "90".into(), ..ClientForm::default() };
    put(
        all,
        "clients",
        &ClientsPage { frame: frame.clone(), clients, form: form.clone(), token: Some(token) },
    );
    put(all, "clients-empty", &ClientsPage { frame, clients: Vec::new(), form, token: None });
}

const RULES: &str = "@why(\"the administrator sees no content\")
forbid (principal, action == Action::\"See\", resource)
when { principal.roles.contains(\"administrator\") };

permit (principal, action == Action::\"See\", resource)
when { resource.owner == principal.member && resource.level <= principal.clearance };
";

fn rules(language: Language, all: &mut Vec<Sample>) {
    let page = |may_change, faults| RulesPage {
        frame: Frame::sample_at(language, Place::Rules),
        text: RULES.into(),
        words: String::new(),
        changed_us: may_change_then(may_change),
        by: Some("Kossi Adzo".into()),
        may_change,
        faults,
    };
    put(all, "rules", &page(false, Vec::new()));
    let fault = RuleFault {
        line: Some(6),
        what: "unknown attribute `membre` of principal; did you mean `member`?".into(),
    };
    put(all, "rules-faulty", &page(true, vec![fault]));
}

fn may_change_then(changed: bool) -> Option<i64> {
    changed.then_some(NOW_US - 40 * DAY_US)
}

fn thresholds(language: Language, all: &mut Vec<Sample>) {
    let row = |threshold: f64, alarms: f64, false_alarms: f64, called: &[&'static str]| OutlookRow {
        threshold,
        alarms,
        false_alarms,
        missed: 41.0 - alarms + false_alarms,
        called: called.to_vec(),
    };
    let rows = vec![
        row(0.05, 1204.0, 1163.0, &[]),
        row(0.5, 44.2, 5.1, &["possible"]),
        row(0.9, 35.4, 0.6, &["match"]),
        row(0.995, 21.0, 0.012, &[]),
    ];
    let page = |checks, form| ThresholdsPage {
        frame: Frame::sample_at(language, Place::Thresholds),
        possible: 0.5,
        certain: 0.9,
        outlook: OutlookView { days: 28, checks, rows: rows.clone() },
        form,
    };
    put(all, "thresholds", &page(66_080, None));
    let mut faults = Faults::none();
    faults.add("possible", Flaw::NoThreshold);
    let (possible, certain, words) = ("200".into(), "90".into(), "Two posts, two officers".into());
    put(all, "thresholds-faulty", &page(17, Some(ThresholdsForm { possible, certain, words, faults })));
}
