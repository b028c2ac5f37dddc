//! The door to people and their systems: pages, API, live. No rule of the domain is here: the desk decides.
//!
//! Every address stands in one table (`routes.rs`), every request passes one gate (`gate.rs`), every error becomes a
//! status in one place (`problem.rs`).
mod api;
mod app;
mod auth;
mod csrf;
mod gate;
mod handling_form;
mod headers;
mod limit;
mod live;
mod metrics;
pub mod page;
mod passkey;
mod problem;
mod public;
mod quoted;
mod reasons;
mod routes;
mod sent;
mod serve;
mod tongue;
mod web;

pub use api::openapi;
pub use app::{Pace, Settings, app, console, public};
pub use csrf::Csrf;
pub use routes::{Listed, Who, public_routes, routes};
pub use serve::{serve, serve_socket};
