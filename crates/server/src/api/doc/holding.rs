//! What the addresses of records given and held, and of how members answer, take and give.
use super::super::{figure, hit, holding};
use super::{Doc, Why, json};

pub(crate) fn strays() -> Doc {
    Doc::says("Copies that are not as their owner believes: lost by their holder, or kept though they were taken back")
        .gives(200, json::<holding::StraysShape>())
        .reason(Why::Allowed)
}
pub(crate) fn answers() -> Doc {
    Doc::says("How fast each member answers requests and hits, as all who asked it measured it")
        .gives(200, json::<figure::AnswersShape>())
        .reason(Why::Allowed)
}
pub(crate) fn ask_hit() -> Doc {
    Doc::says("Ask the other side of a hit for its confirmation, in a thread that is tied to the hit")
        .takes(json::<hit::HitAskSent>())
        .gives(201, json::<hit::HitAskedShape>())
        .reason(Why::Allowed)
}
pub(crate) fn once_more() -> Doc {
    Doc::says("Have a record given to a member, or taken back from it, once more")
        .takes(json::<holding::OnceMoreSent>())
        .reason(Why::Allowed)
}
