//! The whole table of who may do what, kept as a text that a person can read. `LIAISON_BLESS=1` writes it anew.
use crate::world::{self, Relation};
use model::{Actor, Level, Purpose, Reason, Role, Stamp, Status, ThreadStamp};
use policy::{Refusal, Rules};
use std::fmt::Write;

/// One actor with the purpose it is here for, and one that is not its own.
struct Row {
    name: String,
    by: Actor,
    right: Purpose,
    wrong: Purpose,
}

fn rows() -> Vec<Row> {
    let roles = Role::ALL.iter().map(|role| {
        let (right, wrong) = purposes(*role);
        Row { name: role.to_string(), by: world::officer(&[*role], Level::Restricted), right, wrong }
    });
    let machine = world::client(&[Role::Frontline], Level::Restricted);
    let keeper = world::client(&[Role::Administrator], Level::Restricted);
    let (daily, oversight, administration) =
        (Purpose::Screening, Purpose::Oversight, Purpose::Administration);
    let others = [
        ("client as frontline", machine, daily, Purpose::Analysis),
        ("client as administrator", keeper, administration, daily),
        ("console", world::console(), daily, oversight),
        ("console for administration", world::console(), administration, oversight),
        ("engine", world::engine(), administration, oversight),
    ];
    let others = others.map(|(name, by, right, wrong)| Row { name: name.into(), by, right, wrong });
    roles.chain(others).collect()
}

fn purposes(role: Role) -> (Purpose, Purpose) {
    match role {
        Role::Frontline => (Purpose::BorderControl, Purpose::Analysis),
        Role::Investigator => (Purpose::Investigation, Purpose::Oversight),
        Role::Analyst => (Purpose::Prevention, Purpose::Administration),
        Role::Coordinator => (Purpose::MissingPersons, Purpose::Oversight),
        Role::VictimProtection => (Purpose::VictimProtection, Purpose::BorderControl),
        Role::Compliance => (Purpose::Investigation, Purpose::Administration),
        Role::Inspector => (Purpose::Oversight, Purpose::Investigation),
        Role::Administrator => (Purpose::Administration, Purpose::Investigation),
    }
}

/// The records of the table, each different from the first in one thing.
fn records() -> Vec<(&'static str, Stamp)> {
    let own = world::stamp(Relation::Own);
    vec![
        ("own", own.clone()),
        ("addressed", world::stamp(Relation::Addressed)),
        ("for all", world::stamp(Relation::ForAll)),
        ("not addressed", world::stamp(Relation::Foreign)),
        ("never to", world::stamp(Relation::NeverTo)),
        ("above clearance", Stamp { level: Level::Confidential, ..own.clone() }),
        ("protected", Stamp { status: Some(Status::Witness), ..own.clone() }),
        ("other purpose", Stamp { purposes: [Purpose::Identification].into(), ..own }),
    ]
}

/// The reasons told, numbered in the order in which they are met.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    fn cell(&mut self, answer: Result<(), Refusal>) -> String {
        let Err(refusal) = answer else { return "yes".into() };
        let why = refusal.why().to_string();
        let known = self.0.iter().position(|note| *note == why);
        let number = known.unwrap_or_else(|| {
            self.0.push(why);
            self.0.len() - 1
        });
        if refusal.conceals() { format!("({})", number + 1) } else { format!("{}", number + 1) }
    }
}

fn table(rules: &Rules) -> String {
    let mut text = String::from(HEAD);
    let mut notes = Notes::default();
    for row in rows() {
        writeln!(text, "\n\n{}, for {}", row.name, row.right).unwrap();
        on_records(&mut text, &mut notes, rules, &row);
        on_the_node(&mut text, &mut notes, rules, &row);
        in_threads(&mut text, &mut notes, rules, &row);
    }
    text.push_str("\n\nReasons\n\n");
    for (number, note) in notes.0.iter().enumerate() {
        writeln!(text, "{:>3}  {note}", number + 1).unwrap();
    }
    text
}

const HEAD: &str = "Who may do what, by the standard rules, at the node of TG.

