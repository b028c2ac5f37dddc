//! `liaison serve`: the node runs, until it is told to stop.
use super::{At, Outcome};
use crate::console;
use crate::exchanging::Exchanging;
use crate::node::network::Exchange;
use crate::node::{Folder, LISTEN};
use crate::workshop;
use anyhow::{Context, Result};
use desk::Desk;
use desk::attachment::Workshop;
use std::future::Future;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use tokio::net::{TcpListener, UnixListener};
use tokio::task::JoinSet;

/// Run a node: pages and API on an address, commands over a socket in its folder
///
/// Example: liaison serve /srv/liaison --listen 127.0.0.1:7700
#[derive(clap::Args)]
pub struct Serve {
    #[command(flatten)]
    at: At,
    /// Address and port. Beyond this machine put a proxy that ends TLS in front, and set `origin` in node.toml.
    #[arg(long, value_name = "ADDR:PORT", default_value = LISTEN)]
    listen: SocketAddr,
}

pub async fn run(it: Serve) -> Result<Outcome> {
    let folder = Folder::open(&it.at.dir)?;
    let running = Running::start(folder, it.at.store.as_deref(), it.listen).await?;
    say!("{} answers on {}", running.desk.name, running.origin);
    if let Some(public) = &running.public_origin {
        say!("strangers see its extract of notices on {public}");
    }
    running.until(stopped()).await?;
    Ok(Outcome::Yes)
}

/// A node that answers.
pub struct Running {
    pub desk: Arc<Desk>,
    pub origin: String,
    pub address: SocketAddr,
    /// Where strangers reach its extract of notices, if they do.
    pub public_origin: Option<String>,
    folder: Folder,
    network: (TcpListener, axum::Router),
    local: (UnixListener, axum::Router),
    /// The door to strangers, where there is one.
    public: Option<(TcpListener, axum::Router)>,
    followers: JoinSet<()>,
    exchange: Option<Exchanging>,
}

impl Running {
    /// Opens the desk and both doors. Followers start at once; `/readyz` says when everything is searchable.
    pub async fn start(folder: Folder, store: Option<&str>, listen: SocketAddr) -> Result<Running> {
        let desk = folder.desk(store).await?;
        let workshop = workshop::start().await.map(|workshop| workshop as Arc<dyn Workshop>);
        folder.keep_files(&desk, workshop)?;
        let network = TcpListener::bind(listen)
            .await
            .with_context(|| format!("cannot listen on {listen}; is it in use?"))?;
        let address = network.local_addr()?;
        let settings = folder.doors(address)?;
        let origin = settings.origin.clone();
        if !server::page::asset::is_built() {
            tracing::error!(
                "the pages have neither style nor script, and nobody signs in with a passkey: build it with `make build`"
            );
        }
        let app = server::app(Arc::clone(&desk), settings.clone());
        let local = listen_locally(&Folder::socket(&folder.dir))?;
        let console = server::console(Arc::clone(&desk), console::account(), settings);
        let mut followers = JoinSet::new();
        followers.spawn(desk::follow::run(Arc::clone(&desk)));
        followers.spawn(desk::duty::run(Arc::clone(&desk)));
        followers.spawn(desk::twin::run(Arc::clone(&desk)));
        followers.spawn(desk::thread::keep_words(Arc::clone(&desk)));
        let public = public(&folder, &desk).await?;
        let public_origin = public.as_ref().map(|(_, _, origin)| origin.clone());
        let public = public.map(|(listener, router, _)| (listener, router));
        if public.is_some() {
            followers.spawn(desk::notice::extract::run(Arc::clone(&desk)));
        }
        let exchange = Exchanging::start(&folder, &desk).await?;
        let (network, local) = ((network, app), (local, console));
        Ok(Running {
            desk,
            origin,
            address,
            public_origin,
            folder,
            network,
            local,
            public,
            followers,
            exchange,
        })
    }

    /// What its doors were told.
    pub fn settings(&self) -> Result<server::Settings> {
        self.folder.doors(self.address)
    }

    /// Where other nodes reach it, if they do.
    pub fn exchange(&self) -> Option<&Exchange> {
        self.folder.exchange()
    }

    /// Answers until `end`, then lets what is under way come to its end and keeps the index for the next start.
    pub async fn until(mut self, end: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let (stop, stopping) = tokio::sync::watch::channel(false);
        tokio::spawn(async move {
            end.await;
            stop.send_replace(true);
        });
        let heard = |mut stopping: tokio::sync::watch::Receiver<bool>| async move {
            let _told = stopping.wait_for(|stop| *stop).await;
        };
        let (network, app) = self.network;
        let (local, console) = self.local;
        let strangers = async {
            if let Some((public, router)) = self.public {
                server::serve(public, router, heard(stopping.clone())).await;
            }
        };
        let others = async {
            if let Some(exchange) = self.exchange {
                exchange.until(heard(stopping.clone())).await;
            }
        };
        tokio::join!(
            server::serve(network, app, heard(stopping.clone())),
            server::serve_socket(local, console, heard(stopping.clone())),
            strangers,
            others,
        );
        let _gone = std::fs::remove_file(Folder::socket(&self.folder.dir));
        // What a follower had begun is undone, and goes on from its cursor at the next start.
        self.followers.shutdown().await;
        desk::follow::leave(&self.desk).await?;
        Ok(())
    }
}

/// The door to strangers, where the settings have one: an address with the extract of notices behind it and nothing else.
async fn public(folder: &Folder, desk: &Arc<Desk>) -> Result<Option<(TcpListener, axum::Router, String)>> {
    let Some(listen) = folder.settings.public.as_ref().map(|public| public.listen) else { return Ok(None) };
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen} for strangers; is it in use?"))?;
    let Some((settings, whose)) = folder.public(listener.local_addr()?)? else { return Ok(None) };
    desk::notice::extract::serve(desk, whose).await?;
    let origin = settings.origin.clone();
    Ok(Some((listener, server::public(Arc::clone(desk), settings), origin)))
}

/// A socket that only this account opens. One left behind by a process that was killed is taken away first: the
/// folder's lock says that nobody else is here.
pub fn listen_locally(path: &Path) -> Result<UnixListener> {
    let _left_behind = std::fs::remove_file(path);
    let listener =
        UnixListener::bind(path).with_context(|| format!("cannot listen on {}", path.display()))?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Ends when the operating system or the person at the console asks for it.
pub async fn stopped() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(_) => return drop(tokio::signal::ctrl_c().await),
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
