//! A node's folder: its keys, its settings, its store. Opened by one process at a time.
pub mod network;

use anyhow::{Context, Result, bail};
use desk::attachment::{self, Room, Workshop};
use desk::notice::extract::Whose;
use desk::peer::PostKeys;
use desk::{Desk, Parts};
use model::Member;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wire::keys::{NodeKey, StorageKey};

/// What a node is, as `node.toml` in its folder says. Unknown lines are refused.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Code of the member whose node it is.
    pub member: String,
    /// What people call it.
    pub name: String,
    /// Where the store is, if not in the folder: a PostgreSQL URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    /// The address in people's browsers, if it is not the one listened on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Made by `liaison demo`: links alone sign in, and the page shows a tour.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
    /// Where files of records lie, and how long they may be. A table, like the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Files>,
    /// The door to strangers, who see the public extract of notices; a table as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<Public>,
    /// The door to other nodes; the last, since a table ends the plain lines of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<network::Exchange>,
}

/// `[files]` in `node.toml`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// The folder, if not `files` in the node's own. Where several processes share a store, one that all of them reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<PathBuf>,
    /// Longest file that is taken, in bytes: at most 2 GiB, which is what holds where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes_max: Option<u64>,
    /// Most bytes of others' files that a hub keeps in its mailbox: 10 GiB where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox_bytes_max: Option<u64>,
}

/// `[public]` in `node.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Public {
    /// Where strangers are answered: an address that is no other door's.
    pub listen: SocketAddr,
    /// As it stands in links, if it is not the one listened on: `https://notices.example.tg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Whose notices: `own`, or `all`, as a hub has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notices: Option<String>,
    /// How often one address may ask; 1,200 where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests_per_minute: Option<u32>,
}

/// What a hub keeps of others' files at most, where its settings say nothing.
const MAILBOX_BYTES_MAX: u64 = 10 << 30;

impl Settings {
    pub fn read(dir: &Path) -> Result<Settings> {
        let text = fs::read_to_string(dir.join("node.toml")).with_context(|| {
            format!(
                "{} is no node; make one with: liaison init {} --member TG --name \"NCB Lomé\"",
                dir.display(),
                dir.display()
            )
        })?;
        toml::from_str(&text).with_context(|| format!("{}/node.toml", dir.display()))
    }
}

/// A folder that is held by this process.
pub struct Folder {
    pub dir: PathBuf,
    pub settings: Settings,
    /// Made by this process: only then may its database be missing.
    is_new: bool,
    _held: File,
}

pub const LISTEN: &str = "127.0.0.1:7700";

impl Folder {
    /// Takes hold of a node's folder. Fails where there is none, or where another process has it.
    pub fn open(dir: &Path) -> Result<Folder> {
        let settings = Settings::read(dir)?;
        let held = hold(dir)?;
        Ok(Folder { dir: dir.to_path_buf(), settings, is_new: false, _held: held })
    }

    /// Makes the folder, the keys and the settings of a new node. An existing node is left alone.
    pub fn create(dir: &Path, settings: Settings) -> Result<Folder> {
        settings.member.parse::<Member>()?;
        if dir.join("node.toml").exists() {
            bail!("{} is a node already; choose another folder", dir.display());
        }
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(dir.join("keys"));
        made.with_context(|| format!("cannot make {}", dir.display()))?;
        let held = hold(dir)?;
        let mut random = [0; 32];
        desk::Chance::fill(&desk::chance::Machine, &mut random)?;
        secret(&dir.join("keys/node.pem"), &NodeKey::generate(&random).to_pem()?)?;
        desk::Chance::fill(&desk::chance::Machine, &mut random)?;
        secret(&dir.join("keys/storage.key"), &StorageKey::generate(&random).to_text())?;
        network::identity(dir)?;
        fs::write(dir.join("node.toml"), toml::to_string(&settings)?)?;
        Ok(Folder { dir: dir.to_path_buf(), settings, is_new: true, _held: held })
    }

    /// Whose database is to be made from a backup.
    pub fn for_restore(self) -> Folder {
        Folder { is_new: true, ..self }
    }

    pub fn socket(dir: &Path) -> PathBuf {
        dir.join("node.sock")
    }

