//! Lanes out and in, what is with whom, records of others, the owner's window.
use crate::house::{House, NOW, id, investigator, me, person, reason};
use model::{ActKind, Audience, CopyWord, Member, Purpose, Record};
use policy::{Target, action};
use store::consultation::{self, Consultation};
use store::journal::{self};
use store::lane::{self, Arrival, ArrivalState, Arrived, Lane, PutAside, Reader, Sent, Use};
use store::recall;
use store::record::{self, Received};
use store::shared::{self, CopySaid, Shared};
use store::{Error, lane::LaneKey};

both!(
    a_lane_and_its_key_come_back,
    what_waits_is_given_in_order_until_it_is_receipted,
    what_the_slowest_lacks_is_kept,
    what_was_said_of_notices_is_counted_where_it_is_read,
    lanes_are_held_by_one_at_a_time,
    a_receipt_for_what_never_left_changes_nothing,
    a_key_of_ours_is_gone_when_it_was_destroyed,
    what_came_is_known_by_its_hash,
    of_what_is_put_aside_a_hundred_are_kept,
    a_peers_record_is_taken_up_in_any_order,
    nobody_touches_a_record_of_somebody_else,
    who_has_a_record_is_what_receipts_say,
    a_recall_presses_once_for_each_level_until_it_is_confirmed,
    the_window_shows_looks_at_what_one_may_see,
);

pub(crate) fn peer() -> Member {
    "FR".parse().unwrap()
}

pub(crate) fn key(byte: u8) -> LaneKey {
    LaneKey::new([byte; 32])
}

pub(crate) fn lane(number: u8, seq: u64) -> Lane {
    Lane {
        stream: [number; 16],
        audience: format!("F{}", char::from(b'A' + number)),
        class: 2,
        epoch: 1,
        seq,
        head: [9; 32],
        key_no: 3,
        key: key(number),
        key_us: NOW,
    }
}

pub(crate) fn sent(seq: u64, length: usize) -> Sent {
    Sent {
        seq,
        kind: "stated",
        object: Some(id(seq)),
        made_us: NOW,
        hash: [6; 32],
        bytes: vec![7; length],
        act: None,
        said: None,
    }
}

pub(crate) fn reader(member: &Member) -> Reader {
    Reader { member: member.clone(), first_seq: 1, upto: 0, key_no: 3, receipt_us: None, gone_from: None }
}

pub(crate) async fn with_three(house: &House) -> Lane {
    let lane = lane(1, 3);
    let mut tx = house.store.begin().await.unwrap();
    lane::put(&mut tx, &lane).await.unwrap();
    lane::send(&mut tx, &lane, &[sent(1, 10), sent(2, 10), sent(3, 10)]).await.unwrap();
    lane::seat(&mut tx, &lane.stream, &reader(&peer()), false).await.unwrap();
    tx.commit().await.unwrap();
    lane
}

async fn a_lane_and_its_key_come_back(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    assert!(lane::of(&mut tx, &[1; 16]).await.unwrap().is_none());
    lane::put(&mut tx, &lane(1, 0)).await.unwrap();
    let later = Lane { seq: 5, head: [8; 32], key_no: 4, key: key(44), ..lane(1, 0) };
    lane::put(&mut tx, &later).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let back = lane::of(&mut tx, &[1; 16]).await.unwrap().unwrap();
    assert_eq!((back.seq, back.head, back.key_no, *back.key), (5, [8; 32], 4, [44; 32]));
    assert_eq!(lane::all(&mut tx).await.unwrap().len(), 1);
    let stored = house.peek("select key_sealed from lane").await;
    assert!(!stored.windows(32).any(|window| window == [44; 32]), "the key does not lie there in the clear");
}

