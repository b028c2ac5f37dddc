//! The guided tour of the demo: a short list of things to try, each of which fills the box.
use super::Frame;
use askama::Template;
use model::Purpose;

/// `GET /tour`
#[derive(Debug, Clone, Template)]
#[template(path = "tour.html")]
pub struct TourPage {
    pub frame: Frame,
    pub things: Vec<Thing>,
}

/// One thing to try. Its form is sent by POST to `/check` with `fill`: the box is filled, nothing is asked yet.
#[derive(Debug, Clone)]
pub struct Thing {
    pub lesson: Lesson,
    /// What goes into the box.
    pub text: String,
    pub purpose: Purpose,
}

/// What is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lesson {
    StolenPassport,
    NothingKnown,
    MisreadZone,
    FalseZone,
    WantedName,
    OtherScript,
    TypingError,
    PartialDate,
    Phone,
    Plate,
    Victim,
    Network,
}

model::codes!(Lesson, "lesson", {
    StolenPassport => "stolen-passport",
    NothingKnown => "nothing-known",
    MisreadZone => "misread-zone",
    FalseZone => "false-zone",
    WantedName => "wanted-name",
    OtherScript => "other-script",
    TypingError => "typing-error",
    PartialDate => "partial-date",
    Phone => "phone",
    Plate => "plate",
    Victim => "victim",
    Network => "network",
});
