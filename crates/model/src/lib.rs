//! The nouns: what Liaison speaks of, and what makes each valid.
//!
//! Nothing here reads a clock, a file or a network; texts become types by `FromStr` or a constructor, or are
//! [`Invalid`] with a reason that a person can act on.
mod act;
mod clean;
mod codes;
mod country;
mod date;
mod entity;
mod figure;
mod file_name;
mod grading;
mod handling;
mod hit;
mod id;
mod invalid;
mod judgement;
mod kept;
mod link;
mod member;
pub mod notice;
mod officer;
mod passed;
mod purpose;
mod record;
mod region;
mod request;
pub mod schema;
mod script;
mod status;
mod stray;
mod thread;
mod value;

pub use act::ActKind;
pub use clean::{imo_is_right, vin_is_right};
pub use country::Country;
pub use date::PartialDate;
pub use entity::{Entity, VALUE_BYTES_MAX, VALUES_MAX};
pub use figure::{Figure, FigureOf, SPANS_HOURS, Spans};
pub use file_name::FileName;
pub use grading::{Grading, InformationGrade, SourceGrade};
pub use handling::{Audience, Caveat, Handling, Level, Stamp, StampNo};
pub use hit::{Finding, HitGround, HitShows, HitState, HitWord, Term};
pub use id::{
    AttachmentId, CapsuleId, CheckId, ClientId, HitId, ImportId, MessageId, OfficerId, RecordId, StandingId,
    ThreadId,
};
pub use invalid::Invalid;
pub use judgement::{Judgement, Pair, can_be_one};
pub use kept::CopyWord;
pub use link::{Link, LinkKind};
pub use member::{Member, MemberClass, MemberStanding};
pub use officer::{Actor, Client, Language, Officer, Role};
pub use passed::Passed;
pub use purpose::{Purpose, Reason};
pub use record::{Record, Source, Subject};
pub use region::Region;
pub use request::{Course, Ground, RequestKind, RequestSide, RequestState, Step, Word};
pub use schema::{Holds, Kind, Property};
pub use script::Script;
pub use status::{Status, Urgency};
pub use stray::Stray;
pub use thread::{
    Ask, CrimeArea, MEMBERS_MAX, Message, NAMED_MAX, SUBJECT_CHARS_MAX, TEXT_BYTES_MAX, Thread, ThreadStamp,
};
pub use value::Value;