async fn what_waits_is_given_in_order_until_it_is_receipted(house: &House) {
    let lane = with_three(house).await;
    let numbers = async |after, most| {
        let mut tx = house.store.read().await.unwrap();
        let waiting = lane::next(&mut tx, &lane.stream, after, most).await.unwrap();
        waiting.into_iter().map(|waiting| waiting.seq).collect::<Vec<_>>()
    };
    assert_eq!(numbers(0, (9, 1_000)).await, [1, 2, 3]);
    assert_eq!(numbers(1, (1, 1_000)).await, [2]);
    assert_eq!(numbers(0, (9, 25)).await, [1, 2], "as many as fit");
    assert_eq!(numbers(0, (9, 1)).await, [1], "and one at least");
    let mut tx = house.store.begin().await.unwrap();
    let behind = lane::behind(&mut tx, &peer()).await.unwrap();
    assert_eq!(behind.iter().map(|lane| (lane.upto, lane.seq)).collect::<Vec<_>>(), [(0, 3)]);
    let to = (&peer(), &lane.stream);
    assert!(lane::receipted(&mut tx, to, (1, 2), b"signed", NOW).await.unwrap());
    assert!(!lane::receipted(&mut tx, to, (1, 1), b"older", NOW).await.unwrap(), "less than before");
    tx.commit().await.unwrap();
    assert_eq!(numbers(0, (9, 1_000)).await, [3], "the bytes of what it has are gone");
    let mut tx = house.store.begin().await.unwrap();
    lane::leave(&mut tx, &lane.stream, &peer(), NOW).await.unwrap();
    assert!(lane::behind(&mut tx, &peer()).await.unwrap().is_empty());
    let again = Reader { first_seq: 4, upto: 3, ..reader(&peer()) };
    lane::seat(&mut tx, &lane.stream, &again, false).await.unwrap();
    assert_eq!(
        lane::readers(&mut tx, &lane.stream).await.unwrap()[0].first_seq,
        4,
        "who comes back begins anew"
    );
    let gone_from = lane::readers(&mut tx, &lane.stream).await.unwrap()[0].gone_from;
    assert_eq!(gone_from, Some(2), "and has what it had receipted");
    // One who first read it in its midst has nothing of what went before.
    let late: Member = "NE".parse().unwrap();
    let midst = Reader { first_seq: 3, upto: 2, ..reader(&late) };
    lane::seat(&mut tx, &lane.stream, &midst, false).await.unwrap();
    lane::leave(&mut tx, &lane.stream, &late, NOW).await.unwrap();
    lane::seat(&mut tx, &lane.stream, &Reader { first_seq: 4, upto: 3, ..midst }, false).await.unwrap();
    let readers = lane::readers(&mut tx, &lane.stream).await.unwrap();
    let back = readers.into_iter().find(|reader| reader.member == late).unwrap();
    assert_eq!((back.first_seq, back.gone_from), (4, Some(0)));
}

