//! What is kept when a node was set back, and in a hub's mailbox.
use crate::exchange::{lane, peer, reader, receive, sent, with_three};
use crate::house::{House, NOW, id, me, person};
use crate::kept::know;
use model::{Actor, Member, Record};
use policy::action;
use store::custody::{self, Entrusted, Kept};
use store::epoch::{self, Epoch};
use store::lane::{self, Lane, Owed, Reader, Sent, Waits};
use store::overtaken::{self, Overtaken};
use store::record::{self};
use store::shared::{self, Shared};
use store::{Error, Tx};

both!(
    after_a_restore_no_lane_goes_on,
    whoever_has_lost_what_it_had_reads_from_nothing,
    an_epoch_is_kept_once_and_the_newest_counts,
    what_is_owed_stays_until_all_was_given,
    looks_that_wait_are_marked_by_the_first_of_them,
    a_version_that_others_hold_is_not_given_again,
    two_contents_are_told_apart_once_an_epoch_for_each_holder,
    a_version_that_was_given_twice_is_named_until_a_newer_one_is_here,
    what_waits_for_a_member_and_what_it_was_told_is_known,
    a_mailbox_keeps_until_the_member_has_it,
    what_a_hub_keeps_is_known_until_the_member_has_it,
);

async fn after_a_restore_no_lane_goes_on(house: &House) {
    let lane = with_three(house).await;
    let mut tx = house.store.begin().await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 2), b"signed", NOW).await.unwrap();
    let row = Shared { id: id(1), stream: lane.stream, version: 1, seq: 1, recalled: false, since_us: NOW };
    shared::put(&mut tx, &[row]).await.unwrap();
    assert!(shared::unsaid(&mut tx, None, 9).await.unwrap().is_empty());
    lane::begin_anew(&mut tx, &me(), (1_790_000_000, &[4; 32])).await.unwrap();
    let [anew] = lane::all(&mut tx).await.unwrap().try_into().unwrap();
    assert_eq!((anew.epoch, anew.seq, anew.head, anew.key_us), (1_790_000_000, 0, [4; 32], 0));
    assert_eq!(
        (anew.stream, *anew.key),
        (lane.stream, *lane.key),
        "it is the same lane, and its key is to be renewed"
    );
    let [reader] = lane::readers(&mut tx, &lane.stream).await.unwrap().try_into().unwrap();
    assert_eq!((reader.first_seq, reader.upto, reader.receipt_us), (1, 0, None));
    assert!(lane::next(&mut tx, &lane.stream, 0, (9, 1_000)).await.unwrap().is_empty());
    assert!(!lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 3), b"late", NOW).await.unwrap());
    assert_eq!(shared::unsaid(&mut tx, None, 9).await.unwrap(), [id(1)]);
    assert!(shared::unsaid(&mut tx, Some(id(1)), 9).await.unwrap().is_empty());
    // Its first number is free.
    let began = Lane { seq: 1, ..anew };
    lane::put(&mut tx, &began).await.unwrap();
    lane::send(&mut tx, &began, &[sent(1, 10)]).await.unwrap();
    let kind = lane::kind_of(&mut tx, &lane.stream, (began.epoch, 1)).await.unwrap();
    assert_eq!(kind, Some(("stated".to_owned(), NOW)));
    lane::end(&mut tx, &lane.stream).await.unwrap();
    assert!(lane::all(&mut tx).await.unwrap().is_empty());
    assert!(shared::of(&mut tx, &[id(1)]).await.unwrap().is_empty());
}

