//! Lines of a body as they arrive: what is there is taken at once, at most a chunk. Memory is bounded, and a sender that
//! waits for its answers before it asks again is not kept waiting.
use crate::problem::Problem;
use crate::sent::BODY_TIME;
use axum::body::{Body, BodyDataStream};
use bytes::{Buf, Bytes, BytesMut};
use futures_util::{FutureExt, Stream, StreamExt, stream};

/// Most lines that are taken together: their acts are one commit.
const CHUNK: usize = 1_024;
/// A chunk is full with so many bytes as well.
const CHUNK_BYTES: usize = 4 * 1024 * 1024;
/// Longest line of a question.
const LINE_BYTES_MAX: usize = 64 * 1024;

/// Takes lines off a body as they arrive.
pub(super) struct Lines {
    body: BodyDataStream,
    held: BytesMut,
    ended: bool,
    line: u64,
}

/// A line with its number, or what is wrong with it.
pub(super) type Line = (u64, Result<Bytes, Problem>);

impl Lines {
    pub(super) fn of(body: Body) -> Lines {
        Lines { body: body.into_data_stream(), held: BytesMut::new(), ended: false, line: 0 }
    }

    /// The lines that are there, at most a chunk; waits for the first. None at the end.
    pub(super) async fn next(&mut self) -> Result<Vec<Line>, Problem> {
        let mut lines = vec![];
        let mut bytes = 0;
        while lines.len() < CHUNK && bytes < CHUNK_BYTES {
            if let Some(line) = self.cut()? {
                self.line += 1;
                bytes += line.as_ref().map_or(0, Bytes::len);
                if line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty()) {
                    lines.push((self.line, line));
                }
            } else if self.ended {
                break;
            } else if lines.is_empty() {
                let more =
                    tokio::time::timeout(BODY_TIME, self.body.next()).await.map_err(|_| Problem::Late)?;
                self.take(more)?;
            } else {
                // Others may come; those that are here need not wait for them.
                match self.body.next().now_or_never() {
                    Some(more) => self.take(more)?,
                    None => break,
                }
            }
        }
        Ok(lines)
    }

    /// What comes from here on, chunk by chunk, to the end or to what cannot be read.
    pub(super) fn chunks(self) -> impl Stream<Item = Result<Vec<Line>, Problem>> {
        stream::unfold(Some(self), |lines| async move {
            let mut lines = lines?;
            match lines.next().await {
                Ok(chunk) if chunk.is_empty() => None,
                Ok(chunk) => Some((Ok(chunk), Some(lines))),
                Err(problem) => Some((Err(problem), None)),
            }
        })
    }

    fn take(&mut self, more: Option<Result<Bytes, axum::Error>>) -> Result<(), Problem> {
        match more {
            Some(Ok(bytes)) => self.held.extend_from_slice(&bytes),
            Some(Err(_)) => return Err(Problem::Malformed("the body ended before its end".into())),
            None => self.ended = true,
        }
        Ok(())
    }

    /// The first whole line held. A line too long ends the reading: where the next begins cannot be known.
    fn cut(&mut self) -> Result<Option<Result<Bytes, Problem>>, Problem> {
        let end = self.held.iter().take(LINE_BYTES_MAX + 1).position(|byte| *byte == b'\n');
        match end {
            Some(end) => {
                let line = self.held.split_to(end).freeze();
                self.held.advance(1);
                Ok(Some(Ok(line)))
            }
            None if self.held.len() > LINE_BYTES_MAX => {
                Err(Problem::at(&format!("line {}", self.line + 1), "longer than 65,536 bytes"))
            }
            None if self.ended && !self.held.is_empty() => Ok(Some(Ok(self.held.split().freeze()))),
            None => Ok(None),
        }
    }
}
