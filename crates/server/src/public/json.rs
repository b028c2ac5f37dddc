//! The public extract in the shape of the public notice service, so that its clients work against it unchanged.
use super::filter::Filter;
use super::{Entry, found, photograph};
use crate::app::{App, Shared};
use crate::headers;
use crate::problem::Problem;
use crate::sent::{Asked, Named};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use desk::notice::extract::{Public, shown};
use formats::notice::{Collection, detail, is_body, item};
use model::notice::day_of;
use serde_json::{Map, Value, json};
use std::sync::Arc;

type Pairs = Asked<Vec<(String, String)>>;
type Answer = Result<Json<Value>, Problem>;

pub(super) async fn red(State(app): State<Shared>, asked: Pairs) -> Answer {
    list(&app, Collection::Red, &asked.0)
}
pub(super) async fn yellow(State(app): State<Shared>, asked: Pairs) -> Answer {
    list(&app, Collection::Yellow, &asked.0)
}
pub(super) async fn un(State(app): State<Shared>, asked: Pairs) -> Answer {
    list(&app, Collection::Un, &asked.0)
}
pub(super) async fn one_red(State(app): State<Shared>, Named(id): Named<String>) -> Answer {
    one(&app, &found(&shown(&app.desk), Collection::Red, &id)?)
}
pub(super) async fn one_yellow(State(app): State<Shared>, Named(id): Named<String>) -> Answer {
    one(&app, &found(&shown(&app.desk), Collection::Yellow, &id)?)
}
pub(super) async fn one_un(State(app): State<Shared>, Path(parts): Path<(String, String)>) -> Answer {
    one(&app, &of_un(&app, &parts)?)
}
pub(super) async fn images_red(State(app): State<Shared>, Named(id): Named<String>) -> Answer {
    images(&app, &found(&shown(&app.desk), Collection::Red, &id)?)
}
pub(super) async fn images_yellow(State(app): State<Shared>, Named(id): Named<String>) -> Answer {
    images(&app, &found(&shown(&app.desk), Collection::Yellow, &id)?)
}
pub(super) async fn images_un(State(app): State<Shared>, Path(parts): Path<(String, String)>) -> Answer {
    images(&app, &of_un(&app, &parts)?)
}
pub(super) async fn image_red(
    State(app): State<Shared>,
    Path((id, picture)): Path<(String, String)>,
) -> Result<Response, Problem> {
    image(&found(&shown(&app.desk), Collection::Red, &id)?, &picture)
}
pub(super) async fn image_yellow(
    State(app): State<Shared>,
    Path((id, picture)): Path<(String, String)>,
) -> Result<Response, Problem> {
    image(&found(&shown(&app.desk), Collection::Yellow, &id)?, &picture)
}
pub(super) async fn image_un(
    State(app): State<Shared>,
    Path((what, id, picture)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    image(&of_un(&app, &(what, id))?, &picture)
}

/// Persons and bodies stand under addresses of their own.
fn of_un(app: &App, (what, id): &(String, String)) -> Result<Entry, Problem> {
    let entry = found(&shown(&app.desk), Collection::Un, id)?;
    let expected = if is_body(&entry.public.content) { "entities" } else { "persons" };
    if what == expected { Ok(entry) } else { Err(Problem::Missing) }
}

fn href(app: &App, path: &str) -> Value {
    json!({ "href": format!("{}/notices/v1/{path}", app.settings.origin) })
}

fn links(app: &App, entry: &Entry) -> Map<String, Value> {
    let path = entry.path();
    let mut links = Map::new();
    links.insert("self".into(), href(app, &path));
    links.insert("images".into(), href(app, &format!("{path}/images")));
    if !entry.public.photographs.is_empty() {
        links.insert("thumbnail".into(), href(app, &format!("{path}/images/1")));
    }
    links
}

fn list(app: &App, collection: Collection, asked: &[(String, String)]) -> Answer {
    let filter = Filter::read(asked)?;
    let today = day_of(desk::pulse::now_us(&app.desk));
    let extract = shown(&app.desk);
    let all = extract.of_collection(collection);
    let first = (filter.page - 1).saturating_mul(filter.of_page);
    let (total, page): (usize, Vec<&Arc<Public>>) = match filter.is_open() {
        true => (all.len(), all.iter().skip(first).take(filter.of_page).collect()),
        false => {
            let taken: Vec<&Arc<Public>> = all.iter().filter(|public| filter.takes(public, today)).collect();
            (taken.len(), taken.into_iter().skip(first).take(filter.of_page).collect())
        }
    };
    let page = page.into_iter().filter_map(Entry::of);
    let notices: Vec<Value> = page
        .map(|entry| {
            let mut told = item(&entry.public.content, &entry.public.number);
            told.insert("_links".into(), Value::Object(links(app, &entry)));
            Value::Object(told)
        })
        .collect();
    let last = total.div_ceil(filter.of_page).max(1);
    let to = |page: usize| href(app, &format!("{collection}?{}", filter.query(page)));
    let mut around = json!({ "self": to(filter.page), "first": to(1), "last": to(last) });
    if filter.page < last {
        around["next"] = to(filter.page + 1);
    }
    Ok(Json(json!({
        "total": total,
        "query": filter.told(),
        "_embedded": { "notices": notices },
        "_links": around,
    })))
}

fn one(app: &App, entry: &Entry) -> Answer {
    let mut told = detail(&entry.public.content, &entry.public.number);
    let mut links = links(app, entry);
    let page = format!("{}/notice/{}", app.settings.origin, super::pages::path(entry));
    links.insert("notice".into(), json!({ "href": page }));
    told.insert("_embedded".into(), json!({ "links": [] }));
    told.insert("_links".into(), Value::Object(links));
    Ok(Json(Value::Object(told)))
}

fn images(app: &App, entry: &Entry) -> Answer {
    let path = entry.path();
    let of = |place: usize| json!({ "picture_id": place.to_string(), "_links": { "self": href(app, &format!("{path}/images/{place}")) } });
    let images: Vec<Value> = (1..=entry.public.photographs.len()).map(of).collect();
    let links = json!({ "self": href(app, &format!("{path}/images")), "notice": href(app, &path) });
    Ok(Json(json!({ "_embedded": { "images": images }, "_links": links })))
}

/// A JPEG that was made from points alone before it was signed.
pub(super) fn image(entry: &Entry, picture: &str) -> Result<Response, Problem> {
    Ok(headers::picture(photograph(entry, picture)?, "image/jpeg"))
}
