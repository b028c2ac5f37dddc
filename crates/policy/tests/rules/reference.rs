//! The rules told a second time, in plain Rust and by another hand's order, and compared with Cedar cell by cell.
use crate::world::{self, Relation, member};
use model::{Actor, Level, Purpose, Reason, Role, Stamp, StampNo, Status, ThreadStamp};
use policy::Rules;
use std::thread;

/// What one role is for, under one purpose. Nothing here looks at the record.
fn duties(role: Role, purpose: Purpose) -> &'static [&'static str] {
    use Purpose::*;
    let daily = !matches!(purpose, Analysis | Oversight | Administration);
    match (role, purpose) {
        (Role::Frontline, _) if daily => &["See", "Check", "Ask", "OpenRecord", "Stand"],
        (Role::Investigator, _) if daily => &[
            "See",
            "Check",
            "Ask",
            "OpenRecord",
            "Stand",
            "ListRecords",
            "File",
            "Revise",
            "Withdraw",
            "Export",
            "ReviewTwins",
            "Judge",
            "ReviewHits",
            "ReviewThreads",
            "AnswerHit",
            "ReadWindow",
            "ReadPeers",
            "KeepByLaw",
            "OpenKept",
            "ReadKept",
        ],
        (Role::Investigator, Analysis) => &[
            "See",
            "OpenRecord",
            "ListRecords",
            "File",
            "Revise",
            "Withdraw",
            "Export",
            "ReviewTwins",
            "Judge",
            "ReviewHits",
            "ReviewThreads",
            "AnswerHit",
            "ReadWindow",
            "ReadPeers",
            "KeepByLaw",
            "OpenKept",
            "ReadKept",
        ],
        (Role::Analyst, _) if daily => &[
            "See",
            "Check",
            "Ask",
            "OpenRecord",
            "Stand",
            "ListRecords",
            "Import",
            "File",
            "Export",
            "SeekTwins",
            "ReviewTwins",
            "Judge",
            "ReviewHits",
            "ReviewThreads",
            "AnswerHit",
            "ReadWindow",
            "ReadPeers",
        ],
        (Role::Analyst, Analysis) => &[
            "See",
            "OpenRecord",
            "ListRecords",
            "Import",
            "File",
            "Export",
            "SeekTwins",
            "ReviewTwins",
            "Judge",
            "ReviewHits",
            "ReviewThreads",
            "AnswerHit",
            "ReadWindow",
            "ReadPeers",
        ],
        (Role::Coordinator, _) if daily => &[
            "See",
            "Check",
            "Ask",
            "OpenRecord",
            "Stand",
            "ListRecords",
            "Import",
            "ReadThresholds",
            "SetThresholds",
            "ReviewHits",
            "ReviewThreads",
            "ReadPeers",
            "ReadWindow",
            "ReadKept",
            "SetClocks",
            "MakeCapsule",
            "KeepCapsules",
        ],
        (Role::Coordinator, Analysis) => &[
            "See",
            "OpenRecord",
            "ListRecords",
            "Import",
            "ReadThresholds",
            "SetThresholds",
            "ReviewHits",
            "ReviewThreads",
            "ReadPeers",
            "ReadWindow",
            "ReadKept",
            "SetClocks",
            "KeepCapsules",
        ],
        (Role::VictimProtection, VictimProtection | MissingPersons | Identification) => &[
            "See",
            "Check",
            "Ask",
            "OpenRecord",
            "ListRecords",
            "File",
            "Revise",
            "Withdraw",
            "ReviewTwins",
            "Judge",
            "ReviewHits",
            "ReviewThreads",
            "AnswerHit",
            "ReadWindow",
            "ReadPeers",
        ],
        (Role::Compliance, _) if daily => &["See", "Check", "OpenRecord"],
        (Role::Compliance, Analysis) => &["See", "OpenRecord"],
        (Role::Inspector, Oversight) => &["ReadLog", "SettleLog", "ReadRules", "ReadThresholds", "ReadPeers"],
        (Role::Administrator, Administration) => KEEPING,
        _ => &[],
    }
}

