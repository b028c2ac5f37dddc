//! What a node's folder has for the network: its identity, the keys of its lines, and where it is reached.
use super::{Folder, secret};
use anyhow::{Context, Result};
use desk::peer::About;
use exchange::TlsKey;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use wire::keys::NodeKey;
use zeroize::Zeroizing;

/// `[exchange]` in node.toml: without it a node has no door for others.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The address and port that it listens on for other nodes.
    pub listen: SocketAddr,
    /// Where others reach that: `https://ncb.example:7701`.
    pub endpoint: String,
    /// Whom a check asks that says nothing of it: `nobody` (where nothing is set), `hubs`, codes of members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// Milliseconds until an answer of another member must be here; 400 where nothing is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_wait_ms: Option<u64>,
    /// Questions that each other member may ask of this node in a minute; 600 where nothing is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions_per_minute: Option<u32>,
}

/// No check waits longer for others.
const ASK_WAIT_MS_MAX: u64 = 10_000;

impl Exchange {
    /// A door there, with everything else as it is where nothing is set.
    pub fn at(listen: SocketAddr, endpoint: String) -> Exchange {
        Exchange { listen, endpoint, ask: None, ask_wait_ms: None, questions_per_minute: None }
    }

    /// Whom checks ask, over this road.
    pub fn asking(&self, carrier: Arc<dyn desk::ask::Carrier>) -> Result<desk::ask::Asking> {
        let by_default = self.ask.as_deref().unwrap_or("nobody").parse().context("`ask` in node.toml")?;
        let wait =
            self.ask_wait_ms.map_or(desk::ask::WAIT, |ms| Duration::from_millis(ms.min(ASK_WAIT_MS_MAX)));
        Ok(desk::ask::Asking { carrier, by_default, wait })
    }
}

/// A key is used so long.
const TLS_RUNS: Duration = Duration::from_secs(30 * 24 * 3_600);

/// The key in use, and the one that follows. The manifest names both, so that the next is known long before.
pub struct Lines {
    pub in_use: TlsKey,
    pub next: TlsKey,
}

impl Folder {
    pub fn exchange(&self) -> Option<&Exchange> {
        self.settings.exchange.as_ref()
    }

    /// What this node says of itself to others.
    pub fn about(&self) -> Result<About> {
        about(&self.dir, self.exchange())
    }
}

/// The key that is this node to others. One that was made by an earlier edition has none yet, and gets it.
pub fn identity(dir: &Path) -> Result<NodeKey> {
    let path = dir.join("keys/identity.pem");
    if !path.exists() {
        let mut random = [0; 32];
        desk::Chance::fill(&desk::chance::Machine, &mut random)?;
        secret(&path, &NodeKey::generate(&random).to_pem()?)?;
    }
    let text = fs::read_to_string(&path)
        .with_context(|| format!("the node's identity {} cannot be read", path.display()))?;
    Ok(NodeKey::from_pem(&text)?)
}

/// What a node says of itself that has no door, or this one.
pub fn about(dir: &Path, exchange: Option<&Exchange>) -> Result<About> {
    let Some(exchange) = exchange else { return Ok(About::default()) };
    let Lines { in_use, next } = lines(dir)?;
    Ok(About { endpoints: vec![exchange.endpoint.clone()], tls: vec![in_use.spki(), next.spki()] })
}

/// The keys of lines, made where they are missing; the next takes the place of one whose time is over.
pub fn lines(dir: &Path) -> Result<Lines> {
    let (used, next) = (dir.join("keys/tls.pem"), dir.join("keys/tls-next.pem"));
    if age(&used).is_some_and(|age| age >= TLS_RUNS) && next.exists() {
        File::options().write(true).open(&next)?.set_modified(SystemTime::now())?;
        fs::rename(&next, &used)?;
    }
    Ok(Lines { in_use: line(&used)?, next: line(&next)? })
}

fn line(path: &PathBuf) -> Result<TlsKey> {
    if !path.exists() {
        let mut random = Zeroizing::new([0; 32]);
        desk::Chance::fill(&desk::chance::Machine, random.as_mut())?;
        secret(path, &NodeKey::generate(&random).to_pem()?)?;
    }
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    TlsKey::from_pem(&text).with_context(|| path.display().to_string())
}

/// How long ago it was put into use. A file from the future is as good as new.
fn age(path: &Path) -> Option<Duration> {
    let since = fs::metadata(path).and_then(|data| data.modified()).ok()?;
    Some(since.elapsed().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn the_next_key_takes_over_after_thirty_days_and_was_named_before() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("keys")).unwrap();
        let first = lines(dir.path()).unwrap();
        let again = lines(dir.path()).unwrap();
        assert_eq!(first.in_use.spki(), again.in_use.spki());
        let old = SystemTime::now() - TLS_RUNS;
        File::options().write(true).open(dir.path().join("keys/tls.pem")).unwrap().set_modified(old).unwrap();
        let after = lines(dir.path()).unwrap();
        assert_eq!(after.in_use.spki(), first.next.spki());
        assert_ne!(after.next.spki(), first.next.spki());
        let still = lines(dir.path()).unwrap();
        assert_eq!(still.in_use.spki(), after.in_use.spki(), "its thirty days have just begun");
    }

    #[test]
    fn an_identity_is_made_once() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("keys")).unwrap();
        let made = identity(dir.path()).unwrap();
        assert_eq!(identity(dir.path()).unwrap().public(), made.public());
    }
}
