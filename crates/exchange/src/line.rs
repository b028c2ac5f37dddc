//! The road over the network: one HTTP/2 connection to each node, made when it is needed and again when it has broken.
use crate::message::{
    INTRODUCTION_BYTES_MAX, Introduction, PUSH_BYTES_MAX, Pushed, QUERY_BYTES_MAX, RECEIPTS_BYTES_MAX,
    REFUSAL_BYTES_MAX, STATE_BYTES_MAX, State, Strings,
};
use crate::refusal::{BUDGET, Refusal};
use crate::road::{Errand, Fault, Road};
use crate::{Keys, PORT};
use axum::http::{Method, Request, StatusCode, Uri, header};
use bytes::Bytes;
use desk::outbox::Address;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http2::{self, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use model::Member;
use rustls::pki_types::ServerName;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use wire::Hash;
use wire::lane::LaneId;

/// Until a connection must be there, and as long again until its handshake is over.
const CONNECT_TIME: Duration = Duration::from_secs(5);
/// Until an answer must be there as a whole.
const ANSWER_TIME: Duration = Duration::from_secs(60);
/// A line that is silent is asked so often whether it is there still; a dead one is known after a third of it more.
const ALIVE_EACH: Duration = Duration::from_secs(60);
/// What is believed of a wait that another node asks for.
const WAIT_MAX: Duration = Duration::from_secs(600);

/// Lines to other nodes, under this node's own keys.
pub struct Line {
    keys: Arc<Keys>,
    open: Mutex<HashMap<Member, SendRequest<Full<Bytes>>>>,
}

struct Question<'q> {
    method: Method,
    path: &'q str,
    body: Vec<u8>,
    /// Longest answer.
    limit: usize,
}

impl Line {
    pub fn new(keys: Arc<Keys>) -> Line {
        Line { keys, open: Mutex::default() }
    }

    async fn ask(&self, to: &Address, question: Question<'_>) -> Result<Bytes, Fault> {
        let mut line = self.line(to).await?;
        let asked = async {
            let request = Request::builder()
                .method(question.method)
                .uri(format!("https://{}{}", to.member, question.path))
                .header(header::CONTENT_TYPE, "application/cbor")
                .body(Full::from(question.body))
                .map_err(|fault| Fault::Unreached(fault.to_string()))?;
            let answer = line.send_request(request).await.map_err(|fault| broken(&fault))?;
            let status = answer.status();
            let limited = Limited::new(answer.into_body(), question.limit);
            let bytes = limited.collect().await.map_err(|fault| broken(&*fault))?.to_bytes();
            if status.is_success() { Ok(bytes) } else { Err(refused(status, &bytes)) }
        };
        let answered = match tokio::time::timeout(ANSWER_TIME, asked).await {
            Ok(answered) => answered,
            Err(_) => Err(Fault::Unreached("it does not answer in time".to_owned())),
        };
        if matches!(answered, Err(Fault::Unreached(_))) {
            self.open().remove(&to.member);
        }
        answered
    }

    async fn line(&self, to: &Address) -> Result<SendRequest<Full<Bytes>>, Fault> {
        let open = self.open().get(&to.member).filter(|line| !line.is_closed()).cloned();
        if let Some(line) = open {
            return Ok(line);
        }
        let mut fault = Fault::Unreached("its manifest says nowhere that it can be reached".to_owned());
        for endpoint in &to.endpoints {
            match self.connect(endpoint, to).await {
                Ok(line) => {
                    self.open().insert(to.member.clone(), line.clone());
                    return Ok(line);
                }
                Err(why) => fault = Fault::Unreached(format!("{endpoint}: {why}")),
            }
        }
        Err(fault)
    }

    async fn connect(&self, endpoint: &str, to: &Address) -> Result<SendRequest<Full<Bytes>>, String> {
        let (host, port) = place(endpoint).ok_or("no address of the form https://host:port")?;
        let name = ServerName::try_from(host.clone()).map_err(|_| "no name of a host".to_owned())?;
        let config = self.keys.client(&to.tls).map_err(|fault| fault.to_string())?;
        let in_time = |_| "no connection in time".to_owned();
        let stream = tokio::time::timeout(CONNECT_TIME, TcpStream::connect((host.as_str(), port))).await;
        let stream = stream.map_err(in_time)?.map_err(|fault| fault.to_string())?;
        let _nodelay = stream.set_nodelay(true);
        let secure = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let secure = tokio::time::timeout(CONNECT_TIME, secure).await.map_err(in_time)?;
        let secure = secure.map_err(|fault| fault.to_string())?;
        let shaken = http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .initial_stream_window_size(1 << 20)
            .initial_connection_window_size(4 << 20)
            .keep_alive_interval(ALIVE_EACH)
            .keep_alive_timeout(ALIVE_EACH / 3)
            .keep_alive_while_idle(true)
            .handshake(TokioIo::new(secure))
            .await;
        let (line, connection) = shaken.map_err(|fault| fault.to_string())?;
        tokio::spawn(connection);
        Ok(line)
    }

