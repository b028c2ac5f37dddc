//! Files over TLS, through a line that is cut again and again: they come whole, hold up no record, and go with theirs.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::world::{Node, World, until};
use desk::attachment::{self, Room, Share};
use desk::peer::{self, About};
use exchange::{Fault, Line, Road};
use model::RecordId;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A line that breaks after so many bytes to the caller, each time.
#[derive(Default)]
struct Cutting {
    after: AtomicU64,
    cuts: AtomicUsize,
}

impl Cutting {
    /// Stands before a port; gives its own.
    async fn before(self: &Arc<Self>, port: u16) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (mine, cutting) = (listener.local_addr().unwrap().port(), Arc::clone(self));
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (cutting, far) = (Arc::clone(&cutting), TcpStream::connect(("127.0.0.1", port)).await);
                let Ok(far) = far else { continue };
                tokio::spawn(async move { cutting.pass(near, far).await });
            }
        });
        mine
    }

    async fn pass(&self, near: TcpStream, far: TcpStream) {
        let ((mut from, mut to), (mut back, mut forth)) = (far.into_split(), near.into_split());
        let there = async move { tokio::io::copy(&mut back, &mut to).await.map(|_| ()) };
        let here = async {
            let (mut bytes, mut left) = (vec![0; 16 << 10], self.after.load(Ordering::SeqCst));
            loop {
                let count = from.read(&mut bytes).await?;
                if count == 0 {
                    return Ok(());
                }
                let some = left > 0;
                left = left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
                if some && left == 0 {
                    self.cuts.fetch_add(1, Ordering::SeqCst);
                    return Err(std::io::Error::other("cut"));
                }
                forth.write_all(&bytes[..count]).await?;
            }
        };
        let _over: Result<((), ()), std::io::Error> = tokio::try_join!(there, here);
    }
}

pub(crate) fn keep_in(node: &Node, dir: &Path) {
    let room =
        Room { folder: dir.join("files"), bytes_max: 64 << 20, mailbox_bytes_max: 16 << 20, workshop: None };
    attachment::keep_in(&node.desk, room).unwrap();
}

pub(crate) fn film(length: usize) -> Vec<u8> {
    let body = (0..length).map(|at| u8::try_from(at % 253).unwrap());
    b"\0\0\0\x18ftypisom".iter().copied().chain(body).collect()
}

pub(crate) async fn attach(node: &Node, record: RecordId, bytes: &[u8]) -> attachment::Attachment {
    let by = node.investigator();
    let mut keeping =
        attachment::keep(&node.desk, &by, &crate::world::why(), (record, "film.mp4")).await.unwrap();
    for piece in bytes.chunks(1 << 20) {
        keeping.push(piece).await.unwrap();
    }
    keeping.finish(Share::AsIs).await.unwrap().file
}

pub(crate) async fn read(node: &Node, id: model::AttachmentId) -> Option<Vec<u8>> {
    let (by, why) = (node.investigator(), crate::world::why());
    let mut opened = attachment::open(&node.desk, &by, &why, id).await.ok()?;
    let mut all = vec![];
    while let Some(piece) = opened.reading.next().await.unwrap() {
        all.extend(piece);
    }
    Some(all)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_file_comes_whole_over_a_line_that_is_cut_and_holds_up_no_record() {
    let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let world = World::of(&["TG", "BJ"]);
    let cutting = Arc::new(Cutting::default());
    cutting.after.store(1_500_000, Ordering::SeqCst);
    let (mut tg, listener) = world.open("TG", 0).await;
    let port = cutting.before(listener.local_addr().unwrap().port()).await;
    let about = About { endpoints: vec![format!("https://127.0.0.1:{port}")], tls: vec![tg.spki] };
    peer::renew(&tg.desk, &about).await.unwrap();
    let (mut bj, own) = world.open("BJ", 1).await;
    peer::told(&bj.desk, &peer::hello(&tg.desk).await.unwrap()).await.unwrap();
    for ((node, listener), dir) in [(&mut tg, listener), (&mut bj, own)].into_iter().zip(&dirs) {
        keep_in(node, dir.path());
        node.serve(listener);
        node.carry(Arc::new(Line::new(Arc::clone(&node.keys))));
    }
    let id = tg.file("+22890111111").await;
    until("the record is at BJ", || bj.has(id)).await;
    let bytes = film(7_000_000);
    let file = attach(&tg, id, &bytes).await;
    // While the file is on its way over the bad line, records pass it.
    let record = tg.file("+22890222222").await;
    until("a record passes", || bj.has(record)).await;
    until("the file is whole at BJ", || async { read(&bj, file.id).await.is_some() }).await;
    assert!(cutting.cuts.load(Ordering::SeqCst) >= 2, "the line was cut");
    let came = read(&bj, file.id).await.unwrap();
    assert!(Sha256::digest(&came) == Sha256::digest(&bytes));
    let held = || async {
        let held = attachment::holders(&tg.desk, &tg.investigator(), &crate::world::why(), id).await.unwrap();
        held.iter().any(|(held, member, _)| *held == file.id && member.as_str() == "BJ")
    };
    until("TG knows that BJ has it", held).await;
    tg.withdraw(id).await;
    until("it is gone at BJ", || async { !bj.has(id).await }).await;
    assert!(read(&bj, file.id).await.is_none());
    attachment::sweep(&bj.desk).await.unwrap();
    let left = std::fs::read_dir(dirs[1].path().join("files")).unwrap();
    assert_eq!(left.flatten().filter(|it| it.path().is_file()).count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_not_given_a_record_is_given_no_file_of_it() {
    let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let world = World::of(&["TG", "BJ"]);
    let nodes = world.serving(&["TG", "BJ"]).await;
    nodes.iter().zip(&dirs).for_each(|(node, dir)| keep_in(node, dir.path()));
    let (shared, own) =
        (nodes[0].file("+22890111111").await, nodes[0].file_for("+22890222222", &["own"]).await);
    until("the record is at BJ", || nodes[1].has(shared)).await;
    let (given, kept) =
        (attach(&nodes[0], shared, &film(300)).await, attach(&nodes[0], own, &film(400)).await);
    until("the file is at BJ", || async { read(&nodes[1], given.id).await.is_some() }).await;
    let line = Line::new(Arc::clone(&nodes[1].keys));
    let to = desk::outbox::address(&nodes[1].desk, &nodes[0].desk.me).unwrap();
    assert_eq!(line.chunks(&to, &given.sealed.hash, 0, 9).await.unwrap().len(), 1);
    assert_eq!(line.chunks(&to, &given.sealed.hash, 7, u64::MAX).await.unwrap().len(), 0, "behind its end");
    for (hash, why) in [(kept.sealed.hash, "of a record that stays at home"), ([9; 32], "of nothing")] {
        let refused = line.chunks(&to, &hash, 0, 9).await;
        assert!(matches!(&refused, Err(Fault::Refused(it)) if it.code == "E_MISSING"), "{why}: {refused:?}");
    }
}
