//! A node comes back from an old backup while the others have gone on: no number is used twice, and all come to rest alike.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{Fate, NOW, World, investigator, person, phone, why};
use desk::peer::Copied;
use desk::record::{revise, withdraw};
use desk::{inbox, outbox, peer};
use model::*;
use wire::charter::Change;

/// Somebody looked long before the owner could be told, and what tells of it had not come when the node was set back.
#[tokio::test(flavor = "multi_thread")]
async fn a_look_is_told_again_however_long_ago_it_was() {
    let mut world = World::of(&["TG", "FR"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    world.settle().await;
    assert_eq!(world.at("FR", id).await, Some(1));
    world.clock.advance(3 * 3_600_000_000);
    world.work().await;
    let backup = world.back_up("FR").await;
    world.restore(1, &backup, true).await;
    go_on(&world).await;
    let desk = world.desk("TG");
    let seen = desk::window::page(desk, &investigator(desk), &why(), Some(id), (None, 50)).await.unwrap();
    assert_eq!(seen.len(), 1, "{seen:?}");
}

const CODES: [&str; 5] = ["TG", "FR", "NE", "BE", "X-HUB"];

async fn all_heads_are_equal(world: &World) {
    for owner in &world.nodes {
        for reader in world.nodes.iter().filter(|reader| reader.desk.me != owner.desk.me) {
            let goes = outbox::heads(&owner.desk, &reader.desk.me).await.unwrap();
            let lacks = inbox::lacks(&reader.desk, &owner.desk.me, &goes).await.unwrap();
            assert_eq!(lacks, [], "{} lacks of {}", reader.desk.me, owner.desk.me);
            let held = inbox::held(&reader.desk, &owner.desk.me).await.unwrap();
            for head in goes.iter() {
                assert!(held.iter().any(|held| held == head), "{} of {}", reader.desk.me, owner.desk.me);
            }
        }
    }
}

/// Meets and carries until nothing is new any more.
pub(crate) async fn go_on(world: &World) {
    for _ in 0..3 {
        // What is new of the network makes couriers meet at once.
        for _ in 0..2 {
            world.renew().await;
            world.meet().await;
            world.work().await;
        }
        world.meet().await;
        world.settle().await;
    }
}

async fn overtaken(world: &World, code: &str) -> Vec<(RecordId, String, u64, bool)> {
    let desk = world.desk(code);
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let open = peer::overtaken(desk, &by, &Reason::of(Purpose::Administration)).await.unwrap();
    for it in &open {
        assert_eq!(it.is_here, world.at(code, it.copy.id).await.is_some(), "{it:?}");
    }
    let of = |it: Copied| (it.copy.id, it.copy.member.to_string(), it.copy.version, it.copy.gone);
    open.into_iter().map(of).collect()
}

async fn everywhere(world: &World, id: RecordId, versions: [Option<u64>; 5]) {
    for (code, version) in CODES.iter().zip(versions) {
        assert_eq!(world.at(code, id).await, version, "{code}");
    }
}

async fn a_node_comes_back(told: bool) {
    let mut world = World::of(&CODES).await;
    let draft = |name: &str, number: u64, codes: &[&str]| {
        person(name, "1980-01-02", &format!("T123456{number}"), codes)
    };
    let revised = world.file("TG", draft("Kossi Amouzou", 1, &["all"])).await;
    let taken_back = world.file("TG", draft("Yao Dossou", 2, &["all"])).await;
    let stays = world.file("TG", draft("Afi Mensah", 3, &["FR", "NE"])).await;
    let of_france = world.file("FR", draft("Jean Petit", 4, &["TG"])).await;
    let of_niger = world.file("NE", draft("Ali Moussa", 5, &["all"])).await;
    world.settle().await;
    // Somebody looks, and what is told of it waits still when the copy is made.
    assert_eq!(world.at("TG", of_niger).await, Some(1));
    world.work().await;
    let backup = world.back_up("TG").await;

    let by = investigator(world.desk("TG"));
    let desk = world.desk("TG");
    revise(desk, &by, &why(), revised, 1, draft("Kossi Amouzou", 6, &["all"])).await.unwrap();
    withdraw(desk, &by, &why(), taken_back, "an error").await.unwrap();
    let lost = world.file("TG", draft("Ama Lawson", 7, &["all"])).await;
    let desk = world.desk("FR");
    withdraw(desk, &investigator(desk), &why(), of_france, "found").await.unwrap();
    let desk = world.desk("NE");
    revise(desk, &investigator(desk), &why(), of_niger, 1, draft("Ali Moussa", 8, &["all"])).await.unwrap();
    let meanwhile = world.file("FR", draft("Paul Martin", 9, &["all"])).await;
    let to_togo = world.file("X-HUB", phone("+22890123456", &["TG"])).await;
    world.settle().await;

    world.restore(0, &backup, told).await;
    let after = world.file("TG", draft("Kofi Adjo", 0, &["all"])).await;
    let later = world.file("BE", phone("+22890123457", &["all"])).await;
    go_on(&world).await;
    all_heads_are_equal(&world).await;
    everywhere(&world, stays, [Some(1), Some(1), Some(1), None, None]).await;
    everywhere(&world, after, [Some(1); 5]).await;
    everywhere(&world, later, [Some(1); 5]).await;
    everywhere(&world, of_niger, [Some(2); 5]).await;
    everywhere(&world, meanwhile, [Some(1); 5]).await;
    assert_eq!(world.at("TG", to_togo).await, Some(1), "what it had receipted and lost came again");
    assert_eq!(world.at("TG", of_france).await, None, "what was taken back meanwhile is gone here too");
    let desk = world.desk("NE");
    let by_niger = investigator(desk);
    let seen = desk::window::page(desk, &by_niger, &why(), Some(of_niger), (None, 50)).await.unwrap();
    let of_togo = seen.iter().filter(|look| look.member.as_str() == "TG" && look.version == 1);
    assert_eq!(of_togo.count(), 1, "a look is told again, and once");
    // Of its own records the others keep what they have, and it is told.
    everywhere(&world, revised, [Some(1), Some(2), Some(2), Some(2), Some(2)]).await;
    everywhere(&world, taken_back, [Some(1), None, None, None, None]).await;
    everywhere(&world, lost, [None, Some(1), Some(1), Some(1), Some(1)]).await;
    let open = overtaken(&world, "TG").await;
    for code in ["FR", "NE", "BE", "X-HUB"] {
        for (id, version, gone) in [(revised, 2, false), (taken_back, 1, true), (lost, 1, false)] {
            assert!(open.contains(&(id, code.to_owned(), version, gone)), "{code}: {open:?}");
        }
    }
    assert_eq!(open.len(), 12);
    // What it states next is above all that anybody holds.
    let desk = world.desk("TG");
    assert_eq!(revise(desk, &by, &why(), revised, 1, draft("Kossi Amouzou", 1, &["FR"])).await.unwrap(), 3);
    withdraw(desk, &by, &why(), taken_back, "an error").await.unwrap();
    world.settle().await;
    everywhere(&world, revised, [Some(3), Some(3), None, None, None]).await;
    everywhere(&world, taken_back, [None; 5]).await;
    let open = overtaken(&world, "TG").await;
    assert!(open.iter().all(|(id, ..)| *id != revised), "{open:?}");
    all_heads_are_equal(&world).await;
    nothing_was_put_aside(&world).await;
}

async fn nothing_was_put_aside(world: &World) {
    for node in &world.nodes {
        let by = Actor::Console { account: "root".into(), member: node.desk.me.clone() };
        let filter = desk::oversight::Filter { kind: Some(ActKind::Quarantined), ..Default::default() };
        let reason = Reason::of(Purpose::Administration);
        let aside = desk::oversight::read(&node.desk, &by, &reason, &filter, (None, 9)).await.unwrap();
        assert_eq!(aside.len(), 0, "{}", node.desk.me);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_restored_from_an_old_backup_uses_no_number_twice() {
    a_node_comes_back(true).await;
}

/// It had only received since the backup: nobody has more of its lanes than it knows, and it has lost what it receipted.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_has_lost_what_it_receipted_and_does_not_know_it_is_told_again() {
    let mut world = World::of(&CODES).await;
    let before = world.file("FR", phone("+22890000001", &["all"])).await;
    let of_togo = world.file("TG", phone("+22890000004", &["NE"])).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    let revised = world.file("FR", phone("+22890000002", &["TG", "NE"])).await;
    let alone = world.file("NE", phone("+22890000003", &["TG"])).await;
    world.settle().await;
    assert_eq!((world.at("TG", revised).await, world.at("TG", alone).await), (Some(1), Some(1)));
    assert_eq!(world.at("NE", of_togo).await, Some(1));
    world.settle().await;
    world.restore(0, &backup, false).await;
    assert_eq!(world.at("TG", revised).await, None, "it is lost");
    go_on(&world).await;
    everywhere(&world, before, [Some(1); 5]).await;
    everywhere(&world, revised, [Some(1), Some(1), Some(1), None, None]).await;
    everywhere(&world, alone, [Some(1), None, Some(1), None, None]).await;
    let desk = world.desk("TG");
    let seen =
        desk::window::page(desk, &investigator(desk), &why(), Some(of_togo), (None, 50)).await.unwrap();
    assert_eq!(seen.len(), 1, "who looked at its record meanwhile it is told again, and once");
    let france = world.nodes.iter().find(|node| node.desk.me.as_str() == "FR").unwrap();
    let named = world.charter.node_of("FR").unwrap().node().0;
    let begun = store::epoch::current(&mut france.store.read().await.unwrap(), &named).await.unwrap();
    assert_eq!(begun, None, "the lane that it ended for Togo it has not lost");
    all_heads_are_equal(&world).await;
    nothing_was_put_aside(&world).await;
}

/// What it said of itself before came to one member and what it said next to another, and since it was set back it has used the
/// numbers of both: what it states then has one that nobody holds.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_was_set_back_states_its_keys_under_a_number_that_nobody_holds() {
    let mut world = World::of(&CODES).await;
    let backup = world.back_up("TG").await;
    for (code, hours) in [("FR", 8 * 24), ("NE", 25)] {
        world.clock.advance(hours * 3_600_000_000);
        assert!(peer::renew(world.desk("TG"), &World::about(0)).await.unwrap());
        tell(&world, "TG", code).await;
    }
    world.restore(0, &backup, false).await;
    assert!(peer::renew(world.desk("TG"), &World::about(0)).await.unwrap());
    for code in ["FR", "NE"] {
        tell(&world, code, "TG").await;
    }
    for code in ["FR", "NE"] {
        tell(&world, "TG", code).await;
    }
    let stated = async |code: &str| {
        let node = world.nodes.iter().find(|node| node.desk.me.as_str() == code).unwrap();
        let mut tx = node.store.read().await.unwrap();
        store::peer::get(&mut tx, &"TG".parse().unwrap()).await.unwrap().unwrap().manifest
    };
    let own = stated("TG").await;
    for code in ["FR", "NE"] {
        assert_eq!(stated(code).await, own, "{code} seals to keys that it has lost");
    }
}

/// What one knows of the network comes to another.
async fn tell(world: &World, from: &str, to: &str) {
    let hello = peer::hello(world.desk(from)).await.unwrap();
    peer::told(world.desk(to), &hello).await.unwrap();
}

/// It was suspended when its disk was lost: whoever had shut it out says all again when it is lifted.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_comes_back_while_it_is_suspended_is_told_all_when_it_is_lifted() {
    let mut world = World::of(&CODES).await;
    let backup = world.back_up("TG").await;
    let of_all = world.file("BE", phone("+22890000001", &["all"])).await;
    let alone = world.file("FR", phone("+22890000002", &["TG"])).await;
    world.settle().await;
    let node = world.charter.node_of("TG").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    world.work().await;
    world.restore(0, &backup, true).await;
    for _ in 0..2 {
        world.work().await;
        world.meet().await;
    }
    world.change(Change::Lift { node });
    world.tell_charter().await;
    go_on(&world).await;
    everywhere(&world, of_all, [Some(1); 5]).await;
    everywhere(&world, alone, [Some(1), Some(1), None, None, None]).await;
    all_heads_are_equal(&world).await;
}

/// It had stated a sealing key after the backup, and says something of itself again before it meets anybody: the others take that
/// up only when it names what it has lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_has_lost_a_key_and_speaks_first_is_understood() {
    let mut world = World::of(&CODES).await;
    let backup = world.back_up("TG").await;
    world.clock.advance(8 * 24 * 3_600_000_000);
    world.renew().await;
    world.meet().await;
    world.settle().await;
    let to_togo = world.file("FR", phone("+22890000001", &["TG"])).await;
    world.settle().await;
    world.restore(0, &backup, true).await;
    for _ in 0..2 {
        world.work().await;
        world.renew().await;
    }
    go_on(&world).await;
    let later = world.file("FR", phone("+22890000002", &["TG"])).await;
    world.settle().await;
    assert_eq!((world.at("TG", to_togo).await, world.at("TG", later).await), (Some(1), Some(1)));
    all_heads_are_equal(&world).await;
}

