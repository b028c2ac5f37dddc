//! Nodes of one network in one process, each with all that a serving node runs.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use desk::peer::{About, PostKeys};
use desk::record::Draft;
use desk::{Desk, Parts, follow, hit, outbox, peer};
use exchange::{Courier, Door, Keys as TlsKeys, Line, MEET_EACH, Road, TlsKey, serve};
use model::*;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Keys, Store};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use wire::charter::{Change, Charter, CharterEntry, MemberClass, Quorum, sign};
use wire::keys::{NodeKey, StorageKey};
use wire::node::{Identity, NodeId};

pub(crate) struct Node {
    pub(crate) desk: Arc<Desk>,
    pub(crate) door: Door,
    pub(crate) keys: Arc<TlsKeys>,
    pub(crate) spki: [u8; 32],
    _tasks: JoinSet<()>,
    _dir: tempfile::TempDir,
}

pub(crate) struct World {
    pub(crate) charter: Charter,
    governance: NodeKey,
}

fn identity(number: u8) -> NodeKey {
    NodeKey::generate(&[100 + number; 32])
}

/// A key for the line.
pub(crate) fn tls(number: u8) -> TlsKey {
    TlsKey::from_pem(&NodeKey::generate(&[number; 32]).to_pem().unwrap()).unwrap()
}

fn now_ms() -> u64 {
    u64::try_from(desk::Clock::now_us(&desk::clock::Machine) / 1_000).unwrap()
}

impl World {
    /// A charter that admits these, who know nothing of it yet.
    pub(crate) fn of(codes: &[&str]) -> World {
        let governance = NodeKey::generate(&[99; 32]);
        let quorum = || Quorum::new(vec![governance.public()], 1);
        let genesis = CharterEntry::genesis("Test network", quorum(), quorum(), now_ms() - 1_000);
        let charter = Charter::found(&sign(&genesis, &[&governance])).unwrap();
        let mut world = World { charter, governance };
        for (number, code) in (0..).zip(codes) {
            let (code, name) = ((*code).to_owned(), format!("NCB {code}"));
            let class = if code == "X-HUB" { MemberClass::Hub } else { MemberClass::Bureau };
            let identity = Identity::new(identity(number).public());
            world.change(Change::Admit { code, name, class, identity, rights: vec![] });
        }
        world
    }

    pub(crate) fn change(&mut self, change: Change) {
        let entry = self.charter.draft(change, now_ms());
        self.charter.append(&sign(&entry, &[&self.governance])).unwrap();
    }

    pub(crate) fn node(&self, code: &str) -> NodeId {
        self.charter.node_of(code).unwrap().node()
    }

    /// A node with its followers, which has taken up the charter and knows nobody else.
    pub(crate) async fn open(&self, code: &str, number: u8) -> (Node, TcpListener) {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", dir.path().join("liaison.db").display());
        let key = || NodeKey::generate(&[10 + number; 32]);
        let storage = || StorageKey::generate(&[50 + number; 32]);
        let keys = Keys { node: key(), storage: storage(), origin: format!("liaison/{code}") };
        let parts = Parts {
            me: code.parse().unwrap(),
            name: format!("NCB {code}"),
            store: Store::open(&url, keys).await.unwrap(),
            clock: Arc::new(desk::clock::Machine),
            chance: Arc::new(desk::chance::Machine),
            segment: None,
            pseudonyms: storage(),
            post: Some(PostKeys { identity: identity(number), first: key() }),
        };
        let desk = Arc::new(Desk::open(parts).await.unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let tls = tls(number);
        let spki = tls.spki();
        self.take_up(&desk).await;
        let endpoint = format!("https://127.0.0.1:{}", listener.local_addr().unwrap().port());
        peer::renew(&desk, &About { endpoints: vec![endpoint], tls: vec![spki] }).await.unwrap();
        let mut tasks = JoinSet::new();
        tasks.spawn(follow::run(Arc::clone(&desk)));
        tasks.spawn(outbox::run(Arc::clone(&desk)));
        tasks.spawn(hit::run(Arc::clone(&desk)));
        let keys = Arc::new(TlsKeys::new(tls).unwrap());
        (Node { door: Door::new(Arc::clone(&desk)), desk, keys, spki, _tasks: tasks, _dir: dir }, listener)
    }

    /// What the administrator does with the charter.
    pub(crate) async fn take_up(&self, desk: &Desk) {
        let entries: Vec<Vec<u8>> = self.charter.entries_from(0).map(<[u8]>::to_vec).collect();
        let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
        let reason = Reason::of(Purpose::Administration);
        peer::join(desk, &by, &reason, &self.charter.fingerprint(), &entries).await.unwrap();
    }

    /// Nodes that serve and carry over TLS. The first knows nobody; each other knows those before it.
    pub(crate) async fn serving(&self, codes: &[&str]) -> Vec<Node> {
        let mut nodes: Vec<Node> = vec![];
        for (number, code) in (0..).zip(codes) {
            let (mut node, listener) = self.open(code, number).await;
            for before in &nodes {
                peer::told(&node.desk, &peer::hello(&before.desk).await.unwrap()).await.unwrap();
            }
            node.serve(listener);
            node.carry(Arc::new(Line::new(Arc::clone(&node.keys))));
            nodes.push(node);
        }
        nodes
    }
}

impl Node {
    pub(crate) fn serve(&mut self, listener: TcpListener) {
        let (keys, door) = (Arc::clone(&self.keys), self.door.clone());
        self._tasks.spawn(serve(listener, keys, door, std::future::pending()));
    }

