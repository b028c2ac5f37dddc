//! The folder of sealed files: what is written comes back, what is cut goes on, and nothing half is ever there.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::Duration;
use store::blob::{Folder, Whole};
use wire::envelope::Attached;

const CHUNK: usize = 65_536;

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn names(dir: &Path) -> (usize, usize) {
    let count = |dir: &Path| {
        std::fs::read_dir(dir).unwrap().filter(|it| it.as_ref().unwrap().path().is_file()).count()
    };
    (count(dir), count(&dir.join("in")))
}

/// None that [`key`] gives.
const NO_KEY: [u8; 32] = [0; 32];

/// Another one each time.
fn key() -> [u8; 32] {
    static NEXT: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(1);
    [NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed); 32]
}

async fn write(folder: &Folder, bytes: &[u8], step: usize) -> Whole {
    let mut writing = folder.write(1 << 30, key()).await.unwrap();
    for piece in bytes.chunks(step.max(1)) {
        writing.push(piece).await.unwrap();
    }
    writing.finish("text/plain").await.unwrap()
}

async fn read(folder: &Folder, attached: &Attached) -> Vec<u8> {
    let (mut reading, mut all) = (folder.read(attached).await.unwrap().unwrap(), vec![]);
    while let Some(piece) = reading.next().await.unwrap() {
        all.extend(piece);
    }
    all
}

#[tokio::test]
async fn what_is_written_in_any_pieces_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    for (length, step) in
        [(0, 1), (1, 1), (CHUNK, 7_000), (CHUNK + 1, CHUNK), (3 * CHUNK, 100_000), (200_000, 999)]
    {
        let file = bytes(length);
        let whole = write(&folder, &file, step).await;
        assert_eq!(whole.digest, <[u8; 32]>::from(Sha256::digest(&file)));
        assert_eq!(whole.attached.length, u64::try_from(length).unwrap());
        let attached = whole.attached.clone();
        assert!(!folder.has(&attached.hash).await.unwrap(), "it has no name before its act");
        whole.name().await.unwrap();
        assert!(folder.has(&attached.hash).await.unwrap());
        assert!(read(&folder, &attached).await == file, "{length}");
        let raw = std::fs::read_dir(dir.path()).unwrap().flatten().find(|it| it.path().is_file()).unwrap();
        let raw = std::fs::read(raw.path()).unwrap();
        assert!(length < 32 || !raw.windows(32).any(|part| part == &file[..32]), "it lies sealed");
        folder.remove(&attached.hash).await.unwrap();
        assert_eq!(names(dir.path()), (0, 0));
    }
}

#[tokio::test]
async fn what_is_broken_off_or_too_long_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    let mut writing = folder.write(100, key()).await.unwrap();
    writing.push(&bytes(100)).await.unwrap();
    assert!(writing.push(&[1]).await.is_err(), "longer than it may be");
    drop(writing);
    drop(write(&folder, &bytes(500), 500).await);
    assert_eq!(names(dir.path()), (0, 0));
    // What a kill leaves is swept when nobody has touched it for long.
    std::fs::write(dir.path().join("in/abc.part"), b"half").unwrap();
    assert_eq!(folder.clear(Duration::from_secs(3_600)).await.unwrap(), 0);
    assert_eq!(folder.clear(Duration::ZERO).await.unwrap(), 1);
    assert_eq!(names(dir.path()), (0, 0));
}