/// The same of notices.
fn of_notices(role: Role, purpose: Purpose) -> &'static [&'static str] {
    use Purpose::*;
    let daily = !matches!(purpose, Analysis | Oversight | Administration);
    match (role, purpose) {
        (Role::Frontline, _) if daily => &["ReadNotices"],
        (Role::Investigator, _) if daily || purpose == Analysis => {
            &["ReadNotices", "DraftNotice", "ApproveNotice"]
        }
        (Role::Analyst, _) if daily || purpose == Analysis => &["ReadNotices"],
        (Role::Coordinator, _) if daily || purpose == Analysis => {
            &["ReadNotices", "ApproveNotice", "SendNotice"]
        }
        (Role::Compliance, _) if daily || purpose == Analysis => &["ReadNotices", "ReviewNotice"],
        (Role::VictimProtection, VictimProtection | MissingPersons | Identification) => {
            &["ReadNotices", "DraftNotice", "KeepProtected"]
        }
        _ => &[],
    }
}

const KEEPING: &[&str] = &[
    "KeepOfficers",
    "KeepClients",
    "KeepCapsules",
    "KeepPeers",
    "ReadPeers",
    "ReadRules",
    "ChangeRules",
    "ReadThresholds",
    "SetThresholds",
    "SetClocks",
    "Backup",
    "ChangeKeys",
];

/// Of what others have taken back.
const KEPT: [&str; 2] = ["KeepByLaw", "OpenKept"];

fn console_duties(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Oversight => &[],
        Purpose::Administration => &[
            "Import",
            "SeekTwins",
            "ReadLog",
            "ReadKept",
            "KeepOfficers",
            "KeepClients",
            "KeepCapsules",
            "KeepPeers",
            "ReadPeers",
            "ReadRules",
            "ChangeRules",
            "ReadThresholds",
            "SetThresholds",
            "SetClocks",
            "Backup",
            "ChangeKeys",
        ],
        Purpose::Analysis => &["See", "Import", "Export", "SeekTwins"],
        _ => &["See", "Check", "Ask", "Import", "Export", "MakeCapsule", "SeekTwins"],
    }
}

/// Whether the role alone gives it: duties add up, and what keeps two duties apart takes away.
fn gives(by: &Actor, action: &str, reason: &Reason) -> bool {
    let purpose = reason.purpose;
    if ["Export", "MakeCapsule"].contains(&action)
        && reason.legal_basis.as_deref().unwrap_or("").trim().is_empty()
    {
        return false;
    }
    let by_law = KEPT.contains(&action);
    if by_law && (reason.legal_basis.is_none() || reason.reference.is_none()) {
        return false;
    }
    let roles = match by {
        Actor::Engine { .. } | Actor::Node { .. } => return false,
        Actor::Console { .. } => return console_duties(purpose).contains(&action),
        Actor::Officer { roles, .. } | Actor::Client { roles, .. } => roles,
    };
    let reads = ["ReadRules", "ReadThresholds", "ReadPeers"].contains(&action);
    let keeps = KEEPING.contains(&action) && !reads;
    let machine = matches!(by, Actor::Client { .. });
    let carries = action == "MakeCapsule";
    let administrator = roles.contains(&Role::Administrator);
    let inspector = roles.contains(&Role::Inspector);
    let decides = ["ApproveNotice", "SendNotice", "ReviewNotice", "KeepProtected"].contains(&action);
    let given = |role: &Role| {
        duties(*role, purpose).contains(&action) || of_notices(*role, purpose).contains(&action)
    };
    roles.iter().any(given)
        && !(machine && (keeps || carries || decides || by_law))
        && !(administrator && !keeps && !reads)
        && !(inspector && !["ReadLog", "SettleLog"].contains(&action) && !reads)
}

/// Whether the record lets them.
fn lets(by: &Actor, action: &str, reason: &Reason, stamp: &Stamp) -> bool {
    let own = stamp.owner == member("TG");
    let given = own || (stamp.audience.includes(&member("TG")) && !stamp.never_to.contains(&member("TG")));
    let writes = ["File", "Revise", "Withdraw"].contains(&action);
    let by_law = KEPT.contains(&action);
    let meant =
        action == "File" || by_law || stamp.purposes.is_empty() || stamp.purposes.contains(&reason.purpose);
    given
        && (own || !writes)
        && !(own && by_law)
        && meant
        && cleared(by, stamp.level)
        && (!protects(stamp) || trusted(by, reason))
}

