//! Over roads with faults: what is lost comes again, what is refused holds up nothing else, what lies is not believed, and
//! what cannot be pushed is fetched. Time is the test's own.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{Node, World};
use desk::outbox::Address;
use desk::{Desk, peer};
use exchange::{Door, Errand, Fault, Introduction, MEET_EACH, Pushed, Road, State};
use model::Member;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wire::lane::LaneId;

/// The doors of all nodes, and what happens on the way to them.
#[derive(Default)]
struct Ways {
    doors: Mutex<HashMap<Member, Door>>,
    /// Every so many a push is lost before it arrives, and every so many its receipts on the way back.
    lose_each: AtomicUsize,
    pushes: AtomicUsize,
    /// Who asked how it stands, and whether that was as both knew.
    asked: Mutex<Vec<(Member, bool)>>,
    shut: AtomicBool,
    garbage: AtomicBool,
    /// Between these two there is no way.
    cut: Mutex<Option<(Member, Member)>>,
    /// How urgent the pushes were that set out from TG to BJ, and the mail, in their order.
    classes: Mutex<Vec<u8>>,
    mailed: Mutex<Vec<u8>>,
}

fn class(envelope: &[u8]) -> u8 {
    wire::envelope::inspect(envelope).unwrap().header().frame.class.number()
}

/// The way from one node.
struct From {
    ways: Arc<Ways>,
    me: Member,
    spki: [u8; 32],
}

impl From {
    fn door(&self, to: &Address) -> Result<Door, Fault> {
        if self.ways.garbage.load(Ordering::SeqCst) {
            return Err(Fault::Garbage);
        }
        let cut = self.ways.cut.lock().unwrap().clone();
        let is_cut = |(one, two): (Member, Member)| {
            (one == self.me && two == to.member) || (two == self.me && one == to.member)
        };
        if cut.is_some_and(is_cut) {
            return Err(Fault::Unreached("cut".into()));
        }
        self.ways.doors.lock().unwrap().get(&to.member).cloned().ok_or(Fault::Unreached("nobody".into()))
    }
}

fn fault(refusal: exchange::Refusal) -> Fault {
    Fault::Refused(refusal)
}

impl Road for From {
    async fn push(&self, to: &Address, envelopes: Vec<Vec<u8>>) -> Result<Pushed, Fault> {
        let door = self.door(to)?;
        if (self.me.as_str(), to.member.as_str()) == ("TG", "BJ") {
            self.ways.classes.lock().unwrap().extend(envelopes.first().map(|first| class(first)));
        }
        if self.ways.shut.load(Ordering::SeqCst) {
            return Err(Fault::Unreached("shut".into()));
        }
        let (nth, each) =
            (self.ways.pushes.fetch_add(1, Ordering::SeqCst), self.ways.lose_each.load(Ordering::SeqCst));
        if each > 0 && nth % each == 0 {
            return Err(Fault::Unreached("lost on the way".into()));
        }
        let pushed = door.take(&envelopes).await.map_err(fault)?;
        if each > 0 && nth % each == 1 {
            return Err(Fault::Unreached("lost on the way back".into()));
        }
        Ok(pushed)
    }

    async fn hello(&self, to: &Address, told: &Introduction) -> Result<Introduction, Fault> {
        self.door(to)?.hello(&self.spki, told.clone()).await.map_err(fault)
    }

    async fn state(&self, to: &Address, sum: Option<[u8; 32]>) -> Result<Option<State>, Fault> {
        let answer = self.door(to)?.state(&self.me, sum).await.map_err(fault)?;
        self.ways.asked.lock().unwrap().push((self.me.clone(), answer.is_none()));
        Ok(answer)
    }

    async fn fetch(&self, to: &Address, lane: LaneId, after: u64) -> Result<Vec<Vec<u8>>, Fault> {
        self.door(to)?.fetch(&self.me, lane, after).await.map_err(fault)
    }

    async fn query(&self, to: &Address, question: Vec<u8>) -> Result<Vec<u8>, Fault> {
        self.door(to)?.query(&self.me, &question).await.map_err(fault)
    }

