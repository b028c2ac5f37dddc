//! How answers scored, and the thresholds that are set by it.
use crate::house::{House, NOW};
use model::ActKind;
use policy::action;
use store::journal::{self, Filter};
use store::tally::{Counted, add, forget, since};
use store::{Store, setting};

both!(
    what_is_counted_adds_up_and_is_forgotten,
    two_who_count_at_once_lose_nothing,
    thresholds_are_set_with_those_of_before_in_the_log,
);

fn counted(day: i64, step: u32, answers: u64, score_ppm: u64) -> Counted {
    Counted { day, step, answers, score_ppm }
}

async fn count(store: &Store, rows: &[Counted]) {
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, rows).await.unwrap();
    tx.commit().await.unwrap();
}

async fn held(house: &House, day: i64) -> Vec<Counted> {
    let mut tx = house.store.read().await.unwrap();
    since(&mut tx, &house.console::<action::ReadThresholds>(), day).await.unwrap()
}

async fn what_is_counted_adds_up_and_is_forgotten(house: &House) {
    count(&house.store, &[counted(20, 0, 3, 0), counted(21, 5, 2, 500_000), counted(21, 0, 1, 0)]).await;
    count(&house.store, &[counted(21, 5, 1, 260_000), counted(22, 23, 1 << 40, 1 << 60)]).await;
    let all = [
        counted(20, 0, 3, 0),
        counted(21, 0, 1, 0),
        counted(21, 5, 3, 760_000),
        counted(22, 23, 1 << 40, 1 << 60),
    ];
    assert_eq!(held(house, 0).await, all);
    assert_eq!(held(house, 22).await, all[3..]);
    let mut tx = house.store.begin().await.unwrap();
    forget(&mut tx, 21).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(held(house, 0).await, all[1..]);
}

async fn two_who_count_at_once_lose_nothing(house: &House) {
    let rows = [counted(30, 1, 1, 60_000)];
    let many = |_| async { count(&house.store, &rows).await };
    futures_util::future::join_all((0..20).map(many)).await;
    assert_eq!(held(house, 30).await, [counted(30, 1, 20, 1_200_000)]);
}

async fn thresholds_are_set_with_those_of_before_in_the_log(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(setting::thresholds(&mut tx).await.unwrap(), None);
    for both in [(0.4, 0.95), (0.35, 0.9)] {
        let permit = house.console();
        setting::put_thresholds(&mut tx, permit, both, NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(setting::thresholds(&mut tx).await.unwrap(), Some((0.35, 0.9)));
    let wanted = Filter { kind: Some(ActKind::ThresholdsSet), ..Filter::default() };
    let permit = house.console();
    let acts = journal::page(&mut tx, &permit, &wanted, None, 10).await.unwrap();
    let body = acts[0].body.clone().unwrap();
    assert_eq!(body["before"], serde_json::json!({ "possible": 0.4, "match": 0.95 }));
    assert_eq!(body["after"], serde_json::json!({ "possible": 0.35, "match": 0.9 }));
}
