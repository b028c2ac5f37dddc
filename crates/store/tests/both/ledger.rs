//! Double entry: lines of the ledger, their sums, and what does not agree until somebody settles it.
use crate::exchange::peer;
use crate::house::{House, NOW, console, investigator, me, officer, reason};
use model::{ActKind, Actor, Level, Passed, Purpose, Reason, Role};
use policy::action;
use std::collections::{BTreeMap, BTreeSet};
use store::consultation::{self, Consultation};
use store::journal::{self, Act};
use store::ledger::{self, Apart, Item, Line};

both!(
    a_line_stands_once_and_counts_up_to_an_act,
    the_ledger_begins_where_it_is_begun,
    what_does_not_agree_for_a_day_is_an_alarm_once,
    what_agrees_again_is_let_go,
    an_inspector_settles_what_is_open,
    questions_and_tellings_are_read_from_the_journal,
);

const DAY: i64 = 86_400_000_000;

fn line(passed: Passed, day: i64, item: u8, act: u64) -> Line {
    Line { member: peer(), passed, day, item: [item; 16], act }
}

async fn a_line_stands_once_and_counts_up_to_an_act(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    let lines = [
        line(Passed::Looked, 3, 9, 5),
        line(Passed::Looked, 3, 1, 7),
        line(Passed::Shown, 3, 1, 8),
        line(Passed::Looked, 4, 2, 9),
    ];
    ledger::put(&mut tx, &lines).await.unwrap();
    ledger::put(&mut tx, &[line(Passed::Looked, 3, 9, 50)]).await.unwrap();
    let on = (&peer(), Passed::Looked);
    let all = ledger::items(&mut tx, on, 3, 99).await.unwrap();
    assert_eq!(all.iter().map(|(item, act)| (item[0], *act)).collect::<Vec<_>>(), [(1, 7), (9, 5)]);
    assert_eq!(ledger::items(&mut tx, on, 3, 6).await.unwrap().len(), 1);
    let (count, digest) = ledger::sum(all.keys());
    assert_eq!((count, digest == ledger::sum([[1; 16], [9; 16]].iter()).1), (2, true));
    assert_ne!(digest, ledger::sum([[1; 16], [8; 16]].iter()).1);
    ledger::forget(&mut tx, 4).await.unwrap();
    assert!(ledger::items(&mut tx, on, 3, 99).await.unwrap().is_empty());
    assert_eq!(ledger::items(&mut tx, on, 4, 99).await.unwrap().len(), 1);
}

async fn the_ledger_begins_where_it_is_begun(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(
        (ledger::upto(&mut tx).await.unwrap(), ledger::from_day(&mut tx).await.unwrap()),
        (None, None)
    );
    ledger::begin(&mut tx, 20_000).await.unwrap();
    let begun = ledger::upto(&mut tx).await.unwrap().unwrap();
    assert_eq!(begun.act, journal::head(&mut tx).await.unwrap());
    ledger::begin(&mut tx, 19_000).await.unwrap();
    assert_eq!(ledger::from_day(&mut tx).await.unwrap(), Some(20_000), "it never begins earlier");
    ledger::told(&mut tx, &peer(), Some(NOW)).await.unwrap();
    ledger::heard(&mut tx, &peer(), (NOW + 1, 20_001)).await.unwrap();
    ledger::told(&mut tx, &peer(), None).await.unwrap();
    let [one] = ledger::reckonings(&mut tx).await.unwrap().try_into().unwrap();
    assert_eq!((one.told_us, one.heard_us, one.from_day), (None, Some(NOW + 1), Some(20_001)));
}

fn apart(here: &[(u8, u64)], there: &[u8]) -> Apart {
    let here: BTreeMap<Item, u64> = here.iter().map(|(item, act)| ([*item; 16], *act)).collect();
    Apart { here, there: there.iter().map(|item| [*item; 16]).collect::<BTreeSet<_>>() }
}

/// Keeps it at this moment; what began a day before is an alarm. Gives whether there is a new one.
async fn keep(house: &House, it: &Apart, now: i64) -> bool {
    let mut tx = house.store.begin().await.unwrap();
    let (me, peer) = (me(), peer());
    let what = (Passed::Looked, 3);
    let new = ledger::keep_apart(&mut tx, (&me, &peer), what, (it, |_| true), (now, now - DAY));
    let new = new.await.unwrap();
    tx.commit().await.unwrap();
    new
}

async fn open(house: &House) -> Vec<ledger::Difference> {
    let may = house.rules.permit::<action::ReadPeers>(&investigator(), &reason()).unwrap();
    ledger::differences(&mut house.store.read().await.unwrap(), &may).await.unwrap()
}

