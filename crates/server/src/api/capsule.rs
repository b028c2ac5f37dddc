//! `/api/v1/capsules`: sealed copies of what posts may check without a line; their leases, and their logs that come home.
pub(crate) mod shelf;

use super::Told;
use super::shape::{RecordShape, part, parts, rfc3339};
use crate::app::{App, Shared};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{self, Asked, Named, Sent, Weighing};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use base64ct::{Base64, Encoding};
use desk::capsule::{self, Capsule, DeviceKey, Ends, FoundThere, Made, Order};
use model::{Actor, CapsuleId, Reason};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use utoipa::{IntoParams, ToSchema};

/// Longest log that is taken: some 100,000 checks.
pub(crate) const LOG_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// A capsule to be made, as a file of this machine.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapsuleSent {
    /// The client that is the post.
    pub client: String,
    /// The public key of its device, in base64.
    pub device: String,
    pub purpose: String,
    #[serde(default)]
    pub legal_basis: String,
    #[serde(default)]
    pub reference: String,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub lists: Vec<String>,
    pub days: u8,
    pub lease_hours: u8,
    #[serde(default)]
    pub officers: Vec<String>,
    #[serde(default)]
    pub language: Option<String>,
    /// Only of the machine's own command line: path of a file that is not there yet. Where none is named the file lies at
    /// this node until somebody takes it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub file: Option<PathBuf>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeShape {
    #[serde(flatten)]
    pub capsule: CapsuleShape,
    /// Records in it that other members own; each was told.
    pub others: u64,
    pub bytes: u64,
    /// Where its file is taken from; nothing where it was made as a file of this machine.
    pub file: Option<String>,
    /// The fingerprint by which the device knows this node.
    pub node: String,
    /// The code of the first lease, shown this once.
    pub code: String,
    pub until: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CapsuleShape {
    pub id: String,
    pub client: String,
    pub post: String,
    pub purpose: String,
    pub device: String,
    pub records: u64,
    pub made: String,
    /// When its last lease ends.
    pub ends: String,
    /// When its log came home last, and up to which act of the post.
    pub home: Option<String>,
    pub home_act: u64,
    /// From when on no lease is given.
    pub ended: Option<String>,
    /// When its file was taken from this node.
    pub taken: Option<String>,
    /// Until when the longest lease runs of which the code was told.
    pub leased_until: String,
    /// `none` (nobody took the file), `out` (a lease runs), `awaited` (it is over, and the log is not here), `cut` (it is over, and what
    /// came since has no end), `given-up` (the same, and somebody said why its end never comes), `home`, `lost` (its device is).
    pub log: &'static str,
    /// Why the end of its log never comes.
    pub given_up: Option<String>,
    /// How far its log was pressed for: 0 not yet, 1 late (a day after the lease), 2 very late (three days).
    pub late: u8,
    /// How many records of each kind, and of each owner, were in it.
    pub kinds: BTreeMap<String, u64>,
    pub owners: BTreeMap<String, u64>,
}

