//! What is live: server-sent events that say what to read again, and alerts as they arrive. Each says how far it goes, and a
//! stream begins where its page, or the stream before it, had ended: nothing is missed between two of them.
mod since;

use crate::app::Shared;
use crate::auth::Caller;
use crate::page::Toast;
use crate::problem::Problem;
use crate::sent;
use crate::web::{Visit, alerts, notice_alerts};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use desk::Ring;
use futures_util::stream;
use model::Actor;
use policy::action::{Import, ReadNotices, ReadPeers, ReadWindow, ReviewHits, ReviewThreads};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, broadcast};
use tokio::time::{Instant, Interval};

use since::Wanted;

pub(crate) use since::{EventsQuery, Since};

/// A stream ends after this long, so that no connection lives for ever; the browser opens another.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// How often the stream makes sure that its session is still open.
const LOOK: Duration = Duration::from_secs(10);
/// Hits are told no more often than this, however many are raised at once.
const HITS_EACH: Duration = Duration::from_millis(250);
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
    /// How far it has told.
    since: Since,
    /// Rings that came between the page and its stream.
    missed: VecDeque<Ring>,
    /// More was missed than can be told.
    lost: bool,
    /// Alerts up to this number were told, or there before.
    told: u64,
    /// And so were those up to this moment.
    alerted_us: i64,
    /// Calls up to this moment were told, or there before.
    called_us: i64,
    /// Recalls that pressed up to this moment were told, or there before.
    pressed_us: i64,
    ready: VecDeque<Event>,
    hears: Hears,
    hits: Hits,
    _place: OwnedSemaphorePermit,
}

/// What this officer may be told of beside their own alerts.
struct Hears {
    imports: bool,
    hits: bool,
    threads: bool,
    notices: bool,
    receipts: bool,
    peers: bool,
    recalls: bool,
    capsules: bool,
}

impl Hears {
    fn of(app: &Shared, by: &Actor) -> Hears {
        let any = |purposes: Vec<model::Purpose>| !purposes.is_empty();
        Hears {
            imports: any(desk::offer::purposes::<Import>(&app.desk, by)),
            hits: any(desk::offer::purposes::<ReviewHits>(&app.desk, by)),
            threads: any(desk::offer::purposes::<ReviewThreads>(&app.desk, by)),
            notices: any(desk::offer::purposes::<ReadNotices>(&app.desk, by)),
            receipts: any(desk::offer::purposes::<ReadWindow>(&app.desk, by)),
            peers: any(desk::offer::purposes::<ReadPeers>(&app.desk, by)),
            recalls: desk::recall::concerns(&app.desk, by, &sent::daily(by)),
            capsules: desk::capsule::concerns(&app.desk, by, &sent::weighing(by)),
        }
    }
}

/// How far hits were told.
struct Hits {
    /// Those raised up to this moment were told, or there before.
    raised_us: i64,
    /// When to look again; none where nothing has moved.
    due: Option<Instant>,
    /// Not before this moment.
    not_before: Instant,
}

pub(crate) async fn events(
    State(app): State<Shared>,
    caller: Caller,
    visit: Visit,
    Wanted(since): Wanted,
) -> Result<Response, Problem> {
    begin(app, (caller, visit), Face::Api, since)
}

pub(crate) async fn page(
    State(app): State<Shared>,
    caller: Caller,
    visit: Visit,
    Wanted(since): Wanted,
) -> Result<Response, Problem> {
    begin(app, (caller, visit), Face::Page, since)
}

