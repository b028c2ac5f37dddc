//! Over TLS: a record is at the other node and goes with its withdrawal; who is no active member is shut out; a new
//! member makes itself known; the heads are compared.
use crate::world::{World, until};
use desk::peer;
use exchange::{Fault, Line, Road};
use std::sync::Arc;
use wire::charter::Change;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_filed_at_one_node_is_at_the_other_and_goes_with_its_withdrawal() {
    let world = World::of(&["TG", "BJ"]);
    let nodes = world.serving(&["TG", "BJ"]).await;
    // BJ knew where TG is, and TG nothing of BJ: it has heard of it by BJ's call.
    let id = nodes[0].file("+22890111111").await;
    until("the record is at BJ", || nodes[1].has(id)).await;
    until("TG has BJ's receipt", || async { nodes[0].line("BJ").await.waiting == 0 }).await;
    nodes[0].withdraw(id).await;
    until("the record is gone at BJ", || async { !nodes[1].has(id).await }).await;
    until("TG has BJ's receipt for that", || async { nodes[0].line("BJ").await.waiting == 0 }).await;
    assert!(nodes[0].line("BJ").await.reached_us.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suspended_member_is_shut_out_though_its_connection_is_open() {
    let mut world = World::of(&["TG", "BJ"]);
    let nodes = world.serving(&["TG", "BJ"]).await;
    let before = nodes[1].file("+22997000001").await;
    until("they have met", || nodes[0].has(before)).await;
    let line = Line::new(Arc::clone(&nodes[1].keys));
    let to = desk::outbox::address(&nodes[1].desk, &nodes[0].desk.me).expect("BJ knows TG");
    assert!(line.state(&to, None).await.is_ok(), "an active member is answered");
    world.change(Change::Suspend { node: world.node("BJ"), why: "broken into".into() });
    world.take_up(&nodes[0].desk).await;
    let refused = line.state(&to, None).await;
    assert!(matches!(&refused, Err(Fault::Refused(why)) if why.code == "E_OWNER"), "{refused:?}");
    let refused = line.push(&to, vec![]).await;
    assert!(matches!(&refused, Err(Fault::Refused(why)) if why.code == "E_OWNER"), "{refused:?}");
    let after = nodes[1].file("+22997000002").await;
    let mine = nodes[0].file("+22890222222").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert!(!nodes[0].has(after).await, "nothing is taken from it");
    assert!(!nodes[1].has(mine).await, "and nothing is sent to it");
    world.change(Change::Lift { node: world.node("BJ") });
    world.take_up(&nodes[0].desk).await;
    until("what it filed meanwhile comes when it is lifted", || nodes[0].has(after)).await;
    until("and what was filed for it", || nodes[1].has(mine)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_key_is_nobodys_hears_nothing() {
    let world = World::of(&["TG", "BJ"]);
    let nodes = world.serving(&["TG", "BJ"]).await;
    let to = desk::outbox::address(&nodes[1].desk, &nodes[0].desk.me).expect("BJ knows TG");
    let keys = exchange::Keys::new(crate::world::tls(200)).expect("keys");
    let stranger = Line::new(Arc::new(keys));
    let refused = |answer: Result<(), Fault>| {
        assert!(matches!(&answer, Err(Fault::Refused(why)) if why.code == "E_OWNER"), "{answer:?}");
    };
    refused(stranger.state(&to, None).await.map(|_| ()));
    refused(stranger.push(&to, vec![]).await.map(|_| ()));
    refused(stranger.receipt(&to, vec![]).await);
    // Not even with papers that are right, as long as none of them names its key.
    let papers = exchange::Introduction::of(&peer::hello(&nodes[1].desk).await.expect("papers"));
    refused(stranger.hello(&to, &papers).await.map(|_| ()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_with_another_key_than_its_manifest_names_is_not_spoken_to() {
    let world = World::of(&["TG", "BJ"]);
    let nodes = world.serving(&["TG", "BJ"]).await;
    let mut to = desk::outbox::address(&nodes[1].desk, &nodes[0].desk.me).expect("BJ knows TG");
    to.tls = vec![nodes[1].spki];
    let line = Line::new(Arc::clone(&nodes[1].keys));
    let answer = line.state(&to, None).await;
    assert!(matches!(&answer, Err(Fault::Unreached(why)) if why.contains("manifest")), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_away_long_has_what_waits_as_soon_as_it_calls() {
    let world = World::of(&["TG", "BJ"]);
    let (mut away, listener) = world.open("BJ", 1).await;
    let (mut home, own) = world.open("TG", 0).await;
    for (from, to) in [(&away, &home), (&home, &away)] {
        peer::told(&to.desk, &peer::hello(&from.desk).await.expect("papers")).await.expect("papers");
    }
    drop(listener);
    home.serve(own);
    home.carry(Arc::new(Line::new(Arc::clone(&home.keys))));
    let id = home.file("+22890777777").await;
    // After four tries at 0, 1, 3 and 7 s it rests for 6 to 10 s.
    tokio::time::sleep(std::time::Duration::from_secs(10)).await;
    assert!(home.line("BJ").await.fault.is_some());
    let to = desk::outbox::address(&home.desk, &away.desk.me).expect("TG knows BJ");
    let at = to.endpoints[0].trim_start_matches("https://");
    away.serve(tokio::net::TcpListener::bind(at).await.expect("its port is free still"));
    away.carry(Arc::new(Line::new(Arc::clone(&away.keys))));
    let began = std::time::Instant::now();
    until("the record is at BJ", || away.has(id)).await;
    assert!(began.elapsed() < std::time::Duration::from_secs(3), "after {:?}", began.elapsed());
}