/// It was told all again under a key that it had lost, and the receipt that said so never came: what it receipts of what it fetches
/// behind that says it once more.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_has_lost_a_key_says_so_until_it_is_heard() {
    let mut world = World::of(&["TG", "FR"]).await;
    let backup = world.back_up("TG").await;
    world.clock.advance(8 * 24 * 3_600_000_000);
    world.renew().await;
    world.meet().await;
    world.settle().await;
    world.restore(0, &backup, true).await;
    // It counts anew, by which others hear that it was set back.
    world.work().await;
    world.meet().await;
    world.work().await;
    let id = world.file("FR", phone("+22890000001", &["TG"])).await;
    world.work().await;
    assert!(world.carry(&mut |_| Fate::ReceiptLost).await > 0);
    let (from, to) = (world.desk("FR"), world.desk("TG"));
    let heads = outbox::heads(from, &to.me).await.unwrap();
    let lacks = inbox::lacks(to, &from.me, &heads).await.unwrap();
    assert!(!lacks.is_empty(), "the key that it has lost opens all that follows");
    for lack in lacks {
        let waiting = outbox::fetch(from, &to.me, &lack.stream, lack.upto, (8, 1 << 20)).await.unwrap();
        let batch: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
        let came = inbox::take(to, &batch).await.unwrap();
        outbox::receipted(from, &to.me, &came.receipts).await.unwrap();
    }
    world.clock.advance(25 * 3_600_000_000);
    go_on(&world).await;
    assert_eq!(world.at("TG", id).await, Some(1));
}

