//! The device of a post: a key of its own, and the fingerprint of the node whose capsules it takes.
use super::super::{Outcome, print_json};
use crate::node::secret;
use anyhow::{Context, Result, bail};
use base64ct::{Base64, Encoding};
use std::fs;
use std::path::{Path, PathBuf};
use wire::keys::SealingKey;
use zeroize::Zeroizing;

/// Make a folder into the device of a post: a key that stays on it, and what the bureau needs to seal to it
///
/// Example: liaison capsule device /home/post/aflao
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Device {
    /// The folder.
    dir: PathBuf,
    /// The fingerprint of the node whose capsules it takes, as it was read aloud.
    #[arg(long, value_name = "FINGERPRINT")]
    node: Option<String>,
    #[arg(long)]
    json: bool,
}

const SECRET: &str = "device.key";
const PUBLIC: &str = "device.pub";
const NODE: &str = "node.fingerprint";

pub fn run(it: &Device) -> Result<Outcome> {
    fs::create_dir_all(&it.dir).with_context(|| format!("cannot make {}", it.dir.display()))?;
    let path = it.dir.join(SECRET);
    if !path.exists() {
        let mut random = Zeroizing::new([0; 32]);
        desk::Chance::fill(&desk::chance::Machine, random.as_mut())?;
        secret(&path, &Zeroizing::new(Base64::encode_string(random.as_ref())))?;
    }
    let public = it.dir.join(PUBLIC);
    fs::write(&public, Base64::encode_string(&key(&it.dir)?.public().to_bytes()))?;
    if let Some(node) = &it.node {
        pin(&it.dir, node)?;
    }
    if it.json {
        print_json(&serde_json::json!({ "key": public, "node": node(&it.dir, None).ok() }));
    } else {
        say!(
            "{}: hand this file to the bureau; {} never leaves this device",
            public.display(),
            path.display()
        );
    }
    Ok(Outcome::Yes)
}

/// The device's secret.
pub fn key(dir: &Path) -> Result<SealingKey> {
    let path = dir.join(SECRET);
    let text = fs::read_to_string(&path).with_context(|| {
        format!("{} cannot be read: make this folder a device with liaison capsule device", path.display())
    })?;
    let text = Zeroizing::new(text);
    let bytes = Zeroizing::new(Base64::decode_vec(text.trim()).unwrap_or_default());
    let bytes: &[u8; 32] =
        bytes.as_slice().try_into().with_context(|| format!("{} is no key", path.display()))?;
    Ok(SealingKey::from_bytes(bytes))
}

/// What the bureau was handed.
pub fn public(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(text.trim().to_owned())
}

/// The fingerprint of the node whose capsules this device takes; what is told now is kept where nothing was.
pub fn node(dir: &Path, told: Option<&str>) -> Result<String> {
    if let Some(told) = told {
        pin(dir, told)?;
    }
    match fs::read_to_string(dir.join(NODE)) {
        Ok(node) => Ok(node),
        Err(_) => bail!(
            "this device does not know its bureau yet: have the fingerprint read to you that liaison capsule list shows there, and name it with --node"
        ),
    }
}

fn pin(dir: &Path, told: &str) -> Result<()> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(told).len() != 40 {
        bail!("a fingerprint is eight groups of five digits");
    }
    match fs::read_to_string(dir.join(NODE)) {
        Ok(known) if digits(&known) != digits(told) => {
            bail!("this device takes the capsules of another node; use another folder for this one")
        }
        Ok(_) => Ok(()),
        Err(_) => Ok(fs::write(dir.join(NODE), told)?),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn a_device_keeps_its_key_and_its_bureau() {
        let dir = tempfile::tempdir().unwrap();
        let it = || Device { dir: dir.path().join("post"), node: None, json: false };
        run(&it()).unwrap();
        let made = key(&it().dir).unwrap().id();
        run(&it()).unwrap();
        assert_eq!(key(&it().dir).unwrap().id(), made);
        assert!(node(&it().dir, None).is_err());
        let first = "18755 70775 18281 37560 08173 76863 61461 90237";
        assert_eq!(node(&it().dir, Some(first)).unwrap(), first);
        assert!(node(&it().dir, Some(&first.replace(' ', ""))).is_ok(), "however it is grouped");
        assert!(node(&it().dir, Some(&first.replace('1', "2"))).is_err());
        assert!(node(&it().dir, Some("1 2 3")).is_err());
        assert_eq!(node(&it().dir, None).unwrap(), first);
    }
}
