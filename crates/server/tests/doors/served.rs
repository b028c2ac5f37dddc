//! Over a real connection: senders that are slow or endless.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio::sync::oneshot;

async fn served(house: &House) -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(server::serve(listener, house.app.clone(), async { drop(stopped.await) }));
    (address, stop, serving)
}

async fn ask(address: SocketAddr, text: &str) -> String {
    let mut line = TcpStream::connect(address).await.unwrap();
    line.write_all(text.as_bytes()).await.unwrap();
    let mut answer = vec![];
    let _read = tokio::time::timeout(Duration::from_secs(20), line.read_to_end(&mut answer))
        .await
        .expect("the line is closed");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_answers_on_its_line_and_ends_when_it_is_told() {
    let house = house().await;
    let (address, stop, serving) = served(&house).await;
    let answer = ask(address, "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("ok\n"), "{answer}");
    let metrics = ask(address, "GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(metrics.starts_with("HTTP/1.1 200 OK"), "a program on this machine reads figures: {metrics}");
    let passed_on =
        "GET /metrics HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 203.0.113.5\r\nconnection: close\r\n\r\n";
    assert!(ask(address, passed_on).await.starts_with("HTTP/1.1 401"), "a proxy's visitors do not");
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(5), serving).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_never_ends_is_cut_off() {
    let house = house().await;
    let (address, _stop, _serving) = served(&house).await;
    let long = format!("GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "x".repeat(200_000));
    assert!(!ask(address, &long).await.contains("200 OK"), "longer than any browser's");
    let began = Instant::now();
    let slow = ask(address, "GET /healthz HTTP/1.1\r\nhost: x\r\n").await;
    assert!(!slow.contains("200 OK") && began.elapsed() < Duration::from_secs(15), "{slow}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_answers_on_a_socket_of_the_machine() {
    let house = house().await;
    let path = house.dir.path().join("node.sock");
    let listener = UnixListener::bind(&path).unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving =
        tokio::spawn(server::serve_socket(listener, house.console.clone(), async { drop(stopped.await) }));
    let mut line = UnixStream::connect(&path).await.unwrap();
    line.write_all(b"GET /api/v1/officers HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("{\"officers\":[]}"), "{answer}");
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(5), serving).await.unwrap().unwrap();
}