fn cleared(by: &Actor, level: Level) -> bool {
    match by {
        Actor::Officer { clearance, .. } | Actor::Client { clearance, .. } => level <= *clearance,
        _ => level <= Level::Restricted,
    }
}

fn protects(stamp: &Stamp) -> bool {
    matches!(stamp.status, Some(Status::Witness | Status::PossibleVictim))
}

fn trusted(by: &Actor, reason: &Reason) -> bool {
    by.roles().iter().any(|role| match role {
        Role::VictimProtection => {
            matches!(
                reason.purpose,
                Purpose::VictimProtection | Purpose::MissingPersons | Purpose::Identification
            )
        }
        Role::Investigator => {
            matches!(
                reason.purpose,
                Purpose::Investigation | Purpose::VictimProtection | Purpose::MissingPersons
            )
        }
        _ => false,
    })
}

fn may(by: &Actor, action: &str, reason: &Reason, stamp: &Stamp) -> bool {
    if matches!(by, Actor::Engine { .. }) {
        return action == "See";
    }
    gives(by, action, reason) && lets(by, action, reason, stamp)
}

/// Every set of roles, the empty one too.
fn role_sets() -> Vec<Vec<Role>> {
    let sets = 0..1usize << Role::ALL.len();
    let chosen =
        |set: usize| Role::ALL.iter().enumerate().filter(move |(i, _)| set >> i & 1 == 1).map(|(_, r)| *r);
    sets.map(|set| chosen(set).collect()).collect()
}

/// Each work on a thread of its own; gives the number of cells compared.
fn together<T: Send>(works: Vec<T>, compare: impl Fn(T) -> usize + Sync) -> usize {
    let compare = &compare;
    thread::scope(|scope| {
        let threads: Vec<_> = works.into_iter().map(|work| scope.spawn(move || compare(work))).collect();
        threads.into_iter().map(|thread| thread.join().expect("the cells agree")).sum()
    })
}

fn stamps() -> Vec<(StampNo, Stamp)> {
    let mut stamps = Vec::new();
    for relation in world::RELATIONS {
        for &level in Level::ALL {
            let plain = Stamp { level, ..world::stamp(relation) };
            let limited = [Purpose::Investigation, Purpose::Identification].into();
            stamps.push(Stamp { status: Some(Status::PossibleVictim), ..plain.clone() });
            stamps.push(Stamp { purposes: limited, ..plain.clone() });
            stamps.push(plain);
        }
    }
    (0..).map(StampNo).zip(stamps).collect()
}

#[test]
fn every_set_of_roles_does_on_the_node_what_the_reference_says() {
    let rules = Rules::standard(world::home());
    let cells = together(role_sets(), |roles| {
        let mut cells = 0;
        for by in [world::officer(&roles, Level::Official), world::client(&roles, Level::Official)] {
            for &purpose in Purpose::ALL {
                let unfounded = ("Export", Reason::of(purpose));
                let founded = world::ON_NODE.map(|action| (action, world::reason(purpose)));
                for (action, reason) in founded.into_iter().chain([unfounded]) {
                    let given = world::on_node(&rules, action, &by, &reason);
                    let said = gives(&by, action, &reason);
                    assert_eq!(given.is_ok(), said, "{action} by {by:?} for {reason:?}: {given:?}");
                    cells += 1;
                }
            }
        }
        cells
    });
    assert_eq!(cells, 256 * 2 * 11 * 34);
}

/// Whether they may read and write in a thread, in words: those who write at all, whom the level and the matter let.
fn may_in_thread(by: &Actor, reason: &Reason, stamp: &ThreadStamp) -> bool {
    let protection = |purpose| {
        matches!(purpose, Purpose::VictimProtection | Purpose::MissingPersons | Purpose::Identification)
    };
    let has = |role| by.roles().contains(&role);
    let writes = has(Role::Investigator) || has(Role::Analyst) || has(Role::Coordinator);
    let for_victims = stamp.purpose != Purpose::VictimProtection
        || ((has(Role::VictimProtection) || has(Role::Investigator))
            && (protection(reason.purpose) || reason.purpose == Purpose::Investigation));
    gives(by, "ReviewThreads", reason)
        && cleared(by, stamp.level)
        && for_victims
        && (writes || protection(stamp.purpose))
}