/// What one lacks is kept for it, and goes when it has it or reads the lane no longer.
async fn what_the_slowest_lacks_is_kept(house: &House) {
    let lane = with_three(house).await;
    let slow: Member = "NE".parse().unwrap();
    let left = async || house.text("select cast(count(bytes) as text) from envelope").await;
    let receipted = async |member: &Member, upto| {
        let mut tx = house.store.begin().await.unwrap();
        let to = (member, &lane.stream);
        assert!(lane::receipted(&mut tx, to, (1, upto), b"signed", NOW).await.unwrap());
        tx.commit().await.unwrap();
    };
    let mut tx = house.store.begin().await.unwrap();
    lane::seat(&mut tx, &lane.stream, &reader(&slow), false).await.unwrap();
    tx.commit().await.unwrap();
    receipted(&peer(), 3).await;
    assert_eq!(left().await, "3");
    receipted(&slow, 1).await;
    assert_eq!(left().await, "2");
    let mut tx = house.store.begin().await.unwrap();
    lane::leave(&mut tx, &lane.stream, &slow, NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(left().await, "0", "nobody lacks anything any more");
}

/// By kind, by what it is about and since when, and for nobody who came to the lane behind it or has left it.
async fn what_was_said_of_notices_is_counted_where_it_is_read(house: &House) {
    let lane = with_three(house).await;
    let late: Member = "NE".parse().unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let seat = Reader { first_seq: 6, upto: 5, ..reader(&late) };
    lane::seat(&mut tx, &lane.stream, &seat, false).await.unwrap();
    let said = |seq: u64, kind, about, made_us| Sent {
        kind,
        object: Some(id(about)),
        made_us,
        said: Some([u8::try_from(seq).unwrap(); 32]),
        ..sent(seq, 10)
    };
    let (act, fed) = ("notice-act", "notice-fed");
    let more =
        [said(4, act, 2, NOW), said(5, act, 1, NOW), said(6, act, 2, NOW + 5), said(7, fed, 2, NOW + 5)];
    lane::send(&mut tx, &Lane { seq: 7, ..lane.clone() }, &more).await.unwrap();
    tx.commit().await.unwrap();
    let times = async |member: &Member, kind, about, since_us| {
        let mut tx = house.store.read().await.unwrap();
        lane::times_told_of_notice(&mut tx, member, (kind, about), since_us).await.unwrap()
    };
    let was_told = async |member: &Member, about, seq: u8| {
        let mut tx = house.store.read().await.unwrap();
        lane::was_told_of_notice(&mut tx, member, (about, &[seq; 32])).await.unwrap()
    };
    assert!(was_told(&peer(), id(2), 4).await && was_told(&peer(), id(2), 6).await);
    assert!(!was_told(&peer(), id(2), 9).await, "another act");
    assert!(!was_told(&peer(), id(1), 4).await, "about something else");
    assert!(!was_told(&late, id(2), 4).await && was_told(&late, id(2), 6).await, "where it does not read");
    assert_eq!(times(&peer(), act, id(2), NOW).await, 2);
    assert_eq!(times(&peer(), act, id(2), NOW + 1).await, 1, "what went before does not count");
    assert_eq!(times(&peer(), act, id(2), NOW + 6).await, 0);
    assert_eq!(times(&peer(), fed, id(2), NOW).await, 1, "of another kind");
    assert_eq!(times(&peer(), act, id(1), NOW).await, 1, "about something else");
    assert_eq!(times(&late, act, id(2), NOW).await, 1, "what it does not read does not count");
    let mut tx = house.store.begin().await.unwrap();
    lane::leave(&mut tx, &lane.stream, &peer(), NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(times(&peer(), act, id(2), NOW).await, 0, "who has left reads nothing");
    assert!(!was_told(&peer(), id(2), 4).await);
}

/// Two processes on one store must not both say what comes next.
async fn lanes_are_held_by_one_at_a_time(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    lane::hold(&mut tx).await.unwrap();
    lane::put(&mut tx, &lane(1, 1)).await.unwrap();
    let store = house.store.clone();
    let other = tokio::spawn(async move {
        let mut tx = store.begin().await.unwrap();
        lane::hold(&mut tx).await.unwrap();
        lane::of(&mut tx, &[1; 16]).await.unwrap().map(|lane| lane.seq)
    });
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    assert!(!other.is_finished(), "it did not wait for its turn");
    tx.commit().await.unwrap();
    assert_eq!(other.await.unwrap(), Some(1), "and then knows what the first has written");
}

async fn a_receipt_for_what_never_left_changes_nothing(house: &House) {
    let lane = with_three(house).await;
    let mut tx = house.store.begin().await.unwrap();
    for place in [(1, 4), (2, 1)] {
        let to = (&peer(), &lane.stream);
        assert!(!lane::receipted(&mut tx, to, place, b"signed", NOW).await.unwrap(), "{place:?}");
    }
}

async fn a_key_of_ours_is_gone_when_it_was_destroyed(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    for (of, first) in [(Use::Seal, 1), (Use::Sign, 3)] {
        lane::add_own_key(&mut tx, of, ([first; 8], &key(first)), (NOW, NOW + 10)).await.unwrap();
        lane::add_own_key(&mut tx, of, ([first + 1; 8], &key(first + 1)), (NOW + 5, NOW + 20)).await.unwrap();
    }
    assert_eq!(lane::drop_own_keys(&mut tx, Use::Seal, NOW + 15).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let mut secrets = vec![];
    for of in [Use::Seal, Use::Sign] {
        let keys = lane::own_keys(&mut tx, of).await.unwrap();
        secrets.extend(keys.iter().map(|key| (key.kid[0], key.secret.as_ref().map(|s| s[0]))));
    }
    assert_eq!(secrets, [(1, None), (2, Some(2)), (3, Some(3)), (4, Some(4))]);
}

async fn what_came_is_known_by_its_hash(house: &House) {
    let (peer, stream) = (peer(), [5; 16]);
    let from = (&peer, &stream);
    let arrival = Arrival {
        owner: peer.clone(),
        stream,
        audience: "TG".into(),
        epoch: 1,
        seq: 2,
        head: [2; 32],
        state: ArrivalState::Frozen("two histories".into()),
        at_us: NOW,
    };
    let mut tx = house.store.begin().await.unwrap();
    let came = |seq: u8, refused: Option<&str>| Arrived {
        epoch: 1,
        seq: u64::from(seq),
        hash: [seq; 32],
        refused: refused.map(str::to_owned),
    };
    let all = [came(1, None), came(4, Some("E_EXPIRED")), came(2, Some("E_RULE")), came(3, None)];
    lane::note_arrived(&mut tx, from, &all).await.unwrap();
    lane::arrive(&mut tx, &arrival).await.unwrap();
    lane::keep_key(&mut tx, from, 7, &key(7)).await.unwrap();
    lane::keep_key(&mut tx, from, 7, &key(8)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let second = lane::arrived(&mut tx, from, (1, 2)).await.unwrap().unwrap();
    assert_eq!((second.hash, second.refused.as_deref()), ([2; 32], Some("E_RULE")));
    assert_eq!(lane::arrived(&mut tx, from, (2, 2)).await.unwrap(), None);
    assert_eq!(lane::arrival(&mut tx, &peer, &stream).await.unwrap(), Some(arrival));
    let refused =
        async |tx: &mut store::Tx, epoch, limit| lane::refused(tx, from, epoch, limit).await.unwrap();
    assert_eq!(refused(&mut tx, 1, 9).await, [(2, "E_RULE".to_owned()), (4, "E_EXPIRED".to_owned())]);
    assert_eq!(refused(&mut tx, 1, 1).await, [(2, "E_RULE".to_owned())], "the first");
    assert_eq!(refused(&mut tx, 2, 9).await, [], "of another epoch");
    let kept = lane::key_of(&mut tx, from, 7).await.unwrap().unwrap();
    assert_eq!(*kept, [7; 32], "a key that was given is not replaced");
    assert!(lane::key_of(&mut tx, (&me(), &stream), 7).await.unwrap().is_none(), "each owner's own");
}

async fn of_what_is_put_aside_a_hundred_are_kept(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    for seq in 0..105 {
        let (owner, bytes) = (peer(), [1, 2]);
        let it = PutAside { owner: &owner, stream: None, seq: Some(seq), fault: "E_RULE", bytes: &bytes };
        lane::put_aside(&mut tx, &it, NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(house.text("select cast(count(*) as text) from quarantine").await, "100");
    assert_eq!(house.text("select cast(min(seq) as text) from quarantine").await, "5");
}

pub(crate) fn theirs(number: u64, version: u64) -> Record {
    let mut record = Record { owner: peer(), version, ..person(number, "Ama Mensah") };
    record.handling.audience = Audience::All;
    record
}

pub(crate) async fn receive(house: &House, record: &Record) -> Result<Received, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let target = Target { id: record.id, version: record.version };
    let permit =
        house.rules.permit_peer::<action::File>(&record.owner, &reason(), target, &record.stamp()).unwrap();
    let received = record::receive(&mut tx, permit, record, NOW).await?;
    tx.commit().await.unwrap();
    Ok(received)
}

pub(crate) async fn give_up(house: &House, record: &Record, version: u64) -> Result<bool, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let target = Target { id: record.id, version };
    let stamp = record.stamp();
    let permit =
        house.rules.permit_peer::<action::Withdraw>(&record.owner, &reason(), target, &stamp).unwrap();
    let gone = record::give_up(&mut tx, permit, "taken back", None, NOW).await?;
    tx.commit().await.unwrap();
    Ok(gone)
}

pub(crate) async fn version_of(house: &House, record: &Record) -> Option<u64> {
    let (mut tx, sight) = house.seeing().await;
    record::open(&mut tx, &sight, record.id, NOW).await.unwrap().map(|held| held.record.version)
}

async fn a_peers_record_is_taken_up_in_any_order(house: &House) {
    assert_eq!(receive(house, &theirs(1, 2)).await.unwrap(), Received::New);
    assert_eq!(receive(house, &theirs(1, 1)).await.unwrap(), Received::Known, "an older version came late");
    assert_eq!(receive(house, &theirs(1, 2)).await.unwrap(), Received::Same, "it came twice");
    let other = Record { action: Some("Call NCB Lomé".into()), ..theirs(1, 2) };
    assert_eq!(receive(house, &other).await.unwrap(), Received::Other, "its number was given once more");
    assert_eq!(receive(house, &theirs(1, 2)).await.unwrap(), Received::Same, "it stays as it came first");
    assert_eq!(receive(house, &theirs(1, 3)).await.unwrap(), Received::Newer);
    assert_eq!(version_of(house, &theirs(1, 3)).await, Some(3));
    assert!(
        !give_up(house, &theirs(1, 3), 2).await.unwrap(),
        "what was taken back is older than what is here"
    );
    assert!(give_up(house, &theirs(1, 3), 3).await.unwrap());
    assert!(!give_up(house, &theirs(1, 3), 3).await.unwrap(), "it is gone already");
    assert_eq!(version_of(house, &theirs(1, 3)).await, None);
    assert_eq!(
        receive(house, &theirs(1, 3)).await.unwrap(),
        Received::Known,
        "and does not come back by itself"
    );
    assert_eq!(
        receive(house, &theirs(1, 4)).await.unwrap(),
        Received::New,
        "but when its owner states it anew"
    );
    assert!(!give_up(house, &theirs(2, 1), 9).await.unwrap(), "what never was here");
    journal::verify(&house.store, |_, _| {}).await.unwrap();
}

async fn nobody_touches_a_record_of_somebody_else(house: &House) {
    let own = person(1, "Ama Mensah");
    house.file(&own).await;
    let taken = Record { id: own.id, ..theirs(7, 5) };
    assert!(matches!(receive(house, &taken).await, Err(Error::Conflict(_))));
    assert!(matches!(give_up(house, &taken, 5).await, Err(Error::NotPermitted(_))));
    assert_eq!(version_of(house, &own).await, Some(1));
    let mut tx = house.store.begin().await.unwrap();
    let officers = house.permit_to::<action::File>(&own, 1);
    let kept = record::receive(&mut tx, officers, &own, NOW).await;
    assert!(matches!(kept, Err(Error::NotPermitted(_))), "an officer's permit is not a node's");
}

async fn who_has_a_record_is_what_receipts_say(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    let lane = with_three(house).await;
    let window = || house.rules.permit::<action::ReadWindow>(&investigator(), &reason()).unwrap();
    let put = async |version, seq, recalled| {
        let mut tx = house.store.begin().await.unwrap();
        let row = Shared { id: id(1), stream: lane.stream, version, seq, recalled, since_us: NOW };
        shared::put(&mut tx, &[row]).await.unwrap();
        tx.commit().await.unwrap();
    };
    let read = async || {
        let mut tx = house.store.read().await.unwrap();
        let holders = shared::holders(&mut tx, &window(), id(1)).await.unwrap();
        let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
        let waiting = shared::outstanding(&mut tx, (&window(), &sight), 10).await.unwrap();
        (holders, waiting.len())
    };
    put(1, 1, false).await;
    let (holders, waiting) = read().await;
    assert_eq!((holders.len(), holders[0].confirmed_us, waiting), (1, None, 0));
    let mut tx = house.store.begin().await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 2), b"signed", NOW + 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read().await.0[0].confirmed_us, Some(NOW + 1));
    put(1, 3, true).await;
    let (holders, waiting) = read().await;
    assert_eq!((holders[0].recalled, holders[0].confirmed_us, waiting), (true, None, 1));
    let mut tx = house.store.begin().await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 3), b"signed", NOW + 2).await.unwrap();
    let said = CopySaid {
        version: 1,
        word: CopyWord::Kept,
        basis: Some("code of procedure, art. 40".into()),
        why: Some("evidence at trial".into()),
        unit: Some("Cybercrime".into()),
        until_us: Some(NOW + 9),
        said: 5,
    };
    let of = (id(1), &peer());
    assert!(shared::told(&mut tx, of, &said, NOW + 2).await.unwrap());
    let late = CopySaid { word: CopyWord::ToBeKept, said: 4, ..said.clone() };
    assert!(!shared::told(&mut tx, of, &late, NOW + 3).await.unwrap(), "a word that comes late is none");
    tx.commit().await.unwrap();
    let (holders, waiting) = read().await;
    assert_eq!((holders[0].confirmed_us, waiting), (Some(NOW + 2), 0));
    assert_eq!(holders[0].word, Some(said.clone()));
    let mut tx = house.store.read().await.unwrap();
    let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
    let stands = recall::standings(&mut tx, (&window(), &sight)).await.unwrap();
    assert_eq!((stands[0].waiting, stands[0].confirmed, stands[0].kept), (0, 0, 1), "it is not gone");
    let there = shared::kept_there(&mut tx, (&window(), &sight), 10).await.unwrap();
    assert_eq!((there.len(), &there[0].said, there[0].id), (1, &said, id(1)));
}

