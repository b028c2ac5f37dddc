//! Notices: kept sealed, read by where they stand, and gone when their owner takes them back; the ledger and the protected.
use crate::exchange::peer;
use crate::house::{House, NOW, id, investigator, me, person, reason};
use model::notice::{Content, Earlier, NoticeKind, Person, Said, Sent, Stage, Word};
use model::{Actor, Audience, Entity, Kind, Member, PartialDate, Purpose, RecordId, Role};
use policy::{Permit, action};
use std::collections::BTreeSet;
use store::Error;
use store::notice::{self, Listed, Notice, NoticeSaid, Opposed, Protected, Which};
use store::record::{self, Version};

both!(
    a_notice_reads_back_and_is_noise_on_the_disk,
    notices_come_by_where_they_stand_page_by_page,
    what_comes_late_changes_nothing_and_what_is_taken_back_is_gone,
    reminders_are_given_once_each,
    the_ledger_knows_an_owner_and_a_person_again,
    the_protected_are_sealed_and_told_to_none_but_their_keepers,
    photographs_are_sealed_and_go_with_the_notice_that_names_them,
    what_copies_had_fed_is_counted_here_and_kept_of_others,
    what_is_in_force_is_told_by_its_version,
    since_when_a_notice_stands_is_told_from_what_moved_otherwise,
    our_notices_are_due_by_their_day,
    what_a_reviewer_may_have_said_is_found_again,
    what_was_said_against_one_is_known_beyond_it_until_it_would_have_lapsed,
    what_is_begun_lies_at_its_place,
    what_others_say_of_one_leaves_it_in_its_owners_version,
    a_notice_goes_by_its_own_version_and_not_its_records,
);

pub fn made(number: u64, owner: Member, stage: Stage) -> Notice {
    let texts = [
        ("name", "Amouzou"),
        ("nationalities", "TG\nGH"),
        ("role", "suspect"),
        ("facts", "Sells forged passports.\nTwo lines."),
        ("facts_language", "en"),
    ];
    let to = (Audience::All, BTreeSet::from(["RU".parse().unwrap()]));
    let review = PartialDate::new(2028, Some(1), Some(1)).unwrap();
    let content = Content::read((NoticeKind::Green, Sent::Notice), to, (review, None), texts).unwrap();
    let person = Person::new("0011aabb").unwrap();
    let said = Said {
        word: Word::Draft,
        member: owner.clone(),
        person,
        round: 1,
        digest: [9; 32],
        has_reason: true,
    };
    let act = NoticeSaid { said, why: "because".into(), at_us: NOW, heard_us: NOW, signed: vec![1, 2, 3] };
    Notice {
        id: id(number),
        owner,
        review_us: content.review_us(),
        content,
        acts: vec![act],
        stage,
        round: 1,
        spread: false,
        version: 7,
        withheld: false,
        made_us: NOW,
        moved_us: NOW + i64::try_from(number).unwrap(),
    }
}

fn officer(role: Role) -> Actor {
    let Actor::Officer { id, member, clearance, .. } = investigator() else { panic!("an officer") };
    Actor::Officer { id, member, roles: vec![role], clearance }
}

fn permit<A: action::OfNode>(house: &House, role: Role, purpose: Purpose) -> Permit<A> {
    let reason = model::Reason { purpose, ..reason() };
    house.rules.permit(&officer(role), &reason).unwrap()
}

pub async fn keep(house: &House, notice: &Notice) {
    let mut tx = house.store.begin().await.unwrap();
    if notice.owner == me() {
        let may: Permit<action::DraftNotice> = permit(house, Role::Investigator, Purpose::Investigation);
        notice::revise(&mut tx, &may, notice, NOW).await.unwrap();
    } else {
        let by = Actor::Node { member: notice.owner.clone() };
        assert!(notice::receive(&mut tx, &by, notice, NOW).await.unwrap());
    }
    tx.commit().await.unwrap();
}