async fn whoever_has_lost_what_it_had_reads_from_nothing(house: &House) {
    let lane = with_three(house).await;
    let mut tx = house.store.begin().await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 2), b"signed", NOW).await.unwrap();
    for (has_lost, gone_from) in [(false, 2), (true, 0)] {
        lane::leave_all(&mut tx, &peer(), has_lost, NOW).await.unwrap();
        assert!(lane::readers(&mut tx, &lane.stream).await.unwrap().is_empty());
        let again = Reader { first_seq: 4, upto: 3, ..reader(&peer()) };
        lane::seat(&mut tx, &lane.stream, &again, false).await.unwrap();
        let [seated] = lane::readers(&mut tx, &lane.stream).await.unwrap().try_into().unwrap();
        assert_eq!((seated.first_seq, seated.gone_from), (4, Some(gone_from)), "{has_lost}");
        let signed = lane::receipts(&mut tx, &peer()).await.unwrap();
        assert_eq!(signed.is_empty(), has_lost, "what it signed before it lost it says nothing any more");
    }
    // One that had left before, and then lost it.
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 3), b"signed", NOW).await.unwrap();
    lane::leave(&mut tx, &lane.stream, &peer(), NOW).await.unwrap();
    lane::leave_all(&mut tx, &peer(), true, NOW).await.unwrap();
    lane::seat(&mut tx, &lane.stream, &Reader { first_seq: 4, upto: 3, ..reader(&peer()) }, false)
        .await
        .unwrap();
    let [seated] = lane::readers(&mut tx, &lane.stream).await.unwrap().try_into().unwrap();
    assert_eq!((seated.first_seq, seated.gone_from), (4, Some(0)));
    epoch::mark(&mut tx, "test").await.unwrap();
    lane::put(&mut tx, &Lane { seq: 9, ..lane }).await.unwrap();
    assert!(
        lane::behind(&mut tx, &peer()).await.unwrap().is_empty(),
        "nothing leaves a store that was set back"
    );
    epoch::unmark(&mut tx).await.unwrap();
    assert_eq!(lane::behind(&mut tx, &peer()).await.unwrap().len(), 1);
}

fn epoch(node: u8, number: u64) -> Epoch {
    Epoch { node: [node; 32], epoch: number, hash: [9; 32], statement: vec![1, 2, 3] }
}

async fn what_is_owed_stays_until_all_was_given(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    lane::owe(&mut tx, Owed::Seated).await.unwrap();
    lane::owe(&mut tx, Owed::Untold).await.unwrap();
    let first = lane::waits(&mut tx).await.unwrap();
    assert_eq!(first, Waits { again: false, seated: Some(1), untold: Some(1) });
    lane::owe(&mut tx, Owed::Untold).await.unwrap();
    lane::settled(&mut tx, &first).await.unwrap();
    let since = lane::waits(&mut tx).await.unwrap();
    assert_eq!(since, Waits { again: false, seated: None, untold: Some(2) }, "what is owed since stays");
    lane::settled(&mut tx, &since).await.unwrap();
    assert_eq!(lane::waits(&mut tx).await.unwrap(), Waits::default());
}

async fn looks_that_wait_are_marked_by_the_first_of_them(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    know(&mut tx, &peer()).await;
    let lane = lane(1, 3);
    lane::put(&mut tx, &lane).await.unwrap();
    let look = |seq, act| Sent { kind: "consulted", act: Some(act), ..sent(seq, 10) };
    lane::send(&mut tx, &lane, &[look(1, 40), look(2, 9), look(3, 50)]).await.unwrap();
    lane::seat(&mut tx, &lane.stream, &reader(&peer()), false).await.unwrap();
    let marked = async |tx: &mut Tx| store::peer::untold_looks(tx).await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 1), b"signed", NOW).await.unwrap();
    store::peer::note_looks(&mut tx).await.unwrap();
    assert_eq!(marked(&mut tx).await, [(peer(), 9)]);
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 3), b"signed", NOW).await.unwrap();
    store::peer::note_looks(&mut tx).await.unwrap();
    assert_eq!(marked(&mut tx).await, [(peer(), 9)], "what was marked stays marked");
    store::peer::looks_told(&mut tx, &peer()).await.unwrap();
    store::peer::note_looks(&mut tx).await.unwrap();
    assert_eq!(marked(&mut tx).await, [], "what has come does not wait");
}

