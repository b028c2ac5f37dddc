//! The formats of others, in and out: streaming, no store.
//!
//! [`read`] turns the files of a list into a stream of [`Step`]s: what was read, and what was refused with its line and
//! reason. Memory is bounded by caps, whatever the size of a file; damage in a file never loses the good rows before it.
pub mod csv;
pub mod ftm;
mod input;
mod item;
pub mod media;
pub mod mrz;
pub mod notice;
mod ofac;
mod reader;
pub mod screening;
mod sketch;
mod things;
mod un;
mod words;

pub use csv::Mapping;
pub use item::{Draft, Item, LinkDraft, Refused, Step};
pub use reader::{Error, Format, Plan, Progress, Reader, Remark, read};
