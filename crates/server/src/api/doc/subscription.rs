//! What the addresses of subscriptions to notices take and give.
use super::super::{standing, subscription};
use super::{Doc, Why, json};

pub(crate) fn subscriptions() -> Doc {
    Doc::says("Of which notices you and your unit want to be told")
        .gives(200, json::<subscription::SubscriptionsShape>())
        .reason(Why::Allowed)
}
pub(crate) fn subscribe() -> Doc {
    Doc::says(
        "Subscribe to notices: when one comes into force here, or is out of use, it is among your alerts",
    )
    .takes(json::<subscription::SubscriptionSent>())
    .gives(201, json::<standing::Opened>())
}
pub(crate) fn unsubscribe() -> Doc {
    Doc::says("End a subscription of yours").reason(Why::Allowed)
}
