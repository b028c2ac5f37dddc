//! The alerts of subscriptions as rows of a page, and as what an open page shows when one comes in.
use crate::api::notice_alerts::NoticeTold;
use crate::page::{Frame, NoticeAlertRow, SubscriptionRow, Toast, Why, reason_query};

pub(crate) fn rows(frame: &Frame, told: &[NoticeTold]) -> Vec<NoticeAlertRow> {
    told.iter().map(|told| alert_row(frame, told)).collect()
}

fn alert_row(frame: &Frame, told: &NoticeTold) -> NoticeAlertRow {
    let alert = &told.alert;
    let why = told.subscription.as_ref().map(|it| Why::of(&it.reason, vec![]));
    NoticeAlertRow {
        id: alert.number.to_string(),
        notice: alert.notice,
        href: format!("/notices/{}{}", alert.notice, why.as_ref().map(reason_query).unwrap_or_default()),
        caption: told.notice.as_ref().map(|notice| notice.content.caption()).unwrap_or_default(),
        kind: alert.kind,
        owner: alert.owner.clone(),
        ended: alert.ended,
        stage: alert.stage,
        wanted: told
            .subscription
            .as_ref()
            .map(|it| SubscriptionRow::line(frame, &it.wanted))
            .unwrap_or_default(),
        at_us: alert.raised_us,
        seen_us: alert.seen_us,
    }
}

/// What an open page shows when one comes in.
pub(crate) fn toast(frame: &Frame, told: &NoticeTold) -> Toast {
    let row = alert_row(frame, told);
    let kind = frame.named("notice-kind", row.kind.as_str());
    Toast {
        verdict: if row.ended { "caution" } else { "stop" },
        title: format!("{kind}: {}", frame.say(row.says())),
        text: frame.plain(&row.caption).into_owned(),
        href: "/notices/subscriptions".to_owned(),
        id: row.id,
        unseen: frame.alerts,
    }
}
