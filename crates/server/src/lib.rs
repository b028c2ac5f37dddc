//! The door to people and their systems: pages, API, live.
pub mod page;
