//! The public extract as pages: no sign-in, no script, in four languages.
use super::filter::Filter;
use super::{Entry, found};
use crate::app::{App, Shared};
use crate::page::{Frame, PublicNotice, PublicPage, PublicRow};
use crate::problem::Problem;
use crate::sent::{Asked, Fields};
use crate::tongue;
use crate::web::html;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use desk::notice::extract::shown;
use formats::notice::{Collection, detail, in_path};
use model::Language;
use model::notice::day_of;

/// Behind `/notice/`.
pub(super) fn path(entry: &Entry) -> String {
    format!("{}/{}", entry.collection, in_path(&entry.public.number))
}

fn frame(app: &App, fields: &Fields, headers: &HeaderMap) -> Frame {
    let chosen: Option<Language> = fields.text("lang").parse().ok();
    let language = chosen.unwrap_or_else(|| tongue::accepted(headers));
    let mut frame = Frame::outside(language, app.desk.me.clone(), &app.desk.name);
    frame.now_us = desk::pulse::now_us(&app.desk);
    frame.demo = app.settings.demo;
    frame
}

fn row(entry: &Entry) -> PublicRow {
    let content = &entry.public.content;
    PublicRow {
        path: path(entry),
        kind: content.kind,
        caption: content.caption(),
        owner: entry.public.owner.clone(),
        born: content.first("date_of_birth").map(str::to_owned),
        nationalities: content.all("nationalities").to_vec(),
        picture: (!entry.public.photographs.is_empty())
            .then(|| format!("/notices/v1/{}/images/1", entry.path())),
    }
}

pub(crate) async fn list(
    State(app): State<Shared>,
    headers: HeaderMap,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let filter = Filter::read(&asked)?;
    let fields = Fields(asked);
    let today = day_of(desk::pulse::now_us(&app.desk));
    let extract = shown(&app.desk);
    let kind = fields.text("kind").parse::<Collection>().ok();
    let all: Vec<Entry> = extract
        .all()
        .filter(|public| filter.takes(public, today))
        .filter_map(Entry::of)
        .filter(|entry| kind.is_none_or(|kind| kind == entry.collection))
        .collect();
    let first = (filter.page - 1).saturating_mul(filter.of_page);
    html(&PublicPage {
        frame: frame(&app, &fields, &headers),
        kind,
        name: fields.text("name").to_owned(),
        total: all.len(),
        notices: all.iter().skip(first).take(filter.of_page).map(row).collect(),
        next: (first + filter.of_page < all.len()).then(|| filter.query(filter.page + 1)),
    })
}

pub(crate) async fn one(
    State(app): State<Shared>,
    Path((kind, id)): Path<(String, String)>,
    headers: HeaderMap,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let collection: Collection = kind.parse().map_err(|_| Problem::Missing)?;
    let entry = found(&shown(&app.desk), collection, &id)?;
    let told = detail(&entry.public.content, &entry.public.number);
    let pictures = (1..=entry.public.photographs.len())
        .map(|place| format!("/notices/v1/{}/images/{place}", entry.path()))
        .collect();
    html(&PublicNotice {
        frame: frame(&app, &Fields(asked), &headers),
        row: row(&entry),
        number: entry.public.number.clone(),
        said: PublicNotice::said(&entry.public.content, &told),
        pictures,
        last_us: entry.public.content.review_us().saturating_sub(1),
    })
}
