//! What was given and what is held: as lanes and receipts have it, and what does not agree until it does.
use crate::exchange::{peer, receive, theirs, with_three};
use crate::house::{House, NOW, id, me};
use model::{ActKind, RecordId, Stray};
use store::holding::{self, Apart, Awaited, Between, Given, Part};
use store::journal;
use store::lane;
use store::shared::{self, Shared};

both!(
    what_a_reader_is_to_have_is_what_left_on_its_lanes,
    what_is_held_is_what_was_not_taken_back,
    what_does_not_agree_for_a_day_is_an_alarm_once_and_again_where_it_was_settled_in_vain,
    what_agrees_again_in_one_part_leaves_the_others,
    of_one_member_so_much_is_kept_and_the_act_says_how_much_more,
    each_question_is_answered_once_and_what_comes_too_soon_later,
);

const DAY: i64 = 86_400_000_000;

async fn what_a_reader_is_to_have_is_what_left_on_its_lanes(house: &House) {
    let lane = with_three(house).await;
    let mut tx = house.store.begin().await.unwrap();
    let row = |number: u64, seq: u64, version: u64, recalled: bool| Shared {
        id: id(number),
        stream: lane.stream,
        version,
        seq,
        recalled,
        since_us: NOW,
    };
    shared::put(&mut tx, &[row(7, 1, 4, false), row(8, 2, 2, true), row(9, 3, 1, false)]).await.unwrap();
    lane::receipted(&mut tx, (&peer(), &lane.stream), (1, 2), b"signed", NOW).await.unwrap();
    let given = holding::given(&mut tx, &peer()).await.unwrap();
    let it = |version, receipted| Given { version, since_us: NOW, receipted };
    assert_eq!(
        given.into_iter().collect::<Vec<_>>(),
        [(id(7), it(Some(4), true)), (id(8), it(None, true)), (id(9), it(Some(1), false))]
    );
    assert!(holding::given(&mut tx, &"BJ".parse().unwrap()).await.unwrap().is_empty());
}

async fn what_is_held_is_what_was_not_taken_back(house: &House) {
    receive(house, &theirs(1, 3)).await.unwrap();
    receive(house, &theirs(2, 1)).await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    let held = holding::held(&mut tx, &peer()).await.unwrap();
    assert_eq!(held.into_iter().collect::<Vec<_>>(), [(id(1), 3), (id(2), 1)]);
    assert!(holding::held(&mut tx, &me()).await.unwrap().is_empty());
    assert_ne!(holding::item(id(1), 3), holding::item(id(1), 2));
    assert_eq!(holding::item(id(1), 3)[..8], holding::item(id(1), 2)[..8], "one place, whatever its version");
}

async fn keep(house: &House, part: Option<Part>, apart: &[Apart], now: i64) -> bool {
    let mut tx = house.store.begin().await.unwrap();
    let (me, member) = (me(), peer());
    let between = Between { me: &me, member: &member, ours: true };
    let alarm = holding::keep(&mut tx, between, (part, apart), (now, now - DAY)).await.unwrap();
    tx.commit().await.unwrap();
    alarm
}

fn lost(number: u64) -> Apart {
    Apart { id: id(number), version: 2, what: Stray::Lost }
}

const WHOLE: Part = Part { parts: 1, part: 0 };

async fn apart(house: &House) -> usize {
    let mut tx = house.store.read().await.unwrap();
    let all = (1..2_000).map(id);
    let mut kept = 0;
    for id in all {
        kept += usize::from(holding::one(&mut tx, (&peer(), id)).await.unwrap().is_some());
    }
    kept
}

async fn alarms(house: &House) -> u64 {
    let mut tx = house.store.read().await.unwrap();
    holding::alarms(&mut tx).await.unwrap().get(&peer()).copied().unwrap_or(0)
}

async fn what_does_not_agree_for_a_day_is_an_alarm_once_and_again_where_it_was_settled_in_vain(
    house: &House,
) {
    assert!(!keep(house, Some(WHOLE), &[lost(1)], NOW).await);
    assert!(!keep(house, Some(WHOLE), &[lost(1)], NOW + DAY - 1).await, "not before a day");
    assert_eq!(alarms(house).await, 0);
    assert!(keep(house, Some(WHOLE), &[lost(1)], NOW + DAY).await);
    assert!(!keep(house, Some(WHOLE), &[lost(1)], NOW + 2 * DAY).await, "once");
    assert_eq!(alarms(house).await, 1);
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(holding::one(&mut tx, (&peer(), id(1))).await.unwrap(), Some(lost(1)));
    holding::settled(&mut tx, (&peer(), id(1)), NOW + 2 * DAY).await.unwrap();
    assert!(holding::settled(&mut tx, (&peer(), id(5)), NOW).await.is_err());
    tx.commit().await.unwrap();
    assert_eq!(alarms(house).await, 0);
    assert!(!keep(house, Some(WHOLE), &[lost(1)], NOW + 3 * DAY - 1).await, "it has a day");
    assert!(keep(house, Some(WHOLE), &[lost(1)], NOW + 3 * DAY).await);
    assert_eq!(alarms(house).await, 1);
    let changes = journal::since(&mut house.store.read().await.unwrap(), 0, 1_000).await.unwrap();
    assert_eq!(changes.iter().filter(|change| change.kind == ActKind::RecordsDiffer).count(), 2);
}

