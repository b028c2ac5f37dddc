//! The rows of messages and requests with other members, and of the watch.
use super::{Route, get, post, put};
use crate::{api, web};

/// Messages and requests with other members, for programs and for people.
pub(super) fn writing() -> Vec<Route> {
    use api::{doc, thread_act};
    use web::{thread, thread_file, thread_new, threads};
    vec![
        get("/api/v1/threads", api::thread::list).doc(doc::threads()),
        post("/api/v1/threads", thread_act::open).doc(doc::open_thread()),
        get("/api/v1/threads/{id}", api::thread::look).doc(doc::thread()),
        post("/api/v1/threads/{id}/messages", thread_act::say).doc(doc::say()),
        post("/api/v1/threads/{id}/back", thread_act::back).doc(doc::say_back()),
        post("/api/v1/threads/{id}/hands", thread_act::hand).doc(doc::hand()),
        post("/api/v1/threads/{id}/notes", thread_act::note).doc(doc::note()),
        get("/api/v1/threads/{id}/package", api::package::stream).doc(doc::package()),
        post("/api/v1/threads/{id}/attachments", api::thread_file::send)
            .body(api::attachment::BYTES_MAX)
            .doc(doc::send_file()),
        get("/api/v1/threads/{id}/attachments/{file}", api::thread_file::get).doc(doc::file_said()),
        post("/threads/{id}/files", thread_file::send).body(api::attachment::BYTES_MAX),
        get("/threads/{id}/files/{file}", thread_file::download),
        get("/threads/{id}/files/{file}/preview", thread_file::preview),
        get("/api/v1/requests/clocks", thread_act::clocks).doc(doc::clocks()),
        put("/api/v1/requests/clocks", thread_act::set_clocks).doc(doc::set_clocks()),
        get("/api/v1/watch", api::watch::watch).doc(doc::watch()),
        put("/api/v1/watch", api::watch::set).doc(doc::set_watch()),
        get("/api/v1/digest", api::digest::digest).doc(doc::digest()),
        get("/digest", web::digest::page),
        get("/watch", web::watch::page),
        post("/watch", web::watch::set),
        get("/threads", threads::page),
        get("/threads/new", thread_new::page),
        post("/threads", thread_new::open),
        post("/threads/draft", thread::draft),
        get("/threads/{id}", thread::page),
        post("/threads/{id}", thread::say),
        post("/threads/{id}/back", thread::back),
        post("/threads/{id}/take", thread::take),
        post("/threads/{id}/note", thread::note),
        get("/threads/{id}/package", thread::package),
    ]
}