impl CapsuleShape {
    fn of(it: &Capsule, now_us: i64) -> CapsuleShape {
        let held = it.held.clone().unwrap_or_default();
        CapsuleShape {
            id: it.id.to_string(),
            client: it.client.to_string(),
            post: it.post.clone(),
            purpose: it.purpose.to_string(),
            device: it.device.clone(),
            records: it.records,
            made: rfc3339(it.made_us),
            ends: rfc3339(it.ends_us),
            home: it.home_us.map(rfc3339),
            home_act: it.home.0,
            ended: it.ended_us.map(rfc3339),
            taken: it.taken_us.map(rfc3339),
            leased_until: rfc3339(it.leased_until_us),
            log: it.log_is(now_us).as_str(),
            given_up: it.given_up.clone(),
            late: it.late,
            kinds: held.kinds,
            owners: held.owners,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CapsulesShape {
    /// The fingerprint by which devices know this node; none where it has no key to sign with.
    pub node: Option<String>,
    /// The newest first.
    pub capsules: Vec<CapsuleShape>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LeaseQuery {
    /// The lease behind the one that runs now.
    #[serde(default)]
    next: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeaseShape {
    pub number: u64,
    /// As it is read aloud.
    #[schema(example = "18755 70775 18281 37560 08173 76863 61461 90237")]
    pub code: String,
    pub until: String,
    /// When the last lease of this capsule ends.
    pub ends: String,
    /// Records that were stated or taken back since it was made, of which the post does not know.
    pub newer: u64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HomeShape {
    pub capsule: String,
    pub post: String,
    /// Acts of the post that were not here before.
    pub acts: u64,
    /// Of them checks, and records that were shown or opened.
    pub looks: u64,
    /// It ends where the post was closed in good order, under the last lease that was told.
    pub closed: bool,
}

impl CapsuleSent {
    fn order(&self) -> Result<Order, Problem> {
        Ok(Order {
            client: part("client", &self.client)?,
            device: device(&self.device)?,
            kinds: parts("kinds", &self.kinds)?,
            lists: self.lists.clone(),
            days: self.days,
            lease_hours: self.lease_hours,
            officers: self.officers.clone(),
            language: self
                .language
                .as_deref()
                .map_or(Ok(model::Language::English), |it| part("language", it))?,
            taken: self.file.is_some(),
        })
    }
}

/// The key of a device, as `liaison capsule device` writes it.
pub(crate) fn device(text: &str) -> Result<DeviceKey, Problem> {
    let device = Base64::decode_vec(text.trim()).ok().and_then(|key| DeviceKey::from_bytes(&key).ok());
    device.ok_or(Problem::at("device", "this is no key of a device: see liaison capsule device"))
}

/// The file is there as a whole or not at all, and nobody else can read it.
pub(crate) async fn make(
    State(app): State<Shared>,
    caller: Caller,
    Sent(sent): Sent<CapsuleSent>,
) -> Result<Told<MadeShape>, Problem> {
    let reason =
        sent::reason(&sent.purpose, &sent.legal_basis, &sent.reference)?.ok_or_else(sent::unnamed)?;
    let order = sent.order()?;
    let (made, file) = match &sent.file {
        Some(file) => (made_as(&app, &caller, (&reason, &order), file).await?, None),
        None => {
            let made = shelf::made_here(&app, &caller.actor, &reason, &order).await?;
            let file = format!("/api/v1/capsules/{}/file", made.capsule.id);
            (made, Some(file))
        }
    };
    Ok(Told::made(MadeShape {
        capsule: CapsuleShape::of(&made.capsule, desk::pulse::now_us(&app.desk)),
        others: made.others,
        bytes: made.bytes,
        file,
        node: made.node,
        code: made.code,
        until: rfc3339(made.until_us),
    }))
}

async fn made_as(
    app: &App,
    caller: &Caller,
    (reason, order): (&Reason, &Order),
    file: &Path,
) -> Result<Made, Problem> {
    if !matches!(caller.actor, Actor::Console { .. }) {
        return Err(Problem::at("file", "only this machine's own command line names a file: leave it out"));
    }
    if file.exists() {
        return Err(Problem::at("file", "it is there already; name another"));
    }
    Ok(capsule::make(&app.desk, &caller.actor, reason, order, (file, app.settings.spool.as_path())).await?)
}

pub(crate) async fn take(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<CapsuleId>,
    Weighing(reason): Weighing,
) -> Result<Response, Problem> {
    shelf::file(&app, &caller.actor, &reason, id).await
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<CapsulesShape>, Problem> {
    let capsules = capsule::list(&app.desk, &caller.actor, &reason).await?;
    let (node, now_us) = (capsule::fingerprint(&app.desk).ok(), desk::pulse::now_us(&app.desk));
    let capsules = capsules.iter().map(|it| CapsuleShape::of(it, now_us)).collect();
    Ok(Told::ok(CapsulesShape { node, capsules }))
}

/// What the logs of a capsule brought.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BroughtShape {
    #[serde(flatten)]
    pub capsule: CapsuleShape,
    pub checks: u64,
    pub refused: u64,
    /// The records that were found and that you may see, the latest first.
    pub found: Vec<FoundShape>,
    /// How many more were found.
    pub unseen: u64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundShape {
    /// As it stands by now.
    pub record: RecordShape,
    /// When it was shown last, by the post's clock.
    pub at: String,
    pub opened: bool,
}

pub(crate) async fn one(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<CapsuleId>,
    Weighing(reason): Weighing,
) -> Result<Told<BroughtShape>, Problem> {
    let one = capsule::one(&app.desk, &caller.actor, &reason, id).await?;
    let found = |it: &FoundThere| FoundShape {
        record: RecordShape::of(&it.held.record),
        at: rfc3339(it.at_us),
        opened: it.opened,
    };
    Ok(Told::ok(BroughtShape {
        capsule: CapsuleShape::of(&one.capsule, desk::pulse::now_us(&app.desk)),
        checks: one.checks,
        refused: one.refused,
        found: one.found.iter().map(found).collect(),
        unseen: one.unseen,
    }))
}

pub(crate) async fn lease(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<CapsuleId>,
    Weighing(reason): Weighing,
    Asked(asked): Asked<LeaseQuery>,
) -> Result<Told<LeaseShape>, Problem> {
    let lease = capsule::lease(&app.desk, &caller.actor, &reason, id, asked.next).await?;
    Ok(Told::ok(LeaseShape {
        number: lease.number,
        code: lease.code,
        until: rfc3339(lease.until_us),
        ends: rfc3339(lease.ends_us),
        newer: lease.newer,
    }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EndQuery {
    /// `closed` (its log is waited for) or `lost` (its device is: no log is waited for).
    #[serde(default)]
    why: Option<String>,
}

pub(crate) async fn end(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<CapsuleId>,
    Weighing(reason): Weighing,
    Asked(asked): Asked<EndQuery>,
) -> Result<StatusCode, Problem> {
    let ends = asked.why.as_deref().map_or(Ok(Ends::Closed), |why| part("why", why))?;
    capsule::end(&app.desk, &caller.actor, &reason, id, ends).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why the end of a log never comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenUpSent {
    #[schema(example = "the disk of the device broke")]
    pub why: String,
}

pub(crate) async fn give_up(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<CapsuleId>,
    Weighing(reason): Weighing,
    Sent(sent): Sent<GivenUpSent>,
) -> Result<StatusCode, Problem> {
    capsule::give_up(&app.desk, &caller.actor, &reason, id, &sent.why).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The body is the log as the post's device keeps it.
pub(crate) async fn home(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
    request: Request,
) -> Result<Told<HomeShape>, Problem> {
    let log = sent::whole(request.into_body(), LOG_BYTES_MAX).await?;
    let home = capsule::home(&app.desk, &caller.actor, &reason, &log).await?;
    Ok(Told::ok(HomeShape {
        capsule: home.capsule.to_string(),
        post: home.post,
        acts: home.acts,
        looks: home.looks,
        closed: home.closed,
    }))
}
