//! A visit: who looks at which page in which language, and the frame that every page gets from it.
use super::html;
use crate::app::{App, Shared};
use crate::auth::{Caller, Known, cookie};
use crate::live::Since;
use crate::page::{Done, FaultPage, Frame, Place, Who};
use crate::problem::Problem;
use crate::{sent, tongue};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use model::{Actor, Language, OfficerId, Purpose, Reason};
use policy::action;

/// The cookie that keeps the language of somebody who is not signed in.
pub(crate) const LANGUAGE: &str = "language";

/// One look at one page.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub caller: Option<Caller>,
    language: Language,
    path: String,
    done: Option<Done>,
    fragment: Option<String>,
    takes_gzip: bool,
    /// How far this node had rung before anything was read for it.
    heard: Option<Since>,
}

impl Visit {
    /// By nobody that is known.
    pub(crate) fn outside(headers: &HeaderMap, uri: &Uri) -> Visit {
        let text = |name: header::HeaderName| {
            headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("").to_string()
        };
        let query = uri.query().unwrap_or("");
        let done =
            query.split('&').filter_map(|pair| pair.strip_prefix("done=")).find_map(|code| code.parse().ok());
        let chosen = cookie(headers, LANGUAGE).and_then(|code| code.parse().ok());
        Visit {
            caller: None,
            language: chosen.unwrap_or_else(|| tongue::accepted(headers)),
            path: without_done(uri),
            done,
            fragment: headers.get("x-fragment").and_then(|v| v.to_str().ok()).map(str::to_string),
            takes_gzip: text(header::ACCEPT_ENCODING).contains("gzip"),
            heard: None,
        }
    }

    /// Only this part of the page is asked for.
    pub(crate) fn wants(&self, fragment: &str) -> bool {
        self.fragment.as_deref() == Some(fragment)
    }

    pub(crate) fn takes_gzip(&self) -> bool {
        self.takes_gzip
    }

    /// Whoever is known here; the gate has made sure that there is somebody where that is needed.
    pub(crate) fn who(&self) -> Result<&Known, Problem> {
        self.caller.as_deref().ok_or(Problem::Unsigned)
    }

    pub(crate) fn actor(&self) -> Result<&Actor, Problem> {
        Ok(&self.who()?.actor)
    }

    pub(crate) fn officer(&self) -> Option<OfficerId> {
        self.caller.as_deref()?.officer.as_ref().map(|officer| officer.id)
    }

    /// The frame of a page at this place.
    pub(crate) async fn frame(&self, app: &App, here: Option<Place>) -> Result<Frame, Problem> {
        let mut frame = Frame::outside(self.language, app.desk.me.clone(), &app.desk.name);
        frame.zone = jiff::tz::TimeZone::system();
        frame.now_us = desk::pulse::now_us(&app.desk);
        frame.path = self.path.clone();
        frame.done = self.done;
        frame.demo = app.settings.demo;
        frame.here = here;
        frame.since = self.heard.map(|since| since.to_string()).unwrap_or_default();
        if let Some(officer) = self.caller.as_deref().and_then(|caller| caller.officer.as_ref()) {
            let actor = self.actor()?;
            frame.language = officer.language;
            frame.who = Some(Who {
                name: officer.name.clone(),
                unit: officer.unit.clone(),
                roles: officer.roles.clone(),
            });
            frame.places = places(app, actor);
            if frame.places.contains(&Place::Standing) {
                frame.alerts = desk::standing::unseen(&app.desk, actor).await?;
            }
            if frame.places.contains(&Place::Hits) {
                frame.hits = desk::hit::waiting(&app.desk, actor, &sent::daily(actor)).await?.count;
            }
            if frame.places.contains(&Place::Threads) {
                let waiting = desk::thread::waiting(&app.desk, actor, &sent::daily(actor)).await?;
                (frame.threads, frame.life) = (waiting.count, waiting.life);
            }
        }
        Ok(frame)
    }
}

impl FromRequestParts<Shared> for Visit {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Visit, Problem> {
        let caller = parts.extensions.get::<Caller>().cloned();
        let heard = Some(Since::now(&app.desk));
        Ok(Visit { caller, heard, ..Visit::outside(&parts.headers, &parts.uri) })
    }
}

fn without_done(uri: &Uri) -> String {
    let kept: Vec<&str> = uri
        .query()
        .unwrap_or("")
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("done="))
        .collect();
    if kept.is_empty() { uri.path().to_string() } else { format!("{}?{}", uri.path(), kept.join("&")) }
}

/// Where this actor may go.
pub(crate) fn places(app: &App, by: &Actor) -> Vec<Place> {
    let desk = &app.desk;
    let duty = sent::duty(by);
    let any = |purposes: Vec<Purpose>| !purposes.is_empty();
    let may = |place: Place| match place {
        Place::Tour => app.settings.demo && any(desk::offer::purposes::<action::Check>(desk, by)),
        Place::Check => any(desk::offer::purposes::<action::Check>(desk, by)),
        Place::File => {
            Purpose::ALL.iter().any(|purpose| desk::offer::may_file(desk, by, &Reason::of(*purpose)))
        }
        Place::Standing => any(desk::offer::purposes::<action::Stand>(desk, by)),
        Place::Hits => {
            desk::offer::in_network(desk) && any(desk::offer::purposes::<action::ReviewHits>(desk, by))
        }
        Place::Notices => {
            desk::offer::in_network(desk) && any(desk::offer::purposes::<action::ReadNotices>(desk, by))
        }
        Place::Threads => {
            desk::offer::in_network(desk) && any(desk::offer::purposes::<action::ReviewThreads>(desk, by))
        }
        Place::Window => {
            desk::offer::in_network(desk) && any(desk::offer::purposes::<action::ReadWindow>(desk, by))
        }
        Place::Capsules => desk::offer::may::<action::KeepCapsules>(desk, by, &sent::weighing(by)),
        Place::Network => {
            let keeps = desk::offer::may::<action::KeepPeers>(desk, by, &duty);
            let looking = super::network::looking(by);
            keeps
                || (desk::offer::in_network(desk)
                    && desk::offer::may::<action::ReadPeers>(desk, by, &looking))
        }
        Place::Twins => any(desk::offer::purposes::<action::ReviewTwins>(desk, by)),
        Place::Lists => any(desk::offer::purposes::<action::ListRecords>(desk, by)),
        Place::Log => desk::offer::may::<action::ReadLog>(desk, by, &duty),
        Place::Officers => desk::offer::may::<action::KeepOfficers>(desk, by, &duty),
        Place::Clients => desk::offer::may::<action::KeepClients>(desk, by, &duty),
        Place::Rules => desk::offer::may::<action::ReadRules>(desk, by, &duty),
        Place::Thresholds => desk::offer::may::<action::ReadThresholds>(desk, by, &sent::weighing(by)),
    };
    Place::ALL.iter().copied().filter(|place| may(*place)).collect()
}

/// The page that says what went wrong. Where even that cannot be made, the problem as machines get it.
pub(crate) async fn fault(app: &Shared, visit: &Visit, problem: Problem) -> Response {
    let page = match visit.frame(app, None).await {
        Ok(frame) => html(&FaultPage { frame, trouble: problem.trouble() }),
        Err(other) => Err(other),
    };
    match page {
        Ok(mut response) => {
            *response.status_mut() = problem.status();
            let told = problem.into_response();
            for name in [header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
                if let Some(value) = told.headers().get(&name) {
                    response.headers_mut().insert(name, value.clone());
                }
            }
            response
        }
        Err(_) => problem.into_response(),
    }
}
