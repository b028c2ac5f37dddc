//! Officers are told of notices that they want to be told of: when one comes into force, when it is out of use, once, after kills
//! as well, and of nobody whom their node protects.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::notices::{content, officer, published, say, world};
use crate::watch::{at, hired};
use crate::world::{World, investigator, why};
use desk::Desk;
use desk::notice::{self, alert_seen, alerts, subscribe, subscriptions, unsubscribe};
use model::notice::{NoticeKind, Sent, Wanted, Word};
use model::*;

const DAY: i64 = 86_400_000_000;

fn wanted(kind: NoticeKind, owner: &str, words: &str) -> Wanted {
    Wanted::new([kind].into(), [owner.parse().unwrap()].into(), words).unwrap()
}

/// Whether each alert of this officer says that a notice is out of use, newest first, and whether it can be read.
async fn told(desk: &Desk, id: OfficerId) -> Vec<(bool, bool)> {
    let all = alerts(desk, &at(desk, id), &why(), (None, 99)).await.unwrap();
    let unseen = desk::standing::unseen(desk, &at(desk, id)).await.unwrap();
    assert_eq!(usize::try_from(unseen).unwrap(), all.iter().filter(|(one, _)| one.seen_us.is_none()).count());
    all.iter().map(|(alert, notice)| (alert.ended, notice.is_some())).collect()
}

