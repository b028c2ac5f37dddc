//! A network of desks in one process, for the stories that are told of it. The road between them takes, loses, repeats,
//! reorders and delays what it is told to; everything else is what a node runs.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::axe::Axe;
use crate::drawn::Drawn;
use desk::outbox::Address;
use desk::peer::{About, PostKeys};
use desk::record::Draft;
use desk::{Desk, Parts, follow, hit, inbox, outbox, peer};
use model::*;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Keys, Store};
use wire::charter::{Change, Charter, CharterEntry, MemberClass, Quorum, sign};
use wire::keys::{NodeKey, StorageKey};
use wire::node::Identity;

/// Connections to one store that read at once: a story is told by one.
const READERS: u32 = 2;
pub(crate) const NOW: i64 = 1_790_000_000_000_000;

/// The clock of one node: that of the world, and wrong by so much.
pub(crate) struct Wrong {
    right: Arc<desk::clock::Still>,
    by_us: AtomicI64,
}

impl desk::Clock for Wrong {
    fn now_us(&self) -> i64 {
        self.right.now_us() + self.by_us.load(Ordering::SeqCst)
    }
}

pub(crate) struct Node {
    pub(crate) desk: Desk,
    /// What is on its disk, for whoever judges.
    pub(crate) store: Store,
    clock: Arc<Wrong>,
    pub(crate) dir: tempfile::TempDir,
    number: u8,
}

pub(crate) struct World {
    pub(crate) nodes: Vec<Node>,
    pub(crate) clock: Arc<desk::clock::Still>,
    pub(crate) charter: Charter,
    governance: NodeKey,
    chance: Arc<dyn desk::Chance>,
}

/// A network as it lies on the disks of its nodes, to be copied for many stories.
pub(crate) struct Template {
    codes: &'static [&'static str],
    charter: Charter,
    disks: Vec<Vec<u8>>,
}

impl Template {
    /// Of a world to which nothing happens any more.
    pub(crate) async fn of(codes: &'static [&'static str], world: World) -> Template {
        let mut disks = vec![];
        for node in &world.nodes {
            node.store.close().await;
            disks.push(std::fs::read(database(node.dir.path())).unwrap());
        }
        Template { codes, charter: world.charter, disks }
    }

    /// A copy as it was left, with chance of its own from then on.
    pub(crate) async fn world(&self, chance: Drawn) -> World {
        let mut world = World::begun(self.charter.clone(), Arc::new(chance));
        for ((number, code), disk) in (0..).zip(self.codes).zip(&self.disks) {
            let dir = in_memory();
            std::fs::write(database(dir.path()), disk).unwrap();
            let clock = world.right();
            let node = world.open_in(dir, code, number, clock).await;
            world.nodes.push(node);
        }
        world
    }
}

fn database(dir: &Path) -> std::path::PathBuf {
    dir.join("liaison.db")
}

/// In memory where that can be: nothing here is about the disk.
fn in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn governance() -> NodeKey {
    NodeKey::generate(&[99; 32])
}

/// Its holder may suspend somebody, for 72 hours.
fn emergency() -> NodeKey {
    NodeKey::generate(&[98; 32])
}

fn identity(number: u8) -> NodeKey {
    NodeKey::generate(&[100 + number; 32])
}

impl World {
    /// One node for each code, all of one network and known to each other. `X-HUB` is a hub.
    pub(crate) async fn of(codes: &[&str]) -> World {
        World::drawn(codes, Arc::new(desk::chance::Machine)).await
    }

    /// The same each time.
    pub(crate) async fn always(codes: &[&str]) -> World {
        World::drawn(codes, Arc::new(Drawn::from(0))).await
    }

    async fn drawn(codes: &[&str], chance: Arc<dyn desk::Chance>) -> World {
        let quorum = |key: NodeKey| Quorum::new(vec![key.public()], 1);
        let quora = (quorum(governance()), quorum(emergency()));
        let genesis = CharterEntry::genesis("Test network", quora.0, quora.1, ms(NOW));
        let mut world = World::begun(Charter::found(&sign(&genesis, &[&governance()])).unwrap(), chance);
        for (number, code) in (0..).zip(codes) {
            world.admit(code, number);
            let node = world.open(code, number).await;
            world.nodes.push(node);
        }
        for node in 0..world.nodes.len() {
            world.join(node).await;
        }
        world.meet().await;
        world
    }

    fn begun(charter: Charter, chance: Arc<dyn desk::Chance>) -> World {
        let clock = Arc::new(desk::clock::Still::at(NOW));
        World { nodes: vec![], clock, charter, governance: governance(), chance }
    }

