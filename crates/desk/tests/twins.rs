//! Stories of twins: what the node proposes, what people judge, and who learns of it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use desk::record::{Draft, Opinion, Over, file, judge, revise, undo, withdraw};
use desk::twin::{self, look, profile, queue, seek};
use desk::{Desk, Error, Parts, follow, oversight};
use model::*;
use std::sync::Arc;
use store::{Keys, Store};
use wire::keys::{NodeKey, StorageKey};

const NOW: i64 = 1_790_000_000_000_000;

struct Bureau {
    desk: Desk,
    _dir: tempfile::TempDir,
}

async fn bureau() -> Bureau {
    opened(tempfile::tempdir().unwrap()).await
}

async fn opened(dir: tempfile::TempDir) -> Bureau {
    let url = format!("sqlite://{}?mode=rwc", dir.path().join("liaison.db").display());
    let (node, storage) = (NodeKey::generate(&[1; 32]), StorageKey::generate(&[2; 32]));
    let parts = Parts {
        me: "TG".parse().unwrap(),
        name: "NCB Lomé".into(),
        store: Store::open(&url, Keys { node, storage, origin: "liaison/TG".into() }).await.unwrap(),
        clock: Arc::new(desk::clock::Still::at(NOW)),
        chance: Arc::new(desk::chance::Machine),
        segment: None,
        pseudonyms: StorageKey::generate(&[2; 32]),
        post: None,
    };
    let desk = Desk::open(parts).await.unwrap();
    follow::catch_up(&desk).await.unwrap();
    Bureau { desk, _dir: dir }
}

fn officer(roles: &[Role], clearance: Level) -> Actor {
    let member = "TG".parse().unwrap();
    Actor::Officer { id: OfficerId::from_bytes([5; 16]), member, roles: roles.to_vec(), clearance }
}

fn investigator() -> Actor {
    officer(&[Role::Investigator], Level::Confidential)
}

fn analyst() -> Actor {
    officer(&[Role::Analyst], Level::Official)
}

fn console() -> Actor {
    Actor::Console { account: "root".into(), member: "TG".parse().unwrap() }
}

fn why() -> Reason {
    Reason::of(Purpose::Investigation)
}

fn person(name: &str, born: &str, passport: &str) -> Draft {
    let entity = Entity::new(Kind::Person)
        .with("name", name)
        .and_then(|e| e.with("birthDate", born))
        .and_then(|e| e.with("passportNumber", passport))
        .unwrap();
    Draft {
        subject: Subject::Entity(entity),
        status: Some(Status::Wanted),
        action: None,
        handling: Handling::default(),
        grading: Grading::default(),
        source: Source::default(),
    }
}

impl Bureau {
    async fn file(&self, draft: Draft) -> RecordId {
        file(&self.desk, &investigator(), &why(), draft).await.unwrap()
    }

    async fn caught_up(&self) {
        follow::catch_up(&self.desk).await.unwrap();
        twin::catch_up(&self.desk).await.unwrap();
    }

    async fn waiting(&self, by: &Actor) -> Vec<Pair> {
        self.caught_up().await;
        let page = queue(&self.desk, by, &why(), None, (None, 50)).await.unwrap();
        let count = twin::waiting(&self.desk, by, &why(), None).await.unwrap();
        assert_eq!(count, u64::try_from(page.pairs.len()).unwrap(), "the count is of what is shown");
        page.pairs.iter().map(|waiting| waiting.about.pair).collect()
    }

    async fn says(&self, by: &Actor, pair: Pair, judgement: Judgement) -> Result<u64, Error> {
        let look = look(&self.desk, by, &why(), pair).await?;
        let versions = [look.records[0].record.version, look.records[1].record.version];
        let over = look.judged.iter().find(|j| j.stands).map_or(Over::Nothing, |j| Over::Act(j.act));
        judge(&self.desk, by, &why(), pair, Opinion { judgement, words: None, versions, over }).await
    }

    async fn log(&self, kind: ActKind) -> Vec<oversight::Entry> {
        let filter = oversight::Filter { kind: Some(kind), ..Default::default() };
        let reason = Reason::of(Purpose::Administration);
        oversight::read(&self.desk, &console(), &reason, &filter, (None, 100)).await.unwrap()
    }

