//! A post without a line: what it carries, how long it may, and how what it did comes home.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{NOW, World, investigator, person, why};
use desk::capsule::{Ends, Lease, LogIs, Made, Order, Unlocked, Unlocking, end, home, lease, make, unlock};
use desk::check::{Question, check};
use desk::clock::Still;
use desk::record::{Draft, revise, withdraw};
use desk::{Clock, Desk, Error, Result};
use model::*;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;
use wire::keys::SealingKey;

const HOUR: i64 = 3_600_000_000;

fn border() -> Reason {
    let legal_basis = Some("customs act, art. 3".into());
    Reason { purpose: Purpose::BorderControl, legal_basis, reference: None }
}

fn keeping() -> Reason {
    Reason::of(Purpose::Administration)
}

fn console(desk: &Desk) -> Actor {
    Actor::Console { account: "root".into(), member: desk.me.clone() }
}

fn device(number: u8) -> SealingKey {
    SealingKey::from_bytes(&[number; 32])
}

/// Togo and Benin, a post of Togo's at Aflao, and a capsule for it.
struct Story {
    world: World,
    client: ClientId,
    dir: tempfile::TempDir,
    made: Made,
}

impl Story {
    async fn of(drafts: Vec<(&str, Draft)>) -> (Story, Vec<RecordId>) {
        let world = World::of(&["TG", "BJ"]).await;
        let mut ids = vec![];
        for (code, draft) in drafts {
            ids.push(world.file(code, draft).await);
        }
        world.settle().await;
        let desk = world.desk("TG");
        let new = ("Aflao", vec![Role::Frontline], Level::Official);
        let ends = NOW + 90 * 24 * HOUR;
        let (client, _token) = desk::client::add(desk, &console(desk), &keeping(), new, ends).await.unwrap();
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let file = dir.path().join("aflao.capsule");
        let made = make(desk, &console(desk), &border(), &order(client), (&file, dir.path())).await.unwrap();
        (Story { world, client, dir, made }, ids)
    }

    fn desk(&self) -> &Desk {
        self.world.desk("TG")
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("aflao.capsule")
    }

    fn log(&self) -> PathBuf {
        self.dir.path().join("aflao.log")
    }

    /// The post is opened with this code on this device, by a clock of its own.
    async fn open(&self, number: u8, code: &str, clock: Arc<Still>) -> Result<Unlocked> {
        let memory = tempfile::tempdir_in(self.dir.path()).unwrap().keep();
        let with = Unlocking {
            file: &self.file(),
            device: &device(number),
            node: &self.made.node,
            code,
            memory: &memory,
            log: &self.log(),
        };
        unlock(&with, (clock as Arc<dyn Clock>, Arc::new(desk::chance::Machine))).await
    }

    async fn refused(&self, number: u8, code: &str, at_us: i64) -> String {
        let opened = self.open(number, code, Arc::new(Still::at(at_us))).await;
        opened.err().map(|why| why.to_string()).unwrap_or_default()
    }

    async fn lease(&self, next: bool) -> Result<Lease> {
        lease(self.desk(), &console(self.desk()), &keeping(), self.made.capsule.id, next).await
    }

    async fn bring(&self) -> Result<desk::capsule::Home> {
        let log = std::fs::read(self.log()).unwrap();
        home(self.desk(), &console(self.desk()), &keeping(), &log).await
    }
}

fn order(client: ClientId) -> Order {
    Order {
        client,
        device: device(2).public().clone(),
        kinds: vec![],
        lists: vec![],
        days: 3,
        lease_hours: 24,
        officers: vec!["Kossi".into()],
        language: Language::French,
        taken: true,
    }
}

/// Whoever stands at the post.
fn frontline(desk: &Desk) -> Actor {
    let id = OfficerId::from_bytes([9; 16]);
    Actor::Officer { id, member: desk.me.clone(), roles: vec![Role::Frontline], clearance: Level::Official }
}

async fn found(desk: &Desk, text: &str) -> Vec<RecordId> {
    let question = Question::Text(text.into());
    let answer = check(desk, &frontline(desk), &border(), &question, 10).await.unwrap();
    answer.matches.iter().map(|found| found.record).collect()
}

fn hidden(name: &str, passport: &str, change: fn(&mut Draft)) -> Draft {
    let mut draft = person(name, "1980-01-02", passport, &["all"]);
    change(&mut draft);
    draft
}