/// Somebody put an image of the disk back and told nobody, not even the node.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_was_set_back_learns_it_from_the_others() {
    a_node_comes_back(false).await;
}

/// Whether a copy lies there that a key would open, whoever may read it.
async fn lies(world: &World, code: &str, id: RecordId) -> bool {
    let node = world.nodes.iter().find(|node| node.desk.me.as_str() == code).unwrap();
    store::record::target(&mut node.store.read().await.unwrap(), id).await.unwrap().is_some()
}

/// That it was taken back was lost with the disk, and when somebody looks it has had its time: nobody reads it any more, and its
/// owner takes it back all the same from whoever has it sealed.
#[tokio::test(flavor = "multi_thread")]
async fn what_has_had_its_time_is_taken_back_once_more_where_that_was_lost() {
    let mut world = World::of(&CODES).await;
    let mut draft = phone("+22890000001", &["FR", "NE"]);
    draft.handling.expires_us = Some(NOW + 48 * 3_600_000_000);
    let id = world.file("TG", draft.clone()).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    let by = investigator(world.desk("TG"));
    revise(world.desk("TG"), &by, &why(), id, 1, draft).await.unwrap();
    world.settle().await;
    withdraw(world.desk("TG"), &by, &why(), id, "an error").await.unwrap();
    world.work().await;
    let niger = |to: &outbox::Address| to.member.as_str() == "NE";
    world.carry(&mut |to| if niger(to) { Fate::Lost } else { Fate::Arrives }).await;
    world.restore(0, &backup, true).await;
    go_on(&world).await;
    world.clock.advance(49 * 3_600_000_000);
    go_on(&world).await;
    everywhere(&world, id, [None; 5]).await;
    assert!(lies(&world, "NE", id).await && !lies(&world, "FR", id).await);
    assert!(overtaken(&world, "TG").await.contains(&(id, "NE".to_owned(), 2, false)));
    let tg = world.desk("TG");
    assert!(desk::record::is_over(tg, &by, &why(), id).await.unwrap());
    withdraw(tg, &by, &why(), id, "an error").await.unwrap();
    world.settle().await;
    assert!(!lies(&world, "NE", id).await && !lies(&world, "TG", id).await);
    assert!(overtaken(&world, "TG").await.iter().all(|(_, _, _, gone)| *gone), "nothing is left to look at");
    let niger = world.desk("NE");
    assert!(!desk::record::is_over(niger, &investigator(niger), &why(), id).await.unwrap());
}