async fn a_recall_presses_once_for_each_level_until_it_is_confirmed(house: &House) {
    const HOUR: i64 = 3_600_000_000;
    house.file(&person(1, "Ama Mensah")).await;
    let lane = with_three(house).await;
    let window = || house.rules.permit::<action::ReadWindow>(&investigator(), &reason()).unwrap();
    let put = async |seq, since_us| {
        let mut tx = house.store.begin().await.unwrap();
        let row = Shared { id: id(1), stream: lane.stream, version: 1, seq, recalled: true, since_us };
        shared::put(&mut tx, &[row]).await.unwrap();
        tx.commit().await.unwrap();
    };
    // What is told at this moment, and then how it stands.
    let press = async |now: i64| {
        let since = [now - 24 * HOUR, now - 72 * HOUR];
        let mut tx = house.store.begin().await.unwrap();
        let due = recall::any_due(&mut tx, since).await.unwrap();
        let told = recall::press(&mut tx, &me(), since, now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(due, !told.is_empty());
        told.into_iter().map(|it| (it.member, it.level, it.since_us)).collect::<Vec<_>>()
    };
    let stands = async || {
        let mut tx = house.store.read().await.unwrap();
        let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
        let [one] = recall::standings(&mut tx, (&window(), &sight)).await.unwrap().try_into().unwrap();
        let waiting = shared::outstanding(&mut tx, (&window(), &sight), 10).await.unwrap();
        let pressed = recall::pressed(&mut tx, (&window(), &sight), NOW, 10).await.unwrap().len();
        (one.waiting, one.confirmed, one.level, waiting.first().map(|waits| waits.level), pressed)
    };
    put(3, NOW).await;
    assert_eq!(press(NOW + 23 * HOUR).await, []);
    assert_eq!(stands().await, (1, 0, 0, Some(0), 0));
    assert_eq!(press(NOW + 24 * HOUR).await, [(peer(), 1, NOW)]);
    assert_eq!(press(NOW + 25 * HOUR).await, [], "once a level");
    assert_eq!(stands().await, (1, 0, 1, Some(1), 1));
    assert_eq!(press(NOW + 80 * HOUR).await, [(peer(), 2, NOW)]);
    assert_eq!(press(NOW + 90 * HOUR).await, []);
    let mut tx = house.store.begin().await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 3), b"signed", NOW + 2).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stands().await, (0, 1, 0, None, 0));
    let changes = journal::since(&mut house.store.read().await.unwrap(), 0, 100).await.unwrap();
    let late = changes.iter().filter(|change| change.kind == ActKind::RecallLate);
    assert_eq!(late.map(|change| change.object).collect::<Vec<_>>(), [Some((id(1), 1)); 2]);
    // Given again and taken back again: the clock begins anew.
    put(4, NOW + 100 * HOUR).await;
    assert_eq!(press(NOW + 101 * HOUR).await, []);
    assert_eq!(press(NOW + 124 * HOUR).await, [(peer(), 1, NOW + 100 * HOUR)]);
    // Whoever keeps it by law has said so: nothing presses, though its receipt is still on its way.
    let said = CopySaid {
        version: 1,
        word: CopyWord::Kept,
        basis: None,
        why: None,
        unit: None,
        until_us: None,
        said: 1,
    };
    let mut tx = house.store.begin().await.unwrap();
    shared::told(&mut tx, (id(1), &peer()), &said, NOW + 130 * HOUR).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(press(NOW + 200 * HOUR).await, []);
    assert_eq!(stands().await, (0, 0, 1, None, 0));
}