/// Whatever the post may not see, and whatever may not leave the house, is nowhere in the file, opened as far as it opens.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_post_may_check_is_in_it_and_nothing_else() {
    let canary = "CANARY";
    let never = |number: u8, change: fn(&mut Draft)| {
        hidden(&format!("{canary} Adjo {number}"), &format!("{canary}{number}"), change)
    };
    let mut with_note = person("Yao Dossou", "1981-01-02", "T7654321", &["TG"]);
    with_note.source.text = Some(format!("{canary} informant"));
    let drafts = vec![
        ("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"])),
        ("BJ", with_note),
        ("TG", never(1, |d| d.handling.level = Level::Restricted)),
        ("TG", never(2, |d| d.status = Some(Status::PossibleVictim))),
        ("TG", never(3, |d| d.status = Some(Status::Witness))),
        ("TG", never(4, |d| d.handling.purposes = [Purpose::Investigation].into())),
        ("TG", never(5, |d| d.handling.caveats = [Caveat::H3].into())),
        ("BJ", never(6, |d| d.handling.caveats = [Caveat::H2].into())),
        ("BJ", never(7, |d| d.handling.never_to = ["TG".parse().unwrap()].into())),
        ("BJ", never(8, |d| d.handling.audience = Audience::Own)),
        ("TG", never(9, |d| d.handling.expires_us = Some(NOW - 1))),
    ];
    let (story, ids) = Story::of(drafts).await;
    assert_eq!((story.made.capsule.records, story.made.others), (2, 1));
    // By the identity that the network knows, whoever signs the log.
    let identity = story.world.charter.node_of("TG").unwrap().node().fingerprint();
    assert_eq!(story.made.node, identity);
    let label = desk::capsule::label(&story.file(), &identity).unwrap();
    let secret = label.open(&device(2), &story.made.code).unwrap().secret;
    let file = std::fs::File::open(story.file()).unwrap().take(label.length);
    let mut content = vec![];
    wire::sealed::SealReader::new(file, secret.content()).read_to_end(&mut content).unwrap();
    assert!(!content.windows(canary.len()).any(|bytes| bytes == canary.as_bytes()));
    let post = story.open(2, &story.made.code, Arc::new(Still::at(NOW))).await.unwrap();
    let database = content.windows(16).position(|bytes| bytes == b"SQLite format 3\0").unwrap();
    let opened = story.dir.path().join("looked-at.db");
    std::fs::write(&opened, &content[database..]).unwrap();
    let origin = format!("liaison/TG/{}", story.made.capsule.id);
    let keys = store::Keys { node: secret.signer(), storage: secret.storage(), origin };
    let url = format!("sqlite://{}?mode=rw", opened.display());
    let store = store::Store::open(&url, keys).await.unwrap();
    let stamps = store::stamp::all(&mut store.read().await.unwrap()).await.unwrap();
    let me: Member = "TG".parse().unwrap();
    let engine = Actor::Engine { member: me.clone() };
    let sight = policy::Rules::standard(me).sight(&engine, &keeping(), &stamps);
    let held = store::record::each(&mut store.read().await.unwrap(), &sight, 0, 100, 0).await.unwrap();
    assert_eq!(held.iter().map(|held| held.record.id).collect::<Vec<_>>().len(), 2);
    assert!(!format!("{held:?}").contains(canary));
    assert!(store::journal::verify(&store, |_, _| ()).await.is_ok());
    assert_eq!(found(&post.desk, "T1234567").await, [ids[0]]);
    assert_eq!(found(&post.desk, "T7654321").await, [ids[1]]);
    for number in 1..=9 {
        assert!(found(&post.desk, &format!("{canary}{number}")).await.is_empty(), "{number}");
    }
}