/// Filed before the backup, given since, and withdrawn or narrowed before its owner hears who has it.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_given_since_the_backup_is_taken_back_like_any_other() {
    for told in [true, false] {
        let mut world = World::of(&CODES).await;
        let draft = |number: u64, codes: &[&str]| {
            person("Kossi Amouzou", "1980-01-02", &format!("T123456{number}"), codes)
        };
        let withdrawn = world.file("TG", draft(1, &["all"])).await;
        let narrowed = world.file("TG", draft(2, &["FR", "BE"])).await;
        let stays = world.file("TG", draft(3, &["all"])).await;
        let backup = world.back_up("TG").await;
        world.settle().await;
        everywhere(&world, withdrawn, [Some(1); 5]).await;
        everywhere(&world, narrowed, [Some(1), Some(1), None, Some(1), None]).await;
        world.clock.advance(3_600_000_000);
        world.restore(0, &backup, told).await;
        let desk = world.desk("TG");
        let by = investigator(desk);
        withdraw(desk, &by, &why(), withdrawn, "an error").await.unwrap();
        revise(desk, &by, &why(), narrowed, 1, draft(2, &["FR"])).await.unwrap();
        go_on(&world).await;
        everywhere(&world, withdrawn, [None; 5]).await;
        everywhere(&world, narrowed, [Some(2), Some(2), None, None, None]).await;
        everywhere(&world, stays, [Some(1); 5]).await;
        assert_eq!(overtaken(&world, "TG").await, [], "told: {told}");
        all_heads_are_equal(&world).await;
    }
}

