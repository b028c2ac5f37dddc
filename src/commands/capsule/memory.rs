//! Where a post opens its capsule: a folder in memory, never on a disk.
use anyhow::{Context, Result, bail};
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// A folder in memory, gone when the process lets go of it and when the device is switched off.
pub struct Memory(PathBuf);

impl Memory {
    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn make(name: &str) -> Result<Memory> {
        let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let candidates = runtime.into_iter().chain([PathBuf::from("/dev/shm")]);
        let Some(place) = candidates.into_iter().find(|place| in_memory(&mounts, place)) else {
            bail!(
                "this device has no folder in memory (tmpfs) at $XDG_RUNTIME_DIR or /dev/shm, and on its disk nothing is opened"
            );
        };
        let path = place.join(format!("liaison-post-{name}"));
        // Left behind by a process that was killed: sealed, and of no use to anybody.
        let _left_behind = fs::remove_dir_all(&path);
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Memory(path))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

/// Whether the file system of this folder is in memory, by the list of mounts.
fn in_memory(mounts: &str, place: &Path) -> bool {
    let of = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (at, kind) = (words.next()?, words.next()?);
        place.starts_with(at).then_some((at.len(), kind))
    });
    // Of two over one another the later one is seen.
    let kind = of.fold((0, ""), |best, next| if next.0 >= best.0 { next } else { best }).1;
    ["tmpfs", "ramfs"].contains(&kind) && place.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_mounted_in_memory_is_memory() {
        let mounts =
            "/dev/sda1 / ext4 rw 0 0\ntmpfs /dev/shm tmpfs rw 0 0\n/dev/sda2 /dev/shm/disk ext4 rw 0 0\n";
        assert!(in_memory(mounts, Path::new("/dev/shm")) || !Path::new("/dev/shm").is_dir());
        assert!(!in_memory(mounts, Path::new("/")));
        assert!(!in_memory(mounts, Path::new("/tmp")));
        let over = format!("{mounts}/dev/sdb1 /dev/shm ext4 rw 0 0\n");
        assert!(!in_memory(&over, Path::new("/dev/shm")), "mounted over");
    }
}