/// However much a post may see at home: who is to be protected does not leave the house.
#[tokio::test(flavor = "multi_thread")]
async fn no_post_carries_who_is_to_be_protected() {
    let victim = hidden("Adjo Agbeko", "T5555555", |draft| draft.status = Some(Status::PossibleVictim));
    let (story, ids) =
        Story::of(vec![("TG", victim), ("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))])
            .await;
    let desk = story.desk();
    assert!(story.world.at("TG", ids[0]).await.is_some(), "an investigator sees it");
    let new = ("Unit 4", vec![Role::Investigator], Level::Restricted);
    let ends = NOW + 90 * 24 * HOUR;
    let (client, _token) = desk::client::add(desk, &console(desk), &keeping(), new, ends).await.unwrap();
    let file = story.dir.path().join("unit.capsule");
    let (by, why, order) = (investigator_who_coordinates(desk), why(), order(client));
    let made = make(desk, &by, &why, &order, (&file, story.dir.path())).await.unwrap();
    assert_eq!(made.capsule.records, 1);
}

fn investigator_who_coordinates(desk: &Desk) -> Actor {
    let id = OfficerId::from_bytes([7; 16]);
    let roles = vec![Role::Investigator, Role::Coordinator];
    Actor::Officer { id, member: desk.me.clone(), roles, clearance: Level::Restricted }
}

/// The same question gives the same answer at the post and at the bureau.
#[tokio::test(flavor = "multi_thread")]
async fn a_post_checks_and_does_nothing_else() {
    let (story, ids) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let post = story.open(2, &story.made.code, Arc::new(Still::at(NOW))).await.unwrap().desk;
    let by = frontline(&post);
    let question = Question::Text("Kosi Amouzu 1980".into());
    let there = check(&post, &by, &border(), &question, 10).await.unwrap();
    let here = check(story.desk(), &frontline(story.desk()), &border(), &question, 10).await.unwrap();
    assert_eq!(there.matches[0].score, here.matches[0].score);
    assert_eq!(there.matches[0].action.as_deref(), Some("Call the owner"));
    assert_eq!(desk::record::open(&post, &by, &border(), ids[0]).await.unwrap().held.record.version, 1);
    let investigation = Reason { purpose: Purpose::Investigation, ..border() };
    let other = check(&post, &by, &investigation, &question, 10).await;
    assert!(matches!(&other, Err(Error::Refused(why)) if why.why().contains("made for border-control")));
    for by in [investigator(&post), console(&post)] {
        let taken = desk::export::begin(&post, &by, &border(), Default::default()).await;
        assert!(matches!(taken, Err(Error::Refused(_))), "{by:?} takes nothing out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_device_gives_nothing_without_its_lease() {
    let (story, _) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let code = story.made.code.clone();
    assert!(story.refused(2, "", NOW).await.contains("opens no lease"));
    assert!(story.refused(3, &code, NOW).await.contains("another device"));
    assert!(story.refused(2, &code, NOW + 24 * HOUR).await.contains("lease is over"));
    assert!(story.refused(2, &code, NOW - HOUR).await.contains("clock"), "before it was made");
    let clock = Arc::new(Still::at(NOW + 20 * HOUR));
    let post = story.open(2, &code, clock.clone()).await.unwrap();
    assert_eq!(post.until_us, NOW + 24 * HOUR);
    assert_eq!(found(&post.desk, "T1234567").await.len(), 1);
    // Set back while it works: for the post it stays as late as it was.
    clock.advance(-10 * HOUR);
    assert_eq!(desk::pulse::now_us(&post.desk), NOW + 20 * HOUR);
    drop(post);
    assert!(story.refused(2, &code, NOW + 10 * HOUR).await.contains("set back"));
    let other = Unlocking {
        file: &story.file(),
        device: &device(2),
        node: "11111 22222 33333 44444 55555 66666 77777 88888",
        code: &code,
        memory: story.dir.path(),
        log: &story.log(),
    };
    let clock = Arc::new(Still::at(NOW + 21 * HOUR));
    let by_another = unlock(&other, (clock, Arc::new(desk::chance::Machine))).await;
    assert!(matches!(by_another, Err(Error::Wire(wire::Rejection::Owner))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_capsule_that_was_changed_is_refused() {
    let (story, _) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let whole = std::fs::read(story.file()).unwrap();
    let bits = whole.len() * 8;
    // Of the content every so many bits; every one of what closes it.
    for bit in (0..bits).step_by(4_001).chain(bits - 96..bits) {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(story.file(), &changed).unwrap();
        assert!(!story.refused(2, &story.made.code, NOW).await.is_empty(), "bit {bit}");
    }
    std::fs::write(story.file(), &whole[..whole.len() / 2]).unwrap();
    assert!(!story.refused(2, &story.made.code, NOW).await.is_empty(), "cut");
    std::fs::write(story.file(), &whole).unwrap();
    assert_eq!(story.refused(2, &story.made.code, NOW).await, "");
}

/// What the owner of another member's record sees: that it was taken along, and each look, with the post's own time.
#[tokio::test(flavor = "multi_thread")]
async fn a_log_comes_home_once_and_owners_are_told() {
    let (story, ids) = Story::of(vec![("BJ", person("Yao Dossou", "1981-01-02", "T7654321", &["TG"]))]).await;
    let clock = Arc::new(Still::at(NOW + HOUR));
    let post = story.open(2, &story.made.code, clock.clone()).await.unwrap();
    found(&post.desk, "T7654321").await;
    drop(post);
    let first = story.bring().await.unwrap();
    assert_eq!((first.looks, first.closed), (2, false), "a check, and a record that it showed");
    // The device is started again, its memory lost: the log goes on where it was.
    clock.advance(HOUR);
    let post = story.open(2, &story.made.code, clock.clone()).await.unwrap();
    desk::record::open(&post.desk, &frontline(&post.desk), &border(), ids[0]).await.unwrap();
    found(&post.desk, "T1111111").await;
    post.log.note_time(true).unwrap();
    drop(post);
    let second = story.bring().await.unwrap();
    assert_eq!((second.looks, second.closed), (2, true));
    let before = story.log_of_bureau().await;
    let third = story.bring().await.unwrap();
    assert_eq!((third.acts, third.looks), (0, 0));
    assert_eq!(story.log_of_bureau().await, before, "the same again changes nothing");
    story.world.settle().await;
    let owner = story.world.desk("BJ");
    let seen =
        desk::window::page(owner, &investigator(owner), &why(), Some(ids[0]), (None, 10)).await.unwrap();
    let told: Vec<(&str, i64)> = seen.iter().map(|look| (look.what.as_str(), look.done_us)).collect();
    assert_eq!(told, [("opened", NOW + 2 * HOUR), ("consulted", NOW + HOUR), ("carried", NOW)]);
    assert_eq!(seen[0].unit.as_deref(), Some("Aflao"));
}

impl Story {
    /// How many looks the bureau's journal holds.
    async fn log_of_bureau(&self) -> usize {
        let desk = self.desk();
        let mut looks = 0;
        for kind in [ActKind::Checked, ActKind::Consulted, ActKind::Opened, ActKind::CapsuleHome] {
            let filter = desk::oversight::Filter { kind: Some(kind), ..Default::default() };
            let page = desk::oversight::read(desk, &console(desk), &keeping(), &filter, (None, 500)).await;
            looks += page.unwrap().len();
        }
        looks
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_changed_or_cut_in_its_midst_is_refused_as_a_whole() {
    let (story, _) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let clock = Arc::new(Still::at(NOW + HOUR));
    let post = story.open(2, &story.made.code, clock).await.unwrap();
    for _ in 0..4 {
        found(&post.desk, "T1234567").await;
    }
    drop(post);
    let (whole, first) = (std::fs::read(story.log()).unwrap(), story.made.capsule.first.0);
    let before = story.log_of_bureau().await;
    for at in [0, 20, 40, whole.len() / 2, whole.len() - 5] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(story.log(), &changed).unwrap();
        match story.bring().await.unwrap_err() {
            Error::Log(broken) => assert!((first + 1..=first + 8).contains(&broken.seq), "{at}: {broken}"),
            Error::Invalid(why) => assert!(at < 16, "{at}: {why}"),
            Error::Missing => assert!((16..32).contains(&at), "another capsule's"),
            other => panic!("{at}: {other}"),
        }
    }
    assert_eq!(story.log_of_bureau().await, before);
    std::fs::write(story.log(), &whole).unwrap();
    assert_eq!(story.bring().await.unwrap().looks, 8);
    assert!(story.refused(2, &story.made.code, NOW + 2 * HOUR).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_is_renewed_until_something_inside_is_taken_back() {
    let draft = || person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]);
    let (story, ids) = Story::of(vec![("TG", draft())]).await;
    let desk = story.desk();
    assert_eq!(story.lease(false).await.unwrap().code, story.made.code);
    let next = story.lease(true).await.unwrap();
    assert_eq!((next.number, next.until_us, next.newer), (2, NOW + 48 * HOUR, 0));
    assert_ne!(next.code, story.made.code);
    assert!(story.open(2, &next.code, Arc::new(Still::at(NOW + 30 * HOUR))).await.is_ok());
    // What is new does not harm, and is counted; what is changed inside does.
    story.world.file("TG", person("Yao Dossou", "1981-01-02", "T7654321", &["own"])).await;
    assert_eq!(story.lease(false).await.unwrap().newer, 1);
    revise(desk, &investigator(desk), &why(), ids[0], 1, draft()).await.unwrap();
    let refused = story.lease(false).await.unwrap_err();
    assert!(refused.to_string().contains("make a new one"), "{refused}");
    withdraw(desk, &investigator(desk), &why(), ids[0], "an error").await.unwrap();
    assert!(story.lease(false).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_capsule_that_has_ended_or_whose_post_was_revoked_is_not_leased() {
    let (story, _) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let (desk, id) = (story.desk(), story.made.capsule.id);
    let by = frontline(desk);
    assert!(matches!(lease(desk, &by, &border(), id, false).await, Err(Error::Refused(_))));
    desk::client::revoke(desk, &console(desk), &keeping(), story.client).await.unwrap();
    assert!(story.lease(false).await.unwrap_err().to_string().contains("revoked"));
    end(desk, &console(desk), &keeping(), id, Ends::Closed).await.unwrap();
    assert!(story.lease(false).await.unwrap_err().to_string().contains("no lease"));
}

/// Who reads it is told what a lost device held, and of what the log brought only what they may see.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_log_brought_is_shown_as_far_as_its_reader_may_see() {
    let (story, ids) = Story::of(vec![
        ("BJ", person("Yao Dossou", "1981-01-02", "T7654321", &["TG"])),
        ("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"])),
    ])
    .await;
    let post = story.open(2, &story.made.code, Arc::new(Still::at(NOW + HOUR))).await.unwrap();
    found(&post.desk, "T7654321").await;
    found(&post.desk, "T1234567").await;
    drop(post);
    story.bring().await.unwrap();
    let (desk, id) = (story.desk(), story.made.capsule.id);
    let by = investigator_who_coordinates(desk);
    let one = desk::capsule::one(desk, &by, &border(), id).await.unwrap();
    assert_eq!((one.checks, one.refused, one.unseen), (2, 0, 0));
    let mut seen: Vec<RecordId> = one.found.iter().map(|it| it.held.record.id).collect();
    seen.sort_unstable();
    let mut all = ids.clone();
    all.sort_unstable();
    assert_eq!(seen, all);
    let held = one.capsule.held.unwrap();
    assert_eq!((held.kinds["Person"], held.owners["BJ"], held.owners["TG"]), (2, 1, 1));
    let administrator = Actor::Officer {
        id: OfficerId::from_bytes([6; 16]),
        member: desk.me.clone(),
        roles: vec![Role::Administrator],
        clearance: Level::Restricted,
    };
    let keeps = desk::capsule::one(desk, &administrator, &keeping(), id).await.unwrap();
    assert_eq!(
        (keeps.checks, keeps.found.len(), keeps.unseen),
        (2, 0, 2),
        "who keeps the node sees no content"
    );
    story.world.settle().await;
    let owner = story.world.desk("BJ");
    let told =
        desk::window::page(owner, &investigator(owner), &why(), Some(ids[0]), (None, 10)).await.unwrap();
    assert!(told.iter().any(|look| look.what.as_str() == "listed"), "the owner is told of that look too");
}

/// Where the log of the only capsule stands, and how far it was pressed.
async fn log_stands(desk: &desk::Desk, by: &Actor) -> (LogIs, u8) {
    let capsule = desk::capsule::list(desk, by, &border()).await.unwrap().remove(0);
    (capsule.log_is(desk::pulse::now_us(desk)), capsule.late)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_does_not_come_home_presses_until_its_device_is_said_to_be_lost() {
    let (story, _) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let (desk, id) = (story.desk(), story.made.capsule.id);
    let by = investigator_who_coordinates(desk);
    let stands = async || log_stands(desk, &by).await;
    let pressed_after = async |hours: i64| {
        story.world.clock.advance(hours * HOUR);
        desk::capsule::press(desk).await.unwrap()
    };
    assert_eq!(pressed_after(23).await, 0);
    assert_eq!(stands().await, (LogIs::Out, 0));
    assert_eq!(pressed_after(24).await, 0, "its lease is over since less than a day");
    assert_eq!(stands().await, (LogIs::Awaited, 0));
    assert_eq!((pressed_after(1).await, pressed_after(1).await), (1, 0), "once");
    assert_eq!(desk::capsule::pressed(desk, &by, &border(), NOW).await.unwrap().len(), 1);
    assert_eq!((pressed_after(47).await, stands().await), (1, (LogIs::Awaited, 2)));
    end(desk, &by, &border(), id, Ends::Lost).await.unwrap();
    assert_eq!(stands().await, (LogIs::Lost, 0));
    // It is found after all: what was done with it comes home, and its clock waits for nobody.
    let post = story.open(2, &story.made.code, Arc::new(Still::at(NOW + HOUR))).await.unwrap();
    found(&post.desk, "T1234567").await;
    drop(post);
    assert_eq!(story.bring().await.unwrap().looks, 2);
    assert_eq!((pressed_after(100).await, stands().await.0), (0, LogIs::Lost));
}

/// It comes after its lease without its end: nobody can tell whether the post did more, and it presses as if it had not come.
#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_cut_at_its_end_presses_until_the_end_is_there_or_somebody_says_why_it_never_comes() {
    let (story, _) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let (desk, id) = (story.desk(), story.made.capsule.id);
    let by = investigator_who_coordinates(desk);
    let stands = async || log_stands(desk, &by).await;
    let give_up = async |why: &str| desk::capsule::give_up(desk, &by, &border(), id, why).await;
    let post = story.open(2, &story.made.code, Arc::new(Still::at(NOW + HOUR))).await.unwrap();
    found(&post.desk, "T1234567").await;
    let cut = std::fs::read(story.log()).unwrap();
    found(&post.desk, "T1234567").await;
    post.log.note_time(true).unwrap();
    drop(post);
    let whole = std::fs::read(story.log()).unwrap();
    story.world.clock.advance(25 * HOUR);
    assert!(give_up("the disk broke").await.is_err(), "nothing has come: the device is looked for");
    std::fs::write(story.log(), &cut).unwrap();
    let brought = story.bring().await.unwrap();
    assert_eq!((brought.looks, brought.closed, stands().await), (2, false, (LogIs::Cut, 0)));
    assert_eq!(story.bring().await.unwrap().acts, 0, "the same again changes nothing");
    story.world.clock.advance(24 * HOUR);
    assert_eq!((desk::capsule::press(desk).await.unwrap(), stands().await), (1, (LogIs::Cut, 1)));
    assert!(matches!(give_up(" ").await, Err(Error::Invalid(_))));
    let frontline = desk::capsule::give_up(desk, &frontline(desk), &border(), id, "burnt").await;
    assert!(matches!(frontline, Err(Error::Refused(_))));
    give_up("the disk broke").await.unwrap();
    assert_eq!(stands().await, (LogIs::GivenUp, 0));
    story.world.clock.advance(72 * HOUR);
    assert_eq!(desk::capsule::press(desk).await.unwrap(), 0);
    assert_eq!((story.bring().await.unwrap().acts, stands().await.0), (0, LogIs::GivenUp));
    // The disk is read after all.
    std::fs::write(story.log(), &whole).unwrap();
    let brought = story.bring().await.unwrap();
    assert_eq!((brought.looks, brought.closed, stands().await), (2, true, (LogIs::Home, 0)));
}

/// Cut back to where an earlier lease was closed, it ends in good order, and lacks all that was done under the lease told since.
#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_cut_back_to_where_an_earlier_lease_was_closed_is_not_home() {
    let (story, _) =
        Story::of(vec![("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["own"]))]).await;
    let desk = story.desk();
    let by = investigator_who_coordinates(desk);
    let stands = async || log_stands(desk, &by).await.0;
    let day = async |code: &str, hours: i64| {
        let post = story.open(2, code, Arc::new(Still::at(NOW + hours * HOUR))).await.unwrap();
        found(&post.desk, "T1234567").await;
        post.log.note_time(true).unwrap();
        std::fs::read(story.log()).unwrap()
    };
    let first = day(&story.made.code, 1).await;
    story.world.clock.advance(25 * HOUR);
    let second = day(&story.lease(false).await.unwrap().code, 26).await;
    story.world.clock.advance(25 * HOUR);
    std::fs::write(story.log(), &first).unwrap();
    let brought = story.bring().await.unwrap();
    assert_eq!((brought.looks, brought.closed, stands().await), (2, false, LogIs::Cut));
    std::fs::write(story.log(), &second).unwrap();
    let brought = story.bring().await.unwrap();
    assert_eq!((brought.looks, brought.closed, stands().await), (2, true, LogIs::Home));
    // An older copy of what is home has not its end, and changes nothing.
    std::fs::write(story.log(), &first).unwrap();
    let brought = story.bring().await.unwrap();
    assert_eq!((brought.acts, brought.closed, stands().await), (0, false, LogIs::Home));
}