async fn what_does_not_agree_for_a_day_is_an_alarm_once(house: &House) {
    let both = apart(&[(1, 7)], &[2, 3]);
    assert!(!keep(house, &both, NOW).await);
    let [one] = open(house).await.try_into().unwrap();
    assert_eq!((one.acts.as_slice(), one.there, one.alarmed_us), ([7].as_slice(), 2, None));
    assert!(!keep(house, &both, NOW + DAY - 1).await);
    assert!(keep(house, &both, NOW + DAY).await);
    assert!(!keep(house, &both, NOW + 2 * DAY).await, "once");
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(ledger::alarms(&mut tx).await.unwrap(), BTreeMap::from([(peer(), 3)]));
    assert!(!ledger::is_open(&mut tx, &peer()).await.unwrap(), "it is an alarm by now");
    let changes = journal::since(&mut tx, 0, 100).await.unwrap();
    assert_eq!(changes.iter().filter(|it| it.kind == ActKind::LogsDiffer).count(), 1);
}

async fn what_agrees_again_is_let_go(house: &House) {
    keep(house, &apart(&[(1, 7)], &[2]), NOW).await;
    keep(house, &apart(&[], &[2]), NOW + 1).await;
    let [one] = open(house).await.try_into().unwrap();
    assert_eq!((one.acts.len(), one.there, one.first_us), (0, 1, NOW));
    let mut tx = house.store.begin().await.unwrap();
    assert!(ledger::is_apart(&mut tx, (&peer(), Passed::Looked), 3).await.unwrap());
    assert!(ledger::is_open(&mut tx, &peer()).await.unwrap());
    let (me, peer) = (me(), peer());
    let none = apart(&[], &[]);
    let beside = (&none, |item: &Item| item[0] != 2);
    ledger::keep_apart(&mut tx, (&me, &peer), (Passed::Looked, 3), beside, (NOW, NOW - DAY)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(open(house).await.len(), 1, "what was not looked at stays");
    keep(house, &none, NOW + 2).await;
    assert!(open(house).await.is_empty());
}

async fn an_inspector_settles_what_is_open(house: &House) {
    let it = apart(&[(1, 7)], &[]);
    keep(house, &it, NOW).await;
    keep(house, &it, NOW + DAY).await;
    let inspector = officer(vec![Role::Inspector], Level::Official);
    let may = house.rules.permit::<action::SettleLog>(&inspector, &Reason::of(Purpose::Oversight)).unwrap();
    assert!(
        house.rules.permit::<action::SettleLog>(&console(), &Reason::of(Purpose::Administration)).is_err()
    );
    let mut tx = house.store.begin().await.unwrap();
    let what = (&peer(), Passed::Looked, 3);
    assert_eq!(ledger::settle(&mut tx, &may, what, "a clock", NOW + DAY).await.unwrap(), 1);
    assert!(ledger::settle(&mut tx, &may, what, "again", NOW + DAY).await.is_err());
    tx.commit().await.unwrap();
    assert!(open(house).await.is_empty());
    assert!(!keep(house, &it, NOW + 3 * DAY).await, "it stays settled");
    assert!(open(house).await.is_empty());
}

async fn questions_and_tellings_are_read_from_the_journal(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    let by = Actor::Node { member: peer() };
    for (kind, body) in
        [(ActKind::Answered, Some(serde_json::json!({ "nonce": "ab" }))), (ActKind::Heard, None)]
    {
        let act = Act { at_us: NOW, by: &by, kind, object: None, reason: None, body };
        journal::write(&mut tx, act).await.unwrap();
    }
    let [one] = journal::questions(&mut tx, (0, 9)).await.unwrap().try_into().unwrap();
    assert_eq!((one.kind, &one.body["nonce"]), (ActKind::Answered, &serde_json::json!("ab")));
    let look = |number| Consultation {
        number: 0,
        record: crate::house::id(number),
        version: 1,
        member: peer(),
        what: "opened".into(),
        unit: None,
        officer: None,
        purpose: Purpose::Investigation,
        reference: None,
        done_us: NOW,
        told_us: NOW + 1,
    };
    consultation::put(&mut tx, &look(1)).await.unwrap();
    consultation::put_asked(&mut tx, &look(2), serde_json::json!("a question")).await.unwrap();
    let told = consultation::since(&mut tx, 0, 9).await.unwrap();
    let acts: Vec<Option<u64>> = told.iter().map(|(_, act)| *act).collect();
    assert_eq!(acts, [Some(3), None], "whoever put a question to us has told of no look");
    assert!(consultation::since(&mut tx, told[1].0.number, 9).await.unwrap().is_empty());
}
