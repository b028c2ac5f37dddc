//! The addresses of the door, and what is looked at before anything is read: who asks, how long it is, how much at once.
use super::Door;
use crate::message::{
    INTRODUCTION_BYTES_MAX, Introduction, PUSH_BYTES_MAX, QUERY_BYTES_MAX, RECEIPTS_BYTES_MAX, SUM_BYTES_MAX,
    Strings,
};
use crate::refusal::Refusal;
use crate::road::Errand;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use model::Member;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use wire::Hash;
use wire::lane::LaneId;

/// The key at the other end of a connection, as the TLS handshake has proven it: SHA-256 of its SubjectPublicKeyInfo.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key(pub Hash);

/// Until a body must be there.
const BODY_TIME: Duration = Duration::from_secs(60);
/// Requests of one member at once. Its courier makes two.
const AT_ONCE: usize = 4;
/// Questions of one member at once, beside those.
const QUESTIONS_AT_ONCE: usize = 16;
/// Pieces of files for one member at once, beside those: they never hold up its envelopes.
const FILES_AT_ONCE: usize = 2;
/// Introductions by nodes that are not known, at once: each costs the proof of a charter.
const STRANGERS: usize = 2;

/// How much more of each member's is taken at once.
type Places = Mutex<HashMap<Member, Arc<Semaphore>>>;

/// What all requests share.
pub(super) struct Threshold {
    door: Door,
    members: Places,
    questions: Places,
    files: Places,
    strangers: Arc<Semaphore>,
}

impl Threshold {
    fn caller(&self, request: &Request) -> Result<Member, Refusal> {
        let key = request.extensions().get::<Key>().ok_or_else(Refusal::stranger)?;
        self.door.caller(&key.0).ok_or_else(Refusal::stranger)
    }

    fn place(&self, member: &Member) -> Result<OwnedSemaphorePermit, Refusal> {
        place_of(&self.members, member, AT_ONCE)
    }
}

fn place_of(places: &Places, member: &Member, at_once: usize) -> Result<OwnedSemaphorePermit, Refusal> {
    let mut members = places.lock().unwrap_or_else(PoisonError::into_inner);
    let places = members.entry(member.clone()).or_insert_with(|| Arc::new(Semaphore::new(at_once)));
    Arc::clone(places).try_acquire_owned().map_err(|_| Refusal::busy())
}

type Shared = State<Arc<Threshold>>;

/// The router. Whoever serves it puts the [`Key`] of the connection beside each request.
pub(crate) fn router(door: Door) -> Router {
    let strangers = Arc::new(Semaphore::new(STRANGERS));
    let threshold = Threshold {
        door,
        members: Mutex::default(),
        questions: Mutex::default(),
        files: Mutex::default(),
        strangers,
    };
    Router::new()
        .route("/x/1/push", post(push))
        .route("/x/1/hello", post(hello))
        .route("/x/1/heads", post(state))
        .route("/x/1/stream/{lane}", get(fetch))
        .route("/x/1/attachment/{hash}", get(chunks))
        .route("/x/1/query", post(query))
        .route("/x/1/receipts", post(receipts))
        .route(Errand::Entrust.path(), post(|at: Shared, request| mail(at, Errand::Entrust, request)))
        .route(Errand::Fetch.path(), post(|at: Shared, request| mail(at, Errand::Fetch, request)))
        .route(Errand::Collect.path(), post(|at: Shared, request| mail(at, Errand::Collect, request)))
        .route(Errand::Want.path(), post(|at: Shared, request| mail(at, Errand::Want, request)))
        .route(Errand::Files.path(), post(|at: Shared, request| mail(at, Errand::Files, request)))
        .route(Errand::Bring.path(), post(|at: Shared, request| mail(at, Errand::Bring, request)))
        .route(Errand::Piece.path(), post(|at: Shared, request| mail(at, Errand::Piece, request)))
        .with_state(Arc::new(threshold))
}

async fn push(State(at): Shared, request: Request) -> Response {
    answer(async move {
        let _place = at.place(&at.caller(&request)?)?;
        let envelopes = Strings::read(&body(request, PUSH_BYTES_MAX).await?, PUSH_BYTES_MAX)?;
        Ok(at.door.take(&envelopes).await?.encode())
    })
    .await
}

async fn hello(State(at): Shared, request: Request) -> Response {
    answer(async move {
        let key = *request.extensions().get::<Key>().ok_or_else(Refusal::stranger)?;
        let _place = match at.caller(&request) {
            Ok(member) => at.place(&member)?,
            Err(_) => Arc::clone(&at.strangers).try_acquire_owned().map_err(|_| Refusal::busy())?,
        };
        let told = Introduction::read(&body(request, INTRODUCTION_BYTES_MAX).await?)?;
        Ok(at.door.hello(&key.0, told).await?.encode())
    })
    .await
}

