//! `POST /api/v1/backups`: the whole store, sealed as it is, into a file of this machine. For its own command line only.
use super::Told;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Duty, Sent};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackupSent {
    /// Path of a file that is not there yet.
    #[schema(value_type = String)]
    pub file: PathBuf,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BackedUp {
    /// Number of the last act in it.
    pub acts: u64,
    pub rows: u64,
}

/// The file is there as a whole or not at all, and nobody else can read it.
pub(crate) async fn write(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    Sent(sent): Sent<BackupSent>,
) -> Result<Told<BackedUp>, Problem> {
    let wrong = |fault: std::io::Error| Problem::at("file", fault.to_string());
    let part = sent.file.with_added_extension("part");
    let file =
        tokio::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part).await;
    let mut sink = tokio::io::BufWriter::new(file.map_err(wrong)?);
    let written = desk::node::back_up(&app.desk, &caller.actor, &reason, &mut sink).await;
    let rows = match written {
        Ok(rows) => rows,
        Err(fault) => {
            let _none = tokio::fs::remove_file(&part).await;
            return Err(fault.into());
        }
    };
    tokio::io::AsyncWriteExt::flush(&mut sink).await.map_err(wrong)?;
    sink.get_ref().sync_all().await.map_err(wrong)?;
    // A link refuses a name that is taken; a rename would overwrite it.
    tokio::fs::hard_link(&part, &sent.file).await.map_err(wrong)?;
    tokio::fs::remove_file(&part).await.map_err(wrong)?;
    let acts = desk::pulse::head(&app.desk).await?;
    Ok(Told::made(BackedUp { acts, rows }))
}