    async fn chunks(
        &self,
        to: &Address,
        file: &wire::Hash,
        from: u64,
        most: u64,
    ) -> Result<Vec<Vec<u8>>, Fault> {
        let door = self.door(to)?;
        if self.ways.shut.load(Ordering::SeqCst) {
            return Err(Fault::Unreached("shut".into()));
        }
        door.chunks(&self.me, file, from, most).await.map_err(fault)
    }

    async fn receipt(&self, to: &Address, receipts: Vec<Vec<u8>>) -> Result<(), Fault> {
        self.door(to)?.receipt(&self.me, &receipts).await.map_err(fault)
    }

    async fn mail(
        &self,
        hub: &Address,
        errand: Errand,
        brought: Vec<Vec<u8>>,
    ) -> Result<Vec<Vec<u8>>, Fault> {
        if errand == Errand::Entrust {
            self.ways.mailed.lock().unwrap().extend(brought[1..].iter().map(|one| class(one)));
        }
        self.door(hub)?.mail(&self.me, errand, &brought).await.map_err(fault)
    }
}

async fn network(ways: &Arc<Ways>, codes: &[&str]) -> Vec<Node> {
    network_meeting(ways, codes, MEET_EACH).await
}

async fn network_meeting(ways: &Arc<Ways>, codes: &[&str], each: Duration) -> Vec<Node> {
    let world = World::of(codes);
    let mut nodes = vec![];
    for (number, code) in (0..).zip(codes) {
        nodes.push(world.open(code, number).await.0);
    }
    for from in &nodes {
        for to in &nodes {
            peer::told(&to.desk, &peer::hello(&from.desk).await.unwrap()).await.unwrap();
        }
    }
    for node in &mut nodes {
        let me = node.desk.me.clone();
        ways.doors.lock().unwrap().insert(me.clone(), node.door.clone());
        node.carry_and_meet(Arc::new(From { ways: Arc::clone(ways), me, spki: node.spki }), each);
    }
    nodes
}

async fn acts(desk: &Desk) -> u64 {
    desk::pulse::head(desk).await.unwrap()
}

