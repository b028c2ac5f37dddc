//! A notice goes its whole way between members, and what does not is nowhere searched; cancelled is cancelled everywhere.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::restored::go_on;
use crate::world::{Fate, World, investigator, why};
use desk::notice::{self, Which};
use desk::{Desk, Error};
use model::notice::{Content, NoticeKind, Sent, Stage, Word, day_of};
use model::*;
use std::collections::BTreeSet;
use wire::charter::Change;

pub(crate) fn officer(desk: &Desk, number: u8, role: Role) -> Actor {
    let id = OfficerId::from_bytes([number; 16]);
    Actor::Officer { id, member: desk.me.clone(), roles: vec![role], clearance: Level::Confidential }
}

/// TG asks; a hub and FR review; NE and BE are others.
pub(crate) async fn world() -> World {
    let mut world = World::of(&["TG", "FR", "NE", "BE", "X-HUB"]).await;
    let node = world.charter.node_of("FR").unwrap().node();
    world.change(Change::Amend { node, name: "NCB FR".into(), rights: vec!["compliance".into()] });
    world.tell_charter().await;
    world.settle().await;
    world
}

const RED: &[(&str, &str)] = &[
    ("name", "Amouzou"),
    ("forename", "Kossi"),
    ("date_of_birth", "1980-01-02"),
    ("sex_id", "M"),
    ("nationalities", "GH"),
    ("passport_number", "T1234567"),
    ("stage", "prosecution"),
    ("charge", "Trafficking in persons"),
    ("law", "Penal code, art. 317"),
    ("max_penalty_months", "120"),
    ("warrant_reference", "2026/14"),
    ("warrant_issuer", "TG"),
    ("warrant_date", "2026-03-01"),
    ("warrant_digest", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
    ("facts", "Recruited women with false promises and took their passports."),
    ("facts_language", "en"),
    ("action", "Locate and arrest"),
];

pub(crate) fn content(sent: Sent, audience: &[&str], changed: &[(&str, &str)]) -> Content {
    let today = day_of(crate::world::NOW);
    let kept = RED.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    let to = (Audience::from_codes(audience.iter().copied()).unwrap(), BTreeSet::new());
    let review = PartialDate::new(today.year() + 2, Some(1), Some(1)).unwrap();
    Content::read((NoticeKind::Red, sent), to, (review, Some(today)), kept.chain(changed).copied()).unwrap()
}

pub(crate) async fn say(
    world: &World,
    code: &str,
    number: u8,
    id: RecordId,
    word: Word,
) -> Result<Stage, Error> {
    let desk = world.desk(code);
    let role = match word {
        Word::Approve => Role::Investigator,
        _ if code == "TG" => Role::Coordinator,
        _ => Role::Compliance,
    };
    notice::say(desk, &officer(desk, number, role), &why(), (id, 1), (word, "the file was read")).await
}

pub(crate) async fn drafted(world: &World, content: Content) -> RecordId {
    let desk = world.desk("TG");
    notice::draft(desk, &officer(desk, 1, Role::Investigator), &why(), content).await.unwrap()
}

pub(crate) async fn approved(world: &World, content: Content) -> RecordId {
    let id = drafted(world, content).await;
    assert_eq!(say(world, "TG", 2, id, Word::Approve).await.unwrap(), Stage::Draft);
    assert_eq!(say(world, "TG", 3, id, Word::Approve).await.unwrap(), Stage::Submitted);
    world.settle().await;
    id
}

/// Screened by the hub, decided by the hub and FR.
pub(crate) async fn reviewed(world: &World, id: RecordId) {
    assert_eq!(say(world, "X-HUB", 4, id, Word::Screen).await.unwrap(), Stage::Screened);
    world.settle().await;
    for code in ["FR", "X-HUB"] {
        say(world, code, 5, id, Word::Clear).await.unwrap();
        world.settle().await;
    }
}

pub(crate) async fn published(world: &World, content: Content) -> RecordId {
    let id = approved(world, content).await;
    reviewed(world, id).await;
    assert_eq!(say(world, "TG", 2, id, Word::Publish).await.unwrap(), Stage::Published);
    world.settle().await;
    id
}

pub(crate) async fn stage(world: &World, code: &str, id: RecordId) -> Option<Stage> {
    let desk = world.desk(code);
    let opened = notice::open(desk, &investigator(desk), &why(), id).await;
    opened.ok().map(|opened| opened.notice.stage)
}

pub(crate) async fn is_found(world: &World, code: &str) -> bool {
    let (desk, question) = (world.desk(code), desk::check::Question::Text("T1234567".into()));
    let found = desk::check::check(desk, &investigator(desk), &why(), &question, 10).await.unwrap();
    !found.matches.is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_found_everywhere_when_it_has_gone_the_whole_way_and_nowhere_before() {
    let world = world().await;
    let id = approved(&world, content(Sent::Notice, &["all"], &[])).await;
    for (code, seen) in [("X-HUB", true), ("FR", true), ("NE", false), ("BE", false)] {
        assert_eq!(stage(&world, code, id).await.is_some(), seen, "{code} reviews it or knows nothing of it");
    }
    assert!(say(&world, "TG", 2, id, Word::Publish).await.is_err(), "nobody has cleared it");
    assert!(say(&world, "NE", 4, id, Word::Screen).await.is_err());
    reviewed(&world, id).await;
    for code in ["TG", "FR", "NE", "X-HUB"] {
        assert!(!is_found(&world, code).await, "{code} finds it before it is published");
    }
    assert!(say(&world, "TG", 1, id, Word::Publish).await.is_err(), "who drafted it does not send it");
    assert_eq!(say(&world, "TG", 2, id, Word::Publish).await.unwrap(), Stage::Published);
    world.settle().await;
    for code in ["TG", "FR", "NE", "BE", "X-HUB"] {
        assert_eq!(stage(&world, code, id).await, Some(Stage::Published), "{code}");
        assert!(is_found(&world, code).await, "{code}");
    }
    world.settle().await;
    let desk = world.desk("TG");
    let looks = desk::window::page(desk, &investigator(desk), &why(), Some(id), (None, 50)).await.unwrap();
    assert!(
        looks.iter().any(|look| look.member.as_str() == "BE" && look.what == "opened"),
        "its owner sees who looked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelled_is_cancelled_everywhere_and_its_record_is_not_revised_beside_it() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let desk = world.desk("TG");
    let by = investigator(desk);
    assert!(matches!(
        desk::record::withdraw(desk, &by, &why(), id, "an error").await,
        Err(Error::Conflict(_))
    ));
    say(&world, "TG", 2, id, Word::Cancel).await.unwrap();
    assert!(!is_found(&world, "TG").await, "at home at once");
    let niger = |to: &desk::outbox::Address| to.member.as_str() == "NE";
    for _ in 0..3 {
        world.work().await;
        world.carry(&mut |to| if niger(to) { Fate::Lost } else { Fate::Arrives }).await;
    }
    let opened = notice::open(desk, &by, &why(), id).await.unwrap();
    let waits: Vec<&str> = opened
        .holders
        .iter()
        .filter(|h| h.recalled && h.confirmed_us.is_none())
        .map(|h| h.member.as_str())
        .collect();
    assert_eq!(waits, ["NE"], "{:?}", opened.holders);
    assert!(is_found(&world, "NE").await && !is_found(&world, "BE").await);
    world.settle().await;
    for code in ["FR", "NE", "BE", "X-HUB"] {
        assert!(!is_found(&world, code).await && stage(&world, code, id).await.is_none(), "{code}");
    }
    let opened = notice::open(desk, &by, &why(), id).await.unwrap();
    assert!(opened.holders.iter().all(|holder| holder.recalled && holder.confirmed_us.is_some()));
    assert!(opened.words.is_empty(), "nothing leads back");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_reviewers_end_what_its_owner_keeps_and_one_suspends_it_everywhere() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    assert_eq!(say(&world, "FR", 5, id, Word::Cancel).await.unwrap(), Stage::Suspended);
    // Its owner hears nothing of it yet: the others do all the same.
    for _ in 0..3 {
        world.work().await;
        world.carry(&mut |to| if to.member.as_str() == "TG" { Fate::Lost } else { Fate::Arrives }).await;
    }
    for code in ["FR", "NE", "BE", "X-HUB"] {
        assert!(!is_found(&world, code).await, "{code}");
    }
    assert!(is_found(&world, "TG").await);
    world.settle().await;
    assert!(!is_found(&world, "TG").await);
    assert_eq!(stage(&world, "TG", id).await, Some(Stage::Suspended));
    assert!(stage(&world, "NE", id).await.is_none(), "its owner's node has taken it back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_diffusion_is_read_at_once_marked_and_searched_only_when_it_is_cleared() {
    let world = world().await;
    let id = approved(&world, content(Sent::Diffusion, &["NE"], &[])).await;
    assert!(stage(&world, "NE", id).await.is_none());
    assert!(say(&world, "TG", 1, id, Word::Diffuse).await.is_err(), "not by who drafted it");
    say(&world, "TG", 2, id, Word::Diffuse).await.unwrap();
    world.settle().await;
    let desk = world.desk("NE");
    let opened = notice::open(desk, &investigator(desk), &why(), id).await.unwrap();
    assert!(opened.notice.spread && opened.notice.stage == Stage::Submitted);
    let page = notice::page(desk, &investigator(desk), &why(), Which::Unreviewed, (None, 10)).await.unwrap();
    assert_eq!(page.notices.len(), 1);
    assert!(!is_found(&world, "NE").await && stage(&world, "BE", id).await.is_none());
    assert_eq!(say(&world, "X-HUB", 4, id, Word::Refuse).await.unwrap(), Stage::Refused);
    world.settle().await;
    assert!(stage(&world, "NE", id).await.is_none(), "it failed, and was taken back");
    let desk = world.desk("TG");
    let opened = notice::open(desk, &investigator(desk), &why(), id).await.unwrap();
    assert!(
        opened.holders.iter().any(|h| h.member.as_str() == "NE" && h.recalled && h.confirmed_us.is_some())
    );
    // The same person again, spelt otherwise and under another kind of sending: the reviewers are told of it.
    let again =
        approved(&world, content(Sent::Notice, &["all"], &[("name", "AMOUZOU"), ("passport_number", "X7")]))
            .await;
    for (code, known) in [("X-HUB", true), ("TG", true), ("FR", true)] {
        let desk = world.desk(code);
        let opened = notice::open(desk, &investigator(desk), &why(), again).await.unwrap();
        assert_eq!(opened.gate.flags.iter().any(|flag| flag.code() == "earlier"), known, "{code}");
    }
    say(&world, "X-HUB", 4, again, Word::Screen).await.unwrap();
    world.settle().await;
    let desk = world.desk("FR");
    let silent =
        notice::say(desk, &officer(desk, 5, Role::Compliance), &why(), (again, 1), (Word::Clear, " ")).await;
    assert!(matches!(silent, Err(Error::Invalid(_))), "who clears it says why");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_machine_stops_stays_at_home() {
    let world = world().await;
    let id = drafted(&world, content(Sent::Notice, &["all"], &[("max_penalty_months", "12")])).await;
    say(&world, "TG", 2, id, Word::Approve).await.unwrap();
    assert_eq!(say(&world, "TG", 3, id, Word::Approve).await.unwrap(), Stage::Approved);
    world.settle().await;
    assert!(stage(&world, "X-HUB", id).await.is_none());
    let desk = world.desk("TG");
    let by = officer(desk, 1, Role::Investigator);
    notice::redraft(desk, &by, &why(), (id, 1), content(Sent::Notice, &["all"], &[])).await.unwrap();
    let opened = notice::open(desk, &by, &why(), id).await.unwrap();
    assert_eq!(
        (opened.notice.stage, opened.notice.round, opened.counts),
        (Stage::Draft, 2, (0, 0)),
        "it begins again"
    );
    let stale = say(&world, "TG", 2, id, Word::Approve).await;
    assert!(matches!(stale, Err(Error::Conflict(_))), "the content that was read is another by now");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_protected_here_is_not_met_and_nobody_elsewhere_learns_of_it() {
    let world = world().await;
    let desk = world.desk("NE");
    let protector = officer(desk, 9, Role::VictimProtection);
    let to_protect = Reason { purpose: Purpose::VictimProtection, ..why() };
    let person = Entity::new(Kind::Person)
        .with("name", "Kossi Amouzou")
        .and_then(|e| e.with("birthDate", "1980-01-02"))
        .and_then(|e| e.with("passportNumber", "T1234567"))
        .unwrap();
    notice::keep(desk, &protector, &to_protect, person).await.unwrap();
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    assert!(!is_found(&world, "NE").await && is_found(&world, "BE").await);
    assert!(stage(&world, "NE", id).await.is_none(), "an officer there sees nothing of it");
    assert_eq!(notice::withheld(desk, &protector, &to_protect).await.unwrap().len(), 1);
    assert!(notice::withheld(desk, &investigator(desk), &why()).await.is_err());
    let owner = world.desk("TG");
    let opened = notice::open(owner, &investigator(owner), &why(), id).await.unwrap();
    let holds = |code: &str| {
        let holder = opened.holders.iter().find(|holder| holder.member.as_str() == code).unwrap();
        (holder.recalled, holder.confirmed_us.is_some(), holder.word.clone())
    };
    assert_eq!(holds("NE"), holds("BE"), "to its owner both have it alike");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_looks_at_again_lapses_by_itself_and_everywhere() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let desk = world.desk("TG");
    assert_eq!(notice::review(desk).await.unwrap(), 0);
    let review = content(Sent::Notice, &["all"], &[]).review_us();
    let day = 86_400_000_000;
    world.clock.advance(review - crate::world::NOW - 180 * day);
    world.renew().await;
    assert_eq!(notice::review(desk).await.unwrap(), 1, "half a year before");
    assert_eq!(notice::review(desk).await.unwrap(), 0, "once");
    world.clock.advance(160 * day);
    world.renew().await;
    assert_eq!(notice::review(desk).await.unwrap(), 1, "and a month before");
    assert!(is_found(&world, "TG").await);
    world.clock.advance(21 * day);
    assert!(!is_found(&world, "BE").await, "also where nobody was told");
    assert_eq!(notice::review(desk).await.unwrap(), 1);
    assert_eq!(stage(&world, "TG", id).await, Some(Stage::Cancelled));
}

/// Whoever may review it is told of it as well: that one of them is shut out, or has the right no more, takes it from nobody else,
/// in whichever order they hear; and who has reviewed it keeps it.
#[tokio::test(flavor = "multi_thread")]
async fn who_may_review_no_more_takes_a_notice_from_nobody_else() {
    let mut world = world().await;
    let nodes = ["FR", "BE", "X-HUB"].map(|code| world.charter.node_of(code).unwrap().node());
    let right = |nth: usize, rights: &[&str]| Change::Amend {
        node: nodes[nth],
        name: "NCB".into(),
        rights: rights.iter().map(|right| (*right).to_owned()).collect(),
    };
    world.change(right(1, &["compliance"]));
    world.tell_charter().await;
    world.settle().await;
    let id = published(&world, content(Sent::Notice, &["NE"], &[])).await;
    let (hub, why) = (nodes[2], "test".to_owned());
    let changes = [
        (Change::Suspend { node: hub, why }, true),
        (Change::Lift { node: hub }, true),
        (right(1, &[]), false),
        (right(1, &["compliance"]), true),
        (right(1, &[]), false),
        (right(0, &[]), false),
    ];
    for (nth, (change, belgium)) in changes.into_iter().enumerate() {
        world.change(change);
        world.tell_charter().await;
        world.work().await;
        world.carry(&mut |_| Fate::Reordered).await;
        for _ in 0..2 {
            world.meet().await;
            world.settle().await;
        }
        assert!(is_found(&world, "NE").await, "after change {nth}");
        for (at, has) in [(1, true), (2, true), (3, belgium)] {
            let there = store::notice::get(&mut world.nodes[at].store.read().await.unwrap(), id).await;
            let stage = there.unwrap().map(|notice| notice.stage);
            assert_eq!(stage, has.then_some(Stage::Published), "after change {nth}: {at}");
        }
    }
    say(&world, "TG", 2, id, Word::Cancel).await.unwrap();
    world.settle().await;
    for code in ["FR", "NE", "BE", "X-HUB"] {
        assert!(!is_found(&world, code).await && stage(&world, code, id).await.is_none(), "{code}");
    }
}

/// A reviewer suspends it while its owner is shut out, and the owner, which has heard nothing, says it once more: it stays out of use,
/// and its owner hears of it when it is lifted.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_reviewer_suspends_stays_so_whether_its_owner_has_heard_of_it_or_not() {
    let mut world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[("public_extract", "text")])).await;
    let hub = world.desk("X-HUB");
    notice::extract::serve(hub, notice::extract::Whose::All).await.unwrap();
    let owner = world.charter.node_of("TG").unwrap().node();
    world.change(Change::Suspend { node: owner, why: "test".into() });
    world.tell_charter().await;
    world.settle().await;
    world.clock.advance(1_000_000);
    assert_eq!(say(&world, "FR", 5, id, Word::Suspend).await.unwrap(), Stage::Suspended);
    world.settle().await;
    world.clock.advance(1_000_000);
    say(&world, "TG", 2, id, Word::Hide).await.unwrap();
    say(&world, "TG", 2, id, Word::Show).await.unwrap();
    world.change(Change::Lift { node: owner });
    world.tell_charter().await;
    world.meet().await;
    // What the owner says comes before it hears.
    world.work().await;
    world.carry(&mut |to| if to.member.as_str() == "TG" { Fate::Lost } else { Fate::Arrives }).await;
    for code in ["FR", "NE", "BE", "X-HUB"] {
        assert!(!is_found(&world, code).await, "{code}");
        assert_ne!(stage(&world, code, id).await, Some(Stage::Published), "{code}");
    }
    let hub = world.desk("X-HUB");
    assert_eq!(notice::extract::shown(hub).all().count(), 0);
    world.settle().await;
    assert_eq!(stage(&world, "TG", id).await, Some(Stage::Suspended));
    for code in ["FR", "NE", "BE", "X-HUB"] {
        assert!(!is_found(&world, code).await && stage(&world, code, id).await.is_none(), "{code}");
    }
}

/// A reviewer says one thing after another against it, and its owner cancels it without having heard of that: its word counts for all.
#[tokio::test(flavor = "multi_thread")]
async fn what_its_owner_cancels_is_gone_whatever_reviewers_have_said_of_it() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    for word in [Word::Suspend, Word::Cancel] {
        say(&world, "FR", 5, id, word).await.unwrap();
        world.work().await;
        world.carry(&mut |to| if to.member.as_str() == "TG" { Fate::Lost } else { Fate::Arrives }).await;
    }
    assert_eq!(stage(&world, "NE", id).await, Some(Stage::Suspended));
    say(&world, "TG", 2, id, Word::Cancel).await.unwrap();
    world.settle().await;
    for code in ["FR", "NE", "BE", "X-HUB"] {
        assert_eq!(stage(&world, code, id).await, None, "{code}");
    }
}

/// Its owner hears what was said against a notice while it was shut out also where the next that it hears is about another notice, and
/// whatever the clock says: what was said before, and came, does not count for it.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_while_its_owner_was_shut_out_is_told_whatever_is_told_before() {
    for passes_us in [1_000_000, 0, -20_000_000] {
        let mut world = world().await;
        let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
        let other = approved(&world, content(Sent::Notice, &["all"], &[("name", "Sanogo Fatoumata")])).await;
        say(&world, "X-HUB", 4, other, Word::Screen).await.unwrap();
        world.settle().await;
        let owner = world.charter.node_of("TG").unwrap().node();
        world.change(Change::Suspend { node: owner, why: "test".into() });
        world.tell_charter().await;
        world.settle().await;
        world.set_wrong(1, passes_us);
        say(&world, "FR", 5, id, Word::Suspend).await.unwrap();
        world.settle().await;
        world.clock.advance(passes_us.max(0));
        world.change(Change::Lift { node: owner });
        world.tell_charter().await;
        say(&world, "FR", 5, other, Word::Clear).await.unwrap();
        world.meet().await;
        world.settle().await;
        assert_eq!(stage(&world, "TG", id).await, Some(Stage::Suspended), "{passes_us} us later");
    }
}

/// What a member could send if its node did not keep to the course: written into its own store, from where it is told.
pub(crate) async fn forced(world: &World, id: RecordId, change: impl FnOnce(&mut notice::Notice)) {
    let store = &world.nodes[0].store;
    let mut tx = store.begin().await.unwrap();
    let mut forged = store::notice::hold(&mut tx, id).await.unwrap().unwrap();
    change(&mut forged);
    forged.version += 1;
    let by = Actor::Engine { member: world.desk("TG").me.clone() };
    assert!(store::notice::receive(&mut tx, &by, &forged, crate::world::NOW).await.unwrap());
    tx.commit().await.unwrap();
    world.settle().await;
}

/// An act that says that it is of this member, and is signed by TG.
pub(crate) fn signed(
    world: &World,
    notice: &notice::Notice,
    (code, person, word): (&str, &str, Word),
) -> notice::NoticeSaid {
    let node = world.charter.node_of(code).unwrap().node();
    let first = &notice.acts[0].said;
    let act = wire::notice::NoticeAct {
        node,
        notice: *notice.id.as_bytes(),
        round: first.round,
        digest: first.digest,
        word: word.to_string(),
        person: person.into(),
        why: "so it be".into(),
        at_ms: u64::try_from(crate::world::NOW / 1_000).unwrap(),
        confirms: None,
    };
    let (member, person) = (code.parse().unwrap(), model::notice::Person::new(person).unwrap());
    let said = model::notice::Said { word, member, person, has_reason: true, ..first.clone() };
    let signed = act.sign(&World::signer(0));
    let (why, now) = (act.why, crate::world::NOW);
    notice::NoticeSaid { said, why, at_us: now, heard_us: now, signed }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_that_publishes_what_nobody_has_cleared_is_believed_by_nobody() {
    let world = world().await;
    let publish = ("TG", "f1", Word::Publish);
    for acts in [
        &[publish][..],
        &[("TG", "f1", Word::Screen), ("TG", "f2", Word::Clear), ("TG", "f3", Word::Clear), publish],
        &[("X-HUB", "f1", Word::Screen), ("X-HUB", "f2", Word::Clear), ("FR", "f3", Word::Clear), publish],
    ] {
        let id = approved(&world, content(Sent::Notice, &["all"], &[])).await;
        forced(&world, id, |notice| {
            let acts: Vec<_> = acts.iter().map(|act| signed(&world, notice, *act)).collect();
            notice.acts.extend(acts);
            notice.stage = Stage::Published;
        })
        .await;
        for code in ["FR", "NE", "BE", "X-HUB"] {
            assert!(!is_found(&world, code).await, "{code} {acts:?}");
            assert_ne!(stage(&world, code, id).await, Some(Stage::Published), "{code} {acts:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cleared_is_not_changed_under_its_signatures() {
    let world = world().await;
    let id = published(&world, content(Sent::Notice, &["all"], &[])).await;
    let other = content(Sent::Notice, &["all"], &[("name", "Dossou"), ("passport_number", "T7654321")]);
    forced(&world, id, |notice| notice.content = other).await;
    let desk = world.desk("NE");
    let opened = notice::open(desk, &investigator(desk), &why(), id).await.unwrap();
    assert_eq!(opened.notice.content.first("name"), Some("Amouzou"));
    assert!(is_found(&world, "NE").await);
    // Nor beside it, by a record of its id that says something else: its owner's node forgets that it is a notice's.
    let (tg, store) = (world.desk("TG"), &world.nodes[0].store);
    let mut record = desk::record::open(tg, &investigator(tg), &why(), id).await.unwrap().held.record;
    let mut tx = store.begin().await.unwrap();
    assert!(store::notice::give_up(&mut tx, &tg.me, (id, u64::MAX / 2), crate::world::NOW).await.unwrap());
    let (target, stamp) = store::record::target(&mut tx, id).await.unwrap().unwrap();
    let rules = policy::Rules::standard(tg.me.clone());
    let permit =
        rules.permit_on::<policy::action::Revise>(&investigator(tg), &why(), target, &stamp).unwrap();
    record.version += 1;
    record.action = Some("Shoot".into());
    // On a lane of its own: on the other everybody has it.
    record.handling.life_at_risk = true;
    store::record::revise(&mut tx, permit, &record, crate::world::NOW).await.unwrap();
    tx.commit().await.unwrap();
    world.settle().await;
    let opened = desk::record::open(desk, &investigator(desk), &why(), id).await.unwrap();
    assert_eq!(opened.held.record.action.as_deref(), Some("Locate and arrest"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_with_an_interest_does_not_review() {
    let world = world().await;
    let id = approved(&world, content(Sent::Notice, &["all"], &[("nationalities", "FR")])).await;
    assert!(stage(&world, "FR", id).await.is_none(), "it is about their national");
    assert!(stage(&world, "X-HUB", id).await.is_some());
    say(&world, "X-HUB", 4, id, Word::Screen).await.unwrap();
    world.settle().await;
    say(&world, "X-HUB", 5, id, Word::Clear).await.unwrap();
    assert!(say(&world, "X-HUB", 6, id, Word::Clear).await.is_err(), "two of one member are not two");
}

/// What a reviewer has said and what had not come when the owner was set back comes all the same, in its order, also where more is
/// said before it is told again.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_reviewer_has_said_outlives_the_lane_that_it_was_on() {
    for goes_on in [false, true] {
        let mut world = world().await;
        let id = approved(&world, content(Sent::Notice, &["all"], &[])).await;
        let backup = world.back_up("TG").await;
        assert_eq!(say(&world, "X-HUB", 4, id, Word::Screen).await.unwrap(), Stage::Screened);
        world.restore(0, &backup, true).await;
        if goes_on {
            world.clock.advance(1_000_000);
            say(&world, "X-HUB", 5, id, Word::Clear).await.unwrap();
        }
        go_on(&world).await;
        assert_eq!(stage(&world, "TG", id).await, Some(Stage::Screened));
        say(&world, "FR", 5, id, Word::Clear).await.unwrap();
        world.settle().await;
        if !goes_on {
            say(&world, "X-HUB", 5, id, Word::Clear).await.unwrap();
            world.settle().await;
        }
        for code in ["TG", "FR", "X-HUB"] {
            assert_eq!(stage(&world, code, id).await, Some(Stage::Cleared), "{code}");
        }
    }
}
