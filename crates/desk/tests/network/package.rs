//! A thread that is taken out proves itself away from every node: who said what, in which log, of which network; and no byte of it
//! can be changed.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::attachments::world as world_with_files;
use crate::files_of_messages::{ready, said};
use crate::threads::{member, opening};
use crate::world::{World, investigator, why};
use desk::Desk;
use desk::attachment::Share;
use desk::thread::package::{Flawed, Whole, begin, prove};
use desk::thread::{Opener, look, open, say_with, take_back};
use model::*;

async fn taken(desk: &Desk, id: ThreadId) -> desk::Result<Vec<u8>> {
    let mut package = begin(desk, &investigator(desk), &why(), id).await?;
    let mut bytes = vec![];
    while let Some(line) = package.next(desk).await? {
        bytes.extend(line);
    }
    Ok(bytes)
}

/// TG asks, FR answers, and TG takes one message back.
async fn story() -> (World, ThreadId) {
    let world = World::of(&["TG", "FR", "NE"]).await;
    let id = world.opens("TG", opening(&["FR"], Some(RequestKind::IdentityCheck))).await;
    let wrong = world.says("TG", id, Word::Said).await.unwrap();
    world.settle().await;
    world.says("FR", id, Word::Answered).await.unwrap();
    world.settle().await;
    let desk = world.desk("TG");
    take_back(desk, &investigator(desk), &why(), (id, wrong)).await.unwrap();
    world.settle().await;
    (world, id)
}