async fn an_epoch_is_kept_once_and_the_newest_counts(house: &House) {
    let by = Actor::Node { member: peer() };
    let mut tx = house.store.begin().await.unwrap();
    for (one, new) in [(epoch(1, 50), true), (epoch(1, 60), true), (epoch(1, 60), false), (epoch(2, 5), true)]
    {
        assert_eq!(epoch::put(&mut tx, &by, &one, "restored", NOW).await.unwrap(), new, "{one:?}");
    }
    tx.commit().await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(epoch::newest(&mut tx).await.unwrap(), [epoch(1, 60), epoch(2, 5)]);
    assert_eq!(epoch::current(&mut tx, &[1; 32]).await.unwrap(), Some(epoch(1, 60)));
    assert_eq!(epoch::of(&mut tx, &[1; 32], 50).await.unwrap(), Some(epoch(1, 50)));
    assert_eq!(epoch::of(&mut tx, &[2; 32], 50).await.unwrap(), None);
    assert_eq!(epoch::marked(&mut tx).await.unwrap(), None);
    epoch::mark(&mut tx, "first").await.unwrap();
    epoch::mark(&mut tx, "second").await.unwrap();
    assert_eq!(epoch::marked(&mut tx).await.unwrap().as_deref(), Some("first"));
    assert!(lane::waits(&mut tx).await.unwrap().again);
    epoch::unmark(&mut tx).await.unwrap();
    assert_eq!(lane::waits(&mut tx).await.unwrap(), lane::Waits::default());
    assert_eq!(epoch::marked(&mut tx).await.unwrap(), None);
}

async fn two_contents_are_told_apart_once_an_epoch_for_each_holder(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    for (record, holder, epoch, first) in [
        (1, peer(), 7, true),
        (1, peer(), 7, false),
        (1, me(), 7, true),
        (2, peer(), 7, true),
        (1, peer(), 6, false),
        (1, peer(), 8, true),
    ] {
        let is_first = overtaken::note_apart(&mut tx, (id(record), &holder), epoch).await.unwrap();
        assert_eq!(is_first, first, "{record} at {holder} in {epoch}");
    }
}

