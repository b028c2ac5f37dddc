//! Serving other nodes: the handshake beside the accepting, and everything bounded, so that no peer costs the others.
use crate::door::{Door, Key, router};
use crate::tls::{Keys, spki};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tower::ServiceExt;

/// Until a handshake must be over.
const HANDSHAKE_TIME: Duration = Duration::from_secs(5);
/// Handshakes at once: each costs some 200 us of a core.
const HANDSHAKES: usize = 64;
/// Connections at once; further ones wait in the listener's queue. Ten for each of 200 members.
const CONNECTIONS: usize = 2_048;
/// How long a connection may stay open whose key is nobody's: time enough to say who one is.
const STRANGER_TIME: Duration = Duration::from_secs(10);
/// A line that is silent is asked so often whether it is there still. Whoever calls asks more often, and so this end is silent.
const ALIVE_EACH: Duration = Duration::from_secs(90);
/// Rest after the system refused a connection for want of descriptors.
const REST: Duration = Duration::from_millis(100);
/// How long requests in flight may go on after the end was called.
const GRACE: Duration = Duration::from_secs(3);

/// Serves the door until `stop`.
pub async fn serve(
    listener: TcpListener,
    keys: Arc<Keys>,
    door: Door,
    stop: impl Future<Output = ()> + Send,
) {
    let (places, handshakes) = (Arc::new(Semaphore::new(CONNECTIONS)), Arc::new(Semaphore::new(HANDSHAKES)));
    let router = router(door.clone());
    let mut connections = JoinSet::new();
    let accept = async {
        loop {
            let place = Arc::clone(&places).acquire_owned().await.expect("the semaphore is never closed");
            let (keys, handshakes) = (Arc::clone(&keys), Arc::clone(&handshakes));
            let (door, router) = (door.clone(), router.clone());
            match listener.accept().await {
                Ok((stream, _)) => connections.spawn(async move {
                    let _place = place;
                    if let Some((key, stream)) = shake_hands(stream, &keys, &handshakes).await {
                        connection(stream, key, &door, router).await;
                    }
                }),
                Err(_) => {
                    tokio::time::sleep(REST).await;
                    continue;
                }
            };
            while connections.try_join_next().is_some() {}
        }
    };
    tokio::select! { () = accept => {}, () = stop => {} }
    // What is under way and not receipted is sent again by its sender.
    let _cut = tokio::time::timeout(GRACE, drain(&places)).await;
}

async fn drain(places: &Semaphore) {
    let all = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
    let _all_gone = places.acquire_many(all).await;
}

async fn shake_hands(
    stream: TcpStream,
    keys: &Keys,
    handshakes: &Semaphore,
) -> Option<(Key, TlsStream<TcpStream>)> {
    let _turn = handshakes.acquire().await.ok()?;
    // An answer is one piece: waiting for more to send only delays it.
    let _nodelay = stream.set_nodelay(true);
    let shaken = tokio::time::timeout(HANDSHAKE_TIME, TlsAcceptor::from(keys.server()).accept(stream)).await;
    let stream = shaken.ok()?.ok()?;
    let certificates = stream.get_ref().1.peer_certificates()?;
    let key = Key(spki(certificates.first()?));
    Some((key, stream))
}

async fn connection(stream: TlsStream<TcpStream>, key: Key, door: &Door, router: Router) {
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(key);
        router.clone().oneshot(request)
    });
    let serving = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(16)
        .max_header_list_size(16 * 1024)
        .initial_stream_window_size(1 << 20)
        .initial_connection_window_size(4 << 20)
        .keep_alive_interval(ALIVE_EACH)
        .keep_alive_timeout(Duration::from_secs(20))
        .auto_date_header(false)
        .serve_connection(TokioIo::new(stream), answer);
    let mut serving = std::pin::pin!(serving);
    let stranger = async {
        tokio::time::sleep(STRANGER_TIME).await;
        if door.caller(&key.0).is_some() {
            std::future::pending::<()>().await;
        }
    };
    // A connection that breaks is its sender's affair.
    tokio::select! {
        _over = serving.as_mut() => {}
        () = stranger, if door.caller(&key.0).is_none() => {}
    }
}
