//! The members of the demo's network: the bureau whose page opens, two that hold other pieces of the same groups, and a hub
//! that brings them together. All are nodes of their own in one process, and speak to each other as any nodes do.
use super::lists::List;
use super::world::elsewhere;
use crate::commands::serve::Running;
use crate::console;
use crate::node::network::{Exchange, identity};
use crate::node::{Folder, Public, Settings, secret};
use anyhow::{Context, Result};
use desk::Clock;
use model::{Actor, Purpose, Reason};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use wire::charter::{Change, Charter, CharterEntry, MemberClass, Quorum, sign};
use wire::keys::NodeKey;
use wire::node::Identity;

/// One member of the demo.
pub struct Member {
    pub code: &'static str,
    pub name: &'static str,
    pub class: MemberClass,
    /// Whom its records are for.
    pub audience: &'static [&'static str],
    /// What the charter lets it do beside the rest.
    pub rights: &'static [&'static str],
}

/// The first is the one whose page opens.
pub const MEMBERS: [Member; 4] = [
    Member {
        code: "TG",
        name: "NCB Lomé (demo)",
        class: MemberClass::Bureau,
        audience: &["own"],
        rights: &[],
    },
    Member {
        code: "RS",
        name: "NCB Belgrade (demo)",
        class: MemberClass::Bureau,
        audience: &["TG", "X-HUB"],
        rights: &["compliance"],
    },
    Member {
        code: "TN",
        name: "NCB Tunis (demo)",
        class: MemberClass::Bureau,
        audience: &["X-HUB"],
        rights: &[],
    },
    Member { code: "X-HUB", name: "Hub (demo)", class: MemberClass::Hub, audience: &["own"], rights: &[] },
];

impl Member {
    /// Its folder in that of the demo; the first one's is the demo's own.
    pub fn dir(&self, demo: &Path) -> PathBuf {
        if self.code == MEMBERS[0].code { demo.to_path_buf() } else { demo.join(self.code.to_lowercase()) }
    }

    /// What it holds that the others do not.
    pub fn lists(&self, world: &Path) -> Vec<List> {
        let held = elsewhere::of(self.code, world).filter(|file| file.exists());
        let list = |file| List {
            name: "national-file",
            format: "ftm",
            mapping: None,
            files: vec![file],
            audience: None,
        };
        held.into_iter().map(list).collect()
    }

    /// Whom its checks ask: a bureau the hub, and the hub nobody.
    fn asks(&self) -> Option<String> {
        (self.class == MemberClass::Bureau).then(|| "hubs".to_owned())
    }

    /// The hub lets strangers see what members let them see.
    fn public(&self) -> Result<Option<Public>> {
        if self.class != MemberClass::Hub {
            return Ok(None);
        }
        let listen = SocketAddr::from(([127, 0, 0, 1], free(0)?));
        Ok(Some(Public { listen, origin: None, notices: Some("all".into()), requests_per_minute: None }))
    }

    /// Makes its node and starts it. The page is on `port`, or where that is taken on one that is free.
    pub async fn start(&self, demo: &Path, port: u16) -> Result<Running> {
        let exchange = SocketAddr::from(([127, 0, 0, 1], free(0)?));
        let settings = Settings {
            member: self.code.into(),
            name: self.name.into(),
            store: None,
            origin: None,
            demo: true,
            files: None,
            public: self.public()?,
            exchange: Some(Exchange {
                ask: self.asks(),
                ..Exchange::at(exchange, format!("https://{exchange}"))
            }),
        };
        let dir = self.dir(demo);
        let folder = Folder::create(&dir, settings)?;
        let first = self.code == MEMBERS[0].code;
        let port = if first { port } else { free(port).or_else(|_| free(0))? };
        let running = Running::start(folder, None, SocketAddr::from(([127, 0, 0, 1], port))).await?;
        desk::node::made(&running.desk, &keeper(&running)).await?;
        Ok(running)
    }
}

/// A port of this machine that nobody listens on: this one, or any where it is 0.
fn free(port: u16) -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", port))?.local_addr()?.port())
}

fn keeper(running: &Running) -> Actor {
    Actor::Console { account: console::account(), member: running.desk.me.clone() }
}

/// Founds the network, with a governance key in the demo's folder, and lets every node join it and hear of the others.
pub async fn found(demo: &Path, nodes: &[Running]) -> Result<()> {
    let mut random = [0; 32];
    desk::Chance::fill(&desk::chance::Machine, &mut random)?;
    let governance = NodeKey::generate(&random);
    secret(&demo.join("governance.pem"), &governance.to_pem()?)?;
    let charter = charter(demo, &governance)?;
    let entries: Vec<Vec<u8>> = charter.entries_from(0).map(<[u8]>::to_vec).collect();
    let reason = Reason::of(Purpose::Administration);
    for (member, running) in MEMBERS.iter().zip(nodes) {
        let (desk, by) = (&running.desk, keeper(running));
        desk::peer::join(desk, &by, &reason, &charter.fingerprint(), &entries).await?;
        let settings = running.exchange().context("every node of the demo has a door for others")?;
        desk::peer::renew(desk, &crate::node::network::about(&member.dir(demo), Some(settings))?).await?;
    }
    for from in nodes {
        let hello = desk::peer::hello(&from.desk).await?;
        for to in nodes {
            desk::peer::told(&to.desk, &hello).await?;
        }
    }
    Ok(())
}

fn charter(demo: &Path, governance: &NodeKey) -> Result<Charter> {
    let now_ms = u64::try_from(desk::clock::Machine.now_us() / 1_000).unwrap_or(0);
    let quorum = || Quorum::new(vec![governance.public()], 1);
    let genesis = CharterEntry::genesis("Liaison demo", quorum(), quorum(), now_ms);
    let mut charter = Charter::found(&sign(&genesis, &[governance]))?;
    for member in &MEMBERS {
        let change = Change::Admit {
            code: member.code.to_owned(),
            name: member.name.to_owned(),
            class: member.class,
            identity: Identity::new(identity(&member.dir(demo))?.public()),
            rights: member.rights.iter().map(|right| (*right).to_owned()).collect(),
        };
        let entry = charter.draft(change, now_ms);
        charter.append(&sign(&entry, &[governance]))?;
    }
    Ok(charter)
}
