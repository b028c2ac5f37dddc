//! The console: how a command asks a node. Over the socket of the node that runs, else of a desk opened here; the same
//! routes, the same rules and the same journal as for everybody.
use crate::node::{Folder, LISTEN};
use crate::workshop;
use anyhow::{Context, Result, bail};
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::UnixStream;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// A way to a node, as the account of the operating system that runs the command.
pub struct Console {
    way: Way,
}

enum Way {
    Socket(PathBuf),
    /// What is not needed to answer ends with it.
    Here {
        router: axum::Router,
        _folder: Option<Box<Folder>>,
        _followers: JoinSet<()>,
    },
}

/// The longest answer that is taken whole; longer ones are streamed.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

impl Console {
    /// Finds the node that runs over `dir`, or opens the folder, with all its records searchable.
    pub async fn open(dir: &Path, store: Option<&str>) -> Result<Console> {
        let socket = Folder::socket(dir);
        if UnixStream::connect(&socket).await.is_ok() {
            return Ok(Console { way: Way::Socket(socket) });
        }
        let folder = Folder::open(dir)?;
        let desk = folder.desk(store).await?;
        folder.keep_files(&desk, Some(Arc::new(workshop::Lazily::default())))?;
        desk::follow::catch_up(&desk).await?;
        let mut followers = JoinSet::new();
        followers.spawn(desk::follow::run(Arc::clone(&desk)));
        followers.spawn(desk::duty::run(Arc::clone(&desk)));
        let router = server::console(desk, account(), folder.doors(LISTEN.parse()?)?);
        Ok(Console { way: Way::Here { router, _folder: Some(Box::new(folder)), _followers: followers } })
    }

    /// Over the socket of somebody who answers there; none where nobody does.
    pub async fn over(socket: &Path) -> Option<Console> {
        UnixStream::connect(socket).await.ok()?;
        Some(Console { way: Way::Socket(socket.to_path_buf()) })
    }

    /// Over a desk that this process has open, whose doors are told this.
    pub fn of(desk: &Arc<desk::Desk>, settings: server::Settings) -> Console {
        let router = server::console(Arc::clone(desk), account(), settings);
        Console { way: Way::Here { router, _folder: None, _followers: JoinSet::new() } }
    }

    /// One request; the answer as it comes.
    pub async fn send(&self, request: Request<Body>) -> Result<Response<Body>> {
        match &self.way {
            Way::Here { router, .. } => Ok(router.clone().oneshot(request).await?),
            Way::Socket(path) => {
                let stream = UnixStream::connect(path).await.context("the node has stopped")?;
                let (mut send, connection) =
                    hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
                tokio::spawn(connection);
                Ok(send.send_request(request).await?.map(Body::new))
            }
        }
    }

    /// A JSON request and a JSON answer; a problem becomes an error in words.
    pub async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<T> {
        self.json(request(method, path, body)?).await
    }

    /// Any request that is answered in JSON; a problem becomes an error in words.
    pub async fn json<T: DeserializeOwned>(&self, request: Request<Body>) -> Result<T> {
        let answer = self.send(request).await?;
        let status = answer.status();
        let bytes = whole(answer).await?;
        if !status.is_success() {
            bail!("{}", problem(status, &bytes));
        }
        let bytes = if bytes.is_empty() { Bytes::from_static(b"null") } else { bytes };
        serde_json::from_slice(&bytes).context("the node's answer is no JSON")
    }

    /// A request of which only counts that it was done; a problem becomes an error in words.
    pub async fn done(&self, request: Request<Body>) -> Result<()> {
        let answer = self.send(request).await?;
        let status = answer.status();
        if !status.is_success() {
            bail!("{}", problem(status, &whole(answer).await?));
        }
        Ok(())
    }

    /// A request that is answered with bytes, as they come; a problem becomes an error in words.
    pub async fn bytes(&self, request: Request<Body>) -> Result<impl Stream<Item = Result<Bytes>> + use<>> {
        let answer = self.send(request).await?;
        let status = answer.status();
        if !status.is_success() {
            bail!("{}", problem(status, &whole(answer).await?));
        }
        Ok(TryStreamExt::map_err(answer.into_body().into_data_stream(), anyhow::Error::from))
    }

    /// A request whose answer comes as JSON lines.
    pub async fn lines(&self, request: Request<Body>) -> Result<impl Stream<Item = Result<Bytes>> + use<>> {
        let answer = self.send(request).await?;
        let status = answer.status();
        if !status.is_success() {
            bail!("{}", problem(status, &whole(answer).await?));
        }
        Ok(split(TryStreamExt::map_err(answer.into_body().into_data_stream(), anyhow::Error::from)))
    }
}

/// A request as the API expects it from a machine.
pub fn request(method: Method, path: &str, body: Option<&Value>) -> Result<Request<Body>> {
    let builder = Request::builder().method(method).uri(path).header(header::HOST, "console");
    Ok(match body {
        Some(body) => builder
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(serde_json::to_vec(body)?))?,
        None => builder.body(Body::empty())?,
    })
}

async fn whole(answer: Response<Body>) -> Result<Bytes> {
    let limited = http_body_util::Limited::new(answer.into_body(), ANSWER_BYTES_MAX);
    let whole = limited.collect().await.map_err(|_| anyhow::anyhow!("the node's answer is too long"))?;
    Ok(whole.to_bytes())
}

/// The words of a problem document (RFC 9457).
fn problem(status: StatusCode, bytes: &[u8]) -> String {
    let problem: Value = serde_json::from_slice(bytes).unwrap_or(Value::Null);
    let text = |field: &str| problem.get(field).and_then(Value::as_str).map(str::to_string);
    text("detail").or_else(|| text("title")).unwrap_or_else(|| format!("the node answers {status}"))
}

/// Lines of a stream of bytes, without their line breaks.
fn split(chunks: impl Stream<Item = Result<Bytes>>) -> impl Stream<Item = Result<Bytes>> {
    let state = (Box::pin(chunks), Vec::<u8>::new(), false);
    futures_util::stream::unfold(state, |(mut chunks, mut rest, mut ended)| async move {
        loop {
            if let Some(at) = rest.iter().position(|b| *b == b'\n') {
                let line = Bytes::copy_from_slice(rest.get(..at).unwrap_or_default());
                rest.drain(..=at);
                return Some((Ok(line), (chunks, rest, ended)));
            }
            if ended {
                let last = Bytes::from(std::mem::take(&mut rest));
                return (!last.is_empty()).then_some((Ok(last), (chunks, rest, ended)));
            }
            match chunks.next().await {
                Some(Ok(chunk)) => rest.extend_from_slice(&chunk),
                Some(Err(fault)) => return Some((Err(fault), (chunks, vec![], true))),
                None => ended = true,
            }
        }
    })
}

/// The account under which this process runs, as the journal names whoever is at the console.
pub fn account() -> String {
    std::env::var("SUDO_USER").or_else(|_| std::env::var("USER")).unwrap_or_else(|_| "console".to_string())
}