    fn open(&self) -> std::sync::MutexGuard<'_, HashMap<Member, SendRequest<Full<Bytes>>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Road for Line {
    async fn push(&self, to: &Address, envelopes: Vec<Vec<u8>>) -> Result<Pushed, Fault> {
        let body = Strings::of(envelopes);
        let question = Question { method: Method::POST, path: "/x/1/push", body, limit: RECEIPTS_BYTES_MAX };
        Pushed::read(&self.ask(to, question).await?).map_err(|_| Fault::Garbage)
    }

    async fn hello(&self, to: &Address, told: &Introduction) -> Result<Introduction, Fault> {
        let (body, limit) = (told.encode(), INTRODUCTION_BYTES_MAX);
        let question = Question { method: Method::POST, path: "/x/1/hello", body, limit };
        Introduction::read(&self.ask(to, question).await?).map_err(|_| Fault::Garbage)
    }

    async fn state(&self, to: &Address, sum: Option<Hash>) -> Result<Option<State>, Fault> {
        let body = sum.map_or(vec![], Vec::from);
        let question = Question { method: Method::POST, path: "/x/1/heads", body, limit: STATE_BYTES_MAX };
        let answer = self.ask(to, question).await?;
        if sum.is_some() && answer.is_empty() {
            return Ok(None);
        }
        State::read(&answer).map(Some).map_err(|_| Fault::Garbage)
    }

    async fn fetch(&self, to: &Address, lane: LaneId, after: u64) -> Result<Vec<Vec<u8>>, Fault> {
        let path = format!("/x/1/stream/{}?from={after}", wire::hex(&lane.0));
        let question = Question { method: Method::GET, path: &path, body: vec![], limit: PUSH_BYTES_MAX };
        Strings::read(&self.ask(to, question).await?, PUSH_BYTES_MAX).map_err(|_| Fault::Garbage)
    }

    async fn query(&self, to: &Address, question: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let (body, limit) = (question, QUERY_BYTES_MAX);
        let question = Question { method: Method::POST, path: "/x/1/query", body, limit };
        Ok(self.ask(to, question).await?.into())
    }

    async fn receipt(&self, to: &Address, receipts: Vec<Vec<u8>>) -> Result<(), Fault> {
        let body = Strings::of(receipts);
        let question =
            Question { method: Method::POST, path: "/x/1/receipts", body, limit: REFUSAL_BYTES_MAX };
        self.ask(to, question).await.map(|_| ())
    }

    async fn chunks(&self, to: &Address, file: &Hash, from: u64, most: u64) -> Result<Vec<Vec<u8>>, Fault> {
        let path = format!("/x/1/attachment/{}?from={from}&most={most}", wire::hex(file));
        let question = Question { method: Method::GET, path: &path, body: vec![], limit: PUSH_BYTES_MAX };
        Strings::read(&self.ask(to, question).await?, PUSH_BYTES_MAX).map_err(|_| Fault::Garbage)
    }

    async fn mail(
        &self,
        hub: &Address,
        errand: Errand,
        brought: Vec<Vec<u8>>,
    ) -> Result<Vec<Vec<u8>>, Fault> {
        let (path, body) = (errand.path(), Strings::of(brought));
        let question = Question { method: Method::POST, path, body, limit: PUSH_BYTES_MAX };
        Strings::read(&self.ask(hub, question).await?, PUSH_BYTES_MAX).map_err(|_| Fault::Garbage)
    }
}

/// Host and port of an endpoint.
fn place(endpoint: &str) -> Option<(String, u16)> {
    let uri: Uri = endpoint.parse().ok()?;
    let host = uri.host().filter(|_| uri.scheme_str() == Some("https"))?;
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    Some((bare.to_owned(), uri.port_u16().unwrap_or(PORT)))
}

fn broken(fault: &dyn std::error::Error) -> Fault {
    Fault::Unreached(format!("the connection broke: {fault}"))
}

fn refused(status: StatusCode, bytes: &[u8]) -> Fault {
    match Refusal::read(bytes) {
        Ok(refusal) if refusal.wait_s > 0 && refusal.code != BUDGET => {
            Fault::Busy(Duration::from_secs(refusal.wait_s).min(WAIT_MAX))
        }
        Ok(refusal) if refusal.status == status.as_u16() => Fault::Refused(refusal),
        _ => Fault::Garbage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_a_host_over_tls_with_a_port() {
        let at = |endpoint: &str| place(endpoint).map(|(host, port)| format!("{host} {port}"));
        assert_eq!(at("https://ncb.example").as_deref(), Some("ncb.example 7701"));
        assert_eq!(at("https://ncb.example:443/").as_deref(), Some("ncb.example 443"));
        assert_eq!(at("https://[::1]:7701").as_deref(), Some("::1 7701"));
        for wrong in ["http://ncb.example", "ncb.example", "https://", "", "file:///etc"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
