//! Writes every page from its sample, in every language, with the bundle's files, into a folder: to look at them.
//!
//! `cargo run -p server --example pages -- FOLDER`, then `npm run look -- FOLDER` in `web/`.
use model::Language;
use server::page::{asset, samples};
use std::{error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say into which folder: pages FOLDER")?);
    if !asset::is_built() {
        return Err("the bundle is missing: run `npm ci && npm run bundle` in web/ first".into());
    }
    fs::create_dir_all(folder.join("assets"))?;
    for name in asset::names() {
        let file = asset::get(name, false).ok_or("the bundle's list names a file that is not there")?;
        fs::write(folder.join("assets").join(name), file.bytes)?;
    }
    for language in Language::ALL {
        for sample in samples(*language) {
            fs::write(folder.join(format!("{}.{language}.html", sample.name)), sample.html?)?;
        }
    }
    Ok(())
}
