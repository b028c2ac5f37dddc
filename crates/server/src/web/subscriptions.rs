//! Subscriptions to notices, and their alerts: for the page, the API and what is live.
use super::record::stated;
use super::{Visit, faulty, html, see};
use crate::api::{moment_in, standing::LIFE_US};
use crate::app::{App, Shared};
use crate::auth::Known;
use crate::page::{
    Done, Faults, Flaw, Frame, NoticeAlertRow, Place, SubscriptionForm, SubscriptionRow, SubscriptionsPage,
    Toast, Why, reason_query,
};
use crate::problem::Problem;
use crate::sent::{Asked, Fields, Named};
use axum::extract::State;
use axum::response::Response;
use desk::notice::{Notice, NoticeAlert, Subscription};
use model::notice::Wanted;
use model::{Purpose, Reason, StandingId};
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

/// Marks an alert as seen, of whichever kind it is.
pub(crate) async fn seen(app: &App, caller: &Known, number: u64) -> Result<(), Problem> {
    if let Some(reason) = reason(app, caller) {
        match desk::notice::alert_seen(&app.desk, &caller.actor, &reason, number).await {
            Err(desk::Error::Missing) => {}
            done => return Ok(done?),
        }
    }
    let reason = super::alerts::reason(app, caller);
    Ok(desk::standing::seen(&app.desk, &caller.actor, &reason, number).await?)
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

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &Fields(asked), "/notices/subscriptions").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    html(&view(&app, &visit, (&reason, why), SubscriptionForm::default()).await?)
}

async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    form: SubscriptionForm,
) -> Result<SubscriptionsPage, Problem> {
    let who = visit.who()?;
    let open = desk::notice::subscriptions(&app.desk, &who.actor, reason).await?;
    let told = read(app, who).await?;
    let frame = visit.frame(app, Some(Place::Notices)).await?;
    let row = |it: &Subscription| SubscriptionRow {
        id: it.id,
        wanted: SubscriptionRow::line(&frame, &it.wanted),
        unit: it.unit.clone(),
        opened_us: it.opened_us,
        until_us: it.until_us,
        is_own: visit.officer() == Some(it.officer),
    };
    let (alerts, subscriptions) = (rows(&frame, &told), open.iter().map(row).collect());
    Ok(SubscriptionsPage { alerts, subscriptions, form, faults: Faults::none(), why, frame })
}

pub(crate) async fn open(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, "/notices/subscriptions").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let form = SubscriptionForm {
        kinds: fields.all("kinds").filter_map(|kind| kind.parse().ok()).collect(),
        owners: fields.text("owners").to_owned(),
        words: fields.text("words").to_owned(),
        for_unit: fields.text("unit") == "yes",
        until: fields.text("until").to_owned(),
    };
    match subscribe(&app, &visit, &reason, &form).await {
        Ok(_) => Ok(see(&format!("/notices/subscriptions{}", reason_query(&why)), Done::Subscribed)),
        Err(Problem::Invalid(flaws)) => {
            let mut page = view(&app, &visit, (&reason, why), form).await?;
            flaws.into_iter().for_each(|flaw| page.faults.add(&flaw.field, Flaw::Said(flaw.reason)));
            faulty(&page)
        }
        Err(problem) => Err(problem),
    }
}

async fn subscribe(
    app: &App,
    visit: &Visit,
    reason: &Reason,
    form: &SubscriptionForm,
) -> Result<StandingId, Problem> {
    let owners = form.owners.split([',', ';', ' ', '\n', '\r', '،']).filter(|code| !code.is_empty());
    let owners = owners.map(|code| code.to_uppercase().parse()).collect::<Result<_, _>>();
    let owners = owners.map_err(|invalid: model::Invalid| Problem::at("owners", invalid.why))?;
    let wanted = Wanted::new(form.kinds.clone(), owners, &form.words);
    let wanted = wanted.map_err(|invalid| Problem::at(invalid.what, invalid.why))?;
    let until_us = match form.until.as_str() {
        "" => desk::pulse::now_us(&app.desk) + LIFE_US,
        day => moment_in("until", day)?,
    };
    let wanted = (wanted, form.for_unit);
    Ok(desk::notice::subscribe(&app.desk, visit.actor()?, reason, wanted, until_us).await?)
}

pub(crate) async fn end(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<StandingId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (reason, why) = match stated(&app, &visit, &fields, "/notices/subscriptions").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    desk::notice::unsubscribe(&app.desk, visit.actor()?, &reason, id).await?;
    Ok(see(&format!("/notices/subscriptions{}", reason_query(&why)), Done::Unsubscribed))
}
