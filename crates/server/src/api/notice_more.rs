//! `/api/v1/notices/…`: where a notice stands at this moment, its photographs, and notices that go out and come in as a file.
use super::Told;
use super::shape::{part, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::headers;
use crate::problem::Problem;
use crate::sent::{Asked, Filing, For, Named, Sent, reason_or, whole};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use desk::ask::Live;
use formats::notice::Collection;
use model::RecordId;
use model::notice::NoticeKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

/// Longest file of notices that is taken.
pub(crate) const FILE_BYTES_MAX: u64 = 4 << 20;
/// Longest picture that a photograph is made of.
pub(crate) const PICTURE_BYTES_MAX: u64 = 20 << 20;

/// Why its owner is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatusAsked {
    #[serde(default)]
    #[schema(example = "arrest")]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

/// Where a notice stands, as far as it is known at this moment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LiveShape {
    /// Its owner has just said that it is in force. Nobody is arrested on it where this is false.
    pub stands: bool,
    /// `confirmed`, `denied` (its owner knows no such notice for you), `unreached`.
    pub heard: &'static str,
    /// As its owner says now, or as it last told where it was not reached.
    pub stage: Option<&'static str>,
    /// When its owner said so.
    pub at: String,
}

impl LiveShape {
    pub(crate) fn of(live: &Live) -> LiveShape {
        let (heard, stage, at_us) = match live {
            Live::Confirmed { stage, at_us } => ("confirmed", Some(stage.as_str()), *at_us),
            Live::Denied { at_us } => ("denied", None, *at_us),
            Live::Unreached { stage, known_us } => ("unreached", Some(stage.as_str()), *known_us),
        };
        LiveShape { stands: live.stands(), heard, stage, at: rfc3339(at_us) }
    }
}

pub(crate) async fn status(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    Filing(reason): Filing,
    Sent(sent): Sent<StatusAsked>,
) -> Result<Told<LiveShape>, Problem> {
    let reason = reason_or((&sent.purpose, &sent.legal_basis, &sent.operation), reason)?;
    let live = desk::ask::status(&app.desk, &caller.actor, &reason, id).await?;
    Ok(Told::ok(LiveShape::of(&live)))
}

/// Notices in the shape of the public notice service.
#[derive(Debug, Serialize, ToSchema)]
#[schema(value_type = Object)]
pub(crate) struct ForeignShape(Value);

pub(crate) async fn export(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
) -> Result<Told<ForeignShape>, Problem> {
    Ok(Told::ok(ForeignShape(desk::notice::export(&app.desk, &caller.actor, &reason, id).await?)))
}

/// Which notices.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// `red`, `yellow`, `un`.
    pub collection: String,
}

pub(crate) async fn export_all(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<ExportQuery>,
) -> Result<Told<ForeignShape>, Problem> {
    let collection: Collection = part("collection", &asked.collection)?;
    let told = desk::notice::export_all(&app.desk, &caller.actor, &reason, collection).await?;
    Ok(Told::ok(ForeignShape(told)))
}

/// What became of a file of notices.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportedShape {
    /// Numbers of the drafts that were stated.
    pub drafted: Vec<String>,
    /// Kept for the officer, who completes them: they lack what a notice of their kind needs.
    pub begun: Vec<String>,
    pub refused: Vec<RefusedShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RefusedShape {
    /// Its place in the file, counted from 1.
    pub place: usize,
    pub reason: String,
}

pub(crate) async fn import(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Asked(asked): Asked<Vec<(String, String)>>,
    request: Request,
) -> Result<Told<ImportedShape>, Problem> {
    let kind =
        asked.iter().find(|(name, _)| name == "kind").map(|(_, kind)| part::<NoticeKind>("kind", kind));
    let bytes = whole(request.into_body(), FILE_BYTES_MAX).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Problem::Malformed("the body is not UTF-8".into()))?;
    serde_json::from_str::<Map<String, Value>>(text)
        .map_err(|torn| Problem::Malformed(format!("the body is no JSON object: {torn}")))?;
    let done = desk::notice::import(&app.desk, &caller.actor, &reason, (text, kind.transpose()?)).await?;
    let ids = |ids: Vec<RecordId>| ids.iter().map(ToString::to_string).collect();
    Ok(Told::ok(ImportedShape {
        drafted: ids(done.drafted),
        begun: ids(done.begun),
        refused: done.refused.into_iter().map(|(place, reason)| RefusedShape { place, reason }).collect(),
    }))
}

/// Of which statement of the notice.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PhotographQuery {
    /// The round that was read.
    pub round: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotographMade {
    /// SHA-256 of the copy that was made.
    pub digest: String,
}

pub(crate) async fn add_photograph(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    Filing(reason): Filing,
    Asked(asked): Asked<PhotographQuery>,
    request: Request,
) -> Result<Told<PhotographMade>, Problem> {
    let picture = whole(request.into_body(), PICTURE_BYTES_MAX).await?.to_vec();
    let of = (id, asked.round);
    let digest = desk::notice::add_photograph(&app.desk, &caller.actor, &reason, of, picture).await?;
    Ok(Told::made(PhotographMade { digest }))
}

pub(crate) async fn photograph(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id: RecordId = id.parse().map_err(|_| Problem::Missing)?;
    let one = desk::notice::photograph(&app.desk, &caller.actor, &reason, (id, &name)).await?;
    Ok(headers::picture(one.bytes, "image/jpeg"))
}
