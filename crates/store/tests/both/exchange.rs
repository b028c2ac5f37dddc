//! Lanes out and in, what is with whom, records of others, the owner's window, hits.
use crate::house::{House, NOW, id, investigator, me, person, reason};
use model::{
    ActKind, Actor, Audience, HitId, HitShows, HitState, HitWord, Member, Pair, Purpose, Record, Term,
};
use policy::{Target, action};
use store::consultation::{self, Consultation};
use store::custody::{self, Entrusted, Kept};
use store::epoch::{self, Epoch};
use store::hit::{self, Hit, Shown, Side};
use store::journal::{self, Filter};
use store::lane::{self, Arrival, ArrivalState, Arrived, Lane, PutAside, Reader, Sent};
use store::overtaken::{self, Overtaken};
use store::recall;
use store::record::{self, Received};
use store::shared::{self, Shared};
use store::{Error, lane::LaneKey};

both!(
    a_lane_and_its_key_come_back,
    what_waits_is_given_in_order_until_it_is_receipted,
    what_the_slowest_lacks_is_kept,
    lanes_are_held_by_one_at_a_time,
    a_receipt_for_what_never_left_changes_nothing,
    a_key_to_seal_to_is_gone_when_it_was_destroyed,
    what_came_is_known_by_its_hash,
    of_what_is_put_aside_a_hundred_are_kept,
    a_peers_record_is_taken_up_in_any_order,
    nobody_touches_a_record_of_somebody_else,
    who_has_a_record_is_what_receipts_say,
    a_recall_presses_once_for_each_level_until_it_is_confirmed,
    the_window_shows_looks_at_what_one_may_see,
    after_a_restore_no_lane_goes_on,
    whoever_has_lost_what_it_had_reads_from_nothing,
    an_epoch_is_kept_once_and_the_newest_counts,
    a_version_that_others_hold_is_not_given_again,
    a_mailbox_keeps_until_the_member_has_it,
    what_a_hub_keeps_is_known_until_the_member_has_it,
    a_hit_is_kept_once_and_learns_what_it_is_about,
    a_hit_is_shown_to_who_may_see_our_record,
    hits_come_by_their_clocks_and_are_told_again_when_they_move,
);

fn peer() -> Member {
    "FR".parse().unwrap()
}

fn key(byte: u8) -> LaneKey {
    LaneKey::new([byte; 32])
}

