//! `/api/v1/subscriptions`: of which notices an officer or their unit wants to be told, and what answers them.
use super::Told;
use super::notice_alerts::NoticeTold;
use super::shape::{moment, part, rfc3339};
use super::standing::{LIFE_US, Opened};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Filing, Named, Sent, reason_or};
use axum::extract::State;
use axum::http::StatusCode;
use desk::notice::Subscription;
use model::StandingId;
use model::notice::Wanted;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is wanted, for whom, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscriptionSent {
    /// Kinds of notices; every kind where none is named.
    #[serde(default)]
    #[schema(example = json!(["purple"]))]
    pub kinds: Vec<String>,
    /// Codes of the members whose notices are wanted; all where none is named.
    #[serde(default)]
    pub owners: Vec<String>,
    /// Regions whose members' notices are wanted beside those: `gulf`, `western-africa`… Whoever joins later counts.
    #[serde(default)]
    #[schema(example = json!(["gulf"]))]
    pub regions: Vec<String>,
    /// Each must begin a word of the notice.
    #[serde(default)]
    #[schema(example = "document fraud")]
    pub words: String,
    /// Its alerts are for everybody of your unit.
    #[serde(default)]
    pub unit: bool,
    /// A day or moment, at most a year ahead; 90 days from now where nothing is said.
    #[serde(default)]
    pub until: Option<String>,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Sent(sent): Sent<SubscriptionSent>,
) -> Result<Told<Opened>, Problem> {
    let reason = reason_or((&sent.purpose, &sent.legal_basis, &sent.operation), reason)?;
    let kinds = sent.kinds.iter().map(|kind| part("kinds", kind)).collect::<Result<_, _>>()?;
    let owners = sent.owners.iter().map(|owner| part("owners", owner)).collect::<Result<_, _>>()?;
    let wanted = Wanted::new(kinds, owners, &sent.words);
    let regions = sent.regions.iter().map(|region| part("regions", region)).collect::<Result<_, _>>()?;
    let wanted = wanted.map_err(|invalid| Problem::at(invalid.what, invalid.why))?.or_of(regions);
    let until_us = match &sent.until {
        Some(until) => moment("until", until)?,
        None => desk::pulse::now_us(&app.desk) + LIFE_US,
    };
    let wanted = (wanted, sent.unit);
    let id = desk::notice::subscribe(&app.desk, &caller.actor, &reason, wanted, until_us).await?;
    Ok(Told::made(Opened { id: id.to_string() }))
}

/// A subscription that is open.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubscriptionShape {
    pub id: String,
    pub kinds: Vec<&'static str>,
    pub owners: Vec<String>,
    pub regions: Vec<&'static str>,
    pub words: String,
    /// Whose alerts they are as well.
    pub unit: Option<String>,
    pub purpose: String,
    pub legal_basis: Option<String>,
    pub operation: Option<String>,
    pub opened_at: String,
    pub until: String,
}

impl SubscriptionShape {
    fn of(it: &Subscription) -> SubscriptionShape {
        SubscriptionShape {
            id: it.id.to_string(),
            kinds: it.wanted.kinds().iter().map(|kind| kind.as_str()).collect(),
            owners: it.wanted.owners().iter().map(ToString::to_string).collect(),
            regions: it.wanted.regions().iter().map(|region| region.as_str()).collect(),
            words: it.wanted.words().to_owned(),
            unit: it.unit.clone(),
            purpose: it.reason.purpose.to_string(),
            legal_basis: it.reason.legal_basis.clone(),
            operation: it.reason.reference.clone(),
            opened_at: rfc3339(it.opened_us),
            until: rfc3339(it.until_us),
        }
    }
}

/// Your own and your unit's that are open, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubscriptionsShape {
    pub subscriptions: Vec<SubscriptionShape>,
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
) -> Result<Told<SubscriptionsShape>, Problem> {
    let open = desk::notice::subscriptions(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(SubscriptionsShape { subscriptions: open.iter().map(SubscriptionShape::of).collect() }))
}

pub(crate) async fn end(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<StandingId>,
    Filing(reason): Filing,
) -> Result<StatusCode, Problem> {
    desk::notice::unsubscribe(&app.desk, &caller.actor, &reason, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A notice that answered a subscription.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeAlertShape {
    pub number: u64,
    pub subscription: String,
    pub notice: String,
    pub kind: &'static str,
    pub owner: String,
    /// What people call it; none where the copy was destroyed.
    pub caption: Option<String>,
    /// It is out of use from then on; else it had come into force.
    pub ended: bool,
    /// Where it stands by now; none where the copy was destroyed.
    pub stage: Option<&'static str>,
    pub raised_at: String,
    pub seen: bool,
}

impl NoticeAlertShape {
    pub(crate) fn of(told: &NoticeTold) -> NoticeAlertShape {
        let alert = &told.alert;
        NoticeAlertShape {
            number: alert.number,
            subscription: alert.subscription.to_string(),
            notice: alert.notice.to_string(),
            kind: alert.kind.as_str(),
            owner: alert.owner.to_string(),
            caption: told.notice.as_ref().map(|notice| notice.content.caption()),
            ended: alert.ended,
            stage: alert.stage.map(|stage| stage.as_str()),
            raised_at: rfc3339(alert.raised_us),
            seen: alert.seen_us.is_some(),
        }
    }
}