/// Belgium has a copy from before the restore and is suspended until it was taken back from all others; that Belgium ever read the
/// lane is lost.
#[tokio::test(flavor = "multi_thread")]
async fn who_was_shut_out_while_it_was_taken_back_gives_up_what_its_owner_had_forgotten() {
    let mut world = World::of(&CODES).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    let backup = world.back_up("TG").await;
    world.settle().await;
    assert_eq!(world.at("BE", id).await, Some(1));
    world.clock.advance(3_600_000_000);
    world.restore(0, &backup, true).await;
    let node = world.charter.node_of("BE").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    // What Belgium sends is taken by nobody now.
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
        world.rests().await;
    }
    let tg = world.desk("TG");
    withdraw(tg, &investigator(tg), &why(), id, "an error").await.unwrap();
    world.rests().await;
    everywhere(&world, id, [None, None, None, Some(1), None]).await;
    world.change(Change::Lift { node });
    world.tell_charter().await;
    go_on(&world).await;
    everywhere(&world, id, [None; 5]).await;
}

/// What Belgium says that it has comes while nothing can be sealed to it: it is told when something can.
#[tokio::test(flavor = "multi_thread")]
async fn who_could_not_be_told_to_give_up_what_was_forgotten_is_told_when_they_can() {
    let mut world = World::of(&CODES).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    let backup = world.back_up("TG").await;
    world.settle().await;
    world.clock.advance(3_600_000_000);
    world.restore(0, &backup, true).await;
    let tg = world.desk("TG");
    withdraw(tg, &investigator(tg), &why(), id, "an error").await.unwrap();
    for _ in 0..2 {
        world.renew().await;
        world.meet().await;
        world.work().await;
    }
    world.carry(&mut |to| if to.member.as_str() == "TG" { Fate::Arrives } else { Fate::Lost }).await;
    // Its clock is behind when it hears what others have: no key that they have stated runs yet.
    world.set_wrong(0, -25 * 3_600_000_000);
    world.work().await;
    world.set_wrong(0, 0);
    go_on(&world).await;
    everywhere(&world, id, [None; 5]).await;
    all_heads_are_equal(&world).await;
}