async fn shown(house: &House, which: Which, before: Option<(i64, RecordId)>) -> Vec<Notice> {
    let may: Permit<action::ReadNotices> = permit(house, Role::Frontline, Purpose::BorderControl);
    let mut tx = house.store.read().await.unwrap();
    notice::page(&mut tx, &may, (&me(), which), (before, 2)).await.unwrap()
}

async fn a_notice_reads_back_and_is_noise_on_the_disk(house: &House) {
    let notice = made(1, me(), Stage::Draft);
    keep(house, &notice).await;
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(notice::get(&mut tx, notice.id).await.unwrap().unwrap(), notice);
    drop(tx);
    let sealed = house.peek("select sealed from notice").await;
    assert!(!String::from_utf8_lossy(&sealed).contains("Amouzou"));
    house.tamper("update notice set stage = 'published', salt = sealed").await;
    let mut tx = house.store.read().await.unwrap();
    assert!(matches!(notice::get(&mut tx, notice.id).await, Err(Error::Damaged(_))));
}

async fn notices_come_by_where_they_stand_page_by_page(house: &House) {
    for (number, owner, stage) in [
        (1, me(), Stage::Draft),
        (2, peer(), Stage::Submitted),
        (3, peer(), Stage::Published),
        (4, me(), Stage::Published),
        (5, peer(), Stage::Published),
        (6, me(), Stage::Cancelled),
    ] {
        keep(house, &made(number, owner, stage)).await;
    }
    keep(house, &Notice { spread: true, ..made(7, peer(), Stage::Screened) }).await;
    keep(house, &Notice { withheld: true, ..made(8, peer(), Stage::Published) }).await;
    let ids = |all: Vec<Notice>| all.into_iter().map(|notice| notice.id).collect::<Vec<_>>();
    assert_eq!(ids(shown(house, Which::Ours, None).await), [id(1)]);
    assert_eq!(ids(shown(house, Which::Review, None).await), [id(7), id(2)]);
    assert_eq!(ids(shown(house, Which::Unreviewed, None).await), [id(7)]);
    assert_eq!(ids(shown(house, Which::Over, None).await), [id(6)]);
    let first = shown(house, Which::InForce, None).await;
    let last = first.last().map(|notice| (notice.moved_us, notice.id));
    assert_eq!(ids(first), [id(5), id(4)]);
    assert_eq!(ids(shown(house, Which::InForce, last).await), [id(3)]);
    let mut tx = house.store.read().await.unwrap();
    let may: Permit<action::KeepProtected> = permit(house, Role::VictimProtection, Purpose::VictimProtection);
    assert_eq!(ids(notice::withheld(&mut tx, &may, 10).await.unwrap()), [id(8)]);
    assert_eq!(notice::any(&mut tx, &me(), Some(id(1)), 10).await.unwrap(), [id(4), id(6)]);
    assert_eq!(notice::of(&mut tx, &[id(2), id(99)]).await.unwrap().len(), 1);
}

async fn what_comes_late_changes_nothing_and_what_is_taken_back_is_gone(house: &House) {
    let notice = made(1, peer(), Stage::Published);
    keep(house, &notice).await;
    let by = Actor::Node { member: peer() };
    let mut tx = house.store.begin().await.unwrap();
    let late = Notice { stage: Stage::Suspended, version: 7, ..notice.clone() };
    assert!(!notice::receive(&mut tx, &by, &late, NOW).await.unwrap());
    let foreign = Notice { owner: "NE".parse().unwrap(), version: 9, ..notice.clone() };
    assert!(matches!(notice::receive(&mut tx, &by, &foreign, NOW).await, Err(Error::Conflict(_))));
    assert!(!notice::give_up(&mut tx, &me(), (notice.id, 9), NOW).await.unwrap(), "it is not theirs");
    assert!(!notice::give_up(&mut tx, &peer(), (notice.id, 6), NOW).await.unwrap(), "of an older version");
    assert!(notice::give_up(&mut tx, &peer(), (notice.id, 8), NOW).await.unwrap());
    assert!(!notice::receive(&mut tx, &by, &Notice { version: 8, ..notice.clone() }, NOW).await.unwrap());
    let record = model::Record { id: notice.id, owner: peer(), ..person(1, "Somebody Else") };
    let target = policy::Target { id: record.id, version: record.version };
    let addressed = model::Stamp { audience: Audience::All, ..record.stamp() };
    let may = house.rules.permit_peer::<action::File>(&peer(), &reason(), target, &addressed).unwrap();
    let beside = store::record::receive(&mut tx, may, &record, NOW).await;
    assert!(
        matches!(beside, Err(Error::Conflict(_))),
        "no record stands beside a notice by itself: {beside:?}"
    );
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(notice::get(&mut tx, notice.id).await.unwrap(), None);
    let known = notice::known(&mut tx, notice.id).await.unwrap().unwrap();
    assert_eq!((known.owner, known.version, known.gone), (peer(), 8, true));
}