    /// A clock that is right.
    fn right(&self) -> Arc<Wrong> {
        Arc::new(Wrong { right: Arc::clone(&self.clock), by_us: AtomicI64::new(0) })
    }

    /// Sets a node's clock wrong by so much, or right again.
    pub(crate) fn set_wrong(&self, node: usize, by_us: i64) {
        self.nodes[node].clock.by_us.store(by_us, Ordering::SeqCst);
    }

    /// What a node takes for the time.
    pub(crate) fn now_at(&self, node: usize) -> i64 {
        desk::Clock::now_us(&*self.nodes[node].clock)
    }

    /// With what a node signs.
    pub(crate) fn signer(node: usize) -> NodeKey {
        NodeKey::generate(&[10 + u8::try_from(node).unwrap(); 32])
    }

    /// The charter names one member more.
    pub(crate) fn admit(&mut self, code: &str, number: u8) {
        let class = if code == "X-HUB" { MemberClass::Hub } else { MemberClass::Bureau };
        let identity = Identity::new(identity(number).public());
        let (code, name) = (code.to_owned(), format!("NCB {code}"));
        self.change(Change::Admit { code, name, class, identity, rights: vec![] });
    }

    pub(crate) fn change(&mut self, change: Change) {
        let entry = self.charter.draft(change, ms(desk::Clock::now_us(&*self.clock)));
        self.charter.append(&sign(&entry, &[&self.governance])).unwrap();
    }

    /// The same, by the emergency key alone.
    pub(crate) fn emergency(&mut self, change: Change) {
        let entry = self.charter.draft(change, ms(desk::Clock::now_us(&*self.clock)));
        self.charter.append(&sign(&entry, &[&emergency()])).unwrap();
    }

    /// Everybody hears how the charter stands.
    pub(crate) async fn tell_charter(&self) {
        let charter = self.charter.entries_from(0).map(<[u8]>::to_vec).collect();
        let hello = peer::Hello { charter, manifests: vec![], epochs: vec![] };
        for node in &self.nodes {
            peer::told(&node.desk, &hello).await.unwrap();
        }
    }

    pub(crate) async fn open(&self, code: &str, number: u8) -> Node {
        self.open_in(in_memory(), code, number, self.right()).await
    }

    /// The node is killed where it stands, and started again from what is on its disk. `wholly` opens its database anew as
    /// well; else the database is as it was when the work at it was dropped.
    pub(crate) async fn restart(&mut self, node: usize, wholly: bool) {
        let Node { desk, store, clock, dir, number } = self.nodes.remove(node);
        let code = desk.me.to_string();
        drop(desk);
        // What the process that was killed held for itself, others take over when its time is up.
        self.clock.advance(11_000_000);
        let again = if wholly {
            drop(store);
            self.open_in(dir, &code, number, clock).await
        } else {
            let desk = self.desk_over(store.clone(), (&code, number), &clock).await;
            Node { desk, store, clock, dir, number }
        };
        self.nodes.insert(node, again);
    }

    /// One more process on the store of a node.
    pub(crate) async fn another(&self, node: usize) -> Desk {
        let Node { desk, store, clock, number, .. } = &self.nodes[node];
        self.desk_over(store.clone(), (desk.me.as_str(), *number), clock).await
    }

    async fn store(dir: &tempfile::TempDir, code: &str, number: u8) -> Store {
        let url = format!("sqlite://{}?mode=rwc", database(dir.path()).display());
        let (node, origin) = (World::signer(usize::from(number)), format!("liaison/{code}"));
        let keys = Keys { node, storage: storage(number), origin };
        Store::open_watched(&url, keys, READERS, Arc::new(Axe)).await.unwrap()
    }

    async fn open_in(&self, dir: tempfile::TempDir, code: &str, number: u8, clock: Arc<Wrong>) -> Node {
        let store = World::store(&dir, code, number).await;
        let desk = self.desk_over(store.clone(), (code, number), &clock).await;
        Node { desk, store, clock, dir, number }
    }

    /// A process of a node on its store, from its start.
    async fn desk_over(&self, store: Store, (code, number): (&str, u8), clock: &Arc<Wrong>) -> Desk {
        let parts = Parts {
            me: code.parse().unwrap(),
            name: format!("NCB {code}"),
            store,
            clock: Arc::<Wrong>::clone(clock),
            chance: Arc::clone(&self.chance),
            segment: None,
            pseudonyms: storage(number),
            post: Some(PostKeys { identity: identity(number), first: World::signer(usize::from(number)) }),
        };
        let desk = Desk::open(parts).await.unwrap();
        follow::catch_up(&desk).await.unwrap();
        desk
    }

