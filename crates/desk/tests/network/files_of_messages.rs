//! Files of messages: they come to those who take part, go when the message is taken back, and are for nobody else. And after a
//! restore it is said again who has which file.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::attachments::{Piece, always, attach, fetch, keep_in, on_disk, photo, read, world};
use crate::restored::go_on;
use crate::threads::opening;
use crate::world::{World, investigator, person, why};
use desk::attachment::{self, Ready, Share};
use desk::thread::{Saying, open_with, say_with, take_back};
use desk::{Desk, Error};
use model::*;

pub(crate) async fn ready(
    desk: &Desk,
    thread: Option<ThreadId>,
    name: &str,
    bytes: &[u8],
    share: Share,
) -> Ready {
    let by = investigator(desk);
    let mut coming = attachment::coming(desk, &by, &why(), (thread, name)).await.unwrap();
    for piece in bytes.chunks(40_000) {
        coming.push(piece).await.unwrap();
    }
    coming.finish(share).await.unwrap()
}

/// The files in a thread as an officer there sees them: name, whether it is there whole.
async fn shown(world: &World, code: &str, thread: ThreadId) -> Vec<(String, bool)> {
    let desk = world.desk(code);
    let all = attachment::in_thread(desk, &investigator(desk), &why(), thread).await.unwrap();
    all.into_iter().map(|(_, file)| (file.named.name.to_string(), file.here)).collect()
}

async fn opens(world: &World, code: &str, of: (ThreadId, AttachmentId)) -> Result<Vec<u8>, Error> {
    let desk = world.desk(code);
    let mut opened = attachment::open_in(desk, &investigator(desk), &why(), of).await?;
    let mut all = vec![];
    while let Some(piece) = opened.reading.next().await? {
        all.extend(piece);
    }
    Ok(all)
}

