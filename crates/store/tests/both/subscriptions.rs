//! Subscriptions to notices: sealed, ended with what they wanted, and answered once each way, for their officer and unit alone.
use crate::exchange::peer;
use crate::house::{House, NOW, id, investigator, me, reason};
use crate::notices::{keep, made};
use model::notice::{NoticeKind, Stage, Wanted};
use model::{Actor, Language, Level, Officer, OfficerId, Role, StandingId};
use policy::{Permit, action};
use std::collections::BTreeSet;
use store::alert::{self, Came};
use store::notice::Notice;
use store::subscription::{self, Subscription};

both!(
    what_is_wanted_is_sealed_and_gone_when_it_ends,
    an_alert_is_raised_once_each_way,
    alerts_are_for_the_officer_and_the_unit_alone,
    acts_with_notices_are_followed_in_order,
);

fn number() -> OfficerId {
    let Actor::Officer { id, .. } = investigator() else { panic!("an officer") };
    id
}

fn may(house: &House, officer: OfficerId) -> Permit<action::ReadNotices> {
    let Actor::Officer { member, roles, clearance, .. } = investigator() else { panic!("an officer") };
    let by = Actor::Officer { id: officer, member, roles, clearance };
    house.rules.permit(&by, &reason()).unwrap()
}

async fn hired(house: &House, id: OfficerId, unit: &str) {
    let officer = Officer {
        id,
        name: "A. Mensah".into(),
        unit: unit.into(),
        roles: vec![Role::Investigator],
        clearance: Level::Confidential,
        language: Language::English,
        disabled: false,
    };
    let mut tx = house.store.begin().await.unwrap();
    store::officer::add(&mut tx, &house.console(), &officer, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

async fn opened(house: &House, unit: Option<&str>) -> Subscription {
    hired(house, number(), "Post 3").await;
    let wanted = Wanted::new([NoticeKind::Green].into(), BTreeSet::from([peer()]), " forged  passports ");
    let it = Subscription {
        id: StandingId::from_bytes([5; 16]),
        officer: number(),
        unit: unit.map(str::to_owned),
        reason: reason(),
        wanted: wanted.unwrap(),
        since: 0,
        opened_us: NOW,
        until_us: NOW + 1_000,
    };
    let mut tx = house.store.begin().await.unwrap();
    subscription::open(&mut tx, &may(house, number()), &it).await.unwrap();
    tx.commit().await.unwrap();
    it
}

async fn all(house: &House, now_us: i64) -> Vec<Subscription> {
    subscription::all_open(&mut house.store.read().await.unwrap(), now_us).await.unwrap()
}

async fn what_is_wanted_is_sealed_and_gone_when_it_ends(house: &House) {
    let it = opened(house, None).await;
    let [read] = all(house, NOW).await.try_into().unwrap();
    assert!(read.since > 0 && Subscription { since: 0, ..read.clone() } == it);
    assert_eq!(read.wanted.words(), "forged passports");
    assert!(all(house, it.until_us).await.is_empty(), "its time is over");
    let sealed = house.peek("select question from standing").await;
    assert!(!String::from_utf8_lossy(&sealed).contains("forged"));
    let mut tx = house.store.read().await.unwrap();
    assert!(store::standing::all_open(&mut tx, NOW).await.unwrap().is_empty(), "no standing check");
    assert!(store::standing::get(&mut tx, it.id, NOW).await.unwrap().is_none());
    drop(tx);
    let mut tx = house.store.begin().await.unwrap();
    let other = may(house, OfficerId::from_bytes([8; 16]));
    assert!(!subscription::end(&mut tx, &other, (it.id, "Post 3"), NOW).await.unwrap(), "another officer's");
    assert!(subscription::end(&mut tx, &may(house, number()), (it.id, "Post 3"), NOW).await.unwrap());
    assert!(!subscription::end(&mut tx, &may(house, number()), (it.id, "Post 3"), NOW).await.unwrap());
    tx.commit().await.unwrap();
    assert!(all(house, NOW).await.is_empty());
    assert_eq!(house.text("select cast(count(*) as text) from standing where question is null").await, "1");
}

async fn raised(house: &House, it: &Subscription, version: u64, ended: bool) -> bool {
    let mut tx = house.store.begin().await.unwrap();
    let turn = Came { notice: id(3), version, ended };
    let new = alert::raise_of_notice(&mut tx, &me(), it, turn, NOW).await.unwrap();
    tx.commit().await.unwrap();
    new
}

async fn an_alert_is_raised_once_each_way(house: &House) {
    let it = opened(house, None).await;
    keep(house, &made(3, peer(), Stage::Published)).await;
    assert!(!raised(house, &it, 7, true).await, "nobody was told that it was in force");
    assert!(raised(house, &it, 7, false).await && !raised(house, &it, 8, false).await);
    assert!(raised(house, &it, 7, true).await, "whatever its owner calls the version");
    assert!(!raised(house, &it, 10, true).await);
    assert!(raised(house, &it, 11, false).await, "it has come again");
    let mut tx = house.store.read().await.unwrap();
    let may = may(house, number());
    let page = alert::of_notices(&mut tx, &may, "", (None, 9)).await.unwrap();
    let told: Vec<_> = page.iter().map(|one| (one.number, one.version, one.ended, one.stage)).collect();
    let stage = Some(Stage::Published);
    assert_eq!(told, [(3, 11, false, stage), (2, 8, true, stage), (1, 7, false, stage)]);
    let older = alert::of_notices(&mut tx, &may, "", (Some(3), 1)).await.unwrap();
    assert_eq!(older.iter().map(|one| one.number).collect::<Vec<_>>(), [2]);
    drop(tx);
    let (mut tx, sight) = house.seeing().await;
    assert!(alert::page(&mut tx, &sight, (None, 9), NOW).await.unwrap().is_empty(), "no records answered");
    drop(tx);
    let mut tx = house.store.begin().await.unwrap();
    assert!(store::notice::give_up(&mut tx, &peer(), (id(3), 12), NOW).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let page = alert::of_notices(&mut tx, &may, "", (None, 1)).await.unwrap();
    assert_eq!(page.iter().map(|one| (one.kind, one.stage)).collect::<Vec<_>>(), [(NoticeKind::Green, None)]);
}

async fn alerts_are_for_the_officer_and_the_unit_alone(house: &House) {
    let it = opened(house, Some("Post 3")).await;
    let colleague = OfficerId::from_bytes([8; 16]);
    keep(house, &made(3, peer(), Stage::Published)).await;
    assert!(raised(house, &it, 7, false).await);
    let shown = async |officer: OfficerId, unit: &str| {
        let mut tx = house.store.read().await.unwrap();
        let page = alert::of_notices(&mut tx, &may(house, officer), unit, (None, 9)).await.unwrap();
        page.iter().map(|one| one.seen_us).collect::<Vec<_>>()
    };
    assert_eq!(shown(colleague, "Post 3").await, [None]);
    assert!(shown(colleague, "Post 4").await.is_empty() && shown(colleague, "").await.is_empty());
    let mut tx = house.store.begin().await.unwrap();
    let by = may(house, colleague);
    assert!(!alert::see_of_notice(&mut tx, &by, ("Post 4", 1), NOW + 1).await.unwrap());
    assert!(alert::see_of_notice(&mut tx, &by, ("Post 3", 1), NOW + 1).await.unwrap());
    assert!(!alert::see_of_notice(&mut tx, &by, ("Post 3", 1), NOW + 2).await.unwrap(), "once");
    tx.commit().await.unwrap();
    assert_eq!(shown(number(), "Post 3").await, [Some(NOW + 1)], "seen for all of the unit");
    assert!(raised(house, &it, 8, true).await);
    let mut tx = house.store.begin().await.unwrap();
    store::notice::withhold(&mut tx, &me(), id(3), NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert!(shown(number(), "Post 3").await.is_empty(), "kept from use here by now");
    let mut tx = house.store.begin().await.unwrap();
    let by = may(house, colleague);
    assert!(
        !alert::see_of_notice(&mut tx, &by, ("Post 3", 2), NOW + 3).await.unwrap(),
        "nor is there one to be seen"
    );
    assert!(subscription::end(&mut tx, &by, (it.id, "Post 3"), NOW).await.unwrap(), "a colleague ends it");
    tx.commit().await.unwrap();
}

async fn acts_with_notices_are_followed_in_order(house: &House) {
    let first = made(3, peer(), Stage::Published);
    keep(house, &first).await;
    house.file(&crate::house::person(1, "Koffi")).await;
    keep(house, &made(4, me(), Stage::Draft)).await;
    keep(house, &Notice { version: 8, ..first }).await;
    let mut tx = house.store.read().await.unwrap();
    let all = store::notice::moved(&mut tx, 0, 9).await.unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.id, one.version)).collect();
    assert_eq!(told, [(id(3), 7), (id(4), 7), (id(3), 8)]);
    let behind = store::notice::moved(&mut tx, all[0].seq, 1).await.unwrap();
    assert_eq!(behind, all[1..2]);
}
