//! At the post: a capsule is opened in memory with the code of its lease, and checked with over the ordinary page and command.
use super::super::Outcome;
use super::super::check::{self as asking, Asked};
use super::super::serve::{listen_locally, stopped};
use super::device;
use super::memory::Memory;
use crate::console::{self, Console};
use crate::node;
use anyhow::{Context, Result, bail};
use desk::capsule::{Unlocked, Unlocking, unlock};
use desk::{Clock, Desk};
use model::{Actor, Purpose, Reason};
use std::fs::{self, File};
use std::io::{BufRead, IsTerminal};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use zeroize::Zeroizing;

/// A capsule on the device that it was made for.
#[derive(clap::Args)]
struct Here {
    /// The capsule; its log lies beside it.
    file: PathBuf,
    /// The device's folder; where it is not named, that of the capsule.
    #[arg(long, value_name = "DIR")]
    device: Option<PathBuf>,
    /// The first time: the fingerprint of the bureau's node, as it was read aloud.
    #[arg(long, value_name = "FINGERPRINT")]
    node: Option<String>,
}

/// Check with a capsule, where there is no line
///
/// Example: liaison capsule check aflao.capsule --purpose border-control --document P1234567 --country TGO
///
/// Asks for the code of the lease, unless `capsule serve` runs over it. Exit status: 0 something is known, 1 nothing known.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Check {
    #[command(flatten)]
    here: Here,
    #[command(flatten)]
    asked: Asked,
}

/// Show the check page on this device, until the lease ends
///
/// Example: liaison capsule serve aflao.capsule
#[derive(clap::Args)]
pub struct Serve {
    #[command(flatten)]
    here: Here,
    /// An address of this device itself.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:7710")]
    listen: SocketAddr,
}

impl Here {
    fn dir(&self) -> PathBuf {
        let beside = self.file.parent().filter(|dir| !dir.as_os_str().is_empty());
        self.device.clone().unwrap_or_else(|| beside.unwrap_or(Path::new(".")).to_path_buf())
    }

    fn log(&self) -> PathBuf {
        self.file.with_extension("log")
    }

    fn socket(&self) -> PathBuf {
        self.dir().join("post.sock")
    }
}

pub async fn check(it: Check) -> Result<Outcome> {
    asking::question(&it.asked)?;
    if let Some(console) = Console::over(&it.here.socket()).await {
        return asking::ask(&console, &it.asked).await;
    }
    let post = Post::open(&it.here).await?;
    let settings = server::Settings::at("http://localhost", post.memory.path().join("spool"));
    let answered = asking::ask(&Console::of(&post.desk, settings), &it.asked).await;
    post.close()?;
    answered
}

pub async fn serve(it: Serve) -> Result<Outcome> {
    if !it.listen.ip().is_loopback() {
        bail!("a post answers on its own device alone: {} is another address", it.listen);
    }
    let post = Post::open(&it.here).await?;
    let network = TcpListener::bind(it.listen)
        .await
        .with_context(|| format!("cannot listen on {}; is it in use?", it.listen))?;
    let origin = format!("http://localhost:{}", network.local_addr()?.port());
    let ordinary = server::Settings::at(origin.clone(), post.memory.path().join("spool"));
    let settings = server::Settings { post: true, ..ordinary };
    say!("{} checks on {origin} until {}", post.name, moment(post.until_us));
    for (name, link) in links(&post.desk).await? {
        say!("  {name}: {origin}/enter/{link}");
    }
    let app = server::app(Arc::clone(&post.desk), settings.clone());
    let local = listen_locally(&it.here.socket())?;
    let console = server::console(Arc::clone(&post.desk), console::account(), settings);
    let duty = tokio::spawn(desk::duty::run(Arc::clone(&post.desk)));
    let (end, ended) = tokio::sync::watch::channel(false);
    let heard = |mut ended: tokio::sync::watch::Receiver<bool>| async move {
        let _told = ended.wait_for(|ended| *ended).await;
    };
    let watch = async {
        let over = post.over().await;
        end.send_replace(true);
        over
    };
    let (over, (), ()) = tokio::join!(
        watch,
        server::serve(network, app, heard(ended.clone())),
        server::serve_socket(local, console, heard(ended)),
    );
    // What it had begun ends before the store does.
    duty.abort();
    let _ended = duty.await;
    let _gone = fs::remove_file(it.here.socket());
    post.close()?;
    say!("{}", if over { "the lease is over: ask the bureau for the next one" } else { "closed" });
    Ok(Outcome::Yes)
}

