//! Officers, their links, passkeys and sessions, clients, standing checks and alerts.
use crate::house::{House, NOW, id, me, person, reason};
use model::{
    ActKind, Actor, Client, ClientId, Entity, Kind, Language, Level, Officer, OfficerId, Purpose, Reason,
    Role, StandingId,
};
use policy::{Permit, action};
use store::alert::{self, Answer};
use store::journal::{self, Filter};
use store::standing::{self, Standing};
use store::{Error, ceremony, client, credential, invitation, officer, session, setting};

both!(
    an_officer_is_added_changed_and_disabled,
    a_link_opens_once_and_in_time,
    a_passkey_belongs_to_one_officer,
    a_session_ends_by_idleness_age_and_sign_out,
    a_token_opens_until_it_is_revoked_or_ends,
    a_ceremony_is_finished_once,
    a_standing_check_is_its_officers_and_sealed,
    an_alert_is_raised_once_and_shown_as_far_as_the_sight_goes,
    rules_are_changed_with_both_texts_in_the_log,
);

fn ama() -> Officer {
    Officer {
        id: OfficerId::from_bytes([7; 16]),
        name: "Ama O'Mensah".to_owned(),
        unit: "Lomé".to_owned(),
        roles: vec![Role::Investigator, Role::VictimProtection],
        clearance: Level::Official,
        language: Language::French,
        disabled: false,
    }
}

fn as_actor(officer: &Officer) -> Actor {
    let Officer { id, roles, clearance, .. } = officer.clone();
    Actor::Officer { id, member: me(), roles, clearance }
}