async fn a_version_that_others_hold_is_not_given_again(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    let held = |number: u64, version| Overtaken {
        id: id(number),
        member: peer(),
        version,
        gone: false,
        told_us: NOW,
    };
    let mut tx = house.store.begin().await.unwrap();
    overtaken::put(&mut tx, &[held(1, 4), held(2, 2)]).await.unwrap();
    tx.commit().await.unwrap();
    let anew = person(2, "Kofi Mensah");
    let mut tx = house.store.begin().await.unwrap();
    let refused = record::file(&mut tx, house.permit_to(&anew, 1), &anew, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    let anew = Record { version: 3, ..anew };
    record::file(&mut tx, house.permit_to(&anew, 3), &anew, NOW).await.unwrap();
    let next = Record { version: 2, ..person(1, "Ama Mensah") };
    let refused = record::revise(&mut tx, house.permit_to(&next, 1), &next, NOW).await;
    assert!(matches!(refused, Err(Error::NotPermitted(_))));
    let next = Record { version: 5, ..next };
    record::revise(&mut tx, house.permit_to(&next, 1), &next, NOW).await.unwrap();
    assert_eq!(overtaken::next_version(&mut tx, id(1), 1).await.unwrap(), 5);
    overtaken::close(&mut tx, &[id(1)]).await.unwrap();
    overtaken::taken_back(&mut tx, id(2)).await.unwrap();
    let left = overtaken::of(&mut tx, &[id(1), id(2)]).await.unwrap();
    let gone = Overtaken { gone: true, ..held(2, 2) };
    assert_eq!(left, std::slice::from_ref(&gone));
    let may = house.console::<action::ReadPeers>();
    assert_eq!(overtaken::open(&mut tx, &may, 9).await.unwrap(), [gone]);
    overtaken::put(&mut tx, &[held(3, 1), held(4, 1)]).await.unwrap();
    assert_eq!(
        overtaken::held(&mut tx, None, 9).await.unwrap(),
        [id(3), id(4)],
        "what nobody has taken back"
    );
    assert_eq!(overtaken::held(&mut tx, Some(id(3)), 9).await.unwrap(), [id(4)]);
    overtaken::close(&mut tx, &[id(3), id(4)]).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let versions = record::versions(&mut tx, &me(), None, 9).await.unwrap();
    assert_eq!(
        versions.iter().map(|it| (it.id, it.version, it.gone)).collect::<Vec<_>>(),
        [(id(1), 5, false), (id(2), 3, false)]
    );
    assert_eq!(record::versions(&mut tx, &me(), Some(id(1)), 9).await.unwrap().len(), 1);
    assert_eq!(record::versions_of(&mut tx, &me(), &[id(2), id(7)]).await.unwrap().len(), 1);
    assert!(record::versions_of(&mut tx, &peer(), &[id(2)]).await.unwrap().is_empty());
    drop(tx);
    house.withdraw(&anew).await;
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(overtaken::open(&mut tx, &may, 9).await.unwrap(), [], "it was taken back on both sides");
    assert_eq!(record::withdrawn(&mut tx, &me(), id(2)).await.unwrap(), Some(3));
    assert_eq!(record::withdrawn(&mut tx, &me(), id(1)).await.unwrap(), None);
}

async fn a_version_that_was_given_twice_is_named_until_a_newer_one_is_here(house: &House) {
    let theirs = |version| {
        let mut record = Record { owner: peer(), version, ..person(1, "Ama Mensah") };
        record.handling.audience = model::Audience::All;
        record
    };
    receive(house, &theirs(2)).await.unwrap();
    let named = async || {
        let mut tx = house.store.read().await.unwrap();
        let all = record::versions(&mut tx, &peer(), None, 9).await.unwrap();
        let some = record::versions_of(&mut tx, &peer(), &[id(1)]).await.unwrap();
        assert_eq!(all, some);
        all.into_iter().map(|it| (it.version, it.other)).collect::<Vec<_>>()
    };
    assert_eq!(named().await, [(2, false)]);
    let note = async |version| {
        let mut tx = house.store.begin().await.unwrap();
        let new = record::other(&mut tx, &peer(), (id(1), version)).await.unwrap();
        tx.commit().await.unwrap();
        new
    };
    assert!(note(2).await);
    assert!(!note(2).await, "it is known");
    assert_eq!(named().await, [(2, true)]);
    receive(house, &theirs(3)).await.unwrap();
    assert_eq!(named().await, [(3, false)]);
    assert!(note(3).await, "and once more");
    assert_eq!(named().await, [(3, true)]);
}

async fn what_waits_for_a_member_and_what_it_was_told_is_known(house: &House) {
    let lane = with_three(house).await;
    let ne: Member = "NE".parse().unwrap();
    let mut tx = house.store.begin().await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 2), b"signed", NOW).await.unwrap();
    assert!(lane::waits_for(&mut tx, &peer(), "stated").await.unwrap(), "the third");
    assert!(!lane::waits_for(&mut tx, &peer(), "held").await.unwrap());
    assert!(!lane::waits_for(&mut tx, &ne, "stated").await.unwrap(), "who reads nothing");
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 3), b"signed", NOW).await.unwrap();
    assert!(!lane::waits_for(&mut tx, &peer(), "stated").await.unwrap(), "what has come does not wait");
    let stream = lane.stream;
    let given = |number, version, seq| Shared {
        id: id(number),
        stream,
        version,
        seq,
        recalled: false,
        since_us: NOW,
    };
    shared::put(&mut tx, &[given(1, 4, 1), given(2, 1, 0)]).await.unwrap();
    let told = shared::told_to(&mut tx, &peer(), &[id(1), id(2), id(3)]).await.unwrap();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), [(id(1), 4), (id(2), 1)]);
    assert!(shared::told_to(&mut tx, &ne, &[id(1)]).await.unwrap().is_empty());
    // Who came to the lane behind it was not told of it; who had been there, and comes back, will hear.
    for (gone_from, hears) in [(None, false), (Some(0), true)] {
        lane::leave_all(&mut tx, &ne, false, NOW).await.unwrap();
        let seated = Reader { first_seq: 4, upto: 3, gone_from, ..reader(&ne) };
        lane::seat(&mut tx, &stream, &seated, false).await.unwrap();
        if hears {
            lane::leave_all(&mut tx, &ne, true, NOW).await.unwrap();
            lane::seat(&mut tx, &stream, &seated, false).await.unwrap();
        }
        let told = shared::told_to(&mut tx, &ne, &[id(1)]).await.unwrap();
        assert_eq!(told.contains_key(&id(1)), hears, "gone from {gone_from:?}");
    }
}