#[tokio::test]
async fn a_fetch_goes_on_where_it_was_cut_and_takes_nothing_wrong() {
    let (dir, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (folder, source) = (Folder::open(dir.path()).unwrap(), Folder::open(there.path()).unwrap());
    let file = bytes(4 * CHUNK + 77);
    let whole = write(&source, &file, 1 << 20).await;
    let attached = whole.attached.clone();
    whole.name().await.unwrap();
    let chunk = async |number: u64| {
        source.sealed(&attached.hash, attached.length, number, 1).await.unwrap().unwrap().remove(0)
    };
    let mut part = folder.fetch(&attached).await.unwrap();
    assert_eq!((part.next(), part.chunks()), (Some(0), 5));
    assert!(!part.put(&chunk(1).await).await.unwrap(), "another chunk than the next");
    let mut flipped = chunk(0).await;
    flipped[9] ^= 1;
    assert!(!part.put(&flipped).await.unwrap());
    assert!(part.put(&chunk(0).await).await.unwrap() && part.put(&chunk(1).await).await.unwrap());
    part.flush().await.unwrap();
    drop(part);
    // Killed in the midst of a chunk.
    let half = std::fs::read_dir(dir.path().join("in")).unwrap().next().unwrap().unwrap().path();
    let length = std::fs::metadata(&half).unwrap().len();
    std::fs::File::options().write(true).open(&half).unwrap().set_len(length - 5).unwrap();
    let mut part = folder.fetch(&attached).await.unwrap();
    assert_eq!(part.next(), Some(1), "the torn chunk comes again");
    for number in 1..5 {
        assert!(part.put(&chunk(number).await).await.unwrap());
    }
    assert_eq!(part.next(), None);
    let mut part = {
        part.flush().await.unwrap();
        drop(part);
        folder.fetch(&attached).await.unwrap()
    };
    assert_eq!(part.next(), None, "all are here after a restart too");
    assert!(!part.put(&chunk(4).await).await.unwrap());
    let (arrived, checked) = part.check(|_| {}).await.unwrap().unwrap();
    assert_eq!(checked.digest, <[u8; 32]>::from(Sha256::digest(&file)));
    assert!(!folder.has(&attached.hash).await.unwrap());
    arrived.name().await.unwrap();
    assert!(read(&folder, &attached).await == file);
    assert_eq!(source.sealed(&[7; 32], 10, 0, 1).await.unwrap(), None);
}

#[tokio::test]
async fn what_lies_differently_than_it_was_named_is_thrown_away() {
    let (dir, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (folder, source) = (Folder::open(dir.path()).unwrap(), Folder::open(there.path()).unwrap());
    let whole = write(&source, &bytes(CHUNK + 9), 1 << 20).await;
    let attached = whole.attached.clone();
    whole.name().await.unwrap();
    let mut part = folder.fetch(&attached).await.unwrap();
    for sealed in source.sealed(&attached.hash, attached.length, 0, 9).await.unwrap().unwrap() {
        assert!(part.put(&sealed).await.unwrap());
    }
    part.flush().await.unwrap();
    let lies = std::fs::read_dir(dir.path().join("in")).unwrap().next().unwrap().unwrap().path();
    let mut raw = std::fs::read(&lies).unwrap();
    raw[70] ^= 1;
    std::fs::write(&lies, raw).unwrap();
    assert!(part.check(|_| {}).await.unwrap().is_none());
    assert_eq!(names(dir.path()), (0, 0));
}

/// Another member says of a file that is here that it is its own, under another key or of another length.
#[tokio::test]
async fn who_names_a_file_that_is_here_does_it_no_harm() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    let file = bytes(CHUNK + 9);
    let whole = write(&folder, &file, 1 << 20).await;
    let attached = whole.attached.clone();
    whole.name().await.unwrap();
    let lies = [
        Attached { key: NO_KEY, ..attached.clone() },
        Attached { length: attached.length + 70_000, ..attached.clone() },
        Attached { length: 9, ..attached.clone() },
    ];
    for lie in lies {
        let part = folder.fetch(&lie).await.unwrap();
        assert!(read(&folder, &attached).await == file, "it is there while the other is looked at");
        assert_eq!(part.next(), None);
        assert!(part.check(|_| {}).await.unwrap().is_none());
        assert!(read(&folder, &attached).await == file, "and thereafter");
    }
    // Given once more by its owner, it need not come again.
    let (arrived, _) = folder.fetch(&attached).await.unwrap().check(|_| {}).await.unwrap().unwrap();
    arrived.name().await.unwrap();
    assert!(read(&folder, &attached).await == file);
    // One that was spoilt where it lies is fetched anew.
    let path =
        std::fs::read_dir(dir.path()).unwrap().map(|it| it.unwrap().path()).find(|it| it.is_file()).unwrap();
    let mut raw = std::fs::read(&path).unwrap();
    raw[70] ^= 1;
    std::fs::write(&path, raw).unwrap();
    assert!(folder.fetch(&attached).await.unwrap().check(|_| {}).await.unwrap().is_none());
    assert_eq!(folder.fetch(&attached).await.unwrap().next(), Some(0));
}

#[tokio::test]
async fn what_is_kept_for_others_is_sound_where_it_is_what_its_hash_names() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    let owner = "TG".parse().unwrap();
    let chunks = [bytes(CHUNK + 16), bytes(10 + 16)];
    let hash: [u8; 32] = Sha256::digest(chunks.concat()).into();
    let length = u64::try_from(CHUNK + 10).unwrap();
    let mail = store::blob::Mail { owner: &owner, hash: &hash, length };
    folder.keep_mail(mail, 0, &chunks[..1]).await.unwrap();
    assert!(!folder.is_sound(mail).await.unwrap(), "half of it");
    folder.keep_mail(mail, 1, &chunks[1..]).await.unwrap();
    assert!(folder.is_sound(mail).await.unwrap());
    folder.keep_mail(mail, 1, &[vec![7; 26]]).await.unwrap();
    assert!(!folder.is_sound(mail).await.unwrap(), "another thing under its name");
}
