//! A folder that is there while a workload runs.
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

pub struct Scratch(PathBuf);

impl Scratch {
    /// An empty folder where temporary files belong on this machine.
    pub fn make() -> Result<Scratch> {
        let path = std::env::temp_dir().join(format!("liaison-bench-{}", std::process::id()));
        fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(why) = fs::remove_dir_all(&self.0) {
            eprintln!("{} is left behind: {why}", self.0.display());
        }
    }
}