    pub(crate) async fn join(&self, node: usize) {
        let desk = &self.nodes[node].desk;
        let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
        let entries: Vec<Vec<u8>> = self.charter.entries_from(0).map(<[u8]>::to_vec).collect();
        let reason = Reason::of(Purpose::Administration);
        peer::join(desk, &by, &reason, &self.charter.fingerprint(), &entries).await.unwrap();
        peer::renew(desk, &World::about(node)).await.unwrap();
    }

    /// What a node's doors know of themselves.
    pub(crate) fn about(node: usize) -> About {
        About { endpoints: vec![format!("https://{node}.example")], tls: vec![] }
    }

    /// Every node says anew what it is, where it is time.
    pub(crate) async fn renew(&self) {
        for (number, node) in self.nodes.iter().enumerate() {
            peer::renew(&node.desk, &World::about(number)).await.unwrap();
        }
    }

    /// Everybody tells everybody what they know of the network, and how far the other's lanes are with them.
    pub(crate) async fn meet(&self) {
        for from in &self.nodes {
            let hello = peer::hello(&from.desk).await.unwrap();
            for to in self.nodes.iter().filter(|to| to.desk.me != from.desk.me) {
                peer::told(&to.desk, &hello).await.unwrap();
                let known = |one: &Node, other: &Node| outbox::address(&one.desk, &other.desk.me).is_some();
                if known(to, from) && known(from, to) {
                    let held = inbox::held(&from.desk, &to.desk.me).await.unwrap();
                    let confirmed = outbox::confirmed(&to.desk, &from.desk.me).await.unwrap();
                    outbox::compare(&to.desk, &from.desk.me, &held, &confirmed).await.unwrap();
                }
            }
        }
    }

    /// All that is in a node's store.
    pub(crate) async fn back_up(&self, code: &str) -> Vec<u8> {
        let (desk, mut archive) = (self.desk(code), vec![]);
        let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
        let reason = Reason::of(Purpose::Administration);
        desk::node::back_up(desk, &by, &reason, &mut archive).await.unwrap();
        archive
    }

    /// The node's disk is lost, and it comes back with what was kept of its store; `told` says that whoever did it used the
    /// command for that.
    pub(crate) async fn restore(&mut self, node: usize, archive: &[u8], told: bool) {
        let Node { desk, store: lost, clock, dir: _lost, number } = self.nodes.remove(node);
        let code = desk.me.to_string();
        drop((desk, lost));
        self.clock.advance(11_000_000);
        let dir = in_memory();
        let store = World::store(&dir, &code, number).await;
        store::archive::read(archive, &store).await.unwrap();
        drop(store);
        let again = self.open_in(dir, &code, number, clock).await;
        if told {
            let by = Actor::Console { account: "root".into(), member: again.desk.me.clone() };
            desk::node::restored(&again.desk, &by).await.unwrap();
        }
        self.nodes.insert(node, again);
    }

    pub(crate) fn desk(&self, code: &str) -> &Desk {
        let code: Member = code.parse().unwrap();
        &self.nodes.iter().find(|node| node.desk.me == code).unwrap().desk
    }

    /// Every node does all that its followers would do.
    pub(crate) async fn work(&self) {
        for node in &self.nodes {
            follow::catch_up(&node.desk).await.unwrap();
            hit::catch_up(&node.desk).await.unwrap();
            outbox::catch_up(&node.desk).await.unwrap();
        }
    }

    /// So many times so many hours go by, in which everybody does their duty, and all that waits is carried.
    pub(crate) async fn go_by(&self, times: i64, hours: i64) {
        for _ in 0..times {
            self.clock.advance(hours * 3_600_000_000);
            self.renew().await;
            self.meet().await;
            for node in &self.nodes {
                desk::reckon::round(&node.desk).await.unwrap();
            }
            self.settle().await;
        }
    }

    /// Works and carries until nothing moves any more.
    pub(crate) async fn settle(&self) {
        assert!(self.rests().await, "the network does not come to rest: {}", self.waiting().await);
    }

    /// The same, and gives whether nothing moved in the end.
    pub(crate) async fn rests(&self) -> bool {
        for _ in 0..20 {
            self.work().await;
            if self.carry(&mut |_| Fate::Arrives).await == 0 {
                return true;
            }
        }
        false
    }

