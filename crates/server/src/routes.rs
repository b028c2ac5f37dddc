//! The one table of addresses: what there is, who may come, what it costs. Routers, OpenAPI and tests are read from it.
mod threads;

use crate::app::Shared;
use crate::csrf::{Csrf, is_safe};
use crate::gate::Guard;
use crate::limit::Cost;
use crate::{api, live, web};
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter};
use futures_util::future::BoxFuture;
use std::sync::Arc;

/// Who may come at all; what they may do there the desk decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Anybody,
    /// An officer with a session, a client with a token, or the machine's own command line.
    Known,
    /// An officer with a session.
    Person,
    /// Somebody known, or a program on this very machine.
    Watcher,
    /// The machine's own command line; on the network there is no such address.
    Console,
}

model::codes!(Who, "who may come", {
    Anybody => "anybody",
    Known => "known",
    Person => "person",
    Watcher => "watcher",
    Console => "console",
});

/// Whom an address speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Machine,
    Page,
}

impl Face {
    pub(crate) fn of(path: &str) -> Face {
        let machine = path.starts_with("/api/")
            || path.starts_with("/notices/v1/")
            || ["/healthz", "/readyz", "/metrics"].contains(&path);
        if machine { Face::Machine } else { Face::Page }
    }
}

/// One row of the table.
pub(crate) struct Route {
    pub guard: Guard,
    pub handler: MethodRouter<Shared>,
    pub doc: Option<api::Doc>,
}

/// A row as others may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    pub method: &'static str,
    pub path: &'static str,
    pub who: Who,
    pub csrf: Csrf,
}

/// Every address of the network's router, in the order of the table.
pub fn routes() -> Vec<Listed> {
    let listed = |Route { guard, .. }: Route| Listed {
        method: guard.method,
        path: guard.path,
        who: guard.who,
        csrf: guard.csrf,
    };
    table().into_iter().map(listed).collect()
}

/// Every address of the public door.
pub fn public_routes() -> Vec<Listed> {
    let listed = |Route { guard, .. }: Route| Listed {
        method: guard.method,
        path: guard.path,
        who: guard.who,
        csrf: guard.csrf,
    };
    crate::public::table().into_iter().map(listed).collect()
}

/// Longest body where nothing else is said.
const BODY_BYTES_MAX: u64 = 1024 * 1024;
/// The papers of a network of some 800 members.
const PAPERS_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// All files of one upload together.
pub(crate) const UPLOAD_BYTES_MAX: u64 = 8 * 1024 * 1024 * 1024;

fn row<H, T>(method: Method, path: &'static str, handler: H) -> Route
where
    H: Handler<T, Shared>,
    T: 'static,
{
    let filter = MethodFilter::try_from(method.clone()).expect("the table uses methods that a router knows");
    let face = Face::of(path);
    let guard = Guard {
        who: if face == Face::Machine { Who::Known } else { Who::Person },
        csrf: if is_safe(&method) { Csrf::Safe } else { Csrf::Cookie },
        face,
        cost: Cost::Plain,
        body_bytes_max: BODY_BYTES_MAX,
        quiet: false,
        path,
        method: name_of(&method),
    };
    let answer: Answer = Arc::new(move |request, shared| Box::pin(handler.clone().call(request, shared)));
    Route { guard, handler: routed(filter, answer), doc: None }
}

/// A handler whose type says nothing of what it does.
type Answer = Arc<dyn Fn(Request, Shared) -> BoxFuture<'static, Response> + Send + Sync>;

/// Of one type for all addresses: else the compiler proves for each of them, in each layer of the router, that all that it waits
/// for may move between threads, and more than half of its time is gone.
fn routed(filter: MethodFilter, answer: Answer) -> MethodRouter<Shared> {
    MethodRouter::new()
        .on(filter, move |State(shared): State<Shared>, request: Request| answer(request, shared))
}

fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "OTHER",
    }
}

