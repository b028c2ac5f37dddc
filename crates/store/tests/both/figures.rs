//! How fast others answer: what is counted, what is kept of what others measured, and which threads name a hit.
use crate::exchange::peer;
use crate::hits::{raise, raised};
use crate::house::{House, NOW, investigator, me, person, reason};
use crate::threads::{hear, opening, said, say, sight};
use model::*;
use policy::action;
use store::figure::{self, Asked};
use store::{hit, thread};

both!(
    what_we_asked_is_counted_with_when_it_was_answered,
    what_others_measured_takes_the_place_of_what_they_told_before,
    the_threads_of_a_hit_are_shown_to_who_may_read_them,
);

fn asked(what: FigureOf, term: Term, answered_us: Option<i64>) -> Asked {
    Asked { member: peer(), what, term, asked_us: NOW, answered_us }
}

async fn all(house: &House) -> Vec<Asked> {
    figure::asked(&mut house.store.read().await.unwrap(), &me(), NOW - 1).await.unwrap()
}

async fn what_we_asked_is_counted_with_when_it_was_answered(house: &House) {
    house.file(&person(1, "Ama Mensah")).await;
    let known = raised(1, Some(2));
    raise(house, &known).await;
    say(house, &opening(1, me(), Some(peer())), NOW).await.unwrap();
    // What is told, what is asked of us, and what was withdrawn is nothing that they owe.
    say(house, &opening(2, me(), None), NOW).await.unwrap();
    hear(house, &opening(3, peer(), Some(me())), NOW).await.unwrap();
    say(house, &opening(4, me(), Some(peer())), NOW).await.unwrap();
    say(house, &said(4, 2, me(), (Word::Withdrawn, "Not needed any more.")), NOW + 1).await.unwrap();
    let open = [asked(FigureOf::Request, Term::Urgent, None), asked(FigureOf::Hit, Term::Soon, None)];
    assert_eq!(all(house).await, open);
    hear(house, &said(1, 2, peer(), (Word::Acknowledged, "")), NOW + 5).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    hit::hear(&mut tx, &peer(), &known, (HitWord::Acknowledged, NOW + 3), NOW + 4).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(all(house).await, open, "to be at work on it is no answer");
    hear(house, &said(1, 3, peer(), (Word::PartlyAnswered, "Yes.")), NOW + 6).await.unwrap();
    hear(house, &said(1, 4, peer(), (Word::Answered, "All of it.")), NOW + 9).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let unsure = Finding { word: HitWord::Inconclusive, ground: Some(HitGround::TooLittle) };
    hit::hear(&mut tx, &peer(), &known, (unsure, NOW + 1), NOW + 8).await.unwrap();
    tx.commit().await.unwrap();
    let answered = [
        asked(FigureOf::Request, Term::Urgent, Some(NOW + 6)),
        asked(FigureOf::Hit, Term::Soon, Some(NOW + 8)),
    ];
    assert_eq!(all(house).await, answered, "by when it was heard here, whatever they say");
    let mut tx = house.store.read().await.unwrap();
    let read = hit::known(&mut tx, known.id).await.unwrap().unwrap();
    assert_eq!(
        read.sides.iter().find(|side| side.member == peer()).unwrap().ground,
        Some(HitGround::TooLittle)
    );
    assert!(figure::asked(&mut tx, &me(), NOW).await.unwrap().is_empty(), "before that day");
}

async fn what_others_measured_takes_the_place_of_what_they_told_before(house: &House) {
    let may = || house.rules.permit::<action::ReadPeers>(&investigator(), &reason()).unwrap();
    let figure = |term, asked| Figure { asked, ..Figure::none(me(), FigureOf::Hit, term) };
    let put = async |figures: &[Figure]| {
        let mut tx = house.store.begin().await.unwrap();
        figure::put(&mut tx, &peer(), figures, NOW).await.unwrap();
        tx.commit().await.unwrap();
    };
    put(&[figure(Term::Urgent, 3), figure(Term::Soon, 4)]).await;
    put(&[figure(Term::Soon, 5)]).await;
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(figure::all(&mut tx, &may()).await.unwrap(), [(peer(), figure(Term::Soon, 5))]);
    assert_eq!(figure::of(&mut tx, &peer()).await.unwrap(), [figure(Term::Soon, 5)]);
    assert!(figure::told(&mut tx).await.unwrap().is_empty());
    figure::tell(&mut tx, &peer(), &[7; 32], NOW).await.unwrap();
    figure::tell(&mut tx, &peer(), &[8; 32], NOW + 1).await.unwrap();
    assert_eq!(figure::told(&mut tx).await.unwrap().get(&peer()), Some(&([8; 32], NOW + 1)));
}

async fn the_threads_of_a_hit_are_shown_to_who_may_read_them(house: &House) {
    let hit = HitId::from_bytes([3; 16]);
    let mut named = opening(1, me(), Some(peer()));
    named.opens.as_mut().unwrap().hits = vec![hit];
    say(house, &named, NOW).await.unwrap();
    say(house, &opening(2, me(), None), NOW).await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let found = thread::of_hit(&mut tx, &sight(house, &investigator()), hit).await.unwrap();
    let of = |it: &thread::OfHit| (it.id, it.state);
    assert_eq!(found.iter().map(of).collect::<Vec<_>>(), [(named.thread, Some(RequestState::Sent))]);
    let frontline = Actor::Officer {
        id: OfficerId::from_bytes([9; 16]),
        member: me(),
        roles: vec![Role::Frontline],
        clearance: Level::Confidential,
    };
    assert!(thread::of_hit(&mut tx, &sight(house, &frontline), hit).await.unwrap().is_empty());
}