fn lane(number: u8, seq: u64) -> Lane {
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

fn sent(seq: u64, length: usize) -> Sent {
    Sent { seq, kind: "stated", object: Some(id(seq)), made_us: NOW, hash: [6; 32], bytes: vec![7; length] }
}

fn reader(member: &Member) -> Reader {
    Reader { member: member.clone(), first_seq: 1, upto: 0, key_no: 3, receipt_us: None, gone_from: None }
}

async fn with_three(house: &House) -> Lane {
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

async fn a_key_to_seal_to_is_gone_when_it_was_destroyed(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    lane::add_sealing(&mut tx, [1; 8], &key(1), (NOW, NOW + 10)).await.unwrap();
    lane::add_sealing(&mut tx, [2; 8], &key(2), (NOW + 5, NOW + 20)).await.unwrap();
    assert_eq!(lane::drop_sealing(&mut tx, NOW + 15).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let keys = lane::sealing(&mut house.store.read().await.unwrap()).await.unwrap();
    let secrets: Vec<_> = keys.iter().map(|key| (key.kid, key.secret.as_ref().map(|s| s[0]))).collect();
    assert_eq!(secrets, [([1; 8], None), ([2; 8], Some(2))]);
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
    lane::note_arrived(&mut tx, from, &[came(1, None), came(2, Some("E_RULE"))]).await.unwrap();
    lane::arrive(&mut tx, &arrival).await.unwrap();
    lane::keep_key(&mut tx, from, 7, &key(7)).await.unwrap();
    lane::keep_key(&mut tx, from, 7, &key(8)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(lane::arrived(&mut tx, from, (1, 2)).await.unwrap(), Some([2; 32]));
    assert_eq!(lane::arrived(&mut tx, from, (2, 2)).await.unwrap(), None);
    assert_eq!(lane::arrival(&mut tx, &peer, &stream).await.unwrap(), Some(arrival));
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

fn theirs(number: u64, version: u64) -> Record {
    let mut record = Record { owner: peer(), version, ..person(number, "Ama Mensah") };
    record.handling.audience = Audience::All;
    record
}

async fn receive(house: &House, record: &Record) -> Result<Received, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let target = Target { id: record.id, version: record.version };
    let permit =
        house.rules.permit_peer::<action::File>(&record.owner, &reason(), target, &record.stamp()).unwrap();
    let received = record::receive(&mut tx, permit, record, NOW).await?;
    tx.commit().await.unwrap();
    Ok(received)
}

async fn give_up(house: &House, record: &Record, version: u64) -> Result<bool, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let target = Target { id: record.id, version };
    let stamp = record.stamp();
    let permit =
        house.rules.permit_peer::<action::Withdraw>(&record.owner, &reason(), target, &stamp).unwrap();
    let gone = record::give_up(&mut tx, permit, "taken back", NOW).await?;
    tx.commit().await.unwrap();
    Ok(gone)
}

async fn version_of(house: &House, record: &Record) -> Option<u64> {
    let (mut tx, sight) = house.seeing().await;
    record::open(&mut tx, &sight, record.id, NOW).await.unwrap().map(|held| held.record.version)
}

async fn a_peers_record_is_taken_up_in_any_order(house: &House) {
    assert_eq!(receive(house, &theirs(1, 2)).await.unwrap(), Received::New);
    assert_eq!(receive(house, &theirs(1, 1)).await.unwrap(), Received::Known, "an older version came late");
    assert_eq!(receive(house, &theirs(1, 2)).await.unwrap(), Received::Known, "it came twice");
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
    shared::told(&mut tx, (id(1), 1), &peer(), ("kept", Some("by law")), NOW + 2).await.unwrap();
    tx.commit().await.unwrap();
    let (holders, waiting) = read().await;
    assert_eq!((holders[0].confirmed_us, waiting), (Some(NOW + 2), 0));
    assert_eq!(holders[0].word, Some(("kept".into(), Some("by law".into()))));
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
    let page = consultation::page(&mut tx, (&permit, &sight), None, (None, 10), NOW).await.unwrap();
    assert_eq!(page.iter().map(|look| look.record).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(page[0], Consultation { number: 1, ..look(1) });
    let none = consultation::page(&mut tx, (&permit, &sight), Some(id(2)), (None, 10), NOW).await.unwrap();
    assert!(none.is_empty());
}

fn raised(ours: u64, theirs: Option<u64>) -> Hit {
    let side = |member: Member, record, shows| Side { member, record, version: 1, shows, word: None };
    Hit {
        id: HitId::from_bytes([3; 16]),
        raised_by: peer(),
        milli_bits: 7_500,
        term: Term::Soon,
        raised_us: NOW,
        due_us: NOW + Term::Soon.runs_us(),
        late_us: None,
        sides: [side(peer(), theirs.map(id), HitShows::Full), side(me(), Some(id(ours)), HitShows::Contact)],
        check: None,
    }
}

async fn raise(house: &House, hit: &Hit) -> bool {
    let by = Actor::Node { member: peer() };
    let mut tx = house.store.begin().await.unwrap();
    let new = hit::raise(&mut tx, (&by, &me()), hit, NOW).await.unwrap();
    tx.commit().await.unwrap();
    new
}

async fn a_hit_is_kept_once_and_learns_what_it_is_about(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    assert!(raise(house, &raised(1, None)).await);
    assert!(!raise(house, &raised(1, Some(2))).await, "the other side raised it as well");
    let known =
        hit::known(&mut house.store.read().await.unwrap(), raised(1, None).id).await.unwrap().unwrap();
    assert_eq!(known, raised(1, Some(2)));
    let mut tx = house.store.begin().await.unwrap();
    let pair = Pair::of(id(1), id(2)).unwrap();
    assert!(hit::is_new_pair(&mut tx, pair, [1, 1], known.id).await.unwrap());
    assert!(!hit::is_new_pair(&mut tx, pair, [1, 1], known.id).await.unwrap());
    assert!(hit::is_new_pair(&mut tx, pair, [1, 2], known.id).await.unwrap(), "a new version is asked anew");
    let permit = house.permit_to(&person(1, "Ama Mensah"), 1);
    hit::answer(&mut tx, &permit, &known, HitWord::Confirmed, NOW + 1).await.unwrap();
    let again = hit::answer(&mut tx, &permit, &known, HitWord::Refuted, NOW + 2).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "what one officer decided another does not overwrite");
    hit::hear(&mut tx, &peer(), &known, (HitWord::Refuted, NOW + 2), NOW + 3).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let known = hit::known(&mut tx, known.id).await.unwrap().unwrap();
    assert_eq!(known.state(), HitState::Refuted);
    let log = house.console::<action::ReadLog>();
    let filter = Filter { kind: Some(ActKind::HitAnswered), ..Filter::default() };
    let told = journal::page(&mut tx, &log, &filter, None, 10).await.unwrap();
    assert_eq!(told.len(), 2, "each word is an act");
}

async fn a_hit_is_shown_to_who_may_see_our_record(house: &House) {
    let mut secret = person(1, "Ama Mensah");
    secret.handling.purposes = [Purpose::Screening].into();
    house.file(&secret).await;
    house.file(&person(2, "Kofi Mensah")).await;
    raise(house, &raised(1, None)).await;
    raise(house, &Hit { id: HitId::from_bytes([4; 16]), ..raised(2, None) }).await;
    let mut tx = house.store.begin().await.unwrap();
    let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
    let ours = me();
    let page = hit::page(&mut tx, (&ours, &sight), Shown::Open, (None, 10), NOW).await.unwrap();
    assert_eq!(page.iter().map(|hit| hit.id).collect::<Vec<_>>(), [HitId::from_bytes([4; 16])]);
    let hidden = hit::one(&mut tx, (&ours, &sight), HitId::from_bytes([3; 16]), NOW).await.unwrap();
    assert!(hidden.is_none());
    let due = NOW + Term::Soon.runs_us();
    assert!(!hit::any_late(&mut tx, due - 1).await.unwrap());
    assert_eq!(hit::late(&mut tx, &ours, due).await.unwrap().len(), 2);
    assert!(!hit::any_late(&mut tx, due).await.unwrap(), "each is marked once");
}

async fn hits_come_by_their_clocks_and_are_told_again_when_they_move(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    let hit = |number: u8, due_us: i64| Hit {
        id: HitId::from_bytes([number; 16]),
        due_us,
        raised_us: NOW + i64::from(number),
        ..raised(1, None)
    };
    for (number, due_us) in [(1, NOW + 30), (2, NOW + 10), (3, NOW + 10), (4, NOW + 20)] {
        raise(house, &hit(number, due_us)).await;
    }
    let ids = |hits: &[Hit]| hits.iter().map(|hit| hit.id.as_bytes()[0]).collect::<Vec<_>>();
    let mut tx = house.store.begin().await.unwrap();
    let sight = house.sight_of(&mut tx, &investigator(), &reason()).await;
    let (ours, permit) = (me(), house.permit_to(&person(1, "Ama Mensah"), 1));
    let who = (&ours, &sight);
    let first = hit::page(&mut tx, who, Shown::Ours, (None, 2), NOW).await.unwrap();
    assert_eq!(ids(&first), [2, 3], "whose clock runs out first comes first");
    let after = Some((first[1].due_us, first[1].id));
    assert_eq!(ids(&hit::page(&mut tx, who, Shown::Ours, (after, 2), NOW).await.unwrap()), [4, 1]);
    let all = hit::since(&mut tx, who, false, (0, 9), NOW).await.unwrap();
    assert_eq!(all.iter().map(|(_, hit)| hit.id.as_bytes()[0]).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let upto = all[3].0;
    let waiting = hit::waiting(&mut tx, who, 3, NOW).await.unwrap();
    assert_eq!((waiting.count, waiting.newest.map(|hit| hit.id.as_bytes()[0])), (3, Some(4)));

    hit::answer(&mut tx, &permit, &first[0], HitWord::Acknowledged, NOW).await.unwrap();
    assert_eq!(
        hit::waiting(&mut tx, who, 9, NOW).await.unwrap().count,
        4,
        "to be at work on it is no answer"
    );
    hit::answer(&mut tx, &permit, &first[0], HitWord::Refuted, NOW).await.unwrap();
    assert_eq!(ids(&hit::page(&mut tx, who, Shown::Theirs, (None, 9), NOW).await.unwrap()), [2]);
    hit::hear(&mut tx, &peer(), &first[0], (HitWord::Refuted, NOW), NOW).await.unwrap();
    assert_eq!(ids(&hit::page(&mut tx, who, Shown::Over, (None, 9), NOW).await.unwrap()), [2]);
    assert_eq!(ids(&hit::page(&mut tx, who, Shown::Open, (None, 9), NOW).await.unwrap()), [3, 4, 1]);
    let moved = hit::since(&mut tx, who, false, (upto, 9), NOW).await.unwrap();
    assert_eq!(moved.len(), 1, "each once, however often it moved");
    assert_eq!((moved[0].1.id, moved[0].1.state()), (first[0].id, HitState::Refuted));
    assert!(hit::since(&mut tx, who, true, (upto, 9), NOW).await.unwrap().is_empty(), "it is no longer open");
    assert!(hit::since(&mut tx, who, false, (moved[0].0, 9), NOW).await.unwrap().is_empty());
}

async fn after_a_restore_no_lane_goes_on(house: &House) {
    let lane = with_three(house).await;
    let mut tx = house.store.begin().await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 2), b"signed", NOW).await.unwrap();
    let row = Shared { id: id(1), stream: lane.stream, version: 1, seq: 1, recalled: false, since_us: NOW };
    shared::put(&mut tx, &[row]).await.unwrap();
    assert!(shared::unsaid(&mut tx, None, 9).await.unwrap().is_empty());
    lane::begin_anew(&mut tx, (1_790_000_000, &[4; 32])).await.unwrap();
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
    }
}

fn epoch(node: u8, number: u64) -> Epoch {
    Epoch { node: [node; 32], epoch: number, hash: [9; 32], statement: vec![1, 2, 3] }
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
    epoch::unmark(&mut tx).await.unwrap();
    assert_eq!(epoch::marked(&mut tx).await.unwrap(), None);
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
    assert_eq!(left, [Overtaken { gone: true, ..held(2, 2) }]);
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
