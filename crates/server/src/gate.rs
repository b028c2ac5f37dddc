//! The gate that every request passes: who asks, may they be here, is it forged, is it too much. Then the headers, and
//! a page for people where something went wrong.
use crate::app::{Door, Shared};
use crate::auth::{self, Caller};
use crate::csrf::{self, Csrf};
use crate::problem::Problem;
use crate::routes::{Face, Route, Who};
use crate::web::{self, Visit};
use crate::{headers, limit::Cost, sent};
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;
use std::net::{IpAddr, SocketAddr};
use std::panic::AssertUnwindSafe;

/// How a route is guarded, beside its handler.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guard {
    pub who: Who,
    pub csrf: Csrf,
    pub face: Face,
    pub cost: Cost,
    pub body_bytes_max: u64,
    /// A request by the page itself, not by the person before it: it keeps no idle session open.
    pub quiet: bool,
    pub path: &'static str,
    pub method: &'static str,
}

/// Longest body that a handler may read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyMax(pub u64);

#[derive(Clone)]
struct Post {
    shared: Shared,
    guard: Guard,
}

/// The router made of these routes and nothing else.
pub(crate) fn around(shared: Shared, table: Vec<Route>) -> Router {
    let console = matches!(shared.door, Door::Console { .. });
    let mut router = Router::new();
    let here = |guard: Guard| if console { guard.face == Face::Machine } else { guard.who != Who::Console };
    for route in table.into_iter().filter(|route| here(route.guard)) {
        let post = Post { shared: shared.clone(), guard: route.guard };
        router = router.route(route.guard.path, route.handler.route_layer(from_fn_with_state(post, pass)));
    }
    router
        .fallback(nowhere)
        .method_not_allowed_fallback(other_method)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(shared.clone(), dress))
        .with_state(shared)
}

async fn nowhere(State(shared): State<Shared>, request: Request) -> Response {
    unserved(&shared, request, Problem::Missing).await
}

async fn other_method(State(shared): State<Shared>, request: Request) -> Response {
    unserved(&shared, request, Problem::Method).await
}

/// In what shape a request is answered of which no route says it.
fn face_of(shared: &Shared, request: &Request) -> Face {
    match shared.door {
        Door::Console { .. } => Face::Machine,
        Door::Network | Door::Public => Face::of(request.uri().path()),
    }
}

/// What no route serves is told like all else: to whoever is known, in their words.
async fn unserved(shared: &Shared, mut request: Request, problem: Problem) -> Response {
    let _place = match shared.limits.enter() {
        Ok(place) => place,
        Err(full) => return full.into_response(),
    };
    let guard = Guard {
        who: Who::Anybody,
        csrf: Csrf::Safe,
        face: face_of(shared, &request),
        cost: Cost::Plain,
        body_bytes_max: u64::MAX,
        quiet: true,
        path: "",
        method: "",
    };
    let mut visit = (guard.face == Face::Page).then(|| Visit::outside(request.headers(), request.uri()));
    let problem = match admit(shared, guard, &mut request).await {
        Err(Turned::Away(away @ Problem::TooMany { .. })) => away,
        _ => problem,
    };
    if let Some(visit) = &mut visit {
        visit.caller = request.extensions().get::<Caller>().cloned();
    }
    for_people(shared, visit, problem.into_response()).await
}

async fn pass(State(Post { shared, guard }): State<Post>, mut request: Request, next: Next) -> Response {
    let _place = match shared.limits.enter() {
        Ok(place) => place,
        Err(full) => return full.into_response(),
    };
    let mut visit = (guard.face == Face::Page).then(|| Visit::outside(request.headers(), request.uri()));
    let response = match admit(&shared, guard, &mut request).await {
        Ok(()) => {
            if let Some(visit) = &mut visit {
                visit.caller = request.extensions().get::<Caller>().cloned();
            }
            next.run(request).await
        }
        Err(Turned::Away(problem)) => problem.into_response(),
        Err(Turned::ToSignIn(next)) => Redirect::to(&next).into_response(),
    };
    let response = for_people(&shared, visit, response).await;
    shared.metrics.served(guard.method, guard.path, response.status().as_u16());
    response
}

/// Why somebody does not pass.
enum Turned {
    Away(Problem),
    /// A person without a session, sent to get one.
    ToSignIn(String),
}

impl From<Problem> for Turned {
    fn from(problem: Problem) -> Turned {
        Turned::Away(problem)
    }
}

