//! The alerts of subscriptions, each with its notice: for the page, the API and what is live.
use crate::app::App;
use crate::auth::Known;
use crate::page::{Frame, NoticeAlertRow, SubscriptionRow, Toast, Why, reason_query};
use crate::problem::Problem;
use desk::notice::{Notice, NoticeAlert, Subscription};
use model::{Purpose, Reason};
use policy::action::ReadNotices;

/// Most alerts that are shown together.
const SHOWN: u32 = 200;

/// An alert with its notice, and the subscription that it answers where that is open.
pub(crate) struct NoticeTold {
    pub alert: NoticeAlert,
    pub notice: Option<Notice>,
    pub subscription: Option<Subscription>,
}

/// For what an officer does with their subscriptions: the first purpose for which they may read notices; none where there is none.
pub(crate) fn reason(app: &App, caller: &Known) -> Option<Reason> {
    let purposes: Vec<Purpose> = desk::offer::purposes::<ReadNotices>(&app.desk, &caller.actor);
    purposes.first().map(|purpose| Reason::of(*purpose))
}

/// Newest first; nothing for who may not read notices.
pub(crate) async fn read(app: &App, caller: &Known) -> Result<Vec<NoticeTold>, Problem> {
    let Some(reason) = reason(app, caller) else { return Ok(vec![]) };
    let open = desk::notice::subscriptions(&app.desk, &caller.actor, &reason).await?;
    let alerts = desk::notice::alerts(&app.desk, &caller.actor, &reason, (None, SHOWN)).await?;
    let told = |(alert, notice): (NoticeAlert, Option<Notice>)| {
        let subscription = open.iter().find(|it| it.id == alert.subscription).cloned();
        NoticeTold { alert, notice, subscription }
    };
    Ok(alerts.into_iter().map(told).collect())
}

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