async fn reminders_are_given_once_each(house: &House) {
    let notice = made(1, me(), Stage::Published);
    keep(house, &notice).await;
    keep(house, &made(2, me(), Stage::Draft)).await;
    let due = async |upto: i64, times: u32| {
        let mut tx = house.store.read().await.unwrap();
        notice::due(&mut tx, &me(), (upto, times)).await.unwrap()
    };
    assert_eq!(due(notice.review_us - 1, 1).await, []);
    assert_eq!(due(notice.review_us, 1).await, [id(1)]);
    let mut tx = house.store.begin().await.unwrap();
    notice::remind(&mut tx, &me(), (id(1), 1), NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(due(notice.review_us, 1).await, []);
    assert_eq!(due(notice.review_us, 2).await, [id(1)]);
}

async fn the_ledger_knows_an_owner_and_a_person_again(house: &House) {
    let listed = |number: u64, owner: Member, prints: &[&str], ended| Listed {
        fingerprints: prints.iter().map(|print| (*print).to_owned()).collect(),
        owner,
        earlier: Earlier { notice: id(number), kind: NoticeKind::Red, ended, at_us: NOW },
    };
    let mut tx = house.store.begin().await.unwrap();
    notice::enter(&mut tx, &listed(1, peer(), &["aa", "bb"], Stage::Returned)).await.unwrap();
    notice::enter(&mut tx, &listed(1, peer(), &["aa", "bb"], Stage::Refused)).await.unwrap();
    notice::enter(&mut tx, &listed(2, me(), &["aa"], Stage::Cancelled)).await.unwrap();
    let found = async |tx: &mut store::Tx, owner: Member, but: u64, prints: &[&str]| {
        let prints: Vec<String> = prints.iter().map(|print| (*print).to_owned()).collect();
        let all = notice::earlier(tx, &owner, id(but), &prints).await.unwrap();
        all.into_iter().map(|earlier| (earlier.notice, earlier.ended)).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut tx, peer(), 9, &["bb", "cc"]).await, [(id(1), Stage::Refused)]);
    assert_eq!(found(&mut tx, peer(), 9, &["aa", "bb"]).await.len(), 1, "once, by whatever it is known");
    assert_eq!(found(&mut tx, peer(), 1, &["aa"]).await, [], "not of itself");
    assert_eq!(found(&mut tx, peer(), 9, &["cc", "'; drop"]).await, []);
    assert_eq!(found(&mut tx, me(), 9, &["aa"]).await, [(id(2), Stage::Cancelled)]);
}

async fn the_protected_are_sealed_and_told_to_none_but_their_keepers(house: &House) {
    let may: Permit<action::KeepProtected> = permit(house, Role::VictimProtection, Purpose::VictimProtection);
    let person = Entity::new(Kind::Person).with("name", "Afi Dossou").unwrap();
    let entry = Protected { id: id(5), person, made_us: NOW };
    let mut tx = house.store.begin().await.unwrap();
    notice::keep(&mut tx, &may, &entry).await.unwrap();
    assert_eq!(notice::all_protected(&mut tx).await.unwrap(), [entry]);
    tx.commit().await.unwrap();
    let sealed = house.peek("select sealed from protected_person").await;
    assert!(!String::from_utf8_lossy(&sealed).contains("Dossou"));
    let mut tx = house.store.begin().await.unwrap();
    assert!(notice::forget(&mut tx, &may, id(5), NOW).await.unwrap());
    assert!(!notice::forget(&mut tx, &may, id(5), NOW).await.unwrap());
    assert_eq!(notice::all_protected(&mut tx).await.unwrap(), []);
}

