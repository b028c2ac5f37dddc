//! How long a node waits for its index after a restart: written sealed, as a node keeps it, and read back.
use super::persons::{WHOLE, person};
use super::table::Generated;
use super::{Figures, Target, fill::id, say};
use crate::bench::Scratch;
use anyhow::{Context, Result, anyhow, ensure};
use matching::{Index, Probe};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Instant;
use wire::keys::{Salt, StorageKey};
use wire::sealed::{SealReader, SealWriter};

pub fn add(index: Index, data: &Generated, figures: &mut Figures) -> Result<()> {
    say("keeping the index and reading it back");
    let scratch = Scratch::make()?;
    let path = scratch.path().join("index");
    let began = Instant::now();
    keep(&index, &path)?;
    figures.add("index written and sealed", began.elapsed().as_secs_f64(), "s");
    figures.add("index file", path.metadata()?.len() as f64 / 1e6, "MB");
    let held = index.len();
    drop(index);
    let began = Instant::now();
    let again = read_back(&path)?;
    // Usable means that it answers.
    let asked = Probe::of(&person(&data.persons.row(0), WHOLE));
    let found = again.search(&asked, &|_| true, 10, 0.0);
    let ready = began.elapsed().as_secs_f64();
    ensure!(again.len() == held, "the index that was read back holds {} of {held}", again.len());
    ensure!(found.iter().any(|found| found.record == id(0)), "the index that was read back lost somebody");
    match data.persons.len() {
        5_000_000.. => figures.hold("ready after a restart", ready, "s", Target::AtMost(3.0)),
        _ => figures.add("ready after a restart", ready, "s"),
    }
    Ok(())
}

fn keep(index: &Index, path: &Path) -> Result<()> {
    let file = BufWriter::new(File::create(path)?);
    let mut sealed = SealWriter::new(file, key());
    index.save(&mut sealed).context("the index cannot be written")?;
    let mut file = sealed.finish()?;
    file.flush()?;
    file.get_ref().sync_all()?;
    Ok(())
}

fn read_back(path: &Path) -> Result<Index> {
    let index = Index::new();
    let mut opened = SealReader::new(BufReader::new(File::open(path)?), key());
    index.load(&mut opened).map_err(|why| anyhow!("the index cannot be read back: {why}"))?;
    Ok(index)
}

/// A key for a file that goes with the end of the workload.
fn key() -> wire::seal::SealKey {
    StorageKey::generate(&[7; 32]).index_key(&Salt::from_bytes([7; 32]))
}
