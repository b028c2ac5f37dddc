//! What SQL shows is exactly what the sight shows, whoever asks, and at any moment.
use crate::house::{House, NOW, me, officer, person};
use model::{Actor, Level, Member, Purpose, Reason, Record, Role, Status};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use store::record::{self, Filter};

both!(sql_shows_what_the_sight_shows);

/// Records of every level and of statuses that the rules treat differently, some for certain purposes, some expiring.
fn records() -> Vec<Record> {
    let statuses = [None, Some(Status::Wanted), Some(Status::Witness), Some(Status::PossibleVictim)];
    let purposes = [BTreeSet::new(), BTreeSet::from([Purpose::Investigation])];
    let mut records = Vec::new();
    for level in Level::ALL {
        for status in statuses {
            for only_for in &purposes {
                let n = u64::try_from(records.len()).unwrap();
                let mut record = Record { status, ..person(n, "Ama Mensah") };
                record.handling.level = *level;
                record.handling.purposes = only_for.clone();
                record.handling.expires_us = (n % 5 == 0).then_some(NOW + 10);
                records.push(record);
            }
        }
    }
    records
}

fn somebody() -> impl Strategy<Value = Actor> {
    let role = proptest::sample::subsequence(Role::ALL, 1..=Role::ALL.len());
    let level = proptest::sample::select(Level::ALL);
    let foreign: Member = "FR".parse().unwrap();
    prop_oneof![
        8 => (role, level).prop_map(|(roles, level)| officer(roles, level)),
        1 => Just(Actor::Console { account: "root".to_owned(), member: me() }),
        1 => Just(Actor::Console { account: "root".to_owned(), member: foreign }),
        1 => Just(Actor::Engine { member: me() }),
    ]
}

async fn sql_shows_what_the_sight_shows(house: &House) {
    let records = records();
    for record in &records {
        // Whoever may file them all: victim protection for protected persons, for a purpose that all of them allow.
        let mut tx = house.store.begin().await.unwrap();
        let why = Reason::of(Purpose::Investigation);
        let target = policy::Target { id: record.id, version: 1 };
        let permit =
            house.rules.permit_on(&crate::house::investigator(), &why, target, &record.stamp()).unwrap();
        record::file(&mut tx, permit, record, NOW).await.unwrap();
        tx.commit().await.unwrap();
    }
    let purpose = proptest::sample::select(Purpose::ALL);
    let asked = (somebody(), purpose, prop_oneof![Just(NOW), Just(NOW + 10)], 1..40_u32);
    let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
    let runtime = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        runner.run(&asked, |(by, purpose, now, limit)| {
            runtime.block_on(agree(house, &records, &by, purpose, now, limit))
        })
    })
    .unwrap();
}

async fn agree(
    house: &House,
    records: &[Record],
    by: &Actor,
    purpose: Purpose,
    now: i64,
    limit: u32,
) -> Result<(), TestCaseError> {
    let mut tx = house.store.read().await.unwrap();
    let stamps = store::stamp::all(&mut tx).await.unwrap();
    let sight = house.rules.sight(by, &Reason::of(purpose), &stamps);
    let shows = |record: &&Record| {
        let no = stamps.iter().find(|(_, stamp)| *stamp == record.stamp()).unwrap().0;
        sight.shows(no) && record.handling.expires_us.is_none_or(|end| end > now)
    };
    let expected: Vec<u64> =
        (1..).zip(records).filter(|(_, record)| shows(record)).map(|(seq, _)| seq).collect();
    let seqs = |held: Vec<record::Held>| held.iter().map(|h| h.seq).collect::<Vec<u64>>();
    let ids: Vec<_> = records.iter().map(|r| r.id).collect();
    let limit_at = usize::try_from(limit).unwrap();
    let many = record::many(&mut tx, &sight, &ids, now).await.unwrap();
    prop_assert_eq!(seqs(many), expected.clone());
    let each = record::each(&mut tx, &sight, 0, limit, now).await.unwrap();
    prop_assert_eq!(seqs(each), expected.iter().copied().take(limit_at).collect::<Vec<_>>());
    let page = record::page(&mut tx, &sight, &Filter::default(), (None, limit), now).await.unwrap();
    prop_assert_eq!(seqs(page), expected.iter().rev().copied().take(limit_at).collect::<Vec<_>>());
    for (seq, record) in (1..).zip(records) {
        let one = record::open(&mut tx, &sight, record.id, now).await.unwrap();
        prop_assert_eq!(one.is_some(), expected.contains(&seq));
    }
    Ok(())
}
