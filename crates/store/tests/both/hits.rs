//! Hits: kept once, shown to who may see our side, and told by their clocks.
use crate::exchange::peer;
use crate::house::{House, NOW, id, investigator, me, person, reason};
use model::{ActKind, Actor, HitId, HitShows, HitState, HitWord, Member, Pair, Purpose, Term};
use policy::action;
use store::Error;
use store::hit::{self, Hit, Shown, Side};
use store::journal::{self, Filter};

both!(
    a_hit_is_kept_once_and_learns_what_it_is_about,
    a_hit_is_shown_to_who_may_see_our_record,
    hits_come_by_their_clocks_and_are_told_again_when_they_move,
);

pub(crate) fn raised(ours: u64, theirs: Option<u64>) -> Hit {
    let side =
        |member: Member, record, shows| Side { member, record, version: 1, shows, word: None, ground: None };
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

pub(crate) async fn raise(house: &House, hit: &Hit) -> bool {
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
