//! Notices: what one member asks all others about a person, a thing or a way of doing, after others have looked at it.
//!
//! A notice has the id of the record that it makes of its subject: the record is what is searched and acted on, and there is
//! none before the notice is cleared ([`Cleared`]).
mod code;
mod content;
mod field;
mod gate;
mod kind;
mod neutral;
mod state;
mod subject;
mod wanted;
mod word;

pub use code::{EYES, HAIR, SEX, alpha2, issuer};
pub use content::{Content, Leave, MISSING, Wrong, day_of};
pub use field::{FIELDS, Field, Form, When};
pub use gate::{Earlier, FLAGS, Flag, Gate, Stop, gate};
pub use kind::{NoticeKind, Sent};
pub use state::{Course, Digest, House, Said};
pub use subject::Cleared;
pub use wanted::Wanted;
pub use word::{Person, Stage, Word};
