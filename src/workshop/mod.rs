//! The workshop: pictures from outside are worked on in a process of their own, which can read its input, write its answer, and
//! nothing else. A picture that brings it down brings nothing else down.
mod picture;
mod sandbox;

use anyhow::{Context, Result, bail};
use desk::attachment::{Botched, Job, Made, Workshop};
use picture::{draw, portrait, without_secrets};
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Pictures worked on at once.
const AT_ONCE: usize = 2;
/// Longest answer, in bytes.
const ANSWER_BYTES_MAX: u64 = 64 << 20;
/// Nothing was made: it is no picture, or a bad one.
const BAD_PICTURE: u8 = 1;
/// The sandbox could not be closed, so nothing was looked at.
const NOT_CLOSED: u8 = 3;

/// What the worker is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Work {
    Preview,
    Portrait,
    Copy,
    /// Tries to open a file, for which the sandbox ends it.
    Probe,
}

/// Work on one picture, from standard input to standard output
#[derive(clap::Args)]
pub struct Worker {
    work: Work,
}

/// The worker's process: shut in before it reads a byte.
pub fn work(it: &Worker) -> ExitCode {
    if let Err(fault) = sandbox::close() {
        eprintln!("liaison: the sandbox cannot be closed: {fault}");
        return ExitCode::from(NOT_CLOSED);
    }
    if it.work == Work::Probe {
        let _never = std::fs::File::open("/etc/hostname");
        return ExitCode::SUCCESS;
    }
    let mut bytes = Vec::new();
    let longest = desk::attachment::PICTURE_BYTES_MAX;
    let made = match std::io::stdin().take(longest + 1).read_to_end(&mut bytes) {
        Ok(length) if u64::try_from(length).is_ok_and(|length| length <= longest) => match it.work {
            Work::Copy => without_secrets(&bytes),
            Work::Portrait => portrait(&bytes),
            Work::Preview | Work::Probe => draw(&bytes),
        },
        _ => None,
    };
    let told = made.and_then(|made| {
        let mut out = crate::say::Out::new();
        out.write_all(&made).and_then(|()| out.flush()).ok()
    });
    told.map_or(ExitCode::from(BAD_PICTURE), |()| ExitCode::SUCCESS)
}

/// Workers started from this very program.
pub struct Processes {
    program: PathBuf,
    places: Semaphore,
}

impl Processes {
    /// Sees first that a worker which does what it may not is ended, and that one which draws a picture is not. Where that is not
    /// so, pictures are not worked on at all.
    pub fn start() -> Result<Arc<Processes>> {
        let program = std::env::current_exe().context("this program cannot be found")?;
        let status = run(&program, "probe", &[])?.0;
        if status.signal().is_none() {
            bail!("a worker that opens a file is not ended (its end: {status})");
        }
        match run(&program, "preview", picture::SAMPLE)? {
            (status, answer) if status.success() && !answer.is_empty() => {}
            (status, _) => bail!("a worker cannot draw a picture (its end: {status})"),
        }
        Ok(Arc::new(Processes { program, places: Semaphore::new(AT_ONCE) }))
    }
}

/// The same, started when the first picture comes: for a command that may never see one.
#[derive(Default)]
pub struct Lazily(tokio::sync::OnceCell<Option<Arc<Processes>>>);

impl Workshop for Lazily {
    fn make<'w>(&'w self, job: Job, picture: Vec<u8>) -> Made<'w> {
        Box::pin(async move {
            let started = self.0.get_or_init(|| async { start().await }).await;
            let closed = || Botched::Closed("pictures are not worked on here".to_owned());
            started.as_ref().ok_or_else(closed)?.make(job, picture).await
        })
    }
}

/// The workshop of a node; none, and a word of it in the log, where this machine has no safe place for one.
pub async fn start() -> Option<Arc<Processes>> {
    let started = tokio::task::spawn_blocking(Processes::start).await;
    match started.map_err(anyhow::Error::from).and_then(|started| started) {
        Ok(workshop) => Some(workshop),
        Err(fault) => {
            tracing::warn!(
                "no previews, and no copies of pictures without hidden data, are made at this node: {fault:#}"
            );
            None
        }
    }
}

impl Workshop for Processes {
    fn make<'w>(&'w self, job: Job, picture: Vec<u8>) -> Made<'w> {
        let work = match job {
            Job::Preview => "preview",
            Job::Portrait => "portrait",
            Job::Copy => "copy",
        };
        Box::pin(async move {
            let closed = |fault: String| Botched::Closed(fault);
            let _place = self.places.acquire().await.map_err(|fault| closed(fault.to_string()))?;
            let program = self.program.clone();
            let ran = tokio::task::spawn_blocking(move || run(&program, work, &picture)).await;
            let (status, answer) = ran
                .map_err(|fault| closed(fault.to_string()))?
                .map_err(|fault| closed(format!("{fault:#}")))?;
            match status.code() {
                Some(0) if !answer.is_empty() => Ok(answer),
                Some(code) if code == i32::from(NOT_CLOSED) => {
                    Err(closed("the sandbox cannot be closed".into()))
                }
                Some(_) => Err(Botched::Picture),
                None => {
                    tracing::warn!(
                        signal = status.signal(),
                        "a picture has brought down its worker, and nothing else"
                    );
                    Err(Botched::Picture)
                }
            }
        })
    }
}

/// One worker, from its start to its end. It takes all of its input before it answers, and its processor time is limited.
fn run(program: &PathBuf, work: &str, picture: &[u8]) -> Result<(std::process::ExitStatus, Vec<u8>)> {
    let mut worker = Command::new(program)
        .args(["preview-worker", work])
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("no worker can be started")?;
    if let Some(mut stdin) = worker.stdin.take() {
        // One that has ended already says how by its end.
        let _unread = stdin.write_all(picture);
    }
    let mut answer = Vec::new();
    if let Some(stdout) = worker.stdout.take() {
        stdout.take(ANSWER_BYTES_MAX).read_to_end(&mut answer)?;
    }
    let _over = worker.kill();
    Ok((worker.wait()?, answer))
}
