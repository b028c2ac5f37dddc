//! Serving connections: a sender that is slow, endless or silent costs little and is soon cut off.
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;

/// Until a request's head must be there; also how long a connection may stay open and say nothing.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How much of a head is held; one longer than twice this is always cut off.
const HEAD_BYTES_MAX: usize = 32 * 1024;
const HEADERS_MAX: usize = 100;
/// Connections at once; others wait in the listener's queue.
const CONNECTIONS: usize = 10_240;
/// How long requests in flight may go on after the end was called.
const GRACE: Duration = Duration::from_secs(3);
/// Rest after the system refused a connection for want of descriptors.
const REST: Duration = Duration::from_millis(100);

/// Serves the router of [`crate::app`] until `stop`, then lets requests in flight end.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()> + Send) {
    let served = Serving::new();
    let accept = async {
        loop {
            let place = served.place().await;
            match listener.accept().await {
                Ok((stream, from)) => {
                    // An answer is one piece: waiting for more to send only delays it.
                    let _nodelay = stream.set_nodelay(true);
                    served.go(stream, router.clone(), Some(from), place);
                }
                Err(_) => tokio::time::sleep(REST).await,
            }
        }
    };
    tokio::select! { () = accept => {}, () = stop => {} }
    served.end().await;
}

/// Serves the router of [`crate::console`] on a socket of this machine until `stop`. Whoever makes the socket sees to
/// it that nobody else can open it (mode 0600 in a folder of mode 0700).
pub async fn serve_socket(listener: UnixListener, router: Router, stop: impl Future<Output = ()> + Send) {
    let served = Serving::new();
    let accept = async {
        loop {
            let place = served.place().await;
            match listener.accept().await {
                Ok((stream, _)) => served.go(stream, router.clone(), None, place),
                Err(_) => tokio::time::sleep(REST).await,
            }
        }
    };
    tokio::select! { () = accept => {}, () = stop => {} }
    served.end().await;
}

/// The connections that are open.
struct Serving {
    places: Arc<Semaphore>,
    ending: watch::Sender<bool>,
}

impl Serving {
    fn new() -> Serving {
        Serving { places: Arc::new(Semaphore::new(CONNECTIONS)), ending: watch::channel(false).0 }
    }

    async fn place(&self) -> OwnedSemaphorePermit {
        Arc::clone(&self.places).acquire_owned().await.expect("the semaphore is never closed")
    }

    fn go<S>(&self, stream: S, router: Router, from: Option<SocketAddr>, place: OwnedSemaphorePermit)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let ending = self.ending.subscribe();
        tokio::spawn(async move {
            connection(stream, router, from, ending).await;
            drop(place);
        });
    }

    async fn end(self) {
        self.ending.send_replace(true);
        let all = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
        // Those that do not end in time are cut when the program ends.
        let _ended = tokio::time::timeout(GRACE, self.places.acquire_many(all)).await;
    }
}

async fn connection<S>(stream: S, router: Router, from: Option<SocketAddr>, mut ending: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        if let Some(from) = from {
            request.extensions_mut().insert(ConnectInfo(from));
        }
        router.clone().oneshot(request)
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .serve_connection(TokioIo::new(stream), answer);
    let mut serving = std::pin::pin!(serving);
    // A connection that breaks is its sender's affair.
    tokio::select! {
        _over = serving.as_mut() => {}
        () = async { drop(ending.wait_for(|ending| *ending).await) } => {
            serving.as_mut().graceful_shutdown();
            let _over = serving.await;
        }
    }
}