    /// What waits, from whom and for whom.
    async fn waiting(&self) -> String {
        let mut waiting = vec![];
        for from in &self.nodes {
            for to in outbox::addresses(&from.desk) {
                for lane in outbox::behind(&from.desk, &to.member).await.unwrap() {
                    let next = outbox::next(&from.desk, &lane, lane.upto, (64, 1 << 20)).await.unwrap();
                    let batch: Vec<Vec<u8>> = next.into_iter().map(|waiting| waiting.bytes).collect();
                    let came = inbox::take(self.desk(to.member.as_str()), &batch).await.unwrap();
                    let mut tx = from.store.read().await.unwrap();
                    let whole = store::lane::of(&mut tx, &lane.stream).await.unwrap().unwrap();
                    let readers = store::lane::readers(&mut tx, &lane.stream).await.unwrap();
                    let reader = readers.into_iter().find(|reader| reader.member == to.member);
                    let there = self.nodes.iter().find(|node| node.desk.me == to.member).unwrap();
                    let mut tx = there.store.read().await.unwrap();
                    let arrival = store::lane::arrival(&mut tx, &from.desk.me, &lane.stream).await.unwrap();
                    let (from, to, refused) = (&from.desk.me, &to.member, came.refused);
                    waiting.push(format!(
                        "{from} to {to} on {} with key {}, {reader:?}\n  has {arrival:?}, refused {refused:?}",
                        whole.audience, whole.key_no
                    ));
                }
            }
        }
        waiting.join("\n")
    }

    /// Carries everything that waits, each batch as fate has it. Gives how many batches set out.
    pub(crate) async fn carry(&self, fate: &mut (dyn FnMut(&Address) -> Fate + Send)) -> usize {
        let mut sent = 0;
        for from in &self.nodes {
            for to in outbox::addresses(&from.desk) {
                for lane in outbox::behind(&from.desk, &to.member).await.unwrap() {
                    let waiting = outbox::next(&from.desk, &lane, lane.upto, (64, 1 << 20)).await.unwrap();
                    let mut batch: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
                    sent += 1;
                    let fate = fate(&to);
                    match fate {
                        Fate::Lost => continue,
                        Fate::Reordered => batch.reverse(),
                        Fate::Repeated => batch.extend(batch.clone()),
                        Fate::Arrives | Fate::ReceiptLost => {}
                    }
                    let came = inbox::take(self.desk(to.member.as_str()), &batch).await.unwrap();
                    if fate != Fate::ReceiptLost {
                        outbox::receipted(&from.desk, &to.member, &came.receipts).await.unwrap();
                    }
                }
            }
        }
        sent
    }
}

/// What the road does with a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Arrives,
    Lost,
    ReceiptLost,
    Repeated,
    Reordered,
}

fn storage(number: u8) -> StorageKey {
    StorageKey::generate(&[50 + number; 32])
}

fn ms(us: i64) -> u64 {
    u64::try_from(us / 1_000).unwrap()
}

pub(crate) fn investigator(desk: &Desk) -> Actor {
    let id = OfficerId::from_bytes([5; 16]);
    let roles = vec![Role::Investigator];
    Actor::Officer { id, member: desk.me.clone(), roles, clearance: Level::Confidential }
}

/// Another officer of the same rights.
pub(crate) fn second(desk: &Desk) -> Actor {
    let id = OfficerId::from_bytes([15; 16]);
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

pub(crate) fn phone(number: &str, audience: &[&str]) -> Draft {
    let entity = Entity::new(Kind::Phone).with("phone", number).unwrap();
    draft(entity, audience, Status::UnderWatch)
}

pub(crate) fn person(name: &str, born: &str, passport: &str, audience: &[&str]) -> Draft {
    let entity = Entity::new(Kind::Person)
        .with("name", name)
        .and_then(|e| e.with("birthDate", born))
        .and_then(|e| e.with("passportNumber", passport))
        .unwrap();
    draft(entity, audience, Status::Wanted)
}

fn draft(entity: Entity, audience: &[&str], status: Status) -> Draft {
    let audience = Audience::from_codes(audience.iter().copied()).unwrap();
    Draft {
        subject: Subject::Entity(entity),
        status: Some(status),
        action: Some("Call the owner".into()),
        handling: Handling { audience, ..Handling::default() },
        grading: Grading::default(),
        source: Source::default(),
    }
}

impl World {
    pub(crate) async fn file(&self, code: &str, draft: Draft) -> RecordId {
        let desk = self.desk(code);
        desk::record::file(desk, &investigator(desk), &why(), draft).await.unwrap()
    }

    /// The version of a record that is at a node, if an investigator may see one there.
    pub(crate) async fn at(&self, code: &str, id: RecordId) -> Option<u64> {
        let desk = self.desk(code);
        let opened = desk::record::open(desk, &investigator(desk), &why(), id).await;
        opened.ok().map(|opened| opened.held.record.version)
    }

    pub(crate) async fn hits(&self, code: &str) -> Vec<hit::Looked> {
        let desk = self.desk(code);
        hit::page(desk, &investigator(desk), &why(), hit::Shown::Open, (None, 50)).await.unwrap().hits
    }
}