async fn state(State(at): Shared, request: Request) -> Response {
    answer(async move {
        let member = at.caller(&request)?;
        let _place = at.place(&member)?;
        let sum = match body(request, SUM_BYTES_MAX).await?.as_slice() {
            [] => None,
            sum => Some(sum.try_into().map_err(|_| Refusal::malformed())?),
        };
        Ok(at.door.state(&member, sum).await?.map_or(vec![], |state| state.encode()))
    })
    .await
}

#[derive(serde::Deserialize)]
struct Behind {
    from: u64,
}

async fn fetch(
    State(at): Shared,
    Path(lane): Path<String>,
    Query(Behind { from }): Query<Behind>,
    request: Request,
) -> Response {
    answer(async move {
        let member = at.caller(&request)?;
        let _place = at.place(&member)?;
        let lane = read_lane(&lane).ok_or_else(Refusal::malformed)?;
        Ok(Strings::of(at.door.fetch(&member, lane, from).await?))
    })
    .await
}

#[derive(serde::Deserialize)]
struct Piece {
    from: u64,
    most: u64,
}

async fn chunks(
    State(at): Shared,
    Path(hash): Path<String>,
    Query(Piece { from, most }): Query<Piece>,
    request: Request,
) -> Response {
    answer(async move {
        let member = at.caller(&request)?;
        let _place = place_of(&at.files, &member, FILES_AT_ONCE)?;
        let hash = wire::from_hex::<32>(&hash).ok_or_else(Refusal::malformed)?;
        Ok(Strings::of(at.door.chunks(&member, &hash, from, most).await?))
    })
    .await
}

async fn query(State(at): Shared, request: Request) -> Response {
    answer(async move {
        let member = at.caller(&request)?;
        let _place = place_of(&at.questions, &member, QUESTIONS_AT_ONCE)?;
        let question = body(request, QUERY_BYTES_MAX).await?;
        at.door.query(&member, &question).await
    })
    .await
}

async fn receipts(State(at): Shared, request: Request) -> Response {
    answer(async move {
        let member = at.caller(&request)?;
        let _place = at.place(&member)?;
        let receipts = Strings::read(&body(request, RECEIPTS_BYTES_MAX).await?, RECEIPTS_BYTES_MAX)?;
        at.door.receipt(&member, &receipts).await?;
        Ok(vec![])
    })
    .await
}

async fn mail(State(at): Shared, errand: Errand, request: Request) -> Response {
    answer(async move {
        let member = at.caller(&request)?;
        let _place = match errand.is_of_files() {
            true => place_of(&at.files, &member, FILES_AT_ONCE)?,
            false => at.place(&member)?,
        };
        let brought = Strings::read(&body(request, PUSH_BYTES_MAX).await?, PUSH_BYTES_MAX)?;
        Ok(Strings::of(at.door.mail(&member, errand, &brought).await?))
    })
    .await
}

/// The body as a whole. Its length is looked at before anything of it is taken.
async fn body(request: Request, limit: usize) -> Result<Vec<u8>, Refusal> {
    let told = request.headers().get(header::CONTENT_LENGTH).and_then(|told| told.to_str().ok());
    if told.and_then(|told| told.parse::<usize>().ok()).is_some_and(|told| told > limit) {
        return Err(Refusal::too_big(limit));
    }
    match tokio::time::timeout(BODY_TIME, axum::body::to_bytes(request.into_body(), limit)).await {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        Ok(Err(fault)) if is_long(&fault) => Err(Refusal::too_big(limit)),
        Ok(Err(_)) => Err(Refusal::malformed()),
        Err(_) => Err(Refusal::late()),
    }
}

fn is_long(fault: &axum::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(fault);
    while let Some(fault) = cause {
        if fault.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        cause = fault.source();
    }
    false
}

async fn answer(done: impl Future<Output = Result<Vec<u8>, Refusal>>) -> Response {
    match done.await {
        Ok(bytes) => {
            let cbor = HeaderValue::from_static("application/cbor");
            ([(header::CONTENT_TYPE, cbor)], Body::from(bytes)).into_response()
        }
        Err(refusal) => {
            tracing::debug!(
                code = refusal.code,
                detail = refusal.detail,
                "a request of another node is refused"
            );
            refusal.into_response()
        }
    }
}

/// 32 hexadecimal digits in small letters.
fn read_lane(text: &str) -> Option<LaneId> {
    wire::from_hex(text).map(LaneId)
}
