//! One connection to a node that stays open, as a gate keeps it.
use anyhow::{Context, Result};
use axum::http::{Method, Request, StatusCode, header};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

pub struct Line(SendRequest<Full<Bytes>>);

impl Line {
    /// To a node on this machine.
    pub async fn open(port: u16) -> Result<Line> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.context("the node does not answer")?;
        stream.set_nodelay(true)?;
        let (send, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Line(send))
    }

    /// Asks a question with a client's token.
    pub async fn ask(&mut self, path: &str, token: &str, question: Bytes) -> Result<(StatusCode, Bytes)> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(question))?;
        self.send(request).await
    }

    /// Reads something with a client's token.
    pub async fn get_as(&mut self, path: &str, token: &str) -> Result<(StatusCode, Bytes)> {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Full::default())?;
        self.send(request).await
    }

    pub async fn get(&mut self, path: &str) -> Result<(StatusCode, Bytes)> {
        let request = Request::builder().uri(path).header(header::HOST, "localhost").body(Full::default())?;
        self.send(request).await
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<(StatusCode, Bytes)> {
        self.0.ready().await?;
        let answer = self.0.send_request(request).await?;
        let status = answer.status();
        Ok((status, answer.into_body().collect().await?.to_bytes()))
    }
}