/// It was set back, and nobody has asked it how far it is before it is suspended and lifted again: seated behind what it has lost, it
/// would never be missed there.
#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_to_a_lane_with_less_than_it_has_signed_for_is_seen_to_lack_it() {
    let mut world = World::of(&CODES).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    world.settle().await;
    let backup = world.back_up("FR").await;
    let tg = world.desk("TG");
    withdraw(tg, &investigator(tg), &why(), id, "an error").await.unwrap();
    world.settle().await;
    everywhere(&world, id, [None; 5]).await;
    world.clock.advance(3_600_000_000);
    world.restore(1, &backup, false).await;
    assert_eq!(world.at("FR", id).await, Some(1));
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    world.work().await;
    world.change(Change::Lift { node });
    world.tell_charter().await;
    world.settle().await;
    go_on(&world).await;
    everywhere(&world, id, [None; 5]).await;
    all_heads_are_equal(&world).await;
}

/// It is seated behind what went on a lane while it was shut out, and what tells it so is lost with the lane that it has alone: seated
/// once more, it has lost nothing of what it had signed for.
#[tokio::test(flavor = "multi_thread")]
async fn who_was_seated_twice_and_heard_of_it_once_goes_on_where_it_is_told() {
    let mut world = World::of(&CODES).await;
    let file = async |world: &World, number: u64| {
        world.file("TG", person("Kossi Amouzou", "1980-01-02", &format!("T123456{number}"), &["all"])).await
    };
    file(&world, 1).await;
    world.settle().await;
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Suspend { node, why: "test".into() });
    world.tell_charter().await;
    world.work().await;
    file(&world, 2).await;
    world.work().await;
    world.change(Change::Lift { node });
    world.tell_charter().await;
    world.work().await;
    let mut tx = world.nodes[0].store.begin().await.unwrap();
    store::peer::again(&mut tx, &"FR".parse().unwrap(), store::peer::Again::StaleKey, 0).await.unwrap();
    tx.commit().await.unwrap();
    let last = file(&world, 3).await;
    world.settle().await;
    everywhere(&world, last, [Some(1); 5]).await;
    all_heads_are_equal(&world).await;
}

/// What a node has sealed for France waits somewhere until its store is lost and it has begun anew: it comes all the same, and
/// its owner hears that it is there.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_late_of_what_its_owner_has_lost_is_told_to_it() {
    let mut world = World::of(&CODES).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    let lost = world.file("TG", person("Ama Lawson", "1980-01-02", "T1234567", &["FR", "NE"])).await;
    world.work().await;
    let tg = world.desk("TG");
    let (mut keys, mut waits) = (vec![], vec![]);
    let france = outbox::addresses(tg).into_iter().find(|to| to.member.as_str() == "FR").unwrap();
    for lane in outbox::behind(tg, &france.member).await.unwrap() {
        let next = outbox::next(tg, &lane, lane.upto, (64, 1 << 20)).await.unwrap();
        let mut tx = world.nodes[0].store.read().await.unwrap();
        let is_own = store::lane::of(&mut tx, &lane.stream).await.unwrap().unwrap().audience == "FR";
        let went = if is_own { &mut keys } else { &mut waits };
        went.extend(next.into_iter().map(|waiting| waiting.bytes));
    }
    assert_eq!((keys.len(), waits.len()), (2, 1), "its own key, that of the lane, and the record on it");
    inbox::take(world.desk("FR"), &keys).await.unwrap();
    world.restore(0, &backup, true).await;
    go_on(&world).await;
    assert_eq!(overtaken(&world, "TG").await, []);
    inbox::take(world.desk("FR"), &waits).await.unwrap();
    assert_eq!(world.at("FR", lost).await, Some(1));
    go_on(&world).await;
    assert_eq!(overtaken(&world, "TG").await, [(lost, "FR".to_owned(), 1, false)]);
}

