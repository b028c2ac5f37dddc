//! Files of records meanwhile: they go with their record wherever it goes, and away with it.
use super::{CODES, Simulation};
use crate::attachments::{Piece, attach, fetch, folder, keep_in, read};
use crate::world::{investigator, why};
use desk::attachment::{self, Share};
use desk::{Error, outbox};
use model::{AttachmentId, RecordId};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A file that was attached to a record, whatever any node believes.
pub(super) struct Filed {
    record: RecordId,
    owner: usize,
    bytes: Vec<u8>,
    hash: wire::Hash,
    /// It was taken away again by itself.
    gone: bool,
    /// A restore has lost something that happened to it.
    lost: bool,
}

/// What a node that is set back will know: whether each file was there.
pub(super) type Knew = BTreeMap<AttachmentId, bool>;

impl Simulation {
    /// A node has room for files from now on.
    pub(super) fn keep_files(&self, at: usize) {
        keep_in(&self.world, CODES[at]);
    }

    /// Somebody attaches a file to a record of theirs, or takes one away.
    pub(super) async fn attach(&mut self) {
        let Some((id, owner, _)) = self.own() else { return };
        let desk = self.world.desk(CODES[owner]);
        // Of a record that its owner has stated anew, being set back, a file may be lost.
        let is_there = |file: &Filed| file.record == id && !file.gone && !file.lost;
        let has = self.files.iter().find(|(_, file)| is_there(file)).map(|(file, _)| *file);
        if let Some(file) = has {
            attachment::take_away(desk, &investigator(desk), &why(), file).await.unwrap();
            self.files.get_mut(&file).unwrap().gone = true;
        } else {
            let bytes = format!("Amouzou, file {} of story {}", self.files.len(), self.seed).into_bytes();
            let kept = attach(desk, id, "statement.txt", &bytes, Share::AsIs).await.unwrap().file;
            let (hash, gone, lost) = (kept.sealed.hash, false, false);
            self.files.insert(kept.id, Filed { record: id, owner, bytes, hash, gone, lost });
        }
        // So it is stated in its next version.
        let version = self.copy(owner, id).await.unwrap();
        self.truth.get_mut(&id).unwrap().version = version;
    }

    /// Somebody fetches what they lack of files; the road may cut them, and lie.
    pub(super) async fn fetch_files(&mut self, from: usize, to: usize) {
        let knows = |at: usize, other: usize| {
            outbox::address(&self.world.nodes[at].desk, &CODES[other].parse().unwrap()).is_some()
        };
        if self.files.is_empty() || !knows(from, to) || !knows(to, from) {
            return;
        }
        let fate = [Piece::Whole, Piece::Whole, Piece::Cut, Piece::Flipped][self.dice.roll(4)];
        let came = fetch(&self.world, (CODES[from], CODES[to]), &mut || fate).await;
        if came > 0 {
            self.trace.note(format!("{came} files from {} to {}", CODES[from], CODES[to]));
        }
    }

    /// All lines hold: everybody fetches what they lack.
    pub(super) async fn fetch_all_files(&mut self) {
        for from in CODES {
            for to in CODES.into_iter().filter(|to| *to != from && !self.files.is_empty()) {
                fetch(&self.world, (from, to), &mut || Piece::Whole).await;
            }
        }
    }

    pub(super) fn files_known(&self) -> Knew {
        self.files.iter().map(|(id, file)| (*id, !file.gone)).collect()
    }

    /// A node was set back to where these files were there. What went with a record that was withdrawn since is on no disk.
    pub(super) fn lose_files(&mut self, at: usize, knew: &Knew) {
        for (id, file) in self.files.iter_mut().filter(|(_, file)| file.owner == at) {
            file.lost |= knew.get(id) != Some(&!file.gone) || self.truth[&file.record].version == 0;
        }
    }

    /// What lies in a node's room for files: a disk of its own.
    pub(super) fn all_files(&self, at: usize) -> Vec<(PathBuf, Vec<u8>)> {
        let all = whole(&folder(&self.world, CODES[at]));
        all.map(|path| (path.file_name().unwrap().into(), std::fs::read(&path).unwrap())).collect()
    }

    pub(super) fn put_files(&self, at: usize, all: Vec<(PathBuf, Vec<u8>)>) {
        for (name, bytes) in all {
            std::fs::write(folder(&self.world, CODES[at]).join(name), bytes).unwrap();
        }
    }

    /// Whoever is entitled to a file has the same bytes, and nobody else has any of it.
    pub(super) async fn files_are_with_their_records(&mut self) {
        let now = self.now_us();
        for (node, code) in self.world.nodes.iter().zip(CODES) {
            attachment::sweep(&node.desk).await.unwrap();
            // Of what came after the backup from which a node was restored no act speaks there, if its record is gone since:
            // that is cleared once it has lain for a while.
            age(&folder(&self.world, code));
            attachment::clear(&node.desk).await.unwrap();
        }
        for (id, file) in &self.files {
            let (seed, record, truth) = (self.seed, file.record, &self.truth[&file.record]);
            if file.lost || self.lost.records.contains(&record) {
                continue;
            }
            for (at, code) in CODES.iter().enumerate() {
                let has =
                    truth.is_there(now) && (at == file.owner || truth.now_for.contains(&at)) && !file.gone;
                let there = read(self.world.desk(code), *id).await;
                let what = format!("seed {seed}: file {id} of {record} at {code}");
                match there {
                    Ok(bytes) => assert!(has && bytes == file.bytes, "{what} is read, and is to be: {has}"),
                    Err(Error::Missing) => assert!(!has, "{what} is not known"),
                    Err(fault) => {
                        panic!("{what}: {fault}\n{}", self.account_of(record, [file.owner, at]).await)
                    }
                }
                // One that has had its time is read by nobody, and lies there sealed; also one that was taken away since, if
                // that came there too late.
                let lies = folder(&self.world, code).join(wire::hex(&file.hash)).exists();
                let is_over = truth.version > 0 && truth.expires_us.is_some_and(|end| end <= now);
                let too_late = is_over && self.copy(at, record).await < Some(truth.version);
                assert!(!lies || has || is_over && (!file.gone || too_late), "{what} lies there still");
            }
        }
    }
}

/// Nobody has touched any file of a folder for two hours.
fn age(folder: &Path) {
    let then = SystemTime::now() - Duration::from_secs(2 * 3_600);
    for path in whole(folder) {
        File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    }
}

/// Files that are there whole; halves lie in folders of their own.
fn whole(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let all = std::fs::read_dir(folder).unwrap().flatten();
    all.map(|entry| entry.path()).filter(|path| path.is_file())
}