yes: permitted. A number: refused, for the reason of this number at the end. A number in brackets: refused as if there
were no such record. no: not shown. Each record differs from an own one (wanted, official) in what its column says;
under \"wrong purpose\" the record is the own one and the actor names the purpose given there. Officers and clients are
cleared for restricted; what is above that is confidential.
";

fn on_records(text: &mut String, notes: &mut Notes, rules: &Rules, row: &Row) {
    let records = records();
    write!(text, "\n  {:<14}", "").unwrap();
    records.iter().for_each(|(name, _)| write!(text, "{name:<17}").unwrap());
    writeln!(text, "wrong purpose ({})", row.wrong).unwrap();
    for action in world::ON_RECORD {
        let mut ask =
            |reason: &Reason, stamp: &Stamp| match world::on_record(rules, action, &row.by, reason, stamp) {
                Ok(()) => notes.cell(Ok(())),
                Err(Some(refusal)) => notes.cell(Err(refusal)),
                Err(None) => "no".into(),
            };
        let mut line = format!("  {action:<16}");
        for (_, stamp) in &records {
            write!(line, "{:<17}", ask(&world::reason(row.right), stamp)).unwrap();
        }
        line.push_str(&ask(&world::reason(row.wrong), &records[0].1));
        writeln!(text, "{line}").unwrap();
    }
}

fn on_the_node(text: &mut String, notes: &mut Notes, rules: &Rules, row: &Row) {
    writeln!(text, "\n  {:<14}{:<20}{:<20}wrong purpose", "", "with legal basis", "without").unwrap();
    for action in world::ON_NODE {
        let mut ask = |reason: Reason| notes.cell(world::on_node(rules, action, &row.by, &reason));
        let (with, without) = (ask(world::reason(row.right)), ask(Reason::of(row.right)));
        let wrong = ask(world::reason(row.wrong));
        writeln!(text, "  {action:<16}{with:<20}{without:<20}{wrong}").unwrap();
    }
}

fn in_threads(text: &mut String, notes: &mut Notes, rules: &Rules, row: &Row) {
    let stamp = |level, purpose| ThreadStamp { level, purpose };
    let threads = [
        ("of investigation", stamp(Level::Official, Purpose::Investigation)),
        ("of protection", stamp(Level::Official, Purpose::VictimProtection)),
        ("above clearance", stamp(Level::Confidential, Purpose::Investigation)),
    ];
    write!(text, "\n  {:<14}", "thread").unwrap();
    threads.iter().for_each(|(name, _)| write!(text, "{name:<20}").unwrap());
    writeln!(text, "wrong purpose").unwrap();
    for action in world::IN_THREAD {
        let mut ask = |reason: Reason, stamp: &ThreadStamp| {
            let answer = world::in_thread(rules, action, &row.by, &reason, stamp);
            let shown = rules.threads(&row.by, &reason).shows(*stamp);
            let is_engine = matches!(row.by, Actor::Engine { .. });
            assert!(
                action != "ReadThread" || is_engine || shown == answer.is_ok(),
                "the sight is the permit"
            );
            notes.cell(answer)
        };
        let mut line = format!("  {action:<16}");
        for (_, stamp) in &threads {
            write!(line, "{:<20}", ask(world::reason(row.right), stamp)).unwrap();
        }
        line.push_str(&ask(world::reason(row.wrong), &threads[0].1));
        writeln!(text, "{line}").unwrap();
    }
}

#[test]
fn who_may_what_is_as_it_was_agreed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/who_may_what.txt");
    let now = table(&Rules::standard(world::home()));
    if std::env::var_os("LIAISON_BLESS").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let agreed = std::fs::read_to_string(path).unwrap_or_default();
    let difference = agreed.lines().zip(now.lines()).enumerate().find(|(_, (was, is))| was != is);
    if let Some((line, (was, is))) = difference {
        panic!("line {} of {path}\n  was {was}\n  is  {is}\nLIAISON_BLESS=1 writes it anew", line + 1);
    }
    assert_eq!(agreed.lines().count(), now.lines().count(), "LIAISON_BLESS=1 writes {path} anew");
}