async fn a_mailbox_keeps_until_the_member_has_it(house: &House) {
    let (to, owner): (Member, Member) = ("NE".parse().unwrap(), peer());
    let kept = |class, seq, expires_us| Kept {
        member: &to,
        owner: &owner,
        stream: [class; 16],
        epoch: 1,
        seq,
        class,
        bytes: &[7; 10],
        expires_us,
    };
    let mut tx = house.store.begin().await.unwrap();
    for (class, seq) in [(2, 1), (2, 2), (0, 1), (2, 3)] {
        assert!(custody::keep(&mut tx, &kept(class, seq, NOW + 100), NOW).await.unwrap());
    }
    assert!(!custody::keep(&mut tx, &kept(2, 2, NOW + 100), NOW).await.unwrap(), "it is kept already");
    assert_eq!(custody::kept_for(&mut tx, &to).await.unwrap(), (4, 40));
    assert_eq!(custody::kept_for(&mut tx, &owner).await.unwrap(), (0, 0));
    tx.commit().await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let all = custody::next(&mut tx, &to, 0, (9, 1_000), NOW).await.unwrap();
    assert_eq!(all.len(), 4);
    assert!(all[0].0 < 1 << 56 && all[1].0 > 1 << 56, "what presses comes first");
    assert_eq!(custody::next(&mut tx, &to, all[1].0, (9, 15), NOW).await.unwrap().len(), 1, "as many as fit");
    assert!(custody::next(&mut tx, &to, 0, (9, 1_000), NOW + 100).await.unwrap().is_empty(), "expired");
    let proof = (b"signed".as_slice(), &[5; 32]);
    let upto = (&[2; 16], 1, 2);
    assert_eq!(custody::given(&mut tx, (&owner, &owner), upto, proof, NOW).await.unwrap(), 0);
    assert!(custody::receipts(&mut tx, &owner, 9).await.unwrap().is_empty());
    assert_eq!(custody::given(&mut tx, (&to, &owner), upto, proof, NOW).await.unwrap(), 2);
    assert_eq!(custody::receipts(&mut tx, &owner, 9).await.unwrap(), [b"signed"]);
    custody::receipt_given(&mut tx, &owner, &[6; 32]).await.unwrap();
    assert_eq!(custody::receipts(&mut tx, &owner, 9).await.unwrap().len(), 1);
    custody::receipt_given(&mut tx, &owner, &[5; 32]).await.unwrap();
    assert!(custody::receipts(&mut tx, &owner, 9).await.unwrap().is_empty());
    assert_eq!(custody::sweep(&mut tx, &[&to, &owner], NOW, 0).await.unwrap(), 0);
    assert_eq!(
        custody::sweep(&mut tx, &[&owner], NOW, 0).await.unwrap(),
        2,
        "it is no active member any more"
    );
    custody::keep(&mut tx, &kept(2, 9, NOW + 100), NOW).await.unwrap();
    assert_eq!(custody::sweep(&mut tx, &[&to, &owner], NOW + 100, 0).await.unwrap(), 1, "expired");
    custody::keep(&mut tx, &kept(2, 9, NOW + 100), NOW).await.unwrap();
    assert_eq!(custody::sweep(&mut tx, &[&to, &owner], NOW, NOW + 1).await.unwrap(), 1, "too old");
}

async fn what_a_hub_keeps_is_known_until_the_member_has_it(house: &House) {
    let (hub, lane) = ("X-HUB".parse::<Member>().unwrap(), with_three(house).await);
    let mut tx = house.store.begin().await.unwrap();
    let (peer, stream) = (peer(), lane.stream);
    let way = (&peer, &stream, &hub);
    assert_eq!(custody::entrusted(&mut tx, way).await.unwrap(), None);
    for (seq, at_us) in [(2, NOW), (3, NOW + 5), (1, NOW + 9)] {
        custody::entrust(&mut tx, way, (1, seq), b"signed", at_us).await.unwrap();
    }
    assert_eq!(custody::entrusted(&mut tx, way).await.unwrap(), Some(Entrusted { epoch: 1, seq: 3 }));
    assert_eq!(custody::since(&mut tx, &peer).await.unwrap(), [(hub.clone(), NOW)]);
    lane::receipted(&mut tx, (&peer, &stream), (1, 3), b"final", NOW).await.unwrap();
    assert!(custody::since(&mut tx, &peer).await.unwrap().is_empty());
    custody::forget_hub(&mut tx, &hub).await.unwrap();
    assert_eq!(custody::entrusted(&mut tx, way).await.unwrap(), None);
}