#[test]
fn every_set_of_roles_reads_the_threads_that_the_reference_says() {
    let rules = Rules::standard(world::home());
    let of = |level: &Level| {
        Purpose::ALL
            .iter()
            .map(|purpose| ThreadStamp { level: *level, purpose: *purpose })
            .collect::<Vec<_>>()
    };
    let stamps: Vec<ThreadStamp> = Level::ALL.iter().flat_map(of).collect();
    let cells = together(role_sets(), |roles| {
        let mut cells = 0;
        let by = world::officer(&roles, Level::Restricted);
        for &purpose in Purpose::ALL {
            let reason = world::reason(purpose);
            let sight = rules.threads(&by, &reason);
            for stamp in &stamps {
                let said = may_in_thread(&by, &reason, stamp);
                assert_eq!(sight.shows(*stamp), said, "{stamp} by {by:?} for {purpose}");
                cells += 1;
            }
        }
        cells
    });
    assert_eq!(cells, 256 * 11 * 44);
}

#[test]
fn the_console_and_the_engine_do_on_the_node_what_the_reference_says() {
    let rules = Rules::standard(world::home());
    for by in [world::console(), world::engine()] {
        for &purpose in Purpose::ALL {
            for action in world::ON_NODE {
                for reason in [world::reason(purpose), Reason::of(purpose)] {
                    let given = world::on_node(&rules, action, &by, &reason);
                    assert_eq!(given.is_ok(), gives(&by, action, &reason), "{action} by {by:?}: {given:?}");
                }
            }
        }
    }
}

#[test]
fn every_role_does_on_every_record_what_the_reference_says() {
    let rules = Rules::standard(world::home());
    let single = Role::ALL.iter().map(|role| world::officer(&[*role], Level::Restricted));
    let pairs = [
        world::officer(&[], Level::Confidential),
        world::officer(&[Role::Frontline, Role::VictimProtection], Level::Confidential),
        world::client(&[Role::Investigator, Role::Analyst], Level::Official),
        world::console(),
        world::engine(),
    ];
    let works = single.chain(pairs).collect::<Vec<_>>();
    let actors = works.len();
    let stamps = stamps();
    let cells = together(works, |by| {
        let mut cells = 0;
        for &purpose in Purpose::ALL {
            let reason = world::reason(purpose);
            let sight = rules.sight(&by, &reason, &stamps);
            for (number, stamp) in &stamps {
                assert_eq!(
                    sight.shows(*number),
                    may(&by, "See", &reason, stamp),
                    "{by:?} {reason:?} {stamp:?}"
                );
                for action in world::ON_RECORD.into_iter().filter(|action| *action != "See") {
                    agree(&rules, action, &by, &reason, stamp);
                }
                cells += world::ON_RECORD.len();
            }
        }
        cells
    });
    assert_eq!(cells, actors * 11 * 7 * 4 * 3 * 9);
}

/// Cedar and the reference say the same, and a refusal conceals exactly the records that may not be known of.
fn agree(rules: &Rules, action: &str, by: &Actor, reason: &Reason, stamp: &Stamp) {
    let given = world::on_record(rules, action, by, reason, stamp);
    let said = may(by, action, reason, stamp);
    assert_eq!(given.is_ok(), said, "{action} by {by:?} for {reason:?} on {stamp:?}: {given:?}");
    if let Err(Some(refusal)) = given {
        let secret = action != "File" && !may(by, "See", reason, stamp);
        assert_eq!(refusal.conceals(), secret, "{action} by {by:?} on {stamp:?}: {}", refusal.why());
    }
}

#[test]
fn all_kinds_and_states_of_records_are_seen_alike_but_for_protected_ones() {
    let rules = Rules::standard(world::home());
    let by = world::officer(&[Role::Frontline], Level::Official);
    let reason = world::reason(Purpose::BorderControl);
    for &kind in model::Kind::ALL {
        for status in Status::ALL.iter().map(|s| Some(*s)).chain([None]) {
            agree(&rules, "See", &by, &reason, &Stamp { kind, status, ..world::stamp(Relation::ForAll) });
        }
    }
}
