//! Files follow their record over a road that cuts, lies and repeats; they go with it; and the owner sees who has them.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{World, investigator, person, why};
use desk::attachment::{self, Attachment, Job, Kept, Made, Room, Share, Stays, Workshop};
use desk::record::{revise, withdraw};
use desk::{Desk, Error};
use model::{ActKind, AttachmentId, RecordId};
use std::path::PathBuf;
use std::sync::Arc;
use wire::charter::Change;

/// Takes the last half of a picture away, and does nothing with one that says so.
struct Halving;

impl Workshop for Halving {
    fn make<'w>(&'w self, job: Job, picture: Vec<u8>) -> Made<'w> {
        Box::pin(async move {
            if picture.ends_with(b"bomb") {
                return Err(attachment::Botched::Picture);
            }
            let half = picture[..picture.len() / 2].to_vec();
            Ok(if job == Job::Preview { b"\x89PNG\r\n\x1a\nsmall".to_vec() } else { half })
        })
    }
}

pub(crate) fn folder(world: &World, code: &str) -> PathBuf {
    world.nodes.iter().find(|node| node.desk.me.as_str() == code).unwrap().dir.path().join("files")
}

pub(crate) fn keep_in(world: &World, code: &str) {
    let (folder, workshop): (_, Option<Arc<dyn Workshop>>) = (folder(world, code), Some(Arc::new(Halving)));
    let room = Room { folder, bytes_max: 8 << 20, mailbox_bytes_max: 4 << 20, workshop };
    attachment::keep_in(world.desk(code), room).unwrap();
}

pub(crate) async fn world(codes: &[&str]) -> World {
    let world = World::of(codes).await;
    codes.iter().for_each(|code| keep_in(&world, code));
    world
}

pub(crate) async fn attach(
    desk: &Desk,
    record: RecordId,
    name: &str,
    bytes: &[u8],
    share: Share,
) -> Result<Kept, Error> {
    let mut keeping = attachment::keep(desk, &investigator(desk), &why(), (record, name)).await?;
    for piece in bytes.chunks(50_000) {
        keeping.push(piece).await?;
    }
    keeping.finish(share).await
}

pub(crate) async fn files(desk: &Desk, record: RecordId) -> Vec<Attachment> {
    attachment::of(desk, &investigator(desk), &why(), record).await.unwrap()
}

pub(crate) async fn read(desk: &Desk, id: AttachmentId) -> Result<Vec<u8>, Error> {
    let mut opened = attachment::open(desk, &investigator(desk), &why(), id).await?;
    let mut all = vec![];
    while let Some(piece) = opened.reading.next().await? {
        all.extend(piece);
    }
    Ok(all)
}

/// What the road does with the chunks of one answer.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Piece {
    Whole,
    Cut,
    Flipped,
    Late,
}

/// One node fetches what it wants of another, until the road is cut. Gives how many files came whole.
pub(crate) async fn fetch(world: &World, (from, to): (&str, &str), fate: &mut dyn FnMut() -> Piece) -> usize {
    let (owner, desk) = (world.desk(from), world.desk(to));
    let mut came = 0;
    for file in attachment::wanted(desk, &owner.me).await.unwrap() {
        let mut fetching = attachment::begin(desk, &file).await.unwrap();
        let mut whole = true;
        while let Some((hash, next)) = fetching.next() {
            let fate = fate();
            let next = if fate == Piece::Late { next.saturating_sub(1) } else { next };
            let Ok(mut chunks) = attachment::give(owner, &desk.me, &hash, (next, 3)).await else {
                whole = false;
                break;
            };
            if fate == Piece::Flipped {
                chunks.last_mut().unwrap()[5] ^= 1;
            }
            if fate == Piece::Cut || !fetching.take(&chunks).await.unwrap() {
                whole = false;
                break;
            }
        }
        if whole && attachment::finish(desk, fetching).await.unwrap() {
            came += 1;
        }
    }
    came
}

pub(crate) fn always(piece: Piece) -> impl FnMut() -> Piece {
    move || piece
}

