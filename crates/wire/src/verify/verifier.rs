//! Replays a journal in order and stops at the first act that does not hold.
use super::examine::{Body, Examined, Sound};
use super::kept::{KeptRoots, KeptTiles};
use super::{Broken, Fault};
use crate::act::{FIRST_SEQ, NO_PREV};
use crate::handover::LogKeys;
use crate::note::{Checkpoint, NoteKey};
use crate::tree::{Frontier, Tile, TileHash};
use crate::{Error, Hash};

/// What a journal that holds amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// How many acts.
    pub acts: u64,
    /// When the first was, in microseconds since 1970-01-01 UTC; none in an empty journal.
    pub first_at_us: Option<i64>,
    /// When the last was.
    pub last_at_us: Option<i64>,
    /// The root of the tree over all.
    pub root: Hash,
    /// How many signed checkpoints agree.
    pub checkpoints: u64,
    /// How many acts the last of them covers. Acts behind it could be cut off without a trace in the journal itself.
    pub checkpointed: u64,
    /// How many tiles agree.
    pub tiles: u64,
    /// How many full tiles under the last checkpoint were not handed in: no loss, they can be rebuilt.
    pub tiles_absent: u64,
    /// How many sealed bodies are kept and agree.
    pub bodies: u64,
    /// How many sealed bodies are gone.
    pub bodies_gone: u64,
}

/// The state of a replay: hand in tiles and checkpoints before the acts they speak of, and acts in order. After an
/// error it is of no further use.
#[derive(Debug)]
pub struct Verifier {
    keys: LogKeys,
    frontier: Frontier,
    prev: Hash,
    tiles: KeptTiles,
    roots: KeptRoots,
    times: Option<(i64, i64)>,
    bodies: u64,
    bodies_gone: u64,
}

impl Verifier {
    /// Starts before the first act of the journal that these keys sign. Its origin must be fit to name a key.
    pub fn new(keys: LogKeys) -> Result<Self, Error> {
        NoteKey::new(keys.origin(), *keys.current())?;
        Ok(Self {
            keys,
            frontier: Frontier::default(),
            prev: NO_PREV,
            tiles: KeptTiles::default(),
            roots: KeptRoots::default(),
            times: None,
            bodies: 0,
            bodies_gone: 0,
        })
    }

    /// How many acts have been proven.
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// Takes a tile that the store kept.
    pub fn expect_tile(&mut self, tile: Tile, bytes: &[u8]) -> Result<(), Broken> {
        self.tiles.expect(self.size(), tile, bytes)
    }

    /// Takes a checkpoint that the store kept for a tree of `size` acts, and checks who signed it.
    pub fn expect_checkpoint(&mut self, size: u64, note: &[u8]) -> Result<(), Broken> {
        let broken = |what| Broken { seq: size, what };
        let known = NoteKey::new(self.keys.origin(), *self.keys.over(size));
        let point = known.and_then(|key| Checkpoint::open(note, &[key]));
        let point = point.map_err(|e| broken(Fault::CheckpointNote(e)))?;
        if point.origin != self.keys.origin() || point.size != size {
            return Err(broken(Fault::OtherCheckpoint { origin: point.origin, size: point.size }));
        }
        if size < self.size() {
            return Err(broken(Fault::Late("a checkpoint".to_owned())));
        }
        self.roots.expect(size, point.root);
        self.compare_root()
    }

    /// Takes the next act.
    pub fn push(&mut self, row: Examined) -> Result<(), Broken> {
        let due = self.size() + FIRST_SEQ;
        if row.seq > due {
            return Err(Broken { seq: due, what: Fault::Missing { next: row.seq } });
        }
        if row.seq < due {
            return Err(Broken { seq: row.seq, what: Fault::Repeated });
        }
        let sound = row.found.map_err(|what| Broken { seq: due, what })?;
        if sound.prev != self.prev {
            return Err(Broken { seq: due, what: Fault::Chain });
        }
        self.count(&sound);
        self.grow(sound.leaf)
    }

    /// Ends the replay after the last row. `head` is the frontier that the store kept, where it keeps one.
    pub fn finish(self, head: Option<&Frontier>) -> Result<Summary, Broken> {
        let size = self.size();
        let cut_off = |of: String| Broken { seq: size + FIRST_SEQ, what: Fault::CutOff { of } };
        if let Some(beyond) = self.roots.beyond() {
            return Err(cut_off(format!("a checkpoint over {beyond} acts")));
        }
        if let Some(tile) = self.tiles.beyond(size) {
            return Err(cut_off(tile.to_string()));
        }
        match head {
            Some(head) if head.size() > size => Err(cut_off(format!("a head over {} acts", head.size()))),
            Some(head) if *head != self.frontier => Err(Broken { seq: head.size(), what: Fault::Head }),
            _ => Ok(self.summary()),
        }
    }

    fn count(&mut self, sound: &Sound) {
        self.prev = sound.hash;
        self.times = Some((self.times.map_or(sound.at_us, |(first, _)| first), sound.at_us));
        self.bodies += u64::from(sound.body == Body::Kept);
        self.bodies_gone += u64::from(sound.body == Body::Gone);
    }

    fn grow(&mut self, leaf: Hash) -> Result<(), Broken> {
        let (tiles, mut verdict) = (&mut self.tiles, Ok(()));
        self.frontier.push_with(leaf, |grown: TileHash| {
            if verdict.is_ok() {
                verdict = tiles.compare(&grown);
            }
        });
        verdict?;
        self.compare_root()
    }

    fn compare_root(&mut self) -> Result<(), Broken> {
        let size = self.size();
        if self.roots.waits_for(size) {
            self.roots.compare(size, &self.frontier.root())?;
            self.tiles.settle();
        }
        Ok(())
    }

    fn summary(self) -> Summary {
        Summary {
            acts: self.size(),
            first_at_us: self.times.map(|(first, _)| first),
            last_at_us: self.times.map(|(_, last)| last),
            root: self.frontier.root(),
            checkpoints: self.roots.checked,
            checkpointed: self.roots.last.unwrap_or(0),
            tiles: self.tiles.checked,
            tiles_absent: self.tiles.absent,
            bodies: self.bodies,
            bodies_gone: self.bodies_gone,
        }
    }
}
