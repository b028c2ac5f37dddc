//! What the addresses of capsules take and give.
use super::super::capsule;
use super::{Doc, Why, json, plain};

pub(crate) fn capsules() -> Doc {
    Doc::says("Capsules that posts have, or had, to check with where there is no line")
        .gives(200, json::<capsule::CapsulesShape>())
        .reason(Why::Allowed)
}
pub(crate) fn make_capsule() -> Doc {
    Doc::says("Make a capsule for a post: its file lies at this node until somebody takes it")
        .takes(json::<capsule::CapsuleSent>())
        .gives(201, json::<capsule::MadeShape>())
}
pub(crate) fn lease() -> Doc {
    Doc::says("The code of a capsule's lease, to be read to the post")
        .asks::<capsule::LeaseQuery>()
        .gives(200, json::<capsule::LeaseShape>())
        .reason(Why::Allowed)
}
pub(crate) fn end_capsule() -> Doc {
    Doc::says("Give no lease of a capsule any more: its device is lost, or its post is closed")
        .asks::<capsule::EndQuery>()
        .reason(Why::Allowed)
}
pub(crate) fn give_up_log() -> Doc {
    Doc::says("Say why the end of a log never comes, of one that came after its lease without it: it presses no more")
        .takes(json::<capsule::GivenUpSent>())
        .reason(Why::Allowed)
}
pub(crate) fn home() -> Doc {
    Doc::says("Bring the log of a post home; the same log again brings nothing")
        .takes(plain("application/octet-stream"))
        .gives(200, json::<capsule::HomeShape>())
        .reason(Why::Allowed)
}
pub(crate) fn capsule() -> Doc {
    Doc::says("A capsule, and what the logs of its post brought")
        .gives(200, json::<capsule::BroughtShape>())
        .reason(Why::Allowed)
}
pub(crate) fn capsule_file() -> Doc {
    Doc::says("Take the file of a capsule along")
        .gives(200, plain("application/octet-stream"))
        .reason(Why::Allowed)
}