fn look(record: u64) -> Consultation {
    Consultation {
        number: 0,
        record: id(record),
        version: 1,
        member: peer(),
        what: "opened".into(),
        unit: Some("Unit 4".into()),
        officer: Some("a1b2".into()),
        purpose: Purpose::Investigation,
        reference: Some("2026/14".into()),
        done_us: NOW,
        told_us: NOW + 1,
    }
}

async fn the_window_shows_looks_at_what_one_may_see(house: &House) {
    let mut secret = person(2, "Kofi Mensah");
    secret.handling.purposes = [Purpose::Screening].into();
    house.file(&person(1, "Ama Mensah")).await;
    house.file(&secret).await;
    let mut tx = house.store.begin().await.unwrap();
    consultation::put(&mut tx, &look(1)).await.unwrap();
    consultation::put(&mut tx, &look(2)).await.unwrap();
    tx.commit().await.unwrap();
    let permit = house.rules.permit::<action::ReadWindow>(&investigator(), &reason()).unwrap();
    let mut tx = house.store.read().await.unwrap();
    let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
    let page = consultation::page(&mut tx, (&permit, &sight), None, (None, 10)).await.unwrap();
    assert_eq!(page.iter().map(|look| look.record).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(page[0], Consultation { number: 1, ..look(1) });
    let none = consultation::page(&mut tx, (&permit, &sight), Some(id(2)), (None, 10)).await.unwrap();
    assert!(none.is_empty());
}
