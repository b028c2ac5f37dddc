//! Files in a mailbox: who wants which of whom, how much is kept at most, and what goes when nobody wants it any more.
use crate::exchange::peer;
use crate::house::{House, NOW, me};
use model::Member;
use store::custody::file::{self, Room};
use wire::Hash;

both!(
    what_a_member_wants_is_what_it_said_last,
    files_are_kept_within_bounds,
    what_was_brought_for_one_is_not_given_to_another,
);

const ROOM: Room = Room { for_each: 1_000, in_all: 1_500, files: 3 };

fn ne() -> Member {
    "NE".parse().unwrap()
}

fn hash(number: u8) -> Hash {
    [number; 32]
}

async fn want(house: &House, (member, owner): (&Member, &Member), files: &[(u8, u64)], at_us: i64) -> u64 {
    let files: Vec<(Hash, u64)> = files.iter().map(|(number, length)| (hash(*number), *length)).collect();
    let mut tx = house.store.begin().await.unwrap();
    let given = file::want(&mut tx, (member, owner), &files, ROOM, at_us).await.unwrap();
    tx.commit().await.unwrap();
    given
}

async fn wanted(house: &House, member: &Member) -> Vec<(String, u8)> {
    let all = file::wanted_by(&mut house.store.read().await.unwrap(), member).await.unwrap();
    all.into_iter().map(|it| (it.owner.to_string(), it.hash[0])).collect()
}

async fn what_a_member_wants_is_what_it_said_last(house: &House) {
    let way = (&peer(), &me());
    assert_eq!(want(house, way, &[(1, 300), (2, 200)], NOW).await, 0);
    want(house, (&peer(), &ne()), &[(1, 100)], NOW).await;
    let of = |all: &[(&str, u8)]| all.iter().map(|(code, n)| ((*code).to_owned(), *n)).collect::<Vec<_>>();
    let (owner, other) = (me().to_string(), "NE");
    let mut all = of(&[(&owner, 1), (&owner, 2), (other, 1)]);
    all.sort();
    assert_eq!(wanted(house, &peer()).await, all);
    let mut tx = house.store.begin().await.unwrap();
    let lacking = file::lacking(&mut tx, &me()).await.unwrap();
    assert_eq!(lacking.iter().map(|it| it.hash[0]).collect::<Vec<_>>(), [2, 1], "the shortest first");
    assert!(file::brought(&mut tx, way, &hash(2), true).await.unwrap());
    assert!(!file::brought(&mut tx, way, &hash(2), true).await.unwrap(), "it was said before");
    assert!(!file::brought(&mut tx, way, &hash(9), true).await.unwrap(), "nobody wants it");
    assert_eq!(file::lacking(&mut tx, &me()).await.unwrap().len(), 1);
    assert!(file::any(&mut tx, &me()).await.unwrap());
    file::spoilt(&mut tx, &me(), &hash(2)).await.unwrap();
    assert_eq!(file::lacking(&mut tx, &me()).await.unwrap().len(), 2);
    file::brought(&mut tx, way, &hash(2), true).await.unwrap();
    tx.commit().await.unwrap();
    // The one that was whole it has; the other it needs no more.
    assert_eq!(want(house, way, &[], NOW).await, 1);
    assert_eq!(wanted(house, &peer()).await, of(&[(other, 1)]));
    let mut tx = house.store.read().await.unwrap();
    assert!(!file::any(&mut tx, &me()).await.unwrap());
    assert_eq!(file::all(&mut tx).await.unwrap(), [(ne(), hash(1))]);
}

async fn files_are_kept_within_bounds(house: &House) {
    let way = (&peer(), &me());
    want(house, way, &[(1, 600), (2, 500), (3, 100)], NOW).await;
    assert_eq!(wanted(house, &peer()).await.len(), 2, "the second has no room beside the first");
    want(house, (&ne(), &me()), &[(4, 801), (5, 799), (6, 1)], NOW + 5).await;
    assert_eq!(wanted(house, &ne()).await.len(), 2, "all together have no room for the longer one");
    want(house, way, &[(1, 600), (3, 100), (6, 0), (7, 0)], NOW).await;
    assert_eq!(wanted(house, &peer()).await.len(), 3, "no more than three");
    let (peer, ne, me) = (peer(), ne(), me());
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(file::sweep(&mut tx, &[&peer, &ne, &me], NOW).await.unwrap(), 0);
    assert_eq!(file::sweep(&mut tx, &[&peer, &ne, &me], NOW + 1).await.unwrap(), 3, "not asked for since");
    assert_eq!(file::sweep(&mut tx, &[&peer, &me], NOW).await.unwrap(), 2, "it has left");
}

async fn what_was_brought_for_one_is_not_given_to_another(house: &House) {
    want(house, (&peer(), &me()), &[(1, 300)], NOW).await;
    want(house, (&ne(), &me()), &[(1, 300)], NOW).await;
    let mut tx = house.store.begin().await.unwrap();
    file::brought(&mut tx, (&peer(), &me()), &hash(1), false).await.unwrap();
    let (ne, me) = (ne(), me());
    assert_eq!(file::length(&mut tx, (&peer(), &me), &hash(1)).await.unwrap(), Some((300, true)));
    assert_eq!(file::length(&mut tx, (&ne, &me), &hash(1)).await.unwrap(), Some((300, false)));
    assert_eq!(file::length(&mut tx, (&me, &ne), &hash(1)).await.unwrap(), None);
}
