//! Capsules as they are kept, records that are carried, and acts that are written down a second time.
use crate::house::{House, NOW, id, me, person};
use model::{ActKind, Actor, CapsuleId, Client, ClientId, Level, Purpose, Reason, Role};
use policy::{Rules, action};
use std::sync::{Arc, Mutex};
use store::capsule::{self, Capsule, Held, LogIs};
use store::journal::{self, Act, Copyist};
use store::{Error, Store};
use wire::act::Entry;
use wire::capsule::LoggedAct;
use zeroize::Zeroizing;

both!(
    a_capsule_is_kept_with_its_secret_until_it_ends,
    a_log_that_was_cut_at_its_end_is_not_home,
    a_log_that_is_waited_for_too_long_is_pressed_for_twice_and_no_more,
    records_are_carried_in_the_version_that_they_have,
);

fn coordinator() -> Actor {
    let id = model::OfficerId::from_bytes([8; 16]);
    Actor::Officer { id, member: me(), roles: vec![Role::Coordinator], clearance: Level::Restricted }
}

fn border() -> Reason {
    Reason { legal_basis: Some("customs act, art. 3".into()), ..Reason::of(Purpose::BorderControl) }
}

fn makes() -> policy::Permit<action::MakeCapsule> {
    Rules::standard(me()).permit(&coordinator(), &border()).unwrap()
}

fn keeps() -> policy::Permit<action::KeepCapsules> {
    Rules::standard(me()).permit(&coordinator(), &border()).unwrap()
}