async fn photographs_are_sealed_and_go_with_the_notice_that_names_them(house: &House) {
    let digest = |number: u8| format!("{number:02x}").repeat(32);
    let one =
        |number: u8| notice::Photograph { digest: digest(number), bytes: vec![0xff, 0xd8, 0xff, number] };
    let texts = |digests: &str| {
        let texts = [
            ("name", "A"),
            ("nationalities", "TG"),
            ("role", "suspect"),
            ("facts", "F"),
            ("facts_language", "en"),
        ];
        let all = texts
            .into_iter()
            .chain([("photographs", digests)])
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        let all: Vec<(String, String)> = all.collect();
        let review = PartialDate::new(2028, Some(1), Some(1)).unwrap();
        let to = (Audience::All, BTreeSet::new());
        let read = all.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        Content::read((NoticeKind::Green, Sent::Notice), to, (review, None), read).unwrap()
    };
    let both = Notice {
        content: texts(&format!("{}\n{}", digest(1), digest(2))),
        ..made(1, peer(), Stage::Published)
    };
    let by = Actor::Node { member: peer() };
    let mut tx = house.store.begin().await.unwrap();
    assert!(notice::receive(&mut tx, &by, &both, NOW).await.unwrap());
    notice::add_photographs(&mut tx, both.id, &[one(1), one(2)]).await.unwrap();
    notice::add_photographs(&mut tx, both.id, &[one(1)]).await.unwrap();
    assert_eq!(notice::photographs(&mut tx, both.id).await.unwrap(), [one(1), one(2)]);
    let fewer = Notice { content: texts(&digest(2)), version: 8, ..both.clone() };
    assert!(notice::receive(&mut tx, &by, &fewer, NOW).await.unwrap());
    assert_eq!(
        notice::photographs(&mut tx, both.id).await.unwrap(),
        [one(2)],
        "what it names no more is gone"
    );
    tx.commit().await.unwrap();
    let sealed = house.peek("select sealed from notice_photograph").await;
    assert!(!sealed.starts_with(&[0xff, 0xd8]));
    let mut tx = house.store.begin().await.unwrap();
    assert!(notice::give_up(&mut tx, &peer(), (both.id, 9), NOW).await.unwrap());
    assert_eq!(notice::photographs(&mut tx, both.id).await.unwrap(), []);
    tx.commit().await.unwrap();
    let mut tx = house.store.begin().await.unwrap();
    notice::add_photographs(&mut tx, id(3), &[one(4)]).await.unwrap();
    tx.commit().await.unwrap();
    house.tamper("update notice_photograph set salt = sealed").await;
    let mut tx = house.store.read().await.unwrap();
    assert!(matches!(notice::photographs(&mut tx, id(3)).await, Err(Error::Damaged(_))));
}

