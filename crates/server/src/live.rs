//! What is live: server-sent events that say what to read again, and alerts as they arrive.
use crate::app::Shared;
use crate::auth::Caller;
use crate::page::Toast;
use crate::problem::Problem;
use crate::web::{Visit, alerts};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use desk::Ring;
use futures_util::stream;
use model::Actor;
use policy::action::Import;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, broadcast};
use tokio::time::{Instant, Interval};

/// A stream ends after this long, so that no connection lives for ever; the browser opens another.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// How often the stream makes sure that its session is still open.
const LOOK: Duration = Duration::from_secs(10);
/// What the browser waits before it opens another; with some chance, so that not all come at once.
const RETRY_MS: u64 = 2_000;

/// To whom it speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// Names of what changed, to be read again.
    Api,
    /// Alerts, ready to be shown.
    Page,
}

struct Live {
    app: Shared,
    caller: Caller,
    visit: Visit,
    face: Face,
    rings: broadcast::Receiver<Ring>,
    look: Interval,
    ends: Instant,
    /// Alerts up to this number were told, or there before.
    told: u64,
    ready: VecDeque<Event>,
    hears_imports: bool,
    _place: OwnedSemaphorePermit,
}

pub(crate) async fn events(
    State(app): State<Shared>,
    caller: Caller,
    visit: Visit,
) -> Result<Response, Problem> {
    begin(app, caller, visit, Face::Api).await
}

pub(crate) async fn page(
    State(app): State<Shared>,
    caller: Caller,
    visit: Visit,
) -> Result<Response, Problem> {
    begin(app, caller, visit, Face::Page).await
}

async fn begin(app: Shared, caller: Caller, visit: Visit, face: Face) -> Result<Response, Problem> {
    let place = app.limits.stream()?;
    let rings = app.desk.bell().listen();
    let stands = !desk::offer::purposes::<policy::action::Stand>(&app.desk, &caller.actor).is_empty();
    let told = if face == Face::Page && stands { newest(&app, &caller).await? } else { 0 };
    let jitter = u64::from(std::process::id()).wrapping_add(told) % 3_000;
    let hello = Event::default().retry(Duration::from_millis(RETRY_MS + jitter)).comment("live");
    let live = Live {
        hears_imports: !desk::offer::purposes::<Import>(&app.desk, &caller.actor).is_empty(),
        app,
        caller,
        visit,
        face,
        rings,
        look: tokio::time::interval(LOOK),
        ends: Instant::now() + LIFE,
        told,
        ready: VecDeque::from([hello]),
        _place: place,
    };
    let events = stream::unfold(live, |mut live| async move {
        live.next().await.map(|event| (Ok::<_, Infallible>(event), live))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response())
}

async fn newest(app: &Shared, caller: &Caller) -> Result<u64, Problem> {
    Ok(desk::standing::newest(&app.desk, &caller.actor).await?)
}

impl Live {
    /// The next event; none at the end of the session, of the stream, or of the node.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            tokio::select! {
                ring = self.rings.recv() => match ring {
                    Ok(ring) => self.heard(ring).await?,
                    // Whoever cannot keep up reads everything again.
                    Err(broadcast::error::RecvError::Lagged(_)) => self.ready.push_back(Event::default().event("resync").data("{}")),
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
                _ = self.look.tick() => {
                    if Instant::now() >= self.ends || !self.still_in().await {
                        return None;
                    }
                }
            }
        }
    }

    async fn still_in(&self) -> bool {
        let Some(session) = &self.caller.session else { return false };
        matches!(desk::session::look(&self.app.desk, session).await, Ok(Some(_)))
    }

    /// None where the stream must end: what it would tell cannot be read.
    async fn heard(&mut self, ring: Ring) -> Option<()> {
        match ring {
            Ring::Alerts(officer) if is(&self.caller.actor, officer) => match self.face {
                Face::Api => self.ready.push_back(Event::default().event("alerts").data("{}")),
                Face::Page => self.toasts().await.ok()?,
            },
            Ring::Import(id) if self.hears_imports && self.face == Face::Api => {
                let data = serde_json::json!({ "import": id.to_string() });
                self.ready.push_back(Event::default().event("import").data(data.to_string()));
            }
            _ => {}
        }
        Some(())
    }

    /// The alerts that came since the last one that was told, oldest first.
    async fn toasts(&mut self) -> Result<(), Problem> {
        if !self.still_in().await {
            return Err(Problem::Unsigned);
        }
        let frame = self.visit.frame(&self.app, None).await?;
        let new = alerts::read(&self.app, &self.caller).await?;
        let new: Vec<_> =
            new.iter().filter(|told| told.alert.number > self.told && told.alert.seen_us.is_none()).collect();
        for told in new.iter().rev() {
            let row = alerts::row(&self.app, told);
            let toast = Toast {
                verdict: row.verdict().as_str(),
                title: alerts::title(&frame, &row),
                text: row.caption,
                href: row.href,
                id: row.id,
                unseen: frame.alerts,
            };
            let data = serde_json::to_string(&toast).map_err(|fault| Problem::broken(&fault))?;
            self.ready.push_back(Event::default().event("alert").id(toast.id).data(data));
            self.told = self.told.max(told.alert.number);
        }
        Ok(())
    }
}

fn is(actor: &Actor, officer: model::OfficerId) -> bool {
    matches!(actor, Actor::Officer { id, .. } if *id == officer)
}