/// Tells what came after `since`, or after this moment where nothing is said.
fn begin(
    app: Shared,
    (caller, visit): (Caller, Visit),
    face: Face,
    since: Option<Since>,
) -> Result<Response, Problem> {
    let place = app.limits.stream()?;
    let now = Since::now(&app.desk);
    let from = since.unwrap_or(now);
    let begins_us = from.surely_us(&now);
    let later = app.desk.bell().listen_since(from.heard);
    let jitter = u64::from(std::process::id()).wrapping_add(now.heard.count) % 3_000;
    let hello = Event::default().retry(Duration::from_millis(RETRY_MS + jitter)).comment("live");
    let live = Live {
        hears: Hears::of(&app, &caller.actor),
        hits: Hits { raised_us: begins_us, due: None, not_before: Instant::now() },
        app,
        caller,
        visit,
        face,
        since: from,
        lost: later.missed.is_none(),
        missed: later.missed.unwrap_or_default().into(),
        rings: later.rings,
        look: tokio::time::interval(LOOK),
        ends: Instant::now() + LIFE,
        told: 0,
        alerted_us: begins_us,
        called_us: begins_us,
        pressed_us: begins_us,
        ready: VecDeque::from([hello]),
        _place: place,
    };
    let events = stream::unfold(live, |mut live| async move {
        live.next().await.map(|event| (Ok::<_, Infallible>(event), live))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response())
}

impl Live {
    /// The next event; none at the end of the session, of the stream, or of the node.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                // What has been told whole: not while more of the same is to come.
                let whole = self.ready.is_empty() && self.hits.due.is_none();
                return Some(if whole { event.id(self.since.to_string()) } else { event });
            }
            if self.lost {
                self.all_again().await?;
                continue;
            }
            if let Some(ring) = self.missed.pop_front() {
                self.heard(ring).await?;
                continue;
            }
            tokio::select! {
                ring = self.rings.recv() => match ring {
                    Ok(ring) => self.heard(ring).await?,
                    Err(broadcast::error::RecvError::Lagged(_)) => self.lost = true,
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
                () = until(self.hits.due) => self.tell_hits().await.ok()?,
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

    /// Whoever cannot keep up, or was away too long, reads everything again.
    async fn all_again(&mut self) -> Option<()> {
        self.lost = false;
        let later = self.app.desk.bell().listen_since(self.since.heard);
        self.rings = later.rings;
        self.since = Since { heard: later.heard, ..Since::now(&self.app.desk) };
        self.ready.push_back(named("resync"));
        let Actor::Officer { id, .. } = self.caller.actor else { return Some(()) };
        for ring in [Ring::Alerts(id), Ring::Called(id), Ring::Hits, Ring::Threads, Ring::Recalls] {
            self.tell(ring).await?;
        }
        Some(())
    }

    async fn heard(&mut self, ring: Ring) -> Option<()> {
        if ring.is_shown() {
            self.since.heard.count += 1;
            self.since.at_us = desk::pulse::now_us(&self.app.desk);
        }
        self.tell(ring).await
    }

    /// None where the stream must end: what it would tell cannot be read.
    async fn tell(&mut self, ring: Ring) -> Option<()> {
        match ring {
            Ring::Alerts(officer) if is(&self.caller.actor, officer) => match self.face {
                Face::Api => self.ready.push_back(named("alerts")),
                Face::Page => self.toasts().await.ok()?,
            },
            Ring::Hits if self.hears.hits => {
                self.hits.due.get_or_insert(self.hits.not_before.max(Instant::now()));
            }
            Ring::Notices if self.hears.notices => self.ready.push_back(named("notices")),
            Ring::Threads if self.hears.threads => self.tell_threads().await.ok()?,
            Ring::Called(officer) if is(&self.caller.actor, officer) => match self.face {
                Face::Api => self.ready.push_back(named("called")),
                Face::Page => self.tell_calls().await.ok()?,
            },
            Ring::Recalls if self.hears.recalls || self.hears.capsules => {
                self.ready.push_back(named("receipts"));
                if self.face == Face::Page {
                    self.tell_pressing().await.ok()?;
                }
            }
            Ring::Elsewhere(officer) if is(&self.caller.actor, officer) => {
                self.ready.push_back(named("elsewhere"));
            }
            Ring::Receipts if self.hears.receipts => self.ready.push_back(named("receipts")),
            Ring::Peers if self.hears.peers => self.ready.push_back(named("peers")),
            Ring::Import(id) if self.hears.imports && self.face == Face::Api => {
                let data = serde_json::json!({ "import": id.to_string() });
                self.ready.push_back(Event::default().event("import").data(data.to_string()));
            }
            _ => {}
        }
        Some(())
    }

    /// That hits have moved: to a page with how many wait, and the newest where it was not told before.
    async fn tell_hits(&mut self) -> Result<(), Problem> {
        self.hits.due = None;
        self.hits.not_before = Instant::now() + HITS_EACH;
        if self.face == Face::Api {
            self.ready.push_back(named("hits"));
            return Ok(());
        }
        if !self.still_in().await {
            return Err(Problem::Unsigned);
        }
        let by = &self.caller.actor;
        let waiting = desk::hit::waiting(&self.app.desk, by, &sent::daily(by)).await?;
        let new = waiting.newest.filter(|newest| newest.raised_us > self.hits.raised_us);
        let toast = match &new {
            Some(hit) => {
                self.hits.raised_us = hit.raised_us;
                let frame = self.visit.frame(&self.app, None).await?;
                let other = hit.sides_of(&self.app.desk.me).map(|(_, theirs)| &theirs.member);
                other.map(|other| Toast::of_hit(&frame, hit.id, (other, hit.term)))
            }
            None => None,
        };
        let data = serde_json::json!({ "waiting": waiting.count, "toast": toast });
        self.ready.push_back(Event::default().event("hits").data(data.to_string()));
        Ok(())
    }

    /// That something was said: to a page with how many threads wait, and with what presses most of all until somebody has said
    /// that they are at work on it.
    async fn tell_threads(&mut self) -> Result<(), Problem> {
        if self.face == Face::Api {
            self.ready.push_back(named("threads"));
            return Ok(());
        }
        if !self.still_in().await {
            return Err(Problem::Unsigned);
        }
        let by = &self.caller.actor;
        let waiting = desk::thread::waiting(&self.app.desk, by, &sent::daily(by)).await?;
        let frame = self.visit.frame(&self.app, None).await?;
        let toast = waiting.life.map(|id| Toast::of_life(&frame, id));
        let data = serde_json::json!({ "waiting": waiting.count, "life": toast });
        self.ready.push_back(Event::default().event("threads").data(data.to_string()));
        Ok(())
    }

    /// The calls that came since the last that was told, the oldest first.
    async fn tell_calls(&mut self) -> Result<(), Problem> {
        if !self.still_in().await {
            return Err(Problem::Unsigned);
        }
        let by = &self.caller.actor;
        let new = desk::thread::calls(&self.app.desk, by, &sent::daily(by), self.called_us).await?;
        let frame = self.visit.frame(&self.app, None).await?;
        for call in new.iter().rev() {
            let toast = Toast::of_call(&frame, call);
            let data = serde_json::to_string(&toast).map_err(|fault| Problem::broken(&fault))?;
            self.ready.push_back(Event::default().event("alert").data(data));
            self.called_us = self.called_us.max(call.at_us);
        }
        Ok(())
    }

    /// Recalls, and logs of posts, that have become late since the last that were told, the oldest first.
    async fn tell_pressing(&mut self) -> Result<(), Problem> {
        if !self.still_in().await {
            return Err(Problem::Unsigned);
        }
        let (by, desk, since_us) = (&self.caller.actor, &self.app.desk, self.pressed_us);
        let frame = self.visit.frame(&self.app, None).await?;
        let mut toasts: Vec<(i64, Toast)> = vec![];
        if self.hears.recalls {
            let new = desk::recall::pressed(desk, by, &sent::daily(by), since_us).await?;
            toasts.extend(new.iter().map(|it| (it.at_us, Toast::of_recall(&frame, it))));
        }
        if self.hears.capsules {
            let new = desk::capsule::pressed(desk, by, &sent::weighing(by), since_us).await?;
            let at = |it: &desk::capsule::Capsule| it.late_us.unwrap_or(since_us);
            toasts.extend(new.iter().map(|it| (at(it), Toast::of_capsule(&frame, it))));
        }
        toasts.sort_by_key(|(at_us, _)| *at_us);
        for (at_us, toast) in toasts {
            let data = serde_json::to_string(&toast).map_err(|fault| Problem::broken(&fault))?;
            self.ready.push_back(Event::default().event("alert").data(data));
            self.pressed_us = self.pressed_us.max(at_us);
        }
        Ok(())
    }

    /// The alerts that came since the last one that was told, oldest first.
    async fn toasts(&mut self) -> Result<(), Problem> {
        if !self.still_in().await {
            return Err(Problem::Unsigned);
        }
        let frame = self.visit.frame(&self.app, None).await?;
        let (records, notices) = (
            crate::api::alerts::read(&self.app, &self.caller).await?,
            crate::api::notice_alerts::read(&self.app, &self.caller).await?,
        );
        let is_new = |number: u64, raised_us: i64, seen_us: Option<i64>| {
            number > self.told && raised_us > self.alerted_us && seen_us.is_none()
        };
        let mut toasts: Vec<(u64, Toast)> = vec![];
        for told in
            records.iter().filter(|told| is_new(told.alert.number, told.alert.raised_us, told.alert.seen_us))
        {
            toasts.push((told.alert.number, alerts::toast(&self.app, &frame, told)));
        }
        for told in
            notices.iter().filter(|told| is_new(told.alert.number, told.alert.raised_us, told.alert.seen_us))
        {
            toasts.push((told.alert.number, notice_alerts::toast(&frame, told)));
        }
        toasts.sort_by_key(|(number, _)| *number);
        for (number, toast) in toasts {
            let data = serde_json::to_string(&toast).map_err(|fault| Problem::broken(&fault))?;
            self.ready.push_back(Event::default().event("alert").data(data));
            self.told = self.told.max(number);
        }
        Ok(())
    }
}

/// Says that something is to be read again.
fn named(event: &str) -> Event {
    Event::default().event(event).data("{}")
}

async fn until(due: Option<Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due).await,
        None => std::future::pending().await,
    }
}

fn is(actor: &Actor, officer: model::OfficerId) -> bool {
    matches!(actor, Actor::Officer { id, .. } if *id == officer)
}
