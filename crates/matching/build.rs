//! Gives the library a digest of its own sources, of those that clean values, and of the versions of the libraries that
//! both use: a saved index is only read by the edition that compiled it.
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut edition = DefaultHasher::new();
    for place in ["src", "../model/src", "../../Cargo.lock"] {
        let place = here.join(place);
        println!("cargo::rerun-if-changed={}", place.display());
        hash(&place, &mut edition)?;
    }
    println!("cargo::rustc-env=LIAISON_MATCHING_EDITION={:016x}", edition.finish());
    Ok(())
}

fn hash(place: &Path, edition: &mut DefaultHasher) -> io::Result<()> {
    if !place.is_dir() {
        place.file_name().hash(edition);
        fs::read(place)?.hash(edition);
        return Ok(());
    }
    let mut places = fs::read_dir(place)?.map(|place| Ok(place?.path())).collect::<io::Result<Vec<_>>>()?;
    places.sort();
    places.iter().try_for_each(|place| hash(place, edition))
}