pub(crate) fn get<H: Handler<T, Shared>, T: 'static>(path: &'static str, handler: H) -> Route {
    row(Method::GET, path, handler)
}
fn post<H: Handler<T, Shared>, T: 'static>(path: &'static str, handler: H) -> Route {
    row(Method::POST, path, handler)
}
fn put<H: Handler<T, Shared>, T: 'static>(path: &'static str, handler: H) -> Route {
    row(Method::PUT, path, handler)
}
fn patch<H: Handler<T, Shared>, T: 'static>(path: &'static str, handler: H) -> Route {
    row(Method::PATCH, path, handler)
}
fn delete<H: Handler<T, Shared>, T: 'static>(path: &'static str, handler: H) -> Route {
    row(Method::DELETE, path, handler)
}

impl Route {
    /// Before anybody is signed in. What is unsafe there is checked for forgery all the same.
    pub(crate) fn open(mut self) -> Route {
        self.guard.who = Who::Anybody;
        self.guard.csrf = if self.guard.csrf == Csrf::Safe { Csrf::Safe } else { Csrf::Always };
        self
    }
    fn for_(mut self, who: Who) -> Route {
        self.guard.who = who;
        self
    }
    /// A try to come in.
    fn door(mut self) -> Route {
        self.guard.cost = Cost::Door;
        self.open()
    }
    /// Sent by the page itself.
    fn quiet(mut self) -> Route {
        self.guard.quiet = true;
        self
    }
    fn body(mut self, bytes_max: u64) -> Route {
        self.guard.body_bytes_max = bytes_max;
        self
    }
    fn doc(mut self, doc: api::Doc) -> Route {
        self.doc = Some(doc);
        self
    }
}

/// Every row.
pub(crate) fn table() -> Vec<Route> {
    let mut table = machines();
    table.extend(notices());
    table.extend(keeping());
    table.extend(threads::writing());
    table.extend(coming_and_going());
    table.extend(pages());
    table.extend(pages_of_network());
    table.extend(pages_of_notices());
    table
}

/// For programs: the daily work.
fn machines() -> Vec<Route> {
    use api::{
        attachment, batch, check, doc, elsewhere, export, hit, import, judgement, list, record, seek,
        standing, state, subscription, twin, window,
    };
    vec![
        get("/healthz", state::healthz).open(),
        get("/readyz", state::readyz).open(),
        get("/metrics", state::metrics).for_(Who::Watcher),
        get("/api/v1/openapi.json", api::document).open(),
        post("/api/v1/checks", check::ask).doc(doc::check()),
        get("/api/v1/checks/{id}/elsewhere", elsewhere::read).doc(doc::elsewhere()),
        post("/api/v1/checks/batch", batch::ask).body(u64::MAX).doc(doc::batch()),
        get("/api/v1/records", record::list).doc(doc::records()),
        post("/api/v1/records", record::file).doc(doc::file()),
        get("/api/v1/records/{id}", record::open).doc(doc::open()),
        put("/api/v1/records/{id}", record::revise).doc(doc::revise()),
        delete("/api/v1/records/{id}", record::withdraw).doc(doc::withdraw()),
        get("/api/v1/records/{id}/attachments", attachment::list).doc(doc::attachments()),
        post("/api/v1/records/{id}/attachments", attachment::attach)
            .body(attachment::BYTES_MAX)
            .doc(doc::attach()),
        get("/api/v1/attachments/{id}", attachment::get).doc(doc::attachment()),
        delete("/api/v1/attachments/{id}", attachment::remove).doc(doc::detach()),
        get("/api/v1/records/{id}/profile", judgement::profile).doc(doc::profile()),
        get("/api/v1/twins", twin::list).doc(doc::twins()),
        post("/api/v1/twins/seek", seek::run).doc(doc::seek()),
        get("/api/v1/twins/{id}", twin::open).doc(doc::twin()),
        post("/api/v1/judgements", judgement::judge).doc(doc::judge()),
        delete("/api/v1/judgements/{number}", judgement::undo).doc(doc::undo()),
        get("/api/v1/hits", hit::list).doc(doc::hits()),
        get("/api/v1/hits/{id}", hit::open).doc(doc::hit()),
        post("/api/v1/hits/{id}/answer", hit::answer).doc(doc::answer_hit()),
        post("/api/v1/hits/{id}/ask", hit::ask).doc(doc::ask_hit()),
        get("/api/v1/records/{id}/holders", window::holders).doc(doc::holders()),
        get("/api/v1/window", window::looks).doc(doc::window()),
        get("/api/v1/recalls", window::recalls).doc(doc::recalls()),
        get("/api/v1/recalls/patience", window::patience).doc(doc::patience()),
        put("/api/v1/recalls/patience", window::set_patience).doc(doc::set_patience()),
        get("/api/v1/kept", api::kept::list).doc(doc::kept()),
        get("/api/v1/kept/{id}", api::kept::open).doc(doc::open_kept()),
        put("/api/v1/kept/{id}", api::kept::declare).doc(doc::keep()),
        delete("/api/v1/kept/{id}", api::kept::give_up).doc(doc::end_kept()),
        post("/api/v1/kept/{id}/confirm", api::kept::confirm).doc(doc::confirm_kept()),
        get("/api/v1/standing", standing::list).doc(doc::standing()),
        post("/api/v1/standing", standing::open).doc(doc::stand()),
        delete("/api/v1/standing/{id}", standing::close).doc(doc::close()),
        get("/api/v1/alerts", standing::alerts).doc(doc::alerts()),
        post("/api/v1/alerts/{number}/seen", standing::seen).doc(doc::seen()),
        get("/api/v1/subscriptions", subscription::list).doc(doc::subscriptions()),
        post("/api/v1/subscriptions", subscription::open).doc(doc::subscribe()),
        delete("/api/v1/subscriptions/{id}", subscription::end).doc(doc::unsubscribe()),
        get("/api/v1/events", live::events).quiet().for_(Who::Person).doc(doc::events()),
        get("/api/v1/lists", list::all).doc(doc::lists()),
        get("/api/v1/imports", import::all).doc(doc::imports()),
        post("/api/v1/imports", import::run).body(UPLOAD_BYTES_MAX).doc(doc::import()),
        get("/api/v1/imports/{id}", import::one).doc(doc::one_import()),
        get("/api/v1/imports/{id}/refusals", import::refusals).doc(doc::refusals()),
        get("/api/v1/exports", export::stream).doc(doc::export()),
    ]
}