pub(crate) fn said(text: &str) -> Saying {
    Saying { word: Word::Said, text: text.into(), to: None, grading: None, ground: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_with_their_message() {
    let world = world(&["TG", "FR", "NE"]).await;
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    let first = vec![ready(desk, None, "Übersicht.txt", b"Kossi; Yao", Share::AsIs).await];
    let thread = open_with(desk, &by, &why(), (opening(&["FR"], None), first), None).await.unwrap();
    let bytes = photo(200_000);
    let files = vec![
        ready(desk, Some(thread), "IMG_1.jpg", &bytes, Share::Copy).await,
        ready(desk, Some(thread), "home.txt", b"for us", Share::Home).await,
    ];
    let message = say_with(desk, &by, &why(), (thread, files), said("here they are")).await.unwrap();
    assert_eq!(shown(&world, "TG", thread).await.len(), 4, "the original, its copy, and two more");
    world.settle().await;
    let there = world.desk("FR");
    let names = |all: Vec<(String, bool)>| all.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(shown(&world, "FR", thread).await), ["Übersicht.txt", "IMG_1.jpg"]);
    let all = attachment::in_thread(there, &investigator(there), &why(), thread).await.unwrap();
    let (of, copy) = all.into_iter().find(|(_, file)| file.named.name.as_str() == "IMG_1.jpg").unwrap();
    assert_eq!(of, message);
    assert!(matches!(opens(&world, "FR", (thread, copy.id)).await, Err(Error::Conflict(_))), "not here yet");
    let stranger = attachment::give(desk, &world.desk("NE").me, &copy.sealed.hash, (0, 3)).await;
    assert!(matches!(stranger, Err(Error::Missing)), "NE takes no part");
    assert_eq!(fetch(&world, ("TG", "FR"), &mut always(Piece::Whole)).await, 2);
    assert!(shown(&world, "FR", thread).await.iter().all(|(_, here)| *here));
    assert_eq!(opens(&world, "FR", (thread, copy.id)).await.unwrap(), bytes[..bytes.len() / 2]);
    // It is a file of this thread alone, and of no record.
    assert!(matches!(read(there, copy.id).await, Err(Error::Missing)));
    world.settle().await;
    let holders = attachment::holders_in(desk, &by, &why(), thread).await.unwrap();
    assert!(holders.iter().any(|(file, member, _)| *file == copy.id && member.as_str() == "FR"));
    // What is said there by somebody else cannot be opened from another thread.
    let other = open_with(desk, &by, &why(), (opening(&["NE"], None), vec![]), None).await.unwrap();
    assert!(matches!(opens(&world, "TG", (other, copy.id)).await, Err(Error::Missing)));
    take_back(desk, &by, &why(), (thread, message)).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR"] {
        assert_eq!(names(shown(&world, code, thread).await), ["Übersicht.txt"], "{code}");
        assert!(matches!(opens(&world, code, (thread, copy.id)).await, Err(Error::Missing)), "{code}");
        attachment::sweep(world.desk(code)).await.unwrap();
        assert_eq!(on_disk(&world, code), 1, "{code}");
    }
    let hash = copy.sealed.hash;
    assert!(matches!(attachment::give(desk, &there.me, &hash, (0, 1)).await, Err(Error::Missing)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_said_leaves_no_file() {
    let world = world(&["TG", "FR"]).await;
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    let thread = open_with(desk, &by, &why(), (opening(&["FR"], None), vec![]), None).await.unwrap();
    drop(ready(desk, Some(thread), "a.jpg", &photo(90_000), Share::AsIs).await);
    let files = vec![ready(desk, Some(thread), "b.jpg", &photo(80_000), Share::AsIs).await];
    // Nothing is asked for in this thread, so nothing can be answered.
    let answered = Saying { word: Word::Answered, ..said("yes") };
    assert!(say_with(desk, &by, &why(), (thread, files), answered).await.is_err());
    assert_eq!((on_disk(&world, "TG"), shown(&world, "TG", thread).await), (0, vec![]));
    let nobody = Actor::Officer {
        id: OfficerId::from_bytes([9; 16]),
        member: desk.me.clone(),
        roles: vec![],
        clearance: Level::Open,
    };
    assert!(attachment::coming(desk, &nobody, &why(), (Some(thread), "c.jpg")).await.is_err());
    assert!(attachment::coming(desk, &nobody, &why(), (None, "c.jpg")).await.is_err());
}

async fn has(world: &World, code: &str, record: RecordId) -> Vec<String> {
    let desk = world.desk(code);
    let holders = attachment::holders(desk, &investigator(desk), &why(), record).await.unwrap();
    holders.into_iter().map(|(_, member, _)| member.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restore_it_is_said_again_who_has_a_file() {
    let mut world = world(&["TG", "FR"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    let file = attach(world.desk("TG"), id, "a.jpg", &photo(90_000), Share::AsIs).await.unwrap().file;
    world.settle().await;
    let before = world.back_up("TG").await;
    assert_eq!(fetch(&world, ("TG", "FR"), &mut always(Piece::Whole)).await, 1);
    world.settle().await;
    assert_eq!(has(&world, "TG", id).await, ["FR"]);
    let with_it = world.back_up("FR").await;
    // The owner comes back from before it was told; whether it knows or not.
    for told in [true, false] {
        world.restore(0, &before, told).await;
        keep_in(&world, "TG");
        assert!(has(&world, "TG", id).await.is_empty());
        world.clock.advance(2 * 3_600_000_000);
        go_on(&world).await;
        assert_eq!(has(&world, "TG", id).await, ["FR"], "{told}");
    }
    // The holder comes back with the row and without the file: it needs it, and says nothing else; the owner says who has it.
    let lost = std::fs::read_dir(crate::attachments::folder(&world, "TG")).unwrap();
    assert_eq!(lost.flatten().filter(|it| it.path().is_file()).count(), 0, "the folder of TG is another");
    for told in [true, false] {
        world.restore(1, &with_it, told).await;
        keep_in(&world, "FR");
        world.clock.advance(2 * 3_600_000_000);
        go_on(&world).await;
        let wanted = attachment::wanted(world.desk("FR"), &world.desk("TG").me).await.unwrap();
        assert_eq!(wanted.iter().map(|it| it.id).collect::<Vec<_>>(), [file.id], "{told}");
        assert!(has(&world, "TG", id).await.is_empty(), "{told}");
    }
}
