//! The direct way between two members is shut for hours, and both reach the hub: everything goes through its mailbox, and it
//! reads nothing of it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::threads::opening;
use crate::world::{World, investigator, person, phone, why};
use desk::record::withdraw;
use desk::thread::{Opener, look, take_back};
use desk::{mailbox, outbox, peer};
use model::*;
use wire::charter::Change;

const MOST: (u32, usize) = (64, 1 << 20);

/// What goes over the road by way of the hub, in both directions between two members; and hands on. Gives what was on the road.
async fn by_hub(world: &World, pair: [&str; 2]) -> Vec<Vec<u8>> {
    let mut road = entrust(world, pair).await;
    road.extend(entrust(world, [pair[1], pair[0]]).await);
    for code in pair {
        road.extend(fetch(world, code).await);
    }
    for code in pair {
        collect(world, code).await;
    }
    road
}

/// Everything that waits at one for the other goes into the mailbox.
async fn entrust(world: &World, [from, to]: [&str; 2]) -> Vec<Vec<u8>> {
    let (desk, hub) = (world.desk(from), world.desk("X-HUB"));
    let (to, mut road): (Member, _) = (to.parse().unwrap(), vec![]);
    let hubs = mailbox::hubs(desk, &to);
    assert_eq!(hubs.iter().map(|hub| hub.member.as_str()).collect::<Vec<_>>(), ["X-HUB"]);
    for lane in outbox::behind(desk, &to).await.unwrap() {
        let way = (&to, &hub.me);
        while let Some(parcels) = mailbox::for_mailbox(desk, way, &lane, MOST).await.unwrap() {
            let receipts = mailbox::keep(hub, &desk.me, &parcels.brought).await.unwrap();
            assert!(mailbox::entrusted(desk, way, &receipts).await.unwrap() > 0);
            road.extend(parcels.brought);
        }
    }
    road
}

/// A member asks the hub for what it keeps, as long as there is anything that it can take.
async fn fetch(world: &World, code: &str) -> Vec<Vec<u8>> {
    let (desk, hub) = (world.desk(code), world.desk("X-HUB"));
    let (mut after, mut receipts, mut road) = (0_u64.to_be_bytes().to_vec(), vec![], vec![]);
    loop {
        let brought: Vec<Vec<u8>> = [after].into_iter().chain(std::mem::take(&mut receipts)).collect();
        let came = mailbox::fetch(hub, &desk.me, &brought, MOST).await.unwrap();
        let Some((place, envelopes)) = came.split_first() else { return road };
        after = place.clone();
        receipts = desk::inbox::take(desk, envelopes).await.unwrap().receipts;
        road.extend(came);
    }
}

/// An owner asks the hub for the receipts that members gave it.
async fn collect(world: &World, code: &str) -> usize {
    let (desk, hub) = (world.desk(code), world.desk("X-HUB"));
    let receipts = mailbox::receipts(hub, &desk.me, 256).await.unwrap();
    outbox::receipted(desk, &hub.me, &receipts).await.unwrap();
    let digests: Vec<_> = receipts.iter().map(|receipt| mailbox::digest(receipt)).collect();
    mailbox::collected(hub, &desk.me, &digests).await.unwrap();
    assert!(mailbox::receipts(hub, &desk.me, 256).await.unwrap().is_empty());
    receipts.len()
}

