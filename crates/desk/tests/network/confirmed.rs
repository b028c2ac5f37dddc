//! A reviewer is none any more: what follows from that for the notices that it has reviewed.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::notices::{content, is_found, published, stage, world};
use crate::world::World;
use model::ActKind;
use model::notice::Sent;
use wire::charter::Change;

async fn changed(world: &mut World, changes: impl IntoIterator<Item = Change>) {
    // Nobody hears of a change in the moment in which it is made.
    world.clock.advance(60_000_000);
    changes.into_iter().for_each(|change| world.change(change));
    world.clock.advance(60_000_000);
    world.tell_charter().await;
    go_on(world).await;
}

/// Meets and carries for a while. Who is suspended is heard by nobody, so what it has to say waits.
pub(crate) async fn go_on(world: &World) {
    for _ in 0..3 {
        world.renew().await;
        world.meet().await;
        world.rests().await;
    }
}

/// Every version in which one of ours was given has its act, also where the charter alone has made another of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_has_no_version_without_an_act() {
    let mut world = world().await;
    let node = world.charter.node_of("BE").unwrap().node();
    let rights = |rights: &[&str]| Change::Amend {
        node,
        name: "NCB BE".into(),
        rights: rights.iter().map(|right| (*right).to_owned()).collect(),
    };
    let (given, taken) = (rights(&["compliance"]), rights(&[]));
    changed(&mut world, [given]).await;
    let id = published(&world, content(Sent::Notice, &["NE"], &[])).await;
    changed(&mut world, [taken]).await;
    let mut tx = world.nodes[0].store.read().await.unwrap();
    let version = store::notice::known(&mut tx, id).await.unwrap().unwrap().version;
    let acts = store::journal::since(&mut tx, 0, 10_000).await.unwrap();
    let moved = acts.iter().filter(|act| act.kind == ActKind::NoticeMoved).filter_map(|act| act.object);
    assert_eq!(moved.last(), Some((id, version)));
    drop(tx);
    assert!(is_found(&world, "NE").await && stage(&world, "BE", id).await.is_none());
}