    async fn members(&self, by: &Actor, of: RecordId) -> Vec<RecordId> {
        let profile = profile(&self.desk, by, &why(), of).await.unwrap();
        profile.records.iter().map(|held| held.record.id).collect()
    }
}

fn pair(a: RecordId, b: RecordId) -> Pair {
    Pair::of(a, b).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_arrives_is_put_beside_its_twin_and_judged() {
    let bureau = bureau().await;
    let first = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    bureau.file(person("Efua Owusu", "1990-01-04", "CD777777")).await;
    assert!(bureau.waiting(&analyst()).await.is_empty());
    let second = bureau.file(person("Codjo Agbéko", "1981-03-13", "AB123456")).await;
    let twins = pair(first, second);
    assert_eq!(bureau.waiting(&analyst()).await, [twins]);
    assert_eq!(bureau.log(ActKind::TwinsProposed).await.len(), 1);
    let seen = look(&bureau.desk, &analyst(), &why(), twins).await.unwrap();
    assert!(seen.score > 0.9 && seen.explanation.iter().any(|r| r.feature == "number"));
    assert_eq!(bureau.log(ActKind::Opened).await.len(), 2, "both are opened when they are looked at");
    let act = bureau.says(&analyst(), twins, Judgement::Same).await.unwrap();
    assert!(bureau.waiting(&analyst()).await.is_empty());
    assert_eq!(bureau.members(&analyst(), second).await, [second, first]);
    assert_eq!(bureau.log(ActKind::Judged).await.len(), 2);
    assert_eq!(undo(&bureau.desk, &analyst(), &why(), act).await.unwrap(), twins);
    assert_eq!(bureau.waiting(&analyst()).await, [twins]);
    assert_eq!(bureau.members(&analyst(), first).await, [first]);
    let twice = undo(&bureau.desk, &analyst(), &why(), act).await.unwrap_err();
    assert!(matches!(twice, Error::Store(store::Error::Conflict(_))), "{twice}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_with_a_hidden_record_is_no_pair() {
    let bureau = bureau().await;
    let mut secret = person("Kodjo Agbeko", "1981-03-13", "AB123456");
    secret.handling.level = Level::Confidential;
    let hidden = bureau.file(secret).await;
    let known = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    let twins = pair(hidden, known);
    assert_eq!(bureau.waiting(&investigator()).await, [twins]);
    assert!(bureau.waiting(&analyst()).await.is_empty());
    let act = bureau.says(&investigator(), twins, Judgement::Same).await.unwrap();
    assert_eq!(bureau.members(&analyst(), known).await, [known]);
    let absent = pair(known, RecordId::from_bytes([9; 16]));
    for of in [twins, absent] {
        let refused = look(&bureau.desk, &analyst(), &why(), of).await.unwrap_err();
        assert!(matches!(refused, Error::Missing), "{refused}");
        let says =
            Opinion { judgement: Judgement::Same, words: None, versions: [1, 1], over: Over::Whatever };
        let refused = judge(&bureau.desk, &analyst(), &why(), of, says).await.unwrap_err();
        assert!(matches!(refused, Error::Missing), "{refused}");
    }
    for of in [act, 10_000] {
        let refused = undo(&bureau.desk, &analyst(), &why(), of).await.unwrap_err();
        assert!(matches!(refused, Error::Missing), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_review_may_not_judge() {
    let bureau = bureau().await;
    let a = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    let b = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    let counter = officer(&[Role::Frontline], Level::Restricted);
    let refused = queue(&bureau.desk, &counter, &why(), None, (None, 5)).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(_)), "{refused}");
    let says = Opinion { judgement: Judgement::Same, words: None, versions: [1, 1], over: Over::Whatever };
    let refused = judge(&bureau.desk, &counter, &why(), pair(a, b), says).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(_)), "{refused}");
    assert_eq!(bureau.log(ActKind::Refused).await.len(), 2);
    let refused = seek(&bureau.desk, &counter, &why(), |_| ()).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(_)), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_judgement_is_of_what_was_seen() {
    let bureau = bureau().await;
    let a = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    let b = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    let twins = pair(a, b);
    let says = |judgement, versions, over| Opinion { judgement, words: None, versions, over };
    let stale = says(Judgement::Same, [2, 1], Over::Whatever);
    let stale = judge(&bureau.desk, &analyst(), &why(), twins, stale).await.unwrap_err();
    assert!(matches!(stale, Error::Conflict(_)), "{stale}");
    bureau.says(&analyst(), twins, Judgement::Different).await.unwrap();
    let unseen = says(Judgement::Same, [1, 1], Over::Nothing);
    let unseen = judge(&bureau.desk, &analyst(), &why(), twins, unseen).await.unwrap_err();
    assert!(matches!(unseen, Error::Store(store::Error::Conflict(_))), "{unseen}");
    let paper = Entity::new(Kind::Document).with("number", "AB123456").unwrap();
    let paper =
        Draft { subject: Subject::Entity(paper), status: Some(Status::Stolen), ..person("x", "1990", "1") };
    let paper = bureau.file(paper).await;
    let mixed = says(Judgement::Same, [1, 1], Over::Whatever);
    let mixed = judge(&bureau.desk, &analyst(), &why(), pair(a, paper), mixed).await.unwrap_err();
    assert!(matches!(mixed, Error::Invalid(_)), "{mixed}");
    assert!(bureau.waiting(&analyst()).await.is_empty(), "a passport is not its holder");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_judged_different_is_raised_again_when_its_record_says_much_else() {
    let bureau = bureau().await;
    let a = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    let b = bureau.file(person("Kodjo Agbeko", "1981", "ZZ998877")).await;
    let twins = pair(a, b);
    bureau.caught_up().await;
    bureau.says(&analyst(), twins, Judgement::Different).await.unwrap();
    seek(&bureau.desk, &analyst(), &why(), |_| ()).await.unwrap();
    assert!(bureau.waiting(&analyst()).await.is_empty(), "not for the same versions");
    let spelling = person("Kodjo AGBEKO", "1981", "ZZ998877");
    revise(&bureau.desk, &investigator(), &why(), b, 1, spelling).await.unwrap();
    assert!(bureau.waiting(&analyst()).await.is_empty(), "not for another way of writing it");
    let proof = person("Kodjo Agbeko", "1981-03-13", "AB123456");
    revise(&bureau.desk, &investigator(), &why(), b, 2, proof).await.unwrap();
    assert_eq!(bureau.waiting(&analyst()).await, [twins]);
    let seen = look(&bureau.desk, &analyst(), &why(), twins).await.unwrap();
    assert_eq!(seen.judged.first().map(|j| (j.judgement, j.stands)), Some((Judgement::Different, true)));
    bureau.says(&analyst(), twins, Judgement::Same).await.unwrap();
    assert!(bureau.waiting(&analyst()).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_longer_speaks_for_a_pair_takes_it_back() {
    let bureau = bureau().await;
    let a = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    let b = bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await;
    assert_eq!(bureau.waiting(&analyst()).await, [pair(a, b)]);
    let other = person("Elom Tettey", "1955-07-01", "QQ445566");
    revise(&bureau.desk, &investigator(), &why(), b, 1, other).await.unwrap();
    assert!(bureau.waiting(&analyst()).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_record_its_pairs_profiles_and_judgements_go() {
    let bureau = bureau().await;
    let mut ids = vec![];
    for _ in 0..3 {
        ids.push(bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await);
    }
    let [a, b, c] = ids[..] else { panic!() };
    assert_eq!(bureau.waiting(&analyst()).await.len(), 3);
    let group = look(&bureau.desk, &analyst(), &why(), pair(a, b)).await.unwrap().group;
    assert_eq!(group.iter().map(|held| held.record.id).collect::<Vec<_>>(), [c], "all three hold together");
    let beside = serde_json::json!({ "beside": [c.to_string()] });
    let listed = bureau.log(ActKind::Listed).await;
    assert!(
        listed.iter().any(|entry| entry.body.as_ref() == Some(&beside)),
        "who was shown beside is in the log"
    );
    let act = bureau.says(&analyst(), pair(a, b), Judgement::Same).await.unwrap();
    bureau.says(&analyst(), pair(b, c), Judgement::Same).await.unwrap();
    assert_eq!(bureau.members(&analyst(), a).await.len(), 3);
    withdraw(&bureau.desk, &investigator(), &why(), b, "filed twice").await.unwrap();
    assert_eq!(bureau.waiting(&analyst()).await, [pair(a, c)]);
    assert_eq!(bureau.members(&analyst(), a).await, [a], "nothing joins them any more");
    assert!(matches!(undo(&bureau.desk, &analyst(), &why(), act).await, Err(Error::Missing)));
    let judged = bureau.log(ActKind::Judged).await;
    assert_eq!(judged.len(), 4);
    let silent = judged.iter().filter(|entry| entry.object.is_some_and(|(id, _)| id == b));
    assert!(silent.clone().count() == 2 && silent.into_iter().all(|entry| entry.body.is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_judgement_that_contradicts_others_is_told_before_and_after() {
    let bureau = bureau().await;
    let mut ids = vec![];
    for _ in 0..3 {
        ids.push(bureau.file(person("Kodjo Agbeko", "1981-03-13", "AB123456")).await);
    }
    let [a, b, c] = ids[..] else { panic!() };
    bureau.caught_up().await;
    bureau.says(&analyst(), pair(a, b), Judgement::Same).await.unwrap();
    bureau.says(&analyst(), pair(a, c), Judgement::Different).await.unwrap();
    let seen = look(&bureau.desk, &analyst(), &why(), pair(b, c)).await.unwrap();
    assert_eq!(seen.against.iter().map(|j| j.pair).collect::<Vec<_>>(), [pair(a, c)]);
    bureau.says(&analyst(), pair(b, c), Judgement::Same).await.unwrap();
    let told = profile(&bureau.desk, &analyst(), &why(), a).await.unwrap();
    let ids: Vec<RecordId> = told.records.iter().map(|held| held.record.id).collect();
    assert_eq!(ids, [a, b], "the earlier word stands");
    assert_eq!(told.aside.iter().map(|j| j.pair).collect::<Vec<_>>(), [pair(b, c)]);
    assert_eq!(told.apart.iter().map(|j| j.pair).collect::<Vec<_>>(), [pair(a, c)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_run_over_the_store_finds_what_was_there_and_finds_it_once() {
    let bureau = bureau().await;
    for name in ["Kodjo Agbeko", "Afi Lawson"] {
        for _ in 0..2 {
            bureau.file(person(name, "1981-03-13", &name[..4])).await;
        }
    }
    let mut heard = vec![];
    let first =
        seek(&bureau.desk, &console(), &Reason::of(Purpose::Administration), |moved| heard.push(moved))
            .await
            .unwrap();
    assert_eq!((first.records, first.found, first.new), (4, 2, 2));
    assert_eq!(heard.last(), Some(&first));
    let page = queue(&bureau.desk, &analyst(), &why(), None, (None, 1)).await.unwrap();
    let rest = queue(&bureau.desk, &analyst(), &why(), None, (page.next, 1)).await.unwrap();
    assert_ne!(page.pairs[0].about.pair, rest.pairs[0].about.pair);
    assert_eq!(bureau.log(ActKind::TwinsProposed).await.len(), 0, "the follower need not look again");
    assert_eq!(bureau.waiting(&analyst()).await.len(), 2);
    let again = seek(&bureau.desk, &analyst(), &why(), |_| ()).await.unwrap();
    assert_eq!((again.records, again.new, again.closed), (4, 0, 0));
    assert_eq!(bureau.log(ActKind::TwinsSought).await.len(), 2);
}

/// A consulate's telephone on hundreds of applications, and 1 January for everybody's birthday: neither makes strangers
/// one, and who is one among them is found all the same.
#[tokio::test(flavor = "multi_thread")]
async fn what_hundreds_share_glues_no_strangers() {
    let bureau = bureau().await;
    let application = |name: &str| {
        let entity = Entity::new(Kind::Person)
            .with("name", name)
            .and_then(|e| e.with("birthDate", "1990-01-01"))
            .and_then(|e| e.with("phone", "+228 22 21 00 00"))
            .unwrap();
        Draft { subject: Subject::Entity(entity), ..person("x", "1990", "1") }
    };
    let given = [
        "Yawa", "Mensah", "Edem", "Abla", "Koffi", "Sena", "Dzifa", "Elom", "Folly", "Giselle", "Hodalo",
        "Ismail",
    ];
    let family =
        ["Tetteh", "Lawson", "Quenum", "Barry", "Diallo", "Ouattara", "Nguyen", "Petrov", "Rossi", "Haddad"];
    for (given, family) in given.iter().flat_map(|given| family.iter().map(move |family| (given, family))) {
        bureau.file(application(&format!("{given} {family}"))).await;
    }
    let one = bureau.file(application("Kodjo Agbeko")).await;
    let two = bureau.file(application("Codjo Agbéko")).await;
    bureau.caught_up().await;
    let waiting = queue(&bureau.desk, &analyst(), &why(), None, (None, 200)).await.unwrap().pairs;
    assert!(waiting.iter().any(|waiting| waiting.about.pair == pair(one, two)));
    let count = twin::waiting(&bureau.desk, &analyst(), &why(), None).await.unwrap();
    assert!(count < 122, "fewer than one pair for each, of 7,381 that share both: {count}");
    for one in &waiting {
        let seen = look(&bureau.desk, &analyst(), &why(), one.about.pair).await.unwrap();
        assert!(seen.group.len() < 3, "strangers are not one group");
    }
}

/// The run is cut off once its first pairs are on disk, as by a kill.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_killed_is_done_again_and_finds_nothing_twice() {
    let Bureau { desk, _dir: dir } = bureau().await;
    for (name, number) in [("Kodjo Agbeko", "AB123456"), ("Afi Lawson", "CD777777")] {
        for _ in 0..2 {
            file(&desk, &investigator(), &why(), person(name, "1981-03-13", number)).await.unwrap();
        }
    }
    let administration = Reason::of(Purpose::Administration);
    let killed = tokio::spawn(async move {
        seek(&desk, &console(), &administration, |moved| assert_eq!(moved.found, 0, "killed")).await
    });
    assert!(killed.await.unwrap_err().is_panic());
    let bureau = opened(dir).await;
    assert_eq!(
        twin::waiting(&bureau.desk, &analyst(), &why(), None).await.unwrap(),
        2,
        "what was found stays"
    );
    assert_eq!(bureau.log(ActKind::TwinsSought).await.len(), 0);
    let again = seek(&bureau.desk, &analyst(), &why(), |_| ()).await.unwrap();
    assert_eq!((again.records, again.found, again.new, again.closed), (4, 2, 0, 0));
    assert_eq!(bureau.waiting(&analyst()).await.len(), 2);
    assert_eq!(bureau.log(ActKind::TwinsSought).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_records_move_nothing_in_the_queue() {
    let bureau = bureau().await;
    let names = ["Kodjo Agbeko", "Zulfiqar Qashqai", "Ioana Teodorescu"];
    for (name, at) in names.iter().flat_map(|name| [(name, 1), (name, 2)]) {
        bureau.file(person(name, "1981-03-13", &format!("{}{at}", &name[..4].to_uppercase()))).await;
    }
    let seen = async || {
        bureau.caught_up().await;
        seek(&bureau.desk, &console(), &Reason::of(Purpose::Administration), |_| ()).await.unwrap();
        let page = queue(&bureau.desk, &analyst(), &why(), None, (None, 50)).await.unwrap();
        page.pairs.iter().map(|row| (row.about.pair, row.about.milli_bits, row.score)).collect::<Vec<_>>()
    };
    let before = seen().await;
    assert_eq!(before.len(), 3);
    for name in names.iter().take(2) {
        for year in 1940..1946 {
            let mut secret = person(name, &format!("{year}-01-02"), &format!("X{year}"));
            secret.handling.level = Level::Confidential;
            bureau.file(secret).await;
        }
    }
    assert_eq!(seen().await, before);
}