fn moment(us: i64) -> String {
    jiff::Timestamp::from_microsecond(us).map_or_else(|_| us.to_string(), |at| at.to_string())
}

/// A one-time link for each officer of the post.
async fn links(desk: &Desk) -> Result<Vec<(String, String)>> {
    let by = Actor::Console { account: console::account(), member: desk.me.clone() };
    let reason = Reason::of(Purpose::Administration);
    let mut links = vec![];
    for officer in desk::officer::list(desk, &by, &reason).await? {
        links.push((officer.name, desk::officer::offer_link(desk, &by, &reason, officer.id).await?));
    }
    Ok(links)
}

/// A post that works in this process.
struct Post {
    /// What the post is called.
    name: String,
    desk: Arc<Desk>,
    until_us: i64,
    log: Arc<desk::capsule::LogFile>,
    memory: Memory,
    _held: File,
}

impl Post {
    async fn open(here: &Here) -> Result<Post> {
        let dir = here.dir();
        let (key, node) = (device::key(&dir)?, device::node(&dir, here.node.as_deref())?);
        let held = node::hold(&dir)?;
        let label = desk::capsule::label(&here.file, &node).with_context(|| {
            format!("{} is not as the node signed it that this device knows", here.file.display())
        })?;
        let code = code(&format!("{} ({}), lease code: ", label.post, label.purpose))?;
        let memory = Memory::make(&wire::hex(&label.id))?;
        let with = Unlocking {
            file: &here.file,
            device: &key,
            node: &node,
            code: &code,
            memory: memory.path(),
            log: &here.log(),
        };
        let Unlocked { desk, label, until_us, log } =
            unlock(&with, (Arc::new(SinceBoot::new()), Arc::new(desk::chance::Machine))).await?;
        Ok(Post { name: label.post, desk: Arc::new(desk), until_us, log, memory, _held: held })
    }

    /// Ends with the lease (true), or when it is told to.
    async fn over(&self) -> bool {
        let lease = async {
            let mut turns = 0u32;
            while desk::pulse::now_us(&self.desk) < self.until_us {
                turns += 1;
                // Whoever finds the device later cannot make it believe that less time has passed.
                if turns.is_multiple_of(60)
                    && let Err(fault) = self.log.note_time(false)
                {
                    tracing::error!(%fault, "the log of this post cannot be written");
                    return;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        };
        tokio::select! { () = lease => true, () = stopped() => false }
    }

    fn close(self) -> Result<()> {
        self.log.note_time(true).context("the log of this post cannot be closed")
    }
}

/// Read from the terminal or from a pipe, so that no history and no list of processes shows it.
fn code(prompt: &str) -> Result<Zeroizing<String>> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!("{prompt}");
    }
    let mut line = Zeroizing::new(String::new());
    input.lock().read_line(&mut line)?;
    if line.trim().is_empty() {
        bail!("the code of a lease is needed: the bureau tells it (liaison capsule lease)");
    }
    Ok(line)
}

/// The machine's clock, that is not behind what has passed since the process began, asleep or awake.
struct SinceBoot {
    began_us: i64,
    booted_us: i64,
}

impl SinceBoot {
    fn new() -> SinceBoot {
        SinceBoot { began_us: desk::clock::Machine.now_us(), booted_us: SinceBoot::booted_us() }
    }

    fn booted_us() -> i64 {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
    }
}

impl Clock for SinceBoot {
    fn now_us(&self) -> i64 {
        let passed = self.began_us + SinceBoot::booted_us() - self.booted_us;
        desk::clock::Machine.now_us().max(passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_of_a_post_does_not_fall_behind() {
        let clock = SinceBoot { began_us: i64::MAX / 2, booted_us: SinceBoot::booted_us() };
        assert!(clock.now_us() >= i64::MAX / 2, "however the machine's is set");
    }
}