/// For programs: what members ask all others.
fn notices() -> Vec<Route> {
    use api::{doc, notice, notice_more};
    vec![
        get("/api/v1/notices", notice::list).doc(doc::notices()),
        post("/api/v1/notices", notice::draft).doc(doc::draft_notice()),
        get("/api/v1/notices/{id}", notice::open).doc(doc::notice()),
        put("/api/v1/notices/{id}", notice::redraft).doc(doc::redraft_notice()),
        post("/api/v1/notices/{id}/acts", notice::say).doc(doc::say_notice()),
        post("/api/v1/notices/{id}/status", notice_more::status).doc(doc::notice_status()),
        get("/api/v1/notices/{id}/export", notice_more::export).doc(doc::export_notice()),
        get("/api/v1/notices/export", notice_more::export_all).doc(doc::export_notices()),
        post("/api/v1/notices/import", notice_more::import)
            .body(notice_more::FILE_BYTES_MAX)
            .doc(doc::import_notices()),
        post("/api/v1/notices/{id}/photographs", notice_more::add_photograph)
            .body(notice_more::PICTURE_BYTES_MAX)
            .doc(doc::add_photograph()),
        get("/api/v1/notices/{id}/photographs/{name}", notice_more::photograph).doc(doc::photograph()),
    ]
}