    pub fn keys(&self) -> Result<(NodeKey, StorageKey)> {
        let read = |name: &str| {
            let path = self.dir.join("keys").join(name);
            fs::read_to_string(&path)
                .with_context(|| format!("the node's key {} cannot be read", path.display()))
        };
        Ok((NodeKey::from_pem(&read("node.pem")?)?, StorageKey::from_text(read("storage.key")?.trim())?))
    }

    /// The store's URL: as told on the command line, else in the settings, else the database in the folder. One that was
    /// there and is gone is a fault, and no new beginning.
    pub fn store_url(&self, told: Option<&str>) -> String {
        let mode = if self.is_new { "rwc" } else { "rw" };
        let own = || format!("sqlite://{}?mode={mode}", self.dir.join("liaison.db").display());
        told.map(str::to_string).or_else(|| self.settings.store.clone()).unwrap_or_else(own)
    }

    /// What its doors are told. Where nothing says what people's browsers call it, it is `listens`, on this machine.
    pub fn doors(&self, listens: SocketAddr) -> Result<server::Settings> {
        let own = || format!("http://localhost:{}", listens.port());
        let origin = self.settings.origin.clone().unwrap_or_else(own);
        let ordinary = server::Settings::at(origin, self.dir.join("spool"));
        let tour = if self.settings.demo { crate::demo::tour::things() } else { vec![] };
        let about = self.about()?;
        let mut settings = server::Settings { demo: self.settings.demo, tour, about, ..ordinary };
        if settings.demo {
            // Whoever tries all its sign-ins in a row is no intruder.
            settings.pace.sign_ins_per_minute = 60;
        }
        Ok(settings)
    }

    /// What the public door is told, and whose notices it shows; none where nothing is said of it.
    pub fn public(&self, listens: SocketAddr) -> Result<Option<(server::Settings, Whose)>> {
        let Some(public) = &self.settings.public else { return Ok(None) };
        let whose = public.notices.as_deref().unwrap_or("own").parse::<Whose>();
        let whose = whose.context("[public] in node.toml: notices")?;
        let own = || format!("http://localhost:{}", listens.port());
        let origin = public.origin.clone().unwrap_or_else(own);
        let mut settings = server::Settings::at(origin, self.dir.join("spool"));
        settings.demo = self.settings.demo;
        if let Some(most) = public.requests_per_minute {
            settings.pace.stranger_per_minute = most;
        }
        Ok(Some((settings, whose)))
    }

    /// Has the desk keep files where the settings say.
    pub fn keep_files(&self, desk: &Desk, workshop: Option<Arc<dyn Workshop>>) -> Result<()> {
        let files = self.settings.files.clone().unwrap_or_default();
        let folder = files.folder.unwrap_or_else(|| self.dir.join("files"));
        let room = Room {
            bytes_max: files.bytes_max.unwrap_or(u64::MAX),
            mailbox_bytes_max: files.mailbox_bytes_max.unwrap_or(MAILBOX_BYTES_MAX),
            workshop,
            folder,
        };
        attachment::keep_in(desk, room).context("the folder of files cannot be made")
    }

    pub async fn store(&self, told: Option<&str>) -> Result<store::Store> {
        let (node, storage) = self.keys()?;
        let origin = format!("liaison/{}", self.settings.member);
        let url = self.store_url(told);
        store::Store::open(&url, store::Keys { node, storage, origin })
            .await
            .context("the store cannot be opened")
    }

    /// The desk over the folder's store. Its index is empty until the follower has caught up.
    pub async fn desk(&self, told: Option<&str>) -> Result<Arc<Desk>> {
        let (first, pseudonyms) = self.keys()?;
        let parts = Parts {
            me: self.settings.member.parse()?,
            name: self.settings.name.clone(),
            store: self.store(told).await?,
            clock: Arc::new(desk::clock::Machine),
            chance: Arc::new(desk::chance::Machine),
            segment: Some(self.dir.join("index.segment")),
            pseudonyms,
            post: Some(PostKeys { identity: network::identity(&self.dir)?, first }),
        };
        Ok(Arc::new(Desk::open(parts).await?))
    }
}

/// A lock that the operating system lets go when the process ends, however it ends.
pub fn hold(dir: &Path) -> Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(dir.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => bail!("another process works on {}; wait for it to end, or stop it", dir.display()),
    }
}

/// A file that only its owner reads, never written over.
pub fn secret(path: &Path, text: &str) -> Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(())
}
