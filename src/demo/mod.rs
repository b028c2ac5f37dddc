//! The demo: an invented world and the lists that fill it.
pub mod lists;
pub mod tour;
pub mod world;