/// It was told what others hold of its own, and before that has come to it one of them begins anew itself: it says it once more.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_of_its_own_is_said_again_by_who_is_set_back_meanwhile() {
    let mut world = World::of(&CODES).await;
    let draft = |codes: &[&str]| person("Kossi Amouzou", "1980-01-02", "T1234567", codes);
    let id = world.file("TG", draft(&["all"])).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    let tg = world.desk("TG");
    revise(tg, &investigator(tg), &why(), id, 1, draft(&["FR"])).await.unwrap();
    world.settle().await;
    world.clock.advance(3_600_000_000);
    world.restore(0, &backup, true).await;
    for _ in 0..2 {
        world.renew().await;
        world.meet().await;
        world.work().await;
    }
    // What France says of it waits there, and is on the disk from which its node comes back.
    let of_france = world.back_up("FR").await;
    world.restore(1, &of_france, true).await;
    let tg = world.desk("TG");
    withdraw(tg, &investigator(tg), &why(), id, "an error").await.unwrap();
    go_on(&world).await;
    everywhere(&world, id, [None; 5]).await;
    all_heads_are_equal(&world).await;
}

/// What an owner knows when it revises what it has lost once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knows {
    /// Not that it was set back.
    Nothing,
    /// That it was, by whoever restored it.
    Told,
    /// It has begun an epoch, and has not heard yet what others have.
    Begun,
}

/// Revised once more before its owner hears what others have: what it states then is what everybody has in the end, and it is gone
/// where it is for nobody any more.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_contents_in_one_version_that_which_its_owner_has_stated_last_counts() {
    use Knows::{Begun, Nothing, Told};
    for (knows, narrow) in
        [Nothing, Told, Begun].into_iter().flat_map(|knows| [(knows, false), (knows, true)])
    {
        let mut world = World::of(&CODES).await;
        let draft = |number: u64, codes: &[&str]| {
            person("Kossi Amouzou", "1980-01-02", &format!("T123456{number}"), codes)
        };
        let id = world.file("TG", draft(1, &["all"])).await;
        world.settle().await;
        let backup = world.back_up("TG").await;
        let tg = world.desk("TG");
        revise(tg, &investigator(tg), &why(), id, 1, draft(2, &["all"])).await.unwrap();
        world.settle().await;
        world.clock.advance(3_600_000_000);
        world.restore(0, &backup, knows != Nothing).await;
        if knows == Begun {
            for _ in 0..2 {
                world.renew().await;
                world.meet().await;
                world.work().await;
            }
            world.clock.advance(3_600_000_000);
        }
        let tg = world.desk("TG");
        let codes: &[&str] = if narrow { &["FR", "NE"] } else { &["all"] };
        revise(tg, &investigator(tg), &why(), id, 1, draft(3, codes)).await.unwrap();
        go_on(&world).await;
        let account = format!("{knows:?}, narrow: {narrow}");
        let own = world.at("TG", id).await;
        for code in CODES {
            let has = ["TG", "FR", "NE"].contains(&code) || !narrow;
            assert_eq!(world.at(code, id).await, own.filter(|_| has), "{code}, {account}");
            if has {
                let desk = world.desk(code);
                let opened = desk::record::open(desk, &investigator(desk), &why(), id).await.unwrap();
                let passport = format!("{:?}", opened.held.record.subject);
                assert!(passport.contains("T1234563"), "{code}, {account}: {passport}");
            }
        }
        all_heads_are_equal(&world).await;
        assert_eq!(overtaken(&world, "TG").await, [], "{account}");
    }
}