async fn client(store: &Store) -> ClientId {
    let id = ClientId::from_bytes([3; 16]);
    let roles = vec![Role::Frontline];
    let client = Client { id, name: "Aflao".into(), roles, clearance: Level::Official, revoked: false };
    let by = Actor::Console { account: "root".into(), member: me() };
    let permit = Rules::standard(me()).permit(&by, &Reason::of(Purpose::Administration)).unwrap();
    let token = store::client::Token { digest: &[4; 32], shown: "lia_", ends_us: NOW * 2 };
    let mut tx = store.begin().await.unwrap();
    store::client::add(&mut tx, &permit, &client, token, NOW).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn kept(store: &Store) -> Capsule {
    Capsule {
        id: CapsuleId::from_bytes([1; 16]),
        client: client(store).await,
        post: "Aflao".into(),
        purpose: Purpose::BorderControl,
        device: "0102030405060708".into(),
        made_us: NOW,
        lease_us: 1_000,
        ends_us: NOW + 3_000,
        upto: 17,
        records: 2,
        first: (9, [5; 32]),
        home: (9, [5; 32]),
        home_us: None,
        ended_us: None,
        held: Some(Held { kinds: [("Person".into(), 2)].into(), owners: [("TG".into(), 2)].into() }),
        taken_us: None,
        leased_us: NOW,
        leased_until_us: NOW + 1_000,
        closed: false,
        lost: false,
        late: 0,
        late_us: None,
        given_up: None,
    }
}

async fn a_capsule_is_kept_with_its_secret_until_it_ends(House { store, .. }: &House) {
    let kept = kept(store).await;
    let carried = [id(7), id(8)];
    let secret = Zeroizing::new([6; 32]);
    let mut tx = store.begin().await.unwrap();
    let with = (&secret, carried.as_slice(), serde_json::json!({}));
    capsule::add(&mut tx, &makes(), &kept, with, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    assert_eq!(capsule::all(&mut tx, 10).await.unwrap(), std::slice::from_ref(&kept));
    assert_eq!(capsule::carried(&mut tx, kept.id).await.unwrap().unwrap(), carried);
    assert_eq!(capsule::secret(&mut tx, kept.id).await.unwrap().unwrap(), secret);
    capsule::leased(&mut tx, &keeps(), kept.id, (1, NOW + 1_000), NOW).await.unwrap();
    capsule::came_home(&mut tx, &keeps(), (kept.id, 9), (12, [7; 32], true), (&[], NOW + 5)).await.unwrap();
    // Two who bring it at once do not both count.
    let again =
        capsule::came_home(&mut tx, &keeps(), (kept.id, 9), (12, [7; 32], true), (&[], NOW + 6)).await;
    assert!(matches!(again, Err(Error::Conflict(_))));
    capsule::end(&mut tx, &keeps(), kept.id, NOW + 7).await.unwrap();
    assert!(matches!(capsule::end(&mut tx, &keeps(), kept.id, NOW + 8).await, Err(Error::Conflict(_))));
    let now = capsule::get(&mut tx, kept.id).await.unwrap().unwrap();
    assert_eq!((now.home, now.home_us, now.ended_us), ((12, [7; 32]), Some(NOW + 5), Some(NOW + 7)));
    assert_eq!(capsule::carried(&mut tx, kept.id).await.unwrap(), None);
    assert!(capsule::secret(&mut tx, kept.id).await.unwrap().is_some(), "its log may still come home");
    tx.commit().await.unwrap();
    let changes = journal::since(&mut store.read().await.unwrap(), 0, 100).await.unwrap();
    let kinds: Vec<ActKind> = changes.iter().map(|change| change.kind).collect();
    use ActKind::{CapsuleEnded, CapsuleHome, CapsuleLeased, CapsuleMade};
    assert!(kinds.ends_with(&[CapsuleMade, CapsuleLeased, CapsuleHome, CapsuleEnded]), "{kinds:?}");
}

async fn a_log_that_is_waited_for_too_long_is_pressed_for_twice_and_no_more(House { store, .. }: &House) {
    let kept = kept(store).await;
    let mut tx = store.begin().await.unwrap();
    let with = (&Zeroizing::new([6; 32]), [].as_slice(), serde_json::json!({}));
    capsule::add(&mut tx, &makes(), &kept, with, NOW).await.unwrap();
    let engine = Actor::Engine { member: me() };
    let over = [NOW + 2_000, NOW];
    assert!(!capsule::any_late(&mut tx, over).await.unwrap(), "nobody has taken it");
    capsule::taken(&mut tx, &keeps(), kept.id, NOW + 1).await.unwrap();
    let one = async |tx: &mut store::Tx| capsule::get(tx, kept.id).await.unwrap().unwrap();
    assert_eq!(one(&mut tx).await.log_is(NOW + 999), LogIs::Out);
    assert!(!capsule::any_late(&mut tx, [NOW + 999, NOW]).await.unwrap(), "its lease runs");
    assert_eq!(one(&mut tx).await.log_is(NOW + 1_000), LogIs::Awaited);
    assert!(capsule::any_late(&mut tx, over).await.unwrap());
    assert_eq!(capsule::press(&mut tx, &engine, over, NOW + 2_000).await.unwrap()[0].late, 1);
    assert_eq!(capsule::press(&mut tx, &engine, over, NOW + 2_001).await.unwrap(), []);
    let very = [NOW + 3_000, NOW + 1_000];
    assert_eq!(capsule::press(&mut tx, &engine, very, NOW + 3_000).await.unwrap()[0].late, 2);
    assert!(!capsule::any_late(&mut tx, very).await.unwrap(), "twice, and no more");
    assert_eq!(capsule::pressed(&mut tx, &keeps(), NOW + 2_999, 9).await.unwrap().len(), 1);
    let acts = [1, 2];
    let home = (12, [7; 32], false);
    capsule::came_home(&mut tx, &keeps(), (kept.id, 9), home, (&acts, NOW + 900)).await.unwrap();
    assert_eq!(
        one(&mut tx).await.log_is(NOW + 4_000),
        LogIs::Awaited,
        "it was open, and came before its lease was over"
    );
    assert_eq!(one(&mut tx).await.late, 2, "its clock goes on");
    let home = (12, [7; 32], true);
    capsule::came_home(&mut tx, &keeps(), (kept.id, 12), home, (&[], NOW + 901)).await.unwrap();
    assert_eq!(one(&mut tx).await.log_is(NOW + 4_000), LogIs::Home);
    let brought = capsule::found(&mut tx, &keeps(), kept.id).await.unwrap();
    assert_eq!(brought.iter().map(|it| it.act).collect::<Vec<_>>(), acts);
    capsule::leased(&mut tx, &keeps(), kept.id, (2, NOW + 5_000), NOW + 950).await.unwrap();
    assert_eq!(one(&mut tx).await.log_is(NOW + 5_000), LogIs::Awaited, "the post went on");
    capsule::lost(&mut tx, &keeps(), kept.id, NOW + 5_001).await.unwrap();
    assert_eq!(one(&mut tx).await.log_is(NOW + 5_002), LogIs::Lost);
    assert!(!capsule::any_late(&mut tx, [NOW + 9_000, NOW + 9_000]).await.unwrap());
    assert_eq!(one(&mut tx).await.held, kept.held);
    tx.commit().await.unwrap();
}

/// It came after its lease, without its end: it presses until the end is there, or until somebody says why it never comes.
async fn a_log_that_was_cut_at_its_end_is_not_home(House { store, .. }: &House) {
    let kept = kept(store).await;
    let mut tx = store.begin().await.unwrap();
    let with = (&Zeroizing::new([6; 32]), [].as_slice(), serde_json::json!({}));
    capsule::add(&mut tx, &makes(), &kept, with, NOW).await.unwrap();
    capsule::taken(&mut tx, &keeps(), kept.id, NOW + 1).await.unwrap();
    let is = async |tx: &mut store::Tx| {
        let one = capsule::get(tx, kept.id).await.unwrap().unwrap();
        (one.log_is(NOW + 4_000), one.late)
    };
    let early = capsule::give_up(&mut tx, &keeps(), (kept.id, "burnt"), NOW + 1_001).await;
    assert!(matches!(early, Err(Error::Conflict(_))), "nothing has come of it: {early:?}");
    let cut = (12, [7; 32], false);
    capsule::came_home(&mut tx, &keeps(), (kept.id, 9), cut, (&[1, 2], NOW + 1_500)).await.unwrap();
    assert_eq!(is(&mut tx).await, (LogIs::Cut, 0));
    let engine = Actor::Engine { member: me() };
    let over = [NOW + 2_000, NOW];
    assert!(capsule::any_late(&mut tx, over).await.unwrap());
    assert_eq!(capsule::press(&mut tx, &engine, over, NOW + 2_000).await.unwrap().len(), 1);
    assert_eq!(is(&mut tx).await, (LogIs::Cut, 1));
    capsule::give_up(&mut tx, &keeps(), (kept.id, "its battery burnt"), NOW + 2_001).await.unwrap();
    assert_eq!(is(&mut tx).await, (LogIs::GivenUp, 0));
    let one = capsule::get(&mut tx, kept.id).await.unwrap().unwrap();
    assert_eq!(one.given_up.as_deref(), Some("its battery burnt"));
    assert!(!capsule::any_late(&mut tx, [NOW + 9_000, NOW + 9_000]).await.unwrap());
    let again = capsule::give_up(&mut tx, &keeps(), (kept.id, "again"), NOW + 2_002).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "once: {again:?}");
    // Its end comes after all.
    let whole = (13, [8; 32], true);
    capsule::came_home(&mut tx, &keeps(), (kept.id, 12), whole, (&[3], NOW + 3_000)).await.unwrap();
    assert_eq!(is(&mut tx).await, (LogIs::Home, 0));
    // And the post is leased again.
    capsule::leased(&mut tx, &keeps(), kept.id, (2, NOW + 3_900), NOW + 3_500).await.unwrap();
    assert_eq!(is(&mut tx).await, (LogIs::Awaited, 0));
    tx.commit().await.unwrap();
}

async fn records_are_carried_in_the_version_that_they_have(House { store, .. }: &House) {
    let mut own = person(1, "Ama Mensah");
    own.version = 4;
    let mut other = person(2, "Yao Dossou");
    (other.owner, other.version) = ("FR".parse().unwrap(), 2);
    other.handling.audience = model::Audience::All;
    let mut tx = store.begin().await.unwrap();
    store::record::carry(&mut tx, &makes(), &[own.clone(), other.clone()], NOW).await.unwrap();
    tx.commit().await.unwrap();
    let stamps = store::stamp::all(&mut store.read().await.unwrap()).await.unwrap();
    let engine = Actor::Engine { member: me() };
    let sight = Rules::standard(me()).sight(&engine, &Reason::of(Purpose::Administration), &stamps);
    let ids = [own.id, other.id];
    let held = store::record::many(&mut store.read().await.unwrap(), &sight, &ids, NOW).await.unwrap();
    assert_eq!(held.into_iter().map(|held| held.record).collect::<Vec<_>>(), [own, other]);
    assert_eq!(journal::verify(store, |_, _| ()).await.unwrap().records, 2);
}

/// Keeps what it is given, or fails.
#[derive(Default)]
struct Copied(Mutex<(Vec<(u64, LoggedAct)>, bool)>);

impl Copyist for Copied {
    fn copy(&self, acts: Vec<(u64, LoggedAct)>) -> std::io::Result<()> {
        let mut kept = self.0.lock().unwrap();
        if kept.1 {
            return Err(std::io::Error::other("the disk is gone"));
        }
        kept.0.extend(acts);
        Ok(())
    }
}

fn keys() -> store::Keys {
    let node = wire::keys::NodeKey::generate(&[1; 32]);
    store::Keys { node, storage: wire::keys::StorageKey::generate(&[2; 32]), origin: "test".into() }
}

async fn write(store: &Store, number: u64) -> store::Result<u64> {
    let by = coordinator();
    let body = Some(serde_json::json!({ "number": number }));
    let act = Act { at_us: NOW, by: &by, kind: ActKind::Checked, object: None, reason: None, body };
    let mut tx = store.begin().await?;
    journal::write(&mut tx, act).await?;
    tx.commit().await
}

fn file(dir: &tempfile::TempDir, name: &str) -> String {
    format!("sqlite://{}?mode=rwc", dir.path().join(name).display())
}

/// A store that was lost, and one of an earlier day that takes up what was written down beside it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_written_down_twice_is_taken_up_again() {
    let dir = tempfile::tempdir().unwrap();
    let earlier = Store::open(&file(&dir, "one.db"), keys()).await.unwrap();
    write(&earlier, 1).await.unwrap();
    earlier.close().await;
    std::fs::copy(dir.path().join("one.db"), dir.path().join("two.db")).unwrap();
    let copied = Arc::new(Copied::default());
    let store = Store::open_copied(&file(&dir, "one.db"), keys(), copied.clone()).await.unwrap();
    for number in 2..=5 {
        write(&store, number).await.unwrap();
    }
    // What it brings home is read by one key.
    let by = crate::house::console();
    let handed = journal::hand_over(store.begin().await.unwrap(), &by, None, NOW).await;
    assert!(matches!(handed, Err(Error::Conflict(_))), "{handed:?}");
    let acts: Vec<(Entry, LoggedAct)> = {
        let kept = copied.0.lock().unwrap();
        assert_eq!(kept.0.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [2, 3, 4, 5]);
        kept.0.iter().map(|(_, act)| (Entry::decode(&act.entry).unwrap(), act.clone())).collect()
    };
    let said = journal::said(&keys().storage, &acts[2].0, &acts[2].1).unwrap();
    assert_eq!(said.act, Some(serde_json::json!({ "number": 4 })));
    let again = Store::open(&file(&dir, "two.db"), keys()).await.unwrap();
    let mut tx = again.begin().await.unwrap();
    let gap = journal::resume(&mut tx, acts[1..].to_vec()).await;
    assert!(matches!(gap, Err(Error::Broken(broken)) if broken.seq == 3));
    drop(tx);
    let mut tx = again.begin().await.unwrap();
    journal::resume(&mut tx, acts).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(write(&again, 6).await.unwrap(), 6);
    let proven = journal::verify(&again, |_, _| ()).await.unwrap().journal;
    assert_eq!((proven.acts, proven.bodies), (6, 6));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_written_down_twice_is_not_answered_and_nothing_after_it() {
    let dir = tempfile::tempdir().unwrap();
    let copied = Arc::new(Copied::default());
    let store = Store::open_copied(&file(&dir, "store.db"), keys(), copied.clone()).await.unwrap();
    write(&store, 1).await.unwrap();
    copied.0.lock().unwrap().1 = true;
    assert!(matches!(write(&store, 2).await, Err(Error::NotKept(_))));
    copied.0.lock().unwrap().1 = false;
    assert!(matches!(write(&store, 3).await, Err(Error::Stopped)));
    assert_eq!(copied.0.lock().unwrap().0.len(), 1);
}
