//! The demo: an invented world, the members among whom it is divided, and the lists that fill it.
pub mod fill;
pub mod lists;
pub mod members;
pub mod notices;
pub mod requests;
pub mod tour;
pub mod welcome;
pub mod world;
