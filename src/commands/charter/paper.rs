//! The charter as a file, what waits beside it for signatures, and the bundle by which a member is admitted.
use anyhow::{Context, Result};
use desk::Clock;
use exchange::Introduction;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use wire::Rejection;
use wire::charter::{Charter, CharterEntry};
use wire::keys::{NodeKey, NodePublic};
use wire::node::NodeId;

/// A charter with what its file holds beside it.
pub struct Paper {
    pub charter: Charter,
    manifests: Vec<Vec<u8>>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// It holds.
    Holds,
    /// More keys must sign it.
    Waits,
}

impl Paper {
    pub fn read(file: &Path) -> Result<Paper> {
        let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let hello =
            Introduction::read(&bytes).with_context(|| format!("{} is no charter", file.display()))?.hello();
        let charter = Charter::fold(hello.charter.iter().map(Vec::as_slice))
            .with_context(|| format!("the charter in {} does not prove itself", file.display()))?;
        Ok(Paper { charter, manifests: hello.manifests })
    }

    /// The running node of a member.
    pub fn node(&self, member: &str) -> Result<NodeId> {
        let listed = self.charter.node_of(member);
        Ok(listed.with_context(|| format!("{member} is no member of this network"))?.node())
    }

    /// When the last entry was drafted.
    pub fn latest_ms(&self) -> u64 {
        let last = self.charter.entries_from(0).last().and_then(|bytes| CharterEntry::peek(bytes).ok());
        last.map_or(0, |entry| entry.at_ms)
    }

    fn write(&self, file: &Path) -> Result<()> {
        let hello = desk::peer::Hello {
            charter: self.charter.entries_from(0).map(<[u8]>::to_vec).collect(),
            manifests: self.manifests.clone(),
            epochs: vec![],
        };
        whole(file, &Introduction::of(&hello).encode())
    }
}

/// Where a change waits for signatures.
pub fn pending(file: &Path) -> PathBuf {
    file.with_added_extension("pending")
}

/// Puts a change into the charter where enough keys have signed it, else beside it.
pub fn keep(file: &Path, paper: Option<Paper>, signed: Vec<u8>) -> Result<Signed> {
    let taken = match paper {
        None => Charter::found(&signed).map(|charter| Paper { charter, manifests: vec![] }),
        Some(mut paper) => paper.charter.append(&signed).map(|_| paper),
    };
    match taken {
        Ok(paper) => {
            paper.write(file)?;
            let _none_waited = fs::remove_file(pending(file));
            Ok(Signed::Holds)
        }
        Err(Rejection::Signature) => {
            whole(&pending(file), &signed)?;
            Ok(Signed::Waits)
        }
        Err(why) => Err(why.into()),
    }
}

/// What a member hands over to be admitted: a text that people can read.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// Code of the member.
    pub member: String,
    pub name: String,
    /// The public keys of its identity, in hexadecimal digits.
    identity: String,
}

impl Bundle {
    pub fn new(member: &str, name: &str, identity: &[u8]) -> Bundle {
        let identity = wire::hex(identity);
        Bundle { member: member.to_owned(), name: name.to_owned(), identity }
    }

    pub fn read(file: &Path) -> Result<Bundle> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        toml::from_str(&text)
            .with_context(|| format!("{} is not what `liaison peer identity` writes", file.display()))
    }

    pub fn write(&self, file: &Path) -> Result<()> {
        whole(file, toml::to_string(self)?.as_bytes())
    }

    pub fn identity(&self) -> Result<Vec<u8>> {
        wire::all_from_hex(&self.identity).context("the identity is damaged")
    }
}

/// Letters and digits count; how they are spaced does not.
pub fn same_words(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    plain(one) == plain(other)
}

pub fn keys(files: &[PathBuf]) -> Result<Vec<NodeKey>> {
    let read = |file: &PathBuf| {
        let text =
            fs::read_to_string(file).with_context(|| format!("the key {} cannot be read", file.display()))?;
        NodeKey::from_pem(&text).with_context(|| file.display().to_string())
    };
    files.iter().map(read).collect()
}

pub fn publics(files: &[PathBuf]) -> Result<Vec<NodePublic>> {
    let read = |file: &PathBuf| {
        let text =
            fs::read_to_string(file).with_context(|| format!("the key {} cannot be read", file.display()))?;
        NodePublic::from_pem(&text).with_context(|| file.display().to_string())
    };
    files.iter().map(read).collect()
}

pub fn now_ms() -> Result<u64> {
    Ok(u64::try_from(desk::clock::Machine.now_us() / 1_000)?)
}

/// A file that is there as a whole or as it was before.
fn whole(file: &Path, bytes: &[u8]) -> Result<()> {
    let part = file.with_added_extension("part");
    let mut written = File::create(&part).with_context(|| format!("cannot write {}", part.display()))?;
    written.write_all(bytes)?;
    written.sync_all()?;
    fs::rename(&part, file)?;
    Ok(())
}
