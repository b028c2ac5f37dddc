//! Standing checks: questions that stay open, and the alerts that answer them.
use super::Frame;
use askama::Template;
use model::{HitId, Kind, Member, Purpose, RecordId, StandingId, Status, Term};

/// `GET /standing`. Opened by POST to `/standing` with the fields of the check form and `until` (a day, may be empty);
/// closed by POST to `/standing/{id}/close`.
#[derive(Debug, Clone, Template)]
#[template(path = "standing.html")]
pub struct StandingPage {
    pub frame: Frame,
    pub alerts: Vec<AlertRow>,
    /// Alerts of subscriptions to notices.
    pub notices: Vec<super::NoticeAlertRow>,
    pub standing: Vec<StandingRow>,
    /// Cursor of the alerts before these.
    pub older: Option<String>,
}

#[derive(Debug, Clone)]
pub struct StandingRow {
    pub id: StandingId,
    pub kind: Kind,
    /// The question in one line.
    pub question: String,
    pub purpose: Purpose,
    pub reference: Option<String>,
    pub opened_us: i64,
    pub until_us: Option<i64>,
    pub alerts: u32,
    pub closed: bool,
}

/// One answer to a standing check. Marked as seen by POST to `/alerts/{id}/seen`.
#[derive(Debug, Clone)]
pub struct AlertRow {
    pub id: String,
    pub at_us: i64,
    pub question: String,
    /// With the reason under which the question stands: `/records/{id}?purpose=…`.
    pub href: String,
    pub record: RecordId,
    pub kind: Kind,
    pub caption: String,
    pub owner: Member,
    pub status: Option<Status>,
    pub score: f64,
    pub certain: bool,
    pub seen_us: Option<i64>,
}

/// What `GET /live` sends as the data (JSON) of an event `alert`; the page shows it as a toast.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Toast {
    pub id: String,
    /// One of the codes of [`super::Verdict`].
    pub verdict: &'static str,
    /// In the officer's language.
    pub title: String,
    pub text: String,
    pub href: String,
    /// Alerts not seen, with this one.
    pub unseen: u32,
}

impl Toast {
    /// What an alert says to an officer, in the language of the frame.
    pub fn of(frame: &Frame, alert: &AlertRow, unseen: u32) -> Toast {
        let status =
            alert.status.map_or_else(|| frame.say("no-status"), |s| frame.named("status", s.as_str()));
        Toast {
            id: alert.id.clone(),
            verdict: alert.verdict().as_str(),
            title: frame.with("alert-title", "status", &status),
            text: frame.plain(&alert.caption).into_owned(),
            href: alert.href.clone(),
            unseen,
        }
    }
}

impl Toast {
    /// A hit that was just raised: with whom, and how much time there is. Nothing of what a record says, for nobody has
    /// said yet why they look.
    pub fn of_hit(frame: &Frame, id: HitId, (other, term): (&Member, Term)) -> Toast {
        let with = frame.with("hit-with", "member", frame.member_called(other));
        Toast {
            id: format!("hit-{id}"),
            verdict: if term == Term::Urgent { "stop" } else { "caution" },
            title: frame.say("hit-new"),
            text: format!("{with} · {}", frame.named("term", term.as_str())),
            href: format!("/hits/{id}"),
            unseen: frame.alerts,
        }
    }
}

impl Toast {
    /// A recall that a member has not confirmed in time. Which record it is about is on the page.
    pub fn of_recall(frame: &Frame, pressing: &desk::recall::Pressing) -> Toast {
        let very = pressing.level > 1;
        let member = frame.member_called(&pressing.member);
        Toast {
            id: format!("recall-{}-{}-{}", pressing.id, pressing.member, pressing.level),
            verdict: if very { "stop" } else { "caution" },
            title: frame.say(if very { "recall-alarm-very-late" } else { "recall-alarm-late" }),
            text: format!("{member} · {}", frame.since(&pressing.since_us)),
            href: "/window".to_owned(),
            unseen: frame.alerts,
        }
    }
}

impl Toast {
    /// The log of a post that has not come home in time.
    pub fn of_capsule(frame: &Frame, late: &desk::capsule::Capsule) -> Toast {
        let very = late.late > 1;
        Toast {
            id: format!("capsule-{}-{}", late.id, late.late),
            verdict: if very { "stop" } else { "caution" },
            title: frame.say(if very { "capsule-very-late" } else { "capsule-late" }),
            text: format!("{} · {}", frame.plain(&late.post), frame.since(&late.leased_until_us)),
            href: format!("/capsules/{}", late.id),
            unseen: frame.alerts,
        }
    }
}

impl Toast {
    /// A life is at risk, and a person must say that they are at work on it. Nothing of what it is about.
    pub fn of_life(frame: &Frame, id: model::ThreadId) -> Toast {
        Toast {
            id: format!("life-{id}"),
            verdict: "stop",
            title: frame.say("life-at-risk"),
            text: frame.say("thread-life-new"),
            href: format!("/threads/{id}"),
            unseen: frame.alerts,
        }
    }
}

impl Toast {
    /// The clock of a request has run out, and this officer is called. Nothing of what it is about.
    pub fn of_call(frame: &Frame, call: &desk::thread::Call) -> Toast {
        Toast {
            id: format!("call-{}-{}", call.thread, call.level),
            verdict: if call.level > 1 { "stop" } else { "caution" },
            title: frame.say("thread-called"),
            text: frame.named("climbed", &call.level.to_string()),
            href: format!("/threads/{}", call.thread),
            unseen: frame.alerts,
        }
    }
}

impl AlertRow {
    pub fn verdict(&self) -> super::Verdict {
        super::Verdict::of(self.status, self.certain)
    }
}
