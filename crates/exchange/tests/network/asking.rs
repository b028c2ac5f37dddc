//! Over TLS: other nodes are asked at once, each within its own time.
use crate::world::{World, until};
use desk::ask::State;
use exchange::{Door, Fault, Line, Road};
use std::sync::Arc;
use std::time::{Duration, Instant};

const WAIT: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_is_asked_and_answers_and_a_dead_one_costs_its_time_and_no_more() {
    let world = World::of(&["TG", "BJ", "NE"]);
    let nodes = world.serving(&["TG", "BJ"]).await;
    // NE has said where it is reached, and then went away.
    let (gone, listener) = world.open("NE", 2).await;
    let papers = desk::peer::hello(&gone.desk).await.expect("papers");
    desk::peer::told(&nodes[1].desk, &papers).await.expect("papers");
    let hushed = listener;
    nodes[1].inquire(WAIT);
    until("TG knows BJ", || async { nodes[0].line("BJ").await.freshness.is_some() }).await;
    let id = nodes[0].file("+22890111111").await;
    until("the record is at BJ", || nodes[1].has(id)).await;
    let began = Instant::now();
    let check = nodes[1].ask("+22890222222", &["TG", "NE"]).await;
    assert_eq!(nodes[1].answered(check, "TG"), State::Nothing);
    assert_eq!(nodes[1].answered(check, "NE"), State::Unanswered, "nobody speaks there");
    assert!(began.elapsed() < WAIT + Duration::from_secs(3), "{:?}", began.elapsed());
    drop(hushed);
    let check = nodes[1].ask("+22890222222", &["NE"]).await;
    assert_eq!(nodes[1].answered(check, "NE"), State::Unanswered, "nor does anybody listen");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_leave_on_the_tick_and_no_member_asks_more_than_it_may() {
    let world = World::of(&["TG", "BJ"]);
    let nodes = world.serving(&["TG", "BJ"]).await;
    nodes[1].inquire(WAIT);
    until("TG knows BJ", || async { nodes[0].line("BJ").await.freshness.is_some() }).await;
    let door = Door::with_budget(Arc::clone(&nodes[0].desk), 1);
    let bj = nodes[1].desk.me.clone();
    let began = Instant::now();
    let refused = door.query(&bj, b"no question").await.expect_err("it is none");
    assert_eq!(refused.code, "E_MALFORMED");
    assert!(began.elapsed() >= Duration::from_millis(50), "a refusal leaves on the tick as well");
    let refused = door.query(&bj, b"no question").await.expect_err("one was all");
    assert_eq!((refused.code.as_str(), refused.status, refused.wait_s), ("E_BUDGET", 429, 60));
    // And over the line, with what the door's own settings say.
    let to = desk::outbox::address(&nodes[1].desk, &nodes[0].desk.me).expect("BJ knows TG");
    let refused = Line::new(Arc::clone(&nodes[1].keys)).query(&to, vec![7; 40]).await;
    assert!(matches!(&refused, Err(Fault::Refused(why)) if why.code == "E_MALFORMED"), "{refused:?}");
}
