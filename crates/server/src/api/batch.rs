//! `POST /api/v1/checks/batch`: lines of questions in, lines of answers out, in order, whatever their number.
//!
//! What is there is answered at once, at most [`CHUNK`] at a time: memory is bounded, and a sender that waits for its
//! answers before it asks again is not kept waiting.
use super::LINES;
use super::answer::AnswerShape;
use super::check::{self, BatchQuery, CheckShape};
use crate::app::Shared;
use crate::auth::Caller;
use crate::page::Frame;
use crate::problem::Problem;
use crate::sent::{self, BODY_TIME, Fields};
use crate::{metrics, tongue};
use axum::body::{Body, BodyDataStream};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::{Buf, Bytes, BytesMut};
use desk::check::Question;
use futures_util::{FutureExt, StreamExt, stream};
use model::{Language, Reason};
use std::convert::Infallible;

/// Questions answered by one commit.
const CHUNK: usize = 256;
/// Longest line of a question.
const LINE_BYTES_MAX: usize = 64 * 1024;

/// Takes lines off a body as they arrive.
struct Lines {
    body: BodyDataStream,
    held: BytesMut,
    ended: bool,
    line: u64,
}

/// A line with its number, or what is wrong with it.
type Line = (u64, Result<Bytes, Problem>);

impl Lines {
    fn of(body: Body) -> Lines {
        Lines { body: body.into_data_stream(), held: BytesMut::new(), ended: false, line: 0 }
    }

    /// The lines that are there, at most a chunk; waits for the first. None at the end.
    async fn next(&mut self) -> Result<Vec<Line>, Problem> {
        let mut lines = vec![];
        while lines.len() < CHUNK {
            if let Some(line) = self.cut()? {
                self.line += 1;
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

/// Who asks, and for what.
struct By {
    app: Shared,
    caller: Caller,
    /// For lines that name none.
    reason: Option<Reason>,
    /// Has the words of the language for lines that name none.
    frame: Frame,
}

/// A batch under way.
struct Batch {
    by: By,
    lines: Lines,
    over: bool,
}

impl Batch {
    /// The next answers, as lines; empty when all is answered.
    async fn next(&mut self) -> Result<Vec<u8>, Problem> {
        let lines = self.lines.next().await?;
        self.by.answer_all(lines).await
    }
}

impl By {
    async fn answer_all(&self, lines: Vec<Line>) -> Result<Vec<u8>, Problem> {
        let asked: Vec<Result<Asked, Problem>> =
            lines.into_iter().map(|(at, line)| self.read(at, line)).collect();
        let mut out = Vec::with_capacity(asked.len() * 128);
        let mut asked = asked.into_iter().peekable();
        while let Some(first) = asked.next() {
            match first {
                Err(problem) => write(&mut out, &problem.details())?,
                Ok(first) => {
                    let mut alike = vec![first];
                    while let Some(Ok(next)) =
                        asked.next_if(|next| next.as_ref().is_ok_and(|n| n.goes_with(&alike)))
                    {
                        alike.push(next);
                    }
                    self.answer(alike, &mut out).await?;
                }
            }
        }
        Ok(out)
    }

    fn read(&self, at: u64, line: Result<Bytes, Problem>) -> Result<Asked, Problem> {
        let told = |problem: Problem| problem.on_line(at);
        let shape: CheckShape = sent::json(&line?).map_err(told)?;
        let named = shape.reason().map_err(told)?;
        let reason = named.or_else(|| self.reason.clone()).ok_or_else(|| told(sent::unnamed()))?;
        let limit = shape.limit().map_err(told)?;
        if shape.explain.is_some() {
            return Err(told(Problem::at("explain", "ask for it in a check of its own")));
        }
        let language = shape.lang.as_deref().map(tongue::read).transpose().map_err(told)?;
        let how = How { from_text: shape.text.is_some(), language };
        Ok(Asked { at, reason, limit, how, question: shape.question().map_err(told)? })
    }

    /// Questions of one reason and limit, by one act each and one commit for all.
    async fn answer(&self, alike: Vec<Asked>, out: &mut Vec<u8>) -> Result<(), Problem> {
        let Some(first) = alike.first() else { return Ok(()) };
        let (reason, limit) = (first.reason.clone(), first.limit);
        let told: Vec<(u64, How)> = alike.iter().map(|asked| (asked.at, asked.how)).collect();
        let questions: Vec<Question> = alike.into_iter().map(|asked| asked.question).collect();
        let answers =
            desk::check::batch(&self.app.desk, &self.caller.actor, &reason, &questions, limit).await?;
        for ((at, how), answer) in told.into_iter().zip(answers) {
            match answer {
                Ok(answer) => {
                    self.app.metrics.counted(metrics::outcome(&answer));
                    let named = how.language.map(|language| check::words(&self.app, language));
                    let frame = named.as_ref().unwrap_or(&self.frame);
                    write(out, &AnswerShape::of(answer, how.from_text, frame))?;
                }
                Err(fault) => write(out, &Problem::from(fault).on_line(at).details())?,
            }
        }
        Ok(())
    }
}

/// A line that was read.
struct Asked {
    at: u64,
    reason: Reason,
    limit: usize,
    how: How,
    question: Question,
}

/// How a line wants to be answered.
#[derive(Clone, Copy)]
struct How {
    from_text: bool,
    language: Option<Language>,
}

impl Asked {
    fn goes_with(&self, others: &[Asked]) -> bool {
        others.first().is_some_and(|first| first.reason == self.reason && first.limit == self.limit)
    }
}

fn write<T: serde::Serialize>(out: &mut Vec<u8>, told: &T) -> Result<(), Problem> {
    serde_json::to_writer(&mut *out, told).map_err(|fault| Problem::broken(&fault))?;
    out.push(b'\n');
    Ok(())
}

/// The first answers are made before the status goes out, so that whoever may not ask is told so properly. What stops
/// the batch later is told in a last line.
pub(crate) async fn ask(
    State(app): State<Shared>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    if !sent::is_type(request.headers(), LINES) {
        return Err(Problem::Media(LINES));
    }
    let (parts, body) = request.into_parts();
    let named: Fields = sent::query(&parts)?;
    let reason = sent::stated(&parts, &named)?;
    let BatchQuery { lang } = sent::asked(&parts)?;
    let frame = check::words(&app, tongue::asked(&parts, &caller, lang.as_deref())?);
    let mut batch = Batch { by: By { app, caller, reason, frame }, lines: Lines::of(body), over: false };
    let first = batch.next().await?;
    batch.over = first.is_empty();
    let rest = stream::unfold(batch, |mut batch| async move {
        if batch.over {
            return None;
        }
        let out = match batch.next().await {
            Ok(out) if out.is_empty() => return None,
            Ok(out) => out,
            Err(problem) => {
                batch.over = true;
                let mut out = vec![];
                write(&mut out, &problem.details()).ok()?;
                out
            }
        };
        Some((Ok::<_, Infallible>(Bytes::from(out)), batch))
    });
    let all = stream::once(async move { Ok(Bytes::from(first)) }).chain(rest);
    let mut response = Response::new(Body::from_stream(all));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    Ok(response)
}
