//! The alerts of subscriptions, each with its notice: for the API, the page and what is live.
use crate::app::App;
use crate::auth::Known;
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