async fn add(house: &House, officer: &Officer) {
    let mut tx = house.store.begin().await.unwrap();
    officer::add(&mut tx, &house.console(), officer, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

async fn kinds(house: &House) -> Vec<ActKind> {
    let mut tx = house.store.read().await.unwrap();
    journal::since(&mut tx, 0, 100).await.unwrap().into_iter().map(|c| c.kind).collect()
}

async fn an_officer_is_added_changed_and_disabled(house: &House) {
    add(house, &ama()).await;
    let mut tx = house.store.begin().await.unwrap();
    let again = officer::add(&mut tx, &house.console(), &ama(), NOW).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    session::open(&mut tx, &as_actor(&ama()), &[5; 32], "passkey", (NOW, NOW + 100)).await.unwrap();
    let changed = Officer { disabled: true, clearance: Level::Open, ..ama() };
    officer::change(&mut tx, &house.console(), &changed, NOW).await.unwrap();
    assert_eq!(session::find(&mut tx, &[5; 32], NOW + 1, 50).await.unwrap(), None, "disabled is signed out");
    officer::choose_language(&mut tx, changed.id, Language::Arabic).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let kept = officer::get(&mut tx, changed.id).await.unwrap().unwrap();
    assert_eq!(kept, Officer { language: Language::Arabic, ..changed });
    assert_eq!(kinds(house).await, [ActKind::OfficerAdded, ActKind::SignedIn, ActKind::OfficerDisabled]);
}

async fn a_link_opens_once_and_in_time(house: &House) {
    add(house, &ama()).await;
    let offer = async |digest: [u8; 32]| {
        let mut tx = house.store.begin().await.unwrap();
        invitation::offer(&mut tx, &house.console(), ama().id, &digest, (NOW, NOW + 10)).await.unwrap();
        tx.commit().await.unwrap();
    };
    let take = async |digest: [u8; 32], now| {
        let mut tx = house.store.begin().await.unwrap();
        let taken = invitation::take(&mut tx, &digest, now).await.unwrap();
        tx.commit().await.unwrap();
        taken
    };
    offer([1; 32]).await;
    offer([2; 32]).await;
    assert_eq!(take([1; 32], NOW).await, None, "a newer link ends an older");
    assert_eq!(take([2; 32], NOW + 10).await, None, "late");
    assert_eq!(take([3; 32], NOW).await, None, "wrong");
    assert_eq!(take([2; 32], NOW + 9).await, Some(ama().id));
    assert_eq!(take([2; 32], NOW + 9).await, None, "used");
}

async fn a_passkey_belongs_to_one_officer(house: &House) {
    add(house, &ama()).await;
    let mut tx = house.store.begin().await.unwrap();
    credential::enrol(&mut tx, &as_actor(&ama()), &[0, 255, 1], "{\"counter\":0}", NOW).await.unwrap();
    let again = credential::enrol(&mut tx, &as_actor(&ama()), &[0, 255, 1], "{}", NOW).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    credential::used(&mut tx, &[0, 255, 1], "{\"counter\":1}", NOW).await.unwrap();
    assert_eq!(credential::of(&mut tx, ama().id).await.unwrap(), ["{\"counter\":1}"]);
    assert_eq!(credential::owner(&mut tx, &[0, 255, 1]).await.unwrap(), Some(ama().id));
    assert_eq!(credential::owner(&mut tx, &[0, 255]).await.unwrap(), None);
}

async fn a_session_ends_by_idleness_age_and_sign_out(house: &House) {
    add(house, &ama()).await;
    let (by, mut tx) = (as_actor(&ama()), house.store.begin().await.unwrap());
    session::open(&mut tx, &by, &[1; 32], "one-time link", (NOW, NOW + 100)).await.unwrap();
    assert!(session::find(&mut tx, &[1; 32], NOW + 14, 15).await.unwrap().is_some());
    assert!(session::find(&mut tx, &[1; 32], NOW + 15, 15).await.unwrap().is_none(), "idle");
    session::touch(&mut tx, &[1; 32], NOW + 95).await.unwrap();
    session::touch(&mut tx, &[1; 32], NOW + 20).await.unwrap();
    let found = session::find(&mut tx, &[1; 32], NOW + 99, 15).await.unwrap().unwrap();
    assert_eq!((found.officer, found.seen_us), (ama().id, NOW + 95));
    assert!(session::find(&mut tx, &[1; 32], NOW + 100, 15).await.unwrap().is_none(), "old");
    assert!(session::find(&mut tx, &[2; 32], NOW + 1, 15).await.unwrap().is_none(), "unknown");
    session::open(&mut tx, &by, &[2; 32], "passkey", (NOW + 90, NOW + 190)).await.unwrap();
    session::close(&mut tx, &by, &[2; 32], NOW + 91).await.unwrap();
    assert!(session::find(&mut tx, &[2; 32], NOW + 92, 15).await.unwrap().is_none(), "signed out");
    assert_eq!(session::clear(&mut tx, NOW + 100, 15).await.unwrap(), 1);
}

async fn a_token_opens_until_it_is_revoked_or_ends(house: &House) {
    let gate = Client {
        id: ClientId::from_bytes([3; 16]),
        name: "gate 4".to_owned(),
        roles: vec![Role::Frontline],
        clearance: Level::Official,
        revoked: false,
    };
    let mut tx = house.store.begin().await.unwrap();
    let token = client::Token { digest: &[8; 32], shown: "lia_12ab", ends_us: NOW + 10 };
    client::add(&mut tx, &house.console(), &gate, token, NOW).await.unwrap();
    let again = client::add(&mut tx, &house.console(), &gate, token, NOW).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    assert_eq!(
        client::by_digest(&mut tx, &[8; 32], NOW).await.unwrap().map(|kept| kept.client),
        Some(gate.clone())
    );
    assert_eq!(client::by_digest(&mut tx, &[8; 32], NOW + 10).await.unwrap(), None, "ended");
    assert_eq!(client::by_digest(&mut tx, &[9; 32], NOW).await.unwrap(), None, "unknown");
    client::revoke(&mut tx, &house.console(), gate.id, NOW).await.unwrap();
    assert_eq!(client::by_digest(&mut tx, &[8; 32], NOW).await.unwrap(), None, "revoked");
    let again = client::revoke(&mut tx, &house.console(), gate.id, NOW).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let all = client::all(&mut tx).await.unwrap();
    assert_eq!((all[0].shown.as_str(), all[0].client.revoked), ("lia_12ab", true));
}

async fn a_ceremony_is_finished_once(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    ceremony::begin(&mut tx, "a", "{}", (NOW, NOW + 10)).await.unwrap();
    assert_eq!(ceremony::take(&mut tx, "a", NOW + 9).await.unwrap().as_deref(), Some("{}"));
    assert_eq!(ceremony::take(&mut tx, "a", NOW + 9).await.unwrap(), None);
    ceremony::begin(&mut tx, "b", "{}", (NOW, NOW + 10)).await.unwrap();
    assert_eq!(ceremony::take(&mut tx, "b", NOW + 10).await.unwrap(), None, "late");
}

fn question(house: &House, officer: &Officer) -> (Permit<action::Stand>, Standing) {
    let why = Reason { purpose: Purpose::Investigation, ..reason() };
    let entity = Entity::new(Kind::Person).with("name", "Kanarienvogel Singvogel").unwrap();
    let standing = Standing {
        id: StandingId::from_bytes([6; 16]),
        officer: officer.id,
        reason: why.clone(),
        entities: vec![entity],
        opened_us: NOW,
        until_us: NOW + 100,
    };
    (house.rules.permit(&as_actor(officer), &why).unwrap(), standing)
}

async fn a_standing_check_is_its_officers_and_sealed(house: &House) {
    add(house, &ama()).await;
    let other = Officer { id: OfficerId::from_bytes([8; 16]), ..ama() };
    add(house, &other).await;
    let (permit, standing) = question(house, &ama());
    let mut tx = house.store.begin().await.unwrap();
    let (foreign, _) = question(house, &other);
    assert!(matches!(standing::open(&mut tx, &foreign, &standing).await, Err(Error::NotPermitted(_))));
    standing::open(&mut tx, &permit, &standing).await.unwrap();
    tx.commit().await.unwrap();
    if let Some(dir) = &house.dir {
        let bytes: Vec<u8> = std::fs::read_dir(dir.path())
            .unwrap()
            .flat_map(|f| std::fs::read(f.unwrap().path()).unwrap())
            .collect();
        assert!(!bytes.windows(13).any(|w| w == b"Kanarienvogel"));
    }
    let mut tx = house.store.begin().await.unwrap();
    let mut reading = *standing.id.as_bytes();
    reading[15] = 200;
    let reading = model::RecordId::from_bytes(reading);
    assert_eq!(standing::by_reading(&mut tx, reading, NOW).await.unwrap(), Some(standing.clone()));
    assert_eq!(standing::by_reading(&mut tx, id(1), NOW).await.unwrap(), None);
    assert_eq!(standing::of(&mut tx, ama().id, NOW).await.unwrap(), std::slice::from_ref(&standing));
    assert_eq!(standing::of(&mut tx, other.id, NOW).await.unwrap(), []);
    assert_eq!(standing::all_open(&mut tx, NOW + 100).await.unwrap(), [], "its time is over");
    assert!(!standing::close(&mut tx, &foreign, standing.id, NOW).await.unwrap(), "somebody else's is none");
    assert!(standing::close(&mut tx, &permit, standing.id, NOW).await.unwrap());
    assert_eq!(standing::get(&mut tx, standing.id, NOW).await.unwrap(), None);
    assert!(!standing::close(&mut tx, &permit, standing.id, NOW).await.unwrap());
}

async fn an_alert_is_raised_once_and_shown_as_far_as_the_sight_goes(house: &House) {
    add(house, &ama()).await;
    let (permit, standing) = question(house, &ama());
    let mut hidden = person(2, "Kofi Mensah");
    hidden.handling.level = Level::Confidential;
    house.file(&person(1, "Ama Mensah")).await;
    house.file(&hidden).await;
    let mut tx = house.store.begin().await.unwrap();
    standing::open(&mut tx, &permit, &standing).await.unwrap();
    let answer = |n| Answer { record: id(n), version: 1, score_ppm: 912_345 };
    assert!(alert::raise(&mut tx, &me(), &standing, answer(1), NOW).await.unwrap());
    assert!(!alert::raise(&mut tx, &me(), &standing, answer(1), NOW).await.unwrap());
    assert!(alert::raise(&mut tx, &me(), &standing, answer(2), NOW).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let sight = house.sight_of(&mut tx, &as_actor(&ama()), &standing.reason).await;
    let shown = alert::page(&mut tx, &sight, (None, 10), NOW).await.unwrap();
    assert_eq!(
        shown.iter().map(|a| (a.number, a.record, a.score_ppm)).collect::<Vec<_>>(),
        [(1, id(1), 912_345)]
    );
    assert!(alert::see(&mut tx, &permit, 1, NOW).await.unwrap().unwrap().seen_us.is_some());
    assert_eq!(alert::see(&mut tx, &permit, 1, NOW).await.unwrap(), None);
    let somebody = Officer { id: OfficerId::from_bytes([8; 16]), ..ama() };
    assert_eq!(alert::see(&mut tx, &question(house, &somebody).0, 2, NOW).await.unwrap(), None);
    assert!(alert::page(&mut tx, &sight, (None, 10), NOW).await.unwrap()[0].seen_us.is_some());
    tx.commit().await.unwrap();
    house.withdraw(&person(1, "Ama Mensah")).await;
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(alert::page(&mut tx, &sight, (None, 10), NOW).await.unwrap(), [], "withdrawn");
    journal::verify(&house.store, |_, _| ()).await.unwrap();
}

async fn rules_are_changed_with_both_texts_in_the_log(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    for text in ["first", "second 'x'"] {
        setting::put_rules(&mut tx, house.console(), text, NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(setting::get(&mut tx, setting::RULES).await.unwrap().as_deref(), Some("second 'x'"));
    let log = journal::page(&mut tx, &house.console(), &Filter::default(), None, 1).await.unwrap();
    assert_eq!(log[0].body, Some(serde_json::json!({ "before": "first", "after": "second 'x'" })));
}
