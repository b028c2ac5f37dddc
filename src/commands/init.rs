//! `liaison init`: a new node, with its keys, an empty store, and a one-time sign-in for its first administrator.
use super::Outcome;
use crate::console;
use crate::node::network::Exchange;
use crate::node::{Folder, LISTEN, Settings};
use anyhow::Result;
use model::{Actor, Language, Level, Purpose, Reason, Role};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Make a new node: keys, empty store, and a one-time sign-in for the first administrator
///
/// Example: liaison init /srv/liaison --member TG --name "NCB Lomé"
#[derive(clap::Args)]
pub struct Init {
    /// The folder to make.
    dir: PathBuf,
    /// Code of the member: two capital letters of a country, or X- and a name.
    #[arg(long)]
    member: String,
    /// What people call this node.
    #[arg(long)]
    name: String,
    /// A PostgreSQL URL, if the store shall not lie in the folder.
    #[arg(long, value_name = "URL", env = "LIAISON_STORE")]
    store: Option<String>,
    /// The address in people's browsers, such as https://liaison.example.org.
    #[arg(long, value_name = "URL")]
    origin: Option<String>,
    /// Where other members' nodes reach this one, such as https://ncb.example:7701.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The address and port on which it listens for them.
    #[arg(long, value_name = "ADDR:PORT", default_value = "0.0.0.0:7701", requires = "endpoint")]
    exchange: SocketAddr,
    /// Name of the first administrator.
    #[arg(long, default_value = "Administrator")]
    administrator: String,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

pub async fn run(it: Init) -> Result<Outcome> {
    let exchange = it.endpoint.map(|endpoint| Exchange::at(it.exchange, endpoint));
    let settings = Settings {
        member: it.member,
        name: it.name,
        store: it.store,
        origin: it.origin,
        demo: false,
        files: None,
        public: None,
        exchange,
    };
    let folder = Folder::create(&it.dir, settings)?;
    let desk = folder.desk(None).await?;
    let by = Actor::Console { account: console::account(), member: desk.me.clone() };
    let reason = Reason::of(Purpose::Administration);
    desk::node::made(&desk, &by).await?;
    let first = desk::officer::New {
        name: it.administrator,
        unit: String::new(),
        roles: vec![Role::Administrator],
        clearance: Level::Official,
        language: Language::English,
    };
    let officer = desk::officer::add(&desk, &by, &reason, first).await?;
    let link = desk::officer::offer_link(&desk, &by, &reason, officer).await?;
    let origin = folder
        .settings
        .origin
        .clone()
        .unwrap_or_else(|| format!("http://{}", LISTEN.replace("127.0.0.1", "localhost")));
    let address = format!("{origin}/enter/{link}");
    if it.json {
        super::print_json(
            &serde_json::json!({ "dir": folder.dir, "member": folder.settings.member, "sign_in": address }),
        );
    } else {
        say!("Made {}.\n\nStart it:   liaison serve {}", folder.dir.display(), folder.dir.display());
        say!("Then open, once and within a day, as its first administrator:\n  {address}");
        say!(
            "\nKeep {}/keys safe and apart from backups: without it nothing in the store can be read.",
            folder.dir.display()
        );
    }
    Ok(Outcome::Yes)
}