async fn what_agrees_again_in_one_part_leaves_the_others(house: &House) {
    let numbers = |part: u32| (1..).filter(move |number| Part { parts: 2, part }.has(id(*number)));
    let (one, two, three) =
        (numbers(0).next().unwrap(), numbers(0).nth(1).unwrap(), numbers(1).next().unwrap());
    let part = |part| Some(Part { parts: 2, part });
    keep(house, part(0), &[lost(one), lost(two), lost(three)], NOW).await;
    assert_eq!(apart(house).await, 2, "what is not of the part is not kept with it");
    keep(house, part(1), &[Apart { what: Stray::Kept, ..lost(three) }], NOW).await;
    // In another number of parts it is of another part.
    let of_eight = Part { parts: 8, part: Part::of(&holding::item(id(one), 0), 8) };
    let two_is_in = of_eight.has(id(two));
    keep(house, Some(of_eight), &if two_is_in { vec![lost(two)] } else { vec![] }, NOW + 1).await;
    let mut tx = house.store.read().await.unwrap();
    let open = async |tx: &mut store::Tx, number| {
        let id: RecordId = id(number);
        holding::one(tx, (&peer(), id)).await.unwrap().map(|it| it.what)
    };
    assert_eq!(open(&mut tx, one).await, None);
    assert_eq!(
        (open(&mut tx, two).await, open(&mut tx, three).await),
        (Some(Stray::Lost), Some(Stray::Kept))
    );
    assert!(holding::is_apart(&mut tx, (&peer(), true), true).await.unwrap());
    assert!(!holding::is_apart(&mut tx, (&peer(), false), false).await.unwrap());
    drop(tx);
    keep(house, None, &[], NOW + 2).await;
    let mut tx = house.store.read().await.unwrap();
    assert!(!holding::is_apart(&mut tx, (&peer(), true), false).await.unwrap());
}

async fn of_one_member_so_much_is_kept_and_the_act_says_how_much_more(house: &House) {
    let all: Vec<Apart> = (1..1_500).map(lost).collect();
    let halves = |part| Some(Part { parts: 2, part });
    for part in [0, 1] {
        keep(house, halves(part), &all, NOW).await;
    }
    assert_eq!(apart(house).await, holding::APART_MAX, "whatever the number of parts");
    assert!(keep(house, Some(WHOLE), &all, NOW + DAY).await);
    assert_eq!(alarms(house).await, 1_000);
    let mut tx = house.store.read().await.unwrap();
    let filter = journal::Filter { kind: Some(ActKind::RecordsDiffer), ..Default::default() };
    let acts = journal::page(&mut tx, &house.console(), &filter, None, 9).await.unwrap();
    let said = acts[0].body.clone().unwrap();
    assert_eq!((said["lost"].as_array().unwrap().len(), said["more"].as_u64()), (100, Some(900 + 499)));
}

async fn each_question_is_answered_once_and_what_comes_too_soon_later(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    let who = peer();
    assert!(!holding::take_awaited(&mut tx, &who, Awaited::Sums).await.unwrap(), "nothing was asked");
    holding::awaits(&mut tx, &who, Awaited::Sums).await.unwrap();
    let items = |parts, count| Awaited::Items { parts, count };
    assert!(!holding::take_awaited(&mut tx, &who, items(8, 1)).await.unwrap());
    assert!(holding::take_awaited(&mut tx, &who, Awaited::Sums).await.unwrap());
    assert!(!holding::take_awaited(&mut tx, &who, Awaited::Sums).await.unwrap(), "once");
    holding::awaits(&mut tx, &who, items(8, 2)).await.unwrap();
    assert!(!holding::take_awaited(&mut tx, &who, items(1, 1)).await.unwrap(), "of other parts");
    for (nth, is_asked) in [true, true, false].into_iter().enumerate() {
        assert_eq!(holding::take_awaited(&mut tx, &who, items(8, 1)).await.unwrap(), is_asked, "part {nth}");
    }
    let (wanted, differs) = (|parts| Awaited::Wanted { parts }, |count| Awaited::Differs { count });
    holding::awaits(&mut tx, &who, wanted(8)).await.unwrap();
    assert!(!holding::take_awaited(&mut tx, &who, wanted(4)).await.unwrap(), "of other parts");
    assert!(!holding::take_awaited(&mut tx, &who, differs(1)).await.unwrap());
    assert!(holding::take_awaited(&mut tx, &who, wanted(8)).await.unwrap());
    assert!(!holding::take_awaited(&mut tx, &who, wanted(8)).await.unwrap());
    holding::awaits(&mut tx, &who, differs(1)).await.unwrap();
    assert!(holding::take_awaited(&mut tx, &who, differs(1)).await.unwrap());
    assert!(!holding::take_awaited(&mut tx, &who, differs(1)).await.unwrap());
    let at = |minutes: i64| (NOW + (minutes - 10) * 60_000_000, NOW + minutes * 60_000_000);
    assert!(holding::may_answer(&mut tx, &who, &(1, [1; 32]), at(0)).await.unwrap());
    assert!(!holding::may_answer(&mut tx, &who, &(2, [2; 32]), at(4)).await.unwrap());
    assert!(!holding::may_answer(&mut tx, &who, &(3, [3; 32]), at(9)).await.unwrap());
    assert_eq!(holding::put_off(&mut tx, at(9)).await.unwrap(), []);
    assert_eq!(holding::put_off(&mut tx, at(10)).await.unwrap(), [(who.clone(), (3, [3; 32]))], "the newest");
    assert!(holding::may_answer(&mut tx, &who, &(3, [3; 32]), at(10)).await.unwrap());
    assert_eq!(holding::put_off(&mut tx, at(60)).await.unwrap(), []);
}