/// For programs: keeping the node, and watching over it.
fn keeping() -> Vec<Route> {
    use api::{backup, capsule, client, doc, log, officer, rules, threshold};
    vec![
        get("/api/v1/officers", officer::list).doc(doc::officers()),
        post("/api/v1/officers", officer::add).doc(doc::add_officer()),
        patch("/api/v1/officers/{id}", officer::change).doc(doc::change_officer()),
        post("/api/v1/officers/{id}/link", officer::link).doc(doc::link()),
        get("/api/v1/clients", client::list).doc(doc::clients()),
        post("/api/v1/clients", client::add).doc(doc::add_client()),
        delete("/api/v1/clients/{id}", client::revoke).doc(doc::revoke()),
        get("/api/v1/log", log::page).doc(doc::log()),
        get("/api/v1/log.csv", log::csv).doc(doc::log_csv()),
        get("/api/v1/log/state", log::state).doc(doc::log_state()),
        post("/api/v1/log/key", log::hand_over).doc(doc::hand_over_log()),
        get("/api/v1/log/verify", log::verify).doc(doc::verify()),
        get("/api/v1/log/differences", api::reckon::differences).doc(doc::differences()),
        post("/api/v1/log/differences/settle", api::reckon::settle).doc(doc::settle()),
        post("/api/v1/log/reconcile", api::reckon::at_once).doc(doc::reconcile()),
        get("/api/v1/answers", api::figure::answers).doc(doc::answers()),
        get("/api/v1/holdings/strays", api::holding::strays).doc(doc::strays()),
        post("/api/v1/holdings/once-more", api::holding::once_more).doc(doc::once_more()),
        get("/api/v1/rules", rules::read).doc(doc::rules()),
        put("/api/v1/rules", rules::change).doc(doc::change_rules()),
        get("/api/v1/thresholds", threshold::read).doc(doc::thresholds()),
        put("/api/v1/thresholds", threshold::set).doc(doc::set_thresholds()),
        get("/api/v1/peers", api::peer::list).doc(doc::peers()),
        post("/api/v1/peers", api::peer::join).body(PAPERS_BYTES_MAX).doc(doc::join()),
        get("/api/v1/peers/papers", api::peer::papers).doc(doc::papers()),
        get("/api/v1/capsules", capsule::list).doc(doc::capsules()),
        post("/api/v1/capsules", capsule::make).doc(doc::make_capsule()),
        get("/api/v1/capsules/{id}", capsule::one).doc(doc::capsule()),
        get("/api/v1/capsules/{id}/file", capsule::take).doc(doc::capsule_file()),
        post("/api/v1/capsules/log", capsule::home).body(capsule::LOG_BYTES_MAX).doc(doc::home()),
        post("/api/v1/capsules/{id}/lease", capsule::lease).doc(doc::lease()),
        delete("/api/v1/capsules/{id}", capsule::end).doc(doc::end_capsule()),
        post("/api/v1/capsules/{id}/give-up", capsule::give_up).doc(doc::give_up_log()),
        get("/api/v1/peers/overtaken", api::peer::overtaken).doc(doc::overtaken()),
        post("/api/v1/backups", backup::write).for_(Who::Console).doc(doc::backup()),
    ]
}

fn coming_and_going() -> Vec<Route> {
    use web::{asset, language, sign_in};
    vec![
        get("/assets/{name}", asset::file).open(),
        get("/sign-in", sign_in::page).open(),
        post("/sign-in/start", sign_in::start).open(),
        post("/sign-in/finish", sign_in::finish).door(),
        get("/enter/{secret}", sign_in::enter).open(),
        get("/sign-in/{secret}", sign_in::link).open(),
        post("/sign-in/{secret}", sign_in::use_link).door(),
        get("/enrol/{secret}", sign_in::enrol).open(),
        post("/enrol/{secret}/start", sign_in::enrol_start).open(),
        post("/enrol/{secret}/finish", sign_in::enrol_finish).door(),
        post("/sign-out", sign_in::out),
        get("/signed-out", sign_in::signed_out).open(),
        post("/language", language::choose).open(),
    ]
}