fn proven(bytes: &[u8]) -> Result<Whole, Flawed> {
    prove(bytes)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_is_taken_out_says_who_said_what_and_in_whose_log() {
    let (world, id) = story().await;
    for code in ["TG", "FR"] {
        let bytes = taken(world.desk(code), id).await.unwrap();
        let whole = proven(&bytes).unwrap();
        assert_eq!((whole.member.as_str(), whole.thread.as_str()), (code, id.to_string().as_str()));
        assert_eq!(
            (whole.origin, whole.subject.as_deref()),
            (format!("liaison/{code}"), Some("Amouzou, Kossi"))
        );
        let network = whole.network.unwrap();
        assert_eq!(
            (network.name.as_str(), network.fingerprint),
            ("Test network", world.charter.fingerprint())
        );
        let told: Vec<(&str, Option<&str>, Option<&str>)> = whole
            .messages
            .iter()
            .map(|it| (it.author.as_str(), it.word.as_deref(), it.text.as_deref()))
            .collect();
        let expected = [
            ("TG", Some("opened"), Some("Is he known to you? هل هو معروف؟")),
            ("TG", None, None),
            ("FR", Some("answered"), Some("answered by FR")),
        ];
        assert_eq!(told, expected, "{code}: what was taken back is there as an act and no more");
        assert!(!String::from_utf8(bytes).unwrap().contains("said by TG"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_can_be_changed_left_out_added_or_put_elsewhere() {
    let (world, id) = story().await;
    let bytes = taken(world.desk("FR"), id).await.unwrap();
    proven(&bytes).unwrap();
    let last = bytes.len() - 1 - bytes[..bytes.len() - 1].iter().rev().position(|b| *b == b'\n').unwrap();
    // Every byte of the seal, and each of the rest by turns: a signature is looked at for each.
    for at in (0..last).step_by(61).chain(last..bytes.len()) {
        for bit in [0, 5] {
            let mut other = bytes.clone();
            other[at] ^= 1 << bit;
            assert!(proven(&other).is_err(), "byte {at} of {}", bytes.len());
        }
    }
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    for at in 0..lines.len() {
        let without: Vec<u8> = lines
            .iter()
            .enumerate()
            .filter(|(it, _)| *it != at)
            .flat_map(|(_, line)| line.to_vec())
            .collect();
        assert!(proven(&without).is_err(), "without line {}", at + 1);
        let twice: Vec<u8> = lines
            .iter()
            .enumerate()
            .flat_map(|(it, line)| if it == at { line.repeat(2) } else { line.to_vec() })
            .collect();
        assert!(proven(&twice).is_err(), "line {} twice", at + 1);
        assert!(proven(&lines[..at].concat()).is_err(), "broken off behind line {at}");
    }
    assert!(proven(&[&bytes, b" ".as_slice()].concat()).is_err());
    // The same words in a log of another: taken out there, but under this head.
    let other = taken(world.desk("TG"), id).await.unwrap();
    let theirs: Vec<&[u8]> = other.split_inclusive(|b| *b == b'\n').collect();
    let mixed = [&lines[..1], &theirs[1..]].concat().concat();
    let flaw = proven(&mixed).unwrap_err();
    assert_eq!((flaw.line, flaw.what.as_str()), (2, "the journal's key did not sign it so"));
    let text = String::from_utf8(bytes).unwrap().replace("answered by FR", "answered by NE");
    let flaw = proven(text.as_bytes()).unwrap_err();
    assert_eq!((flaw.line, flaw.what.as_str()), (4, "what is to be read is not what its act says"));
}

async fn hand_over(desk: &Desk) {
    let by = Actor::Console { account: "root".into(), member: desk.me.clone() };
    let why = Reason::of(Purpose::Administration);
    desk::node::hand_over_log(desk, &by, &why).await.unwrap();
}

/// Twice in the middle of a thread, and once while it is being taken out. Between the two last the node says what its key is.
#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_handed_over_proves_what_each_of_its_keys_signed() {
    let world = World::of(&["TG", "FR"]).await;
    let desk = world.desk("TG");
    let id = world.opens("TG", opening(&["FR"], None)).await;
    hand_over(desk).await;
    world.says("TG", id, Word::Said).await.unwrap();
    hand_over(desk).await;
    world.settle().await;
    world.says("FR", id, Word::Said).await.unwrap();
    world.settle().await;
    let key_of = |bytes: &[u8]| proven(bytes).unwrap().log_key;
    let before = key_of(&taken(desk, id).await.unwrap());
    world.renew().await;
    let bytes = taken(desk, id).await.unwrap();
    let whole = proven(&bytes).unwrap();
    assert_eq!((whole.messages.len(), &whole.log_key), (3, &before), "what the node says of itself is older");
    let mut package = begin(desk, &investigator(desk), &why(), id).await.unwrap();
    hand_over(desk).await;
    let mut under_way = vec![];
    while let Some(line) = package.next(desk).await.unwrap() {
        under_way.extend(line);
    }
    assert_eq!(key_of(&under_way), before);
    let after = taken(desk, id).await.unwrap();
    assert_ne!(key_of(&after), before);
    // Without the word of one of the keys what it signed is proven by nobody, and not by another's.
    let head: serde_json::Value =
        serde_json::from_slice(after.split(|b| *b == b'\n').next().unwrap()).unwrap();
    let stated = head["handovers"].as_array().unwrap();
    assert_eq!(stated.len(), 3);
    for without in 0..stated.len() {
        let kept: Vec<_> =
            stated.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, it)| it).collect();
        let mut other = head.clone();
        other["handovers"] = serde_json::json!(kept);
        let lines = after.splitn(2, |b| *b == b'\n').nth(1).unwrap();
        let other = [serde_json::to_vec(&other).unwrap().as_slice(), b"\n", lines].concat();
        assert!(proven(&other).is_err(), "without the word of key {}", without + 1);
    }
}

/// Who has a key that the log was signed with once has an old word of the node for it too.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_node_said_of_its_keys_long_ago_proves_nothing_that_is_taken_out_today() {
    let (world, id) = story().await;
    let desk = world.desk("TG");
    for (days, holds) in [(30, true), (1, false)] {
        world.clock.advance(days * 86_400_000_000);
        let bytes = taken(desk, id).await.unwrap();
        assert_eq!(proven(&bytes).is_ok(), holds, "{:?}", proven(&bytes));
    }
    world.renew().await;
    proven(&taken(desk, id).await.unwrap()).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_a_thread_out_needs_a_law_and_those_who_take_part_are_told() {
    let (world, id) = story().await;
    let fr = world.desk("FR");
    let lawless = Reason { legal_basis: None, ..why() };
    assert!(matches!(begin(fr, &investigator(fr), &lawless, id).await, Err(desk::Error::Refused(_))));
    let ne = world.desk("NE");
    assert!(matches!(begin(ne, &investigator(ne), &why(), id).await, Err(desk::Error::Missing)));
    let takings = async |code: &str| {
        let desk = world.desk(code);
        let look = look(desk, &investigator(desk), &why(), id, Opener::Somebody).await.unwrap();
        look.takings.into_iter().map(|taking| taking.member).collect::<Vec<_>>()
    };
    assert_eq!(takings("TG").await, []);
    taken(fr, id).await.unwrap();
    world.settle().await;
    assert_eq!((takings("TG").await, takings("FR").await), (vec![member("FR")], vec![member("FR")]));
    // Told once, and of a thread of others nothing is kept.
    world.settle().await;
    assert_eq!(takings("TG").await.len(), 1);
    let secret = open(fr, &investigator(fr), &why(), opening(&["NE"], None), None).await.unwrap();
    world.settle().await;
    taken(fr, secret).await.unwrap();
    world.settle().await;
    assert_eq!(takings("TG").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_messages_are_in_it_as_they_came_and_cannot_be_changed() {
    let world = world_with_files(&["TG", "FR"]).await;
    let (tg, fr) = (world.desk("TG"), world.desk("FR"));
    let id = world.opens("TG", opening(&["FR"], None)).await;
    let bytes: Vec<u8> = (0..150_000_u32).flat_map(|n| n.to_le_bytes()).collect();
    let file = ready(tg, Some(id), "phones.csv", &bytes, Share::AsIs).await;
    let stays = ready(tg, Some(id), "home.txt", b"for us", Share::Home).await;
    say_with(tg, &investigator(tg), &why(), (id, vec![file, stays]), said("his calls")).await.unwrap();
    world.settle().await;
    let package = taken(tg, id).await.unwrap();
    let whole = proven(&package).unwrap();
    let told: Vec<_> = whole.files.iter().map(|it| (it.name.as_str(), it.bytes, it.here)).collect();
    assert_eq!(told, [("phones.csv", 600_000, true)], "what stays at home is in no package");
    assert_eq!(whole.files[0].message, whole.messages[1].id);
    // It is not there yet: that is said, and nothing else is made believe.
    let there = proven(&taken(fr, id).await.unwrap()).unwrap();
    assert_eq!(there.files.iter().map(|it| it.here).collect::<Vec<_>>(), [false]);
    let text = String::from_utf8(package.clone()).unwrap();
    let pieces: Vec<&str> = text.lines().filter(|line| line.contains("\"is\":\"piece\"")).collect();
    assert!(pieces.len() > 5, "{}", pieces.len());
    let without = text.replacen(&format!("{}\n", pieces[2]), "", 1);
    assert_eq!(proven(without.as_bytes()).unwrap_err().what, "the file before is not whole, or another one");
    let renamed = text.replace("phones.csv", "phones.tsv");
    assert!(proven(renamed.as_bytes()).unwrap_err().what.contains("the seal is not over these bytes"));
    let at = text.find(pieces[3]).unwrap() + 40;
    let mut other = package;
    other[at] = if other[at] == b'A' { b'B' } else { b'A' };
    assert!(proven(&other).is_err());
}