async fn waiting(world: &World, from: &str, to: &str) -> peer::Line {
    let desk = world.desk(from);
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let lines = peer::list(desk, &by, &Reason::of(Purpose::Administration)).await.unwrap().lines;
    lines.into_iter().find(|line| line.member.as_str() == to).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_and_what_is_taken_back_go_by_the_mailbox_and_the_hub_reads_none_of_it() {
    let mut world = World::of(&["TG", "FR", "X-HUB"]).await;
    let pair = ["TG", "FR"];
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::IdentityCheck))).await;
    let back = world.says("TG", id, Word::Said).await.unwrap();
    world.work().await;
    let mut road = entrust(&world, pair).await;
    world.restart(2, true).await;
    road.extend(by_hub(&world, pair).await);
    assert_eq!(world.stands("FR", id).await.0, RequestState::Sent);
    world.says("FR", id, Word::Answered).await.unwrap();
    let desk = world.desk("TG");
    take_back(desk, &investigator(desk), &why(), (id, back)).await.unwrap();
    for _ in 0..2 {
        world.work().await;
        road.extend(by_hub(&world, pair).await);
    }
    for code in pair {
        assert_eq!(world.stands(code, id).await.0, RequestState::Answered, "{code}");
        let desk = world.desk(code);
        let look = look(desk, &investigator(desk), &why(), id, Opener::Somebody).await.unwrap();
        let gone: Vec<MessageId> =
            look.said.iter().filter(|said| said.message.is_none()).map(|said| said.id).collect();
        assert_eq!(gone, [back], "{code}");
    }
    for text in ["known to you", "answered by FR", "said by TG", "Amouzou"] {
        let reads = |bytes: &Vec<u8>| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!road.iter().any(reads), "{text}");
    }
    let hub = world.desk("X-HUB");
    assert!(look(hub, &investigator(hub), &why(), id, Opener::Somebody).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn records_recalls_receipts_and_hits_go_by_the_mailbox_while_the_direct_way_is_shut() {
    let mut world = World::of(&["TG", "FR", "X-HUB"]).await;
    let pair = ["TG", "FR"];
    let here = world.file("TG", phone("+228 90 12 34 56", &["FR"])).await;
    world.file("FR", phone("+228 90 12 34 56", &["own"])).await;
    let passed = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.work().await;
    entrust(&world, pair).await;
    // Nothing was brought to FR; what waits there waits in the mailbox, and TG lets go of nothing.
    let line = waiting(&world, "TG", "FR").await;
    assert_eq!((line.waiting, line.mailboxes.len()), (3, 1));
    assert_eq!(line.mailboxes[0].0.as_str(), "X-HUB");
    // The hub is killed with it, and has it still.
    world.restart(2, true).await;
    assert!(entrust(&world, pair).await.is_empty(), "it is with the hub, and not entrusted again");
    fetch(&world, "FR").await;
    assert_eq!((world.at("FR", here).await, world.at("FR", passed).await), (Some(1), Some(1)));
    assert_eq!(world.at("X-HUB", here).await, None);
    assert_eq!(waiting(&world, "TG", "FR").await.waiting, 3, "until its own receipt has come back");
    assert!(collect(&world, "TG").await > 0);
    let line = waiting(&world, "TG", "FR").await;
    assert_eq!((line.waiting, line.mailboxes.len()), (0, 0));
    // FR raises the hit and tells TG; a record is taken back; both words come through.
    let desk = world.desk("TG");
    withdraw(desk, &investigator(desk), &why(), passed, "an error").await.unwrap();
    for _ in 0..4 {
        world.work().await;
        by_hub(&world, pair).await;
    }
    assert_eq!(world.at("FR", passed).await, None);
    let [hit] = world.hits("TG").await.try_into().unwrap();
    let desk = world.desk("TG");
    desk::hit::answer(desk, &investigator(desk), &why(), hit.hit.id, HitWord::Refuted).await.unwrap();
    by_hub(&world, pair).await;
    let [hit] = world.hits("FR").await.try_into().unwrap();
    assert!(hit.hit.sides.iter().any(|side| side.word.is_some_and(|(word, _)| word == HitWord::Refuted)));
    assert_eq!(waiting(&world, "TG", "FR").await.waiting, 0);
    // When the direct way is open again, nothing has a second effect.
    world.settle().await;
    assert_eq!(world.at("FR", here).await, Some(1));
}

/// On one thread, which is listened to.
#[tokio::test]
async fn the_hub_can_read_nothing_of_it() {
    let world = World::of(&["TG", "FR", "X-HUB"]).await;
    let mut canaries = vec![];
    for number in 0..200_u64 {
        let word = format!("Q{:016x}", (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        world.file("TG", person(&format!("Ama {word}"), "1980-01-02", &word[..9], &["FR"])).await;
        canaries.push(word.to_lowercase());
        canaries.push(word[..9].to_lowercase());
    }
    world.work().await;
    let said = crate::heard::everything();
    let mut road = entrust(&world, ["TG", "FR"]).await;
    let files = std::fs::read_dir(world.nodes[2].dir.path()).unwrap();
    let kept: Vec<Vec<u8>> = files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    road.extend(by_hub(&world, ["TG", "FR"]).await);
    let told = |all: &[Vec<u8>]| {
        let all: Vec<String> = all.iter().map(|b| String::from_utf8_lossy(b).to_lowercase()).collect();
        canaries.iter().filter(|canary| all.iter().any(|text| text.contains(canary.as_str()))).count()
    };
    assert!(kept.iter().map(Vec::len).sum::<usize>() > 200_000, "the mail was on the hub's disk");
    assert_eq!((told(&kept), told(&road)), (0, 0));
    world.work().await;
    let desk = world.desk("FR");
    let question = desk::check::Question::Text(canaries[1].to_uppercase());
    let by = investigator(desk);
    let found = desk::check::check(desk, &by, &why(), &question, 10).await.unwrap();
    assert_eq!(found.matches.len(), 1, "and FR can read it");
    // Nor is anything in what the hub's process says, down to its least.
    world.file("TG", person(&format!("Afi {}", canaries[0]), "1980-01-02", "T1234567", &["FR"])).await;
    world.work().await;
    entrust(&world, ["TG", "FR"]).await;
    world.clock.advance(120 * 24 * 3_600_000_000);
    let hub = world.desk("X-HUB");
    desk::duty::once(hub, desk::pulse::now_us(hub) - 86_400_000_000).await.unwrap();
    let said: Vec<Vec<u8>> = said.lines().into_iter().map(String::into_bytes).collect();
    let speaks = |line: &Vec<u8>| String::from_utf8_lossy(line).contains("kept mail was destroyed");
    assert!(said.iter().any(speaks), "the hub has said what it did");
    assert_eq!(told(&said), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_a_member_that_leaves_is_destroyed_and_what_is_forged_is_not_kept() {
    let mut world = World::of(&["TG", "FR", "NE", "X-HUB"]).await;
    world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.work().await;
    let brought = entrust(&world, ["TG", "FR"]).await;
    let hub = world.desk("X-HUB");
    let (fr, ne): (Member, Member) = ("FR".parse().unwrap(), "NE".parse().unwrap());
    assert!(!mailbox::next(hub, &fr, 0, MOST).await.unwrap().is_empty());
    // Nobody brings what is another's, leaves one out, or uses a bureau for a hub.
    assert!(mailbox::keep(hub, &ne, &brought).await.is_err());
    assert!(mailbox::keep(hub, &"TG".parse().unwrap(), &brought[..1]).await.is_err());
    assert!(mailbox::keep(world.desk("NE"), &"TG".parse().unwrap(), &brought).await.is_err());
    // Another member's receipt takes nothing away.
    assert!(mailbox::next(hub, &ne, 0, MOST).await.unwrap().is_empty());
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    let charter = world.charter.entries_from(0).map(<[u8]>::to_vec).collect();
    let hello = peer::Hello { charter, ..peer::Hello::default() };
    peer::told(world.desk("X-HUB"), &hello).await.unwrap();
    assert!(mailbox::next(world.desk("X-HUB"), &fr, 0, MOST).await.unwrap().is_empty());
}
