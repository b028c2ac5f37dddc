//! Gives the library a digest of its own sources and of those that clean values: a saved index is only read by the
//! edition that compiled it.
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut edition = DefaultHasher::new();
    for room in ["src", "data", "../model/src"] {
        let room = here.join(room);
        println!("cargo::rerun-if-changed={}", room.display());
        if room.exists() {
            hash(&room, &mut edition)?;
        }
    }
    println!("cargo::rustc-env=LIAISON_MATCHING_EDITION={:016x}", edition.finish());
    Ok(())
}

fn hash(room: &Path, edition: &mut DefaultHasher) -> io::Result<()> {
    let mut places = fs::read_dir(room)?.map(|place| Ok(place?.path())).collect::<io::Result<Vec<_>>>()?;
    places.sort();
    for place in places {
        if place.is_dir() {
            hash(&place, edition)?;
        } else {
            place.file_name().hash(edition);
            fs::read(&place)?.hash(edition);
        }
    }
    Ok(())
}