async fn admit(shared: &Shared, guard: Guard, request: &mut Request) -> Result<(), Turned> {
    if request.uri().path_and_query().is_some_and(|path| path.as_str().contains("%00")) {
        return Err(sent::nothing().into());
    }
    let line = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let from = line.map(|line| sender(line, request.headers()));
    // What a page reads again by itself shows nobody's being there.
    let quiet = guard.quiet || request.headers().contains_key("x-by-itself");
    // Behind the public door nobody is known, whatever they bring.
    let caller = match shared.door {
        Door::Public => None,
        Door::Network | Door::Console { .. } => auth::find(shared, request.headers(), !quiet).await?,
    };
    shared.limits.take(caller.as_ref().map(|c| &c.actor), from, guard.cost)?;
    let by_session = caller.as_ref().is_some_and(|c| c.session.is_some());
    let forgeable = guard.csrf == Csrf::Always || (guard.csrf == Csrf::Cookie && by_session);
    if forgeable && matches!(shared.door, Door::Network) {
        csrf::check(request.headers(), &shared.settings.origin)?;
    }
    if !admits(guard.who, caller.as_deref(), line, request.headers()) {
        return Err(turned(guard, request));
    }
    sized(guard, request.headers())?;
    request.extensions_mut().insert(BodyMax(guard.body_bytes_max));
    if let Some(caller) = caller {
        request.extensions_mut().insert::<Caller>(caller);
    }
    Ok(())
}

fn admits(who: Who, caller: Option<&auth::Known>, from: Option<IpAddr>, headers: &HeaderMap) -> bool {
    match who {
        Who::Anybody => true,
        Who::Known | Who::Console => caller.is_some(),
        Who::Person => caller.is_some_and(|c| c.officer.is_some()),
        Who::Watcher => caller.is_some() || is_here(from, headers),
    }
}

/// Who a proxy on this very machine says that it passes on: the last address that it wrote. Nobody else is believed.
fn sender(line: IpAddr, headers: &HeaderMap) -> IpAddr {
    if !line.to_canonical().is_loopback() {
        return line;
    }
    let told = headers.get_all("x-forwarded-for").iter().next_back().and_then(|told| told.to_str().ok());
    told.and_then(|told| told.rsplit(',').next()?.trim().parse().ok()).unwrap_or(line)
}

/// From this very machine, and not passed on by a proxy that stands on it.
fn is_here(from: Option<IpAddr>, headers: &HeaderMap) -> bool {
    let passed_on =
        ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name));
    from.is_some_and(|from| from.to_canonical().is_loopback()) && !passed_on
}

fn turned(guard: Guard, request: &Request) -> Turned {
    if guard.face == Face::Machine {
        return Problem::Unsigned.into();
    }
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let back = if *request.method() == Method::GET { web::quoted(path) } else { String::from("%2F") };
    Turned::ToSignIn(format!("/sign-in?next={back}"))
}

/// A body that says that it is too long is not read at all.
fn sized(guard: Guard, headers: &HeaderMap) -> Result<(), Problem> {
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|l| l.to_str().ok()).and_then(|l| l.parse::<u64>().ok());
    match length {
        Some(length) if length > guard.body_bytes_max => {
            Err(Problem::TooLarge { bytes_max: guard.body_bytes_max })
        }
        _ => Ok(()),
    }
}

/// Round everything: panics become answers, and every answer has its headers.
async fn dress(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let is_for_people = face_of(&shared, &request) == Face::Page;
    let visit = is_for_people.then(|| Visit::outside(request.headers(), request.uri()));
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let response = answered.unwrap_or_else(|panic| Problem::broken(&said(&*panic)).into_response());
    let mut response = for_people(&shared, visit, response).await;
    headers::set(response.headers_mut(), shared.settings.is_secure());
    if matches!(shared.door, Door::Public) {
        headers::open(response.headers_mut());
    }
    if response.extensions().get::<headers::Sandboxed>().is_some() {
        headers::close(response.headers_mut());
    }
    response
}

/// A problem becomes a page where a person asked.
async fn for_people(shared: &Shared, visit: Option<Visit>, response: Response) -> Response {
    match (visit, response.extensions().get::<Problem>()) {
        (Some(visit), Some(problem)) => web::fault(shared, &visit, problem.clone()).await,
        _ => response,
    }
}

/// What a panic says is written by us, of us.
fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .map(|s| (*s).to_string())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!("a handler panicked: {}", text.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "192.0.2.9, 203.0.113.5".parse().unwrap());
        let of = |line: &str| sender(line.parse().unwrap(), &headers).to_string();
        assert_eq!(of("127.0.0.1"), "203.0.113.5");
        assert_eq!(of("198.51.100.7"), "198.51.100.7");
        assert_eq!(sender("::1".parse().unwrap(), &HeaderMap::new()).to_string(), "::1");
    }
}