pub(crate) fn photo(length: usize) -> Vec<u8> {
    let body = (0..length).map(|at| u8::try_from(at % 251).unwrap());
    b"\xff\xd8\xff\xe0".iter().copied().chain(body).collect()
}

pub(crate) fn on_disk(world: &World, code: &str) -> usize {
    std::fs::read_dir(folder(world, code)).unwrap().filter(|it| it.as_ref().unwrap().path().is_file()).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_also_to_whom_it_had_not_come_before_it_was_suspended() {
    let mut world = world(&["TG", "FR", "NE"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    attach(world.desk("TG"), id, "scan.jpg", &photo(40_000), Share::AsIs).await.unwrap();
    world.settle().await;
    assert_eq!(files(world.desk("FR"), id).await.len(), 1, "its name is there");
    let node = world.charter.node_of("FR").unwrap().node();
    for change in [Change::Suspend { node, why: "its node was broken into".into() }, Change::Lift { node }] {
        world.clock.advance(60_000_000);
        world.change(change);
        world.tell_charter().await;
        world.settle().await;
    }
    let desk = world.desk("TG");
    let told = desk::window::holders(desk, &investigator(desk), &why(), id).await.unwrap();
    let members: Vec<&str> = told.iter().map(|holder| holder.member.as_str()).collect();
    assert_eq!(members, ["FR", "NE"], "what it has its owner still sees");
    assert_eq!(fetch(&world, ("TG", "FR"), &mut always(Piece::Whole)).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_follows_its_record_over_a_road_that_cuts_and_lies() {
    let world = world(&["TG", "FR", "NE"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.settle().await;
    let (desk, bytes) = (world.desk("TG"), photo(900_000));
    let kept = attach(desk, id, "scan.pdf", &bytes, Share::AsIs).await.unwrap();
    assert!(kept.file.named.belied && kept.copy.is_none() && kept.stays.is_none());
    assert_eq!(read(desk, kept.file.id).await.unwrap(), bytes);
    world.settle().await;
    let there = world.desk("FR");
    let [waiting] = files(there, id).await.try_into().unwrap();
    assert!(!waiting.here && waiting.named.name.as_str() == "scan.pdf");
    assert!(matches!(read(there, waiting.id).await, Err(Error::Conflict(_))), "it has not come yet");
    let stranger = attachment::give(desk, &world.desk("NE").me, &kept.file.sealed.hash, (0, 3)).await;
    assert!(matches!(stranger, Err(Error::Missing)), "the record is not for NE");
    // Cut, changed, the same again, cut: each time what came before is kept.
    let fates = [Piece::Whole, Piece::Cut, Piece::Flipped, Piece::Late, Piece::Whole, Piece::Cut];
    let mut cursor = fates.iter().copied();
    let mut tries = 0;
    while fetch(&world, ("TG", "FR"), &mut || cursor.next().unwrap_or(Piece::Whole)).await == 0 {
        tries += 1;
        assert!(tries < 9, "it never comes");
    }
    assert!(tries >= 3, "the road was bad");
    assert_eq!(read(there, waiting.id).await.unwrap(), bytes);
    let [came] = files(there, id).await.try_into().unwrap();
    assert_eq!((came.sealed.media.as_str(), came.named.digest), ("image/jpeg", kept.file.named.digest));
    world.settle().await;
    let holders = attachment::holders(desk, &investigator(desk), &why(), id).await.unwrap();
    assert_eq!(
        holders.iter().map(|(file, member, _)| (*file, member.as_str())).collect::<Vec<_>>(),
        [(came.id, "FR")]
    );
    let looks = desk::window::page(desk, &investigator(desk), &why(), Some(id), (None, 10)).await.unwrap();
    assert!(looks.iter().any(|look| look.what == "attachment-opened" && look.member.as_str() == "FR"));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_with_their_record_and_one_by_one() {
    let world = world(&["TG", "FR", "NE"]).await;
    let draft = |audience: &[&str]| person("Kossi Amouzou", "1980-01-02", "T1234567", audience);
    let id = world.file("TG", draft(&["FR", "NE"])).await;
    let (desk, by) = (world.desk("TG"), investigator(world.desk("TG")));
    let one = attach(desk, id, "one.jpg", &photo(70_000), Share::AsIs).await.unwrap().file;
    attach(desk, id, "two.jpg", &photo(80_000), Share::AsIs).await.unwrap();
    let same = attach(desk, id, "three.jpg", &photo(70_000), Share::AsIs).await;
    assert!(matches!(same, Err(Error::Conflict(_))), "this very file is there already");
    world.settle().await;
    for code in ["FR", "NE"] {
        assert_eq!(fetch(&world, ("TG", code), &mut always(Piece::Whole)).await, 2, "{code}");
        assert_eq!(on_disk(&world, code), 2);
    }
    attachment::take_away(desk, &by, &why(), one.id).await.unwrap();
    world.settle().await;
    for code in ["TG", "FR", "NE"] {
        assert_eq!(files(world.desk(code), id).await.len(), 1, "{code}");
        assert!(matches!(read(world.desk(code), one.id).await, Err(Error::Missing)), "{code}");
        attachment::sweep(world.desk(code)).await.unwrap();
        assert_eq!(on_disk(&world, code), 1, "{code}");
    }
    let version = world.at("TG", id).await.unwrap();
    revise(desk, &by, &why(), id, version, draft(&["FR"])).await.unwrap();
    world.settle().await;
    attachment::sweep(world.desk("NE")).await.unwrap();
    assert_eq!((on_disk(&world, "NE"), files(world.desk("FR"), id).await.len()), (0, 1));
    withdraw(desk, &by, &why(), id, "an error").await.unwrap();
    world.settle().await;
    for code in ["TG", "FR"] {
        attachment::sweep(world.desk(code)).await.unwrap();
        assert_eq!(on_disk(&world, code), 0, "{code}");
    }
    let hash = one.sealed.hash;
    assert!(matches!(attachment::give(desk, &world.desk("FR").me, &hash, (0, 1)).await, Err(Error::Missing)));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_picture_a_copy_leaves_and_the_original_stays() {
    let world = world(&["TG", "FR"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    let (desk, by, bytes) = (world.desk("TG"), investigator(world.desk("TG")), photo(100_000));
    let kept = attach(desk, id, "IMG_0042.jpeg", &bytes, Share::Copy).await.unwrap();
    let copy = kept.copy.unwrap();
    assert_eq!((kept.file.goes, copy.goes, copy.copy_of), (false, true, Some(kept.file.id)));
    // What no copy can be made of stays here, and the officer is told why.
    let bomb = [photo(10).as_slice(), b"bomb"].concat();
    let botched = attach(desk, id, "bomb.jpg", &bomb, Share::Copy).await.unwrap();
    assert_eq!((botched.stays, botched.file.goes), (Some(Stays::Botched), false));
    let text = attach(desk, id, "list.txt", b"Kossi; Yao", Share::Copy).await.unwrap();
    assert_eq!(text.stays, Some(Stays::NoPicture));
    let home = attach(desk, id, "../../own\u{202e}txt.exe", b"MZ\x90 program", Share::Home).await.unwrap();
    assert!(home.file.named.active && home.file.named.name.as_str() == "owntxt.exe");
    assert_eq!(home.stays, None);
    world.settle().await;
    let there = world.desk("FR");
    assert_eq!(fetch(&world, ("TG", "FR"), &mut always(Piece::Whole)).await, 1);
    let [came] = files(there, id).await.try_into().unwrap();
    assert_eq!(came.id, copy.id);
    assert_eq!(read(there, came.id).await.unwrap(), bytes[..bytes.len() / 2]);
    assert!(
        matches!(read(there, kept.file.id).await, Err(Error::Missing)),
        "the original is not known there"
    );
    let preview = attachment::preview(there, &investigator(there), &why(), came.id).await.unwrap();
    assert!(preview.starts_with(b"\x89PNG"));
    let none = attachment::preview(desk, &by, &why(), home.file.id).await;
    assert!(matches!(none, Err(Error::Conflict(_))), "nothing is drawn of a program");
    assert_eq!(files(desk, id).await.len(), 5);
    attachment::take_away(desk, &by, &why(), kept.file.id).await.unwrap();
    world.settle().await;
    assert_eq!((files(desk, id).await.len(), files(there, id).await.len()), (3, 0), "its copy goes with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_or_broken_off_leaves_nothing() {
    let world = world(&["TG", "FR"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    world.settle().await;
    let (desk, there) = (world.desk("TG"), world.desk("FR"));
    let long = attach(desk, id, "long.bin", &vec![7; 9 << 20], Share::AsIs).await;
    assert!(matches!(long, Err(Error::Store(store::Error::Conflict(_)))), "longer than the node takes");
    assert!(matches!(attach(desk, id, "a", b"", Share::AsIs).await, Err(Error::Conflict(_))), "empty");
    let theirs = attach(there, id, "a.txt", b"not ours", Share::AsIs).await;
    assert!(matches!(theirs, Err(Error::Refused(_))), "only its owner attaches to a record");
    let by = investigator(desk);
    let mut broken = attachment::keep(desk, &by, &why(), (id, "half.bin")).await.unwrap();
    broken.push(&photo(200_000)).await.unwrap();
    drop(broken);
    let folder = folder(&world, "TG");
    assert_eq!(std::fs::read_dir(folder.join("in")).unwrap().count(), 0);
    assert_eq!(on_disk(&world, "TG"), 0);
    assert!(files(desk, id).await.is_empty());
    // An id that is tried out is in the journal.
    let none = AttachmentId::from_bytes([3; 16]);
    assert!(matches!(read(desk, none).await, Err(Error::Missing)));
    let changes =
        store::journal::since(&mut world.nodes[0].store.read().await.unwrap(), 0, 500).await.unwrap();
    assert!(changes.iter().any(|change| change.kind == ActKind::Refused));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_another_lost_is_fetched_again() {
    let world = world(&["TG", "FR"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    let kept = attach(world.desk("TG"), id, "a.jpg", &photo(90_000), Share::AsIs).await.unwrap();
    world.settle().await;
    assert_eq!(fetch(&world, ("TG", "FR"), &mut always(Piece::Whole)).await, 1);
    let there = world.desk("FR");
    for entry in std::fs::read_dir(folder(&world, "FR")).unwrap().flatten() {
        if entry.path().is_file() {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    assert!(matches!(read(there, kept.file.id).await, Err(Error::Conflict(_))));
    assert_eq!(fetch(&world, ("TG", "FR"), &mut always(Piece::Whole)).await, 1);
    assert_eq!(read(there, kept.file.id).await.unwrap(), photo(90_000));
}

/// The record says the same in the version that was lost and in the one that its owner has given that number since; its files do not.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_sets_of_files_in_one_version_the_one_that_was_stated_last_counts() {
    let mut world = world(&["TG", "FR", "NE"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["all"])).await;
    world.settle().await;
    let backup = world.back_up("TG").await;
    attach(world.desk("TG"), id, "lost.jpg", &photo(90_000), Share::AsIs).await.unwrap();
    world.settle().await;
    world.restore(0, &backup, false).await;
    keep_in(&world, "TG");
    let kept = attach(world.desk("TG"), id, "new.jpg", &photo(40_000), Share::AsIs).await.unwrap();
    crate::restored::go_on(&world).await;
    let names: Vec<String> =
        files(world.desk("FR"), id).await.into_iter().map(|file| file.named.name.to_string()).collect();
    assert_eq!(names, ["new.jpg"]);
    assert_eq!(fetch(&world, ("TG", "FR"), &mut always(Piece::Whole)).await, 1);
    assert_eq!(read(world.desk("FR"), kept.file.id).await.unwrap(), photo(40_000));
}
