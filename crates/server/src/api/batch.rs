//! `POST /api/v1/checks/batch`: lines of questions in, lines of answers out, in order, whatever their number.
//!
//! A chunk of them is looked for on all cores, while the acts of the chunk before it go to disk; no answer leaves before
//! its act is there.
use super::LINES;
use super::answer::AnswerShape;
use super::check::{self, BatchQuery, CheckShape};
use super::lines::{Line, Lines};
use crate::app::Shared;
use crate::auth::Caller;
use crate::page::Frame;
use crate::problem::Problem;
use crate::sent::{self, Fields};
use crate::{metrics, tongue};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use desk::check::Question;
use futures_util::{StreamExt, stream};
use model::{Language, Purpose, Reason};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

/// Chunks under way: one is looked for while another is written down.
const AHEAD: usize = 2;

/// Who asks, and for what.
struct By {
    app: Shared,
    caller: Caller,
    /// For lines that name none.
    reason: Option<Reason>,
    /// Has the words of the language for lines that name none.
    frame: Frame,
}

impl By {
    /// The answers of a chunk, or what stops the batch; and whether it does.
    async fn told(self: Arc<By>, lines: Result<Vec<Line>, Problem>) -> (Vec<u8>, bool) {
        let answered = match lines {
            Ok(lines) => self.answer_all(lines).await,
            Err(problem) => Err(problem),
        };
        answered.map_or_else(|problem| (last_line(&problem), true), |out| (out, false))
    }

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
        if shape.ask.is_some() {
            return Err(told(Problem::at("ask", "ask others in a check of its own")));
        }
        if reason.purpose == Purpose::Arrest {
            let why =
                "before an arrest the owner of each notice is asked: check for it in a question of its own";
            return Err(told(Problem::at("purpose", why)));
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
                    write(out, &AnswerShape::of(answer, how.from_text, &HashMap::new(), frame))?;
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

/// Empty where even that cannot be written: the reader misses an answer.
fn last_line(problem: &Problem) -> Vec<u8> {
    let mut out = vec![];
    match write(&mut out, &problem.details()) {
        Ok(()) => out,
        Err(_) => vec![],
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
    let by = Arc::new(By { app, caller, reason, frame });
    let mut lines = Lines::of(body);
    let first = by.answer_all(lines.next().await?).await?;
    let answers = lines.chunks().map(move |lines| Arc::clone(&by).told(lines)).buffered(AHEAD);
    // Nothing stands behind what stopped it: a reader tells answers from questions by their place.
    let rest = answers.scan(false, |over, (out, last)| {
        let told = (!std::mem::replace(over, last)).then_some(out);
        std::future::ready(told)
    });
    let all =
        stream::once(std::future::ready(first)).chain(rest).map(|out| Ok::<_, Infallible>(Bytes::from(out)));
    let mut response = Response::new(Body::from_stream(all));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    Ok(response)
}