/// A member that says again and again that it has another content makes its owner give it a new number once in an epoch.
#[tokio::test(flavor = "multi_thread")]
async fn who_disputes_a_record_for_ever_is_followed_once_an_epoch() {
    let mut world = World::of(&CODES).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    world.settle().await;
    let tell = async |world: &World, id: RecordId| {
        let version = world.at("TG", id).await.unwrap();
        let mut tx = world.nodes[2].store.begin().await.unwrap();
        let _new = store::record::other(&mut tx, &"TG".parse().unwrap(), (id, version)).await.unwrap();
        let again = store::peer::Again::SetBack;
        store::peer::again(&mut tx, &"TG".parse().unwrap(), again, 0).await.unwrap();
        tx.commit().await.unwrap();
    };
    tell(&world, id).await;
    go_on(&world).await;
    everywhere(&world, id, [Some(1); 5]).await;
    for epoch in 1..=2 {
        let backup = world.back_up("TG").await;
        world.clock.advance(3_600_000_000);
        world.restore(0, &backup, true).await;
        go_on(&world).await;
        for _ in 0..3 {
            tell(&world, id).await;
            go_on(&world).await;
            everywhere(&world, id, [Some(1 + epoch); 5]).await;
        }
    }
}

/// Given since the backup, and over before its owner hears who has it: nobody is asked about it, and nobody has it.
#[tokio::test(flavor = "multi_thread")]
async fn what_has_had_its_time_is_open_with_nobody() {
    for told in [true, false] {
        let mut world = World::of(&CODES).await;
        let draft = |until_us: i64| {
            let mut draft = person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"]);
            draft.handling.expires_us = Some(NOW + until_us);
            draft
        };
        world.settle().await;
        let id = world.file("TG", draft(1_800_000_000)).await;
        let backup = world.back_up("TG").await;
        world.settle().await;
        everywhere(&world, id, [Some(1); 5]).await;
        world.clock.advance(3_600_000_000);
        world.restore(0, &backup, told).await;
        go_on(&world).await;
        everywhere(&world, id, [None; 5]).await;
        assert_eq!(overtaken(&world, "TG").await, [], "told: {told}");
        all_heads_are_equal(&world).await;
    }
}

/// Taken back since the backup in the version in which its owner has it again: that it is gone elsewhere is put before somebody, until
/// they decide, whatever else is held against what was given.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_since_stays_open_until_somebody_decides() {
    for told in [true, false] {
        let mut world = World::of(&CODES).await;
        let draft = || person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"]);
        let id = world.file("TG", draft()).await;
        world.settle().await;
        let backup = world.back_up("TG").await;
        let tg = world.desk("TG");
        withdraw(tg, &investigator(tg), &why(), id, "an error").await.unwrap();
        world.settle().await;
        world.clock.advance(3_600_000_000);
        world.restore(0, &backup, told).await;
        go_on(&world).await;
        // All is held against what was given once more, since somebody comes back.
        let node = world.charter.node_of("BE").unwrap().node();
        for change in [Change::Suspend { node, why: "test".into() }, Change::Lift { node }] {
            world.change(change);
            world.tell_charter().await;
            world.work().await;
        }
        go_on(&world).await;
        everywhere(&world, id, [Some(1), None, None, None, None]).await;
        assert_eq!(overtaken(&world, "TG").await.len(), 4, "told: {told}");
        let tg = world.desk("TG");
        revise(tg, &investigator(tg), &why(), id, 1, draft()).await.unwrap();
        go_on(&world).await;
        everywhere(&world, id, [Some(2); 5]).await;
        assert_eq!(overtaken(&world, "TG").await, [], "told: {told}");
    }
}