async fn wants(desk: &Desk, id: OfficerId, wanted: Wanted, for_unit: bool) -> StandingId {
    let until = crate::world::NOW + 300 * DAY;
    subscribe(desk, &at(desk, id), &why(), (wanted, for_unit), until).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_to_be_told_of_a_notice_is_told_when_it_comes_and_when_it_ends() {
    let world = world().await;
    let ne = world.desk("NE");
    let one = hired(ne, "One", "Post 3", Role::Investigator).await;
    let colleague = hired(ne, "Two", "Post 3", Role::Investigator).await;
    let other = hired(ne, "Three", "Post 4", Role::Investigator).await;
    wants(ne, one, wanted(NoticeKind::Red, "TG", "traffick WOMEN"), true).await;
    let own = wants(ne, other, wanted(NoticeKind::Red, "TG", "amouzou"), false).await;
    for not in [
        wanted(NoticeKind::Purple, "TG", ""),
        wanted(NoticeKind::Red, "BE", ""),
        wanted(NoticeKind::Red, "TG", "traffick children"),
    ] {
        wants(ne, other, not, false).await;
    }
    assert_eq!(subscriptions(ne, &at(ne, colleague), &why()).await.unwrap().len(), 1, "the unit's");
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    for officer in [one, colleague, other] {
        assert_eq!(told(ne, officer).await, [(false, true)]);
    }
    let number = alerts(ne, &at(ne, colleague), &why(), (None, 9)).await.unwrap().pop().unwrap().0.number;
    assert!(alert_seen(ne, &at(ne, other), &why(), number).await.is_err(), "another unit's");
    let (first, _) = alerts(ne, &at(ne, one), &why(), (None, 9)).await.unwrap().remove(0);
    alert_seen(ne, &at(ne, colleague), &why(), first.number).await.unwrap();
    say(&world, "TG", 2, id, Word::Cancel).await.unwrap();
    world.settle().await;
    for officer in [one, colleague, other] {
        assert_eq!(
            told(ne, officer).await,
            [(true, false), (false, false)],
            "and nothing of it is left to read"
        );
    }
    unsubscribe(ne, &at(ne, other), &why(), own).await.unwrap();
    assert!(unsubscribe(ne, &at(ne, other), &why(), own).await.is_err());
    published(&world, content(Sent::Notice, &["all"], &[])).await;
    assert_eq!((told(ne, one).await.len(), told(ne, other).await.len()), (3, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_would_find_a_notice_by_their_words_is_told_of_it_by_the_same() {
    let world = world().await;
    let ne = world.desk("NE");
    let arabic = "سافر مع المهاجرين إلى لومي";
    let mut asked = vec![];
    for (number, words) in [
        "amouz traffick",
        "AMOUZOU, Kossi!",
        "am",
        "depot",
        "Dépôt de faux",
        "مهاجرين",
        "almuhajirin",
        "amouzou ghost",
        "ouzou",
    ]
    .iter()
    .enumerate()
    {
        let one = hired(ne, &format!("Officer {number}"), "", Role::Investigator).await;
        wants(ne, one, Wanted::new([].into(), [].into(), words).unwrap(), false).await;
        asked.push((*words, one));
    }
    published(&world, content(Sent::Notice, &["all"], &[("facts", arabic)])).await;
    published(&world, content(Sent::Notice, &["all"], &[("charge", "Dépôt de faux")])).await;
    let mut told_of = 0;
    for (words, one) in asked {
        let found = notice::search(ne, &investigator(ne), &why(), words, (None, 9)).await.unwrap();
        assert_eq!(told(ne, one).await.len(), found.notices.len(), "{words}");
        told_of += found.notices.len();
    }
    assert_eq!(told_of, 6, "by beginnings, whatever the accents, in their script");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_is_whoever_is_there_when_a_notice_comes() {
    let world = world().await;
    let ne = world.desk("NE");
    let mut told_of = vec![];
    for region in [Region::WesternAfrica, Region::Gulf] {
        let one = hired(ne, region.as_str(), "", Role::Investigator).await;
        wants(ne, one, Wanted::default().or_of([region].into()), false).await;
        let [open] = subscriptions(ne, &at(ne, one), &why()).await.unwrap().try_into().unwrap();
        assert_eq!(open.wanted.regions().iter().copied().collect::<Vec<_>>(), [region], "as it was sealed");
        told_of.push(one);
    }
    published(&world, content(Sent::Notice, &["all"], &[])).await;
    assert_eq!((told(ne, told_of[0]).await.len(), told(ne, told_of[1]).await.len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_alert_is_lost_over_a_kill_and_none_comes_twice() {
    let mut world = world().await;
    let any = || wanted(NoticeKind::Red, "TG", "");
    published(&world, content(Sent::Notice, &["all"], &[])).await;
    let ne = world.desk("NE");
    let one = hired(ne, "One", "", Role::Investigator).await;
    wants(ne, one, any(), false).await;
    world.restart(2, true).await;
    world.settle().await;
    assert!(told(world.desk("NE"), one).await.is_empty(), "what was in force before answers nothing");
    published(&world, content(Sent::Notice, &["all"], &[])).await;
    assert_eq!(told(world.desk("NE"), one).await.len(), 1);
    world.restart(2, true).await;
    world.settle().await;
    assert_eq!(told(world.desk("NE"), one).await.len(), 1, "not twice");
    let id = published(&world, content(Sent::Notice, &["NE"], &[])).await;
    // Another process on the same store.
    let second = world.another(2).await;
    desk::follow::catch_up(&second).await.unwrap();
    assert_eq!(told(&second, one).await.len(), 2, "nor by another process");
    say(&world, "TG", 2, id, Word::Suspend).await.unwrap();
    for node in &world.nodes {
        if node.desk.me.as_str() != "NE" {
            desk::follow::catch_up(&node.desk).await.unwrap();
            desk::outbox::catch_up(&node.desk).await.unwrap();
        }
    }
    world.carry(&mut |_| crate::world::Fate::Arrives).await;
    assert_eq!(told(world.desk("NE"), one).await.len(), 2, "it has come, and nobody has followed");
    world.restart(2, true).await;
    world.settle().await;
    assert_eq!(told(world.desk("NE"), one).await, [(true, false), (false, false), (false, true)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_whom_a_node_protects_nobody_is_told() {
    let world: World = world().await;
    let to_protect = Reason { purpose: Purpose::VictimProtection, ..why() };
    for code in ["NE", "TG"] {
        let desk = world.desk(code);
        let one = hired(desk, "One", "", Role::Investigator).await;
        wants(desk, one, wanted(NoticeKind::Red, "TG", ""), false).await;
        let person = Entity::new(Kind::Person)
            .with("name", "Kossi Amouzou")
            .and_then(|e| e.with("birthDate", "1980-01-02"))
            .and_then(|e| e.with("passportNumber", "T1234567"))
            .unwrap();
        notice::keep(desk, &officer(desk, 9, Role::VictimProtection), &to_protect, person).await.unwrap();
    }
    published(&world, content(Sent::Notice, &["all"], &[])).await;
    for code in ["NE", "TG"] {
        let desk = world.desk(code);
        let admin = Reason::of(Purpose::Administration);
        let [one] = desk::officer::list(desk, &console(desk), &admin).await.unwrap().try_into().unwrap();
        assert!(told(desk, one.id).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_notices_by_now_is_told_of_none_and_what_cannot_be_subscribed_is_refused() {
    let world = world().await;
    let ne = world.desk("NE");
    let one = hired(ne, "One", "", Role::Investigator).await;
    wants(ne, one, wanted(NoticeKind::Red, "TG", ""), false).await;
    let until = crate::world::NOW + DAY;
    let any = || (Wanted::default(), false);
    assert!(
        subscribe(ne, &investigator(ne), &why(), any(), until).await.is_err(),
        "nobody of that id works here"
    );
    assert!(subscribe(ne, &at(ne, one), &why(), (Wanted::default(), true), until).await.is_err(), "no unit");
    let late = crate::world::NOW + 400 * DAY;
    assert!(subscribe(ne, &at(ne, one), &why(), any(), late).await.is_err());
    let dots = Wanted::new([].into(), [].into(), "...").unwrap();
    assert!(subscribe(ne, &at(ne, one), &why(), (dots, false), until).await.is_err(), "no word");
    let admin = Reason::of(Purpose::Administration);
    let [mut officer] = desk::officer::list(ne, &console(ne), &admin).await.unwrap().try_into().unwrap();
    let alerts = async || {
        let mut tx = world.nodes[2].store.read().await.unwrap();
        let may = policy::Rules::standard(ne.me.clone()).permit(&at(ne, one), &why()).unwrap();
        store::alert::of_notices(&mut tx, &may, "", (None, 9)).await.unwrap().len()
    };
    for (roles, disabled) in [(vec![Role::Administrator], false), (vec![Role::Investigator], true)] {
        (officer.roles, officer.disabled) = (roles, disabled);
        desk::officer::change(ne, &console(ne), &admin, &officer).await.unwrap();
        published(&world, content(Sent::Notice, &["all"], &[])).await;
        assert_eq!(alerts().await, 0, "by the rights that they have now");
    }
    officer.disabled = false;
    desk::officer::change(ne, &console(ne), &admin, &officer).await.unwrap();
    published(&world, content(Sent::Notice, &["all"], &[])).await;
    assert_eq!(alerts().await, 1);
}

fn console(desk: &Desk) -> Actor {
    Actor::Console { account: "root".into(), member: desk.me.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_in_force_are_found_by_their_words_and_no_others() {
    let world = world().await;
    let ne = world.desk("NE");
    let found = async |words: &str| {
        let page = notice::search(ne, &investigator(ne), &why(), words, (None, 9)).await.unwrap();
        page.notices.iter().map(|notice| notice.id).collect::<Vec<_>>()
    };
    crate::notices::approved(&world, content(Sent::Notice, &["all"], &[("charge", "Forgery")])).await;
    assert!(found("forgery").await.is_empty(), "on its way");
    let one = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let two = published(&world, content(Sent::Notice, &["all"], &[("charge", "Dépôt de faux")])).await;
    assert_eq!(found("amouz traffick").await, [one]);
    assert_eq!(found("AMOUZOU depot").await, [two]);
    assert_eq!((found("amouzou").await.len(), found("amouzou ghost").await.len()), (2, 0));
    assert!(found("0011223344556677").await.is_empty(), "what names a document is no word");
    let page = notice::search(ne, &investigator(ne), &why(), "amouzou", (None, 1)).await.unwrap();
    let rest = notice::search(ne, &investigator(ne), &why(), "amouzou", (page.next, 1)).await.unwrap();
    assert_eq!((page.notices.len(), rest.notices.len(), rest.next), (1, 1, None));
    assert_ne!(page.notices[0].id, rest.notices[0].id);
    say(&world, "TG", 2, one, Word::Cancel).await.unwrap();
    world.settle().await;
    assert_eq!(found("amouzou").await, [two]);
    let person = Entity::new(Kind::Person)
        .with("name", "Kossi Amouzou")
        .and_then(|e| e.with("birthDate", "1980-01-02"))
        .and_then(|e| e.with("passportNumber", "T1234567"))
        .unwrap();
    let to_protect = Reason { purpose: Purpose::VictimProtection, ..why() };
    notice::keep(ne, &officer(ne, 9, Role::VictimProtection), &to_protect, person).await.unwrap();
    assert!(found("amouzou").await.is_empty(), "kept from use here by now");
    assert!(notice::search(ne, &console(ne), &why(), "amouzou", (None, 1)).await.is_err());
}

/// A draft of which nobody can say whom it is about holds up no other; the owner of each that is listed learns of it; a colleague
/// ends what the unit wanted, and time ends the rest.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_odd_holds_up_nothing_and_what_is_over_is_gone() {
    let world = world().await;
    let (tg, ne) = (world.desk("TG"), world.desk("NE"));
    for desk in [tg, ne] {
        let one = hired(desk, "One", "Post 3", Role::Investigator).await;
        wants(desk, one, wanted(NoticeKind::Red, "TG", ""), true).await;
    }
    crate::notices::drafted(&world, content(Sent::Notice, &["all"], &[("passport_number", "-")])).await;
    world.settle().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let admin = Reason::of(Purpose::Administration);
    for desk in [tg, ne] {
        let [one] = desk::officer::list(desk, &console(desk), &admin).await.unwrap().try_into().unwrap();
        assert_eq!(told(desk, one.id).await, [(false, true)], "{}", desk.me);
    }
    say(&world, "TG", 2, id, Word::Suspend).await.unwrap();
    desk::follow::catch_up(tg).await.unwrap();
    let [one] = desk::officer::list(tg, &console(tg), &admin).await.unwrap().try_into().unwrap();
    assert_eq!(told(tg, one.id).await, [(true, true), (false, true)], "its own member reads it still");
    let looked = async || {
        let filter = desk::oversight::Filter { kind: Some(ActKind::Listed), ..Default::default() };
        let read = desk::oversight::read(ne, &console(ne), &admin, &filter, (None, 99)).await.unwrap();
        read.into_iter().filter(|entry| entry.object.is_some_and(|(object, _)| object == id)).count()
    };
    let before = looked().await;
    notice::page(ne, &investigator(ne), &why(), notice::Which::InForce, (None, 9)).await.unwrap();
    notice::search(ne, &investigator(ne), &why(), "amouzou", (None, 9)).await.unwrap();
    assert_eq!(looked().await, before + 2);
    let colleague = hired(ne, "Two", "Post 3", Role::Investigator).await;
    let [of_unit] = subscriptions(ne, &at(ne, colleague), &why()).await.unwrap().try_into().unwrap();
    unsubscribe(ne, &at(ne, colleague), &why(), of_unit.id).await.unwrap();
    wants(ne, colleague, wanted(NoticeKind::Red, "TG", "secret"), false).await;
    world.clock.advance(301 * DAY);
    desk::duty::once(ne, ne_now(&world) - 120_000_000).await.unwrap();
    let mut tx = world.nodes[2].store.read().await.unwrap();
    assert!(
        !store::standing::any_over(&mut tx, i64::MAX).await.unwrap(),
        "nothing says any more what was wanted"
    );
}

fn ne_now(world: &World) -> i64 {
    world.now_at(2)
}
