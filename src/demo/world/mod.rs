//! An invented but lifelike world for the demo: the same for the same seed, on every machine, byte by byte.
//!
//! Nobody in it lives: names are put together from common parts of each culture, and where two parts would make the name
//! of somebody widely known, one of them is left out of the tables. Telephones, ships' numbers, accounts and
//! e-mail domains lie in ranges that nobody can have; series of documents and plates begin with marks that issuers leave out.
mod asset;
mod chance;
mod checked;
mod day;
mod document;
pub mod elsewhere;
mod family;
mod guided;
mod names;
mod network;
mod number;
mod output;
mod person;
mod place;
mod route;
mod standing;
mod thing;

use chance::Chance;
pub use guided::{Expect, Guided, guided};
use names::Names;
use output::Output;
pub use output::{Counts, Files};
use person::Draft;
use place::Atlas;
use std::io;
use std::path::Path;

/// How many persons a world has unless somebody asks for more or fewer.
pub const PERSONS: usize = 100_000;

/// A world that was written: where its files are, and how much is in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    pub seed: u64,
    pub files: Files,
    pub counts: Counts,
}

/// Writes the world of that seed into a folder, over files of an older one, and tells after every thousand rows how many
/// there are. `persons` and `documents` are met exactly, but for the few that the guided list needs.
pub fn write(
    dir: &Path,
    seed: u64,
    persons: usize,
    documents: usize,
    progress: impl FnMut(u64),
) -> io::Result<World> {
    std::fs::create_dir_all(dir)?;
    let files = Files::of(dir);
    let root = Chance::new(seed);
    let names = Names::load();
    let atlas = Atlas::load(&names, &mut root.fork(1));
    let out = Output::create(&files, progress)?;
    let mut forge = Forge { names, atlas, out, last_id: 0, documents_held: documents / 2 };
    guided::write(&mut forge)?;
    network::write(&mut forge, &mut root.fork(2), (persons / 1600).clamp(12, 65), persons)?;
    register(&mut forge, &mut root.fork(3), persons)?;
    document::write(&mut forge, &mut root.fork(4), documents)?;
    thing::write_vehicles(&mut forge, &mut root.fork(5), documents / 20)?;
    thing::write_phones(&mut forge, &mut root.fork(6), persons / 40)?;
    Ok(World { seed, files, counts: forge.out.finish()? })
}

/// What all parts of the world are made with.
struct Forge<'p> {
    names: Names,
    atlas: Atlas,
    out: Output<'p>,
    last_id: u64,
    /// How many of the register's documents may belong to persons of the world.
    documents_held: usize,
}

impl Forge<'_> {
    /// A new id, with the kind in front.
    fn id(&mut self, kind: &str) -> String {
        self.last_id += 1;
        format!("{kind}-{}", self.last_id)
    }

    fn has_room_for_documents(&self) -> bool {
        self.out.counts().documents < self.documents_held
    }
}

/// The ordinary persons of the register, some alone and some with their families, until there are so many.
fn register(forge: &mut Forge<'_>, chance: &mut Chance, persons: usize) -> io::Result<()> {
    while forge.out.counts().persons < persons {
        let room = persons - forge.out.counts().persons;
        if room >= 3 && chance.percent(9) {
            family::write(forge, chance, room)?;
            continue;
        }
        let country = forge.atlas.of_people(chance);
        let draft = Draft::adult(forge, chance, country);
        let mut person = person::make(forge, chance, draft);
        standing::give(forge, chance, &mut person)?;
        forge.out.entity(&person.entity)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
