//! Subscriptions: of which notices an officer or their unit wants to be told, and the alerts that answer them.
use super::{Faults, Frame, Why};
use askama::Template;
use model::notice::{NoticeKind, Stage, Wanted};
use model::{Member, RecordId, Region, StandingId};
use std::collections::BTreeSet;

/// `GET /notices/subscriptions?purpose=…`; opened by POST there with `kinds`, `regions`, `owners`, `words`, `unit`, `until`; ended by POST to
/// `/notices/subscriptions/{id}/end`.
#[derive(Debug, Clone, Template)]
#[template(path = "subscriptions.html")]
pub struct SubscriptionsPage {
    pub frame: Frame,
    pub why: Why,
    pub alerts: Vec<NoticeAlertRow>,
    pub subscriptions: Vec<SubscriptionRow>,
    pub form: SubscriptionForm,
    pub faults: Faults,
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct SubscriptionForm {
    pub kinds: BTreeSet<NoticeKind>,
    pub regions: BTreeSet<Region>,
    pub owners: String,
    pub words: String,
    pub for_unit: bool,
    pub until: String,
}

#[derive(Debug, Clone)]
pub struct SubscriptionRow {
    pub id: StandingId,
    /// In one line, in the officer's language.
    pub wanted: String,
    pub unit: Option<String>,
    pub opened_us: i64,
    pub until_us: i64,
}

/// One answer to a subscription. Marked as seen by POST to `/alerts/{id}/seen`.
#[derive(Debug, Clone)]
pub struct NoticeAlertRow {
    pub id: String,
    pub notice: RecordId,
    /// With the reason of the subscription.
    pub href: String,
    /// Empty where the copy was destroyed.
    pub caption: String,
    pub kind: NoticeKind,
    pub owner: Member,
    /// It is out of use; else it had come into force.
    pub ended: bool,
    /// By now; none where the copy was destroyed.
    pub stage: Option<Stage>,
    /// What was wanted, in one line; empty where the subscription is ended.
    pub wanted: String,
    pub at_us: i64,
    pub seen_us: Option<i64>,
}

impl NoticeAlertRow {
    pub fn tone(&self) -> &'static str {
        if self.ended { "nothing" } else { "stop" }
    }

    /// What has happened.
    pub fn says(&self) -> &'static str {
        match (self.ended, self.stage) {
            (false, _) => "notice-alert-in-force",
            (true, Some(_)) => "notice-alert-over",
            (true, None) => "notice-alert-gone",
        }
    }
}

impl SubscriptionsPage {
    pub fn kinds(&self) -> &'static [NoticeKind] {
        NoticeKind::ALL
    }

    pub fn regions(&self) -> &'static [Region] {
        Region::ALL
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }
}

impl SubscriptionRow {
    /// What is wanted, in one line: `Purple · Gulf · TG · document fraud`.
    pub fn line(frame: &Frame, wanted: &Wanted) -> String {
        let kinds: Vec<String> =
            wanted.kinds().iter().map(|kind| frame.named("notice-kind", kind.as_str())).collect();
        let owners: Vec<&str> = wanted.owners().iter().map(|owner| owner.as_str()).collect();
        let regions: Vec<String> =
            wanted.regions().iter().map(|region| frame.named("region", region.as_str())).collect();
        let parts = [kinds.join(", "), regions.join(", "), owners.join(", "), wanted.words().to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { frame.say("subscriptions-all") } else { parts.join(" · ") }
    }
}