/// For people.
fn pages() -> Vec<Route> {
    use web::{
        check, clients, elsewhere, files, filing, hit, hits, law, lists, log, officers, profile, record,
        rules, standing, thresholds, tour, twin, twins, window,
    };
    vec![
        get("/", tour::home),
        get("/tour", tour::page),
        get("/check", check::page),
        post("/check", check::ask),
        get("/check/{id}/elsewhere", elsewhere::page),
        get("/records/new", filing::new),
        post("/records", filing::file),
        get("/records/{id}", record::page),
        post("/records/{id}", filing::revise),
        get("/records/{id}/revise", filing::page),
        get("/records/{id}/withdraw", record::withdraw_page),
        post("/records/{id}/withdraw", record::withdraw),
        get("/records/{id}/export", record::export),
        post("/records/{id}/attachments", files::add).body(api::attachment::BYTES_MAX),
        get("/attachments/{id}", files::download),
        get("/attachments/{id}/preview", files::preview),
        post("/attachments/{id}/remove", files::remove),
        get("/records/{id}/profile", profile::page),
        get("/hits", hits::page),
        get("/hits/next", hits::next),
        get("/hits/{id}", hit::page),
        post("/hits/{id}", hit::answer),
        post("/hits/{id}/ask", hit::ask),
        get("/window", window::page),
        get("/kept", law::page),
        get("/kept/{id}", law::open),
        get("/kept/{id}/declare", law::form),
        post("/kept/{id}/declare", law::declare),
        get("/kept/{id}/confirm", law::confirm_form),
        post("/kept/{id}/confirm", law::confirm),
        get("/kept/{id}/give-up", law::end_form),
        post("/kept/{id}/give-up", law::give_up),
        get("/twins", twins::page),
        get("/twins/next", twins::next),
        post("/twins/seek", twins::seek),
        get("/twins/{id}", twin::page),
        post("/twins/{id}", twin::judge),
        post("/judgements/{number}/undo", twin::undo),
        get("/standing", standing::page),
        post("/standing", standing::open),
        post("/standing/{id}/close", standing::close),
        post("/alerts/{number}/seen", standing::seen),
        get("/live", live::page).quiet(),
        get("/lists", lists::page),
        post("/imports", lists::import).body(UPLOAD_BYTES_MAX),
        get("/imports/{id}", lists::one),
        get("/log", log::page),
        get("/log.csv", log::csv),
        post("/log/verify", log::verify),
        get("/officers", officers::page),
        post("/officers", officers::add),
        post("/officers/{id}", officers::change),
        post("/officers/{id}/disable", officers::disable),
        post("/officers/{id}/enable", officers::enable),
        post("/officers/{id}/link", officers::link),
        get("/clients", clients::page),
        post("/clients", clients::add),
        post("/clients/{id}/revoke", clients::revoke),
        get("/rules", rules::page),
        post("/rules", rules::change),
        get("/thresholds", thresholds::page),
        post("/thresholds", thresholds::set),
    ]
}

/// For people: the network, how it stands with each member, and the posts without a line.
fn pages_of_network() -> Vec<Route> {
    use web::{capsule, capsules, network};
    vec![
        get("/capsules", capsules::page),
        post("/capsules", capsules::make),
        post("/capsules/log", capsules::home).body(api::capsule::LOG_BYTES_MAX),
        get("/capsules/{id}", capsule::page),
        post("/capsules/{id}/lease", capsule::lease),
        post("/capsules/{id}/end", capsule::end),
        post("/capsules/{id}/give-up", capsule::give_up),
        get("/capsules/{id}/file", capsule::file),
        get("/network", network::page),
        post("/network/settle", network::settle),
        post("/network/once-more", network::once_more),
        get("/network/answers", network::answers),
    ]
}

/// For people: what members ask all others.
fn pages_of_notices() -> Vec<Route> {
    use web::{notice, notice_form, notice_out, notices, protected, subscriptions};
    vec![
        get("/notices", notices::page),
        get("/notices/subscriptions", subscriptions::page),
        post("/notices/subscriptions", subscriptions::open),
        post("/notices/subscriptions/{id}/end", subscriptions::end),
        get("/notices/new", notice_form::new),
        post("/notices", notice_form::draft),
        post("/notices/draft", notice_form::keep),
        post("/notices/import", notice_out::import).body(api::notice_more::FILE_BYTES_MAX),
        get("/notices/{id}", notice::page),
        post("/notices/{id}", notice::say),
        post("/notices/{id}/status", notice::status),
        get("/notices/{id}/print", notice_out::print),
        get("/notices/{id}/export", notice_out::export),
        post("/notices/{id}/photographs", notice_out::add_photograph)
            .body(api::notice_more::PICTURE_BYTES_MAX),
        get("/notices/{id}/photographs/{name}", notice_out::photograph),
        get("/notices/{id}/redraft", notice_form::again),
        post("/notices/{id}/redraft", notice_form::redraft),
        get("/protected", protected::page),
        post("/protected", protected::keep),
        post("/protected/{id}/remove", protected::remove),
    ]
}
