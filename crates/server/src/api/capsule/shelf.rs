//! Files of capsules that were made over a page or the API: they lie at this node, sealed, until somebody takes them along.
use crate::app::App;
use crate::problem::Problem;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use desk::capsule::{self, Made, Order};
use futures_util::stream;
use model::{Actor, CapsuleId, Reason};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::io::AsyncReadExt;

/// Makes it, and keeps its file until somebody takes it.
pub(crate) async fn made_here(
    app: &App,
    by: &Actor,
    reason: &Reason,
    order: &Order,
) -> Result<Made, Problem> {
    let shelf = shelf(app)?;
    let new =
        tempfile::Builder::new().prefix("new-").tempdir_in(&shelf).map_err(|it| Problem::broken(&it))?;
    let file = new.path().join("capsule");
    let made = capsule::make(&app.desk, by, reason, order, (&file, new.path())).await?;
    std::fs::rename(&file, place(&shelf, made.capsule.id)).map_err(|fault| Problem::broken(&fault))?;
    Ok(made)
}

/// Where files of capsules wait for whoever takes them. What is older than any capsule lasts is swept away: it opens nothing.
fn shelf(app: &App) -> Result<PathBuf, Problem> {
    const LASTS: Duration = Duration::from_secs(14 * 86_400);
    let shelf = app.settings.spool.join("capsules");
    std::fs::create_dir_all(&shelf).map_err(|fault| Problem::broken(&fault))?;
    for file in std::fs::read_dir(&shelf).into_iter().flatten().flatten() {
        let made = file.metadata().and_then(|about| about.modified()).ok();
        if made.and_then(|made| made.elapsed().ok()).is_some_and(|since| since > LASTS) {
            // One that cannot be taken away now is tried again with the next that is made.
            let _gone = std::fs::remove_file(file.path());
        }
    }
    Ok(shelf)
}

fn place(shelf: &Path, id: CapsuleId) -> PathBuf {
    shelf.join(format!("{id}.capsule"))
}

/// The file of a capsule, taken along; it opens nothing without its device and the code of a lease.
pub(crate) async fn file(app: &App, by: &Actor, reason: &Reason, id: CapsuleId) -> Result<Response, Problem> {
    let path = place(&app.settings.spool.join("capsules"), id);
    let Ok(file) = tokio::fs::File::open(&path).await else {
        // Whoever may not know which capsules there are is told no more than that.
        capsule::list(&app.desk, by, reason).await?;
        return Err(Problem::Conflict(
            "its file is not at this node: it was made elsewhere, or its time is over",
        ));
    };
    let bytes = file.metadata().await.map_err(|fault| Problem::broken(&fault))?.len();
    capsule::take(&app.desk, by, reason, id).await?;
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; 256 * 1024];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes));
    let named = format!("attachment; filename=\"{id}.capsule\"");
    if let Ok(named) = HeaderValue::from_str(&named) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    response.extensions_mut().insert(crate::headers::Sandboxed);
    Ok(response)
}
