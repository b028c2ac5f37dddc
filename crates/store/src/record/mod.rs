//! Records: the row that says what there is, and the sealed body of the act that says what it says.
mod carry;
mod content;
mod links;
mod pages;
mod read;
mod receive;
mod row;
mod versions;
mod write;

pub use carry::carry;
pub(crate) use content::{EntityRow, digest, written};
pub use links::{Linked, links};
pub use pages::{Filter, each, page};
pub use read::{Held, Past, expired, history, many, open, owner_of, target, was_shown};
pub(crate) use read::{read_body, shown, stamps};
pub use receive::{Received, give_up, receive, receive_subject};
pub(crate) use row::{RecordRow, put_links, put_rows};
pub use versions::{Version, other, versions, versions_of, withdrawn};
pub(crate) use write::{act, destroy, why_body};
pub use write::{file, revise, withdraw};