/// Waits in real time, for the stores are real; the couriers' own rests are short ones here.
async fn until<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F) {
    crate::world::until(what, so).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_lost_on_the_way_comes_again_and_only_once() {
    let ways = Arc::new(Ways::default());
    ways.lose_each.store(3, Ordering::SeqCst);
    let nodes = network(&ways, &["TG", "BJ"]).await;
    let mut filed = vec![];
    for number in 0..8 {
        filed.push(nodes[0].file(&format!("+2289011111{number}")).await);
    }
    until("all of it is at BJ", || async {
        for id in &filed {
            if !nodes[1].has(*id).await {
                return false;
            }
        }
        true
    })
    .await;
    until("and receipted", || async { nodes[0].line("BJ").await.waiting == 0 }).await;
    let before = acts(&nodes[1].desk).await;
    ways.lose_each.store(0, Ordering::SeqCst);
    let last = nodes[0].file("+22890111119").await;
    until("one more", || nodes[1].has(last)).await;
    let stated = acts(&nodes[1].desk).await - before;
    assert!(stated < 60, "the same records were not taken up again: {stated} acts");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_answers_garbage_is_told_of_and_holds_up_nobody() {
    let ways = Arc::new(Ways::default());
    ways.garbage.store(true, Ordering::SeqCst);
    let nodes = network(&ways, &["TG", "BJ"]).await;
    let id = nodes[0].file("+22890333333").await;
    until("the line's fault is told", || async { nodes[0].line("BJ").await.fault.is_some() }).await;
    assert!(!nodes[1].has(id).await);
    ways.garbage.store(false, Ordering::SeqCst);
    until("it is at BJ when BJ speaks again", || nodes[1].has(id)).await;
    until("the fault is over", || async { nodes[0].line("BJ").await.fault.is_none() }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_pushed_is_fetched_by_whoever_it_is_for() {
    let ways = Arc::new(Ways::default());
    ways.shut.store(true, Ordering::SeqCst);
    let nodes = network(&ways, &["TG", "BJ"]).await;
    let id = nodes[0].file("+22890444444").await;
    until("it waits", || async { nodes[0].line("BJ").await.waiting > 0 }).await;
    let from = From { ways: Arc::clone(&ways), me: nodes[1].desk.me.clone(), spki: nodes[1].spki };
    let to = desk::outbox::address(&nodes[1].desk, &nodes[0].desk.me).unwrap();
    // As the courier does at its second meeting, a minute after the first.
    for _ in 0..2 {
        let state = from.state(&to, None).await.unwrap().unwrap();
        for lack in desk::inbox::lacks(&nodes[1].desk, &to.member, &state.heads).await.unwrap() {
            let envelopes = from.fetch(&to, LaneId(lack.stream), lack.upto).await.unwrap();
            let came = desk::inbox::take(&nodes[1].desk, &envelopes).await.unwrap();
            from.receipt(&to, came.receipts).await.unwrap();
        }
    }
    until("it is at BJ", || nodes[1].has(id)).await;
    assert_eq!(nodes[0].line("BJ").await.waiting, 0, "the receipts were brought");
    let state = from.state(&to, None).await.unwrap().unwrap();
    let lacks = desk::inbox::lacks(&nodes[1].desk, &to.member, &state.heads).await.unwrap();
    assert_eq!(lacks, [], "nothing is missing any more");
    tokio::time::sleep(Duration::from_millis(10)).await;
    let other: Member = "X-NGO".parse().unwrap();
    let stream = state.heads.iter().next().unwrap().lane;
    let refused = Door::new(Arc::clone(&nodes[0].desk)).fetch(&other, stream, 0).await;
    assert!(
        matches!(refused, Err(why) if why.code == "E_MISSING"),
        "who does not read a lane is given nothing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nothing_is_missing_one_asks_for_both_until_something_is_new() {
    let (ways, each) = (Arc::new(Ways::default()), Duration::from_secs(2));
    let nodes = network_meeting(&ways, &["TG", "BJ"], each).await;
    let id = nodes[0].file("+22890666666").await;
    until("it is at BJ", || nodes[1].has(id)).await;
    let agree = || async { ways.asked.lock().unwrap().iter().rev().take(3).all(|(_, agreed)| *agreed) };
    until("both know that nothing is missing", agree).await;
    ways.asked.lock().unwrap().clear();
    tokio::time::sleep(each * 5).await;
    let asked = ways.asked.lock().unwrap().clone();
    let others = asked.iter().filter(|(who, _)| who.as_str() != "BJ").count();
    assert!(asked.iter().all(|(_, agreed)| *agreed), "{asked:?}");
    assert!(asked.len() >= 4 && others <= 1, "one of both asks: {asked:?}");
    // Nothing can be pushed any more: it is the comparison that finds it, at once.
    ways.shut.store(true, Ordering::SeqCst);
    let missing = nodes[0].file("+22890666667").await;
    until("what is new is fetched", || nodes[1].has(missing)).await;
    ways.shut.store(false, Ordering::SeqCst);
    until("and receipted", || async { nodes[0].line("BJ").await.waiting == 0 }).await;
    let disagreed = ways.asked.lock().unwrap().iter().filter(|(_, agreed)| !agreed).count();
    assert!(disagreed >= 2, "what was remembered of both holds no more");
    until("until nothing is missing again", agree).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_brought_goes_by_the_mailbox_of_a_hub_and_its_receipt_comes_back() {
    let ways = Arc::new(Ways::default());
    *ways.cut.lock().unwrap() = Some(("TG".parse().unwrap(), "BJ".parse().unwrap()));
    let nodes = network(&ways, &["TG", "BJ", "X-HUB"]).await;
    let id = nodes[0].file_for("+22890555555", &["BJ"]).await;
    // Half a minute after the first try in vain.
    until("it is at BJ", || nodes[1].has(id)).await;
    until("and receipted", || async { nodes[0].line("BJ").await.waiting == 0 }).await;
    let line = nodes[0].line("BJ").await;
    assert!(line.fault.is_some() && line.mailboxes.is_empty(), "{line:?}");
    assert!(!nodes[2].has(id).await, "the hub has nothing that it could open");
    nodes[0].withdraw(id).await;
    until("what is taken back is gone", || async { !nodes[1].has(id).await }).await;
    until("and receipted", || async { nodes[0].line("BJ").await.waiting == 0 }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_whose_way_is_shut_comes_by_the_mailbox_of_a_hub_which_is_empty_thereafter() {
    use crate::files::{attach, film, keep_in, read};
    let dirs = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let ways = Arc::new(Ways::default());
    *ways.cut.lock().unwrap() = Some(("TG".parse().unwrap(), "BJ".parse().unwrap()));
    let nodes = network_meeting(&ways, &["TG", "BJ", "X-HUB"], Duration::from_secs(2)).await;
    nodes.iter().zip(&dirs).for_each(|(node, dir)| keep_in(node, dir.path()));
    let id = nodes[0].file_for("+22890777777", &["BJ"]).await;
    let bytes = film(5_000_000);
    let file = attach(&nodes[0], id, &bytes).await;
    // Half a minute for the record, and as long again for the file.
    until("the record is at BJ", || nodes[1].has(id)).await;
    until("the file is whole at BJ", || async { read(&nodes[1], file.id).await.is_some() }).await;
    assert!(read(&nodes[1], file.id).await.unwrap() == bytes);
    let (by, why) = (nodes[0].investigator(), crate::world::why());
    let held =
        || async { !desk::attachment::holders(&nodes[0].desk, &by, &why, id).await.unwrap().is_empty() };
    until("TG knows that BJ has it", held).await;
    let mail = dirs[2].path().join("files/mail");
    until("the mailbox is empty", || async { std::fs::read_dir(&mail).unwrap().count() == 0 }).await;
}

/// `LIAISON_BEHIND=50000` lets so many envelopes be behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_life_hangs_on_overtakes_a_long_catching_up_and_goes_both_ways() {
    let behind = std::env::var("LIAISON_BEHIND").ok().and_then(|so_many| so_many.parse().ok());
    let ways = Arc::new(Ways::default());
    ways.shut.store(true, Ordering::SeqCst);
    let nodes = network(&ways, &["TG", "BJ", "X-HUB"]).await;
    for number in 0..behind.unwrap_or(1_500_u64) {
        nodes[0].file_for(&format!("+2289{number:07}"), &["BJ"]).await;
    }
    let all = behind.unwrap_or(1_500);
    until("all of it waits", || async { nodes[0].line("BJ").await.waiting > all }).await;
    ways.shut.store(false, Ordering::SeqCst);
    until("it catches up", || async { nodes[0].line("BJ").await.waiting <= all - 256 }).await;
    let urgent = nodes[0].file_urgent("+22899999999", &["BJ"]).await;
    let bj: Member = "BJ".parse().unwrap();
    until("it is ready to leave", || async {
        let lanes = desk::outbox::behind(&nodes[0].desk, &bj).await.unwrap();
        lanes.iter().any(|lane| lane.class == 0) || nodes[1].has(urgent).await
    })
    .await;
    let before = ways.classes.lock().unwrap().len();
    until("it is at BJ", || nodes[1].has(urgent)).await;
    let classes = ways.classes.lock().unwrap().clone();
    let first = classes.iter().position(|class| *class == 0).unwrap();
    assert!(first <= before + 1, "{} pushes went before it", first - before);
    assert!(nodes[0].line("BJ").await.waiting > 0, "the catching up is not over");
    until("it went by the hub too", || async { ways.mailed.lock().unwrap().contains(&0) }).await;
    assert!(
        ways.mailed.lock().unwrap().iter().all(|class| *class == 0),
        "what does not press waits for its way"
    );
}
