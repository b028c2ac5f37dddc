//! The addresses of the public door, beside which it has none but those of files for its pages.
use super::{json, pages};
use crate::routes::{Route, get};
use crate::web;

/// Every row.
pub(crate) fn table() -> Vec<Route> {
    vec![
        get("/", pages::list).open(),
        get("/notice/{kind}/{id}", pages::one).open(),
        get("/notices/v1/red", json::red).open(),
        get("/notices/v1/yellow", json::yellow).open(),
        get("/notices/v1/un", json::un).open(),
        get("/notices/v1/red/{id}", json::one_red).open(),
        get("/notices/v1/yellow/{id}", json::one_yellow).open(),
        get("/notices/v1/un/{what}/{id}", json::one_un).open(),
        get("/notices/v1/red/{id}/images", json::images_red).open(),
        get("/notices/v1/yellow/{id}/images", json::images_yellow).open(),
        get("/notices/v1/un/{what}/{id}/images", json::images_un).open(),
        get("/notices/v1/red/{id}/images/{picture}", json::image_red).open(),
        get("/notices/v1/yellow/{id}/images/{picture}", json::image_yellow).open(),
        get("/notices/v1/un/{what}/{id}/images/{picture}", json::image_un).open(),
        get("/assets/{name}", web::asset::file).open(),
        get("/healthz", crate::api::state::healthz).open(),
    ]
}