async fn what_copies_had_fed_is_counted_here_and_kept_of_others(house: &House) {
    let notice = made(1, peer(), Stage::Published);
    keep(house, &notice).await;
    let mut tx = house.store.begin().await.unwrap();
    for kind in ["exported", "printed", "printed", "opened", "listed", "consulted"] {
        let (by, reason) = (investigator(), reason());
        let act = store::journal::Act {
            at_us: NOW,
            by: &by,
            kind: kind.parse().unwrap(),
            object: Some((notice.id, 7)),
            reason: Some(&reason),
            body: None,
        };
        store::journal::write(&mut tx, act).await.unwrap();
    }
    let fed = notice::fed(&mut tx, notice.id, (7, NOW)).await.unwrap();
    assert_eq!((fed.exported, fed.printed, fed.carried, fed.shown, fed.until_us), (1, 2, 0, 3, None));
    notice::put_fed(&mut tx, (id(2), &peer()), &fed, NOW).await.unwrap();
    let older = notice::Fed { version: 6, printed: 9, ..fed.clone() };
    notice::put_fed(&mut tx, (id(2), &peer()), &older, NOW).await.unwrap();
    let later = notice::Fed { version: 8, until_us: Some(NOW), ..fed.clone() };
    assert_eq!(
        notice::fed_there(&mut tx, id(2)).await.unwrap(),
        [(peer(), fed, NOW)],
        "what comes late changes nothing"
    );
    notice::put_fed(&mut tx, (id(2), &peer()), &later, NOW + 1).await.unwrap();
    assert_eq!(notice::fed_there(&mut tx, id(2)).await.unwrap(), [(peer(), later, NOW + 1)]);
    assert_eq!(notice::fed_there(&mut tx, id(1)).await.unwrap(), []);
    assert_eq!(notice::given_up(&mut tx, &me(), 0).await.unwrap(), [], "it is here");
    assert!(notice::give_up(&mut tx, &peer(), (notice.id, 9), NOW + 5).await.unwrap());
    let gone = notice::GivenUp { id: notice.id, owner: peer(), version: 9, at_us: NOW + 5 };
    assert_eq!(notice::given_up(&mut tx, &me(), NOW + 5).await.unwrap(), [gone]);
    assert_eq!(notice::given_up(&mut tx, &me(), NOW + 6).await.unwrap(), [], "before that");
    assert_eq!(notice::given_up(&mut tx, &peer(), 0).await.unwrap(), [], "whose it is gives nothing up");
}

async fn what_is_in_force_is_told_by_its_version(house: &House) {
    keep(house, &made(1, me(), Stage::Published)).await;
    keep(house, &made(2, peer(), Stage::Published)).await;
    keep(house, &made(3, peer(), Stage::Submitted)).await;
    keep(house, &Notice { withheld: true, ..made(4, peer(), Stage::Published) }).await;
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(notice::in_force(&mut tx, None).await.unwrap(), [(id(1), 7), (id(2), 7)]);
    assert_eq!(notice::in_force(&mut tx, Some(&me())).await.unwrap(), [(id(1), 7)]);
}

async fn what_is_begun_lies_at_its_place(house: &House) {
    let may: Permit<action::DraftNotice> = permit(house, Role::Investigator, Purpose::Investigation);
    let Actor::Officer { id: officer, .. } = *may.by() else { panic!("an officer") };
    let mut tx = house.store.begin().await.unwrap();
    for (place, text, at) in
        [("notice/1", "one", NOW), ("notice/2", "two", NOW + 1), ("new", "a message", NOW)]
    {
        store::thread::put_draft(&mut tx, &may, (place, text), at).await.unwrap();
    }
    let begun = store::thread::begun(&mut tx, officer, "notice/").await.unwrap();
    let told: Vec<(&str, &str)> =
        begun.iter().map(|(place, text, _)| (place.as_str(), text.as_str())).collect();
    assert_eq!(told, [("notice/2", "two"), ("notice/1", "one")]);
    store::thread::put_draft(&mut tx, &may, ("notice/2", ""), NOW).await.unwrap();
    assert_eq!(store::thread::begun(&mut tx, officer, "notice/").await.unwrap().len(), 1);
}