    pub(crate) fn carry<R: Road>(&mut self, road: Arc<R>) {
        self.carry_and_meet(road, MEET_EACH);
    }

    /// The same, where both compare more often how far they are.
    pub(crate) fn carry_and_meet<R: Road>(&mut self, road: Arc<R>, meet_each: Duration) {
        let (chance, calls) = (Arc::new(desk::chance::Machine), self.door.calls());
        self._tasks.spawn(Courier { desk: Arc::clone(&self.desk), road, calls, chance, meet_each }.run());
    }

    pub(crate) async fn file(&self, number: &str) -> RecordId {
        self.file_for(number, &["all"]).await
    }

    pub(crate) async fn file_for(&self, number: &str, audience: &[&str]) -> RecordId {
        let (desk, mut draft) = (&self.desk, phone(number));
        draft.handling.audience = Audience::from_codes(audience.iter().copied()).unwrap();
        desk::record::file(desk, &investigator(desk), &why(), draft).await.unwrap()
    }

    /// Somebody's life hangs on it.
    pub(crate) async fn file_urgent(&self, number: &str, audience: &[&str]) -> RecordId {
        let (desk, mut draft) = (&self.desk, phone(number));
        draft.handling.audience = Audience::from_codes(audience.iter().copied()).unwrap();
        draft.handling.life_at_risk = true;
        desk::record::file(desk, &investigator(desk), &why(), draft).await.unwrap()
    }

    /// A check of which these are asked as well, over this node's own line.
    pub(crate) async fn ask(&self, text: &str, codes: &[&str]) -> CheckId {
        let (desk, by) = (&self.desk, investigator(&self.desk));
        let question = desk::check::Question::Text(text.into());
        let answer = desk::check::check(desk, &by, &why(), &question, 10).await.unwrap();
        let members: Vec<Member> = codes.iter().map(|code| code.parse().unwrap()).collect();
        let begun = desk::ask::begin(desk, &by, &why(), &answer, &members).await.unwrap();
        desk::ask::run(desk, begun).await;
        answer.id
    }

    /// What a member has answered to it.
    pub(crate) fn answered(&self, check: CheckId, code: &str) -> desk::ask::State {
        let told = desk::ask::elsewhere(&self.desk, &investigator(&self.desk), check).unwrap();
        told.members[&code.parse::<Member>().unwrap()].clone()
    }

    /// From now on checks ask over a line of this node's.
    pub(crate) fn inquire(&self, wait: Duration) {
        let carrier = Arc::new(exchange::Inquiry::over(Arc::new(Line::new(Arc::clone(&self.keys)))));
        let by_default = desk::ask::Whom::default();
        desk::ask::through(&self.desk, desk::ask::Asking { carrier, by_default, wait });
    }

    pub(crate) fn investigator(&self) -> Actor {
        investigator(&self.desk)
    }

    pub(crate) async fn withdraw(&self, id: RecordId) {
        let (desk, why) = (&self.desk, why());
        desk::record::withdraw(desk, &investigator(desk), &why, id, "found").await.unwrap();
    }

    pub(crate) async fn has(&self, id: RecordId) -> bool {
        desk::record::open(&self.desk, &investigator(&self.desk), &why(), id).await.is_ok()
    }

    pub(crate) async fn peers(&self) -> Vec<peer::Line> {
        let by = Actor::Console { account: "root".into(), member: self.desk.me.clone() };
        peer::list(&self.desk, &by, &Reason::of(Purpose::Administration)).await.unwrap().lines
    }

    pub(crate) async fn line(&self, code: &str) -> peer::Line {
        self.peers().await.into_iter().find(|line| line.member.as_str() == code).unwrap()
    }
}

/// Waits until it is so, and fails where it does not become so in time.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F) {
    let began = Instant::now();
    while !so().await {
        assert!(began.elapsed() < Duration::from_secs(60), "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn investigator(desk: &Desk) -> Actor {
    let id = OfficerId::from_bytes([5; 16]);
    let roles = vec![Role::Investigator];
    Actor::Officer { id, member: desk.me.clone(), roles, clearance: Level::Confidential }
}

pub(crate) fn why() -> Reason {
    Reason {
        purpose: Purpose::Investigation,
        legal_basis: Some("code of procedure, art. 12".into()),
        reference: Some("2026/14".into()),
    }
}

fn phone(number: &str) -> Draft {
    let entity = Entity::new(Kind::Phone).with("phone", number).unwrap();
    Draft {
        subject: Subject::Entity(entity),
        status: Some(Status::UnderWatch),
        action: Some("Call the owner".into()),
        handling: Handling { audience: Audience::from_codes(["all"]).unwrap(), ..Handling::default() },
        grading: Grading::default(),
        source: Source::default(),
    }
}