async fn since_when_a_notice_stands_is_told_from_what_moved_otherwise(house: &House) {
    let may: Permit<action::ReadNotices> = permit(house, Role::Frontline, Purpose::BorderControl);
    let moved = |notice: &Notice, version, at_us| Notice { version, moved_us: at_us, ..notice.clone() };
    let one = Notice { moved_us: NOW, ..made(1, peer(), Stage::Published) };
    let two = Notice { moved_us: NOW, ..made(2, me(), Stage::Published) };
    for notice in [&one, &two, &made(3, peer(), Stage::Submitted)] {
        keep(house, notice).await;
    }
    keep(house, &Notice { withheld: true, ..made(4, peer(), Stage::Published) }).await;
    // The leave that the public sees it was taken back: it is in force since it was published.
    keep(house, &moved(&two, 8, NOW + 500)).await;
    let since = async |at_us: i64| {
        let mut tx = house.store.read().await.unwrap();
        let all = notice::stood(&mut tx, &may, at_us, 9).await.unwrap();
        all.iter().map(|it| (it.id, it.stage, it.since_us, it.notice.is_some())).collect::<Vec<_>>()
    };
    let first = [(id(1), Stage::Published, NOW, true), (id(2), Stage::Published, NOW, true)];
    assert_eq!(since(NOW).await, first);
    assert_eq!(since(NOW + 1).await, []);
    keep(house, &Notice { stage: Stage::Suspended, ..moved(&two, 9, NOW + 600) }).await;
    let mut tx = house.store.begin().await.unwrap();
    assert!(notice::give_up(&mut tx, &peer(), (id(1), 9), NOW + 700).await.unwrap());
    tx.commit().await.unwrap();
    let ended = [(id(1), Stage::Published, NOW + 700, false), (id(2), Stage::Suspended, NOW + 600, true)];
    assert_eq!(since(NOW + 1).await, ended, "the latest first, and nothing left of the one that is gone");
    let mut tx = house.store.begin().await.unwrap();
    assert!(notice::give_up(&mut tx, &me(), (id(2), 10), NOW + 800).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(since(NOW + 701).await, [], "out of use since it was suspended, and not since its copy went");
}

async fn our_notices_are_due_by_their_day(house: &House) {
    let may: Permit<action::ReadNotices> = permit(house, Role::Frontline, Purpose::BorderControl);
    let due = |number, owner, stage, review_us| Notice { review_us, ..made(number, owner, stage) };
    for notice in [
        due(1, me(), Stage::Published, NOW + 20),
        due(2, me(), Stage::Published, NOW + 10),
        due(3, me(), Stage::Published, NOW + 30),
        due(4, me(), Stage::Draft, NOW + 10),
        due(5, peer(), Stage::Published, NOW + 10),
    ] {
        keep(house, &notice).await;
    }
    let mut tx = house.store.read().await.unwrap();
    let near = notice::near(&mut tx, &may, (&me(), NOW + 20), 9).await.unwrap();
    assert_eq!(near.iter().map(|notice| notice.id).collect::<Vec<_>>(), [id(2), id(1)]);
}

/// Of others' that are here: not what is in force or waits for its owner, not what is ours, and not what its owner took back.
async fn what_a_reviewer_may_have_said_is_found_again(house: &House) {
    let stages = [
        Stage::Draft,
        Stage::Approved,
        Stage::Submitted,
        Stage::Screened,
        Stage::Cleared,
        Stage::Returned,
        Stage::Published,
        Stage::Suspended,
        Stage::Corrected,
        Stage::Refused,
        Stage::Cancelled,
        Stage::Unconfirmed,
    ];
    for (number, stage) in (1..).zip(stages) {
        keep(house, &made(number, peer(), stage)).await;
        keep(house, &made(number + 20, me(), stage)).await;
    }
    let found = async || {
        let mut tx = house.store.read().await.unwrap();
        let all = notice::spoken_of(&mut tx, &me()).await.unwrap();
        all.into_iter().map(|notice| (notice.id, notice.stage)).collect::<Vec<_>>()
    };
    let mut spoken = vec![
        (id(4), Stage::Screened),
        (id(5), Stage::Cleared),
        (id(6), Stage::Returned),
        (id(8), Stage::Suspended),
        (id(10), Stage::Refused),
        (id(11), Stage::Cancelled),
    ];
    spoken.sort();
    assert_eq!(found().await, spoken);
    let mut tx = house.store.begin().await.unwrap();
    assert!(notice::give_up(&mut tx, &peer(), (id(8), 8), NOW).await.unwrap());
    tx.commit().await.unwrap();
    spoken.retain(|(_, stage)| *stage != Stage::Suspended);
    assert_eq!(found().await, spoken, "what its owner has taken back is spoken of no more");
}

async fn what_was_said_against_one_is_known_beyond_it_until_it_would_have_lapsed(house: &House) {
    let notice = made(1, peer(), Stage::Suspended);
    keep(house, &notice).await;
    let mut tx = house.store.begin().await.unwrap();
    notice::remember(&mut tx, notice.id, &notice.acts, NOW + 50).await.unwrap();
    assert!(notice::give_up(&mut tx, &peer(), (notice.id, 8), NOW).await.unwrap());
    tx.commit().await.unwrap();
    let opposed = async || notice::all_opposed(&mut house.store.read().await.unwrap()).await.unwrap();
    assert_eq!(opposed().await, [], "its owner has not said it once more");
    for since_us in [NOW + 10, NOW + 20] {
        let mut tx = house.store.begin().await.unwrap();
        assert_eq!(notice::remembered(&mut tx, notice.id).await.unwrap(), notice.acts);
        notice::opposed(&mut tx, notice.id, since_us).await.unwrap();
        notice::opposed(&mut tx, id(2), since_us).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(opposed().await, [Opposed { id: notice.id, owner: peer(), since_us }]);
    }
    let sealed = house.peek("select sealed from notice_against").await;
    assert!(!String::from_utf8_lossy(&sealed).contains("because"));
    for (now_us, left) in [(NOW + 49, 1), (NOW + 50, 0)] {
        let mut tx = house.store.begin().await.unwrap();
        notice::forget_remembered(&mut tx, now_us).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(opposed().await.len(), left);
    }
    let mut tx = house.store.read().await.unwrap();
    assert_eq!(notice::remembered(&mut tx, notice.id).await.unwrap(), []);
}

async fn what_others_say_of_one_leaves_it_in_its_owners_version(house: &House) {
    let here = made(1, peer(), Stage::Published);
    keep(house, &here).await;
    let suspended = Notice { stage: Stage::Suspended, ..here.clone() };
    let by = Actor::Node { member: "NE".parse().unwrap() };
    let hear = async |notice: &Notice| {
        let mut tx = house.store.begin().await.unwrap();
        let heard = notice::hear(&mut tx, &by, notice, NOW).await;
        tx.commit().await.unwrap();
        heard.unwrap()
    };
    assert!(hear(&suspended).await);
    // Read in another version, of another owner, of none that is here, and of one that was taken back.
    assert!(!hear(&Notice { version: 8, ..here.clone() }).await);
    assert!(!hear(&Notice { owner: me(), ..here.clone() }).await);
    assert!(!hear(&made(2, peer(), Stage::Published)).await);
    let mut tx = house.store.begin().await.unwrap();
    assert_eq!(notice::get(&mut tx, here.id).await.unwrap().unwrap().stage, Stage::Suspended);
    assert!(notice::give_up(&mut tx, &peer(), (here.id, 7), NOW).await.unwrap());
    tx.commit().await.unwrap();
    assert!(!hear(&Notice { version: 7, ..here }).await);
}

/// The record of its subject counts from 1 beside it.
async fn a_notice_goes_by_its_own_version_and_not_its_records(house: &House) {
    for number in [1, 2, 4] {
        house.file(&person(number, "Ama Mensah")).await;
    }
    for (number, stage) in [(1, Stage::Published), (3, Stage::Cleared), (5, Stage::Published)] {
        keep(house, &made(number, me(), stage)).await;
    }
    let mut tx = house.store.begin().await.unwrap();
    assert!(notice::give_up(&mut tx, &me(), (id(5), 9), NOW).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = house.store.read().await.unwrap();
    let told = |all: Vec<Version>| all.into_iter().map(|it| (it.id, it.version, it.gone)).collect::<Vec<_>>();
    let all = [(id(1), 7, false), (id(2), 1, false), (id(3), 7, false), (id(4), 1, false), (id(5), 9, true)];
    assert_eq!(told(record::versions(&mut tx, &me(), None, 9).await.unwrap()), all);
    assert_eq!(told(record::versions(&mut tx, &me(), None, 2).await.unwrap()), all[..2]);
    assert_eq!(told(record::versions(&mut tx, &me(), Some(id(2)), 2).await.unwrap()), all[2..4]);
    assert_eq!(
        told(record::versions_of(&mut tx, &me(), &[id(5), id(1), id(6)]).await.unwrap()),
        [all[0], all[4]]
    );
    assert_eq!(record::versions(&mut tx, &peer(), None, 9).await.unwrap(), []);
}
